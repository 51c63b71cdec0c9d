package sipri

import (
	"fmt"
	"strings"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
	"github.com/periplus-data/periplus/data/place"
)

// The reasons in the account of a panel.
const (
	reasonEmpty      = "no deliveries identified"
	reasonAllParts   = "a total over suppliers or recipients, checked against its parts"
	reasonYearsTotal = "a total over years, checked against its years"
	reasonNoParts    = "a total whose parts are not in the file"
)

// zeroInPanel marks a 0 of a panel: users fill it in for an empty cell too.
const zeroInPanel = "0: under 0.5 or none"

// panelKey is a row of a panel; "" and 0 stand for all.
type panelKey struct {
	supplier, recipient string
	year                int
}

// over returns the key of a total over the given sides.
func (k panelKey) over(supplier, recipient, year bool) panelKey {
	if supplier {
		k.supplier = ""
	}
	if recipient {
		k.recipient = ""
	}
	if year {
		k.year = 0
	}
	return k
}

func (k panelKey) isTotal() bool { return k.supplier == "" || k.recipient == "" || k.year == 0 }

type panelRow struct {
	panelKey
	value data.Decimal
	line  int
}

type panelSum struct {
	data.Total
	cells int
}

// openPanel opens a tidy panel. Rows whose supplier or recipient is All, or
// whose year is Total, are no parts: each is checked against its parts and
// dropped. A total over suppliers or over recipients of which the file has no
// part is a flow with the world.
func openPanel(f *file.File, text string, l *layout, o data.ReadOptions) (*data.Reading, error) {
	r := newReader(f.Name, text, l, o)
	var rows []panelRow
	for r.next() {
		if row, ok := r.panelRow(); ok {
			rows = append(rows, row)
		}
	}
	if err := r.err(); err != nil {
		return nil, err
	}
	if r.account.Read == 0 {
		return nil, &data.ParseError{File: f.Name, Line: l.line, Err: errNoRows}
	}
	rel, err := describe(f, l, r.pre, "panel of suppliers and recipients")
	if err != nil {
		return nil, err
	}
	rel.ID = data.NewReleaseID(l.format, rel.Vintage)
	out := r.panelFlows(rows, rel.ID)
	var span [2]int
	for i := range out {
		y := out[i].Period.Year
		if span[0] == 0 || y < span[0] {
			span[0] = y
		}
		span[1] = max(span[1], y)
	}
	rel.Coverage = r.pre.covered(span)
	r.account.Flows = len(out)
	r.warn("%s: a panel that somebody made of SIPRI's data does not say whether every supplier is in it", r.name)
	t := Table{Flows: out}
	return &data.Reading{Release: rel, Account: r.account, Warnings: append(r.warnings, r.places.warnings(r.name)...), Flows: t.All()}, nil
}

// panelRow reads the record under way.
func (r *reader) panelRow() (panelRow, bool) {
	r.account.Read++
	row := panelRow{line: r.line()}
	if r.secondHeader() {
		r.account.Drop(reasonHeader, row.line)
		return row, false
	}
	if n := len(r.cells); n != len(r.l.header) {
		for len(r.cells) > len(r.l.header) && r.cells[len(r.cells)-1] == "" {
			r.cells = r.cells[:len(r.cells)-1]
		}
		if len(r.cells) != len(r.l.header) {
			r.trouble = fmt.Errorf("the row has %d cells where the header has %d; it is cut off, or a text with the delimiter in it is not quoted", n, len(r.l.header))
		}
	}
	if r.trouble == nil {
		row.supplier, row.recipient = r.panelParty(supplierField), r.panelParty(recipientField)
		row.year = r.panelYear()
		row.value = r.number(valueField)
	}
	if r.reject() {
		return row, false
	}
	if !row.value.IsSet() {
		r.account.Drop(reasonEmpty, row.line)
		return row, false
	}
	for _, f := range []field{supplierField, recipientField} {
		if e := r.places.entries[r.get(f)]; e != nil && row.year > 0 {
			e.note(row.year, row.year)
		}
	}
	return row, true
}

// panelParty returns the place code of a side, "" for all.
func (r *reader) panelParty(f field) string {
	name := r.get(f)
	if party(name) == "" && name != "" {
		return ""
	}
	e := r.places.find(name)
	if e.err != nil {
		r.fail(f, e.err)
	}
	if e.place.Kind == place.World {
		return ""
	}
	return e.place.Code
}

// panelYear returns the year of a row, 0 for all.
func (r *reader) panelYear() int {
	cell := r.get(yearField)
	if b := bare(cell); b == "total" || b == "all" || b == "sum" || b == "allyears" {
		return 0
	}
	if c, ok := spanOf(cell); ok && c.from < c.to {
		return 0
	}
	y, err := parseYear(cell)
	if err == nil && y == 0 {
		err = fmt.Errorf("the year is missing; write it with four digits, or Total")
	}
	if err != nil {
		r.fail(yearField, err)
	}
	return y
}

// panelFlows keeps the totals out of the parts.
func (r *reader) panelFlows(rows []panelRow, source string) []data.Flow {
	sums := map[panelKey]*panelSum{}
	add := func(k panelKey, row panelRow) {
		s := sums[k]
		if s == nil {
			s = &panelSum{}
			sums[k] = s
		}
		s.Add(row.value)
		s.cells++
	}
	seen, repeated := map[panelKey]bool{}, tally{}
	for _, row := range rows {
		if row.isTotal() {
			continue
		}
		if seen[row.panelKey] {
			repeated.add(row.line, 1)
		}
		seen[row.panelKey] = true
		for mask := 1; mask < 8; mask++ {
			add(row.over(mask&1 != 0, mask&2 != 0, mask&4 != 0), row)
		}
	}
	if repeated.count > 0 {
		r.warn("%s: %d rows repeat a supplier, recipient and year (lines %s); they are taken as parts of one sum", r.name, repeated.count, joinLines(repeated.lines))
	}
	// A total over one side that has no parts is all that the file says.
	for _, row := range rows {
		if row.lonely(sums) {
			add(row.over(false, false, true), row)
		}
	}
	var out []data.Flow
	for _, row := range rows {
		if !row.isTotal() || row.lonely(sums) {
			out = append(out, row.flow(source))
			continue
		}
		r.checkPanelTotal(row, sums)
	}
	return out
}

// lonely reports whether a row is the total over one side in one year, and no
// part of it is in the file.
func (row *panelRow) lonely(sums map[panelKey]*panelSum) bool {
	return row.year != 0 && (row.supplier == "") != (row.recipient == "") && sums[row.panelKey] == nil
}

func (row *panelRow) flow(source string) data.Flow {
	f := data.Flow{Reporter: row.recipient, Partner: row.supplier, Flow: data.Import, Product: data.AllProducts, Classification: classification,
		Period: data.Date{Year: row.year}, Value: row.value, Unit: data.TIVMillion, Source: source, Line: row.line}
	switch {
	case row.recipient == "":
		f.Reporter, f.Partner, f.Flow = row.supplier, data.World, data.Export
	case row.supplier == "":
		f.Partner = data.World
	}
	if row.value.Sign() == 0 {
		f.Flag = zeroInPanel
	}
	return f
}

// checkPanelTotal counts a total as dropped and holds it against its parts.
func (r *reader) checkPanelTotal(row panelRow, sums map[panelKey]*panelSum) {
	s := sums[row.panelKey]
	if s == nil {
		r.account.Drop(reasonNoParts, row.line)
		return
	}
	reason := reasonAllParts
	if row.year == 0 {
		reason = reasonYearsTotal
	}
	r.account.Drop(reason, row.line)
	if sum := s.Number(); differs(row.value.Number(), sum, s.cells) {
		r.warn("%s:%d: the total says %s, but its parts add up to %s", r.name, row.line, row.value, sum)
	}
}

// joinLines writes line numbers for a message.
func joinLines(lines []int) string {
	return strings.Trim(strings.Join(strings.Fields(fmt.Sprint(lines)), ", "), "[]")
}
