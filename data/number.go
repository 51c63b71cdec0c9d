package data

import (
	"fmt"
	"math"
	"math/big"
	"strings"
)

// Number is an exact rational number, or none. It is immutable; the zero
// value is none and stands for an empty cell: no value claimed, no end known.
//
// Arithmetic with none gives none. Nothing is rounded until a Number is
// turned into text or into a float64.
type Number struct{ r *big.Rat }

// NewNumber returns the exact value of x. It returns none if x is NaN or
// infinite, since neither is a number that a source can state.
func NewNumber(x float64) Number {
	r := new(big.Rat).SetFloat64(x)
	return Number{r}
}

// Int returns the whole number i.
func Int(i int64) Number { return Number{new(big.Rat).SetInt64(i)} }

// Frac returns a ÷ b. It panics if b is 0.
func Frac(a, b int64) Number {
	if b == 0 {
		panic("data: Frac with denominator 0")
	}
	return Number{big.NewRat(a, b)}
}

// maxNumberLen bounds the text of a number; it keeps a hostile file from
// asking for a number with a billion digits.
const maxNumberLen = 64

// ParseNumber reads a number as a file of ours holds it: an optional minus
// sign, digits, and an optional decimal point with digits, as in "-12.50".
// Empty text is none without an error. Thousands separators, exponents,
// blanks, decimal commas and more than 64 characters are errors.
func ParseNumber(s string) (Number, error) {
	if s == "" {
		return Number{}, nil
	}
	if !isPlainDecimal(s) || len(s) > maxNumberLen {
		return Number{}, fmt.Errorf("cannot read %q as a number; write digits with a decimal point, as 3500000000 or 3.5", Clip(s, 80))
	}
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		return Number{}, fmt.Errorf("cannot read %q as a number", s)
	}
	return Number{r}, nil
}

// MustNumber is ParseNumber for constants in code. It panics on an error.
func MustNumber(s string) Number {
	n, err := ParseNumber(s)
	if err != nil {
		panic("data: MustNumber: " + err.Error())
	}
	return n
}

func isPlainDecimal(s string) bool {
	whole, frac, point := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	return isDigits(whole) && (!point || isDigits(frac))
}

func isDigits(s string) bool {
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return false
		}
	}
	return s != ""
}

// IsSet reports whether n is a number rather than none.
func (n Number) IsSet() bool { return n.r != nil }

// Rat returns a copy of n, or nil if n is none.
func (n Number) Rat() *big.Rat {
	if n.r == nil {
		return nil
	}
	return new(big.Rat).Set(n.r)
}

// Sign returns −1, 0 or +1, and 0 if n is none.
func (n Number) Sign() int {
	if n.r == nil {
		return 0
	}
	return n.r.Sign()
}

// IsInt reports whether n is a whole number; none is not.
func (n Number) IsInt() bool { return n.r != nil && n.r.IsInt() }

// Cmp compares two numbers and returns −1, 0 or +1. It panics if either is
// none: an absent number has no place in an order, and callers must ask first.
func (n Number) Cmp(m Number) int {
	if n.r == nil || m.r == nil {
		panic("data: Cmp of a number that is none")
	}
	return n.r.Cmp(m.r)
}

// Equal reports whether n and m are the same number, or both none.
func (n Number) Equal(m Number) bool {
	if n.r == nil || m.r == nil {
		return n.r == nil && m.r == nil
	}
	return n.r.Cmp(m.r) == 0
}

func (n Number) with(m Number, op func(z, x, y *big.Rat) *big.Rat) Number {
	if n.r == nil || m.r == nil {
		return Number{}
	}
	return Number{op(new(big.Rat), n.r, m.r)}
}

// Add returns n + m.
func (n Number) Add(m Number) Number { return n.with(m, (*big.Rat).Add) }

// Sub returns n − m.
func (n Number) Sub(m Number) Number { return n.with(m, (*big.Rat).Sub) }

// Mul returns n × m.
func (n Number) Mul(m Number) Number { return n.with(m, (*big.Rat).Mul) }

// Quo returns n ÷ m. It panics if m is 0; callers that divide data check first.
func (n Number) Quo(m Number) Number {
	if m.r != nil && m.r.Sign() == 0 {
		panic("data: Quo by 0")
	}
	return n.with(m, (*big.Rat).Quo)
}

// Neg returns −n.
func (n Number) Neg() Number { return Int(0).Sub(n) }

// Abs returns |n|.
func (n Number) Abs() Number {
	if n.Sign() < 0 {
		return n.Neg()
	}
	return n
}

// Min returns the smaller of n and m, and none if either is none.
func (n Number) Min(m Number) Number {
	if !n.IsSet() || !m.IsSet() || n.Cmp(m) <= 0 {
		return n.orNone(m)
	}
	return m
}

// Max returns the larger of n and m, and none if either is none.
func (n Number) Max(m Number) Number {
	if !n.IsSet() || !m.IsSet() || n.Cmp(m) >= 0 {
		return n.orNone(m)
	}
	return m
}

func (n Number) orNone(m Number) Number {
	if !m.IsSet() {
		return Number{}
	}
	return n
}

// RoundMode says where a rounded number may lie against the exact one.
type RoundMode int

const (
	// ToNearest rounds to the nearest, halves away from zero.
	ToNearest RoundMode = iota
	// Down rounds towards −∞, so that a low end stays low.
	Down
	// Up rounds towards +∞, so that a high end stays high.
	Up
)

// RoundTo returns n as a whole multiple of step, in the given direction.
// It panics unless step is positive. None stays none.
func (n Number) RoundTo(step Number, d RoundMode) Number {
	if step.Sign() <= 0 {
		panic("data: RoundTo needs a positive step")
	}
	if !n.IsSet() {
		return n
	}
	q := n.Quo(step).r
	whole, rest := new(big.Int).DivMod(q.Num(), q.Denom(), new(big.Int)) // 0 ≤ rest < denominator
	up := false
	switch d {
	case Up:
		up = rest.Sign() > 0
	case ToNearest:
		twice := new(big.Int).Lsh(rest, 1)
		c := twice.Cmp(q.Denom())
		up = c > 0 || c == 0 && q.Sign() > 0
	}
	if up {
		whole.Add(whole, big.NewInt(1))
	}
	return Number{new(big.Rat).SetInt(whole)}.Mul(step)
}

// Exponent returns e such that 10^e ≤ |n| < 10^(e+1). It panics if n is
// none or 0, which have no leading digit.
func (n Number) Exponent() int {
	if n.Sign() == 0 {
		panic("data: Exponent of none or 0")
	}
	a := n.Abs()
	// The digits of numerator and denominator give e to within one.
	e := len(a.r.Num().String()) - len(a.r.Denom().String())
	if a.Cmp(Pow10(e)) < 0 {
		e--
	}
	return e
}

// Pow10 returns 10^e for any e, negative ones included.
func Pow10(e int) Number {
	p := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(e, -e))), nil))
	if e < 0 {
		p.Inv(p)
	}
	return Number{p}
}

// SignificantDigits is the precision of every amount, share and index that is
// printed in a machine format: processors agree to this many digits.
const SignificantDigits = 12

// maxExact is the first whole number with more than SignificantDigits digits.
const maxExact = 1_000_000_000_000

// Significant returns n rounded to SignificantDigits digits in direction d.
// None and 0 stay what they are.
func (n Number) Significant(d RoundMode) Number {
	if n.Sign() == 0 {
		return n
	}
	return n.RoundTo(Pow10(n.Exponent()-SignificantDigits+1), d)
}

// Float64 returns n rounded to SignificantDigits digits in direction d, as the
// nearest float64, and NaN if n is none. The shortest text of that float64 is
// the rounded number again, so a frame column keeps what was meant.
func (n Number) Float64(d RoundMode) float64 {
	if n.r == nil {
		return math.NaN()
	}
	if x := n.r.Num(); n.r.IsInt() && x.IsInt64() && x.Int64() < maxExact && x.Int64() > -maxExact {
		return float64(x.Int64()) // not rounded: it has no more digits, and float64 holds it
	}
	f, _ := n.Significant(d).r.Float64()
	return f
}

// String returns n in plain decimal notation without an exponent, as "3.5",
// and "" for none. A number without a finite decimal expansion is rounded to
// SignificantDigits digits.
func (n Number) String() string {
	if n.r == nil {
		return ""
	}
	digits, finite := n.r.FloatPrec()
	if !finite {
		r := n.Significant(ToNearest)
		digits, _ = r.r.FloatPrec()
		return r.r.FloatString(digits)
	}
	return n.r.FloatString(digits)
}

// Decimals returns n with exactly d digits after the decimal point, halves
// away from zero, and "" for none. What rounds to 0 has no sign.
func (n Number) Decimals(d int) string {
	if n.r == nil {
		return ""
	}
	text := n.r.FloatString(d)
	if n.Sign() < 0 && strings.Trim(text, "-0.") == "" {
		return text[1:]
	}
	return text
}
