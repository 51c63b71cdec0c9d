package charts

import (
	"slices"

	"github.com/periplus-data/periplus/data/locale"
)

// checkFlows names rows by where they come from and go to, in the language of
// the picture, and holds them to amounts of flows: none below zero.
func checkFlows(rows []row, o Options, kind string, p *problems) {
	l, _ := locale.Parse(string(o.Language)) // checked before any row is read
	for i := range rows {
		rows[i].label = l.Text(locale.FlowOf, rows[i].from, rows[i].to)
	}
	checkParts(rows, kind, "a flow the other way has from and to exchanged", p)
}

// end returns one end of a flow.
type end func(row) string

func fromOf(r row) string { return r.from }

func toOf(r row) string { return r.to }

// namesOf returns the names of one end of the flows, by the sum of their
// amounts, the largest first, or as the frame has them.
func namesOf(rows []row, of end, o Order) []string {
	inOrder := slices.Clone(rows)
	slices.SortFunc(inOrder, func(a, b row) int { return a.n - b.n })
	var names []string
	sums := map[string]float64{}
	for _, r := range inOrder {
		name := of(r)
		if _, ok := sums[name]; !ok {
			names = append(names, name)
		}
		if r.hasNumber {
			sums[name] += r.rankBy()
		} else {
			sums[name] += 0
		}
	}
	if o != AsGiven {
		slices.SortStableFunc(names, func(a, b string) int { return larger(sums[a], sums[b]) })
	}
	return names
}
