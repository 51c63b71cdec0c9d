package charts

import (
	"github.com/periplus-data/periplus/data"
)

// number returns x with data.SignificantDigits digits, so that 0.1 is written
// as 0.1 and not as the float64 next to it, and none for NaN.
func number(x float64) data.Number {
	if whole := int64(x); float64(whole) == x && whole < 1e12 && whole > -1e12 {
		return data.Int(whole) // most amounts are, and it is much faster
	}
	return data.NewNumber(x).Significant(data.ToNearest)
}

// ticks returns the round numbers from low to high that an axis shows, at most
// most of them and at least the step of one: multiples of 1, 2 or 5 times a
// power of ten. They are exact, so that their text is. It returns nil unless
// low < high.
func ticks(low, high float64, most int) []data.Number {
	lo, hi := number(low), number(high)
	span := hi.Sub(lo)
	if span.Sign() <= 0 {
		return nil
	}
	step := data.Pow10(span.Exponent() - 2)
	for i := 0; ; i++ {
		for _, m := range []int64{1, 2, 5} {
			s := step.Mul(data.Int(m))
			first, last := lo.RoundTo(s, data.Up), hi.RoundTo(s, data.Down)
			count := last.Sub(first).Quo(s)
			if count.Cmp(data.Int(int64(max(most, 2)-1))) > 0 {
				continue
			}
			var out []data.Number
			for t := first; t.Cmp(last) <= 0; t = t.Add(s) {
				out = append(out, t)
			}
			return out
		}
		step = step.Mul(data.Int(10))
	}
}
