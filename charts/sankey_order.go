package charts

import (
	"cmp"
	"slices"
)

// layered is a graph whose nodes stand in layers, from top to bottom, and
// whose edges lead from one layer to the next.
type layered struct {
	layers   [][]int // nodes by number
	outs     [][]layerEdge
	ins      [][]layerEdge
	position []int // of each node in its layer
}

// layerEdge is an edge seen from one of its ends.
type layerEdge struct {
	other  int
	weight int
}

// newLayered returns the graph of n nodes in layers without edges.
func newLayered(layers [][]int, n int) *layered {
	g := &layered{layers: layers, outs: make([][]layerEdge, n), ins: make([][]layerEdge, n), position: make([]int, n)}
	g.number()
	return g
}

func (g *layered) connect(from, to int, weight int) {
	g.outs[from] = append(g.outs[from], layerEdge{to, weight})
	g.ins[to] = append(g.ins[to], layerEdge{from, weight})
}

func (g *layered) number() {
	for _, layer := range g.layers {
		for i, node := range layer {
			g.position[node] = i
		}
	}
}

// crossings is the sum of the products of the weights of every two edges that
// cross.
func (g *layered) crossings() (sum int) {
	for _, layer := range g.layers {
		for i, upper := range layer {
			for _, lower := range layer[i+1:] {
				sum += g.crossed(g.outs[upper], g.outs[lower])
			}
		}
	}
	return sum
}

// crossed is what the edges of a node cross of those of one below it.
func (g *layered) crossed(upper, lower []layerEdge) (sum int) {
	for _, a := range upper {
		for _, b := range lower {
			if g.position[a.other] > g.position[b.other] {
				sum += int(a.weight * b.weight)
			}
		}
	}
	return sum
}

// gain is by how much the crossings change when a node moves from above
// another, next to it, to below.
func (g *layered) gain(upper, lower int) int {
	return g.crossed(g.outs[lower], g.outs[upper]) - g.crossed(g.outs[upper], g.outs[lower]) +
		g.crossed(g.ins[lower], g.ins[upper]) - g.crossed(g.ins[upper], g.ins[lower])
}

// sweeps bounds the walks of untangle over all layers.
const sweeps = 12

// untangle orders the nodes within their layers so that edges cross little:
// from the order that it finds, and from where sweeps by barycentre lead from it
// and from turns of it, it moves single nodes as long as that helps, and keeps
// the best. It never
// leaves more crossings than it found. The result depends on nothing but the
// graph and its order.
//
// Reference: Sugiyama, K., Tagawa, S., Toda, M. (1981). Methods for Visual
// Understanding of Hierarchical System Structures. IEEE Transactions on
// Systems, Man, and Cybernetics 11(2), 109–125; Matuszewski, C., Schönfeld,
// R., Molitor, P. (1999). Using Sifting for k-Layer Straightline Crossing
// Minimization. Graph Drawing, LNCS 1731, 217–224.
func (g *layered) untangle() {
	start := g.snapshot()
	g.sift()
	best, least := g.snapshot(), g.crossings()
	keep := func() {
		if n := g.crossings(); n < least {
			best, least = g.snapshot(), n
		}
	}
	for turn := range 8 {
		if least == 0 {
			break
		}
		g.restore(start)
		g.turn(turn / 2)
		for i := range sweeps {
			g.sweep((i+turn)%2 == 0)
			swept := g.snapshot()
			g.sift()
			keep()
			g.restore(swept)
		}
	}
	g.restore(best)
}

// turn gives untangle another order to begin from: every other layer reversed,
// or layers that begin in their middle.
func (g *layered) turn(how int) {
	for i, layer := range g.layers {
		if how&1 > 0 && i%2 == 0 {
			slices.Reverse(layer)
		}
		if half := len(layer) / 2; how&2 > 0 {
			copy(layer, append(slices.Clone(layer[half:]), layer[:half]...))
		}
	}
	g.number()
}

func (g *layered) snapshot() [][]int {
	out := make([][]int, len(g.layers))
	for i, layer := range g.layers {
		out[i] = slices.Clone(layer)
	}
	return out
}

func (g *layered) restore(layers [][]int) {
	for i, layer := range layers {
		copy(g.layers[i], layer)
	}
	g.number()
}

// sweep orders each layer by the weighted mean position of the neighbours in
// the layer before, down from the first, or in the one behind, back from the
// last.
func (g *layered) sweep(down bool) {
	edges := g.ins
	if !down {
		edges = g.outs
	}
	for i := range g.layers {
		layer := g.layers[i]
		if !down {
			layer = g.layers[len(g.layers)-1-i]
		}
		sums, weights := map[int]int{}, map[int]int{}
		for _, node := range layer {
			// A node without neighbours there stays about where it is.
			sums[node], weights[node] = g.position[node], 1
			if len(edges[node]) > 0 {
				sums[node], weights[node] = 0, 0
			}
			for _, e := range edges[node] {
				sums[node] += int(e.weight * g.position[e.other])
				weights[node] += e.weight
			}
		}
		slices.SortStableFunc(layer, func(a, b int) int {
			return cmp.Compare(int(sums[a]*weights[b]), int(sums[b]*weights[a]))
		})
		g.number()
	}
}

// sift moves one node after the other to where it crosses least in its layer,
// until none gains.
func (g *layered) sift() {
	for range sweeps {
		moved := false
		for _, layer := range g.layers {
			for _, node := range slices.Clone(layer) {
				moved = g.siftNode(layer, node) || moved
			}
		}
		if !moved {
			return
		}
	}
}

func (g *layered) siftNode(layer []int, node int) bool {
	at := g.position[node]
	target, best, change := at, 0, 0
	for i := at + 1; i < len(layer); i++ {
		if change += g.gain(node, layer[i]); change < best {
			target, best = i, change
		}
	}
	change = 0
	for i := at - 1; i >= 0; i-- {
		if change += g.gain(layer[i], node); change < best {
			target, best = i, change
		}
	}
	if target == at {
		return false
	}
	rest := slices.Delete(slices.Clone(layer), at, at+1)
	copy(layer, slices.Insert(rest, target, node))
	g.number()
	return true
}
