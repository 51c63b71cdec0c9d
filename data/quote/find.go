package quote

import (
	"fmt"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/periplus-data/periplus/data"
)

// Match is a quote found in a text, by bytes, with its sentence. A quote that
// runs over several sentences has them all in Sentence.
type Match struct {
	Start, End int
	Sentence   Sentence
	// Folded is true where the text prints the quote with other apostrophes,
	// quotation marks, hyphens, blanks, emphasis marks or forms of accents.
	Folded bool
}

// FindError says that a quote stands nowhere in a text, or in several places.
type FindError struct {
	Quote      string
	Ambiguous  bool        // it stands in several places
	Cut        bool        // it stands only where it begins or ends within a word or number
	Candidates []Candidate // the places, or the nearest ones where there is none
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
	q := clip(e.Quote)
	switch {
	case e.Ambiguous:
		fmt.Fprintf(&b, "the quote %q stands in %d places; take a longer one, or choose one by its number or by words near it:", q, len(e.Candidates))
	case e.Cut:
		fmt.Fprintf(&b, "the quote %q begins or ends within a word or number; quote the whole of it:", q)
	case len(e.Candidates) > 0:
		fmt.Fprintf(&b, "the quote %q is not in the text; the nearest words are:", q)
	default:
		fmt.Fprintf(&b, "the quote %q is not in the text", q)
	}
	const shown = 20
	for _, c := range e.Candidates[:min(shown, len(e.Candidates))] {
		b.WriteString("\n  ")
		if c.Occurrence > 0 {
			fmt.Fprintf(&b, "%d. ", c.Occurrence)
		}
		fmt.Fprintf(&b, "%s: %s", c.Locator, c.Context)
	}
	if more := len(e.Candidates) - shown; more > 0 {
		fmt.Fprintf(&b, "\n  and %d more", more)
	}
	return b.String()
}

// clip shortens a quote for an error message.
func clip(s string) string { return data.Clip(s, 200) }

// Find returns the place of a quote in a text. Where the exact bytes are not
// there, kinds of apostrophes, quotation marks, hyphens and blanks, forms of
// accents, and emphasis marks of Markdown are taken as equal. A place where the
// quote begins or ends within a word or a number is none: "5 milliards" does not
// stand in "3,5 milliards". Of several places, occurrence (from 1) chooses one;
// with 0 several places are an error, as is none: both are a *FindError.
func Find(text, quote string, occurrence int) (Match, error) {
	return find(text, quote, "", occurrence)
}

// FindNear is Find among the places that have the words near in their sentence.
// Empty near is in every sentence; occurrence counts the places that are left.
func FindNear(text, quote, near string, occurrence int) (Match, error) {
	return find(text, quote, near, occurrence)
}

func find(text, quote, near string, occurrence int) (Match, error) {
	if strings.TrimSpace(quote) == "" {
		return Match{}, fmt.Errorf("the quote is empty")
	}
	spans, isFolded := findExact(text, quote), false
	if len(spans) == 0 {
		spans, isFolded = findFolded(text, quote), true
	}
	sentences := Sentences(text)
	whole := wholeWords(text, spans)
	switch {
	case len(spans) == 0:
		return Match{}, &FindError{Quote: quote, Candidates: nearest(text, quote, sentences)}
	case len(whole) == 0:
		return Match{}, &FindError{Quote: quote, Cut: true, Candidates: candidates(text, spans, sentences, false)}
	}
	chosen := nearWords(text, whole, near, sentences)
	switch {
	case len(chosen) == 0:
		return Match{}, fmt.Errorf("the quote %q stands in no sentence with the words %q, but in:%s", clip(quote), clip(near), list(candidates(text, whole, sentences, true)))
	case occurrence < 0 || occurrence > len(chosen):
		return Match{}, fmt.Errorf("the quote %q stands in %s; there is no number %d", clip(quote), places(len(chosen)), occurrence)
	case occurrence == 0 && len(chosen) > 1:
		return Match{}, &FindError{Quote: quote, Ambiguous: true, Candidates: candidates(text, chosen, sentences, true)}
	}
	s := chosen[max(occurrence, 1)-1]
	return Match{Start: s[0], End: s[1], Sentence: enclosing(sentences, s), Folded: isFolded}, nil
}

func places(n int) string {
	if n == 1 {
		return "1 place"
	}
	return fmt.Sprintf("%d places", n)
}

func list(all []Candidate) string {
	var b strings.Builder
	for _, c := range all[:min(len(all), 20)] {
		fmt.Fprintf(&b, "\n  %s: %s", c.Locator, c.Context)
	}
	return b.String()
}

func candidates(text string, spans [][2]int, sentences []Sentence, numbered bool) []Candidate {
	out := make([]Candidate, len(spans))
	for i, s := range spans {
		out[i] = Candidate{Locator: enclosing(sentences, s).Locator(), Context: context(text, s)}
		if numbered {
			out[i].Occurrence = i + 1
		}
	}
	return out
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
	folded, at, ends := fold(text)
	wanted, _, _ := fold(quote)
	wanted = strings.TrimSpace(wanted)
	if wanted == "" {
		return nil
	}
	var out [][2]int
	for _, s := range findExact(folded, wanted) {
		out = append(out, [2]int{at[s[0]], ends[s[1]-1]})
	}
	return out
}

// fold returns text with variants made equal, and for each of its bytes where
// in the original its character starts and ends.
func fold(text string) (folded string, starts, ends []int) {
	var b strings.Builder
	blank := false
	var it norm.Iter
	it.InitString(norm.NFC, text)
	for !it.Done() {
		start := it.Pos()
		segment := it.Next()
		for len(segment) > 0 {
			r, size := utf8.DecodeRune(segment)
			s := string(segment[:size]) // keeps a byte that is not UTF-8
			segment = segment[size:]
			if s = foldRune(r, s); s == "" || s == " " && blank {
				continue
			}
			blank = s == " "
			for range len(s) {
				starts, ends = append(starts, start), append(ends, it.Pos())
			}
			b.WriteString(s)
		}
	}
	return b.String(), starts, ends
}

func foldRune(r rune, s string) string {
	switch {
	case r == '*' || r == '_' || r == '\u00ad' || r == '\u200b' || r == '\ufeff':
		return "" // emphasis, and marks that are not seen
	case unicode.IsSpace(r):
		return " "
	case r == '’' || r == 'ʼ' || r == '‘':
		return "'"
	case r == '“' || r == '”' || r == '„' || r == '«' || r == '»':
		return `"`
	case r == '\u2010' || r == '\u2011':
		return "-"
	}
	return s
}

// wholeWords returns the spans that begin and end between words and numbers.
func wholeWords(text string, spans [][2]int) [][2]int {
	var out [][2]int
	for _, s := range spans {
		if !isWithin(text, s[0]) && !isWithin(text, s[1]) {
			out = append(out, s)
		}
	}
	return out
}

// isWithin reports whether byte i lies within a word or a number.
func isWithin(text string, i int) bool {
	last, _ := utf8.DecodeLastRuneInString(text[:i])
	next, _ := utf8.DecodeRuneInString(text[i:])
	if unicode.IsLetter(last) && (unicode.IsLetter(next) || unicode.IsMark(next)) {
		return true
	}
	if !isDigit(last) && !isDigit(next) {
		return false
	}
	start, end := max(0, i-reach), min(len(text), i+reach)
	for _, at := range digits.FindAllStringIndex(text[start:end], -1) {
		if start+at[0] < i && i < start+at[1] {
			return true
		}
	}
	return false
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// nearWords returns the spans whose sentence has the words near, folded.
func nearWords(text string, spans [][2]int, near string, sentences []Sentence) [][2]int {
	wanted := foldWords(near)
	if wanted == "" {
		return spans
	}
	var out [][2]int
	for _, s := range spans {
		in := enclosing(sentences, s)
		if strings.Contains(foldWords(text[in.Start:in.End]), wanted) {
			out = append(out, s)
		}
	}
	return out
}

func enclosing(sentences []Sentence, span [2]int) Sentence {
	var out Sentence
	first := sort.Search(len(sentences), func(i int) bool { return sentences[i].End > span[0] })
	for _, s := range sentences[first:] {
		if s.Start >= span[1] {
			break
		}
		if out.Paragraph == 0 {
			out = s
		}
		out.End = s.End
	}
	return out
}

// context returns the quote with some words of its line before and after.
func context(text string, span [2]int) string {
	const words = 40 // bytes of them on either side
	start, end := max(0, span[0]-words), min(len(text), min(span[1], span[0]+400)+words)
	lineStart, lineEnd := 0, len(text)
	if i := strings.LastIndexByte(text[start:span[0]], '\n'); i >= 0 {
		start += i + 1
		lineStart = start
	}
	if behind := min(span[1], end); behind < end {
		if i := strings.IndexByte(text[behind:end], '\n'); i >= 0 {
			end = behind + i
			lineEnd = end
		}
	}
	for start > 0 && !utf8.RuneStart(text[start]) {
		start--
	}
	for end < len(text) && !utf8.RuneStart(text[end]) {
		end++
	}
	return ellipsis(start > lineStart) + strings.Join(strings.Fields(text[start:end]), " ") + ellipsis(end < lineEnd)
}

func ellipsis(cut bool) string {
	if cut {
		return "…"
	}
	return ""
}
