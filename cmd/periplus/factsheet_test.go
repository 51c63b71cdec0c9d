package main

import (
	"encoding/csv"
	"strconv"
	"strings"
	"testing"

	"github.com/periplus-data/periplus/internal/shareddata"
)

// lineWith returns the line of a text that begins with these words, blanks
// taken as one.
func lineWith(text, begin string) string {
	for line := range strings.Lines(text) {
		if line = strings.Join(strings.Fields(line), " "); strings.HasPrefix(line, begin) {
			return line
		}
	}
	return ""
}

// Both sheets as SIPRI published them in March 2023 and March 2024, line by line
// as a user sees them; analysis/factsheet holds the rest of their numbers.
func TestFactsheet_AsPublished(t *testing.T) {
	old := []string{"factsheet", "--end", "2022", "--data", shareddata.Path(t, "sipri/tiv_old_exports_by_supplier_1950-2022.csv"),
		"--data", shareddata.Path(t, "sipri/tiv_old_imports_by_recipient_1950-2022.csv")}
	register := []string{"factsheet", "--end", "2023", "--data", shareddata.Path(t, "sipri/register_new_all_2000-2030_gen2025-01-03.csv")}
	for _, test := range []struct {
		args  []string
		lines []string
	}{
		{old, []string{"volume, million TIV 138,189 145,577 −5.1", "states that exported 63", "states that imported 167",
			"1 United States 55,497 48,614 40 33 +14", "2 Russia 22,381 32,327 16 22 −31", "3 France 14,862 10,308 11 7.1 +44", "3 Qatar 8,884 2,161 6.4 1.5 +311",
			"Based on SIPRI Arms Transfers Database (generated 2023-12-11 and 2023-12-19); calculations by the"}},
		{register, []string{"volume, million TIV 139,978 144,740 −3.3",
			"3 Russia 14,760 11 21 −53 India 34, China 21, Egypt 7.5", "1 India 13,754 9.8 9.1 +4.7 Russia 36, France 33, United States 13", "3 Europe 29,991 15,441 21 11 +94",
			"Based on SIPRI Arms Transfers Database (generated 2025-01-03); calculations by the author, not SIPRI"}},
		{append(register, "--recipient", "VNM"), []string{"volume, million TIV 588 4,406", "1 Russia 304 3,338 52 76 −91"}},
	} {
		s := newSession("", false)
		s.run(t, exitDone, test.args...)
		for _, want := range test.lines {
			if lineWith(s.out.String(), want) == "" {
				t.Errorf("%v: no line that begins %q", test.args[3:], want)
			}
		}
	}
}

// In a classic register about 40% of what Viet Nam received in 2019–23 is from
// deals that straddle the edge of the window, and nothing of 1995–2023, since
// no deal of Viet Nam crosses the end of 1994 or of 2023.
func TestFactsheet_ClassicRegister(t *testing.T) {
	file := shareddata.Path(t, "sipri/register_old_all_1950-2024_gen2024-10-13_cp1252.csv")
	for _, test := range []struct {
		window    string
		low, high float64 // estimate in percent of the value
	}{{"5", 0.35, 0.45}, {"29", 0, 0}} {
		s := newSession("", false)
		s.run(t, exitDone, "factsheet", "--data", file, "--end", "2023", "--window", test.window, "--recipient", "VNM", "--format", "csv")
		rows, err := csv.NewReader(strings.NewReader(s.out.String())).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		value, estimate := number(t, rows[1][7]), number(t, rows[1][13])
		if share := estimate / value; rows[1][0] != "totals" || share < test.low || share > test.high {
			t.Errorf("window %s: %v of %v is an estimate", test.window, estimate, value)
		}
	}
}

func number(t *testing.T, cell string) float64 {
	t.Helper()
	if cell == "" {
		return 0
	}
	x, err := strconv.ParseFloat(cell, 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
}
