package quote

import (
	"slices"
	"strings"

	"github.com/periplus-data/periplus/data"
)

// fractions is the words of one language for a part of a whole.
type fractions struct {
	alone    map[string]bool  // a part without a number before it, as half or moitié
	one      map[string]int64 // with one of the articles before it, as a quarter
	ordinals map[string]int64 // the same for words that are ordinals too, as a third
	many     map[string]int64 // with a number before it, as three quarters
	articles map[string]bool  // a and one: they belong to the fraction
	definite map[string]bool  // le and du, as in plus du tiers: they do not
	// notBehind are words before a part that make another thing of it: the
	// second half.
	notBehind map[string]bool
	// notBefore are words behind a part that make another thing of it, as in
	// half an hour; of are the words that may stand between.
	notBefore, of map[string]bool
	// amounts are words behind a part that make it a part of one: half a
	// million, a quarter of a point.
	amounts map[string]bool
}

// fraction reads a part of a whole at token i, as percent, and returns how many tokens it has: 0 where there is none. A third may be a part
// or the next one after the second: it is a part where percent are wanted or
// what it is a part of follows.
func (w *vocabulary) fraction(text string, all []token, i int, percent bool) (spelled, int) {
	f, n := &w.fractions, 1
	top, bottom := int64(1), int64(2)
	before := ""
	if i > 0 {
		before = all[i-1].word
	}
	joined := i+1 < len(all) && isJoint(text[all[i].end:all[i+1].start])
	switch {
	case f.alone[all[i].word]:
	case f.definite[before] && f.one[all[i].word] > 0:
		bottom = f.one[all[i].word]
	case joined && f.articles[all[i].word] && f.alone[all[i+1].word]:
		n = 2
	case joined && f.articles[all[i].word] && f.one[all[i+1].word] > 0:
		n, bottom = 2, f.one[all[i+1].word]
	case joined && f.articles[all[i].word] && f.ordinals[all[i+1].word] > 0 && (percent || i+2 < len(all) && f.of[all[i+2].word]):
		n, bottom = 2, f.ordinals[all[i+1].word]
	case joined && w.numerals.cardinals[all[i].word] > 1 && f.many[all[i+1].word] > w.numerals.cardinals[all[i].word]:
		n, top, bottom = 2, w.numerals.cardinals[all[i].word], f.many[all[i+1].word]
	default:
		return spelled{}, 0
	}
	if f.notBehind[before] {
		return spelled{}, 0
	}
	percents := data.Int(100 * top).Quo(data.Int(bottom))
	s := spelled{start: all[i].start, end: all[i+n-1].end, unit: data.Percent, part: whole, fraction: percents,
		value: percents.RoundTo(data.Pow10(-1), data.ToNearest)}
	s.step = s.value.Quo(data.Int(10)) // a third is no 33.3 to its last digit
	next := i + n
	for next < len(all) && f.of[all[next].word] && !f.amounts[all[next].word] {
		next++
	}
	switch {
	case next < len(all) && f.notBefore[all[next].word] && !strings.ContainsAny(text[s.end:all[next].start], ".,;:"):
		return spelled{}, 0
	case next < len(all) && f.amounts[all[next].word] && !strings.ContainsAny(text[s.end:all[next].start], ".,;:"):
		s.part, s.end = ofAmount, all[next].end
		return s, next + 1 - i
	}
	return s, n
}

// part says whether a number is a part of something.
type part int

const (
	none     part = iota
	whole         // of a whole: three quarters of the trade
	ofAmount      // of another amount: half a million
)

// asFraction makes a statement one of a fraction: about, as far as its step, or
// half of that where nothing says about. It is never exact, since no digits of it
// could be cut off.
func (s spelled) asFraction(st data.Statement) data.Statement {
	switch st.Bound {
	case data.BoundExact:
		st.Bound, st.Step = data.BoundAbout, s.step.Quo(data.Int(2))
	case data.BoundAbout:
		st.Step = s.step
	}
	return st
}

// rounded returns an amount with the value of a fraction to two decimals, in a
// direction: as the end of an interval it must not shut out a share that the
// fraction lets in, as 66.668% of "more than two thirds".
func (s spelled) rounded(to data.RoundMode) spelled {
	if s.part == whole {
		s.value = s.fraction.RoundTo(data.Pow10(-2), to)
	}
	return s
}

// bounded is rounded for the one end that a bound gives.
func (s spelled) bounded(b data.Bound) spelled {
	switch b {
	case data.BoundMoreThan, data.BoundAtLeast:
		return s.rounded(data.Down)
	case data.BoundLessThan, data.BoundAtMost:
		return s.rounded(data.Up)
	}
	return s
}

func wants(units []data.Unit, u data.Unit) bool {
	return len(units) > 0 && units[0] == u
}

// onlyMeasured drops, where the measure is no count, what measures nothing: the
// words for one that only introduce a noun, as in "une bonne partie", and words
// for ordinals, as in "the second half".
func onlyMeasured(found []spelled, units []data.Unit) []spelled {
	if len(units) > 0 && units[0].IsWhole() {
		return found
	}
	return slices.DeleteFunc(found, func(s spelled) bool { return s.unit == data.Ordinal || s.article && s.unit == "" && !s.scale.IsSet() })
}

// introduces reports whether the word for one at token i only introduces a
// noun of quantity or an ordinal, as in "un certain nombre", "un peu" or "un
// cinquième voyage", or is one of "l'un".
func (w *vocabulary) introduces(text string, all []token, i int) bool {
	if strings.HasSuffix(foldWords(tail(text[:all[i].start], len("xl’"))), "l'") {
		return true
	}
	const near = 2 // words between them, as in "une bien petite part"
	for j := i + 1; j < len(all) && j <= i+1+near && isJoint(text[all[j-1].end:all[j].start]); j++ {
		if _, ordinal := w.numerals.ordinals[all[j].word]; w.quantities[all[j].word] || (ordinal || w.vague[all[j].word]) && j == i+1 {
			return true
		}
	}
	return false
}

// isVague reports whether the round number at token i is counted by a word
// that says no number, as in "a few dozen".
func (w *vocabulary) isVague(all []token, i int) bool {
	for j := i - 1; j >= 0 && j >= i-2; j-- {
		if w.vague[all[j].word] {
			return true
		}
		if all[j].word != "of" && all[j].word != "de" {
			return false
		}
	}
	return false
}
