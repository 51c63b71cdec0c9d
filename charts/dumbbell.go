package charts

import (
	"math"
	"slices"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

var dumbbellKind = Kind{
	Token: "dumbbell", Family: moments, Name: "Two moments of each label as dots with a line between them.",
	When:    "Where each of many amounts stood in two years or two five-year windows, and how far it moved.",
	WhenNot: "More than two moments (line, bump), or whose order changed (slope).",
	Columns: explained(columns("label", "date"), "date", momentMeaning), X: "label", Y: "value", words: locale.DumbbellChart, hasMoments: true,
	Settings: []Setting{
		orderSetting(func(c Chart) *Order { return &c.(*Dumbbell).Order }),
		changeSetting(func(c Chart) *Change { return &c.(*Dumbbell).Change }),
	},
	make: func() Chart { return &Dumbbell{} },
}

// Dumbbell is the options of a dumbbell chart: a line for each label, with a
// grey dot at the earlier of two moments, a coloured one at the later, and a
// line between them. Both amounts are written, and the change in a column at
// the right edge.
//
// Moments are periods as [data.ParsePeriod] reads them, or with a dash for the
// slash, and then in the order of time; if one is other text, they are in the
// order of the frame. There are exactly two in the frame; a label that lacks
// one of them has a single dot. The labels are ranked by the later moment, the
// largest first; those without it follow.
//
// The change of two amounts has as many digits as their rounding leaves to it.
// It is left out where an amount has a qualifier, as "at least".
type Dumbbell struct {
	Options
	Order  Order
	Change Change
}

func (*Dumbbell) token() string { return "dumbbell" }

func (d *Dumbbell) check(rows []row, p *problems) {
	p.refuse(rows, "dumbbell", data.DateUnit)
	checkPairs(rows, "dumbbell", p)
	if p.total > 0 {
		return
	}
	slices.SortStableFunc(rows, func(a, b row) int { return int(a.position - b.position) })
	rankGroups(rows, d.Order, laterAmount(math.Inf(-1)))
	byMoment(rows)
}

// byMoment orders the rows of each label by their moments; those of a label
// stand together.
func byMoment(rows []row) {
	for i := 0; i < len(rows); {
		j := i + 1
		for j < len(rows) && rows[j].facet == rows[i].facet && rows[j].label == rows[i].label {
			j++
		}
		slices.SortStableFunc(rows[i:j], func(a, b row) int { return int(a.position - b.position) })
		i = j
	}
}

func (d *Dumbbell) prepare(c *chart, width float64) drawing {
	early := Paint{Fill: c.t.Axis, Words: c.t.Muted}
	paints := []Paint{early, c.t.series(0)}
	paint := func(r row) Paint { return paints[int(r.position)] }
	s := &strips{c: c, width: width, isJoined: true, tailName: c.l.Text(locale.ChangeOf)}
	s.take(paint)
	s.tail = func(l *stripLine) string {
		if len(l.marks) < 2 {
			return ""
		}
		return c.change(pairsOf([]row{l.marks[0].row, l.marks[1].row})[0], d.Change)
	}
	// The first line names the moments where it has both; else the legend does.
	names := momentsOf(c.all)
	if len(c.panels) == 1 && len(s.lines[0].marks) == 2 && s.lines[0].hasNumber {
		for i, m := range names {
			s.heads = append(s.heads, c.block(c.when(m), c.t.small, true, paints[i].Words, float64(width*0.3), 2))
		}
	}
	out := s.prepare()
	if s.heads == nil {
		var keys []key
		for i, m := range names {
			keys = append(keys, symbolKey(paints[i], c.when(m), false))
		}
		out.keys = append(keys, out.keys...)
	}
	return out
}
