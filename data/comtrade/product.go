package comtrade

import (
	"fmt"
	"strings"

	"github.com/periplus-data/periplus/data"
)

// classification returns a classification as a flow has it: H0 to H6, HS where
// the file does not say which revision, S1 to S4, BEC, or the provider's own
// word for another one.
func classification(code string) (string, error) {
	switch code {
	case "BE", "B4":
		return "BEC", nil
	case "":
		return "", fmt.Errorf("is empty; write the classification, as H5, S3 or BEC")
	}
	for i := range len(code) {
		if c := code[i]; !(c >= 'A' && c <= 'Z' || i > 0 && c >= '0' && c <= '9') || len(code) > 6 {
			return "", fmt.Errorf("cannot read %q as a classification; write its code, as H5, S3 or BEC", clip(code))
		}
	}
	return code, nil
}

// isHS reports whether a classification is the Harmonized System.
func isHS(class string) bool {
	return class == "HS" || len(class) == 2 && class[0] == 'H' && class[1] >= '0' && class[1] <= '9'
}

// isSITC reports whether a classification is a revision of the SITC.
func isSITC(class string) bool {
	return class == "SS" || len(class) == 2 && class[0] == 'S' && class[1] >= '1' && class[1] <= '4'
}

// product returns a product code with the leading zeros that a spreadsheet or
// a number column took off, and what was mended. level is the number of digits
// that the file states for the row, 0 for all products, −1 where it says
// nothing.
//
// In the Harmonized System the digits alone tell: codes have 2, 4 or 6 digits
// and no chapter 00 exists, so that an odd number of digits lacks exactly one
// zero. SITC codes have any number of digits, and only level tells.
func product(class, code string, level int) (fixed, repair string, err error) {
	switch upper := strings.ToUpper(code); {
	case code == "":
		return "", "", fmt.Errorf("is empty; a row states a product code or TOTAL")
	case upper == data.AllProducts:
		return data.AllProducts, "", nil
	case upper == "ALL" || data.ProductLevel(upper) > 0:
		return "", "", fmt.Errorf("%q is what one asks the database for, not a product code", code)
	}
	fixed, whole := cutWhole(code)
	if whole {
		repair = "product code written as a decimal number"
	}
	if len(fixed) > 12 || !isCode(fixed) {
		return "", "", fmt.Errorf("cannot read %q as a product code; write digits without points, as 854231", clip(code))
	}
	if !isDigits(fixed) {
		return fixed, repair, nil
	}
	zeros := 0
	switch {
	case isHS(class) && len(fixed)%2 == 1 && len(fixed) < 6:
		zeros = 1
	case isSITC(class) && level > len(fixed) && level <= 5:
		zeros = level - len(fixed)
	}
	if zeros > 0 {
		fixed, repair = strings.Repeat("0", zeros)+fixed, "leading zero of the product code restored"
	}
	switch {
	case isHS(class) && (len(fixed) < 2 || fixed[:2] == "00"):
		return "", "", fmt.Errorf("%q is no code of the Harmonized System, whose chapters are 01 to 99", code)
	case isHS(class) && level >= 2 && level <= 6 && len(fixed) < level:
		return "", "", fmt.Errorf("%q has %d digits, but the row is of level %d", code, len(code), level)
	}
	return fixed, repair, nil
}

// cutWhole takes a point and zeros off a code that a table of numbers gave
// them to, as 842.0.
func cutWhole(code string) (string, bool) {
	whole, frac, found := strings.Cut(code, ".")
	if found && isDigits(whole) && frac != "" && strings.Trim(frac, "0") == "" {
		return whole, true
	}
	return code, false
}

func isDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// isCode reports whether s is letters and digits, as 9999AA.
func isCode(s string) bool {
	for i := range len(s) {
		c := s[i]
		if !(c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z') {
			return false
		}
	}
	return s != ""
}

// clip shortens what an error quotes.
func clip(s string) string { return data.Clip(s, 40) }
