package tidy

import (
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
)

// Column is a column of a table with what its cells show.
type Column struct {
	data.Column
	Dates bool // every cell is a year from 1500 to 2199, a month, a day, or two of them as a period
	Same  bool // all rows have the same text
	// NotNumbers says of a column of text that half of its cells are numbers, and
	// which is the first that is none, as `"n/a" on line 3`; else it is "".
	NotNumbers string
}

// Table is a table of any columns as its file has it, with the place of every
// cell. Methods do not change it.
type Table struct {
	// Name is the file, with the sheet of a workbook, as errors show it.
	Name string
	// Columns have the names of the first row, trimmed, and the kinds that their
	// cells show: NumberColumn where every cell that is not empty reads as a
	// number and none is a code with leading zeros, FlagColumn where each is
	// true or false, else TextColumn. A year is a number.
	Columns []Column

	account Account
	header  int // line of the names; 0 where the format has them
	rows    []record
	exact   bool // cells hold numbers as stored
	decimal rune
}

// These bound a chart's table: a chart shows hundreds of rows, not millions.
const (
	maxBytes = 32 << 20
	maxCells = 2 << 20
)

// ReadTable reads a table of any columns from r; name is the file as errors
// show it. It may be text with commas, semicolons, tabs or bars between the
// cells, a sheet of an XLSX workbook, Parquet, or a JSON array of objects as
// --format json prints it, each also packed with gzip or zip.
//
// The first row names the columns, below titles of one cell each if there are
// some; in JSON the names of the objects do, in the order in which they come.
// Cells come trimmed; an empty cell, a null and a name that an
// object lacks are missing.
//
// The error joins a *data.ParseError for each problem, at most 20 of them.
// Numbers are read by Data and Chart, so that a column of words that nobody
// asks for is never an error.
func ReadTable(r io.Reader, name string, o Options) (*Table, error) {
	t, _, err := readTable(file.New(name, r, file.Options{MaxBytes: maxBytes}))(name, o)
	return t, err
}

// OpenTable is ReadTable for the file at path.
func OpenTable(path string, o Options) (*Table, error) {
	t, _, err := readTable(file.Open(path, file.Options{MaxBytes: maxBytes}))(path, o)
	return t, err
}

// readTable takes what opens a file. The account says how far the reading came
// where there is an error.
func readTable(f *file.File, err error) func(name string, o Options) (*Table, Account, error) {
	return func(name string, o Options) (*Table, Account, error) {
		if err != nil {
			return nil, Account{}, tableError(name, err)
		}
		defer f.Close()
		t := &Table{Name: f.Name, decimal: o.Decimal}
		if err := t.read(f, o); err != nil {
			return nil, t.account, err
		}
		return t, t.account, nil
	}
}

func (t *Table) read(f *file.File, o Options) error {
	if f.Size > maxBytes {
		return tableError(f.Name, file.ErrTooLarge)
	}
	if o.Sheet != "" && f.Kind() != file.XLSX {
		return &data.ParseError{File: f.Name, Err: fmt.Errorf("is %s and has no sheet %q; only a workbook has sheets", f.Kind(), clip(o.Sheet))}
	}
	records, err := t.records(f, o)
	if err != nil {
		return tableError(f.Name, err)
	}
	p := problems{file: t.Name}
	records = t.belowTitle(records)
	t.name(records[0], &p)
	t.rows = records[1:]
	for i, rec := range t.rows {
		for len(rec) > len(t.Columns) && rec[len(rec)-1].text == "" { // a separator at the end of each row
			rec = rec[:len(rec)-1]
			t.rows[i] = rec
		}
		if t.exact && len(rec) < len(t.Columns) {
			t.rows[i] = padded(rec, len(t.Columns))
		} else if len(rec) != len(t.Columns) {
			p.cell(rec[0], "", "the row has %d cells, the header has %d%s", len(rec), len(t.Columns), tooMany(len(rec)-len(t.Columns), t.account.Separator))
		}
	}
	if p.total == 0 && len(t.rows) == 0 {
		p.add(&data.ParseError{File: t.Name, Err: fmt.Errorf("has a header but no rows")})
	}
	if p.total > 0 {
		return p.err()
	}
	for i := range t.Columns {
		t.look(i)
	}
	for _, rec := range t.rows {
		t.account.Lines = append(t.account.Lines, rec[0].line)
	}
	return nil
}

// maxTitles is how many rows of words may stand above the names of the columns.
const maxTitles = 20

// belowTitle leaves out the words that people write above a table: rows with
// one text, before a row of several that has no number.
func (t *Table) belowTitle(records []record) []record {
	for i, rec := range records[:min(len(records), maxTitles)] {
		filled, numbers := 0, 0
		for _, c := range rec {
			if c.text != "" {
				filled++
				if t.isNumber(c) {
					numbers++
				}
			}
		}
		if filled < 2 {
			continue
		}
		if i == 0 || numbers > 0 {
			break
		}
		for _, above := range records[:i] {
			t.account.note("line %d stands above the names of the columns and is left out", above[0].line)
		}
		return records[i:]
	}
	return records
}

// name takes the names of the columns from the first row.
func (t *Table) name(rec record, p *problems) {
	t.header = rec[0].line
	at := map[string]cell{}
	for _, c := range rec {
		name := strings.ToLower(c.text)
		if first, ok := at[name]; ok && name != "" {
			p.cell(c, "", "the column %q is there twice, first in column %d of the line", name, first.col)
		}
		at[name] = c
		t.Columns = append(t.Columns, Column{Column: data.Column{Name: c.text}})
	}
}

// padded fills a row of a workbook, which ends at its last cell.
func padded(rec record, n int) record {
	for i := len(rec); i < n; i++ {
		rec = append(rec, cell{line: rec[0].line, col: i + 1})
	}
	return rec
}

// leadingZero is how a code begins: no number that somebody means is written
// so.
var leadingZero = regexp.MustCompile(`^[-+]?0[0-9]`)

// look finds out what the cells of column i are.
func (t *Table) look(i int) {
	numbers, flags, dates, filled := 0, 0, 0, 0
	column := &t.Columns[i]
	column.Same = true
	var odd *cell
	for _, rec := range t.rows {
		c := &rec[i]
		column.Same = column.Same && c.text == t.rows[0][i].text
		if c.text == "" || c.kind == errorCell {
			continue
		}
		filled++
		isNumber := t.isNumber(*c)
		lower := strings.ToLower(c.text)
		switch {
		case isNumber:
			numbers++
		case lower == "true" || lower == "false":
			flags++
		}
		if isDate(c.text, isNumber) {
			dates++
		}
		if odd == nil && !isNumber {
			odd = c
		}
	}
	column.Dates = filled > 0 && dates == filled
	switch {
	case filled == 0:
	case numbers == filled:
		column.Kind = data.NumberColumn
	case flags == filled:
		column.Kind = data.FlagColumn
	case 2*numbers >= filled:
		column.NotNumbers = fmt.Sprintf("%q on line %d", clip(odd.text), odd.line)
	}
}

// isDate reports whether a text is a date or period as charts read them. A bare number is
// one where it is a year that trade has figures of.
func isDate(text string, isNumber bool) bool {
	text = yearOf(text)
	if isNumber {
		return len(text) == 4 && text >= "1500" && text < "2200"
	}
	_, err := data.ParsePeriod(strings.Replace(text, "–", "/", 1))
	return err == nil
}

// yearOf returns the year of a text that a program kept as a float, else the
// text.
func yearOf(text string) string {
	if year, ok := strings.CutSuffix(text, ".0"); ok && len(year) == 4 && strings.Trim(year, "0123456789") == "" {
		return year
	}
	return text
}

func (t *Table) isNumber(c cell) bool {
	if leadingZero.MatchString(c.text) {
		return false
	}
	_, err := t.shape(c)
	return err == nil
}

// shape reads how a number is written. As stored, a point is decimal, and there
// is nothing else.
func (t *Table) shape(c cell) (shape, error) {
	if t.exact && strings.ContainsAny(c.text, ",'’ \u00a0\u202f") {
		return shape{}, fmt.Errorf("%q is stored as text; store it as a number, or save the table as CSV", clip(c.text))
	}
	return parseShape(c)
}

// Rows returns how many rows the table has beside its header.
func (t *Table) Rows() int { return len(t.rows) }

// Account returns how the file was read, as far as no number is concerned.
func (t *Table) Account() Account {
	a := t.account
	a.Notes = slices.Clone(a.Notes)
	return a
}

// Errorf returns the error of the cell in a row, from 0, and column of the
// table, with its file, place and text. A column that the table does not have
// gives the place of the row.
func (t *Table) Errorf(row int, column, format string, args ...any) *data.ParseError {
	e := &data.ParseError{File: t.Name, Field: column, Err: fmt.Errorf(format, args...)}
	if row < 0 || row >= len(t.rows) {
		return e
	}
	e.Line = t.rows[row][0].line
	if i := t.index(column); i >= 0 {
		c := t.rows[row][i]
		e.Line, e.Col, e.Value = c.line, c.col, c.text
	}
	return e
}

// index returns where a column stands: the one with exactly this name, else
// the one with it in another case, else -1.
func (t *Table) index(name string) int {
	if name == "" {
		return -1
	}
	if i := slices.IndexFunc(t.Columns, func(c Column) bool { return c.Name == name }); i >= 0 {
		return i
	}
	return slices.IndexFunc(t.Columns, func(c Column) bool { return strings.EqualFold(c.Name, name) })
}

// Data returns the table with exact numbers in plain decimals and flags as true
// or false, under the names of its columns. The Account has what the numbers
// showed about their decimal sign.
func (t *Table) Data() (data.Table, Account, error) {
	p := problems{file: t.Name}
	columns := make([]tableColumn, len(t.Columns))
	for i, c := range t.Columns {
		columns[i] = tableColumn{Column: data.Column{Name: c.Name, Kind: c.Kind}, at: i}
	}
	return t.cells(columns, &p)
}

// tableColumn is a column of a table to be made: which column of the file it
// comes from.
type tableColumn struct {
	data.Column
	at   int
	role bool // its cells are checked as those of the role that its name is
}

// cells reads the cells of columns.
func (t *Table) cells(columns []tableColumn, p *problems) (data.Table, Account, error) {
	a := t.Account()
	out := data.Table{}
	for _, c := range columns {
		out.Columns = append(out.Columns, c.Column)
	}
	out.Rows = make([][]string, len(t.rows))
	for i := range t.rows {
		out.Rows[i] = make([]string, len(columns))
	}
	t.numbers(columns, out.Rows, &a, p)
	for j, c := range columns {
		for i, rec := range t.rows {
			if c.Kind != data.NumberColumn {
				out.Rows[i][j] = readCell(c, rec[c.at], p)
			}
		}
	}
	if err := p.err(); err != nil {
		return data.Table{}, a, err
	}
	return out, a, nil
}
