package analysis

import (
	"github.com/periplus-data/periplus/data"
)

// allowed are the sets of amounts that a statement allows, each with its rule,
// in the order in which they are tried.
type allowed struct {
	data.Interval
	rule     Rule
	rounding data.Rounding
}

// allowances returns what a figure allows: for an exact measurement what rounds
// to the number printed, and what is it when cut off, since writers do both.
// asked is the rounding that the user insists on.
func allowances(f data.Figure, asked data.Rounding) []allowed {
	own := f.Amount.Statement.Rounding
	if own == data.RoundingNone {
		return []allowed{{f.Amount.Interval, WithinBound, own}}
	}
	var out []allowed
	for _, try := range []struct {
		rounding data.Rounding
		rule     Rule
	}{{data.RoundingNearest, RoundsTo}, {data.RoundingDown, TruncatesTo}} {
		if own == data.RoundingDown && try.rounding == data.RoundingNearest {
			continue // the source is known to cut off
		}
		if asked == data.RoundingNearest && try.rounding == data.RoundingDown {
			continue
		}
		rounded, err := f.Rounded(try.rounding)
		if err == nil { // an error: this rounding leaves nothing under the measure
			out = append(out, allowed{rounded.Amount.Interval, try.rule, try.rounding})
		}
	}
	return out
}

// decide sets verdict, rule, rounding and interval from what is possible.
func (f *Finding) decide() {
	f.Verdict, f.Rule = CannotTell, NoRule
	f.Interval, f.Rounding = f.Figure.Amount.Interval, f.Figure.Amount.Statement.Rounding
	if step := f.Figure.Amount.Step; f.Rounding != data.RoundingNone && step.Sign() > 0 {
		f.RoundsTo = f.Observed.RoundTo(step, data.ToNearest)
	}
	ways := allowances(f.Figure, f.asked)
	switch verdict, rule := judge(f.Possible, ways); verdict {
	case Holds:
		way := ways[rule]
		f.Verdict, f.Rule, f.Interval, f.Rounding = Holds, way.rule, way.Interval, way.rounding
	default:
		f.Verdict = verdict
	}
	if f.Verdict != CannotTell {
		f.Wanted, f.Reason = nil, NoReason // years that are missing stay in Missing
	}
}

// judge returns the verdict on all that is possible, and for holds which of
// the ways it is.
func judge(possible data.Interval, ways []allowed) (Verdict, int) {
	if !possible.Low.IsSet() && !possible.High.IsSet() || len(ways) == 0 {
		return CannotTell, 0
	}
	apart := true
	for i, way := range ways {
		if within(possible, way.Interval) {
			return Holds, i
		}
		apart = apart && possible.Intersect(way.Interval).IsEmpty()
	}
	if apart {
		return Contradicted, 0
	}
	if len(ways) == 2 && within(possible, joined(ways[0].Interval, ways[1].Interval)) {
		return Holds, 1 // some of it is right only if the source cut off
	}
	return CannotTell, 0
}

// within reports whether all of a lies in b.
func within(a, b data.Interval) bool {
	both := a.Intersect(b)
	return both.Equal(a) && !a.IsEmpty()
}

// joined returns the union of two intervals that overlap, as those of the two
// roundings of one number do.
func joined(a, b data.Interval) data.Interval {
	if a.Low.IsSet() && b.Low.IsSet() && (b.Low.Cmp(a.Low) < 0 || b.Low.Equal(a.Low) && !b.LowOpen) {
		a.Low, a.LowOpen = b.Low, b.LowOpen
	}
	if a.High.IsSet() && b.High.IsSet() && (b.High.Cmp(a.High) > 0 || b.High.Equal(a.High) && !b.HighOpen) {
		a.High, a.HighOpen = b.High, b.HighOpen
	}
	return a
}
