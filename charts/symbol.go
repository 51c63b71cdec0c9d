package charts

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
