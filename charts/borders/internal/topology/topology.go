// Package topology keeps shapes that share borders as one set of lines, each
// stored once and named by the shapes on both its sides, so that a border
// stays one line when it is simplified, projected or drawn.
//
// Coordinates are whole steps of a grid (degrees × PerDegree), which makes
// every comparison exact and the same on every processor.
package topology

// PerDegree is the number of grid steps in one degree: one step is about
// 110 m on the equator.
const PerDegree = 1000

// XY is a place on the grid: X grows eastwards from Greenwich, Y northwards
// from the equator. X may pass 180° where a ring crosses the antimeridian.
type XY struct{ X, Y int32 }

// Ring is a closed outline; its last point is not its first again. The ground
// it bounds lies to its right: outer rings run clockwise on a map with north
// up, holes the other way.
type Ring []XY

// Polygon is an outer ring and its holes.
type Polygon []Ring

// Shape is one area with its own outlines, before borders are shared. Tag is
// kept for the caller.
type Shape struct {
	Code, Name string
	Tag        uint8
	Anchor     XY
	Polygons   []Polygon
}

// Refs is a shape whose rings name lines: i is line i of the topology, ^i the
// same line backwards.
type Refs struct {
	Code, Name string
	Tag        uint8
	Anchor     XY
	Polygons   [][][]int32
}

// Topology is a set of lines and of shapes made of them. A line holds both its
// ends; a closed line starts and ends in the same point.
type Topology struct {
	Arcs   [][]XY
	Shapes []Refs
	Lines  []Line
}

// Line is a border that belongs to no outline. Tag is kept for the caller.
type Line struct {
	Name   string
	Tag    uint8
	Points []XY
}

// Ring returns the outline that refs name, without its first point again at
// the end.
func (t *Topology) Ring(refs []int32) Ring {
	var ring Ring
	for _, ref := range refs {
		if ref >= 0 {
			arc := t.Arcs[ref]
			ring = append(ring, arc[:len(arc)-1]...)
			continue
		}
		arc := t.Arcs[^ref]
		for i := len(arc) - 1; i > 0; i-- {
			ring = append(ring, arc[i])
		}
	}
	return ring
}

// Shape returns shape i with its outlines written out.
func (t *Topology) Shape(i int) Shape {
	refs := t.Shapes[i]
	shape := Shape{Code: refs.Code, Name: refs.Name, Tag: refs.Tag, Anchor: refs.Anchor}
	for _, rings := range refs.Polygons {
		polygon := make(Polygon, 0, len(rings))
		for _, ring := range rings {
			polygon = append(polygon, t.Ring(ring))
		}
		shape.Polygons = append(shape.Polygons, polygon)
	}
	return shape
}

// Area2 returns twice the signed area of the ring in grid steps: positive where
// the ring runs anticlockwise.
func (r Ring) Area2() int64 {
	var sum int64
	for i, p := range r {
		q := r[(i+1)%len(r)]
		sum += int64(p.X)*int64(q.Y) - int64(q.X)*int64(p.Y)
	}
	return sum
}

// Contains tells whether the point lies inside the ring; a point on the ring
// may count as either.
func (r Ring) Contains(p XY) bool {
	in := false
	for i, a := range r {
		b := r[(i+1)%len(r)]
		if (a.Y > p.Y) == (b.Y > p.Y) {
			continue
		}
		// The sign of the cross product tells on which side of ab p lies.
		cross := int64(b.X-a.X)*int64(p.Y-a.Y) - int64(p.X-a.X)*int64(b.Y-a.Y)
		if (cross > 0) == (b.Y > a.Y) {
			in = !in
		}
	}
	return in
}

// Contains tells whether the point lies inside the polygon and in none of its
// holes.
func (p Polygon) Contains(q XY) bool {
	in := false
	for _, ring := range p {
		if ring.Contains(q) {
			in = !in
		}
	}
	return in
}

// Clean returns the ring without points that repeat the one before, turned so
// that outer rings run clockwise and holes the other way; nil where fewer than
// three points are left or it bounds nothing.
func Clean(ring Ring, hole bool) Ring {
	var clean Ring
	for _, p := range ring {
		if n := len(clean); n == 0 || clean[n-1] != p {
			clean = append(clean, p)
		}
	}
	for len(clean) > 1 && clean[0] == clean[len(clean)-1] {
		clean = clean[:len(clean)-1]
	}
	if len(clean) < 3 {
		return nil
	}
	area := clean.Area2()
	if area == 0 {
		return nil
	}
	if (area > 0) != hole {
		for i, j := 0, len(clean)-1; i < j; i, j = i+1, j-1 {
			clean[i], clean[j] = clean[j], clean[i]
		}
	}
	return clean
}
