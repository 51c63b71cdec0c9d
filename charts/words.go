package charts

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

// written writes n in the unit of the chart. Numbers that would fill a line
// with zeros are written with a power of ten.
func (c *chart) written(n data.Number) string {
	if !n.IsSet() {
		return ""
	}
	scale := ""
	if e := 0; n.Sign() != 0 {
		if e = n.Exponent(); e > 17 || e < -6 {
			n = n.Quo(data.Pow10(e)).RoundTo(data.Pow10(-3), data.ToNearest)
			scale = "×10^" + c.l.Plain(data.Int(int64(e)))
		}
	}
	u := data.Unit(c.unit)
	if scale != "" {
		return strings.TrimSpace(c.l.Plain(n) + scale + "\u00a0" + c.unit)
	}
	if _, err := data.ParseUnit(c.unit); err != nil {
		text := c.l.Value(n, "")
		if c.unit != "" {
			text += "\u00a0" + c.unit
		}
		return text
	}
	return c.l.Value(n, u)
}

// significantDigits returns how many digits it takes to write n.
func significantDigits(n data.Number) int {
	if n.Sign() == 0 {
		return 1
	}
	return n.Exponent() - data.LastDigit(n).Exponent() + 1
}

// printed rounds the value of a row for its label. A stated number keeps its
// digits. A computed one, which has more digits than anybody states, has those
// that its interval bears out, or four. What is counted is never rounded.
func printed(r row, unit string) data.Number {
	n := number(r.value)
	if n.Sign() == 0 || data.Unit(unit).IsWhole() {
		return n
	}
	if significantDigits(n) <= 6 {
		return n
	}
	if step := bornOut(r); step.IsSet() {
		rounded := n.RoundTo(step, data.ToNearest)
		// An interval far wider than the value would leave nothing of it.
		if rounded.Sub(n).Abs().Mul(data.Int(20)).Cmp(n.Abs()) <= 0 {
			return rounded
		}
	}
	return n.RoundTo(data.Pow10(n.Exponent()-3), data.ToNearest)
}

// bornOut returns the largest power of ten that is at most high − low, and
// none where the interval has no width.
func bornOut(r row) data.Number {
	if !r.isWide() {
		return data.Number{}
	}
	w := r.interval().Width()
	if w.Sign() <= 0 {
		return data.Number{}
	}
	return data.Pow10(w.Exponent())
}

var qualifiers = map[data.Bound]locale.Key{
	data.BoundAbout: locale.AboutAmount, data.BoundAtLeast: locale.AtLeastAmount, data.BoundMoreThan: locale.MoreThanAmount,
	data.BoundLessThan: locale.LessThanAmount, data.BoundAtMost: locale.AtMostAmount,
}

// amount writes the number of a row with its qualifier in words, for its
// label: "more than 80%", "$3.5bn", "11 to 13", "no number stated".
func (c *chart) amount(r row) string {
	switch {
	case !r.hasNumber && r.bound == data.BoundDirection && !math.IsNaN(r.high):
		return c.l.Text(locale.Downward)
	case !r.hasNumber && r.bound == data.BoundDirection:
		return c.l.Text(locale.Upward)
	case !r.hasNumber:
		return c.l.Text(locale.NoNumber)
	case math.IsNaN(r.value):
		return c.between(r)
	}
	if key, ok := qualifiers[r.bound]; ok {
		return c.l.Text(key, c.written(number(r.value)))
	}
	return c.written(printed(r, c.unit))
}

// between writes an interval that has no single value.
func (c *chart) between(r row) string {
	low, high := c.ends(r)
	switch {
	case low == "" && r.highOpen:
		return c.l.Text(locale.BelowAmount, high)
	case low == "":
		return c.l.Text(locale.AtMostAmount, high)
	case high == "" && r.lowOpen:
		return c.l.Text(locale.MoreThanAmount, low)
	case high == "":
		return c.l.Text(locale.AtLeastAmount, low)
	case r.low == r.high:
		return low
	case r.low == 0 && !r.lowOpen && r.highOpen && r.bound != data.BoundRange:
		return c.l.Text(locale.BelowAmount, high)
	case r.low == 0 && !r.lowOpen && r.bound != data.BoundRange:
		return c.l.Text(locale.AtMostAmount, high)
	}
	return c.l.Text(locale.FromTo, low, high)
}

// ends writes both ends of an interval: as they are where they have at most
// six digits, as those of a stated number do, else rounded outwards to what
// the interval bears out. An end that is unbounded is "".
func (c *chart) ends(r row) (low, high string) {
	lo, hi := number(r.low), number(r.high)
	if step := bornOut(r); step.IsSet() && (significantDigits(lo) > 6 || significantDigits(hi) > 6) {
		lo, hi = lo.RoundTo(step, data.Down), hi.RoundTo(step, data.Up)
	}
	return c.written(lo), c.written(hi)
}

// bounds writes the interval of a row and where it comes from, or "" where the
// words of the amount already say all of it.
func (c *chart) bounds(r row) string {
	if !r.hasNumber || !r.isWide() || math.IsNaN(r.value) {
		return ""
	}
	low, high := c.ends(r)
	text := c.l.Text(locale.FromTo, low, high)
	if r.isRounded() {
		text += ", " + c.l.Text(locale.FromRounding)
	}
	return text
}

// full writes the number of a row with its bounds, for hover text and for the
// alternative text: "$3.5bn ($3.45bn to $3.55bn, from rounding)".
func (c *chart) full(r row) string {
	text := c.amount(r)
	if b := c.bounds(r); b != "" {
		text += " (" + b + ")"
	}
	return text
}

// hover returns the words that appear over the mark of a row.
func (c *chart) hover(r row) string {
	text := c.l.Text(locale.LabelAndAmount, r.name(), c.full(r))
	if r.source != "" {
		text += "\n" + c.l.Text(locale.SourceNote, r.source)
	}
	return text
}

// sourceNote returns the line under the chart: who states the numbers, and
// that the bounds come from rounding where some do.
func (c *chart) sourceNote() string {
	source := clean(c.o.Source)
	if source == "" {
		var all []string
		inOrder := slices.SortedFunc(slices.Values(c.rows), func(a, b row) int { return a.n - b.n })
		for _, r := range inOrder {
			if r.source != "" && !slices.Contains(all, r.source) {
				all = append(all, r.source)
			}
		}
		source = clean(c.list(all))
	}
	var parts []string
	if source != "" {
		parts = append(parts, c.l.Text(locale.SourceNote, strings.TrimRight(source, ".")))
	}
	if slices.ContainsFunc(c.rows, row.isRounded) {
		parts = append(parts, c.l.Text(locale.BoundsFromRounding))
	}
	return upperFirst(c.list(parts))
}

// list joins texts that may hold commas.
func (c *chart) list(items []string) string {
	if len(items) == 0 {
		return ""
	}
	join := c.l.Text(locale.ListSemicolon, "", "")
	return strings.Join(items, join)
}

func upperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return ""
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// description writes the alternative text: what kind of chart it is, its
// titles, every row with its value and bounds, and the source.
func (c *chart) description(kind locale.Key) string {
	head := c.l.Text(kind)
	if t := clean(c.o.Title); t != "" {
		head = c.l.Text(locale.LabelAndAmount, head, t)
	}
	rows := make([]string, len(c.rows))
	for i, r := range c.rows {
		rows[i] = c.l.Text(locale.LabelAndAmount, clip(r.name(), 200), c.full(r))
	}
	sentences := []string{head, clean(c.o.Subtitle), c.list(rows), clean(c.o.Note), c.sourceNote()}
	var b strings.Builder
	for _, s := range sentences {
		if s == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(s)
		if !strings.ContainsAny(s[len(s)-1:], ".!?") {
			b.WriteByte('.')
		}
	}
	return b.String()
}
