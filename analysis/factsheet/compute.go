package factsheet

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/place"
)

// Compute makes a sheet from the records of SIPRI's database that it is given.
// It reads the records and modifies nothing.
//
// Each record is used for what it tells: a trade register for who delivered to
// whom, a TIV table for the exports or imports of every place, for the world's
// volume by category, or for the partners of one place. A table of all exports
// or imports goes before a register, whose years of a classic layout are
// estimates.
//
// It is an error where a record does not cover both windows (the error says
// which years it covers), where two records tell the same, where the place
// asked for is in none, and where the records hold no arms in TIV. Records of
// different vintages are a warning.
func Compute(ctx context.Context, records []data.Record, o Options) (*Sheet, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	if len(records) == 0 {
		return nil, errors.New("a fact sheet needs at least one file")
	}
	o.Window = o.window()
	var holdings []*holding
	var problems []error
	for _, r := range records {
		h, err := gather(ctx, r, o)
		if err == nil {
			err = h.covers(o)
		}
		problems = append(problems, err)
		holdings = append(holdings, h)
	}
	if err := errors.Join(problems...); err != nil {
		return nil, err
	}
	f, err := assign(holdings, o)
	if err != nil {
		return nil, err
	}
	s := &Sheet{Options: o, Releases: f.used()}
	s.Previous, s.Latest = o.Windows()
	b := builder{facts: f, sheet: s}
	if err := b.build(); err != nil {
		return nil, err
	}
	b.caution()
	return s, nil
}

// builder fills a sheet from facts.
type builder struct {
	facts     *facts
	sheet     *Sheet
	estimated bool // some row has an estimate
	pended    bool // deliveries are still to come
	some      bool // some partners are not in the files
	noWhole   bool // some partners are not in the files, nor is the whole
	inside    bool // deliveries inside the group are counted
}

func (b *builder) build() error {
	o := b.facts.o
	switch {
	case o.Recipient != "":
		return b.onePlace(asImports, o.Recipient)
	case o.Supplier != "":
		return b.onePlace(asExports, o.Supplier)
	case o.Group != nil:
		return b.group()
	}
	b.world()
	return nil
}

// add puts a section on the sheet, or says why it is left out.
func (b *builder) add(id SectionID, rows []Row, why Reason) {
	if len(rows) == 0 {
		b.sheet.LeftOut = append(b.sheet.LeftOut, LeftOut{id, why})
		return
	}
	for _, r := range rows {
		b.estimated = b.estimated || r.Estimate.Sign() != 0
	}
	b.sheet.Sections = append(b.sheet.Sections, Section{id, rows})
}

// row is the line of an amount as part of a whole.
func (b *builder) row(a, whole amount) Row {
	r := Row{Period: b.sheet.Latest, Value: a.latest(), Share: percentOf(a.latest(), whole.latest()),
		PreviousValue: a.previous(), PreviousShare: percentOf(a.previous(), whole.previous()),
		Change: changeOf(a.previous(), a.latest()), Unit: data.TIVMillion, Estimate: orZero(a.straddling[1])}
	if a.previous().Sign() == 0 && a.latest().Sign() != 0 {
		r.Note = "nothing in the previous window"
	}
	if p := orZero(a.straddling[0]); p.Sign() != 0 {
		r.addNote(fmt.Sprintf("of previous_value %s is an estimate", p.Significant(data.ToNearest)))
	}
	return r
}

func (r *Row) addNote(text string) {
	if r.Note != "" {
		r.Note += "; "
	}
	r.Note += text
}

// ranked returns a line for each place, the largest first, then by code.
// Parties that the source could not identify are parts of the whole but have
// no rank. top of 0 is all.
func (b *builder) ranked(l ledger, top int, fill func(r *Row, code string)) []Row {
	codes := make([]string, 0, len(l.by))
	for code, a := range l.by {
		if !a.isNothing() && (a.latest().Sign() != 0 || a.previous().Sign() != 0) {
			codes = append(codes, code)
		}
	}
	slices.SortFunc(codes, func(x, y string) int {
		return cmp.Or(l.by[y].latest().Cmp(l.by[x].latest()), l.by[y].previous().Cmp(l.by[x].previous()), cmp.Compare(x, y))
	})
	var rows []Row
	before := 0 // how many ranked places have a larger value
	var last data.Number
	rank := 0
	for _, code := range codes {
		a := l.by[code]
		r := b.row(a, l.total)
		fill(&r, code)
		if isRanked(code) && a.latest().Sign() != 0 {
			if before++; !last.IsSet() || !last.Equal(a.latest()) {
				rank, last = before, a.latest()
			}
			r.Rank = rank
		}
		if rows = append(rows, r); len(rows) == top {
			break
		}
	}
	return rows
}

// isRanked reports whether a party has a place in an order. A party that no
// table of places has, as SIPRI adds some each year, has the name as its code.
func isRanked(code string) bool {
	p, ok := place.Lookup(code)
	if !ok {
		return !strings.Contains(strings.ToLower(code), "unknown")
	}
	return p.Kind != place.Unknown && p.Kind != place.Residual
}

// name is the English name of a place, and its code where it has none.
func name(code string) string {
	if p, ok := place.Lookup(code); ok && p.Name != "" {
		return p.Name
	}
	return code
}

func asPlace(r *Row, code string) { r.Place, r.Name = code, name(code) }

// caution says what a reader of this sheet must know.
func (b *builder) caution() {
	s := b.sheet
	s.Cautions = []Caution{VolumeNotPrice, UseWindows, RevisedEachYear, LatestIncomplete}
	for _, c := range []struct {
		when bool
		what Caution
	}{{b.yearNotOver(), YearNotOver}, {b.estimated, SplitDeals}, {b.facts.exports != nil || b.facts.imports != nil, CellsRounded}, {b.some, SomePartners}, {b.noWhole, NoWhole}, {b.inside, InsideGroup}, {b.pended, PendingOnDay}} {
		if c.when {
			s.Cautions = append(s.Cautions, c.what)
		}
	}
	s.Warnings = append(s.Warnings, b.facts.warnings()...)
}

func (b *builder) yearNotOver() bool {
	for _, r := range b.sheet.Releases {
		if r.Generated.IsSet() && r.Generated.Year <= b.facts.o.End {
			return true
		}
	}
	return false
}
