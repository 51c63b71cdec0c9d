package factsheet

import (
	"errors"
	"fmt"
	"slices"

	"github.com/periplus-data/periplus/data"
)

// onePlace builds the sheet of one importer or one exporter.
func (b *builder) onePlace(v view, code string) error {
	us := func(c string) bool { return c == code }
	section, ranking, why := Suppliers, Importers, NoImporters
	order := func(o Order) bool { return us(o.Recipient) }
	if !v.imports {
		section, ranking, why = Recipients, Exporters, NoExporters
		order = func(o Order) bool { return us(o.Supplier) }
	}
	all, hasAll := b.facts.all(v)
	_, listed := all.by[code]
	l, complete, hasPartners := b.facts.partners(v, []string{code})
	if !listed && (!hasPartners || len(l.by) == 0) {
		return b.notThere(v, code)
	}
	b.notePartial(hasPartners && !complete, hasAll)
	total := l.total
	if listed {
		total = all.by[code]
	}
	var totals []Row
	if !b.noWhole {
		totals = []Row{b.total(code, total)}
	}
	b.add(Totals, totals, why)
	if hasAll {
		b.add(ranking, b.only(all, code), NoImporters)
	}
	var rows []Row
	if hasPartners {
		rows = b.ranked(l, 0, asPartner(code))
	}
	if hasPartners && !complete {
		unrank(rows)
	}
	b.add(section, rows, NoPairs)
	mine := func(k key) bool { return isDeliveries(k) && us(v.ours(k)) }
	b.add(Categories, b.categories(b.facts.source(v, []string{code}), mine), NoCategories)
	years := b.facts.yearsFor(v, []string{code})
	b.add(Series, b.series(code, years), why)
	b.add(Means, b.means(code, years), why)
	b.addPending(order)
	return nil
}

// notePartial notes that some partners are not in the files, with the whole that
// they are parts of or without it.
func (b *builder) notePartial(partial, hasWhole bool) {
	b.some = b.some || partial && hasWhole
	b.noWhole = b.noWhole || partial && !hasWhole
}

// unrank takes the ranks off: a partner that the files lack may be larger.
func unrank(rows []Row) {
	for i := range rows {
		rows[i].Rank = 0
	}
}

// only returns the line of one place in the ranking of all.
func (b *builder) only(all ledger, code string) []Row {
	for _, r := range b.ranked(all, 0, asPlace) {
		if r.Place == code {
			return []Row{r}
		}
	}
	return nil
}

// ErrNoPlace is wrapped by the error of Compute where no file has deliveries
// to or from the place asked for in either window.
var ErrNoPlace = errors.New("no deliveries")

// notThere says that a place has no deliveries in the windows, and when it had
// the last.
func (b *builder) notThere(v view, code string) error {
	what, last := "from", 0
	if v.imports {
		what = "to"
	}
	for _, h := range b.facts.holdings {
		for k, years := range h.years {
			for year := range years {
				if v.ours(k) == code {
					last = max(last, year)
				}
			}
		}
	}
	if last == 0 {
		return fmt.Errorf("the files hold %w %s %s (%s) in any year", ErrNoPlace, what, name(code), code)
	}
	both := data.Period{Start: b.sheet.Previous.Start, End: b.sheet.Latest.End}
	return fmt.Errorf("the files hold %w %s %s (%s) in %s; the last year with any is %d", ErrNoPlace, what, name(code), code, window(both), last)
}

// yearsFor returns the volume of our places in each year: from the table of
// all imports or exports if there is one, else from the deliveries.
func (f *facts) yearsFor(v view, us []string) map[int]yearly {
	whole, world := f.exports, isExports
	if v.imports {
		whole, world = f.imports, isImports
	}
	match := func(k key) bool { return slices.Contains(us, v.ours(k)) }
	if whole != nil {
		return whole.yearsOf(func(k key) bool { return world(k) && match(k) })
	}
	if h := f.source(v, us); h != nil {
		return h.yearsOf(func(k key) bool { return isDeliveries(k) && match(k) })
	}
	return nil
}

// group builds the sheet of several places as one. Deliveries between members
// are counted, as SIPRI counts them in the imports of a region, and stand in a
// line of their own that names no partner.
func (b *builder) group() error {
	g := b.facts.o.Group
	found := false
	for _, part := range []struct {
		v        view
		ranking  SectionID
		partners SectionID
		why      Reason
	}{{asExports, Exporters, Recipients, NoExporters}, {asImports, Importers, Suppliers, NoImporters}} {
		all, hasAll := b.facts.all(part.v)
		var members []Row
		if hasAll {
			members = b.members(all)
		}
		l, complete, ok := b.facts.partners(part.v, g.Members)
		found = found || len(members) > 0 || ok && len(l.by) > 0
		b.notePartial(ok && !complete, hasAll)
		b.add(part.ranking, members, part.why)
		var rows []Row
		if ok {
			if rows = b.outside(l); !complete {
				unrank(rows)
			}
		}
		b.add(part.partners, rows, NoPairs)
	}
	if !found {
		return fmt.Errorf("the files hold %w from or to any member of %s", ErrNoPlace, g.Name)
	}
	mine := func(k key) bool { return isDeliveries(k) && g.has(k.recipient) }
	b.add(Categories, b.categories(b.facts.source(asImports, g.Members), mine), NoCategories)
	years := b.facts.yearsFor(asImports, g.Members)
	b.add(Series, b.asGroup(b.series("", years)), NoImporters)
	b.add(Means, b.asGroup(b.means("", years)), NoImporters)
	b.addPending(func(o Order) bool { return g.has(o.Recipient) || g.has(o.Supplier) })
	return nil
}

func (b *builder) asGroup(rows []Row) []Row {
	for i := range rows {
		rows[i].Place, rows[i].Name = "", b.facts.o.Group.Name
	}
	return rows
}

// members returns the group as a part of the world, then its members, whose
// rank is the one among all places.
func (b *builder) members(all ledger) []Row {
	g := b.facts.o.Group
	var total amount
	for _, code := range g.Members {
		total = total.plus(all.by[code])
	}
	if total.latest().Sign() == 0 && total.previous().Sign() == 0 {
		return nil
	}
	first := b.row(total, all.total)
	first.Name = g.Name
	rows := []Row{first}
	for _, r := range b.ranked(all, 0, asPlace) {
		if g.has(r.Place) {
			rows = append(rows, r)
		}
	}
	return rows
}

// outside returns the partners of a group; the deliveries between members are
// one line.
func (b *builder) outside(l ledger) []Row {
	g := b.facts.o.Group
	out := ledger{by: map[string]amount{}, total: l.total}
	var inside amount
	any := false
	for code, a := range l.by {
		if g.has(code) {
			inside, any = inside.plus(a), true
			continue
		}
		out.by[code] = a
	}
	var rows []Row
	if any {
		b.inside = true
		r := b.row(inside, l.total)
		r.Name, r.PartnerName = g.Name, "inside the group"
		rows = append(rows, r)
	}
	return append(rows, b.ranked(out, 0, func(r *Row, code string) { r.Name, r.Partner, r.PartnerName = g.Name, code, name(code) })...)
}
