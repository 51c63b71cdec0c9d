package file

import (
	"errors"
	"fmt"
	"iter"
	"strings"

	"github.com/periplus-data/periplus/data"
)

// Dialect says how records are written. The zero value finds the separator and
// holds to RFC 4180.
type Dialect struct {
	// Comma stands between cells, an ASCII character that is not a quote or a
	// line end. 0 is File.Comma.
	Comma rune
	// LazyQuotes takes a quote within a cell that does not begin with one, and
	// a single quote within a quoted cell, as a character like any other.
	LazyQuotes bool
	// NoQuotes takes every quote as a character like any other, so that each
	// line is a record.
	NoQuotes bool
}

// Record is one row. It and its Cells are used again for the next row; the
// texts in Cells stay as they are, but each keeps the 256 KB around it in
// memory: strings.Clone what is kept.
type Record struct {
	// Line is where the record begins, from 1.
	Line int
	// Cells are the texts between the separators, without the quotes around
	// them. Blanks stay; CRLF in a quoted cell becomes LF.
	Cells []string

	w   *window
	d   Dialect
	raw string
}

// Place returns the line and the character of that line, both from 1, at
// which cell i begins. A quoted cell begins with its quote; for i behind the
// last cell it is the end of the record.
func (r *Record) Place(i int) (line, col int) {
	at := len(strings.TrimRight(r.raw, "\r\n"))
	if i < len(r.Cells) {
		p := newParser(r.d)
		p.text, p.ended, p.stop = r.raw, true, i
		p.record(nil) // cannot fail: it did not the first time
		at = p.pos
	}
	line, col = placeIn(r.raw[:at])
	return r.Line + line, col
}

// Places returns what Place returns for each cell, in one pass over the record.
func (r *Record) Places() (lines, cols []int) {
	p := newParser(r.d)
	p.text, p.ended, p.stop = r.raw, true, 1
	line, col, done := r.Line, 1, 0
	for range r.Cells {
		more, last := placeIn(r.raw[done:p.pos])
		if line += more; more > 0 {
			col = 0
		} else {
			last--
		}
		col, done = col+last, p.pos
		lines, cols = append(lines, line), append(cols, col)
		p.record(nil) // cannot fail: it did not the first time
	}
	return lines, cols
}

// Col returns the character of its line at which cell i begins, from 1.
func (r *Record) Col(i int) int {
	_, col := r.Place(i)
	return col
}

// Errorf returns the error of cell i, with its file, place and text. field is
// the name of its column, or "".
func (r *Record) Errorf(i int, field, format string, args ...any) *data.ParseError {
	e := &data.ParseError{Field: field, Err: fmt.Errorf(format, args...)}
	if r.w != nil {
		e.File = r.w.f.Name
	}
	e.Line, e.Col = r.Place(i)
	if i < len(r.Cells) {
		e.Value = r.Cells[i]
	}
	return e
}

// Records gives the rows of a text. Lines without any character are left out.
// A quote in the wrong place is an error with its place, behind which the
// reading goes on with the next line if the caller goes on. A quote that is
// never closed, a record over Options.MaxLine, a NUL byte and a file that
// cannot be read end it. The first record is the header or whatever stands
// first; rows may differ in length.
func (f *File) Records(d Dialect) iter.Seq2[*Record, error] {
	return func(yield func(*Record, error) bool) {
		if d.Comma == 0 {
			d.Comma = f.Comma()
		}
		if d.Comma < ' ' && d.Comma != '\t' || d.Comma > '~' || d.Comma == '"' {
			yield(nil, refuse(f.Name, "cannot be cut at %q; the separator is one ASCII character, as ',' ';' or a tab", d.Comma))
			return
		}
		w, err := f.openText()
		if err != nil {
			yield(nil, err)
			return
		}
		defer w.r.Close()
		w.records(d, yield)
	}
}

func (w *window) records(d Dialect, yield func(*Record, error) bool) {
	rec := &Record{w: w, d: d}
	p := newParser(d)
	for {
		if err := w.skipBlank(); err != nil {
			yield(nil, err)
			return
		}
		p.text, p.pos, p.ended = w.text, w.pos, w.ended
		cells, err := p.record(rec.Cells[:0])
		if err == errMore {
			err = w.more()
			if err == nil {
				continue
			}
		}
		if err == nil && len(cells) == 0 {
			return
		}
		if err == nil && p.pos-w.pos > w.f.o.MaxLine {
			err, p.at = errLong, w.pos
		}
		if err != nil {
			on := yield(nil, w.recordError(err, p))
			if !on || err != errQuote || w.skipLine(p.at) != nil {
				return
			}
			continue
		}
		rec.Line, rec.Cells, rec.raw = w.line, cells, w.text[w.pos:p.pos]
		w.pos = p.pos
		w.line += p.lines
		if !yield(rec, nil) {
			return
		}
	}
}

// skipBlank passes lines without any character.
func (w *window) skipBlank() error {
	for {
		for w.pos < len(w.text) {
			switch c := w.text[w.pos]; {
			case c == '\n':
				w.pos++
			case c == '\r' && w.pos+1 < len(w.text):
				w.pos++
				if w.text[w.pos] == '\n' {
					w.pos++
				}
			case c == '\r' && w.ended:
				w.pos++
			case c == '\r': // LF may follow
				if err := w.more(); err != nil {
					return err
				}
				continue
			default:
				return nil
			}
			w.line++
		}
		if w.ended {
			return nil
		}
		if err := w.more(); err != nil {
			return err
		}
	}
}

// resumeWithin bounds how far a misplaced quote is looked for again.
const resumeWithin = 64 << 10

// skipLine goes on behind the line that a bad record begins on. Where the
// error at offset i is far from there, it goes on behind the line of i, since
// looking at everything between again would take too long.
func (w *window) skipLine(i int) error {
	if i-w.pos > resumeWithin {
		w.line += countLines(w.text[w.pos:i])
		w.pos = i
	}
	for {
		n := strings.IndexAny(w.text[w.pos:], "\r\n")
		if n >= 0 {
			w.pos += n
			return nil // skipBlank takes the line end
		}
		if w.ended {
			w.pos = len(w.text)
			return nil
		}
		w.pos = len(w.text)
		if err := w.more(); err != nil {
			return err
		}
	}
}

// recordError puts what the parser found into words.
func (w *window) recordError(err error, p *parser) error {
	switch err {
	case errNUL:
		return w.hasNUL(p.at)
	case errQuote, errOpen, errLong:
	default:
		return err
	}
	line, col := w.place(p.at)
	openLine, openCol := line, col
	if p.open >= 0 {
		openLine, openCol = w.place(p.open)
	}
	what := fmt.Errorf("%w; a cell with a quote in it is quoted, and the quote in it written twice", ErrQuote)
	switch {
	case err == errLong && p.open < 0:
		return w.tooLong()
	case err == errLong:
		line, col = openLine, openCol
		what = fmt.Errorf("the quote that opens here is not closed within %s; inside a quoted cell a quote is written twice", bytesText(int64(w.f.o.MaxLine)))
	case err == errOpen:
		line, col = openLine, openCol
		what = errors.New("the quote that opens here is never closed, so nothing behind it can be read; inside a quoted cell a quote is written twice")
	case p.open >= 0 && openLine < line:
		what = fmt.Errorf("%w that is quoted since line %d; there it is written twice", ErrQuote, openLine)
	case p.open >= 0:
		what = fmt.Errorf("%w that is quoted; there it is written twice", ErrQuote)
	}
	return parseError(w.f.Name, line, col, what)
}
