package charts

import (
	"cmp"
	"math"
	"slices"
)

// endLabel is a label beside a point of a height: at the end of a line, or on
// either side of a slope.
type endLabel struct {
	block
	wanted float64 // y of the point
	weight float64 // the least important is left out first
	y      float64 // y of the middle, once placed
	id     int     // whose label it is, for the caller
}

// spread moves labels apart so that they keep a gap and stay between top and
// bottom, each as near to its point as the others let it: it minimises the sum
// of the squared distances (isotonic regression, by pooling adjacent
// violators). Labels that have no room at all are left out, the least important
// first; spread returns those that stay, from top to bottom.
func spread(labels []*endLabel, top, bottom, gap float64) []*endLabel {
	kept := slices.Clone(labels)
	for len(kept) > 0 && stacked(kept, gap) > bottom-top+0.01 {
		least := 0
		for i, l := range kept {
			if l.weight < kept[least].weight {
				least = i
			}
		}
		kept = slices.Delete(kept, least, least+1)
	}
	slices.SortStableFunc(kept, func(a, b *endLabel) int { return cmp.Compare(a.wanted, b.wanted) })
	if len(kept) == 0 {
		return nil
	}
	wanted, packed := make([]float64, len(kept)), make([]float64, len(kept))
	at := top
	for i, l := range kept {
		wanted[i], packed[i] = l.wanted, at+l.height()/2
		at += l.height() + gap
	}
	for i, y := range pack(wanted, packed, nil, bottom-(at-gap)) {
		kept[i].y = quantise(y)
	}
	return kept
}

// pack returns where things stand that keep their order, as near to where they
// are wanted as the others let them: it minimises the weighted sum of the
// squared distances (isotonic regression, by pooling adjacent violators). packed
// is where each stands when all are as high up as they can be, and free how far
// all may move down from there. nil weights are all 1.
func pack(wanted, packed, weights []float64, free float64) []float64 {
	// Seen from where each thing stands when packed, they only have to keep their
	// order.
	type pool struct {
		sum, weight float64
		count       int
	}
	var pools []pool
	for i, p := range packed {
		w := 1.0
		if weights != nil {
			w = weights[i]
		}
		pools = append(pools, pool{float64((wanted[i] - p) * w), w, 1})
		for n := len(pools); n > 1 && float64(pools[n-2].sum*pools[n-1].weight) > float64(pools[n-1].sum*pools[n-2].weight); n-- {
			pools[n-2] = pool{pools[n-2].sum + pools[n-1].sum, pools[n-2].weight + pools[n-1].weight, pools[n-2].count + pools[n-1].count}
			pools = pools[:n-1]
		}
	}
	out := make([]float64, 0, len(packed))
	for _, p := range pools {
		shift := min(max(p.sum/p.weight, 0), max(0, free))
		for range p.count {
			out = append(out, packed[len(out)]+shift)
		}
	}
	return out
}

// fillIn adds to placed labels those of others that find room beside their
// points without moving any, the most important first. It returns all that
// stand, from top to bottom.
func fillIn(placed, others []*endLabel, top, bottom, gap float64) []*endLabel {
	kept := slices.Clone(placed)
	others = slices.Clone(others)
	slices.SortStableFunc(others, func(a, b *endLabel) int { return larger(a.weight, b.weight) })
	for _, l := range others {
		half := l.height() / 2
		isFree := func(y float64) bool {
			return y-half >= top && y+half <= bottom && !slices.ContainsFunc(kept, func(k *endLabel) bool {
				return math.Abs(k.y-y) < half+k.height()/2+gap
			})
		}
		// A label is at most its own height away from its point.
		for _, part := range []float64{0, -0.25, 0.25, -0.5, 0.5, -0.75, 0.75, -1, 1} {
			if y := quantise(l.wanted + float64(part*l.height())); isFree(y) {
				l.y = y
				kept = append(kept, l)
				break
			}
		}
	}
	slices.SortStableFunc(kept, func(a, b *endLabel) int { return cmp.Compare(a.y, b.y) })
	return kept
}

// stacked is the height of labels on one another.
func stacked(labels []*endLabel, gap float64) float64 {
	h := 0.0
	for i, l := range labels {
		if h += l.height(); i > 0 {
			h += gap
		}
	}
	return h
}

// leader draws the line from a point to its label where the two lie apart.
func (c *chart) leader(from, to point, color Color) {
	if math.Abs(to.y-from.y) > 2 || math.Abs(to.x-from.x) > 3*c.t.gap {
		c.p.line(c.t.tint(color, 0.45), 1, []point{from, to})
	}
}
