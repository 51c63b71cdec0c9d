package data

import (
	"context"
	"fmt"
	"slices"
	"strconv"
)

// Selection says which flows are meant: a value that memory turns into a
// filter and a store into SQL. An empty field selects everything, but sums
// over other places (Flow.Aggregate) only where Reporters or Partners, on that
// side, name the place.
type Selection struct {
	Reporters, Partners []string // place codes
	// Products are codes; AllProducts is the sum over all, and AG2, AG4, AG6
	// are all codes of that many digits, as UN Comtrade names the levels.
	Products        []string
	Classifications []string
	Flows           []FlowCode
	Unit            Unit
	Period          Period // flows that lie wholly inside; an end that is not set is open
}

// Matches reports whether a flow is selected.
func (s *Selection) Matches(f *Flow) bool {
	if len(s.Reporters) > 0 && !slices.Contains(s.Reporters, f.Reporter) ||
		len(s.Partners) > 0 && !slices.Contains(s.Partners, f.Partner) ||
		len(s.Flows) > 0 && !slices.Contains(s.Flows, f.Flow) ||
		len(s.Classifications) > 0 && !slices.Contains(s.Classifications, f.Classification) ||
		len(s.Products) > 0 && !s.matchesProduct(f.Product) ||
		s.Unit != "" && s.Unit != f.Unit {
		return false
	}
	if (f.Aggregate == ReporterSide || f.Aggregate == BothSides) && len(s.Reporters) == 0 ||
		(f.Aggregate == PartnerSide || f.Aggregate == BothSides) && len(s.Partners) == 0 {
		return false
	}
	return inside(f.Period, s.Period)
}

func (s *Selection) matchesProduct(code string) bool {
	for _, p := range s.Products {
		if p == code || ProductLevel(p) > 0 && code != AllProducts && len(code) == ProductLevel(p) {
			return true
		}
	}
	return false
}

// ProductLevel returns the number of digits that AG1 to AG9 stand for, and 0
// for any other text.
func ProductLevel(s string) int {
	if len(s) == 3 && s[:2] == "AG" && s[2] >= '1' && s[2] <= '9' {
		return int(s[2] - '0')
	}
	return 0
}

// inside reports whether d lies wholly in p.
func inside(d Date, p Period) bool {
	if p.Start.IsSet() {
		if d.Year < p.Start.Year {
			return false
		}
		if d.Year == p.Start.Year && p.Start.Month > 0 && d.First().Before(p.Start.First()) {
			return false
		}
	}
	if p.End.IsSet() {
		if d.Year > p.End.Year {
			return false
		}
		if d.Year == p.End.Year && p.End.Month > 0 && d.Last().After(p.End.Last()) {
			return false
		}
	}
	return true
}

// Dimension is a column by which flows are grouped.
type Dimension string

// The dimensions. ByYear gathers the months of a year.
const (
	ByReporter       Dimension = "reporter"
	ByPartner        Dimension = "partner"
	ByFlow           Dimension = "flow"
	ByProduct        Dimension = "product"
	ByClassification Dimension = "classification"
	ByYear           Dimension = "year"
	ByPeriod         Dimension = "period"
	ByUnit           Dimension = "unit"
	ByValuation      Dimension = "valuation"
)

// Dimensions lists every dimension, in the order of the documentation.
var Dimensions = []Dimension{ByReporter, ByPartner, ByFlow, ByProduct, ByClassification, ByYear, ByPeriod, ByUnit, ByValuation}

// Of returns the key of a flow in this dimension.
func (d Dimension) Of(f *Flow) string {
	switch d {
	case ByReporter:
		return f.Reporter
	case ByPartner:
		return f.Partner
	case ByFlow:
		return string(f.Flow)
	case ByProduct:
		return f.Product
	case ByClassification:
		return f.Classification
	case ByYear:
		return yearText(f.Period.Year)
	case ByPeriod:
		return f.Period.String()
	case ByUnit:
		return string(f.Unit)
	case ByValuation:
		return string(f.Valuation)
	}
	panic("data: unknown dimension " + string(d))
}

// yearTexts spares an allocation for each flow.
var yearTexts = func() (t [2200]string) {
	for i := range t {
		t[i] = fmt.Sprintf("%04d", i)
	}
	return t
}()

func yearText(year int) string {
	if year >= 0 && year < len(yearTexts) {
		return yearTexts[year]
	}
	return strconv.Itoa(year)
}

// Query asks for exact sums of the selected flows, one for each combination of
// keys that has any. Without By it is one sum.
type Query struct {
	Where Selection
	By    []Dimension
}

// Group is the exact sum of flows with the same keys.
type Group struct {
	Keys  []string // in the order of Query.By
	Value Number
	Rows  int
	Unit  Unit
	// Valuation is Mixed where flows of both kinds are in the sum.
	Valuation Valuation
	// Estimated is the part of Value whose rows are estimates.
	Estimated Number
	// Straddling is the part of Value that comes from records over several
	// years of which not every year is in the group: such a sum is an estimate,
	// since the source does not say how the record divides.
	Straddling Number
}

// Record is one release of the official record that can be asked for sums and
// rows: in memory, or in a store. Both give the same numbers.
type Record interface {
	Describe() Release
	// Groups returns the groups of a query, sorted by their keys byte by byte.
	// A sum that would be wrong (two units, exports with re-exports, a total
	// next to its parts, revisions of a classification below the level on which
	// they agree) is an error that says what to select.
	Groups(ctx context.Context, q Query) ([]Group, error)
	// Rows returns the selected flows sorted by period, reporter, partner, flow,
	// product and line, at most limit of them where limit > 0.
	Rows(ctx context.Context, s Selection, limit int) ([]Flow, error)
}
