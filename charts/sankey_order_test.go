package charts

import (
	"testing"

	"pgregory.net/rapid"
)

// bipartite builds layers of so many nodes, numbered through, with edges
// {from, to, weight}.
func bipartite(sizes []int, edges ...[3]int) *layered {
	var layers [][]int
	n := 0
	for _, size := range sizes {
		var layer []int
		for range size {
			layer = append(layer, n)
			n++
		}
		layers = append(layers, layer)
	}
	g := newLayered(layers, n)
	for _, e := range edges {
		g.connect(e[0], e[1], e[2])
	}
	return g
}

// By hand: 0→3 and 1→2 cross, 2 times 5; turned, nothing crosses. In the
// complete graph of two by two, one pair crosses either way: 0→3 with 1→2, 2·3,
// or turned, 0→2 with 1→3, 1·4; the lesser is 4.
func TestLayered_ByHand(t *testing.T) {
	g := bipartite([]int{2, 2}, [3]int{0, 3, 2}, [3]int{1, 2, 5})
	if n := g.crossings(); n != 10 {
		t.Errorf("%d crossings, want 10", n)
	}
	if g.untangle(); g.crossings() != 0 {
		t.Errorf("%d crossings remain", g.crossings())
	}
	g = bipartite([]int{2, 2}, [3]int{0, 2, 1}, [3]int{0, 3, 2}, [3]int{1, 2, 3}, [3]int{1, 3, 4})
	if n := g.crossings(); n != 6 {
		t.Errorf("%d crossings, want 6", n)
	}
	if g.untangle(); g.crossings() != 4 {
		t.Errorf("%d crossings, want 4", g.crossings())
	}
}

// leastCrossings tries every order of every layer.
func leastCrossings(g *layered) int {
	best := g.crossings()
	var permute func(layer, k int)
	permute = func(layer, k int) {
		if layer == len(g.layers) {
			g.number()
			best = min(best, g.crossings())
			return
		}
		nodes := g.layers[layer]
		if k == len(nodes) {
			permute(layer+1, 0)
			return
		}
		for i := k; i < len(nodes); i++ {
			nodes[k], nodes[i] = nodes[i], nodes[k]
			permute(layer, k+1)
			nodes[k], nodes[i] = nodes[i], nodes[k]
		}
	}
	permute(0, 0)
	return best
}

// Against every permutation of small graphs: never worse than the order found,
// and the least possible in at least 95 of 100.
func TestLayered_BruteForce(t *testing.T) {
	graphs, least := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		layers := rapid.IntRange(2, 3).Draw(t, "layers")
		most := map[int]int{2: 5, 3: 4}[layers]
		sizes := make([]int, layers)
		for i := range sizes {
			sizes[i] = rapid.IntRange(1, most).Draw(t, "nodes")
		}
		var edges [][3]int
		first := 0
		for i := range layers - 1 {
			for a := range sizes[i] {
				for b := range sizes[i+1] {
					if w := rapid.IntRange(-5, 9).Draw(t, "weight"); w > 0 {
						edges = append(edges, [3]int{first + a, first + sizes[i] + b, w})
					}
				}
			}
			first += sizes[i]
		}
		g := bipartite(sizes, edges...)
		before := g.crossings()
		g.untangle()
		got := g.crossings()
		if got > before {
			t.Fatalf("%d crossings, %d before", got, before)
		}
		want := leastCrossings(bipartite(sizes, edges...))
		if got < want {
			t.Fatalf("%d crossings, fewer than possible, %d", got, want)
		}
		if graphs++; got == want {
			least++
		}
	})
	if t.Logf("%d of %d are the least possible", least, graphs); least*100 < graphs*95 {
		t.Errorf("only %d of %d are the least possible", least, graphs)
	}
}

// The change of crossings that a move promises is what counting finds.
func TestLayered_Gain(t *testing.T) {
	g := bipartite([]int{3, 3, 2}, [3]int{0, 4, 2}, [3]int{0, 5, 1}, [3]int{1, 3, 3}, [3]int{2, 3, 1}, [3]int{2, 5, 4}, [3]int{3, 7, 2}, [3]int{4, 6, 5}, [3]int{5, 6, 1})
	before, gain := g.crossings(), g.gain(3, 4)
	g.layers[1][0], g.layers[1][1] = 4, 3
	g.number()
	if after := g.crossings(); after-before != gain {
		t.Errorf("crossings went from %d to %d, the gain is %d", before, after, gain)
	}
}
