package data

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
)

// maxDimensions bounds the dimensions of one query.
const maxDimensions = 9

// Grouper sums flows by their keys, exactly, and refuses sums that would be
// wrong. Panel, streams and stores all answer a Query through it.
type Grouper struct {
	by      []Dimension
	keys    [maxDimensions]keyTexts
	groups  map[groupKey]*sum
	spare   []sum    // allocated for the next groups
	last    groupKey // of lastSum, nil before the first flow
	lastSum *sum
}

// matter is what a sum has to be careful with: the part of a flow that accept
// looks at. It is kept for each of what may be millions of groups.
type matter struct {
	Reporter, Partner, Product, Classification string
	Flow                                       FlowCode
	Unit                                       Unit
	Aggregate                                  Side
}

func matterOf(f *Flow) matter {
	return matter{f.Reporter, f.Partner, f.Product, f.Classification, f.Flow, f.Unit, f.Aggregate}
}

// sum is one group under way. What must be the same in all its flows is kept
// from the first one.
type sum struct {
	first            matter
	value, estimated Total
	rows             int
	valuation        Valuation
	whole, months    span                  // years of rows of a whole year, and of a month
	partial          map[recordID]*partial // records in several parts
	err              error
}

// recordID tells the records of a panel apart, which may be of several files.
type recordID struct {
	source string
	line   int
}

type partial struct {
	parts, seen int
	value       Total
}

// NewGrouper returns a grouper without flows. It panics where a dimension is
// unknown or named twice; ParseDimensions checks a user's words.
func NewGrouper(by []Dimension) *Grouper {
	if len(by) > maxDimensions {
		panic("data: too many dimensions")
	}
	return &Grouper{by: by, groups: map[groupKey]*sum{}}
}

// Add adds one flow. The flow has to be selected already; Add keeps no pointer.
func (g *Grouper) Add(f *Flow) {
	s := g.group(f)
	s.accept(f)
	s.value.Add(f.Value)
	s.rows++
	if f.Estimate != "" {
		s.estimated.Add(f.Value)
	}
	if f.Parts > 1 {
		s.part(f)
	}
}

// AddSum adds rows whole flows at once, of which value and estimated are the
// sums. All have the keys, unit, valuation, flow code, classification, product
// level, year and Aggregate of f, months or whole years as it does, its places
// where they are aggregates and its product where it is an indicator; none is
// divided into parts. What accept looks at has to be in this list.
func (g *Grouper) AddSum(f *Flow, rows int, value, estimated *Total) {
	s := g.group(f)
	s.accept(f)
	s.value.AddTotal(value)
	s.estimated.AddTotal(estimated)
	s.rows += rows
}

func (g *Grouper) group(f *Flow) *sum {
	var key groupKey
	for i, d := range g.by {
		key[i] = g.keys[i].id(d.Of(f))
	}
	if key == g.last && g.lastSum != nil {
		return g.lastSum
	}
	s, ok := g.groups[key]
	if !ok {
		if len(g.spare) == 0 {
			g.spare = make([]sum, min(256, len(g.groups)+1))
		}
		s, g.spare = &g.spare[0], g.spare[1:]
		s.first, s.valuation = matterOf(f), f.Valuation
		g.groups[key] = s
	}
	g.last, g.lastSum = key, s
	return s
}

// part notes one part of a record over several years.
func (s *sum) part(f *Flow) {
	if s.partial == nil {
		s.partial = map[recordID]*partial{}
	}
	id := recordID{f.Source, f.Line}
	p, ok := s.partial[id]
	if !ok {
		p = &partial{parts: f.Parts}
		s.partial[id] = p
	}
	p.seen++
	p.value.Add(f.Value)
}

// span is a run of years; its zero value has none. There may be millions of
// sums, so that it is small.
type span struct{ first, last int16 }

func (s *span) add(y int) {
	year := int16(y)
	if *s == (span{}) {
		*s = span{year, year}
	}
	s.first, s.last = min(s.first, year), max(s.last, year)
}

// meets reports whether two runs have a year in common.
func (s span) meets(o span) bool {
	return s != span{} && o != span{} && s.first <= o.last && o.first <= s.last
}

// accept notes the first reason why f must not be in one sum with the others.
func (s *sum) accept(f *Flow) {
	if f.Valuation != s.valuation {
		s.valuation = Mixed
	}
	if f.Period.Month == 0 {
		s.whole.add(f.Period.Year)
	} else {
		s.months.add(f.Period.Year)
	}
	a := &s.first
	if s.err != nil {
		return
	}
	if s.whole.meets(s.months) {
		s.err = fmt.Errorf("rows of a whole year would be next to rows of its months (%d) in one sum; group by period, or select years that have only one of them",
			max(s.whole.first, s.months.first))
		return
	}
	alike := a.Unit == f.Unit && a.Flow == f.Flow && a.Classification == f.Classification && a.Aggregate == f.Aggregate && len(a.Product) == len(f.Product)
	if alike && f.Flow != "" && f.Aggregate == NoSide {
		return
	}
	b := matterOf(f)
	switch {
	case a.Unit != f.Unit:
		s.err = fmt.Errorf("rows in %s and in %s would be in one sum; select a unit", a.Unit, f.Unit)
	case a.Flow != f.Flow && !(isTwoWay(a.Flow) && isTwoWay(f.Flow)):
		s.err = fmt.Errorf("flows %s and %s would be in one sum, but exports include re-exports and imports re-imports; select one flow", a.Flow, f.Flow)
	case a.Aggregate != f.Aggregate:
		s.err = fmt.Errorf("a sum over places would be next to its parts in one sum; select partners")
	case a.places() != b.places():
		s.err = fmt.Errorf("%s and %s would be in one sum, but are sums over places that may share some; select one, or group by %s", a.places(), b.places(), a.Aggregate.dimensions())
	case f.Flow == "" && a.Product != f.Product:
		s.err = fmt.Errorf("the indicators %s and %s would be in one sum; select one product", a.Product, f.Product)
	case alike:
	default:
		s.err = mixedProducts(a, &b)
	}
}

// places names the sides that are sums over other places.
func (m *matter) places() string {
	switch m.Aggregate {
	case ReporterSide:
		return m.Reporter
	case PartnerSide:
		return m.Partner
	case BothSides:
		return m.Reporter + " with " + m.Partner
	}
	return ""
}

// dimensions names the dimensions that tell the places of a side apart.
func (s Side) dimensions() string {
	if s == BothSides {
		return "reporter and partner"
	}
	return string(s)
}

// isTwoWay reports whether c is one of the two flows that trade is the sum of.
func isTwoWay(c FlowCode) bool { return c == Export || c == Import }

// mixedProducts says why two product codes must not be in one sum.
func mixedProducts(a, f *matter) error {
	if a.Product == f.Product && a.Product == AllProducts {
		return nil // the total is the same in every classification
	}
	if (a.Product == AllProducts) != (f.Product == AllProducts) {
		return fmt.Errorf("the total over all products would be next to its parts in one sum; select the product %s or a level as AG2", AllProducts)
	}
	sameSystem := isHS(a.Classification) && isHS(f.Classification)
	switch {
	case a.Classification != f.Classification && !sameSystem:
		return fmt.Errorf("codes of %s and %s would be in one sum; select one classification", named(a.Classification), named(f.Classification))
	case len(a.Product) != len(f.Product) && isNested(a.Classification):
		return fmt.Errorf("product codes of %d and of %d digits would be in one sum; select a level as AG%d", len(a.Product), len(f.Product), min(len(a.Product), len(f.Product)))
	case a.Classification != f.Classification && len(a.Product) > 2:
		return fmt.Errorf("codes of %s and %s would be in one sum, but revisions of the Harmonized System agree on chapters (2 digits) only; select one classification, or convert with a concordance",
			a.Classification, f.Classification)
	}
	return nil
}

// isNested reports whether shorter codes of a classification are sums over
// longer ones.
func isNested(classification string) bool {
	return isHS(classification) || classification == "BEC" || len(classification) == 2 && classification[0] == 'S' && classification[1] >= '1' && classification[1] <= '4'
}

func named(classification string) string {
	if classification == "" {
		return "no classification"
	}
	return classification
}

// isHS reports whether a classification is a revision of the Harmonized
// System, as H0 to H6, or the system as reported, HS.
func isHS(classification string) bool {
	return classification == "HS" || len(classification) == 2 && classification[0] == 'H' && classification[1] >= '0' && classification[1] <= '9'
}

// Groups returns the groups, sorted by their keys. The error is the first
// reason, in that order, why a sum would be wrong.
func (g *Grouper) Groups() ([]Group, error) {
	r := g.ranked()
	out := make([]Group, len(r.sums))
	keys := make([]string, len(r.sums)*len(g.by))
	for i, at := range r.order {
		s := r.sums[at]
		own := keys[:len(g.by):len(g.by)]
		keys = keys[len(g.by):]
		for d := range own {
			own[d] = r.sorted[d][r.ranks[at][d]]
		}
		if s.err == nil && s.rows > 1 && !s.first.Unit.IsAdditive() {
			s.err = fmt.Errorf("%d rows in %s would be in one sum, which would mean nothing; group by place, product and period", s.rows, s.first.Unit)
		}
		if s.err != nil {
			if len(own) == 0 {
				return nil, s.err
			}
			return nil, fmt.Errorf("%s: %w", strings.Join(own, ", "), s.err)
		}
		out[i] = s.group(own)
	}
	return out, nil
}

func (s *sum) group(keys []string) Group {
	var straddling Total
	for _, p := range s.partial {
		if p.seen < p.parts {
			straddling.AddTotal(&p.value)
		}
	}
	return Group{Keys: keys, Value: s.value.Number(), Rows: s.rows, Unit: s.first.Unit, Valuation: s.valuation,
		Estimated: s.estimated.orZero(), Straddling: straddling.orZero()}
}

// orZero is Number, with 0 for the sum of nothing.
func (t *Total) orZero() Number {
	if !t.set {
		return zero
	}
	return t.Number()
}

// ParseDimensions reads dimensions as flags write them.
func ParseDimensions(names []string) ([]Dimension, error) {
	var out []Dimension
	for _, name := range names {
		d := Dimension(name)
		switch {
		case !slices.Contains(Dimensions, d):
			known := make([]string, len(Dimensions))
			for i, k := range Dimensions {
				known[i] = string(k)
			}
			return nil, fmt.Errorf("unknown dimension %q%s; write one of %s", Clip(name, 40), Suggest(name, known), strings.Join(known, ", "))
		case slices.Contains(out, d):
			return nil, fmt.Errorf("the dimension %s is named twice", d)
		}
		out = append(out, d)
	}
	return out, nil
}

// Panel is the flows of one release, in memory. It is a Record.
type Panel struct {
	Release  Release
	Flows    []Flow
	Account  Account
	Warnings []error
}

// Describe returns the release.
func (p *Panel) Describe() Release { return p.Release }

// Reading returns the flows as a reading, as a file gives them.
func (p *Panel) Reading() *Reading {
	return &Reading{Release: p.Release, Account: p.Account, Warnings: p.Warnings, Flows: func(yield func(Flow, error) bool) {
		for _, f := range p.Flows {
			if !yield(f, nil) {
				return
			}
		}
	}}
}

// Groups answers a query, see Record.
func (p *Panel) Groups(ctx context.Context, q Query) ([]Group, error) {
	g := NewGrouper(q.By)
	for i := range p.Flows {
		if i%4096 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if f := &p.Flows[i]; q.Where.Matches(f) {
			g.Add(f)
		}
	}
	return g.Groups()
}

// Rows returns the selected flows, see Record.
func (p *Panel) Rows(ctx context.Context, s Selection, limit int) ([]Flow, error) {
	var out []Flow
	for i := range p.Flows {
		if i%4096 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if f := &p.Flows[i]; s.Matches(f) {
			out = append(out, *f)
		}
	}
	slices.SortStableFunc(out, CompareFlows)
	if limit > 0 && len(out) > limit {
		out = out[:limit:limit]
	}
	return out, nil
}

// CompareFlows orders flows by period, reporter, partner, flow, product,
// classification and line.
func CompareFlows(a, b Flow) int {
	return cmp.Or(
		cmp.Compare(a.Period.Year, b.Period.Year), cmp.Compare(a.Period.Month, b.Period.Month),
		cmp.Compare(a.Reporter, b.Reporter), cmp.Compare(a.Partner, b.Partner), cmp.Compare(a.Flow, b.Flow),
		cmp.Compare(a.Product, b.Product), cmp.Compare(a.Classification, b.Classification), cmp.Compare(a.Line, b.Line))
}
