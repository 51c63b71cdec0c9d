// Package locale writes numbers, amounts, dates, names of countries and fixed
// words in the languages of periplus, English and French.
//
// It never rounds a number by itself: all significant digits are kept, except
// in [Language.Rounded], whose rule of rounding is part of its name. Spaces
// inside an amount never break: U+00A0 between a number and its unit word,
// U+202F as the French separator of thousands and before %.
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
	English Language = "en"
	French  Language = "fr"
)

// Languages lists every language, the default first.
var Languages = []Language{English, French}

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
	percent        string // behind a number
	moneyBefore    bool   // symbol before the number
	scales         []scale
	currencies     map[data.Unit]string // words for prose, plural
	months         [12]string
	date           func(day int, month string, year int) string
	ordinal        func(n string, whole int64) string
	measures       map[string]string
	texts          map[Key]string
}

// scale is a power of a thousand with its short and long name.
type scale struct {
	exponent  int
	short     string // written right behind the number, as bn
	one, many string // in prose
}

// grammar returns the rules of l; a language that is not known has those of
// English, so that a zero Language works.
func (l Language) grammar() *grammar {
	if l == French {
		return &french
	}
	return &english
}
