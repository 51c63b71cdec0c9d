package comtrade

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
)

// openText opens text as a file of that name.
func openText(t testing.TB, name, text string) *file.File {
	t.Helper()
	f, err := file.New(name, strings.NewReader(text), file.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// collect reads a file whole.
func collect(t testing.TB, f *file.File, o data.ReadOptions) (*data.Panel, error) {
	t.Helper()
	r, err := Open(f, o)
	if err != nil {
		t.Fatal(err)
	}
	return r.Panel()
}

func panelOf(t testing.TB, path string) *data.Panel {
	t.Helper()
	f, err := file.Open(path, file.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	p, err := collect(t, f, data.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func decimal(s string) data.Decimal { return data.MustDecimal(s) }

// made is what the files in testdata say, by hand: see testdata/README.md.
func made() []data.Flow {
	year := data.Date{Year: 2016}
	return []data.Flow{
		{Reporter: "VNM", Partner: "CHN", Flow: "M", Product: "0101", Classification: "H4", Period: year, Value: decimal("1500"), Unit: "USD",
			Valuation: data.CIF, Quantity: decimal("20"), QuantityUnit: "u"},
		{Reporter: "VNM", Partner: "WLD", Flow: "X", Product: "TOTAL", Classification: "H4", Period: year, Value: decimal("1234567.89"), Unit: "USD",
			Valuation: data.FOB, Aggregate: data.PartnerSide},
		{Reporter: "VNM", Partner: "Comtrade:490", Flow: "RX", Product: "854231", Classification: "H4", Period: year, Value: decimal("12.5"), Unit: "USD",
			Valuation: data.FOB, Quantity: decimal("7"), QuantityUnit: "u"},
		{Reporter: "VNM", Partner: "Comtrade:899", Flow: "M", Product: "09", Classification: "H4", Period: year, Value: decimal("77"), Unit: "USD",
			Valuation: data.CIF, Quantity: decimal("41"), QuantityUnit: "kg"},
	}
}

// TestLayouts reads the same rows from every layout.
func TestLayouts(t *testing.T) {
	for _, c := range []struct {
		file     string
		amounts  bool // the layout has quantities
		repaired int  // codes whose zeros were lost
		lines    [4]int
		flags    [4]string
	}{
		{"classic35.csv", true, 0, [4]int{2, 3, 4, 5}, [4]string{"4", "", "6", ""}},
		{"classic22.csv", true, 0, [4]int{2, 3, 4, 5}, [4]string{"4", "", "6", ""}},
		{"classic12.csv", false, 2, [4]int{2, 3, 4, 5}, [4]string{"4", "", "6", ""}},
		{"tradedata47.csv", true, 0, [4]int{2, 3, 4, 5}, [4]string{"4 isNetWgtEstimated", "", "6 isQtyEstimated isNetWgtEstimated", ""}},
		{"bulk34_camel.csv", true, 0, [4]int{2, 3, 4, 5}, [4]string{"4 isNetWgtEstimated", "", "6 isQtyEstimated isNetWgtEstimated", ""}},
		{"bulk34_snake.csv", true, 0, [4]int{2, 3, 4, 5}, [4]string{"4 isNetWgtEstimated", "", "6 isQtyEstimated isNetWgtEstimated", ""}},
		{"extract_snake.csv", false, 0, [4]int{2, 3, 4, 5}, [4]string{}},
		{"api_v1.json", true, 0, [4]int{5, 54, 103, 152}, [4]string{"4 isNetWgtEstimated", "", "6 isQtyEstimated isNetWgtEstimated", ""}},
		{"api_classic.json", true, 0, [4]int{12, 49, 86, 123}, [4]string{"4", "", "6", ""}},
	} {
		t.Run(c.file, func(t *testing.T) {
			p := panelOf(t, filepath.Join("testdata", c.file))
			want := made()
			for i := range want {
				want[i].Source, want[i].Line, want[i].Flag = p.Release.ID, c.lines[i], c.flags[i]
				if !c.amounts {
					want[i].Quantity, want[i].QuantityUnit = data.Decimal{}, ""
				}
			}
			if len(p.Flows) != len(want) {
				t.Fatalf("%d flows, want %d", len(p.Flows), len(want))
			}
			for i := range want {
				if p.Flows[i] != want[i] {
					t.Errorf("flow %d:\ngot  %v\nwant %v", i, p.Flows[i].Cells(), want[i].Cells())
				}
			}
			if got := p.Account.Repaired.Count(); got != c.repaired {
				t.Errorf("%d codes repaired, want %d", got, c.repaired)
			}
			if p.Account.Read != 4 || p.Release.Coverage.String() != "2016" {
				t.Errorf("read %d, coverage %s", p.Account.Read, p.Release.Coverage)
			}
			estimated := 0
			if c.amounts {
				estimated = 1 // the quantity of the third row
			}
			if got := p.Account.Estimated.Count(); got != estimated {
				t.Errorf("%d quantities estimated, want %d: %v", got, estimated, p.Account.Estimated)
			}
		})
	}
}

// TestRecognize holds each made file to its format and refuses what is near.
func TestRecognize(t *testing.T) {
	for name, want := range map[string]string{"classic12.csv": FormatCSV, "tradedata47.csv": FormatCSV, "bulk34_camel.csv": FormatCSV, "api_v1.json": FormatJSON, "api_classic.json": FormatJSON} {
		text, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		// The name says nothing, and a note above the header is skipped.
		body := string(text)
		if want == FormatCSV && name != "bulk34_camel.csv" {
			body = "Downloaded on a Monday\n\n" + body
		}
		if got, ok := Recognize(openText(t, "x", body)); !ok || got != want {
			t.Errorf("%s: %q %v, want %q", name, got, ok, want)
		}
	}
	for _, text := range []string{
		"reporter,partner,year,value\nVNM,CHN,2020,1\n",
		"t,i,j,k,v,q\n2020,4,8,010121,1,2\n",
		"cmdCode,cmdDesc\n0101,Horses\n",
		`{"a": [1, 2]}`,
		`[{"period": "2020", "value": 3}]`,
	} {
		if got, ok := Recognize(openText(t, "x", text)); ok {
			t.Errorf("%q is taken for %s", text, got)
		}
	}
}
