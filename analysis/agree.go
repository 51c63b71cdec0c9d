package analysis

import (
	"fmt"
	"strings"

	"github.com/periplus-data/periplus/data"
)

// agree holds every pair of statements against each other.
func agree(figures []data.Figure) (Result, error) {
	if err := checkDistinct(figures); err != nil {
		return Result{}, err
	}
	var r Result
	for i, a := range figures {
		for _, b := range figures[i+1:] {
			c, err := agreePair(a, b)
			if err != nil {
				return Result{}, err
			}
			r.Comparisons = append(r.Comparisons, c)
		}
	}
	return r, nil
}

func agreePair(a, b data.Figure) (Comparison, error) {
	if err := checkSameThing(a, b); err != nil {
		return Comparison{}, err
	}
	c := Comparison{Of: a.ID, To: []string{b.ID}, Formula: a.ID + " and " + b.ID + " both true"}
	var why string
	switch {
	case a.Measure != b.Measure:
		why = c.agreeVisits(a, b)
	case a.Amount.Unit != b.Amount.Unit:
		return Comparison{}, fmt.Errorf("%s is in %s and %s in %s; agree needs one unit", a.ID, a.Amount.Unit, b.ID, b.Amount.Unit)
	case a.Amount.Unit == data.DateUnit:
		why = c.agreeDates(a, b)
	default:
		why = c.agreeAmounts(a, b)
	}
	c.explain([]data.Figure{a, b})
	notes := []string{why}
	if undated := undatedOne(a, b); undated != "" {
		notes = append(notes, undated+" is not dated and is taken to be about the same occasion")
	}
	if c.Note != "" {
		notes = append(notes, c.Note)
	}
	c.Note = strings.Join(notes, "; ")
	return c, nil
}

// checkSameThing refuses pairs that are not about one thing: an answer to
// whether they agree would mean nothing.
func checkSameThing(a, b data.Figure) error {
	if a.SameAs == b.ID || b.SameAs == a.ID {
		return fmt.Errorf("%s and %s are one statement in two currencies; rate compares them", a.ID, b.ID)
	}
	if a.Measure != b.Measure && !isVisitPair(a, b) {
		return fmt.Errorf("%s measures %s and %s measures %s; agree needs statements about one thing", a.ID, a.Measure, b.ID, b.Measure)
	}
	if a.Reporter != b.Reporter || a.Partner != b.Partner {
		return fmt.Errorf("%s is about %s and %s is about %s; agree needs the same parties", a.ID, parties(a), b.ID, parties(b))
	}
	if a.Period.IsSet() && b.Period.IsSet() {
		return checkPeriods([]data.Figure{a, b}, "agree")
	}
	return nil
}

func parties(f data.Figure) string {
	return orNone(f.Reporter) + " and " + orNone(f.Partner)
}

func undatedOne(a, b data.Figure) string {
	switch {
	case a.Period.IsSet() == b.Period.IsSet():
		return ""
	case a.Period.IsSet():
		return b.ID
	}
	return a.ID
}

// agreeAmounts decides by whether the intervals share an amount.
func (c *Comparison) agreeAmounts(a, b data.Figure) string {
	both := a.Amount.Interval.Intersect(b.Amount.Interval)
	sameScope := a.Scope == b.Scope
	if !both.IsEmpty() {
		c.Interval, c.Unit = both, a.Amount.Unit
		if sameScope && a.Amount.Bound == b.Amount.Bound && a.Amount.Value.Equal(b.Amount.Value) && a.Amount.Interval.Equal(b.Amount.Interval) {
			c.Verdict = Same
			return "both state the same"
		}
		c.Verdict = Compatible
		return "some amount satisfies both"
	}
	clash := fmt.Sprintf("no amount is both %s and %s", words(a), words(b))
	if sameScope {
		c.Verdict = Differ
		return clash
	}
	c.Verdict = DifferScope
	reasons := []string{clash, fmt.Sprintf("%s covers %s and %s covers %s", a.ID, quoted(a.Scope), b.ID, quoted(b.Scope))}
	for _, f := range []data.Figure{a, b} {
		if f.Note != "" {
			reasons = append(reasons, f.ID+": "+strings.TrimSuffix(f.Note, "."))
		}
	}
	return strings.Join(reasons, "; ")
}

// words names what a statement leaves possible, in plain text.
func words(f data.Figure) string {
	iv := f.Amount.Interval
	switch {
	case isPoint(iv):
		return iv.Low.String()
	case !iv.High.IsSet() && iv.LowOpen:
		return "more than " + iv.Low.String()
	case !iv.High.IsSet():
		return "at least " + iv.Low.String()
	case !iv.Low.IsSet() && iv.HighOpen:
		return "less than " + iv.High.String()
	case !iv.Low.IsSet():
		return "at most " + iv.High.String()
	}
	text := iv.Low.String() + " to "
	if iv.LowOpen {
		text = "more than " + text
	}
	if iv.HighOpen {
		text += "less than "
	}
	return text + iv.High.String()
}

// agreeDates decides by whether one date covers the other: 2024-06-20 lies in
// 2024-06 and in 2024.
func (c *Comparison) agreeDates(a, b data.Figure) string {
	x, y := a.Amount.Date, b.Amount.Date
	c.Unit = data.DateUnit
	switch {
	case a.Scope != b.Scope:
		c.Verdict = Compatible
		return fmt.Sprintf("the dates are of different things: %s and %s", quoted(a.Scope), quoted(b.Scope))
	case x == y:
		c.Verdict = Same
		return "both state the same date"
	case covers(x, y) || covers(y, x):
		c.Verdict = Compatible
		return "one date lies within the other"
	}
	c.Verdict = Differ
	return fmt.Sprintf("%s and %s are different dates", x, y)
}

func covers(wide, narrow data.Date) bool {
	return !narrow.First().Before(wide.First()) && !narrow.Last().After(wide.Last())
}

// isVisitPair reports whether one figure numbers a visit and the other dates
// the visit before it: two statements about one visit.
func isVisitPair(a, b data.Figure) bool {
	numbers := func(f data.Figure) bool { return f.Measure == "visits" && f.Amount.Unit == data.Ordinal }
	dates := func(f data.Figure) bool { return f.Measure == "previous_visit" }
	return numbers(a) && dates(b) || numbers(b) && dates(a)
}

// agreeVisits decides whether a visit's number leaves room for the earlier one
// that the other statement dates: it has to be at least the second.
func (c *Comparison) agreeVisits(a, b data.Figure) string {
	number, earlier := a, b
	if b.Amount.Unit == data.Ordinal {
		number, earlier = b, a
	}
	c.Unit = data.Ordinal
	c.Interval = number.Amount.Interval.Intersect(data.Interval{Low: data.Int(2)})
	if c.Interval.IsEmpty() {
		c.Interval, c.Verdict = data.Interval{}, Differ
		return fmt.Sprintf("a visit before it in %s makes this one at least the second", earlier.Amount.Date)
	}
	c.Verdict = Compatible
	return fmt.Sprintf("a visit before it in %s leaves room for number %s", earlier.Amount.Date, words(number))
}
