package comtrade

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/periplus-data/periplus/data"
)

// jsonRecord is one object of a reply, its cells under apiHeader.
type jsonRecord struct {
	file  string
	at    int
	h     *header
	cells [columnCount]string
}

func (r *jsonRecord) line() int            { return r.at }
func (r *jsonRecord) cell(c column) string { return r.cells[c] }

func (r *jsonRecord) fail(c column, err error) *data.ParseError {
	return &data.ParseError{File: r.file, Line: r.at, Field: r.h.name(c), Value: r.cells[c], Err: err}
}

// reply reads JSON in pieces: a reply may hold 250,000 rows.
type reply struct {
	r      *reader
	dec    *json.Decoder
	lines  *lineCounter
	rec    jsonRecord
	rows   int
	count  int // as the reply states it, −1 where it does not
	extras []string
	tariff tariffMarks
}

// readJSON gives every row of a reply to the reader: of API v1 (data), of the
// classic API (dataset), or an array of rows that somebody saved.
func readJSON(r *reader) {
	in, err := r.f.Reader()
	if err != nil {
		r.problems.Add(err)
		return
	}
	defer in.Close()
	lines := &lineCounter{in: in}
	h := apiHeader()
	p := &reply{r: r, dec: json.NewDecoder(lines), lines: lines, count: -1, rec: jsonRecord{file: r.f.Name, h: &h}}
	p.dec.UseNumber()
	if err := p.read(); err != nil && err != errStopped {
		r.problems.Add(p.place(err))
		return
	}
	if len(p.extras) > 0 {
		slices.Sort(p.extras)
		r.warn("items that are none of UN Comtrade's are not read: %s", strings.Join(p.extras, ", "))
	}
}

// longestMessage is how much of a message of the database is quoted.
const longestMessage = 200

var errStopped = errors.New("stopped")

// place adds file and line to an error of the JSON itself.
func (p *reply) place(err error) error {
	var pe *data.ParseError
	if errors.As(err, &pe) {
		return err
	}
	line := p.lines.lineAt(p.dec.InputOffset())
	var syntax *json.SyntaxError
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		err = errors.New("the reply ends in the middle; it was cut off, ask for it again")
	case errors.As(err, &syntax):
		line = p.lines.lineAt(syntax.Offset)
		err = fmt.Errorf("is not whole JSON: %s", strings.TrimPrefix(syntax.Error(), "json: "))
	}
	return &data.ParseError{File: p.r.f.Name, Line: line, Err: err}
}

func (p *reply) read() error {
	t, err := p.dec.Token()
	if err != nil {
		return err
	}
	switch t {
	case json.Delim('['):
		if err := p.array(); err != nil {
			return err
		}
	case json.Delim('{'):
		if err := p.object(); err != nil {
			return err
		}
	default:
		return fmt.Errorf("holds the value %v; a reply of UN Comtrade is an object with data", t)
	}
	if _, err := p.dec.Token(); err != io.EOF {
		return errors.New("something stands behind the end of the reply; keep one reply in a file")
	}
	if p.count >= 0 && p.count != p.rows {
		return fmt.Errorf("the reply says count %d and holds %d rows; it was changed or cut, ask for it again", p.count, p.rows)
	}
	return nil
}

// object reads the outer object of a reply.
func (p *reply) object() error {
	seen := false
	for p.dec.More() {
		t, err := p.dec.Token()
		if err != nil {
			return err
		}
		switch key := t.(string); key {
		case "data", "dataset":
			if seen {
				return fmt.Errorf("has the rows twice, the second time as %s", key)
			}
			seen = true
			err = p.rowsOf(key)
		case "count":
			err = p.dec.Decode(&p.count)
			if err != nil {
				err = errors.New("count is no whole number")
			}
		case "error", "message":
			var why json.RawMessage
			if err = p.dec.Decode(&why); err == nil && string(why) != "null" && string(why) != `""` {
				err = fmt.Errorf("is an error message of the database, not data: %s", message(why))
			}
		case "validation":
			err = p.validation()
		default: // elapsedTime, statusCode
			var rest json.RawMessage // as a value it would take ten times the memory
			err = p.dec.Decode(&rest)
		}
		if err != nil {
			return err
		}
	}
	if _, err := p.dec.Token(); err != nil {
		return err
	}
	if !seen {
		return errors.New("has no data; a reply of UN Comtrade has an array of that name")
	}
	return nil
}

// message returns what a message of the database says, shortened.
func message(raw json.RawMessage) string {
	var text string
	if json.Unmarshal(raw, &text) != nil {
		text = string(raw)
	}
	return data.Clip(text, longestMessage)
}

// validation reads what the classic API says about the question.
func (p *reply) validation() error {
	var v struct {
		Status struct {
			Value       int
			Name        string
			Description string
		}
		Count struct{ Value *int }
	}
	if err := p.dec.Decode(&v); err != nil {
		return err
	}
	if v.Count.Value != nil {
		p.count = *v.Count.Value
	}
	if v.Status.Value != 0 {
		why := v.Status.Description
		if why == "" {
			why = v.Status.Name
		}
		return fmt.Errorf("is an error message of the database, not data: %s", data.Clip(why, longestMessage))
	}
	return nil
}

// rowsOf reads the array of rows; null is an empty one.
func (p *reply) rowsOf(key string) error {
	t, err := p.dec.Token()
	switch {
	case err != nil:
		return err
	case t == nil:
		return nil
	case t != json.Delim('['):
		return fmt.Errorf("%s is no array of rows", key)
	}
	return p.array()
}

func (p *reply) array() error {
	for p.dec.More() {
		if err := p.row(); err != nil {
			return err
		}
		p.rows++
		if !p.r.accept(&p.rec) {
			return errStopped
		}
	}
	_, err := p.dec.Token()
	return err
}

// row reads one object into p.rec.
func (p *reply) row() error {
	t, err := p.dec.Token()
	if err != nil {
		return err
	}
	p.rec.at = p.lines.lineAt(p.dec.InputOffset())
	if t != json.Delim('{') {
		return fmt.Errorf("row %d is %v; a row is an object", p.rows+1, t)
	}
	clear(p.rec.cells[:])
	var seen [columnCount]bool
	for p.dec.More() {
		name, err := p.dec.Token()
		if err != nil {
			return err
		}
		value, err := p.dec.Token()
		if err != nil {
			return err
		}
		text, ok := scalar(value)
		if !ok {
			return fmt.Errorf("row %d: %v is no single value", p.rows+1, name)
		}
		c, known := columnOf[fold(name.(string))]
		if p.rows == 0 {
			p.tariff.see(fold(name.(string)))
		}
		switch {
		case !known:
			if !slices.Contains(p.extras, name.(string)) && len(p.extras) < 20 {
				p.extras = append(p.extras, name.(string))
			}
		case c == colIgnored:
		case seen[c]:
			return fmt.Errorf("row %d has %v twice", p.rows+1, name)
		default:
			seen[c] = true
			p.rec.cells[c] = strings.TrimSpace(text)
		}
	}
	if _, err = p.dec.Token(); err != nil || p.rows > 0 {
		return err
	}
	return p.tariff.check(seen[colPartner2] && seen[colCustoms] && seen[colTransport], seen[colYear])
}

// scalar returns a value as the text that a CSV would hold, null as nothing.
func scalar(t json.Token) (string, bool) {
	switch v := t.(type) {
	case nil:
		return "", true
	case string:
		return v, true
	case bool:
		return strconv.FormatBool(v), true
	case json.Number:
		return v.String(), true
	}
	return "", false
}

// lineCounter knows on which line each place of a stream is, as long as it is
// asked in order.
type lineCounter struct {
	in    io.Reader
	read  int64
	ends  []int64 // places of line ends not passed yet
	lines int     // line ends passed
}

func (l *lineCounter) Read(b []byte) (int, error) {
	n, err := l.in.Read(b)
	for i, c := range b[:n] {
		if c == '\n' {
			l.ends = append(l.ends, l.read+int64(i))
		}
	}
	l.read += int64(n)
	return n, err
}

// lineAt returns the line of a place, from 1.
func (l *lineCounter) lineAt(offset int64) int {
	i := 0
	for i < len(l.ends) && l.ends[i] < offset {
		i++
	}
	l.lines += i
	l.ends = l.ends[i:]
	return l.lines + 1
}
