package tidy

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/periplus-data/periplus/data"
)

// numbers reads the cells of values and quantities, under one decimal sign.
type numbers struct {
	decimal rune // of the mapping, 0 where it does not say
	exact   bool // as stored, with a point
	// Where nobody said which sign is decimal, these tell whether a point may
	// have been one between thousands.
	open   string // the first number with three digits behind its only point
	line   int
	proved bool // another number shows that points are decimal
}

// read returns the exact value of a cell that is not missing.
func (n *numbers) read(text string, line int) (data.Decimal, error) {
	if n.exact {
		return readStored(text)
	}
	if n.decimal != ',' {
		if d, err := data.ParseDecimal(text); err == nil {
			if n.decimal == 0 {
				n.watch(text, line)
			}
			return d, nil
		} else if errors.Is(err, data.ErrDigits) {
			return d, err
		}
	}
	s, err := parseShape(cell{text: text})
	if err != nil {
		return data.Decimal{}, err
	}
	decimal := n.decimal
	if decimal == 0 {
		switch {
		case s.decimal == ',':
			return data.Decimal{}, fmt.Errorf("%q %s; write decimal: comma in the mapping", clip(text), s.proof())
		case s.open:
			return data.Decimal{}, fmt.Errorf("%q may be a number with a separator of thousands or with a decimal %s; write decimal: point or decimal: comma in the mapping: %w", clip(text), signName(openSign(&s)), ErrDecimal)
		}
		decimal = '.'
		n.proved = n.proved || s.decimal == '.'
	}
	number, err := s.number(decimal)
	if err != nil {
		return data.Decimal{}, err
	}
	return data.ParseDecimal(number.String())
}

// readStored reads a number as a workbook or Parquet file holds it. A fraction
// of more digits than a Decimal holds is rounded at its eighteenth, far below
// what a float can tell apart from noise.
func readStored(text string) (data.Decimal, error) {
	d, err := data.ParseDecimal(text)
	if !errors.Is(err, data.ErrDigits) {
		return d, err
	}
	if x, ferr := strconv.ParseFloat(text, 64); ferr == nil && x > -1 && x < 1 {
		return data.ParseDecimal(strings.TrimRight(strconv.FormatFloat(x, 'f', 18, 64), "0") + "0")
	}
	return d, err
}

// watch notes what a plain number shows about points.
func (n *numbers) watch(text string, line int) {
	if n.proved {
		return
	}
	digits := strings.TrimPrefix(text, "-")
	whole, frac, pointed := strings.Cut(digits, ".")
	switch {
	case !pointed:
		n.proved = len(digits) > 3
	case len(frac) == 3 && whole != "" && len(whole) <= 3 && whole[0] != '0':
		if n.open == "" {
			n.open, n.line = text, line
		}
	default:
		n.proved = true
	}
}

// undecided is an error where every number with a point has three digits
// behind it, so that it may separate thousands.
func (n *numbers) undecided(file string, comma rune) error {
	if n.open == "" || n.proved || n.exact || comma == ',' {
		return nil
	}
	return &data.ParseError{File: file, Line: n.line, Value: n.open, Err: fmt.Errorf("%q may be a number of thousands, as may every number with a point in the file; write decimal: point or decimal: comma in the mapping: %w", n.open, ErrDecimal)}
}

var (
	monthPeriod = regexp.MustCompile(`^([12][0-9]{3})(?:-|M|m|\.|/)?(0[1-9]|1[0-2])$`)
	turnedMonth = regexp.MustCompile(`^(0?[1-9]|1[0-2])[-/.]([12][0-9]{3})$`)
	namedMonth  = regexp.MustCompile(`^([A-Za-z]{3,9})[ .\-/]+([12][0-9]{3})$|^([12][0-9]{3})[ .\-/]+([A-Za-z]{3,9})$`)
	dayPeriod   = regexp.MustCompile(`^([12][0-9]{3})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(?:[T ].*)?$`)
)

// readPeriod reads a year or a month. as says what a day stands for.
func readPeriod(text, as string) (data.Date, error) {
	number := func(s string) int { n, _ := strconv.Atoi(s); return n }
	text = strings.TrimSuffix(text, ".0") // a year that a program kept as a float
	var d data.Date
	if len(text) == 4 && text[0] >= '1' && text[0] <= '2' && strings.Trim(text, "0123456789") == "" {
		d = data.Date{Year: number(text)}
	} else if m := monthPeriod.FindStringSubmatch(text); m != nil {
		d = data.Date{Year: number(m[1]), Month: number(m[2])}
	} else if m := turnedMonth.FindStringSubmatch(text); m != nil {
		d = data.Date{Year: number(m[2]), Month: number(m[1])}
	} else if m := dayPeriod.FindStringSubmatch(text); m != nil {
		if as == "" {
			return data.Date{}, fmt.Errorf("%q is a day, and a flow has a year or a month; write period: {column: …, as: month} or as: year in the mapping", clip(text))
		}
		d = data.Date{Year: number(m[1]), Month: number(m[2])}
	} else if m := namedMonth.FindStringSubmatch(text); m != nil {
		month, ok := monthOf(m[1] + m[4])
		if !ok {
			return d, badPeriod(text)
		}
		d = data.Date{Year: number(m[2] + m[3]), Month: month}
	} else {
		return d, badPeriod(text)
	}
	if as == "year" {
		d.Month = 0
	}
	return d, nil
}

func badPeriod(text string) error {
	return fmt.Errorf("cannot read %q as a period; write a year or a month, as 2022, 2022-12, 202212, 2022M12, 12/2022 or Dec 2022", clip(text))
}
