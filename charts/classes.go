package charts

import (
	"math"
	"slices"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

// Steps says how amounts are parted into classes.
type Steps string

// Quantiles puts about as many amounts into each class; EqualSteps has breaks
// at one distance from each other.
const (
	Quantiles  Steps = ""
	EqualSteps Steps = "equal"
)

// The number of classes that a chart may be asked for, and that it has unless
// it is asked.
const (
	fewestClasses = 3
	mostClasses   = 9
	usualClasses  = 5
)

// classes parts amounts at round numbers. Class 0 holds what is under the first
// break, and each break is the least amount of the class above it.
type classes struct {
	breaks []data.Number
	colors []Color // one more than breaks
	// texture is that of classes below zero, which are the first, where colours
	// do not tell them from the others.
	texture  Texture
	negative int // classes below zero
}

// newClasses parts amounts above 0 into at most one class for each colour in
// sequence, of about as many amounts each: the breaks are quantiles, rounded
// down to as few significant digits as keep the classes apart. Trade and arms
// are so unequal that steps of one size would leave all but one class empty. A
// class that would hold no amount is left out.
func (c *chart) newClasses(amounts []float64) classes {
	sorted := slices.Clone(amounts)
	slices.Sort(sorted)
	return c.inSequence(quantileBreaks(sorted, len(c.t.Sequential)))
}

// inSequence gives the classes between breaks the colours in sequence. The
// colours at both ends are used first, so that few classes differ most, and
// where there are more classes than colours, they are mixed.
func (c *chart) inSequence(breaks []data.Number) classes {
	k := classes{breaks: breaks}
	s, n := c.t.Sequential, len(breaks)+1
	for i := range n {
		switch {
		case n == 1:
			k.colors = append(k.colors, s[len(s)-1])
		case n <= len(s):
			k.colors = append(k.colors, s[i*(len(s)-1)/(n-1)])
		default:
			at := float64(i*(len(s)-1)) / float64(n-1)
			low := int(at)
			k.colors = append(k.colors, s[min(low+1, len(s)-1)].mix(s[low], at-float64(low)))
		}
	}
	return k
}

// mapClasses parts amounts of any sign into about n classes. Where some are
// below zero, the breaks lie as far on one side of zero as on the other, and
// the colours are those of the two sides, pale near zero.
func (c *chart) mapClasses(amounts []float64, n int, steps Steps) classes {
	if n == 0 {
		n = usualClasses
	}
	sorted := slices.Clone(amounts)
	slices.Sort(sorted)
	above := slices.DeleteFunc(slices.Clone(sorted), func(x float64) bool { return x <= 0 })
	if len(sorted) == 0 || sorted[0] >= 0 {
		if steps == EqualSteps {
			return c.inSequence(equalBreaks(sorted, n))
		}
		return c.inSequence(quantileBreaks(above, n))
	}
	sizes := make([]float64, 0, len(sorted))
	for _, x := range sorted {
		if x != 0 {
			sizes = append(sizes, math.Abs(x))
		}
	}
	slices.Sort(sizes)
	half := quantileBreaks(sizes, (n+1)/2)
	if steps == EqualSteps {
		half = equalBreaks(append([]float64{0}, sizes...), max(fewestClasses, (n+1)/2))
	}
	return c.diverging(half, sorted[0], sorted[len(sorted)-1])
}

// diverging returns classes with breaks on both sides of zero, without those
// that lie beyond low and high.
func (c *chart) diverging(half []data.Number, low, high float64) classes {
	k := classes{texture: c.t.Negative.Texture}
	if k.texture == Plain && isGrey(c.t.Negative.Fill) && isGrey(c.t.Positive.Fill) {
		k.texture = Horizontal
	}
	shade := func(paint Paint, i int) Color {
		return c.t.tint(paint.Fill, 0.3+float64(0.7*float64(i+1)/float64(len(half)+1)))
	}
	for i := len(half) - 1; i >= 0; i-- {
		if b := half[i].Neg(); number(low).Cmp(b) < 0 {
			k.breaks, k.colors = append(k.breaks, b), append(k.colors, shade(c.t.Negative, i+1))
		}
	}
	k.colors = append(k.colors, shade(c.t.Negative, 0))
	k.negative = len(k.colors)
	if high < 0 {
		return k
	}
	k.breaks, k.colors = append(k.breaks, data.Int(0)), append(k.colors, shade(c.t.Positive, 0))
	for i, b := range half {
		if number(high).Cmp(b) >= 0 {
			k.breaks, k.colors = append(k.breaks, b), append(k.colors, shade(c.t.Positive, i+1))
		}
	}
	return k
}

// isGrey reports whether a colour is a grey.
func isGrey(c Color) bool { return c>>16&0xff == c>>8&0xff && c>>8&0xff == c&0xff }

// quantileBreaks returns the breaks between at most n classes of about as many
// of the sorted amounts each, as round as may be: those with one significant
// digit if they make classes enough, else with two, and so on.
func quantileBreaks(sorted []float64, n int) (breaks []data.Number) {
	want := min(n, len(slices.Compact(slices.Clone(sorted))))
	// One class fewer is a fair price for rounder numbers.
	for digits := 1; digits <= 6 && len(breaks) < min(want-1, max(1, want-2)); digits++ {
		if next := breaksOf(sorted, want, digits); len(next) > len(breaks) {
			breaks = next
		}
	}
	return breaks
}

// equalBreaks returns breaks at one round distance, for at most n classes of
// sorted amounts. A class in the middle may hold none.
func equalBreaks(sorted []float64, n int) []data.Number {
	if len(sorted) == 0 {
		return nil
	}
	low := number(sorted[0])
	for most := n; ; most-- { // the first number may be the least amount, which is no break
		breaks := ticks(sorted[0], sorted[len(sorted)-1], most)
		if len(breaks) > 0 && breaks[0].Cmp(low) <= 0 {
			breaks = breaks[1:]
		}
		if len(breaks) < n || most <= 2 {
			return breaks
		}
	}
}

// breaksOf returns breaks between n classes of sorted amounts with a number of
// significant digits at most. A break lies between two neighbouring amounts: at
// the quantile by the nearest rank, or where no number is round there, as near
// to it as can be within a quarter of a class, and one amount at least. Where
// none is, the class is left out.
func breaksOf(sorted []float64, n, digits int) (breaks []data.Number) {
	held := 0 // amounts under the last break
	reach := max(1, len(sorted)/4/n)
	for i := 1; i < n; i++ {
		at := i * len(sorted) / n
		for step := range int(2*reach) + 1 {
			// 0, −1, 1, −2, 2 …
			k := at + (step+1)/2
			if step%2 == 1 {
				k = at - (step+1)/2
			}
			if k <= held || k >= len(sorted) || sorted[k-1] == sorted[k] {
				continue
			}
			if b, ok := roundest(sorted[k-1], sorted[k], digits); ok {
				breaks, held = append(breaks, b), k
				break
			}
		}
	}
	return breaks
}

// roundest returns the roundest number above low and up to high, which is above
// 0: a multiple of 1, 2 or 5 times the greatest power of ten. It is false where
// that has more significant digits than wanted.
func roundest(low, high float64, digits int) (data.Number, bool) {
	lo, hi := number(low), number(high)
	if hi.Sign() <= 0 {
		return data.Number{}, false
	}
	for e := hi.Exponent(); e > hi.Exponent()-digits; e-- {
		for _, m := range []int64{5, 2, 1} {
			step := data.Pow10(e).Mul(data.Int(m))
			if b := hi.RoundTo(step, data.Down); b.Cmp(lo) > 0 {
				return b, true
			}
		}
	}
	return data.Number{}, false
}

// of returns the class of an amount.
func (k classes) of(x float64) int {
	for i, b := range k.breaks {
		if x < b.Float64(data.ToNearest) {
			return i
		}
	}
	return len(k.breaks)
}

// ofHigh is of for the greatest amount of an interval, which is in the class
// under a break where the interval ends before it.
func (k classes) ofHigh(x float64, isOpen bool) int {
	i := k.of(x)
	if isOpen && i > 0 && x == k.breaks[i-1].Float64(data.ToNearest) {
		i--
	}
	return i
}

// paint is that of a class.
func (k classes) paint(i int) Paint {
	p := Paint{Fill: k.colors[i], Words: k.colors[i]}
	if i < k.negative {
		p.Texture = k.texture
	}
	return p
}

// keys explains the colours. A class alone needs no words here.
func (k classes) keys(c *chart) (keys []key) {
	if len(k.breaks) == 0 {
		return nil
	}
	for i := range k.colors {
		var text string
		switch {
		case i == 0:
			text = c.l.Text(locale.LessThanAmount, c.written(k.breaks[0]))
		case i == len(k.breaks):
			text = c.l.Text(locale.AtLeastAmount, c.written(k.breaks[i-1]))
		default:
			text = c.l.Text(locale.ClassRange, c.written(k.breaks[i-1]), c.written(k.breaks[i]))
		}
		keys = append(keys, paintKey(k.paint(i), text))
	}
	return keys
}
