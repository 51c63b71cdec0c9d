package data

import (
	"cmp"
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

// ranking is all sums sorted by their keys.
type ranking struct {
	sums   []rankedSum
	sorted [][]string // the keys of each dimension in their order
}

// rankedSum is a sum and the places of its keys among those of each dimension.
type rankedSum struct {
	packed uint64 // the places, in order, where 64 bits hold them all
	ranks  groupKey
	*sum
}

// ranked returns all sums sorted by their keys.
func (g *Grouper) ranked() ranking {
	out := ranking{sums: make([]rankedSum, 0, len(g.groups)), sorted: make([][]string, len(g.by))}
	ranks, width, total := make([][]uint32, len(g.by)), make([]int, len(g.by)), 0
	for i := range g.by {
		ranks[i], out.sorted[i] = g.keys[i].ranks()
		width[i] = bits.Len(uint(len(ranks[i])))
		total += width[i]
	}
	for key, s := range g.groups {
		r := rankedSum{sum: s}
		for i := range g.by {
			r.ranks[i] = ranks[i][key[i]]
			r.packed = r.packed<<width[i] | uint64(r.ranks[i])
		}
		out.sums = append(out.sums, r)
	}
	if total <= 64 {
		slices.SortFunc(out.sums, func(a, b rankedSum) int { return cmp.Compare(a.packed, b.packed) })
	} else {
		slices.SortFunc(out.sums, func(a, b rankedSum) int { return slices.Compare(a.ranks[:len(g.by)], b.ranks[:len(g.by)]) })
	}
	return out
}
