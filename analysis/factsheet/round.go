package factsheet

import "github.com/periplus-data/periplus/data"

var (
	zero    = data.Int(0)
	ten     = data.Int(10)
	hundred = data.Int(100)
	tenth   = data.Frac(1, 10)
)

// Round rounds a percentage as SIPRI prints it: to one decimal if the result is
// below 10 without its sign, else to a whole number; halves away from zero.
// decimals says how many are printed: 9.98 is 10 without decimals, 9.6 keeps
// one. None stays none.
func Round(n data.Number) (rounded data.Number, decimals int) {
	if !n.IsSet() {
		return n, 0
	}
	if r := n.RoundTo(tenth, data.ToNearest); r.Abs().Cmp(ten) < 0 {
		return awayFromZero(n, tenth), 1
	}
	return awayFromZero(n, data.Int(1)), 0
}

// awayFromZero rounds the size of n to a multiple of step, halves up.
func awayFromZero(n, step data.Number) data.Number {
	r := n.Abs().RoundTo(step, data.ToNearest)
	if n.Sign() < 0 {
		return r.Neg()
	}
	return r
}

// percentOf returns 100 × part ÷ whole, and none where there is no whole.
func percentOf(part, whole data.Number) data.Number {
	if whole.Sign() == 0 {
		return data.Number{}
	}
	return part.Mul(hundred).Quo(whole)
}

// changeOf returns the change from before to after in percent, and none where
// there was nothing before.
func changeOf(before, after data.Number) data.Number {
	if before.Sign() == 0 {
		return data.Number{}
	}
	return after.Sub(before).Mul(hundred).Quo(before)
}
