package file

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/periplus-data/periplus/data"
)

// chunkBytes is how much text is read at a time.
const chunkBytes = 256 << 10

// window is the part of a text that is in memory. Its text is made once per
// chunk and never changed, so that cells are pieces of it and need no copy.
type window struct {
	f     *File
	r     io.ReadCloser
	buf   []byte
	text  string
	pos   int // of what was not taken yet
	line  int // of pos, from 1
	ended bool
	// ballast is never touched, so that it takes no memory. Counted as live, it
	// makes the collector run once in 64 MB instead of once in 4 MB; while it
	// runs, each cell that is stored costs several times as much.
	ballast []byte
}

// ballastBytes is the length of the ballast.
const ballastBytes = 32 << 20

// openText begins a reading behind the line that names the separator.
func (f *File) openText() (*window, error) {
	if f.kind == Parquet || f.kind == XLSX {
		return nil, refuse(f.Name, "is %s, which has no lines of text", f.kind)
	}
	r, err := f.Reader()
	if err != nil {
		return nil, err
	}
	w := &window{f: f, r: r, buf: make([]byte, f.room(chunkBytes)), line: 1 + f.start.line}
	if f.Size > ballastBytes/8 {
		w.ballast = make([]byte, ballastBytes)
	}
	if err := w.more(); err != nil {
		r.Close()
		return nil, err
	}
	w.pos = f.start.skip
	return w, nil
}

// room is n, or what is enough for the whole text of a small file; a character
// takes at most three bytes of UTF-8 for one of the file.
func (f *File) room(n int) int {
	if f.packing == "" && f.Size < int64(n)/3 {
		return 3*int(f.Size) + 16
	}
	return n
}

// errLong says that a line or record is over the bound.
var errLong = errors.New("long")

// more reads on: what was not taken stays, and stands at the beginning.
func (w *window) more() error {
	left := len(w.text) - w.pos
	if left >= len(w.buf) {
		if left >= w.f.o.MaxLine {
			return errLong
		}
		w.buf = make([]byte, min(2*len(w.buf), w.f.o.MaxLine+chunkBytes))
	}
	copy(w.buf, w.text[w.pos:])
	n, err := io.ReadFull(w.r, w.buf[left:])
	switch {
	case err == io.EOF || err == io.ErrUnexpectedEOF:
		w.ended = true
	case err != nil:
		return err
	}
	w.text, w.pos = string(w.buf[:left+n]), 0
	return nil
}

// tooLong is the error of a line over the bound.
func (w *window) tooLong() error {
	return parseError(w.f.Name, w.line, 0, fmt.Errorf("%w: the line goes on for more than %s; the file may be damaged, or not be a table", ErrTooLarge, bytesText(int64(w.f.o.MaxLine))))
}

// hasNUL is the error of a NUL byte at offset i of the text.
func (w *window) hasNUL(i int) error {
	line, col := w.place(i)
	return parseError(w.f.Name, line, col, fmt.Errorf("%w: it has a NUL byte here; get the file again, or save it as CSV UTF-8", ErrNotText))
}

// place returns the line and the character of offset i, which lies at or
// behind pos.
func (w *window) place(i int) (line, col int) {
	line, col = placeIn(w.text[w.pos:i])
	return w.line + line, col
}

// placeIn returns how many lines end in s, and the character behind it.
func placeIn(s string) (lines, col int) {
	lines = countLines(s)
	if i := strings.LastIndexAny(s, "\r\n"); i >= 0 {
		s = s[i+1:]
	}
	return lines, utf8.RuneCountInString(s) + 1
}

func parseError(name string, line, col int, err error) error {
	return &data.ParseError{File: name, Line: line, Col: col, Err: err}
}
