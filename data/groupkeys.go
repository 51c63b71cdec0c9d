package data

import (
	"math/bits"
	"slices"
)

// groupKey numbers the keys of a group: numbers are hashed and compared several
// times faster than texts.
type groupKey [maxDimensions]uint32

// keyTexts are the keys of one dimension, numbered as they came.
type keyTexts struct {
	texts []string
	ids   map[string]uint32
	last  uint32 // flows beside each other mostly agree
}

func (k *keyTexts) id(text string) uint32 {
	if len(k.texts) > 0 && k.texts[k.last] == text {
		return k.last
	}
	id, ok := k.ids[text]
	if !ok {
		if k.ids == nil {
			k.ids = map[string]uint32{}
		}
		id = uint32(len(k.texts))
		k.texts = append(k.texts, text)
		k.ids[text] = id
	}
	k.last = id
	return id
}

// ranks returns the place of each key in their order, byte by byte, and the
// keys in that order.
func (k *keyTexts) ranks() (ranks []uint32, sorted []string) {
	sorted = slices.Sorted(slices.Values(k.texts))
	ranks = make([]uint32, len(sorted))
	for i, text := range sorted {
		ranks[k.ids[text]] = uint32(i)
	}
	return ranks, sorted
}

// ranking is all sums and the order of their keys.
type ranking struct {
	sums   []*sum
	ranks  []groupKey // of each sum: the places of its keys among those of a dimension
	sorted [][]string // the keys of each dimension in their order
	order  []int      // of the sums
}

// ranked returns all sums in the order of their keys.
func (g *Grouper) ranked() ranking {
	n := len(g.groups)
	out := ranking{sums: make([]*sum, 0, n), ranks: make([]groupKey, 0, n), sorted: make([][]string, len(g.by)), order: make([]int, n)}
	ranks, widths := make([][]uint32, len(g.by)), make([]int, len(g.by))
	total := bits.Len(uint(n))
	for i := range g.by {
		ranks[i], out.sorted[i] = g.keys[i].ranks()
		widths[i] = bits.Len(uint(len(ranks[i])))
		total += widths[i]
	}
	for key, s := range g.groups {
		for i := range g.by {
			key[i] = ranks[i][key[i]]
		}
		out.sums, out.ranks = append(out.sums, s), append(out.ranks, key)
	}
	if total <= 64 {
		out.packedOrder(widths)
		return out
	}
	for i := range out.order {
		out.order[i] = i
	}
	slices.SortFunc(out.order, func(a, b int) int { return slices.Compare(out.ranks[a][:len(g.by)], out.ranks[b][:len(g.by)]) })
	return out
}

// packedOrder sorts by the places of the keys in the bits of one number, with
// the sum's own at the end: numbers alone sort several times faster.
func (r *ranking) packedOrder(widths []int) {
	packed, own := make([]uint64, len(r.sums)), bits.Len(uint(len(r.sums)))
	for i, ranks := range r.ranks {
		var p uint64
		for d, w := range widths {
			p = p<<w | uint64(ranks[d])
		}
		packed[i] = p<<own | uint64(i)
	}
	slices.Sort(packed)
	for i, p := range packed {
		r.order[i] = int(p & (1<<own - 1))
	}
}
