package topology

import "container/heap"

// Simplify returns the topology with fewer points: it drops from each line, one
// after another, the point whose triangle with its neighbours is smallest,
// while that is under area square grid steps (Visvalingam and Whyatt 1993).
// Ends of lines stay, a closed line keeps at least least points, and lines of
// polygons that cover less than small square steps keep all: Monaco would be a
// triangle else. Steps of longitude count for less towards the poles, as they
// do on the ground.
func Simplify(t *Topology, area int64, least int, small int64) *Topology {
	out := &Topology{Shapes: t.Shapes, Arcs: make([][]XY, len(t.Arcs))}
	spared := spare(t, small)
	for i, arc := range t.Arcs {
		if spared[i] {
			out.Arcs[i] = arc
			continue
		}
		keep := 2
		if arc[0] == arc[len(arc)-1] {
			keep = least + 1
		}
		out.Arcs[i] = simplify(arc, area, keep)
	}
	for _, line := range t.Lines {
		line.Points = simplify(line.Points, area, 2)
		out.Lines = append(out.Lines, line)
	}
	return out
}

// spare tells which lines belong to a polygon that covers less than small square
// steps and shares its border; islands have the least number of points.
func spare(t *Topology, small int64) []bool {
	spared := make([]bool, len(t.Arcs))
	for _, shape := range t.Shapes {
		for _, polygon := range shape.Polygons {
			if len(polygon[0]) == 1 || Ground(t.Ring(polygon[0])) >= small {
				continue
			}
			for _, ref := range polygon[0] {
				spared[max(ref, ^ref)] = true
			}
		}
	}
	return spared
}

type corner struct {
	at    int
	area  int64
	index int
}

type corners []*corner

func (c corners) Len() int { return len(c) }
func (c corners) Less(i, j int) bool {
	return c[i].area < c[j].area || c[i].area == c[j].area && c[i].at < c[j].at
}
func (c corners) Swap(i, j int) {
	c[i], c[j] = c[j], c[i]
	c[i].index, c[j].index = i, j
}
func (c *corners) Push(x any) {
	k := x.(*corner)
	k.index = len(*c)
	*c = append(*c, k)
}
func (c *corners) Pop() any {
	last := (*c)[len(*c)-1]
	*c = (*c)[:len(*c)-1]
	return last
}

func simplify(arc []XY, limit int64, keep int) []XY {
	n := len(arc)
	before, after := make([]int, n), make([]int, n)
	items := make([]*corner, n)
	var queue corners
	for i := range arc {
		before[i], after[i] = i-1, i+1
		if i > 0 && i < n-1 {
			items[i] = &corner{at: i, area: triangle(arc[i-1], arc[i], arc[i+1])}
			heap.Push(&queue, items[i])
		}
	}
	left := n
	for queue.Len() > 0 && left > keep && queue[0].area < limit {
		c := heap.Pop(&queue).(*corner)
		items[c.at] = nil
		left--
		i, j := before[c.at], after[c.at]
		after[i], before[j] = j, i
		for _, k := range []int{i, j} {
			if items[k] != nil {
				// A corner never counts for less than one dropped beside it.
				items[k].area = max(c.area, triangle(arc[before[k]], arc[k], arc[after[k]]))
				heap.Fix(&queue, items[k].index)
			}
		}
	}
	out := make([]XY, 0, left)
	for i := 0; i < n; i = after[i] {
		out = append(out, arc[i])
	}
	return out
}

// triangle returns twice the area of the triangle in square grid steps of the
// equator. The cosine of the latitude is taken as 1 − φ²/4000 for degrees, good
// to 0.1, in whole numbers.
func triangle(a, b, c XY) int64 {
	cross := int64(b.X-a.X)*int64(c.Y-a.Y) - int64(c.X-a.X)*int64(b.Y-a.Y)
	if cross < 0 {
		cross = -cross
	}
	lat := int64(b.Y) / PerDegree
	shrink := max(1000-lat*lat/8, 100)
	return cross * shrink / 1000
}
