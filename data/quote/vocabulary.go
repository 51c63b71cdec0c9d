package quote

import (
	"regexp"
	"sort"
	"strings"

	"github.com/periplus-data/periplus/data"
)

// vocabulary is the words of one language that numbers are made of.
type vocabulary struct {
	decimal        string
	dayFirst       bool
	words          map[string]numberWord
	scales         map[string]data.Number
	units          map[string]data.Unit
	months         map[string]int
	before, after  []qualifier
	articles       []string    // between a qualifier and a number word: plus d'une douzaine
	ranges         [][2]string // words before the first number and between the two
	wordPattern    *regexp.Regexp
	scalePattern   *regexp.Regexp
	unitPattern    *regexp.Regexp
	ordinalPattern *regexp.Regexp
	datePattern    *regexp.Regexp
}

// numberWord is a number in words.
type numberWord struct {
	value data.Number
	unit  data.Unit // Ordinal for ordinals
	loose bool
}

var signs = map[string]data.Unit{"$": data.USD, "€": data.EUR, "£": "GBP"}

var languages = map[string]*vocabulary{"fr": french(), "en": english()}

const blank = `[ \x{00a0}\x{202f}]`

// compile builds the patterns from the tables.
func (w *vocabulary) compile(link string) *vocabulary {
	w.wordPattern = regexp.MustCompile(`(?i)\b(?:` + alternatives(w.words) + `)`)
	w.scalePattern = regexp.MustCompile(`(?i)^` + blank + `?(` + alternatives(w.scales) + `)`)
	w.unitPattern = regexp.MustCompile(`(?i)^` + blank + `?` + link + `(` + alternatives(w.units) + `)`)
	months := alternatives(w.months)
	w.datePattern = regexp.MustCompile(`(?i)\b(?:(\d{1,2})(?:er|st|nd|rd|th)?` + blank + `)?(` + months + `)\b\.?(?:` + blank + `(\d{1,2})(?:st|nd|rd|th)?\b(?:,)?)?(?:` + blank + `(\d{4}))?`)
	return w
}

// dateParts reads the groups of datePattern: day, month, day behind the month
// (June 20, 2024), year.
func (w *vocabulary) dateParts(m []string) (day string, month int, year string) {
	day = m[1]
	if day == "" {
		day = m[3]
	}
	return day, w.months[strings.ToLower(m[2])], m[4]
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

// numberWords builds a table from lists whose index is the number.
func numberWords(cardinals, ordinals []string, others map[string]int64, loose map[string]int64) map[string]numberWord {
	out := map[string]numberWord{}
	add := func(list string, w numberWord) {
		for _, name := range strings.Split(list, "|") {
			if name != "" {
				out[name] = w
			}
		}
	}
	for i, names := range cardinals {
		add(names, numberWord{value: data.Int(int64(i))})
	}
	for i, names := range ordinals {
		add(names, numberWord{value: data.Int(int64(i)), unit: data.Ordinal})
	}
	for name, n := range others {
		add(name, numberWord{value: data.Int(n)})
	}
	for name, n := range loose {
		add(name, numberWord{value: data.Int(n), loose: true})
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
