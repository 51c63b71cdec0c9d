package analysis_test

import (
	"fmt"
	"math/big"
	"strings"
	"testing"

	"github.com/periplus-data/periplus/analysis"
	"github.com/periplus-data/periplus/data"
)

// figure builds a figure of Viet Nam's trade or arms; edit changes it before
// its interval is derived.
func figure(t testing.TB, id, measure string, s data.Statement, edit func(*data.Figure)) data.Figure {
	t.Helper()
	m, err := data.LookupMeasure(measure)
	if err != nil {
		t.Fatal(err)
	}
	if s.Bound == "" {
		s.Bound = data.BoundExact
	}
	if s.Bound == data.BoundExact && s.Unit.IsMeasured() && s.Rounding == "" {
		s.Rounding = data.RoundingNearest
	}
	a, err := data.NewAmount(s, m.Floor, m.Cap)
	if err != nil {
		t.Fatal(err)
	}
	f := data.Figure{ID: id, Source: "s", Measure: measure, Reporter: "VNM", Partner: "RUS", Amount: a}
	if edit != nil {
		edit(&f)
	}
	return f
}

func number(s string) data.Number { return data.MustNumber(s) }

func year(y int) func(*data.Figure) {
	return func(f *data.Figure) {
		f.Period = data.Period{Start: data.Date{Year: y}, End: data.Date{Year: y}}
	}
}

func dollars(t testing.TB, id, value, step string) data.Figure {
	return figure(t, id, "trade_total", data.Statement{Value: number(value), Step: number(step), Unit: data.USD}, year(2022))
}

// trade returns the figures that the hand derivations below start from.
func trade(t testing.TB) (russia, china, states, euros, arms data.Figure) {
	russia = dollars(t, "ru", "3500000000", "100000000")
	china = dollars(t, "cn", "175000000000", "1000000000")
	states = dollars(t, "us", "123000000000", "1000000000")
	euros = figure(t, "eur", "trade_total", data.Statement{Value: number("3200000000"), Unit: data.EUR, Bound: data.BoundAbout},
		func(f *data.Figure) { year(2022)(f); f.SameAs = "ru" })
	arms = figure(t, "arms", "arms_share", data.Statement{Value: number("80"), Unit: data.Percent, Bound: data.BoundMoreThan},
		func(f *data.Figure) {
			f.Period = data.Period{Start: data.Date{Year: 1995}, End: data.Date{Year: 2023}}
		})
	return
}

func compare(t testing.TB, op analysis.Operation, o analysis.Options, figures ...data.Figure) analysis.Comparison {
	t.Helper()
	r, err := analysis.Compare(op, figures, o)
	if err != nil {
		t.Fatal(err)
	}
	return r.Comparisons[0]
}

// rational returns a ÷ b, written with the decimals of a hand derivation.
func rational(a, b string) data.Number { return number(a).Quo(number(b)) }

func TestCompare_ByHand(t *testing.T) {
	ru, cn, us, eur, arms := trade(t)
	one := number("1")
	// Every value, low and high is written as the fraction that the words
	// give: 3.5 bn rounds from [3.45, 3.55), 175 bn from [174.5, 175.5),
	// 123 bn from [122.5, 123.5); about 3.2 is [3.1, 3.3]; over 80% is (80, 100].
	tests := []struct {
		name              string
		got               analysis.Comparison
		value, low, high  data.Number
		lowOpen, highOpen bool
	}{
		{"China ÷ Russia", compare(t, analysis.Ratio, analysis.Options{}, cn, ru),
			rational("175", "3.5"), rational("174.5", "3.55"), rational("175.5", "3.45"), true, true},
		{"United States ÷ Russia", compare(t, analysis.Ratio, analysis.Options{}, us, ru),
			rational("123", "3.5"), rational("122.5", "3.55"), rational("123.5", "3.45"), true, true},
		{"China ÷ United States", compare(t, analysis.Ratio, analysis.Options{}, cn, us),
			rational("175", "123"), rational("174.5", "123.5"), rational("175.5", "122.5"), true, true},
		// low: Russia least, others most; 175.5 + 123.5 = 299, + 3.45 = 302.45
		// high: Russia most, others least; 174.5 + 122.5 = 297, + 3.55 = 300.55
		{"Russia of the three", compare(t, analysis.Share, analysis.Options{}, ru, cn, us),
			rational("350", "301.5"), rational("345", "302.45"), rational("355", "300.55"), true, true},
		{"euros per dollar", compare(t, analysis.Rate, analysis.Options{}, eur, ru),
			rational("3.2", "3.5"), rational("3.1", "3.55"), rational("3.3", "3.45"), true, false},
		{"arms not from Russia", compare(t, analysis.Complement, analysis.Options{}, arms),
			data.Number{}, number("0"), number("20"), false, true},
		// either: 175 is [174.5, 176), 3.5 is [3.45, 3.6), 123 is [122.5, 124)
		{"China ÷ Russia, either", compare(t, analysis.Ratio, analysis.Options{Rounding: data.RoundingEither}, cn, ru),
			rational("175", "3.5"), rational("174.5", "3.6"), rational("176", "3.45"), true, true},
		{"United States ÷ Russia, either", compare(t, analysis.Ratio, analysis.Options{Rounding: data.RoundingEither}, us, ru),
			rational("123", "3.5"), rational("122.5", "3.6"), rational("124", "3.45"), true, true},
		// down: 175 is [175, 176), 3.5 is [3.5, 3.6)
		{"China ÷ Russia, down", compare(t, analysis.Ratio, analysis.Options{Rounding: data.RoundingDown}, cn, ru),
			rational("175", "3.5"), rational("175", "3.6"), rational("176", "3.5"), true, true},
		{"China − Russia", compare(t, analysis.Difference, analysis.Options{}, cn, ru),
			number("171500000000"), number("170950000000"), number("172050000000"), true, true},
		{"a figure over itself", compare(t, analysis.Ratio, analysis.Options{}, ru, ru), one, one, one, false, false},
		{"a figure less itself", compare(t, analysis.Difference, analysis.Options{}, ru, ru), number("0"), number("0"), number("0"), false, false},
	}
	for _, tt := range tests {
		c := tt.got
		if !c.Value.Equal(tt.value) || !c.Low.Equal(tt.low) || !c.High.Equal(tt.high) || c.LowOpen != tt.lowOpen || c.HighOpen != tt.highOpen {
			t.Errorf("%s: got %s, %s to %s (open %v, %v); want %s, %s to %s (open %v, %v)", tt.name,
				c.Value, c.Low, c.High, c.LowOpen, c.HighOpen, tt.value, tt.low, tt.high, tt.lowOpen, tt.highOpen)
		}
	}
}

// TestCompare_Published checks the decimals that the product promises, as
// printed with a pocket calculator.
func TestCompare_Published(t *testing.T) {
	ru, cn, us, eur, _ := trade(t)
	check := func(name string, got data.Number, decimals int, want string) {
		t.Helper()
		if text := got.Decimals(decimals); text != want {
			t.Errorf("%s: got %s, want %s", name, text, want)
		}
	}
	c := compare(t, analysis.Ratio, analysis.Options{}, cn, ru)
	check("cn/ru low", c.Low, 3, "49.155")
	check("cn/ru high", c.High, 3, "50.870")
	c = compare(t, analysis.Ratio, analysis.Options{}, us, ru)
	check("us/ru", c.Value, 3, "35.143")
	check("us/ru low", c.Low, 3, "34.507")
	check("us/ru high", c.High, 3, "35.797")
	c = compare(t, analysis.Ratio, analysis.Options{}, cn, us)
	check("cn/us low", c.Low, 5, "1.41296")
	check("cn/us high", c.High, 5, "1.43265")
	c = compare(t, analysis.Share, analysis.Options{}, ru, cn, us)
	check("share", c.Value, 4, "1.1609")
	check("share low", c.Low, 5, "1.14068")
	check("share high", c.High, 5, "1.18117")
	c = compare(t, analysis.Rate, analysis.Options{}, eur, ru)
	check("rate low", c.Low, 4, "0.8732")
	check("rate high", c.High, 4, "0.9565")
	c = compare(t, analysis.Ratio, analysis.Options{Rounding: data.RoundingEither}, cn, ru)
	check("either low", c.Low, 2, "48.47")
	check("either high", c.High, 2, "51.01")
	c = compare(t, analysis.Ratio, analysis.Options{Rounding: data.RoundingEither}, us, ru)
	check("either us low", c.Low, 2, "34.03")
	check("either us high", c.High, 2, "35.94")
}

func TestCompare_FormulaAndNote(t *testing.T) {
	ru, cn, us, eur, _ := trade(t)
	check := func(got, want string) {
		t.Helper()
		if got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
	c := compare(t, analysis.Share, analysis.Options{}, ru, cn, us)
	check(c.Formula, "100 × ru ÷ (ru + cn + us)")
	check(c.Note, "bounds from rounding (nearest); a share of the figures named, not of any larger whole")
	c = compare(t, analysis.Rate, analysis.Options{}, eur, ru)
	check(c.Note, `bounds from "about" in eur and rounding (nearest); the rate that the source used for one amount, not a market rate`)
	check(string(c.Unit), "EUR/USD")
	before := dollars(t, "ru-2021", "5500000000", "100000000")
	year(2021)(&before)
	c = compare(t, analysis.Ratio, analysis.Options{}, ru, before)
	check(c.Formula, "ru [2022] ÷ ru-2021 [2021], a change between periods")
}

func TestCompare_Refusals(t *testing.T) {
	ru, cn, _, eur, arms := trade(t)
	earlier := dollars(t, "ru-2021", "5500000000", "100000000")
	year(2021)(&earlier)
	vague := figure(t, "vague", "trade_ratio", data.Statement{Bound: data.BoundVague}, nil)
	ordinal := figure(t, "fifth", "visits", data.Statement{Value: number("5"), Unit: data.Ordinal}, nil)
	none := figure(t, "few", "agreements", data.Statement{Value: number("3"), Bound: data.BoundAtMost, Unit: data.Count}, nil)
	some := figure(t, "eleven", "agreements", data.Statement{Value: number("11"), Unit: data.Count}, nil)
	exports := dollars(t, "exports", "1000000000", "100000000")
	exports.Measure = "exports"
	balance := figure(t, "balance", "trade_balance", data.Statement{Value: number("-5"), Step: number("1"), Unit: data.USD}, year(2022))
	surplus := figure(t, "surplus", "trade_balance", data.Statement{Value: number("5"), Step: number("1"), Unit: data.USD}, year(2022))
	tests := []struct {
		op      analysis.Operation
		figures []data.Figure
		want    string
	}{
		{"rato", []data.Figure{ru, cn}, `unknown operation "rato" (did you mean "ratio"?)`},
		{analysis.Ratio, []data.Figure{ru}, "ratio takes 2 figures, not 1: ratio A B"},
		{analysis.Share, []data.Figure{ru}, "share takes at least 2 figures, not 1: share PART OTHER..."},
		{analysis.Ratio, []data.Figure{ru, arms}, "ru is in USD and arms in percent; a ratio needs one unit: two amounts in USD, or two in percent"},
		{analysis.Difference, []data.Figure{ru, arms}, "two amounts in USD, or two in percent"},
		{analysis.Ratio, []data.Figure{eur, ru}, "one statement in EUR and USD; rate compares them"},
		{analysis.Ratio, []data.Figure{ru, vague}, "vague states no number (its bound is vague)"},
		{analysis.Ratio, []data.Figure{some, none}, "few can be 0, and nothing can be divided by 0"},
		{analysis.Ratio, []data.Figure{ordinal, ordinal}, "fifth is an ordinal"},
		{analysis.Difference, []data.Figure{ru, earlier}, "ru covers 2022 and ru-2021 covers 2021; a difference needs equal periods"},
		{analysis.Share, []data.Figure{ru, earlier}, "a share needs equal periods"},
		{analysis.Rank, []data.Figure{ru, earlier}, "a rank needs equal periods"},
		{analysis.Agree, []data.Figure{ru, earlier}, "agree needs equal periods"},
		{analysis.Share, []data.Figure{ru, exports}, "a share needs one measure"},
		{analysis.Share, []data.Figure{ru, cn, ru}, "ru is named twice"},
		{analysis.Share, []data.Figure{balance, surplus}, "balance can be negative"},
		{analysis.Rate, []data.Figure{cn, ru}, "not one statement in two currencies"},
		{analysis.Complement, []data.Figure{ru}, "a complement needs a share in percent of a whole"},
		{analysis.Agree, []data.Figure{ru, arms}, "agree needs statements about one thing"},
		{analysis.Agree, []data.Figure{eur, ru}, "rate compares them"},
	}
	for _, tt := range tests {
		_, err := analysis.Compare(tt.op, tt.figures, analysis.Options{})
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v, want %q", tt.op, err, tt.want)
		}
	}
}

func TestRank(t *testing.T) {
	ru, cn, us, _, _ := trade(t)
	// "more than 100 bn" may lie above or below both large partners, never
	// below Russia; where one figure claims no value, no place has one.
	open := figure(t, "open", "trade_total", data.Statement{Value: number("100000000000"), Unit: data.USD, Bound: data.BoundMoreThan}, year(2022))
	tests := []struct {
		figures []data.Figure
		want    string
	}{
		{[]data.Figure{ru, cn, us}, "cn 1 1-1, us 2 2-2, ru 3 3-3"},
		{[]data.Figure{ru, cn, us, open}, "cn  1-2, open  1-3, us  2-3, ru  4-4"},
		// 3.5 and 3.52 (step 0.1): the intervals overlap, so either may lead.
		{[]data.Figure{ru, dollars(t, "near", "3520000000", "100000000")}, "near 1 1-2, ru 2 1-2"},
		{[]data.Figure{ru, dollars(t, "equal", "3500000000", "100000000")}, "equal 1 1-2, ru 1 1-2"},
	}
	for _, tt := range tests {
		r, err := analysis.Compare(analysis.Rank, tt.figures, analysis.Options{})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, c := range r.Comparisons {
			got = append(got, fmt.Sprintf("%s %s %s-%s", c.Of, c.Value, c.Low, c.High))
		}
		if text := strings.Join(got, ", "); text != tt.want {
			t.Errorf("got %s, want %s", text, tt.want)
		}
	}
}

func TestAgree(t *testing.T) {
	on := func(d string, scope, note string) func(*data.Figure) {
		return func(f *data.Figure) {
			date, err := data.ParseDate(d)
			if err != nil {
				t.Fatal(err)
			}
			f.Period, f.Scope, f.Note = data.Period{Start: date, End: date}, scope, note
		}
	}
	official := figure(t, "official", "agreements", data.Statement{Value: number("11"), Unit: data.Count}, on("2024-06-20", "official", "some agreements were not made public"))
	dozen := figure(t, "dozen", "agreements", data.Statement{Value: number("12"), Bound: data.BoundAbout, Unit: data.Count}, nil)
	more := figure(t, "more", "agreements", data.Statement{Value: number("12"), Bound: data.BoundMoreThan, Unit: data.Count}, nil)
	nine := figure(t, "nine", "agreements", data.Statement{Value: number("9"), Unit: data.Count}, nil)
	again := nine
	again.ID = "again"
	fifth := figure(t, "fifth", "visits", data.Statement{Value: number("5"), Unit: data.Ordinal}, nil)
	first := figure(t, "first", "visits", data.Statement{Value: number("1"), Unit: data.Ordinal}, nil)
	earlier := figure(t, "earlier", "previous_visit", data.Statement{Date: data.Date{Year: 2017}, Unit: data.DateUnit}, on("2024-06-20", "", ""))
	day := figure(t, "day", "event", data.Statement{Date: data.Date{Year: 2024, Month: 6, Day: 20}, Unit: data.DateUnit}, nil)
	month := figure(t, "month", "event", data.Statement{Date: data.Date{Year: 2024, Month: 6}, Unit: data.DateUnit}, nil)
	july := figure(t, "july", "event", data.Statement{Date: data.Date{Year: 2024, Month: 7}, Unit: data.DateUnit}, nil)
	tests := []struct {
		a, b    data.Figure
		verdict analysis.Verdict
		note    string
	}{
		// more than 12 whole things is at least 13; 11 is not
		{official, more, analysis.DifferScope, "no amount is both 11 and at least 13; official covers \"official\" and more covers no stated scope; official: some agreements were not made public"},
		{official, dozen, analysis.Compatible, "some amount satisfies both; dozen is not dated"},
		{dozen, more, analysis.Compatible, "some amount satisfies both"}, // 13
		{nine, more, analysis.Differ, "no amount is both 9 and at least 13"},
		{nine, again, analysis.Same, "both state the same"},
		{fifth, earlier, analysis.Compatible, "a visit before it in 2017 leaves room for number 5"},
		{earlier, first, analysis.Differ, "a visit before it in 2017 makes this one at least the second"},
		{day, month, analysis.Compatible, "one date lies within the other"},
		{day, july, analysis.Differ, "2024-06-20 and 2024-07 are different dates"},
		{month, figure(t, "month2", "event", month.Amount.Statement, nil), analysis.Same, "both state the same date"},
	}
	for _, tt := range tests {
		c := compare(t, analysis.Agree, analysis.Options{}, tt.a, tt.b)
		if c.Verdict != tt.verdict || !strings.HasPrefix(c.Note, tt.note) {
			t.Errorf("%s, %s: got %s (%s), want %s (%s)", tt.a.ID, tt.b.ID, c.Verdict, c.Note, tt.verdict, tt.note)
		}
	}
	r, err := analysis.Compare(analysis.Agree, []data.Figure{official, dozen, more}, analysis.Options{})
	if err != nil || len(r.Comparisons) != 3 {
		t.Errorf("three statements make three pairs, got %d, %v", len(r.Comparisons), err)
	}
}

// TestAgree_OpenEnds: a balance has no floor, so "less than 5" has no low end,
// and a rounded amount is less than its high end.
func TestAgree_OpenEnds(t *testing.T) {
	less := figure(t, "less", "trade_balance", data.Statement{Value: number("5"), Bound: data.BoundLessThan, Unit: data.USD}, nil)
	more := figure(t, "more", "trade_balance", data.Statement{Value: number("7"), Step: number("1"), Unit: data.USD}, nil)
	c := compare(t, analysis.Agree, analysis.Options{}, less, more)
	if want := "no amount is both less than 5 and 6.5 to less than 7.5"; !strings.HasPrefix(c.Note, want) {
		t.Errorf("got %q, want %q", c.Note, want)
	}
}

func TestResult_Table(t *testing.T) {
	ru, cn, _, _, arms := trade(t)
	r, err := analysis.Compare(analysis.Ratio, []data.Figure{cn, ru}, analysis.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := r.Table().WriteCSV(&b, false); err != nil {
		t.Fatal(err)
	}
	// 174.5/3.55 = 49.1549295774 6…: down keeps …774; 175.5/3.45 = 50.8695652173 9…: up gives …174
	want := "operation,of,to,value,low,high,unit,low_open,high_open,formula,note,verdict\n" +
		"ratio,cn,ru,50,49.1549295774,50.8695652174,ratio,true,true,cn ÷ ru,bounds from rounding (nearest),\n"
	if b.String() != want {
		t.Errorf("got  %s\nwant %s", b.String(), want)
	}
	r, err = analysis.Compare(analysis.Complement, []data.Figure{arms}, analysis.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if df := r.Frame(); df.Nrow() != 1 || !df.Col("value").Elem(0).IsNA() || df.Col("high").Float()[0] != 20 {
		t.Errorf("frame of a complement without a value:\n%v", df)
	}
	low, high := new(big.Rat).SetFrac64(3490, 71), new(big.Rat).SetFrac64(3510, 69) // 174.5/3.55 and 175.5/3.45 in whole numbers
	c := compare(t, analysis.Ratio, analysis.Options{}, cn, ru)
	if c.Low.Rat().Cmp(low) != 0 || c.High.Rat().Cmp(high) != 0 {
		t.Errorf("ends are not exact: %s %s", c.Low.Rat(), c.High.Rat())
	}
}

func TestOperations_WarnWhereNotComparable(t *testing.T) {
	ru, cn, _, _, _ := trade(t)
	cn.Reporter = "CHN"
	r, err := analysis.Compare(analysis.Ratio, []data.Figure{cn, ru}, analysis.Options{})
	if err != nil || len(r.Warnings) != 1 || !strings.Contains(r.Warnings[0].Error(), "cn is reported by CHN and ru by VNM") {
		t.Errorf("got %v, %v", r.Warnings, err)
	}
	_, cn, _, _, _ = trade(t)
	old := dollars(t, "old", "5500000000", "100000000")
	year(2021)(&old)
	if r, _ := analysis.Compare(analysis.Ratio, []data.Figure{ru, old}, analysis.Options{}); len(r.Warnings) != 0 {
		t.Errorf("a change of one flow must not warn: %v", r.Warnings)
	}
	old.Partner = "CHN"
	r, err = analysis.Compare(analysis.Ratio, []data.Figure{ru, old}, analysis.Options{})
	if err != nil || len(r.Warnings) != 1 || r.Warnings[0].Error() != "ru is of 2022 and old of 2021" || r.Comparisons[0].Formula != "ru [2022] ÷ old [2021]" {
		t.Errorf("other parties in another year are no change: %v, %v, %v", r.Comparisons, r.Warnings, err)
	}
	ru2, cn2 := ru, cn
	ru2.Period, cn2.Period = data.Period{}, data.Period{}
	r, err = analysis.Compare(analysis.Difference, []data.Figure{cn2, ru2}, analysis.Options{})
	if err != nil || len(r.Warnings) != 1 || r.Warnings[0].Error() != "neither cn nor ru is dated; they are taken to be of one time" {
		t.Errorf("got %v, %v", r.Warnings, err)
	}
	if r, _ := analysis.Compare(analysis.Ratio, []data.Figure{cn, ru}, analysis.Options{}); len(r.Warnings) != 0 {
		t.Errorf("equal reporters, measures and scopes must not warn: %v", r.Warnings)
	}
}
