package articles

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/periplus-data/periplus/data"
)

// table is a CSV file whose cells know their place.
type table struct {
	rows     []row
	complete bool // every row was read
}

type row struct {
	l       *loader
	file    string
	line    int
	columns map[string]int // by name, shared by the rows of a file
	cells   []cell
}

type cell struct {
	text string
	at   position
}

// table reads a CSV file and holds its header against the columns. A row with
// another number of cells is a problem and left out.
func (l *loader) table(file string, columns []data.Column) table {
	var t table
	raw, err := l.read(file)
	if err != nil {
		l.report(file, position{}, "", "", err)
		return t
	}
	raw = bytes.TrimPrefix(raw, []byte("\ufeff"))
	if at, ok := invalidUTF8(raw); ok {
		l.report(file, at, "", "", errors.New("not UTF-8; save the file as UTF-8"))
		return t
	}
	r := csv.NewReader(bytes.NewReader(raw))
	r.FieldsPerRecord = -1
	header, err := r.Read()
	if err != nil && !errors.Is(err, io.EOF) {
		l.reportCSV(file, err)
		return t
	}
	if err != nil {
		l.report(file, position{1, 1}, "", "", fmt.Errorf("no header; the first line is %s", columnNames(columns)))
		return t
	}
	if !l.checkHeader(file, header, r, columns) {
		return t
	}
	t.rows, t.complete = l.rows(file, header, r)
	return t
}

// rows reads what follows the header. It also reports whether every row could
// be read.
func (l *loader) rows(file string, header []string, r *csv.Reader) (rows []row, complete bool) {
	complete = true
	columns := make(map[string]int, len(header))
	for i, name := range header {
		columns[name] = i
	}
	for !l.stopped() {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			return rows, complete
		}
		if err != nil {
			l.reportCSV(file, err)
			return rows, false
		}
		line, _ := r.FieldPos(0)
		if len(record) != len(header) {
			complete = false
			l.report(file, position{line, 1}, "", "", fmt.Errorf("the row has %d cells and the header %d; a cell with a comma stands in double quotes", len(record), len(header)))
			continue
		}
		rw := row{l: l, file: file, line: line, columns: columns, cells: make([]cell, len(header))}
		for i, text := range record {
			ln, col := r.FieldPos(i)
			rw.cells[i] = cell{text, position{ln, col}}
		}
		rows = append(rows, rw)
	}
	return rows, false
}

func (l *loader) reportCSV(file string, err error) {
	if e, ok := errors.AsType[*csv.ParseError](err); ok {
		l.report(file, position{e.Line, e.Column}, "", "", fmt.Errorf("not CSV: %w; a quote inside a cell is doubled", e.Err))
		return
	}
	l.report(file, position{}, "", "", err)
}

func (l *loader) checkHeader(file string, header []string, r *csv.Reader, columns []data.Column) bool {
	if len(header) == 1 && len(columns) > 1 && strings.ContainsAny(header[0], ";\t") {
		l.report(file, position{1, 1}, "", "", errors.New("the cells are not separated by commas; save the file as CSV with commas, in UTF-8"))
		return false
	}
	before := l.count
	known := strings.Split(columnNames(columns), ",")
	seen := map[string]bool{}
	for i, name := range header {
		if l.stopped() {
			return false
		}
		line, col := r.FieldPos(i)
		at := position{line, col}
		if !slices.Contains(known, name) {
			l.report(file, at, "", name, fmt.Errorf("unknown column %q%s", clip(name), data.Suggest(name, known)))
		} else if seen[name] {
			l.report(file, at, "", name, fmt.Errorf("column %q stands twice", name))
		}
		seen[name] = true
	}
	for _, name := range known {
		if !seen[name] {
			l.report(file, position{1, 1}, "", "", fmt.Errorf("column %q is missing; the header is %s", name, columnNames(columns)))
		}
	}
	return l.count == before
}

func columnNames(columns []data.Column) string {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.Name
	}
	return strings.Join(names, ",")
}

// invalidUTF8 returns the place of the first byte that is not UTF-8.
func invalidUTF8(raw []byte) (position, bool) {
	if utf8.Valid(raw) {
		return position{}, false
	}
	at := position{1, 1}
	for len(raw) > 0 {
		r, size := utf8.DecodeRune(raw)
		if r == utf8.RuneError && size == 1 {
			break
		}
		at.col += size
		if r == '\n' {
			at = position{at.line + 1, 1}
		}
		raw = raw[size:]
	}
	return at, true
}

func clip(s string) string { return data.Clip(s, 60) }

// cell returns the cell of a column, an empty one where the row has none.
func (r row) cell(column string) cell {
	if i, ok := r.columns[column]; ok {
		return r.cells[i]
	}
	return cell{}
}

// text returns the text of a cell.
func (r row) text(column string) string { return r.cell(column).text }

// wrong reports a problem with a cell.
func (r row) wrong(column string, err error) {
	c := r.cell(column)
	at := c.at
	if at.line == 0 {
		at = position{r.line, 1}
	}
	r.l.report(r.file, at, column, c.text, err)
}

// parse reads a cell, reports what cannot be read, and returns the zero value
// then.
func parse[T any](r row, column string, read func(string) (T, error)) T {
	v, err := read(r.text(column))
	if err != nil {
		r.wrong(column, err)
		var none T
		return none
	}
	return v
}
