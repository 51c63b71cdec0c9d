package comtrade

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
)

// reader turns the records of one file into flows and keeps the account.
type reader struct {
	f       *file.File
	opt     data.ReadOptions
	reading *data.Reading
	parser  *parser
	// records gives every record of the file to accept, until it returns false.
	records func(r *reader)

	yield    func(data.Flow, error) bool
	stopped  bool  // the caller wants no more
	broken   error // an error of the file behind which reading may have gone on
	problems data.Problems
	ledger   ledger
	findings findings
}

func newReader(f *file.File, o data.ReadOptions, reading *data.Reading, records func(*reader)) *reader {
	return &reader{f: f, opt: o, reading: reading, records: records, problems: data.Problems{File: f.Name},
		parser: newParser(reading.Release.ID), ledger: newLedger(), findings: newFindings()}
}

// flows reads the file and yields its flows.
func (r *reader) flows(yield func(data.Flow, error) bool) {
	r.yield = yield
	r.records(r)
	if r.stopped {
		return
	}
	if r.problems.Add(r.broken); r.problems.Len() == 0 {
		r.settle()
	}
	if r.stopped {
		return
	}
	r.finish()
	if err := r.problems.Err(); err != nil {
		yield(data.Flow{}, err)
	}
}

// fail takes an error of the file in place of a record. Only what follows
// tells whether it was the end: then it is an error even with KeepGoing, since
// an unknown number of rows is missing.
func (r *reader) fail(err error) bool {
	r.resume()
	r.broken = err
	return true
}

// resume turns an error behind which reading went on into a reject.
func (r *reader) resume() {
	var pe *data.ParseError
	if r.broken != nil && errors.As(r.broken, &pe) {
		r.reading.Account.Read++
		r.refuse([]*data.ParseError{pe})
	} else {
		r.problems.Add(r.broken)
	}
	r.broken = nil
}

// count begins a record.
func (r *reader) count() {
	r.resume()
	r.reading.Account.Read++
}

// accept takes one record. It reports whether to go on.
func (r *reader) accept(rec record) bool {
	r.count()
	account := &r.reading.Account
	row, problems := r.parser.parse(rec)
	if len(problems) > 0 {
		r.refuse(problems)
		return true
	}
	if row.drop != "" {
		account.Drop(row.drop, row.flow.Line)
		return true
	}
	first, verdict := r.ledger.enter(&row)
	switch verdict {
	case isNew:
		r.emit(&row)
	case isHeld: // until settle
	case isConflict:
		r.refuse([]*data.ParseError{rec.fail(colValue, fmt.Errorf("value or quantity differs from line %d, which has the same reporter, partner, flow, product and period; keep the right one", first))})
	case isSameTotal:
		account.Drop("the same trade is stated before in another classification", row.flow.Line)
	case isDuplicate:
		account.Drop("duplicate of an earlier row", row.flow.Line)
	case isPart:
		account.Drop(partReason, row.flow.Line)
	}
	return !r.stopped
}

const partReason = "part of another row: one customs procedure, mode of transport, mode of supply or second partner"

// refuse takes the problems of one record: one reject with KeepGoing, else
// errors.
func (r *reader) refuse(problems []*data.ParseError) {
	if r.opt.KeepGoing {
		r.reading.Account.Rejects = append(r.reading.Account.Rejects, problems[0])
		return
	}
	for _, p := range problems {
		r.problems.Add(p)
	}
}

func (r *reader) emit(row *row) {
	account := &r.reading.Account
	account.Flows++
	for _, repair := range row.repairs {
		account.Repair(repair, row.flow.Line)
	}
	if row.estimated != "" {
		account.Estimate(row.estimated, row.flow.Line)
	}
	r.findings.keep(row)
	if r.problems.Len() == 0 {
		r.stopped = !r.yield(row.flow, nil)
	}
}

// settle decides about rows that are parts, once all of the file is known.
func (r *reader) settle() {
	kept := 0
	rows := r.ledger.settle()
	for i := range rows {
		h := &rows[i]
		line := h.row.flow.Line
		switch {
		case h.part:
			r.reading.Account.Drop(partReason, line)
		case h.conflict > 0:
			r.refuse([]*data.ParseError{{File: r.f.Name, Line: line, Value: h.row.dims.String(),
				Err: fmt.Errorf("the part %s may overlap with that on line %d, and the file has no row for their total; download the totals (customs C00, transport 0, second partner 0)", h.row.dims, h.conflict)}})
		default:
			kept++
			h.row.flow.Flag = strings.TrimSpace(h.row.flow.Flag + " " + h.row.dims.String())
			if r.emit(&h.row); r.stopped {
				return
			}
		}
	}
	if kept > 0 {
		r.warn("%d rows are parts by %s, and the file has no row for their total: a sum over them is the part that the file holds", kept, r.ledger.dimensionsSeen())
	}
}

func (r *reader) warn(format string, args ...any) {
	r.reading.Warnings = append(r.reading.Warnings, &data.ParseError{File: r.f.Name, Err: fmt.Errorf(format, args...)})
}

// finish completes release, account and warnings.
func (r *reader) finish() {
	reading := r.reading
	reading.Release.Coverage = data.Period{Start: r.findings.first, End: r.findings.last}
	if reading.Account.Read == 0 && r.problems.Len() == 0 {
		r.problems.Add(&data.ParseError{File: r.f.Name, Err: errors.New("holds no rows: the question to the database matched nothing, or its parameters were wrong; ask again")})
	}
	if slices.Contains(fullReplies, reading.Account.Read) {
		r.warn("holds exactly %d rows, the most that one reply of the database has: it may be cut; ask for fewer years or products", reading.Account.Read)
	}
	r.findings.report(r)
	reading.Release.Notes = append(reading.Release.Notes, r.f.Notes()...)
}

// fullReplies are the most rows of one reply: of the preview without a key, of
// the classic API, and of API v1 with a key and with a subscription.
var fullReplies = []int{500, 50_000, 100_000, 250_000}
