package topology

import (
	"maps"
	"math"
	"slices"
)

const (
	turn = 360 * PerDegree
	edge = 180 * PerDegree
)

// Unwrap lets a ring that crosses the antimeridian run on beyond it rather than
// jump to the other side of the world. A ring around a pole, as Antarctica's,
// is closed by way of the pole. The middle of what it returns lies between 180°
// west and east.
func Unwrap(points Ring) Ring {
	if len(points) == 0 {
		return nil
	}
	var out Ring
	shift := int32(0)
	var west, east int32 = math.MaxInt32, math.MinInt32
	north := int64(0)
	for i, p := range points {
		if i > 0 {
			shift += jump(points[i-1].X, p.X)
		}
		p.X += shift
		west, east = min(west, p.X), max(east, p.X)
		north += int64(p.Y)
		out = append(out, p)
	}
	if d := shift + jump(points[len(points)-1].X, points[0].X); d != 0 {
		pole := int32(90 * PerDegree)
		if north < 0 {
			pole = -pole
		}
		home := XY{out[0].X + d, out[0].Y}
		out = append(out, home, XY{home.X, pole}, XY{out[0].X, pole})
	}
	move := int32(0)
	for middle := (west + east) / 2; middle+move < -edge; {
		move += turn
	}
	for middle := (west + east) / 2; middle+move >= edge; {
		move -= turn
	}
	for i := range out {
		out[i].X += move
	}
	return out
}

// jump returns by how much to move what comes after a step from one longitude
// to another, so that the step is the short way around the earth.
func jump(from, to int32) int32 {
	switch d := to - from; {
	case d > edge:
		return -turn
	case d < -edge:
		return turn
	}
	return 0
}

// Join takes the cut away that files make along the antimeridian: parts that
// touch 180° west move one turn east, and join those that touch 180° east.
func Join(polygons []Polygon) []Polygon {
	var cut, whole []Polygon
	west, east := false, false
	for _, p := range polygons {
		low, high := extent(p[0])
		switch {
		case low == -edge && high == edge:
			return polygons
		case low == -edge:
			west = true
			moved := make(Polygon, len(p))
			for i, r := range p {
				for _, q := range r {
					moved[i] = append(moved[i], XY{X: q.X + turn, Y: q.Y})
				}
			}
			cut = append(cut, moved)
		case high == edge:
			east = true
			cut = append(cut, p)
		default:
			whole = append(whole, p)
		}
	}
	if !west || !east {
		return polygons
	}
	return append(Dissolve(meet(cut)), whole...)
}

func extent(r Ring) (low, high int32) {
	low, high = r[0].X, r[0].X
	for _, p := range r {
		low, high = min(low, p.X), max(high, p.X)
	}
	return low, high
}

// meet puts a point on the cut at every height where either side has one, so
// that both sides share their edges and Dissolve can take them away.
func meet(polygons []Polygon) []Polygon {
	heights := map[int32]bool{}
	for _, p := range polygons {
		for _, r := range p {
			for _, q := range r {
				if q.X == edge {
					heights[q.Y] = true
				}
			}
		}
	}
	sorted := slices.Sorted(maps.Keys(heights))
	var out []Polygon
	for _, p := range polygons {
		var rings Polygon
		for _, r := range p {
			rings = append(rings, meetRing(r, sorted))
		}
		out = append(out, rings)
	}
	return out
}

func meetRing(r Ring, heights []int32) Ring {
	var points Ring
	for i, a := range r {
		b := r[(i+1)%len(r)]
		points = append(points, a)
		if a.X != edge || b.X != edge {
			continue
		}
		first, _ := slices.BinarySearch(heights, min(a.Y, b.Y)+1)
		last, _ := slices.BinarySearch(heights, max(a.Y, b.Y))
		if first >= last {
			continue
		}
		between := slices.Clone(heights[first:last])
		if a.Y > b.Y {
			slices.Reverse(between)
		}
		for _, y := range between {
			points = append(points, XY{X: edge, Y: y})
		}
	}
	return points
}
