package tidy

import (
	"strings"

	"github.com/periplus-data/periplus/data/file"
)

// cell is one cell with its place: line and character of the line, from 1; in
// a workbook or Parquet file, row and column.
type cell struct {
	text      string
	line, col int
	kind      cellKind
}

// record is one row; it has at least one cell.
type record []cell

// split cuts a file into records and drops those without any text.
func split(f *file.File, a *Account) ([]record, error) {
	a.Separator = f.Comma()
	if a.Separator != ',' && !f.NamesComma() {
		a.note("cells are separated by %s", separatorName(a.Separator))
	}
	var out []record
	cells := 0
	for rec, err := range f.Records(file.Dialect{}) {
		if err != nil {
			return nil, err
		}
		if cells += len(rec.Cells); cells > maxCells {
			return nil, tooManyCells(f.Name, rec.Line)
		}
		row := make(record, len(rec.Cells))
		lines, cols := rec.Places()
		for i, text := range rec.Cells {
			row[i] = cell{text: strings.TrimSpace(text), line: lines[i], col: cols[i]}
		}
		if isEmpty(row) {
			a.EmptyRows++
			continue
		}
		out = append(out, row)
	}
	a.Encoding = f.Encoding()
	a.Notes = append(f.Notes(), a.Notes...)
	if len(out) == 0 {
		return nil, file.ErrEmpty
	}
	if a.EmptyRows > 0 {
		a.note("rows without any text are left out: %d", a.EmptyRows)
	}
	return out, nil
}

func separatorName(r rune) string {
	switch r {
	case '\t':
		return "tabs"
	case '|':
		return "bars"
	}
	return "semicolons"
}
