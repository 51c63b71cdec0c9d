package locale

import (
	"github.com/periplus-data/periplus/data"
)

// Amount writes what a source states, in short form with its qualifier in
// words: "more than 80%", "about €3.2bn", "between 3 and 5", and a date at its
// own precision. A statement without a number is "no number stated", with "up"
// or "down" for a direction. An amount that claims nothing at all is "".
func (l Language) Amount(a data.Amount) string { return l.amount(a, l.Value) }

// AmountLong is Amount for prose: "about €3.2 billion".
func (l Language) AmountLong(a data.Amount) string { return l.amount(a, l.Long) }

func (l Language) amount(a data.Amount, write func(data.Number, data.Unit) string) string {
	stated := a.Statement.Range
	switch a.Bound {
	case data.BoundVague:
		return l.Text(NoNumber)
	case data.BoundDirection:
		switch {
		case stated.Low.IsSet() && !stated.High.IsSet():
			return l.Text(Upward)
		case stated.High.IsSet() && !stated.Low.IsSet():
			return l.Text(Downward)
		}
		return l.Text(NoNumber)
	case data.BoundRange:
		return l.Text(Between, write(stated.Low, a.Unit), write(stated.High, a.Unit))
	}
	if a.Unit == data.DateUnit {
		return l.Date(a.Date)
	}
	if !a.Value.IsSet() {
		return ""
	}
	return l.Qualified(a.Bound, a.Unit, write(a.Value, a.Unit))
}

// Qualified puts the words of a bound before an amount that is already
// written: "about €3.2bn", "fewer than 5" for what is counted and "less than
// 5%" for all else. Exact and the bounds without a single value (range, vague,
// direction) add nothing.
func (l Language) Qualified(b data.Bound, u data.Unit, written string) string {
	switch b {
	case data.BoundAbout:
		return l.Text(AboutAmount, written)
	case data.BoundAtLeast:
		return l.Text(AtLeastAmount, written)
	case data.BoundMoreThan:
		return l.Text(MoreThanAmount, written)
	case data.BoundLessThan:
		if u == data.Count {
			return l.Text(FewerThanAmount, written)
		}
		return l.Text(LessThanAmount, written)
	case data.BoundAtMost:
		return l.Text(AtMostAmount, written)
	}
	return written
}
