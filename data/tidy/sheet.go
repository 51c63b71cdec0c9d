package tidy

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/periplus-data/periplus/data/file"
)

func workbookGrid(f *file.File, sheet string) (*grid, error) {
	b, err := openWorkbook(f)
	if err != nil {
		return nil, err
	}
	s, err := b.pick(sheet)
	if err != nil {
		return nil, err
	}
	merged, err := b.merged(s)
	if err != nil {
		return nil, b.damaged(err)
	}
	g := &grid{name: f.Name + "/" + s.name, exact: true, ragged: true}
	if others := b.visible(s.name); sheet == "" && len(others) > 0 {
		g.notes = append(g.notes, fmt.Sprintf("the sheet %q is read; the workbook also has %s", clip(s.name), clip(strings.Join(others, ", "))))
	}
	g.rows = func(yield func(*gridRow, error) bool) {
		if err := b.rows(s, merged, yield); err != nil {
			yield(nil, b.damaged(err))
		}
	}
	return g, nil
}

const (
	maxSheetColumns = 16_384
	maxSheetRows    = 1_048_576
	maxMerged       = 100_000
)

// area is a block of merged cells, rows and columns from 1.
type area struct{ top, left, bottom, right int }

// merged returns the merged cells of a sheet. They stand behind the rows.
func (b *workbook) merged(s sheetPart) ([]area, error) {
	var out []area
	if has, err := b.contains(s.part, "mergeCell "); err != nil || !has {
		return nil, err
	}
	err := b.elements(s.part, func(_ *xml.Decoder, e xml.StartElement) error {
		if e.Name.Local != "mergeCell" {
			return nil
		}
		if len(out) >= maxMerged {
			return fmt.Errorf("it has more than %d merged cells", maxMerged)
		}
		from, to, _ := strings.Cut(attribute(e, "ref"), ":")
		top, left, ok := cellPlace(from)
		bottom, right, ok2 := cellPlace(to)
		if ok && ok2 {
			out = append(out, area{top, left, bottom, right})
		}
		return nil
	})
	return out, err
}

// contains looks for a text in a part, many times faster than its elements can
// be read.
func (b *workbook) contains(part, text string) (bool, error) {
	r, err := b.part(part)
	if err != nil || r == nil {
		return false, err
	}
	defer r.Close()
	buf := make([]byte, 64<<10)
	carry := 0
	for {
		n, err := io.ReadFull(r, buf[carry:])
		if bytes.Contains(buf[:carry+n], []byte(text)) {
			return true, nil
		}
		if err == io.EOF || err == io.ErrUnexpectedEOF {
			return false, nil
		}
		if err != nil {
			return false, err
		}
		carry = copy(buf, buf[len(buf)-len(text):])
	}
}

// cellPlace reads a reference such as B12.
func cellPlace(ref string) (row, column int, ok bool) {
	i := 0
	for ; i < len(ref) && ref[i] >= 'A' && ref[i] <= 'Z' && column <= maxSheetColumns; i++ {
		column = column*26 + int(ref[i]-'A') + 1
	}
	row, err := strconv.Atoi(ref[i:])
	return row, column, err == nil && row >= 1 && row <= maxSheetRows && column >= 1 && column <= maxSheetColumns
}

// errStop says that nobody wants more rows.
var errStop = errors.New("stop")

func (b *workbook) rows(s sheetPart, merged []area, yield func(*gridRow, error) bool) error {
	row := &gridRow{}
	spread := newSpread(merged)
	line := 0
	err := b.elements(s.part, func(d *xml.Decoder, e xml.StartElement) error {
		if e.Name.Local != "row" {
			return nil
		}
		line++
		if n, err := strconv.Atoi(attribute(e, "r")); err == nil {
			if n < line || n > maxSheetRows {
				return fmt.Errorf("row %d stands after row %d", n, line-1)
			}
			line = n
		}
		row.line, row.cells, row.odd = line, row.cells[:0], nil
		if err := b.readRow(d, row); err != nil {
			return err
		}
		if err := spread.fill(row); err != nil {
			return err
		}
		if !yield(row, nil) {
			return errStop
		}
		return nil
	})
	if err == errStop {
		return nil
	}
	return err
}

// readRow reads the cells up to the end of the row.
func (b *workbook) readRow(d *xml.Decoder, row *gridRow) error {
	for {
		token, err := d.RawToken()
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.EndElement:
			if t.Name.Local == "row" {
				return nil
			}
		case xml.StartElement:
			if t.Name.Local != "c" {
				if err := skip(d); err != nil {
					return err
				}
				continue
			}
			column := len(row.cells) + 1
			if ref := attribute(t, "r"); ref != "" {
				_, c, ok := cellPlace(ref)
				if !ok || c < column {
					return fmt.Errorf("the cell %q is out of its order", ref)
				}
				column = c
			}
			text, kind, err := b.readCell(d, t)
			if err != nil {
				return fmt.Errorf("row %d: %w", row.line, err)
			}
			for len(row.cells) < column {
				row.cells = append(row.cells, "")
			}
			row.cells[column-1] = text
			if kind == errorCell {
				row.mark(column-1, kind)
			}
		}
	}
}

// readCell reads one cell up to its end.
func (b *workbook) readCell(d *xml.Decoder, e xml.StartElement) (string, cellKind, error) {
	var value strings.Builder
	inValue := false
	for {
		token, err := d.RawToken()
		if err != nil {
			return "", textCell, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "v":
				inValue = true
			case "is":
				text, err := richText(d)
				if err != nil {
					return "", textCell, err
				}
				value.WriteString(text)
			default: // the formula
				if err := skip(d); err != nil {
					return "", textCell, err
				}
			}
		case xml.CharData:
			if inValue {
				value.Write(t)
			}
		case xml.EndElement:
			if t.Name.Local == "c" {
				return b.cellText(value.String(), attribute(e, "t"), attribute(e, "s"))
			}
			inValue = false
		}
	}
}

// cellText turns a stored value into text: a number into its shortest decimal
// writing, a date into ISO 8601.
func (b *workbook) cellText(value, kind, style string) (string, cellKind, error) {
	switch kind {
	case "s":
		i, err := strconv.Atoi(value)
		if err != nil || i < 0 || i >= len(b.texts) {
			return "", textCell, fmt.Errorf("the workbook has no text number %q", clip(value))
		}
		return unescape(b.texts[i]), textCell, nil
	case "str", "inlineStr":
		return unescape(value), textCell, nil
	case "e":
		return value, errorCell, nil
	case "b":
		return map[string]string{"1": "true", "0": "false"}[value], textCell, nil
	case "d":
		day, _, _ := strings.Cut(value, "T")
		return day, textCell, nil
	}
	if value == "" {
		return "", textCell, nil
	}
	x, err := strconv.ParseFloat(value, 64)
	if err != nil || math.IsInf(x, 0) || math.IsNaN(x) {
		return "", textCell, fmt.Errorf("%q is stored as a number and is none", clip(value))
	}
	if i, err := strconv.Atoi(style); err == nil && i >= 0 && i < len(b.dates) && b.dates[i] && x >= 1 && x < 2_958_466 { // up to the year 9999
		days := int(x)
		if days < 60 && b.from.Year() < 1900 {
			days++ // Excel counts a 29 February 1900
		}
		return b.from.AddDate(0, 0, days).Format("2006-01-02"), textCell, nil
	}
	return strconv.FormatFloat(x, 'f', -1, 64), textCell, nil
}

// escaped is how a workbook writes a character that XML cannot hold.
var escaped = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

func unescape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	return escaped.ReplaceAllStringFunc(s, func(e string) string {
		n, _ := strconv.ParseUint(e[2:6], 16, 16)
		return string(rune(n))
	})
}

// spread gives each merged cell the text of its block.
type spread struct {
	from map[int][]area // by the row in which a block begins
	open []area
	text map[area]string
}

func newSpread(merged []area) *spread {
	s := &spread{from: map[int][]area{}, text: map[area]string{}}
	for _, a := range merged {
		s.from[a.top] = append(s.from[a.top], a)
	}
	return s
}

func (s *spread) fill(row *gridRow) error {
	width := 0
	for _, a := range s.from[row.line] {
		if a.left <= len(row.cells) {
			s.text[a] = row.cells[a.left-1]
			s.open = append(s.open, a)
		}
	}
	left := s.open[:0]
	for _, a := range s.open {
		if a.bottom < row.line {
			delete(s.text, a)
			continue
		}
		left = append(left, a)
		if s.text[a] == "" {
			continue
		}
		for len(row.cells) < a.right {
			row.cells = append(row.cells, "")
		}
		for c := a.left; c <= a.right; c++ {
			if c == a.left && row.line == a.top {
				continue // it has its own text
			}
			row.cells[c-1] = s.text[a]
			row.mark(c-1, mergedCell)
		}
		if width += a.right - a.left + 1; width > maxSheetColumns {
			return errors.New("merged cells overlap")
		}
	}
	s.open = left
	return nil
}
