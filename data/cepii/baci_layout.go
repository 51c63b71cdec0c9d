package cepii

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/periplus-data/periplus/data"
)

const (
	productDigits = 6
	// BACI begins in 1995; trade statistics by product in 1962.
	firstYear, lastYear = 1962, 2100
)

// layout says in which cell of a line each column of BACI stands.
type layout struct {
	file    string
	comma   rune
	columns []string // of the header, trimmed
	at      [6]int   // cell of t, i, j, k, v, q; −1 where q is absent
	usual   bool     // six columns in the usual order with commas: row.scan may try
	codes   *productCodes
}

var baciColumns = [...]string{"t", "i", "j", "k", "v", "q"}

// baciNames are other names of the columns in vintages before 2012.
var baciNames = map[string]string{"hs6": "k", "hs": "k"}

// newLayout reads a header. It reports false where it is not one of BACI.
func newLayout(cells []string) (l layout, ok bool) {
	for i := range l.at {
		l.at[i] = -1
	}
	for n, cell := range cells {
		name := strings.ToLower(strings.TrimSpace(cell))
		if other, ok := baciNames[name]; ok {
			name = other
		}
		if i := slices.Index(baciColumns[:], name); i >= 0 {
			if l.at[i] >= 0 {
				return layout{}, false
			}
			l.at[i] = n
		}
		l.columns = append(l.columns, name)
	}
	if slices.Contains(l.at[:5], -1) {
		return layout{}, false
	}
	l.usual = slices.Equal(l.columns, baciColumns[:])
	return l, true
}

// isHeader reports whether the cells of a line repeat the header.
func (l *layout) isHeader(cells []cell) bool {
	if len(cells) != len(l.columns) {
		return false
	}
	for i, c := range cells {
		name := strings.ToLower(c.text)
		if other, ok := baciNames[name]; ok {
			name = other
		}
		if name != l.columns[i] {
			return false
		}
	}
	return true
}

// Lines that are no rows and no mistakes either.
var (
	errHeader = errors.New("the header again")
	errEmpty  = errors.New("a line of separators")
)

// careful reads any line: with quotes, blanks, another separator or another
// order of columns. The error is errHeader, errEmpty, or a *data.ParseError
// that says what is wrong with the first cell that cannot be read.
func (l *layout) careful(line string, number int) (row, error) {
	cells, err := splitLine(line, l.comma)
	if err != nil {
		return row{}, &data.ParseError{File: l.file, Line: number, Col: cells[len(cells)-1].col, Value: cells[len(cells)-1].text, Err: err}
	}
	if l.isHeader(cells) {
		return row{}, errHeader
	}
	if !slices.ContainsFunc(cells, func(c cell) bool { return c.text != "" }) {
		return row{}, errEmpty
	}
	if len(cells) != len(l.columns) {
		return row{}, &data.ParseError{File: l.file, Line: number,
			Err: fmt.Errorf("the row has %d cells and the header %d; the row is cut off, or the file is not one table", len(cells), len(l.columns))}
	}
	var r row
	for i, name := range baciColumns {
		if l.at[i] < 0 {
			continue
		}
		c := cells[l.at[i]]
		if err := l.set(&r, name, c.text); err != nil {
			return row{}, &data.ParseError{File: l.file, Line: number, Col: c.col, Field: name, Value: c.text, Err: err}
		}
	}
	return r, nil
}

// set reads one cell into r.
func (l *layout) set(r *row, column, text string) (err error) {
	switch column {
	case "t":
		r.year, err = parseYear(text)
	case "i":
		r.from, err = parseCountry(text)
	case "j":
		r.to, err = parseCountry(text)
	case "k":
		r.product, r.restored, err = l.codes.parse(text)
	case "v":
		if slices.Contains(MissingBACI, text) {
			return errors.New("the value is missing, and BACI states one in every row")
		}
		r.value, err = parseAmount(text, 3)
	case "q":
		if !slices.Contains(MissingBACI, text) {
			r.quantity, err = parseAmount(text, 0)
		}
	}
	return err
}

func parseYear(s string) (int, error) {
	if year, ok := atoi(s, 4); ok && len(s) == 4 && year >= firstYear && year <= lastYear {
		return year, nil
	}
	return 0, fmt.Errorf("cannot read %q as a year; write four digits, as 2020", clip(s))
}

func parseCountry(s string) (int, error) {
	if code, ok := atoi(s, 3); ok {
		return code, nil
	}
	return 0, fmt.Errorf("cannot read %q as a country code; BACI has the numbers of UN Comtrade, as 704 for Viet Nam", clip(s))
}

// parseAmount reads a number that is not negative and that can be multiplied
// by 10^shift.
func parseAmount(s string, shift int) (fixed, error) {
	d, err := data.ParseDecimal(s)
	if err != nil {
		return fixed{}, err
	}
	if d.Sign() < 0 {
		return fixed{}, fmt.Errorf("%s is negative, and BACI states none", d)
	}
	if _, err := d.Shift(shift); err != nil {
		return fixed{}, err
	}
	coef, scale := d.Parts()
	return fixed{coef: coef, scale: scale, set: true}, nil
}

// atoi reads 1 to most digits.
func atoi(s string, most int) (int, bool) {
	n := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, len(s) > 0 && len(s) <= most
}

// clip shortens text of a file for a message.
func clip(s string) string { return data.Clip(s, 40) }

// cell is one cell of a line without its quotes and the blanks around it.
type cell struct {
	text string
	col  int // character of the line where the cell begins, from 1
}

// splitLine splits a line into cells, which may stand in double quotes. The
// error is about the last cell returned.
func splitLine(line string, comma rune) ([]cell, error) {
	var cells []cell
	rest, col := line, 1
	for {
		lead := len(rest) - len(strings.TrimLeft(rest, " "))
		if strings.HasPrefix(rest[lead:], `"`) {
			text, used, err := quoted(rest[lead:])
			cells = append(cells, cell{strings.TrimSpace(text), col})
			if err != nil {
				return cells, err
			}
			col += utf8.RuneCountInString(rest[:lead+used])
			rest = rest[lead+used:]
			after := len(rest) - len(strings.TrimLeft(rest, " "))
			rest, col = rest[after:], col+after
			if rest == "" {
				return cells, nil
			}
			r, size := utf8.DecodeRuneInString(rest)
			if r != comma {
				return cells, fmt.Errorf("there is text after the closing quote; double a quote that belongs to the text")
			}
			rest, col = rest[size:], col+1
			continue
		}
		end := strings.IndexRune(rest, comma)
		if end < 0 {
			return append(cells, cell{strings.TrimSpace(rest), col}), nil
		}
		cells = append(cells, cell{strings.TrimSpace(rest[:end]), col})
		col += utf8.RuneCountInString(rest[:end]) + 1
		rest = rest[end+utf8.RuneLen(comma):]
	}
}

// quoted returns the text between the quote with which s begins and the next
// one, and how many bytes it took with both quotes.
func quoted(s string) (text string, used int, err error) {
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		if s[i] != '"' {
			b.WriteByte(s[i])
			continue
		}
		if i+1 < len(s) && s[i+1] == '"' {
			b.WriteByte('"')
			i++
			continue
		}
		return b.String(), i + 1, nil
	}
	return s[1:], len(s), errors.New("a quote is opened and not closed in this line")
}

// productCodes gives product codes a number: their own where all six
// characters are digits, a later one where BACI keeps a code of no revision,
// as 9999AA. It may be used by several goroutines.
type productCodes struct {
	mu    sync.RWMutex
	other []string
}

const (
	otherCodes = 1_000_000 // the first number of a code with letters
	mostOther  = 1000
)

func (p *productCodes) parse(s string) (code uint32, restored bool, err error) {
	if n, ok := atoi(s, productDigits); ok && len(s) >= productDigits-1 {
		return uint32(n), len(s) == productDigits-1, nil
	}
	if !isOtherCode(s) {
		return 0, false, fmt.Errorf("%q is no product code; BACI has six digits, or five where the leading zero was lost", clip(s))
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	i := slices.Index(p.other, s)
	if i < 0 {
		if len(p.other) == mostOther {
			return 0, false, fmt.Errorf("the file has over %d product codes with letters; BACI has one, 9999AA", mostOther)
		}
		i = len(p.other)
		p.other = append(p.other, strings.Clone(s))
	}
	return uint32(otherCodes + i), false, nil
}

// isOtherCode reports whether s is four digits and two capital letters.
func isOtherCode(s string) bool {
	if len(s) != productDigits {
		return false
	}
	_, ok := atoi(s[:4], 4)
	return ok && s[4] >= 'A' && s[4] <= 'Z' && s[5] >= 'A' && s[5] <= 'Z'
}

// text returns the code with its leading zeros.
func (p *productCodes) text(code uint32) string {
	if code < otherCodes {
		return chapterDigits(code / 10_000)[code%10_000*productDigits:][:productDigits]
	}
	p.mu.RLock()
	defer p.mu.RUnlock()
	return p.other[code-otherCodes]
}

// chapters holds the text of all codes of a chapter in one string, made when
// the chapter is first met: flows then share their product codes.
var chapters [100]struct {
	once   sync.Once
	digits string
}

func chapterDigits(chapter uint32) string {
	c := &chapters[chapter]
	c.once.Do(func() {
		b := make([]byte, 0, 10_000*productDigits)
		for n := chapter * 10_000; n < (chapter+1)*10_000; n++ {
			b = fmt.Appendf(b, "%06d", n)
		}
		c.digits = string(b)
	})
	return c.digits
}
