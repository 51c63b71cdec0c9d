package place_test

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"github.com/periplus-data/periplus/data/place"
)

// rows returns the header and the rows of one of the embedded tables.
func rows(t *testing.T, file string) (header []string, body [][]string) {
	t.Helper()
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if text := string(raw); !norm.NFC.IsNormalString(text) || strings.Contains(text, "\r") || !strings.HasSuffix(text, "\n") {
		t.Errorf("%s is not NFC with line feeds", file)
	}
	for line := range strings.Lines(string(raw)) {
		if strings.HasPrefix(line, "# ") {
			continue
		}
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		for _, cell := range cells {
			if cell != strings.TrimSpace(cell) {
				t.Errorf("%s: %q has blanks around it", file, cell)
			}
		}
		if header == nil {
			header = cells
			continue
		}
		if len(cells) != len(header) {
			t.Fatalf("%s: %q has %d cells, want %d", file, line, len(cells), len(header))
		}
		body = append(body, cells)
	}
	if !slices.IsSortedFunc(body, slices.Compare[[]string]) {
		t.Errorf("%s is not sorted", file)
	}
	for i := 1; i < len(body); i++ {
		if slices.Equal(body[i-1], body[i]) {
			t.Errorf("%s has %q twice", file, body[i])
		}
	}
	return header, body
}

// checkYears holds a pair of cells to be empty or years in order.
func checkYears(t *testing.T, file, from, to string) {
	t.Helper()
	a, errA := strconv.Atoi(from)
	b, errB := strconv.Atoi(to)
	if from != "" && errA != nil || to != "" && errB != nil || from != "" && to != "" && a > b {
		t.Errorf("%s: years %q to %q", file, from, to)
	}
}

func TestTables_Places(t *testing.T) {
	_, body := rows(t, "places.tsv")
	known := map[string]bool{}
	names := map[string]string{}
	for _, c := range body {
		known[c[0]] = true
		if other, ok := names[c[2]]; ok {
			t.Errorf("%s and %s are both called %s", other, c[0], c[2])
		}
		names[c[2]] = c[0]
	}
	kinds := []place.Kind{place.State, place.Territory, place.Former, place.Aggregate, place.World, place.Residual, place.NonState, place.Organisation, place.Unknown}
	for _, c := range body {
		checkYears(t, "places.tsv", c[3], c[4])
		if !slices.Contains(kinds, place.Kind(c[1])) {
			t.Errorf("%s is of kind %q", c[0], c[1])
		}
		if c[5] != "" && !slices.Contains(place.Regions(), c[5]) {
			t.Errorf("%s lies in %q", c[0], c[5])
		}
		if kind := place.Kind(c[1]); c[5] == "" && c[0] != "ATA" && (kind == place.State || kind == place.Territory) {
			t.Errorf("%s lies in no region", c[0])
		}
		next := strings.Fields(c[6])
		if !slices.IsSorted(next) || len(next) > 0 && (place.Kind(c[1]) != place.Former) {
			t.Errorf("successors of %s: %q", c[0], c[6])
		}
		for _, n := range next {
			if !known[n] || n == c[0] {
				t.Errorf("%s became %q", c[0], n)
			}
		}
		prefix, _, isProvider := strings.Cut(c[0], ":")
		if !isProvider && len(c[0]) != 3 || isProvider && !slices.Contains([]string{"Comtrade", "SIPRI", "WB"}, prefix) {
			t.Errorf("%q is not a code of ours", c[0])
		}
		if p, ok := place.Lookup(c[0]); !ok || p.Code != c[0] || p.Name != c[2] {
			t.Errorf("Lookup(%s) = %+v, %t", c[0], p, ok)
		}
	}
	n := 0
	for range place.All() {
		n++
	}
	if n != len(body) {
		t.Errorf("All yields %d places, want %d", n, len(body))
	}
}

func TestTables_References(t *testing.T) {
	systems := []string{""}
	for _, s := range place.Systems() {
		systems = append(systems, string(s))
	}
	for _, file := range []string{"codes.tsv", "names.tsv", "holds.tsv"} {
		_, body := rows(t, file)
		for _, c := range body {
			if !slices.Contains(systems, c[0]) || c[0] == "" && file != "names.tsv" {
				t.Errorf("%s: system %q", file, c[0])
			}
			if c[1] == "" {
				t.Errorf("%s: %q lacks a code or name", file, c)
			}
			if _, ok := place.Lookup(c[2]); !ok {
				t.Errorf("%s: there is no place %q", file, c[2])
			}
			checkYears(t, file, c[3], c[4])
			if file == "codes.tsv" && c[5] != "" && c[5] != "alias" {
				t.Errorf("%s: use %q", file, c[5])
			}
			if file == "holds.tsv" {
				if _, ok := place.Lookup(c[1]); !ok {
					t.Errorf("%s: there is no place %q", file, c[1])
				}
			}
		}
	}
}

// Where the years of two meanings of one code overlap, at most the year of the
// change is shared: a longer overlap could not be told apart.
func TestTables_Meanings(t *testing.T) {
	_, body := rows(t, "codes.tsv")
	for i, a := range body {
		for _, b := range body[i+1:] {
			if a[0] != b[0] || a[1] != b[1] {
				break
			}
			if a[1] == "A79" { // the reference table gives two groups one code
				continue
			}
			if first, last := overlap(a, b); first < last {
				t.Errorf("%s %s means %s and %s in %d–%d", a[0], a[1], a[2], b[2], first, last)
			}
		}
	}
}

func overlap(a, b []string) (first, last int) {
	year := func(cell string, open int) int {
		if cell == "" {
			return open
		}
		y, _ := strconv.Atoi(cell)
		return y
	}
	return max(year(a[3], 0), year(b[3], 0)), min(year(a[4], 9999), year(b[4], 9999))
}

// What In writes, Resolve reads back: every place, system and year.
func TestIn_RoundTrip(t *testing.T) {
	pairs := 0
	for p := range place.All() {
		for _, s := range place.Systems() {
			for year := 1816; year <= 2030; year++ {
				code, ok := p.In(s, year)
				if !ok {
					continue
				}
				pairs++
				back, err := place.Resolve(s, code, year)
				if err != nil || back.Code != p.Code {
					t.Fatalf("%s is %s in %s in %d, which is %s (%v)", p.Code, code, s, year, back.Code, err)
				}
				if !place.Valid(s, code, year) {
					t.Fatalf("%s of %s is not valid in %d", code, s, year)
				}
			}
		}
	}
	if pairs < 300000 {
		t.Errorf("only %d pairs were tried", pairs)
	}
	// Every place that has an ISO code is found by it without a year.
	for p := range place.All() {
		if len(p.Code) != 3 {
			continue
		}
		if got, err := place.Resolve(place.ISO3, p.Code, 0); err != nil || got.Code != p.Code {
			t.Errorf("Resolve(ISO3, %s, 0) = %s, %v", p.Code, got.Code, err)
		}
	}
}

func TestIn(t *testing.T) {
	for _, c := range []struct {
		code   string
		system place.System
		year   int
		want   string
	}{
		{"USA", place.Comtrade, 2022, "842"},
		{"USA", place.Comtrade, 1975, "841"},
		{"USA", place.Comtrade, 0, "842"},
		{"USA", place.M49, 2022, "840"},
		{"NAM", place.ISO2, 2022, "NA"},
		{"AFG", place.M49, 2022, "004"},
		{"AFG", place.Comtrade, 2022, "4"},
		{"VNM", place.SIPRI, 2022, "VN"},
		{"VNM", place.COW, 2022, "816"},
		{"VNM", place.COW, 1970, ""},
		{"SUN", place.SIPRI, 0, "USR"},
		{"SUN", place.Comtrade, 0, "810"},
		{"SUN", place.ISO3, 2005, ""},
		{"Comtrade:490", place.Comtrade, 2022, "490"},
		{"Comtrade:490", place.ISO3, 2022, ""},
		{"COD", place.ISO3, 1980, "COD"},
		{"ROU", place.WorldBank, 2009, "ROU"},
		{"WLD", place.Comtrade, 2009, "0"},
	} {
		p, _ := place.Lookup(c.code)
		if got, ok := p.In(c.system, c.year); got != c.want || ok != (c.want != "") {
			t.Errorf("%s.In(%s, %d) = %q, %t; want %q", c.code, c.system, c.year, got, ok, c.want)
		}
	}
}

// Each name in the table is found, as it is and in capitals, and means one
// place in each of its years.
func TestNamed_Table(t *testing.T) {
	_, body := rows(t, "names.tsv")
	for _, c := range body {
		year := 0
		for _, cell := range c[3:5] {
			if y, err := strconv.Atoi(cell); err == nil {
				year = y
			}
		}
		for _, name := range []string{c[1], strings.ToUpper(c[1]), " " + norm.NFD.String(c[1])} {
			if got, err := place.Named(place.System(c[0]), name, year); err != nil || got.Code != c[2] {
				t.Errorf("Named(%s, %q, %d) = %s, %v; want %s", c[0], name, year, got.Code, err, c[2])
			}
		}
	}
}
