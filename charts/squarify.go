package charts

import "math"

// strip is some of the parts of a squarified rectangle that stand beside one
// another: those from first up to, but without, end.
type strip struct {
	first, end int
	stacked    bool // one over the other in an upright strip, else side by side
}

// squarify divides a rectangle into strips of parts near to squares: the parts
// are laid along the shorter side of what is left, as many in one strip as make
// the worst ratio of sides better. sizes are areas, above 0, the largest first,
// and add up to that of the rectangle.
//
// Reference: Bruls, M., Huizing, K., van Wijk, J. J. (2000). Squarified
// Treemaps. Proceedings of the Joint Eurographics and IEEE TCVG Symposium on
// Visualization, 33–42.
func squarify(sizes []float64, whole rect) (strips []strip) {
	free := whole
	for first := 0; first < len(sizes); {
		s := strip{first: first, end: first, stacked: free.w >= free.h}
		side, sum := min(free.w, free.h), 0.0
		for worst := math.Inf(1); s.end < len(sizes); s.end++ {
			// The parts are in order, so that the worst is the first or the last.
			with := sum + sizes[s.end]
			thick := with / side
			next := max(ratio(sizes[first]/thick, thick), ratio(sizes[s.end]/thick, thick))
			if next > worst {
				break
			}
			worst, sum = next, with
		}
		// Only rounding can leave the last strip without a side.
		s.end = max(s.end, first+1)
		free = free.without(s.stacked, sum/max(side, 1e-9))
		strips = append(strips, s)
		first = s.end
	}
	return strips
}

func ratio(a, b float64) float64 { return max(a/b, b/a) }

// without is the rectangle less a strip on its left or, unless it is upright,
// on its top.
func (r rect) without(upright bool, thick float64) rect {
	if upright {
		return rect{r.x + thick, r.y, max(0, r.w-thick), r.h}
	}
	return rect{r.x, r.y + thick, r.w, max(0, r.h-thick)}
}

// layStrips returns the parts of a rectangle, each with a head of a height over
// its area of a size, and reports whether the rectangle holds them.
func layStrips(strips []strip, sizes []float64, whole rect, head float64) (parts []rect, fits bool) {
	free := whole
	for _, s := range strips {
		sum := 0.0
		for _, size := range sizes[s.first:s.end] {
			sum += size
		}
		room, over := free.w, head
		if s.stacked {
			room, over = free.h-float64(float64(s.end-s.first)*head), 0
		}
		if room <= 0 {
			return parts, false
		}
		thick, at := sum/room+over, 0.0
		if s.stacked && thick > free.w+1e-7 || !s.stacked && thick > free.h+1e-7 {
			return parts, false
		}
		for _, size := range sizes[s.first:s.end] {
			length := float64(size / sum * room)
			p := rect{free.x + at, free.y, length, thick}
			if s.stacked {
				length += head
				p = rect{free.x, free.y + at, thick, length}
			}
			at += length
			parts = append(parts, p)
		}
		free = free.without(s.stacked, thick)
	}
	return parts, true
}

// squarifyHeaded divides a rectangle into parts for values, above 0, the
// largest first, each under a head of a height, so that what is left of each
// has an area of its value times one scale. It returns the parts with their
// heads and the scale, and none where the heads leave too little.
func squarifyHeaded(values []float64, whole rect, head float64) (parts []rect, scale float64) {
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	at := func(scale float64) []float64 {
		sizes := make([]float64, len(values))
		for i, v := range values {
			sizes[i] = float64(v / sum * scale)
		}
		return sizes
	}
	full := float64(whole.w * whole.h)
	strips := squarify(at(full), whole)
	if head == 0 {
		parts, _ = layStrips(strips, at(full), whole, 0)
		return parts, full / sum
	}
	// A larger scale makes every strip thicker, and so all that follow it.
	low, high := 0.0, full
	for range 60 {
		mid := (low + high) / 2
		if _, fits := layStrips(strips, at(mid), whole, head); fits {
			low = mid
		} else {
			high = mid
		}
	}
	if low < full/2 {
		return nil, 0
	}
	parts, _ = layStrips(strips, at(low), whole, head)
	return parts, low / sum
}
