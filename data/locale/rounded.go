package locale

import (
	"github.com/periplus-data/periplus/data"
)

// Ends that stand alone are kept as they are up to statedDigits significant
// digits, since sources hardly state more; a computed end beyond that is
// rounded outwards to shownDigits.
const statedDigits, shownDigits = 6, 4

// Rounded writes a computed value with the interval around it, cut to the
// digits that the interval bears out: u is the largest power of ten that is at
// most high − low; the value is rounded to u (halves away from zero), low down
// to u and high up to u: "50 (49–51)", "1.16% (1.14–1.19%)",
// "$172bn ($170bn–$173bn)". The signs of a ratio and of a rate are left out:
// the words around the number say what it is. Where low is negative, "to"
// stands in place of the dash.
//
// An interval of width 0 is written as its value alone, with all its digits.
//
// Without a value, ends of up to 6 significant digits are kept as they are and
// others follow the rule above: "11 to 13". An interval with one end that says
// nothing is written by the other: "at least 13" or "more than 80%" (open)
// where high is unbounded, or where a percentage ends at a closed 100 and low
// is open; "below 20%" (open) or "at most 20%" where low is unbounded, or is a
// closed 0 below a positive high, which is the floor of shares, counts and
// trade. Such an end keeps up to 6 significant digits and has 4 otherwise,
// rounded outwards; a whole number of things is never rounded. With a value
// and one end unbounded it is "50 (at least 49)". With neither value nor ends
// it is "no number stated".
func (l Language) Rounded(value data.Number, iv data.Interval, u data.Unit) string {
	if _, _, isRate := rateOf(u); isRate || u == data.Ratio {
		u = ""
	}
	if !iv.Low.IsSet() || !iv.High.IsSet() {
		return l.halfBounded(value, iv, u)
	}
	width := iv.Width()
	if width.Sign() <= 0 {
		if !value.IsSet() {
			value = iv.Low
		}
		return l.Value(value, u)
	}
	step := data.Pow10(width.Exponent())
	if value.IsSet() {
		low, high := iv.Low.RoundTo(step, data.Down), iv.High.RoundTo(step, data.Up)
		write, bare := l.atStep(u, step, low, high)
		key := ValueWithBounds
		if low.Sign() < 0 {
			key = ValueWithRange
		}
		return l.Text(key, write(value.RoundTo(step, data.ToNearest)), bare(low), write(high))
	}
	switch {
	case iv.Low.Sign() == 0 && !iv.LowOpen:
		return l.halfBounded(value, data.Interval{High: iv.High, HighOpen: iv.HighOpen}, u)
	case u == data.Percent && iv.LowOpen && !iv.HighOpen && iv.High.Equal(data.Int(100)):
		return l.halfBounded(value, data.Interval{Low: iv.Low, LowOpen: true}, u)
	}
	return l.between(iv, step, u)
}

// between writes an interval without a value.
func (l Language) between(iv data.Interval, step data.Number, u data.Unit) string {
	if isStated(iv.Low) && isStated(iv.High) || u.IsWhole() && iv.Low.IsInt() && iv.High.IsInt() {
		for _, end := range []data.Number{iv.Low, iv.High} {
			if end.Sign() != 0 {
				step = step.Min(data.LastDigit(end))
			}
		}
	}
	low, high := iv.Low.RoundTo(step, data.Down), iv.High.RoundTo(step, data.Up)
	write, bare := l.atStep(u, step, low, high)
	return l.Text(FromTo, bare(low), write(high))
}

func (l Language) halfBounded(value data.Number, iv data.Interval, u data.Unit) string {
	write := func(n data.Number, d data.RoundMode) string { return l.Value(shown(n, d, u), u) }
	bound := l.Text(NoNumber)
	switch {
	case iv.Low.IsSet() && iv.LowOpen:
		bound = l.Text(MoreThanAmount, write(iv.Low, data.Down))
	case iv.Low.IsSet():
		bound = l.Text(AtLeastAmount, write(iv.Low, data.Down))
	case iv.High.IsSet() && iv.HighOpen:
		bound = l.Text(BelowAmount, write(iv.High, data.Up))
	case iv.High.IsSet():
		bound = l.Text(AtMostAmount, write(iv.High, data.Up))
	}
	switch {
	case !value.IsSet():
		return bound
	case !iv.Low.IsSet() && !iv.High.IsSet():
		return write(value, data.ToNearest)
	}
	return write(value, data.ToNearest) + " (" + bound + ")"
}

// shown rounds an end that stands alone.
func shown(n data.Number, d data.RoundMode, u data.Unit) data.Number {
	if isStated(n) || u.IsWhole() && n.IsInt() {
		return n
	}
	return significant(n, shownDigits, d)
}

// isStated reports whether n has few enough digits to be as a source states it.
func isStated(n data.Number) bool {
	return significant(n, statedDigits, data.ToNearest).Equal(n)
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
// billion.
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
		write = func(n data.Number) string { return g.money(number(n), scaleName, symbolOf(u)) }
		if g.sharesUnit {
			return write, number
		}
		return write, write
	}
	write = func(n data.Number) string { return l.value(n, u, number) }
	if u == data.Ordinal {
		return write, write
	}
	return write, number
}
