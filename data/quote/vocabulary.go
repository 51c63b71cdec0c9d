package quote

import (
	"regexp"
	"sort"
	"strings"
	"sync"

	"github.com/periplus-data/periplus/data"
)

// vocabulary is the words of one language that numbers are made of.
type vocabulary struct {
	decimal       string
	dayFirst      bool
	numerals      numerals
	scales        map[string]data.Number
	units         map[string]data.Unit
	months        map[string]int
	before, after []qualifier
	near          []qualifier // close to a number, as just under: found before the words they end in
	articles      []string    // between a qualifier and a number word: plus d'une douzaine
	ranges        [][2]string // words before the first number and between the two
	changes       []string    // beginnings of verbs that make "from 3 to 5" a change
	minusWord     string      // as in "minus 3%"
	// notMinusBehind are words that make another thing of minusWord: au moins.
	notMinusBehind map[string]bool
	fractions      fractions
	directions     directions
	quantities     map[string]bool // nouns that an article introduces: un certain nombre
	vague          map[string]bool // words that count without a number: a few
	mixed          string          // pattern of a part behind a number: two and a half
	partOf         string          // pattern of a part before a number: half of 12%

	scalePattern      *regexp.Regexp
	looseScalePattern *regexp.Regexp
	unitPattern       *regexp.Regexp
	ordinalPattern    *regexp.Regexp
	datePattern       *regexp.Regexp
	minusPattern      *regexp.Regexp
	mixedPattern      *regexp.Regexp
	partOfPattern     *regexp.Regexp
}

// percentagePoints is no unit of an amount: three percentage points are not 3%.
// It is read so that the unit is refused by its name.
const percentagePoints data.Unit = "percentage points"

// Languages lists the languages of texts that are read, by their BCP 47 tags.
var Languages = []string{"en", "fr"}

// languages holds the vocabularies, each built when it is first asked for.
var languages = map[string]func() *vocabulary{"fr": sync.OnceValue(french), "en": sync.OnceValue(english)}

const blank = `[ \x{00a0}\x{202f}]`

// compile builds the patterns from the tables. A unit may follow link, and a
// round number word may be joined to its scale by it.
func (w *vocabulary) compile(link, ordinal string) *vocabulary {
	w.scalePattern = regexp.MustCompile(`(?i)^` + blank + `?(` + alternatives(w.scales) + `)`)
	w.looseScalePattern = regexp.MustCompile(`(?i)^` + blank + `?` + link + `(` + alternatives(w.scales) + `)`)
	w.unitPattern = regexp.MustCompile(`(?i)^` + blank + `?` + link + `(` + alternatives(w.units) + `)`)
	w.mixedPattern = regexp.MustCompile(`(?i)^(?:` + blank + `?\p{No}|` + w.mixed + `(?:\PL|$))`)
	w.partOfPattern = regexp.MustCompile(`(?i)(?:^|\PL)` + w.partOf + ` ?$`)
	w.ordinalPattern = regexp.MustCompile(`^(?:` + ordinal + `)`)
	w.minusPattern = regexp.MustCompile(`(?i)(?:^|\PL)` + w.minusWord + blank + `$`)
	w.datePattern = regexp.MustCompile(`(?i)\b(?:(\d{1,2})(?:er|st|nd|rd|th)?` + blank + `)?(` + alternatives(w.months) + `)\b\.?(?:` +
		blank + `(\d{1,2})(?:st|nd|rd|th)?\b,?)?(?:` + blank + `(\d{4})\b)?`)
	return w
}

// alternatives joins the keys of a table for a pattern, longest first.
func alternatives[V any](table map[string]V) string {
	keys := make([]string, 0, len(table))
	for k := range table {
		keys = append(keys, regexp.QuoteMeta(k))
	}
	sort.Slice(keys, func(i, j int) bool {
		if len(keys[i]) != len(keys[j]) {
			return len(keys[i]) > len(keys[j])
		}
		return keys[i] < keys[j]
	})
	return strings.Join(keys, "|")
}

// numberTable builds a table from lists whose index is the number, and from
// others that name theirs. Several words of one number are parted by |.
func numberTable(lists []string, others map[string]int64) map[string]int64 {
	out := map[string]int64{}
	add := func(words string, n int64) {
		for word := range strings.SplitSeq(words, "|") {
			if word != "" {
				out[word] = n
			}
		}
	}
	for n, words := range lists {
		add(words, int64(n))
	}
	for words, n := range others {
		add(words, n)
	}
	return out
}

func wordSetOf(words ...string) map[string]bool {
	out := map[string]bool{}
	for _, word := range words {
		out[word] = true
	}
	return out
}

func monthTable(names ...string) map[string]int {
	out := map[string]int{}
	for i, list := range names {
		for _, name := range strings.Split(list, "|") {
			out[name] = i + 1
		}
	}
	return out
}

func scaleTable(names map[string]int) map[string]data.Number {
	out := map[string]data.Number{}
	for list, exponent := range names {
		for _, name := range strings.Split(list, "|") {
			out[name] = data.Pow10(exponent)
		}
	}
	return out
}

func unitTable(names map[data.Unit]string) map[string]data.Unit {
	out := map[string]data.Unit{}
	for u, list := range names {
		for _, name := range strings.Split(list, "|") {
			out[name] = u
		}
	}
	return out
}
