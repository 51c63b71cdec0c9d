package analysis

import (
	"fmt"

	"github.com/periplus-data/periplus/data"
)

// checkAmounts refuses what has no arithmetic: ordinals and dates.
func checkAmounts(figures []data.Figure) error {
	for _, f := range figures {
		if u := f.Amount.Unit; u == data.Ordinal || u == data.DateUnit {
			return fmt.Errorf("%s is %s %s, which cannot be added or divided; agree compares such statements", f.ID, article(u), u)
		}
	}
	return nil
}

func article(u data.Unit) string {
	if u == data.Ordinal {
		return "an"
	}
	return "a"
}

// checkUnits demands one unit and says what would fit.
func checkUnits(figures []data.Figure, what string) error {
	first := figures[0]
	for _, f := range figures[1:] {
		a, b := first.Amount.Unit, f.Amount.Unit
		switch {
		case a == b:
		case first.SameAs == f.ID || f.SameAs == first.ID:
			return fmt.Errorf("%s and %s are one statement in %s and %s; rate compares them", first.ID, f.ID, a, b)
		case a.IsMoney() && b.IsMoney():
			return fmt.Errorf("%s is in %s and %s in %s; %s needs one currency: two amounts in %s, or two in %s", first.ID, a, f.ID, b, what, a, b)
		default:
			return fmt.Errorf("%s is in %s and %s in %s; %s needs one unit: two amounts in %s, or two in %s", first.ID, a, f.ID, b, what, a, b)
		}
	}
	return nil
}

// checkPeriods demands equal periods.
func checkPeriods(figures []data.Figure, what string) error {
	first := figures[0]
	for _, f := range figures[1:] {
		if !first.Period.Equal(f.Period) {
			return fmt.Errorf("%s covers %s and %s covers %s; %s needs equal periods (a ratio across periods is a change)", first.ID, periodName(first), f.ID, periodName(f), what)
		}
	}
	return nil
}

// checkMeasures demands one measure.
func checkMeasures(figures []data.Figure, what string) error {
	first := figures[0]
	for _, f := range figures[1:] {
		if f.Measure != first.Measure {
			return fmt.Errorf("%s measures %s and %s measures %s; %s needs one measure", first.ID, first.Measure, f.ID, f.Measure, what)
		}
	}
	return nil
}

// checkDistinct refuses a figure that is named twice.
func checkDistinct(figures []data.Figure) error {
	seen := map[string]bool{}
	for _, f := range figures {
		if seen[f.ID] {
			return fmt.Errorf("%s is named twice and would count twice; name it once", f.ID)
		}
		seen[f.ID] = true
	}
	return nil
}

// warnings lists what makes figures less than comparable without making the
// computation wrong: other reporters, measures or scopes, periods that differ
// without being a change, and periods that nobody states.
func warnings(figures []data.Figure) []error {
	var out []error
	first := figures[0]
	for _, f := range figures[1:] {
		if f.Reporter != first.Reporter {
			out = append(out, fmt.Errorf("%s is reported by %s and %s by %s", first.ID, orNone(first.Reporter), f.ID, orNone(f.Reporter)))
		}
		if f.Measure != first.Measure {
			out = append(out, fmt.Errorf("%s measures %s and %s measures %s", first.ID, first.Measure, f.ID, f.Measure))
		}
		if f.Scope != first.Scope {
			out = append(out, fmt.Errorf("%s covers %s and %s covers %s", first.ID, quoted(first.Scope), f.ID, quoted(f.Scope)))
		}
		if w := periodWarning(first, f); w != nil {
			out = append(out, w)
		}
	}
	return out
}

func periodWarning(a, b data.Figure) error {
	switch {
	case a.ID == b.ID:
		return nil
	case !a.Period.IsSet() && !b.Period.IsSet():
		return fmt.Errorf("neither %s nor %s is dated; they are taken to be of one time", a.ID, b.ID)
	case a.Period.Equal(b.Period) || IsChange(a, b):
		return nil
	}
	return fmt.Errorf("%s is of %s and %s of %s", a.ID, periodName(a), b.ID, periodName(b))
}

func orNone(code string) string {
	if code == "" {
		return "nobody named"
	}
	return code
}

func quoted(scope string) string {
	if scope == "" {
		return "no stated scope"
	}
	return fmt.Sprintf("%q", scope)
}
