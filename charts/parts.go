package charts

import (
	"errors"
	"math"
	"slices"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

// checkParts holds rows to amounts that can be laid side by side: none below
// zero. why says what the kind draws.
func checkParts(rows []row, kind, why string, p *problems) {
	p.refuse(rows, kind, data.DateUnit, data.Ordinal)
	checkFromZero(rows, "is below 0; "+why, p)
}

// checkFromZero reports the amounts below zero, and lets an interval without a
// low end begin at zero. what follows the amount in the error.
func checkFromZero(rows []row, what string, p *problems) {
	for i := range rows {
		r := &rows[i]
		for _, c := range []struct {
			name string
			x    float64
		}{{"value", r.value}, {"low", r.low}, {"high", r.high}} {
			if r.hasNumber && c.x < 0 {
				p.field(*r, c.name, plain(c.x), "%s %s", plain(c.x), what)
				break
			}
		}
		if r.hasInterval && math.IsNaN(r.low) {
			r.low = 0
		}
	}
}

// errNothingToDraw says that a kind which shows amounts by areas has none.
var errNothingToDraw = errors.New("there is nothing to draw, since no row has an amount above 0")

// sumOf adds up the rows that have a number, as combined does. It has a number
// where one of them does. What has no upper bound has no value either, but for
// its least one; else the sum is about its value where the source states bounds
// of one of the rows.
func sumOf(rows []row) row {
	sum := combined(slices.DeleteFunc(slices.Clone(rows), func(r row) bool { return !r.hasNumber }), 1)
	sum.isComputed = false // the exact sum of stated numbers has no more digits than they have
	switch {
	case !sum.hasNumber:
	case sum.hasInterval && math.IsNaN(sum.high):
		sum.value, sum.bound = math.NaN(), data.BoundAtLeast
	case sum.bound == "" && sum.stated && sum.isWide():
		sum.bound = data.BoundAbout
	}
	sum.given = sum.interval()
	return sum
}

// reach is the amount up to which a row is drawn where amounts stand side by
// side: the greatest possible one where its interval is drawn on an axis of a
// length, and the least one where nothing bounds it above. A row without a
// number has none.
func (r row) reach(axis float64) float64 {
	_, high := spanOf(r, axis).extent()
	return high
}

// leftOutNotes tells which rows are not drawn since they are zero, or since
// there is no number.
func (c *chart) leftOutNotes(rows []row, axis float64) (notes []string) {
	for _, missing := range []bool{false, true} {
		var names []string
		amount := ""
		for _, r := range rows {
			if r.hasNumber == missing || r.reach(axis) > 0 {
				continue
			}
			if amount == "" {
				amount = c.amount(r)
			}
			names = append(names, data.Clip(r.fullName(), 60))
		}
		notes = append(notes, c.namedNote(func(names string) string { return c.l.Text(locale.LabelAndAmount, amount, names) }, names)...)
	}
	return notes
}

// unboundedKey explains the sign of an amount that nothing bounds above.
func (c *chart) unboundedKey(axis float64, swatch func(c *chart, r rect)) (keys []key) {
	if slices.ContainsFunc(c.all, func(r row) bool { return spanOf(r, axis).arrowUp }) {
		keys = append(keys, key{text: upperFirst(c.l.Text(locale.NoUpperBound)), swatch: swatch})
	}
	return keys
}
