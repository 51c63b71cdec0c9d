package data_test

import (
	"errors"
	"fmt"
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/periplus-data/periplus/data"
)

// interval writes an interval as mathematics does.
func interval(iv data.Interval) string {
	open, closing, low, high := "[", "]", iv.Low.String(), iv.High.String()
	if iv.LowOpen || low == "" {
		open = "("
	}
	if iv.HighOpen || high == "" {
		closing = ")"
	}
	return fmt.Sprintf("%s%s, %s%s", open, low, high, closing)
}

var hundred, none = data.Int(100), data.Number{}

// TestNewAmount_Rules has an example of each rule for the bounds that words
// leave; the ends are worked out by hand from the rule that is named.
func TestNewAmount_Rules(t *testing.T) {
	const exact, about = data.BoundExact, data.BoundAbout
	tests := []struct {
		rule       string
		value      string
		bound      data.Bound
		unit       data.Unit
		step       string
		rounding   data.Rounding
		floor, cap data.Number
		want       string
	}{
		{"nearest", "3.5", exact, data.USD, "0.1", data.RoundingNearest, none, none, "[3.45, 3.55)"},
		{"down", "3.5", exact, data.USD, "0.1", data.RoundingDown, none, none, "[3.5, 3.6)"},
		{"either", "3.5", exact, data.USD, "0.1", data.RoundingEither, none, none, "[3.45, 3.6)"},
		{"nearest, 80 with a step of 1", "80", exact, data.Percent, "1", data.RoundingNearest, data.Int(0), hundred, "[79.5, 80.5)"},
		{"a step that an editor widened", "80", exact, data.Percent, "10", data.RoundingNearest, data.Int(0), hundred, "[75, 85)"},
		{"nearest, mirrored", "-3.5", exact, data.USD, "0.1", data.RoundingNearest, none, none, "(-3.55, -3.45]"},
		{"down, mirrored", "-3.5", exact, data.USD, "0.1", data.RoundingDown, none, none, "(-3.6, -3.5]"},
		{"either, mirrored", "-3.5", exact, data.USD, "0.1", data.RoundingEither, none, none, "(-3.6, -3.45]"},
		{"nearest to 0", "0", exact, data.Percent, "0.1", data.RoundingNearest, none, none, "[-0.05, 0.05)"},
		{"cut off to 0 from either side", "0", exact, data.Percent, "0.1", data.RoundingDown, none, none, "(-0.1, 0.1)"},
		{"0 at the floor", "0", exact, data.Percent, "0.1", data.RoundingNearest, data.Int(0), hundred, "[0, 0.05)"},
		{"100 at the cap", "100", exact, data.Percent, "1", data.RoundingNearest, data.Int(0), hundred, "[99.5, 100]"},
		{"count", "11", exact, data.Count, "", "", data.Int(0), none, "[11, 11]"},
		{"ordinal", "5", exact, data.Ordinal, "", "", data.Int(1), none, "[5, 5]"},
		{"about, one step", "3.2", about, data.EUR, "", "", data.Int(0), none, "[3.1, 3.3]"},
		{"about, at most a tenth", "80", about, data.Percent, "", "", data.Int(0), hundred, "[72, 88]"},
		{"about a dozen", "12", about, data.Count, "", "", data.Int(0), none, "[11, 13]"},
		{"about on whole things, at least 1", "5", about, data.Count, "", "", data.Int(0), none, "[4, 6]"},
		{"about on whole things, from the floor", "1", about, data.Count, "", "", data.Int(0), none, "[0, 2]"},
		{"about 80 whole things", "80", about, data.Count, "", "", data.Int(0), none, "[72, 88]"},
		{"about a third, by its step", "33.3", about, data.Percent, "3.33", "", data.Int(0), hundred, "[29.97, 36.63]"},
		{"about, a step of at most a tenth", "50", about, data.Percent, "10", "", data.Int(0), hundred, "[45, 55]"},
		{"about, mirrored, by its step", "-33.3", about, data.Percent, "1.665", "", none, none, "[-34.965, -31.635]"},
		{"about, mirrored", "-3.2", about, data.USD, "", "", none, none, "[-3.3, -3.1]"},
		{"about 0", "0", about, data.USD, "", "", none, none, "[0, 0]"},
		{"about 0 whole things, at least 1", "0", about, data.Count, "", "", data.Int(0), none, "[0, 1]"},
		{"about 99 of 100", "99", about, data.Percent, "", "", data.Int(0), hundred, "[98, 100]"},
		{"more than 80%", "80", data.BoundMoreThan, data.Percent, "", "", data.Int(0), hundred, "(80, 100]"},
		{"more than, no cap", "80", data.BoundMoreThan, data.USD, "", "", data.Int(0), none, "(80, )"},
		{"more than a dozen things", "12", data.BoundMoreThan, data.Count, "", "", data.Int(0), none, "[13, )"},
		{"at least", "80", data.BoundAtLeast, data.Percent, "", "", data.Int(0), hundred, "[80, 100]"},
		{"at least on whole things", "13", data.BoundAtLeast, data.Count, "", "", data.Int(0), none, "[13, )"},
		{"less than", "20", data.BoundLessThan, data.Percent, "", "", data.Int(0), hundred, "[0, 20)"},
		{"less than, no floor", "20", data.BoundLessThan, data.Percent, "", "", none, none, "(, 20)"},
		{"less than on whole things", "12", data.BoundLessThan, data.Count, "", "", data.Int(0), none, "[0, 11]"},
		{"at most", "20", data.BoundAtMost, data.Percent, "", "", data.Int(0), hundred, "[0, 20]"},
	}
	for _, tt := range tests {
		a, err := data.NewAmount(data.Statement{Value: number(t, tt.value), Bound: tt.bound, Unit: tt.unit, Step: number(t, tt.step), Rounding: tt.rounding}, tt.floor, tt.cap)
		if got := interval(a.Interval); err != nil || got != tt.want {
			t.Errorf("%s: got %s, %v; want %s", tt.rule, got, err, tt.want)
		}
	}
}

func TestNewAmount_RangeVagueDirectionDate(t *testing.T) {
	down := data.Interval{High: data.Int(0), HighOpen: true}
	for _, tt := range []struct {
		s    data.Statement
		want string
	}{
		{data.Statement{Bound: data.BoundRange, Unit: data.USD, Range: data.Interval{Low: data.Int(3), High: data.Int(5)}}, "[3, 5]"},
		{data.Statement{Bound: data.BoundRange, Unit: data.USD, Range: data.Interval{Low: data.Int(3), High: data.Int(5), HighOpen: true}}, "[3, 5]"}, // a range is closed
		{data.Statement{Bound: data.BoundVague}, "(, )"},
		{data.Statement{Bound: data.BoundVague, Unit: data.DateUnit}, "(, )"},
		{data.Statement{Bound: data.BoundDirection, Range: down}, "(, 0)"},
		{data.Statement{Bound: data.BoundExact, Unit: data.DateUnit, Date: data.Date{Year: 2017}}, "(, )"},
	} {
		a, err := data.NewAmount(tt.s, none, none)
		if got := interval(a.Interval); err != nil || got != tt.want {
			t.Errorf("%s %s: got %s, %v; want %s", tt.s.Bound, tt.s.Unit, got, err, tt.want)
		}
		if a.Bound.IsComputable() != (tt.s.Bound == data.BoundRange || tt.s.Bound == data.BoundExact) {
			t.Errorf("%s: computable is %v", tt.s.Bound, a.Bound.IsComputable())
		}
	}
}

// TestNewAmount_Refusals: each contradiction names the column to correct.
func TestNewAmount_Refusals(t *testing.T) {
	v := func(s string) data.Number { return number(t, s) }
	nearest := data.RoundingNearest
	tests := []struct {
		s    data.Statement
		want string
	}{
		{data.Statement{Value: v("1"), Unit: data.USD, Bound: "roughly"}, `bound: unknown bound "roughly"; write one of exact, about`},
		{data.Statement{Value: v("1"), Unit: data.USD}, `bound: unknown bound ""`},
		{data.Statement{Value: v("1"), Bound: data.BoundAbout}, "unit: a bound of about needs a unit"},
		{data.Statement{Unit: data.USD, Bound: data.BoundAbout}, "value: a bound of about needs a value"},
		{data.Statement{Value: v("1"), Bound: data.BoundVague}, "value: a bound of vague has no single value"},
		{data.Statement{Value: v("1.5"), Unit: data.Count, Bound: data.BoundExact}, "value: 1.5 is not whole"},
		{data.Statement{Value: v("101"), Unit: data.Percent, Bound: data.BoundAtMost}, "value: 101 is above the cap of its measure, 100"},
		{data.Statement{Value: v("-1"), Unit: data.Percent, Bound: data.BoundAtMost}, "value: -1 is below the floor of its measure, 0"},
		{data.Statement{Value: v("1"), Unit: data.USD, Bound: data.BoundExact, Rounding: nearest}, "step: an exact measurement needs a positive step"},
		{data.Statement{Value: v("1"), Unit: data.USD, Bound: data.BoundExact, Rounding: nearest, Step: v("-1")}, "step: an exact measurement needs a positive step"},
		{data.Statement{Value: v("1"), Unit: data.USD, Bound: data.BoundAbout, Step: v("-1")}, "step: -1 is not positive"},
		{data.Statement{Value: v("1"), Unit: data.USD, Bound: data.BoundExact, Step: v("1")}, `rounding: unknown rounding ""; write one of nearest, down, either`},
		{data.Statement{Value: v("1"), Unit: data.USD, Bound: data.BoundExact, Step: v("1"), Rounding: "up"}, `rounding: unknown rounding "up"`},
		{data.Statement{Value: v("1"), Unit: data.Count, Bound: data.BoundExact, Step: v("1")}, "step: a count is exact and has no step"},
		{data.Statement{Value: v("1"), Unit: data.Count, Bound: data.BoundExact, Rounding: nearest}, "rounding: only an exact measurement is rounded"},
		{data.Statement{Value: v("1"), Unit: data.USD, Bound: data.BoundAbout, Rounding: nearest}, "rounding: only an exact measurement is rounded"},
		{data.Statement{Unit: data.USD, Bound: data.BoundRange}, "bound: a range needs low and high"},
		{data.Statement{Bound: data.BoundRange, Range: data.Interval{Low: v("1"), High: v("2")}}, "unit: a range needs a unit of amounts"},
		{data.Statement{Unit: data.Percent, Bound: data.BoundRange, Range: data.Interval{Low: v("3"), High: v("2")}}, "low: low is above high (2)"},
		{data.Statement{Unit: data.Percent, Bound: data.BoundRange, Range: data.Interval{Low: v("3"), High: v("200")}}, "high: 200 is above the cap"},
		{data.Statement{Bound: data.BoundDirection}, "bound: a direction has 0 as its low end"},
		{data.Statement{Bound: data.BoundDirection, Range: data.Interval{High: v("5")}}, "bound: a direction has 0 as its low end"},
		{data.Statement{Unit: data.DateUnit, Bound: data.BoundExact}, "value: a date is written as 2022"},
		{data.Statement{Unit: data.DateUnit, Bound: data.BoundExact, Value: v("2022")}, "value: a date is written as 2022"},
		{data.Statement{Unit: data.DateUnit, Bound: data.BoundAbout, Date: data.Date{Year: 2022}}, "bound: a date is exact at its own precision, or vague"},
		{data.Statement{Unit: data.DateUnit, Bound: data.BoundExact, Date: data.Date{Year: 2022}, Step: v("1")}, "step: a date is exact and has no step"},
		{data.Statement{Unit: data.DateUnit, Bound: data.BoundExact, Date: data.Date{Year: 2022}, Rounding: nearest}, "rounding: only an exact measurement is rounded"},
		{data.Statement{Bound: data.BoundVague, Rounding: nearest}, "rounding: only an exact measurement is rounded"},
		{data.Statement{Bound: data.BoundDirection, Range: data.Interval{Low: v("0")}, Step: v("1")}, "step: a bound of direction has no last printed digit"},
		{data.Statement{Unit: data.Count, Bound: data.BoundRange, Range: data.Interval{Low: v("1.2"), High: v("1.8")}}, "bound: no amount satisfies range 1.2 to 1.8 within 0 to 100"},
		{data.Statement{Value: v("100"), Unit: data.Percent, Bound: data.BoundMoreThan}, "bound: no amount satisfies more_than 100 within 0 to 100"},
		{data.Statement{Value: v("0"), Unit: data.Percent, Bound: data.BoundLessThan}, "bound: no amount satisfies less_than 0 within 0 to 100"},
	}
	for _, tt := range tests {
		a, err := data.NewAmount(tt.s, data.Int(0), hundred)
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%+v: got %v, want %q", tt.s, err, tt.want)
		}
		if a.Low.IsSet() || a.High.IsSet() || a.Value.IsSet() {
			t.Errorf("%s: an error comes with the amount %+v", tt.want, a)
		}
		var field *data.FieldError
		if !errors.As(err, &field) {
			t.Errorf("%s: no *data.FieldError", tt.want)
		}
	}
	// Two cells wrong at once are two problems.
	_, err := data.NewAmount(data.Statement{Value: v("1.5"), Unit: data.Count, Bound: data.BoundExact, Step: v("1")}, none, none)
	if err == nil || !strings.Contains(err.Error(), "value: ") || !strings.Contains(err.Error(), "step: ") {
		t.Errorf("got %v, want both problems", err)
	}
}

// printed returns what a source prints for the true amount n ÷ 1000, in units
// of 1 ÷ 10 of it, by whole-number arithmetic alone: rounded to the nearest with
// halves away from 0, or cut off towards 0.
func printed(n int64, cut bool) int64 {
	sign := int64(1)
	if n < 0 {
		sign, n = -1, -n
	}
	if cut {
		return sign * (n / 100)
	}
	return sign * ((n + 50) / 100)
}

// TestNewAmount_ContainsEveryTrueValue: whatever the truth was, the interval of
// what is printed for it contains it, and contains nothing that would be
// printed otherwise.
func TestNewAmount_ContainsEveryTrueValue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		truth := rapid.Int64Range(-20_000, 20_000).Draw(t, "thousandths")
		other := truth + rapid.Int64Range(-300, 300).Draw(t, "apart")
		cut := rapid.Bool().Draw(t, "cut off")
		rounding := data.RoundingNearest
		if cut {
			rounding = data.RoundingDown
		}
		amount := func(r data.Rounding) data.Amount {
			a, err := data.NewAmount(data.Statement{Value: data.Frac(printed(truth, cut), 10), Bound: data.BoundExact, Unit: data.USD, Step: data.Frac(1, 10), Rounding: r}, none, none)
			if err != nil {
				t.Fatal(err)
			}
			return a
		}
		a, x := amount(rounding), data.Frac(truth, 1000)
		if !a.Contains(x) || !amount(data.RoundingEither).Contains(x) {
			t.Fatalf("%s is printed as %s, whose interval %s lacks it", x, a.Value, interval(a.Interval))
		}
		// At 0 the half below belongs to −0.1 by the rule of halves; the
		// interval keeps it, on the wide side.
		edge := printed(truth, cut) == 0 && other == -50
		if y := data.Frac(other, 1000); a.Contains(y) && printed(other, cut) != printed(truth, cut) && !edge {
			t.Fatalf("%s holds %s, which is not printed as %s", interval(a.Interval), y, a.Value)
		}
	})
}

// TestNewAmount_WordsOnCounts: on whole things a word admits exactly the counts
// that it says.
func TestNewAmount_WordsOnCounts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, said := rapid.Int64Range(0, 50).Draw(t, "count"), rapid.Int64Range(1, 50).Draw(t, "said")
		for bound, want := range map[data.Bound]bool{data.BoundMoreThan: n > said, data.BoundAtLeast: n >= said, data.BoundLessThan: n < said,
			data.BoundAtMost: n <= said, data.BoundExact: n == said} {
			a := data.MustAmount(data.Statement{Value: data.Int(said), Bound: bound, Unit: data.Count})
			if a.Contains(data.Int(n)) != want || a.LowOpen || a.HighOpen {
				t.Fatalf("%s %d: %s holds %d: %v", bound, said, interval(a.Interval), n, !want)
			}
		}
	})
}

// anyInterval draws an interval with ends among few numbers, so that ends meet.
func anyInterval() *rapid.Generator[data.Interval] {
	end := rapid.Custom(func(t *rapid.T) data.Number {
		if rapid.IntRange(0, 4).Draw(t, "unbounded") == 0 {
			return data.Number{}
		}
		return data.Int(rapid.Int64Range(-3, 3).Draw(t, "end"))
	})
	return rapid.Custom(func(t *rapid.T) data.Interval {
		return data.Interval{Low: end.Draw(t, "low"), High: end.Draw(t, "high"), LowOpen: rapid.Bool().Draw(t, "low open"), HighOpen: rapid.Bool().Draw(t, "high open")}
	})
}

func TestInterval_Properties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyInterval().Draw(t, "a"), anyInterval().Draw(t, "b")
		both := a.Intersect(b)
		empty := true
		for halves := int64(-9); halves <= 9; halves++ {
			x := data.Frac(halves, 2)
			if both.Contains(x) != (a.Contains(x) && b.Contains(x)) {
				t.Fatalf("%s and %s give %s, which is wrong for %s", interval(a), interval(b), interval(both), x)
			}
			empty = empty && !both.Contains(x)
		}
		// The ends are whole, so an interval that holds anything holds a half.
		if both.IsEmpty() != empty {
			t.Fatalf("%s is empty: %v", interval(both), both.IsEmpty())
		}
		if !both.Equal(b.Intersect(a)) || !a.Equal(a.Intersect(a)) {
			t.Fatalf("%s and %s do not commute", interval(a), interval(b))
		}
		if a.Contains(data.Number{}) {
			t.Fatal("none lies in no interval")
		}
	})
}

func TestInterval_Width(t *testing.T) {
	a := data.MustAmount(data.Statement{Value: data.Int(80), Bound: data.BoundAbout, Unit: data.Percent})
	if got := a.Width().String(); got != "16" { // 88 − 72
		t.Errorf("got %s", got)
	}
	a = data.MustAmount(data.Statement{Value: data.Int(80), Bound: data.BoundAtLeast, Unit: data.USD})
	if a.Width().IsSet() {
		t.Error("an unbounded interval has no width")
	}
}

// FuzzNewAmount: no statement panics, and an amount that comes back contains
// its own value unless the words exclude it.
func FuzzNewAmount(f *testing.F) {
	f.Add("3.5", "exact", "USD", "0.1", "nearest")
	f.Add("80", "more_than", "percent", "", "")
	f.Add("-0.00", "about", "count", "", "")
	f.Add("12", "range", "count", "7", "either")
	f.Fuzz(func(t *testing.T, value, bound, unit, step, rounding string) {
		v, err := data.ParseNumber(value)
		s, err2 := data.ParseNumber(step)
		if err != nil || err2 != nil {
			return
		}
		a, err := data.NewAmount(data.Statement{Value: v, Bound: data.Bound(bound), Unit: data.Unit(unit), Step: s, Rounding: data.Rounding(rounding),
			Range: data.Interval{Low: s, High: v}}, data.Int(0), hundred)
		if err != nil {
			_ = err.Error()
			return
		}
		if a.IsEmpty() {
			t.Fatalf("%s %s has no amount", bound, value)
		}
		if excluded := a.Bound == data.BoundMoreThan || a.Bound == data.BoundLessThan; v.IsSet() && a.Bound.IsComputable() && !excluded && !a.Contains(v) {
			t.Fatalf("%s %s: %s lacks it", bound, value, interval(a.Interval))
		}
		if r := a.Value.Rat(); r != nil && r.Cmp(new(big.Rat)) < 0 {
			t.Fatalf("%s lies below the floor", a.Value)
		}
	})
}

func TestParseRounding(t *testing.T) {
	for _, want := range append([]data.Rounding{data.RoundingNone}, data.Roundings...) {
		if got, err := data.ParseRounding(string(want)); err != nil || got != want {
			t.Errorf("%q: got %q, %v", want, got, err)
		}
	}
	for text, want := range map[string]string{
		"neerest": `unknown rounding "neerest" (did you mean "nearest"?); write one of nearest, down, either`,
		"Down":    `unknown rounding "Down" (did you mean "down"?); write one of nearest, down, either`,
	} {
		if got, err := data.ParseRounding(text); err == nil || err.Error() != want || got != "" {
			t.Errorf("%q: got %q, %v", text, got, err)
		}
	}
}

func TestParseBound(t *testing.T) {
	for _, want := range data.Bounds {
		if got, err := data.ParseBound(string(want)); err != nil || got != want {
			t.Errorf("%q: got %q, %v", want, got, err)
		}
	}
	want := `unknown bound "more than" (did you mean "more_than"?); write one of exact, about, at_least, more_than, less_than, at_most, range, vague, direction`
	if _, err := data.ParseBound("more than"); err == nil || err.Error() != want {
		t.Errorf("got %v", err)
	}
}
