package quote

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/periplus-data/periplus/data"
)

// Read returns what the words of a match state: value or range, bound, unit,
// and the step of a measurement. lang is the language of the text, "fr" or
// "en", or with a region as "en-GB". units are those of the measure; the first
// is the unit where the words name none, and a measure of dates or ordinals is
// read as such.
//
// The qualifier is looked for in the quote and in the words right before and
// behind it in its sentence. An error says which words could not be read.
func Read(text string, m Match, lang string, units []data.Unit) (data.Statement, error) {
	base, _, _ := strings.Cut(lang, "-")
	words, ok := languages[base]
	if !ok {
		return data.Statement{}, fmt.Errorf("cannot read numbers in language %q; write fr or en", lang)
	}
	q := text[m.Start:m.End]
	if wants(units, data.DateUnit) {
		d, err := words.date(q)
		return data.Statement{Date: d, Unit: data.DateUnit, Bound: data.BoundExact}, err
	}
	found := words.numbers(q)
	if len(found) == 0 {
		return data.Statement{}, fmt.Errorf("no number in %q; give value, or bound vague or direction", q)
	}
	before := text[min(m.Sentence.Start, m.Start):m.Start] + q[:found[0].start]
	after := q[found[len(found)-1].end:] + text[m.End:max(m.Sentence.End, m.End)]
	if len(found) == 2 && words.isRange(before, q[found[0].end:found[1].start]) {
		return rangeOf(found[0], found[1], units)
	}
	if len(found) > 1 {
		return data.Statement{}, fmt.Errorf("%d numbers in %q; quote one, or give value", len(found), q)
	}
	return found[0].statement(words.bound(before, after, found[0]), units), nil
}

func wants(units []data.Unit, u data.Unit) bool {
	return len(units) > 0 && units[0] == u
}

// spelled is a number as a text spells it.
type spelled struct {
	start, end int
	value      data.Number
	step       data.Number // unit of the last printed digit
	scale      data.Number // factor of a word behind it, as million; none without one
	unit       data.Unit   // "" where the words name none
	loose      bool        // a round number by its very word, as a dozen
}

func (s spelled) statement(bound data.Bound, units []data.Unit) data.Statement {
	st := data.Statement{Value: s.value, Bound: bound, Unit: unitOr(s.unit, units)}
	if bound == data.BoundExact && st.Unit.IsMeasured() {
		st.Step, st.Rounding = s.step, data.RoundingNearest
	}
	return st
}

func unitOr(u data.Unit, units []data.Unit) data.Unit {
	if u == "" && len(units) > 0 {
		return units[0]
	}
	return u
}

// rangeOf makes a range of two numbers; scale and unit may stand only behind
// the second, as in "3 to 5 billion dollars".
func rangeOf(a, b spelled, units []data.Unit) (data.Statement, error) {
	if a.unit == "" {
		a.unit = b.unit
	}
	if b.unit == "" {
		b.unit = a.unit
	}
	if !a.scale.IsSet() && b.scale.IsSet() {
		a.value = a.value.Mul(b.scale)
	}
	if a.unit != b.unit {
		return data.Statement{}, fmt.Errorf("a range from %s to %s has two units", a.unit, b.unit)
	}
	return data.Statement{Bound: data.BoundRange, Unit: unitOr(b.unit, units), Range: data.Interval{Low: a.value, High: b.value}}, nil
}

// digitsPattern is a number in digits with separators; groups of three behind
// blanks, points, commas or apostrophes belong to it.
const digitsPattern = `\d{1,3}(?:[ \x{00a0}\x{202f}.,'’]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?`

var digits = regexp.MustCompile(`(?:` + digitsPattern + `)`)

// parse reads digits with the separators of the language: its decimal sign is
// decimal; the other sign is a separator of thousands where exactly three
// digits follow it, and decimal otherwise.
func (w *vocabulary) parse(s string) (value, step data.Number, err error) {
	other := "."
	if w.decimal == "." {
		other = ","
	}
	plain := strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", "'", "", "’", "").Replace(s)
	if i := strings.LastIndex(plain, other); i >= 0 {
		switch {
		case strings.Contains(plain, w.decimal) && strings.LastIndex(plain, w.decimal) > i,
			len(plain)-i-1 == 3, strings.Count(plain, other) > 1:
			plain = strings.ReplaceAll(plain, other, "")
		default:
			plain = strings.ReplaceAll(strings.ReplaceAll(plain, w.decimal, ""), other, ".")
		}
	}
	plain = strings.ReplaceAll(plain, w.decimal, ".")
	if strings.Count(plain, ".") > 1 {
		return data.Number{}, data.Number{}, fmt.Errorf("cannot read %q as a number", s)
	}
	if value, err = data.ParseNumber(plain); err != nil {
		return data.Number{}, data.Number{}, err
	}
	_, frac, _ := strings.Cut(plain, ".")
	return value, data.Pow10(-len(frac)), nil
}

// numbers finds the numbers in a quote, in digits or words.
func (w *vocabulary) numbers(q string) []spelled {
	var out []spelled
	for _, at := range digits.FindAllStringIndex(q, -1) {
		value, step, err := w.parse(q[at[0]:at[1]])
		if err != nil {
			continue
		}
		s := spelled{start: at[0], end: at[1], value: value, step: step}
		w.suffix(q, &s)
		w.prefix(q, &s)
		out = append(out, s)
	}
	if len(out) > 0 {
		return out
	}
	for _, at := range w.wordPattern.FindAllStringIndex(q, -1) {
		if !wordEnds(q, at[1]) {
			continue
		}
		name := strings.ToLower(q[at[0]:at[1]])
		n := w.words[name]
		s := spelled{start: at[0], end: at[1], value: n.value, step: data.Int(1), unit: n.unit, loose: n.loose}
		w.suffix(q, &s)
		out = append(out, s)
	}
	return out
}

// suffix reads a scale, then a unit, behind a number.
func (w *vocabulary) suffix(q string, s *spelled) {
	if m := w.scalePattern.FindStringSubmatch(q[s.end:]); m != nil && wordEnds(q, s.end+len(m[0])) {
		s.scale = w.scales[strings.ToLower(m[1])]
		s.value, s.step = s.value.Mul(s.scale), s.step.Mul(s.scale)
		s.end += len(m[0])
	}
	if m := w.unitPattern.FindStringSubmatch(q[s.end:]); m != nil && wordEnds(q, s.end+len(m[0])) {
		s.unit = w.units[strings.ToLower(m[1])]
		s.end += len(m[0])
	} else if m := w.ordinalPattern.FindString(q[s.end:]); m != "" {
		s.unit = data.Ordinal
		s.end += len(m)
	}
}

// wordEnds reports whether no word of q runs on over byte i.
func wordEnds(q string, i int) bool {
	last, _ := utf8.DecodeLastRuneInString(q[:i])
	next, _ := utf8.DecodeRuneInString(q[i:])
	return i == len(q) || !unicode.IsLetter(last) || !unicode.IsLetter(next)
}

var signBefore = regexp.MustCompile(`(?:US ?)?([$€£])[ \x{00a0}\x{202f}]?$`)

// prefix reads the sign of a currency before a number.
func (w *vocabulary) prefix(q string, s *spelled) {
	if m := signBefore.FindStringSubmatch(q[:s.start]); m != nil {
		s.unit = signs[m[1]]
		s.start -= len(m[0])
	}
}

var (
	slashDate = regexp.MustCompile(`\b(\d{1,2})/(\d{1,2})/(\d{4})\b`)
	isoDate   = regexp.MustCompile(`\b(\d{4}-\d{2}-\d{2}|\d{4}-\d{2})\b`)
	yearAlone = regexp.MustCompile(`\b(1[5-9]\d{2}|20\d{2})\b`)
)

// date reads a date in a quote, at the precision of the words.
func (w *vocabulary) date(q string) (data.Date, error) {
	if m := isoDate.FindString(q); m != "" {
		return data.ParseDate(m)
	}
	if m := slashDate.FindStringSubmatch(q); m != nil {
		return w.slashed(m)
	}
	if m := w.datePattern.FindStringSubmatch(q); m != nil {
		day, month, year := w.dateParts(m)
		if year == "" {
			return data.Date{}, fmt.Errorf("%q has no year; give value as a date, and say in inferred where the year comes from", q)
		}
		return isoOf(year, month, day)
	}
	if m := yearAlone.FindAllString(q, -1); len(m) == 1 {
		return data.ParseDate(m[0])
	}
	return data.Date{}, fmt.Errorf("no date in %q; give value as 2022, 2022-12 or 2022-12-31", q)
}

// slashed reads 25/06/2024: the day first in French; in English only where the
// other order is not possible.
func (w *vocabulary) slashed(m []string) (data.Date, error) {
	a, _ := strconv.Atoi(m[1])
	b, _ := strconv.Atoi(m[2])
	switch {
	case w.dayFirst || a > 12:
		return isoOf(m[3], b, m[1])
	case b > 12:
		return isoOf(m[3], a, m[2])
	}
	return data.Date{}, fmt.Errorf("%q may be day/month or month/day; give value as %s-%02d-%02d or %s-%02d-%02d", m[0], m[3], b, a, m[3], a, b)
}

func isoOf(year string, month int, day string) (data.Date, error) {
	if day == "" {
		return data.ParseDate(fmt.Sprintf("%s-%02d", year, month))
	}
	d, err := strconv.Atoi(day)
	if err != nil {
		return data.Date{}, err
	}
	return data.ParseDate(fmt.Sprintf("%s-%02d-%02d", year, month, d))
}
