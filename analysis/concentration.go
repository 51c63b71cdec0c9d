package analysis

import "math"

// HHI returns the Herfindahl–Hirschman index of the amounts in x,
//
//	H = Σᵢ xᵢ² / (Σᵢ xᵢ)²,
//
// which is Σ sᵢ² of the shares sᵢ = xᵢ / Σⱼ xⱼ. x holds n ≥ 1 non-negative
// amounts in one common unit, in any order: both sums are compensated, so that
// the order changes at most the last digit. H is dimensionless and lies in
// [1/n, 1]; on the scale of competition authorities it is times 10,000. HHI
// does not modify x.
//
// HHI returns NaN if x is empty, sums to zero, or contains NaN or +Inf. It
// panics if any amount is negative.
//
// Reference: Hirschman, A. O. (1964). The Paternity of an Index. American
// Economic Review 54(5), 761.
func HHI(x []float64) float64 {
	var sum, squares compensated
	for _, v := range x {
		if v < 0 {
			panic("analysis: HHI of a negative amount")
		}
		sum.add(v)
		squares.add(float64(v * v))
	}
	total := sum.value()
	if total == 0 || math.IsInf(total, 0) {
		return math.NaN()
	}
	return squares.value() / float64(total*total)
}

// compensated is a running sum after Neumaier (1974), whose error does not
// grow with the number of terms.
type compensated struct{ sum, rest float64 }

func (c *compensated) add(v float64) {
	t := c.sum + v
	if math.Abs(c.sum) >= math.Abs(v) {
		c.rest += (c.sum - t) + v
	} else {
		c.rest += (v - t) + c.sum
	}
	c.sum = t
}

func (c *compensated) value() float64 { return c.sum + c.rest }
