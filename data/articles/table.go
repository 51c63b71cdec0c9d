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
	file string
	rows []row
}

type row struct {
	l     *loader
	file  string
	line  int
	cells map[string]cell
}

type cell struct {
	text string
	at   position
}

// table reads a CSV file and holds its header against the columns. A row with
// another number of cells is a problem and left out.
func (l *loader) table(file string, columns []data.Column) table {
	t := table{file: file}
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
	if err != nil {
		l.report(file, position{1, 1}, "", "", fmt.Errorf("no header; the first line is %s", columnNames(columns)))
		return t
	}
	if !l.checkHeader(file, header, r, columns) {
		return t
	}
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			return t
		}
		if err != nil {
			l.reportCSV(file, err)
			return t
		}
		line, _ := r.FieldPos(0)
		if len(record) != len(header) {
			l.report(file, position{line, 1}, "", "", fmt.Errorf("%d cells; the header has %d", len(record), len(header)))
			continue
		}
		rw := row{l: l, file: file, line: line, cells: make(map[string]cell, len(header))}
		for i, name := range header {
			ln, col := r.FieldPos(i)
			rw.cells[name] = cell{record[i], position{ln, col}}
		}
		t.rows = append(t.rows, rw)
	}
}

func (l *loader) reportCSV(file string, err error) {
	if e, ok := errors.AsType[*csv.ParseError](err); ok {
		l.report(file, position{e.Line, e.Column}, "", "", fmt.Errorf("not CSV: %w; a quote inside a cell is doubled", e.Err))
		return
	}
	l.report(file, position{}, "", "", err)
}

func (l *loader) checkHeader(file string, header []string, r *csv.Reader, columns []data.Column) bool {
	before := len(l.problems)
	known := strings.Split(columnNames(columns), ",")
	seen := map[string]bool{}
	for i, name := range header {
		_, col := r.FieldPos(i)
		at := position{1, col}
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
	return len(l.problems) == before
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

func clip(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}

// text returns the text of a cell.
func (r row) text(column string) string { return r.cells[column].text }

// wrong reports a problem with a cell.
func (r row) wrong(column string, err error) {
	c := r.cells[column]
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
