package charts

import (
	"slices"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

// classes parts amounts above zero at round numbers. Class 0 holds what is
// under the first break, and each break is the least amount of the class above
// it.
type classes struct {
	breaks []data.Number
	colors []Color // one more than breaks
}

// newClasses parts amounts above 0 into at most one class for each colour in
// sequence, of about as many amounts each: the breaks are quantiles, rounded
// down to as few significant digits as keep the classes apart. Trade and arms
// are so unequal that steps of one size would leave all but one class empty. A
// class that would hold no amount is left out.
func (c *chart) newClasses(amounts []float64) classes {
	sorted := slices.Clone(amounts)
	slices.Sort(sorted)
	distinct := len(slices.Compact(slices.Clone(sorted)))
	want := min(len(c.t.Sequential), distinct)
	var k classes
	// One class fewer is a fair price for rounder numbers.
	for digits := 1; digits <= 6 && len(k.breaks) < min(want-1, max(1, want-2)); digits++ {
		if next := breaksOf(sorted, want, digits); len(next) > len(k.breaks) {
			k.breaks = next
		}
	}
	n := len(k.breaks) + 1
	for i := range n {
		// The colours at both ends are used first, so that few classes differ
		// most.
		at := len(c.t.Sequential) - 1
		if n > 1 {
			at = i * (len(c.t.Sequential) - 1) / (n - 1)
		}
		k.colors = append(k.colors, c.t.Sequential[at])
	}
	return k
}

// breaksOf returns the quantiles between n classes of sorted amounts, by the
// nearest rank, rounded down to a number of significant digits, without those
// that leave a class empty.
func breaksOf(sorted []float64, n, digits int) (breaks []data.Number) {
	held := 0 // amounts under the last break
	for i := 1; i < n; i++ {
		q := number(sorted[i*len(sorted)/n])
		q = q.RoundTo(data.Pow10(q.Exponent()+1-digits), data.Down)
		under, _ := slices.BinarySearch(sorted, q.Float64(data.ToNearest))
		if under > held {
			breaks, held = append(breaks, q), under
		}
	}
	return breaks
}

// of returns the class of an amount above 0.
func (k classes) of(x float64) int {
	for i, b := range k.breaks {
		if x < b.Float64(data.ToNearest) {
			return i
		}
	}
	return len(k.breaks)
}

// keys explains the colours.
func (k classes) keys(c *chart) (keys []key) {
	for i, color := range k.colors {
		var text string
		switch {
		case len(k.breaks) == 0:
			return nil
		case i == 0:
			text = c.l.Text(locale.LessThanAmount, c.written(k.breaks[0]))
		case i == len(k.breaks):
			text = c.l.Text(locale.AtLeastAmount, c.written(k.breaks[i-1]))
		default:
			text = c.l.Text(locale.FromTo, c.written(k.breaks[i-1]), c.written(k.breaks[i]))
		}
		keys = append(keys, key{text: text, square: true, swatch: func(c *chart, r rect) { c.p.rects(color, r) }})
	}
	return keys
}
