package detect_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/detect"
	"github.com/periplus-data/periplus/data/file"
	"github.com/periplus-data/periplus/data/tidy"
	"github.com/periplus-data/periplus/internal/shareddata"
)

func open(t *testing.T, name, text string) (*detect.Opened, error) {
	t.Helper()
	f, err := file.New(name, strings.NewReader(text), file.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return detect.OpenFile(f, detect.Options{})
}

// One made-up file of each family, under a name that says something else.
var samples = map[string]string{
	"flows":     strings.Join(columns(), ",") + "\nVNM,RUS,M,TOTAL,,2019,30,TIV_million,,,,,,x,,,\n",
	"sipri":     "SIPRI AT Database ID,Supplier,Recipient,Designation,Description,Armament category,Order date,Order date is estimate,Numbers delivered,Numbers delivered is estimate,Delivery year,Delivery year is estimate,Status,SIPRI estimate,TIV deal unit,TIV delivery values,Local production\n1,Russia,Viet Nam,X-1,missile,Missiles,2017,No,6,Yes,2018,No,New,4.5,4.5,27,No\n",
	"comtrade":  "Classification,Year,Trade Flow Code,Trade Flow,Reporter Code,Reporter,Partner Code,Partner,Commodity Code,Commodity,Trade Value (US$),Flag\nH5,2017,1,Import,842,USA,156,China,1,Animals,36,4\n",
	"cepii":     "t,i,j,k,v,q\n2020,4,156,10121,1.5,\n",
	"worldbank": "\"Country Name\",\"Country Code\",\"Indicator Name\",\"Indicator Code\",\"2019\",\"2020\",\n\"Viet Nam\",\"VNM\",\"Trade (% of GDP)\",\"NE.TRD.GNFS.ZS\",\"165\",\"\",\n",
}

func columns() []string {
	var out []string
	for _, c := range data.FlowColumns() {
		out = append(out, c.Name)
	}
	return out
}

func TestRecognize(t *testing.T) {
	for want, text := range samples {
		f, err := file.New("anything.txt", strings.NewReader(text), file.Options{})
		if err != nil {
			t.Fatal(err)
		}
		family, format, ok := detect.Recognize(f)
		if !ok || family.Token != want || !strings.HasPrefix(format, want) {
			t.Errorf("%s is taken for %q of %q", want, format, family.Token)
		}
	}
}

// Whatever reads a file, its rows are the same as a panel and as a record.
func TestOpenRecord(t *testing.T) {
	for want, text := range samples {
		path := filepath.Join(t.TempDir(), "x.csv")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		p, err := detect.Panel(path, detect.Options{})
		if err != nil {
			t.Errorf("%s: %v", want, err)
			continue
		}
		f, err := file.Open(path, file.Options{})
		if err != nil {
			t.Fatal(err)
		}
		r, err := detect.OpenRecord(f, detect.Options{})
		if err != nil {
			t.Fatal(err)
		}
		rows, err := r.Rows(context.Background(), data.Selection{}, 0)
		if err != nil || len(rows) != len(p.Flows) || rows[0] != p.Flows[0] || r.Reading.Account.Read != p.Account.Read {
			t.Errorf("%s: the panel has %+v, the record %+v, %v", want, p.Flows, rows, err)
		}
		if got, want := r.Describe().SHA256, p.Release.SHA256; got != want || len(got) != 64 {
			t.Errorf("the hashes are %q and %q", got, want)
		}
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestOpen_Unknown(t *testing.T) {
	_, err := open(t, "x.csv", "\n\nland,worth\nViet Nam,3\n")
	want := `x.csv: is in no format that periplus knows (it begins with "land,worth"); it knows
  flows that periplus wrote (CSV, Parquet, XLSX)
  SIPRI: trade registers, TIV tables, country codes (CSV, JSON)
  UN Comtrade: classic and new CSV, bulk files, extracts, API replies, reference lists
  CEPII: BACI with its code lists, dist_cepii, geo_cepii, Gravity
  World Bank: WDI, DataBank, WITS
for any other table write a mapping file and name it with --mapping`
	if !errors.Is(err, detect.ErrUnknown) || err.Error() != want {
		t.Errorf("got %v", err)
	}
}

// A register that a spreadsheet saved as a workbook is told to be saved as CSV.
func TestOpen_UnknownWorkbook(t *testing.T) {
	w := excelize.NewFile()
	if err := w.SetSheetRow("Sheet1", "A1", &[]string{"SIPRI AT Database ID", "Supplier"}); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "x.xlsx")
	if err := w.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	_, err := detect.Open(path, detect.Options{})
	if !errors.Is(err, detect.ErrUnknown) || !strings.Contains(err.Error(), "it is a workbook; save its sheet as CSV UTF-8") {
		t.Errorf("got %v", err)
	}
}

// A mapping reads what nobody knows.
func TestOpen_Mapping(t *testing.T) {
	m, err := tidy.ReadMapping("m.yaml", []byte("format: csv\ncolumns: {partner: land, value: worth}\nnames: ISO3\nconstants: {reporter: VNM, flow: X, product: TOTAL, period: 2022}\nunit: USD\nscale: million\nsource: {publisher: Nobody, title: Made up}\n"))
	if err != nil {
		t.Fatal(err)
	}
	f, err := file.New("x.csv", strings.NewReader("land,worth\nCHN,3\n"), file.Options{})
	if err != nil {
		t.Fatal(err)
	}
	opened, err := detect.OpenFile(f, detect.Options{Mapping: m})
	if err != nil {
		t.Fatal(err)
	}
	p, err := opened.Panel()
	if err != nil || len(p.Flows) != 1 || p.Flows[0].Value.String() != "3000000" || p.Flows[0].Partner != "CHN" {
		t.Errorf("got %+v, %v", p, err)
	}
}

// Every real file of official data has its reader.
func TestOpen_RealFiles(t *testing.T) {
	root := filepath.Dir(shareddata.Path(t, "INDEX.md"))
	for _, folder := range []string{"sipri", "sipri/tiv_per_supplier", "comtrade", "cepii", "worldbank"} {
		entries, err := os.ReadDir(filepath.Join(root, folder))
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if e.IsDir() || e.Name() == "api_v1_error_response.json" { // which holds no rows, and says so
				continue
			}
			opened, err := detect.Open(filepath.Join(root, folder, e.Name()), detect.Options{})
			if err != nil {
				t.Error(err)
				continue
			}
			if want := strings.SplitN(folder, "/", 2)[0]; !strings.HasPrefix(opened.Release.Format, want) {
				t.Errorf("%s is taken for %s", e.Name(), opened.Release.Format)
			}
			if opened.Flows != nil {
				_, err = opened.Panel()
			} else {
				_, err = opened.Table()
			}
			if err := errors.Join(err, opened.Account.Check(), opened.Close()); err != nil {
				t.Errorf("%s: %v", e.Name(), err)
			}
		}
	}
}
