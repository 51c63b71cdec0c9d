package analysis

import "github.com/periplus-data/periplus/data"

// Shown returns an observed value as people are shown it: percentages to one
// decimal, TIV as SIPRI rounds it (one decimal below 10, whole numbers from
// 10), all else to six significant digits. It has more digits where it would
// otherwise cross the edge of what the statement allows: 80.04% is not shown
// as 80% beside "more than 80%".
func (f Finding) Shown(n data.Number) data.Number {
	if n.Sign() == 0 || f.Unit.IsWhole() {
		return n
	}
	exponent := shownExponent(n, f.Unit)
	ways := allowances(f.Figure, f.asked)
	for ; exponent > n.Exponent()-data.SignificantDigits; exponent-- {
		shown := n.RoundTo(data.Pow10(exponent), data.ToNearest)
		if sameAnswer(shown, n, ways) {
			return shown
		}
	}
	return n.Significant(data.ToNearest)
}

// shownExponent is the power of ten that n is rounded to.
func shownExponent(n data.Number, u data.Unit) int {
	e := n.Exponent()
	switch {
	case u == data.Percent:
		return min(-1, e-1) // two digits of what is under 1%
	case u == data.TIVMillion && e >= 1:
		return 0
	case u == data.TIVMillion:
		return min(-1, e)
	}
	return e - 5
}

func sameAnswer(a, b data.Number, ways []allowed) bool {
	for _, w := range ways {
		if w.Contains(a) != w.Contains(b) {
			return false
		}
	}
	return true
}
