package quote

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/periplus-data/periplus/data"
)

// qualifier is words that bound a number.
type qualifier struct {
	words string // folded: lower case, one kind of apostrophe and blank
	bound data.Bound
}

// bound finds the qualifier of a number in the words right before it, then
// right behind it; without one, a round number word is about, all else exact.
func (w *vocabulary) bound(before, after string, s spelled) data.Bound {
	before = foldWords(before)
	for _, article := range w.articles {
		if rest, found := strings.CutSuffix(before, article); found && endsInBoundary(rest) {
			before = strings.TrimRight(rest, " ")
		}
	}
	for _, q := range w.before {
		if rest, found := strings.CutSuffix(before, q.words); found && endsInBoundary(rest) {
			return q.bound
		}
	}
	after, _ = fold(strings.ToLower(after))
	after = strings.TrimLeft(after, " ,") // not a bracket: what stands in it is about another number
	for _, q := range w.after {
		if rest, found := strings.CutPrefix(after, q.words); found && startsInBoundary(rest) {
			return q.bound
		}
	}
	if s.loose {
		return data.BoundAbout
	}
	return data.BoundExact
}

// isRange reports whether the words before a number and between it and the
// next make a range.
func (w *vocabulary) isRange(before, between string) bool {
	before, between = foldWords(before), strings.Trim(foldWords(between), " ")
	for _, r := range w.ranges {
		if between == r[1] && (r[0] == "" || strings.HasSuffix(" "+before, " "+r[0])) {
			return true
		}
	}
	return false
}

// foldWords lowers a text, makes apostrophes and blanks one kind, and trims
// the ends of blanks and opening marks.
func foldWords(s string) string {
	s, _ = fold(s)
	return strings.Trim(strings.ToLower(s), " \"(")
}

func endsInBoundary(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return s == "" || !unicode.IsLetter(r)
}

func startsInBoundary(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return s == "" || !unicode.IsLetter(r)
}

// longestFirst orders qualifiers so that "not more than" is found before
// "more than".
func longestFirst(list []qualifier) []qualifier {
	sort.SliceStable(list, func(i, j int) bool { return len(list[i].words) > len(list[j].words) })
	return list
}

func qualifiers(byBound map[data.Bound][]string) []qualifier {
	var out []qualifier
	for _, b := range data.Bounds {
		for _, words := range byBound[b] {
			out = append(out, qualifier{words, b})
		}
	}
	return longestFirst(out)
}
