package vietnam_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/detect"
	"github.com/periplus-data/periplus/data/tidy"
	"github.com/periplus-data/periplus/internal/shareddata"
)

var extract = flag.Bool("extract", false, "rewrite the extracts of official data")

// The tables that the report carries are sums over files of SIPRI and of Viet
// Nam's statistics office. Where those files are at hand, they are summed
// again.
func TestExtracts(t *testing.T) {
	for name, flows := range map[string]func(*testing.T) []data.Flow{
		"arms-yearly.csv": armsYearly, "arms-1995-2023.csv": armsWhole, "trade-2022.csv": trade,
	} {
		t.Run(name, func(t *testing.T) {
			table := data.Table{Columns: data.FlowColumns()}
			for _, f := range flows(t) {
				table.Rows = append(table.Rows, f.Cells())
			}
			var b bytes.Buffer
			if err := table.WriteCSV(&b, false); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join("data", name)
			if *extract {
				if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			carried, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(carried, b.Bytes()) {
				t.Errorf("%s is not what the files give; run `go test ./report/vietnam -run Extracts -extract`, and look at the difference", path)
			}
		})
	}
}

func panel(t *testing.T, name, mapping string) *data.Panel {
	t.Helper()
	o := detect.Options{}
	if mapping != "" {
		path := filepath.Join("..", "..", "docs", "mappings", mapping)
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if o.Mapping, err = tidy.ReadMapping(path, raw); err != nil {
			t.Fatal(err)
		}
	}
	p, err := detect.Panel(shareddata.Path(t, name), o)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// sums returns what was delivered to Viet Nam by supplier and year.
func sums(t *testing.T, p *data.Panel, from int) []data.Flow {
	t.Helper()
	groups, err := p.Groups(context.Background(), data.Query{By: []data.Dimension{data.ByPartner, data.ByYear},
		Where: data.Selection{Reporters: []string{"VNM"}, Period: data.Period{Start: data.Date{Year: from}, End: data.Date{Year: 2023}}}})
	if err != nil {
		t.Fatal(err)
	}
	var out []data.Flow
	for _, g := range groups {
		year, err := data.ParseDate(g.Keys[1])
		if err != nil {
			t.Fatal(err)
		}
		value, err := data.ParseDecimal(g.Value.String())
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, data.Flow{Reporter: "VNM", Partner: g.Keys[0], Flow: data.Import, Product: data.AllProducts, Period: year,
			Value: value, Unit: data.TIVMillion, Source: p.Release.ID})
	}
	return out
}

// armsYearly sums the register that states each delivery year.
func armsYearly(t *testing.T) []data.Flow {
	return sums(t, panel(t, "sipri/register_new_all_2000-2030_gen2025-01-03.csv", ""), 2000)
}

// armsWhole sums the register that states one volume for each deal. No deal of
// Viet Nam straddles 1995 or 2023, so the sum of a supplier over all these years
// is exact, while its years are even parts of deals. Each supplier's years are
// therefore the parts of one record: a window that cuts it is an estimate.
func armsWhole(t *testing.T) []data.Flow {
	p := panel(t, "sipri/register_old_all_1950-2024_gen2024-10-13_cp1252.csv", "")
	whole, err := p.Groups(context.Background(), data.Query{Where: data.Selection{Reporters: []string{"VNM"}, Period: data.Period{Start: data.Date{Year: 1995}, End: data.Date{Year: 2023}}}})
	if err != nil || len(whole) != 1 || whole[0].Straddling.Sign() != 0 {
		t.Fatalf("a deal straddles the period: %+v, %v", whole, err)
	}
	flows := sums(t, p, 1995)
	parts := map[string]int{}
	for _, f := range flows {
		parts[f.Partner]++
	}
	var suppliers []string
	for i := range flows {
		f := &flows[i]
		if !slices.Contains(suppliers, f.Partner) {
			suppliers = append(suppliers, f.Partner)
		}
		if f.Parts = parts[f.Partner]; f.Parts > 1 {
			f.Line, f.Estimate = len(suppliers), fmt.Sprintf("deals divided evenly over their years; the sum over %d years is exact", f.Parts)
		} else {
			f.Parts = 0
		}
	}
	return flows
}

// trade is what Viet Nam reports of its trade with China and the United States.
func trade(t *testing.T) []data.Flow {
	var out []data.Flow
	for _, file := range []struct{ name, mapping string }{
		{"vietnam/nso_ex04_2022_partner_summary_rows.csv", "vietnam-exports-2022.yaml"},
		{"vietnam/nso_im05_2022_partner_summary_rows.csv", "vietnam-imports-2022.yaml"},
	} {
		p := panel(t, file.name, file.mapping)
		rows, err := p.Rows(context.Background(), data.Selection{Partners: []string{"CHN", "USA"}, Period: data.Period{Start: data.Date{Year: 2022}, End: data.Date{Year: 2022}}}, 0)
		if err != nil || len(rows) != 2 {
			t.Fatalf("%s: %d rows, %v", file.name, len(rows), err)
		}
		for _, f := range rows {
			f.Source = "nso-viet-nam-trade-by-partner-2022" // two tables of one office and year
			out = append(out, f)
		}
	}
	return out
}
