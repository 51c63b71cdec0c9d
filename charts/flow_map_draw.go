package charts

import (
	"math"
	"slices"
)

// lead finds the way of an arrow: along the great circle, from the edge of the
// disc of one place to that of the other, with a head at its end. With isPair, a
// flow runs the other way too, and the arrow keeps to the right of the middle.
func (m *flowMap) lead(s *sheet, to point, a *arrow, isPair bool) {
	from, _ := m.m.Area(a.r.from)
	end, _ := m.m.Area(a.r.to)
	lines := moved(pointsOf(s.view.GreatCircle(from.Anchor, end.Anchor)), to)
	if len(lines) != 1 {
		// The edge of the map cuts the way. An arrow in two pieces, one of them
		// without a head, is not read as one.
		p, q := s.areas[s.at[a.r.from]].anchor, s.areas[s.at[a.r.to]].anchor
		lines = moved([][]point{arc(p, q)}, to)
	}
	line := lines[0]
	if isPair {
		line = shifted(line, a.reach/2+1)
	}
	air := m.dot() + 2
	half := a.reach/2 + max(m.c.t.gaps(0.3), float64(a.reach*0.28))
	length := min(float64(half*1.7), float64(lengthOf(line)*0.6))
	if lengthOf(line) > float64(3*air) {
		line, _ = shortened(line, air)
		slices.Reverse(line)
		line, _ = shortened(line, air)
		slices.Reverse(line)
	}
	tip := line[len(line)-1]
	a.line, _ = shortened(line, max(0, length-1)) // so that line and head leave no gap
	_, base := shortened(line, length)
	dx, dy := tip.x-base.x, tip.y-base.y
	if d := math.Sqrt(float64(dx*dx) + float64(dy*dy)); d > 0 {
		ux, uy := float64(dx/d*half), float64(dy/d*half)
		a.head = []point{{base.x - uy, base.y + ux}, tip, {base.x + uy, base.y - ux}}
	}
}

// arc returns a curve from one point to another that bends upwards, by a sixth
// of their distance.
func arc(p, q point) []point {
	const steps = 40
	mid := point{(p.x + q.x) / 2, max(2, (p.y+q.y)/2-float64(distance(p, q)/3))}
	out := make([]point, steps+1)
	for i := range out {
		t := float64(i) / steps
		a, b, c := float64((1-t)*(1-t)), float64(2*t*(1-t)), float64(t*t)
		out[i] = point{quantise(float64(a*p.x) + float64(b*mid.x) + float64(c*q.x)), quantise(float64(a*p.y) + float64(b*mid.y) + float64(c*q.y))}
	}
	return out
}

func distance(a, b point) float64 {
	dx, dy := b.x-a.x, b.y-a.y
	return quantise(math.Sqrt(float64(dx*dx) + float64(dy*dy)))
}

func lengthOf(line []point) (length float64) {
	for i := 1; i < len(line); i++ {
		length += distance(line[i-1], line[i])
	}
	return length
}

// shortened returns a line without so much of its end, and where it then ends.
func shortened(line []point, by float64) ([]point, point) {
	for n := len(line) - 1; n > 0; n-- {
		a, b := line[n-1], line[n]
		d := distance(a, b)
		if d > by {
			part := (d - by) / d
			end := point{quantise(a.x + float64((b.x-a.x)*part)), quantise(a.y + float64((b.y-a.y)*part))}
			return append(slices.Clone(line[:n]), end), end
		}
		by -= d
	}
	return line[:1], line[0]
}

// shifted returns a line moved to its right.
func shifted(line []point, by float64) []point {
	out := make([]point, len(line))
	for i, p := range line {
		a, b := line[max(i-1, 0)], line[min(i+1, len(line)-1)]
		dx, dy := b.x-a.x, b.y-a.y
		d := max(0.01, math.Sqrt(float64(dx*dx)+float64(dy*dy)))
		out[i] = point{quantise(p.x - float64(dy/d*by)), quantise(p.y + float64(dx/d*by))}
	}
	return out
}

// dot is the radius of the disc of a place.
func (m *flowMap) dot() float64 { return max(2.2, m.c.t.gaps(0.3)) }

// pale is the colour of what bounds leave open.
func (m *flowMap) pale(color Color) Color { return m.c.t.tint(color, 0.4) }

func (m *flowMap) draw(area rect) {
	c := m.c
	s, at := m.fit(area)
	m.drawLand(s, at, func(outlines ...[]point) { c.p.fill(m.land(), outlines...) }, func(string) bool { return false })
	m.drawBorders(s, at)
	arrows := m.arrows(s, at)
	for _, a := range arrows {
		c.p.begin(a.r.id, c.hover(a.r))
		m.drawArrow(a)
	}
	m.drawPlaces(s, at, arrows, area)
}

func (m *flowMap) drawArrow(a arrow) {
	c := m.c
	color := a.paint.Fill
	rim := max(1.6, c.t.gaps(0.2))
	stroke := func(color Color, width float64) {
		if len(a.line) > 1 {
			c.p.line(color, width, slices.Clone(a.line))
		}
	}
	stroke(c.t.Paper, a.reach+rim)
	if len(a.head) > 0 {
		c.p.line(c.t.Paper, rim, append(slices.Clone(a.head), a.head[0], a.head[1]))
	}
	switch {
	case a.hasNoTop:
		m.openEdge(color, a.reach-1, a.line)
	case a.reach > a.sure:
		stroke(m.pale(color), a.reach)
	}
	switch {
	case a.sure == 0:
		color = m.pale(color)
	case a.r.isEstimated:
		c.lines(color, a.sure, dashes(a.line, max(c.t.gaps(0.6), a.sure), max(c.t.gaps(0.4), float64(a.sure*0.5))))
	default:
		stroke(color, a.sure)
	}
	if len(a.head) > 0 {
		c.p.fill(color, slices.Clone(a.head))
	}
}

// openEdge draws the two dashed edges of an amount that nothing bounds above.
func (m *flowMap) openEdge(color Color, width float64, line []point) {
	c := m.c
	if len(line) < 2 {
		return
	}
	c.p.line(m.pale(color), width, slices.Clone(line))
	for _, by := range []float64{width / 2, -width / 2} {
		c.lines(color, max(1, c.t.gaps(0.12)), dashes(shifted(line, by), c.t.gaps(0.4), c.t.gaps(0.3)))
	}
}

// drawPlaces draws the ends of the flows and names them.
func (m *flowMap) drawPlaces(s *sheet, to point, arrows []arrow, area rect) {
	c := m.c
	weights := map[string]float64{}
	var codes []string
	byPlace := map[string][]row{}
	for _, a := range arrows {
		for _, code := range []string{a.r.from, a.r.to} {
			if _, ok := weights[code]; !ok {
				codes = append(codes, code)
			}
			weights[code] += a.reach
			byPlace[code] = append(byPlace[code], a.r)
		}
	}
	c.p.begin("", "")
	placed := crowd{area: area, gap: c.t.gaps(0.5), reach: c.t.gaps(8)}
	for _, a := range arrows {
		m.keepClear(&placed, a)
	}
	var labels []*pointLabel
	for i, code := range codes {
		l := s.areas[s.at[code]]
		at := point{l.anchor.x + to.x, l.anchor.y + to.y}
		c.p.disc(at.x, at.y, m.dot()+1.2, c.t.Paper)
		c.p.disc(at.x, at.y, m.dot(), c.t.Text)
		labels = append(labels, &pointLabel{block: m.label(code, byPlace[code]), mark: circle{at, m.dot() + 1}, weight: weights[code], id: i})
	}
	kept := placed.repel(labels)
	for _, l := range kept {
		c.drawPointLabel(l, c.t.Muted)
	}
	c.count.labels += len(labels) - len(kept)
}

// label is the name of a place, in bold where all flows begin or end there, and
// with the amount where it has the only flow of its name.
func (m *flowMap) label(code string, flows []row) block {
	c := m.c
	isHub := m.oneTo && flows[0].to == code || m.oneFrom && flows[0].from == code
	color := c.t.Text
	if len(m.names) > 1 && slices.Contains(m.names, code) {
		color = m.paintOf(code).Words
	}
	b := c.block(m.nameOf(code), c.t.small, isHub, color, c.t.gaps(14), 2)
	if m.isDirect() && !isHub && len(flows) == 1 {
		b.lines = append(b.lines, wrap(b.face, c.amount(flows[0]), c.t.small, c.t.gaps(14), 1)...)
	}
	return b
}

// keepClear keeps labels from lying on an arrow; their leaders may cross it.
func (m *flowMap) keepClear(s *crowd, a arrow) {
	half := a.reach/2 + 1
	for _, line := range [][]point{a.line, a.head} {
		for i := 1; i < len(line); i++ {
			p, q := line[i-1], line[i]
			steps := max(1, math.Ceil(distance(p, q)/max(4, a.reach)))
			for k := 0.0; k <= steps; k++ {
				x, y := p.x+float64((q.x-p.x)*(k/steps)), p.y+float64((q.y-p.y)*(k/steps))
				box := rect{quantise(x - half), quantise(y - half), float64(2 * half), float64(2 * half)}
				s.land = append(s.land, box)
			}
		}
	}
}
