package charts

import (
	"math"
	"slices"

	"github.com/periplus-data/periplus/data/locale"
)

// ribbonPart is how much of its colour a ribbon has, so that others show
// through where they cross.
const ribbonPart = 0.5

// fringeHeight is the height of the fringe of a flow without an upper bound, in
// gaps.
const fringeHeight = 0.7

func (s *sankey) draw(area rect) {
	order := make([]int, len(s.graph.ribbons))
	for i := range order {
		order[i] = i
	}
	// Thin ribbons lie over thick ones.
	slices.SortStableFunc(order, func(a, b int) int { return larger(s.graph.ribbons[a].size, s.graph.ribbons[b].size) })
	for _, i := range order {
		s.drawRibbon(i, area)
	}
	for i, n := range s.graph.nodes {
		if !n.isPass {
			s.drawNode(i, area)
		}
	}
	for layer := range s.graph.layers {
		s.drawLabels(layer, area)
	}
}

// xOf is the left edge of a column.
func (s *sankey) xOf(layer int, area rect) float64 {
	if layer == len(s.graph.layers)-1 {
		return whole(area.right() - s.forms[s.form].right - s.thick)
	}
	return whole(area.x + s.forms[s.form].left + float64(float64(layer)*s.forms[s.form].spacing))
}

// paint is the colour of a place: that of its flows where it supplies.
func (s *sankey) paint(node int) Paint {
	n := s.graph.nodes[node]
	if len(n.out) == 0 || n.merged > 0 {
		return Paint{Fill: s.c.t.Axis, Words: s.c.t.Muted}
	}
	return s.paints[n.name]
}

// way is the middle line of a ribbon as Bézier curves, at a part of its height:
// 0 is its upper edge, 1 its lower one.
func (s *sankey) way(i int, part float64, area rect) []point {
	g, b := s.graph, s.graph.ribbons[i]
	down := float64(s.thickness(i) * part)
	at := func(node int, isOut bool) float64 {
		return area.y + g.nodes[node].top + s.offset(node, i, isOut) + down
	}
	line := []point{{s.xOf(g.nodes[b.nodes[0]].layer, area) + s.thick, at(b.nodes[0], true)}}
	for _, n := range b.nodes[1:] {
		a, x, y := line[len(line)-1], s.xOf(g.nodes[n].layer, area), at(n, false)
		mid := (a.x + x) / 2
		line = append(line, point{mid, a.y}, point{mid, y}, point{x, y})
		if g.nodes[n].isPass {
			line = append(line, point{x, y}, point{x + s.thick, y}, point{x + s.thick, y})
		}
	}
	return line
}

// thickness is the height of a ribbon, a hairline at least.
func (s *sankey) thickness(i int) float64 { return max(float64(s.graph.ribbons[i].size*s.k), 0.6) }

// ribbonOutline is the outline between two lines of curves.
func ribbonOutline(upper, lower []point) []point {
	back := slices.Clone(lower)
	slices.Reverse(back)
	last := upper[len(upper)-1]
	return append(append(slices.Clone(upper), last, back[0], back[0]), back[1:]...)
}

// flat is a line of curves as straight pieces, for the lines of textures.
func flat(curves []point) []point {
	const pieces = 16
	out := []point{curves[0]}
	for i := 1; i+2 < len(curves); i += 3 {
		a, b, c, d := curves[i-1], curves[i], curves[i+1], curves[i+2]
		for j := 1; j <= pieces; j++ {
			t := float64(j) / pieces
			u := 1 - t
			p, q, r, s := float64(u*u*u), float64(3*u*u*t), float64(3*u*t*t), float64(t*t*t)
			out = append(out, point{
				quantise(float64(p*a.x) + float64(q*b.x) + float64(r*c.x) + float64(s*d.x)),
				quantise(float64(p*a.y) + float64(q*b.y) + float64(r*c.y) + float64(s*d.y)),
			})
		}
	}
	return out
}

func (s *sankey) drawRibbon(i int, area rect) {
	c, b := s.c, s.graph.ribbons[i]
	c.p.begin(b.row.id, c.hover(b.row))
	paint := s.paint(b.nodes[0])
	sure := 1.0
	if b.span.hasHatch && b.size > 0 {
		sure = b.span.sure / b.size
	}
	upper, middle, lower := s.way(i, 0, area), s.way(i, sure, area), s.way(i, 1, area)
	if sure > 0 {
		part := ribbonPart
		if b.row.isEstimated {
			part = 0.25
		}
		c.p.curve(paint.Fill, part, 0, ribbonOutline(upper, middle))
		if paint.Texture != Plain {
			c.textured(paint.Texture, paint.Fill, flat(ribbonOutline(upper, middle)))
		}
	}
	if sure < 1 {
		c.p.curve(paint.Fill, 0.14, 0, ribbonOutline(middle, lower))
		c.lines(paint.Fill, c.t.hatchLine, clipLines([][]point{flat(ribbonOutline(middle, lower))}, 1, 1, c.t.hatchStep))
	}
	if b.row.isEstimated {
		c.dashed(paint.Fill, c.t.dashWidth(), flat(upper))
		c.dashed(paint.Fill, c.t.dashWidth(), flat(lower))
	}
	if b.span.arrowUp {
		c.fringe(paint.Fill, flat(lower), c.t.gaps(fringeHeight))
	}
}

// fringe draws an open end below a line: hatching that grows paler.
func (c *chart) fringe(color Color, line []point, height float64) {
	for i, part := range []float64{0.9, 0.45} {
		var band []point
		for _, p := range line {
			band = append(band, point{p.x, p.y + float64(float64(i)*height/2)})
		}
		for _, p := range slices.Backward(line) {
			band = append(band, point{p.x, p.y + float64(float64(i+1)*height/2)})
		}
		c.lines(c.t.tint(color, part), c.t.hatchLine, clipLines([][]point{band}, 1, 1, float64(c.t.hatchStep*0.8)))
	}
}

// drawNode draws a place, solid over what is sure of its greater side.
func (s *sankey) drawNode(i int, area rect) {
	c, n := s.c, s.graph.nodes[i]
	hover := c.l.Text(locale.LabelAndAmount, n.name, c.full(s.sum(i)))
	if s.isUneven(i) {
		hover = c.l.Text(locale.LabelAndAmount, n.name, s.inOut(i))
	}
	c.p.begin("", hover)
	side := n.out
	if s.graph.total(n.in) > s.graph.total(n.out) {
		side = n.in
	}
	x, y := s.xOf(n.layer, area), area.y+n.top
	color := s.paint(i).Fill
	isOpen := slices.ContainsFunc(side, func(b int) bool {
		return s.graph.ribbons[b].span.hasHatch && s.graph.ribbons[b].span.sure < s.graph.ribbons[b].size
	})
	if !isOpen {
		c.p.rects(color, rect{x, y, s.thick, max(float64(n.size*s.k), 1)})
		return
	}
	from := y // of the solid part that has not been drawn
	for _, b := range side {
		r := s.graph.ribbons[b]
		next := y + float64(r.size*s.k)
		if r.span.hasHatch {
			sure := y + float64(r.span.sure*s.k)
			c.p.rects(color, rect{x, from, s.thick, sure - from})
			c.hatch(color, float64(c.t.hatchStep*0.7), float64(c.t.hatchLine*0.8), rect{x, sure, s.thick, next - sure})
			from = next
		}
		y = next
	}
	c.p.rects(color, rect{x, from, s.thick, y - from})
}

// drawLabels writes the labels of a column: to the left of the first, to the
// right of the others, over the ribbons there.
func (s *sankey) drawLabels(layer int, area rect) {
	c, g := s.c, s.graph
	isFirst, isInner := layer == 0, layer > 0 && layer < len(g.layers)-1
	var labels []*endLabel
	for _, n := range g.layers[layer] {
		node := g.nodes[n]
		if node.isPass {
			continue
		}
		b := s.forms[s.form].labels[n].name
		b.lines = append(slices.Clone(b.lines), s.forms[s.form].labels[n].amount.lines...)
		labels = append(labels, &endLabel{block: b, wanted: area.y + node.top + float64(node.size*s.k)/2, weight: node.size, id: n})
	}
	kept := spread(labels, area.y, area.bottom(), s.labelGap())
	c.count.labels += len(labels) - len(kept)
	x, align, from := s.xOf(layer, area)+s.thick+c.t.gap, 0.0, s.xOf(layer, area)+s.thick
	if isFirst {
		x, align, from = s.xOf(layer, area)-c.t.gap, 1, s.xOf(layer, area)
	}
	c.p.begin("", "")
	for _, l := range kept {
		label := s.forms[s.form].labels[l.id]
		top := l.y - label.height()/2
		if isInner {
			c.p.curve(c.t.Paper, 0.8, 0, straight(rect{x - 3, top, label.width() + 6, label.height()}))
		}
		// A label beside its place needs no line to it.
		if half := max(float64(g.nodes[l.id].size*s.k)/2, 2); !isInner && math.Abs(l.y-l.wanted) > half {
			side := c.t.gaps(0.3)
			if isFirst {
				side = -side
			}
			c.leader(point{from + side/2, l.wanted}, point{x - side, l.y}, c.t.Muted)
		}
		c.p.block(label.amount, x, c.p.block(label.name, x, top, align), align)
	}
}

// straight is a rectangle as curves, which may be seen through.
func straight(r rect) []point {
	o := r.corners()
	out := []point{o[0]}
	for i := range o {
		a, b := o[i], o[(i+1)%len(o)]
		out = append(out, a, b, b)
	}
	return out
}
