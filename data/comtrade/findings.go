package comtrade

import (
	"slices"
	"strings"

	"github.com/periplus-data/periplus/data"
)

// oddity is a set of findings about a row.
type oddity uint8

const (
	valueDiffers   oddity = 1 << iota // primary value is neither CIF nor FOB value
	revisionAbsent                    // no classification stated
	zerosUncertain                    // SITC code without level: leading zeros may be lost
)

var oddities = []struct {
	what oddity
	text string // with the number of rows and the first line
}{
	{revisionAbsent, "%d rows have no classification (the first on line %d): their codes are taken as Harmonized System of an unknown revision (HS)"},
	{zerosUncertain, "%d SITC codes (the first on line %d) come without a level, and no code begins with 0: leading zeros may have been lost, and cannot be restored"},
	{valueDiffers, "in %d rows (the first on line %d) the primary value is neither the CIF nor the FOB value; it is kept as it is"},
}

// revisionYears are the years in which a revision of the Harmonized System
// came into force; reporters follow within a few years.
var revisionYears = []int{1996, 2002, 2007, 2012, 2017, 2022, 2028}

// findings gathers what is told once about the whole file.
type findings struct {
	odd             map[oddity]*data.Entry
	first, last     data.Date
	monthly, annual bool
	revisions       map[string]bool   // of the Harmonized System, of products below chapters
	systems         map[string]bool   // classifications of products
	years           map[string][2]int // first and last year of each code of a place
}

func newFindings() findings {
	return findings{odd: map[oddity]*data.Entry{}, revisions: map[string]bool{}, systems: map[string]bool{}, years: map[string][2]int{}}
}

// keep notes a row that comes out.
func (s *findings) keep(r *row) {
	f := &r.flow
	for _, o := range oddities {
		if r.odd&o.what == 0 {
			continue
		}
		if s.odd[o.what] == nil {
			s.odd[o.what] = &data.Entry{Lines: []int{f.Line}}
		}
		s.odd[o.what].Count++
	}
	if !s.first.IsSet() || f.Period.First().Before(s.first.First()) {
		s.first = f.Period
	}
	if !s.last.IsSet() || f.Period.Last().After(s.last.Last()) {
		s.last = f.Period
	}
	s.monthly = s.monthly || f.Period.Month > 0
	s.annual = s.annual || f.Period.Month == 0
	if f.Product != data.AllProducts {
		s.systems[f.Classification] = true
		if isHS(f.Classification) && len(f.Product) > 2 {
			s.revisions[f.Classification] = true
		}
	}
	for _, code := range []string{r.reporterCode, r.partnerCode} {
		span, ok := s.years[code]
		if !ok {
			span = [2]int{f.Period.Year, f.Period.Year}
		}
		s.years[code] = [2]int{min(span[0], f.Period.Year), max(span[1], f.Period.Year)}
	}
}

// report adds the warnings.
func (s *findings) report(r *reader) {
	for _, o := range oddities {
		e := s.odd[o.what]
		if e == nil || o.what == zerosUncertain && r.ledger.zeroSeen {
			continue
		}
		r.warn(o.text, e.Count, e.Lines[0])
	}
	if s.odd[revisionAbsent] != nil && s.revisions["HS"] {
		for _, year := range revisionYears {
			if s.first.Year < year && year <= s.last.Year {
				r.warn("the years %d to %d span the revision of %d, and no column says which revision a code is of: below the chapter one code may not be the same goods in all years", s.first.Year, s.last.Year, year)
			}
		}
	}
	if s.monthly && s.annual {
		r.warn("holds months and whole years: a sum that would have both of one year is refused; group by period")
	}
	if len(s.revisions) > 1 {
		r.warn("products below the chapter are in %s: the same code is not the same goods in every revision, so that a sum over them is refused; select one classification, or convert with a concordance", list(s.revisions))
	}
	if isMixed(s.systems) {
		r.warn("products are in %s: the same trade may be stated in each; select one classification", list(s.systems))
	}
	for _, code := range sorted(s.years) {
		r.parser.places.report(r, code, s.years[code])
	}
}

// isMixed reports whether classifications are more than revisions of the
// Harmonized System.
func isMixed(systems map[string]bool) bool {
	other := false
	for s := range systems {
		other = other || !isHS(s)
	}
	return other && len(systems) > 1
}

func list(set map[string]bool) string { return strings.Join(sorted(set), ", ") }

func sorted[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
