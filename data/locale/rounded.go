package locale

import (
	"github.com/periplus-data/periplus/data"
)

// Numbers that stand alone are kept as they are up to statedDigits significant
// digits, since sources hardly state more; a computed one beyond that is cut to
// shownDigits, ends outwards.
const statedDigits, shownDigits = 6, 4

// Rounded writes a computed value with the interval around it, cut to the
// digits that the interval bears out. u is the largest power of ten that is at
// most high − low, divided by ten as long as the value rounded to u is off by
// more than 5% of the value, or an end that is not 0 would round to 0. The
// value is rounded to u (halves away from zero), low down to u and high up to
// u: "50 (49–51)", "1.16% (1.14–1.19%)", "7 (4–15)", "$172bn ($170bn–$173bn)".
// Where the value and both ends are whole things or places in an order, u is 1.
// The signs of a ratio and of a rate are left out: the words around the number
// say what it is. Where low is negative, "to" stands in place of the dash.
//
// An interval of width 0 is written as its value alone, with all its digits;
// of decimals that do not end within 11 significant digits 4 digits are kept.
//
// Without a value, ends of up to 6 significant digits are kept as they are and
// others follow the rule above: "11 to 13", "$0 to $8bn". An interval with one
// end that says nothing is written by the other, as [Language.Bounds] tells:
// "at least 13", "below 20%". Such an end keeps up to 6 significant digits and
// has 4 otherwise, rounded outwards; a whole number of things is never rounded.
// With a value and one end unbounded it is "50 (at least 49)". With neither
// value nor ends it is "no number stated".
func (l Language) Rounded(value data.Number, iv data.Interval, u data.Unit) string {
	if _, _, isRate := rateOf(u); isRate || u == data.Ratio {
		u = ""
	}
	t := l.rounded(value, iv, u)
	switch {
	case !value.IsSet() && t.bareLow != "" && t.high != "":
		return l.Bounds(iv, u, t.bareLow, t.high)
	case !value.IsSet() && t.value == "":
		return l.Bounds(iv, u, t.low, t.high)
	case t.low == "" && t.high == "":
		return t.value
	case t.low == "" || t.high == "":
		return t.value + " (" + l.Bounds(iv, u, t.low, t.high) + ")"
	}
	key := ValueWithBounds
	if iv.Low.Sign() < 0 {
		key = ValueWithRange
	}
	return l.Text(key, t.value, t.bareLow, t.high)
}

// RoundedParts returns the texts of a value and of the ends around it, rounded
// as by [Language.Rounded] and each with its unit, the signs of a ratio and of
// a rate included: "50×", "49×", "51×". A text is "" where there is no such
// number, where an end says nothing, and the ends are "" in an interval of
// width 0, whose single number is the value.
func (l Language) RoundedParts(value data.Number, iv data.Interval, u data.Unit) (v, low, high string) {
	t := l.rounded(value, iv, u)
	return t.value, t.low, t.high
}

// Bounds puts the ends of an interval without a value into words, from low and
// high as they are already written: "11 to 13", "at least 13" or "more than
// 80%" (open) where high is unbounded, or where a percentage ends at a closed
// 100 and low is open; "below 20%" (open) or "at most 20%" where low is
// unbounded, or is a closed 0 below which there is nothing: that of a count, or
// of a percentage of at most 100. Other amounts may be negative, as the
// difference of two is, so that their 0 is said: "$0 to $8bn". With neither end
// it is "no number stated".
func (l Language) Bounds(iv data.Interval, u data.Unit, low, high string) string {
	iv = informative(iv, u)
	switch {
	case iv.Low.IsSet() && iv.High.IsSet():
		return l.Text(FromTo, low, high)
	case iv.Low.IsSet() && iv.LowOpen:
		return l.Text(MoreThanAmount, low)
	case iv.Low.IsSet():
		return l.Text(AtLeastAmount, low)
	case iv.High.IsSet() && iv.HighOpen:
		return l.Text(BelowAmount, high)
	case iv.High.IsSet():
		return l.Text(AtMostAmount, high)
	}
	return l.Text(NoNumber)
}

// informative leaves out the end of an interval without a value that no amount
// of the unit lies beyond anyway.
func informative(iv data.Interval, u data.Unit) data.Interval {
	if !iv.Low.IsSet() || !iv.High.IsSet() || iv.Width().Sign() <= 0 {
		return iv
	}
	whole := data.Int(100)
	isShare := u == data.Percent && iv.High.Cmp(whole) <= 0
	switch {
	case iv.Low.Sign() == 0 && !iv.LowOpen && (isShare || u == data.Count):
		return data.Interval{High: iv.High, HighOpen: iv.HighOpen}
	case isShare && iv.LowOpen && !iv.HighOpen && iv.High.Equal(whole):
		return data.Interval{Low: iv.Low, LowOpen: true}
	}
	return iv
}

// texts are a value and its ends as written; bareLow is low without the unit
// where high says it for both.
type texts struct{ value, low, bareLow, high string }

func (l Language) rounded(value data.Number, iv data.Interval, u data.Unit) texts {
	if !value.IsSet() {
		iv = informative(iv, u)
	}
	if !iv.Low.IsSet() || !iv.High.IsSet() {
		write := func(n data.Number, d data.RoundMode) string { return l.Value(shown(n, d, u), u) }
		return texts{value: write(value, data.ToNearest), low: write(iv.Low, data.Down), high: write(iv.High, data.Up)}
	}
	if iv.Width().Sign() <= 0 {
		if !value.IsSet() {
			value = iv.Low
		}
		return texts{value: l.Value(ended(value), u)}
	}
	step := stepOf(value, iv, u)
	low, high := iv.Low.RoundTo(step, data.Down), iv.High.RoundTo(step, data.Up)
	write, bare := l.atStep(u, step, low, high)
	t := texts{low: write(low), bareLow: bare(low), high: write(high)}
	if value.IsSet() {
		t.value = write(value.RoundTo(step, data.ToNearest))
	}
	return t
}

// stepOf returns the power of ten that a value and its ends are rounded to.
func stepOf(value data.Number, iv data.Interval, u data.Unit) data.Number {
	step := data.Pow10(iv.Width().Exponent())
	whole := u.IsWhole() && iv.Low.IsInt() && iv.High.IsInt()
	switch {
	case value.IsSet() && whole && value.IsInt():
		return data.Int(1)
	case !value.IsSet() && (whole || IsStated(iv.Low, iv.High)):
		for _, end := range []data.Number{iv.Low, iv.High} {
			if end.Sign() != 0 {
				step = step.Min(data.LastDigit(end))
			}
		}
		return step
	}
	for destroys(step, value, iv) {
		step = step.Quo(data.Int(10))
	}
	return step
}

// destroys reports whether rounding to step leaves another number than it was
// given: a value that is off by more than 5%, or an end that became 0.
func destroys(step, value data.Number, iv data.Interval) bool {
	off := value.RoundTo(step, data.ToNearest).Sub(value).Abs()
	return value.IsSet() && off.Mul(data.Int(20)).Cmp(value.Abs()) > 0 ||
		iv.Low.RoundTo(step, data.Down).Sign() != iv.Low.Sign() ||
		iv.High.RoundTo(step, data.Up).Sign() != iv.High.Sign()
}

// shown rounds a number that stands alone.
func shown(n data.Number, d data.RoundMode, u data.Unit) data.Number {
	if IsStated(n) || u.IsWhole() && n.IsInt() {
		return n
	}
	return significant(n, shownDigits, d)
}

// ended cuts a number whose decimals do not end, as those of a quotient do not.
func ended(n data.Number) data.Number {
	if n.IsInt() || significant(n, data.SignificantDigits-1, data.ToNearest).Equal(n) {
		return n
	}
	return significant(n, shownDigits, data.ToNearest)
}

// IsStated reports whether each number has at most 6 significant digits, as
// those that sources state have; computed numbers have more. None has none.
func IsStated(numbers ...data.Number) bool {
	for _, n := range numbers {
		if !significant(n, statedDigits, data.ToNearest).Equal(n) {
			return false
		}
	}
	return true
}

func significant(n data.Number, digits int, d data.RoundMode) data.Number {
	if n.Sign() == 0 {
		return n
	}
	return n.RoundTo(data.Pow10(n.Exponent()-digits+1), d)
}

// atStep returns writers of numbers rounded to step, with and without the
// unit; both show the digits down to step even where they are 0. Money is in
// the scale of the end that is farther from 0, so that 0.95 stands beside 1.05
// billion; no money is $0 in any scale.
func (l Language) atStep(u data.Unit, step, low, high data.Number) (write, bare func(data.Number) string) {
	g := l.grammar()
	p, scaleName := data.Int(1), ""
	if u.IsMoney() {
		s, _ := g.scaleOf(low.Abs().Max(high.Abs()))
		p, scaleName = data.Pow10(s.exponent), s.short
	}
	decimals := max(0, -step.Quo(p).Exponent())
	number := func(n data.Number) string { return l.Number(n.Quo(p), decimals) }
	if u.IsMoney() {
		orZero := func(n data.Number, text func(number, scale string) string) string {
			if n.Sign() == 0 {
				return text("0", "")
			}
			return text(number(n), scaleName)
		}
		write = func(n data.Number) string {
			return orZero(n, func(number, scale string) string { return g.money(number, scale, g.signs.of(u)) })
		}
		if g.sharesUnit {
			return write, func(n data.Number) string { return orZero(n, func(number, _ string) string { return number }) }
		}
		return write, write
	}
	write = func(n data.Number) string { return l.value(n, u, number) }
	if u == data.Ordinal {
		return write, write
	}
	return write, number
}
