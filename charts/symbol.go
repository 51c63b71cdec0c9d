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

// outlined fills the shape that stands for a texture.
func (c *chart) outlined(texture Texture, x, y, radius float64, color Color) {
	s := symbolShape(texture, x, y, radius)
	s.color = color
	c.p.add(s)
}

// symbolShape returns the shape that stands for a texture. The sides are such that all
// shapes look about as large as the disc.
func symbolShape(texture Texture, x, y, radius float64) shape {
	side := float64(radius * 0.88)
	tip := float64(radius * 1.25)
	foot := float64(tip * 0.72)
	switch texture {
	case Horizontal:
		return shape{outlines: [][]point{{{x - side, y - side}, {x + side, y - side}, {x + side, y + side}, {x - side, y + side}}}}
	case Vertical:
		return shape{outlines: [][]point{{{x, y - tip}, {x + tip, y + foot}, {x - tip, y + foot}}}}
	case Falling:
		return shape{outlines: [][]point{{{x, y - tip}, {x + tip, y}, {x, y + tip}, {x - tip, y}}}}
	case Crossed:
		return shape{outlines: [][]point{{{x - tip, y - foot}, {x + tip, y - foot}, {x, y + tip}}}}
	}
	return shape{circles: []circle{{point{x, y}, radius}}}
}

// glass draws a point of a series through which those below it show: an edge of
// the full colour and a paler inside, which an estimate lacks.
func (c *chart) glass(paint Paint, at point, radius float64, isEstimated bool) {
	width := max(1, c.t.gaps(0.13))
	if !isEstimated {
		inside := symbolShape(paint.Texture, at.x, at.y, radius-width/2)
		inside.color, inside.opacity = paint.Fill, 0.6
		c.p.add(inside)
	}
	edge := symbolShape(paint.Texture, at.x, at.y, radius-width/2)
	for i, o := range edge.outlines {
		edge.outlines[i] = append(o, o[0], o[1]) // past the start, so that the corner is closed
	}
	edge.color, edge.stroke = c.t.ink(paint), width
	c.p.add(edge)
}

// symbolKey is the entry of a series whose marks are points.
func symbolKey(paint Paint, text string, isEstimated bool) key {
	return key{text: text, square: true, swatch: func(c *chart, r rect) {
		c.symbol(paint, r.x+r.w/2, r.y+r.h/2, r.h/2, isEstimated)
	}}
}
