package charts

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

var lineKind = Kind{
	Token: "line", Family: overTime, Name: "One or several series over time, each named at its end.",
	When:    "How something moved over years, months or days, for up to about eight series; or a few among many, which are grey.",
	WhenNot: "Two dates alone (slope), or amounts that add up to a whole (area).",
	Columns: columns("label?", "date?", "series?"), X: "date", Y: "value",
	Settings: []Setting{
		{Name: "log", Values: []string{"no", "yes"}, Meaning: "whether the axis is logarithmic; no unless set", set: func(c Chart, v string) error {
			c.(*Line).Log = v == "yes"
			return nil
		}},
		{Name: "highlight", Meaning: "series in colour, with semicolons between them; the others are grey. Of more than eight, the five largest unless set", set: func(c Chart, v string) error {
			names := strings.Split(clean(v), ";")
			for i := range names {
				names[i] = strings.TrimSpace(names[i])
			}
			c.(*Line).Highlight = nonEmpty(names...)
			return nil
		}},
	},
	words: locale.LineChart, make: func() Chart { return &Line{} },
}

// Line is the options of a chart of one or several series over time. Dates are
// years, months or days; a missing one leaves a gap, over which dots lead. The
// axis of amounts begins at zero unless all amounts are far from it. Each
// series is named at its end; in a theme whose series differ by texture, its
// points have a shape of their own, and a line of two strokes where shape and
// grey repeat. Dashes lead to and from an estimate, whose
// point is hollow. Bounds are a shaded band, or a bar around a point without
// neighbours.
//
// Of more than eight series, the five whose amount is the largest at any date
// have colours; the others are thin and grey, and named where there is room.
type Line struct {
	Options
	Log bool // a logarithmic axis; amounts of 0 and below are refused
	// Highlight names the series that have colours; the others are grey.
	Highlight []string
}

func (*Line) token() string { return "line" }

func (l *Line) check(rows []row, p *problems) {
	readDates(rows, "line", p)
	p.refuse(rows, "line", data.DateUnit)
	if l.Log {
		p.refuseLog(rows)
	}
	names := seriesOf(rows)
	for _, name := range l.Highlight {
		if !slices.Contains(names, name) {
			p.add(&data.FieldError{Field: "series", Value: name, Err: fmt.Errorf("no row is of the series %q%s, which is to be in colour; there is %s",
				data.Clip(name, 40), data.Suggest(name, names), orNone(names))})
		}
	}
}

// maxColours is the most series that all have colours; of more, so many have.
const (
	maxColours  = 8
	highlighted = 5
)

// highlight returns the series with colours, in the order of their paints.
func (l *Line) highlight(c *chart) []string {
	names := seriesOf(c.all)
	if len(l.Highlight) > 0 {
		return l.Highlight
	}
	if len(names) <= maxColours {
		return names
	}
	largest := map[string]float64{}
	for _, r := range c.all {
		if r.isPlotted() {
			largest[r.series] = max(largest[r.series], math.Abs(r.value))
		}
	}
	ranked := slices.Clone(names)
	slices.SortStableFunc(ranked, func(a, b string) int { return larger(largest[a], largest[b]) })
	ranked = ranked[:highlighted]
	return slices.DeleteFunc(names, func(n string) bool { return !slices.Contains(ranked, n) })
}

// lines is the layout of a line chart.
type lines struct {
	timePlot
	shown  []string // series with colours
	tracks []*track
}

func (o *Line) prepare(c *chart, width float64) drawing {
	axisOf, unit := c, ""
	if len(c.panels) > 1 {
		axisOf, unit = c.withoutUnitWord() // stated once, over the panels
	}
	l := &lines{timePlot: timePlot{c: c, axis: axisOf.lineAxis(o.Log), bare: axisOf, time: newTimeline(c.all, c.t.gaps(1.5))}, shown: o.highlight(c)}
	l.tracks, l.isKeyed = l.painted(c.rows), c.hasCommonSeries()
	l.measure(width)
	d := l.drawing(width, l.draw)
	d.keys = titleKey(unit, 0, -1)
	if l.isKeyed {
		for _, s := range l.painted(c.all) {
			if !s.isGrey {
				d.keys = append(d.keys, trackKey(s.paint, s.name))
			}
		}
	}
	d.keys = append(d.keys, l.keys(l.tracks)...)
	if o.Log {
		d.notes = []string{upperFirst(c.l.Text(locale.LogScale))}
	}
	return d
}

// hasCommonSeries reports whether several panels have one series, which a
// legend then names once.
func (c *chart) hasCommonSeries() bool {
	first := map[string]string{} // panel of each series
	for _, r := range c.all {
		panel, ok := first[r.series]
		if !ok {
			first[r.series] = r.facet
		} else if panel != r.facet && r.series != "" {
			return true
		}
	}
	return false
}

// trackKey is the entry of a series that is a line.
func trackKey(paint Paint, text string) key {
	return key{text: text, swatch: func(c *chart, r rect) {
		at := r.middle()
		c.p.line(c.t.ink(paint), c.t.lineWidth(), []point{{r.x, at.y}, {r.right(), at.y}})
		c.outlined(paint.Texture, at.x, at.y, c.t.gaps(pointSize), c.t.ink(paint))
	}}
}

// lineAxis returns the axis of amounts of lines and points, that of all panels.
func (c *chart) lineAxis(isLog bool) axis {
	low, high, ok := extentOf(c.all)
	if isLog && ok {
		return c.newLogAxis(low, high)
	}
	low, high = nearZero(low, high, ok)
	return c.newAxis(low, high, 6)
}

// painted returns the tracks of rows, those with colours last, so that they
// lie over the others.
func (l *lines) painted(rows []row) []*track {
	tracks := l.c.tracks(rows)
	for _, s := range tracks {
		if i := slices.Index(l.shown, s.name); i >= 0 {
			s.paint, s.isCased = l.c.t.series(i), l.c.t.isAgain(i)
		} else {
			s.isGrey, s.paint = true, Paint{Fill: l.c.t.Axis, Words: l.c.t.Muted}
		}
	}
	slices.SortStableFunc(tracks, func(a, b *track) int {
		switch {
		case a.isGrey && !b.isGrey:
			return -1
		case b.isGrey && !a.isGrey:
			return 1
		}
		return 0
	})
	return tracks
}

// measure finds the labels at the ends of the lines.
func (l *lines) measure(width float64) {
	c := l.c
	for _, s := range l.tracks {
		l.nameEnd(s, width).isMinor = s.isGrey
	}
	for _, p := range c.panels {
		for _, s := range l.painted(p.rows) {
			l.widen(l.endName(s, width))
		}
	}
}
