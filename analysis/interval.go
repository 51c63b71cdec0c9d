package analysis

import "github.com/periplus-data/periplus/data"

// point returns the interval that holds only x.
func point(x data.Number) data.Interval { return data.Interval{Low: x, High: x} }

// isPoint reports whether iv holds exactly one amount.
func isPoint(iv data.Interval) bool {
	return iv.Low.IsSet() && iv.Low.Equal(iv.High) && !iv.LowOpen && !iv.HighOpen
}

// negate returns {−x : x ∈ a}.
func negate(a data.Interval) data.Interval {
	return data.Interval{Low: a.High.Neg(), High: a.Low.Neg(), LowOpen: a.HighOpen, HighOpen: a.LowOpen}
}

// sum returns {x + y : x ∈ a, y ∈ b}: [al + bl, ah + bh], an end open where
// either of its terms is, unbounded where either is.
func sum(a, b data.Interval) data.Interval {
	return data.Interval{
		Low: a.Low.Add(b.Low), LowOpen: a.LowOpen || b.LowOpen,
		High: a.High.Add(b.High), HighOpen: a.HighOpen || b.HighOpen,
	}
}

// minus returns {x − y : x ∈ a, y ∈ b}.
func minus(a, b data.Interval) data.Interval { return sum(a, negate(b)) }

// scale returns {k·x : x ∈ a} for k > 0.
func scale(a data.Interval, k data.Number) data.Interval {
	a.Low, a.High = a.Low.Mul(k), a.High.Mul(k)
	return a
}

// quotient returns {x ÷ y : x ∈ a, y ∈ b} for a b that does not hold 0.
func quotient(a, b data.Interval) data.Interval {
	if b.High.IsSet() && b.High.Sign() <= 0 {
		a, b = negate(a), negate(b)
	}
	low, lowOpen := leastQuotient(a, b)
	high, highOpen := leastQuotient(negate(a), b)
	return data.Interval{Low: low, LowOpen: lowOpen, High: high.Neg(), HighOpen: highOpen}
}

// leastQuotient returns the infimum of x ÷ y over x ∈ a and y ∈ b > 0, and
// whether it is not attained; none means unbounded below.
func leastQuotient(a, b data.Interval) (data.Number, bool) {
	switch {
	case !a.Low.IsSet():
		return data.Number{}, false
	case a.Low.Sign() == 0: // 0 ÷ y is 0, whichever y
		return data.Int(0), a.LowOpen
	case a.Low.Sign() > 0 && !b.High.IsSet(): // approaches 0 as y grows
		return data.Int(0), true
	case a.Low.Sign() > 0:
		return a.Low.Quo(b.High), a.LowOpen || b.HighOpen
	case b.Low.Sign() == 0: // a negative x over ever smaller y
		return data.Number{}, false
	}
	return a.Low.Quo(b.Low), a.LowOpen || b.LowOpen
}

// part returns {x ÷ (x + y) : x ∈ p, y ∈ rest} for intervals without negative
// amounts, not both holding 0. x occurs twice, so the plain quotient would be
// too wide; x ÷ (x + y) rises with x and falls with y, which gives the ends.
func part(p, rest data.Interval) data.Interval {
	low, lowOpen := leastPart(p, rest)
	// x ÷ (x + y) = 1 − y ÷ (x + y): the greatest part is where the rest has its least.
	least, highOpen := leastPart(rest, p)
	return data.Interval{Low: low, LowOpen: lowOpen, High: data.Int(1).Sub(least), HighOpen: highOpen}
}

func leastPart(p, rest data.Interval) (data.Number, bool) {
	switch {
	case p.Low.Sign() == 0 && isPoint(rest) && rest.Low.Sign() == 0: // x ÷ x for every x > 0
		return data.Int(1), false
	case p.Low.Sign() == 0:
		return data.Int(0), p.LowOpen
	case !rest.High.IsSet():
		return data.Int(0), true
	case rest.High.Sign() == 0:
		return data.Int(1), false
	}
	return p.Low.Quo(p.Low.Add(rest.High)), p.LowOpen || rest.HighOpen
}
