package charts

import (
	"slices"
)

// mostLabelled bounds the countries of a choropleth map that are named on it, and
// mostAround those on a map that has names beside countries: more would hide the
// colours.
const (
	mostLabelled = 12
	mostAround   = 30
)

func (m *choropleth) draw(area rect) {
	c := m.c
	s, at := m.fit(area)
	named := map[string]bool{}
	for _, r := range c.rows {
		named[r.place] = true
	}
	m.drawLand(s, at, m.noData, func(code string) bool { return named[code] })
	var estimated, small []row
	for _, r := range c.rows {
		switch i, ok := s.at[r.place]; {
		case !ok || !s.areas[i].isSeen:
		case m.isSmall(s.areas[i]):
			small = append(small, r)
		case r.isEstimated && r.hasNumber:
			estimated = append(estimated, r)
		default:
			m.drawRow(r, s, at)
		}
	}
	m.drawBorders(s, at)
	for _, r := range estimated {
		m.drawRow(r, s, at)
		low, _ := m.classOf(r)
		m.dashedEdge(m.classes.colors[low], moved(s.edge(s.areas[s.at[r.place]].rings), at)...)
	}
	for _, r := range small {
		m.drawSmall(r, s.areas[s.at[r.place]], at)
	}
	m.drawLabels(s, at, area)
}

// drawRow draws one country.
func (m *choropleth) drawRow(r row, s *sheet, at point) {
	c := m.c
	l := s.areas[s.at[r.place]]
	c.p.begin(r.id, c.hover(r))
	outlines := moved(l.rings, at)
	if !r.hasNumber {
		m.noData(outlines...)
		return
	}
	m.fill(r, outlines...)
	low, _ := m.classOf(r)
	if contrast(m.classes.colors[low], c.t.Paper) < 1.35 {
		// Its coast would be lost on the paper.
		c.p.line(c.t.Axis, max(0.4, c.t.gaps(0.05)), moved(s.edge(l.rings), at)...)
	}
}

// symbolRadius is that of the disc which stands for a country too small to see.
func (m *choropleth) symbolRadius() float64 { return max(2.5, m.c.t.gaps(0.42)) }

// isSmall reports whether an area is too small for its colour to be seen.
func (m *choropleth) isSmall(l land) bool {
	return l.size < float64(1.25*float64(m.symbolRadius()*m.symbolRadius()))
}

// drawSmall draws a country that is too small to see as a disc.
func (m *choropleth) drawSmall(r row, l land, to point) {
	c := m.c
	at := point{l.anchor.x + to.x, l.anchor.y + to.y}
	c.p.begin(r.id, c.hover(r))
	radius := m.symbolRadius()
	rim := max(0.8, c.t.gaps(0.1))
	c.p.disc(at.x, at.y, radius+rim, c.t.Paper)
	if !r.hasNumber {
		c.p.disc(at.x, at.y, radius, c.t.Empty)
		c.p.ring(at.x, at.y, radius, rim, c.t.Axis)
		return
	}
	low, high := m.classOf(r)
	c.p.disc(at.x, at.y, radius, m.classes.colors[low])
	if low != high {
		c.p.disc(at.x, at.y, float64(radius*0.5), m.classes.colors[high])
	}
	edge := c.t.Muted
	if r.isEstimated {
		o := ringPoints(at, radius)
		c.lines(edge, rim, dashes(o, 2, 1.5))
		return
	}
	c.p.ring(at.x, at.y, radius, rim, edge)
}

// drawLabels names the countries with the largest amounts: inside their
// outlines where the words fit, else beside them where no country with an
// amount lies.
func (m *choropleth) drawLabels(s *sheet, at point, area rect) {
	c := m.c
	c.p.begin("", "")
	placed := crowd{area: rect{area.x, at.y, area.w, s.height}, gap: c.t.gaps(0.5), reach: c.t.gaps(9)}
	var outside []*pointLabel
	for i, r := range c.rows {
		n, ok := s.at[r.place]
		if !ok || !s.areas[n].isSeen {
			continue
		}
		l := s.areas[n]
		where := point{l.anchor.x + at.x, l.anchor.y + at.y}
		mark := circle{where, 1}
		if m.isSmall(l) {
			mark.radius = m.symbolRadius() + 1
		}
		if !r.hasNumber || i >= mostLabelled {
			if mark.radius > 1 {
				placed.marks = append(placed.marks, mark)
			}
			continue
		}
		if box, ok := m.drawInside(r, moved(l.rings, at), where); ok {
			placed.taken = append(placed.taken, box)
			continue
		}
		if len(c.rows) > mostAround {
			placed.marks = append(placed.marks, mark)
			continue
		}
		outside = append(outside, &pointLabel{block: m.label(r, c.t.Text), mark: mark, weight: float64(-i), id: i})
	}
	placed.land = landBoxes(s.areas, at)
	for _, l := range placed.repel(outside) {
		if l.leader != nil {
			c.p.line(c.t.Paper, 3, slices.Clone(l.leader)) // so that it shows on dark land
		}
		c.drawPointLabel(l, c.t.Muted)
	}
}

// drawInside writes the label of a country inside its outlines, in two lines or
// in one, where it fits and the country has one colour.
func (m *choropleth) drawInside(r row, outlines [][]point, at point) (rect, bool) {
	c := m.c
	low, high := m.classOf(r)
	if low != high {
		return rect{}, false
	}
	color := c.t.on(m.classes.colors[low])
	line := c.block(r.label+" "+c.amount(r), c.t.small, false, color, c.t.gaps(20), 1)
	for _, b := range []block{m.label(r, color), line} {
		if box, ok := within(outlines, at, b.width(), b.height()); ok && !b.isCut() {
			c.p.block(b, box.middle().x, box.y, 0.5)
			return box, true
		}
	}
	return rect{}, false
}

// label is the name of a country over its amount.
func (m *choropleth) label(r row, color Color) block {
	c := m.c
	b := c.block(r.label, c.t.small, false, color, c.t.gaps(14), 2)
	b.lines = append(b.lines, wrap(b.face, c.amount(r), c.t.small, c.t.gaps(14), 1)...)
	return b
}

// within returns a place for a text inside outlines: around a point, or as near
// to it as can be within the size of the text.
func within(outlines [][]point, at point, w, h float64) (rect, bool) {
	for reach := range 5 {
		for dy := -reach; dy <= reach; dy++ {
			for dx := -reach; dx <= reach; dx++ {
				if max(dx, -dx, dy, -dy) < reach {
					continue // tried already
				}
				box := rect{quantise(at.x - w/2 + float64(float64(dx)*w/4)), quantise(at.y - h/2 + float64(float64(dy)*h/4)), w, h}
				if covers(outlines, box.inset(-2)) {
					return box, true
				}
			}
		}
	}
	return rect{}, false
}

// covers reports whether a rectangle lies wholly inside outlines.
func covers(outlines [][]point, r rect) bool {
	for y := r.y; ; y = min(y+3, r.bottom()) {
		isInside := slices.ContainsFunc(spansAt(outlines, y), func(line []point) bool {
			return line[0].x <= r.x && line[1].x >= r.right()
		})
		if !isInside {
			return false
		}
		if y >= r.bottom() {
			return true
		}
	}
}

// spansAt returns the parts inside outlines of the level line at y.
func spansAt(outlines [][]point, y float64) [][]point {
	y += 0.0037 // never through a corner, which has two decimals
	var hits []point
	for _, o := range outlines {
		for i, p := range o {
			q := o[(i+1)%len(o)]
			if (p.y < y) != (q.y < y) {
				hits = append(hits, point{quantise(p.x + float64((q.x-p.x)*((y-p.y)/(q.y-p.y)))), y})
			}
		}
	}
	return inside(hits)
}
