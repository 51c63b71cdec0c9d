package tidy

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"github.com/periplus-data/periplus/data"
)

// cell is one cell with its place: line and character of the line, from 1.
type cell struct {
	text      string
	line, col int
}

// record is one row; it has at least one cell.
type record []cell

// decode turns the bytes of a file into text with \n line ends.
func decode(raw []byte, a *Account) (string, error) {
	text := ""
	switch {
	case bytes.HasPrefix(raw, []byte{0xff, 0xfe}), bytes.HasPrefix(raw, []byte{0xfe, 0xff}):
		out, err := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(raw)
		if err != nil {
			return "", fmt.Errorf("cannot be read as UTF-16: %w", err)
		}
		a.Encoding, text = "UTF-16", string(out)
	case utf8.Valid(raw):
		a.Encoding, text = "UTF-8", strings.TrimPrefix(string(raw), "\ufeff")
	default:
		out, err := charmap.Windows1252.NewDecoder().Bytes(raw)
		if err != nil {
			return "", err
		}
		a.Encoding, text = "Windows-1252", string(out)
		a.note("is not UTF-8; read as Windows-1252")
	}
	if strings.ContainsAny(text, "\x00\ufffd") {
		return "", errors.New("is not a text file in UTF-8, UTF-16 or Windows-1252; save it as CSV UTF-8")
	}
	// Old programs for the Mac end lines with a lone CR.
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n"), nil
}

// split cuts text into records and drops those without any text. It finds the
// separator by the header.
func split(text, name string, a *Account) ([]record, error) {
	first := 0
	if rest, ok := strings.CutPrefix(text, "sep="); ok { // what Excel writes for itself
		line, below, _ := strings.Cut(rest, "\n")
		if r, _ := utf8.DecodeRuneInString(line); r == ',' || r == ';' || r == '\t' {
			a.Separator, text, first = r, below, 1
		}
	}
	if a.Separator == 0 {
		a.Separator = separator(text)
		if a.Separator != ',' {
			a.note("cells are separated by %s", separatorName(a.Separator))
		}
	}
	cr := csv.NewReader(strings.NewReader(text))
	cr.Comma, cr.FieldsPerRecord = a.Separator, -1
	lines := strings.Split(text, "\n")
	var out []record
	for {
		fields, err := cr.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, csvError(err, name, first, lines)
		}
		rec := make(record, len(fields))
		empty := true
		for i, f := range fields {
			line, col := cr.FieldPos(i)
			rec[i] = cell{strings.TrimSpace(f), line + first, character(lines, line, col)}
			empty = empty && rec[i].text == ""
		}
		if empty {
			a.EmptyRows++
			continue
		}
		out = append(out, rec)
	}
	if len(out) == 0 {
		return nil, &data.ParseError{File: name, Err: errors.New("is empty; the first row names the columns, as label,value")}
	}
	if a.EmptyRows > 0 {
		a.note("rows without any text are left out: %d", a.EmptyRows)
	}
	return out, nil
}

// character turns a byte column into a column of characters, which is what
// editors count.
func character(lines []string, line, col int) int {
	s := lines[line-1]
	return utf8.RuneCountInString(s[:min(col-1, len(s))]) + 1
}

func csvError(err error, name string, first int, lines []string) error {
	var pe *csv.ParseError
	if !errors.As(err, &pe) {
		return fmt.Errorf("%s: %w", name, err)
	}
	what := fmt.Errorf("a quote of the row that begins on line %d is not closed, or stands in the middle of a cell; inside a quoted cell it is written twice", pe.StartLine+first)
	return &data.ParseError{File: name, Line: pe.Line + first, Col: character(lines, pe.Line, max(pe.Column, 1)), Err: what}
}

// separator returns the sign that cuts the first line into most of the columns
// we know, then into most cells.
func separator(text string) rune {
	line, _, _ := strings.Cut(strings.TrimLeft(text, "\n"), "\n")
	best, score := ',', 0
	for _, sep := range []rune{',', ';', '\t'} {
		cells := strings.Split(line, string(sep))
		s := len(cells)
		for _, c := range cells {
			if _, ok := chartColumn(strings.ToLower(strings.Trim(c, "\" \t"))); ok {
				s += 1000
			}
		}
		if s > score {
			best, score = sep, s
		}
	}
	return best
}

func separatorName(r rune) string {
	if r == '\t' {
		return "tabs"
	}
	return "semicolons"
}
