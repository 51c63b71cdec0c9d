package tidy

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"
	"time"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
)

// workbook is an Excel workbook opened for reading. Its cells come as they are
// stored, with their kinds, row after row; excelize gives them as they are
// shown, or without their kinds.
type workbook struct {
	name   string
	zip    *zip.Reader
	sheets []sheetPart
	texts  []string
	dates  []bool // by style: whether a number shown in it is a date
	from   time.Time
}

type sheetPart struct {
	name, part string
	hidden     bool
}

// excelEpoch is day 0 of a workbook, as counted since March 1900.
var excelEpoch = time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)

// These bound the parts of a workbook, unpacked: a sheet is read as a stream,
// what else there is stays in memory.
const (
	maxSheet = 4 << 30
	maxTexts = 256 << 20
	maxPart  = 32 << 20
)

func partLimit(name string) int64 {
	switch {
	case strings.HasPrefix(name, "xl/worksheets/"):
		return maxSheet
	case name == "xl/sharedStrings.xml":
		return maxTexts
	}
	return maxPart
}

func openWorkbook(f *file.File) (*workbook, error) {
	r, size, err := f.ReaderAt()
	if err != nil {
		return nil, err
	}
	z, err := zip.NewReader(r, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, &data.ParseError{File: f.Name, Err: fmt.Errorf("%w: %v", file.ErrDamaged, err)}
	}
	b := &workbook{name: f.Name, zip: z, from: excelEpoch}
	for _, read := range []func() error{b.readSheets, b.readTexts, b.readStyles} {
		if err := read(); err != nil {
			return nil, b.damaged(err)
		}
	}
	return b, nil
}

func (b *workbook) damaged(err error) error {
	var pe *data.ParseError
	if errors.As(err, &pe) {
		return err
	}
	return &data.ParseError{File: b.name, Err: fmt.Errorf("%w: the workbook cannot be read (%v); open it in a spreadsheet and save it again", file.ErrDamaged, err)}
}

// part opens one part; a missing one is nil.
func (b *workbook) part(name string) (io.ReadCloser, error) {
	for _, m := range b.zip.File {
		if m.Name != name {
			continue
		}
		r, err := m.Open()
		if err != nil {
			return nil, err
		}
		return struct {
			io.Reader
			io.Closer
		}{&boundedReader{r, partLimit(name), name, b.name}, r}, nil
	}
	return nil, nil
}

type boundedReader struct {
	r          io.Reader
	left       int64
	part, file string
}

func (b *boundedReader) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	if b.left -= int64(n); b.left < 0 {
		return 0, &data.ParseError{File: b.file, Err: fmt.Errorf("%w: its part %s unpacks to over %d MB", file.ErrTooLarge, b.part, partLimit(b.part)>>20)}
	}
	return n, err
}

// elements visits each element of a part as it begins. RawToken takes half the
// time of Token, which follows namespaces and checks that elements close; the
// places that go inside an element end with it, or with the file.
func (b *workbook) elements(name string, visit func(d *xml.Decoder, e xml.StartElement) error) error {
	r, err := b.part(name)
	if err != nil || r == nil {
		return err
	}
	defer r.Close()
	d := xml.NewDecoder(r)
	root, closed := "", false
	for {
		token, err := d.RawToken()
		if err == io.EOF && closed {
			return nil
		}
		if err != nil {
			return endless(err)
		}
		switch e := token.(type) {
		case xml.EndElement:
			closed = e.Name.Local == root
		case xml.StartElement:
			if root == "" {
				root = e.Name.Local
			}
			if err := visit(d, e); err != nil {
				return endless(err)
			}
		}
	}
}

// endless says of a part that ends too early what it is.
func endless(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

// skip passes over what is inside an element that has begun.
func skip(d *xml.Decoder) error {
	for depth := 1; depth > 0; {
		token, err := d.RawToken()
		if err != nil {
			return err
		}
		switch token.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		}
	}
	return nil
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func (b *workbook) readSheets() error {
	ids := map[string]int{}
	err := b.elements("xl/workbook.xml", func(_ *xml.Decoder, e xml.StartElement) error {
		switch e.Name.Local {
		case "workbookPr":
			if v := attribute(e, "date1904"); v == "1" || v == "true" {
				b.from = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
			}
		case "sheet":
			for _, a := range e.Attr { // sheetId is another attribute than r:id
				if a.Name.Local == "id" && a.Name.Space != "" {
					ids[a.Value] = len(b.sheets)
				}
			}
			b.sheets = append(b.sheets, sheetPart{name: attribute(e, "name"), hidden: attribute(e, "state") != "" && attribute(e, "state") != "visible"})
		}
		return nil
	})
	if err != nil {
		return err
	}
	return b.elements("xl/_rels/workbook.xml.rels", func(_ *xml.Decoder, e xml.StartElement) error {
		if i, ok := ids[attribute(e, "Id")]; ok && e.Name.Local == "Relationship" {
			target := attribute(e, "Target")
			if rest, absolute := strings.CutPrefix(target, "/"); absolute {
				b.sheets[i].part = rest
			} else {
				b.sheets[i].part = path.Join("xl", target)
			}
		}
		return nil
	})
}

// readTexts reads the texts that cells share.
func (b *workbook) readTexts() error {
	return b.elements("xl/sharedStrings.xml", func(d *xml.Decoder, e xml.StartElement) error {
		if e.Name.Local != "si" {
			return nil
		}
		text, err := richText(d)
		b.texts = append(b.texts, text)
		return err
	})
}

// richText joins the pieces of a text up to the end of its element; how to
// pronounce it does not count.
func richText(d *xml.Decoder) (string, error) {
	var out strings.Builder
	depth, reading, spoken := 1, false, 0
	for depth > 0 {
		token, err := d.RawToken()
		if err != nil {
			return "", err
		}
		switch t := token.(type) {
		case xml.StartElement:
			depth++
			reading = t.Name.Local == "t"
			if t.Name.Local == "rPh" {
				spoken = depth
			}
		case xml.EndElement:
			if depth == spoken {
				spoken = 0
			}
			depth--
			reading = false
		case xml.CharData:
			if reading && spoken == 0 {
				out.Write(t)
			}
		}
	}
	return out.String(), nil
}

// readStyles finds out in which styles a number is a date.
func (b *workbook) readStyles() error {
	formats := map[string]bool{} // own formats that show a date
	inCells := false
	return b.elements("xl/styles.xml", func(_ *xml.Decoder, e xml.StartElement) error {
		switch e.Name.Local {
		case "numFmt":
			formats[attribute(e, "numFmtId")] = showsDate(attribute(e, "formatCode"))
		case "cellXfs":
			inCells = true
		case "cellStyleXfs", "cellStyles", "dxfs":
			inCells = false
		case "xf":
			if inCells {
				id := attribute(e, "numFmtId")
				own, ok := formats[id]
				n, _ := strconv.Atoi(id)
				b.dates = append(b.dates, own || !ok && (n >= 14 && n <= 17 || n == 22 || n >= 27 && n <= 31 || n >= 34 && n <= 36 || n >= 50 && n <= 58))
			}
		}
		return nil
	})
}

// showsDate reports whether a number format has a year, month or day outside
// of quotes, brackets and escapes. Hours and minutes alone are no date.
func showsDate(format string) bool {
	format, _, _ = strings.Cut(format, ";")
	quoted, bracket := false, false
	for i := 0; i < len(format); i++ {
		switch c := format[i]; {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '\\' || c == '_' || c == '*':
			i++
		case c == '[':
			bracket = true
		case c == ']':
			bracket = false
		case bracket:
		case strings.IndexByte("yYdD", c) >= 0:
			return !strings.HasPrefix(format[i:], "General")
		}
	}
	return false
}

// visible returns the names of the sheets beside one that show.
func (b *workbook) visible(beside string) []string {
	var out []string
	for _, s := range b.sheets {
		if s.part != "" && !s.hidden && s.name != beside {
			out = append(out, s.name)
		}
	}
	return out
}

// pick returns the sheet with a name, or the first that is visible.
func (b *workbook) pick(name string) (sheetPart, error) {
	var names []string
	for _, s := range b.sheets {
		if s.part == "" { // a chart, or a part that is missing
			continue
		}
		if name == s.name || name == "" && !s.hidden {
			return s, nil
		}
		names = append(names, s.name)
	}
	if name == "" {
		return sheetPart{}, &data.ParseError{File: b.name, Err: errors.New("has no sheet that is visible; name one with the key sheet")}
	}
	return sheetPart{}, &data.ParseError{File: b.name, Err: fmt.Errorf("has no sheet %q%s; it has %s", clip(name), data.Suggest(name, names), clip(strings.Join(names, ", ")))}
}
