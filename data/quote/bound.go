package quote

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/periplus-data/periplus/data"
)

// reach is how many bytes before or behind a number a qualifier is looked for.
const reach = 80

// qualifier is words that bound a number.
type qualifier struct {
	words string // folded: lower case, one kind of apostrophe and blank
	bound data.Bound
}

// bound finds the qualifier of a number in the words right before it, then
// right behind it; without one, a round number word is about, all else exact.
func (w *vocabulary) bound(before, after string, s spelled) data.Bound {
	before = foldWords(tail(before, reach))
	for _, article := range w.articles {
		if rest, found := strings.CutSuffix(before, article); found && endsInBoundary(rest) {
			before = strings.TrimRight(rest, " ")
		}
	}
	for _, q := range slices.Concat(w.near, w.before) {
		if rest, found := strings.CutSuffix(before, q.words); found && endsInBoundary(rest) {
			return q.bound
		}
	}
	if b := w.boundBehind(after); b != "" {
		return b
	}
	if s.loose {
		return data.BoundAbout
	}
	return data.BoundExact
}

// boundBehind finds a qualifier behind a number, with at most two words between
// for what is counted, as in "12 textes au moins". What stands in a bracket is
// about another number.
func (w *vocabulary) boundBehind(after string) data.Bound {
	after, _, _ = fold(strings.ToLower(head(after, reach)))
	const between = 2
	for range between + 1 {
		after = strings.TrimLeft(after, " ,")
		for _, q := range w.after {
			if rest, found := strings.CutPrefix(after, q.words); found && startsInBoundary(rest) && !w.startsInNumber(rest) {
				return q.bound
			}
		}
		all := tokens(after)
		if len(all) == 0 || all[0].start > 0 {
			return ""
		}
		if after = after[all[0].end:]; after == "" || !strings.Contains(" ',", after[:1]) {
			return ""
		}
		after = strings.TrimPrefix(after, "'")
	}
	return ""
}

// startsInNumber reports whether a text begins with a number: then what stands
// before it qualifies that one, as in "12 texts, at least 3 of them secret".
func (w *vocabulary) startsInNumber(s string) bool {
	s = strings.TrimLeft(s, " \"($€£-−")
	if s != "" && s[0] >= '0' && s[0] <= '9' {
		return true
	}
	all := tokens(s)
	if len(all) == 0 || all[0].start > 0 {
		return false
	}
	_, phrase := w.phrase(s, all)
	_, numeral := w.numeral(s, all, false)
	return phrase+numeral > 0
}

// opensRange reports whether a text ends in a word that opens a range, as
// "between": the word that closes it joins no number then.
func (w *vocabulary) opensRange(before string) bool {
	last := tokens(tail(before, reach))
	if len(last) == 0 {
		return false
	}
	for _, r := range w.ranges {
		if r[0] != "" && r[0] == last[len(last)-1].word {
			return true
		}
	}
	return false
}

// change returns the verb that makes "from 3 to 5" a change from one amount to
// another rather than a range, and "" where there is none.
func (w *vocabulary) change(before, between string) string {
	if !w.isRange(before, between) || strings.Trim(foldWords(between), " ") == "and" || strings.Trim(foldWords(between), " ") == "et" {
		return ""
	}
	const near = 5 // words before the number
	words := tokens(tail(before, 2*reach))
	for _, t := range words[max(0, len(words)-near):] {
		for _, verb := range w.changes {
			if t.word == verb || len(verb) >= 4 && strings.HasPrefix(t.word, verb) {
				return t.word
			}
		}
	}
	return ""
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
	s, _, _ = fold(s)
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

// near joins adverbs of nearness to the words they go with, as "just" and
// "under". The number is close by, which the words alone do not say.
func near(adverbs, words []string) []qualifier {
	var out []qualifier
	for _, adverb := range adverbs {
		for _, word := range words {
			out = append(out, qualifier{adverb + " " + word, data.BoundAbout})
		}
	}
	return longestFirst(out)
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
