package topology

import "encoding/binary"

// Build shares the borders of the shapes. Points of two shapes meet only where
// they are equal: nothing is snapped.
func Build(shapes []Shape) *Topology {
	b := builder{near: map[XY]neighbours{}, known: map[string]int32{}}
	for _, s := range shapes {
		for _, polygon := range s.Polygons {
			for _, ring := range polygon {
				b.visit(ring)
			}
		}
	}
	for _, s := range shapes {
		refs := Refs{Code: s.Code, Name: s.Name, Tag: s.Tag, Anchor: s.Anchor}
		for _, polygon := range s.Polygons {
			var rings [][]int32
			for _, ring := range polygon {
				rings = append(rings, b.cut(ring))
			}
			refs.Polygons = append(refs.Polygons, rings)
		}
		b.out.Shapes = append(b.out.Shapes, refs)
	}
	return &b.out
}

// neighbours holds the two points that every ring through a point goes on to;
// fork says that rings part there, so that a line has to end.
type neighbours struct {
	a, b XY
	fork bool
}

type builder struct {
	near  map[XY]neighbours
	known map[string]int32
	out   Topology
}

// visit notes the neighbours of each point of the ring.
func (b *builder) visit(ring Ring) {
	n := len(ring)
	for i, p := range ring {
		before, after := ring[(i+n-1)%n], ring[(i+1)%n]
		seen, ok := b.near[p]
		switch {
		case !ok:
			b.near[p] = neighbours{a: before, b: after}
		case seen.fork, seen.a == before && seen.b == after, seen.a == after && seen.b == before:
		default:
			seen.fork = true
			b.near[p] = seen
		}
	}
}

// cut names the lines of the ring, adding those not known yet.
func (b *builder) cut(ring Ring) []int32 {
	n := len(ring)
	start := -1
	for i, p := range ring {
		if b.near[p].fork {
			start = i
			break
		}
	}
	if start < 0 {
		return []int32{b.line(loop(ring))}
	}
	var refs []int32
	arc := []XY{ring[start]}
	for i := 1; i <= n; i++ {
		p := ring[(start+i)%n]
		arc = append(arc, p)
		if b.near[p].fork {
			refs = append(refs, b.line(arc))
			arc = []XY{p}
		}
	}
	return refs
}

// loop returns the ring closed and started from its least point, so that two
// rings of the same points become the same line.
func loop(ring Ring) []XY {
	least := 0
	for i, p := range ring {
		if before(p, ring[least]) {
			least = i
		}
	}
	arc := make([]XY, 0, len(ring)+1)
	arc = append(arc, ring[least:]...)
	arc = append(arc, ring[:least]...)
	return append(arc, ring[least])
}

func before(p, q XY) bool { return p.X < q.X || p.X == q.X && p.Y < q.Y }

// line returns the name of the line, in the direction given.
func (b *builder) line(arc []XY) int32 {
	back := make([]XY, len(arc))
	for i, p := range arc {
		back[len(arc)-1-i] = p
	}
	if i, ok := b.known[key(arc)]; ok {
		return i
	}
	if i, ok := b.known[key(back)]; ok {
		return ^i
	}
	i := int32(len(b.out.Arcs))
	b.out.Arcs = append(b.out.Arcs, arc)
	b.known[key(arc)] = i
	return i
}

func key(arc []XY) string {
	buf := make([]byte, 0, 8*len(arc))
	for _, p := range arc {
		buf = binary.LittleEndian.AppendUint32(buf, uint32(p.X))
		buf = binary.LittleEndian.AppendUint32(buf, uint32(p.Y))
	}
	return string(buf)
}
