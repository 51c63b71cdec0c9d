package tidy

import (
	"errors"
	"fmt"
	"strings"
)

// ErrDecimal says that the numbers of a file do not tell which of point and
// comma is their decimal sign; Options.Decimal does.
var ErrDecimal = errors.New("say which sign is decimal")

func orPoint(r rune) rune {
	if r == 0 {
		return '.'
	}
	return r
}

// undecided says that the numbers of a file do not tell its decimal sign.
type undecided struct {
	shape *shape
	err   error
}

// decide finds the one decimal sign of a file from all its numbers, and notes
// what it decided where anybody could have read it otherwise.
func decide(shapes []shape, a *Account) (rune, *undecided) {
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
		return 0, &undecided{comma, fmt.Errorf("%q %s, but %q on line %d %s; write all numbers alike",
			clip(comma.text), comma.proof(), clip(point.text), point.line, point.proof())}
	case point != nil:
		if open != nil {
			a.noteOpen(open, '.', point.since())
		}
		return '.', nil
	case comma != nil:
		a.note("the decimal sign is a comma: %q on line %d %s", clip(comma.text), comma.line, comma.proof())
		if open != nil {
			a.noteOpen(open, ',', comma.since())
		}
		return ',', nil
	case open == nil:
		return 0, nil
	}
	return decideOpen(shapes, open, plain, a)
}

// proof says how the writing of a number proves its decimal sign.
func (s *shape) proof() string {
	if strings.ContainsRune(s.body, s.decimal) {
		return "has a decimal " + signName(s.decimal)
	}
	return "has a " + signName(otherSign(s.decimal)) + " between thousands"
}

func (s *shape) since() string {
	return fmt.Sprintf("since %q on line %d %s", clip(s.text), s.line, s.proof())
}

// decideOpen decides where every number with a sign could be read both ways.
func decideOpen(shapes []shape, open, plain *shape, a *Account) (rune, *undecided) {
	sign := openSign(open)
	for i := range shapes {
		if s := &shapes[i]; s.open && openSign(s) != sign {
			return 0, &undecided{s, fmt.Errorf("%q and %q on line %d use different signs, and no other number tells which is decimal; %w",
				clip(s.text), clip(open.text), open.line, ErrDecimal)}
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
	return 0, &undecided{open, fmt.Errorf("%q may be %s or %s, and no other number tells which; %w",
		clip(open.text), thousands, decimals, ErrDecimal)}
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
