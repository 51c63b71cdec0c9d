package charts

import "math"

// between returns the amounts between which the interval of a row is drawn, arrows
// aside: from the value, or the other bound, where one is missing.
func (r row) between() (from, to float64) {
	from, to = r.low, r.high
	if math.IsNaN(from) {
		if from = r.value; math.IsNaN(from) {
			from = to
		}
	}
	if math.IsNaN(to) {
		if to = r.value; math.IsNaN(to) {
			to = from
		}
	}
	return from, to
}

// drawBounds draws the interval of a row in a lane as a hatched bar, behind the
// symbol of its value: a line at each end that has a bound, an arrow that fades
// at one that has none.
func (c *chart) drawBounds(l lane, r row, place func(float64) float64, paint Paint) {
	from, to := r.between()
	ink, width := c.t.ink(paint), max(2, math.Round(float64(c.t.hatchLine*1.5)))
	c.open(ink, l.rect(place(from), place(to)))
	if math.IsNaN(r.high) {
		c.fadeIn(l, place(to), l.grows(), ink)
	} else {
		c.p.rects(ink, l.line(place(to), width, 0))
	}
	if math.IsNaN(r.low) {
		c.fadeIn(l, place(from), -l.grows(), ink)
	} else {
		c.p.rects(ink, l.line(place(from), width, 0))
	}
}

// symbol draws a point of a series: a disc, or in a theme whose series differ
// by texture a shape of its own for each texture. A rim of paper keeps it from
// its neighbours. An estimate is pale inside.
func (c *chart) symbol(paint Paint, x, y, radius float64, isEstimated bool) {
	rim := max(1, c.t.gaps(0.12))
	c.outlined(paint.Texture, x, y, radius+rim, c.t.Paper)
	edge := c.t.ink(paint)
	c.outlined(paint.Texture, x, y, radius, edge)
	inside := paint.Fill
	if isEstimated {
		inside = c.t.tint(paint.Fill, 0.16)
	}
	if inside != edge {
		c.outlined(paint.Texture, x, y, radius-max(1.2, float64(radius*0.26)), inside)
	}
}

// outlined fills the shape that stands for a texture. The sides are such that
// all shapes look about as large as the disc.
func (c *chart) outlined(texture Texture, x, y, radius float64, color Color) {
	side := float64(radius * 0.88)
	tip := float64(radius * 1.25)
	switch texture {
	case Horizontal:
		c.p.rects(color, rect{x - side, y - side, float64(side * 2), float64(side * 2)})
	case Vertical:
		foot := float64(tip * 0.72)
		c.p.fill(color, []point{{x, y - tip}, {x + tip, y + foot}, {x - tip, y + foot}})
	case Falling:
		c.p.fill(color, []point{{x, y - tip}, {x + tip, y}, {x, y + tip}, {x - tip, y}})
	case Crossed:
		foot := float64(tip * 0.72)
		c.p.fill(color, []point{{x - tip, y - foot}, {x + tip, y - foot}, {x, y + tip}})
	default:
		c.p.disc(x, y, radius, color)
	}
}

// symbolKey is the entry of a series whose marks are points.
func symbolKey(paint Paint, text string, isEstimated bool) key {
	return key{text: text, square: true, swatch: func(c *chart, r rect) {
		c.symbol(paint, r.x+r.w/2, r.y+r.h/2, r.h/2, isEstimated)
	}}
}
