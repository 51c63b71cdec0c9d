package charts

import (
	"math"

	"github.com/periplus-data/periplus/data"
)

// combined returns the sum of the amounts of rows divided by a whole number: 1
// for a sum, their count for a mean. It is computed exactly and then rounded to
// [data.SignificantDigits]: the value to the nearest, low down and high up. Low
// and high are those of the amounts, or the value of one that has none; where
// one is unbounded, so is the result. The result has no number where one of the
// rows has none, no single value where one has none, and is an estimate where
// one is.
func combined(rows []row, over int) row {
	out := row{isComputed: len(rows) > 1}
	value, n := data.Int(0), data.Int(int64(over))
	out.hasNumber = len(rows) > 0
	for i, r := range rows {
		if out.unit = r.unit; i == 0 || out.source == r.source {
			out.source = r.source
		} else {
			out.source = "" // several; the source note names them
		}
		out.facet, out.label, out.date, out.time, out.position = r.facet, r.label, r.date, r.time, r.position
		out.hasNumber = out.hasNumber && r.hasNumber
		out.hasInterval = out.hasInterval || r.hasInterval
		out.stated = out.stated || r.stated
		out.isEstimated = out.isEstimated || r.isEstimated
		out.lowOpen, out.highOpen = out.lowOpen || r.lowOpen, out.highOpen || r.highOpen
		value = value.Add(number(r.value))
	}
	out.value, out.low, out.high = math.NaN(), math.NaN(), math.NaN()
	out.x, out.level = math.NaN(), math.NaN()
	if out.hasNumber {
		out.value = value.Quo(n).Float64(data.ToNearest)
	}
	if out.hasInterval {
		low, high := data.Int(0), data.Int(0)
		for _, r := range rows {
			from, to := r.limits()
			low, high = low.Add(from), high.Add(to)
		}
		out.low, out.high = low.Quo(n).Float64(data.Down), high.Quo(n).Float64(data.Up)
	}
	out.qualify(rows)
	out.given = out.interval()
	return out
}

// qualify says how a combined amount is qualified. Amounts that are "more than"
// or "at least" make a result that is at least its low bound, those that are
// "less than" or "at most" one that is at most its high bound, and both kinds
// together one without a single value.
func (r *row) qualify(rows []row) {
	var about, above, below bool
	for _, x := range rows {
		about = about || x.bound == data.BoundAbout
		above = above || x.bound == data.BoundMoreThan || x.bound == data.BoundAtLeast
		below = below || x.bound == data.BoundLessThan || x.bound == data.BoundAtMost
	}
	switch {
	case math.IsNaN(r.value):
	case above && below:
		r.value = math.NaN()
	case above:
		r.bound, r.value = data.BoundAtLeast, r.low
	case below:
		r.bound, r.value = data.BoundAtMost, r.high
	case about:
		r.bound = data.BoundAbout
	}
}

// known is how far the amount of a row reaches from zero for all that is known:
// its value, else its low bound, else nothing.
func (r row) known() float64 {
	switch {
	case !math.IsNaN(r.value):
		return r.value
	case !math.IsNaN(r.low):
		return r.low
	}
	return 0
}

// most is the greatest amount of a row that is known.
func (r row) most() data.Number {
	if _, high := r.limits(); high.IsSet() {
		return high
	}
	return number(r.known())
}

// stack is rows on one another from zero.
type stack struct {
	rows  []row     // those with a number, from the bottom up
	ends  []float64 // the amount at which each ends
	sum   row       // of all, without a number where one has none
	reach float64   // sum of the greatest amounts that are known
	// lacks are the rows without a number; they are not drawn.
	lacks []row
}

// newStack stacks rows, whose amounts are not negative. Each is as high as it
// is sure to be.
func newStack(rows []row) stack {
	s := stack{sum: combined(rows, 1)}
	at, reach := data.Int(0), data.Int(0)
	for _, r := range rows {
		if r.hasNumber {
			if s.sum.hasInterval {
				reach = reach.Add(r.most())
			}
			at = at.Add(number(r.known()))
			s.rows, s.ends = append(s.rows, r), append(s.ends, at.Float64(data.ToNearest))
			continue
		}
		s.lacks = append(s.lacks, r)
	}
	s.reach = reach.Float64(data.Up)
	return s
}

// open is what the bounds of the sum leave open on an axis of a length. Where
// nothing bounds it, the arrow stands on the greatest amounts that are known.
func (s stack) open(length float64) span {
	out := spanOf(s.sum, length)
	if out.arrowUp {
		out.to = max(out.to, s.reach)
	}
	return out
}

// top is the amount at which the uppermost row ends.
func (s stack) top() float64 {
	if len(s.ends) == 0 {
		return 0
	}
	return s.ends[len(s.ends)-1]
}

// checkStacked holds rows to amounts that can stand on one another: none is
// negative. instead says what draws those that are.
func checkStacked(rows []row, kind, instead string, p *problems) {
	checkFromZero(rows, "is negative, and "+article(kind)+" chart stacks amounts from zero; "+instead, p)
}

// drawUnsure draws what the bounds of a sum leave open over the marks that make
// it up: below the sum, lines in the colour of the paper; above it, hatching.
func (c *chart) drawUnsure(below, above rect) {
	if quantise(below.h) > 0 {
		c.lines(c.t.Paper, c.t.hatchLine, clipLines([][]point{below.inset(c.t.hatchLine / 2).corners()}, 1, 1, c.t.hatchStep))
	}
	c.open(c.t.Muted, above)
}
