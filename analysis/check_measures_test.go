package analysis_test

import (
	"context"
	"strings"
	"testing"

	"github.com/periplus-data/periplus/analysis"
	"github.com/periplus-data/periplus/data"
)

// A record that names a world row gives the whole; without it an extract of
// two partners does not.
func TestCheck_TradeShare(t *testing.T) {
	rows := []string{"VNM RUS X 2022 10", "VNM RUS M 2022 20", "VNM USA X 2022 30", "VNM USA M 2022 5"}
	of := func(bound data.Bound, value string) data.Figure {
		return figure(t, "s", "trade_share", data.Statement{Value: number(value), Unit: data.Percent, Bound: bound}, years(2022, 2022))
	}
	extract := panel(t, "comtrade", false, 2022, 2022, data.USD, rows...)
	f := one(t, of(data.BoundMoreThan, "20"), extract)
	// 30 of at least 65: at most 46.15%.
	if got, want := brief(f), "cannot_tell none  whole_missing"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if f := one(t, of(data.BoundMoreThan, "47"), extract); f.Verdict != analysis.Contradicted {
		t.Errorf("30 of at least 65 cannot be over 47%%: %s", brief(f))
	}
	// 30 of 100 + 50 is 20%.
	world := panel(t, "comtrade", false, 2022, 2022, data.USD, append(rows, "VNM WLD X 2022 100", "VNM WLD M 2022 50")...)
	f = one(t, of(data.BoundAtLeast, "20"), world)
	if got, want := brief(f), "holds within_bound 20"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	want := "reporter=VNM partner=RUS flow=X product=TOTAL unit=USD period=2022 + reporter=VNM partner=RUS flow=M product=TOTAL unit=USD period=2022" +
		" ÷ reporter=VNM partner=WLD flow=X product=TOTAL unit=USD period=2022 + reporter=VNM partner=WLD flow=M product=TOTAL unit=USD period=2022"
	if got := f.SelectionText(); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	// 30 against the other 120.
	ratio := figure(t, "r", "trade_ratio", data.Statement{Value: number("0.25"), Step: number("0.01"), Unit: data.Ratio}, years(2022, 2022))
	if got, want := brief(one(t, ratio, world)), "holds rounds_to 0.25"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// Files that hold less than their rows seem to say.
func TestCheck_WhatAFileHolds(t *testing.T) {
	arms := func(measure string, edit func(*data.Figure), value string) data.Figure {
		return figure(t, "a", measure, data.Statement{Value: number(value), Step: number("1"), Unit: data.TIVMillion}, func(f *data.Figure) {
			years(2018, 2018)(f)
			if edit != nil {
				edit(f)
			}
		})
	}
	all := func(f *data.Figure) { f.Partner = "" }
	supplier := panel(t, "supplier", true, 2018, 2019, data.TIVMillion, "VNM RUS M 2018 8", "IND RUS M 2018 5")
	imports := panel(t, "imports", true, 2018, 2019, data.TIVMillion, "VNM WLD M 2018 10", "IND WLD M 2018 9")
	imports.Flows[0].Aggregate, imports.Flows[1].Aggregate = data.NoSide, data.NoSide
	exports := panel(t, "exports", true, 2018, 2019, data.TIVMillion, "RUS WLD X 2018 13", "USA WLD X 2018 90")
	exports.Flows[0].Aggregate, exports.Flows[1].Aggregate = data.NoSide, data.NoSide
	baci := panel(t, "baci", true, 2018, 2018, data.USD, "VNM RUS X 2018 3", "RUS VNM X 2018 4", "USA VNM X 2018 5")
	tests := []struct {
		name   string
		figure data.Figure
		record *data.Panel
		want   string
	}{
		{"one supplier's table is not all suppliers", share(t, data.BoundMoreThan, "80", 2018, 2018), supplier, "cannot_tell none  whole_missing"},
		{"but it has what the supplier delivered", arms("arms_imports", nil, "8"), supplier, "holds rounds_to 8"},
		{"to all recipients", arms("arms_exports", func(f *data.Figure) { f.Reporter, f.Partner = "RUS", "" }, "13"), supplier, "holds rounds_to 13"},
		{"to one, from the recipient's row", arms("arms_exports", func(f *data.Figure) { f.Reporter, f.Partner = "RUS", "IND" }, "5"), supplier, "holds rounds_to 5"},
		{"all it imported is not in it", arms("arms_imports", all, "8"), supplier, "cannot_tell none 8 whole_missing"},
		{"a table of totals has the total", arms("arms_imports", all, "10"), imports, "holds rounds_to 10"},
		{"and not who supplied it", arms("arms_imports", nil, "8"), imports, "cannot_tell none  whole_missing"},
		{"but at most the total", arms("arms_imports", nil, "11"), imports, "contradicted none "},
		{"nothing in 2019, and the file is closed", arms("arms_imports", func(f *data.Figure) { years(2019, 2019)(f) }, "0"), supplier, "holds rounds_to 0"},
		{"a place that never occurs", arms("arms_imports", func(f *data.Figure) { f.Reporter = "BTN" }, "0"), supplier, "cannot_tell none  no_row"},
		{"a table of exports", arms("arms_exports", func(f *data.Figure) { f.Reporter, f.Partner = "USA", "" }, "90"), exports, "holds rounds_to 90"},
		{"a table of exports has no imports", arms("arms_imports", all, "90"), exports, "cannot_tell none  no_row"},
		{"each flow stated once", figure(t, "b", "trade_total", data.Statement{Value: number("7"), Step: number("1"), Unit: data.USD}, years(2018, 2018)), baci, "holds rounds_to 7"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := brief(one(t, test.figure, test.record)); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
	if f := one(t, tests[len(tests)-1].figure, baci); f.Whose != analysis.WhoseProvider || f.Valuation != data.FOB {
		t.Errorf("whose %s, valuation %s", f.Whose, f.Valuation)
	}
}

func TestCheck_RankAndGrowth(t *testing.T) {
	p := panel(t, "register", true, 2017, 2020, data.TIVMillion,
		"VNM RUS M 2017 6", "VNM RUS M 2018 4", "VNM ISR M 2018 7", "VNM USA M 2018 4", "VNM RUS M 2019 3", "VNM RUS M 2020 2", "VNM ISR M 2019 1")
	rank := func(value string, from, to int) data.Figure {
		return figure(t, "r", "arms_rank", data.Statement{Value: number(value), Unit: data.Ordinal}, years(from, to))
	}
	growth := func(s data.Statement, from, to int) data.Figure {
		s.Unit = data.Percent
		return figure(t, "g", "arms_growth", s, years(from, to))
	}
	tests := []struct {
		figure data.Figure
		want   string
	}{
		{rank("2", 2018, 2018), "holds within_bound 2"},
		{rank("1", 2018, 2018), "contradicted none 2"},
		{rank("1", 2017, 2020), "holds within_bound 1"},             // 15 against 8
		{rank("1", 2016, 2020), "cannot_tell none 1 years_missing"}, // anyone may have delivered in 2016
		// 2019–20 against 2017–18: 5 against 10, −50%.
		{growth(data.Statement{Value: number("-50"), Step: number("1")}, 2019, 2020), "holds rounds_to -50"},
		{growth(data.Statement{Bound: data.BoundDirection, Range: data.Interval{High: data.Int(0)}}, 2019, 2020), "holds within_bound -50"},
		{growth(data.Statement{Bound: data.BoundDirection, Range: data.Interval{Low: data.Int(0)}}, 2019, 2020), "contradicted none -50"},
		{growth(data.Statement{Value: number("-50"), Step: number("1")}, 2017, 2018), "cannot_tell none  years_missing"},
	}
	for _, test := range tests {
		if got := brief(one(t, test.figure, p)); got != test.want {
			t.Errorf("%s: got %s, want %s", test.figure.Period, got, test.want)
		}
	}
	none := panel(t, "register", true, 2017, 2018, data.TIVMillion, "VNM RUS M 2018 4", "VNM ISR M 2018 7")
	if got, want := brief(one(t, growth(data.Statement{Value: number("5"), Step: number("1")}, 2018, 2018), none)), "cannot_tell none  division_by_zero"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	trade := panel(t, "comtrade", false, 2021, 2022, data.USD, "VNM RUS X 2021 10", "VNM RUS X 2022 12")
	for scope, want := range map[string]string{"exports": "holds rounds_to 20", "": "cannot_tell none  scope"} {
		f := figure(t, "g", "growth", data.Statement{Value: number("20"), Step: number("1"), Unit: data.Percent}, func(f *data.Figure) { years(2022, 2022)(f); f.Scope = scope })
		if got := brief(one(t, f, trade)); got != want {
			t.Errorf("%q: got %s, want %s", scope, got, want)
		}
	}
}

// What cannot be asked of any record, and why.
func TestCheck_Reasons(t *testing.T) {
	p := twoYears(t, true)
	day := data.Date{Year: 2018, Month: 6, Day: 20}
	tests := map[analysis.Reason]data.Figure{
		analysis.ReasonMeasure:  figure(t, "f", "agreements", data.Statement{Value: number("11"), Unit: data.Count}, years(2018, 2018)),
		analysis.ReasonNotDated: figure(t, "f", "arms_share", data.Statement{Value: number("80"), Unit: data.Percent, Bound: data.BoundMoreThan}, nil),
		analysis.ReasonNoNumber: figure(t, "f", "arms_rank", data.Statement{Unit: data.Ordinal, Bound: data.BoundVague}, years(2018, 2018)),
		analysis.ReasonParties:  figure(t, "f", "arms_share", data.Statement{Value: number("80"), Unit: data.Percent, Bound: data.BoundMoreThan}, func(f *data.Figure) { years(2018, 2018)(f); f.Partner = "" }),
		analysis.ReasonPeriod: figure(t, "f", "arms_imports", data.Statement{Value: number("8"), Step: number("1"), Unit: data.TIVMillion},
			func(f *data.Figure) { f.Period = data.Period{Start: day, End: day} }),
	}
	for reason, f := range tests {
		if got := one(t, f, p); got.Verdict != analysis.CannotTell || got.Reason != reason {
			t.Errorf("got %s %s, want cannot_tell %s", got.Verdict, got.Reason, reason)
		}
	}
	// No records at all: what would tell is said all the same.
	f := one(t, share(t, data.BoundMoreThan, "80", 1995, 2023))
	if got, want := f.Wanted.String(), "a SIPRI trade register that holds VNM and covers 1995 to 2023"; f.Reason != analysis.ReasonNoRow || got != want {
		t.Errorf("got %s, %s; want %s", f.Reason, got, want)
	}
}

// Months add up to a year only where all twelve are there.
func TestCheck_Months(t *testing.T) {
	var rows []string
	for month := range 12 {
		rows = append(rows, "VNM RUS X 2022-"+string(rune('0'+(month+1)/10))+string(rune('0'+(month+1)%10))+" 1")
	}
	f := figure(t, "f", "exports", data.Statement{Value: number("12"), Step: number("1"), Unit: data.USD}, years(2022, 2022))
	if got, want := brief(one(t, f, panel(t, "comtrade", false, 2022, 2022, data.USD, rows...))), "holds rounds_to 12"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := brief(one(t, f, panel(t, "comtrade", false, 2022, 2022, data.USD, rows[:11]...))), "cannot_tell none 11 years_missing"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	quarter := figure(t, "f", "exports", data.Statement{Value: number("3"), Step: number("1"), Unit: data.USD}, func(f *data.Figure) {
		f.Period = data.Period{Start: data.Date{Year: 2022, Month: 2}, End: data.Date{Year: 2022, Month: 4}}
	})
	if got, want := brief(one(t, quarter, panel(t, "comtrade", false, 2022, 2022, data.USD, rows...))), "holds rounds_to 3"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// A year's row does not say what of it fell into a quarter: in a closed file of
// years that is not 0, nor for a partner in months beside the others in years.
func TestCheck_MonthsOfAYearlyFile(t *testing.T) {
	quarter := func(partner string) data.Figure {
		f := figure(t, "f", "exports", data.Statement{Value: number("3"), Step: number("1"), Unit: data.USD}, func(f *data.Figure) {
			f.Period = data.Period{Start: data.Date{Year: 2022, Month: 2}, End: data.Date{Year: 2022, Month: 4}}
		})
		f.Partner = partner
		return f
	}
	p := panel(t, "baci", true, 2022, 2022, data.USD, "VNM RUS X 2022 12", "VNM CHN X 2022 30", "VNM USA X 2022-03 3")
	for _, c := range []struct{ partner, want string }{
		{"RUS", "cannot_tell none  no_row"},      // a year alone
		{"USA", "holds rounds_to 3"},             // 0 + 3 + 0: a closed file states every month
		{"", "cannot_tell none 3 whole_missing"}, // 3 of the United States and a part of 42
	} {
		if got := brief(one(t, quarter(c.partner), p)); got != c.want {
			t.Errorf("%s: got %s, want %s", c.partner, got, c.want)
		}
	}
}

// A record that ends in 2018 shows no latest five years of 2010 to 2019: those
// before them are not the latest. By hand 10 of 20 in 2010–14.
func TestCheck_LatestNotSeen(t *testing.T) {
	p := panel(t, "register", true, 2009, 2018, data.TIVMillion, "VNM RUS M 2010 10", "VNM ISR M 2014 10")
	f := one(t, share(t, data.BoundMoreThan, "40", 2010, 2019), p)
	if len(f.Windows) != 1 || f.Windows[0].Observed.String() != "50" || f.Windows[0].Verdict != analysis.Holds || f.LatestVerdict() != "" {
		t.Errorf("got %+v, %s", f.Windows, f.LatestVerdict())
	}
}

// Ten years: 10 of 10 a year until 2014, then 1, 1, 1, 0, 0 of 10. By hand the
// windows are 100% (2010–14) and 3 of 50, 6% (2015–19); the five-year means
// are 10 (to 2014), 8.2, 6.4, 4.6, 2.6, 0.6: below 5 from 2017 on.
func TestCheck_WindowsAndTiming(t *testing.T) {
	var rows []string
	for i, v := range []string{"10", "10", "10", "10", "10", "1", "1", "1", "0", "0"} {
		year := data.Date{Year: 2010 + i}.String()
		rest := data.Int(10).Sub(number(v)).String()
		rows = append(rows, "VNM RUS M "+year+" "+v, "VNM ISR M "+year+" "+rest)
	}
	p := panel(t, "register", true, 2009, 2019, data.TIVMillion, rows...)
	found := check(t, share(t, data.BoundMoreThan, "50", 2010, 2019), analysis.CheckOptions{Event: 2018, Windows: []data.Period{{Start: data.Date{Year: 2013}, End: data.Date{Year: 2016}}}}, p)
	f := found[0]
	if got, want := brief(f), "holds within_bound 53"; got != want { // 53 of 100
		t.Errorf("got %s, want %s", got, want)
	}
	if len(f.Windows) != 3 {
		t.Fatalf("%d windows", len(f.Windows))
	}
	for i, want := range []string{"2015/2019 6 contradicted", "2010/2014 100 holds", "2013/2016 55 holds"} { // 22 of 40
		w := f.Windows[i]
		if got := w.Period.String() + " " + w.Observed.String() + " " + string(w.Verdict); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	if f.LatestVerdict() != analysis.Contradicted {
		t.Errorf("the latest five years are %s", f.LatestVerdict())
	}
	tm := f.Timing
	if tm == nil {
		t.Fatal("no timing")
	}
	if got, want := tm.Peak.String()+" "+tm.PeakMean.String()+" "+tm.Fell.String()+" "+tm.FellMean.String()+" "+tm.LastMean.String(), "2010/2014 10 2017 4.6 0.6"; got != want || !tm.FellBefore() {
		t.Errorf("got %s, want %s; before %v", got, want, tm.FellBefore())
	}
	// The fall may come in the year right after the peak: means 20, then 0.
	sudden := panel(t, "register", true, 2010, 2015, data.TIVMillion, "VNM RUS M 2010 100", "VNM ISR M 2015 1")
	if f := one(t, share(t, data.BoundMoreThan, "50", 2010, 2015), sudden); f.Timing == nil || f.Timing.Fell.Year != 2015 {
		t.Errorf("got %+v", f.Timing)
	}
	// Five years or fewer have no windows.
	if f := one(t, share(t, data.BoundMoreThan, "50", 2015, 2019), p); len(f.Windows) != 0 || f.LatestVerdict() != "" {
		t.Errorf("%d windows", len(f.Windows))
	}
	// A statement without a date still learns when deliveries fell.
	trend := figure(t, "trend", "arms_growth", data.Statement{Bound: data.BoundDirection, Range: data.Interval{High: data.Int(0)}}, nil)
	if f := one(t, trend, p); f.Timing == nil || f.Timing.Fell.Year != 2017 || f.Reason != analysis.ReasonNotDated {
		t.Errorf("got %+v", f.Timing)
	}
}

func TestCheck_Table(t *testing.T) {
	r, err := analysis.Check(context.Background(), []data.Figure{share(t, data.BoundMoreThan, "40", 2018, 2019)}, []data.Record{twoYears(t, true)}, analysis.CheckOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := r.Table().WriteCSV(&b, false); err != nil {
		t.Fatal(err)
	}
	const want = "id,verdict,stated,low,high,observed,unit,rule,covers_start,covers_end,source,vintage,rounding,estimate,whose,selection," +
		"valuation,reason,detail,missing,would_tell,possible_low,possible_high,rounds_to,windows,latest,fell\n" +
		"share,holds,40,40,100,45,percent,within_bound,2018,2019,register-2025,2025,,0,provider," +
		"reporter=VNM partner=RUS flow=M product=TOTAL unit=TIV_million period=2018/2019 ÷ reporter=VNM flow=M product=TOTAL unit=TIV_million period=2018/2019," +
		",,,,,45,45,,,,\n"
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
	if n, _ := r.Frame().Dims(); n != 1 {
		t.Errorf("%d rows in the frame", n)
	}
	rows, err := r.Findings[0].Rows(context.Background(), 0)
	if err != nil || len(rows) != 4 {
		t.Errorf("%d rows behind it, %v; want the 2 of Russia and the 2 of Israel", len(rows), err)
	}
}

// What the Soviet Union delivered is no part of Russia's share, and is said.
func TestCheck_FormerStates(t *testing.T) {
	p := panel(t, "register", true, 1980, 2000, data.TIVMillion, "VNM SUN M 1980 90", "VNM RUS M 1995 6", "VNM ISR M 1995 4", "DDR SUN M 1980 7", "DEU USA M 1995 3")
	f := one(t, share(t, data.BoundMoreThan, "5", 1980, 2000), p)
	if got, want := brief(f), "holds within_bound 6"; got != want { // 6 of 100
		t.Errorf("got %s, want %s", got, want)
	}
	if len(f.Former) != 1 || f.Former[0].Place != "SUN" || f.Former[0].Value.String() != "90" {
		t.Errorf("former states: %+v", f.Former)
	}
	if f := one(t, share(t, data.BoundMoreThan, "5", 1995, 2000), p); len(f.Former) != 0 {
		t.Errorf("the Soviet Union had ended: %+v", f.Former)
	}
	germany := figure(t, "g", "arms_imports", data.Statement{Value: number("3"), Step: number("1"), Unit: data.TIVMillion},
		func(f *data.Figure) { years(1980, 2000)(f); f.Reporter, f.Partner = "DEU", "" })
	if f := one(t, germany, p); f.Verdict != analysis.Holds || len(f.Former) != 1 || f.Former[0].Place != "DDR" || f.Former[0].Value.String() != "7" {
		t.Errorf("%s, former states: %+v", brief(f), f.Former)
	}
}
