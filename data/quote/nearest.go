package quote

import (
	"sort"
	"unicode"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"
)

const (
	maxNearest    = 3       // places that are shown for a quote that is missing
	maxQuoteWords = 40      // words of a quote that count
	maxNearText   = 1 << 20 // bytes of a text that are searched for near words
)

// nearest returns the places of a text whose words are most like those of the
// quote, one for each sentence, the likest first.
func nearest(text, quote string, sentences []Sentence) []Candidate {
	wanted := words(quote)
	wanted = wanted[:min(len(wanted), maxQuoteWords)]
	type place struct {
		sentence Sentence
		span     [2]int
		score    int
	}
	var all []place
	likeness := likenessTo(wanted)
	for _, s := range sentences {
		if s.End > maxNearText {
			break
		}
		span, score := bestWindow(words(text[s.Start:s.End]), len(wanted), likeness)
		if score > 0 {
			all = append(all, place{s, [2]int{s.Start + span[0], s.Start + span[1]}, score})
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].score > all[j].score })
	var out []Candidate
	for _, p := range all[:min(len(all), maxNearest)] {
		// What has less than half of the likeness of the best is noise.
		if 2*p.score >= all[0].score {
			out = append(out, Candidate{Locator: p.sentence.Locator(), Context: context(text, p.span)})
		}
	}
	return out
}

// bestWindow returns the run of n words with the greatest likeness in all.
func bestWindow(all []token, n int, likeness func(string) int) (span [2]int, score int) {
	n = min(n, len(all))
	sum := 0
	for i, t := range all {
		sum += likeness(t.word)
		if i >= n {
			sum -= likeness(all[i-n].word)
		}
		if i >= n-1 && sum > score {
			span, score = [2]int{all[i-n+1].start, t.end}, sum
		}
	}
	return span, score
}

// likenessTo returns a function that says how like a word is to the likest of
// the wanted ones: the number of its letters if it is one of them, less what
// differs where it is nearly one, and 0 otherwise.
func likenessTo(wanted []token) func(string) int {
	known := map[string]int{}
	return func(word string) int {
		score, ok := known[word]
		if ok {
			return score
		}
		length := utf8.RuneCountInString(word)
		for _, w := range wanted {
			if w.word == word {
				score = length
				break
			}
			other := utf8.RuneCountInString(w.word)
			if min(length, other) < 4 || max(length, other)-min(length, other) > 2 || length > 40 {
				continue
			}
			if d := levenshtein.ComputeDistance(w.word, word); d <= 2 && 3*d <= length {
				score = max(score, length-2*d)
			}
		}
		known[word] = score
		return score
	}
}

// words splits text into runs of letters and digits.
func words(text string) []token {
	return runs(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}
