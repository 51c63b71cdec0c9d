package sipri

import (
	"errors"
	"fmt"
	"strings"

	"github.com/periplus-data/periplus/data"
)

// The years that a cell may hold, and how many one deal may list.
const (
	firstYear = 1900
	finalYear = 2100
	maxYears  = finalYear - firstYear + 1
)

// clip shortens a cell for an error message.
func clip(s string) string { return data.Clip(s, 40) }

// unmark takes the marks of an estimate off a cell: 2017? and, in older files,
// (2017).
func unmark(cell string) (string, bool) {
	if cell == "" {
		return cell, false
	}
	switch last := cell[len(cell)-1]; {
	case last == '?':
		return trim(cell[:len(cell)-1]), true
	case last == ')' && cell[0] == '(':
		return trim(cell[1 : len(cell)-1]), true
	}
	return cell, false
}

// parseYear reads a year, also with the .0 that pandas appends. The year 0 is
// an empty cell.
func parseYear(cell string) (int, error) {
	if s := strings.TrimSuffix(cell, ".0"); len(s) == 4 {
		if y, ok := fourDigits(s); ok && y >= firstYear && y <= finalYear {
			return y, nil
		}
	}
	if isMissing(cell) {
		return 0, nil
	}
	return 0, fmt.Errorf("cannot read %q as a year; write four digits, as 2004", clip(cell))
}

// parseYears appends the delivery years of a cell to years: "2010", "2010;
// 2012", "2010-2012", ascending. The last result says that a year stood there
// twice.
func parseYears(years []int, cell string) (out []int, estimate, twice bool, err error) {
	if out, ok := plainYears(years, cell); ok {
		return out, false, false, nil
	}
	begin := len(years)
	for rest := cell; rest != ""; {
		item := rest
		if i := strings.IndexAny(rest, ";,"); i >= 0 {
			item, rest = rest[:i], rest[i+1:]
		} else {
			rest = ""
		}
		item, marked := unmark(trim(item))
		estimate = estimate || marked
		first, last, isRange := strings.Cut(strings.ReplaceAll(item, "–", "-"), "-")
		from, err := parseYear(trim(first))
		if err != nil || from == 0 {
			return years[:begin], false, false, badYears(cell)
		}
		to := from
		if isRange {
			if to, err = parseYear(trim(last)); err != nil || to < from {
				return years[:begin], false, false, badYears(cell)
			}
		}
		for y := from; y <= to; y++ {
			if n := len(years); n > begin && y <= years[n-1] {
				if y < years[n-1] {
					return years[:begin], false, false, fmt.Errorf("the delivery years %q are not in order", clip(cell))
				}
				twice = true
				continue
			}
			years = append(years, y)
		}
	}
	return years, estimate, twice, nil
}

// plainYears is parseYears for cells as SIPRI writes them: four digits each,
// ascending, apart by a semicolon and a blank.
func plainYears(years []int, cell string) ([]int, bool) {
	begin, before := len(years), firstYear-1
	if len(cell)%6 != 4 {
		return years, false
	}
	for i := 0; i < len(cell); i += 6 {
		y, ok := fourDigits(cell[i : i+4])
		if !ok || y <= before || y > finalYear || i > 0 && (cell[i-2] != ';' || cell[i-1] != ' ') {
			return years[:begin], false
		}
		years = append(years, y)
		before = y
	}
	return years, true
}

// fourDigits reads a number of four digits.
func fourDigits(s string) (int, bool) {
	a, b, c, d := s[0]-'0', s[1]-'0', s[2]-'0', s[3]-'0'
	return int(a)*1000 + int(b)*100 + int(c)*10 + int(d), a <= 9 && b <= 9 && c <= 9 && d <= 9
}

func badYears(cell string) error {
	return fmt.Errorf("cannot read %q as delivery years; write years apart by semicolons, as 2010; 2012", clip(cell))
}

var errNegative = errors.New("is below 0, which no number of arms or TIV is")

// parseNumber reads a count or a volume. An empty cell is none.
func parseNumber(cell string) (data.Decimal, error) {
	if cell == "" || cell == "NA" {
		return data.Decimal{}, nil
	}
	d, err := data.ParseDecimal(cell)
	if err != nil {
		return d, numberError(cell, err)
	}
	if d.Sign() < 0 {
		return data.Decimal{}, fmt.Errorf("%q %w", clip(cell), errNegative)
	}
	return d, nil
}

// numberError says what to do about the separators of other languages.
func numberError(cell string, err error) error {
	point, comma := strings.IndexByte(cell, '.'), strings.IndexByte(cell, ',')
	switch {
	case point >= 0 && comma > point:
		return fmt.Errorf("%w; a point that parts thousands and a decimal comma have to be taken out", err)
	case comma >= 0 && point > comma:
		return fmt.Errorf("%w; commas that part thousands have to be taken out", err)
	case comma >= 0:
		return fmt.Errorf("%w; a comma could part thousands or decimals", err)
	}
	return err
}

// parseMark reads a cell of a column of question marks.
func parseMark(cell string) (bool, error) {
	switch cell {
	case "":
		return false, nil
	case "?":
		return true, nil
	}
	if isMissing(cell) {
		return false, nil
	}
	return false, fmt.Errorf("cannot read %q as a mark of an estimate; write ? or nothing", clip(cell))
}

// parseAnswer reads Yes or No, also as TRUE or FALSE; empty is No.
func parseAnswer(cell string) (bool, error) {
	switch cell {
	case "No", "":
		return false, nil
	case "Yes":
		return true, nil
	}
	switch strings.ToLower(cell) {
	case "yes", "true":
		return true, nil
	case "no", "false", "na":
		return false, nil
	}
	return false, fmt.Errorf("cannot read %q as yes or no; write Yes or No", clip(cell))
}
