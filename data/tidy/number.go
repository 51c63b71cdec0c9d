package tidy

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/periplus-data/periplus/data"
)

// numberPattern takes a number apart: sign, body of digits with separators,
// exponent.
var numberPattern = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^([-+\x{2212}]?)([0-9][0-9.,'’ \x{00a0}\x{202f}]*|[.,][0-9]+)(?:[eE]([-+]?[0-9]{1,3}))?$`)
})

// maxExponent bounds what an exponent may ask for.
const maxExponent = 300

// shape is a number as written, before the decimal sign is known.
type shape struct {
	cell
	field    string // column
	negative bool
	body     string // digits with points and commas; blanks and apostrophes are gone
	exponent int
	// decimal is the decimal sign that the writing proves, 0 where it does not.
	decimal rune
	// open says that one sign stands before exactly three digits: it may be
	// either a decimal sign or a separator of thousands.
	open bool
	// plain says that four digits or more stand without a separator.
	plain bool
}

// parseShape reads the writing of a number. The error says what would be right.
func parseShape(c cell) (shape, error) {
	m := numberPattern().FindStringSubmatch(c.text)
	if m == nil {
		return shape{}, notANumber(c.text)
	}
	s := shape{cell: c, negative: m[1] == "-" || m[1] == "\u2212"}
	if m[3] != "" {
		s.exponent, _ = strconv.Atoi(m[3])
		if s.exponent > maxExponent || s.exponent < -maxExponent {
			return shape{}, fmt.Errorf("the exponent of %q is beyond %d", clip(c.text), maxExponent)
		}
	}
	grouped, ok := dropBlanks(m[2])
	if !ok {
		return shape{}, notANumber(c.text)
	}
	s.body = grouped
	return s, s.classify(grouped != m[2])
}

func notANumber(text string) error {
	switch {
	case strings.HasSuffix(text, "%"):
		return fmt.Errorf("cannot read %q as a number; write the number alone, and percent in a column unit", clip(text))
	case strings.ContainsAny(text, "$€£¥"):
		return fmt.Errorf("cannot read %q as a number; write the number alone, and the currency, as USD, in a column unit", clip(text))
	case strings.ContainsAny(text, "0123456789"):
		return fmt.Errorf("cannot read %q as a number; write digits, as 1234.5", clip(text))
	}
	return fmt.Errorf("cannot read %q as a number; leave the cell empty where there is none", clip(text))
}

// dropBlanks removes blanks and apostrophes between groups of three digits. It
// reports false where they stand elsewhere.
func dropBlanks(body string) (string, bool) {
	groups := strings.FieldsFunc(body, isBlankSeparator)
	if len(groups) == 1 {
		return groups[0], groups[0] == body
	}
	if strings.Count(strings.Map(toBlank, body), " ") != len(groups)-1 {
		return "", false // two in a row, or one at the end
	}
	for i, g := range groups {
		whole, _, _ := strings.Cut(strings.ReplaceAll(g, ",", "."), ".")
		last := i == len(groups)-1
		if i > 0 && len(whole) != 3 || i == 0 && len(whole) > 3 || !last && len(whole) != len(g) {
			return "", false
		}
	}
	return strings.Join(groups, ""), true
}

func isBlankSeparator(r rune) bool { return strings.ContainsRune("'’ \u00a0\u202f", r) }

func toBlank(r rune) rune {
	if isBlankSeparator(r) {
		return ' '
	}
	return r
}

// classify finds out what the writing says about the decimal sign. grouped
// says that blanks or apostrophes separate thousands.
func (s *shape) classify(grouped bool) error {
	points, commas := strings.Count(s.body, "."), strings.Count(s.body, ",")
	sign, other := byte('.'), byte(',')
	if commas > 0 && (points == 0 || strings.LastIndexByte(s.body, ',') > strings.LastIndexByte(s.body, '.')) {
		sign, other = other, sign
	}
	last := strings.LastIndexByte(s.body, sign)
	switch {
	case points+commas == 0:
		s.plain = len(s.body) > 3 && !grouped
	case points > 0 && commas > 0:
		s.decimal = rune(sign)
	case points+commas > 1: // a sign that stands twice separates thousands
		s.decimal = rune(other)
	case grouped, len(s.body)-last-1 != 3, last == 0, last > 3, s.body[0] == '0', s.exponent != 0:
		s.decimal = rune(sign)
	default:
		s.open = true
	}
	if s.decimal == 0 {
		return nil
	}
	if _, err := s.number(s.decimal); err != nil && points+commas > 1 {
		return notANumber(s.text) // the sign that it would need is not there either
	} else if err != nil {
		return err
	}
	return nil
}

// number returns the exact value under a decimal sign.
func (s shape) number(decimal rune) (data.Number, error) {
	thousands := ","
	if decimal == ',' {
		thousands = "."
	}
	whole, frac, hasFrac := strings.Cut(s.body, string(decimal))
	groups := strings.Split(whole, thousands)
	bad := strings.ContainsAny(frac, ".,") || hasFrac && frac == ""
	for i, g := range groups {
		bad = bad || len(groups) > 1 && (i > 0 && len(g) != 3 || i == 0 && (len(g) == 0 || len(g) > 3))
	}
	if bad {
		return data.Number{}, fmt.Errorf("cannot read %q as a number with a decimal %s; write digits, as %s", clip(s.text), signName(decimal), exampleOf(decimal))
	}
	text := strings.Join(groups, "")
	if text == "" {
		text = "0"
	}
	if hasFrac {
		text += "." + frac
	}
	n, err := data.ParseNumber(text)
	if err != nil {
		return data.Number{}, fmt.Errorf("cannot read %q as a number; it has more digits than can be kept", clip(s.text))
	}
	if s.negative {
		n = n.Neg()
	}
	return n.Mul(data.Pow10(s.exponent)), nil
}

func exampleOf(decimal rune) string {
	if decimal == ',' {
		return "1234,5"
	}
	return "1234.5"
}

func signName(r rune) string {
	if r == ',' {
		return "comma"
	}
	return "point"
}
