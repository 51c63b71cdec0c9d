package analysis

import (
	"errors"
	"fmt"
	"sort"
	"strings"

	"github.com/periplus-data/periplus/data"
)

var hundred = data.Int(100)

// claimed returns the value that a figure claims, and none where its words
// only bound the amount.
func claimed(f data.Figure) data.Number {
	if f.Amount.Bound == data.BoundExact || f.Amount.Bound == data.BoundAbout {
		return f.Amount.Value
	}
	return data.Number{}
}

// ratio computes A ÷ B in one unit; a figure over itself is exactly 1.
func ratio(figures []data.Figure) (Result, error) {
	a, b := figures[0], figures[1]
	if err := checkAmounts(figures); err != nil {
		return Result{}, err
	}
	if err := checkUnits(figures, "a ratio"); err != nil {
		return Result{}, err
	}
	c, err := divide(a, b)
	if err != nil {
		return Result{}, err
	}
	c.Unit = data.Ratio
	if a.Period.Equal(b.Period) {
		return c.result(figures), nil
	}
	c.Formula = fmt.Sprintf("%s [%s] ÷ %s [%s]", a.ID, periodName(a), b.ID, periodName(b))
	if IsChange(a, b) {
		c.Formula += ", a change between periods"
	}
	return c.result(figures), nil
}

// IsChange reports whether a ratio of a and b is a change over time: one
// measure of the same parties in two periods, both stated.
func IsChange(a, b data.Figure) bool {
	return a.Period.IsSet() && b.Period.IsSet() && !a.Period.Equal(b.Period) &&
		a.Measure == b.Measure && a.Reporter == b.Reporter && a.Partner == b.Partner
}

// divide returns A ÷ B with its interval, its unit still to be set.
func divide(a, b data.Figure) (Comparison, error) {
	if b.Amount.Contains(data.Int(0)) {
		return Comparison{}, fmt.Errorf("%s can be 0, and nothing can be divided by 0", b.ID)
	}
	c := Comparison{Of: a.ID, To: []string{b.ID}, Formula: a.ID + " ÷ " + b.ID}
	if v := claimed(b); v.Sign() != 0 {
		c.Value = claimed(a).Quo(v)
	}
	c.Interval = quotient(a.Amount.Interval, b.Amount.Interval)
	if a.ID == b.ID {
		c.Value, c.Interval = data.Int(1), point(data.Int(1))
	}
	return c, nil
}

// difference computes A − B in one unit and period; a figure less itself is 0.
func difference(figures []data.Figure) (Result, error) {
	a, b := figures[0], figures[1]
	if err := errors.Join(checkAmounts(figures), checkUnits(figures, "a difference"), checkPeriods(figures, "a difference")); err != nil {
		return Result{}, err
	}
	c := Comparison{Of: a.ID, To: []string{b.ID}, Formula: a.ID + " − " + b.ID, Unit: a.Amount.Unit}
	c.Value = claimed(a).Sub(claimed(b))
	c.Interval = minus(a.Amount.Interval, b.Amount.Interval)
	if a.ID == b.ID {
		c.Value, c.Interval = data.Int(0), point(data.Int(0))
	}
	return c.result(figures), nil
}

// share computes 100 · PART ÷ (PART + ΣOTHER).
func share(figures []data.Figure) (Result, error) {
	err := errors.Join(checkAmounts(figures), checkUnits(figures, "a share"), checkPeriods(figures, "a share"),
		checkMeasures(figures, "a share"), checkDistinct(figures))
	if err != nil {
		return Result{}, err
	}
	p, others := figures[0], figures[1:]
	rest := point(data.Int(0))
	total := claimed(p)
	for _, f := range figures {
		if !f.Amount.Low.IsSet() || f.Amount.Low.Sign() < 0 {
			return Result{}, fmt.Errorf("%s can be negative, and a share needs parts that cannot be", f.ID)
		}
	}
	for _, f := range others {
		rest = sum(rest, f.Amount.Interval)
		total = total.Add(claimed(f))
	}
	if p.Amount.Contains(data.Int(0)) && rest.Contains(data.Int(0)) {
		return Result{}, errors.New("the sum of all the figures can be 0, and nothing can be divided by 0")
	}
	c := Comparison{Of: p.ID, To: ids(others), Unit: data.Percent}
	c.Formula = fmt.Sprintf("100 × %s ÷ (%s)", p.ID, strings.Join(ids(figures), " + "))
	if total.Sign() != 0 {
		c.Value = claimed(p).Quo(total).Mul(hundred)
	}
	c.Interval = scale(part(p.Amount.Interval, rest), hundred)
	return c.result(figures, "a share of the figures named, not of any larger whole"), nil
}

// rank gives each figure its place by the value claimed, equal values sharing
// the better place, and the best and worst places that the intervals allow.
func rank(figures []data.Figure) (Result, error) {
	err := errors.Join(checkAmounts(figures), checkUnits(figures, "a rank"), checkPeriods(figures, "a rank"),
		checkMeasures(figures, "a rank"), checkDistinct(figures))
	if err != nil {
		return Result{}, err
	}
	r := Result{Warnings: warnings(figures)}
	for i, f := range figures {
		place, best, worst := claimed(f), 1, 1
		larger := 1
		for j, g := range figures {
			if i == j {
				continue
			}
			if surelyLarger(g.Amount.Interval, f.Amount.Interval) {
				best++
			}
			if maybeLarger(g.Amount.Interval, f.Amount.Interval) {
				worst++
			}
			if v := claimed(g); !v.IsSet() {
				place = data.Number{}
			} else if place.IsSet() && v.Cmp(claimed(f)) > 0 {
				larger++
			}
		}
		c := Comparison{Of: f.ID, Unit: data.Ordinal, Interval: data.Interval{Low: data.Int(int64(best)), High: data.Int(int64(worst))}}
		if place.IsSet() {
			c.Value = data.Int(int64(larger))
		}
		c.To = without(ids(figures), i)
		c.Formula = fmt.Sprintf("place of %s among %d, the largest first", f.ID, len(figures))
		c.explain(figures)
		r.Comparisons = append(r.Comparisons, c)
	}
	sort.SliceStable(r.Comparisons, func(i, j int) bool { return r.Comparisons[i].before(r.Comparisons[j]) })
	return r, nil
}

// before orders ranks: by value where both have one, else by best place, then
// worst, then id.
func (c Comparison) before(d Comparison) bool {
	if c.Value.IsSet() && d.Value.IsSet() && !c.Value.Equal(d.Value) {
		return c.Value.Cmp(d.Value) < 0
	}
	if !c.Low.Equal(d.Low) {
		return c.Low.Cmp(d.Low) < 0
	}
	if !c.High.Equal(d.High) {
		return c.High.Cmp(d.High) < 0
	}
	return c.Of < d.Of
}

// surelyLarger reports whether every amount in a exceeds every amount in b.
func surelyLarger(a, b data.Interval) bool {
	if !a.Low.IsSet() || !b.High.IsSet() {
		return false
	}
	c := a.Low.Cmp(b.High)
	return c > 0 || c == 0 && (a.LowOpen || b.HighOpen)
}

// maybeLarger reports whether some amount in a exceeds some amount in b.
func maybeLarger(a, b data.Interval) bool {
	return !a.High.IsSet() || !b.Low.IsSet() || a.High.Cmp(b.Low) > 0
}

// rate computes A ÷ B where one is stated to be the other in another currency.
func rate(figures []data.Figure) (Result, error) {
	a, b := figures[0], figures[1]
	if a.SameAs != b.ID && b.SameAs != a.ID {
		return Result{}, fmt.Errorf("%s and %s are not one statement in two currencies (neither has the other in same_as); a ratio compares two statements", a.ID, b.ID)
	}
	if !a.Amount.Unit.IsMoney() || !b.Amount.Unit.IsMoney() || a.Amount.Unit == b.Amount.Unit {
		return Result{}, fmt.Errorf("%s is in %s and %s in %s; a rate needs two currencies", a.ID, a.Amount.Unit, b.ID, b.Amount.Unit)
	}
	c, err := divide(a, b)
	if err != nil {
		return Result{}, err
	}
	c.Unit = a.Amount.Unit + "/" + b.Amount.Unit
	return c.result(figures, "the rate that the source used for one amount, not a market rate"), nil
}

// complement computes 100 − A for a share of a whole.
func complement(figures []data.Figure) (Result, error) {
	a := figures[0]
	m, err := data.LookupMeasure(a.Measure)
	if err != nil {
		return Result{}, fmt.Errorf("%s: %w", a.ID, err)
	}
	if a.Amount.Unit != data.Percent || m.Whole == "" {
		return Result{}, fmt.Errorf("%s is %s in %s; a complement needs a share in percent of a whole, as arms_share or trade_share", a.ID, m.ID, a.Amount.Unit)
	}
	c := Comparison{Of: a.ID, Formula: "100 − " + a.ID, Unit: data.Percent}
	c.Value = hundred.Sub(claimed(a))
	c.Interval = minus(point(hundred), a.Amount.Interval)
	return c.result(figures), nil
}

// result completes a single comparison.
func (c Comparison) result(figures []data.Figure, notes ...string) Result {
	c.explain(figures, notes...)
	return Result{Comparisons: []Comparison{c}, Warnings: warnings(figures)}
}

// explain sets FromRounding, FromWords and the note.
func (c *Comparison) explain(figures []data.Figure, notes ...string) {
	var from []string
	seen := map[string]bool{}
	for _, f := range figures {
		why := ""
		switch a := f.Amount; {
		case a.Bound != data.BoundExact:
			c.FromWords = true
			why = fmt.Sprintf("%q in %s", strings.ReplaceAll(string(a.Bound), "_", " "), f.ID)
		case a.Unit.IsMeasured():
			c.FromRounding = true
			why = fmt.Sprintf("rounding (%s)", a.Statement.Rounding)
		}
		if why != "" && !seen[why] {
			seen[why] = true
			from = append(from, why)
		}
	}
	if len(from) > 0 {
		notes = append([]string{"bounds from " + strings.Join(from, " and ")}, notes...)
	}
	c.Note = strings.Join(notes, "; ")
}

func ids(figures []data.Figure) []string {
	out := make([]string, len(figures))
	for i, f := range figures {
		out[i] = f.ID
	}
	return out
}

func without(list []string, i int) []string {
	return append(append([]string{}, list[:i]...), list[i+1:]...)
}

func periodName(f data.Figure) string {
	if !f.Period.IsSet() {
		return "not dated"
	}
	return f.Period.String()
}
