package tidy

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
	"github.com/periplus-data/periplus/internal/shareddata"
)

// shipped reads a mapping of docs/mappings.
func shipped(t testing.TB, name string) *Mapping {
	t.Helper()
	path := filepath.Join("..", "..", "docs", "mappings", name)
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	m, err := ReadMapping(name, raw)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// panel reads all flows of a file by a mapping.
func panel(t testing.TB, path string, m *Mapping) *data.Panel {
	t.Helper()
	f, err := file.Open(path, file.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r, err := Open(f, m, data.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	p, err := r.Panel()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// total sums the values of the flows that a selection matches.
func total(p *data.Panel, s data.Selection) data.Number {
	var sum data.Total
	for i := range p.Flows {
		if s.Matches(&p.Flows[i]) {
			sum.Add(p.Flows[i].Value)
		}
	}
	return sum.Number()
}

// Expected values are the office's own, as its tables print them in thousand
// US$; the sums of both flows are 175,569,229.17 and 123,859,450.15.
func TestOpen_VietnamByPartner(t *testing.T) {
	exports := panel(t, shareddata.Path(t, "vietnam/nso_ex04_2022_partner_summary_rows.csv"), shipped(t, "vietnam-exports-2022.yaml"))
	imports := panel(t, shareddata.Path(t, "vietnam/nso_im05_2022_partner_summary_rows.csv"), shipped(t, "vietnam-imports-2022.yaml"))
	for _, c := range []struct{ partner, exports, imports, both string }{
		{"CHN", "57702602360", "117866626810", "175569229170"},
		{"USA", "109388889070", "14470561080", "123859450150"},
	} {
		s := data.Selection{Partners: []string{c.partner}}
		x, m := total(exports, s), total(imports, s)
		if x.String() != c.exports || m.String() != c.imports || x.Add(m).String() != c.both {
			t.Errorf("%s: exports %s, imports %s", c.partner, x, m)
		}
	}
	for _, p := range []*data.Panel{exports, imports} {
		if p.Account.Read != 7 || p.Account.Flows != 7 || len(p.Warnings) != 0 {
			t.Errorf("account %+v, warnings %v", p.Account, p.Warnings)
		}
		for _, f := range p.Flows {
			group := f.Partner == "WB:EUU" || f.Partner == "Comtrade:975"
			if group != (f.Aggregate == data.PartnerSide) || f.Reporter != "VNM" || f.Unit != data.USD || f.Product != data.AllProducts || f.Period.String() != "2022" {
				t.Errorf("flow %+v", f)
			}
		}
		if got := p.Release.Coverage.String(); got != "2022" {
			t.Errorf("coverage %s", got)
		}
	}
	// Without the two groups: what the five countries' rows add up to.
	if got := total(exports, data.Selection{}).String(); got != "199351466730" {
		t.Errorf("sum of the countries is %s", got)
	}
}

// The twelve months of a row add up to its year within the rounding of the
// office's table: twelve numbers rounded to 10 US$.
func TestOpen_VietnamMonths(t *testing.T) {
	m := shipped(t, "vietnam-exports-2022.yaml")
	year := panel(t, shareddata.Path(t, "vietnam/nso_ex04_2022_partner_summary_rows.csv"), m)
	m.values = nil
	r := &mappingReader{m: m}
	root, err := mappingRoot([]byte(`value: "{month}_Value"`))
	if err != nil {
		t.Fatal(err)
	}
	r.valueColumns(root.Content[1])
	months := panel(t, shareddata.Path(t, "vietnam/nso_ex04_2022_partner_summary_rows.csv"), m)
	if months.Account.Of != "cells" || months.Account.Read != 84 || len(months.Flows) != 84 {
		t.Errorf("account %+v", months.Account)
	}
	for _, partner := range []string{"CHN", "USA", "JPN", "IND", "UKR"} {
		s := data.Selection{Partners: []string{partner}}
		gap := total(year, s).Sub(total(months, s))
		if gap.Cmp(data.MustNumber("0")) < 0 || gap.Cmp(data.MustNumber("120")) > 0 {
			t.Errorf("%s: the months lack %s", partner, gap)
		}
	}
	if got := total(months, data.Selection{Partners: []string{"USA"}, Period: data.Period{Start: data.Date{Year: 2022, Month: 1}, End: data.Date{Year: 2022, Month: 1}}}).String(); got != "9737392690" {
		t.Errorf("January to the United States: %s", got)
	}
}

// The office's first and last month: 10,300 and 10,400 million US$ in January
// 2014, 31,109.320468 and 32,659.28498 in February 2025; 134 months of total.
func TestOpen_VietnamBalance(t *testing.T) {
	p := panel(t, shareddata.Path(t, "vietnam/gso_trade_balance_monthly_vi.csv"), shipped(t, "vietnam-balance-monthly.yaml"))
	if p.Account.Read != 800 || p.Account.Flows != 268 || p.Release.Coverage.String() != "2014-01/2025-02" {
		t.Errorf("read %d, flows %d, coverage %s", p.Account.Read, p.Account.Flows, p.Release.Coverage)
	}
	at := func(year, month int, flow data.FlowCode) string {
		d := data.Date{Year: year, Month: month}
		return total(p, data.Selection{Flows: []data.FlowCode{flow}, Period: data.Period{Start: d, End: d}}).String()
	}
	for _, c := range []struct {
		year, month int
		flow        data.FlowCode
		want        string
	}{{2014, 1, "X", "10300000000"}, {2014, 1, "M", "10400000000"}, {2025, 2, "X", "31109320468"}, {2025, 2, "M", "32659284980"}} {
		if got := at(c.year, c.month, c.flow); got != c.want {
			t.Errorf("%d-%d %s: %s, want %s", c.year, c.month, c.flow, got, c.want)
		}
	}
}
