package cepii

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/periplus-data/periplus/data"
)

// The oracle is a sort of the texts. Nine dimensions of 300 keys do not fit
// into 64 bits, three do.
func TestSorted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		dimensions := rapid.SampledFrom([]int{0, 1, 3, 9}).Draw(t, "dimensions")
		keys := rapid.SampledFrom([]int{1, 3, 300}).Draw(t, "keys")
		groups := make([]data.Group, rapid.IntRange(0, 400).Draw(t, "groups"))
		if dimensions == 0 {
			groups = groups[:min(len(groups), 1)]
		}
		for i := range groups {
			for range dimensions {
				groups[i].Keys = append(groups[i].Keys, fmt.Sprint(rapid.IntRange(0, keys).Draw(t, "key")))
			}
		}
		want := slices.Clone(groups)
		slices.SortFunc(want, func(a, b data.Group) int { return slices.Compare(a.Keys, b.Keys) })
		for i, g := range sorted(groups, dimensions) {
			if !slices.Equal(g.Keys, want[i].Keys) {
				t.Fatalf("group %d is %q, want %q", i, g.Keys, want[i].Keys)
			}
		}
	})
}
