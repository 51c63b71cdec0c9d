package factsheet

import (
	"fmt"

	"github.com/periplus-data/periplus/data"
)

// edition is the year in whose spring SIPRI published what a file holds; 0 is
// not known. SIPRI publishes in March, so that a file of the first three
// months is taken to be of the year before.
func edition(r data.Release) int {
	g := r.Generated
	if !g.IsSet() {
		return 0
	}
	if g.Month > 0 && g.Month <= 3 {
		return g.Year - 1
	}
	return g.Year
}

// made says when a file was made.
func made(r data.Release) string {
	if !r.Generated.IsSet() {
		return "on a day that it does not state"
	}
	return "on " + r.Generated.String()
}

// warnings says what makes the files a bad whole.
func (f *facts) warnings() []error {
	var out []error
	first := f.holdings[0].release
	for _, h := range f.holdings[1:] {
		if r := h.release; edition(first) != edition(r) {
			out = append(out, fmt.Errorf("%s was made %s and %s %s: SIPRI revises all years each spring, and this sheet mixes both", first.File, made(first), r.File, made(r)))
		}
	}
	for _, h := range []*holding{f.exports, f.imports, f.pairs} { // SomePartners speaks of the others
		if h != nil && !h.release.Closed {
			out = append(out, notClosed(h))
		}
	}
	for _, h := range f.parts {
		if h.about(asImports) != "" && !h.release.Closed {
			out = append(out, notClosed(h))
		}
	}
	if f.exports != nil && f.imports != nil {
		out = append(out, f.disagree()...)
	}
	return out
}

func notClosed(h *holding) error {
	return fmt.Errorf("%s does not say that it holds all deliveries; the shares are of those that it holds", h.release.File)
}

// disagree compares what the tables of exports and of imports give for the
// world. Both count the same deliveries, so that they differ by the rounding of
// their cells at most: half a million for each place and year.
func (f *facts) disagree() []error {
	exports, _ := f.exporters()
	imports, _ := f.importers()
	cells := data.Frac(int64((len(exports.by)+len(imports.by))*f.o.window()), 2)
	for w, period := range f.o.both() {
		x, m := orZero(exports.total.value[w]), orZero(imports.total.value[w])
		if x.Sub(m).Abs().Cmp(cells) > 0 {
			return []error{fmt.Errorf("%s gives %s million TIV for the world in %s and %s gives %s; they are not of one release", f.exports.release.File, x, window(period), f.imports.release.File, m)}
		}
	}
	return nil
}

// both returns the previous and the latest window.
func (o Options) both() [2]data.Period {
	previous, latest := o.Windows()
	return [2]data.Period{previous, latest}
}

// Generated returns the days on which the files were made, each once, in
// order, as ISO 8601; a file that does not state its day is left out.
func (s *Sheet) Generated() []string {
	var days []string
	for _, r := range s.Releases {
		if r.Generated.IsSet() {
			days = append(days, r.Generated.String())
		}
	}
	return unique(days)
}
