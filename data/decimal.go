package data

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// MaxDecimalDigits is how many significant digits a Decimal holds.
const MaxDecimalDigits = 18

// ErrDigits says that a number has more digits than a Decimal holds.
var ErrDigits = errors.New("has more than 18 digits")

// Decimal is an exact decimal number of at most MaxDecimalDigits digits, or
// none: the value of one row of a panel. It is small, is compared with ==
// (3.50 and 3.5 are equal), and its zero value is none. Sums of decimals are a
// Total; every other arithmetic is done on Number.
type Decimal struct {
	coef  int64 // the digits, without trailing zeros after the point
	scale uint8 // how many of them stand after the point
	set   bool
}

var powers = func() (p [MaxDecimalDigits + 1]int64) {
	p[0] = 1
	for i := 1; i < len(p); i++ {
		p[i] = p[i-1] * 10
	}
	return p
}()

// NewDecimal returns coef × 10^−scale. It panics where scale is not 0 to
// MaxDecimalDigits or coef has more digits than a Decimal holds.
func NewDecimal(coef int64, scale int) Decimal {
	if scale < 0 || scale > MaxDecimalDigits || coef <= -1e18 || coef >= 1e18 {
		panic("data: NewDecimal out of range")
	}
	return normal(coef, scale)
}

// normal takes the trailing zeros after the point off.
func normal(coef int64, scale int) Decimal {
	if coef == 0 {
		return Decimal{set: true}
	}
	for scale > 0 && coef%10 == 0 {
		coef /= 10
		scale--
	}
	return Decimal{coef: coef, scale: uint8(scale), set: true}
}

// ParseDecimal reads a plain decimal with a point, as 12, −3.50 with an ASCII
// minus, .067 or 1.5e6. Empty text is none without an error. Separators of
// thousands, a decimal comma, blanks, NaN, Inf, and numbers that need more
// than MaxDecimalDigits digits are errors; the last one is ErrDigits.
func ParseDecimal(s string) (Decimal, error) {
	if s == "" {
		return Decimal{}, nil
	}
	digits := s
	negative := s[0] == '-'
	if negative {
		digits = s[1:]
	}
	var coef int64
	scale, seen, point, i := 0, 0, false, 0
	for ; i < len(digits); i++ {
		c := digits[i]
		switch {
		case c >= '0' && c <= '9':
			if coef >= 1e17 {
				return parseLong(s)
			}
			coef = coef*10 + int64(c-'0')
			seen++
			if point {
				scale++
			}
			continue
		case c == '.' && !point && i+1 < len(digits):
			point = true
			continue
		}
		break
	}
	if i < len(digits) || seen == 0 || scale > MaxDecimalDigits {
		return parseLong(s)
	}
	if negative {
		coef = -coef
	}
	return normal(coef, scale), nil
}

// parseLong reads what the fast way of ParseDecimal leaves: exponents, many
// zeros, and what is no number.
func parseLong(s string) (Decimal, error) {
	if !isDecimalText(s) {
		return Decimal{}, fmt.Errorf("cannot read %q as a number; write plain digits with a point, as 1234.5", Clip(s, 40))
	}
	mantissa, exponent, _ := strings.Cut(strings.ToLower(strings.TrimPrefix(s, "-")), "e")
	whole, fraction, _ := strings.Cut(mantissa, ".")
	power, _ := strconv.Atoi(exponent) // at most four digits; "" is 0
	power -= len(fraction)
	digits := strings.TrimLeft(whole+fraction, "0")
	significant := strings.TrimRight(digits, "0")
	power += len(digits) - len(significant)
	switch {
	case significant == "":
		return normal(0, 0), nil
	case len(significant)+power > maxMagnitude:
		return Decimal{}, fmt.Errorf("%q is out of range", Clip(s, 40))
	case len(significant)+max(power, 0) > MaxDecimalDigits, -power > MaxDecimalDigits:
		return Decimal{}, fmt.Errorf("%q %w; round it before", Clip(s, 40), ErrDigits)
	}
	coef, err := strconv.ParseInt(significant, 10, 64)
	if err != nil {
		return Decimal{}, err // not reached: 18 digits fit
	}
	if s[0] == '-' {
		coef = -coef
	}
	if power > 0 {
		return normal(coef*powers[power], 0), nil
	}
	return normal(coef, -power), nil
}

// maxMagnitude is how many digits before the point the largest float64 has: a
// longer number is a mistake rather than one to be rounded.
const maxMagnitude = 309

// isDecimalText reports whether s is an optional minus, digits with at most
// one point that digits follow, and an optional exponent.
func isDecimalText(s string) bool {
	i := 0
	digits := func() int {
		from := i
		for i < len(s) && s[i] >= '0' && s[i] <= '9' {
			i++
		}
		return i - from
	}
	if i < len(s) && s[i] == '-' {
		i++
	}
	n := digits()
	if i < len(s) && s[i] == '.' {
		i++
		d := digits()
		if d == 0 {
			return false
		}
		n += d
	}
	if n == 0 {
		return false
	}
	if i < len(s) && (s[i] == 'e' || s[i] == 'E') {
		if i++; i < len(s) && (s[i] == '-' || s[i] == '+') {
			i++
		}
		if e := digits(); e == 0 || e > 4 {
			return false
		}
	}
	return i == len(s)
}

// MustDecimal is ParseDecimal for constants in code. It panics on an error.
func MustDecimal(s string) Decimal {
	d, err := ParseDecimal(s)
	if err != nil {
		panic("data: " + err.Error())
	}
	return d
}

// IsSet reports whether d is a number rather than none.
func (d Decimal) IsSet() bool { return d.set }

// Sign returns −1, 0 or +1, and 0 for none.
func (d Decimal) Sign() int {
	switch {
	case d.coef < 0:
		return -1
	case d.coef > 0:
		return 1
	}
	return 0
}

// Neg returns −d, and none for none.
func (d Decimal) Neg() Decimal {
	d.coef = -d.coef
	return d
}

// Parts returns digits and scale of d: d is coef × 10^−scale, without trailing
// zeros after the point. Both are 0 for none.
func (d Decimal) Parts() (coef int64, scale int) { return d.coef, int(d.scale) }

// Number returns d as an exact rational number.
func (d Decimal) Number() Number {
	if !d.set {
		return Number{}
	}
	return Int(d.coef).Mul(Pow10(-int(d.scale)))
}

// String returns d in plain decimals with a point, as ParseDecimal reads it
// back, and "" for none.
func (d Decimal) String() string {
	if !d.set {
		return ""
	}
	return string(d.Append(nil))
}

// Append appends String to b.
func (d Decimal) Append(b []byte) []byte {
	if !d.set {
		return b
	}
	if d.coef < 0 {
		b = append(b, '-')
	}
	abs := uint64(max(d.coef, -d.coef))
	if d.scale == 0 {
		return strconv.AppendUint(b, abs, 10)
	}
	p := uint64(powers[d.scale])
	b = append(strconv.AppendUint(b, abs/p, 10), '.')
	for rest, p := abs%p, p/10; p > 0; p /= 10 {
		b = append(b, byte('0'+rest/p%10))
	}
	return b
}

// Shift returns d × 10^e. The error is ErrDigits where the result needs more
// digits than a Decimal holds.
func (d Decimal) Shift(e int) (Decimal, error) {
	if !d.set || d.coef == 0 {
		return d, nil
	}
	scale := int(d.scale) - e
	coef := d.coef
	for ; scale < 0; scale++ {
		if coef >= 1e17 || coef <= -1e17 {
			return Decimal{}, fmt.Errorf("%s × 10^%d %w", d, e, ErrDigits)
		}
		coef *= 10
	}
	if scale > MaxDecimalDigits {
		return Decimal{}, fmt.Errorf("%s × 10^%d %w", d, e, ErrDigits)
	}
	return normal(coef, scale), nil
}

// splitDigits is how many digits Split adds at most.
const splitDigits = 6

// Split divides d into n ≥ 1 parts that sum to d exactly: each is d ÷ n cut
// after six more digits than d has (fewer where a Decimal cannot hold them),
// and the last takes what is left. It panics if n < 1; none splits into nones.
func (d Decimal) Split(n int) []Decimal {
	if n < 1 {
		panic("data: Split into less than one part")
	}
	parts := make([]Decimal, n)
	if !d.set {
		return parts
	}
	coef, scale := d.coef, int(d.scale)
	for added := 0; added < splitDigits && scale < MaxDecimalDigits && coef < 1e17 && coef > -1e17; added++ {
		coef *= 10
		scale++
	}
	each := coef / int64(n)
	for i := range parts[:n-1] {
		parts[i] = normal(each, scale)
	}
	parts[n-1] = normal(coef-each*int64(n-1), scale)
	return parts
}
