package analysis_test

import (
	"context"
	"strings"
	"testing"

	"github.com/periplus-data/periplus/analysis"
	"github.com/periplus-data/periplus/data"
)

// Made up: Russia delivered 515 of 1,000 in one vintage and 498 of 1,000 in
// the next; Israel's part moved the other way.
func vintages(t testing.TB) (old, new *data.Panel) {
	old = panel(t, "register", true, 2018, 2023, data.TIVMillion, "VNM RUS M 2019 515", "VNM ISR M 2019 485", "IND FRA M 2020 7", "IND FRA M 2018 100")
	new = panel(t, "register", true, 2018, 2024, data.TIVMillion, "VNM RUS M 2019 498", "VNM ISR M 2019 502", "IND FRA M 2020 7", "IND FRA M 2018 100", "IND FRA M 2024 900")
	new.Release.Vintage, new.Release.ID = "2026", "register-2026"
	return old, new
}

func TestDiffFigures(t *testing.T) {
	old, new := vintages(t)
	set := analysis.FigureSet{Report: "vietnam", Figures: []data.Figure{
		share(t, data.BoundMoreThan, "50", 2019, 2023), // 51.5 and 49.8: flips
		share(t, data.BoundMoreThan, "40", 2019, 2023), // 51.5 and 49.8: drifts
		figure(t, "india", "arms_imports", data.Statement{Value: number("7"), Step: number("1"), Unit: data.TIVMillion},
			func(f *data.Figure) { years(2020, 2020)(f); f.Reporter, f.Partner = "IND", "FRA" }), // 7 and 7: survives
		figure(t, "visits", "agreements", data.Statement{Value: number("5"), Unit: data.Count}, years(2020, 2020)),
	}}
	r, err := analysis.DiffFigures(context.Background(), []data.Record{old}, []data.Record{new}, []analysis.FigureSet{set}, analysis.CheckOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := r.Table().WriteCSV(&b, false); err != nil {
		t.Fatal(err)
	}
	const want = "report,id,state,stated,before,after,before_verdict,after_verdict,unit,before_source,after_source,whose,before_rule,after_rule,before_latest,after_latest\n" +
		"vietnam,share,flip,50,51.5,49.8,holds,contradicted,percent,register-2025,register-2026,provider,within_bound,none,,\n" +
		"vietnam,share,drift,40,51.5,49.8,holds,holds,percent,register-2025,register-2026,provider,within_bound,within_bound,,\n" +
		"vietnam,india,survive,7,7,7,holds,holds,TIV_million,register-2025,register-2026,provider,rounds_to,rounds_to,,\n" +
		"vietnam,visits,not_checked,5,,,cannot_tell,cannot_tell,count,,,,none,none,,\n"
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
	for state, n := range map[analysis.DiffState]int{analysis.Flips: 1, analysis.Drifts: 1, analysis.Survives: 1, analysis.NotChecked: 1} {
		if r.Count(state) != n {
			t.Errorf("%d are %s", r.Count(state), state)
		}
	}
}

// A side that only one release has is said to be missing in the other.
func TestDiffFigures_Sides(t *testing.T) {
	old := panel(t, "comtrade", false, 2022, 2022, data.USD, "VNM RUS X 2022 10")
	new := panel(t, "comtrade", false, 2022, 2022, data.USD, "VNM RUS X 2022 10", "RUS VNM M 2022 12")
	f := figure(t, "f", "exports", data.Statement{Value: number("10"), Step: number("1"), Unit: data.USD}, years(2022, 2022))
	r, err := analysis.DiffFigures(context.Background(), []data.Record{old}, []data.Record{new}, []analysis.FigureSet{{"r", []data.Figure{f}}}, analysis.CheckOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Changes) != 2 || r.Changes[0].State != analysis.Survives || r.Changes[1].State != analysis.NotShown || r.Changes[1].Before.Whose != analysis.WhoseMirror {
		t.Errorf("got %+v", r.Table().Rows)
	}
}

// By hand, over 2018–2023: Russia −17, Israel +17, all else the same; 2024 is
// in one release only and does not count.
func TestDiffRecords(t *testing.T) {
	old, new := vintages(t)
	r, err := analysis.DiffRecords(context.Background(), old, new, analysis.RecordDiffOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := r.Table().WriteCSV(&b, false); err != nil {
		t.Fatal(err)
	}
	const want = "by,reporter,partner,flow,unit,start,end,before,after,change,percent\n" +
		"partner,,ISR,M,TIV_million,2018,2023,485,502,17,3.50515463918\n" + // 17 ÷ 485
		"partner,,RUS,M,TIV_million,2018,2023,515,498,-17,-3.30097087379\n" + // 17 ÷ 515
		"pair,VNM,ISR,M,TIV_million,2019,2023,485,502,17,3.50515463918\n" +
		"pair,VNM,RUS,M,TIV_million,2019,2023,515,498,-17,-3.30097087379\n"
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
	// 2 reporters, 3 partners, and 4 pairs in windows: VNM with two in 2019–23,
	// IND with FRA in 2019–23 and in 2018.
	if r.Compared != 9 || r.Differ != 4 || len(r.Warnings) != 0 {
		t.Errorf("compared %d, differ %d, warnings %v", r.Compared, r.Differ, r.Warnings)
	}
	if r, err = analysis.DiffRecords(context.Background(), old, new, analysis.RecordDiffOptions{Top: 1, Where: data.Selection{Reporters: []string{"VNM"}}}); err != nil || len(r.Changes) != 2 {
		t.Errorf("%d changes, %v", len(r.Changes), err)
	}
	early := panel(t, "register", true, 1990, 1995, data.TIVMillion, "VNM RUS M 1990 5")
	_, err = analysis.DiffRecords(context.Background(), early, new, analysis.RecordDiffOptions{})
	if err == nil || err.Error() != "register-2025 covers 1990/1995 and register-2026 covers 2018/2024; no year is in both" {
		t.Errorf("got %v", err)
	}
	mixed := panel(t, "mixed", true, 2018, 2023, data.USD, "VNM RUS X 2019 5", "VNM RUS X 2019 6")
	mixed.Flows[0].Product, mixed.Flows[0].Classification = "01", "H5"
	mixed.Flows[1].Product, mixed.Flows[1].Classification = "0101", "H5"
	if r, err = analysis.DiffRecords(context.Background(), mixed, mixed, analysis.RecordDiffOptions{}); err != nil || r.Compared != 3 {
		t.Errorf("levels are told apart: %d, %v", r.Compared, err)
	}
}

// The total that one release states and the chapters that both do: 12 became 13
// by the chapters, and nothing is gone.
func TestDiffRecords_Products(t *testing.T) {
	old := panel(t, "comtrade", false, 2022, 2022, data.USD, "VNM CHN X 2022 12", "VNM CHN X 2022 7", "VNM CHN X 2022 5")
	new := panel(t, "comtrade", false, 2022, 2022, data.USD, "VNM CHN X 2022 7", "VNM CHN X 2022 6")
	for i, code := range []string{"01", "02"} {
		old.Flows[i+1].Product, old.Flows[i+1].Classification = code, "H6"
		new.Flows[i].Product, new.Flows[i].Classification = code, "H6"
	}
	r, err := analysis.DiffRecords(context.Background(), old, new, analysis.RecordDiffOptions{})
	if err != nil || len(r.Changes) != 3 || r.Changes[0].Before.String() != "12" || r.Changes[0].After.String() != "13" {
		t.Errorf("got %+v, %v", r.Changes, err)
	}
}

// A release that begins in May does not hold the year: only 2021 is compared,
// with 5 in both.
func TestDiffRecords_PartOfAYear(t *testing.T) {
	old := panel(t, "comtrade", false, 2020, 2021, data.USD, "VNM CHN X 2020-01 3", "VNM CHN X 2020-05 4", "VNM CHN X 2021-01 5")
	new := panel(t, "comtrade", false, 2020, 2021, data.USD, "VNM CHN X 2020-05 4", "VNM CHN X 2021-01 5")
	old.Release.Coverage = data.Period{Start: data.Date{Year: 2020, Month: 1}, End: data.Date{Year: 2021, Month: 12}}
	new.Release.Coverage = data.Period{Start: data.Date{Year: 2020, Month: 5}, End: data.Date{Year: 2021, Month: 12}}
	r, err := analysis.DiffRecords(context.Background(), old, new, analysis.RecordDiffOptions{})
	if err != nil || r.Period.String() != "2021" || r.Differ != 0 {
		t.Errorf("%s, %d differ, %v", r.Period, r.Differ, err)
	}
}

// 85% holds in a register of 2018 to 2023. One that begins in 2020 shows too
// little of 2019–23 to tell, which is no flip: nothing contradicts the number.
func TestDiffFigures_NotShown(t *testing.T) {
	old := panel(t, "register", true, 2018, 2023, data.TIVMillion, "VNM RUS M 2019 85", "VNM ISR M 2020 15")
	new := panel(t, "register", true, 2020, 2023, data.TIVMillion, "VNM RUS M 2020 85", "VNM ISR M 2020 15")
	f := share(t, data.BoundMoreThan, "50", 2019, 2023)
	r, err := analysis.DiffFigures(context.Background(), []data.Record{old}, []data.Record{new}, []analysis.FigureSet{{"r", []data.Figure{f}}}, analysis.CheckOptions{})
	if err != nil || len(r.Changes) != 1 || r.Changes[0].State != analysis.NotShown || r.Count(analysis.Flips) != 0 {
		t.Errorf("got %+v, %v", r.Changes, err)
	}
}

// The new file lacks 2020: its 10 of the old one did not go away.
func TestDiffRecords_Lacks(t *testing.T) {
	old := panel(t, "register", true, 2019, 2021, data.TIVMillion, "VNM RUS M 2019 5", "VNM RUS M 2020 10", "VNM RUS M 2021 7")
	new := panel(t, "register", true, 2019, 2021, data.TIVMillion, "VNM RUS M 2019 5", "VNM RUS M 2021 8")
	new.Release.ID, new.Release.Vintage, new.Release.Lacks = "register-2026", "2026", []int{2020}
	r, err := analysis.DiffRecords(context.Background(), old, new, analysis.RecordDiffOptions{})
	if err != nil || len(r.Warnings) != 1 || r.Warnings[0].Error() != "2020 is left out: one of the files lacks it" {
		t.Fatalf("got %v, %v", r.Warnings, err)
	}
	for _, c := range r.Changes {
		if c.Before.String() != "12" || c.After.String() != "13" { // 5 + 7 and 5 + 8
			t.Errorf("%s: %s and %s", c.By, c.Before, c.After)
		}
	}
}
