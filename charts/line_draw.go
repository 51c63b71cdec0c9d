package charts

import "slices"

func (l *lines) draw() {
	c := l.c
	for _, s := range l.tracks {
		c.p.begin("", "")
		l.drawBands(s)
		l.drawLine(s, s.width(c))
	}
	var also func(row)
	if len(l.tracks) == 1 && len(l.tracks[0].points) <= 14 && !l.isKeyed {
		also = l.labelPoints(l.tracks[0])
	}
	for _, s := range l.tracks {
		l.drawPoints(s, s.width(c), also)
	}
}

// width is the width of the line of a series.
func (s *track) width(c *chart) float64 {
	if s.isGrey {
		return c.t.lineWidth() / 2
	}
	return c.t.lineWidth()
}

// ink is the colour of the line of a series.
func (s *track) ink(c *chart) Color {
	if s.isGrey {
		return c.t.tint(s.paint.Fill, 0.6)
	}
	return c.t.ink(s.paint)
}

// labelPoints returns what writes the amounts of a single series beside its
// points, but for the last, which has its label at the end.
func (l *lines) labelPoints(s *track) func(row) {
	var taken []rect
	return func(r row) {
		if r.n != s.end().n {
			taken = l.labelPoint(s, r, taken)
		}
	}
}

// labelPoint writes the amount of a point above it or below it, where it
// neither leaves the plot nor crosses the line or another label, and nowhere
// if there is no such place.
func (l *lines) labelPoint(s *track, r row, taken []rect) []rect {
	c := l.c
	at, text, size := l.at(r), c.amount(r), c.t.axis
	f := c.t.face(false)
	w := f.width(text, size)
	h := float64(size * (f.ascent + f.descent))
	off := c.t.gaps(0.8)
	for _, box := range []rect{
		{at.x - w/2, at.y - off - h, w, h}, {at.x - w/2, at.y + off, w, h},
		{at.x + off, at.y - off - h, w, h}, {at.x + off, at.y - h/2, w, h},
	} {
		// A label may rise into the free strip over the plot.
		if box.x < l.plot.x || box.right() > l.plot.right() || box.y < l.plot.y-h/2 || box.bottom() > l.plot.bottom() || l.isCrossed(s, box) ||
			slices.ContainsFunc(taken, func(t rect) bool { return t.meets(box) }) {
			continue
		}
		c.p.rects(c.t.Paper, rect{box.x - 1, box.y + float64(h*0.12), w + 2, float64(h * 0.8)})
		c.p.text(text, box.x, box.y+float64(size*f.ascent), size, false, c.t.Text)
		return append(taken, box)
	}
	return taken
}

// isCrossed reports whether the line of a series, dotted parts included, runs
// through a rectangle.
func (l *lines) isCrossed(s *track, box rect) bool {
	const samples = 60
	for i, r := range s.points {
		if !r.isPlotted() {
			continue
		}
		j := s.next(i)
		if j == 0 {
			break
		}
		a, b := point{l.x(r), l.y(r.value)}, point{l.x(s.points[j]), l.y(s.points[j].value)}
		for k := range samples + 1 {
			part := float64(k) / samples
			x, y := a.x+float64((b.x-a.x)*part), a.y+float64((b.y-a.y)*part)
			if (rect{x - 1, y - 1, 2, 2}).meets(box) {
				return true
			}
		}
	}
	return false
}
