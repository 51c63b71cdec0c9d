package sipri

import (
	"fmt"
	"iter"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
	"github.com/periplus-data/periplus/data/place"
)

// TableKind says what the rows of a TIV table are.
type TableKind string

// The kinds of TIV tables.
const (
	ImportsByRecipient TableKind = "imports by recipient"          // of all suppliers together
	ExportsBySupplier  TableKind = "exports by supplier"           // to all recipients together
	ExportsOfSupplier  TableKind = "exports of one supplier"       // its recipients
	ImportsOfRecipient TableKind = "imports of one recipient"      // its suppliers
	ByCategory         TableKind = "deliveries by weapon category" // of all, or of one supplier or recipient
)

// TableOptions say how to read a TIV table. The zero value decides by content.
type TableOptions struct {
	data.ReadOptions
	// Kind overrides what the rows are taken to be.
	Kind TableKind
	// Subject is the supplier or recipient of a table of one, as SIPRI writes
	// the name; it overrides the title.
	Subject string
}

// Table is a TIV table.
type Table struct {
	Release data.Release
	Kind    TableKind
	// Subject is the place code of the one supplier or recipient whose table it
	// is, "" for a table of all.
	Subject string
	// Flows are the cells with a volume, row by row, in million TIV. A table of
	// recipients of all suppliers has the world as partner and the flow M, one
	// of suppliers to all recipients the world and X; a table of one supplier
	// or recipient has both parties and M, as a register has. The total row is
	// there too, with the world in place of the party and Aggregate set; that
	// of a table by category has the product data.AllProducts.
	Flows    []data.Flow
	Account  data.Account
	Warnings []error
}

// All yields the flows.
func (t *Table) All() iter.Seq2[data.Flow, error] {
	return func(yield func(data.Flow, error) bool) {
		for _, f := range t.Flows {
			if !yield(f, nil) {
				return
			}
		}
	}
}

// ReadTable reads a TIV table of either generation, also one within a reply of
// the database. Sums and percentages that a table holds are checked against
// its cells, within what rounding allows, and a difference is a warning. What
// the rows are is decided by the rows, then by the total row and the header,
// then by the title, which is known to be wrong at times; where they disagree
// a warning says so. The error joins a *data.ParseError for each cell that
// cannot be read.
func ReadTable(f *file.File, o TableOptions) (*Table, error) {
	text, l, err := open(f)
	if err != nil {
		return nil, err
	}
	if l.format != FormatTable {
		return nil, &data.ParseError{File: f.Name, Err: fmt.Errorf("is no TIV table but a file of the format %s", l.format)}
	}
	return readTable(f, text, l, o)
}

// yearColumn is a column of a TIV table.
type yearColumn struct {
	cell     int
	from, to int // one year, or the years of a sum
	percent  bool
	every    bool // a sum over all years of the table
}

func (c yearColumn) isYear() bool { return c.from == c.to && !c.percent && !c.every }

var yearSpan = regexp.MustCompile(`^[Xx]?(\d{4})(?:\s*[-–.]\s*(\d{4}))?$`)

// rowHeaders are what stands over the names of a TIV table, as bare makes it.
var rowHeaders = []string{"", "recipient", "supplier", "exportsby", "importsby", "exporter", "importer", "country", "armamentcategory", "weaponcategory",
	"category", "weapontype", "unnamed0", "x", "v1"}

// matchTable reports whether the header is that of a TIV table, and notes its
// columns.
func (l *layout) matchTable() bool {
	first := slices.IndexFunc(l.header, func(c string) bool { _, ok := spanOf(c); return ok })
	if first < 1 || !slices.Contains(rowHeaders, bare(l.header[first-1])) {
		return false
	}
	said := mentionsTIV(l.preamble) || strings.HasSuffix(bare(l.header[first-1]), "sby")
	var found []yearColumn
	var last yearColumn
	years := 0
	for i := first; i < len(l.header); i++ {
		name := bare(l.header[i])
		c, ok := spanOf(l.header[i])
		switch {
		case ok && c.from < c.to && c.isSpanOf(found):
		case ok && c.from == c.to:
			years++
		case ok:
			return false
		case name == "total" || name == "sumtotalyears" || name == "totaltiv":
			c = yearColumn{every: true}
		case strings.HasPrefix(name, "percentage"):
			c = last
			c.percent = true
		case name == "" || strings.HasPrefix(name, "unnamed"):
			continue
		default:
			return false
		}
		said = said || name == "sumtotalyears" || name == "percentageoftotal"
		c.cell = i
		found = append(found, c)
		last = c
	}
	if years == 0 || !said {
		return false
	}
	l.years = found
	l.column = noColumns()
	l.column[nameField] = first - 1
	return true
}

// isSpanOf reports whether some year of the span has a column.
func (c yearColumn) isSpanOf(columns []yearColumn) bool {
	return slices.ContainsFunc(columns, func(y yearColumn) bool { return y.isYear() && y.from >= c.from && y.from <= c.to })
}

// spanOf reads the header 1950, 1950-2024, or X1950 as R writes it.
func spanOf(header string) (yearColumn, bool) {
	m := yearSpan.FindStringSubmatch(header)
	if m == nil {
		return yearColumn{}, false
	}
	from, _ := strconv.Atoi(m[1])
	to := from
	if m[2] != "" {
		to, _ = strconv.Atoi(m[2])
	}
	return yearColumn{from: from, to: to}, from >= firstYear && to >= from && to <= finalYear
}

// tableRow is one row of a TIV table.
type tableRow struct {
	line   int
	name   string
	total  bool
	cells  []string
	pieces []piece
	values []tableValue
}

type tableValue struct {
	year  int
	value data.Decimal
}

// tableReader reads a TIV table.
type tableReader struct {
	*reader
	o    TableOptions
	rows []tableRow
	t    *Table
	// The side of a flow that the rows are, and the party that the title names.
	rowsAre side
	subject string
}

// side is what the rows of a table are.
type side string

const (
	recipients side = "recipients"
	suppliers  side = "suppliers"
	categories side = "weapon categories"
)

func readTable(f *file.File, text string, l *layout, o TableOptions) (*Table, error) {
	r := &tableReader{reader: newReader(f.Name, text, l, o.ReadOptions), o: o, t: &Table{}}
	r.account.Of = "cells"
	for r.next() {
		r.row()
	}
	if len(r.rows) == 0 && len(r.errs) == 0 {
		return nil, &data.ParseError{File: f.Name, Line: l.line, Err: errNoRows}
	}
	if err := r.decide(); err != nil {
		r.problem(&data.ParseError{File: r.name, Line: l.line, Err: err})
	}
	rel, err := r.release(f)
	if err != nil {
		return nil, err
	}
	r.t.Release = rel
	for i := range r.rows {
		r.rowFlows(&r.rows[i])
	}
	if err := r.err(); err != nil {
		return nil, err
	}
	r.checkTotals()
	r.account.Flows = len(r.t.Flows)
	r.t.Account = r.account
	r.t.Warnings = append(r.warnings, r.places.warnings(r.name)...)
	return r.t, nil
}

// The reasons in the account of a table.
const (
	reasonSum     = "a sum over years, checked against its cells"
	reasonPercent = "a percentage, checked against the sums"
	reasonAgain   = "a year shown a second time"
)

// row reads the record under way into the rows.
func (r *tableReader) row() {
	if r.secondHeader() {
		return
	}
	if want := len(r.l.header); len(r.cells) != want {
		for len(r.cells) > want && r.cells[len(r.cells)-1] == "" {
			r.cells = r.cells[:len(r.cells)-1]
		}
		if len(r.cells) != want {
			r.account.Read++
			r.trouble = fmt.Errorf("the row has %d cells where the header has %d; it is cut off, or the file is damaged", len(r.cells), want)
			r.reject()
			return
		}
	}
	row := tableRow{line: r.line(), name: r.get(nameField), cells: slices.Clone(r.cells), pieces: slices.Clone(r.pieces)}
	row.total = strings.HasPrefix(bare(row.name), "total")
	seen := map[int]data.Decimal{}
	for _, c := range r.l.years {
		cell := r.cells[c.cell]
		if isMissing(cell) {
			continue
		}
		r.account.Read++
		r.bad = r.bad[:0]
		if !c.isYear() {
			if _, err := parseSum(cell); err != nil {
				r.failAt(c.cell, err)
				r.reject()
				continue
			}
			r.account.Drop(map[bool]string{false: reasonSum, true: reasonPercent}[c.percent], row.line)
			continue
		}
		v, err := parseNumber(cell)
		before, again := seen[c.from]
		if err == nil && again && before != v {
			err = fmt.Errorf("%q differs from %q under the same year", clip(cell), before.String())
		}
		if r.failAt(c.cell, err); r.reject() {
			continue
		}
		if again {
			r.account.Drop(reasonAgain, row.line)
			continue
		}
		seen[c.from] = v
		row.values = append(row.values, tableValue{c.from, v})
	}
	r.rows = append(r.rows, row)
}

// parseSum reads a cell of a column of sums or percentages.
func parseSum(cell string) (data.Number, error) {
	d, err := parseNumber(strings.TrimSuffix(cell, "%"))
	if err == nil && !d.IsSet() {
		err = fmt.Errorf("cannot read %q as a number", clip(cell))
	}
	return d.Number(), err
}

// rowFlows turns a row into flows.
func (r *tableReader) rowFlows(row *tableRow) {
	f := data.Flow{Product: data.AllProducts, Classification: classification, Unit: data.TIVMillion, Source: r.t.Release.ID, Line: row.line}
	party, err := r.party(row)
	if err != nil {
		r.cells, r.pieces, r.bad = row.cells, row.pieces, r.bad[:0]
		for range row.values { // each cell of the row is lost
			r.bad, r.trouble = r.bad[:0], nil
			r.fail(nameField, err)
			if r.reject(); !r.o.KeepGoing {
				break
			}
		}
		return
	}
	switch r.t.Kind {
	case ImportsByRecipient:
		f.Reporter, f.Partner, f.Flow = party.Code, data.World, data.Import
	case ExportsBySupplier:
		f.Reporter, f.Partner, f.Flow = party.Code, data.World, data.Export
	case ExportsOfSupplier:
		f.Reporter, f.Partner, f.Flow = party.Code, r.t.Subject, data.Import
	case ImportsOfRecipient:
		f.Reporter, f.Partner, f.Flow = r.t.Subject, party.Code, data.Import
	case ByCategory:
		r.categoryFlow(&f, row)
	}
	if r.t.Kind != ByCategory && (party.Kind == place.World || party.Kind == place.Aggregate) {
		if f.Aggregate = data.ReporterSide; r.t.Kind == ImportsOfRecipient {
			f.Aggregate = data.PartnerSide
		}
	}
	for _, v := range row.values {
		f.Period.Year, f.Value, f.Flag = v.year, v.value, ""
		if v.value.Sign() == 0 {
			f.Flag = under
		}
		r.t.Flows = append(r.t.Flows, f)
	}
	if e := r.places.entries[row.name]; e != nil && len(row.values) > 0 {
		e.note(row.values[0].year, row.values[len(row.values)-1].year)
	}
}

// party returns the place of a row; that of a total is the world.
func (r *tableReader) party(row *tableRow) (place.Place, error) {
	if row.total {
		return place.Place{Code: data.World, Kind: place.World}, nil
	}
	if r.t.Kind == ByCategory {
		return place.Place{}, nil
	}
	e := r.places.find(row.name)
	return e.place, e.err
}

// categoryFlow sets the sides of a row of a table by category.
func (r *tableReader) categoryFlow(f *data.Flow, row *tableRow) {
	f.Reporter, f.Partner, f.Flow = data.World, data.World, data.Export
	if strings.HasPrefix(r.pre.direction, "imports") {
		f.Flow = data.Import
	}
	if r.t.Subject != "" {
		f.Reporter = r.t.Subject
		if f.Flow = data.Export; r.pre.recipient != "" {
			f.Flow = data.Import
		}
	}
	if !row.total {
		f.Product = row.name
	}
}
