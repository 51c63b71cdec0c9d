package analysis_test

import (
	"context"
	"testing"

	"github.com/periplus-data/periplus/analysis"
	"github.com/periplus-data/periplus/data"
)

// 57.7 out and 117.9 in: trade is 175.6, the balance −60.2. Russia has no row.
func TestObserve(t *testing.T) {
	row := func(flow data.FlowCode, v data.Valuation, value string) data.Flow {
		return data.Flow{Reporter: "VNM", Partner: "CHN", Flow: flow, Product: data.AllProducts, Period: data.Date{Year: 2022},
			Value: data.MustDecimal(value), Unit: data.USD, Valuation: v}
	}
	year := data.Date{Year: 2022}
	p := &data.Panel{Release: data.Release{ID: "customs", Coverage: data.Period{Start: year, End: year}},
		Flows: []data.Flow{row(data.Export, data.FOB, "57.7"), row(data.Import, data.CIF, "117.9")}}
	for _, c := range []struct {
		measure, partner, want string
		verdict                analysis.Verdict
	}{
		{"trade_total", "CHN", "175.6", ""}, {"trade_balance", "CHN", "-60.2", ""}, {"exports", "CHN", "57.7", ""},
		{"trade_total", "RUS", "", analysis.CannotTell},
	} {
		got, err := analysis.Observe(context.Background(), analysis.Subject{Measure: c.measure, Reporter: "VNM", Partner: c.partner,
			Period: data.Period{Start: year, End: year}}, []data.Record{p}, analysis.CheckOptions{})
		if err != nil || len(got) == 0 || got[0].Observed.String() != c.want || got[0].Verdict != c.verdict {
			t.Errorf("%s with %s: %+v, %v", c.measure, c.partner, got, err)
		}
	}
	if _, err := analysis.Observe(context.Background(), analysis.Subject{Measure: "trade"}, nil, analysis.CheckOptions{}); err == nil {
		t.Error("an unknown measure passes")
	}
}
