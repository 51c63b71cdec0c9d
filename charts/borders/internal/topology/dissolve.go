package topology

import "slices"

// Dissolve joins polygons that share borders: a border between two of them
// goes, the rest becomes new rings. Rings have to run as Ring says.
func Dissolve(polygons []Polygon) []Polygon {
	edges := map[[2]XY]int{}
	var order [][2]XY
	for _, polygon := range polygons {
		for _, ring := range polygon {
			for i, p := range ring {
				q := ring[(i+1)%len(ring)]
				if edges[[2]XY{q, p}] > 0 {
					edges[[2]XY{q, p}]--
					continue
				}
				edges[[2]XY{p, q}]++
				order = append(order, [2]XY{p, q})
			}
		}
	}
	next := map[XY][]XY{}
	var starts []XY
	for _, e := range order {
		if edges[e] > 0 {
			edges[e]--
			next[e[0]] = append(next[e[0]], e[1])
			starts = append(starts, e[0])
		}
	}
	var rings []Ring
	for _, start := range starts {
		for len(next[start]) > 0 {
			rings = append(rings, walk(next, start)...)
		}
	}
	return Nest(rings)
}

// walk follows the edges from start until they come back, and cuts off a ring
// wherever the way meets itself.
func walk(next map[XY][]XY, start XY) []Ring {
	var done []Ring
	var path Ring
	at := map[XY]int{}
	for p := start; ; {
		if i, met := at[p]; met {
			ring := slices.Clone(path[i:])
			for _, q := range ring {
				delete(at, q)
			}
			path = path[:i]
			done = append(done, ring)
			if len(path) == 0 && (p == start || len(next[p]) == 0) {
				return done
			}
		}
		out := next[p]
		if len(out) == 0 {
			return done
		}
		at[p] = len(path)
		path = append(path, p)
		next[p] = out[1:]
		p = out[0]
	}
}

// Nest sorts rings into polygons: a clockwise ring is an outer one, any other
// is a hole of the smallest outer ring that holds it.
func Nest(rings []Ring) []Polygon {
	var polygons []Polygon
	var holes []Ring
	for _, ring := range rings {
		area := int64(0)
		if len(ring) >= 3 {
			area = ring.Area2()
		}
		switch {
		case area < 0:
			polygons = append(polygons, Polygon{ring})
		case area > 0:
			holes = append(holes, ring)
		}
	}
	for _, hole := range holes {
		best := -1
		for i, polygon := range polygons {
			if inside(hole, polygon[0]) && (best < 0 || polygon[0].Area2() > polygons[best][0].Area2()) {
				best = i
			}
		}
		if best >= 0 {
			polygons[best] = append(polygons[best], hole)
		}
	}
	return polygons
}

// inside tells whether more points of the hole lie in the ring than out of it;
// some may lie on it.
func inside(hole, ring Ring) bool {
	in := 0
	for _, p := range hole {
		if ring.Contains(p) {
			in++
		}
	}
	return 2*in > len(hole)
}
