package charts

import (
	"fmt"
	"strings"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

var sankeyKind = Kind{
	Token: "sankey", Family: flows, Name: "Flows as ribbons from suppliers to recipients, over several steps too.",
	When:    "Where a few dozen flows come from and go to, and how large each is.",
	WhenNot: "Many flows between many places (matrix), or flows both ways between two places.",
	Columns: columns("from", "to"), X: "from", Y: "to",
	words: locale.SankeyChart, make: func() Chart { return &Sankey{} },
}

// Sankey is the options of a chart of flows as ribbons. Places stand in
// columns, each behind the last of those that its flows come from, and places
// that nothing leaves in the last one, so that A to B and B to C makes three
// columns. Ribbons and places are as high as their amounts, on one scale over
// all columns and panels; the thinnest are drawn as a hairline. Places are
// ordered so that ribbons cross little (see [Sugiyama et al.]), and ribbons
// have the colour of where they come from; the largest suppliers have those of
// the theme, the others are grey.
//
// Where the bounds of a flow are drawn, its ribbon is solid up to the least
// possible amount and hatched up to the greatest; a flow without an upper bound
// has a hatched fringe. A place through which flows run is as high as the
// greater of what comes in and what goes out; where both differ by more than
// their bounds allow, the note and the hover text say so.
//
// Of more than 40 flows in a panel, the smallest places of each column are
// drawn as one, as few as leave at most 40 ribbons, and the note says so. Flows
// of zero or without a number are named in the note. Refused are amounts below
// zero, a flow from a place to itself, flows in a circle, more than 12 columns,
// and a frame without an amount above zero.
//
// [Sugiyama et al.]: https://doi.org/10.1109/TSMC.1981.4308636
type Sankey struct{ Options }

func (*Sankey) token() string { return "sankey" }

// mostColumns bounds the steps of a chain that is readable.
const mostColumns = 12

func (s *Sankey) check(rows []row, p *problems) {
	checkFlows(rows, s.Options, "sankey", p)
	byFacet := map[string][]row{}
	var facets []string
	for _, r := range rows {
		if r.reach(0) <= 0 {
			continue
		}
		if r.from == r.to {
			p.field(r, "to", r.to, "is where the flow comes from too; a sankey chart draws flows between two places")
			continue
		}
		if byFacet[r.facet] == nil {
			facets = append(facets, r.facet)
		}
		byFacet[r.facet] = append(byFacet[r.facet], r)
	}
	if len(facets) == 0 && p.total == 0 {
		p.add(&data.FieldError{Field: "value", Err: errNothingToDraw})
	}
	for _, facet := range facets {
		layers, circle := layersOf(byFacet[facet])
		if len(circle) > 0 {
			p.field(circle[0], "to", circle[0].to, "%s; a sankey chart needs an end, so leave one out or draw a matrix", inCircle(circle))
		}
		last := 0
		for _, layer := range layers {
			last = max(last, layer)
		}
		if last >= mostColumns {
			p.add(&data.FieldError{Field: "from", Err: fmt.Errorf("the longest chain of flows makes %d columns, and a sankey chart shows at most %d; choose fewer rows", last+1, mostColumns)})
		}
	}
}

// inCircle names the rows of a circle of flows and the places that it runs
// through.
func inCircle(circle []row) string {
	const most = 6
	var numbers []string
	way := []string{data.Clip(circle[0].from, 40)}
	for i, r := range circle {
		if i == most {
			numbers, way = append(numbers, "…"), append(way, "…")
			break
		}
		numbers, way = append(numbers, fmt.Sprint(r.n)), append(way, data.Clip(r.to, 40))
	}
	return fmt.Sprintf("rows %s run in a circle, %s", strings.Join(numbers, ", "), strings.Join(way, " to "))
}
