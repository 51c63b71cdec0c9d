package analysis_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"github.com/periplus-data/periplus/analysis"
	"github.com/periplus-data/periplus/data"
)

// deal is a made-up delivery: of a supplier, over years, of one volume.
type deal struct {
	supplier string
	years    []int
	value    int64
}

// dealsFrom draws deals over 2010–2019, some over several years.
func dealsFrom(t *rapid.T, suppliers int) []deal {
	n := rapid.IntRange(1, 7).Draw(t, "deals")
	out := make([]deal, n)
	for i := range out {
		from := rapid.IntRange(2010, 2019).Draw(t, "from")
		length := rapid.IntRange(1, min(3, 2020-from)).Draw(t, "length")
		d := deal{supplier: fmt.Sprintf("S%02d", rapid.IntRange(1, suppliers).Draw(t, "supplier")), value: int64(rapid.IntRange(0, 20).Draw(t, "value"))}
		for y := range length {
			d.years = append(d.years, from+y)
		}
		out[i] = d
	}
	return out
}

// register turns deals into a classic register: each divided evenly.
func register(deals []deal, from, to int) *data.Panel {
	p := &data.Panel{Release: data.Release{ID: "r", Format: "r", Closed: true, Coverage: data.Period{Start: data.Date{Year: from}, End: data.Date{Year: to}}}}
	for line, d := range deals {
		for i, part := range data.NewDecimal(d.value, 0).Split(len(d.years)) {
			f := data.Flow{Reporter: "VNM", Partner: d.supplier, Flow: data.Import, Unit: data.TIVMillion, Period: data.Date{Year: d.years[i]}, Value: part, Line: line + 1}
			if len(d.years) > 1 {
				f.Parts, f.Estimate = len(d.years), "divided evenly"
			}
			if d.years[i] >= from && d.years[i] <= to {
				p.Flows = append(p.Flows, f)
			}
		}
	}
	return p
}

// corners returns every way to put deals that lie partly in the window wholly
// in or wholly out of it: the share of S01 in each, where anything was
// delivered. The share rises with S01's part and falls with the others', so
// that its least and greatest values are among them.
func corners(deals []deal, from, to int) (low, high data.Number) {
	var open []deal
	fixed := map[string]int64{}
	for _, d := range deals {
		in := 0
		for _, y := range d.years {
			if y >= from && y <= to {
				in++
			}
		}
		switch {
		case in == len(d.years):
			fixed[d.supplier] += d.value
		case in > 0:
			open = append(open, d)
		}
	}
	for bits := range 1 << len(open) {
		sums := map[string]int64{}
		for s, v := range fixed {
			sums[s] = v
		}
		for i, d := range open {
			if bits>>i&1 == 1 {
				sums[d.supplier] += d.value
			}
		}
		var total int64
		for _, v := range sums {
			total += v
		}
		if total == 0 {
			continue
		}
		s := data.Frac(100*sums["S01"], total)
		if !low.IsSet() || s.Cmp(low) < 0 {
			low = s
		}
		if !high.IsSet() || s.Cmp(high) > 0 {
			high = s
		}
	}
	return low, high
}

// TestCheck_StraddlingBruteForce holds what is possible of a share against
// every way in which deals over several years may divide.
func TestCheck_StraddlingBruteForce(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		deals := append(dealsFrom(rt, 3), deal{"S01", []int{2015}, 3}, deal{"S02", []int{2015}, 4}) // something is surely delivered
		from := rapid.IntRange(2010, 2015).Draw(rt, "window from")
		to := rapid.IntRange(2015, 2019).Draw(rt, "window to")
		value := int64(rapid.IntRange(0, 100).Draw(rt, "stated"))
		bound := rapid.SampledFrom([]data.Bound{data.BoundMoreThan, data.BoundAtLeast, data.BoundLessThan, data.BoundAtMost}).Draw(rt, "bound")
		a, err := data.NewAmount(data.Statement{Value: data.Int(value), Unit: data.Percent, Bound: bound}, data.Int(0), data.Int(100))
		if err != nil {
			return // less than 0%
		}
		f := data.Figure{ID: "f", Measure: "arms_share", Reporter: "VNM", Partner: "S01", Amount: a, Period: data.Period{Start: data.Date{Year: from}, End: data.Date{Year: to}}}
		r, err := analysis.Check(context.Background(), []data.Figure{f}, []data.Record{register(deals, 2010, 2021)}, analysis.CheckOptions{})
		if err != nil {
			rt.Fatal(err)
		}
		got := r.Findings[0]
		low, high := corners(deals, from, to)
		if !got.Possible.Low.Equal(low) || !got.Possible.High.Equal(high) {
			rt.Fatalf("possible %s to %s, by brute force %s to %s", got.Possible.Low, got.Possible.High, low, high)
		}
		want := analysis.CannotTell
		switch inLow, inHigh := a.Contains(low), a.Contains(high); {
		case inLow && inHigh:
			want = analysis.Holds
		case !inLow && !inHigh && (low.Cmp(data.Int(value)) >= 0) == (high.Cmp(data.Int(value)) >= 0):
			want = analysis.Contradicted
		case !inLow && !inHigh:
			want = analysis.Contradicted // both ends on the bound itself
		}
		if got.Verdict != want {
			rt.Fatalf("%s %d%%: %s, want %s (%s to %s)", bound, value, got.Verdict, want, low, high)
		}
	})
}

// TestCheck_UnseenBruteForce tries values for the years that a register does
// not show: whatever they are, a verdict that is given stays.
func TestCheck_UnseenBruteForce(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		deals := append(dealsFrom(rt, 2), deal{"S01", []int{2015}, 3}, deal{"S02", []int{2015}, 4})
		cut := rapid.IntRange(2010, 2015).Draw(rt, "register begins")
		measure := rapid.SampledFrom([]string{"arms_imports", "arms_share", "arms_rank", "arms_growth"}).Draw(rt, "measure")
		m, err := data.LookupMeasure(measure)
		if err != nil {
			rt.Fatal(err)
		}
		s := data.Statement{Value: data.Int(int64(rapid.IntRange(1, 100).Draw(rt, "stated"))), Unit: m.Units[0],
			Bound: rapid.SampledFrom([]data.Bound{data.BoundMoreThan, data.BoundAtMost}).Draw(rt, "bound")}
		a, err := data.NewAmount(s, m.Floor, m.Cap)
		if err != nil {
			return
		}
		f := data.Figure{ID: "f", Measure: measure, Reporter: "VNM", Partner: "S01", Amount: a, Period: data.Period{Start: data.Date{Year: 2014}, End: data.Date{Year: 2017}}}
		ask := func(p *data.Panel) analysis.Finding {
			r, err := analysis.Check(context.Background(), []data.Figure{f}, []data.Record{p}, analysis.CheckOptions{})
			if err != nil {
				rt.Fatal(err)
			}
			return r.Findings[0]
		}
		var whole []deal // deals of one year, so that only the years unseen are open
		for _, d := range deals {
			whole = append(whole, deal{d.supplier, d.years[:1], d.value})
		}
		seen := ask(register(whole, cut, 2021))
		if seen.Verdict == analysis.CannotTell {
			return
		}
		for _, p := range []int64{0, 1, 1_000_000} {
			for _, o := range []int64{0, 1, 1_000_000} {
				more := append([]deal{}, keep(whole, cut)...)
				for y := 2010; y < cut; y++ {
					more = append(more, deal{"S01", []int{y}, p}, deal{"S02", []int{y}, o}, deal{"S09", []int{y}, o})
				}
				full := ask(register(more, 2000, 2021))
				if full.Verdict != seen.Verdict && full.Verdict != analysis.CannotTell {
					rt.Fatalf("%s %s %s: %s from %d on, but %s with %d and %d a year before", measure, s.Bound, s.Value, seen.Verdict, cut, full.Verdict, p, o)
				}
			}
		}
	})
}

func keep(deals []deal, from int) []deal {
	var out []deal
	for _, d := range deals {
		if d.years[0] >= from {
			out = append(out, d)
		}
	}
	return out
}

// TestCheck_AnyOrder shuffles the rows: nothing changes.
func TestCheck_AnyOrder(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		deals := append(dealsFrom(rt, 3), deal{"S01", []int{2015}, 3})
		p := register(deals, 2010, 2021)
		q := register(deals, 2010, 2021)
		rand.New(rand.NewPCG(1, uint64(rapid.IntRange(0, 1000).Draw(rt, "seed")))).Shuffle(len(q.Flows), func(i, j int) { q.Flows[i], q.Flows[j] = q.Flows[j], q.Flows[i] })
		a := data.MustAmount(data.Statement{Value: data.Int(50), Unit: data.Percent, Bound: data.BoundMoreThan})
		f := data.Figure{ID: "f", Measure: "arms_share", Reporter: "VNM", Partner: "S01", Amount: a, Period: data.Period{Start: data.Date{Year: 2012}, End: data.Date{Year: 2018}}}
		var texts []string
		for _, record := range []data.Record{p, q} {
			r, err := analysis.Check(context.Background(), []data.Figure{f}, []data.Record{record}, analysis.CheckOptions{})
			if err != nil {
				rt.Fatal(err)
			}
			texts = append(texts, fmt.Sprint(r.Table().Rows))
		}
		if texts[0] != texts[1] {
			rt.Fatalf("got\n%s\nand\n%s", texts[0], texts[1])
		}
	})
}
