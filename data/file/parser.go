package file

import (
	"errors"
	"strings"
)

// What ends the parsing of a record. The parser's fields say where.
var (
	errMore  = errors.New("the record goes on beyond the text")
	errNUL   = errors.New("a NUL byte")
	errQuote = errors.New("a quote in the wrong place")
	errOpen  = errors.New("a quote that is never closed")
)

// parser cuts one record into cells. encoding/csv does the same at half the
// speed: it copies each record twice, and knows no lone CR.
type parser struct {
	text    string
	pos     int  // where the record begins, then what follows it
	ended   bool // nothing follows text
	stop    int  // leave with pos at this cell; -1 for none
	comma   byte
	lazy    bool
	special [256]bool // what a cell without quotes ends at, or must not hold

	lines int // line ends in the record
	at    int // of an error
	open  int // of the quote that is not closed, -1 for none
}

func newParser(d Dialect) *parser {
	p := &parser{stop: -1, comma: byte(d.Comma), lazy: d.LazyQuotes}
	for _, c := range []byte{p.comma, '\n', '\r', 0} {
		p.special[c] = true
	}
	p.special['"'] = !d.NoQuotes
	return p
}

// record appends the cells of the record at pos to cells. There is none at the
// end of the text.
func (p *parser) record(cells []string) ([]string, error) {
	p.lines, p.open = 0, -1
	text, i := p.text, p.pos
	if i == len(text) && p.ended {
		return cells, nil
	}
	for {
		if len(cells) == p.stop {
			p.pos = i
			return cells, nil
		}
		begin := i
	cell:
		for i < len(text) && !p.special[text[i]] {
			i++
		}
		if i == len(text) {
			if !p.ended {
				p.at = begin
				return cells, errMore
			}
			p.pos = i
			return append(cells, text[begin:]), nil
		}
		value := text[begin:i]
		switch text[i] {
		case p.comma:
			cells = append(cells, value)
			i++
			continue
		case 0:
			p.at = i
			return cells, errNUL
		case '"':
			if i > begin && p.lazy {
				i++
				for i < len(text) && (!p.special[text[i]] || text[i] == '"') {
					i++
				}
				goto cell
			}
			if i > begin {
				p.at = i
				return cells, errQuote
			}
			var err error
			if value, i, err = p.quoted(i); err != nil {
				return cells, err
			}
			if i < len(text) && text[i] == p.comma {
				cells = append(cells, value)
				i++
				continue
			}
		}
		return p.finish(append(cells, value), i)
	}
}

// finish takes the line end at i, if there is one.
func (p *parser) finish(cells []string, i int) ([]string, error) {
	if i < len(p.text) && p.text[i] == '\r' {
		if i+1 == len(p.text) && !p.ended {
			p.at = i
			return cells, errMore
		}
		if i++; i < len(p.text) && p.text[i] == '\n' {
			i++
		}
		p.lines++
	} else if i < len(p.text) {
		i++
		p.lines++
	}
	p.pos = i
	return cells, nil
}

// quoted reads the cell whose quote opens at i, and returns what follows its
// closing quote: a separator, a line end, or the end of the text.
func (p *parser) quoted(i int) (value string, next int, err error) {
	p.open = i
	text, begin := p.text, i+1
	doubled, returns := false, false
	for i = begin; ; {
		for i < len(text) && !inQuotes[text[i]] {
			i++
		}
		if i == len(text) || i+1 == len(text) && !p.ended {
			if p.at = p.open; p.ended {
				return "", 0, errOpen
			}
			return "", 0, errMore
		}
		c, then := text[i], byte('\n')
		if i+1 < len(text) {
			then = text[i+1]
		}
		switch {
		case c == 0:
			p.at = i
			return "", 0, errNUL
		case c == '\n':
			p.lines++
		case c == '\r':
			returns = true
			if then != '\n' || i+1 == len(text) {
				p.lines++
			}
		case then == p.comma || then == '\n' || then == '\r':
			p.open = -1
			return unquote(text[begin:i], doubled, returns), i + 1, nil
		case then == '"':
			doubled = true
			i++
		case !p.lazy:
			p.at = i
			return "", 0, errQuote
		}
		i++
	}
}

// inQuotes holds what is looked at within a quoted cell.
var inQuotes = [256]bool{'"': true, '\n': true, '\r': true, 0: true}

func unquote(s string, doubled, returns bool) string {
	if doubled {
		s = strings.ReplaceAll(s, `""`, `"`)
	}
	if returns {
		s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	}
	return s
}
