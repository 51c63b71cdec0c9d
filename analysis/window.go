package analysis

import (
	"fmt"
	"strings"

	"github.com/periplus-data/periplus/data"
)

// windowYears is the length of a window: SIPRI advises five years, since
// deliveries come in lumps.
const windowYears = 5

// Window is a share over a part of its period.
type Window struct {
	Period   data.Period
	Observed data.Number
	Possible data.Interval // wider where records over several years lie partly inside
	Verdict  Verdict       // on the statement, as if it were about these years
	Estimate data.Number   // percentage of the whole that comes from estimates
	Part     data.Number
	Whole    data.Number
	Extra    bool // asked for, rather than counted back from the end
}

// windows returns the five-year windows of a share over more than five years,
// counted back from its last year as far as they fit and the record shows all
// their years, then those asked for.
func (c *checker) windows(q question, f Finding, t times) []Window {
	if q.m.kind != shareKind || t.now[0].Month != 0 {
		return nil
	}
	var out []Window
	if len(t.now) > windowYears {
		for end := len(t.now); end >= windowYears; end -= windowYears {
			if w, ok := q.window(f, t.now[end-windowYears:end]); ok {
				out = append(out, w)
			}
		}
	}
	for _, p := range c.options.Windows {
		slots, reason := slotsOf(p)
		if reason != NoReason {
			c.warn(fmt.Sprintf("the window %s is left out: a window is of whole years or months", p))
			continue
		}
		w, ok := q.window(f, slots)
		if !ok {
			c.warn(fmt.Sprintf("the window %s of %s is left out: %s does not show all of it, or nothing went", p, f.Figure.ID, strings.Join(f.Sources, " ")))
			continue
		}
		w.Extra = true
		out = append(out, w)
	}
	return out
}

// window observes a share in some years. It is not ok where the record does
// not show them all, or nothing went to anybody.
func (q question) window(f Finding, slots []data.Date) (Window, bool) {
	o := q.observe(times{now: slots})
	if len(o.missing) > 0 || !o.value.IsSet() {
		return Window{}, false
	}
	w := Window{Period: periodOf(slots), Observed: o.value, Possible: o.possible, Estimate: o.estimate, Part: o.part, Whole: o.whole}
	w.Verdict, _ = judge(o.possible, allowances(f.Figure, f.asked))
	return w, true
}

// Timing says when deliveries between two places fell. It shows timing, not
// cause.
type Timing struct {
	Years []YearPiece // of the partner's deliveries
	// Peak is the five years with the greatest sum, the earliest such, and
	// PeakMean their yearly mean.
	Peak     data.Period
	PeakMean data.Number
	// Fell is the first year after the peak from which on every five-year mean
	// that ends in a year shown is below half of PeakMean; no date where the
	// last one is not. FellMean is the mean of the five years that end then.
	Fell     data.Date
	FellMean data.Number
	// Last is the latest five years, LastMean their mean.
	Last     data.Period
	LastMean data.Number
	// Event is the year that was asked for, 0 for none.
	Event int
	// IsEstimate says that records over several years are in the years.
	IsEstimate bool
}

// FellBefore reports whether the fall came before the year of the event.
func (t Timing) FellBefore() bool {
	return t.Event != 0 && t.Fell.IsSet() && t.Fell.Year < t.Event
}

// timing finds the fall in the last unbroken run of years seen. With years
// y₁ … yₙ and trailing means mⱼ = (y₍ⱼ₋₄₎ + … + yⱼ) ÷ 5, j ≥ 5, the peak is the
// greatest mⱼ and the fall the least k after it with mⱼ < peak ÷ 2 for every
// j ≥ k. A trailing mean tells a fall late rather than early. It is nil with
// fewer than six years, and where nothing was delivered.
func timing(q question, seen []data.Date, event int) *Timing {
	run := lastRun(seen)
	if len(run) <= windowYears || run[0].Month != 0 {
		return nil
	}
	t := &Timing{Event: event}
	for _, s := range run {
		y := q.year(s)
		t.Years = append(t.Years, y)
		t.IsEstimate = t.IsEstimate || y.IsEstimate
	}
	means := make([]data.Number, len(run)) // none before the fifth
	peak := -1
	for j := windowYears - 1; j < len(run); j++ {
		m := data.Int(0)
		for _, y := range t.Years[j-windowYears+1 : j+1] {
			m = m.Add(y.Part)
		}
		means[j] = m.Quo(data.Int(windowYears))
		if peak < 0 || means[j].Cmp(means[peak]) > 0 {
			peak = j
		}
	}
	if means[peak].Sign() <= 0 {
		return nil
	}
	window := func(j int) data.Period { return periodOf(run[j-windowYears+1 : j+1]) }
	last := len(run) - 1
	t.Peak, t.PeakMean, t.Last, t.LastMean = window(peak), means[peak], window(last), means[last]
	half := means[peak].Quo(data.Int(2))
	fell := last + 1
	for fell-1 > peak && means[fell-1].Cmp(half) < 0 {
		fell--
	}
	if fell <= last {
		t.Fell, t.FellMean = run[fell], means[fell]
	}
	return t
}

// lastRun returns the last years without a gap between them.
func lastRun(seen []data.Date) []data.Date {
	from := len(seen) - 1
	for from > 0 && follows(seen[from-1], seen[from]) {
		from--
	}
	return seen[max(from, 0):]
}

// timeUndated gives the timing to a statement on arms that does not say when,
// over all years of the first release that shows any.
func (c *checker) timeUndated(f *Finding, m method) error {
	if partnerOf(f.Figure) == data.World {
		return nil
	}
	if m.out+m.in == 0 {
		return nil
	}
	for _, fam := range c.families {
		q, err := c.ask(m, f.Figure, fam, provider)
		if err != nil {
			return err
		}
		slots, reason := slotsOf(coverageOf(fam))
		if reason != NoReason {
			continue
		}
		o := question{m: method{kind: totalKind}, terms: q.terms, partner: q.partner}.observe(times{now: slots})
		if f.Timing = timing(q, o.seen, c.options.Event); f.Timing != nil {
			f.describe(fam, q)
			return nil
		}
	}
	return nil
}

// coverageOf spans the years that the files of a release cover.
func coverageOf(fam family) data.Period {
	var p data.Period
	for _, d := range fam.releases {
		if s := d.Coverage.Start; s.IsSet() && (!p.Start.IsSet() || s.First().Before(p.Start.First())) {
			p.Start = s
		}
		if e := d.Coverage.End; e.IsSet() && (!p.End.IsSet() || e.Last().After(p.End.Last())) {
			p.End = e
		}
	}
	return p
}
