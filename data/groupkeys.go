package data

import "slices"

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

// rankedSum is a sum and the places of its keys.
type rankedSum struct {
	ranks groupKey
	*sum
}

// ranked returns all sums sorted by their keys, and the keys of each dimension
// in their order.
func (g *Grouper) ranked() (sums []rankedSum, sorted [][]string) {
	ranks := make([][]uint32, len(g.by))
	sorted = make([][]string, len(g.by))
	for i := range g.by {
		ranks[i], sorted[i] = g.keys[i].ranks()
	}
	sums = make([]rankedSum, 0, len(g.groups))
	for key, s := range g.groups {
		r := rankedSum{sum: s}
		for i := range g.by {
			r.ranks[i] = ranks[i][key[i]]
		}
		sums = append(sums, r)
	}
	slices.SortFunc(sums, func(a, b rankedSum) int { return slices.Compare(a.ranks[:len(g.by)], b.ranks[:len(g.by)]) })
	return sums, sorted
}
