package charts

import (
	"math"
	"slices"
)

// obstacleKind is the form of what stands in the way of a label.
type obstacleKind int8

const (
	aBox    obstacleKind = iota // a rectangle, as a text
	aMark                       // a disc
	aLeader                     // a line
)

// obstacle is one thing that a label may meet. owner is the place by importance
// of the label that it is part of, or whose mark it is, and −1 for others.
type obstacle struct {
	kind   obstacleKind
	box    rect // around all of it
	round  circle
	a, b   point // of a leader
	owner  int
	isOpen bool // leaders may cross it
}

// meets reports whether the obstacle shares an area with a rectangle.
func (o *obstacle) meets(r rect) bool {
	if !o.box.meets(r) {
		return false
	}
	switch o.kind {
	case aMark:
		return distance2(o.round.point, r) < float64(o.round.radius*o.round.radius)
	case aLeader:
		return crossesRect(o.a, o.b, r)
	}
	return true
}

// distance2 is the square of the distance of a point from a rectangle.
func distance2(p point, r rect) float64 {
	dx, dy := max(r.x-p.x, 0, p.x-r.right()), max(r.y-p.y, 0, p.y-r.bottom())
	return float64(dx*dx) + float64(dy*dy)
}

// turn is above 0 where the way from a over b to c turns to one side, below 0
// where it turns to the other.
func turn(a, b, c point) float64 {
	return float64((b.x-a.x)*(c.y-a.y)) - float64((b.y-a.y)*(c.x-a.x))
}

// crossesLine reports whether the lines from a to b and from c to d cross.
func crossesLine(a, b, c, d point) bool {
	return (turn(a, b, c) > 0) != (turn(a, b, d) > 0) && (turn(c, d, a) > 0) != (turn(c, d, b) > 0)
}

// crossesRect reports whether the line from a to b enters a rectangle.
func crossesRect(a, b point, r rect) bool {
	if max(a.x, b.x) <= r.x || min(a.x, b.x) >= r.right() || max(a.y, b.y) <= r.y || min(a.y, b.y) >= r.bottom() {
		return false
	}
	// The extents meet; the line passes by only where all corners lie on one side.
	above, below := 0, 0
	for _, c := range [4]point{{r.x, r.y}, {r.right(), r.y}, {r.right(), r.bottom()}, {r.x, r.bottom()}} {
		switch s := turn(a, b, c); {
		case s > 0:
			above++
		case s < 0:
			below++
		}
	}
	return above > 0 && below > 0
}

// crossesCircle reports whether the line from a to b enters a circle.
func crossesCircle(a, b point, c circle) bool {
	dx, dy := b.x-a.x, b.y-a.y
	length2 := float64(dx*dx) + float64(dy*dy)
	part := 0.0
	if length2 > 0 {
		part = min(max((float64((c.x-a.x)*dx)+float64((c.y-a.y)*dy))/length2, 0), 1)
	}
	ex, ey := a.x+float64(dx*part)-c.x, a.y+float64(dy*part)-c.y
	return quantise(float64(ex*ex)+float64(ey*ey)) < quantise(float64(c.radius*c.radius))
}

// obstacleIndex finds the obstacles near a rectangle without looking at the
// others: a raster of square cells, each with a list of those that reach it.
type obstacleIndex struct {
	area       rect
	cell       float64
	wide, high int
	cells      [][]int32
	all        []obstacle
	seen       []int // of each obstacle, the last visit
	visit      int
	nearby     []int32
}

// newObstacleIndex returns an index over an area, with cells of about a side.
func newObstacleIndex(area rect, side float64) *obstacleIndex {
	const most = 20_000 // cells
	side = max(side, math.Ceil(math.Sqrt(float64(area.w*area.h)/most)), 8)
	x := &obstacleIndex{area: area, cell: side}
	x.wide, x.high = max(1, int(math.Ceil(area.w/side))), max(1, int(math.Ceil(area.h/side)))
	x.cells = make([][]int32, int(x.wide*x.high))
	return x
}

// span returns the cells that a rectangle reaches. What lies outside the area
// counts to the cells at its edge.
func (x *obstacleIndex) span(r rect) (left, top, right, bottom int) {
	clamp := func(v float64, n int) int { return int(min(max(math.Floor(v/x.cell), 0), float64(n-1))) }
	return clamp(r.x-x.area.x, x.wide), clamp(r.y-x.area.y, x.high), clamp(r.right()-x.area.x, x.wide), clamp(r.bottom()-x.area.y, x.high)
}

// add puts an obstacle in and returns its number.
func (x *obstacleIndex) add(o obstacle) int32 {
	n := int32(len(x.all))
	x.all, x.seen = append(x.all, o), append(x.seen, 0)
	left, top, right, bottom := x.span(o.box)
	for j := top; j <= bottom; j++ {
		for i := left; i <= right; i++ {
			at := int(j*x.wide) + i
			x.cells[at] = append(x.cells[at], n)
		}
	}
	return n
}

// remove takes an obstacle out.
func (x *obstacleIndex) remove(n int32) {
	left, top, right, bottom := x.span(x.all[n].box)
	for j := top; j <= bottom; j++ {
		for i := left; i <= right; i++ {
			at := int(j*x.wide) + i
			x.cells[at] = slices.DeleteFunc(x.cells[at], func(m int32) bool { return m == n })
		}
	}
}

// near returns the numbers of the obstacles whose extents meet a rectangle,
// each once. The list holds until the next call.
func (x *obstacleIndex) near(r rect) []int32 {
	x.visit++
	x.nearby = x.nearby[:0]
	left, top, right, bottom := x.span(r)
	for j := top; j <= bottom; j++ {
		for i := left; i <= right; i++ {
			for _, n := range x.cells[int(j*x.wide)+i] {
				if x.seen[n] != x.visit && x.all[n].box.meets(r) {
					x.seen[n] = x.visit
					x.nearby = append(x.nearby, n)
				}
			}
		}
	}
	return x.nearby
}

// isMet reports whether a rectangle meets any obstacle but those of an owner.
func (x *obstacleIndex) isMet(r rect, but int) bool {
	left, top, right, bottom := x.span(r)
	for j := top; j <= bottom; j++ {
		for i := left; i <= right; i++ {
			for _, n := range x.cells[int(j*x.wide)+i] {
				if o := &x.all[n]; o.owner != but && o.meets(r) {
					return true
				}
			}
		}
	}
	return false
}
