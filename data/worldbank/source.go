package worldbank

import (
	"fmt"
	"iter"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
)

// row is one record of a text, or one row of a worksheet.
type row struct {
	Line  int
	Cells []string
	text  *file.Record // nil in a worksheet
	name  string       // of the file
}

// Errorf returns the error of cell i. In a worksheet its column counts cells.
func (r *row) Errorf(i int, field, format string, args ...any) *data.ParseError {
	if r.text != nil {
		return r.text.Errorf(i, field, format, args...)
	}
	e := &data.ParseError{File: r.name, Line: r.Line, Col: i + 1, Field: field, Err: fmt.Errorf(format, args...)}
	if i < len(r.Cells) {
		e.Value = r.Cells[i]
	}
	return e
}

// source is a table: a text, or one sheet of a workbook.
type source struct {
	f     *file.File
	sheet string
}

// sources returns the tables of a file that may hold data.
func sources(f *file.File) ([]source, error) {
	switch f.Kind() {
	case file.Text:
		return []source{{f: f}}, nil
	case file.XLSX:
		book, err := f.Workbook()
		if err != nil {
			return nil, err
		}
		defer book.Close()
		var out []source
		for _, name := range book.GetSheetList() {
			out = append(out, source{f, name})
		}
		return out, nil
	}
	return nil, nil
}

// rows yields the rows of a table. One that is yielded is used again. An error
// ends it.
func (s source) rows() iter.Seq2[*row, error] {
	if s.f.Kind() == file.XLSX {
		return s.sheetRows
	}
	return func(yield func(*row, error) bool) {
		r := &row{name: s.f.Name}
		for rec, err := range s.f.Records(file.Dialect{LazyQuotes: true}) {
			if err != nil {
				yield(nil, err)
				return
			}
			if r.Line, r.Cells, r.text = rec.Line, rec.Cells, rec; !yield(r, nil) {
				return
			}
		}
	}
}

// sheetRows yields the rows of a worksheet that have cells, numbers as they are
// stored. A row ends with its last filled cell, and is filled up to the width
// of the longest before it.
func (s source) sheetRows(yield func(*row, error) bool) {
	book, err := s.f.Workbook()
	if err != nil {
		yield(nil, err)
		return
	}
	defer book.Close()
	refuse := func(line int, err error) {
		yield(nil, &data.ParseError{File: s.f.Name, Line: line, Err: fmt.Errorf("the sheet %s cannot be read: %w", s.sheet, err)})
	}
	rows, err := book.Rows(s.sheet)
	if err != nil {
		refuse(0, err)
		return
	}
	defer rows.Close()
	r := &row{name: s.f.Name}
	width := 0
	for r.Line = 1; rows.Next(); r.Line++ {
		cells, err := rows.Columns()
		if err != nil {
			refuse(r.Line, err)
			return
		}
		if len(cells) == 0 {
			continue
		}
		width = max(width, len(cells))
		for len(cells) < width {
			cells = append(cells, "")
		}
		if r.Cells = cells; !yield(r, nil) {
			return
		}
	}
	if err := rows.Error(); err != nil {
		refuse(r.Line, err)
	}
}
