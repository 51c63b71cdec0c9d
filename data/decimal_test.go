package data

import (
	"errors"
	"math/big"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestParseDecimal(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""}, {"0", "0"}, {"-0", "0"}, {"12", "12"}, {"3.50", "3.5"}, {"-3.50", "-3.5"}, {".067", "0.067"}, {"-.5", "-0.5"},
		{"007", "7"}, {"1.5e6", "1500000"}, {"1E3", "1000"}, {"25e-3", "0.025"}, {"26341029193.0", "26341029193"}, {"0.0000000000000000010", "0.000000000000000001"},
		{"999999999999999999", "999999999999999999"}, {"100000000000000000.0", "100000000000000000"}, {"0.000000000000000000", "0"},
	} {
		got, err := ParseDecimal(c.in)
		if err != nil || got.String() != c.want {
			t.Errorf("%q: got %q, %v; want %q", c.in, got, err, c.want)
		}
	}
	if MustDecimal("3.50") != MustDecimal("3.5") {
		t.Error("3.50 and 3.5 differ")
	}
}

func TestParseDecimal_Refuses(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"1,234.5", `cannot read "1,234.5" as a number; write plain digits with a point, as 1234.5`},
		{"NaN", `cannot read "NaN" as a number; write plain digits with a point, as 1234.5`},
		{"Inf", `cannot read "Inf" as a number; write plain digits with a point, as 1234.5`},
		{"1.", `cannot read "1." as a number; write plain digits with a point, as 1234.5`},
		{"0x10", `cannot read "0x10" as a number; write plain digits with a point, as 1234.5`},
		{"1_000", `cannot read "1_000" as a number; write plain digits with a point, as 1234.5`},
		{" 1", `cannot read " 1" as a number; write plain digits with a point, as 1234.5`},
		{"-", `cannot read "-" as a number; write plain digits with a point, as 1234.5`},
		{"1e309", `"1e309" is out of range`},
		{"1e99999", `cannot read "1e99999" as a number; write plain digits with a point, as 1234.5`},
		{"1e300", `"1e300" has more than 18 digits; round it before`},
		{"1234567890123456789", `"1234567890123456789" has more than 18 digits; round it before`},
		{"0.1234567890123456789", `"0.1234567890123456789" has more than 18 digits; round it before`},
	} {
		_, err := ParseDecimal(c.in)
		if err == nil || err.Error() != c.want {
			t.Errorf("%q: got %v; want %s", c.in, err, c.want)
		}
	}
	if _, err := ParseDecimal("1234567890123456789"); !errors.Is(err, ErrDigits) {
		t.Error("too many digits are not ErrDigits")
	}
}

// decimals draws numbers over the whole range of Decimal.
func decimals(t *rapid.T) Decimal {
	return NewDecimal(rapid.Int64Range(-1e18+1, 1e18-1).Draw(t, "coef"), rapid.IntRange(0, MaxDecimalDigits).Draw(t, "scale"))
}

// The oracle is the arithmetic of math/big.
func TestTotal_IsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want, parts := new(big.Rat), make([]Total, 3)
		for range rapid.IntRange(1, 40).Draw(t, "n") {
			d := decimals(t)
			want.Add(want, d.Number().Rat())
			parts[rapid.IntRange(0, 2).Draw(t, "part")].Add(d)
		}
		var got Total
		for i := range parts {
			got.AddTotal(&parts[i])
		}
		if got.Number().Rat().Cmp(want) != 0 {
			t.Fatalf("got %s, want %s", got.Number().Rat(), want)
		}
	})
}

// 1e18−1 added 2^70 times would need more than 128 bits at 18 more digits;
// adding sums to themselves reaches that.
func TestTotal_Overflow(t *testing.T) {
	var s Total
	s.Add(NewDecimal(999999999999999999, 0))
	for range 90 {
		o := s
		s.AddTotal(&o)
	}
	s.Add(NewDecimal(-1, 18))
	want := new(big.Rat).SetInt(new(big.Int).Lsh(big.NewInt(999999999999999999), 90))
	want.Sub(want, big.NewRat(1, 1e18))
	if s.Number().Rat().Cmp(want) != 0 {
		t.Errorf("got %s, want %s", s.Number().Rat(), want)
	}
	var none Total
	if none.IsSet() || none.Number().IsSet() {
		t.Error("the sum of nothing is a number")
	}
}

func TestDecimal_Laws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := decimals(t)
		if back, err := ParseDecimal(d.String()); err != nil || back != d {
			t.Fatalf("%s comes back as %s, %v", d, back, err)
		}
		if d.Neg().Number().Cmp(d.Number().Neg()) != 0 || d.Sign() != d.Number().Cmp(Int(0)) {
			t.Fatalf("%s: sign", d)
		}
		n := rapid.IntRange(1, 30).Draw(t, "n")
		var sum Total
		for _, p := range d.Split(n) {
			sum.Add(p)
		}
		if !sum.Number().Equal(d.Number()) {
			t.Fatalf("%s in %d parts sums to %s", d, n, sum.Number())
		}
		e := rapid.IntRange(-6, 6).Draw(t, "e")
		if s, err := d.Shift(e); err == nil && !s.Number().Equal(d.Number().Mul(Pow10(e))) {
			t.Fatalf("%s × 10^%d is %s", d, e, s)
		}
	})
}

// 10 ÷ 3 is 3.3333333… cut after six digits; the last part takes what is left.
func TestDecimal_Split(t *testing.T) {
	got := MustDecimal("10").Split(3)
	for i, want := range []string{"3.333333", "3.333333", "3.333334"} {
		if got[i].String() != want {
			t.Errorf("part %d is %s, want %s", i, got[i], want)
		}
	}
}

// The value is worked out from the digits: a cell of a million of them is
// refused at once, and zeros on either side do not count.
func TestParseDecimal_Long(t *testing.T) {
	zeros := strings.Repeat("0", 1_000_000)
	for text, want := range map[string]string{"1." + zeros: "1", zeros + "2.5": "2.5", "-" + zeros + "." + zeros: "0", "12e-2": "0.12", "-1.20e+3": "-1200", "1e17": "100000000000000000",
		"0.000000000000000001": "0.000000000000000001", "123456789012345678": "123456789012345678", "10e-19": "0.000000000000000001"} {
		if got, err := ParseDecimal(text); err != nil || got.String() != want {
			t.Errorf("%.20s: got %s, %v; want %s", text, got, err, want)
		}
	}
	begin := time.Now()
	for _, text := range []string{"0." + strings.Repeat("1234567", 1_000_000), "0." + zeros + "1", "1e18", "1e-19", "1234567890123456789"} {
		if _, err := ParseDecimal(text); !errors.Is(err, ErrDigits) {
			t.Errorf("%.20s: got %v", text, err)
		}
	}
	if took := time.Since(begin); took > 5*time.Second { // minutes by the greatest common divisor of such numbers
		t.Errorf("long numbers took %v", took)
	}
	for _, text := range []string{"1e309", strings.Repeat("9", 400)} {
		if _, err := ParseDecimal(text); err == nil || !strings.HasSuffix(err.Error(), "is out of range") {
			t.Errorf("%.20s: got %v", text, err)
		}
	}
}
