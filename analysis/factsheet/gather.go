package factsheet

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/periplus-data/periplus/data"
)

// amount is a volume in the previous and the latest window, with the part of
// it that is an estimate because its deals straddle the edge of the window.
type amount struct{ value, straddling [2]data.Number }

// plus adds; what neither states stays none.
func (a amount) plus(b amount) amount {
	for w := range a.value {
		a.value[w] = add(a.value[w], b.value[w])
		a.straddling[w] = add(a.straddling[w], b.straddling[w])
	}
	return a
}

func add(a, b data.Number) data.Number {
	switch {
	case !a.IsSet():
		return b
	case !b.IsSet():
		return a
	}
	return a.Add(b)
}

func (a amount) previous() data.Number { return orZero(a.value[0]) }
func (a amount) latest() data.Number   { return orZero(a.value[1]) }

// isNothing reports whether nothing at all is stated for either window. A
// stated 0 is something: SIPRI writes it for less than half a million.
func (a amount) isNothing() bool { return !a.value[0].IsSet() && !a.value[1].IsSet() }

func orZero(n data.Number) data.Number {
	if !n.IsSet() {
		return zero
	}
	return n
}

// key says of what an amount is the sum. Either side may be the world.
type key struct{ supplier, recipient, product string }

// holding is what one record holds, by key; its totals are rows that are sums
// over other rows of the record.
type holding struct {
	release data.Release
	amounts map[key]amount
	totals  map[key]amount
	years   map[key]map[int]data.Group // for annual series
	// worldYears is the volume of each year that a row states as the sum over
	// all places; empty where none does.
	worldYears map[int]yearly
	first      int // years that the record covers
	last       int
}

// gather asks a record for the sums of both windows and of every year.
func gather(ctx context.Context, r data.Record, o Options) (*holding, error) {
	h := &holding{release: r.Describe(), amounts: map[key]amount{}, totals: map[key]amount{}, years: map[key]map[int]data.Group{}}
	where := data.Selection{Unit: data.TIVMillion, Flows: []data.FlowCode{data.Import, data.Export}}
	by := []data.Dimension{data.ByFlow, data.ByReporter, data.ByPartner, data.ByProduct, data.ByClassification, data.ByYear}
	all, err := r.Groups(ctx, data.Query{Where: where, By: by})
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("%s holds no deliveries of arms in TIV; a fact sheet is made from files of the SIPRI Arms Transfers Database", h.release.File)
	}
	h.span(all)
	for _, g := range all {
		k, year := keyOf(g), yearOf(g)
		if h.years[k] == nil {
			h.years[k] = map[int]data.Group{}
		}
		h.years[k][year] = g
	}
	if err := h.gatherTotals(ctx, r, where, by); err != nil {
		return nil, err
	}
	previous, latest := o.Windows()
	for w, window := range []data.Period{previous, latest} {
		where.Period, where.Reporters = window, nil
		groups, err := r.Groups(ctx, data.Query{Where: where, By: by[:5]})
		if err != nil {
			return nil, err
		}
		enter(h.amounts, groups, w)
		where.Reporters = []string{data.World}
		if groups, err = r.Groups(ctx, data.Query{Where: where, By: by[:5]}); err != nil {
			return nil, err
		}
		enter(h.totals, groups, w)
	}
	return h, nil
}

// gatherTotals asks for the rows that are sums over all places, year by year.
func (h *holding) gatherTotals(ctx context.Context, r data.Record, where data.Selection, by []data.Dimension) error {
	where.Reporters, where.Partners, where.Products = []string{data.World}, []string{data.World}, []string{data.AllProducts}
	groups, err := r.Groups(ctx, data.Query{Where: where, By: by})
	if err != nil {
		return err
	}
	h.worldYears = map[int]yearly{}
	for _, g := range groups {
		h.worldYears[yearOf(g)] = yearly{orZero(g.Value), g.Straddling}
	}
	return nil
}

func enter(into map[key]amount, groups []data.Group, w int) {
	for _, g := range groups {
		k := keyOf(g)
		a := into[k]
		a.value[w], a.straddling[w] = g.Value, g.Straddling
		into[k] = a
	}
}

// keyOf returns the two sides of a group by flow, reporter, partner, product.
func keyOf(g data.Group) key {
	if data.FlowCode(g.Keys[0]) == data.Export {
		return key{supplier: g.Keys[1], recipient: g.Keys[2], product: g.Keys[3]}
	}
	return key{supplier: g.Keys[2], recipient: g.Keys[1], product: g.Keys[3]}
}

func yearOf(g data.Group) int {
	year, _ := strconv.Atoi(g.Keys[5])
	return year
}

// span sets the years that the record covers: what the release says, but of
// years that were not over when the file was made, none beyond the last with
// deliveries, since a register names years that are still to come.
func (h *holding) span(all []data.Group) {
	first, last := 0, 0
	for _, g := range all {
		year := yearOf(g)
		if first == 0 || year < first {
			first = year
		}
		last = max(last, year)
	}
	h.first, h.last = first, last
	if c := h.release.Coverage; c.IsSet() {
		if c.Start.IsSet() {
			h.first = c.Start.Year
		}
		switch made := h.release.Generated; {
		case c.End.IsSet() && made.IsSet() && c.End.Year < made.Year:
			h.last = c.End.Year // nothing was delivered in the years without a row
		case c.End.IsSet():
			h.last = min(last, c.End.Year)
		}
	}
}

// covers is an error where the record does not cover both windows, or lacks a
// year of them.
func (h *holding) covers(o Options) error {
	previous, latest := o.Windows()
	for _, year := range h.release.Lacks {
		if year >= previous.Start.Year && year <= latest.End.Year {
			return fmt.Errorf("%s has no delivery at all in %d: it seems to lack that year, and the windows %s and %s need it; get the file again", h.release.File, year, window(previous), window(latest))
		}
	}
	if h.first <= previous.Start.Year && h.last >= latest.End.Year {
		return nil
	}
	err := fmt.Errorf("%s covers %d to %d; the windows %s and %s reach beyond", h.release.File, h.first, h.last, window(previous), window(latest))
	if n := 2 * o.window(); h.last-h.first+1 >= n {
		return fmt.Errorf("%w; take an end from %d to %d", err, h.first+n-1, h.last)
	}
	return fmt.Errorf("%w; take shorter windows", err)
}

// window writes years as prose does.
func window(p data.Period) string {
	if p.Start == p.End {
		return p.Start.String()
	}
	return fmt.Sprintf("%d–%d", p.Start.Year, p.End.Year)
}

// sides counts the suppliers and recipients of the deliveries between two
// places, in all years.
func (h *holding) sides() (suppliers, recipients []string) {
	for k := range h.years {
		if k.supplier != data.World && k.recipient != data.World {
			suppliers = append(suppliers, k.supplier)
			recipients = append(recipients, k.recipient)
		}
	}
	return unique(suppliers), unique(recipients)
}

func unique(list []string) []string {
	slices.Sort(list)
	return slices.Compact(list)
}

// holds reports whether the record states the exports, or the imports, of
// places to or from the world.
func (h *holding) holds(match func(key) bool) bool {
	for k := range h.years {
		if match(k) {
			return true
		}
	}
	return false
}

func isExports(k key) bool    { return k.supplier != data.World && k.recipient == data.World }
func isImports(k key) bool    { return k.supplier == data.World && k.recipient != data.World }
func isDeliveries(k key) bool { return k.supplier != data.World && k.recipient != data.World }
func isWorld(k key) bool      { return k.supplier == data.World && k.recipient == data.World }

// sortedKeys returns the keys of a map in one order.
func sortedKeys[V any](m map[key]V) []key {
	keys := make([]key, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b key) int {
		return cmp.Or(cmp.Compare(a.supplier, b.supplier), cmp.Compare(a.recipient, b.recipient), cmp.Compare(a.product, b.product))
	})
	return keys
}
