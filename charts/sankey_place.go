package charts

import (
	"math"
	"slices"
)

// stand returns the tops of the nodes of a column that stand as high up as they
// can at k pixels for one unit, and the height of all. A node keeps a gap from
// the next, and as much more as both labels take, which are centred on them.
func (s *sankey) stand(layer []int, gap, k float64) (tops []float64, height float64) {
	before := 0.0
	for i, n := range layer {
		h := float64(s.graph.nodes[n].size * k)
		over := max(0, (s.forms[s.form].labels[n].height()-h)/2)
		if i > 0 {
			height += max(gap, before+over+s.labelGap())
		} else {
			height = over
		}
		tops = append(tops, height)
		height, before = height+h, over
	}
	return tops, height + before
}

// gapIn is the room between two nodes of a column: as much as leaves most of
// the height to the nodes.
func (s *sankey) gapIn(layer []int, height float64) float64 {
	gap := s.c.t.gaps(2)
	for gap > 1 {
		if _, used := s.stand(layer, gap, 0); used <= float64(height*0.6) {
			break
		}
		gap = float64(gap * 0.8)
	}
	return gap
}

// fit finds the forms of the labels and the scale in a height, which all panels
// share.
func (all *sankeys) fit(height float64) {
	if all.height == height {
		return
	}
	all.height, all.k = height, math.Inf(1)
	for _, s := range all.panels {
		if s.form = 0; s.forms[0].height > height {
			s.form = 1
		}
		for _, layer := range s.graph.layers {
			all.k = min(all.k, s.scale(layer, height))
		}
	}
}

// place finds the tops of the nodes in a height: from the middle, each is drawn
// to where its ribbons run level.
func (s *sankey) place(all *sankeys, height float64) {
	all.fit(height)
	s.k = all.k
	g := s.graph
	for _, layer := range g.layers {
		tops, used := s.stand(layer, s.gapIn(layer, height), s.k)
		for i, n := range layer {
			g.nodes[n].top = tops[i] + max(0, height-used)/2
		}
	}
	const rounds = 12
	for round := range rounds {
		for i := range g.layers {
			s.level(g.layers[i], height, true, round == rounds-1)
		}
		for i := range g.layers {
			s.level(g.layers[len(g.layers)-1-i], height, round == rounds-1, true)
		}
	}
	for i := range g.nodes {
		g.nodes[i].top = quantise(g.nodes[i].top)
	}
}

// scale is the most pixels for one unit that a column has room for.
func (s *sankey) scale(layer []int, height float64) float64 {
	sum := 0.0
	for _, n := range layer {
		sum += s.graph.nodes[n].size
	}
	gap := s.gapIn(layer, height)
	low, high := 0.0, height/sum
	for range 50 {
		mid := (low + high) / 2
		if _, used := s.stand(layer, gap, mid); used <= height {
			low = mid
		} else {
			high = mid
		}
	}
	return low
}

// level moves the nodes of a column to where the ribbons that come in, or that
// go out, run level.
func (s *sankey) level(layer []int, height float64, in, out bool) {
	g := s.graph
	packed, used := s.stand(layer, s.gapIn(layer, height), s.k)
	wanted, weights := make([]float64, len(layer)), make([]float64, len(layer))
	for i, n := range layer {
		sum, weight := 0.0, 0.0
		pull := func(ribbons []int, step int) {
			for _, b := range ribbons {
				nodes := g.ribbons[b].nodes
				other := nodes[slices.Index(nodes, n)+step]
				w := max(float64(g.ribbons[b].size*s.k), 0.01)
				there := g.nodes[other].top + s.offset(other, b, step < 0)
				sum += float64(w * (there - s.offset(n, b, step > 0)))
				weight += w
			}
		}
		if in {
			pull(g.nodes[n].in, -1)
		}
		if out {
			pull(g.nodes[n].out, 1)
		}
		wanted[i], weights[i] = g.nodes[n].top, max(weight, 0.01)
		if weight > 0 {
			wanted[i] = sum / weight
		}
	}
	for i, top := range pack(wanted, packed, weights, height-used) {
		g.nodes[layer[i]].top = top
	}
}

// offset is how far below the top of a node a ribbon begins or ends.
func (s *sankey) offset(node, ribbon int, isOut bool) (y float64) {
	ribbons := s.graph.nodes[node].in
	if isOut {
		ribbons = s.graph.nodes[node].out
	}
	for _, b := range ribbons {
		if b == ribbon {
			return y
		}
		y += float64(s.graph.ribbons[b].size * s.k)
	}
	return y
}
