package sipri_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
	"github.com/periplus-data/periplus/data/sipri"
	"github.com/periplus-data/periplus/internal/shareddata"
)

const (
	classicRegister = "sipri/register_old_all_1950-2024_gen2024-10-13_cp1252.csv"
	newRegister     = "sipri/register_new_all_2000-2030_gen2025-01-03.csv"
	newImports      = "sipri/tiv_new_imports_by_recipient_1950-2024_gen2024-10-13.csv"
	newExports      = "sipri/tiv_new_exports_by_supplier_1950-2024_gen2024-10-13.csv"
	oldImports      = "sipri/tiv_old_imports_by_recipient_1950-2022.csv"
	oldExports      = "sipri/tiv_old_exports_by_supplier_1950-2022.csv"
	oldCategories   = "sipri/tiv_old_exports_all_by_category_1950-2022.csv"
)

func openShared(t testing.TB, name string) *file.File {
	t.Helper()
	f, err := file.Open(shareddata.Path(t, name), file.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// panel reads a real file as any user of the library would.
func panel(t testing.TB, name string) *data.Panel {
	t.Helper()
	r, err := sipri.Open(openShared(t, name), data.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	p, err := r.Panel()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func years(from, to int) data.Period {
	return data.Period{Start: data.Date{Year: from}, End: data.Date{Year: to}}
}

// groups returns the sums of a query by their last key.
func groups(t *testing.T, p *data.Panel, q data.Query) map[string]data.Group {
	t.Helper()
	gs, err := p.Groups(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]data.Group{}
	for _, g := range gs {
		key := ""
		if len(g.Keys) > 0 {
			key = g.Keys[len(g.Keys)-1]
		}
		out[key] = g
	}
	return out
}

// share returns a supplier's part of a recipient's imports in percent, to one
// decimal, and the part of the whole that straddles an edge of the window.
func share(t *testing.T, p *data.Panel, recipient, supplier string, window data.Period) (share, straddling string) {
	t.Helper()
	where := data.Selection{Reporters: []string{recipient}, Period: window}
	parts := groups(t, p, data.Query{Where: where, By: []data.Dimension{data.ByPartner}})
	whole := groups(t, p, data.Query{Where: where})[""]
	hundred := data.Int(100)
	return parts[supplier].Value.Quo(whole.Value).Mul(hundred).Decimals(1), whole.Straddling.Quo(whole.Value).Mul(hundred).Decimals(0)
}

// The numbers of deals and rows are counts of the files' records: the classic
// register has 27,953 lines below its header, of which two are the ends of
// records that a line end within Comments has parted.
func TestRegister_RealFilesAreReadWhole(t *testing.T) {
	for _, tt := range []struct {
		file, format, id string
		deals, flows     int
		coverage         string
		repaired         []int
	}{
		{classicRegister, sipri.FormatClassic, "sipri-register-classic-2024-10-13", 27953 - 2, 59157, "1950/2023", []int{24336, 26458}},
		{newRegister, sipri.FormatNew, "sipri-register-new-2025-01-03", 20480, 20480, "2000/2023", nil},
	} {
		f := openShared(t, tt.file)
		if format, ok := sipri.Recognize(f); !ok || format != tt.format {
			t.Errorf("%s is recognised as %q", tt.file, format)
		}
		reg, err := sipri.ReadRegister(f, data.ReadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if len(reg.Deals) != tt.deals || reg.Account.Read != tt.deals || reg.Account.Flows != tt.flows {
			t.Errorf("%s: %d deals, account %+v", tt.file, len(reg.Deals), reg.Account)
		}
		if err := reg.Account.Check(); err != nil {
			t.Error(err)
		}
		rel := reg.Release
		if rel.ID != tt.id || rel.Coverage.String() != tt.coverage || !rel.Closed {
			t.Errorf("%s: release %+v", tt.file, rel)
		}
		var repaired []int
		for _, e := range reg.Account.Repaired {
			repaired = append(repaired, e.Lines...)
		}
		if !slices.Equal(repaired, tt.repaired) {
			t.Errorf("%s: repaired lines %v", tt.file, repaired)
		}
	}
}

// SIPRI's own split by year: the new register, summed, equals both TIV tables
// in every cell of 2000–2023, where each cell is rounded to a whole million.
func TestNewRegister_EqualsTheTables(t *testing.T) {
	reg := panel(t, newRegister)
	window := years(2000, 2023)
	for _, tt := range []struct {
		table string
		by    data.Dimension
		flow  data.FlowCode
	}{{newImports, data.ByReporter, data.Import}, {newExports, data.ByPartner, data.Export}} {
		table := panel(t, tt.table)
		cells, err := table.Groups(context.Background(), data.Query{Where: data.Selection{Period: window, Flows: []data.FlowCode{tt.flow}}, By: []data.Dimension{data.ByReporter, data.ByYear}})
		if err != nil {
			t.Fatal(err)
		}
		sums, err := reg.Groups(context.Background(), data.Query{Where: data.Selection{Period: window}, By: []data.Dimension{tt.by, data.ByYear}})
		if err != nil {
			t.Fatal(err)
		}
		stated := map[[2]string]data.Number{}
		for _, c := range cells {
			stated[[2]string(c.Keys)] = c.Value
		}
		for _, s := range sums {
			cell, ok := stated[[2]string(s.Keys)]
			if !ok {
				t.Errorf("%s: no cell for %v, where the register has %s", tt.table, s.Keys, s.Value)
				continue
			}
			if cell.Sub(s.Value).Abs().Cmp(data.Frac(1, 2)) > 0 {
				t.Errorf("%s: %v is %s, but the register adds up to %s", tt.table, s.Keys, cell, s.Value)
			}
			delete(stated, [2]string(s.Keys))
		}
		if len(stated) > 0 {
			t.Errorf("%s: the register has nothing for %v", tt.table, stated)
		}
		if len(sums) < 1000 {
			t.Errorf("only %d cells were compared", len(sums))
		}
	}
}

// The shares of Viet Nam's suppliers are those that pandas computes from the
// same file: deals summed by supplier, all delivery years within 1995–2023.
func TestClassicRegister_SuppliersOfVietNam(t *testing.T) {
	p := panel(t, classicRegister)
	window := years(1995, 2023)
	for supplier, want := range map[string]string{"RUS": "81.5", "ISR": "5.9", "BLR": "3.2", "UKR": "2.9", "KOR": "1.3", "USA": "1.2"} {
		got, straddling := share(t, p, "VNM", supplier, window)
		if got != want || straddling != "0" {
			t.Errorf("%s: %s%% with %s%% straddling, want %s%%", supplier, got, straddling, want)
		}
	}
	if _, straddling := share(t, p, "VNM", "RUS", years(2019, 2023)); straddling != "40" {
		t.Errorf("2019–23: %s%% of the volume straddles, want about 40%%", straddling)
	}
}

// Windows and annual deliveries as SIPRI's own split by year has them.
func TestNewRegister_RussiaToVietNam(t *testing.T) {
	p := panel(t, newRegister)
	for _, tt := range []struct {
		from, to int
		want     string
	}{{2008, 2012, "96"}, {2014, 2018, "76"}, {2019, 2023, "52"}} {
		got, _ := share(t, p, "VNM", "RUS", years(tt.from, tt.to))
		if n := data.MustNumber(got).Decimals(0); n != tt.want {
			t.Errorf("%d–%d: %s%%, want %s%%", tt.from, tt.to, got, tt.want)
		}
	}
	if got, _ := share(t, p, "VNM", "RUS", years(2000, 2023)); got != "80.6" {
		t.Errorf("2000–2023: %s%%, want 80.6%%", got)
	}
	where := data.Selection{Reporters: []string{"VNM"}}
	for _, tt := range []struct {
		from, to int
		want     string
	}{{2014, 2018, "4406"}, {2019, 2023, "588"}} {
		where.Period = years(tt.from, tt.to)
		if got := groups(t, p, data.Query{Where: where})[""].Value.Decimals(0); got != tt.want {
			t.Errorf("all suppliers %d–%d: %s, want %s", tt.from, tt.to, got, tt.want)
		}
	}
	annual := groups(t, p, data.Query{Where: data.Selection{Reporters: []string{"VNM"}, Partners: []string{"RUS"}}, By: []data.Dimension{data.ByYear}})
	for year, want := range map[string]string{"2014": "1070", "2017": "465", "2019": "138", "2020": "10"} {
		if got := annual[year].Value.Decimals(0); got != want {
			t.Errorf("%s: %s, want %s", year, got, want)
		}
	}
}

// The deals of all years add up to the world total that SIPRI prints in its TIV
// table of the same day, and the tables of both generations add up within
// rounding: the only warning about sums or titles is the one wrong title.
func TestSharedFiles_AddUp(t *testing.T) {
	p := panel(t, classicRegister)
	if got := groups(t, p, data.Query{})[""].Value.Decimals(0); got != "2065055" {
		t.Errorf("the register adds up to %s, the table says 2065055", got)
	}
	for name, wrong := range map[string]int{newImports: 0, newExports: 0, oldExports: 0, oldCategories: 0, oldImports: 1,
		"sipri/tiv_per_supplier/TIV-Export-CHI-1950-2021.csv": 0, "sipri/tiv_per_supplier/TIV-Export-IND-1950-2021.csv": 0,
		"sipri/tiv_per_supplier/TIV-Export-RUS-1950-2021.csv": 0, "sipri/tiv_per_supplier/TIV-Export-USA-1950-2021.csv": 0,
		"sipri/tiv_per_supplier/TIV-Export-VN-1950-2021.csv": 0, "sipri/tiv_per_supplier/TIV-Export-VNS-1950-2021.csv": 0} {
		n := 0
		for _, w := range panel(t, name).Warnings {
			if !strings.Contains(w.Error(), "more than one state") {
				n++
				if !strings.Contains(w.Error(), `the title says "exports to all", but the rows are recipients`) {
					t.Errorf("%s: %v", name, w)
				}
			}
		}
		if n != wrong {
			t.Errorf("%s: %d warnings", name, n)
		}
	}
}

// Every code and name of SIPRI's table is a place.
func TestSharedFiles_CountryCodes(t *testing.T) {
	r, err := sipri.Open(openShared(t, "sipri/sipri_country_codes.csv"), data.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	table, err := r.Table()
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"VN": "VNM", "VNS": "SIPRI:VNS", "CHI": "CHN", "IND": "IND", "RUS": "RUS", "USR": "SUN"}
	for _, row := range table.Rows {
		if row[2] == "" {
			t.Errorf("%s (%s) is no place", row[0], row[1])
		}
		if w, ok := want[row[0]]; ok && w != row[2] {
			t.Errorf("%s is %s, want %s", row[0], row[2], w)
		}
		delete(want, row[0])
	}
	if len(want) > 0 || len(table.Rows) != 264 {
		t.Errorf("%d rows, missing %v", len(table.Rows), want)
	}
}
