package charts

import (
	"fmt"
	"math"
	"slices"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

var areaKind = Kind{
	Token: "area", Family: overTime, Name: "Series on one another over time, from zero.",
	When:    "How a sum moved, and what it was made of, for up to about six series.",
	WhenNot: "Comparing the series with one another (line), since only the lowest has a level base.",
	Columns: columns("label?", "date?", "series?"), X: "date", Y: "value",
	words: locale.AreaChart, make: func() Chart { return &Area{} },
}

// Area is the options of a chart of series that stand on one another over time,
// from zero; the first series of the frame is the lowest. Dates are years,
// months or days.
//
// Where one series has no number, the sum is not known and nothing is drawn:
// the areas have a gap, over which dots lead, and a note names what lacks. A
// series that did not exist yet, or no longer, needs rows with 0. A negative
// amount is an error.
//
// Bounds are drawn of the sum alone, from the sum of the low bounds to that of
// the high ones, since the areas within it shift one another: an amount without
// bounds counts with its value, one without a low bound from 0, and one without
// a high bound leaves the sum open. Those of each amount are in the hover text.
type Area struct{ Options }

func (*Area) token() string { return "area" }

func (*Area) check(rows []row, p *problems) { checkAreas(rows, "area", false, p) }

func (*Area) prepare(c *chart, width float64) drawing { return prepareAreas(c, width, false) }

// computed returns the sums.
func (*Area) computed(c *chart) (out []row) {
	if len(seriesOf(c.all)) < 2 {
		return nil
	}
	for _, p := range c.panels {
		for _, m := range levelsOf(p.rows, false) {
			if m.isDrawn {
				out = append(out, c.total(m))
			}
		}
	}
	return out
}

// total is the sum of a date under its name.
func (c *chart) total(m level) row {
	r := m.sum
	r.series, r.label = c.l.Text(locale.TotalOf), c.l.Date(r.time)
	return r
}

// checkAreas holds rows to what can stand on one another over time, and finds
// their shares where these are drawn.
func checkAreas(rows []row, kind string, isShare bool, p *problems) {
	p.refuse(rows, kind, data.DateUnit, data.Ordinal)
	readDates(rows, kind, p)
	checkStacked(rows, kind, "draw amounts under zero as a line or a balance", p)
	if p.total > 0 {
		return
	}
	names := seriesOf(rows)
	if isShare && len(names) < 2 {
		p.add(&data.FieldError{Field: "series", Err: fmt.Errorf("an %s chart needs at least two series, the parts of a whole; there is one", kind)})
		return
	}
	isDrawn := false
	for _, panel := range byFacet(rows) {
		for _, m := range levelsOf(panel, isShare) {
			isDrawn = isDrawn || m.isDrawn
			if isShare && m.isDrawn {
				m.share()
			}
			for _, s := range m.rows {
				rows[s.n-1].share = s.share
			}
		}
	}
	if !isDrawn {
		p.add(&data.FieldError{Field: "value", Err: fmt.Errorf("there is nothing to draw: at no date do all of the %d series have a number; leave series out, or write 0 where there was none", len(names))})
	}
}

// level is the stack of one date. It is drawn where every series of the panel
// has a number, and, as shares, where they are not all zero.
type level struct {
	stack
	position float64
	isDrawn  bool
	isJoined bool // to the next level
}

// levelsOf stacks the rows of a panel, date by date.
func levelsOf(rows []row, isShare bool) []level {
	names := seriesOf(rows)
	dates := newTimeline(rows, 0).dates
	in := make(map[float64][]row, len(dates))
	for _, r := range rows {
		in[r.position] = append(in[r.position], r)
	}
	var out []level
	line := &track{}
	for _, d := range dates {
		all := make([]row, len(names))
		for i, name := range names {
			if at := slices.IndexFunc(in[d.position], func(r row) bool { return r.series == name }); at >= 0 {
				all[i] = in[d.position][at]
				continue
			}
			all[i] = row{facet: d.facet, series: name, label: d.label, time: d.time, position: d.position, value: math.NaN(), low: math.NaN(), high: math.NaN()}
		}
		m := level{stack: newStack(all), position: d.position}
		m.isDrawn = len(m.lacks) == 0 && (!isShare || m.top() > 0)
		if m.isDrawn && isShare {
			m.normalise()
		}
		out = append(out, m)
		line.points = append(line.points, row{time: d.time, hasNumber: m.isDrawn, value: m.top()})
	}
	line.join()
	for i := range out {
		out[i].isJoined = line.joined[i]
	}
	return out
}

// areas is the layout of a chart of areas.
type areas struct {
	timePlot
	isShare bool
	names   []string // of the series, in all panels
	levels  []level  // of the panel
	all     []level  // of all panels
	length  float64  // of the axis, for what is drawn of an interval
	within  []int    // series named inside their areas
	byKeys  bool     // a legend names the series, not labels
}

func prepareAreas(c *chart, width float64, isShare bool) drawing {
	l := &areas{timePlot: timePlot{c: c, time: newTimeline(c.all, 0)}, isShare: isShare, names: seriesOf(c.all), levels: levelsOf(c.rows, isShare)}
	l.all = l.levels
	if len(c.panels) > 1 {
		l.all = nil
		for _, p := range c.panels {
			l.all = append(l.all, levelsOf(p.rows, isShare)...)
		}
	}
	l.scale()
	l.measure(width)
	d := l.drawing(width, l.draw)
	if len(l.within) > 0 {
		d.height = max(d.height, l.least(width)+float64(c.t.axis*0.7)+l.head+c.axisHeight())
	}
	d.keys, d.notes = l.keys(), nonEmpty(l.missingNote())
	return d
}

// scale finds the axis, which holds the bounds that are drawn.
func (l *areas) scale() {
	c := l.c
	if l.isShare {
		l.length = wholeShare
		l.axis = c.inUnit(data.Percent).newAxis(0, wholeShare, 6)
		return
	}
	high := 0.0
	for _, m := range l.all {
		high = max(high, m.top())
	}
	l.length = high
	tips := 0.0 // the highest amount with an arrow on it
	for _, m := range l.all {
		s := l.open(m)
		if s.hasHatch {
			high = max(high, s.to)
		}
		if s.arrowUp {
			tips = max(tips, s.to)
		}
	}
	if high == 0 {
		high = 1
	}
	l.axis = c.newAxis(0, high, 6)
	if tips > 0 {
		// What the lowest plot has over the tip of an arrow is not needed again.
		l.head = max(0, c.arrowLength()-float64((l.axis.high-tips)/l.axis.high*c.t.gaps(12)))
	}
}

// inUnit returns the chart with the numbers of its axis in another unit.
func (c *chart) inUnit(u data.Unit) *chart {
	sub := *c
	sub.unit = string(u)
	return &sub
}

// open is what is drawn of the bounds of a sum.
func (l *areas) open(m level) span {
	if !m.isDrawn || l.isShare {
		return span{}
	}
	return m.stack.open(l.length)
}

// missingNote names what has no number.
func (l *areas) missingNote() string {
	s := newSlots(l.c.all)
	lacks := []lack{{}}
	for _, name := range l.names {
		lacks = append(lacks, lack{name: name})
	}
	first, last := math.Inf(1), math.Inf(-1)
	found := map[int]bool{}
	for _, m := range l.levels {
		i := s.at(m.sum)
		found[i] = true
		first, last = min(first, float64(i)), max(last, float64(i))
		if !m.isDrawn && len(m.lacks) == 0 {
			lacks[0].slots = append(lacks[0].slots, i)
		}
		for _, r := range m.lacks {
			k := 1 + slices.Index(l.names, r.series)
			if len(l.names) == 1 {
				k = 0
			}
			lacks[k].slots = append(lacks[k].slots, i)
		}
	}
	for i := range s.list {
		if !found[i] && float64(i) > first && float64(i) < last {
			lacks[0].slots = append(lacks[0].slots, i)
		}
	}
	slices.Sort(lacks[0].slots)
	return l.c.lackNote(s, lacks)
}
