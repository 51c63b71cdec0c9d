package charts

import (
	"errors"
	"math"
	"slices"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

// checkParts holds rows to amounts that can be laid side by side: none below
// zero. A row without a low end begins at zero. why says what the kind draws.
func checkParts(rows []row, kind, why string, p *problems) {
	p.refuse(rows, kind, data.DateUnit, data.Ordinal)
	for i := range rows {
		r := &rows[i]
		for _, c := range []struct {
			name string
			x    float64
		}{{"value", r.value}, {"low", r.low}, {"high", r.high}} {
			if r.hasNumber && c.x < 0 {
				p.field(*r, c.name, plain(c.x), "%s is below 0; %s", plain(c.x), why)
			}
		}
		if r.hasNumber && math.IsNaN(r.low) && !math.IsNaN(r.high) {
			r.low = 0
		}
	}
}

// errNothingToDraw says that a kind which shows amounts by areas has none.
var errNothingToDraw = errors.New("there is nothing to draw, since no row has an amount above 0")

// sumOf adds up the rows that have a number: value, low and high each, missing
// where one of the rows lacks it. It has a number where one of them does, and is
// about its value where the source states bounds of one of them.
func sumOf(rows []row) row {
	var sum row
	for _, r := range rows {
		if !r.hasNumber {
			continue
		}
		sum.hasNumber = true
		low, high := r.low, r.high
		if !r.hasInterval {
			low, high = r.value, r.value
		}
		sum.value, sum.low, sum.high = sum.value+r.value, sum.low+low, sum.high+high
		sum.stated = sum.stated || r.stated
		sum.lowOpen, sum.highOpen = sum.lowOpen || r.lowOpen, sum.highOpen || r.highOpen
		sum.hasInterval = sum.hasInterval || r.hasInterval
		sum.isEstimated = sum.isEstimated || r.isEstimated
		sum.unit = r.unit
	}
	switch {
	case !sum.hasNumber:
		sum.value = math.NaN()
	case math.IsNaN(sum.high):
		// What has no upper bound has no value either, but for its least one.
		sum.value, sum.bound = math.NaN(), data.BoundAtLeast
	case sum.stated && sum.isWide():
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
		if n := len(names); n > 0 {
			if n > mostNamed {
				names = append(names[:mostNamed:mostNamed], c.l.Text(locale.OtherRows, c.l.Plain(data.Int(int64(n-mostNamed)))))
			}
			notes = append(notes, c.l.Text(locale.LabelAndAmount, upperFirst(amount), c.list(names)))
		}
	}
	return notes
}

// mostNamed bounds the rows that one note lists.
const mostNamed = 12

// unboundedKey explains the sign of an amount that nothing bounds above.
func (c *chart) unboundedKey(axis float64, swatch func(c *chart, r rect)) (keys []key) {
	if slices.ContainsFunc(c.all, func(r row) bool { return spanOf(r, axis).arrowUp }) {
		keys = append(keys, key{text: upperFirst(c.l.Text(locale.NoUpperBound)), swatch: swatch})
	}
	return keys
}
