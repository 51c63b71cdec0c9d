package charts

import (
	"math"
	"slices"

	"github.com/periplus-data/periplus/data/locale"
)

// mostFlows is how many ribbons a sankey diagram holds before the smallest
// nodes of each column are drawn as one.
const mostFlows = 40

// flowNode is a place that flows run from or to, or a point of a ribbon that
// passes a column.
type flowNode struct {
	name   string
	layer  int
	merged int // places that it stands for, 0 for one of its own name
	isPass bool
	in     []int // ribbons, from top to bottom
	out    []int
	size   float64 // the amount that its height shows: the greater of in and out
	top    float64 // in pixels from the top of the area, once placed
}

// ribbon is a flow, or all flows between two nodes.
type ribbon struct {
	rows  []row
	row   row   // the only one, or the sum
	nodes []int // from where it comes, what it passes, to where it goes
	span  span
	size  float64 // the amount that its height shows
}

// flowGraph is the nodes and ribbons of a panel.
type flowGraph struct {
	nodes   []flowNode
	ribbons []ribbon
	layers  [][]int // nodes, from top to bottom
	merged  []string
}

// layersOf returns the column of each place: one behind the last of those that
// flows come to it from, and for places that nothing leaves, the last. circle
// holds the rows of a circle of flows, in whose columns there would be no end.
func layersOf(rows []row) (layers map[string]int, circle []row) {
	outs, ins := map[string][]row{}, map[string]int{}
	var names []string
	for _, r := range rows {
		for _, name := range []string{r.from, r.to} {
			if _, ok := ins[name]; !ok {
				names, ins[name] = append(names, name), 0
			}
		}
		outs[r.from] = append(outs[r.from], r)
		ins[r.to]++
	}
	layers = map[string]int{}
	var ready []string
	for _, name := range names {
		if ins[name] == 0 {
			ready, layers[name] = append(ready, name), 0
		}
	}
	last := 0
	for ; len(ready) > 0; ready = ready[1:] {
		for _, r := range outs[ready[0]] {
			layers[r.to] = max(layers[r.to], layers[r.from]+1)
			last = max(last, layers[r.to])
			if ins[r.to]--; ins[r.to] == 0 {
				ready = append(ready, r.to)
			}
		}
	}
	for _, name := range names {
		if ins[name] > 0 {
			return nil, circleFrom(rows, ins)
		}
		if len(outs[name]) == 0 {
			layers[name] = last
		}
	}
	return layers, nil
}

// circleFrom follows flows back from a place that still waits for some until
// one comes twice. waits counts what each place waits for.
func circleFrom(rows []row, waits map[string]int) (circle []row) {
	into := map[string]row{} // the first flow into a place from one that waits
	at := ""
	for _, r := range rows {
		if waits[r.from] > 0 && waits[r.to] > 0 {
			if _, ok := into[r.to]; !ok {
				into[r.to] = r
			}
			if at == "" {
				at = r.to
			}
		}
	}
	seen := map[string]bool{}
	for !seen[at] {
		seen[at] = true
		at = into[at].from
	}
	for start := at; len(circle) == 0 || at != start; at = into[at].from {
		circle = append(circle, into[at])
	}
	slices.Reverse(circle)
	first := 0
	for i, r := range circle {
		if r.n < circle[first].n {
			first = i
		}
	}
	return append(circle[first:len(circle):len(circle)], circle[:first]...)
}

// newFlowGraph makes the graph of the rows of a panel. Where they are more than
// mostFlows, the smallest places of each column become one.
func (s *sankey) newFlowGraph(rows []row) *flowGraph {
	var drawn []row
	for _, r := range rows {
		if r.reach(s.axis) > 0 {
			drawn = append(drawn, r)
		}
	}
	layers, _ := layersOf(drawn)
	g := &flowGraph{}
	kept := g.keep(drawn, layers, s)
	g.build(drawn, layers, kept, s)
	return g
}

// keep chooses how many places of each column stand for themselves: as many as
// leave no more ribbons than are readable. It returns nil where all do.
func (g *flowGraph) keep(rows []row, layers map[string]int, s *sankey) map[string]bool {
	if len(rows) <= mostFlows {
		return nil
	}
	columns := map[int][]string{}
	most := 0
	for _, name := range g.byTotal(rows, s) {
		l := layers[name]
		columns[l] = append(columns[l], name)
		most = max(most, len(columns[l]))
	}
	var kept map[string]bool
	for n := min(most, mostFlows); n >= 1; n-- {
		kept = map[string]bool{}
		for _, names := range columns {
			for i, name := range names {
				// One place alone is not called others.
				kept[name] = i < n || len(names) == n+1
			}
		}
		pairs := map[[2]nodeKey]bool{}
		for _, r := range rows {
			pairs[[2]nodeKey{keyOf(r.from, layers, kept), keyOf(r.to, layers, kept)}] = true
		}
		if len(pairs) <= mostFlows {
			break
		}
	}
	return kept
}

// byTotal returns the names of all places by what they pass on, the largest
// first.
func (g *flowGraph) byTotal(rows []row, s *sankey) []string {
	in, out := map[string]float64{}, map[string]float64{}
	var names []string
	seen := map[string]bool{}
	for _, r := range rows {
		for _, name := range []string{r.from, r.to} {
			if !seen[name] {
				seen[name], names = true, append(names, name)
			}
		}
		out[r.from] += r.reach(s.axis)
		in[r.to] += r.reach(s.axis)
	}
	slices.SortStableFunc(names, func(a, b string) int { return larger(max(in[a], out[a]), max(in[b], out[b])) })
	return names
}

// nodeKey tells nodes apart: by name, or as the others of a column.
type nodeKey struct {
	name  string
	layer int
}

func keyOf(name string, layers map[string]int, kept map[string]bool) nodeKey {
	if kept != nil && !kept[name] {
		return nodeKey{"", layers[name]}
	}
	return nodeKey{name, layers[name]}
}

// build makes nodes, largest first, the merged ones last, and the ribbons.
func (g *flowGraph) build(rows []row, layers map[string]int, kept map[string]bool, s *sankey) {
	at := map[nodeKey]int{}
	var others []nodeKey
	merged := map[nodeKey]int{}
	add := func(k nodeKey, name string) {
		at[k] = len(g.nodes)
		g.nodes = append(g.nodes, flowNode{name: name, layer: k.layer, merged: merged[k]})
		for len(g.layers) <= k.layer {
			g.layers = append(g.layers, nil)
		}
		g.layers[k.layer] = append(g.layers[k.layer], at[k])
	}
	for _, name := range g.byTotal(rows, s) {
		k := keyOf(name, layers, kept)
		if k.name != "" {
			add(k, name)
			continue
		}
		if merged[k]++; merged[k] == 1 {
			others = append(others, k)
		}
	}
	for _, k := range others {
		name := s.c.others(merged[k])
		add(k, name)
		g.merged = append(g.merged, name)
	}
	pairs := map[[2]int]int{}
	for _, r := range rows {
		from, to := at[keyOf(r.from, layers, kept)], at[keyOf(r.to, layers, kept)]
		if i, ok := pairs[[2]int{from, to}]; ok && kept != nil {
			g.ribbons[i].rows = append(g.ribbons[i].rows, r)
			continue
		}
		pairs[[2]int{from, to}] = len(g.ribbons)
		g.ribbons = append(g.ribbons, ribbon{rows: []row{r}, nodes: []int{from, to}})
	}
	for i := range g.ribbons {
		g.finish(i, s)
	}
}

// finish sums the rows of a ribbon and leads it through the columns that it
// passes.
func (g *flowGraph) finish(i int, s *sankey) {
	b := &g.ribbons[i]
	b.row = b.rows[0]
	from, to := b.nodes[0], b.nodes[1]
	if len(b.rows) > 1 || g.nodes[from].merged+g.nodes[to].merged > 0 {
		b.row = sumOf(b.rows)
		b.row.label = s.c.l.Text(locale.FlowOf, g.nodes[from].name, g.nodes[to].name)
		b.row.facet = b.rows[0].facet
	}
	b.span = spanOf(b.row, s.axis)
	b.size = b.row.reach(s.axis)
	b.nodes = []int{from}
	for layer := g.nodes[from].layer + 1; layer < g.nodes[to].layer; layer++ {
		b.nodes = append(b.nodes, len(g.nodes))
		g.layers[layer] = append(g.layers[layer], len(g.nodes))
		g.nodes = append(g.nodes, flowNode{layer: layer, isPass: true})
	}
	b.nodes = append(b.nodes, to)
	for j, n := range b.nodes {
		if j > 0 {
			g.nodes[n].in = append(g.nodes[n].in, i)
		}
		if j+1 < len(b.nodes) {
			g.nodes[n].out = append(g.nodes[n].out, i)
		}
	}
	for _, n := range b.nodes {
		g.nodes[n].size = max(g.total(g.nodes[n].in), g.total(g.nodes[n].out))
	}
}

func (g *flowGraph) total(ribbons []int) (sum float64) {
	for _, i := range ribbons {
		sum += g.ribbons[i].size
	}
	return sum
}

// order finds the order of the nodes of each column, and of the ribbons at each
// node.
func (g *flowGraph) order() {
	most := 0.0
	for _, b := range g.ribbons {
		most = max(most, b.size)
	}
	l := newLayered(g.layers, len(g.nodes))
	for _, b := range g.ribbons {
		weight := 1 + int(math.Round(float64(b.size/most*999)))
		for i := 1; i < len(b.nodes); i++ {
			l.connect(b.nodes[i-1], b.nodes[i], weight)
		}
	}
	l.untangle()
	next := func(node int, ribbon int, step int) int {
		nodes := g.ribbons[ribbon].nodes
		return l.position[nodes[slices.Index(nodes, node)+step]]
	}
	for n := range g.nodes {
		slices.SortStableFunc(g.nodes[n].in, func(a, b int) int { return next(n, a, -1) - next(n, b, -1) })
		slices.SortStableFunc(g.nodes[n].out, func(a, b int) int { return next(n, a, 1) - next(n, b, 1) })
	}
}
