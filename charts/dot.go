package charts

import (
	"fmt"
	"math"
	"slices"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

var dotKind = Kind{
	Token: "dot", Family: ranking, Name: "Ranked dots on one axis, with their bounds as bars.",
	When:    "Where amounts lie and how far their bounds reach, of one series or a few; also amounts far from zero, or of several sizes (log).",
	WhenNot: "How many times one amount is another (bar, times).",
	Columns: columns("label", "series?"), X: "label", Y: "value", words: locale.DotChart,
	Settings: []Setting{orderSetting(func(c Chart) *Order { return &c.(*Dot).Order }), {Name: "log", Values: []string{"no", "yes"}, Meaning: "whether the axis is logarithmic; no unless set", set: func(c Chart, v string) error {
		c.(*Dot).Log = v == "yes"
		return nil
	}}},
	make: func() Chart { return &Dot{} },
}

// Dot is the options of a dot chart: a line for each label, with a dot where
// each of its rows lies, in the colour of its series. It is the chart for
// intervals: what a statement leaves open is a hatched bar through the dot,
// from low to high, with an arrow that fades where there is no bound.
//
// The axis runs over the amounts, and to zero unless all are far from it. The
// labels are ranked by their first row in the order of the frame's series, the
// largest on top; labels without any number are named below. With one row or
// two to a label, their amounts are written beside the dots. Dots that would
// hide one another are moved up or down, and bounds that would have a lane of
// their own.
type Dot struct {
	Options
	Order Order
	Log   bool // a logarithmic axis, from one power of ten to another; amounts of 0 and below are refused
}

func (*Dot) token() string { return "dot" }

func (d *Dot) check(rows []row, p *problems) {
	p.refuse(rows, "dot", data.DateUnit)
	if d.Log {
		p.refuseLog(rows)
	}
	if names := frameSeries(rows); len(names) > maxParts {
		p.add(&data.FieldError{Field: "series", Err: fmt.Errorf("there are %d series, and a dot chart tells %d apart; draw fewer, or a panel for each (facet)", len(names), maxParts)})
	}
	rankGroups(rows, d.Order, firstAmount(rows))
}

// refuseLog adds a problem for each amount that a logarithmic axis has no place
// for.
func (p *problems) refuseLog(rows []row) {
	for _, r := range rows {
		if r.hasNumber {
			p.refuseOnLog(r, "value", r.value)
			p.refuseOnLog(r, "low", r.low)
			p.refuseOnLog(r, "high", r.high)
		}
	}
}

// refuseOnLog adds a problem for a number in a column of a row that is 0 or
// below.
func (p *problems) refuseOnLog(r row, column string, x float64) {
	if x <= 0 {
		p.field(r, column, plain(x), "%s has no place on a logarithmic axis, which holds amounts above 0; leave the row out or choose a linear axis", plain(x))
	}
}

// firstAmount returns the score of a label: its amount in the first series, in
// the order of the frame, of which it has one.
func firstAmount(all []row) func(rows []row) float64 {
	names := frameSeries(all)
	return func(rows []row) float64 {
		best, score := len(names), 0.0
		for _, r := range rows {
			if i := slices.Index(names, r.series); r.hasNumber && i < best {
				best, score = i, r.rankBy()
			}
		}
		return score
	}
}

func (d *Dot) prepare(c *chart, width float64) drawing {
	names := frameSeries(c.all)
	paint := func(r row) Paint { return c.paintOf(r.series, names) }
	s := &strips{c: c, width: width, isLog: d.Log, single: len(names) == 1}
	s.take(paint)
	out := s.prepare()
	if len(names) > 1 {
		var keys []key
		for i, name := range names {
			if name != "" {
				keys = append(keys, symbolKey(c.t.series(i), name, false))
			}
		}
		out.keys = append(keys, out.keys...)
	}
	if d.Log {
		out.notes = append(out.notes, upperFirst(c.l.Text(locale.LogScale)))
	}
	return out
}

// take parts the rows of all panels, and those of the one that is drawn, into
// lines.
func (s *strips) take(paint func(row) Paint) {
	for _, p := range s.c.panels {
		s.all = append(s.all, s.group(p.rows, paint)...)
	}
	if s.lines = s.all; len(s.c.panels) > 1 {
		s.lines = s.group(s.c.rows, paint)
	}
}

// group parts the rows of a panel into lines by label.
func (s *strips) group(rows []row, paint func(row) Paint) (out []*stripLine) {
	for _, g := range groupsOf(rows) {
		l := &stripLine{label: g.label, hasNumber: g.hasNumber}
		for _, r := range g.rows {
			// Beside those that have a number, a row without one is a gap.
			if r.hasNumber || !g.hasNumber {
				l.marks = append(l.marks, stripMark{row: r, paint: paint(r)})
			}
		}
		out = append(out, l)
	}
	return out
}

// newAxis returns the axis of all panels.
func (s *strips) newAxis() axis {
	low, high, ok := extentOf(s.c.all)
	if s.isLog && ok {
		return s.c.newLogAxis(low, high)
	}
	low, high = nearZero(low, high, ok)
	if math.IsInf(low, 0) || low == high {
		low, high = fromZero(low, high, ok)
	}
	return s.c.newAxis(low, high, 6)
}
