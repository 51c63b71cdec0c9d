package tidy

import (
	"fmt"
	"iter"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
)

// gridRow is one row of a table, whatever file it is in. It is used again for
// the next row; its texts stay.
type gridRow struct {
	line  int // line of a text, else number of the row
	cells []string
	// odd holds the cells of a workbook that are not what they show.
	odd map[int]cellKind
	rec *file.Record
}

// cellKind says what a cell of a workbook is beside its text.
type cellKind int

const (
	textCell   cellKind = iota
	errorCell           // #N/A and its kin
	mergedCell          // it shows the text of another cell
)

func (r *gridRow) mark(i int, kind cellKind) {
	if r.odd == nil {
		r.odd = map[int]cellKind{}
	}
	r.odd[i] = kind
}

// grid is a table as rows.
type grid struct {
	name   string // of the file, with the sheet, as errors show it
	rows   iter.Seq2[*gridRow, error]
	names  []string // of the columns, where the format has them: Parquet
	exact  bool     // cells hold numbers as stored, not as somebody wrote them
	ragged bool     // rows end at their last cell that is not empty
	notes  []string // what a user should know of what was not read
}

// problem is what is wrong with cell i of a row.
func (g *grid) problem(r *gridRow, i int, field, format string, args ...any) *data.ParseError {
	if r.rec != nil {
		return r.rec.Errorf(i, field, format, args...)
	}
	e := &data.ParseError{File: g.name, Line: r.line, Col: i + 1, Field: field, Err: fmt.Errorf(format, args...)}
	if i < len(r.cells) {
		e.Value = r.cells[i]
	}
	return e
}

// openGrid opens a file as a table.
func openGrid(f *file.File, sheet string, separator rune) (*grid, error) {
	switch f.Kind() {
	case file.Parquet:
		return parquetGrid(f)
	case file.XLSX:
		return workbookGrid(f, sheet)
	case file.JSON:
		return nil, &data.ParseError{File: f.Name, Err: fmt.Errorf("is JSON; a mapping reads CSV, Parquet and XLSX")}
	}
	rows := func(yield func(*gridRow, error) bool) {
		row := &gridRow{}
		for rec, err := range f.Records(file.Dialect{Comma: separator}) {
			if err != nil {
				if !yield(nil, err) {
					return
				}
				continue
			}
			row.line, row.cells, row.rec = rec.Line, rec.Cells, rec
			if !yield(row, nil) {
				return
			}
		}
	}
	return &grid{name: f.Name, rows: rows}, nil
}
