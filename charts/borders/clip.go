package borders

// thin returns the line with fewer points, none of those left out farther than
// the tolerance from what is left (Douglas and Peucker 1973). Its ends stay.
func thin(line []dot) []dot {
	if len(line) < 3 {
		return line
	}
	keep := make([]bool, len(line))
	keep[0], keep[len(line)-1] = true, true
	spans := [][2]int{{0, len(line) - 1}}
	for len(spans) > 0 {
		span := spans[len(spans)-1]
		spans = spans[:len(spans)-1]
		if i := farthest(line, span[0], span[1]); i > 0 {
			keep[i] = true
			spans = append(spans, [2]int{span[0], i}, [2]int{i, span[1]})
		}
	}
	out := make([]dot, 0, len(line))
	for i, d := range line {
		if keep[i] {
			out = append(out, d)
		}
	}
	return out
}

// farthest returns the point between i and j that lies farthest from the segment
// between them, 0 where none is beyond the tolerance. Only squares of whole
// numbers are compared, each rounded once: every processor decides alike.
func farthest(line []dot, i, j int) int {
	a, b := line[i], line[j]
	dx, dy := int64(b.x-a.x), int64(b.y-a.y)
	length := float64(dx*dx + dy*dy)
	best, most := 0, float64(tolerance*tolerance)
	for k := i + 1; k < j; k++ {
		px, py := int64(line[k].x-a.x), int64(line[k].y-a.y)
		along := px*dx + py*dy
		var square float64
		switch {
		case along <= 0:
			square = float64(px*px + py*py)
		case float64(along) >= length:
			qx, qy := px-dx, py-dy
			square = float64(qx*qx + qy*qy)
		default:
			cross := float64(px*dy - py*dx)
			square = float64(cross*cross) / length
		}
		if square > most {
			best, most = k, square
		}
	}
	return best
}

// open returns the closed line without its last point, which is its first again.
func open(line []dot) []dot { return line[:len(line)-1] }

// area2 returns twice the area of the ring in square steps.
func area2(ring []dot) int64 {
	var sum int64
	for i, p := range ring {
		q := ring[(i+1)%len(ring)]
		sum += int64(p.x)*int64(q.y) - int64(q.x)*int64(p.y)
	}
	return max(sum, -sum)
}

// cut returns what of the ring lies in the frame from 0, 0 to right, bottom
// (Sutherland and Hodgman 1974). Parts that leave the frame and come back are
// joined along its edge.
func cut(ring []dot, right, bottom int32) []dot {
	inside := true
	for _, d := range ring {
		if d.x < 0 || d.y < 0 || d.x > right || d.y > bottom {
			inside = false
			break
		}
	}
	if inside {
		return ring
	}
	sides := []func(dot) int64{
		func(d dot) int64 { return int64(d.x) },
		func(d dot) int64 { return int64(d.y) },
		func(d dot) int64 { return int64(right) - int64(d.x) },
		func(d dot) int64 { return int64(bottom) - int64(d.y) },
	}
	for _, in := range sides {
		var out []dot
		for i, p := range ring {
			q := ring[(i+1)%len(ring)]
			a, b := in(p), in(q)
			if a >= 0 {
				out = append(out, p)
			}
			if (a >= 0) != (b >= 0) {
				if d := crossing(p, q, a, b); len(out) == 0 || out[len(out)-1] != d {
					out = append(out, d)
				}
			}
		}
		ring = out
	}
	return ring
}

// crossing returns the point between p and q where a value that is a at p and b
// at q, of opposite signs, is 0.
func crossing(p, q dot, a, b int64) dot {
	at := func(from, to int32) int32 {
		return from + int32(divide(int64(to-from)*a, a-b))
	}
	return dot{at(p.x, q.x), at(p.y, q.y)}
}

// divide rounds half away from zero.
func divide(a, b int64) int64 {
	if b < 0 {
		a, b = -a, -b
	}
	if a < 0 {
		return -((-a + b/2) / b)
	}
	return (a + b/2) / b
}
