package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/periplus-data/periplus/data"
)

// numerals is the number words of one language, in lower case.
type numerals struct {
	cardinals map[string]int64 // 0 to 19 and the tens
	ordinals  map[string]int64 // the same as ordinals, and the hundredth
	phrases   map[string]int64 // round numbers, as "a dozen": about, by their very word
	hundred   map[string]bool
	thousand  map[string]bool
	and       string          // joins parts of a number, as in "vingt et un"
	one       map[string]bool // an article that is 1 before a hundred or a scale word
	// bare allows a hundred or thousand without a number before it: French
	// "mille", but not English "several hundred".
	bare bool
	// joins reports whether the word and may stand between a number so far and
	// the next part: in French before 1 and 11 alone, in English behind a
	// hundred alone.
	joins func(sofar, next int64) bool
	// vigesimal allows 60 and 80 to be followed by 10 to 19, and 4 by 20.
	vigesimal bool
}

// token is a run of letters.
type token struct {
	start, end int
	word       string // lower case
}

// tokens splits text into runs of letters.
func tokens(text string) []token { return runs(text, unicode.IsLetter) }

// runs splits text into runs of characters that belong to a word.
func runs(text string, belongs func(rune) bool) []token {
	var out []token
	start := -1
	for i, r := range text {
		inside := belongs(r)
		if inside && start < 0 {
			start = i
		}
		if !inside && start >= 0 {
			out, start = append(out, token{start, i, strings.ToLower(text[start:i])}), -1
		}
	}
	if start >= 0 {
		out = append(out, token{start, len(text), strings.ToLower(text[start:])})
	}
	return out
}

// tail returns the last n bytes of s or a few less, so that no character is cut.
// What stands right before a number is looked for there: to search the whole of
// a long sentence for every number would take its square.
func tail(s string, n int) string {
	i := max(0, len(s)-n)
	for i < len(s) && !utf8.RuneStart(s[i]) {
		i++
	}
	return s[i:]
}

// head returns the first n bytes of s or a few less, so that no character is
// cut.
func head(s string, n int) string {
	i := min(len(s), n)
	for i < len(s) && i > 0 && !utf8.RuneStart(s[i]) {
		i--
	}
	return s[:i]
}

// isJoint reports whether what stands between two words leaves them parts of
// one number.
func isJoint(between string) bool {
	r, size := utf8.DecodeRuneInString(between)
	return size == len(between) && (r == '-' || r == '\u2010' || r == '\u2011' || r == ' ' || r == '\u00a0' || r == '\u202f')
}

// inWords finds the numbers that words of text spell out and that overlap the
// bytes from to to. Where percent is true, a third is a part.
func (w *vocabulary) inWords(text string, from, to int, percent bool) []spelled {
	var out []spelled
	all := tokens(text)
	for i := 0; i < len(all) && all[i].start < to; {
		s, n := w.phrase(text, all[i:])
		if n > 0 && w.isVague(all, i) {
			i += n
			continue
		}
		if n == 0 {
			s, n = w.fraction(text, all, i, percent)
		}
		if n == 0 {
			s, n = w.numeral(text, all[i:], w.opensRange(text[:all[i].start]))
		}
		if n == 0 || s.article && w.introduces(text, all, i) {
			i++
			continue
		}
		if s.part == none {
			w.suffix(text, &s)
			w.minus(text, &s)
		}
		if s.end > from {
			out = append(out, s)
		}
		for i += n; i < len(all) && all[i].start < s.end; i++ {
		}
	}
	return out
}

// phrase reads a round number of several words at the first token, and returns
// how many tokens it has.
func (w *vocabulary) phrase(text string, all []token) (spelled, int) {
	const longest = 3
	for n := min(longest, len(all)); n > 0; n-- {
		words := make([]string, n)
		for i, t := range all[:n] {
			if words[i] = t.word; i > 0 && !isJoint(text[all[i-1].end:t.start]) {
				words = nil
				break
			}
		}
		if value, ok := w.numerals.phrases[strings.Join(words, " ")]; ok && words != nil {
			return spelled{start: all[0].start, end: all[n-1].end, value: data.Int(value), step: data.Int(1), loose: true}, n
		}
	}
	return spelled{}, 0
}

// numeral reads a number in words at the first token, and returns how many
// tokens it has: 0 where there is none. In a range the word between its ends
// does not join.
func (w *vocabulary) numeral(text string, all []token, inRange bool) (spelled, int) {
	c := count{words: &w.numerals}
	if strings.EqualFold(tail(text[:all[0].start], len("pour ")), "pour ") || !c.start(w, text, all) {
		return spelled{}, 0 // "pour cent" is a unit
	}
	n := c.length
	for n < len(all) && !c.ended && isJoint(text[all[n-1].end:all[n].start]) {
		if all[n].word == w.numerals.and && !inRange && n+1 < len(all) && isJoint(text[all[n].end:all[n+1].start]) && c.joins(all[n+1:]) && c.add(all[n+1].word) {
			n += 2
			continue
		}
		if !c.add(all[n].word) {
			break
		}
		n++
	}
	s := spelled{start: all[0].start, end: all[n-1].end, value: data.Int(c.total + c.part), step: data.Int(1)}
	if c.ended {
		s.unit = data.Ordinal
	}
	s.article = n == 1 && !c.ended && c.part == 1 && c.total == 0
	s.hundred = n == 2 && c.length == 2 && w.numerals.one[all[0].word]
	if c.total > 0 && c.part == 0 {
		s.step = data.Int(1000) // as in "2 thousand"
	}
	return s, n
}

// count adds up the words of one number.
type count struct {
	words       *numerals
	total, part int64 // thousands, and what stands behind them
	length      int   // tokens taken by start
	ended       bool  // by an ordinal
}

// start takes the first word, or an article with the hundred behind it.
func (c *count) start(w *vocabulary, text string, all []token) bool {
	c.length = 1
	if c.words.one[all[0].word] && len(all) > 1 && isJoint(text[all[0].end:all[1].start]) {
		next := all[1].word
		if c.words.hundred[next] || c.words.thousand[next] {
			c.part, c.length = 1, 2
			return c.add(next)
		}
		if _, scale := w.scales[next]; scale && utf8.RuneCountInString(next) > 1 {
			c.part = 1
			return true
		}
	}
	if (c.words.hundred[all[0].word] || c.words.thousand[all[0].word]) && !c.words.bare {
		return false
	}
	return c.add(all[0].word)
}

// joins reports whether the words behind the joining word belong to the number.
func (c *count) joins(rest []token) bool {
	value, ok := c.words.cardinals[rest[0].word]
	if !ok {
		value, ok = c.words.ordinals[rest[0].word]
	}
	// "one hundred and two hundred" is two numbers.
	if len(rest) > 1 && (c.words.hundred[rest[1].word] || c.words.thousand[rest[1].word]) {
		return false
	}
	return ok && c.words.joins(c.part, value)
}

// add takes one more word, if it can be a part of the number.
func (c *count) add(word string) bool {
	value, ok := c.words.cardinals[word]
	ordinal := false
	if !ok {
		value, ordinal = c.words.ordinals[word]
	}
	switch {
	case ordinal && value == 100:
		c.ended = c.multiply(100)
		return c.ended
	case ok || ordinal:
		c.ended = ordinal
		if !c.append(value) {
			c.ended = false
			return false
		}
		return true
	case c.words.hundred[word]:
		return c.multiply(100)
	case c.words.thousand[word] && c.total == 0:
		c.total, c.part = max(c.part, 1)*1000, 0
		return true
	}
	return false
}

func (c *count) multiply(by int64) bool {
	if c.part >= 100 {
		return false
	}
	c.part = max(c.part, 1) * by
	return true
}

// append adds a value below 100 behind the part so far.
func (c *count) append(value int64) bool {
	tens := c.part % 100
	switch {
	case tens == 0 && (c.part > 0 || c.total > 0) && value == 0:
		return false
	case tens == 0,
		tens >= 20 && tens%10 == 0 && value > 0 && value < 10,
		c.words.vigesimal && (tens == 60 || tens == 80) && value >= 10 && value < 20:
		c.part += value
		return true
	case c.words.vigesimal && tens == 4 && value == 20:
		c.part += 76
		return true
	case c.words.vigesimal && (tens == 10 || tens == 70 || tens == 90) && value >= 7 && value <= 9:
		c.part += value // dix-sept, soixante-dix-sept, quatre-vingt-dix-sept
		return true
	}
	return false
}
