package tidy

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
)

// objects reads a JSON array of objects as rows.
func (t *Table) objects(f *file.File) ([]record, error) {
	raw, err := f.Bytes()
	if err != nil {
		return nil, err
	}
	t.account.Encoding = f.Encoding()
	t.account.Notes = f.Notes()
	r := objectReader{name: f.Name, raw: raw, d: json.NewDecoder(bytes.NewReader(raw)), at: map[string]int{}, line: 1, col: 1}
	r.d.UseNumber()
	rows, err := r.rows()
	if err != nil {
		return nil, err
	}
	out := make([]record, 0, len(rows)+1)
	header := make(record, len(r.names))
	for i, name := range r.names {
		header[i] = cell{text: name, col: i + 1}
	}
	out = append(out, header)
	for _, row := range rows {
		rec := make(record, len(r.names))
		for i := range rec {
			rec[i].line, rec[i].col = row.line, row.col
		}
		for _, c := range row.cells {
			rec[c.column] = c.cell
		}
		if isEmpty(rec) {
			t.account.EmptyRows++
			continue
		}
		out = append(out, rec)
	}
	if t.account.EmptyRows > 0 {
		t.account.note("objects without any value are left out: %d", t.account.EmptyRows)
	}
	return out, nil
}

// objectReader reads objects and knows where in the text it is.
type objectReader struct {
	name      string
	raw       []byte
	d         *json.Decoder
	names     []string
	at        map[string]int
	done      int // bytes of raw that line and col have come past
	line, col int
}

type jsonRow struct {
	line, col int
	cells     []jsonCell
}

type jsonCell struct {
	cell
	column int
}

// place moves on to the next token, at which it stands.
func (r *objectReader) place() (line, col int) {
	to := int(r.d.InputOffset())
	for to < len(r.raw) && strings.IndexByte(" \t\r\n,:", r.raw[to]) >= 0 {
		to++
	}
	r.pass(to)
	return r.line, r.col
}

func (r *objectReader) pass(to int) {
	text := r.raw[r.done:to]
	if n := bytes.Count(text, []byte("\n")); n > 0 {
		r.line += n
		r.col = 1
		text = text[bytes.LastIndexByte(text, '\n')+1:]
	}
	r.col += utf8.RuneCount(text)
	r.done = to
}

func (r *objectReader) fail(format string, args ...any) error {
	return &data.ParseError{File: r.name, Line: r.line, Col: r.col, Err: fmt.Errorf(format, args...)}
}

// token returns the next token and stands at its beginning.
func (r *objectReader) token() (json.Token, error) {
	r.place()
	token, err := r.d.Token()
	if err == nil {
		return token, nil
	}
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		r.pass(max(r.done, min(int(syntax.Offset)-1, len(r.raw))))
	}
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		return nil, r.fail("%w: the JSON ends here before it is closed; get the file again", file.ErrDamaged)
	}
	return nil, r.fail("is not valid JSON: %v", err)
}

const wantObjects = "a chart needs an array of objects, as [{\"label\": \"A\", \"value\": 1}]"

// rows reads the whole array.
func (r *objectReader) rows() ([]jsonRow, error) {
	token, err := r.token()
	if err != nil {
		return nil, err
	}
	if token != json.Delim('[') {
		return nil, r.fail("is a JSON object; %s", wantObjects)
	}
	var out []jsonRow
	cells := 0
	for r.d.More() {
		token, err := r.token()
		if err != nil {
			return nil, err
		}
		row := jsonRow{line: r.line, col: r.col}
		if token != json.Delim('{') {
			return nil, r.fail("element %d is not an object; %s", len(out)+1, wantObjects)
		}
		if row.cells, err = r.object(); err != nil {
			return nil, err
		}
		out = append(out, row)
		cells += len(row.cells)
		if max(cells, len(out)*len(r.names)) > maxCells {
			return nil, tooManyCells(r.name, row.line)
		}
	}
	if _, err := r.token(); err != nil {
		return nil, err
	}
	if r.place(); r.done < len(r.raw) {
		return nil, r.fail("something stands behind the end of the JSON array; leave it out")
	}
	if len(r.names) == 0 {
		return nil, file.ErrEmpty
	}
	return out, nil
}

// object reads the values of an object whose brace was read.
func (r *objectReader) object() ([]jsonCell, error) {
	var out []jsonCell
	seen := map[int]bool{}
	for r.d.More() {
		token, err := r.token()
		if err != nil {
			return nil, err
		}
		name, _ := token.(string)
		name = strings.TrimSpace(name)
		column, ok := r.at[name]
		if !ok {
			column = len(r.names)
			r.at[name] = column
			r.names = append(r.names, name)
		}
		if seen[column] {
			return nil, r.fail("the name %q is there twice in one object", clip(name))
		}
		seen[column] = true
		token, err = r.token()
		if err != nil {
			return nil, err
		}
		c := cell{line: r.line, col: r.col}
		switch v := token.(type) {
		case nil:
		case string:
			c.text = strings.TrimSpace(v)
		case bool:
			c.text = strconv.FormatBool(v)
		case json.Number:
			c.text = v.String()
		default:
			return nil, r.fail("%q holds a list or an object; a cell of a table has one value", clip(name))
		}
		out = append(out, jsonCell{c, column})
	}
	_, err := r.token()
	return out, err
}
