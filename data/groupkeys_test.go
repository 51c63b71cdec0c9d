package data_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/periplus-data/periplus/data"
)

// TestGrouper_ManyKeys: groups come in the order of their keys, byte by byte,
// also where there are so many keys in every dimension that their places do
// not fit into 64 bits: nine dimensions of more than 256 keys.
func TestGrouper_ManyKeys(t *testing.T) {
	for _, n := range []int{3, 300} {
		p := &data.Panel{}
		for i := range n {
			k := fmt.Sprint(i * 7 % n)
			p.Flows = append(p.Flows, data.Flow{Reporter: "r" + k, Partner: "p" + k, Flow: data.FlowCode("f" + k), Product: "c" + k, Classification: "k" + k,
				Period: data.Date{Year: 1000 + i*11%n}, Unit: data.Unit("u" + k), Valuation: data.Valuation("v" + k), Value: data.NewDecimal(int64(i), 0)})
		}
		groups, err := p.Groups(context.Background(), data.Query{By: data.Dimensions})
		if err != nil || len(groups) != n {
			t.Fatalf("%d groups, %v", len(groups), err)
		}
		if !slices.IsSortedFunc(groups, func(a, b data.Group) int { return slices.Compare(a.Keys, b.Keys) }) {
			t.Errorf("the groups of %d keys are not sorted", n)
		}
		for _, g := range groups {
			i := slices.IndexFunc(p.Flows, func(f data.Flow) bool { return f.Reporter == g.Keys[0] })
			if f := p.Flows[i]; g.Keys[1] != f.Partner || g.Keys[3] != f.Product || !g.Value.Equal(f.Value.Number()) {
				t.Errorf("the group %v has the value %s", g.Keys, g.Value)
			}
		}
	}
}
