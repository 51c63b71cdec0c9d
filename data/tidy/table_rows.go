package tidy

import (
	"errors"
	"fmt"
	"strings"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
)

// records returns the rows of a file that are not empty, the first of them
// being the names of the columns.
func (t *Table) records(f *file.File, o Options) ([]record, error) {
	switch f.Kind() {
	case file.Text:
		return split(f, &t.account)
	case file.JSON:
		t.exact = true
		return t.objects(f)
	}
	t.exact = true
	g, err := openGrid(f, o.Sheet, 0)
	if err != nil {
		return nil, err
	}
	t.Name = g.name
	out, err := t.gridRecords(g)
	t.account.Notes = append(f.Notes(), t.account.Notes...)
	t.account.Notes = append(t.account.Notes, g.notes...)
	return out, err
}

// gridRecords copies the rows of a workbook or Parquet file.
func (t *Table) gridRecords(g *grid) ([]record, error) {
	var out []record
	if g.names != nil {
		names := make(record, len(g.names))
		for i, name := range g.names {
			names[i] = cell{text: strings.TrimSpace(name), col: i + 1}
		}
		out = append(out, names)
	}
	cells := 0
	for row, err := range g.rows {
		if err != nil {
			return nil, err
		}
		rec := make(record, 0, len(row.cells))
		for i, text := range row.cells {
			rec = append(rec, cell{text: strings.TrimSpace(text), line: row.line, col: i + 1, kind: row.odd[i]})
		}
		for g.ragged && len(rec) > 0 && rec[len(rec)-1].text == "" {
			rec = rec[:len(rec)-1]
		}
		if isEmpty(rec) {
			t.account.EmptyRows++
			continue
		}
		if cells += len(rec); cells > maxCells {
			return nil, tooManyCells(g.name, row.line)
		}
		out = append(out, rec)
	}
	if len(out) == 0 {
		return nil, file.ErrEmpty
	}
	return out, t.bounded(out)
}

// bounded refuses a table whose rows, filled up to its columns, would not fit.
func (t *Table) bounded(records []record) error {
	if len(records)*len(records[0]) > maxCells {
		return tooManyCells(t.Name, records[0][0].line)
	}
	return nil
}

func tooManyCells(name string, line int) error {
	return &data.ParseError{File: name, Line: line, Err: fmt.Errorf("%w: the table has over %d cells; a chart needs a short table", file.ErrTooLarge, maxCells)}
}

func isEmpty(rec record) bool {
	for _, c := range rec {
		if c.text != "" {
			return false
		}
	}
	return true
}

// tableError says of an empty or long file what a chart needs.
func tableError(name string, err error) error {
	switch {
	case errors.Is(err, file.ErrEmpty):
		return &data.ParseError{File: name, Err: fmt.Errorf("%w; the first row names the columns, as label,value", file.ErrEmpty)}
	case errors.Is(err, file.ErrTooLarge):
		var pe *data.ParseError
		if !errors.As(err, &pe) || pe.Line == 0 {
			return &data.ParseError{File: name, Err: fmt.Errorf("%w: over %d MB; a chart needs a short table", file.ErrTooLarge, maxBytes>>20)}
		}
	}
	return err
}

func tooMany(extra int, separator rune) string {
	switch {
	case extra > 0 && separator == ',':
		return "; a text or number with a comma in it needs quotes around it"
	case extra > 0 && separator == 0:
		return "; the first row that is not empty has to name all columns, without a title above it"
	}
	return ""
}

// numbers fills the cells of columns of numbers with their exact values in
// plain decimals. Where nobody said which sign is decimal, all of them decide
// it together.
func (t *Table) numbers(columns []tableColumn, rows [][]string, a *Account, p *problems) {
	type place struct{ row, column int }
	var shapes []shape
	var at []place
	for i, rec := range t.rows {
		for j, column := range columns {
			c := rec[column.at]
			if column.Kind != data.NumberColumn || c.text == "" {
				continue
			}
			s, err := t.shape(c)
			switch {
			case c.kind == errorCell:
				err = fmt.Errorf("the cell holds the error %s; mend the workbook, or empty the cell", clip(c.text))
			case c.kind == mergedCell:
				err = fmt.Errorf("the cell is merged with others, so whose number %s is cannot be told; unmerge the cells", clip(c.text))
			}
			if err != nil {
				p.cell(c, column.Name, "%w", err)
				continue
			}
			s.field = column.Name
			shapes, at = append(shapes, s), append(at, place{i, j})
		}
	}
	if p.total > 0 { // a guess over what could be read would add wrong problems
		return
	}
	decimal := t.decimal
	switch {
	case t.exact:
		decimal = '.'
	case decimal == 0:
		var open *undecided
		if decimal, open = decide(shapes, a); open != nil {
			p.cell(open.shape.cell, open.shape.field, "%w", open.err)
			return
		}
	}
	for i, s := range shapes {
		n, err := s.number(orPoint(decimal))
		if err != nil {
			p.cell(s.cell, s.field, "%w", err)
			continue
		}
		rows[at[i].row][at[i].column] = n.String()
	}
	if !t.exact {
		a.Decimal = decimal
	}
}

// readCell checks a cell that is not a number.
func readCell(column tableColumn, c cell, p *problems) string {
	switch {
	case c.text == "":
		return ""
	case column.Kind == data.FlagColumn:
		switch strings.ToLower(c.text) {
		case "true", "1":
			return "true"
		case "false", "0":
			return "false"
		}
		p.cell(c, column.Name, "cannot read %q as a flag; write true or false", clip(c.text))
	case column.role && c.kind == errorCell:
		p.cell(c, column.Name, "the cell holds the error %s; mend the workbook, or empty the cell", clip(c.text))
	case column.role:
		return readRole(column.Name, c, p)
	}
	return c.text
}

// readRole checks the cell of a column whose name is a role of a chart.
func readRole(role string, c cell, p *problems) string {
	switch role {
	case "unit", "x_unit":
		if c.text == "%" {
			return string(data.Percent)
		}
		if _, err := data.ParseUnit(c.text); err != nil {
			p.cell(c, role, "%w", err)
		}
	case "bound":
		if _, err := data.ParseBound(c.text); err != nil {
			p.cell(c, role, "%w", err)
		}
	default:
		return yearOf(c.text)
	}
	return c.text
}
