package quote

import (
	"fmt"
	"strings"

	"github.com/periplus-data/periplus/data"
)

// directions is the words of one language for less and more than before.
type directions struct {
	falls, rises   stems
	behind         stems // say a fall right behind a number alone: 12% less
	deficits       stems
	negative       stems
	notFallsBehind map[string]bool // words before one of behind: or less
	levels         map[string]bool // between a fall and the level it reached: fell to 12%
	links          map[string]bool // between a fall and its size: fell by 12%
	not            map[string]bool
	through        map[string]bool // between a fall and what fell: a drop in growth
}

// stems is beginnings of words; one that ends in a point is a whole word.
type stems []string

func (s stems) match(word string) bool {
	for _, stem := range s {
		if whole, isWhole := strings.CutSuffix(stem, "."); isWhole && word == whole || !isWhole && strings.HasPrefix(word, stem) {
			return true
		}
	}
	return false
}

// ReadSigned is Read for a measure that can be negative, as growth or a
// balance. The size of a fall or of a deficit is read as a negative number, as
// in "fell by 12%", and its bound is turned with it: "fell by more than 12%" is
// less than −12. What it fell to keeps its sign. Where a word of a fall stands
// near a number but does not clearly give its sign, the error asks for the
// value.
func ReadSigned(text string, m Match, lang string, units []data.Unit) (data.Statement, error) {
	return read(text, m, lang, units, true)
}

// sign makes a statement negative where the words beside its number say so.
func (w *vocabulary) sign(before, after string, st data.Statement, quote string) (data.Statement, error) {
	if st.Value.Sign() < 0 || st.Range.Low.Sign() < 0 {
		return st, nil
	}
	switch w.directionOf(before, after) {
	case falls:
		return negated(st), nil
	case unclear:
		return data.Statement{}, fmt.Errorf("words beside %q say a fall or a deficit, but not clearly of this number; give value with its sign, as -12, and bound", clip(quote))
	}
	return st, nil
}

func negated(st data.Statement) data.Statement {
	turned := map[data.Bound]data.Bound{data.BoundAtLeast: data.BoundAtMost, data.BoundAtMost: data.BoundAtLeast,
		data.BoundMoreThan: data.BoundLessThan, data.BoundLessThan: data.BoundMoreThan}
	if b, ok := turned[st.Bound]; ok {
		st.Bound = b
	}
	if st.Bound == data.BoundRange {
		st.Range.Low, st.Range.High = st.Range.High.Neg(), st.Range.Low.Neg()
		return st
	}
	st.Value = st.Value.Neg()
	return st
}

// direction is what the words beside a number say of its sign.
type direction int

const (
	rises direction = iota // or nothing
	falls
	unclear
)

func (w *vocabulary) directionOf(before, after string) direction {
	const near = 8 // words before the number
	d := &w.directions
	before = tail(before, 2*reach)
	words := tokens(before[strings.LastIndex(before, ";")+1:])
	words = words[max(0, len(words)-near):]
	behind := w.behind(after)
	deficit := false
	for _, t := range words {
		if d.negative.match(t.word) {
			return unclear
		}
		deficit = deficit || d.deficits.match(t.word)
	}
	for i := len(words) - 1; i >= 0; i-- {
		word, between := words[i].word, words[i+1:]
		switch {
		case d.deficits.match(word):
			return w.size(words[:i], between, behind)
		case d.rises.match(word) && (word != "up" || len(between) == 0 || between[0].word != "to"):
			if deficit || behind == falls || d.throughFall(words[:i]) {
				return unclear
			}
			return rises
		case d.falls.match(word):
			if deficit {
				return unclear
			}
			if len(between) > 0 && d.levels[between[0].word] && (len(between) == 1 || between[1].word != "peu") {
				return behind
			}
			return w.size(words[:i], between, behind)
		}
	}
	return behind
}

// size says whether the words between a fall and a number make it the size of
// the fall.
func (w *vocabulary) size(before, between []token, behind direction) direction {
	if behind != rises {
		return unclear
	}
	for _, t := range before[max(0, len(before)-2):] {
		if w.directions.not[t.word] {
			return unclear
		}
	}
	for _, t := range between {
		if !w.directions.links[t.word] {
			return unclear
		}
	}
	return falls
}

// throughFall reports whether words end in a fall of what follows, as in "a
// drop in" growth.
func (d *directions) throughFall(words []token) bool {
	i := len(words) - 1
	for i >= 0 && d.through[words[i].word] {
		i--
	}
	return i >= 0 && d.falls.match(words[i].word)
}

// behind looks for a fall in the three words behind a number, as in "a 12%
// drop" or "12 % de moins".
func (w *vocabulary) behind(after string) direction {
	const near = 3
	d := &w.directions
	after = head(after, reach)
	if i := strings.IndexAny(after, ".,;:()"); i >= 0 {
		after = after[:i]
	}
	words := tokens(after)
	words = words[:min(near, len(words))]
	for i, t := range words {
		switch {
		case d.behind.match(t.word) && i > 0 && d.notFallsBehind[words[i-1].word]:
			return rises
		case d.negative.match(t.word):
			return unclear
		case d.falls.match(t.word), d.deficits.match(t.word), d.behind.match(t.word):
			for _, between := range words[:i] {
				if !d.links[between.word] {
					return unclear
				}
			}
			return falls
		case d.rises.match(t.word):
			return rises
		}
	}
	return rises
}

// linksOf is the words of qualifiers and articles, and others.
func (w *vocabulary) linksOf(others ...string) map[string]bool {
	out := wordSetOf(others...)
	for _, q := range w.before {
		for _, t := range tokens(q.words) {
			out[t.word] = true
		}
	}
	for _, article := range w.articles {
		out[article] = true
	}
	return out
}
