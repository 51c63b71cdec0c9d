package report

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/periplus-data/periplus/analysis"
	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

// recordUsage is how the verb record is written.
const recordUsage = "{{ record SOURCE MEASURE REPORTER PARTNER PERIOD }}, as {{ record arms arms_share VNM RUS 2019/2023 }}"

// subject is what {{ record … }} asks for: a measure, and the sources to look
// in.
type subject struct {
	analysis.Subject
	sources []string
}

// parseSubject reads the words behind the verb. Sources that hold one release
// together, as exports and imports, are joined by +.
func parseSubject(words []string) (subject, error) {
	if len(words) != 5 {
		return subject{}, fmt.Errorf("record takes five words, not %d: %s", len(words), recordUsage)
	}
	s := subject{sources: strings.Split(words[0], "+")}
	s.Measure, s.Reporter, s.Partner = words[1], words[2], words[3]
	if _, err := data.LookupMeasure(s.Measure); err != nil {
		return subject{}, err
	}
	for _, code := range words[2:4] {
		if code != data.World && !locale.IsCountry(code) {
			return subject{}, fmt.Errorf("unknown country %q; write ISO 3166 alpha-3, as VNM, or %s for the world: %s", clip(code), data.World, recordUsage)
		}
	}
	var err error
	if s.Period, err = data.ParsePeriod(words[4]); err != nil {
		return subject{}, err
	}
	return s, nil
}

// lookup returns the records with the given names of sources.
func (s *sources) lookup(names []string) ([]data.Record, []data.Source, error) {
	var records []data.Record
	var cited []data.Source
	for _, name := range names {
		r, ok := s.records[name]
		if !ok {
			known := make([]string, 0, len(s.records))
			for k := range s.records {
				known = append(known, k)
			}
			slices.Sort(known)
			return nil, nil, fmt.Errorf("%q is no source of official data%s; the front matter declares %s", clip(name), data.Suggest(name, known), cmp.Or(strings.Join(known, ", "), "none"))
		}
		records, cited = append(records, r.Record), append(cited, r.source)
	}
	return records, cited, nil
}

// recorded makes a number of what official data hold.
func (e *evaluation) recorded(words []string) (*number, error) {
	s, err := parseSubject(words)
	if err != nil {
		return nil, err
	}
	records, cited, err := e.s.lookup(s.sources)
	if err != nil {
		return nil, err
	}
	found, err := analysis.Observe(context.Background(), s.Subject, records, analysis.CheckOptions{})
	if err != nil {
		return nil, err
	}
	// The reporter's own statement comes first; a mirror stands in where the
	// reporter has none.
	i := slices.IndexFunc(found, func(f analysis.Finding) bool { return f.Verdict == "" })
	if i < 0 {
		return nil, fmt.Errorf("%s does not show it: %s", strings.Join(s.sources, "+"), e.whyNot(found))
	}
	f := found[i]
	if f.Unit == data.DateUnit {
		return nil, errors.New("a date is no sum of flows")
	}
	n := e.shown(f, f.Observed, f.Possible)
	if f.Unit.IsMoney() && f.Possible.Low.Equal(f.Possible.High) {
		short := inProse(f.Observed, f.Unit)
		n.text, n.short = e.l.Long(short, f.Unit), e.l.Value(short, f.Unit)
	}
	n.about = e.describe(f.Figure) + ", " + e.l.Period(s.Period)
	n.formula, n.record = formulaOf(s.Measure), f.SelectionText()
	n.notes = e.grounds(f)
	n.sources = cited
	return n, nil
}

// formulaOf says how a measure comes out of flows.
func formulaOf(measure string) string {
	for _, m := range analysis.Methods() {
		if m.Measure == measure {
			return m.Formula
		}
	}
	return ""
}

// shown writes an observed value as readers see it: alone where it is certain,
// with its bounds where records over several years leave some.
func (e *evaluation) shown(f analysis.Finding, value data.Number, possible data.Interval) *number {
	n := &number{value: value, unit: f.Unit, Interval: possible}
	if possible.Low.Equal(possible.High) {
		rounded := f.Shown(value)
		n.text, n.short = e.l.Long(rounded, f.Unit), e.l.Value(rounded, f.Unit)
		return n
	}
	n.text = e.l.Rounded(value, possible, f.Unit)
	n.short = n.text
	return n
}

// inProse rounds what a record holds for readers: TIV as SIPRI does, all else
// to four digits. A check shows more digits of money, to hold them against a
// printed number.
func inProse(n data.Number, u data.Unit) data.Number {
	if !n.IsSet() || n.Sign() == 0 || u == data.TIVMillion {
		return volumes.Shown(n)
	}
	return n.RoundTo(data.Pow10(n.Exponent()-3), data.ToNearest)
}
