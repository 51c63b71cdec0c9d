// Package locale writes numbers, amounts, dates, names of countries and fixed
// words in the languages of periplus: English, French and Vietnamese.
//
// It never rounds a number by itself: all significant digits are kept, except
// in [Language.Rounded], whose rule of rounding is part of its name. A number
// without a finite decimal expansion has data.SignificantDigits digits. Spaces
// between a number and its unit never break: U+00A0 before a word, U+202F as
// the French separator of thousands and before %.
//
// A language is one file, lang_xx.go, that fills a grammar, with its texts in
// text_xx files where they are many; the tests hold it to every measure and
// every text.
package locale

import (
	"fmt"
	"strings"

	"github.com/periplus-data/periplus/data"
)

// Language is a language of output, by its BCP 47 tag.
type Language string

// The languages.
const (
	English    Language = "en"
	French     Language = "fr"
	Vietnamese Language = "vi"
)

// Languages lists every language, the default first.
var Languages = []Language{English, French, Vietnamese}

// Parse reads a language tag as flags and files write it. Empty text is
// English. The error lists what would be right.
func Parse(s string) (Language, error) {
	if s == "" {
		return English, nil
	}
	tags := make([]string, len(Languages))
	for i, l := range Languages {
		if string(l) == s {
			return l, nil
		}
		tags[i] = string(l)
	}
	return "", fmt.Errorf("unknown language %q%s; write one of %s", s, data.Suggest(s, tags), strings.Join(tags, ", "))
}

const (
	noBreak     = "\u00a0"
	thinNoBreak = "\u202f"
	minus       = "\u2212"
	enDash      = "\u2013"
)

// grammar is what differs between languages in numbers, dates and amounts.
type grammar struct {
	decimal, group string
	percent        string  // behind a number
	scales         []scale // of money, the greatest first
	// isOne reports whether a noun behind n is in the singular.
	isOne func(n data.Number) bool
	signs signs
	// money puts a short scale ("bn", or "" for none) and a sign ("$", or a
	// code as "VND") to a number; longMoney does it for prose, and rate writes
	// an amount of one currency for each unit of another.
	money     func(number, scale, sign string) string
	longMoney func(number string, s scale, u data.Unit, isOne bool) string
	rate      func(number string, of, per data.Unit, isOne bool) string
	// sharesUnit says that in a range of money the unit is written once, at
	// its end.
	sharesUnit bool
	// ordinal puts the ending to a number; digits is the number without
	// separators and sign.
	ordinal func(number, digits string) string
	months  [12]string
	month   func(month string, year int) string
	date    func(day int, month string, year int) string
	// shortMonths and shortDay are those of axes; a shortDay of 0 is a month.
	shortMonths [12]string
	shortDay    func(day int, month string) string
	// since and until write a period with one end; isDay says that the date
	// is a day rather than a month or a year.
	since, until func(date string, isDay bool) string
	measures     map[string]string // by id
	texts        map[Key]string    // none in English, whose texts are the keys
}

// scale is a power of a thousand with its short and long name.
type scale struct {
	exponent int
	short    string // as bn
	long     noun   // in prose
}

// noun is a word in the singular and in the plural.
type noun struct{ one, many string }

func (n noun) form(isOne bool) string {
	if isOne {
		return n.one
	}
	return n.many
}

// currencies are the words for money in prose.
type currencies map[data.Unit]noun

// word returns the word for a currency, and its code where the language has
// none.
func (c currencies) word(u data.Unit) noun {
	if n, ok := c[u]; ok {
		return n
	}
	return noun{string(u), string(u)}
}

var grammars = map[Language]*grammar{English: &english, French: &french, Vietnamese: &vietnamese}

// grammar returns the rules of l; a language that is not known has those of
// English, so that a zero Language works.
func (l Language) grammar() *grammar {
	if g, ok := grammars[l]; ok {
		return g
	}
	return &english
}
