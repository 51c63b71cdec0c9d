package quote

import (
	"fmt"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Match is a quote found in a text, by bytes, with its sentence. A quote that
// runs over several sentences has them all in Sentence.
type Match struct {
	Start, End int
	Sentence   Sentence
}

// FindError says that a quote stands nowhere in a text, or in several places.
type FindError struct {
	Quote      string
	Ambiguous  bool
	Candidates []Candidate
}

// Candidate is a place that a user may have meant.
type Candidate struct {
	Occurrence int    // from 1; 0 where the quote is missing
	Locator    string // "paragraph 8, sentence 3"
	Context    string // some words of the text, with … where they are cut
}

// Error lists the candidates, one a line.
func (e *FindError) Error() string {
	var b strings.Builder
	if e.Ambiguous {
		fmt.Fprintf(&b, "the quote %q stands in %d places; take a longer one, or choose one by its number:", e.Quote, len(e.Candidates))
	} else {
		fmt.Fprintf(&b, "the quote %q is not in the text", e.Quote)
		if len(e.Candidates) > 0 {
			b.WriteString("; the nearest sentences are:")
		}
	}
	for _, c := range e.Candidates {
		b.WriteString("\n  ")
		if c.Occurrence > 0 {
			fmt.Fprintf(&b, "%d. ", c.Occurrence)
		}
		fmt.Fprintf(&b, "%s: %s", c.Locator, c.Context)
	}
	return b.String()
}

// Find returns the place of a quote in a text. Where the exact bytes are not
// there, kinds of apostrophes, quotation marks, blanks and emphasis asterisks
// are taken as equal. Of several places, occurrence (from 1) chooses one; with
// 0 several places are an error, as is none: both are a *FindError.
func Find(text, quote string, occurrence int) (Match, error) {
	if strings.TrimSpace(quote) == "" {
		return Match{}, fmt.Errorf("the quote is empty")
	}
	spans := findExact(text, quote)
	if len(spans) == 0 {
		spans = findFolded(text, quote)
	}
	sentences := Sentences(text)
	switch {
	case len(spans) == 0:
		return Match{}, &FindError{Quote: quote, Candidates: nearest(text, quote, sentences)}
	case occurrence < 0 || occurrence > len(spans):
		return Match{}, fmt.Errorf("the quote %q stands in %d places; there is no number %d", quote, len(spans), occurrence)
	case occurrence == 0 && len(spans) > 1:
		e := &FindError{Quote: quote, Ambiguous: true}
		for i, s := range spans {
			e.Candidates = append(e.Candidates, Candidate{i + 1, enclosing(sentences, s).Locator(), context(text, s)})
		}
		return Match{}, e
	}
	s := spans[max(occurrence, 1)-1]
	return Match{Start: s[0], End: s[1], Sentence: enclosing(sentences, s)}, nil
}

func findExact(text, quote string) [][2]int {
	var out [][2]int
	for from := 0; ; {
		i := strings.Index(text[from:], quote)
		if i < 0 {
			return out
		}
		out = append(out, [2]int{from + i, from + i + len(quote)})
		from += i + len(quote)
	}
}

// findFolded searches after folding typographic variants on both sides.
func findFolded(text, quote string) [][2]int {
	folded, at := fold(text)
	wanted, _ := fold(quote)
	wanted = strings.TrimSpace(wanted)
	if wanted == "" {
		return nil
	}
	var out [][2]int
	for _, s := range findExact(folded, wanted) {
		out = append(out, [2]int{at[s[0]], at[s[1]]})
	}
	return out
}

// fold returns text with variants made equal, and for each of its bytes (and
// its end) the byte of the original that it comes from.
func fold(text string) (string, []int) {
	var b strings.Builder
	var at []int
	blank := false
	for i, r := range text {
		var s string
		switch {
		case r == '*' || r == '_':
			continue
		case unicode.IsSpace(r):
			if blank {
				continue
			}
			s = " "
		case r == '’' || r == 'ʼ' || r == '‘':
			s = "'"
		case r == '“' || r == '”' || r == '«' || r == '»':
			s = `"`
		default:
			s = string(r)
		}
		blank = s == " "
		for range len(s) {
			at = append(at, i)
		}
		b.WriteString(s)
	}
	return b.String(), append(at, len(text))
}

func enclosing(sentences []Sentence, span [2]int) Sentence {
	var out Sentence
	for _, s := range sentences {
		if s.End <= span[0] || s.Start >= span[1] {
			continue
		}
		if out.Paragraph == 0 {
			out = s
		}
		out.End = s.End
	}
	return out
}

// context returns the quote with some words before and after.
func context(text string, span [2]int) string {
	const reach = 40
	start, end := max(0, span[0]-reach), min(len(text), span[1]+reach)
	for start > 0 && !utf8.RuneStart(text[start]) {
		start--
	}
	for end < len(text) && !utf8.RuneStart(text[end]) {
		end++
	}
	return "…" + strings.Join(strings.Fields(text[start:end]), " ") + "…"
}

// nearest returns the sentences that share most words with the quote.
func nearest(text, quote string, sentences []Sentence) []Candidate {
	wanted := wordSet(quote)
	type scored struct {
		s     Sentence
		score int
	}
	var all []scored
	for _, s := range sentences {
		score := 0
		for w := range wordSet(text[s.Start:s.End]) {
			if wanted[w] {
				score += len(w)
			}
		}
		if score > 0 {
			all = append(all, scored{s, score})
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].score > all[j].score })
	var out []Candidate
	for _, c := range all[:min(len(all), 3)] {
		start := c.s.Start
		for w := range wordSet(quote) {
			if i := strings.Index(strings.ToLower(text[c.s.Start:c.s.End]), w); i >= 0 && c.s.Start+i > start {
				start = c.s.Start + min(i, len(text[c.s.Start:c.s.End]))
			}
		}
		start = min(start, c.s.End)
		out = append(out, Candidate{Locator: c.s.Locator(), Context: context(text, [2]int{start, min(start+len(quote), c.s.End)})})
	}
	return out
}

func wordSet(s string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		out[w] = true
	}
	return out
}
