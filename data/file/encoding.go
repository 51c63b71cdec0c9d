package file

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// encoding is how the bytes of a text stand for characters.
type encoding int

const (
	ascii encoding = iota // nothing beyond ASCII was met yet
	utf8Encoding
	windows1252
	mixed // UTF-8, and Windows-1252 where it is not valid
	utf16LE
	utf16BE
)

func (e encoding) String() string {
	switch e {
	case windows1252:
		return "Windows-1252"
	case mixed:
		return "UTF-8 and Windows-1252"
	case utf16LE, utf16BE:
		return "UTF-16"
	}
	return "UTF-8"
}

func (e encoding) isWide() bool { return e == utf16LE || e == utf16BE }

func (e encoding) mark() []byte {
	switch e {
	case utf16LE:
		return []byte{0xff, 0xfe}
	case utf16BE:
		return []byte{0xfe, 0xff}
	}
	return []byte{0xef, 0xbb, 0xbf}
}

// markedEncoding tells UTF-16 by its mark, or by the zero bytes that every
// second place of a Western text has; any other text begins as ASCII.
func markedEncoding(first []byte) encoding {
	for _, e := range []encoding{utf16LE, utf16BE} {
		if bytes.HasPrefix(first, e.mark()) {
			return e
		}
	}
	var zeros [2]int
	for i, c := range first {
		if c == 0 {
			zeros[i%2]++
		}
	}
	most := len(first) / 2 * 3 / 4
	switch {
	case len(first) < 16:
	case zeros[1] > most && zeros[0] == 0:
		return utf16LE
	case zeros[0] > most && zeros[1] == 0:
		return utf16BE
	}
	return ascii
}

func isASCII(b []byte) bool {
	for len(b) >= 8 {
		if binary.LittleEndian.Uint64(b)&0x8080808080808080 != 0 {
			return false
		}
		b = b[8:]
	}
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// survey is what a scan of a whole text found beyond ASCII.
type survey struct {
	valid, invalid int // sequences of UTF-8; bytes that belong to none
	line           int // of the first invalid byte
	lostLine       int // of the first U+FFFD, 0 where there is none
	undefined      int // line of the first invalid byte that Windows-1252 has not either
	undefinedByte  byte
	odd            bool // a valid sequence holds a byte that Windows-1252 has not
}

// decide scans the whole text once and settles its encoding.
func (f *File) decide() (encoding, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.encoding != ascii {
		return f.encoding, nil
	}
	r, err := f.unpack()
	if err != nil {
		return ascii, err
	}
	defer r.Close()
	s, err := surveyText(r)
	if err != nil {
		return ascii, err
	}
	switch {
	case s.undefined > 0:
		return ascii, parseError(f.Name, s.undefined, 0, fmt.Errorf("%w: the byte %#x belongs to neither; save it as CSV UTF-8", ErrNotText, s.undefinedByte))
	case s.invalid == 0:
		f.encoding = utf8Encoding
	case s.invalid > s.valid && !s.odd:
		f.encoding = windows1252
		f.note("is not UTF-8; read as Windows-1252")
	default:
		f.encoding = mixed
		f.note("is UTF-8 but for %d bytes, the first on line %d; they are read as Windows-1252", s.invalid, s.line)
	}
	if s.lostLine > 0 {
		f.note("line %d holds U+FFFD, the mark of a character that was lost before the file was saved", s.lostLine)
	}
	return f.encoding, nil
}

func surveyText(r io.Reader) (survey, error) {
	s, line := survey{}, 1
	buf := make([]byte, 256<<10)
	carry := 0
	for {
		n, err := io.ReadFull(r, buf[carry:])
		ended := err == io.EOF || err == io.ErrUnexpectedEOF
		if err != nil && !ended {
			return s, err
		}
		b := buf[:carry+n]
		rest := s.scan(b, ended, line)
		line += countLines(b[:len(b)-rest])
		if ended {
			return s, nil
		}
		carry = copy(buf, b[len(b)-rest:])
	}
}

// scan looks at b, which begins on the given line, and returns how many bytes
// at its end may go on in the next piece.
func (s *survey) scan(b []byte, ended bool, line int) int {
	i, counted := 0, 0
	at := func() int { // the line of i
		line += countLines(b[counted:i])
		counted = i
		return line
	}
	for i < len(b) {
		if b[i] < utf8.RuneSelf {
			i++
			for i+8 <= len(b) && binary.LittleEndian.Uint64(b[i:])&0x8080808080808080 == 0 {
				i += 8
			}
			continue
		}
		if !ended && !utf8.FullRune(b[i:]) {
			return len(b) - i
		}
		r, size := utf8.DecodeRune(b[i:])
		switch {
		case size > 1:
			s.valid++
			s.odd = s.odd || hasUndefined(b[i:i+size])
			if r == utf8.RuneError && s.lostLine == 0 {
				s.lostLine = at()
			}
		default:
			s.invalid++
			if s.line == 0 {
				s.line = at()
			}
			if s.undefined == 0 && isUndefined(b[i]) {
				s.undefined, s.undefinedByte = at(), b[i]
			}
		}
		i += size
	}
	if !ended && len(b) > 0 && b[len(b)-1] == '\r' {
		return 1 // LF may follow
	}
	return 0
}

// isUndefined reports whether Windows-1252 has no character for c.
func isUndefined(c byte) bool {
	return c == 0x81 || c == 0x8d || c == 0x8f || c == 0x90 || c == 0x9d
}

func hasUndefined(b []byte) bool {
	for _, c := range b {
		if isUndefined(c) {
			return true
		}
	}
	return false
}

// countLines counts line ends: LF, CRLF and a lone CR.
func countLines[T string | []byte](b T) int {
	n, returns := 0, false
	switch b := any(b).(type) { // much faster than a loop where no CR stands
	case string:
		n, returns = strings.Count(b, "\n"), strings.IndexByte(b, '\r') >= 0
	case []byte:
		n, returns = bytes.Count(b, []byte{'\n'}), bytes.IndexByte(b, '\r') >= 0
	}
	if !returns {
		return n
	}
	for i := 0; i < len(b); i++ {
		if b[i] == '\r' && (i+1 == len(b) || b[i+1] != '\n') {
			n++
		}
	}
	return n
}

// textReader turns the bytes of a text into UTF-8 without byte order mark.
type textReader struct {
	f     *File
	src   io.ReadCloser
	enc   encoding
	begun bool
	raw   []byte // room for bytes as they are
	carry int    // bytes of raw that wait for the rest of their character
	out   []byte // characters not given yet
	room  []byte // that out lies in
	line  int    // lines given, in UTF-16
	err   error
}

func (f *File) decoder(src io.ReadCloser) io.ReadCloser {
	f.mu.Lock()
	defer f.mu.Unlock()
	return &textReader{f: f, src: src, enc: f.encoding}
}

// Close closes the source.
func (t *textReader) Close() error { return t.src.Close() }

// Read gives UTF-8. Valid text goes through without being copied.
func (t *textReader) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	if !t.begun {
		if err := t.begin(); err != nil {
			t.err = err
		}
	}
	for {
		switch {
		case len(t.out) > 0:
			n := copy(p, t.out)
			t.out = t.out[n:]
			return n, nil
		case t.err != nil:
			return 0, t.err
		case t.enc == ascii || t.enc == utf8Encoding:
			n, err := t.src.Read(p)
			if t.enc == ascii && !isASCII(p[:n]) {
				if t.enc, t.err = t.f.decide(); t.err != nil {
					return 0, t.err
				}
				if t.enc != utf8Encoding {
					t.raw = append(t.raw[:0], p[:n]...)
					t.err = err
					t.convert(t.raw)
					continue
				}
			}
			return n, err
		default:
			t.fill()
		}
	}
}

// begin drops the byte order mark.
func (t *textReader) begin() error {
	t.begun = true
	first := make([]byte, 3)
	n, err := io.ReadFull(t.src, first)
	if err == io.ErrUnexpectedEOF || err == io.EOF {
		t.err, err = io.EOF, nil
	}
	first = bytes.TrimPrefix(first[:n], t.enc.mark())
	if t.enc == ascii && !isASCII(first) && err == nil {
		t.enc, err = t.f.decide()
	}
	if err != nil {
		return err
	}
	t.raw = append(t.raw[:0], first...)
	t.convert(t.raw)
	return nil
}

// fill reads and converts the next piece.
func (t *textReader) fill() {
	const size = 64 << 10
	if cap(t.raw) < size {
		t.raw = append(make([]byte, 0, size), t.raw[:t.carry]...)
	}
	b := t.raw[:cap(t.raw)]
	n, err := t.src.Read(b[t.carry:])
	t.err = err
	t.convert(b[:t.carry+n])
}

// convert puts b into out, and what is left of it at the front of raw.
func (t *textReader) convert(b []byte) {
	t.room = t.room[:0]
	rest := 0
	switch t.enc {
	case windows1252:
		for _, c := range b {
			t.room = appendWestern(t.room, c)
		}
	case mixed:
		rest = t.convertMixed(b)
	case utf16LE, utf16BE:
		rest = t.convertWide(b)
	default:
		t.room = append(t.room, b...)
	}
	t.out = t.room
	t.raw = t.raw[:cap(t.raw)]
	t.carry = copy(t.raw, b[len(b)-rest:])
}

func appendWestern(out []byte, c byte) []byte {
	if c < utf8.RuneSelf {
		return append(out, c)
	}
	return utf8.AppendRune(out, charmap.Windows1252.DecodeByte(c))
}

func (t *textReader) convertMixed(b []byte) (rest int) {
	for len(b) > 0 {
		if t.err == nil && !utf8.FullRune(b) {
			return len(b)
		}
		r, size := utf8.DecodeRune(b)
		if r == utf8.RuneError && size == 1 {
			t.room = appendWestern(t.room, b[0])
		} else {
			t.room = append(t.room, b[:size]...)
		}
		b = b[size:]
	}
	return 0
}

func (t *textReader) convertWide(b []byte) (rest int) {
	var order binary.ByteOrder = binary.LittleEndian
	if t.enc == utf16BE {
		order = binary.BigEndian
	}
	for len(b) >= 2 {
		r, size := rune(order.Uint16(b)), 2
		if utf16.IsSurrogate(r) {
			if len(b) < 4 {
				break
			}
			r, size = utf16.DecodeRune(r, rune(order.Uint16(b[2:]))), 4
			if r == utf8.RuneError {
				t.fail("the UTF-16 text has half a character here; get the file again")
				return 0
			}
		}
		t.room = utf8.AppendRune(t.room, r)
		b = b[size:]
	}
	if len(b) > 0 && t.err == io.EOF {
		t.fail("the UTF-16 text is cut off in the middle of a character; get the file again")
		return 0
	}
	t.line += countLines(t.room)
	return len(b)
}

func (t *textReader) fail(what string) {
	t.err = parseError(t.f.Name, t.line+countLines(t.room)+1, 0, fmt.Errorf("%w: %s", ErrDamaged, what))
}
