package analysis_test

import (
	"context"
	"testing"

	"github.com/periplus-data/periplus/analysis"
	"github.com/periplus-data/periplus/data"
)

// An extract of a data set that states each flow once, as BACI, with two of
// Norway's partners: 3 to Chile, 1 to Peru. Nobody reports it, so there is one
// answer and no mirror; and 3 is no 75% of anything, since other partners may
// be missing.
func TestObserve_Reconciled(t *testing.T) {
	year := data.Date{Year: 2023}
	row := func(partner, value string) data.Flow {
		return data.Flow{Reporter: "NOR", Partner: partner, Flow: data.Export, Product: data.AllProducts, Period: year, Value: data.MustDecimal(value), Unit: data.USD, Valuation: data.FOB}
	}
	p := &data.Panel{Release: data.Release{ID: "made-up", Reconciled: true, Coverage: data.Period{Start: year, End: year}}, Flows: []data.Flow{row("CHL", "3"), row("PER", "1")}}
	subject := analysis.Subject{Measure: "exports", Reporter: "NOR", Partner: "CHL", Period: data.Period{Start: year, End: year}}
	found, err := analysis.Observe(context.Background(), subject, []data.Record{p}, analysis.CheckOptions{})
	if err != nil || len(found) != 1 || found[0].Whose != analysis.WhoseProvider || found[0].Observed.String() != "3" {
		t.Fatalf("got %+v, %v", found, err)
	}
	for _, piece := range found[0].Partners {
		if piece.Share.IsSet() {
			t.Errorf("%s has a share of %s in an extract", piece.Place, piece.Share)
		}
	}
	// Where everything is in the file, 3 of 4 is 75%.
	p.Release.Closed = true
	found, err = analysis.Observe(context.Background(), subject, []data.Record{p}, analysis.CheckOptions{})
	if err != nil || len(found) != 1 || len(found[0].Partners) != 2 || found[0].Partners[0].Share.String() != "75" {
		t.Errorf("got %+v, %v", found, err)
	}
	// Products of an extract are no total, and the reason is said.
	p.Release.Closed = false
	for i := range p.Flows {
		p.Flows[i].Product, p.Flows[i].Classification = "030214", "H0"
	}
	found, err = analysis.Observe(context.Background(), subject, []data.Record{p}, analysis.CheckOptions{})
	if err != nil || len(found) != 1 || found[0].Verdict != analysis.CannotTell || found[0].Reason != analysis.ReasonWhole {
		t.Errorf("got %+v, %v", found, err)
	}
}

// A record of 2019 to 2021 does not show 2010 to 2012, and a day is no
// window: both are said. In the third Russia has 3 of 4.
func TestCheck_WindowsLeftOut(t *testing.T) {
	p := &data.Panel{Release: data.Release{ID: "made-up", Closed: true, Coverage: data.Period{Start: data.Date{Year: 2019}, End: data.Date{Year: 2021}}}}
	for year := 2019; year <= 2021; year++ {
		for partner, value := range map[string]string{"RUS": "3", "ISR": "1"} {
			p.Flows = append(p.Flows, data.Flow{Reporter: "VNM", Partner: partner, Flow: data.Import, Product: data.AllProducts, Period: data.Date{Year: year}, Value: data.MustDecimal(value), Unit: data.TIVMillion})
		}
	}
	f := data.Figure{ID: "share", Measure: "arms_share", Reporter: "VNM", Partner: "RUS", Period: p.Release.Coverage}
	f.Amount = data.MustAmount(data.Statement{Value: data.Int(50), Unit: data.Percent, Bound: data.BoundMoreThan})
	day := data.Date{Year: 2020, Month: 5, Day: 1}
	r, err := analysis.Check(context.Background(), []data.Figure{f}, []data.Record{p}, analysis.CheckOptions{Windows: []data.Period{
		{Start: data.Date{Year: 2010}, End: data.Date{Year: 2012}}, {Start: day, End: day}, {Start: data.Date{Year: 2020}, End: data.Date{Year: 2021}}}})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"the window 2010/2012 of share is left out: made-up does not show all of it, or nothing went",
		"the window 2020-05-01 is left out: a window is of whole years or months",
	}
	if len(r.Warnings) != 2 || r.Warnings[0].Error() != want[0] || r.Warnings[1].Error() != want[1] {
		t.Errorf("got %q", r.Warnings)
	}
	if w := r.Findings[0].Windows; len(w) != 1 || w[0].Period.String() != "2020/2021" || w[0].Observed.String() != "75" {
		t.Errorf("the windows are %+v", w)
	}
}

// A table of exports has China and Japan, one of imports China and Korea: trade
// is known with China alone, 5 + 7, and half of the trade of the others is no
// trade.
func TestCheck_OneSidedPartners(t *testing.T) {
	year := data.Date{Year: 2022}
	row := func(partner string, flow data.FlowCode, value string) data.Flow {
		return data.Flow{Reporter: "VNM", Partner: partner, Flow: flow, Product: data.AllProducts, Period: year, Value: data.MustDecimal(value), Unit: data.USD}
	}
	p := &data.Panel{Release: data.Release{ID: "made-up", Coverage: data.Period{Start: year, End: year}},
		Flows: []data.Flow{row("CHN", data.Export, "5"), row("JPN", data.Export, "3"), row("CHN", data.Import, "7"), row("KOR", data.Import, "9")}}
	found, err := analysis.Observe(context.Background(), analysis.Subject{Measure: "trade_total", Reporter: "VNM", Partner: "CHN", Period: p.Release.Coverage}, []data.Record{p}, analysis.CheckOptions{})
	if err != nil || len(found) == 0 || found[0].Observed.String() != "12" || len(found[0].Partners) != 1 || found[0].Partners[0].Place != "CHN" {
		t.Errorf("got %+v, %v", found, err)
	}
}
