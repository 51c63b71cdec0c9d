package quote

import (
	"fmt"
	"strings"

	"github.com/periplus-data/periplus/data"
)

// Read returns what the words of a match state: value or range, bound, unit,
// and the step of a measurement. lang is the language of the text, "fr" or
// "en", or with a region as "en-GB". units are those of the measure: a measure of
// dates or ordinals is read as such, and a count needs no unit in the words.
// Any other amount whose words name no unit comes back without one: 12 is not
// 12%. A fraction is read as percent, about, where those are wanted, with a step
// of a tenth of its value, and of half that without a qualifier.
//
// The qualifier, the scale, the currency and a minus sign are looked for in the
// quote and right beside it in its sentence: the quote "3,5" of "environ 3,5
// milliards de dollars" is read as those words. Of several numbers in a quote,
// years beside an amount are left out; a number in words counts only where
// there are no digits. An error says which words could not be read.
func Read(text string, m Match, lang string, units []data.Unit) (data.Statement, error) {
	return read(text, m, lang, units, false)
}

func read(text string, m Match, lang string, units []data.Unit, signed bool) (data.Statement, error) {
	base, _, _ := strings.Cut(strings.ToLower(lang), "-")
	load, ok := languages[base]
	if !ok {
		return data.Statement{}, fmt.Errorf("cannot read numbers in language %q; write fr or en", clip(lang))
	}
	words := load()
	start, end := min(m.Sentence.Start, m.Start), max(m.Sentence.End, m.End)
	c, from, to := text[start:end], m.Start-start, m.End-start
	if wants(units, data.DateUnit) {
		d, err := words.date(c, from, to)
		return data.Statement{Date: d, Unit: data.DateUnit, Bound: data.BoundExact}, err
	}
	found, err := words.inDigits(c, from, to)
	if err != nil {
		return data.Statement{}, err
	}
	if len(found) == 0 {
		found = onlyMeasured(words.inWords(c, from, to, wants(units, data.Percent)), units)
	}
	found = onlyAmounts(found)
	st, err := words.statement(c, c[from:to], found, units)
	if err != nil || !signed {
		return st, err
	}
	return words.sign(c[:found[0].start], c[found[len(found)-1].end:], st, c[from:to])
}

// statement makes one statement of the numbers found in a quote of sentence c.
func (w *vocabulary) statement(c, quote string, found []spelled, units []data.Unit) (data.Statement, error) {
	if len(found) == 0 {
		return data.Statement{}, fmt.Errorf("no number in %q; give value, or bound vague or direction", clip(quote))
	}
	first, last := found[0], found[len(found)-1]
	before, after := c[:first.start], c[last.end:]
	if err := w.checkParts(before, after, quote, found, units); err != nil {
		return data.Statement{}, err
	}
	if len(found) == 2 {
		between := c[first.end:last.start]
		if verb := w.change(before, between); verb != "" {
			return data.Statement{}, fmt.Errorf("%q says a change from one number to another; quote one of them, or give value", clip(quote))
		}
		if w.isRange(before, between) {
			return rangeOf(first, last, units)
		}
	}
	if len(found) > 1 {
		return data.Statement{}, fmt.Errorf("%d numbers in %q; quote one, or give value", len(found), clip(quote))
	}
	return first.statement(w.bound(before, after, first), units), nil
}

// checkParts refuses a part of an amount, as "half a million", a number with a
// part behind it, as "two and a half", and a part of a whole that is not wanted
// in percent.
func (w *vocabulary) checkParts(before, after, quote string, found []spelled, units []data.Unit) error {
	for _, s := range found {
		if s.part == whole && !wants(units, data.Percent) {
			return fmt.Errorf("%q says a fraction, which is not read in the unit of the measure; give value and unit, or bound vague", clip(quote))
		}
		if s.part == ofAmount {
			return fmt.Errorf("%q says a part of an amount; give value and bound", clip(quote))
		}
	}
	folded, _, _ := fold(tail(before, reach))
	if w.partOfPattern.MatchString(folded) || w.mixedPattern.MatchString(head(after, reach)) {
		return fmt.Errorf("%q says a number with a fraction beside it; give value and bound", clip(quote))
	}
	return nil
}

func (s spelled) statement(bound data.Bound, units []data.Unit) data.Statement {
	s = s.inMillionTIV(units).bounded(bound)
	st := data.Statement{Value: s.value, Bound: bound, Unit: saidUnit(s.unit, units)}
	if st.Unit == data.Count && bound == data.BoundExact && (s.scale.IsSet() || s.hundred) {
		st.Bound = data.BoundAbout // "1.2 million people" are not counted to the last one
	}
	if s.part == whole {
		return s.asFraction(st)
	}
	if st.Bound == data.BoundExact && (st.Unit.IsMeasured() || st.Unit == "") {
		st.Step, st.Rounding = s.step, data.RoundingNearest
	}
	return st
}

// inMillionTIV takes the million out of "50 million TIV", which the unit holds.
func (s spelled) inMillionTIV(units []data.Unit) spelled {
	if u := unitOr(s.unit, units); u == data.TIVMillion && s.scale.IsSet() {
		million := data.Pow10(6)
		s.value, s.step, s.scale = s.value.Quo(million), s.step.Quo(million), s.scale.Quo(million)
	}
	return s
}

// saidUnit is the unit that words say, or that of a count, which needs none.
func saidUnit(u data.Unit, units []data.Unit) data.Unit {
	if u == "" && len(units) > 0 && units[0].IsWhole() {
		return units[0]
	}
	return u
}

func unitOr(u data.Unit, units []data.Unit) data.Unit {
	if u == "" && len(units) > 0 {
		return units[0]
	}
	return u
}

// rangeOf makes a range of two numbers; scale and unit may stand only behind
// the second, as in "3 to 5 billion dollars".
func rangeOf(a, b spelled, units []data.Unit) (data.Statement, error) {
	if a.unit == "" {
		a.unit = b.unit
	}
	if b.unit == "" {
		b.unit = a.unit
	}
	if !a.scale.IsSet() && b.scale.IsSet() {
		a.value, a.scale = a.value.Mul(b.scale), b.scale
	}
	if a.unit != b.unit {
		return data.Statement{}, fmt.Errorf("a range from %s to %s has two units; quote one number, or give value", a.unit, b.unit)
	}
	a, b = a.inMillionTIV(units).rounded(data.Down), b.inMillionTIV(units).rounded(data.Up)
	return data.Statement{Bound: data.BoundRange, Unit: saidUnit(b.unit, units), Range: data.Interval{Low: a.value, High: b.value}}, nil
}
