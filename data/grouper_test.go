package data

import (
	"context"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func trade(reporter, partner string, flow FlowCode, product, classification string, year int, value string) Flow {
	return Flow{Reporter: reporter, Partner: partner, Flow: flow, Product: product, Classification: classification, Period: Date{Year: year}, Value: MustDecimal(value), Unit: USD}
}

func TestPanel_Groups(t *testing.T) {
	world := trade("VNM", World, Import, "TOTAL", "H6", 2022, "100")
	world.Aggregate = PartnerSide
	fob := trade("VNM", "CHN", Export, "TOTAL", "H6", 2022, "57.5")
	fob.Valuation = FOB
	cif := trade("VNM", "CHN", Import, "TOTAL", "H6", 2022, "117.25")
	cif.Valuation = CIF
	p := &Panel{Flows: []Flow{world, fob, cif, trade("VNM", "USA", Import, "TOTAL", "H6", 2021, "14")}}

	// 57.5 + 117.25 = 174.75: exports and imports together are trade, the price basis is mixed.
	got, err := p.Groups(context.Background(), Query{Where: Selection{Reporters: []string{"VNM"}}, By: []Dimension{ByPartner, ByYear}})
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 || strings.Join(got[0].Keys, " ") != "CHN 2022" || got[0].Value.String() != "174.75" || got[0].Rows != 2 || got[0].Valuation != Mixed ||
		strings.Join(got[1].Keys, " ") != "USA 2021" || got[1].Value.String() != "14" {
		t.Errorf("got %+v", got)
	}
	// The world is there only when it is asked for.
	got, err = p.Groups(context.Background(), Query{Where: Selection{Partners: []string{World}}})
	if err != nil || len(got) != 1 || got[0].Value.String() != "100" {
		t.Errorf("got %+v, %v", got, err)
	}
	rows, _ := p.Rows(context.Background(), Selection{}, 2)
	if len(rows) != 2 || rows[0].Partner != "USA" || rows[1].Flow != Import {
		t.Errorf("rows are %+v", rows)
	}
}

func TestPanel_Interrupted(t *testing.T) {
	p := &Panel{Flows: []Flow{trade("VNM", "USA", Export, "TOTAL", "H6", 2022, "1")}}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := p.Groups(ctx, Query{}); err != context.Canceled {
		t.Errorf("groups: %v", err)
	}
	if _, err := p.Rows(ctx, Selection{}, 0); err != context.Canceled {
		t.Errorf("rows: %v", err)
	}
}

// A record of 30 over 2021 to 2023, 10 a year: whole in a window of all three
// years, cut by any other.
func TestPanel_Straddling(t *testing.T) {
	p := &Panel{}
	for i, part := range MustDecimal("30").Split(3) {
		f := trade("VNM", "RUS", Import, "ships", "SIPRI", 2021+i, part.String())
		f.Line, f.Parts, f.Estimate = 7, 3, "split over 3 delivery years"
		p.Flows = append(p.Flows, f)
	}
	p.Flows = append(p.Flows, trade("VNM", "RUS", Import, "missiles", "SIPRI", 2023, "5"))
	for _, c := range []struct {
		from, to          int
		value, straddling string
	}{{2021, 2023, "35", "0"}, {2022, 2023, "25", "20"}, {2023, 2023, "15", "10"}, {2021, 2021, "10", "10"}} {
		got, err := p.Groups(context.Background(), Query{Where: Selection{Period: Period{Date{Year: c.from}, Date{Year: c.to}}}})
		if err != nil || len(got) != 1 || got[0].Value.String() != c.value || got[0].Straddling.String() != c.straddling {
			t.Errorf("%d–%d: got %+v, %v", c.from, c.to, got, err)
		}
	}
}

func TestPanel_RefusesWrongSums(t *testing.T) {
	euros := trade("DEU", "VNM", Import, "TOTAL", "H6", 2022, "1")
	euros.Unit = EUR
	world := trade("VNM", World, Export, "TOTAL", "H6", 2022, "9")
	world.Aggregate = PartnerSide
	asia := trade("VNM", "WB:EAS", Export, "TOTAL", "H6", 2022, "5")
	asia.Aggregate = PartnerSide
	monthly := trade("VNM", "USA", Export, "TOTAL", "H6", 2022, "1")
	monthly.Period.Month = 3
	indicator := func(code string, year int, u Unit) Flow {
		f := trade("VNM", "", "", code, "WDI", year, "7")
		f.Unit = u
		return f
	}
	for _, c := range []struct {
		name  string
		a, b  Flow
		where Selection
		want  string
	}{
		{"units", trade("DEU", "FRA", Import, "TOTAL", "H6", 2022, "1"), euros, Selection{}, "rows in USD and in EUR would be in one sum; select a unit"},
		{"re-exports", trade("VNM", "USA", Export, "01", "H6", 2022, "1"), trade("VNM", "USA", ReExport, "01", "H6", 2022, "1"), Selection{},
			"flows X and RX would be in one sum, but exports include re-exports and imports re-imports; select one flow"},
		{"world", trade("VNM", "USA", Export, "TOTAL", "H6", 2022, "1"), world, Selection{Partners: []string{"USA", World}},
			"a sum over places would be next to its parts in one sum; select partners"},
		{"total", trade("VNM", "USA", Export, "TOTAL", "H6", 2022, "1"), trade("VNM", "USA", Export, "01", "H6", 2022, "1"), Selection{},
			"the total over all products would be next to its parts in one sum; select the product TOTAL or a level as AG2"},
		{"levels", trade("VNM", "USA", Export, "0101", "H6", 2022, "1"), trade("VNM", "USA", Export, "01", "H6", 2022, "1"), Selection{},
			"product codes of 4 and of 2 digits would be in one sum; select a level as AG2"},
		{"revisions", trade("VNM", "USA", Export, "0101", "H5", 2021, "1"), trade("VNM", "USA", Export, "0102", "H6", 2022, "1"), Selection{},
			"codes of H5 and H6 would be in one sum, but revisions of the Harmonized System agree on chapters (2 digits) only; select one classification, or convert with a concordance"},
		{"systems", trade("VNM", "USA", Export, "01", "H5", 2021, "1"), trade("VNM", "USA", Export, "02", "S4", 2022, "1"), Selection{},
			"codes of H5 and S4 would be in one sum; select one classification"},
		{"months of a year", trade("VNM", "USA", Export, "TOTAL", "H6", 2022, "12"), monthly, Selection{},
			"rows of a whole year would be next to rows of its months (2022) in one sum; group by period, or select years that have only one of them"},
		{"two sums over places", world, asia, Selection{Partners: []string{World, "WB:EAS"}},
			"WLD and WB:EAS would be in one sum, but are sums over places that may share some; select one, or group by partner"},
		{"indicators", indicator("NY.GDP.MKTP.CD", 2022, USD), indicator("NE.EXP.GNFS.CD", 2022, USD), Selection{},
			"the indicators NY.GDP.MKTP.CD and NE.EXP.GNFS.CD would be in one sum; select one product"},
		{"percentages", indicator("NE.TRD.GNFS.ZS", 2021, Percent), indicator("NE.TRD.GNFS.ZS", 2022, Percent), Selection{},
			"2 rows in percent would be in one sum, which would mean nothing; group by place, product and period"},
	} {
		p := &Panel{Flows: []Flow{c.a, c.b}}
		if _, err := p.Groups(context.Background(), Query{Where: c.where}); err == nil || err.Error() != c.want {
			t.Errorf("%s: got %v", c.name, err)
		}
	}
	// Chapters agree over the revisions.
	p := &Panel{Flows: []Flow{trade("VNM", "USA", Export, "01", "H5", 2021, "1"), trade("VNM", "USA", Export, "01", "H6", 2022, "2")}}
	if got, err := p.Groups(context.Background(), Query{}); err != nil || got[0].Value.String() != "3" {
		t.Errorf("chapters: %v, %v", got, err)
	}
}

// Years of annual rows and years of months are added where no year has both:
// 12 of 2021 and 1 of March 2022 are 13.
func TestPanel_MonthsAfterYears(t *testing.T) {
	march := trade("VNM", "USA", Export, "TOTAL", "H6", 2022, "1")
	march.Period.Month = 3
	p := &Panel{Flows: []Flow{trade("VNM", "USA", Export, "TOTAL", "H6", 2021, "12"), march}}
	if got, err := p.Groups(context.Background(), Query{}); err != nil || got[0].Value.String() != "13" {
		t.Errorf("got %+v, %v", got, err)
	}
	p.Flows = append(p.Flows, trade("VNM", "USA", Export, "TOTAL", "H6", 2022, "14"))
	if got, err := p.Groups(context.Background(), Query{By: []Dimension{ByPeriod}}); err != nil || len(got) != 3 {
		t.Errorf("by period: %+v, %v", got, err)
	}
}

// Two releases in one panel have a record on line 7 each, of which 10 of 20 lie
// in the window: 20 straddle. By the line alone they would be one record, with
// two of its two parts there.
func TestPanel_StraddlingOfTwoSources(t *testing.T) {
	p := &Panel{}
	for _, source := range []string{"a", "b"} {
		f := trade("VNM", "RUS", Import, "ships", "SIPRI", 2022, "10")
		f.Line, f.Parts, f.Source = 7, 2, source
		p.Flows = append(p.Flows, f)
	}
	if got, err := p.Groups(context.Background(), Query{}); err != nil || got[0].Straddling.String() != "20" {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestFlow_RoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[A-Za-z0-9,;"é ]{0,9}`)
		f := Flow{Reporter: text.Draw(t, "r"), Partner: text.Draw(t, "p"), Flow: rapid.SampledFrom(FlowCodes).Draw(t, "f"), Product: text.Draw(t, "k"),
			Classification: text.Draw(t, "c"), Period: Date{rapid.IntRange(1, 2200).Draw(t, "y"), rapid.IntRange(0, 12).Draw(t, "m"), 0}, Value: decimals(t),
			Unit: USD, Valuation: CIF, Quantity: decimals(t), QuantityUnit: text.Draw(t, "q"), Estimate: text.Draw(t, "e"), Flag: text.Draw(t, "g"),
			Source: text.Draw(t, "s"), Line: rapid.IntRange(0, 99).Draw(t, "l"), Parts: rapid.IntRange(0, 9).Draw(t, "n"), Aggregate: rapid.SampledFrom([]Side{NoSide, ReporterSide, PartnerSide, BothSides}).Draw(t, "a")}
		back, err := ParseFlow(f.Cells())
		if err != nil || back != f {
			t.Fatalf("%+v comes back as %+v, %v", f, back, err)
		}
	})
}

// 100,000 reasons are counted, in the time that 100,000 records take.
func TestAccount_ManyReasons(t *testing.T) {
	var a Account
	for i := range 100_000 {
		a.Drop(Int(int64(i)).String(), i+1)
	}
	if a.Dropped.Count() != 100_000 || len(a.Dropped) != maxReasons+1 || a.Dropped[maxReasons].Reason != "other reasons" || a.Dropped[maxReasons].Count != 100_000-maxReasons {
		t.Errorf("%d in %d reasons", a.Dropped.Count(), len(a.Dropped))
	}
}

func TestParseFlow_NoPeriod(t *testing.T) {
	f := trade("VNM", "USA", Export, "TOTAL", "H6", 2022, "1")
	f.Period = Date{}
	if _, err := ParseFlow(f.Cells()); err == nil || err.Error() != "period: is empty; a flow has a year, or a year and month, as 2022 or 2022-03" {
		t.Errorf("got %v", err)
	}
}

// 5 read + 2 added = 4 flows + 2 dropped + 1 rejected.
func TestAccount_Check(t *testing.T) {
	a := Account{Of: "rows", Read: 5, Flows: 4, Rejects: []*ParseError{{File: "x"}}}
	a.Drop("empty", 3)
	a.Drop("empty", 4)
	a.Add("more years", 5, 2)
	if err := a.Check(); err != nil || a.Dropped.Count() != 2 || len(a.Dropped) != 1 {
		t.Errorf("%v, %+v", err, a.Dropped)
	}
	a.Flows++
	if a.Check() == nil {
		t.Error("an account that does not close passes")
	}
}
