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

// drawSpan draws the span of a row between top and bottom; place gives the x
// of an amount. An end without a bound is an arrow that fades over its length.
func (c *chart) drawSpan(s span, r row, y, h float64, place func(float64) float64, paint Paint) {
	zero := place(0)
	solid := func(a, b float64) rect { return rect{min(a, b), y, math.Abs(b - a), h} }
	if s.hasHatch {
		c.open(paint.Fill, solid(place(s.from), place(s.to)))
	}
	if r.isEstimated {
		c.estimated(paint, solid(zero, place(s.sure)))
	} else {
		c.bars(paint, solid(zero, place(s.sure)))
	}
	if s.arrowUp {
		c.fade(place(s.to), y, h, 1, paint.Fill)
	}
	if s.arrowLow {
		c.fade(place(s.from), y, h, -1, paint.Fill)
	}
	if s.hasHatch && s.hasValue && r.value > s.from && r.value < s.to {
		w := max(2, math.Round(float64(c.t.hatchLine*1.5)))
		c.p.rects(c.t.Text, rect{whole(place(r.value) - w/2), y - 2, w, h + 4})
	}
	if s.hasHatch && s.hasValue && r.value == s.sure && s.sure != 0 {
		w := max(2, math.Round(float64(c.t.hatchLine*1.5)))
		x := place(r.value)
		if s.sure > 0 {
			x -= w
		}
		c.p.rects(c.t.Text, rect{whole(x), y, w, h})
	}
}

// arrowLength is the length of the arrow of an end without a bound.
func (c *chart) arrowLength() float64 { return c.t.gaps(5) }

// fade draws an open end: hatching that grows paler over three steps, then an
// arrowhead. direction is 1 to the right and −1 to the left.
func (c *chart) fade(x, y, h, direction float64, color Color) {
	step := float64(c.arrowLength() * 0.22)
	for i, part := range []float64{0.8, 0.5, 0.25} {
		a := x + float64(direction*step*float64(i))
		b := a + float64(direction*step)
		c.open(c.t.tint(color, part), rect{min(a, b), y, step, h})
	}
	tip := x + float64(direction*c.arrowLength())
	base := x + float64(direction*step*3) + float64(direction*2)
	mid, half := y+h/2, min(float64(h*0.5), c.t.gaps(1.3))
	c.p.fill(c.t.tint(color, 0.6), []point{{base, mid - half}, {tip, mid}, {base, mid + half}})
}
