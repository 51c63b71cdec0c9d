package charts

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

var scatterKind = Kind{
	Token: "scatter", Family: relation, Name: "Points by two amounts, named, on linear or logarithmic axes.",
	When:    "How two measures of the same countries go together, and which ones stand apart.",
	WhenNot: "Dates against amounts (line), or one measure alone (dot).",
	Columns: columns("label?", "x", "x_unit?", "series?"), X: "x", Y: "value", words: locale.ScatterChart,
	Settings: []Setting{
		{Name: "log", Values: []string{"no", "x", "y", "xy"}, Meaning: "which axes are logarithmic; no unless set", set: func(c Chart, v string) error {
			c.(*Scatter).LogX, c.(*Scatter).LogY = v == "x" || v == "xy", v == "y" || v == "xy"
			return nil
		}},
		{Name: "x_title", isText: true, Meaning: "what x measures, under the end of its axis", set: func(c Chart, v string) error {
			c.(*Scatter).XTitle = v
			return nil
		}},
		{Name: "y_title", isText: true, Meaning: "what value measures, over its axis", set: func(c Chart, v string) error {
			c.(*Scatter).YTitle = v
			return nil
		}},
	},
	make: func() Chart { return &Scatter{} },
}

// Scatter is the options of a chart of points: x across, value upwards, each
// axis in its own unit. It draws what it is given, and computes no line through
// the points.
//
// A point is a disc in the colour of its series; in a theme with textures, each
// of up to five series has a shape of its own. Points that overlap shine through
// one another, and an estimate is hollow. The bounds of value are an upright
// bar through the point, which fades where there is no bound; a row that has
// bounds alone is that bar. Labels stand beside their points or at the end of a
// leader and touch nothing; those without room are left out, the smallest
// amounts first. A row without a label is a point alone, and rows without x or
// without a number are named in the note.
//
// An axis begins at zero unless all amounts are far from it. A logarithmic one
// says so in its title, and refuses amounts of 0 and below. Several panels have
// the titles of their axes once, in the legend.
type Scatter struct {
	Options
	LogX, LogY     bool
	XTitle, YTitle string // what x and value measure; the unit follows where the numbers do not show it
}

func (*Scatter) token() string { return "scatter" }

func (s *Scatter) check(rows []row, p *problems) {
	p.refuse(rows, "scatter", data.DateUnit)
	some := false
	for _, r := range rows {
		if s.LogX {
			p.refuseOnLog(r, "x", r.x)
		}
		some = some || r.isPlaced()
	}
	if s.LogY {
		p.refuseLog(rows)
	}
	if !some && p.total == 0 {
		p.add(fmt.Errorf("no row has both x and value, so that there is nothing to draw"))
	}
}

// isPlaced reports whether the row has a place on both axes.
func (r row) isPlaced() bool { return r.hasNumber && !math.IsNaN(r.x) }

// pair writes both amounts of a row of a chart with x, each with what it
// measures where that is said.
func (c *chart) pair(r row, y string) string {
	x := c.l.Text(locale.NoNumber)
	if !math.IsNaN(r.x) {
		x, _, _ = c.parts(row{value: r.x}, data.Interval{}, data.Unit(r.xUnit))
	}
	if s, ok := c.of.(*Scatter); ok {
		if t := clean(s.XTitle); t != "" {
			x = c.l.Text(locale.LabelAndAmount, t, x)
		}
		if t := clean(s.YTitle); t != "" {
			y = c.l.Text(locale.LabelAndAmount, t, y)
		}
	}
	return c.l.Text(locale.ListSemicolon, x, y)
}

// scatter is the layout of a scatter chart.
type scatter struct {
	c              *chart
	x, y           measure
	rows           []row // those with a place
	names          []string
	radius         float64
	xTitle, yTitle block
	size           float64 // of labels
	width          float64
	plot           rect
}

// measure is an axis with the unit in which its numbers are written.
type measure struct {
	axis
	c *chart // writes its numbers
}

func (s *Scatter) prepare(c *chart, width float64) drawing {
	l := &scatter{c: c, names: frameSeries(c.all), width: width}
	var all []row
	for _, r := range c.all {
		if r.isPlaced() {
			all = append(all, r)
		}
	}
	for _, r := range c.rows {
		if r.isPlaced() {
			l.rows = append(l.rows, r)
		}
	}
	low, high, ok := extentOf(all)
	var yTitle, xTitle string
	l.y, yTitle = c.scaleOf(c.unit, s.LogY, low, high, ok, 6, clean(s.YTitle))
	l.yTitle = c.block(yTitle, c.t.axis, false, c.t.Muted, width, 2)
	low, high = math.Inf(1), math.Inf(-1)
	xUnit := ""
	for _, r := range slices.Backward(all) {
		low, high, xUnit = min(low, r.x), max(high, r.x), r.xUnit
	}
	most := min(max(int(width/c.t.gaps(12)), 3), 8)
	l.x, xTitle = c.scaleOf(xUnit, s.LogX, low, high, ok, most, clean(s.XTitle))
	l.xTitle = c.block(xTitle, c.t.axis, false, c.t.Muted, width, 2)
	var titles []key
	if len(c.panels) > 1 {
		// Titles that are those of every panel stand once, over them.
		titles = slices.Concat(titleKey(yTitle, 0, -1), titleKey(xTitle, 1, 0))
		l.xTitle.lines, l.yTitle.lines = nil, nil
	}
	l.measure()
	d := drawing{draw: l.draw, keys: append(titles, l.keys()...), notes: nonEmpty(c.withoutPlace())}
	d.height = max(c.t.gaps(14), c.upHeight(l.y.axis)) + l.top() + l.foot()
	if width < narrow {
		d.wants = math.Round(max(d.height, float64(width*0.8))) // points need room in both directions
	}
	if room, least := width-l.y.width-c.t.gap, c.t.gaps(14); room < least {
		d.needs = math.Ceil(width + least - room)
	}
	return d
}

// scaleOf returns an axis for amounts of a unit, and its title: the user's
// words, the unit where it is a word, which the numbers then leave out, and
// that the axis is logarithmic.
func (c *chart) scaleOf(unit string, isLog bool, low, high float64, ok bool, most int, title string) (measure, string) {
	own := *c
	own.unit = unit
	bare, words := own.withoutUnitWord()
	m := measure{c: bare}
	if isLog && ok {
		m.axis = bare.newLogAxis(low, high)
	} else {
		low, high = nearZero(low, high, ok)
		m.axis = bare.newAxis(low, high, most)
	}
	parts := nonEmpty(title, words)
	if isLog {
		parts = append(parts, c.l.Text(locale.LogScale))
	}
	return m, upperFirst(c.l.Join(locale.ListComma, parts))
}

// withoutUnitWord returns the chart with a unit that its numbers leave out, and
// its words: one that is a word behind them.
func (c *chart) withoutUnitWord() (*chart, string) {
	u := data.Unit(c.unit)
	if u.IsMoney() || u == data.Percent || u == data.Ratio || u == data.Ordinal {
		return c, ""
	}
	words := c.unitWord(u)
	if words == "" && u != data.Count {
		return c, ""
	}
	own := *c
	own.unit = ""
	return &own, words
}

// unitWord returns what stands behind a number of a unit, or "" where something
// stands before it or the unit changes the number.
func (c *chart) unitWord(u data.Unit) string {
	two := data.Int(2)
	bare, with := c.writtenIn(two, ""), c.writtenIn(two, u)
	if len(with) <= len(bare) || with[:len(bare)] != bare {
		return ""
	}
	return strings.TrimSpace(with[len(bare):])
}

// measure finds the sizes of points and labels.
func (l *scatter) measure() {
	c := l.c
	most, labels := 0, 0
	for _, p := range c.panels {
		most = max(most, len(p.rows))
		named := 0
		for _, r := range p.rows {
			if r.hasLabel() {
				named++
			}
		}
		labels = max(labels, named)
	}
	l.radius = c.t.gaps(0.6)
	switch {
	case most > 300:
		l.radius = c.t.gaps(0.35)
	case most > 80:
		l.radius = c.t.gaps(0.45)
	}
	l.size = c.t.small
	if labels > 40 {
		l.size = max(smallestText, float64(c.t.small*0.87))
	}
}

// paint returns the paint of a series; its texture is the shape of its points.
// In a theme without textures, colours alone tell series apart.
func (l *scatter) paint(name string) Paint {
	p, i := l.c.paintOf(name, l.names), slices.Index(l.names, name)
	if slices.ContainsFunc(l.c.t.Series, func(p Paint) bool { return p.Texture != Plain }) {
		p.Texture = Texture(i % (int(Crossed) + 1))
	}
	return p
}

// hasLabel reports whether the row has a name that was given for it, and not
// its id in place of one.
func (r row) hasLabel() bool { return r.label != "" && r.label != r.id }

// top is the height of what stands over the plot: the title of the upright
// axis, and half of its highest number.
func (l *scatter) top() float64 {
	h := float64(l.c.t.axis * 0.7)
	if len(l.yTitle.lines) > 0 {
		h += l.yTitle.height() + l.c.t.gaps(0.3)
	}
	return h
}

// foot is the height of what stands under the plot: the numbers, so far below
// that the lowest number on the left stays clear of them, and the title.
func (l *scatter) foot() float64 {
	return float64(l.c.t.axis*1.8) + l.c.t.gaps(0.2) + l.xTitle.height()
}

// titleKey returns the entry of the legend for an axis with a title: an arrow in
// its direction. There is none for an empty title.
func titleKey(title string, dx, dy float64) []key {
	if title == "" {
		return nil
	}
	return []key{{text: title, square: true, swatch: func(c *chart, r rect) {
		at, long, half := r.middle(), float64(r.h*0.5), float64(r.h*0.22)
		tip, foot := point{at.x + float64(dx*long), at.y + float64(dy*long)}, point{at.x - float64(dx*long), at.y - float64(dy*long)}
		base := point{tip.x - float64(dx*half*1.6), tip.y - float64(dy*half*1.6)}
		c.p.line(c.t.Muted, max(1, c.t.gaps(0.13)), []point{foot, base})
		c.p.fill(c.t.Muted, []point{tip, {base.x + float64(dy*half), base.y + float64(dx*half)}, {base.x - float64(dy*half), base.y - float64(dx*half)}})
	}}}
}

// keys explains the series, bars and hollow points.
func (l *scatter) keys() (keys []key) {
	c := l.c
	if len(l.names) > 1 {
		for _, name := range l.names {
			if name != "" {
				keys = append(keys, key{text: name, square: true, swatch: l.swatch(l.paint(name), false)})
			}
		}
	}
	if slices.ContainsFunc(c.all, func(r row) bool { return r.isPlaced() && l.y.shows(r) }) {
		keys = append(keys, key{
			text: c.openWords(l.y.high-l.y.low, locale.BarBounds, locale.BarRounding), square: true,
			swatch: func(c *chart, r rect) {
				w := l.barWidth()
				c.p.rects(c.t.tint(c.t.main(), barTint), rect{r.x + (r.w-w)/2, r.y - 2, w, r.h + 4})
			},
		})
	}
	if slices.ContainsFunc(c.all, func(r row) bool { return r.isPlaced() && r.isEstimated }) {
		keys = append(keys, key{text: upperFirst(c.l.Text(locale.EstimatedKey)), square: true, swatch: l.swatch(Paint{Fill: c.t.Muted}, true)})
	}
	return keys
}

func (l *scatter) swatch(paint Paint, isEstimated bool) func(c *chart, r rect) {
	return func(c *chart, r rect) { c.glass(paint, r.middle(), float64(r.h*0.42), isEstimated) }
}

// withoutPlace names the rows that lack x or a number.
func (c *chart) withoutPlace() string {
	const most = 12
	var names []string
	others := 0
	for _, r := range c.all {
		switch name := r.fullName(); {
		case r.isPlaced():
		case name == "" || len(names) == most:
			others++
		case !slices.Contains(names, name):
			names = append(names, name)
		}
	}
	if others > 0 {
		names = append(names, c.others(others))
	}
	if len(names) == 0 {
		return ""
	}
	return upperFirst(c.l.Text(locale.MissingYear, c.list(names)))
}

// weight is how important the label of a row is: the larger its amounts are
// for their axes, the more.
func (l *scatter) weight(r row) float64 {
	part := func(a axis, v float64) float64 {
		if a.isLog {
			return a.part(v)
		}
		return math.Abs(v) / max(math.Abs(a.low), math.Abs(a.high), smallest)
	}
	return quantise(float64(100*part(l.x.axis, r.x))) + quantise(float64(100*part(l.y.axis, r.rankBy())))
}
