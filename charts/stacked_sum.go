package charts

import (
	"math"
	"slices"

	"github.com/periplus-data/periplus/data"
)

// limits returns the least and the greatest amount of a row: its value where it
// has no bounds. high is none where there is no greatest.
func (r row) limits() (low, high data.Number) {
	if !r.hasInterval {
		return number(r.value), number(r.value)
	}
	return number(r.low), number(r.high)
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

// totalOf returns the sum of parts that are not negative, as a row. Where a part
// is not known, the sum of the others is the least that the total can be; where
// that is nothing, it has no number.
func totalOf(parts []row) row {
	known := slices.DeleteFunc(slices.Clone(parts), func(r row) bool { return !r.hasNumber })
	if len(known) == 0 {
		return parts[0]
	}
	t := combined(known, 1)
	t.isComputed = true
	if len(known) < len(parts) {
		low, _ := t.limits()
		t.low, t.value, t.high, t.bound = low.Float64(data.Down), math.NaN(), math.NaN(), ""
		t.hasInterval, t.stated, t.hasNumber = true, true, low.Sign() > 0
		t.given = t.interval()
	}
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
		l, h := r.limits()
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
		l, h := r.limits()
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
		if whole.isPlain() && value.Sign() > 0 {
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
