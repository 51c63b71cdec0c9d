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

// written writes n in the unit of the chart.
func (c *chart) written(n data.Number) string { return c.writtenIn(n, data.Unit(c.unit)) }

// writtenIn writes n in a unit. Numbers that would fill a line with zeros are
// written with a power of ten.
func (c *chart) writtenIn(n data.Number, u data.Unit) string {
	if !n.IsSet() {
		return ""
	}
	if isExtreme(n) {
		e := n.Exponent()
		n = n.Quo(data.Pow10(e)).RoundTo(data.Pow10(-3), data.ToNearest)
		return withUnit(c.l.Plain(n)+"×10^"+c.l.Plain(data.Int(int64(e))), u)
	}
	if !isKnown(u) {
		return withUnit(c.l.Value(n, ""), u)
	}
	return c.l.Value(n, u)
}

// isExtreme reports whether n would fill a line with zeros.
func isExtreme(n data.Number) bool {
	size := n.Abs()
	return n.Sign() != 0 && (size.Cmp(mostPlain) >= 0 || size.Cmp(leastPlain) < 0)
}

// Numbers between these are written without a power of ten.
var leastPlain, mostPlain = data.Pow10(-6), data.Pow10(18)

// parts writes the value and the ends of a row in a unit: as they are where a
// source may have stated them, else rounded as prose rounds them, so that a
// picture and the words around it agree. A ratio is always computed.
func (c *chart) parts(r row, iv data.Interval, u data.Unit) (value, low, high string) {
	v := number(r.value)
	isStated := c.unit != string(data.Ratio) && !r.isComputed && locale.IsStated(v, iv.Low, iv.High)
	if isStated || isExtreme(v) || isExtreme(iv.Low) || isExtreme(iv.High) {
		return c.writtenIn(v, u), c.writtenIn(iv.Low, u), c.writtenIn(iv.High, u)
	}
	if !isKnown(u) {
		value, low, high = c.l.RoundedParts(v, iv, "")
		return withUnit(value, u), withUnit(low, u), withUnit(high, u)
	}
	return c.l.RoundedParts(v, iv, u)
}

func isKnown(u data.Unit) bool {
	_, err := data.ParseUnit(string(u))
	return err == nil
}

func withUnit(text string, u data.Unit) string {
	if text == "" || u == "" {
		return text
	}
	return text + "\u00a0" + string(u)
}

var qualifiers = map[data.Bound]locale.Key{
	data.BoundAbout: locale.AboutAmount, data.BoundAtLeast: locale.AtLeastAmount, data.BoundMoreThan: locale.MoreThanAmount,
	data.BoundLessThan: locale.LessThanAmount, data.BoundAtMost: locale.AtMostAmount,
}

// amount writes the number of a row with its qualifier in words, for its
// label: "more than 80%", "$3.5bn", "11 to 13", "no number stated".
func (c *chart) amount(r row) string {
	// A layout asks for it again and again, and exact numbers take their time.
	bits := math.Float64bits
	at := amountKey{r.n, c.unit, r.hasNumber, r.isComputed, r.bound, bits(r.value), bits(r.low), bits(r.high), r.lowOpen, r.highOpen, r.given}
	text, ok := c.amounts[at]
	if !ok {
		text = c.writeAmount(r)
		if c.amounts != nil {
			c.amounts[at] = text
		}
	}
	return text
}

// amountKey is all that the words of an amount depend on in one chart.
type amountKey struct {
	n                 int
	unit              string
	hasNumber         bool
	isComputed        bool
	bound             data.Bound
	value, low, high  uint64 // bits, so that a missing number equals itself
	lowOpen, highOpen bool
	given             data.Interval // by the identity of its numbers
}

func (c *chart) writeAmount(r row) string {
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
	value, _, _ := c.parts(r, r.interval(), data.Unit(c.unit))
	return value
}

// bareAmount is amount without a unit that is a word, where other words say it
// and nothing qualifies the number.
func (c *chart) bareAmount(r row) string {
	u := data.Unit(c.unit)
	if !r.isPlain() || r.bound == data.BoundAbout || u.IsMoney() || u == data.Percent || u == data.Ratio || u == data.Ordinal {
		return c.amount(r)
	}
	value, _, _ := c.parts(r, r.interval(), "")
	return value
}

// between writes an interval that has no single value, by the ends that the
// frame has: those that a kind of chart adds say nothing.
func (c *chart) between(r row) string {
	u := data.Unit(c.unit)
	value, low, high := c.parts(r, r.given, u)
	switch {
	case value != "":
		return value
	case r.given.Low.Equal(r.given.High) && low != "":
		return low
	case r.bound == data.BoundRange && low != "" && high != "":
		return c.l.Text(locale.FromTo, low, high)
	}
	return c.l.Bounds(r.given, u, low, high)
}

// bounds writes the interval of a row and where it comes from, or "" where the
// words of the amount already say all of it.
func (c *chart) bounds(r row) string {
	if !r.hasNumber || !r.isWide() || math.IsNaN(r.value) {
		return ""
	}
	_, low, high := c.parts(r, r.interval(), data.Unit(c.unit))
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
	inBrackets := nonEmpty(c.bounds(r))
	if r.level > 0 {
		inBrackets = append(inBrackets, c.levelText(r.level))
	}
	if r.isEstimated && r.hasNumber {
		inBrackets = append(inBrackets, c.l.Text(locale.EstimatedKey))
	}
	if len(inBrackets) > 0 {
		text += " (" + strings.Join(inBrackets, ", ") + ")"
	}
	if c.kind.Reads("x") {
		return c.pair(r, text)
	}
	if r.rank.at > 0 {
		text = c.l.Text(locale.ListComma, text, c.rankText(r.rank))
	}
	return c.withShare(r, text)
}

func nonEmpty(texts ...string) []string {
	return slices.DeleteFunc(texts, func(s string) bool { return s == "" })
}

// fullName is that of a row, with its moment in a chart of moments.
func (c *chart) fullName(r row) string {
	if !c.kind.hasMoments {
		return r.fullName()
	}
	return c.l.Text(locale.ListComma, r.fullName(), c.when(r))
}

// sentence says what a row is called and what it amounts to, or that alone
// where it has no name.
func (c *chart) sentence(name string, r row) string {
	if name == "" {
		return c.full(r)
	}
	return c.l.Text(locale.LabelAndAmount, name, c.full(r))
}

// hover returns the words that appear over the mark of a row.
func (c *chart) hover(r row) string {
	text := c.sentence(c.fullName(r), r)
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
		for _, r := range c.all {
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
	if slices.ContainsFunc(c.all, row.isRounded) {
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

// namedNote is a note that lists names behind words, the first of many.
func (c *chart) namedNote(words func(names string) string, names []string) []string {
	n := len(names)
	if n == 0 {
		return nil
	}
	if n > mostNamed {
		names = append(names[:mostNamed:mostNamed], c.others(n-mostNamed))
	}
	return []string{upperFirst(words(c.list(names)))}
}

// others stands for rows that a list leaves out.
func (c *chart) others(n int) string {
	return c.l.Text(locale.OtherRows, c.l.Plain(data.Int(int64(n))))
}

// mostNamed bounds the rows that one note lists.
const mostNamed = 12

func upperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return ""
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// computer is a kind that draws amounts which no row has, such as means: the
// alternative text tells them after the rows.
type computer interface{ computed(c *chart) []row }

// description writes the alternative text: what kind of chart it is, its
// titles, every row with its value and bounds, and the source.
func (c *chart) description(kind locale.Key) string {
	head := c.l.Text(kind)
	if t := clean(c.o.Title); t != "" {
		head = c.l.Text(locale.LabelAndAmount, head, t)
	}
	rows := make([]string, len(c.all))
	for i, r := range c.all {
		rows[i] = c.sentence(data.Clip(c.fullName(r), 200), r)
	}
	if k, ok := c.of.(computer); ok {
		for _, r := range k.computed(c) {
			rows = append(rows, c.l.Text(locale.LabelAndAmount, data.Clip(c.fullName(r), 200), c.full(r)))
		}
	}
	return join([]string{head, clean(c.o.Subtitle), c.list(rows), clean(c.o.Note), c.sourceNote()})
}

// join writes sentences one after the other, each with its full stop.
func join(sentences []string) string {
	var b strings.Builder
	for _, s := range sentences {
		if s == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(s)
		if !strings.ContainsAny(s[len(s)-1:], ".!?") && !strings.HasSuffix(s, "…") {
			b.WriteByte('.')
		}
	}
	return b.String()
}
