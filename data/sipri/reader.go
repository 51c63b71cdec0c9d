package sipri

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/periplus-data/periplus/data"
)

// reader reads the records of one file.
type reader struct {
	name     string
	o        data.ReadOptions
	l        *layout
	pre      preamble
	scan     scanner
	places   placeBook
	account  data.Account
	errs     []*data.ParseError // the first of them
	moreErrs int                // that errs does not hold
	warnings []error

	// The record under way: its cells, the pieces of the file that they come
	// from, and what is wrong with it.
	cells   []string
	pieces  []piece
	bad     []badCell
	joined  bool // from several lines
	trouble error

	// The parties of the record before, which are often those of the next.
	supplier, recipient         *placeEntry
	supplierName, recipientName string
	years                       []int // room for delivery years
}

// piece is a record of the file, or one of several that a raw line end parted.
type piece struct{ start, line, cells int }

// badCell is a cell that cannot be read.
type badCell struct {
	cell int
	err  error
}

func newReader(name, text string, l *layout, o data.ReadOptions) *reader {
	return &reader{name: name, o: o, l: l, pre: readPreamble(l.preamble, l.comma), places: newPlaceBook(),
		scan:    scanner{text: text, comma: l.comma, ends: l.ends, pos: l.rest, line: l.line + 1},
		account: data.Account{Of: "rows"}}
}

// next reads the next record with text into cells, joins what a raw line end
// parted, and reports whether there is one.
func (r *reader) next() bool {
	for {
		r.pieces, r.bad, r.joined, r.trouble = r.pieces[:0], r.bad[:0], false, nil
		if !r.scan.next() {
			return false
		}
		if len(r.scan.cells) == 0 || r.scan.blank() {
			continue
		}
		r.cells = r.scan.cells
		if len(r.cells) == len(r.l.header) && r.l.comma != ';' {
			trimSemicolons(r.cells) // no last column holds text
		}
		r.pieces = append(r.pieces, piece{r.scan.start, r.scan.startLine, len(r.cells)})
		return true
	}
}

// line returns the line where the record begins.
func (r *reader) line() int { return r.pieces[0].line }

// get returns the cell of a column, "" where the file has no such column.
func (r *reader) get(f field) string {
	if i := r.l.column[f]; uint(i) < uint(len(r.cells)) {
		return r.cells[i]
	}
	return ""
}

// fail notes that the cell of a column cannot be read.
func (r *reader) fail(f field, err error) { r.failAt(r.l.column[f], err) }

func (r *reader) failAt(i int, err error) {
	if err != nil {
		r.bad = append(r.bad, badCell{i, err})
	}
}

// place returns line and column of a cell of the record under way.
func (r *reader) place(cell int) (int, int) {
	for i, p := range r.pieces {
		if cell < p.cells || i == len(r.pieces)-1 {
			return r.scan.place(p.start, p.line, cell)
		}
		cell -= p.cells - 1 // the first cell of the next piece ends the last of this
	}
	return 0, 0
}

// reject ends a record with problems. It reports whether there were any.
func (r *reader) reject() bool {
	var errs []*data.ParseError
	if r.trouble != nil {
		errs = append(errs, &data.ParseError{File: r.name, Line: r.line(), Err: r.trouble})
	}
	for _, b := range r.bad {
		line, col := r.place(b.cell)
		e := &data.ParseError{File: r.name, Line: line, Col: col, Err: b.err}
		if b.cell < len(r.cells) {
			e.Value = r.cells[b.cell]
		}
		if b.cell < len(r.l.header) {
			e.Field = r.columnName(b.cell)
		}
		errs = append(errs, e)
	}
	if len(errs) == 0 {
		return false
	}
	if r.o.KeepGoing {
		if more := len(errs) - 1; more > 0 {
			errs[0].Err = fmt.Errorf("%w (and %d more cells of the record)", errs[0].Err, more)
		}
		r.account.Rejects = append(r.account.Rejects, errs[0])
		return true
	}
	for _, e := range errs {
		r.problem(e)
	}
	return true
}

// maxErrs is how many problems are kept; the rest is counted.
const maxErrs = 100

func (r *reader) problem(e *data.ParseError) {
	if len(r.errs) < maxErrs {
		r.errs = append(r.errs, e)
	} else {
		r.moreErrs++
	}
}

// err joins the problems of the file.
func (r *reader) err() error {
	p := data.Problems{File: r.name}
	for _, e := range r.errs {
		p.Add(e)
	}
	for range r.moreErrs {
		p.Add(r.errs[0]) // only counted
	}
	return p.Err()
}

// columnName is what the header calls a column, or where it stands.
func (r *reader) columnName(i int) string {
	if name := r.l.header[i]; name != "" {
		return name
	}
	return fmt.Sprintf("column %d", i+1)
}

func (r *reader) warn(format string, args ...any) {
	r.warnings = append(r.warnings, fmt.Errorf(format, args...))
}

// warnMissing says which columns of a register the file does not have.
func (r *reader) warnMissing(fields ...field) {
	var missing []string
	for _, f := range fields {
		if r.l.column[f] < 0 {
			missing = append(missing, fieldNames[f])
		}
	}
	if len(missing) > 0 {
		r.warn("%s: the file has no column for %s; these stay empty", r.name, strings.Join(missing, ", "))
	}
}

// warnCut says that the last number may be cut off with the file.
func (r *reader) warnCut() {
	if t := r.scan.text; t != "" && t[len(t)-1] != '\n' {
		r.warn("%s: the last line has no end; if the file is cut off, its last number may be too", r.name)
	}
}

// tally counts a reason of an account; a register has too many rows to look
// each up.
type tally struct {
	count int
	lines []int
}

func (t *tally) add(line, n int) {
	t.count += n
	if len(t.lines) < 20 && (len(t.lines) == 0 || t.lines[len(t.lines)-1] != line) {
		t.lines = append(t.lines, line)
	}
}

// merge adds what was counted further down in the file.
func (t *tally) merge(b *tally) {
	t.count += b.count
	t.lines = append(t.lines, b.lines[:min(len(b.lines), 20-len(t.lines))]...)
}

func (t *tally) enter(es *data.Entries, reason string) {
	if t.count > 0 {
		*es = append(*es, data.Entry{Reason: reason, Count: t.count, Lines: t.lines})
	}
}

// errNoRows says that a file has a header and nothing below it.
var errNoRows = errors.New("has a header but no rows; get the file again")

// secondHeader reports whether the record repeats the header.
func (r *reader) secondHeader() bool { return slices.Equal(r.cells, r.l.header) }
