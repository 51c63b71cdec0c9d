package charts

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

var sankeyKind = Kind{
	Token: "sankey", Family: flows, Name: "Flows as ribbons from suppliers to recipients, over several steps too.",
	When:    "Where a few dozen flows come from and go to, and how large each is.",
	WhenNot: "Many flows between many places (matrix), or flows both ways between two places.",
	Columns: columns("from", "to"), X: "to", Y: "from",
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

// sankey is the layout of a sankey diagram.
type sankey struct {
	c        *chart
	axis     float64 // against which an interval is wide
	graph    *flowGraph
	others   []*flowGraph // of all panels, for the scale
	paints   map[string]Paint
	labels   []nodeLabel // by node
	isJoined bool        // name and amount stand together
	apart    float64     // height of the labels where they do not
	size     float64     // of letters
	left     float64     // width of the labels of the first column, with the gap
	right    float64     // of the last
	thick    float64     // width of a node
	spacing  float64     // from one column to the next
	k        float64     // pixels for one unit of the amount, once placed
}

// nodeLabel is the name of a place and under it its amount, or where that saves
// room both together.
type nodeLabel struct{ name, amount block }

func (l nodeLabel) height() float64 { return l.name.height() + l.amount.height() }

func (l nodeLabel) width() float64 { return max(l.name.width(), l.amount.width()) }

func (*Sankey) prepare(c *chart, width float64) drawing {
	s := &sankey{c: c, axis: axisLength(c.all), paints: map[string]Paint{}, thick: math.Round(c.t.gaps(1.3))}
	for i, name := range namesOf(c.all, fromOf, Ranked) {
		s.paints[name] = Paint{Fill: c.t.Axis, Words: c.t.Muted}
		if i < len(c.t.Series) {
			s.paints[name] = c.t.series(i)
		}
	}
	for _, p := range c.panels {
		s.others = append(s.others, s.newFlowGraph(p.rows))
	}
	s.graph = s.newFlowGraph(c.rows)
	s.graph.order()
	d := drawing{notes: s.notes(), draw: func(rect) {}}
	d.keys = append(c.spanKeys(s.axis, c.t.series(0)), c.unboundedKey(s.axis, func(c *chart, r rect) {
		h := math.Round(r.h / 2)
		c.p.rects(c.t.tint(c.t.series(0).Fill, ribbonPart), rect{r.x, r.y, r.w, h})
		c.fringe(c.t.series(0).Fill, []point{{r.x, r.y + h}, {r.right(), r.y + h}}, r.h-h)
	})...)
	if len(s.graph.layers) == 0 {
		return d
	}
	d.needs = s.measure(width)
	labels := s.labelHeight()
	s.apart = labels
	if _, height := c.size(); height > 0 && !s.isJoined {
		// A height that is given may hold the labels on fewer lines only, which
		// are wider.
		s.isJoined = true
		if s.measure(width) == 0 {
			labels = min(labels, s.labelHeight())
		} else {
			s.isJoined = false
			s.measure(width)
		}
	}
	fringe := 0.0
	if slices.ContainsFunc(c.all, func(r row) bool { return spanOf(r, s.axis).arrowUp }) {
		fringe = c.t.gaps(fringeHeight)
	}
	d.height = math.Ceil(max(labels, c.t.gaps(14)) + fringe)
	d.wants = max(d.height, float64(labels*1.3), c.t.gaps(28), min(float64(width*0.42), c.t.gaps(46)))
	d.draw = func(area rect) {
		area.h -= fringe
		if s.isJoined && area.h >= s.apart {
			s.isJoined = false
			s.measure(width)
		}
		s.draw(area)
	}
	return d
}

// labelHeight is the height of the highest column of labels.
func (s *sankey) labelHeight() (highest float64) {
	for _, layer := range s.graph.layers {
		labels := 0.0
		for _, n := range layer {
			// What passes needs room too.
			labels += max(s.labels[n].height(), 4) + s.labelGap()
		}
		highest = max(highest, labels)
	}
	return highest
}

// labelGap is the least room between two labels.
func (s *sankey) labelGap() float64 { return s.c.t.gaps(0.35) }

// measure lays out the labels and returns the width that the diagram needs.
func (s *sankey) measure(width float64) (needs float64) {
	c, g := s.c, s.graph
	s.size = c.t.label
	if slices.ContainsFunc(g.layers, func(layer []int) bool { return len(layer) > 9 }) {
		s.size, s.isJoined = c.t.small, true
	}
	s.labels = make([]nodeLabel, len(g.nodes))
	last := len(g.layers) - 1
	side := func(layer []int) float64 {
		widest := 0.0
		for _, n := range layer {
			if g.nodes[n].isPass {
				continue
			}
			l := s.label(n, math.Floor(float64(width*0.24)))
			s.labels[n] = l
			widest = max(widest, l.width())
		}
		return math.Ceil(widest + c.t.gaps(1.3))
	}
	s.left, s.right = side(g.layers[0]), side(g.layers[last])
	s.spacing = math.Floor((width - s.left - s.right - s.thick) / float64(last))
	least := c.t.gaps(9)
	room := s.spacing - s.thick - c.t.gaps(1.6)
	for _, layer := range g.layers[1:last] {
		for _, n := range layer {
			if !g.nodes[n].isPass {
				s.labels[n] = s.label(n, room)
			}
		}
	}
	if s.spacing < least {
		return math.Ceil(width + float64((least-s.spacing)*float64(last)))
	}
	return 0
}

// label lays out the label of a node in a width.
func (s *sankey) label(node int, width float64) nodeLabel {
	c, n := s.c, s.graph.nodes[node]
	width = max(width, c.t.gaps(4))
	amount := c.amount(s.sum(node))
	if s.isJoined {
		return nodeLabel{name: c.block(c.l.Text(locale.LabelAndAmount, data.Clip(n.name, 60), amount), s.size, false, c.t.Text, width, 3)}
	}
	return nodeLabel{c.block(n.name, s.size, true, c.t.Text, width, 4), c.block(amount, s.size, false, c.t.Text, width, 2)}
}

// sum adds up what comes into a node or goes out, whichever is greater.
func (s *sankey) sum(node int) row {
	in, out := s.sides(node)
	if s.graph.total(s.graph.nodes[node].in) > s.graph.total(s.graph.nodes[node].out) {
		return in
	}
	return out
}

func (s *sankey) sides(node int) (in, out row) {
	rows := func(ribbons []int) (rows []row) {
		for _, i := range ribbons {
			rows = append(rows, s.graph.ribbons[i].rows...)
		}
		return rows
	}
	return sumOf(rows(s.graph.nodes[node].in)), sumOf(rows(s.graph.nodes[node].out))
}

// isUneven reports whether more comes into a node than goes out, or less, by
// more than their bounds allow.
func (s *sankey) isUneven(node int) bool {
	n := s.graph.nodes[node]
	if n.isPass || len(n.in) == 0 || len(n.out) == 0 {
		return false
	}
	in, out := s.sides(node)
	// A side that nothing bounds is not below the other.
	below := func(a, b row) bool {
		low, high := b.low, a.high
		if !b.hasInterval {
			low = b.value
		}
		if !a.hasInterval {
			high = a.value
		}
		return !math.IsNaN(high) && !math.IsNaN(low) && number(high).Cmp(number(low)) < 0
	}
	return below(in, out) || below(out, in)
}

// inOut writes what comes into a node and what goes out.
func (s *sankey) inOut(node int) string {
	in, out := s.sides(node)
	c := s.c
	return c.list([]string{c.l.Text(locale.FlowsIn, c.full(in)), c.l.Text(locale.FlowsOut, c.full(out))})
}

// notes tells what is not drawn, what is drawn as one, and where more comes in
// than goes out.
func (s *sankey) notes() []string {
	c := s.c
	notes := c.leftOutNotes(c.rows, s.axis)
	if merged := slices.Compact(slices.Clone(s.graph.merged)); len(merged) > 0 {
		notes = append(notes, upperFirst(c.l.Text(locale.SmallestMerged, c.list(merged))))
	}
	var uneven []string
	for i, n := range s.graph.nodes {
		if s.isUneven(i) {
			uneven = append(uneven, data.Clip(n.name, 60)+" ("+s.inOut(i)+")")
		}
	}
	if len(uneven) > mostNamed {
		uneven = append(uneven[:mostNamed:mostNamed], c.l.Text(locale.OtherRows, c.l.Plain(data.Int(int64(len(uneven)-mostNamed)))))
	}
	if len(uneven) > 0 {
		notes = append(notes, upperFirst(c.l.Text(locale.UnevenFlows, c.list(uneven))))
	}
	return notes
}
