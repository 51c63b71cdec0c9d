package tidy

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
)

// Options are what a reader may be told. The zero value lets it find out.
type Options struct {
	// Decimal is the decimal sign, '.' or ','; 0 decides by the numbers.
	Decimal rune
}

// Account says how a file was read. Notes are what a user should be told:
// each guess, and whatever was left out.
type Account struct {
	Encoding  string // as file.File.Encoding
	Separator rune   // between cells: ',', ';', '\t' or '|'
	Decimal   rune   // '.' or ','; 0 where no number has either sign
	Lines     []int  // line of each row of the table, from 1
	EmptyRows int    // rows without any text, left out
	Notes     []string
}

func (a *Account) note(format string, args ...any) {
	a.Notes = append(a.Notes, fmt.Sprintf(format, args...))
}

// chartColumns are the columns of a chart's table, in the order of the
// documentation. All but label and value may be left out.
var chartColumns = []data.Column{
	{Name: "label", Meaning: "What the row is called."},
	{Name: "value", Kind: data.NumberColumn, Meaning: "The number; empty where none is claimed."},
	{Name: "low", Kind: data.NumberColumn, Meaning: "Least possible amount; empty is unbounded."},
	{Name: "high", Kind: data.NumberColumn, Meaning: "Greatest possible amount; empty is unbounded."},
	{Name: "low_open", Kind: data.FlagColumn, Meaning: "Whether low itself is excluded."},
	{Name: "high_open", Kind: data.FlagColumn, Meaning: "Whether high itself is excluded."},
	{Name: "unit", Meaning: "Unit of value, low and high; money in plain units."},
	{Name: "bound", Meaning: "How the source qualifies the number."},
	{Name: "source", Meaning: "Who states the number."},
	{Name: "id", Meaning: "Id of the figure."},
	{Name: "series", Meaning: "Which series the row belongs to."},
	{Name: "date", Meaning: "Year, month or day in place of label."},
}

// ChartColumns describes the columns that ReadChart knows, in order.
func ChartColumns() []data.Column { return append([]data.Column(nil), chartColumns...) }

func chartColumn(name string) (data.Column, bool) {
	for _, c := range chartColumns {
		if c.Name == name {
			return c, true
		}
	}
	return data.Column{}, false
}

// maxBytes bounds a chart's file. A chart shows hundreds of rows, not millions.
const maxBytes = 32 << 20

// ReadChart reads the table of a chart from r; name is the file as errors show
// it. The first row names the columns: label and value, and whichever of
// ChartColumns there are, in any order and case. Where there is no value, low
// has to be there. Other columns come back as text.
//
// Cells come back trimmed, numbers exact in plain decimals with a point, flags
// as true or false; the unit "%" becomes percent. A number may have separators
// of thousands (comma, point, blank or apostrophe, three digits each), a minus
// as - or U+2212, and an exponent. An empty cell is missing. The decimal sign
// is one for the whole file; where the numbers do not tell it (1,234 alone),
// the error is ErrDecimal, and Options.Decimal has to say it.
//
// The error joins a *data.ParseError for each problem, at most 20 of them.
// With an error the table is empty, and the Account says how far the reading
// came.
func ReadChart(r io.Reader, name string, o Options) (data.Table, Account, error) {
	f, err := file.New(name, r, file.Options{MaxBytes: maxBytes})
	if err != nil {
		return data.Table{}, Account{}, chartError(name, err)
	}
	defer f.Close()
	return readChart(f, o)
}

// OpenChart is ReadChart for the file at path, which may be packed.
func OpenChart(path string, o Options) (data.Table, Account, error) {
	f, err := file.Open(path, file.Options{MaxBytes: maxBytes})
	if err != nil {
		return data.Table{}, Account{}, chartError(path, err)
	}
	defer f.Close()
	return readChart(f, o)
}

func readChart(f *file.File, o Options) (data.Table, Account, error) {
	var a Account
	switch {
	case f.Kind() != file.Text:
		return data.Table{}, a, &data.ParseError{File: f.Name, Err: fmt.Errorf("is %s; a chart needs a table of text: save it as CSV", f.Kind())}
	case f.Size > maxBytes:
		return data.Table{}, a, chartError(f.Name, file.ErrTooLarge)
	}
	records, err := split(f, &a)
	if err != nil {
		return data.Table{}, a, chartError(f.Name, err)
	}
	t, err := chartTable(records, f.Name, o, &a)
	if err != nil {
		return data.Table{}, a, err
	}
	return t, a, nil
}

// chartError says of an empty or long file what a chart needs.
func chartError(name string, err error) error {
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

// chartTable turns records into the table, the first of them being the header.
func chartTable(records []record, name string, o Options, a *Account) (data.Table, error) {
	p := problems{file: name}
	columns := header(records[0], a, &p)
	if p.total > 0 {
		return data.Table{}, p.err()
	}
	rows := records[1:]
	for _, rec := range rows {
		if len(rec) != len(columns) {
			p.cell(rec[0], "", "the row has %d cells, the header has %d%s", len(rec), len(columns), tooMany(len(rec)-len(columns), a.Separator))
		}
	}
	if p.total == 0 && len(rows) == 0 {
		p.add(&data.ParseError{File: name, Err: errors.New("has a header but no rows")})
	}
	if p.total > 0 {
		return data.Table{}, p.err()
	}
	readNumbers(columns, rows, o.Decimal, a, &p)
	t := data.Table{Columns: columns}
	for _, rec := range rows {
		row := make([]string, len(columns))
		for i, c := range rec {
			row[i] = readCell(columns[i], c, &p)
		}
		t.Rows = append(t.Rows, row)
		a.Lines = append(a.Lines, rec[0].line)
	}
	return t, p.err()
}

func tooMany(extra int, separator rune) string {
	if extra > 0 && separator == ',' {
		return "; a text or number with a comma in it needs quotes around it"
	}
	return ""
}

// header reads the names of the columns.
func header(rec record, a *Account, p *problems) []data.Column {
	columns := make([]data.Column, len(rec))
	at := map[string]cell{}
	var names, unknown []string
	for i, c := range rec {
		name := strings.ToLower(c.text)
		if first, ok := at[name]; ok && name != "" {
			p.cell(c, "", "the column %q is there twice, first in column %d of the line", name, first.col)
			continue
		}
		at[name] = c
		known, ok := chartColumn(name)
		if !ok {
			known = data.Column{Name: c.text}
			unknown = append(unknown, name)
		}
		columns[i] = known
		names = append(names, c.text)
	}
	has := func(name string) bool { _, ok := at[name]; return ok }
	if !has("label") && !has("date") {
		p.missing(rec[0].line, "label", names, unknown)
	}
	if !has("value") && !has("low") {
		p.missing(rec[0].line, "value", names, unknown)
	}
	if p.total > 0 {
		return columns
	}
	var wanted []string
	for _, c := range chartColumns {
		if !has(c.Name) {
			wanted = append(wanted, c.Name)
		}
	}
	for _, name := range unknown {
		if name != "" {
			a.note("the column %q is not used%s", clip(name), data.Suggest(name, wanted))
		}
	}
	return columns
}

// readCell checks a cell that is not a number; numbers were read before.
func readCell(column data.Column, c cell, p *problems) string {
	if c.text == "" {
		return ""
	}
	switch {
	case column.Kind == data.FlagColumn:
		switch strings.ToLower(c.text) {
		case "true", "1":
			return "true"
		case "false", "0":
			return "false"
		}
		p.cell(c, column.Name, "cannot read %q as a flag; write true or false", clip(c.text))
	case column.Name == "unit":
		if c.text == "%" {
			return string(data.Percent)
		}
		if _, err := data.ParseUnit(c.text); err != nil {
			p.cell(c, column.Name, "%w", err)
		}
	case column.Name == "bound":
		if _, err := data.ParseBound(c.text); err != nil {
			p.cell(c, column.Name, "%w", err)
		}
	}
	return c.text
}

// maxProblems bounds what one error lists.
const maxProblems = 20

// problems collects what is wrong with a file.
type problems struct {
	file  string
	list  []error
	total int
}

func (p *problems) add(err error) {
	if p.total++; p.total <= maxProblems {
		p.list = append(p.list, err)
	}
}

func (p *problems) cell(c cell, field, format string, args ...any) {
	p.add(&data.ParseError{File: p.file, Line: c.line, Col: c.col, Field: field, Value: c.text, Err: fmt.Errorf(format, args...)})
}

func (p *problems) missing(line int, column string, names, unknown []string) {
	p.add(&data.ParseError{File: p.file, Line: line, Field: column, Err: fmt.Errorf("there is no column %q%s; the columns are %s",
		column, data.Suggest(column, unknown), clip(strings.Join(names, ", ")))})
}

func (p *problems) err() error {
	if p.total > len(p.list) {
		p.list = append(p.list, fmt.Errorf("and %d more problems in %s", p.total-len(p.list), p.file))
	}
	return errors.Join(p.list...)
}

func clip(s string) string { return data.Clip(s, 120) }
