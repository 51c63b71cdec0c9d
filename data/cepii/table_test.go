package cepii

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
)

func openMade(t testing.TB, name string) *file.File {
	t.Helper()
	text, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return open(t, name, string(text))
}

// rowsText writes a table with one line a row.
func rowsText(table data.Table) string {
	var b strings.Builder
	for _, c := range table.Columns {
		b.WriteString(c.Name + "|")
	}
	for _, row := range table.Rows {
		b.WriteString("\n" + strings.Join(row, "|"))
	}
	return b.String()
}

// The expected tables were written by hand from the files in testdata.
func TestReadTable(t *testing.T) {
	for _, c := range []struct {
		file, token string
		o           TableOptions
		want        string
		warnings    string
		repaired    int
	}{
		{file: "country_codes_V202301.csv", token: TokenCountries, want: `place|code|name|name_full|iso2|iso3|
CIV|384|Côte d'Ivoire|Côte d'Ivoire|CI|CIV
Comtrade:490|490|Other Asia, nes|Other Asia, not elsewhere specified||
NAM|516|Namibia|Namibia|NA|NAM`},
		{file: "country_codes_V202501.csv", token: TokenCountries, want: `place|code|name|iso2|iso3|
CIV|384|Côte d'Ivoire|CI|CIV
Comtrade:490|490|Other Asia, nes||
NAM|516|Namibia|NA|NAM`},
		{file: "product_codes_HS17_V202501.csv", token: TokenProducts, repaired: 1, want: `code|description|
010121|Horses: live
854231|Processors
9999AA|Commodities, not specified`},
		{file: "dist_cepii.csv", token: TokenDist, want: `origin|destination|iso_o|iso_d|contig|comlang_off|dist|distcap|distw|
ROU|COD|ROM|ZAR|0|0|5400.5|5400.5|
VNM|NAM|VNM|NAM|0|0|9000|9000.25|9100`},
		{file: "dist_cepii.csv", token: TokenDist, o: TableOptions{Columns: []string{"distcap"}}, want: `origin|destination|distcap|
ROU|COD|5400.5
VNM|NAM|9000.25`},
		{file: "geo_cepii.csv", token: TokenGeo, o: TableOptions{Columns: []string{"iso2", "pays", "city_en", "lat", "colonizer1"}},
			warnings: "geo_cepii.csv: 1 country has a row for each of two cities (BRA); select maincity = 1 for the city of dist, or cap = 1 for the capital",
			want: `place|iso2|pays|city_en|lat|colonizer1|
BRA|BR|Brésil|São Paulo|-23.5|PRT
BRA|BR|Brésil|Brasilia|-15.78|PRT
NAM|NA|Namibie|Windhoek|-22.5|`},
		{file: "Gravity_V202211.csv", token: TokenGravity,
			warnings: "Gravity_V202211.csv: the column mood is none that CEPII documents; it is kept as text; " +
				`Gravity_V202211.csv:4: no place is known for the code "XYZ", so that its cell is empty in each of its rows`,
			want: `origin|destination|year|country_id_o|country_id_d|iso3_o|iso3_d|country_exists_o|contig|distw_harmonic|pop_o|gdp_d|eu_o|tradeflow_baci|mood|
DEU|VNM|1990|DEU.1|VNM|DEU|VNM|1|0|9500.5|63254|6471740|1||good
DEU|VNM|2019|DEU.2|VNM|DEU|VNM|1|0|9500.5|83133|334365000|1|4512345.678|bad
|VNM|2020|XYZ|VNM|XYZ|VNM|0|||||||`},
		{file: "Gravity_V202211.csv", token: TokenGravity, o: TableOptions{Columns: []string{"year", "tradeflow_baci"}, Years: data.Period{Start: data.Date{Year: 2000}, End: data.Date{Year: 2019}}},
			want: `origin|destination|year|tradeflow_baci|
DEU|VNM|2019|4512345.678`},
		{file: "Countries_V202211.csv", token: TokenGravityCountries, want: `place|country_id|iso3|iso3num|countrygroup_iso3|country|countrylong|first_year|last_year|
DEU|DEU.1|DEU|276||Germany|Federal Republic of Germany|1948|1990
SUN|SUN|SUN|810||USSR|Union of Soviet Socialist Republics|1948|1991`},
	} {
		f := openMade(t, c.file)
		if token, ok := Recognize(f); !ok || token != c.token {
			t.Errorf("%s is recognised as %q", c.file, token)
		}
		r, err := ReadTable(f, c.o)
		if err != nil {
			t.Errorf("%s: %v", c.file, err)
			continue
		}
		table, err := r.Table()
		if err != nil {
			t.Errorf("%s: %v", c.file, err)
			continue
		}
		if got := rowsText(table); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.file, got, c.want)
		}
		var warnings []string
		for _, w := range r.Warnings {
			warnings = append(warnings, w.Error())
		}
		if got := strings.Join(warnings, "; "); got != c.warnings || r.Account.Check() != nil || r.Account.Repaired.Count() != c.repaired {
			t.Errorf("%s: warnings %s\naccount %+v", c.file, got, r.Account)
		}
	}
}

// Each column that holds a number says in which unit.
func TestFormats_Columns(t *testing.T) {
	for _, f := range formats() {
		seen := map[string]bool{}
		for _, s := range f.columns {
			if s.meaning == "" || !strings.HasSuffix(s.meaning, ".") || seen[s.name] {
				t.Errorf("%s: column %s: %q", f.token, s.name, s.meaning)
			}
			seen[s.name] = true
		}
		if _, ok := MissingTables[f.token]; !ok {
			t.Errorf("%s: no missing marks", f.token)
		}
	}
	population, ok := gravityFormat.spec("pop_d")
	if !ok || population.meaning != "Population of the destination in thousands." {
		t.Errorf("pop_d: %+v", population)
	}
}

// Lines and columns were counted by hand.
func TestReadTable_BadInput(t *testing.T) {
	const dist = "iso_o;iso_d;dist;distcap;distw\nABW;AFG;1;2;.\n"
	for _, c := range []struct{ text, want string }{
		{dist + "ABW;AGO;1,5;2;3\n", `b.csv:3:9: dist: cannot read "1,5" as a number; write plain digits with a point, as 1234.5`},
		{dist + "ABW;AGO;1;NaN;3\n", `b.csv:3:11: distcap: cannot read "NaN" as a number; write plain digits with a point, as 1234.5`},
		{dist + "ABW;AGO;1;2\n", "b.csv:3: the row has 4 cells and the header 5; the row is cut off, or the file is not one table"},
		{dist + "ABW;.;1;2;3\n", "b.csv:3:5: iso_d: the code of the country is missing"},
		{dist + "ABW;AFG;1;2;3\n", "b.csv:3:5: iso_d: ABW, AFG is on line 2 already; remove one"},
		{"code,description\n010121,Horses\n0101,Horses\n", `b.csv:3:1: code: "0101" is no product code; BACI has six digits, or five where the leading zero was lost`},
		{"year,iso3_o,iso3_d,country_id_o\n2020,VNM,FRA,VNM\n20,VNM,FRA,VNM\n", `b.csv:3:1: year: cannot read "20" as a year; write four digits, as 2020`},
		{"year,iso3_o,iso3_d,gatt_o\n2020,VNM,FRA,0.5\n", `b.csv:2:14: gatt_o: cannot read "0.5" as a whole number`},
	} {
		r, err := Open(open(t, "b.csv", c.text), data.ReadOptions{})
		if err == nil {
			_, err = r.Table()
		}
		if err == nil || err.Error() != c.want {
			t.Errorf("%q:\ngot  %v\nwant %s", c.text, err, c.want)
			continue
		}
		r, _ = Open(open(t, "b.csv", c.text), data.ReadOptions{KeepGoing: true})
		if _, err := r.Table(); err != nil || len(r.Account.Rejects) != 1 || r.Account.Check() != nil {
			t.Errorf("keep going: %v, %+v", err, r.Account)
		}
	}
	for text, want := range map[string]string{
		"a,b\n1,2\n": "b.csv: this is no file of CEPII that periplus knows: BACI, its lists of countries and products, dist_cepii, geo_cepii or Gravity",
		"iso_o,iso_d,dist,distcap,dist\nABW,AFG,1,2,3\n": "b.csv:1: the column dist is there twice",
	} {
		if _, err := Open(open(t, "b.csv", text), data.ReadOptions{}); err == nil || err.Error() != want {
			t.Errorf("%q: %v", text, err)
		}
	}
	if _, err := ReadTable(openMade(t, "dist_cepii.csv"), TableOptions{Columns: []string{"distkap"}}); err == nil || err.Error() != `dist_cepii.csv has no column "distkap" (did you mean "distcap"?)` {
		t.Errorf("unknown column: %v", err)
	}
}

// A panel of other origin that has codes of pairs is not taken for Gravity.
func TestRecognize_NotOurs(t *testing.T) {
	for _, text := range []string{"year,iso3_o,iso3_d,trade\n2020,VNM,FRA,1\n", "code,description\nA1,b\n", "t,i,j\n1,2,3\n", "iso3,name\nVNM,Viet Nam\n"} {
		if token, ok := Recognize(open(t, "b.csv", text)); ok {
			t.Errorf("%q is taken for %s", text, token)
		}
	}
}

func TestReadCountries(t *testing.T) {
	for _, name := range []string{"country_codes_V202301.csv", "country_codes_V202501.csv"} {
		countries, err := ReadCountries(openMade(t, name))
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(countries[2]); len(countries) != 3 || !strings.HasPrefix(got, "{NAM 516 Namibia") || countries[2].ISO2 != "NA" || countries[1].ISO3 != "" {
			t.Errorf("%s: %v", name, countries)
		}
	}
	products, err := ReadProducts(openMade(t, "product_codes_HS17_V202501.csv"))
	if err != nil || len(products) != 3 || products[0] != (Product{"010121", "Horses: live"}) {
		t.Errorf("products %v, %v", products, err)
	}
}
