package sipri

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
)

// maxText bounds what is held in memory: the largest file of SIPRI, the whole
// register, has 4 MB.
const maxText = 256 << 20

// load returns the whole text of a file, with line ends as LF.
func load(f *file.File) (string, error) {
	text, ok := loadPlain(f)
	if !ok {
		r, err := f.Reader()
		if err != nil {
			return "", err
		}
		defer r.Close()
		var b strings.Builder
		n, err := io.Copy(&b, io.LimitReader(r, maxText+1))
		if err != nil {
			return "", err
		}
		if n > maxText {
			return "", &data.ParseError{File: f.Name, Err: fmt.Errorf("is over %d MB, which no file of SIPRI is", maxText>>20)}
		}
		text = b.String()
	}
	text = lineFeeds(text)
	if i := strings.IndexByte(text, 0); i >= 0 {
		line := 1 + strings.Count(text[:i], "\n")
		return "", &data.ParseError{File: f.Name, Line: line, Col: 1 + utf8.RuneCountInString(text[strings.LastIndexByte(text[:i], '\n')+1:i]),
			Err: fmt.Errorf("holds a NUL byte, which no text has; the file is damaged")}
	}
	return text, nil
}

// loadPlain reads a file as it lies on disk in one go, which is faster than its
// reader, where the encoding is known: UTF-8, or Windows-1252 throughout.
func loadPlain(f *file.File) (string, bool) {
	encoding := f.Encoding()
	if f.Packing() != "" || f.Size > maxText || encoding != "UTF-8" && encoding != "Windows-1252" {
		return "", false
	}
	disk, size, err := f.ReaderAt()
	if err != nil {
		return "", false
	}
	t := plainText{western: encoding == "Windows-1252"}
	t.Grow(int(size) + int(size/64))
	if n, err := io.CopyBuffer(struct{ io.Writer }{&t}, struct{ io.Reader }{io.NewSectionReader(disk, 0, size)}, make([]byte, 64<<10)); err != nil || n != size {
		return "", false
	}
	text := strings.TrimPrefix(t.String(), "\ufeff")
	// The first bytes beyond ASCII may stand where the file has not looked yet.
	return text, t.western || utf8.ValidString(text[beyondASCII(text):])
}

// plainText gathers the bytes of a file as text.
type plainText struct {
	strings.Builder
	western bool
}

// Write appends bytes.
func (t *plainText) Write(b []byte) (int, error) {
	n := len(b)
	for t.western {
		i := beyondASCII(b)
		t.Builder.Write(b[:i])
		if i == len(b) {
			return n, nil
		}
		t.WriteRune(charmap.Windows1252.DecodeByte(b[i]))
		b = b[i+1:]
	}
	return t.Builder.Write(b)
}

// beyondASCII returns the place of the first byte beyond ASCII.
func beyondASCII[T string | []byte](text T) int {
	const high = 0x80 * eachByte
	i := 0
	for ; i+8 <= len(text) && eight(text, i)&high == 0; i += 8 {
	}
	for i < len(text) && text[i] < utf8.RuneSelf {
		i++
	}
	return i
}

// lineFeeds turns CRLF and lone CR into LF.
func lineFeeds(text string) string {
	if strings.IndexByte(text, '\r') < 0 {
		return text
	}
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
}
