package worldbank

import (
	"context"
	"encoding/csv"
	"fmt"
	"math/big"
	"os"
	"testing"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
	"github.com/periplus-data/periplus/internal/shareddata"
)

func realPanel(t testing.TB, name string) *data.Panel {
	t.Helper()
	f, err := file.Open(shareddata.Path(t, "worldbank/"+name), file.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	p, err := panel(t, f, data.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return p
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

// same fails where a number is not the one that pandas has.
func same(t testing.TB, name string, got data.Number, want map[string]string) {
	t.Helper()
	number, ok := new(big.Rat).SetString(want[name])
	if !ok {
		t.Fatalf("there is no reference for %s", name)
	}
	if !got.IsSet() || got.Rat().Cmp(number) != 0 {
		t.Errorf("%s is %s, pandas has %s", name, got, want[name])
	}
}

func TestReal_WDI(t *testing.T) {
	want := reference(t)
	p := realPanel(t, "wdi_API_NE.TRD.GNFS.ZS_DS2_en_csv_v2_101.csv")
	same(t, "wdi cells", data.Int(int64(p.Account.Read)), want)
	same(t, "wdi values", data.Int(int64(p.Account.Flows)), want)
	var total data.Total
	economies := map[string]bool{}
	for _, f := range p.Flows {
		total.Add(f.Value)
		economies[f.Reporter] = true
		if f.Period.Year == 2022 && f.Reporter == "VNM" {
			same(t, "wdi Viet Nam 2022", f.Value.Number(), want)
		}
		if f.Period.Year == 2022 && f.Reporter == data.World {
			same(t, "wdi world 2022", f.Value.Number(), want)
		}
	}
	same(t, "wdi sum", total.Number(), want)
	same(t, "wdi economies", data.Int(int64(len(economies))), want)
	if got := p.Release.Coverage.String(); got != want["wdi first year"]+"/"+want["wdi last year"] {
		t.Errorf("coverage %s", got)
	}
	if d := p.Release; d.Vintage != "2026-04-08" || d.Title != "World Development Indicators" || len(p.Warnings) > 0 {
		t.Errorf("release %+v, warnings %v", d, p.Warnings)
	}
}

func TestReal_WITS(t *testing.T) {
	want := reference(t)
	p := realPanel(t, "wits_bilateral_total_2009_semicolon.csv")
	same(t, "wits rows", data.Int(int64(len(p.Flows))), want)
	for name, flow := range map[string]data.FlowCode{"imports": data.ForeignImport, "exports": data.DomesticExport} {
		ask := func(figure string, where data.Selection) {
			t.Helper()
			where.Flows = []data.FlowCode{flow}
			groups, err := p.Groups(context.Background(), data.Query{Where: where})
			if err != nil || len(groups) != 1 {
				t.Fatalf("%s: %v, %v", figure, groups, err)
			}
			same(t, figure, groups[0].Value, want)
			if rows, ok := want[figure[:len("wits imports")]+" rows of pairs"]; ok && figure == "wits "+name+" of pairs" && fmt.Sprint(groups[0].Rows) != rows {
				t.Errorf("%s: %d rows, pandas has %s", figure, groups[0].Rows, rows)
			}
		}
		// Groups of countries stay out unless they are named.
		ask("wits "+name+" of pairs", data.Selection{})
		ask("wits "+name+" with the world", data.Selection{Partners: []string{data.World}})
		ask("wits "+name+" of Viet Nam with China", data.Selection{Reporters: []string{"VNM"}, Partners: []string{"CHN"}})
		ask("wits "+name+" of Romania", data.Selection{Reporters: []string{"ROU"}})
	}
}
