package sipri

import (
	"errors"
	"fmt"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
)

// ReadRegister reads a trade register of either format, also one within a
// reply of the database. The account is that of the flows; deals that are no
// flows are among the deals all the same. The error joins a *data.ParseError
// for each cell that cannot be read, at most 20, unless o.KeepGoing collects
// them in the account.
func ReadRegister(f *file.File, o data.ReadOptions) (*Register, error) {
	text, l, err := open(f)
	if err != nil {
		return nil, err
	}
	if l.format != FormatClassic && l.format != FormatNew {
		return nil, &data.ParseError{File: f.Name, Err: fmt.Errorf("is no trade register but a file of the format %s", l.format)}
	}
	return readRegister(f, text, l, o)
}

// registerReader reads a register and counts what becomes of its rows.
type registerReader struct {
	*reader
	reg       *Register
	read      func(*Deal) bool
	texts     []field // which may hold a delimiter
	flows     int
	fates     [unknown + 1]tally
	further   tally // flows beyond one a deal
	split     tally
	rejoined  tally
	commas    tally
	twice     tally
	headers   tally
	spanYears [2]int // first and last delivery year
	suppliers map[string]int
}

func readRegister(f *file.File, text string, l *layout, o data.ReadOptions) (*Register, error) {
	r := &registerReader{reader: newReader(f.Name, text, l, o), reg: &Register{}, suppliers: map[string]int{}}
	r.texts = []field{commentsField, designationField, descriptionField}
	r.read = r.classicDeal
	if l.format == FormatNew {
		r.read = r.newDeal
		r.warnMissing(idField, orderYearField, orderYearFlag, deliveredField, deliveredFlag, yearsFlag, designationField, descriptionField,
			categoryField, statusField, unitTIVField, dealUnitField, localField)
	} else {
		r.warnMissing(orderYearField, orderYearFlag, orderedField, orderedFlag, deliveredField, deliveredFlag, designationField,
			descriptionField, statusField, commentsField, dealUnitField, orderTIVField)
	}
	// Rows of a register have 100 to 130 characters on average.
	r.reg.Deals = make([]Deal, 0, len(text)/100+1)
	for r.next() {
		r.row()
	}
	if err := r.problems.Err(); err != nil {
		return nil, err
	}
	if r.account.Read == 0 {
		return nil, &data.ParseError{File: f.Name, Line: l.line, Err: errNoRows}
	}
	if l.format == FormatClassic {
		r.warnCut()
	}
	r.finishAccount()
	var err error
	if r.reg.Release, err = r.release(f); err != nil {
		return nil, err
	}
	r.reg.Account = r.account
	r.reg.Warnings = append(r.warnings, r.places.warnings(r.name)...)
	return r.reg, nil
}

// row reads the record under way.
func (r *registerReader) row() {
	r.join()
	r.account.Read++
	line := r.line()
	if r.secondHeader() {
		r.headers.add(line, 1)
		return
	}
	r.reg.Deals = append(r.reg.Deals, Deal{Line: line})
	d := &r.reg.Deals[len(r.reg.Deals)-1]
	if absorbed, ok := r.absorb(r.read, r.texts...); ok {
		*d = absorbed
		d.Line = line
		r.commas.add(line, 1)
	} else if r.trouble == nil && r.read(d) {
		r.twice.add(line, 1)
	}
	if (r.trouble != nil || len(r.bad) > 0) && r.reject() {
		r.reg.Deals = r.reg.Deals[:len(r.reg.Deals)-1]
		return
	}
	if r.joined {
		r.rejoined.add(line, 1)
	}
	r.count(d)
}

// count notes what becomes of a deal.
func (r *registerReader) count(d *Deal) {
	fate := d.fate()
	if fate != flows {
		r.fates[fate].add(d.Line, 1)
		return
	}
	n := len(d.Years)
	from, to := d.Years[0], d.Years[n-1]
	r.flows += n
	if n > 1 {
		r.further.add(d.Line, n-1)
		r.split.add(d.Line, n)
	}
	if r.spanYears[0] == 0 || from < r.spanYears[0] {
		r.spanYears[0] = from
	}
	r.spanYears[1] = max(r.spanYears[1], to)
	r.supplier.note(from, to)
	if r.recipient != r.supplier {
		r.recipient.note(from, to)
	}
}

func (r *registerReader) finishAccount() {
	a := &r.account
	a.Flows = r.flows
	r.fates[pending].enter(&a.Dropped, reasonPending)
	r.fates[planned].enter(&a.Dropped, reasonPlanned)
	r.fates[unknown].enter(&a.Dropped, reasonUnknown)
	r.headers.enter(&a.Dropped, reasonHeader)
	r.further.enter(&a.Added, reasonYears)
	r.rejoined.enter(&a.Repaired, reasonRejoined)
	r.commas.enter(&a.Repaired, reasonComma)
	r.twice.enter(&a.Repaired, reasonTwice)
	r.split.enter(&a.Estimated, reasonSplit)
}

// newDeal reads the cells of a new register.
func (r *reader) newDeal(d *Deal) (twice bool) {
	r.parties(d)
	var err error
	d.ID = r.get(idField)
	cell, marked := unmark(r.get(orderYearField))
	if d.OrderYear, err = parseYear(cell); err != nil {
		r.fail(orderYearField, err)
	}
	d.OrderYearEstimate = r.answer(orderYearFlag) || marked
	if d.Delivered, err = parseNumber(r.get(deliveredField)); err != nil {
		r.fail(deliveredField, err)
	}
	d.DeliveredEstimate, d.YearsEstimate = r.answer(deliveredFlag), r.answer(yearsFlag)
	year, err := parseYear(r.get(yearsField))
	if err != nil {
		r.fail(yearsField, err)
	}
	d.Designation, d.Description = r.get(designationField), r.get(descriptionField)
	d.Category, d.Status = r.get(categoryField), r.get(statusField)
	d.TIVUnit, d.TIVDealUnit = r.number(unitTIVField), r.number(dealUnitField)
	d.TIVDelivered = r.number(deliveredTIV)
	d.LocalProduction = r.answer(localField)
	if year == 0 {
		if len(r.bad) == 0 && d.TIVDelivered.Sign() > 0 {
			r.fail(yearsField, errors.New("a volume was delivered, but no delivery year is stated"))
		}
		return false
	}
	room := r.yearRoom()
	r.years = r.years[:len(r.years)+1]
	d.Years = append(room[:0:1], year)
	d.Planned = r.pre.generated.IsSet() && year > r.pre.generated.Year
	return false
}

func (r *reader) answer(f field) bool {
	yes, err := parseAnswer(r.get(f))
	if err != nil {
		r.fail(f, err)
	}
	return yes
}
