package analysis

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/periplus-data/periplus/data"
)

// family is the files of one release.
type family struct {
	at       int
	records  []data.Record
	releases []data.Release
}

// familiesOf puts the files of one release together, in the order in which
// each first comes.
func familiesOf(records []data.Record) []family {
	type key struct{ publisher, format, vintage string }
	index := map[key]int{}
	var out []family
	for _, r := range records {
		d := r.Describe()
		k := key{d.Publisher, d.Format, d.Vintage}
		i, ok := index[k]
		if !ok {
			i = len(out)
			index[k] = i
			out = append(out, family{at: i})
		}
		out[i].records = append(out[i].records, r)
		out[i].releases = append(out[i].releases, d)
	}
	return out
}

// view is one place's flows in one direction as one side reports them.
type view struct {
	place     string
	flow      data.FlowCode
	onPartner bool // the place stands as the partner: the other side reports
}

type viewKey struct {
	family, record int
	view
	unit data.Unit
}

// selection returns the rows of a view.
func (v view) selection(unit data.Unit, products []string) data.Selection {
	s := data.Selection{Flows: []data.FlowCode{v.flow}, Unit: unit, Products: products}
	if v.onPartner {
		s.Partners = []string{v.place}
	} else {
		s.Reporters = []string{v.place}
	}
	return s
}

// other sets the other side of a selection.
func (v view) other(s data.Selection, place string) data.Selection {
	if v.onPartner {
		s.Reporters = []string{place}
	} else {
		s.Partners = []string{place}
	}
	return s
}

func (v view) dimension() data.Dimension {
	if v.onPartner {
		return data.ByReporter
	}
	return data.ByPartner
}

// book is what one file holds of a view: sums by the other side and period.
type book struct {
	view
	record    data.Record
	release   data.Release
	unit      data.Unit
	products  []string
	valuation data.Valuation
	cells     map[string]map[data.Date]data.Number // without the world
	world     map[data.Date]data.Number
	rough     map[string]map[data.Date]data.Number // parts of cells that are estimates in a whole row
	split     []divided
	whole     bool // whether the rows are of all products
	many      bool // whether the file tells apart more than one other side at all
	units     []data.Unit
	refused   string // why the file refuses the sums
}

// divided is a record over several years.
type divided struct {
	place  string
	parts  int
	dates  []data.Date
	values []data.Number
}

// known reports whether the file has any row of the view.
func (b *book) known() bool { return len(b.cells) > 0 || len(b.world) > 0 }

// productChoices are tried in this order: the total over all products, rows
// without a product, all rows, and the levels of a classification.
var productChoices = [][]string{{data.AllProducts}, {""}, nil, {"AG2"}, {"AG4"}, {"AG6"}}

// book returns what one file holds of a view in a unit; without a unit, in the
// one currency that it has.
func (c *checker) book(fam family, at int, v view, unit data.Unit) (*book, error) {
	key := viewKey{fam.at, at, v, unit}
	if b, ok := c.views[key]; ok {
		return b, nil
	}
	b := &book{view: v, record: fam.records[at], release: fam.releases[at], unit: unit,
		cells: map[string]map[data.Date]data.Number{}, world: map[data.Date]data.Number{}, rough: map[string]map[data.Date]data.Number{}}
	if err := c.fill(b); err != nil {
		return nil, err
	}
	c.views[key] = b
	return b, nil
}

func (c *checker) fill(b *book) error {
	by := []data.Dimension{b.dimension(), data.ByPeriod, data.ByUnit, data.ByClassification}
	for i, products := range productChoices {
		where := b.selection("", products)
		groups, err := b.record.Groups(c.ctx, data.Query{Where: where, By: by})
		if err == nil {
			var world []data.Group
			if world, err = b.record.Groups(c.ctx, data.Query{Where: b.other(where, data.World), By: by}); err == nil {
				if len(groups)+len(world) > 0 {
					b.products, b.refused = products, ""
					b.whole = i < 2 || b.release.Closed
					return c.enter(b, groups, world)
				}
				if products == nil {
					b.refused = ""
					return nil // no rows at all
				}
				continue
			}
		}
		if c.ctx.Err() != nil {
			return c.ctx.Err()
		}
		// A record that can still be read has refused the sum.
		if _, readErr := b.record.Rows(c.ctx, where, 1); readErr != nil {
			return readErr
		}
		b.refused = err.Error()
	}
	return nil
}

// enter puts groups into cells and finds the unit.
func (c *checker) enter(b *book, groups, world []data.Group) error {
	for _, g := range slices.Concat(groups, world) {
		if u := data.Unit(g.Keys[2]); !slices.Contains(b.units, u) {
			b.units = append(b.units, u)
		}
	}
	slices.Sort(b.units)
	if b.unit == "" {
		money := slices.DeleteFunc(slices.Clone(b.units), func(u data.Unit) bool { return !u.IsMoney() })
		if len(money) != 1 {
			return nil
		}
		b.unit = money[0]
	}
	inexact := false
	for _, g := range groups {
		if g.Keys[0] != data.World && data.Unit(g.Keys[2]) == b.unit {
			inexact = inexact || g.Estimated.Sign() != 0 || g.Straddling.Sign() != 0
			c.put(b, b.cells, g)
		}
	}
	for _, g := range world {
		if data.Unit(g.Keys[2]) == b.unit {
			c.put(b, map[string]map[data.Date]data.Number{data.World: b.world}, g)
		}
	}
	if inexact {
		if err := c.enterEstimates(b); err != nil {
			return err
		}
	}
	return c.countOthers(b)
}

// put enters one group. Two classifications may state one total twice.
func (c *checker) put(b *book, cells map[string]map[data.Date]data.Number, g data.Group) {
	date, err := data.ParseDate(g.Keys[1])
	if err != nil {
		return
	}
	m := cells[g.Keys[0]]
	if m == nil {
		m = map[data.Date]data.Number{}
		cells[g.Keys[0]] = m
	}
	if old, ok := m[date]; ok && old.IsSet() && !old.Equal(g.Value) {
		c.warn(fmt.Sprintf("%s: %s with %s in %s has two totals, %s and %s, in two classifications; the first is taken", b.release.ID, b.place, g.Keys[0], date, old, g.Value))
		return
	}
	m[date] = g.Value
	switch {
	case b.valuation == "":
		b.valuation = g.Valuation
	case b.valuation != g.Valuation:
		b.valuation = data.Mixed
	}
}

// enterEstimates notes records over several years, and whole rows that are
// estimates.
func (c *checker) enterEstimates(b *book) error {
	rows, err := b.record.Rows(c.ctx, b.selection(b.unit, b.products), 0)
	if err != nil {
		return err
	}
	type id struct {
		source string
		line   int
	}
	index := map[id]int{}
	for i := range rows {
		f := &rows[i]
		place := b.dimension().Of(f)
		if place == data.World || !f.Value.IsSet() {
			continue
		}
		if f.Parts <= 1 {
			if f.Estimate != "" {
				addTo(b.rough, place, f.Period, f.Value.Number())
			}
			continue
		}
		k := id{f.Source, f.Line}
		at, ok := index[k]
		if !ok {
			at = len(b.split)
			index[k] = at
			b.split = append(b.split, divided{place: place, parts: f.Parts})
		}
		d := &b.split[at]
		d.dates, d.values = append(d.dates, f.Period), append(d.values, f.Value.Number())
	}
	return nil
}

func addTo(m map[string]map[data.Date]data.Number, place string, d data.Date, v data.Number) {
	if m[place] == nil {
		m[place] = map[data.Date]data.Number{}
	}
	if old, ok := m[place][d]; ok {
		v = old.Add(v)
	}
	m[place][d] = v
}

// countOthers finds whether a closed file tells more than one other side apart
// at all: a table of one supplier holds no recipient's imports from all.
func (c *checker) countOthers(b *book) error {
	if len(b.cells) > 1 {
		b.many = true
		return nil
	}
	if len(b.cells) == 0 || !b.release.Closed {
		return nil
	}
	where := data.Selection{Flows: []data.FlowCode{b.flow}, Unit: b.unit, Products: b.products}
	groups, err := b.record.Groups(c.ctx, data.Query{Where: where, By: []data.Dimension{b.dimension(), data.ByClassification}})
	if err != nil {
		return c.ctx.Err() // refused: it stays unknown
	}
	seen := map[string]bool{}
	for _, g := range groups {
		if g.Keys[0] != data.World {
			seen[g.Keys[0]] = true
		}
	}
	b.many = len(seen) > 1
	return nil
}

// covers reports whether the file states everything about a year or month, so
// that what has no row is nothing.
func (b *book) covers(s data.Date) bool {
	p := b.release.Coverage
	if slices.Contains(b.release.Lacks, s.Year) {
		return false
	}
	return b.release.Closed && b.known() && p.Start.IsSet() && p.End.IsSet() && !s.First().Before(p.Start.First()) && !s.Last().After(p.End.Last())
}

// cell is what is known of one amount.
type cell struct {
	value data.Number // sum of what there is; none where there is nothing
	full  bool        // whether that is all
	none  bool        // whether no row stands behind it
}

// at returns the amount of one other side, or of the world's own row, in a year
// or month.
func (b *book) at(place string, s data.Date) cell {
	m := b.cells[place]
	if place == data.World {
		m = b.world
	}
	if v, ok := m[s]; ok {
		return cell{value: v, full: b.whole && v.IsSet(), none: !v.IsSet()} // a row without a value claims none, not 0
	}
	if s.Month == 0 {
		if v, n := yearOf(m, s.Year); n > 0 {
			return cell{value: v, full: b.whole && (n == 12 || b.covers(s))}
		}
	}
	if _, yearly := m[data.Date{Year: s.Year}]; yearly && s.Month > 0 {
		return cell{none: true} // the row does not say what of the year fell into a month
	}
	if place != data.World && len(b.cells) > 0 && b.covers(s) {
		return cell{value: data.Int(0), full: true, none: true}
	}
	return cell{none: true}
}

// yearOf sums the months of a year and counts them.
func yearOf(m map[data.Date]data.Number, year int) (data.Number, int) {
	v, n := data.Int(0), 0
	for month := 1; month <= 12; month++ {
		if x := m[data.Date{Year: year, Month: month}]; x.IsSet() {
			v = v.Add(x)
			n++
		}
	}
	return v, n
}

// places returns the other sides in order.
func (b *book) places() []string {
	out := make([]string, 0, len(b.cells))
	for p := range b.cells {
		out = append(out, p)
	}
	slices.Sort(out)
	return out
}

// ledger is what the files of a release together hold of a view.
type ledger struct {
	c     *checker
	books []*book
}

// at returns the amount of one other side in a year or month, the first full
// one of the files.
func (l ledger) at(place string, s data.Date) cell {
	best := cell{none: true}
	for _, b := range l.books {
		got := b.at(place, s)
		if !got.none && !best.none && got.full && best.full && !got.value.Equal(best.value) {
			l.c.warn(fmt.Sprintf("two files of %s state %s and %s for %s with %s in %s; the first is taken", b.release.ID, best.value, got.value, b.place, place, s))
		}
		if better(got, best) {
			best = got
		}
	}
	return best
}

// better prefers amounts that are full, then those with rows.
func better(a, b cell) bool {
	rank := func(c cell) int {
		switch {
		case c.full && !c.none:
			return 3
		case c.full:
			return 2
		case !c.none:
			return 1
		}
		return 0
	}
	return rank(a) > rank(b)
}

// total returns the amount over all other sides in a year or month: the row of
// the world where there is one, else the sum over a closed file.
func (l ledger) total(s data.Date) cell {
	if w := l.at(data.World, s); w.full {
		return w
	}
	for _, b := range l.books {
		if !b.covers(s) || !b.whole || !b.many {
			continue
		}
		v, full := data.Int(0), true
		for _, p := range b.places() {
			got := b.at(p, s)
			v, full = v.Add(got.value), full && got.full
		}
		if full {
			return cell{value: v, full: true}
		}
	}
	others := l.others("", s)
	return cell{value: others.value, none: others.none}
}

// others returns the sum of what is known of all other sides but one.
func (l ledger) others(but string, s data.Date) cell {
	out := cell{value: data.Int(0), none: true}
	for _, p := range l.places() {
		if p == but {
			continue
		}
		if got := l.at(p, s); got.value.IsSet() {
			out.value = out.value.Add(got.value)
			out.none = out.none && got.none
		}
	}
	return out
}

// places returns all other sides of the files, in order.
func (l ledger) places() []string {
	var out []string
	for _, b := range l.books {
		out = append(out, b.places()...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (l ledger) known() bool {
	return slices.ContainsFunc(l.books, (*book).known)
}

// valuation returns that of all rows, Mixed where they differ.
func (l ledger) valuation() data.Valuation {
	var out data.Valuation
	for _, b := range l.books {
		if !b.known() {
			continue
		}
		if out != "" && out != b.valuation {
			return data.Mixed
		}
		out = cmp.Or(out, b.valuation)
	}
	return out
}

// refusal is what a file says that refuses its sums, and otherUnits the
// currencies that files have instead of the one asked for.
func (l ledger) refusal() string {
	for _, b := range l.books {
		if b.refused != "" {
			return b.refused
		}
	}
	return ""
}

func (l ledger) otherUnits() string {
	var out []string
	for _, b := range l.books {
		for _, u := range b.units {
			if !b.known() && u.IsMoney() {
				out = appendNew(out, string(u))
			}
		}
	}
	return strings.Join(out, ", ")
}

func appendNew(list []string, items ...string) []string {
	for _, s := range items {
		if !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	return list
}
