package analysis

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/periplus-data/periplus/data"
)

// The properties hold the interval functions against the plain definition:
// whatever the true inputs are, the result lies in the interval, and inputs
// exist whose results come as near to each end as one asks.

// sample is an interval together with true amounts inside it, some of them at
// or next to its ends.
type sample struct {
	iv     data.Interval
	inside []data.Number
}

var epsilon = data.Pow10(-18)

// far stands for an amount beyond all others where an end is unbounded.
var far = data.Pow10(24)

func drawSample(t *rapid.T, name string, least int64) sample {
	low := data.Frac(rapid.Int64Range(least, 2000).Draw(t, name+" low"), rapid.Int64Range(1, 50).Draw(t, name+" part"))
	width := data.Frac(rapid.Int64Range(0, 2000).Draw(t, name+" width"), 7)
	s := sample{iv: data.Interval{Low: low, High: low.Add(width)}}
	if width.Sign() > 0 {
		s.iv.LowOpen = rapid.Bool().Draw(t, name+" low open")
		s.iv.HighOpen = rapid.Bool().Draw(t, name+" high open")
	}
	unbounded := rapid.IntRange(0, 9).Draw(t, name+" unbounded") == 0
	nearHigh := s.iv.High
	if s.iv.HighOpen {
		nearHigh = nearHigh.Sub(width.Mul(epsilon))
	}
	if unbounded {
		s.iv.High, s.iv.HighOpen = data.Number{}, false
		nearHigh = far
	}
	nearLow := low
	if s.iv.LowOpen {
		nearLow = low.Add(width.Mul(epsilon))
	}
	at := data.Frac(rapid.Int64Range(1, 99).Draw(t, name+" at"), 100)
	s.inside = []data.Number{nearLow, low.Add(width.Mul(at)).Max(nearLow).Min(nearHigh), nearHigh}
	return s
}

// checkEnds fails unless every result lies in iv and the least and greatest
// come within a tolerance of its ends, and reach them where they are closed.
func checkEnds(t *rapid.T, iv data.Interval, results []data.Number) {
	least, greatest := results[0], results[0]
	for _, r := range results {
		if !iv.Contains(r) {
			t.Fatalf("%s lies outside %s to %s (open %v, %v)", r, iv.Low, iv.High, iv.LowOpen, iv.HighOpen)
		}
		least, greatest = least.Min(r), greatest.Max(r)
	}
	reaches(t, "low", iv.Low, iv.LowOpen, least, data.Int(-1_000_000))
	reaches(t, "high", iv.High, iv.HighOpen, greatest, data.Int(1_000_000))
}

// reaches compares an end with the most extreme result found. Open ends are
// approached to within 1e-5 of the scale, since the samples stop 1e-18 short of
// theirs and a quotient can stretch that by no more than 1e10 here.
func reaches(t *rapid.T, which string, end data.Number, open bool, got, beyond data.Number) {
	if !end.IsSet() {
		if got.Abs().Cmp(beyond.Abs()) < 0 || got.Sign() != beyond.Sign() {
			t.Fatalf("%s is unbounded, but results stop at %s", which, got)
		}
		return
	}
	if !open {
		if !got.Equal(end) {
			t.Fatalf("closed %s %s is not attained; results stop at %s", which, end, got)
		}
		return
	}
	scale := end.Abs().Max(data.Int(1))
	if got.Sub(end).Abs().Cmp(scale.Mul(data.Frac(1, 100_000))) > 0 {
		t.Fatalf("open %s %s is not approached; results stop at %s", which, end, got)
	}
}

func pairs(a, b sample, op func(x, y data.Number) data.Number) []data.Number {
	var out []data.Number
	for _, x := range a.inside {
		for _, y := range b.inside {
			out = append(out, op(x, y))
		}
	}
	return out
}

func TestQuotient_InfimumAndSupremum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawSample(t, "a", -2000), drawSample(t, "b", 1)
		checkEnds(t, quotient(a.iv, b.iv), pairs(a, b, data.Number.Quo))
		// a negative denominator mirrors both
		m := sample{iv: negate(b.iv)}
		for _, y := range b.inside {
			m.inside = append(m.inside, y.Neg())
		}
		checkEnds(t, quotient(a.iv, m.iv), pairs(a, m, data.Number.Quo))
	})
}

func TestMinus_InfimumAndSupremum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawSample(t, "a", -2000), drawSample(t, "b", -2000)
		checkEnds(t, minus(a.iv, b.iv), pairs(a, b, data.Number.Sub))
	})
}

func TestPart_InfimumAndSupremum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, y, z := drawSample(t, "part", 0), drawSample(t, "other", 0), drawSample(t, "third", 1)
		var results []data.Number
		for _, x := range p.inside {
			for _, o := range pairs(y, z, data.Number.Add) {
				results = append(results, x.Quo(x.Add(o)))
			}
		}
		checkEnds(t, part(p.iv, sum(y.iv, z.iv)), results)
	})
}

// TestEnds_AtZero walks through the corners that random numbers miss. The
// expected ends follow from the definitions: 0 ÷ y is 0 for every y; x ÷ y
// grows without bound as y nears 0; x ÷ (x + 0) is 1 for every x > 0.
func TestEnds_AtZero(t *testing.T) {
	closed := func(low, high int64) data.Interval {
		return data.Interval{Low: data.Int(low), High: data.Int(high)}
	}
	open := func(low, high int64) data.Interval {
		return data.Interval{Low: data.Int(low), High: data.Int(high), LowOpen: true, HighOpen: true}
	}
	from := func(low int64) data.Interval { return data.Interval{Low: data.Int(low)} }
	tests := []struct {
		name      string
		got, want data.Interval
	}{
		{"0 over anything", quotient(closed(0, 0), open(0, 5)), closed(0, 0)},
		{"over ever smaller", quotient(closed(1, 2), open(0, 4)), data.Interval{Low: data.Frac(1, 4), LowOpen: true}},
		{"both signs over ever smaller", quotient(closed(-1, 1), open(0, 4)), data.Interval{}},
		{"over ever larger", quotient(closed(1, 2), from(4)), data.Interval{Low: data.Int(0), LowOpen: true, High: data.Frac(1, 2)}},
		{"negative over ever larger", quotient(closed(-2, -1), from(4)), data.Interval{Low: data.Frac(-1, 2), High: data.Int(0), HighOpen: true}},
		{"part of itself alone", part(open(0, 5), closed(0, 0)), closed(1, 1)},
		{"part may be nothing", part(closed(0, 5), closed(5, 10)), data.Interval{Low: data.Int(0), High: data.Frac(1, 2)}},
		{"rest may be nothing", part(closed(5, 10), closed(0, 5)), data.Interval{Low: data.Frac(1, 2), High: data.Int(1)}},
		{"rest is more than nothing", part(closed(5, 10), open(0, 5)), data.Interval{Low: data.Frac(1, 2), LowOpen: true, High: data.Int(1), HighOpen: true}},
		{"part is unbounded", part(from(5), closed(5, 5)), data.Interval{Low: data.Frac(1, 2), High: data.Int(1), HighOpen: true}},
		{"rest is unbounded", part(closed(5, 5), from(5)), data.Interval{Low: data.Int(0), LowOpen: true, High: data.Frac(1, 2)}},
		{"difference of unbounded", minus(from(1), from(1)), data.Interval{}},
	}
	for _, tt := range tests {
		if !tt.got.Equal(tt.want) {
			t.Errorf("%s: got %s to %s (open %v, %v), want %s to %s (open %v, %v)", tt.name,
				tt.got.Low, tt.got.High, tt.got.LowOpen, tt.got.HighOpen, tt.want.Low, tt.want.High, tt.want.LowOpen, tt.want.HighOpen)
		}
	}
}
