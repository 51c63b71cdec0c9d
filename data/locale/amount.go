package locale

import (
	"strings"

	"github.com/periplus-data/periplus/data"
)

// Amount writes what a source states, in short form with its qualifier in
// words: "more than 80%", "about €3.2bn", "20 June 2024". A statement without a
// number is "no number stated", with "up" or "down" for a direction.
func (l Language) Amount(a data.Amount) string { return l.amount(a, l.Value) }

// AmountLong is Amount for prose: "about €3.2 billion".
func (l Language) AmountLong(a data.Amount) string { return l.amount(a, l.Long) }

func (l Language) amount(a data.Amount, write func(data.Number, data.Unit) string) string {
	switch a.Bound {
	case data.BoundVague:
		return l.Text(NoNumber)
	case data.BoundDirection:
		if a.Statement.Range.High.IsSet() {
			return l.Text(Downward)
		}
		return l.Text(Upward)
	case data.BoundRange:
		return l.Text(Between, write(a.Statement.Range.Low, a.Unit), write(a.Statement.Range.High, a.Unit))
	}
	if a.Unit == data.DateUnit {
		return l.Date(a.Date)
	}
	key, ok := qualifiers[a.Bound]
	if !ok {
		return write(a.Value, a.Unit)
	}
	return l.Text(key, write(a.Value, a.Unit))
}

var qualifiers = map[data.Bound]Key{
	data.BoundAbout: AboutAmount, data.BoundAtLeast: AtLeastAmount, data.BoundMoreThan: MoreThanAmount,
	data.BoundLessThan: LessThanAmount, data.BoundAtMost: AtMostAmount,
}

// Rounded writes a computed value with the interval around it, cut to the
// digits that the interval bears out: u is the largest power of ten that is at
// most high − low; the value is rounded to u, low down to u and high up to u:
// "50 (49–51)", "1.16% (1.14–1.19%)". The unit sign of a ratio is left out.
//
// An interval of width 0 is written as its value alone. Without a value it is
// "11 to 13", "at least 13" or "more than 80%" where it has no high end, and
// "below 20%" or "at most 20%" where low is unbounded or a closed 0, the floor
// of a share; with a value and one end unbounded, "50 (at least 49)". With
// neither value nor ends it is "no number stated".
func (l Language) Rounded(value data.Number, iv data.Interval, u data.Unit) string {
	if u == data.Ratio || strings.Contains(string(u), "/") {
		u = "" // prose says "times" or names the rate
	}
	full := func(n data.Number) string { return l.Value(n, u) }
	if !iv.Low.IsSet() || !iv.High.IsSet() {
		return l.halfBounded(value, iv, full)
	}
	width := iv.Width()
	if width.Sign() <= 0 {
		if !value.IsSet() {
			value = iv.Low
		}
		return full(value)
	}
	step := data.Pow10(width.Exponent())
	low, high := iv.Low.RoundTo(step, data.Down), iv.High.RoundTo(step, data.Up)
	write, bare := l.atStep(u, step, high)
	switch {
	case value.IsSet():
		return l.Text(ValueWithBounds, write(value.RoundTo(step, data.ToNearest)), bare(low), write(high))
	case iv.Low.Sign() == 0 && !iv.LowOpen && iv.HighOpen && high.Equal(iv.High):
		return l.Text(BelowAmount, write(high))
	case iv.Low.Sign() == 0 && !iv.LowOpen:
		return l.Text(AtMostAmount, write(high))
	}
	return l.Text(FromTo, bare(low), write(high))
}

func (l Language) halfBounded(value data.Number, iv data.Interval, write func(data.Number) string) string {
	bound := l.Text(NoNumber)
	switch {
	case iv.Low.IsSet() && iv.LowOpen:
		bound = l.Text(MoreThanAmount, write(iv.Low))
	case iv.Low.IsSet():
		bound = l.Text(AtLeastAmount, write(iv.Low))
	case iv.High.IsSet() && iv.HighOpen:
		bound = l.Text(BelowAmount, write(iv.High))
	case iv.High.IsSet():
		bound = l.Text(AtMostAmount, write(iv.High))
	}
	if value.IsSet() {
		return write(value) + " (" + bound + ")"
	}
	return bound
}

// atStep returns writers of numbers rounded to step, with and without the
// unit; both show the digits down to step even where they are 0, and the scale
// of money that the high end has, so that 0.95 stands beside 1.05 billion.
func (l Language) atStep(u data.Unit, step, high data.Number) (write, bare func(data.Number) string) {
	decimals := func(s data.Number) int { return max(0, -s.Exponent()) }
	if !u.IsMoney() {
		number := func(n data.Number) string { return l.Number(n, decimals(step)) }
		write = func(n data.Number) string { return l.value(n, u, number) }
		if u == data.Ordinal {
			return write, write
		}
		return write, number
	}
	s, _ := l.grammar().scaleOf(high)
	p := data.Pow10(s.exponent)
	number := func(n data.Number) string { return l.Number(n.Quo(p), decimals(step.Quo(p))) }
	if l.grammar().moneyBefore { // $170bn–$173bn: a sign in front cannot be shared
		write = func(n data.Number) string { return l.withSymbol(number(n)+s.short, u) }
		return write, write
	}
	write = func(n data.Number) string {
		text := number(n)
		if s.short != "" {
			text += noBreak + s.short
		}
		if symbol := symbolOf(u); symbol == string(u) || s.short == "" {
			return text + noBreak + symbol
		}
		return text + symbolOf(u)
	}
	return write, number
}
