package charts

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

// momentMeaning is what the column date is where a moment may be more than a
// date.
const momentMeaning = "When: a year, month or day, several years as 2014/2018 or 2014–2018, or any text. Periods are in order of time, other texts in that of the table."

// explained gives a column of a kind a meaning of its own.
func explained(columns []Column, name, meaning string) []Column {
	for i := range columns {
		if columns[i].Name == name {
			columns[i].Meaning = meaning
		}
	}
	return columns
}

// dashedYears are several years as prose writes them.
var dashedYears = regexp.MustCompile(`^(\d{4})\s*[-–—]\s*(\d{4})$`)

// readMoment reads a period as [data.ParsePeriod] does, with a dash between two
// years too. Other text is none.
func readMoment(text string) data.Period {
	p, err := data.ParsePeriod(dashedYears.ReplaceAllString(text, "$1/$2"))
	if err != nil {
		return data.Period{}
	}
	return p
}

// readMoments reads the moment of every row and sets its position, which counts
// the moments of the frame from 0. It reports rows without a moment, and two
// rows of one panel, label and moment.
func readMoments(rows []row, kind string, p *problems) {
	first := map[[3]string]row{}
	for i := range rows {
		r := &rows[i]
		if r.date == "" {
			p.field(*r, "date", "", "is empty; a %s chart needs the moment of every row, as 2022, 2014/2018 or any text", kind)
			continue
		}
		if r.moment = readMoment(r.date); r.moment.IsSet() {
			r.date = r.moment.String()
		}
		at := [3]string{r.facet, r.label, r.date}
		if other, ok := first[at]; ok {
			p.field(*r, "date", r.date, "%s has a row for this moment already, row %d", data.Clip(r.label, 40), other.n)
			continue
		}
		first[at] = *r
	}
	order := momentsOf(rows)
	for i := range rows {
		rows[i].position = float64(slices.IndexFunc(order, func(m row) bool { return m.date == rows[i].date }))
	}
}

// momentsOf returns a row for each moment: in the order of time where all are
// periods, else in that of the frame.
func momentsOf(rows []row) (out []row) {
	inFrame := slices.Clone(rows)
	slices.SortFunc(inFrame, func(a, b row) int { return a.n - b.n })
	isTimed := true
	for _, r := range inFrame {
		if !slices.ContainsFunc(out, func(m row) bool { return m.date == r.date }) {
			out = append(out, r)
			isTimed = isTimed && r.moment.IsSet()
		}
	}
	if isTimed {
		slices.SortStableFunc(out, func(a, b row) int {
			if by := a.moment.Start.First().Compare(b.moment.Start.First()); by != 0 {
				return by
			}
			return a.moment.End.Last().Compare(b.moment.End.Last())
		})
	}
	return out
}

// checkPairs holds rows to two moments.
func checkPairs(rows []row, kind string, p *problems) {
	readMoments(rows, kind, p)
	if p.total > 0 {
		return
	}
	var texts []string
	for _, m := range momentsOf(rows) {
		texts = append(texts, data.Clip(m.date, 40))
	}
	if len(texts) == 2 {
		return
	}
	n, what := len(texts), "choose two"
	if n == 1 {
		what = "add the other"
	}
	if n > 6 {
		texts = append(texts[:6], "…")
	}
	p.add(&data.FieldError{Field: "date", Err: fmt.Errorf("a %s chart compares two moments, but there %s %d: %s; %s",
		kind, map[bool]string{true: "is", false: "are"}[n == 1], n, strings.Join(texts, ", "), what)})
}

// pair is the two rows of a label; either may be missing.
type pair struct {
	label       string
	early, late row
	hasEarly    bool // there is a row, with a number
	hasLate     bool
}

// pairsOf parts the rows of a panel into pairs, in their order.
func pairsOf(rows []row) (out []pair) {
	for _, g := range groupsOf(rows) {
		x := pair{label: g.label}
		for _, r := range g.rows {
			if r.position == 0 {
				x.early, x.hasEarly = r, r.hasNumber
			} else {
				x.late, x.hasLate = r, r.hasNumber
			}
		}
		out = append(out, x)
	}
	return out
}

// laterAmount is the score of a label: its amount at the later of two moments.
// Labels without one follow those with one.
func laterAmount(least float64) func(rows []row) float64 {
	return func(rows []row) float64 {
		score := least
		for _, r := range rows {
			if r.hasNumber && r.position == 1 {
				score = r.rankBy()
			}
		}
		return score
	}
}

// when writes the moment of a row.
func (c *chart) when(r row) string {
	if r.moment.IsSet() {
		return c.l.Period(r.moment)
	}
	return r.date
}

// Change is how a chart of two moments writes the change between them.
type Change string

// The forms of a change.
const (
	ByAmount  Change = ""        // the difference, in percentage points where amounts are percent
	ByPercent Change = "percent" // in percent of the earlier amount
	NoChange  Change = "none"    // not at all
)

// changeSetting is the setting of a kind whose change a function finds.
func changeSetting(of func(c Chart) *Change) Setting {
	return Setting{
		Name: "change", Values: []string{"amount", "percent", "none"},
		Meaning: "amount: the difference (the default); percent: in percent of the earlier amount; none: not written",
		set: func(c Chart, v string) error {
			*of(c) = Change(v)
			if v == "amount" {
				*of(c) = ByAmount
			}
			return nil
		},
	}
}

// change writes how an amount changed between two moments, "" where one is
// missing or is no single number: "more than 80" less 40 has no difference.
func (c *chart) change(x pair, by Change) string {
	if by == NoChange || !x.isExact() {
		return ""
	}
	a, b := number(x.early.value), number(x.late.value)
	difference := b.Sub(a)
	if by == ByPercent {
		if a.Sign() == 0 {
			return ""
		}
		return c.signed(difference, c.l.Value(percentOf(difference, a), data.Percent))
	}
	// The difference of two rounded numbers is as wide as both together.
	d := row{value: difference.Float64(data.ToNearest), low: x.late.low - x.early.high, high: x.late.high - x.early.low}
	unit := data.Unit(c.unit)
	if unit == data.Percent || unit == data.Ordinal {
		unit = ""
	}
	text, _, _ := c.parts(d, d.interval(), unit)
	if c.unit == string(data.Percent) {
		text = c.l.Text(locale.PercentPoints, text)
	}
	return c.signed(difference, text)
}

// isExact reports whether both numbers stand without a qualifier.
func (x pair) isExact() bool {
	plain := func(r row) bool { return r.isPlotted() && (r.bound == "" || r.bound == data.BoundExact) }
	return x.hasEarly && x.hasLate && plain(x.early) && plain(x.late)
}

// percentOf is a difference in percent of an amount: whole from 10 up, with one
// decimal below, as the field writes it.
func percentOf(difference, of data.Number) data.Number {
	part := difference.Quo(of.Abs()).Mul(data.Int(100))
	step := data.Pow10(-1)
	if part.Abs().Cmp(data.Int(10)) >= 0 {
		step = data.Int(1)
	}
	return part.RoundTo(step, data.ToNearest)
}

// signed puts a plus before a rise.
func (c *chart) signed(n data.Number, text string) string {
	if n.Sign() > 0 {
		return "+" + text
	}
	return text
}
