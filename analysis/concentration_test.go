package analysis_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/periplus-data/periplus/analysis"
)

// By hand: shares 1; ½ and ½: ¼ + ¼; 0.6, 0.3, 0.1: 0.36 + 0.09 + 0.01.
func TestHHI(t *testing.T) {
	for _, c := range []struct {
		x    []float64
		want float64
	}{
		{nil, math.NaN()}, {[]float64{0, 0}, math.NaN()}, {[]float64{math.NaN(), 1}, math.NaN()}, {[]float64{math.Inf(1)}, math.NaN()},
		{[]float64{7}, 1}, {[]float64{5, 5}, 0.5}, {[]float64{60, 30, 10}, 0.46}, {[]float64{60, 30, 10, 0}, 0.46},
	} {
		got := analysis.HHI(c.x)
		if math.IsNaN(c.want) != math.IsNaN(got) || math.Abs(got-c.want) > 1e-15 {
			t.Errorf("HHI(%v) = %v, want %v", c.x, got, c.want)
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("a negative amount passes")
		}
	}()
	analysis.HHI([]float64{1, -1})
}

// The formula of the shares, evaluated literally, and the invariants of the
// index: order, scale and bounds.
func TestHHI_Laws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.SliceOfN(rapid.Float64Range(1e-3, 1e12), 1, 50).Draw(t, "x")
		sum, want := 0.0, 0.0
		for _, v := range x {
			sum += v
		}
		for _, v := range x {
			want += (v / sum) * (v / sum)
		}
		h := analysis.HHI(x)
		if math.Abs(h-want) > 1e-12*want || h > 1+1e-12 || h < 1/float64(len(x))*(1-1e-12) {
			t.Fatalf("HHI is %v, want %v of %d amounts", h, want, len(x))
		}
		turned, scaled := make([]float64, len(x)), make([]float64, len(x))
		for i, v := range x {
			turned[len(x)-1-i], scaled[i] = v, 1024*v
		}
		if math.Abs(analysis.HHI(turned)-h) > 1e-15 || analysis.HHI(scaled) != h {
			t.Fatalf("order or scale changes %v", h)
		}
	})
}
