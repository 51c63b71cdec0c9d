package charts

import (
	"encoding/json"
	"fmt"
	"slices"
)

// timeline is the axis of all dates, from edge to edge.
func (v *vega) timeline() timeline { return newTimeline(v.all, 0) }

func vegaLines(v *vega) []object {
	l, _ := v.of.(*Line)
	x, y := v.times(v.timeline()), v.amounts(v.lineAxis(l != nil && l.Log))
	e := object{"x": x, "y": on(y, "value"), "detail": object{"field": "run"}, "tooltip": tooltip}
	band := object{"x": x, "y": on(y, "low"), "y2": object{"field": "high"}, "detail": object{"field": "run"}}
	ends := object{"x": x, "y": on(y, "value"), "text": object{"field": "end"}}
	if len(seriesOf(v.all)) > 1 {
		colors := with(v.colors(), "legend", nil)
		e["color"], band["color"], ends["color"] = colors, colors, colors
	}
	last := []object{
		{"filter": "datum.value !== null"},
		{"joinaggregate": []object{{"op": "max", "field": "position", "as": "last"}}, "groupby": []string{"series", "facet"}},
		{"filter": "datum.position === datum.last"},
		{"calculate": "(datum.series ? datum.series + '  ' : '') + datum.amount", "as": "end"},
	}
	return []object{
		{"transform": []object{{"filter": "datum.low !== null && datum.high !== null"}}, "mark": vegaMark("area", object{"opacity": 0.2}), "encoding": band},
		{"mark": vegaMark("line", object{"point": true, "strokeWidth": 2.5}), "encoding": e},
		{"transform": last, "mark": vegaMark("text", object{"align": "left", "dx": 10, "fontWeight": "bold"}), "encoding": ends},
	}
}

// areas are stacked from zero, or to the whole.
func (v *vega) areas(stack string) []object {
	y := object{"field": "value", "type": "quantitative", "title": nil, "stack": stack, "axis": object{"format": "~s"}}
	if stack == "normalize" {
		y["axis"] = object{"format": "%"}
	}
	return []object{{"mark": vegaMark("area", nil), "encoding": object{"x": v.times(v.timeline()), "y": y, "color": v.colors(), "order": stackOrder, "tooltip": tooltip}}}
}

func vegaColumns(v *vega) []object {
	field := "label"
	for _, r := range v.all {
		if r.date != "" {
			field = "date"
		}
	}
	x, y := v.categories(field), v.amounts(v.zeroAxis())
	e := object{"x": x, "y": on(y, "value"), "tooltip": tooltip}
	if len(seriesOf(v.all)) > 1 {
		e["color"] = v.colors()
		if c, ok := v.of.(*Columns); ok && c.Stacked {
			e["y"] = object{"field": "value", "type": "quantitative", "title": nil, "stack": "zero", "axis": object{"format": "~s"}}
		} else {
			e["xOffset"] = object{"field": "series", "sort": seriesOf(v.all)}
		}
		return []object{{"mark": vegaMark("bar", nil), "encoding": e}}
	}
	e["y"] = on(y, "sure")
	return []object{
		{"mark": vegaMark("bar", nil), "encoding": e},
		{"transform": []object{{"filter": "datum.hatched"}}, "mark": vegaMark("bar", object{"opacity": 0.35}), "encoding": object{"x": x, "y": on(y, "open_from"), "y2": object{"field": "open_to"}}},
		{"mark": vegaMark("text", object{"dy": -8}), "encoding": object{"x": x, "y": on(y, "value"), "text": object{"field": "amount"}}},
	}
}

// vegaWindowColumns draws the annual form: pale columns, and the mean of the
// window that ends in each year where all its years are there.
func vegaWindowColumns(v *vega) []object {
	window := 5
	if w, ok := v.of.(*WindowColumns); ok && w.Window > 0 {
		window = w.Window
	}
	field := "label"
	for _, r := range v.all {
		if r.date != "" {
			field = "date"
		}
	}
	x, y := v.categories(field), v.amounts(v.zeroAxis())
	mean := []object{
		{"window": []object{{"op": "mean", "field": "value", "as": "mean"}, {"op": "valid", "field": "value", "as": "years"}}, "frame": []any{1 - window, 0}, "sort": []object{{"field": "position"}}, "groupby": []string{"facet"}},
		{"filter": fmt.Sprintf("datum.years === %d", window)},
	}
	return []object{
		{"mark": vegaMark("bar", object{"opacity": 0.35}), "encoding": object{"x": x, "y": on(y, "value"), "tooltip": tooltip}},
		{"transform": mean, "mark": vegaMark("line", object{"strokeWidth": 3}), "encoding": object{"x": x, "y": on(y, "mean")}},
	}
}

// vegaBalance fills between the two lines by sign, in two areas.
func vegaBalance(v *vega) []object {
	names := seriesOf(v.all)
	for len(names) < 2 {
		names = append(names, names[0])
	}
	x, y := v.times(v.timeline()), v.amounts(v.lineAxis(false))
	one, two := "datum["+quoted(names[0])+"]", "datum["+quoted(names[1])+"]"
	pivot := object{"pivot": "series", "value": "value", "groupby": []string{"position"}}
	fill := func(test, color string) object {
		return object{
			"transform": []object{pivot, {"calculate": one, "as": "one"}, {"calculate": test + " ? " + two + " : " + one, "as": "two"}},
			"mark":      vegaMark("area", object{"opacity": 0.25, "color": color}), "encoding": object{"x": x, "y": on(y, "one"), "y2": object{"field": "two"}},
		}
	}
	above, below := v.t.Positive.Fill.String(), v.t.Negative.Fill.String()
	layers := []object{fill(one+" >= "+two, above), fill(one+" < "+two, below)}
	return append(layers, vegaLines(v)[1:]...)
}

func vegaFan(v *vega) []object {
	x, y := v.times(v.timeline()), v.amounts(v.lineAxis(false))
	return []object{
		{"transform": []object{{"filter": "datum.low !== null && datum.high !== null"}}, "mark": vegaMark("area", object{"opacity": 0.25}), "encoding": object{"x": x, "y": on(y, "low"), "y2": object{"field": "high"}, "detail": object{"field": "level"}, "tooltip": tooltip}},
		{"mark": vegaMark("line", object{"strokeWidth": 2.5}), "encoding": object{"x": x, "y": object{"aggregate": "max", "field": "value", "type": "quantitative", "title": nil, "scale": y["scale"], "axis": y["axis"]}}},
	}
}

// vegaShares draws each share over a pale bar of the whole.
func vegaShares(v *vega) []object {
	x := v.amounts(v.newAxis(0, wholeShare, 6))
	y := v.categories("label")
	whole := object{"transform": []object{{"calculate": "100", "as": "whole"}}, "mark": vegaMark("bar", object{"color": v.t.Empty.String()}), "encoding": object{"x": on(x, "whole"), "y": y}}
	return append([]object{whole}, v.bars(false)...)
}

func vegaMatrix(v *vega) []object {
	fills := make([]string, len(v.t.Sequential))
	for i, c := range v.t.Sequential {
		fills[i] = c.String()
	}
	x, y := with(v.categories("to"), "axis", object{"orient": "top", "labelAngle": 0, "ticks": false, "domain": false}), v.categories("from")
	return []object{
		{"mark": vegaMark("rect", nil), "encoding": object{"x": x, "y": y, "tooltip": tooltip, "color": object{"field": "value", "type": "quantitative", "title": nil, "scale": object{"type": "quantize", "range": fills}}}},
		{"mark": vegaMark("text", nil), "encoding": object{"x": x, "y": y, "text": object{"field": "amount"}}},
	}
}

func quoted(text string) string {
	raw, err := json.Marshal(text)
	if err != nil {
		panic(err) // text has a JSON
	}
	return string(raw)
}

func vegaScatter(v *vega) []object {
	s, _ := v.of.(*Scatter)
	logs := func(isLog bool, title string) object {
		o := object{"type": "quantitative", "title": nil, "axis": object{"format": "~s"}, "scale": object{"zero": false}}
		if isLog {
			o["scale"] = object{"type": "log"}
		}
		if title != "" {
			o["title"] = title
		}
		return o
	}
	x, y := logs(s.LogX, clean(s.XTitle)), logs(s.LogY, clean(s.YTitle))
	e := object{"x": on(x, "x"), "y": on(y, "value"), "tooltip": tooltip}
	if len(seriesOf(v.all)) > 1 {
		e["color"] = v.colors()
	}
	layers := []object{
		{"mark": vegaMark("circle", object{"size": 90}), "encoding": e},
		{"mark": vegaMark("text", object{"align": "left", "dx": 8, "dy": -4}), "encoding": object{"x": on(x, "x"), "y": on(y, "value"), "text": object{"field": "label"}}},
	}
	if !slices.ContainsFunc(v.all, row.isWide) {
		return layers
	}
	bounds := object{"transform": []object{{"filter": "datum.low !== null && datum.high !== null"}}, "mark": vegaMark("rule", object{"opacity": 0.5}), "encoding": object{"x": on(x, "x"), "y": on(y, "low"), "y2": object{"field": "high"}}}
	return append([]object{bounds}, layers...)
}
