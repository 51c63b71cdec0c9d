package cepii

import (
	"context"
	"encoding/csv"
	"fmt"
	"os"
	"testing"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
	"github.com/periplus-data/periplus/internal/shareddata"
)

// real opens a real file.
func real(t testing.TB, name string) *file.File {
	t.Helper()
	f, err := file.Open(shareddata.Path(t, "cepii/"+name), file.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// reference returns figures that pandas computed, see testdata/ref.
func reference(t testing.TB) map[string]string {
	t.Helper()
	f, err := os.Open("testdata/ref/reference.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, row := range rows[1:] {
		out[row[0]] = row[1]
	}
	return out
}

// same reports whether two texts are the same number.
func same(t testing.TB, got data.Number, want string) bool {
	t.Helper()
	d, err := data.ParseDecimal(want)
	if err != nil {
		t.Fatal(err)
	}
	return got.Equal(d.Number())
}

func TestReal_BACI(t *testing.T) {
	want := reference(t)
	f := real(t, "baci_FUZZED_HS92_Y2020_V202501.csv")
	reading, err := OpenBACI(f, BACIOptions{})
	if err != nil {
		t.Fatal(err)
	}
	p, err := reading.Panel()
	if err != nil {
		t.Fatal(err)
	}
	var quantity data.Total
	without := 0
	for _, f := range p.Flows {
		quantity.Add(f.Quantity)
		if !f.Quantity.IsSet() {
			without++
		}
	}
	check := func(name, got string) {
		t.Helper()
		if got != want[name] {
			t.Errorf("%s is %s, pandas has %s", name, got, want[name])
		}
	}
	check("baci rows", fmt.Sprint(len(p.Flows)))
	check("baci without quantity", fmt.Sprint(without))
	check("baci short codes", fmt.Sprint(p.Account.Repaired.Count()))
	if !same(t, quantity.Number(), want["baci quantity"]) {
		t.Errorf("quantity %s", quantity.Number())
	}
	if d := p.Release; d.Closed || d.Coverage.String() != "2020" || d.ID != "cepii-baci-h0-202501" || len(p.Warnings) != 0 {
		t.Errorf("release %+v, warnings %v", d, p.Warnings)
	}
	stream, err := NewRecord(f, BACIOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for name, record := range map[string]data.Record{"panel": p, "stream": stream} {
		for figure, where := range map[string]data.Selection{
			"baci value":                     {},
			"baci value of China":            {Reporters: []string{"CHN"}},
			"baci value of China to Germany": {Reporters: []string{"CHN"}, Partners: []string{"DEU"}},
			"baci value of that code":        {Products: []string{want["baci most frequent code"]}},
		} {
			groups, err := record.Groups(context.Background(), data.Query{Where: where})
			if err != nil || len(groups) != 1 || !same(t, groups[0].Value, want[figure]) {
				t.Errorf("%s: %s is %v (%v), pandas has %s", name, figure, groups, err, want[figure])
			}
		}
	}
}

// column returns the cells of a column.
func column(t testing.TB, table data.Table, name string) []string {
	t.Helper()
	for i, c := range table.Columns {
		if c.Name == name {
			var out []string
			for _, row := range table.Rows {
				out = append(out, row[i])
			}
			return out
		}
	}
	t.Fatalf("no column %s", name)
	return nil
}

func TestReal_Tables(t *testing.T) {
	want := reference(t)
	for prefix, c := range map[string]struct {
		file, token string
		columns     []string
		warning     string
	}{
		"dist": {"dist_cepii_crlf.csv", TokenDist, []string{"dist", "distcap", "distw", "distwces", "contig", "comlang_off", "comlang_ethno", "colony", "comcol", "curcol", "col45", "smctry"}, ""},
		"geo": {"geo_cepii.csv", TokenGeo, []string{"area", "dis_int", "lat", "lon", "landlocked", "cap", "maincity", "citynum"},
			": 13 countries have a row for each of two cities (AUS, BEN, BOL, BRA, CAN, CIV, DEU, KAZ, NGA, TUR, TZA, USA, ZAF); select maincity = 1 for the city of dist, or cap = 1 for the capital"},
		"countries": {"baci_country_codes_V202301.csv", TokenCountries, nil, ""},
		"products":  {"baci_product_codes_HS92_V202301.csv", TokenProducts, nil, ""},
	} {
		f := real(t, c.file)
		if token, ok := Recognize(f); !ok || token != c.token {
			t.Errorf("%s is recognised as %q", c.file, token)
		}
		r, err := Open(f, data.ReadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		table, err := r.Table()
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(len(table.Rows)); got != want[prefix+" rows"] || r.Account.Check() != nil {
			t.Errorf("%s has %s rows, pandas %s; %v", c.file, got, want[prefix+" rows"], r.Account.Check())
		}
		for _, name := range c.columns {
			var total data.Total
			known := 0
			for _, cell := range column(t, table, name) {
				d, err := data.ParseDecimal(cell)
				if err != nil {
					t.Fatal(err)
				}
				total.Add(d)
				if d.IsSet() {
					known++
				}
			}
			if fmt.Sprint(known) != want[prefix+" "+name+" known"] || !same(t, total.Number(), want[prefix+" "+name+" sum"]) {
				t.Errorf("%s %s: %d known, sum %s; pandas has %s and %s", prefix, name, known, total.Number(), want[prefix+" "+name+" known"], want[prefix+" "+name+" sum"])
			}
		}
		switch {
		case c.warning == "" && len(r.Warnings) > 0:
			t.Errorf("%s: warnings %v", c.file, r.Warnings)
		case c.warning != "" && (len(r.Warnings) != 1 || r.Warnings[0].Error() != f.Name+c.warning):
			t.Errorf("%s: warnings %v", c.file, r.Warnings)
		}
	}
}

// Every code of CEPII is a place, the old ones too.
func TestReal_Places(t *testing.T) {
	for _, c := range []struct{ file, of, place, code, want string }{
		{"geo_cepii.csv", "iso3", "place", "ROM", "ROU"},
		{"geo_cepii.csv", "iso3", "place", "ZAR", "COD"},
		{"geo_cepii.csv", "iso3", "place", "YUG", "SCG"},
		{"geo_cepii.csv", "iso3", "place", "TMP", "TLS"},
		{"geo_cepii.csv", "iso3", "place", "PAL", "PSE"},
		{"dist_cepii_crlf.csv", "iso_d", "destination", "NAM", "NAM"},
		{"baci_country_codes_V202301.csv", "code", "place", "842", "USA"},
		{"baci_country_codes_V202301.csv", "code", "place", "490", "Comtrade:490"},
		{"baci_country_codes_V202301.csv", "code", "place", "278", "DDR"},
	} {
		r, err := Open(real(t, c.file), data.ReadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		table, err := r.Table()
		if err != nil {
			t.Fatal(err)
		}
		codes, places := column(t, table, c.of), column(t, table, c.place)
		found := false
		for i, code := range codes {
			if places[i] == "" {
				t.Errorf("%s: %s is no place", c.file, code)
			}
			if code == c.code {
				found = true
				if places[i] != c.want {
					t.Errorf("%s: %s is %s, want %s", c.file, code, places[i], c.want)
				}
			}
		}
		if !found {
			t.Errorf("%s has no %s", c.file, c.code)
		}
	}
}
