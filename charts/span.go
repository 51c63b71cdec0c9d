package charts

import "math"

// span is what a bar shows of a row: solid from 0 to what is sure, then
// hatched over what the statement leaves open.
type span struct {
	sure               float64 // end of the solid part, from 0
	from, to           float64 // hatched part; equal where there is none
	arrowLow, arrowUp  bool    // the hatched part has no end on this side
	hasValue, hasHatch bool
}

// spanOf returns the span of a row on an axis of the given length. A row
// without a number has an empty span.
func spanOf(r row, axis float64) span {
	if !r.hasNumber {
		return span{}
	}
	if !r.isDrawn(axis) {
		return span{sure: r.value, from: r.value, to: r.value, hasValue: true}
	}
	s := span{from: r.low, to: r.high, hasHatch: true, hasValue: !math.IsNaN(r.value)}
	if math.IsNaN(r.low) {
		s.from, s.arrowLow = min(0, r.high), true
	}
	if math.IsNaN(r.high) {
		s.to, s.arrowUp = max(0, r.low), true
	}
	// What every amount of the interval covers is the way from 0 to its
	// nearest end.
	switch {
	case !s.arrowLow && s.from > 0:
		s.sure = s.from
	case !s.arrowUp && s.to < 0:
		s.sure = s.to
	}
	return s
}

// extent returns the least and greatest amounts that the span reaches, 0
// included.
func (s span) extent() (low, high float64) {
	return min(0, s.sure, s.from), max(0, s.sure, s.to)
}

// lane is the strip across an axis of amounts that a bar fills: from at, of a
// thickness. The amounts of an upright lane grow upwards, of another to the
// right.
type lane struct {
	at, thick float64
	upright   bool
}

// rect is the part of the lane between two places on the axis.
func (l lane) rect(a, b float64) rect {
	if l.upright {
		return rect{l.at, min(a, b), l.thick, math.Abs(b - a)}
	}
	return rect{min(a, b), l.at, math.Abs(b - a), l.thick}
}

// line is a bar of a width across the whole lane and over its edges, around a
// place on the axis.
func (l lane) line(at, width, over float64) rect {
	from := whole(at - width/2)
	out := lane{l.at - over, l.thick + float64(2*over), l.upright}
	return out.rect(from, from+width)
}

// point is a place on the axis, so far across the lane from its middle.
func (l lane) point(at, across float64) point {
	mid := l.at + l.thick/2
	if l.upright {
		return point{mid + across, at}
	}
	return point{at, mid + across}
}

// grows is the direction of greater amounts, in pixels.
func (l lane) grows() float64 {
	if l.upright {
		return -1
	}
	return 1
}

// drawSpan draws the span of a row between top and bottom; place gives the x
// of an amount. An end without a bound is an arrow that fades over its length.
func (c *chart) drawSpan(s span, r row, y, h float64, place func(float64) float64, paint Paint) {
	c.drawIn(lane{at: y, thick: h}, s, r, place, paint)
}

// drawIn draws the span of a row in a lane; place gives where an amount lies on
// the axis. An end without a bound is an arrow that fades over its length.
func (c *chart) drawIn(l lane, s span, r row, place func(float64) float64, paint Paint) {
	zero := place(0)
	if s.hasHatch {
		c.open(paint.Fill, l.rect(place(s.from), place(s.to)))
	}
	if r.isEstimated {
		c.estimated(paint, l.rect(zero, place(s.sure)))
	} else {
		c.bars(paint, l.rect(zero, place(s.sure)))
	}
	if s.arrowUp {
		c.fadeIn(l, place(s.to), l.grows(), paint.Fill)
	}
	if s.arrowLow {
		c.fadeIn(l, place(s.from), -l.grows(), paint.Fill)
	}
	w := max(2, math.Round(float64(c.t.hatchLine*1.5)))
	if s.hasHatch && s.hasValue && r.value > s.from && r.value < s.to {
		c.p.rects(c.t.Text, l.line(place(r.value), w, 2))
	}
	if s.hasHatch && s.hasValue && r.value == s.sure && s.sure != 0 {
		inwards := l.grows()
		if s.sure < 0 {
			inwards = -inwards
		}
		c.p.rects(c.t.Text, l.line(place(r.value)-float64(inwards*w/2), w, 0))
	}
}

// arrowLength is the length of the arrow of an end without a bound.
func (c *chart) arrowLength() float64 { return c.t.gaps(5) }

// fade draws an open end: hatching that grows paler over three steps, then an
// arrowhead. direction is 1 to the right and −1 to the left.
func (c *chart) fade(x, y, h, direction float64, color Color) {
	c.fadeIn(lane{at: y, thick: h}, x, direction, color)
}

// fadeIn is fade in a lane, from a place on the axis; direction is that of the
// pixels.
func (c *chart) fadeIn(l lane, at, direction float64, color Color) {
	step := float64(c.arrowLength() * 0.22)
	for i, part := range []float64{0.8, 0.5, 0.25} {
		a := at + float64(direction*step*float64(i))
		c.open(c.t.tint(color, part), l.rect(a, a+float64(direction*step)))
	}
	tip := at + float64(direction*c.arrowLength())
	base := at + float64(direction*step*3) + float64(direction*2)
	half := min(float64(l.thick*0.5), c.t.gaps(1.3))
	c.p.fill(c.t.tint(color, 0.6), []point{l.point(base, -half), l.point(tip, 0), l.point(base, half)})
}
