package charts

import (
	"math"
	"slices"
)

func (l *lines) draw(area rect) {
	c := l.c
	top := area.y + float64(c.t.axis*0.7)
	left := l.axis.width + c.t.gap
	l.plot = rect{area.x + left, top, area.w - left - l.labelWidth, area.bottom() - c.axisHeight() - top}
	c.drawUp(l.axis, l.plot)
	c.drawTimeline(l.time, l.plot, area.x, area.right())
	for _, s := range l.tracks {
		c.p.begin("", "")
		l.drawBands(s)
		l.drawLine(s)
	}
	for _, s := range l.tracks {
		l.drawPoints(s)
	}
	l.drawLabels(area)
}

// drawBands shades the bounds of points that are joined, one shape for each
// run of them, and draws a bar between the bounds of a point that stands alone.
func (l *lines) drawBands(s *track) {
	var upper, lower []point
	var alone row
	flush := func() {
		switch {
		case len(upper) == 1:
			l.drawBar(s, alone, upper[0], lower[0])
		case len(upper) > 1:
			slices.Reverse(lower)
			l.c.p.fill(l.c.t.tint(s.paint.Fill, 0.22), append(upper, lower...))
		}
		upper, lower = nil, nil
	}
	for i, r := range s.points {
		if r.isDrawn(l.axis.high - l.axis.low) {
			low, high := l.ends(r)
			alone = r
			upper, lower = append(upper, point{l.x(r), high}), append(lower, point{l.x(r), low})
		}
		if !s.joined[i] || !s.points[i+1].isDrawn(l.axis.high-l.axis.low) {
			flush()
		}
	}
	flush()
}

// drawBar draws the bounds of one point. An end that is unbounded fades.
func (l *lines) drawBar(s *track, r row, upper, lower point) {
	w, step := l.c.t.gaps(0.7), l.c.t.gaps(1.6)
	fade := func(y, direction float64) {
		for i, part := range []float64{0.34, 0.22, 0.1} {
			top := y + float64(direction*step*float64(i))
			bottom := top + float64(direction*step)
			low, high := max(min(top, bottom), l.plot.y), min(max(top, bottom), l.plot.bottom())
			l.c.p.rects(l.c.t.tint(s.paint.Fill, part), rect{upper.x - w/2, low, w, high - low})
		}
	}
	if math.IsNaN(r.high) {
		upper.y = l.y(r.low)
		fade(upper.y, -1)
	}
	if math.IsNaN(r.low) {
		lower.y = l.y(r.high)
		fade(lower.y, 1)
	}
	l.c.p.rects(l.c.t.tint(s.paint.Fill, 0.34), rect{upper.x - w/2, upper.y, w, lower.y - upper.y})
}

// ends returns the y of both bounds of a row. One that is unbounded is at the
// edge of the plot.
func (l *lines) ends(r row) (low, high float64) {
	low, high = l.y(l.axis.low), l.y(l.axis.high)
	if !math.IsNaN(r.low) {
		low = l.y(r.low)
	}
	if !math.IsNaN(r.high) {
		high = l.y(r.high)
	}
	return low, high
}

func (l *lines) drawLine(s *track) {
	width := max(1.5, l.c.t.gaps(0.28))
	var run []point
	flush := func() {
		if len(run) > 1 {
			l.c.p.line(s.paint.Fill, width, run)
		}
		run = nil
	}
	for i, r := range s.points {
		if !r.isPlotted() {
			flush()
			continue
		}
		at := point{l.x(r), l.y(r.value)}
		run = append(run, at)
		if s.joined[i] {
			continue
		}
		flush()
		if j := s.next(i); j > 0 {
			l.c.dotted(l.c.t.tint(s.paint.Fill, 0.6), at, point{l.x(s.points[j]), l.y(s.points[j].value)})
		}
	}
	flush()
}

// drawLabels writes the labels at the line ends, moved apart, with a leader
// where a label does not stand beside its point. One that has no room is left
// out and counted.
func (l *lines) drawLabels(area rect) {
	c := l.c
	for _, e := range l.labels {
		e.wanted = l.plot.bottom()
		if end := l.tracks[e.id].end(); end.isPlotted() {
			e.wanted = l.y(end.value)
		}
	}
	kept := spread(l.labels, area.y, l.plot.bottom()+c.t.gap, c.t.gaps(0.3))
	c.count.labels += len(l.labels) - len(kept)
	left := l.plot.right() + c.t.gaps(1.4)
	for _, e := range kept {
		s := l.tracks[e.id]
		end := s.end()
		c.p.begin(end.id, c.hover(end))
		if end.isPlotted() && len(l.tracks) > 1 {
			c.leader(point{l.x(end) + c.t.gaps(0.7), l.y(end.value)}, point{left - c.t.gaps(0.4), e.y}, s.paint.Fill)
		}
		c.p.block(e.block, left, e.y-e.height()/2, 0)
	}
}

// drawPoints draws the observations. A single series that is short enough has
// its amounts beside the points.
func (l *lines) drawPoints(s *track) {
	c := l.c
	radius := c.t.gaps(0.42)
	if len(s.points) > 40 {
		radius = c.t.gaps(0.2)
	}
	last := s.end()
	var taken []rect
	for _, r := range s.points {
		if !r.isPlotted() {
			continue
		}
		c.p.begin(r.id, c.hover(r))
		x, y := l.x(r), l.y(r.value)
		c.p.disc(x, y, radius, s.paint.Fill)
		if len(l.tracks) == 1 && len(s.points) <= 14 && r.n != last.n {
			taken = l.labelPoint(s, r, point{x, y}, taken)
		}
	}
}

// labelPoint writes the amount of a point above it or below it, where it
// neither leaves the plot nor crosses the line or another label, and nowhere
// if there is no such place.
func (l *lines) labelPoint(s *track, r row, at point, taken []rect) []rect {
	c := l.c
	text, size := c.amount(r), c.t.axis
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
