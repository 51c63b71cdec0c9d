package analysis_test

import (
	"slices"
	"testing"

	"github.com/periplus-data/periplus/analysis"
	"github.com/periplus-data/periplus/data"
)

// Russia has 3 of the 4 that Viet Nam received in 2019 and in 2021, and the file
// has no row of 2020: were that nothing, the share of 2019 to 2021 were 75%. A
// file that lacks the year cannot tell it, nor the volume of 2020, and names
// the year.
func TestCheck_LackedYear(t *testing.T) {
	p := &data.Panel{Release: data.Release{ID: "made-up", Format: "made-up", Closed: true, Reconciled: true, Coverage: data.Period{Start: data.Date{Year: 2019}, End: data.Date{Year: 2021}}}}
	for _, year := range []int{2019, 2021} {
		for i, partner := range []string{"RUS", "ISR"} {
			p.Flows = append(p.Flows, data.Flow{Reporter: "VNM", Partner: partner, Flow: data.Import, Product: data.AllProducts, Period: data.Date{Year: year},
				Value: data.NewDecimal(int64(3-2*i), 0), Unit: data.TIVMillion, Source: "made-up"})
		}
	}
	f := data.Figure{ID: "share", Measure: "arms_share", Reporter: "VNM", Partner: "RUS", Period: p.Release.Coverage}
	f.Amount = data.MustAmount(data.Statement{Value: data.Int(75), Unit: data.Percent, Bound: data.BoundExact, Rounding: data.RoundingNearest, Step: data.Int(1)})
	if got := one(t, f, p); got.Verdict != analysis.Holds || len(got.Missing) != 0 {
		t.Errorf("a year without deliveries: %s, missing %v", got.Verdict, got.Missing)
	}
	p.Release.Lacks = []int{2020}
	year := data.Date{Year: 2020}
	if got := one(t, f, p); got.Verdict != analysis.CannotTell || !slices.Equal(got.Missing, []data.Date{year}) || got.Reason != analysis.ReasonUnseen {
		t.Errorf("a year that the file lacks: %s (%s), missing %v", got.Verdict, got.Reason, got.Missing)
	}
	f = data.Figure{ID: "volume", Measure: "arms_imports", Reporter: "VNM", Partner: "RUS", Period: data.Period{Start: year, End: year}}
	f.Amount = data.MustAmount(data.Statement{Value: data.Int(0), Unit: data.TIVMillion, Bound: data.BoundExact, Rounding: data.RoundingNearest, Step: data.Int(1)})
	if got := one(t, f, p); got.Verdict != analysis.CannotTell {
		t.Errorf("nothing in a year that the file lacks: %s", got.Verdict)
	}
}
