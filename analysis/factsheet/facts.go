package factsheet

import (
	"fmt"
	"slices"

	"github.com/periplus-data/periplus/data"
)

// facts are what all records together tell, each thing from one record.
type facts struct {
	o        Options
	holdings []*holding
	exports  *holding // states the exports of every place
	imports  *holding // states the imports of every place
	pairs    *holding // states who delivered to whom, for the whole world
	parts    []*holding
	products *holding // states the world's volume by category
}

// assign finds what each record is good for. Two records that are good for the
// same are an error: one of them would be counted and the other not.
func assign(holdings []*holding, o Options) (*facts, error) {
	f := &facts{o: o, holdings: holdings}
	take := func(slot **holding, h *holding, what string) error {
		if *slot != nil {
			return fmt.Errorf("%s and %s both hold %s; name one of them", (*slot).release.File, h.release.File, what)
		}
		*slot = h
		return nil
	}
	for _, h := range holdings {
		var err error
		suppliers, recipients := h.sides()
		switch {
		case len(suppliers) > 1 && len(recipients) > 1:
			err = take(&f.pairs, h, "deliveries between all places")
		case len(suppliers) > 0:
			err = f.takePart(h)
		case h.holds(isExports):
			err = take(&f.exports, h, "the exports of every place")
		case h.holds(isImports):
			err = take(&f.imports, h, "the imports of every place")
		case h.holds(isWorld):
			err = take(&f.products, h, "the world's volume by category")
		}
		if err != nil {
			return nil, err
		}
	}
	return f, nil
}

// takePart takes a record of one supplier or one recipient.
func (f *facts) takePart(h *holding) error {
	suppliers, recipients := h.sides()
	for _, other := range f.parts {
		s, r := other.sides()
		if slices.Equal(s, suppliers) && len(s) == 1 || slices.Equal(r, recipients) && len(r) == 1 {
			return fmt.Errorf("%s and %s both hold deliveries of %s; name one of them", other.release.File, h.release.File, name(suppliers[0]))
		}
	}
	f.parts = append(f.parts, h)
	return nil
}

// side picks one side of a key.
type side func(key) string

func supplierOf(k key) string  { return k.supplier }
func recipientOf(k key) string { return k.recipient }

// view looks at deliveries from one side: as imports of ours from theirs, or
// as exports of ours to theirs.
type view struct {
	imports      bool
	ours, theirs side
}

var (
	asImports = view{true, recipientOf, supplierOf}
	asExports = view{false, supplierOf, recipientOf}
)

// sumBy adds the amounts that match, by one side. A row over all products
// stands for its parts where both are there.
func (h *holding) sumBy(of side, match func(key) bool) map[string]amount {
	out := map[string]amount{}
	for _, k := range sortedKeys(h.amounts) {
		if match(k) && !h.isPart(k) {
			out[of(k)] = out[of(k)].plus(h.amounts[k])
		}
	}
	return out
}

// isPart reports whether the record also states the sum over all products of
// the same two places.
func (h *holding) isPart(k key) bool {
	_, stated := h.years[key{k.supplier, k.recipient, data.AllProducts}]
	return k.product != data.AllProducts && stated
}

// sum adds the amounts of all places.
func sum(amounts map[string]amount) amount {
	var total amount
	for _, a := range amounts {
		total = total.plus(a)
	}
	return total
}

// ledger is places with their amounts and the whole that they are parts of.
type ledger struct {
	by    map[string]amount
	total amount
}

// stated returns the total that the record itself states, which is more exact
// than the sum of rounded cells, and the sum where it states none.
func (h *holding) stated(by map[string]amount, match func(key) bool) amount {
	for _, k := range sortedKeys(h.totals) {
		if a := h.totals[k]; match(k) && !a.isNothing() && (k.product == data.AllProducts || h.single(k.product)) {
			return a
		}
	}
	return sum(by)
}

// single reports whether the record has no other product.
func (h *holding) single(product string) bool {
	for k := range h.years {
		if k.product != product {
			return false
		}
	}
	return true
}

// exporters returns the exports of every place.
func (f *facts) exporters() (ledger, bool) {
	switch {
	case f.exports != nil:
		by := f.exports.sumBy(supplierOf, isExports)
		return ledger{by, f.exports.stated(by, isWorld)}, true
	case f.pairs != nil:
		by := f.pairs.sumBy(supplierOf, isDeliveries)
		return ledger{by, sum(by)}, true
	}
	return ledger{}, false
}

// importers returns the imports of every place.
func (f *facts) importers() (ledger, bool) {
	switch {
	case f.imports != nil:
		by := f.imports.sumBy(recipientOf, isImports)
		return ledger{by, f.imports.stated(by, isWorld)}, true
	case f.pairs != nil:
		by := f.pairs.sumBy(recipientOf, isDeliveries)
		return ledger{by, sum(by)}, true
	}
	return ledger{}, false
}

// all returns the imports, or the exports, of every place.
func (f *facts) all(v view) (ledger, bool) {
	if v.imports {
		return f.importers()
	}
	return f.exporters()
}

// used returns the releases that the numbers come from.
func (f *facts) used() []data.Release {
	out := make([]data.Release, len(f.holdings))
	for i, h := range f.holdings {
		out[i] = h.release
	}
	return out
}
