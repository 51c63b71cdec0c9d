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
		if closing := closingMark(rest); closing > 0 {
			rest, state, offset = rest[closing:], -1, offset+closing
		}
		if rest != "" && (endsInAbbreviation(line[start:offset], rest) || strings.TrimSpace(line[start:offset]) == "") {
			continue
		}
		if s := trimmed(line, start, offset); s.End > s.Start {
			out = append(out, s)
		}
		start = offset
	}
	return out
}

// closingMark returns the length of a French quotation mark that closes what
// ended before it, with the blanks around it. Unicode's rules know it only
// without the blank that French sets before it.
func closingMark(rest string) int {
	after, found := strings.CutPrefix(rest, "»")
	if !found {
		return 0
	}
	trimmed := strings.TrimLeftFunc(after, unicode.IsSpace)
	if trimmed == after && after != "" {
		return 0
	}
	return len(rest) - len(trimmed)
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
	"m": true, "mm": true, "mr": true, "mrs": true, "ms": true, "dr": true, "prof": true, "gen": true, "gén": true,
	"st": true, "vs": true, "cf": true, "env": true, "approx": true, "sen": true, "col": true, "lt": true,
}

// beforeDigits are abbreviations only before a number: "no." ends a sentence
// otherwise.
var beforeDigits = map[string]bool{"no": true, "nos": true, "art": true, "fig": true, "p": true, "pp": true, "vol": true, "av": true, "ch": true}

func endsInAbbreviation(s, next string) bool {
	s = strings.TrimRightFunc(s, unicode.IsSpace)
	s, found := strings.CutSuffix(s, ".")
	if !found {
		return false
	}
	word := s[strings.LastIndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })+1:]
	if word == "" {
		return false
	}
	lower := strings.ToLower(word)
	return utf8.RuneCountInString(word) == 1 && isUpper(word) || abbreviations[lower] || beforeDigits[lower] && next[0] >= '0' && next[0] <= '9'
}

func isUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}
