package charts

import (
	"math"
	"slices"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

var lineKind = Kind{
	Token: "line", Family: overTime, Name: "One or several series over time, each named at its end.",
	When:    "How something moved over years, for up to about eight series.",
	WhenNot: "Two dates alone (slope), or amounts that add up to a whole (area).",
	Columns: columns("label?", "date?", "series?"), X: "date", Y: "value",
	words: locale.LineChart, make: func() Chart { return &Line{} },
}

// Line is the options of a chart of one or several series over time. Dates are
// years, months or days; a missing one leaves a gap, over which dots lead. The
// axis of amounts begins at zero unless all amounts are far from it.
type Line struct{ Options }

func (*Line) token() string { return "line" }

func (*Line) check(rows []row, p *problems) {
	p.refuse(rows, "line", data.DateUnit)
	readDates(rows, "line", p)
}

// lines is the layout of a line chart.
type lines struct {
	c          *chart
	tracks     []*track
	labels     []*endLabel // one for each track
	axis       axis
	time       timeline
	labelWidth float64
	plot       rect
	bare       bool // one series without a name
}

func (*Line) prepare(c *chart, width float64) drawing {
	l := &lines{c: c, tracks: c.tracks(c.rows), time: newTimeline(c.all, c.t.gaps(1.5))}
	low, high := nearZero(extentOf(c.all))
	l.axis = c.newAxis(low, high, 6)
	l.bare = len(l.tracks) == 1 && l.tracks[0].name == ""
	l.measure(width)
	d := drawing{draw: l.draw}
	d.height = max(c.t.gaps(14), stacked(l.labels, c.t.gaps(0.3))+c.t.gap, c.upHeight(l.axis)+c.t.axis) + c.axisHeight()
	if room, least := width-l.axis.width-c.t.gap-l.labelWidth, c.t.gaps(12); room < least {
		d.needs = math.Ceil(width + least - room)
	}
	if slices.ContainsFunc(l.tracks, (*track).hasGap) {
		d.keys = append(d.keys, c.gapKey())
	}
	if slices.ContainsFunc(c.all, func(r row) bool { return r.isDrawn(l.axis.high - l.axis.low) }) {
		d.keys = append(d.keys, l.bandKey())
	}
	return d
}

// gapKey explains the dots over a gap.
func (c *chart) gapKey() key {
	return key{text: upperFirst(c.l.Text(locale.DottedGap)), swatch: func(c *chart, r rect) {
		c.dotted(c.t.Muted, point{r.x, r.y + r.h/2}, point{r.right(), r.y + r.h/2})
	}}
}

func (l *lines) bandKey() key {
	return key{text: l.c.openWords(l.axis.high-l.axis.low, locale.ShadedBounds, locale.ShadedRounding), swatch: func(c *chart, r rect) {
		c.p.rects(c.t.tint(l.tracks[0].paint.Fill, 0.22), r)
	}}
}

// measure finds the labels at the ends of the lines. Their widths are those of
// all panels.
func (l *lines) measure(width float64) {
	c := l.c
	size, most := c.t.label, 3
	if len(l.tracks) > 8 {
		size, most = c.t.axis, 2
	}
	label := func(s *track) block {
		text := c.amount(s.end())
		if s.name != "" {
			text = s.name + "\u2002" + text
		}
		return c.block(text, size, true, s.paint.Words, float64(width*0.24), most)
	}
	for i, s := range l.tracks {
		weight := 0.0
		if end := s.end(); end.isPlotted() {
			weight = math.Abs(end.value)
		}
		l.labels = append(l.labels, &endLabel{block: label(s), weight: weight, id: i})
	}
	for _, p := range c.panels {
		for _, s := range c.tracks(p.rows) {
			l.labelWidth = max(l.labelWidth, label(s).width())
		}
	}
	l.labelWidth = math.Ceil(l.labelWidth) + c.t.gaps(1.6)
}

func (l *lines) x(r row) float64 { return l.time.at(r.position, l.plot) }

func (l *lines) y(v float64) float64 { return l.axis.up(v, l.plot) }
