package factsheet

import (
	"cmp"
	"slices"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/place"
)

// world builds the sheet of the world.
func (b *builder) world() {
	f := b.facts
	exports, okX := f.exporters()
	imports, okM := f.importers()
	b.add(Totals, b.worldTotals(exports, imports, okX, okM), NoExporters)
	b.addAll(Exporters, exports, okX, NoExporters)
	b.add(Recipients, b.partnersOf(asExports, exports), NoPairs)
	b.addAll(Importers, imports, okM, NoImporters)
	b.add(Suppliers, b.partnersOf(asImports, imports), NoPairs)
	var regions []Row
	if okM {
		regions = b.regions(imports)
	}
	b.add(Regions, regions, NoImporters)
	b.add(Categories, b.worldCategories(), NoCategories)
	years := f.worldYears()
	b.add(Series, b.series(data.World, years), NoExporters)
	b.add(Means, b.means(data.World, years), NoExporters)
	b.addPending(func(Order) bool { return true })
}

func (b *builder) addAll(id SectionID, l ledger, ok bool, why Reason) {
	var rows []Row
	if ok {
		rows = b.ranked(l, 0, asPlace)
	}
	b.add(id, rows, why)
}

// worldTotals is the volume of all transfers and how many states took part.
func (b *builder) worldTotals(exports, imports ledger, okX, okM bool) []Row {
	var rows []Row
	switch {
	case okX:
		rows = append(rows, b.total(data.World, exports.total))
	case okM:
		rows = append(rows, b.total(data.World, imports.total))
	case b.facts.products != nil:
		h := b.facts.products
		rows = append(rows, b.total(data.World, h.stated(h.sumBy(productOf, isWorld), isWorld)))
	}
	if okX {
		rows = append(rows, b.states("states that exported", exports))
	}
	if okM {
		rows = append(rows, b.states("states that imported", imports))
	}
	return rows
}

// total is a line about a whole; it has no share of anything.
func (b *builder) total(code string, a amount) Row {
	r := b.row(a, amount{})
	asPlace(&r, code)
	return r
}

// states counts the states with deliveries, as SIPRI does: no groups, no
// organisations, no unknown parties. A volume of under half a million counts.
func (b *builder) states(what string, l ledger) Row {
	var n [2]int64
	for code, a := range l.by {
		if p, ok := place.Lookup(code); ok && p.Kind != place.State && p.Kind != place.Territory && p.Kind != place.Former {
			continue
		}
		for w := range n {
			if a.value[w].IsSet() {
				n[w]++
			}
		}
	}
	return Row{Name: what, Period: b.sheet.Latest, Value: data.Int(n[1]), PreviousValue: data.Int(n[0]),
		Change: changeOf(data.Int(n[0]), data.Int(n[1])), Unit: data.Count}
}

// partnersOf returns the main partners of each place of a ledger, largest
// place first, as far as the files hold all of its partners.
func (b *builder) partnersOf(v view, l ledger) []Row {
	var rows []Row
	if b.facts.pairs == nil {
		for _, h := range b.facts.parts {
			if code := h.about(v); code != "" {
				rows = append(rows, b.mainPartners(v, code)...)
			}
		}
		return rows
	}
	for _, r := range b.ranked(l, 0, asPlace) {
		if r.Value.Sign() != 0 {
			rows = append(rows, b.mainPartners(v, r.Place)...)
		}
	}
	return rows
}

// mainPartners returns the largest partners of one place in the latest window.
func (b *builder) mainPartners(v view, code string) []Row {
	l, complete, ok := b.facts.partners(v, []string{code})
	if !ok || !complete {
		return nil
	}
	var rows []Row
	for _, r := range b.ranked(l, 0, asPartner(code)) {
		if r.Value.Sign() != 0 && len(rows) < mainPartners {
			rows = append(rows, r)
		}
	}
	return rows
}

// asPartner names the partners of one place.
func asPartner(ours string) func(*Row, string) {
	return func(r *Row, code string) {
		asPlace(r, ours)
		r.Partner, r.PartnerName = code, name(code)
	}
}

// regions adds the imports of places by SIPRI's regions. What has none, as an
// international body, is one line without a rank.
func (b *builder) regions(imports ledger) []Row {
	by := map[string]amount{}
	for code, a := range imports.by {
		p, _ := place.Lookup(code)
		by[p.Region] = by[p.Region].plus(a)
	}
	named := ledger{by: by, total: imports.total}
	rest, hasRest := by[""]
	delete(by, "")
	rows := b.ranked(named, 0, func(r *Row, region string) { r.Name = region })
	if hasRest {
		r := b.row(rest, imports.total)
		r.Name = "in no region"
		rows = append(rows, r)
	}
	return rows
}

func productOf(k key) string { return k.product }

// SIPRICategories are the categories of arms of SIPRI's database.
var SIPRICategories = []string{"Aircraft", "Air defence systems", "Anti-submarine warfare weapons", "Armoured vehicles", "Artillery", "Engines",
	"Missiles", "Naval weapons", "Other", "Satellites", "Sensors", "Ships"}

// worldCategories takes the categories from the table of them, else from the
// deliveries.
func (b *builder) worldCategories() []Row {
	if h := b.facts.products; h != nil {
		return b.categories(h, isWorld)
	}
	return b.categories(b.facts.pairs, isDeliveries)
}

// categories returns the volume of each category of arms in what matches. A
// register without categories, whose products are hundreds of kinds of weapons,
// gives none.
func (b *builder) categories(h *holding, match func(key) bool) []Row {
	if h == nil {
		return nil
	}
	by := map[string]amount{}
	for _, k := range sortedKeys(h.amounts) {
		if k.product == data.AllProducts || !match(k) {
			continue
		}
		if !slices.Contains(SIPRICategories, k.product) {
			return nil
		}
		by[k.product] = by[k.product].plus(h.amounts[k])
	}
	if len(by) == 0 {
		return nil
	}
	l := ledger{by, sum(by)}
	if h == b.facts.products {
		l.total = h.stated(by, isWorld)
	}
	return b.ranked(l, 0, func(r *Row, category string) { r.Name = category })
}

// worldYears returns the world's volume of each year, from a row that states it
// before the sum of rounded cells.
func (f *facts) worldYears() map[int]yearly {
	for _, h := range []*holding{f.exports, f.imports} {
		if h != nil && len(h.worldYears) > 0 {
			return h.worldYears
		}
	}
	for _, source := range []struct {
		h     *holding
		match func(key) bool
	}{{f.exports, isExports}, {f.imports, isImports}, {f.pairs, isDeliveries}, {f.products, isWorld}} {
		if source.h != nil {
			return source.h.yearsOf(source.match)
		}
	}
	return nil
}

// yearly is the volume of one year and the part of it that is an estimate.
type yearly struct{ value, straddling data.Number }

// yearsOf adds the years of all keys that match. Years that the record covers
// without deliveries are 0; those that it lacks are left out.
func (h *holding) yearsOf(match func(key) bool) map[int]yearly {
	out := map[int]yearly{}
	for year := h.first; year <= h.last; year++ {
		if !slices.Contains(h.release.Lacks, year) {
			out[year] = yearly{zero, zero}
		}
	}
	for _, k := range sortedKeys(h.years) {
		if !match(k) || h.isPart(k) {
			continue
		}
		for year, g := range h.years[k] {
			if y, ok := out[year]; ok {
				out[year] = yearly{y.value.Add(orZero(g.Value)), y.straddling.Add(g.Straddling)}
			}
		}
	}
	return out
}

// series is one line for each year up to the end of the latest window.
func (b *builder) series(code string, years map[int]yearly) []Row {
	var rows []Row
	for _, year := range b.yearsUpToEnd(years) {
		r := Row{Period: data.Period{Start: data.Date{Year: year}, End: data.Date{Year: year}}, Value: years[year].value,
			Unit: data.TIVMillion, Estimate: years[year].straddling}
		asPlace(&r, code)
		rows = append(rows, r)
	}
	return rows
}

// means is one line for each year that has a whole window behind it: the mean
// of the years of that window.
func (b *builder) means(code string, years map[int]yearly) []Row {
	n := b.facts.o.Window
	var rows []Row
	for _, last := range b.yearsUpToEnd(years) {
		total, divided, ok := zero, false, true
		for year := last - n + 1; year <= last && ok; year++ {
			var y yearly
			if y, ok = years[year]; ok {
				total = total.Add(y.value)
				divided = divided || y.straddling.Sign() != 0
			}
		}
		if !ok {
			continue
		}
		r := Row{Period: data.Period{Start: data.Date{Year: last - n + 1}, End: data.Date{Year: last}}, Value: total.Quo(data.Int(int64(n))), Unit: data.TIVMillion}
		asPlace(&r, code)
		if divided {
			r.Note = "some years hold parts of deals over several years"
		}
		rows = append(rows, r)
	}
	return rows
}

func (b *builder) yearsUpToEnd(years map[int]yearly) []int {
	var out []int
	for year := range years {
		if year <= b.facts.o.End {
			out = append(out, year)
		}
	}
	slices.SortFunc(out, cmp.Compare[int])
	return out
}
