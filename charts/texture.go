package charts

import (
	"cmp"
	"math"
	"slices"
)

// area fills outlines in the paint of a series, with the lines of its texture.
func (c *chart) area(paint Paint, outlines ...[]point) {
	c.p.fill(paint.Fill, outlines...)
	over := c.t.tint(paint.Fill, 0.35)
	if contrast(paint.Fill, c.t.Paper) < 3 {
		over = c.t.Muted
	}
	c.textured(paint.Texture, over, outlines...)
}

// textured draws the lines of a texture over outlines.
func (c *chart) textured(texture Texture, over Color, outlines ...[]point) {
	step, width := c.t.hatchStep, c.t.hatchLine
	switch texture {
	case Horizontal:
		c.lines(over, width, clipLines(outlines, 0, 1, step))
	case Vertical:
		c.lines(over, width, clipLines(outlines, 1, 0, step))
	case Falling:
		c.lines(over, width, clipLines(outlines, 1, -1, step))
	case Crossed:
		c.lines(over, width, clipLines(outlines, 0, 1, step))
		c.lines(over, width, clipLines(outlines, 1, 0, step))
	}
}

// bars fills rectangles in the paint of a series.
func (c *chart) bars(paint Paint, rects ...rect) {
	var outlines [][]point
	for _, r := range rects {
		if quantise(r.w) > 0 && quantise(r.h) > 0 {
			outlines = append(outlines, r.corners())
		}
	}
	c.area(paint, outlines...)
}

// open fills rectangles with what a statement leaves open: a light tint and
// rising lines.
func (c *chart) open(color Color, rects ...rect) {
	for _, r := range rects {
		c.hatch(color, c.t.hatchStep, c.t.hatchLine, r)
	}
}

// hatch is open with lines of a step and width of its own.
func (c *chart) hatch(color Color, step, width float64, r rect) {
	if quantise(r.w) <= 0 || quantise(r.h) <= 0 {
		return
	}
	c.p.rects(c.t.tint(color, 0.16), r)
	if in := r.inset(width / 2); in.w > 0 && in.h > 0 {
		c.lines(color, width, clipLines([][]point{in.corners()}, 1, 1, step))
	}
}

// openArea is open for any outlines.
func (c *chart) openArea(color Color, outlines ...[]point) {
	c.p.fill(c.t.tint(color, 0.16), outlines...)
	c.lines(color, c.t.hatchLine, clipLines(outlines, 1, 1, c.t.hatchStep))
}

// noData fills outlines of what no row tells of: falling lines, since rising ones
// stand for what a statement leaves open.
func (c *chart) noData(outlines ...[]point) {
	c.p.fill(c.t.Empty, outlines...)
	c.lines(c.t.tint(c.t.Axis, 0.55), max(1, float64(c.t.hatchLine*0.7)), clipLines(outlines, 1, -1, c.t.hatchStep))
}

// estimated fills rectangles whose number is an estimate: pale, with a dashed
// edge of the full colour.
func (c *chart) estimated(paint Paint, rects ...rect) {
	width := c.t.dashWidth()
	for _, r := range rects {
		if quantise(r.w) <= 0 || quantise(r.h) <= 0 {
			continue
		}
		c.p.rects(c.t.tint(paint.Fill, 0.3), r)
		if in := r.inset(width / 2); in.w > 0 && in.h > 0 {
			c.dashedAround(paint.Fill, width, in)
		}
	}
}

// dashWidth is the width of the dashed edge of an estimate.
func (t look) dashWidth() float64 { return max(1.2, t.gaps(0.16)) }

// dashed strokes a line in dashes, which are lines of their own, so that every
// renderer draws the same ones.
func (c *chart) dashed(color Color, width float64, line []point) {
	c.lines(color, width, dashes(line, c.t.gaps(0.55), c.t.gaps(0.4)))
}

// dashedAround strokes the edge of a rectangle in dashes of equal length, from
// the middle of its upper side, so that the last and the first do not run
// together.
func (c *chart) dashedAround(color Color, width float64, r rect) {
	o, start := r.corners(), point{r.x + r.w/2, r.y}
	period := c.t.gaps(0.55) + c.t.gaps(0.4)
	around := float64(2 * (r.w + r.h))
	stretch := around / float64(max(1, math.Round(around/period))*period)
	c.lines(color, width, dashes([]point{start, o[1], o[2], o[3], o[0], start}, float64(c.t.gaps(0.55)*stretch), float64(c.t.gaps(0.4)*stretch)))
}

// dotted strokes a line as short dashes far apart: what joins the neighbours of
// a gap.
func (c *chart) dotted(color Color, line ...point) {
	c.lines(color, max(1.2, c.t.gaps(0.2)), dashes(line, c.t.gaps(0.25), c.t.gaps(0.5)))
}

func (c *chart) lines(color Color, width float64, lines [][]point) { c.p.line(color, width, lines...) }

// dashes cuts a line into dashes of a length with gaps between them; the
// pattern runs on around corners.
func dashes(line []point, dash, gap float64) (out [][]point) {
	period, at := dash+gap, 0.0 // how far along the pattern the walk is
	var open []point
	for i := 1; i < len(line); i++ {
		a, b := line[i-1], line[i]
		dx, dy := b.x-a.x, b.y-a.y
		length := quantise(math.Sqrt(float64(dx*dx) + float64(dy*dy)))
		for walked := 0.0; walked < length; {
			step := min(length-walked, dash-at)
			if at >= dash {
				step = min(length-walked, period-at)
			}
			from, to := walked/length, (walked+step)/length
			if at < dash {
				if len(open) == 0 {
					open = append(open, point{a.x + float64(dx*from), a.y + float64(dy*from)})
				}
				open = append(open, point{a.x + float64(dx*to), a.y + float64(dy*to)})
			}
			walked, at = walked+step, at+step
			if at >= dash-1e-9 && len(open) > 0 {
				out, open = append(out, open), nil
			}
			if at >= period-1e-9 {
				at = 0
			}
		}
	}
	if len(open) > 1 {
		out = append(out, open)
	}
	return out
}

// clipLines returns the parts of the lines a·x + b·y = k·step, for whole k,
// that lie inside outlines, by the even-odd rule. The lines stand on one raster
// for the whole picture, so that those of neighbouring areas join. They are cut
// here, since neither the raster canvas nor every reader of SVG can repeat a
// pattern.
func clipLines(outlines [][]point, a, b, step float64) (out [][]point) {
	low, high := math.Inf(1), math.Inf(-1)
	value := func(p point) float64 { return quantise(float64(a*p.x) + float64(b*p.y)) }
	for _, o := range outlines {
		for _, p := range o {
			low, high = min(low, value(p)), max(high, value(p))
		}
	}
	// An outline is walked once, and each of its sides tells which lines cut it.
	first := math.Ceil(low / step)
	if !(first <= high/step) {
		return nil
	}
	hits := make([][]point, int(math.Floor(high/step)-first)+1)
	for _, o := range outlines {
		for i, p := range o {
			q := o[(i+1)%len(o)]
			u, v := value(p), value(q)
			from, to := int(math.Floor(min(u, v)/step-first)), int(math.Ceil(max(u, v)/step-first))
			for k := max(from, 0); k <= min(to, len(hits)-1); k++ {
				// Never through a corner, which has two decimals.
				at := float64((first+float64(k))*step) + 0.0037
				if (u < at) == (v < at) {
					continue
				}
				part := (at - u) / (v - u)
				hits[k] = append(hits[k], point{quantise(p.x + float64((q.x-p.x)*part)), quantise(p.y + float64((q.y-p.y)*part))})
			}
		}
	}
	for _, line := range hits {
		out = append(out, inside(line)...)
	}
	return out
}

// inside returns the parts between the places where a line enters and leaves
// outlines, from left to right or, where it is upright, from top to bottom.
func inside(hits []point) (out [][]point) {
	slices.SortFunc(hits, func(p, q point) int { return cmp.Or(cmp.Compare(p.x, q.x), cmp.Compare(p.y, q.y)) })
	for i := 0; i+1 < len(hits); i += 2 {
		p, q := hits[i], hits[i+1]
		if math.Abs(q.x-p.x)+math.Abs(q.y-p.y) > 0.1 {
			out = append(out, []point{p, q})
		}
	}
	return out
}
