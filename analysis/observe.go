package analysis

import (
	"context"

	"github.com/periplus-data/periplus/data"
)

// Subject is a number that records may show and that nobody has stated: a
// measure between two places in a period.
type Subject struct {
	Measure           string
	Reporter, Partner string // Partner may be "" where the measure allows all
	Period            data.Period
	Unit              data.Unit // of money; "" is USD. Other measures have one unit
}

// Observe returns what each release of the record shows of a subject, as Check
// does for a figure: Observed, Possible, Estimate, Windows and the rest. Verdict
// is CannotTell where the record does not show the whole period, else "".
func Observe(ctx context.Context, s Subject, records []data.Record, o CheckOptions) ([]Finding, error) {
	m, err := data.LookupMeasure(s.Measure)
	if err != nil {
		return nil, err
	}
	unit := s.Unit
	if units := m.PlainUnits(); len(units) > 0 {
		unit = units[0]
	} else if unit == "" {
		unit = data.USD
	}
	f := data.Figure{Measure: s.Measure, Reporter: s.Reporter, Partner: s.Partner, Period: s.Period}
	f.Amount.Unit = unit
	r, err := Check(ctx, []data.Figure{f}, records, o)
	if err != nil {
		return nil, err
	}
	for i := range r.Findings {
		found := &r.Findings[i]
		found.Rule, found.Verdict = "", ""
		if found.Reason == NoReason {
			found.Reason = found.shortfall
		}
		if found.Reason == ReasonEstimate { // which Possible says
			found.Reason = NoReason
		}
		if !found.Observed.IsSet() || found.Reason != NoReason || len(found.Missing) > 0 {
			found.Verdict = CannotTell
		}
	}
	return r.Findings, nil
}
