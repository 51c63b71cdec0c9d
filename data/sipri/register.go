package sipri

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"

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

// registerReader reads a register, or a piece of it, and counts what becomes of
// its rows.
type registerReader struct {
	*reader
	deals     []Deal
	read      func(*Deal) bool
	texts     []field // which may hold a delimiter
	flows     int
	fates     [unknown + 1]tally
	further   tally // flows beyond one a deal
	split     tally
	rejoined  tally
	commas    tally
	twice     tally
	repeated  tally
	headers   tally
	spanYears [2]int // first and last delivery year
}

func readRegister(f *file.File, text string, l *layout, o data.ReadOptions) (*Register, error) {
	hash := hashing(f)
	r := readPieces(f.Name, text, l, o)
	r.repeats()
	sum, err := hash()
	if err != nil {
		return nil, err
	}
	if err := r.err(); err != nil {
		return nil, err
	}
	if r.account.Read == 0 {
		return nil, &data.ParseError{File: f.Name, Line: l.line, Err: errNoRows}
	}
	r.warnRegister()
	r.finishAccount()
	rel := r.release(f, sum)
	return &Register{Release: rel, Deals: r.deals, Account: r.account, Warnings: append(r.warnings, r.places.warnings(r.name)...)}, nil
}

// warnRegister says what the file lacks.
func (r *registerReader) warnRegister() {
	if r.l.format == FormatNew {
		r.warnMissing(idField, orderYearField, orderYearFlag, deliveredField, deliveredFlag, yearsFlag, designationField, descriptionField,
			categoryField, statusField, unitTIVField, dealUnitField, localField)
		return
	}
	r.warnMissing(orderYearField, orderYearFlag, orderedField, orderedFlag, deliveredField, deliveredFlag, designationField,
		descriptionField, statusField, commentsField, dealUnitField, orderTIVField)
	r.warnCut()
}

// newRegisterReader returns a reader of the records from pos to the end of
// text, whose deals go into the room given.
func newRegisterReader(name, text string, l *layout, o data.ReadOptions, room []Deal) *registerReader {
	r := &registerReader{reader: newReader(name, text, l, o), deals: room}
	r.texts = []field{commentsField, designationField, descriptionField}
	if r.read = r.classicDeal; l.format == FormatNew {
		r.read = r.newDeal
	}
	return r
}

// readPieces reads a long register in two pieces at once.
func readPieces(name, text string, l *layout, o data.ReadOptions) *registerReader {
	lines := strings.Count(text[l.rest:], "\n") + 1
	room := make([]Deal, lines) // no record is shorter than a line
	cut := cutPlace(text, l)
	if cut == 0 {
		r := newRegisterReader(name, text, l, o, room[:0])
		r.all()
		return r
	}
	first := strings.Count(text[l.rest:cut], "\n")
	a := newRegisterReader(name, text[:cut], l, o, room[:0:first])
	b := newRegisterReader(name, text, l, o, room[first:first])
	b.scan.pos, b.scan.line = cut, a.scan.line+first
	var done sync.WaitGroup
	done.Go(a.all)
	b.all()
	done.Wait()
	a.append(b, room)
	return a
}

// minPiece is the length below which a register is read in one piece.
const minPiece = 256 << 10

// cutPlace returns where a text may be cut into two pieces between records, or
// 0. A record is known to begin at a line where this line and the one before
// have as many cells as the header and something behind the comments; a
// quotation mark anywhere could hold both in one cell.
func cutPlace(text string, l *layout) int {
	if len(text)-l.rest < 2*minPiece || runtime.GOMAXPROCS(0) < 2 || strings.IndexByte(text[l.rest:], '"') >= 0 {
		return 0
	}
	probe := newReader("", text, l, data.ReadOptions{})
	whole := func() bool {
		if !probe.scan.next() {
			return false
		}
		probe.cells = probe.scan.cells
		return len(probe.cells) == len(l.header) && !probe.mayBeParted()
	}
	probe.scan.pos = l.rest + (len(text)-l.rest)/2
	probe.scan.next() // the rest of a line
	for range 1000 {
		before := whole()
		at := probe.scan.pos
		if before && whole() {
			return at
		}
	}
	return 0
}

// all reads every record.
func (r *registerReader) all() {
	for r.next() {
		r.row()
	}
}

// append takes over what the reader of the next piece has read. Both have
// their deals in one room.
func (r *registerReader) append(b *registerReader, room []Deal) {
	if cap(r.deals) == len(r.deals) {
		r.deals = room[:len(r.deals)+len(b.deals)]
	} else {
		r.deals = append(room[:len(r.deals)], b.deals...)
	}
	r.account.Read += b.account.Read
	r.account.Rejects = append(r.account.Rejects, b.account.Rejects...)
	for _, e := range b.errs {
		r.problem(e)
	}
	r.moreErrs += b.moreErrs
	r.flows += b.flows
	for i := range r.fates {
		r.fates[i].merge(&b.fates[i])
	}
	r.further.merge(&b.further)
	r.split.merge(&b.split)
	r.rejoined.merge(&b.rejoined)
	r.commas.merge(&b.commas)
	r.twice.merge(&b.twice)
	r.headers.merge(&b.headers)
	r.span(b.spanYears)
	r.places.merge(&b.places)
	r.scan = b.scan
}

// span widens the years with deliveries.
func (r *registerReader) span(years [2]int) {
	if years[0] != 0 && (r.spanYears[0] == 0 || years[0] < r.spanYears[0]) {
		r.spanYears[0] = years[0]
	}
	r.spanYears[1] = max(r.spanYears[1], years[1])
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
	// Room is there for as many deals as lines, and what was not used is zero.
	n := len(r.deals)
	r.deals = r.deals[:n+1]
	d := &r.deals[n]
	d.Line = line
	if absorbed, ok := r.absorb(r.read, r.texts...); ok {
		*d = absorbed
		d.Line = line
		r.commas.add(line, 1)
	} else if r.trouble == nil && r.read(d) {
		r.twice.add(line, 1)
	}
	if (r.trouble != nil || len(r.bad) > 0) && r.reject() {
		*d = Deal{}
		r.deals = r.deals[:n]
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
	r.span([2]int{from, to})
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
	r.repeated.enter(&a.Dropped, reasonRepeats)
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
