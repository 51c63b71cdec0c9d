package quote

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/periplus-data/periplus/data"
)

// spelled is a number as a text spells it.
type spelled struct {
	start, end int
	value      data.Number
	step       data.Number // unit of the last printed digit
	scale      data.Number // factor of a word behind it, as million; none without one
	unit       data.Unit   // "" where the words name none
	loose      bool        // a round number by its very word, as a dozen
	hundred    bool        // a hundred or a thousand: round where it counts
	article    bool        // un, une or one, which may only introduce a noun
	part       part
	fraction   data.Number // exact percent of a part of a whole
	year       bool        // four digits alone that could be a year
}

// digits is a number in digits with separators; groups of three behind blanks,
// points, commas or apostrophes belong to it.
var digits = regexp.MustCompile(`\d{1,3}(?:[ \x{00a0}\x{202f}.,'’]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?`)

var fourDigits = regexp.MustCompile(`^(?:1[5-9]|20)\d\d$`)

// inDigits finds the numbers that text writes in digits and that overlap the
// bytes from to to. An error names a number that cannot be read, or that can be
// read in two ways.
func (w *vocabulary) inDigits(text string, from, to int) ([]spelled, error) {
	var out []spelled
	for _, at := range digits.FindAllStringIndex(text, -1) {
		if at[1] <= from || at[0] >= to || isInName(text[:at[0]]) {
			continue
		}
		value, step, err := w.parse(text[at[0]:at[1]])
		if err != nil {
			return nil, err
		}
		s := spelled{start: at[0], end: at[1], value: value, step: step, year: fourDigits.MatchString(text[at[0]:at[1]])}
		w.prefix(text, &s)
		w.suffix(text, &s)
		w.minus(text, &s)
		out = append(out, s)
	}
	return out, nil
}

// isInName reports whether digits behind the text are a part of a name, as in
// G7 or Su-30. The code of a currency is no name.
func isInName(before string) bool {
	before = strings.TrimRight(tail(before, reach), "-\u2010\u2011")
	if code := codeBefore.FindStringSubmatch(before); code != nil && data.Unit(code[1]).IsMoney() {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(before)
	return before != "" && unicode.IsLetter(r)
}

// parse reads digits with the separators of the language: its decimal sign is
// decimal; the other sign is a separator of thousands where exactly three
// digits follow it, and decimal otherwise. A decimal sign before three zeros
// is an error, since it may be the habit of another language.
func (w *vocabulary) parse(s string) (value, step data.Number, err error) {
	other := "."
	if w.decimal == "." {
		other = ","
	}
	plain := strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", "'", "", "’", "").Replace(s)
	if whole, frac, _ := strings.Cut(plain, w.decimal); frac == "000" && !strings.Contains(whole, other) && plain == s {
		return data.Number{}, data.Number{}, fmt.Errorf("%q may be %s or %s000; give value", s, whole, whole)
	}
	if i := strings.LastIndex(plain, other); i >= 0 {
		switch {
		case strings.Contains(plain, w.decimal) && strings.LastIndex(plain, w.decimal) > i,
			len(plain)-i-1 == 3, strings.Count(plain, other) > 1:
			plain = strings.ReplaceAll(plain, other, "")
		default:
			plain = strings.ReplaceAll(strings.ReplaceAll(plain, w.decimal, ""), other, ".")
		}
	}
	if strings.Count(plain, w.decimal) > 1 { // groups of thousands in the manner of the other language
		plain = strings.ReplaceAll(plain, w.decimal, "")
	}
	plain = strings.ReplaceAll(plain, w.decimal, ".")
	if value, err = data.ParseNumber(plain); err != nil {
		return data.Number{}, data.Number{}, fmt.Errorf("cannot read %q as a number; give value", clip(s))
	}
	_, frac, _ := strings.Cut(plain, ".")
	return value, data.Pow10(-len(frac)), nil
}

// suffix reads a scale, then a unit, behind a number.
func (w *vocabulary) suffix(text string, s *spelled) {
	pattern := w.scalePattern
	if s.loose {
		pattern = w.looseScalePattern // une centaine de millions
	}
	behind := func() string { return head(text[s.end:], reach) }
	if m := pattern.FindStringSubmatch(behind()); m != nil && wordEnds(text, s.end+len(m[0])) && w.isScale(text, m, *s) {
		s.scale = w.scales[strings.ToLower(m[1])]
		s.value, s.step, s.year = s.value.Mul(s.scale), s.step.Mul(s.scale), false
		s.end += len(m[0])
	}
	if m := w.unitPattern.FindStringSubmatch(behind()); m != nil && wordEnds(text, s.end+len(m[0])) {
		if u := w.units[strings.ToLower(m[1])]; s.unit == "" {
			s.unit = u
		}
		s.end, s.year = s.end+len(m[0]), false
	} else if m := codeBehind.FindStringSubmatch(behind()); m != nil && data.Unit(m[1]).IsMoney() && wordEnds(text, s.end+len(m[0])) && s.unit == "" {
		s.unit, s.end, s.year = data.Unit(m[1]), s.end+len(m[0]), false
	} else if m := w.ordinalPattern.FindString(behind()); m != "" && s.unit == "" && !s.scale.IsSet() && wordEnds(text, s.end+len(m)) {
		s.unit, s.end, s.year = data.Ordinal, s.end+len(m), false
	}
}

// isScale holds a single letter behind a blank to be a scale only in an amount
// of money: "5 m long" is no million.
func (w *vocabulary) isScale(text string, m []string, s spelled) bool {
	if utf8.RuneCountInString(m[1]) > 1 || m[0] == m[1] || s.unit != "" {
		return true
	}
	return w.unitPattern.MatchString(head(text[s.end+len(m[0]):], reach))
}

// wordEnds reports whether no word of text runs on over byte i.
func wordEnds(text string, i int) bool {
	last, _ := utf8.DecodeLastRuneInString(text[:i])
	next, _ := utf8.DecodeRuneInString(text[i:])
	return i == len(text) || !unicode.IsLetter(last) || !unicode.IsLetter(next)
}

var (
	signBefore = regexp.MustCompile(`(\p{Lu}{0,2})[ ]?([$€£₽₫₩₹])` + blank + `?$`)
	codeBefore = regexp.MustCompile(`(?:^|\PL)(\p{Lu}{3})` + blank + `?$`)
	codeBehind = regexp.MustCompile(`^` + blank + `?([A-Z]{3})`)
)

var signs = map[string]data.Unit{"$": data.USD, "€": data.EUR, "£": "GBP", "₽": "RUB", "₫": "VND", "₩": "KRW", "₹": "INR"}

// dollars are the letters that say which dollar is meant. A pound or a yuan
// sign that stands for several currencies is not read at all.
var dollars = map[string]data.Unit{"US": data.USD, "A": "AUD", "AU": "AUD", "C": "CAD", "CA": "CAD", "HK": "HKD", "NZ": "NZD", "S": "SGD", "NT": "TWD", "R": "BRL"}

// prefix reads the sign or code of a currency before a number.
func (w *vocabulary) prefix(text string, s *spelled) {
	before := tail(text[:s.start], reach)
	if m := signBefore.FindStringSubmatch(before); m != nil {
		u := signs[m[2]]
		isArticle := len(m[1]) == 1 && strings.HasPrefix(m[0], m[1]+" ") // "A $5bn loan" is in no Australian dollars
		if which, ok := dollars[m[1]]; ok && m[2] == "$" && !isArticle {
			u = which
		} else if m[1] != "" {
			m[0] = strings.TrimPrefix(m[0], m[1]) // another word in capitals
		}
		s.unit, s.start, s.year = u, s.start-len(m[0]), false
		return
	}
	if m := codeBefore.FindStringSubmatch(before); m != nil && data.Unit(m[1]).IsMoney() {
		s.unit, s.year = data.Unit(m[1]), false
		s.start -= len(m[0]) - strings.Index(m[0], m[1])
	}
}

// minus makes a number negative that a minus sign or word stands before. A
// hyphen between two words or numbers is none.
func (w *vocabulary) minus(text string, s *spelled) {
	before := tail(text[:s.start], reach)
	cut := s.start - len(before)
	for _, sign := range []string{"-", "−", "–"} {
		rest, found := strings.CutSuffix(before, sign)
		r, _ := utf8.DecodeLastRuneInString(rest)
		if found && (rest == "" || unicode.IsSpace(r) || r == '(') {
			s.value, s.start, s.year = s.value.Neg(), cut+len(rest), false
			return
		}
	}
	if m := w.minusPattern.FindStringIndex(before); m != nil && !w.isAtLeast(before[:m[0]]) {
		s.value, s.start, s.year = s.value.Neg(), cut+m[0], false
	}
}

// isAtLeast reports whether the word behind a text is no minus but the end of
// "au moins".
func (w *vocabulary) isAtLeast(before string) bool {
	all := tokens(before)
	return len(all) > 0 && w.notMinusBehind[all[len(all)-1].word]
}

// onlyAmounts drops years from several numbers of a quote, as in "11 accords en
// 2024", where something is left then.
func onlyAmounts(found []spelled) []spelled {
	var out []spelled
	for _, s := range found {
		if !s.year {
			out = append(out, s)
		}
	}
	if len(found) > 1 && len(out) > 0 {
		return out
	}
	return found
}
