package charts

import (
	"math"

	"github.com/periplus-data/periplus/data"
)

// ends returns the least and the greatest amount of a part that is not
// negative: its value where it has no bounds, and 0 where it has no low one.
// high is none where there is no greatest.
func (r row) ends() (low, high data.Number) {
	if !r.hasInterval {
		return number(r.value), number(r.value)
	}
	low, high = number(r.low), number(r.high)
	if !low.IsSet() {
		low = data.Int(0)
	}
	return low, high
}

// isPlain reports whether the number of a row is one amount, give or take its
// bounds, and not only a bound.
func (r row) isPlain() bool {
	switch r.bound {
	case data.BoundAtLeast, data.BoundMoreThan, data.BoundLessThan, data.BoundAtMost:
		return false
	}
	return r.isPlotted()
}

// totalOf returns the sum of parts that are not negative, as a row: the sum of
// the values, from the sum of the low ends to the sum of the high ends. It has
// no value where a part has only a bound, and no high end where a part is
// without one or without a number: what is known is then the least that the
// total can be.
func totalOf(parts []row) row {
	t := row{label: parts[0].label, facet: parts[0].facet, unit: parts[0].unit, isComputed: true}
	value, low, high := data.Int(0), data.Int(0), data.Int(0)
	for _, r := range parts {
		if !r.hasNumber {
			value, high, t.hasInterval, t.stated = data.Number{}, data.Number{}, true, true
			continue
		}
		t.unit, t.hasNumber = r.unit, true
		l, h := r.ends()
		low, high = low.Add(l), high.Add(h)
		if value = value.Add(number(r.value)); !r.isPlain() {
			value = data.Number{}
		}
		if r.bound == data.BoundAbout {
			t.bound = data.BoundAbout
		}
		t.lowOpen, t.highOpen = t.lowOpen || r.lowOpen, t.highOpen || r.highOpen
		t.hasInterval, t.stated = t.hasInterval || r.hasInterval, t.stated || r.stated
		t.isEstimated = t.isEstimated || r.isEstimated
	}
	t.value, t.low, t.high = value.Float64(data.ToNearest), low.Float64(data.Down), high.Float64(data.Up)
	t.given = data.Interval{Low: low.Significant(data.Down), High: high.Significant(data.Up), LowOpen: t.lowOpen, HighOpen: t.highOpen}
	if !value.IsSet() {
		t.bound = ""
	}
	// At least nothing is no claim.
	t.hasNumber = t.hasNumber && (value.IsSet() || high.IsSet() || low.Sign() > 0)
	return t
}

// sharesOf returns each of some parts in percent of their sum, all of which
// have a number. Where amounts have bounds, a share is least when its part is
// least and the others are greatest, and the other way around; one whose part
// has no high end can be anything up to the whole. ok is false where the sum
// can be 0.
func sharesOf(parts []row) (shares []row, ok bool) {
	value, lows, highs, unbounded := data.Int(0), data.Int(0), data.Int(0), 0
	for _, r := range parts {
		l, h := r.ends()
		value, lows = value.Add(number(r.value)), lows.Add(l)
		if h.IsSet() {
			highs = highs.Add(h)
		} else {
			unbounded++
		}
	}
	if lows.Sign() <= 0 {
		return nil, false
	}
	whole := totalOf(parts)
	for _, r := range parts {
		l, h := r.ends()
		low, high := data.Int(0), data.Int(wholeShare)
		switch others := highs; {
		case h.IsSet():
			others = others.Sub(h)
			if sum := others.Add(l); unbounded == 0 && sum.Sign() > 0 {
				low = l.Mul(high).Quo(sum)
			}
			high = h.Mul(high).Quo(lows.Sub(l).Add(h))
		case unbounded == 1 && l.Sign() > 0:
			low = l.Mul(high).Quo(others.Add(l))
		}
		s := r
		s.unit, s.isComputed, s.bound = string(data.Percent), true, ""
		s.hasInterval, s.stated = whole.hasInterval, whole.stated
		s.value = math.NaN()
		if whole.isPlotted() && value.Sign() > 0 {
			s.value = number(r.value).Mul(data.Int(wholeShare)).Quo(value).Float64(data.ToNearest)
		}
		s.low, s.high, s.lowOpen, s.highOpen = math.NaN(), math.NaN(), false, false
		if whole.hasInterval {
			s.low, s.high = low.Float64(data.Down), high.Float64(data.Up)
		}
		if s.given = s.interval(); !h.IsSet() {
			s.given.High = data.Number{} // the whole is no bound of its own
		}
		shares = append(shares, s)
	}
	return shares, true
}
