package charts

import (
	"math"
	"slices"

	"github.com/periplus-data/periplus/data"
)

// axis is a scale of amounts with its round numbers.
type axis struct {
	low, high float64
	isLog     bool
	ticks     []data.Number
	labels    []string // of ticks, in the unit of the chart
	width     float64  // of the widest label
}

// extentOf returns the least and the greatest amount that rows draw, their
// bounds included, and ok false where no row has a number.
func extentOf(rows []row) (low, high float64, ok bool) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, r := range rows {
		for _, x := range []float64{r.value, r.low, r.high} {
			if r.hasNumber && !math.IsNaN(x) {
				low, high = min(low, x), max(high, x)
			}
		}
	}
	return low, high, low <= high
}

// fromZero widens an extent so that it holds zero, and is not empty.
func fromZero(low, high float64, ok bool) (float64, float64) {
	if !ok {
		return 0, 1
	}
	low, high = min(0, low), max(0, high)
	if low == high {
		high = 1
	}
	return low, high
}

// nearZero widens an extent to zero unless the amounts are so far from it that
// their movement would vanish. It suits lines and points, which show where an
// amount lies; what shows an amount by its length begins at zero always.
func nearZero(low, high float64, ok bool) (float64, float64) {
	switch {
	case !ok:
		return 0, 1
	case low == high:
		return fromZero(low, high, ok)
	case low > 0 && low < 0.75*high:
		return 0, high
	case high < 0 && high > 0.75*low:
		return low, 0
	}
	return low, high
}

// newAxis returns a linear axis whose ends are round numbers around low and
// high, with about most of them.
func (c *chart) newAxis(low, high float64, most int) axis {
	a := axis{low: low, high: high, ticks: ticks(low, high, most)}
	if len(a.ticks) > 1 {
		step := a.ticks[1].Sub(a.ticks[0])
		lo, hi := number(low).RoundTo(step, data.Down), number(high).RoundTo(step, data.Up)
		a.ticks = nil
		for t := lo; t.Cmp(hi) <= 0; t = t.Add(step) {
			a.ticks = append(a.ticks, t)
		}
		a.low, a.high = lo.Float64(data.ToNearest), hi.Float64(data.ToNearest)
	}
	return c.labelled(a)
}

// newLogAxis returns a logarithmic axis around low and high, which are above 0.
// Over up to three powers of ten it runs from one multiple of 1, 2 or 5 to
// another, and shows each; over more from one power of ten to another.
func (c *chart) newLogAxis(low, high float64) axis {
	lo, hi := number(low).Exponent(), number(high).Exponent()
	var all []data.Number // round numbers, from below low to above high
	for e := lo; e <= hi+1; e++ {
		for _, m := range []int64{1, 2, 5} {
			all = append(all, data.Pow10(e).Mul(data.Int(m)))
		}
	}
	first, last := 0, slices.IndexFunc(all, func(n data.Number) bool { return n.Cmp(number(high)) >= 0 })
	for all[first+1].Cmp(number(low)) <= 0 {
		first++
	}
	last = max(last, first+1)
	a := axis{isLog: true, ticks: all[first : last+1]}
	if last-first > 9 {
		if data.Pow10(hi).Cmp(number(high)) < 0 {
			hi++
		}
		a.ticks = nil
		every := 1 + (hi-lo)/8
		for e := lo; e <= hi; e += every {
			a.ticks = append(a.ticks, data.Pow10(e))
		}
		a.low, a.high = data.Pow10(lo).Float64(data.ToNearest), data.Pow10(hi).Float64(data.ToNearest)
	} else {
		a.low, a.high = all[first].Float64(data.ToNearest), all[last].Float64(data.ToNearest)
	}
	return c.labelled(a)
}

// labelled writes the labels of an axis.
func (c *chart) labelled(a axis) axis {
	for i, t := range a.ticks {
		label := c.axisLabel(t, i == len(a.ticks)-1)
		a.labels = append(a.labels, label)
		a.width = max(a.width, c.t.width(label, c.t.axis, false))
	}
	a.width = math.Ceil(a.width)
	return a
}

// part returns where an amount lies between the ends of the axis, 0 to 1. What
// lies beyond an end is at it.
func (a axis) part(v float64) float64 {
	low, high := a.low, a.high
	if a.isLog {
		low, high, v = log10(low), log10(high), log10(max(v, a.low))
	}
	if high == low {
		return 0.5
	}
	return min(max((v-low)/(high-low), 0), 1)
}

// shows reports whether the axis shows the interval of a row, as isDrawn does
// for its length.
func (a axis) shows(r row) bool {
	if !a.isLog {
		return r.isDrawn(a.high - a.low)
	}
	return r.isDrawn(0) && (r.stated || math.IsNaN(r.value) || a.part(r.high)-a.part(r.low) > 0.02)
}

// log10 is the decimal logarithm to 9 decimals, since its last bits differ
// between processors.
func log10(v float64) float64 { return math.Round(float64(math.Log10(v)*1e9)) / 1e9 }

// up returns the y of an amount on an axis that runs upwards over a plot.
func (a axis) up(v float64, plot rect) float64 {
	return quantise(plot.bottom() - float64(plot.h*a.part(v)))
}

// across returns the x of an amount on an axis that runs to the right.
func (a axis) across(v float64, plot rect) float64 {
	return quantise(plot.x + float64(plot.w*a.part(v)))
}

// drawUp draws the lines of an upright axis over a plot, with the labels to the
// left of it.
func (c *chart) drawUp(a axis, plot rect) {
	c.p.begin("", "")
	last := math.Inf(1)
	for i, t := range a.ticks {
		v := t.Float64(data.ToNearest)
		y := min(whole(a.up(v, plot)), whole(plot.bottom())-1)
		color := c.t.Grid
		if v == 0 || i == 0 && (a.low > 0 || a.isLog) {
			color = c.t.Axis
		}
		c.p.rects(color, rect{plot.x, y, plot.w, 1})
		w := c.t.width(a.labels[i], c.t.axis, false)
		base := y + float64(c.t.axis*c.t.face(false).capHeight/2)
		if base > last-float64(c.t.axis*leading) {
			continue // the labels of a low picture thin out
		}
		last = base
		c.p.text(a.labels[i], plot.x-c.t.gap-w, base, c.t.axis, false, c.t.Muted)
	}
}

// upHeight is the least height of a plot whose upright axis has all its labels.
func (c *chart) upHeight(a axis) float64 {
	return float64(float64(len(a.ticks)) * c.t.axis * leading)
}

// tick is one number of an axis with its label.
type tick struct {
	at    float64
	label string
	left  float64 // left end of the label
}

// fitTicks returns the numbers that a horizontal axis shows between low and
// high, as many as fit with their labels side by side between two edges, and
// none where not even two fit.
func (c *chart) fitTicks(low, high float64, place func(float64) float64, from, to float64, most int) []tick {
	for ; most >= 2; most-- {
		if out, ok := c.tickRow(ticks(low, high, most), place, from, to); ok && len(out) > 1 {
			return out
		}
	}
	return nil
}

// tickRow labels numbers on a horizontal axis, in the order in which they stand
// from left to right. ok is false where the labels do not fit side by side
// between two edges.
func (c *chart) tickRow(numbers []data.Number, place func(float64) float64, from, to float64) (out []tick, ok bool) {
	free := math.Inf(-1)
	for _, n := range numbers {
		t := tick{at: n.Float64(data.ToNearest), label: c.written(n)}
		w := c.t.width(t.label, c.t.axis, false)
		t.left = min(max(place(t.at)-w/2, from), to-w)
		if t.left < free || t.left < from {
			return nil, false
		}
		free = t.left + w + c.t.gap
		out = append(out, t)
	}
	return out, true
}

// axisHeight is the height of a line of labels under the marks.
func (c *chart) axisHeight() float64 { return float64(c.t.axis*leading) + c.t.gap }

// axisLabel writes a number on an axis. A unit that is a word stands only
// beside the last number.
func (c *chart) axisLabel(n data.Number, isLast bool) string {
	if isLast || c.repeatsUnit() {
		return c.written(n)
	}
	return c.writtenIn(n, "")
}

// repeatsUnit reports whether the unit is a sign that stands with every number,
// and not a word.
func (c *chart) repeatsUnit() bool {
	u := data.Unit(c.unit)
	return u.IsMoney() || u == data.Percent || u == data.Ratio || u == data.Ordinal
}

// withUnit returns the chart as it writes amounts of another unit.
func (c *chart) withUnit(u data.Unit) *chart {
	sub := *c
	sub.unit = string(u)
	return &sub
}

// seriesOf returns the names of the series of rows, in the order of the frame.
// The name of a row without a series is "".
func seriesOf(rows []row) []string {
	var names []string
	seen := map[string]bool{}
	for _, r := range rows {
		if !seen[r.series] {
			names, seen[r.series] = append(names, r.series), true
		}
	}
	return names
}
