package charts

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/go-gota/gota/dataframe"

	"github.com/periplus-data/periplus/data"
)

// object is a part of a Vega-Lite specification. Its keys are written sorted.
type object = map[string]any

// ErrNoVegaLite says that Vega-Lite has no marks for what a kind draws.
var ErrNoVegaLite = errors.New("vega-lite cannot express this kind")

// VegaLite returns a specification of Vega-Lite, version 5, that draws the same
// data in the same order with the same titles, colours and words: a start for
// work in other tools. Text of numbers is that of the picture; bounds that the
// picture draws are paler bars or rules, and bounds without an end have an
// arrow. The layout is Vega-Lite's own: it does not keep texts from touching.
//
// The data stand in the specification, a row each, with bounds, source and id.
// The error is that of [Draw], or wraps ErrNoVegaLite and lists the kinds that
// can be expressed.
func VegaLite(df dataframe.DataFrame, of Chart) ([]byte, error) {
	c, err := newChart(df, of)
	if err != nil {
		return nil, err
	}
	view, ok := vegaViews[c.kind.Token]
	if !ok {
		var can []string
		for _, k := range Kinds {
			if _, ok := vegaViews[k.Token]; ok {
				can = append(can, k.Token)
			}
		}
		return nil, fmt.Errorf("%s chart: %w; it can express %s", c.kind.Token, ErrNoVegaLite, strings.Join(can, ", "))
	}
	width, height := c.o.Size.pixels()
	if c.o.Width > 0 {
		width, height = c.o.Width, 0
	}
	if height == 0 {
		height = math.Round(float64(width*9) / 16)
	}
	if c.o.Height > 0 {
		height = c.o.Height
	}
	c.t = newLook(c.o.Theme, c.fonts, width)
	c.rows = c.all
	v := vega{chart: c, axisLength: axisLength(c.all)}
	spec := v.specification(view(&v), width, height)
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(spec); err != nil {
		return nil, fmt.Errorf("%s chart: %w", c.kind.Token, err)
	}
	return out.Bytes(), nil
}

// vega is a specification in the making.
type vega struct {
	*chart
	axisLength float64
}

// specification wraps the layers of a kind: data, titles, size and theme. With
// facets the layers become small multiples.
func (v *vega) specification(layers []object, width, height float64) object {
	spec := object{
		"$schema":     "https://vega.github.io/schema/vega-lite/v5.json",
		"description": v.description(v.kind.words),
		"data":        object{"values": v.values()},
		"background":  v.t.Paper.String(),
		"config": object{
			"font": v.fonts.family,
			"view": object{"stroke": nil},
			"axis": object{"labelColor": v.t.Muted.String(), "titleColor": v.t.Muted.String(), "gridColor": v.t.Grid.String(), "domainColor": v.t.Axis.String(), "tickColor": v.t.Axis.String(), "labelFontSize": v.t.axis},
			"text": object{"fontSize": v.t.small, "color": v.t.Text.String()},
			"mark": object{"color": v.t.main().String()},
		},
	}
	if notes := nonEmpty(clean(v.o.Note), v.sourceNote()); len(notes) > 0 {
		spec["usermeta"] = object{"notes": notes}
	}
	title := object{"anchor": "start", "frame": "group", "fontSize": v.t.title, "subtitleFontSize": v.t.subtitle, "color": v.t.Text.String(), "subtitleColor": v.t.Muted.String(), "text": clean(v.o.Title)}
	if subtitle := nonEmpty(append([]string{clean(v.o.Subtitle)}, nonEmpty(clean(v.o.Note), v.sourceNote())...)...); len(subtitle) > 0 {
		title["subtitle"] = subtitle
	}
	spec["title"] = title
	// What stands around the marks takes about a third of the picture.
	w, h := math.Round(float64(width*0.7)), math.Round(float64(height*0.62))
	if len(v.panels) == 1 && v.panels[0].name == "" {
		spec["width"], spec["height"], spec["layer"] = w, h, layers
		return spec
	}
	columns := min(len(v.panels), 3)
	spec["columns"] = columns
	spec["facet"] = object{"field": "facet", "type": "nominal", "title": nil, "sort": v.panelNames()}
	spec["spec"] = object{"width": math.Round(w / float64(columns)), "height": math.Round(h / 2), "layer": layers}
	return spec
}

func (v *vega) panelNames() []string {
	var names []string
	for _, p := range v.panels {
		names = append(names, p.name)
	}
	return names
}

// values writes the rows. A number that is missing is null.
func (v *vega) values() []object {
	out := make([]object, len(v.all))
	runs, names := v.runs(), seriesOf(v.all)
	for i, r := range v.all {
		s := spanOf(r, v.axisLength)
		o := object{
			"label": r.label, "value": orNull(r.value), "low": orNull(r.low), "high": orNull(r.high), "amount": v.amount(r), "words": v.hover(r),
			"sure": orNull(s.sure), "open_from": orNull(s.from), "open_to": orNull(s.to), "reach": orNull(max(s.sure, s.to)), "order": slices.Index(names, r.series), "open_up": s.arrowUp, "open_down": s.arrowLow, "hatched": s.hasHatch,
		}
		for name, text := range map[string]string{"series": r.series, "facet": r.facet, "date": r.date, "from": r.from, "to": r.to, "id": r.id, "source": r.source} {
			if text != "" {
				o[name] = text
			}
		}
		if v.kind.Reads("date") && r.time.IsSet() {
			o["position"], o["run"] = r.position, runs[r.n]
			o["moment"] = v.l.Date(r.time)
		}
		if v.kind.Reads("x") {
			o["x"] = orNull(r.x)
		}
		if v.kind.Reads("level") {
			o["level"] = orNull(r.level)
		}
		if r.rank.at > 0 {
			o["rank"] = r.rank.at
		}
		if r.isEstimated {
			o["estimated"] = true
		}
		out[i] = o
	}
	return out
}

// runs numbers the stretches of each series without a missing date, by the
// place of the row: a line joins the points of one run.
func (v *vega) runs() map[int]string {
	out := map[int]string{}
	if !v.kind.Reads("date") {
		return out
	}
	for _, p := range v.panels {
		for _, s := range v.tracks(p.rows) {
			n := 0
			for i, r := range s.points {
				out[r.n] = fmt.Sprintf("%s %d", s.name, n)
				if !s.joined[i] {
					n++
				}
			}
		}
	}
	return out
}

func orNull(x float64) any {
	if math.IsNaN(x) {
		return nil
	}
	return x
}

// amounts is the channel of an axis of amounts, with the round numbers and
// their words that the picture has.
func (v *vega) amounts(a axis) object {
	scale := object{"domain": []float64{a.low, a.high}, "nice": false}
	if a.isLog {
		scale["type"] = "log"
	}
	return object{"type": "quantitative", "title": nil, "scale": scale, "axis": labelledAxis(floats(a.ticks), a.labels)}
}

// labelledAxis writes ticks with words of their own: an expression that looks
// them up by the number, as JavaScript writes it.
func labelledAxis(at []float64, labels []string) object {
	words := object{}
	for i, x := range at {
		format := byte('f')
		if a := math.Abs(x); a != 0 && (a >= 1e21 || a < 1e-6) {
			format = 'e'
		}
		key := strings.NewReplacer("e+0", "e+", "e-0", "e-").Replace(strconv.FormatFloat(x, format, -1, 64))
		words[key] = labels[i]
	}
	raw, err := json.Marshal(words)
	if err != nil {
		panic(err) // text has a JSON
	}
	return object{"values": at, "labelExpr": string(raw) + "[datum.value]"}
}

func floats(numbers []data.Number) []float64 {
	out := make([]float64, len(numbers))
	for i, n := range numbers {
		out[i] = n.Float64(data.ToNearest)
	}
	return out
}

// times is the channel of an axis of time, in years.
func (v *vega) times(t timeline) object {
	var at []float64
	var labels []string
	position := map[string]float64{}
	for _, r := range t.dates {
		position[v.l.Date(r.time)] = r.position
	}
	for _, k := range t.ticks(v.chart, rect{w: 800}, -1000, 2000) {
		x, ok := position[k.label]
		if year, err := strconv.Atoi(k.label); !ok && err == nil {
			x, ok = float64(year), true
		}
		if ok {
			at, labels = append(at, x), append(labels, k.label)
		}
	}
	return with(object{"field": "position", "type": "quantitative", "title": nil, "scale": object{"domain": []float64{t.first, t.last}, "nice": false, "zero": false}},
		"axis", with(labelledAxis(at, labels), "grid", false))
}

// colors is the channel of the series, in the paints of the theme.
func (v *vega) colors() object {
	names := seriesOf(v.all)
	fills := make([]string, len(names))
	for i := range names {
		fills[i] = v.t.series(i).Fill.String()
	}
	return object{"field": "series", "type": "nominal", "title": nil, "sort": names, "scale": object{"domain": names, "range": fills}}
}

// categories is the channel of the labels, in the order of the picture.
func (v *vega) categories(field string) object {
	var order []string
	for _, r := range v.all {
		text := map[string]string{"label": r.label, "from": r.from, "to": r.to, "series": r.series, "date": r.date}[field]
		if !slices.Contains(order, text) {
			order = append(order, text)
		}
	}
	return object{"field": field, "type": "nominal", "title": nil, "sort": order, "axis": object{"labelLimit": 260, "ticks": false, "domain": false, "labelAngle": 0}}
}

// with returns a copy of an object with one more key.
func with(o object, key string, value any) object {
	out := object{key: value}
	for k, v := range o {
		if _, ok := out[k]; !ok {
			out[k] = v
		}
	}
	return out
}

// stackOrder puts the first series at zero, as the picture does.
var stackOrder = object{"field": "order", "type": "quantitative"}

// tooltip shows the words of a mark.
var tooltip = object{"field": "words", "type": "nominal"}
