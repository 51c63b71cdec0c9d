package analysis_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/periplus-data/periplus/analysis"
	"github.com/periplus-data/periplus/data"
)

// Every panel below is made up, and every expected number derived by hand in
// the test that uses it.

// flow is a row of a made-up panel: "VNM RUS M 2019 30", with "/3" behind the
// value for a part of a record in three parts, whose line is the number behind
// "#".
func flow(t testing.TB, text string, unit data.Unit) data.Flow {
	t.Helper()
	words := strings.Fields(text)
	f := data.Flow{Reporter: words[0], Partner: words[1], Flow: data.FlowCode(words[2]), Product: data.AllProducts, Unit: unit, Line: 1}
	var err error
	if f.Period, err = data.ParseDate(words[3]); err != nil {
		t.Fatal(err)
	}
	value, parts, _ := strings.Cut(words[4], "/")
	if value != "-" {
		f.Value = data.MustDecimal(value)
	}
	if parts != "" {
		_, err = fmt.Sscanf(parts, "%d#%d", &f.Parts, &f.Line)
		if err != nil {
			t.Fatal(err)
		}
		f.Estimate = "divided evenly"
	}
	if unit != data.TIVMillion {
		f.Valuation = data.FOB
		if f.Flow == data.Import {
			f.Valuation = data.CIF
		}
	}
	if f.Partner == data.World {
		f.Aggregate = data.PartnerSide
	}
	return f
}

// panel makes a record of rows.
func panel(t testing.TB, format string, closed bool, from, to int, unit data.Unit, rows ...string) *data.Panel {
	t.Helper()
	p := &data.Panel{Release: data.Release{ID: data.NewReleaseID(format, "2025"), Format: format, Vintage: "2025", Closed: closed,
		Coverage: data.Period{Start: data.Date{Year: from}, End: data.Date{Year: to}}}}
	for _, r := range rows {
		f := flow(t, r, unit)
		f.Source = p.Release.ID
		p.Flows = append(p.Flows, f)
	}
	return p
}

func years(from, to int) func(*data.Figure) {
	return func(f *data.Figure) {
		f.Period = data.Period{Start: data.Date{Year: from}, End: data.Date{Year: to}}
	}
}

func check(t testing.TB, f data.Figure, o analysis.CheckOptions, records ...data.Record) []analysis.Finding {
	t.Helper()
	r, err := analysis.Check(context.Background(), []data.Figure{f}, records, o)
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range r.Warnings {
		t.Errorf("warning: %v", w)
	}
	return r.Findings
}

func one(t testing.TB, f data.Figure, records ...data.Record) analysis.Finding {
	t.Helper()
	found := check(t, f, analysis.CheckOptions{}, records...)
	if len(found) != 1 {
		t.Fatalf("%d findings, want 1: %+v", len(found), found)
	}
	return found[0]
}

// brief is what the tests compare of a finding.
func brief(f analysis.Finding) string {
	cells := fmt.Sprintf("%s %s %s", f.Verdict, f.Rule, f.Observed)
	if f.Reason != "" {
		cells += " " + string(f.Reason)
	}
	return cells
}

func share(t testing.TB, bound data.Bound, value string, from, to int) data.Figure {
	return figure(t, "share", "arms_share", data.Statement{Value: number(value), Unit: data.Percent, Bound: bound}, years(from, to))
}

// Russia delivered 8 of 10 in 2018 and 1 of 10 in 2019.
func twoYears(t testing.TB, closed bool) *data.Panel {
	return panel(t, "register", closed, 2018, 2019, data.TIVMillion,
		"VNM RUS M 2018 8", "VNM ISR M 2018 2", "VNM RUS M 2019 1", "VNM ISR M 2019 9", "IND RUS M 2018 5")
}

func TestCheck_Verdicts(t *testing.T) {
	arms := func(bound data.Bound, value string, from, to int) data.Figure {
		return figure(t, "a", "arms_imports", data.Statement{Value: number(value), Unit: data.TIVMillion, Bound: bound}, years(from, to))
	}
	measured := func(value, step string) data.Figure {
		return figure(t, "m", "arms_imports", data.Statement{Value: number(value), Step: number(step), Unit: data.TIVMillion}, years(2018, 2019))
	}
	tests := []struct {
		name   string
		figure data.Figure
		want   string
	}{
		// 9 of 20 is 45%.
		{"share holds", share(t, data.BoundMoreThan, "40", 2018, 2019), "holds within_bound 45"},
		{"share contradicted", share(t, data.BoundMoreThan, "45", 2018, 2019), "contradicted none 45"},
		{"closed end", share(t, data.BoundAtLeast, "45", 2018, 2019), "holds within_bound 45"},
		{"less than", share(t, data.BoundLessThan, "45", 2018, 2019), "contradicted none 45"},
		{"at most", share(t, data.BoundAtMost, "45", 2018, 2019), "holds within_bound 45"},
		// 2017 is outside: a share may then be anything between 0 and 100.
		{"share with a year unseen", share(t, data.BoundMoreThan, "40", 2017, 2019), "cannot_tell none 45 years_missing"},
		// 9 were seen; a sum cannot fall below.
		{"sum, cannot flip", arms(data.BoundMoreThan, "8", 2017, 2019), "holds within_bound 9"},
		{"sum, cannot flip back", arms(data.BoundLessThan, "9", 2017, 2019), "contradicted none 9"},
		{"sum, could flip", arms(data.BoundMoreThan, "9", 2017, 2019), "cannot_tell none 9 years_missing"},
		{"exactly the bound", arms(data.BoundAtMost, "9", 2017, 2019), "cannot_tell none 9 years_missing"},
		{"rounds", measured("9", "1"), "holds rounds_to 9"},
		// 9 printed as 10 in tens: [5, 15) holds 9.
		{"rounds in tens", measured("10", "10"), "holds rounds_to 9"},
		// 9 cut off in tens is 0, which is no rounding of it ([−5, 5) cut to 0).
		{"cut off", measured("0", "10"), "holds truncates_to 9"},
		{"neither", measured("20", "10"), "contradicted none 9"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := brief(one(t, test.figure, twoYears(t, true))); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

// By the statistics office of Viet Nam trade with China was 57.703 + 117.867
// and with the United States 109.389 + 14.471 billion dollars in 2022, in two
// tables; printed were 175 and 123.
func TestCheck_Truncation(t *testing.T) {
	exports := panel(t, "office", false, 2022, 2022, data.USD, "VNM CHN X 2022 57702602360", "VNM USA X 2022 109388889070")
	imports := panel(t, "office", false, 2022, 2022, data.USD, "VNM CHN M 2022 117866626810", "VNM USA M 2022 14470561080")
	russia, china, states, euros, _ := trade(t)
	china.Partner, states.Partner = "CHN", "USA"
	for _, test := range []struct {
		figure             data.Figure
		observed, roundsTo string
	}{
		{china, "175569229170", "176000000000"},
		{states, "123859450150", "124000000000"},
	} {
		f := one(t, test.figure, exports, imports)
		if got, want := brief(f), "holds truncates_to "+test.observed; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
		if f.RoundsTo.String() != test.roundsTo || f.Rounding != data.RoundingDown || f.Whose != analysis.WhoseReporter || f.Valuation != data.Mixed {
			t.Errorf("rounds to %s, rounding %s, whose %s, valuation %s", f.RoundsTo, f.Rounding, f.Whose, f.Valuation)
		}
		// 175.569 rounds to 176 and 123.859 to 124: who insists on rounding is
		// contradicted.
		r, err := analysis.Check(context.Background(), []data.Figure{test.figure}, []data.Record{exports, imports}, analysis.CheckOptions{Rounding: data.RoundingNearest})
		if err != nil || brief(r.Findings[0]) != "contradicted none "+test.observed {
			t.Errorf("rounded: %s, %v", brief(r.Findings[0]), err)
		}
		if !f.Low.Equal(test.figure.Amount.Value) {
			t.Errorf("cut off, the least is the number printed, not %s", f.Low)
		}
	}
	// One table alone has one of the two flows.
	f := one(t, china, exports)
	if got, want := brief(f), "cannot_tell none 57702602360 flow_missing"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	// Less than the exports alone, the total cannot be.
	low := figure(t, "low", "trade_total", data.Statement{Value: number("57000000000"), Unit: data.USD, Bound: data.BoundLessThan}, years(2022, 2022))
	low.Partner = "CHN"
	if got, want := brief(one(t, low, exports)), "contradicted none 57702602360"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	// No row of Russia, in an extract.
	f = one(t, russia, exports, imports)
	if got, want := brief(f), "cannot_tell none  no_row"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := f.Wanted.String(), "a UN Comtrade file with reporter VNM or RUS that covers 2022"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	// Euros against dollars.
	euros.Partner = "CHN"
	f = one(t, euros, exports, imports)
	if got, want := brief(f)+" "+f.Detail, "cannot_tell none  unit USD"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// VNM says it sold 10 and bought 20; RUS says it bought 12 and sold 18.
func TestCheck_BothSides(t *testing.T) {
	p := panel(t, "comtrade", false, 2022, 2022, data.USD,
		"VNM RUS X 2022 10", "VNM RUS M 2022 20", "RUS VNM M 2022 12", "RUS VNM X 2022 18")
	tests := []struct {
		measure, value string
		want           []string
	}{
		{"trade_total", "30", []string{"reporter mixed holds rounds_to 30", "mirror mixed holds rounds_to 30"}},
		{"exports", "10", []string{"reporter FOB holds rounds_to 10", "mirror CIF contradicted none 12"}},
		{"imports", "18", []string{"reporter CIF contradicted none 20", "mirror FOB holds rounds_to 18"}},
		{"trade_balance", "-10", []string{"reporter mixed holds rounds_to -10", "mirror mixed contradicted none -6"}},
	}
	for _, test := range tests {
		f := figure(t, "f", test.measure, data.Statement{Value: number(test.value), Step: number("1"), Unit: data.USD}, years(2022, 2022))
		var got []string
		for _, found := range check(t, f, analysis.CheckOptions{}, p) {
			got = append(got, fmt.Sprintf("%s %s %s", found.Whose, found.Valuation, brief(found)))
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: got %q, want %q", test.measure, got, test.want)
		}
	}
}

// A deal of 30 over 2018, 2019 and 2020 is divided 10, 10, 10; in 2019–2020
// between 0 and 30 of it were delivered.
func TestCheck_Straddling(t *testing.T) {
	p := panel(t, "classic", true, 2010, 2020, data.TIVMillion,
		"VNM RUS M 2018 10/3#7", "VNM RUS M 2019 10/3#7", "VNM RUS M 2020 10/3#7", "VNM RUS M 2019 40", "VNM ISR M 2020 20")
	tests := []struct {
		figure data.Figure
		want   string
		est    string
	}{
		// 20 of the 60 + 20 are estimates: 25%. Possible: 40 to 70 of 60 to 90,
		// 66.7% to 77.8%.
		{share(t, data.BoundMoreThan, "60", 2019, 2020), "holds within_bound 75", "25"},
		{share(t, data.BoundMoreThan, "70", 2019, 2020), "cannot_tell none 75 estimate", "25"},
		{share(t, data.BoundMoreThan, "80", 2019, 2020), "contradicted none 75", "25"},
		// All three years: nothing straddles, 70 of 90.
		{share(t, data.BoundMoreThan, "77", 2018, 2020), "holds within_bound 77.7777777778", "0"},
	}
	for _, test := range tests {
		f := one(t, test.figure, p)
		if got := brief(f); got != test.want {
			t.Errorf("got %s, want %s", got, test.want)
		}
		if f.Estimate.String() != test.est {
			t.Errorf("estimate %s, want %s", f.Estimate, test.est)
		}
	}
}

// A file given twice, or two overlapping files of one release, count once.
func TestCheck_Overlap(t *testing.T) {
	rows := []string{"VNM RUS M 2018 10/2#7", "VNM RUS M 2019 10/2#7", "VNM ISR M 2019 30"}
	p := panel(t, "classic", true, 2010, 2020, data.TIVMillion, append(rows, "IND RUS M 2019 5")...)
	q := panel(t, "classic", true, 2010, 2020, data.TIVMillion, rows...)
	f := one(t, share(t, data.BoundMoreThan, "20", 2019, 2019), p, q)
	// 10 of 40, of which all 10 may be 0 to 20: 0 of 30 to 20 of 50.
	if got := brief(f) + " " + f.Possible.Low.String() + " " + f.Possible.High.String() + " " + f.Estimate.String(); got != "cannot_tell none 25 estimate 0 40 25" {
		t.Errorf("got %s", got)
	}
	// Two that disagree give a warning.
	r, err := analysis.Check(context.Background(), []data.Figure{share(t, data.BoundMoreThan, "20", 2018, 2019)},
		[]data.Record{twoYears(t, true), panel(t, "register", true, 2018, 2019, data.TIVMillion, "VNM RUS M 2018 9", "VNM ISR M 2018 2")}, analysis.CheckOptions{})
	if err != nil || len(r.Warnings) != 1 || r.Warnings[0].Error() != "two files of register-2025 state 8 and 9 for VNM with RUS in 2018; the first is taken" {
		t.Errorf("%v, warnings %v", err, r.Warnings)
	}
}

// A direction is checked only where it is about a change.
func TestCheck_Direction(t *testing.T) {
	up := data.Statement{Bound: data.BoundDirection, Range: data.Interval{Low: data.Int(0)}}
	f := one(t, figure(t, "up", "arms_imports", up, years(2018, 2019)), twoYears(t, true))
	if f.Verdict != analysis.CannotTell || f.Reason != analysis.ReasonNoNumber {
		t.Errorf("got %s", brief(f))
	}
}
