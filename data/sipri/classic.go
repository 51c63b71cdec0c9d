package sipri

import (
	"fmt"
	"slices"
	"strings"

	"github.com/periplus-data/periplus/data"
)

// The reasons in the account of a register.
const (
	reasonSplit    = "a deal over several delivery years, its volume divided evenly"
	reasonYears    = "further delivery years of a deal"
	reasonPending  = "ordered, nothing delivered yet"
	reasonPlanned  = "a delivery planned after the file was made"
	reasonUnknown  = "delivered, but no volume is stated"
	reasonRepeats  = "repeats an earlier row"
	reasonHeader   = "the header once more"
	reasonRejoined = "a record that line ends within a cell had parted"
	reasonComma    = "a delimiter within a text that is not quoted"
	reasonTwice    = "a delivery year listed twice"
)

// join completes a record of a classic register. SIPRI leaves line ends in its
// comments as they are, so that a few records are parted: into 13 and 4 cells,
// or, where a spreadsheet has padded the lines, 16 each.
func (r *reader) join() {
	want := len(r.l.header)
	n := len(r.cells)
	if n == want && !r.mayBeParted() {
		return
	}
	r.cells = slices.Clone(r.cells)
	if n > want {
		r.unpad(want)
		return
	}
	comments := r.l.column[commentsField]
	for len(r.cells) <= want {
		// A whole next record ends the attempt.
		back := r.scan
		back.cells = nil
		if !r.scan.next() {
			break
		}
		next := r.scan.cells
		padded := len(r.cells) == want && len(next) == want && comments >= 0 && r.isTail(next)
		if !padded && (len(r.cells) == want || len(next) == want || len(next) == 0 || len(r.cells)+len(next)-1 > want) {
			back.cells = r.scan.cells
			r.scan = back
			break
		}
		at := len(r.cells) - 1
		if padded {
			at = comments
			next = next[:want-comments]
		}
		r.pieces[len(r.pieces)-1].cells = at + 1
		r.pieces = append(r.pieces, piece{r.scan.start, r.scan.startLine, len(next)})
		r.cells[at] = trim(r.cells[at] + " " + next[0])
		r.cells = append(r.cells[:at+1], next[1:]...)
		r.joined = true
	}
	if len(r.cells) == want && r.l.comma != ';' {
		trimSemicolons(r.cells)
	}
	if len(r.cells) != want {
		r.trouble = fmt.Errorf("the record has %d cells where the header has %d; it is cut off, or a line end within it is lost", len(r.cells), want)
	}
}

// mayBeParted reports whether the rest of the record may stand on the next
// line: nothing stands behind the comments.
func (r *reader) mayBeParted() bool {
	comments := r.l.column[commentsField]
	if comments < 0 {
		return false
	}
	for _, c := range r.cells[comments+1:] {
		if c != "" {
			return false
		}
	}
	return true
}

// isTail reports whether cells are the end of a padded record: what is left of
// the comments, the cells behind them, and nothing else.
func (r *reader) isTail(cells []string) bool {
	n := len(r.l.header) - r.l.column[commentsField]
	for _, c := range cells[n:] {
		if c != "" {
			return false
		}
	}
	for _, c := range cells[1:n] {
		if c == "" {
			continue
		}
		if _, err := parseNumber(c); err != nil {
			return false
		}
	}
	return strings.Join(cells[:n], "") != ""
}

// unpad takes empty cells off the end of a record that has too many.
func (r *reader) unpad(want int) {
	for len(r.cells) > want && r.cells[len(r.cells)-1] == "" {
		r.cells = r.cells[:len(r.cells)-1]
	}
	if len(r.cells) > want {
		r.trouble = fmt.Errorf("the record has %d cells where the header has %d; a text with the delimiter in it has to be quoted", len(r.cells), want)
	}
}

// maxPieces bounds how many delimiters one text may hold.
const maxPieces = 20

// absorb reads a record with too many cells anew where exactly one column of
// text can have held the delimiter: then every other column is as it should be.
func (r *reader) absorb(read func(*Deal) bool, texts ...field) (Deal, bool) {
	want := len(r.l.header)
	extra := len(r.cells) - want
	if r.trouble == nil || extra <= 0 || extra > maxPieces {
		return Deal{}, false
	}
	all, trouble := r.cells, r.trouble
	var found Deal
	var fits int
	var fitting []string
	for _, f := range texts {
		i := r.l.column[f]
		if i < 0 || !allWords(all[i:i+extra+1]) {
			continue
		}
		r.cells = slices.Concat(all[:i], []string{strings.Join(all[i:i+extra+1], string(r.l.comma)+" ")}, all[i+extra+1:])
		r.bad, r.trouble = r.bad[:0], nil
		var d Deal
		if read(&d); len(r.bad) == 0 {
			fits++
			found, fitting = d, r.cells
		}
	}
	r.bad = r.bad[:0]
	if fits != 1 {
		r.cells, r.trouble = all, trouble
		return Deal{}, false
	}
	r.cells = fitting
	return found, true
}

// allWords reports whether cells can be pieces of one text: a number among them
// could be the cell of another column.
func allWords(cells []string) bool {
	for _, c := range cells {
		if _, err := data.ParseDecimal(strings.TrimRight(c, "%?")); err == nil {
			return false
		}
	}
	return true
}

// classicDeal reads the cells of a classic register. It reports whether the
// deal lists a delivery year twice.
func (r *reader) classicDeal(d *Deal) (twice bool) {
	r.parties(d)
	var err error
	cell, marked := unmark(r.get(orderYearField))
	if d.OrderYear, err = parseYear(cell); err != nil {
		r.fail(orderYearField, err)
	}
	d.OrderYearEstimate = r.mark(orderYearFlag) || marked
	d.Ordered, d.OrderedEstimate = r.counted(orderedField, orderedFlag)
	d.Delivered, d.DeliveredEstimate = r.counted(deliveredField, deliveredFlag)
	years := r.get(yearsField)
	if !isMissing(years) {
		if d.Years, d.YearsEstimate, twice, err = parseYears(r.yearRoom(), years); err != nil {
			r.fail(yearsField, err)
		}
		r.years = r.years[:len(r.years)+len(d.Years)]
		d.Years = slices.Clip(d.Years)
	}
	d.Designation, d.Description = r.get(designationField), r.get(descriptionField)
	d.Status, d.Comments = r.get(statusField), r.get(commentsField)
	d.TIVDealUnit = r.number(dealUnitField)
	d.TIVOrder = r.number(orderTIVField)
	d.TIVDelivered = r.number(deliveredTIV)
	if len(r.bad) == 0 && len(d.Years) == 0 {
		r.undelivered(d)
	}
	return twice
}

// undelivered checks a deal without a delivery year: SIPRI writes 0 or nothing
// for what was not delivered yet.
func (r *reader) undelivered(d *Deal) {
	for _, c := range []struct {
		f field
		v *data.Decimal
	}{{deliveredTIV, &d.TIVDelivered}, {deliveredField, &d.Delivered}} {
		if c.v.Sign() > 0 {
			r.fail(c.f, fmt.Errorf("%q was delivered, but no delivery year is stated", clip(r.get(c.f))))
			return
		}
	}
	d.TIVDelivered = data.Decimal{}
}

// parties reads supplier and recipient.
func (r *reader) parties(d *Deal) {
	d.SupplierName, d.RecipientName = r.get(supplierField), r.get(recipientField)
	if r.supplier == nil || r.supplierName != d.SupplierName {
		r.supplier, r.supplierName = r.places.find(d.SupplierName), d.SupplierName
	}
	if r.recipient == nil || r.recipientName != d.RecipientName {
		r.recipient, r.recipientName = r.places.find(d.RecipientName), d.RecipientName
	}
	for _, p := range []struct {
		f field
		e *placeEntry
	}{{supplierField, r.supplier}, {recipientField, r.recipient}} {
		if p.e.err != nil {
			r.fail(p.f, p.e.err)
		} else if p.e.place.Code == data.World {
			r.fail(p.f, fmt.Errorf("%q is a sum over places, not a party of a deal", clip(r.get(p.f))))
		}
	}
	d.Supplier, d.Recipient = r.supplier.place.Code, r.recipient.place.Code
	// One text for all deals of a place is compared faster.
	d.SupplierName, d.RecipientName = r.supplier.name, r.recipient.name
}

// counted reads a number of weapons and its mark.
func (r *reader) counted(f, flag field) (data.Decimal, bool) {
	cell, marked := unmark(r.get(f))
	n, err := parseNumber(cell)
	if err != nil {
		r.fail(f, err)
	}
	return n, r.mark(flag) || marked
}

func (r *reader) mark(f field) bool {
	cell := r.get(f)
	if cell == "" {
		return false
	}
	marked, err := parseMark(cell)
	if err != nil {
		r.fail(f, err)
	}
	return marked
}

func (r *reader) number(f field) data.Decimal {
	n, err := parseNumber(r.get(f))
	if err != nil {
		r.fail(f, err)
	}
	return n
}

// yearRoom is where the delivery years of the next deal go: one slice serves
// many deals.
func (r *reader) yearRoom() []int {
	if cap(r.years)-len(r.years) < maxYears {
		r.years = make([]int, 0, 64<<10)
	}
	return r.years[len(r.years):len(r.years):cap(r.years)]
}
