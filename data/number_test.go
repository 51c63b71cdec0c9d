package data_test

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/periplus-data/periplus/data"
)

func number(t testing.TB, s string) data.Number {
	t.Helper()
	n, err := data.ParseNumber(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestParseNumber(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "0": "0", "-0": "0", "12.50": "12.5", "-12.50": "-12.5", "3500000000": "3500000000", "007": "7",
		"0.000000000000000000000000000001": "0.000000000000000000000000000001",
		strings.Repeat("9", 64):            strings.Repeat("9", 64),
		"0.1":                              "0.1",              // a float64 would not hold it
		"9007199254740993":                 "9007199254740993", // 2⁵³ + 1, neither
		"1234567890.1234567890":            "1234567890.123456789",
	} {
		if got, err := data.ParseNumber(text); err != nil || got.String() != want {
			t.Errorf("%q: got %q, %v; want %q", text, got, err, want)
		}
	}
	for _, text := range []string{" ", "1 ", "+1", "-", "--1", "1.", ".5", "-.5", "1,5", "1.234.567", "1e3", "0x10", "1_000", "NaN", "inf", "..", "1/2", "٣", "−1",
		strings.Repeat("9", 65), strings.Repeat("1", 10_000)} {
		got, err := data.ParseNumber(text)
		if err == nil || got.IsSet() {
			t.Errorf("%.20q: got %s without an error", text, got)
		} else if len(err.Error()) > 250 {
			t.Errorf("%.20q: an error of %d bytes", text, len(err.Error()))
		}
	}
}

func TestNewNumber(t *testing.T) {
	for _, x := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		if data.NewNumber(x).IsSet() {
			t.Errorf("%v is no number that a source can state", x)
		}
	}
	// 0.1 as a float64 is exactly 0.1000000000000000055511151231257827….
	if got := data.NewNumber(0.1).String(); !strings.HasPrefix(got, "0.10000000000000000555111512312578") {
		t.Errorf("got %s", got)
	}
}

// TestNumber_None: a missing number spreads and never becomes 0.
func TestNumber_None(t *testing.T) {
	var none data.Number
	one := data.Int(1)
	for i, n := range []data.Number{none.Add(one), one.Sub(none), none.Mul(one), one.Quo(none), none.Neg(), none.Abs(),
		one.Min(none), none.Max(one), none.RoundTo(one, data.Up), none.Significant(data.Down)} {
		if n.IsSet() {
			t.Errorf("operation %d with none gave %s", i, n)
		}
	}
	if none.String() != "" || none.Decimals(2) != "" || !math.IsNaN(none.Float64(data.Down)) || none.Sign() != 0 || none.IsInt() || none.Rat() != nil {
		t.Error("none is written as nothing, and NaN in a frame")
	}
	if !none.Equal(data.Number{}) || none.Equal(data.Int(0)) || data.Int(0).Equal(none) {
		t.Error("none equals none and nothing else, not 0 either")
	}
}

func TestNumber_Rat_IsACopy(t *testing.T) {
	n := data.Int(3)
	n.Rat().SetInt64(4)
	if n.String() != "3" {
		t.Errorf("a number changed to %s", n)
	}
}

func TestNumber_RoundTo(t *testing.T) {
	// Down is towards −∞, Up towards +∞; halves go away from 0.
	for _, tt := range []struct{ n, step, down, nearest, up string }{
		{"2.5", "1", "2", "3", "3"},
		{"-2.5", "1", "-3", "-3", "-2"},
		{"2.4", "1", "2", "2", "3"},
		{"-2.4", "1", "-3", "-2", "-2"},
		{"0.34", "0.1", "0.3", "0.3", "0.4"},
		{"0.35", "0.1", "0.3", "0.4", "0.4"},
		{"49.155", "10", "40", "50", "50"},
		{"7", "7", "7", "7", "7"},
		{"0", "5", "0", "0", "0"},
		{"1", "0.25", "1", "1", "1"},
	} {
		n, step := number(t, tt.n), number(t, tt.step)
		got := []string{n.RoundTo(step, data.Down).String(), n.RoundTo(step, data.ToNearest).String(), n.RoundTo(step, data.Up).String()}
		if want := []string{tt.down, tt.nearest, tt.up}; strings.Join(got, " ") != strings.Join(want, " ") {
			t.Errorf("%s to %s: got %v, want %v", tt.n, tt.step, got, want)
		}
	}
}

func TestNumber_Significant(t *testing.T) {
	// 1/3 = 0.333…; its 12 digits are 0.333333333333 below and …334 above.
	// 174.5 ÷ 3.55 = 49.1549295774647887… by long division.
	for _, tt := range []struct {
		n              data.Number
		down, near, up string
	}{
		{data.Frac(1, 3), "0.333333333333", "0.333333333333", "0.333333333334"},
		{data.Frac(-1, 3), "-0.333333333334", "-0.333333333333", "-0.333333333333"},
		{data.Frac(2, 3), "0.666666666666", "0.666666666667", "0.666666666667"},
		{data.Frac(17450, 355), "49.1549295774", "49.1549295775", "49.1549295775"},
		{number(t, "1234567890123.4"), "1234567890120", "1234567890120", "1234567890130"},
		{number(t, "999999999999.9"), "999999999999", "1000000000000", "1000000000000"},
		{data.Int(3500000000), "3500000000", "3500000000", "3500000000"},
		{data.Int(0), "0", "0", "0"},
	} {
		got := []string{tt.n.Significant(data.Down).String(), tt.n.Significant(data.ToNearest).String(), tt.n.Significant(data.Up).String()}
		if want := []string{tt.down, tt.near, tt.up}; strings.Join(got, " ") != strings.Join(want, " ") {
			t.Errorf("%s: got %v, want %v", tt.n, got, want)
		}
	}
}

func TestNumber_Exponent(t *testing.T) {
	for text, want := range map[string]int{"1": 0, "9.99": 0, "10": 1, "0.1": -1, "0.0999": -2, "-3500000000": 9, "1000": 3, "999": 2} {
		if got := number(t, text).Exponent(); got != want {
			t.Errorf("%s: got %d, want %d", text, got, want)
		}
	}
	if got := data.Frac(1, 3).Exponent(); got != -1 { // 0.1 ≤ 1/3 < 1
		t.Errorf("1/3: got %d, want -1", got)
	}
}

func TestLastDigit(t *testing.T) {
	for text, want := range map[string]string{"3.2": "0.1", "80": "10", "12": "1", "3200000000": "100000000", "-0.050": "0.01", "1": "1", "100.5": "0.1", "0": "", "": ""} {
		if got := data.LastDigit(number(t, text)).String(); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
	if got := data.LastDigit(data.Frac(1, 3)); got.IsSet() {
		t.Errorf("1/3 has no last digit, got %s", got)
	}
}

func TestNumber_Panics(t *testing.T) {
	for name, f := range map[string]func(){
		"Frac by 0":        func() { data.Frac(1, 0) },
		"Quo by 0":         func() { data.Int(1).Quo(data.Int(0)) },
		"Cmp of none":      func() { data.Int(1).Cmp(data.Number{}) },
		"RoundTo 0":        func() { data.Int(1).RoundTo(data.Int(0), data.Up) },
		"Exponent of 0":    func() { data.Int(0).Exponent() },
		"Exponent of none": func() { data.Number{}.Exponent() },
		"MustNumber":       func() { data.MustNumber("one") },
	} {
		func() {
			defer func() {
				if text, ok := recover().(string); !ok || !strings.HasPrefix(text, "data: ") {
					t.Errorf("%s: panics with %q", name, text)
				}
			}()
			f()
			t.Errorf("%s does not panic", name)
		}()
	}
}

// anyNumber draws a fraction of any size that a report could meet.
func anyNumber() *rapid.Generator[data.Number] {
	return rapid.Custom(func(t *rapid.T) data.Number {
		n := data.Frac(rapid.Int64Range(-1e15, 1e15).Draw(t, "numerator"), rapid.Int64Range(1, 1e6).Draw(t, "denominator"))
		return n.Mul(data.Pow10(rapid.IntRange(-12, 12).Draw(t, "exponent")))
	})
}

// TestNumber_SignificantDirections: the low end never rises and the high end
// never falls, both by less than one unit of the twelfth digit.
func TestNumber_SignificantDirections(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := anyNumber().Draw(t, "n")
		low, near, high := n.Significant(data.Down), n.Significant(data.ToNearest), n.Significant(data.Up)
		if low.Cmp(n) > 0 || high.Cmp(n) < 0 || near.Cmp(low) < 0 || near.Cmp(high) > 0 {
			t.Fatalf("%s: %s, %s, %s", n, low, near, high)
		}
		for _, r := range []data.Number{low, near, high} {
			digits := strings.Trim(strings.ReplaceAll(strings.TrimPrefix(r.String(), "-"), ".", ""), "0")
			if len(digits) > data.SignificantDigits {
				t.Fatalf("%s has %d digits", r, len(digits))
			}
			if n.Sign() != 0 && r.Sub(n).Abs().Cmp(data.Pow10(n.Exponent()-11)) >= 0 {
				t.Fatalf("%s is rounded to %s, a unit of the twelfth digit away", n, r)
			}
		}
		if n.Sub(near).Abs().Cmp(n.Sub(low).Abs()) > 0 || n.Sub(near).Abs().Cmp(high.Sub(n).Abs()) > 0 {
			t.Fatalf("%s is not the nearest to %s", near, n)
		}
	})
}

// TestNumber_FloatKeepsWhatWasMeant: the shortest text of the float64 of a
// frame column is the number of twelve digits again.
func TestNumber_FloatKeepsWhatWasMeant(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := anyNumber().Draw(t, "n")
		for _, mode := range []data.RoundMode{data.Down, data.ToNearest, data.Up} {
			text := strconv.FormatFloat(n.Float64(mode), 'f', -1, 64)
			back, err := data.ParseNumber(text)
			if len(text) <= 64 && (err != nil || !back.Equal(n.Significant(mode))) {
				t.Fatalf("%s became %s, %v", n.Significant(mode), text, err)
			}
		}
	})
}

func TestNumber_TextRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`-?[1-9][0-9]{0,20}(\.[0-9]{0,15}[1-9])?`).Draw(t, "text")
		n, err := data.ParseNumber(text)
		if err != nil || n.String() != text {
			t.Fatalf("%s came back as %s, %v", text, n, err)
		}
	})
}

// TestNumber_Decimals: halves away from zero, and no sign before zeros.
func TestNumber_Decimals(t *testing.T) {
	for _, tt := range []struct {
		n    string
		d    int
		want string
	}{
		{"3.5", 0, "4"}, {"-3.5", 0, "-4"}, {"2.345", 2, "2.35"}, {"3.5", 2, "3.50"}, {"0", 1, "0.0"},
		{"-0.4", 0, "0"}, {"-0.004", 2, "0.00"}, {"-0.005", 2, "-0.01"}, {"-10", 0, "-10"}, {"", 2, ""},
	} {
		if got := number(t, tt.n).Decimals(tt.d); got != tt.want {
			t.Errorf("%s to %d decimals: got %s, want %s", tt.n, tt.d, got, tt.want)
		}
	}
}

// TestNumber_String: a number that never ends in decimals has twelve digits, the
// last rounded; one that ends has all.
func TestNumber_String(t *testing.T) {
	for _, tt := range []struct {
		n    data.Number
		want string
	}{
		{data.Frac(1, 3), "0.333333333333"},
		{data.Frac(2, 3), "0.666666666667"},
		{data.Frac(-2, 3), "-0.666666666667"},
		{data.Frac(20000, 3), "6666.66666667"},
		{data.Frac(1, 3000000), "0.000000333333333333"},
		{data.Frac(2999999999999, 3), "1000000000000"}, // 999999999999.666…
		{data.Frac(20000000000000, 3), "6666666666670"},
		{data.Frac(1, 8), "0.125"},
		{data.Frac(1, 1<<40), "0.0000000000009094947017729282379150390625"}, // 2⁻⁴⁰, exactly
	} {
		if got := tt.n.String(); got != tt.want {
			t.Errorf("got %s, want %s", got, tt.want)
		}
	}
}

// TestNumber_Float64OfWholeNumbers: 12 digits stay as they are, in every
// direction; of 13 the last is rounded.
func TestNumber_Float64OfWholeNumbers(t *testing.T) {
	for n, want := range map[int64][3]float64{ // to nearest, down, up
		0: {}, 7: {7, 7, 7}, -7: {-7, -7, -7}, 999_999_999_999: {999_999_999_999, 999_999_999_999, 999_999_999_999},
		1_234_567_890_123:  {1_234_567_890_120, 1_234_567_890_120, 1_234_567_890_130},
		-1_234_567_890_123: {-1_234_567_890_120, -1_234_567_890_130, -1_234_567_890_120},
	} {
		got := [3]float64{data.Int(n).Float64(data.ToNearest), data.Int(n).Float64(data.Down), data.Int(n).Float64(data.Up)}
		if got != want {
			t.Errorf("%d: got %v, want %v", n, got, want)
		}
	}
}
