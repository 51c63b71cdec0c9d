package quote

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// Sentence is one sentence of a text, by bytes, without the blanks around it.
type Sentence struct {
	Start, End        int
	Paragraph, Number int // both from 1; a paragraph is a line that is not blank
}

// Locator names the sentence for a reader, as "paragraph 8, sentence 3".
func (s Sentence) Locator() string {
	return fmt.Sprintf("paragraph %d, sentence %d", s.Paragraph, s.Number)
}

// Sentences splits a text by the sentence rules of Unicode (UAX #29), never
// across lines, and joins again what those rules split behind an initial or an
// abbreviation, as in "V. Putin". An empty text has none.
func Sentences(text string) []Sentence {
	var out []Sentence
	paragraph, offset := 0, 0
	for line := range strings.SplitAfterSeq(text, "\n") {
		if strings.TrimSpace(line) != "" {
			paragraph++
			for i, s := range lineSentences(line) {
				s.Paragraph, s.Number = paragraph, i+1
				s.Start, s.End = s.Start+offset, s.End+offset
				out = append(out, s)
			}
		}
		offset += len(line)
	}
	return out
}

func lineSentences(line string) []Sentence {
	var out []Sentence
	rest, state, offset, start := line, -1, 0, 0
	for rest != "" {
		var part string
		part, rest, state = uniseg.FirstSentenceInString(rest, state)
		offset += len(part)
		if rest != "" && (endsInAbbreviation(line[start:offset]) || strings.TrimSpace(line[start:offset]) == "") {
			continue
		}
		out = append(out, trimmed(line, start, offset))
		start = offset
	}
	return out
}

func trimmed(line string, start, end int) Sentence {
	text := line[start:end]
	start += len(text) - len(strings.TrimLeftFunc(text, unicode.IsSpace))
	end -= len(text) - len(strings.TrimRightFunc(text, unicode.IsSpace))
	return Sentence{Start: start, End: max(start, end)}
}

// abbreviations end in a full stop that does not end a sentence. They are
// written in lower case without the stop.
var abbreviations = map[string]bool{
	"m": true, "mm": true, "mr": true, "mrs": true, "ms": true, "dr": true, "prof": true, "gen": true,
	"st": true, "no": true, "vs": true, "cf": true, "env": true, "av": true, "art": true, "fig": true, "approx": true,
}

func endsInAbbreviation(s string) bool {
	s = strings.TrimRightFunc(s, unicode.IsSpace)
	s, found := strings.CutSuffix(s, ".")
	if !found {
		return false
	}
	word := s[strings.LastIndexFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == '.' || r == '(' })+1:]
	return utf8.RuneCountInString(word) == 1 && isUpper(word) || abbreviations[strings.ToLower(word)]
}

func isUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}
