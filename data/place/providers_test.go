package place_test

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"

	"github.com/periplus-data/periplus/data/place"
	"github.com/periplus-data/periplus/internal/shareddata"
)

// sheet reads a real file as rows of cells; what is not UTF-8 is CP1252.
func sheet(t *testing.T, name string, comma rune) [][]string {
	t.Helper()
	raw, err := os.ReadFile(shareddata.Path(t, name))
	if err != nil {
		t.Fatal(err)
	}
	text := strings.TrimPrefix(string(raw), "\ufeff")
	if strings.ToValidUTF8(text, "") != text {
		if text, err = charmap.Windows1252.NewDecoder().String(text); err != nil {
			t.Fatal(err)
		}
	}
	reader := csv.NewReader(strings.NewReader(text))
	reader.Comma, reader.FieldsPerRecord, reader.LazyQuotes = comma, -1, true
	var all [][]string
	for {
		row, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, row)
	}
}

// column yields the cells below a header, found by its name in the first row
// that has it.
func column(t *testing.T, rows [][]string, header string) []string {
	t.Helper()
	for i, row := range rows {
		if at := slices.Index(row, header); at >= 0 {
			var cells []string
			for _, r := range rows[i+1:] {
				if at < len(r) {
					cells = append(cells, r[at])
				}
			}
			return cells
		}
	}
	t.Fatalf("no column %q", header)
	return nil
}

// resolveAll resolves each code and reports how many there were.
func resolveAll(t *testing.T, s place.System, codes []string, year int) map[string]string {
	t.Helper()
	found := map[string]string{}
	for _, code := range codes {
		if _, seen := found[code]; seen {
			continue
		}
		p, err := place.Resolve(s, code, year)
		if err != nil {
			t.Error(err)
		}
		found[code] = p.Code
	}
	return found
}

func nameAll(t *testing.T, s place.System, names []string, year int) map[string]string {
	t.Helper()
	found := map[string]string{}
	for _, name := range names {
		if _, seen := found[name]; seen {
			continue
		}
		p, err := place.Named(s, name, year)
		if err != nil {
			t.Error(err)
		}
		if p.Note == "not in the list of SIPRI's codes" {
			t.Errorf("%q is not in the table of names", name)
		}
		found[name] = p.Code
	}
	return found
}

func TestProviders_SIPRICodes(t *testing.T) {
	rows := sheet(t, "sipri/sipri_country_codes.csv", ',')
	for _, row := range rows[1:] {
		want, err := place.Named(place.SIPRI, row[1], 0)
		if err != nil {
			t.Error(err)
		}
		if row[0] == "" {
			continue // "All"
		}
		if got, err := place.Resolve(place.SIPRI, row[0], 0); err != nil || got.Code != want.Code {
			t.Errorf("SIPRI's code %s is %s, its name %q is %s (%v)", row[0], got.Code, row[1], want.Code, err)
		}
		if marked := strings.HasSuffix(row[1], "*"); marked != (want.Kind == place.NonState && want.Code != "SIPRI:BIA" && want.Code != "SIPRI:KAT" && want.Code != "SIPRI:NCY" || want.Kind == place.Organisation && want.Code != "SIPRI:EUR") {
			t.Errorf("%q is of kind %s", row[1], want.Kind)
		}
	}
}

func TestProviders_SIPRITables(t *testing.T) {
	classic := sheet(t, "sipri/register_old_all_1950-2024_gen2024-10-13_cp1252.csv", ',')
	var names []string
	for _, row := range classic {
		if len(row) >= 13 && row[0] != "Recipient" { // continuations of a broken record are shorter
			names = append(names, row[0], row[1])
		}
	}
	current := sheet(t, "sipri/register_new_all_2000-2030_gen2025-01-03.csv", ',')
	names = append(names, column(t, current, "Supplier")...)
	names = append(names, column(t, current, "Recipient")...)
	for _, file := range []string{"tiv_new_exports_by_supplier_1950-2024_gen2024-10-13.csv", "tiv_new_imports_by_recipient_1950-2024_gen2024-10-13.csv", "tiv_old_exports_by_supplier_1950-2022.csv", "tiv_old_imports_by_recipient_1950-2022.csv"} {
		rows := sheet(t, "sipri/"+file, ',')
		for i, row := range rows {
			if len(row) > 20 && (row[1] == "1950" || strings.HasPrefix(row[0], "Exports by")) {
				for _, r := range rows[i+1:] {
					if r[0] != "" {
						names = append(names, r[0])
					}
				}
				break
			}
		}
	}
	found := nameAll(t, place.SIPRI, names, 0)
	if len(found) < 220 {
		t.Errorf("only %d names were read", len(found))
	}
	// No two names of one table are one place, but for North Yemen, which SIPRI
	// lists twice, and the world's total.
	back := map[string][]string{}
	for name, code := range found {
		back[code] = append(back[code], name)
	}
	for code, names := range back {
		slices.Sort(names)
		if len(names) > 1 && code != "Comtrade:886" && code != "WLD" {
			t.Errorf("%s has the names %q", code, names)
		}
	}
}

func TestProviders_Comtrade(t *testing.T) {
	for _, file := range []struct{ name, code, label, letters string }{
		{"comtrade/ref_partner.csv", "PartnerCode", "PartnerDesc", "PartnerCodeIsoAlpha3"},
		{"comtrade/ref_reporter.csv", "reporterCode", "reporterDesc", "reporterCodeIsoAlpha3"},
	} {
		rows := sheet(t, file.name, ',')
		labels, letters := column(t, rows, file.label), column(t, rows, file.letters)
		starts, ends := column(t, rows, "entryEffectiveDate"), column(t, rows, "entryExpiredDate")
		for i, code := range column(t, rows, file.code) {
			year := inside(starts[i], ends[i])
			p, err := place.Resolve(place.Comtrade, code, year)
			if err != nil {
				t.Error(err)
			}
			if named, err := place.Named(place.Comtrade, labels[i], year); err != nil || named.Code != p.Code {
				t.Errorf("%s %s is %s, its name %q is %s (%v)", file.name, code, p.Code, labels[i], named.Code, err)
			}
			byLetters, err := place.Resolve(place.Comtrade, letters[i], year)
			if strings.TrimSpace(letters[i]) == "A79" {
				if !errors.Is(err, place.ErrAmbiguous) {
					t.Errorf("A79 stands for two groups: %v", err)
				}
			} else if err != nil || byLetters.Code != p.Code {
				t.Errorf("%s %s is %s, its letters %q are %s (%v)", file.name, code, p.Code, letters[i], byLetters.Code, err)
			}
		}
	}
	thai := sheet(t, "comtrade/new47_thailand_8542_2014-2024_TradeData.csv", ',')
	resolveAll(t, place.Comtrade, column(t, thai, "partnerCode"), 2020)
	resolveAll(t, place.Comtrade, column(t, thai, "partnerISO"), 2020)
	nameAll(t, place.Comtrade, column(t, thai, "partnerDesc"), 2020)
	classic := sheet(t, "comtrade/classic12_us_china_2017_hs2_crlf.csv", ',')
	resolveAll(t, place.Comtrade, column(t, classic, "Reporter Code"), 2017)
	nameAll(t, place.Comtrade, column(t, classic, "Reporter"), 2017)
	wood := sheet(t, "comtrade/comtradr_eu_wood_imports_from_VNM_RUS_CHN_USA_2018-2022.csv", ',')
	resolveAll(t, place.Comtrade, column(t, wood, "reporter_iso"), 2020)
	nameAll(t, place.Comtrade, column(t, wood, "reporter_desc"), 2020)
}

// inside returns a year between two dates of the reference tables.
func inside(start, end string) int {
	from, _ := strconv.Atoi(start[:4])
	if end == "" {
		return max(from, 2020)
	}
	to, _ := strconv.Atoi(end[:4])
	return max(from, to-1)
}

func TestProviders_CEPII(t *testing.T) {
	baci := sheet(t, "cepii/baci_country_codes_V202301.csv", ',')
	full, iso3 := column(t, baci, "country_name_full"), column(t, baci, "iso_3digit_alpha")
	short := column(t, baci, "country_name_abbreviation")
	for i, code := range column(t, baci, "country_code") {
		year := 2020 // or one well within the time of a code that ended
		for !place.Valid(place.BACI, code, year+1) {
			year--
		}
		p, err := place.Resolve(place.BACI, code, year)
		if err != nil {
			t.Error(err)
		}
		for _, name := range []string{full[i], short[i]} {
			if named, err := place.Named(place.BACI, name, year); err != nil || named.Code != p.Code {
				t.Errorf("BACI %s is %s, its name %q is %s (%v)", code, p.Code, name, named.Code, err)
			}
		}
		if iso3[i] == "N/A" {
			continue
		}
		if letters, err := place.Resolve(place.BACI, iso3[i], year); err != nil || letters.Code != p.Code {
			t.Errorf("BACI %s is %s, its letters %s are %s (%v)", code, p.Code, iso3[i], letters.Code, err)
		}
	}
	flows := sheet(t, "cepii/baci_FUZZED_HS92_Y2020_V202501.csv", ',')
	resolveAll(t, place.BACI, column(t, flows, "i"), 2020)
	resolveAll(t, place.BACI, column(t, flows, "j"), 2020)
	geo := sheet(t, "cepii/geo_cepii.csv", ';')
	resolveAll(t, place.CEPII, column(t, geo, "iso3"), 0)
	nameAll(t, place.CEPII, column(t, geo, "country"), 0)
	dist := sheet(t, "cepii/dist_cepii_crlf.csv", ';')
	if n := len(resolveAll(t, place.CEPII, column(t, dist, "iso_o"), 0)); n != 224 {
		t.Errorf("dist_cepii has %d codes, want the 224 that CEPII documents", n)
	}
	resolveAll(t, place.CEPII, column(t, dist, "iso_d"), 0)
}

func TestProviders_WorldBank(t *testing.T) {
	wdi := sheet(t, "worldbank/wdi_API_NE.TRD.GNFS.ZS_DS2_en_csv_v2_101.csv", ',')
	names := column(t, wdi, "Country Name")
	for i, code := range column(t, wdi, "Country Code") {
		p, err := place.Resolve(place.WorldBank, code, 0)
		if err != nil {
			t.Error(err)
		}
		if named, err := place.Named(place.WorldBank, names[i], 0); err != nil || named.Code != p.Code {
			t.Errorf("WDI %s is %s, its name %q is %s (%v)", code, p.Code, names[i], named.Code, err)
		}
	}
	wits := sheet(t, "worldbank/wits_bilateral_total_2009_semicolon.csv", ';')
	for _, side := range []string{"Reporter", "Partner"} {
		labels := column(t, wits, side+"Name")
		for i, code := range column(t, wits, side+"ISO3") {
			p, err := place.Resolve(place.WorldBank, code, 2009)
			if err != nil {
				t.Fatal(err)
			}
			if named, err := place.Named(place.WorldBank, labels[i], 2009); err != nil || named.Code != p.Code {
				t.Fatalf("WITS %s is %s, its name %q is %s (%v)", code, p.Code, labels[i], named.Code, err)
			}
		}
	}
}

func TestProviders_Others(t *testing.T) {
	for _, file := range []string{"nso_ex04_2022_partner_summary_rows.csv", "nso_im05_2022_partner_summary_rows.csv"} {
		nameAll(t, place.NSO, column(t, sheet(t, "vietnam/"+file, ','), "Names"), 2022)
	}
	m49 := sheet(t, "geo/unsd_m49_en.csv", ',')
	letters := column(t, m49, "ISO-alpha3 Code")
	alpha2 := column(t, m49, "ISO-alpha2 Code")
	names := column(t, m49, "Country or Area")
	for i, code := range column(t, m49, "M49 Code") {
		p, err := place.Resolve(place.M49, code, 0)
		if letters[i] == "" {
			continue // Sark and the like
		}
		if err != nil || p.Code != letters[i] {
			t.Errorf("M49 %s is %s (%v), want %s", code, p.Code, err, letters[i])
		}
		if two, ok := p.In(place.ISO2, 0); !ok || two != alpha2[i] {
			t.Errorf("%s is %q in ISO2, want %q", p.Code, two, alpha2[i])
		}
		if named, err := place.Named("", names[i], 0); err != nil || named.Code != p.Code {
			t.Errorf("%q is %s (%v), want %s", names[i], named.Code, err, p.Code)
		}
	}
	raw, err := os.ReadFile(shareddata.Path(t, "geo/world-atlas_countries-110m.topojson"))
	if err != nil {
		t.Fatal(err)
	}
	var world struct {
		Objects struct {
			Countries struct {
				Geometries []struct{ ID string }
			}
		}
	}
	if err := json.Unmarshal(raw, &world); err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, g := range world.Objects.Countries.Geometries {
		if g.ID != "" && g.ID != "-99" {
			ids = append(ids, g.ID)
		}
	}
	if n := len(resolveAll(t, place.M49, ids, 0)); n < 170 {
		t.Errorf("the borders have %d ids", n)
	}
}

// The codes of another collection, countrycode 0.6.0; see testdata/ref/README.md.
func TestCodes_Countrycode(t *testing.T) {
	raw, err := os.ReadFile("testdata/ref/codes_countrycode.csv")
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(string(raw))).ReadAll()
	if err != nil || len(rows) < 240 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	systems := []place.System{place.ISO3, place.ISO2, place.M49, place.COW, place.COW, place.WorldBank}
	for _, row := range rows[1:] {
		for i, code := range row {
			if code == "" {
				continue
			}
			if p, err := place.Resolve(systems[i], code, 2016); err != nil || p.Code != row[0] {
				t.Errorf("%s %s is %s (%v), want %s", systems[i], code, p.Code, err, row[0])
			}
		}
	}
}
