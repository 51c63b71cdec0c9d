package data

import (
	"fmt"
	"strings"
)

// Bound says how a source qualifies a number.
type Bound string

// The bounds, with the interval that each leaves for the true amount. Floor
// and cap are those of the measure.
const (
	BoundExact    Bound = "exact"     // stated without a qualifier
	BoundAbout    Bound = "about"     // about, around, some, environ
	BoundAtLeast  Bound = "at_least"  // [x, cap]
	BoundMoreThan Bound = "more_than" // (x, cap]
	BoundLessThan Bound = "less_than" // [floor, x)
	BoundAtMost   Bound = "at_most"   // [floor, x]
	BoundRange    Bound = "range"     // [low, high], no single value
	// BoundVague and BoundDirection are statements without a number ("a
	// fraction", "considerably less"): kept and shown, never computed with.
	BoundVague     Bound = "vague"
	BoundDirection Bound = "direction"
)

// Bounds lists every bound, in the order of the documentation.
var Bounds = []Bound{BoundExact, BoundAbout, BoundAtLeast, BoundMoreThan, BoundLessThan, BoundAtMost, BoundRange, BoundVague, BoundDirection}

// IsComputable reports whether a figure with this bound has an interval that
// a comparison may use.
func (b Bound) IsComputable() bool { return b != BoundVague && b != BoundDirection }

// Rounding says how a source is taken to have rounded a measurement that it
// prints without a qualifier.
type Rounding string

// The roundings, with the interval that each gives to a printed value v whose
// last digit is worth a step s. For negative v the interval is mirrored.
const (
	RoundingNone    Rounding = ""        // counts, ordinals, dates and every bound but exact
	RoundingNearest Rounding = "nearest" // [v − s/2, v + s/2), the default
	RoundingDown    Rounding = "down"    // [v, v + s): cut off, as journalists often do
	RoundingEither  Rounding = "either"  // [v − s/2, v + s): the union of both
)

// Roundings lists the roundings that a user may choose.
var Roundings = []Rounding{RoundingNearest, RoundingDown, RoundingEither}

// ParseRounding reads a rounding as files and flags write it. Empty text is
// RoundingNone. The error lists what would be right.
func ParseRounding(s string) (Rounding, error) {
	if s == "" {
		return RoundingNone, nil
	}
	return oneOf("rounding", Rounding(s), Roundings)
}

// ParseBound reads a bound as files and flags write it. The error lists what
// would be right.
func ParseBound(s string) (Bound, error) { return oneOf("bound", Bound(s), Bounds) }

func oneOf[T ~string](what string, got T, valid []T) (T, error) {
	names := make([]string, len(valid))
	for i, v := range valid {
		if v == got {
			return got, nil
		}
		names[i] = string(v)
	}
	return "", fmt.Errorf("unknown %s %q%s; write one of %s", what, Clip(string(got), 40), Suggest(string(got), names), strings.Join(names, ", "))
}

// Interval is the set of amounts that a statement leaves possible. An end that
// is none is unbounded; an open end is not part of the set.
type Interval struct {
	Low, High         Number
	LowOpen, HighOpen bool
}

// Contains reports whether x lies in the interval. None lies in no interval.
func (iv Interval) Contains(x Number) bool {
	if !x.IsSet() {
		return false
	}
	if iv.Low.IsSet() {
		if c := x.Cmp(iv.Low); c < 0 || c == 0 && iv.LowOpen {
			return false
		}
	}
	if iv.High.IsSet() {
		if c := x.Cmp(iv.High); c > 0 || c == 0 && iv.HighOpen {
			return false
		}
	}
	return true
}

// IsEmpty reports whether no amount lies in the interval.
func (iv Interval) IsEmpty() bool {
	if !iv.Low.IsSet() || !iv.High.IsSet() {
		return false
	}
	c := iv.Low.Cmp(iv.High)
	return c > 0 || c == 0 && (iv.LowOpen || iv.HighOpen)
}

// Intersect returns the amounts that lie in both intervals.
func (iv Interval) Intersect(other Interval) Interval {
	r := iv
	if other.Low.IsSet() {
		if !r.Low.IsSet() || other.Low.Cmp(r.Low) > 0 {
			r.Low, r.LowOpen = other.Low, other.LowOpen
		} else if other.Low.Equal(r.Low) {
			r.LowOpen = r.LowOpen || other.LowOpen
		}
	}
	if other.High.IsSet() {
		if !r.High.IsSet() || other.High.Cmp(r.High) < 0 {
			r.High, r.HighOpen = other.High, other.HighOpen
		} else if other.High.Equal(r.High) {
			r.HighOpen = r.HighOpen || other.HighOpen
		}
	}
	return r
}

// Equal reports whether both intervals hold the same amounts.
func (iv Interval) Equal(other Interval) bool {
	return iv.Low.Equal(other.Low) && iv.High.Equal(other.High) &&
		(iv.LowOpen == other.LowOpen || !iv.Low.IsSet()) &&
		(iv.HighOpen == other.HighOpen || !iv.High.IsSet())
}

// Width returns high − low, and none where an end is unbounded.
func (iv Interval) Width() Number { return iv.High.Sub(iv.Low) }

// Statement is what a source prints: a number and its qualifier. Bounds are
// derived from it, so that no one types them.
type Statement struct {
	Value Number // the number printed; none for range, vague and direction
	Date  Date   // in place of Value where Unit is DateUnit
	Bound Bound
	Unit  Unit
	// Step is the unit of the last printed digit; none for counts, ordinals and
	// dates. Of an about it is the half-width, where the digits of the value do
	// not give it, as for a third that is written 33.3.
	Step     Number
	Rounding Rounding // of an exact measurement
	// Range holds the stated ends of a range, and for a direction the side of
	// 0 that is left open to a measure of growth. Unused otherwise.
	Range Interval
}

// Amount is a statement with the interval that its words allow. The bounds are
// what the printed words leave possible, never a margin of error.
type Amount struct {
	Statement
	Interval
}

// NewAmount derives the interval of a statement under a measure with the given
// floor and cap (either may be none):
//
//	exact, measured   nearest [v−s/2, v+s/2), down [v, v+s), either [v−s/2, v+s)
//	exact, otherwise  [v, v]
//	about             [v−h, v+h], h = min(s, |v|/10), without a step s = 10^e,
//	                  the last non-zero digit of v; on whole units h is at least 1
//	more_than         (v, cap]; on whole units [v+1, cap]
//	at_least          [v, cap]
//	less_than         [floor, v); on whole units [floor, v−1]
//	at_most           [floor, v]
//	range             [low, high]
//
// and cuts it to [floor, cap]. On whole units the ends are whole numbers.
// A date has no interval. Vague statements have none; a direction keeps the
// side it names. An error says what is missing or cannot be: no value, a value
// outside floor and cap, a fraction of a count, a step that is not positive.
func NewAmount(s Statement, floor, limit Number) (Amount, error) {
	a := Amount{Statement: s}
	if err := s.check(floor, limit); err != nil {
		return Amount{}, err
	}
	switch s.Bound {
	case BoundVague:
		return a, nil
	case BoundDirection:
		a.Interval = s.Range
		return a, nil
	case BoundRange:
		a.Interval = Interval{Low: s.Range.Low, High: s.Range.High}
	default:
		if s.Unit == DateUnit {
			return a, nil
		}
		a.Interval = s.interval()
	}
	a.Interval = a.Interval.Intersect(Interval{Low: floor, High: limit})
	if s.Unit.IsWhole() {
		a.Interval = a.Interval.whole()
	}
	if a.Interval.IsEmpty() {
		stated := s.Value.String()
		if s.Bound == BoundRange {
			stated = s.Range.Low.String() + " to " + s.Range.High.String()
		}
		return Amount{}, wrong("bound", string(s.Bound), "no amount satisfies %s %s within %s to %s", s.Bound, stated, orWord(floor, "−∞"), orWord(limit, "+∞"))
	}
	return a, nil
}

// MustAmount is NewAmount for constants in code, with a floor of 0 and no cap.
// It panics on an error.
func MustAmount(s Statement) Amount {
	a, err := NewAmount(s, Int(0), Number{})
	if err != nil {
		panic("data: MustAmount: " + err.Error())
	}
	return a
}

func orWord(n Number, word string) string {
	if n.IsSet() {
		return n.String()
	}
	return word
}

// interval returns what the words allow before floor and cap are applied.
func (s Statement) interval() Interval {
	v := s.Value
	switch s.Bound {
	case BoundAbout:
		h := s.aboutHalfWidth()
		return Interval{Low: v.Sub(h), High: v.Add(h)}
	case BoundMoreThan:
		return Interval{Low: v, LowOpen: true}
	case BoundAtLeast:
		return Interval{Low: v}
	case BoundLessThan:
		return Interval{High: v, HighOpen: true}
	case BoundAtMost:
		return Interval{High: v}
	}
	if !s.Unit.IsMeasured() {
		return Interval{Low: v, High: v}
	}
	return roundingInterval(v, s.Step, s.Rounding)
}

func (s Statement) aboutHalfWidth() Number {
	v := s.Value.Abs()
	h := v.Quo(Int(10))
	if s.Step.IsSet() {
		h = h.Min(s.Step)
	} else if digit := LastDigit(v); digit.IsSet() {
		h = h.Min(digit)
	}
	if s.Unit.IsWhole() {
		h = h.Max(Int(1))
	}
	return h
}

func roundingInterval(v, step Number, r Rounding) Interval {
	if v.Sign() < 0 {
		m := roundingInterval(v.Neg(), step, r)
		return Interval{Low: m.High.Neg(), High: m.Low.Neg(), LowOpen: m.HighOpen, HighOpen: m.LowOpen}
	}
	half := step.Quo(Int(2))
	iv := Interval{Low: v.Sub(half), High: v.Add(half), HighOpen: true}
	if r == RoundingDown {
		iv.Low = v
	}
	if r == RoundingDown || r == RoundingEither {
		iv.High = v.Add(step)
	}
	if v.Sign() == 0 && r != RoundingNearest {
		// What is cut off to 0 may come from either side.
		iv.Low, iv.LowOpen = iv.High.Neg(), true
	}
	return iv
}

// LastDigit returns the worth of the last non-zero digit of v in decimal
// notation: 0.1 for 3.2, 10 for 80, 1 for 12. It returns none for 0, for none
// and for a number without a finite decimal expansion.
func LastDigit(v Number) Number {
	if v.Sign() == 0 {
		return Number{}
	}
	if _, finite := v.r.FloatPrec(); !finite {
		return Number{}
	}
	text := strings.TrimPrefix(v.String(), "-")
	whole, frac, _ := strings.Cut(text, ".")
	if frac = strings.TrimRight(frac, "0"); frac != "" {
		return Pow10(-len(frac))
	}
	return Pow10(len(whole) - len(strings.TrimRight(whole, "0")))
}

// whole shrinks the interval to the whole numbers in it.
func (iv Interval) whole() Interval {
	one := Int(1)
	if iv.Low.IsSet() {
		low := iv.Low.RoundTo(one, Up)
		if iv.LowOpen && low.Equal(iv.Low) {
			low = low.Add(one)
		}
		iv.Low, iv.LowOpen = low, false
	}
	if iv.High.IsSet() {
		high := iv.High.RoundTo(one, Down)
		if iv.HighOpen && high.Equal(iv.High) {
			high = high.Sub(one)
		}
		iv.High, iv.HighOpen = high, false
	}
	return iv
}
