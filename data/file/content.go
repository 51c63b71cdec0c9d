package file

import (
	"bytes"
	"encoding/binary"
	"io"
	"strings"
	"unicode/utf8"
)

// signatures are the first bytes of what people hand in by mistake, with what
// to do about it.
var signatures = []struct{ begins, what string }{
	{"\xd0\xcf\x11\xe0", "is an old Excel or Office file (.xls); save it as .xlsx or CSV"},
	{"%PDF", "is a PDF; get the table behind it as CSV or XLSX"},
	{"BZh", "is packed with bzip2; unpack it first"},
	{"\xfd7zXZ", "is packed with xz; unpack it first"},
	{"(\xb5/\xfd", "is packed with zstd; unpack it first"},
	{"7z\xbc\xaf", "is packed with 7-Zip; unpack it first"},
	{"Rar!", "is packed with RAR; unpack it first"},
	{"\x1f\x8b", "is packed twice with gzip; unpack it first"},
	{"SQLite format 3", "is an SQLite database; export the table as CSV"},
	{"\x89PNG", "is a picture; get the table behind it as CSV or XLSX"},
	{"ARROW1", "is an Arrow file; save it as Parquet or CSV"},
	{"\xff\xfe\x00\x00", "is UTF-32 text; save it as CSV UTF-8"},
	{"version https://git-lfs.github.com/spec/", "is a git-LFS pointer, not the data; fetch them with: git lfs pull"},
	{"/annex/objects/", "is a git-annex pointer, not the data; fetch them with: git annex get"},
}

// pages are the beginnings of a web page, in lower case.
var pages = []string{"<!doctype html", "<html", "<head", "<body", "<script", "<meta", "<table", "<div"}

// recognizeContent looks at the unpacked content.
func (f *File) recognizeContent() error {
	r, err := f.unpack()
	if err != nil {
		return err
	}
	first := make([]byte, 512)
	n, err := io.ReadFull(r, first)
	r.Close()
	if err != nil && err != io.ErrUnexpectedEOF && err != io.EOF {
		return err
	}
	first = first[:n]
	for _, s := range signatures {
		if strings.HasPrefix(string(first), s.begins) {
			return refuse(f.Name, "%s", s.what)
		}
	}
	switch {
	case len(first) == 0:
		return refuse(f.Name, "%w", ErrEmpty)
	case bytes.HasPrefix(first, []byte("PAR1")):
		return f.useParquet()
	case isZip(first): // within an archive
		return f.usePackedWorkbook()
	case len(first) > 262 && string(first[257:262]) == "ustar":
		return refuse(f.Name, "is a tar archive; unpack it first")
	}
	f.encoding = markedEncoding(first)
	if f.encoding.isWide() && !bytes.HasPrefix(first, f.encoding.mark()) {
		f.note("has no byte order mark; read as UTF-16")
	}
	return f.readHead()
}

func (f *File) useParquet() error {
	f.kind = Parquet
	if f.packing != "" {
		if err := f.useUnpacked(); err != nil {
			return err
		}
	}
	r, size, err := f.ReaderAt()
	if err != nil {
		return err
	}
	last := make([]byte, 8)
	if _, err := r.ReadAt(last, max(size-8, 0)); err != nil && err != io.EOF || size < 12 || string(last[4:]) != "PAR1" {
		return refuse(f.Name, "%w: it begins as Parquet, but its end is missing; it is cut off: get the file again", ErrDamaged)
	}
	// Readers make room for as many bytes as the end says before they look.
	if described := int64(binary.LittleEndian.Uint32(last)); described > size-12 {
		return refuse(f.Name, "%w: the Parquet file says that its description has %d bytes, more than the file; get the file again", ErrDamaged, described)
	}
	return nil
}

func (f *File) usePackedWorkbook() error {
	if err := f.useUnpacked(); err != nil {
		return err
	}
	z, err := openZip(bytes.NewReader(f.whole), int64(len(f.whole)))
	if err != nil {
		return refuse(f.Name, "%w: the zip in it has no list of files; it may be cut off: get the file again", ErrDamaged)
	}
	if !isWorkbook(z) {
		return refuse(f.Name, "is a zip within another archive; unpack the outer one first")
	}
	f.kind = XLSX
	return nil
}

// readHead reads the first text and finds out what it is.
func (f *File) readHead() error {
	r, err := f.Reader()
	if err != nil {
		return err
	}
	defer r.Close()
	b := make([]byte, f.room(headBytes))
	n, err := io.ReadFull(r, b)
	ended := err == io.EOF || err == io.ErrUnexpectedEOF
	if err != nil && !ended {
		return err
	}
	b = b[:n]
	if !ended { // leave out the half of a character
		for i := 1; i <= min(3, len(b)); i++ {
			if c := b[len(b)-i]; utf8.RuneStart(c) {
				if !utf8.FullRune(b[len(b)-i:]) {
					b = b[:len(b)-i]
				}
				break
			}
		}
	}
	text := strings.TrimLeft(string(b), " \t\r\n")
	if text == "" && ended {
		return refuse(f.Name, "%w", ErrEmpty)
	}
	lower := strings.ToLower(text[:min(len(text), 64)])
	for _, p := range pages {
		if strings.HasPrefix(lower, p) {
			return refuse(f.Name, "is a web page, not data; the download failed or asked for a login: open the address in a browser and save the data again")
		}
	}
	if strings.HasPrefix(lower, "<?xml") {
		return refuse(f.Name, "is XML; get the table as CSV, XLSX or JSON")
	}
	f.head = string(b)
	if isJSON(text) {
		f.kind = JSON
		return nil
	}
	f.start = findStart(f.head)
	f.head = f.head[f.start.skip:]
	return nil
}

// isJSON reports whether text begins as a JSON object, or as an array of
// objects, arrays or strings. A CSV may begin with a bracket: "[1] see notes".
func isJSON(text string) bool {
	rest := strings.TrimLeft(text[min(1, len(text)):], " \t\r\n")
	switch {
	case strings.HasPrefix(text, "{"):
		return rest == "" || rest[0] == '"' || rest[0] == '}'
	case strings.HasPrefix(text, "["):
		return rest == "" || strings.ContainsRune(`{["]`, rune(rest[0]))
	}
	return false
}

// start says where the records of a text begin.
type start struct {
	skip  int  // bytes of text before them
	line  int  // lines before them
	comma rune // what sep= names, else 0
}

// findStart reads the line "sep=;" that Excel writes for itself.
func findStart(text string) start {
	rest, ok := strings.CutPrefix(text, "sep=")
	if !ok || len(rest) < 2 || !strings.ContainsRune(",;\t|", rune(rest[0])) {
		return start{}
	}
	for _, end := range []string{"\r\n", "\n", "\r"} {
		if strings.HasPrefix(rest[1:], end) {
			return start{len("sep=;") + len(end), 1, rune(rest[0])}
		}
	}
	return start{}
}
