package tidy

import (
	"fmt"

	"github.com/periplus-data/periplus/data"
)

// readNumbers replaces the text of every cell in a column of numbers by its
// exact value in plain decimals. decimal is 0 where the numbers have to tell.
func readNumbers(columns []data.Column, rows []record, decimal rune, a *Account, p *problems) {
	var shapes []shape
	var at []*cell
	for i := range rows {
		for j := range rows[i] {
			c := &rows[i][j]
			if columns[j].Kind != data.NumberColumn || c.text == "" {
				continue
			}
			s, err := parseShape(*c)
			if err != nil {
				p.cell(*c, columns[j].Name, "%w", err)
				continue
			}
			shapes, at = append(shapes, s), append(at, c)
		}
	}
	if p.total > 0 { // a guess over what could be read would add wrong problems
		return
	}
	if decimal == 0 {
		var err error
		if decimal, err = decide(shapes, a); err != nil {
			p.add(err.(*undecided).at(p.file))
			return
		}
	}
	for i, s := range shapes {
		n, err := s.number(orPoint(decimal))
		if err != nil {
			p.cell(s.cell, "", "%w", err)
			continue
		}
		at[i].text = n.String()
	}
	a.Decimal = decimal
}

func orPoint(r rune) rune {
	if r == 0 {
		return '.'
	}
	return r
}

// undecided says that the numbers of a file do not tell its decimal sign.
type undecided struct {
	cell cell
	err  error
}

func (u *undecided) Error() string { return u.err.Error() }

func (u *undecided) at(file string) error {
	return &data.ParseError{File: file, Line: u.cell.line, Col: u.cell.col, Value: u.cell.text, Err: u.err}
}

// decide finds the one decimal sign of a file from all its numbers, and notes
// what it decided where anybody could have read it otherwise.
func decide(shapes []shape, a *Account) (rune, error) {
	proof := map[rune]*shape{}
	var open, plain *shape
	for i := range shapes {
		s := &shapes[i]
		if s.decimal != 0 && proof[s.decimal] == nil {
			proof[s.decimal] = s
		}
		if s.open && open == nil {
			open = s
		}
		if s.plain && plain == nil {
			plain = s
		}
	}
	point, comma := proof['.'], proof[',']
	switch {
	case point != nil && comma != nil:
		return 0, &undecided{comma.cell, fmt.Errorf("%q has a decimal comma, but %q on line %d has a decimal point; write all numbers alike",
			clip(comma.text), clip(point.text), point.line)}
	case point != nil:
		if open != nil {
			a.noteOpen(open, '.', fmt.Sprintf("since %q on line %d has a decimal point", clip(point.text), point.line))
		}
		return '.', nil
	case comma != nil:
		a.note("the decimal sign is a comma, as in %q on line %d", clip(comma.text), comma.line)
		if open != nil {
			a.noteOpen(open, ',', fmt.Sprintf("since %q on line %d has a decimal comma", clip(comma.text), comma.line))
		}
		return ',', nil
	case open == nil:
		return 0, nil
	}
	return decideOpen(shapes, open, plain, a)
}

// decideOpen decides where every number with a sign could be read both ways.
func decideOpen(shapes []shape, open, plain *shape, a *Account) (rune, error) {
	sign := openSign(open)
	for i := range shapes {
		if s := &shapes[i]; s.open && openSign(s) != sign {
			return 0, &undecided{s.cell, fmt.Errorf("%q and %q on line %d use different signs, and nothing tells which is decimal; write all numbers alike, or say --decimal point or --decimal comma",
				clip(s.text), clip(open.text), open.line)}
		}
	}
	switch {
	case plain != nil: // whoever separates thousands does so in every number
		a.noteOpen(open, sign, fmt.Sprintf("since %q on line %d has no separator of thousands", clip(plain.text), plain.line))
		return sign, nil
	case sign == '.' && a.Separator == ',': // a point between thousands goes with semicolons
		a.noteOpen(open, sign, "as is usual where commas separate the cells")
		return sign, nil
	}
	thousands, _ := open.number(otherSign(sign))
	decimals, _ := open.number(sign)
	return 0, &undecided{open.cell, fmt.Errorf("%q may be %s or %s, and no other number tells which; say --decimal point or --decimal comma",
		clip(open.text), thousands, decimals)}
}

func (a *Account) noteOpen(s *shape, decimal rune, why string) {
	n, err := s.number(decimal)
	if err == nil {
		a.note("line %d: %q is read as %s, %s", s.line, clip(s.text), n, why)
	}
}

func openSign(s *shape) rune {
	for _, r := range s.body {
		if r == '.' || r == ',' {
			return r
		}
	}
	return 0
}

func otherSign(r rune) rune {
	if r == '.' {
		return ','
	}
	return '.'
}
