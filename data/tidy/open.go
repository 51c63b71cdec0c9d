package tidy

import (
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"strings"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
)

// Format is the token of a file that a mapping reads.
const Format = "mapping"

// Open opens a table by what a mapping says of it. Columns that the file does
// not have are an error here; cells that cannot be read are errors of the
// reading.
//
// An empty cell is missing, and so is one with a mark that the mapping lists,
// among values and quantities alone: NA may be Namibia. A row without value and
// quantity becomes no flow. The account counts rows, or cells where the table
// has more than one column of values.
func Open(f *file.File, m *Mapping, o data.ReadOptions) (*data.Reading, error) {
	kinds := map[string]file.Kind{"csv": file.Text, "parquet": file.Parquet, "xlsx": file.XLSX}
	if k, ok := kinds[m.format]; ok && k != f.Kind() {
		return nil, &data.ParseError{File: f.Name, Err: fmt.Errorf("is %s, but the mapping %s says format: %s", f.Kind(), m.name, m.format)}
	}
	g, err := openGrid(f, m.sheet, m.separator)
	if err != nil {
		return nil, err
	}
	h, err := findHeader(g, m)
	if err != nil {
		return nil, err
	}
	b, err := bind(g, m, h)
	if err != nil {
		return nil, err
	}
	release, err := m.release(f)
	if err != nil {
		return nil, err
	}
	reading := &data.Reading{Release: release}
	reading.Account.Of = "rows"
	if len(b.values) > 1 {
		reading.Account.Of = "cells"
	}
	r := &rowReader{m: m, g: g, b: b, o: o, out: reading, problems: data.Problems{File: g.name}}
	r.numbers = numbers{decimal: m.decimal, exact: g.exact}
	r.separator = m.separator
	if r.separator == 0 && !g.exact {
		r.separator = f.Comma()
	}
	r.file = f
	reading.Flows = r.flows
	return reading, nil
}

// release describes the data by what the mapping says of their source.
func (m *Mapping) release(f *file.File) (data.Release, error) {
	sum, err := f.SHA256()
	if err != nil {
		return data.Release{}, err
	}
	s := m.source
	r := data.Release{ID: s.id, Format: Format, Publisher: s.publisher, Title: s.title, Licence: s.licence, Vintage: s.vintage,
		Closed: s.closed, File: f.Name, SHA256: sum, Bytes: f.Size}
	if r.ID == "" {
		name := s.title
		if name == "" {
			base := path.Base(filepath.ToSlash(f.Name))
			name = strings.TrimSuffix(base, path.Ext(base))
		}
		r.ID = data.NewReleaseID(strings.TrimSpace(s.publisher+" "+name), s.vintage)
	}
	r.Notes = append([]string(nil), s.notes...)
	if s.url != "" {
		r.Notes = append(r.Notes, "from "+s.url)
	}
	r.Notes = append(r.Notes, fmt.Sprintf("read by the mapping %s, SHA-256 %s", path.Base(filepath.ToSlash(m.name)), m.sum))
	if unit := data.Unit(m.constants[unitRole]); unit != "" {
		r.Unit = unit
	}
	return r, nil
}

// rowReader turns rows into flows.
type rowReader struct {
	m         *Mapping
	g         *grid
	b         *binding
	o         data.ReadOptions
	out       *data.Reading
	file      *file.File
	problems  data.Problems
	numbers   numbers
	separator rune
	places    map[placeKey]foundPlace
	twice     duplicates
	used      map[string]*years // codes of the mapping's system
	texts     map[string]string // that flows hold
	unit      data.Unit         // of the row before
	ended     bool              // the table has ended, notes follow
}

// flows reads the file once.
func (r *rowReader) flows(yield func(data.Flow, error) bool) {
	going := true
	give := func(f data.Flow) {
		if r.problems.Len() > 0 || !going {
			return
		}
		r.out.Account.Flows++
		r.out.Release.Coverage = r.out.Release.Coverage.Cover(f.Period)
		r.twice.add(&f)
		going = yield(f, nil)
	}
	for row, err := range r.g.rows {
		if !going {
			return
		}
		switch {
		case err != nil && r.isAbove(err):
		case err != nil:
			if !errors.Is(err, file.ErrQuote) {
				r.problems.Add(err)
				yield(data.Flow{}, r.problems.Err())
				return
			}
			r.out.Account.Read += len(r.b.values)
			r.reject(err, len(r.b.values))
		case row.line > r.b.header.line:
			r.row(row, give)
		}
	}
	if !going {
		return
	}
	r.problems.Add(r.numbers.undecided(r.g.name, r.separator))
	if err := r.problems.Err(); err != nil {
		yield(data.Flow{}, err)
		return
	}
	r.finish()
}

// isAbove reports whether an error stands above the table, among words that
// are not read.
func (r *rowReader) isAbove(err error) bool {
	var pe *data.ParseError
	return errors.As(err, &pe) && errors.Is(err, file.ErrQuote) && pe.Line <= r.b.header.line
}

// reject takes n cells out: as a problem, or with KeepGoing into the account.
func (r *rowReader) reject(err error, n int) {
	var pe *data.ParseError
	if !r.o.KeepGoing || !errors.As(err, &pe) {
		r.problems.Add(err)
		return
	}
	r.out.Account.Rejects = append(r.out.Account.Rejects, pe)
	r.drop("other cells of a row that cannot be read", pe.Line, n-1)
}

func (r *rowReader) drop(reason string, line, n int) {
	for range n {
		r.out.Account.Drop(reason, line)
	}
}

// row reads one row of the table.
func (r *rowReader) row(row *gridRow, give func(data.Flow)) {
	n := len(r.b.values)
	r.out.Account.Read += n
	if reason := r.leaveOut(row); reason != "" {
		r.drop(reason, row.line, n)
		return
	}
	if err := r.checkLength(row); err != nil {
		r.reject(err, n)
		return
	}
	if reason := r.filtered(row); reason != "" {
		r.drop(reason, row.line, n)
		return
	}
	for i := range r.b.values {
		f, missing, err := r.cell(row, &r.b.values[i])
		switch {
		case err != nil:
			r.reject(err, 1)
		case missing:
			r.out.Account.Drop("no value", row.line)
		default:
			give(f)
		}
	}
}

// leaveOut returns why a row is none of those to be read, "" where it is.
func (r *rowReader) leaveOut(row *gridRow) string {
	first, blank, same := "", true, len(row.cells) == len(r.b.header.names) && r.b.header.line > 0
	for i, c := range row.cells {
		c = normal(c)
		if c != "" && first == "" {
			first = c
		}
		blank = blank && c == ""
		same = same && c == r.b.header.names[i]
	}
	switch {
	case r.ended:
		return "below the table"
	case r.m.endBlank && blank, r.m.end != "" && strings.HasPrefix(first, r.m.end):
		r.ended = true
		return "below the table"
	case blank:
		return "blank rows"
	case same:
		return "the header again"
	}
	return ""
}

// filtered returns the column by which the mapping leaves a row out.
func (r *rowReader) filtered(row *gridRow) (reason string) {
	for i, f := range r.m.filters {
		at, found := r.b.filters[i], false
		text := ""
		if at < len(row.cells) {
			text = normal(row.cells[at])
		}
		for _, t := range f.texts {
			found = found || normal(t) == text
		}
		if found == f.not {
			return "rows that the mapping leaves out by the column " + f.name
		}
	}
	return ""
}

// checkLength wants as many cells as the header has. Empty cells more do not
// count, and a workbook does not store empty cells at the end.
func (r *rowReader) checkLength(row *gridRow) error {
	want := len(r.b.header.names)
	for i := want; i < len(row.cells); i++ {
		if strings.TrimSpace(row.cells[i]) != "" {
			return r.g.problem(row, i, "", "the row has %d cells, the header has %d%s", len(row.cells), want, tooMany(1, r.separator))
		}
	}
	if len(row.cells) < want && !r.g.ragged {
		return r.g.problem(row, len(row.cells), "", "the row has %d cells, the header has %d; a note below the table is left out by the key end", len(row.cells), want)
	}
	return nil
}
