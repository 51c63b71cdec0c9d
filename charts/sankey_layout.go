package charts

import (
	"math"
	"slices"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

// sankey is the layout of a panel of a sankey diagram.
type sankey struct {
	c      *chart
	axis   float64 // against which an interval is wide
	graph  *flowGraph
	paints map[string]Paint
	size   float64 // of letters
	thick  float64 // width of a node
	// forms are the labels with name and amount apart, and with both together,
	// which is lower and wider.
	forms  [2]labelForm
	form   int     // of forms, once the height is known
	k      float64 // pixels for one unit of the amount, once placed
	fringe float64 // height that fringes of open flows need under all
}

// sankeys is the panels of a sankey diagram, and their scale once the height is
// known.
type sankeys struct {
	panels []*sankey
	height float64
	k      float64 // pixels for one unit of the amount
}

// labelForm is the labels of all nodes in one of their forms.
type labelForm struct {
	labels      []nodeLabel // by node
	left, right float64     // width of those of the first and of the last column, with the gap
	spacing     float64     // from one column to the next
	height      float64     // of the highest column of labels
	needs       float64     // width of a diagram that holds them, 0 where this one does
}

// nodeLabel is the name of a place, and under it its amount or nothing.
type nodeLabel struct{ name, amount block }

func (l nodeLabel) height() float64 { return l.name.height() + l.amount.height() }

func (l nodeLabel) width() float64 { return max(l.name.width(), l.amount.width()) }

func (*Sankey) prepare(c *chart, width float64) drawing {
	all := shared(c, width, func() *sankeys { return newSankeys(c, width) })
	s := all.panels[slices.IndexFunc(c.panels, func(p panel) bool { return p.name == c.rows[0].facet })]
	s.c = c // the plan to draw into is a new one each time
	d := drawing{notes: s.notes(), draw: func(rect) {}}
	d.keys = append(c.spanKeys(s.axis, c.t.series(0)), c.unboundedKey(s.axis, func(c *chart, r rect) {
		h := math.Round(r.h / 2)
		c.p.rects(c.t.tint(c.t.series(0).Fill, ribbonPart), rect{r.x, r.y, r.w, h})
		c.fringe(c.t.series(0).Fill, []point{{r.x, r.y + h}, {r.right(), r.y + h}}, r.h-h)
	})...)
	if len(s.graph.layers) == 0 {
		return d
	}
	labels := s.forms[0].height
	if _, height := c.size(); height > 0 && s.forms[1].needs == 0 {
		labels = min(labels, s.forms[1].height)
	}
	d.needs, d.likes = s.forms[0].needs, c.t.gaps(48)
	d.height = math.Ceil(max(labels, c.t.gaps(14)) + s.fringe)
	d.wants = max(d.height, float64(labels*1.5), c.t.gaps(28), min(float64(width*0.42), c.t.gaps(46)))
	d.draw = func(area rect) {
		area.h -= s.fringe
		s.place(all, area.h)
		s.draw(area)
	}
	return d
}

// newSankeys lays out all panels in a width each, but for what depends on their
// height.
func newSankeys(c *chart, width float64) *sankeys {
	all := &sankeys{}
	first := sankey{axis: axisLength(c.all), paints: map[string]Paint{}, thick: math.Round(c.t.gaps(1.3))}
	for i, name := range namesOf(c.all, fromOf, Ranked) {
		first.paints[name] = Paint{Fill: c.t.Axis, Words: c.t.Muted}
		if i < len(c.t.Series) {
			first.paints[name] = c.t.series(i)
		}
	}
	if slices.ContainsFunc(c.all, func(r row) bool { return spanOf(r, first.axis).arrowUp }) {
		first.fringe = c.t.gaps(fringeHeight)
	}
	for _, p := range c.panels {
		s := first
		s.c = c.in(p, c.t)
		s.graph = s.newFlowGraph(p.rows)
		if len(s.graph.layers) > 0 {
			s.graph.order()
			s.measure(width)
		}
		all.panels = append(all.panels, &s)
	}
	return all
}

// crowded is how many nodes of a column have their names and amounts together
// in any case.
const crowded = 10

// measure lays out the labels in both forms.
func (s *sankey) measure(width float64) {
	s.size = s.c.t.label
	isCrowded := slices.ContainsFunc(s.graph.layers, func(layer []int) bool { return len(layer) >= crowded })
	if isCrowded {
		s.size = s.c.t.small
	}
	s.forms[1] = s.newForm(width, true)
	if s.forms[0] = s.forms[1]; !isCrowded {
		s.forms[0] = s.newForm(width, false)
	}
}

func (s *sankey) newForm(width float64, isJoined bool) (f labelForm) {
	c, g := s.c, s.graph
	f.labels = make([]nodeLabel, len(g.nodes))
	side := func(layer []int, width float64) float64 {
		widest := 0.0
		for _, n := range layer {
			if !g.nodes[n].isPass {
				f.labels[n] = s.label(n, width, isJoined)
				widest = max(widest, f.labels[n].width())
			}
		}
		return math.Ceil(widest + c.t.gaps(1.3))
	}
	last := len(g.layers) - 1
	outer := math.Floor(float64(width * 0.24))
	f.left, f.right = side(g.layers[0], outer), side(g.layers[last], outer)
	f.spacing = math.Floor((width - f.left - f.right - s.thick) / float64(last))
	if least := c.t.gaps(9); f.spacing < least {
		f.needs = math.Ceil(width + float64((least-f.spacing)*float64(last)))
	}
	for _, layer := range g.layers[1:last] {
		side(layer, f.spacing-s.thick-c.t.gaps(1.6))
	}
	for _, layer := range g.layers {
		labels := 0.0
		for _, n := range layer {
			// What passes needs room too.
			labels += max(f.labels[n].height(), 4) + s.labelGap()
		}
		f.height = max(f.height, labels)
	}
	return f
}

// labelGap is the least room between two labels.
func (s *sankey) labelGap() float64 { return s.c.t.gaps(0.35) }

// label lays out the label of a node in a width.
func (s *sankey) label(node int, width float64, isJoined bool) nodeLabel {
	c := s.c
	name, amount := upperFirst(s.graph.nodes[node].name), c.amount(s.sum(node))
	width = max(width, c.t.gaps(4))
	if isJoined {
		return nodeLabel{name: c.block(c.l.Text(locale.LabelAndAmount, data.Clip(name, 60), amount), s.size, false, c.t.Text, width, 3)}
	}
	return nodeLabel{c.block(name, s.size, true, c.t.Text, width, 4), c.block(amount, s.size, false, c.t.Text, width, 2)}
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
	notes := c.leftOutNotes(c.all, s.axis)
	if merged := slices.Compact(slices.Clone(s.graph.merged)); len(merged) > 0 {
		notes = append(notes, upperFirst(c.l.Text(locale.SmallestMerged, c.list(merged))))
	}
	var uneven []string
	for i, n := range s.graph.nodes {
		if s.isUneven(i) {
			uneven = append(uneven, data.Clip(n.name, 60)+" ("+s.inOut(i)+")")
		}
	}
	return append(notes, c.namedNote(func(names string) string { return c.l.Text(locale.UnevenFlows, names) }, uneven)...)
}
