package topology

import (
	"container/heap"
	"math"
)

// Anchor returns the point of the polygon that is farthest from its outline
// (the pole of inaccessibility), to one part in a hundred of the polygon's
// size: where a label or a symbol stands. Distances are measured with degrees
// of longitude shortened as at the polygon's middle latitude.
func Anchor(polygon Polygon) XY {
	f := newFinder(polygon)
	size := math.Min(f.maxX-f.minX, f.maxY-f.minY)
	if size == 0 {
		return polygon[0][0]
	}
	// A shape of many points, or a sliver, is searched less closely, so that the
	// time that a file takes stays in proportion to its length.
	size = math.Max(size, math.Max(f.maxX-f.minX, f.maxY-f.minY)/16)
	budget := 20_000_000 / (f.points + 1)
	half := size / 2
	var queue cells
	for x := f.minX; x < f.maxX; x += size {
		for y := f.minY; y < f.maxY; y += size {
			heap.Push(&queue, f.cell(x+half, y+half, half))
		}
	}
	best := f.cell((f.minX+f.maxX)/2, (f.minY+f.maxY)/2, 0)
	for tries := 0; queue.Len() > 0 && tries < budget; tries++ {
		c := heap.Pop(&queue).(cell)
		if c.d > best.d {
			best = c
		}
		if c.most-best.d <= size/100 {
			break
		}
		h := c.h / 2
		for _, s := range [4][2]float64{{-1, -1}, {1, -1}, {-1, 1}, {1, 1}} {
			heap.Push(&queue, f.cell(c.x+float64(s[0]*h), c.y+float64(s[1]*h), h))
		}
	}
	return f.point(best, polygon)
}

// cell is a square of half width h; d is the distance from its middle to the
// outline, negative outside, and most the farthest that any of its points can be.
type cell struct{ x, y, h, d, most float64 }

type cells []cell

func (c cells) Len() int           { return len(c) }
func (c cells) Less(i, j int) bool { return c[i].most > c[j].most }
func (c cells) Swap(i, j int)      { c[i], c[j] = c[j], c[i] }
func (c *cells) Push(x any)        { *c = append(*c, x.(cell)) }
func (c *cells) Pop() any {
	last := (*c)[len(*c)-1]
	*c = (*c)[:len(*c)-1]
	return last
}

type finder struct {
	rings                  [][][2]float64
	points                 int
	shrink                 float64
	minX, minY, maxX, maxY float64
}

func newFinder(polygon Polygon) *finder {
	low, high := polygon[0][0].Y, polygon[0][0].Y
	for _, p := range polygon[0] {
		low, high = min(low, p.Y), max(high, p.Y)
	}
	middle := float64(low+high) / 2 / PerDegree
	// Processors differ in the last bits of a cosine: three digits do.
	f := &finder{shrink: math.Max(0.05, math.Round(1000*math.Cos(middle*math.Pi/180))/1000)}
	for i, ring := range polygon {
		var points [][2]float64
		for j, p := range ring {
			x, y := float64(p.X)*f.shrink, float64(p.Y)
			points = append(points, [2]float64{x, y})
			if i == 0 && j == 0 {
				f.minX, f.maxX, f.minY, f.maxY = x, x, y, y
			}
			if i == 0 {
				f.minX, f.maxX = math.Min(f.minX, x), math.Max(f.maxX, x)
				f.minY, f.maxY = math.Min(f.minY, y), math.Max(f.maxY, y)
			}
		}
		f.rings = append(f.rings, points)
		f.points += len(points)
	}
	return f
}

func (f *finder) cell(x, y, h float64) cell {
	d := f.distance(x, y)
	return cell{x, y, h, d, d + float64(h*math.Sqrt2)}
}

// distance returns the distance from the point to the outline, negative where
// the point lies outside.
func (f *finder) distance(x, y float64) float64 {
	in, least := false, math.Inf(1)
	for _, ring := range f.rings {
		for i, a := range ring {
			b := ring[(i+1)%len(ring)]
			if (a[1] > y) != (b[1] > y) && x < float64((b[0]-a[0])*(y-a[1]))/(b[1]-a[1])+a[0] {
				in = !in
			}
			least = math.Min(least, toSegment(x, y, a, b))
		}
	}
	if !in {
		return -math.Sqrt(least)
	}
	return math.Sqrt(least)
}

// toSegment returns the square of the distance from the point to the segment.
func toSegment(x, y float64, a, b [2]float64) float64 {
	dx, dy := b[0]-a[0], b[1]-a[1]
	if square := float64(dx*dx) + float64(dy*dy); square > 0 {
		t := (float64((x-a[0])*dx) + float64((y-a[1])*dy)) / square
		t = math.Max(0, math.Min(1, t))
		a[0] += float64(t * dx)
		a[1] += float64(t * dy)
	}
	return float64((x-a[0])*(x-a[0])) + float64((y-a[1])*(y-a[1]))
}

// point returns the place of the cell on the grid. A polygon of a few steps may
// have no grid point inside; then one of its corners stands in. Points on the
// outline count as inside or not by the side that they lie on, so that a corner
// that counts as inside is taken first.
func (f *finder) point(c cell, polygon Polygon) XY {
	x, y := int32(math.Floor(c.x/f.shrink)), int32(math.Floor(c.y))
	for _, p := range []XY{{int32(math.Round(c.x / f.shrink)), int32(math.Round(c.y))}, {x, y}, {x + 1, y}, {x, y + 1}, {x + 1, y + 1}} {
		if polygon.Contains(p) {
			return p
		}
	}
	for _, p := range polygon[0] {
		if polygon.Contains(p) {
			return p
		}
	}
	return polygon[0][0]
}

// Largest returns the number of the polygon that covers most ground, and -1
// where there is none. Ground counts on a sphere, by the outer ring.
func Largest(polygons []Polygon) int {
	best, most := -1, int64(-1)
	for i, polygon := range polygons {
		if ground := Ground(polygon[0]); ground > most {
			best, most = i, ground
		}
	}
	return best
}

// Ground returns what the ring covers on the sphere, in square grid steps of
// the equator.
func Ground(ring Ring) int64 {
	var sum float64
	for i, p := range ring {
		q := ring[(i+1)%len(ring)]
		sum += float64(q.X-p.X) * (sine(p.Y) + sine(q.Y)) / 2
	}
	return int64(math.Round(math.Abs(sum) * PerDegree * 180 / math.Pi))
}

// sine is rounded because processors differ in its last bits.
func sine(y int32) float64 {
	return math.Round(1e9*math.Sin(float64(y)/PerDegree*math.Pi/180)) / 1e9
}
