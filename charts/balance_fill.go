package charts

import (
	"math"
	"slices"
)

// patch is a stretch of the area between two lines without a change of sign,
// from left to right.
type patch struct {
	band
	side int     // 0 a surplus, 1 a deficit
	end  float64 // position of its right end
}

// clearing is a place for words in a patch.
type clearing struct {
	height float64 // between the lines, over the whole width
	middle point
}

// clearings returns places of a width from one end of a band to the other, above
// or below the bands that lie over it.
func (p band) clearings(width float64, over []band) (out []clearing) {
	from, to := p.upper[0].x, p.upper[len(p.upper)-1].x
	if to-from < width {
		return nil
	}
	const tries = 60
	for i := range tries + 1 {
		left := from + float64((to-from-width)*float64(i)/tries)
		top, bottom := lowest(p.upper, left, left+width), highest(p.lower, left, left+width)
		for _, o := range over {
			above, below := highest(o.upper, left, left+width), lowest(o.lower, left, left+width)
			switch {
			case above >= bottom || below <= top:
			case above-top > bottom-below:
				bottom = above
			default:
				top = below
			}
		}
		out = append(out, clearing{quantise(bottom - top), point{left + width/2, top/2 + bottom/2}})
	}
	return out
}

// roomy returns the middle of the places that are high enough for words, with
// room above and below where some have it.
func roomy(strips []clearing, height float64) (middle point, ok bool) {
	most := 0.0
	for _, s := range strips {
		most = max(most, s.height)
	}
	if most < height {
		return middle, false
	}
	limit := min(most, float64(2*height))
	strips = slices.DeleteFunc(strips, func(s clearing) bool { return s.height < limit })
	return strips[len(strips)/2].middle, true
}

// lowest returns the greatest y of a line between two x.
func lowest(line []point, left, right float64) float64 {
	y := math.Inf(-1)
	for i := 1; i < len(line); i++ {
		a, b := line[i-1], line[i]
		for _, x := range []float64{left, a.x, b.x, right} {
			if x < max(a.x, left) || x > min(b.x, right) || a.x == b.x {
				continue
			}
			y = max(y, quantise(a.y+float64((b.y-a.y)*((x-a.x)/(b.x-a.x)))))
		}
	}
	return y
}

// highest returns the least y of a line between two x.
func highest(line []point, left, right float64) float64 {
	flipped := make([]point, len(line))
	for i, p := range line {
		flipped[i] = point{p.x, -p.y}
	}
	return -lowest(flipped, left, right)
}

// patches parts the area between the two lines into stretches of one sign.
func (b *balance) patches() (out []patch) {
	add := func(side int, from, to float64, upper, lower [2]float64) {
		ends := [2]float64{b.time.at(from, b.plot), b.time.at(to, b.plot)}
		if n := len(out); n == 0 || out[n-1].side != side || out[n-1].end != from {
			first := patch{side: side, band: band{[]point{{ends[0], b.y(upper[0])}}, []point{{ends[0], b.y(lower[0])}}}}
			out = append(out, first)
		}
		last := &out[len(out)-1]
		last.upper, last.lower = append(last.upper, point{ends[1], b.y(upper[1])}), append(last.lower, point{ends[1], b.y(lower[1])})
		last.end = to
	}
	at := positions(b.exports, b.imports)
	for i := range len(at) - 1 {
		p, q := at[i], at[i+1]
		x, okX := b.exports.between(p, q)
		m, okM := b.imports.between(p, q)
		if !okX || !okM {
			continue
		}
		first, last := x[0]-m[0], x[1]-m[1]
		switch {
		case first >= 0 && last >= 0 && first+last > 0:
			add(0, p, q, x, m)
		case first <= 0 && last <= 0 && first+last < 0:
			add(1, p, q, m, x)
		case first > 0 && last < 0, first < 0 && last > 0:
			part := first / (first - last)
			meet := p + float64((q-p)*part)
			v := x[0] + float64((x[1]-x[0])*part)
			if first > 0 {
				add(0, p, meet, [2]float64{x[0], v}, [2]float64{m[0], v})
				add(1, meet, q, [2]float64{v, m[1]}, [2]float64{v, x[1]})
			} else {
				add(1, p, meet, [2]float64{m[0], v}, [2]float64{x[0], v})
				add(0, meet, q, [2]float64{v, x[1]}, [2]float64{v, m[1]})
			}
		}
	}
	return out
}

// positions returns the dates at which one of two series has a number, in order.
func positions(a, b *track) (out []float64) {
	for _, s := range []*track{a, b} {
		for _, r := range s.points {
			if r.isPlotted() {
				out = append(out, r.position)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// between returns the amounts of the line of a series at two positions, and ok
// false unless it runs from one to the other without a gap.
func (s *track) between(p, q float64) (amounts [2]float64, ok bool) {
	for i := range len(s.points) - 1 {
		a, b := s.points[i], s.points[i+1]
		if !s.joined[i] || a.position > p || b.position < q {
			continue
		}
		on := func(position float64) float64 {
			return a.value + float64((b.value-a.value)*((position-a.position)/(b.position-a.position)))
		}
		return [2]float64{on(p), on(q)}, true
	}
	return amounts, false
}
