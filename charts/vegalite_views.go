package charts

// vegaViews are the kinds that Vega-Lite has marks for. The others are drawn by
// layouts of their own: squares, treemaps, flows and maps.
var vegaViews = map[string]func(v *vega) []object{
	"bar":            func(v *vega) []object { return v.bars(false) },
	"grouped-bar":    func(v *vega) []object { return v.bars(true) },
	"stacked-bar":    vegaStackedBars,
	"diverging-bar":  vegaDivergingBars,
	"dot":            vegaDots,
	"dumbbell":       vegaDumbbell,
	"slope":          vegaSlope,
	"bump":           vegaBump,
	"line":           vegaLines,
	"area":           func(v *vega) []object { return v.areas("zero") },
	"area-share":     func(v *vega) []object { return v.areas("normalize") },
	"columns":        vegaColumns,
	"window-columns": vegaWindowColumns,
	"balance":        vegaBalance,
	"fan":            vegaFan,
	"share":          vegaShares,
	"matrix":         vegaMatrix,
	"scatter":        vegaScatter,
}

// zeroAxis is the axis from zero of all rows.
func (v *vega) zeroAxis() axis {
	low, high := fromZero(extentOf(v.all))
	return v.newAxis(low, high, 6)
}

func vegaMark(kind string, more object) object {
	m := object{"type": kind}
	for k, x := range more {
		m[k] = x
	}
	return m
}

// on is a channel that reads a field in place of the one that a has.
func on(channel object, field string) object { return with(channel, "field", field) }

// bars are ranked bars, in groups of the series or alone: solid as far as the
// amount is sure, pale over what is left open, with an arrow where it has no
// end.
func (v *vega) bars(isGrouped bool) []object {
	x, y := v.amounts(v.zeroAxis()), v.categories("label")
	place := object{"y": y, "tooltip": tooltip}
	if isGrouped {
		place["yOffset"], place["color"] = object{"field": "series", "sort": seriesOf(v.all)}, v.colors()
	}
	at := func(more object) object {
		e := object{}
		for k, x := range place {
			e[k] = x
		}
		for k, x := range more {
			e[k] = x
		}
		return e
	}
	text := at(object{"x": on(x, "reach"), "text": object{"field": "amount"}})
	delete(text, "color")
	return []object{
		{"mark": vegaMark("bar", nil), "encoding": at(object{"x": on(x, "sure")})},
		{"transform": []object{{"filter": "datum.hatched"}}, "mark": vegaMark("bar", object{"opacity": 0.35}), "encoding": at(object{"x": on(x, "open_from"), "x2": object{"field": "open_to"}})},
		{"transform": []object{{"filter": "datum.open_up"}}, "mark": vegaMark("point", object{"shape": "triangle-right", "filled": true, "size": 120}), "encoding": at(object{"x": on(x, "open_to")})},
		{"mark": vegaMark("text", object{"align": "left", "dx": 6}), "encoding": text},
	}
}

func vegaStackedBars(v *vega) []object {
	stack := "zero"
	x := object{"field": "value", "type": "quantitative", "title": nil, "axis": object{"format": "~s"}}
	if s, ok := v.of.(*StackedBar); ok && s.Share {
		stack, x["axis"] = "normalize", object{"format": "%"}
	}
	return []object{{"mark": vegaMark("bar", nil), "encoding": object{"x": with(x, "stack", stack), "y": v.categories("label"), "color": v.colors(), "order": stackOrder, "tooltip": tooltip}}}
}

// vegaDivergingBars puts the second of two series to the left of zero.
func vegaDivergingBars(v *vega) []object {
	names := seriesOf(v.all)
	x := object{"field": "signed", "type": "quantitative", "title": nil, "stack": nil, "axis": object{"format": "~s"}}
	sign := "datum.value"
	if len(names) == 2 {
		sign = "datum.series === " + quoted(v.leftSeries(names)) + " ? -datum.value : datum.value"
		x["axis"] = object{"format": "~s", "labelExpr": "format(abs(datum.value), '~s')"}
	}
	bars := object{"x": x, "y": v.categories("label"), "tooltip": tooltip}
	bars["color"] = object{"condition": object{"test": "datum.signed < 0", "value": v.t.Negative.Fill.String()}, "value": v.t.Positive.Fill.String()}
	signed := []object{{"calculate": sign, "as": "signed"}}
	return []object{
		{"transform": signed, "mark": vegaMark("bar", nil), "encoding": bars},
		{"transform": append(signed, object{"filter": "datum.signed >= 0"}), "mark": vegaMark("text", object{"align": "left", "dx": 6}), "encoding": object{"x": x, "y": v.categories("label"), "text": object{"field": "amount"}}},
		{"transform": append(signed, object{"filter": "datum.signed < 0"}), "mark": vegaMark("text", object{"align": "right", "dx": -6}), "encoding": object{"x": x, "y": v.categories("label"), "text": object{"field": "amount"}}},
	}
}

// leftSeries is the series that a diverging chart has to the left.
func (v *vega) leftSeries(names []string) string {
	if d, ok := v.of.(*DivergingBar); ok && d.Left != "" {
		return d.Left
	}
	return names[0]
}

func vegaDots(v *vega) []object {
	d, _ := v.of.(*Dot)
	x := v.amounts(v.lineAxis(d != nil && d.Log))
	e := object{"x": on(x, "value"), "y": v.categories("label"), "tooltip": tooltip}
	bounds := object{"x": on(x, "low"), "x2": object{"field": "high"}, "y": v.categories("label")}
	if len(seriesOf(v.all)) > 1 {
		e["color"], bounds["color"] = v.colors(), v.colors()
	}
	return []object{
		{"transform": []object{{"filter": "datum.low !== null && datum.high !== null"}}, "mark": vegaMark("rule", object{"strokeWidth": 7, "opacity": 0.3}), "encoding": bounds},
		{"mark": vegaMark("circle", object{"size": 110, "opacity": 1}), "encoding": e},
		{"mark": vegaMark("text", object{"align": "left", "dx": 9}), "encoding": object{"x": on(x, "value"), "y": v.categories("label"), "text": object{"field": "amount"}}},
	}
}

func vegaDumbbell(v *vega) []object {
	x, y := v.amounts(v.zeroAxis()), v.categories("label")
	moments := with(v.categories("date"), "axis", nil)
	delete(moments, "axis")
	moments["scale"] = object{"range": []string{v.t.Axis.String(), v.t.main().String()}}
	return []object{
		{"mark": vegaMark("line", object{"strokeWidth": 3, "color": v.t.Axis.String()}), "encoding": object{"x": on(x, "value"), "y": y, "detail": object{"field": "label"}}},
		{"mark": vegaMark("circle", object{"size": 130, "opacity": 1}), "encoding": object{"x": on(x, "value"), "y": y, "color": moments, "tooltip": tooltip}},
		{"mark": vegaMark("text", object{"dy": -14}), "encoding": object{"x": on(x, "value"), "y": y, "text": object{"field": "amount"}}},
	}
}

func vegaSlope(v *vega) []object {
	x, y := with(v.categories("date"), "axis", object{"orient": "top", "labelAngle": 0, "domain": false, "ticks": false}), with(v.amounts(v.zeroAxis()), "axis", nil)
	return []object{
		{"mark": vegaMark("line", object{"point": true}), "encoding": object{"x": x, "y": on(y, "value"), "detail": object{"field": "label"}, "tooltip": tooltip}},
		{"mark": vegaMark("text", object{"align": "left", "dx": 8}), "encoding": object{"x": x, "y": on(y, "value"), "text": object{"field": "words"}}},
	}
}

// vegaBump takes the ranks as computed, which are among all labels, those left
// out too.
func vegaBump(v *vega) []object {
	ranks := []object{{"filter": "datum.rank > 0"}}
	e := object{
		"x": with(v.categories("date"), "axis", object{"labelAngle": 0, "domain": false}), "tooltip": tooltip,
		"y": object{"field": "rank", "type": "quantitative", "title": nil, "scale": object{"reverse": true, "zero": false}, "axis": object{"tickMinStep": 1, "grid": false}},
	}
	name := v.bumpName()
	lines := object{"color": object{"field": name, "type": "nominal", "legend": nil}}
	for k, x := range e {
		lines[k] = x
	}
	last := append(ranks, object{"joinaggregate": []object{{"op": "max", "field": "date", "as": "last"}}}, object{"filter": "datum.date === datum.last"})
	return []object{
		{"transform": ranks, "mark": vegaMark("line", object{"point": object{"size": 160}, "strokeWidth": 4, "interpolate": "monotone"}), "encoding": lines},
		{"transform": last, "mark": vegaMark("text", object{"align": "left", "dx": 14}), "encoding": object{"x": e["x"], "y": e["y"], "text": object{"field": name}}},
	}
}

// bumpName is the field that names a line of a bump chart.
func (v *vega) bumpName() string {
	for _, r := range v.all {
		if r.series != "" {
			return "series"
		}
	}
	return "label"
}
