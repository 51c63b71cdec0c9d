package worldbank

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
)

// panel reads a file and closes its account.
func panel(t testing.TB, f *file.File, o data.ReadOptions) (*data.Panel, error) {
	t.Helper()
	r, err := Open(f, o)
	if err != nil {
		return nil, err
	}
	return r.Panel()
}

func open(t testing.TB, name, text string) *file.File {
	t.Helper()
	f, err := file.New(name, strings.NewReader(text), file.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func openMade(t testing.TB, name string) *file.File {
	t.Helper()
	text, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return open(t, name, string(text))
}

// lines joins the cells of flows that a test is about: reporter, partner, flow,
// product, classification, period, value, unit, valuation, quantity, unit,
// estimate, flag, line, aggregate.
func lines(flows []data.Flow) string {
	var b strings.Builder
	for _, f := range flows {
		c := f.Cells()
		b.WriteString(strings.Join(slices.Concat(c[:13], c[14:15], c[16:]), "|") + "\n")
	}
	return b.String()
}

// The expected flows were written by hand from the files in testdata.
func TestOpen_Layouts(t *testing.T) {
	viet := func(a, b, c string) string {
		return "VNM|||BX.GSR.GNFS.CD|WDI|2019|12.5|USD||||||" + a + "|\n" +
			"VNM|||SL.UEM.TOTL.ZS|WDI|2019|1.681|percent||||modeled ILO estimate||" + b + "|\n" +
			"VNM|||SL.UEM.TOTL.ZS|WDI|2020|2.103|percent||||modeled ILO estimate||" + c + "|\n"
	}
	for _, c := range []struct{ file, token, id, want string }{
		{"wdi.csv", TokenWDI, "worldbank-wdi-2026-04-08", `ABW|||NE.TRD.GNFS.ZS|WDI|2020|120.5|percent||||||6|
ABW|||NE.TRD.GNFS.ZS|WDI|2021|130.25|percent||||||6|
WB:AFE|||NE.TRD.GNFS.ZS|WDI|2019|55|percent||||||7|reporter
WB:AFE|||NE.TRD.GNFS.ZS|WDI|2021|57.125|percent||||||7|reporter
XKX|||NE.TRD.GNFS.ZS|WDI|2019|1|percent||||||8|
XKX|||NE.TRD.GNFS.ZS|WDI|2020|2|percent||||||8|
XKX|||NE.TRD.GNFS.ZS|WDI|2021|3|percent||||||8|
`},
		{"wdi_bulk.csv", TokenWDI, "worldbank-wdi", `YEM|||NY.GDP.MKTP.CD|WDI|2020|1000|USD||||||2|
YEM|||NY.GDP.MKTP.CD|WDI|2021|2000|USD||||||2|
WLD|||NY.GDP.MKTP.KD|WDI|2020|5000.5||||||constant 2015 US$|3|reporter
`},
		{"databank_wide.csv", TokenDataBank, "worldbank-databank-2026-04-08", viet("2", "3", "3")},
		{"databank_series.csv", TokenDataBank, "worldbank-databank-2026-04-08", viet("2", "2", "3")},
		{"databank_countries.csv", TokenDataBank, "worldbank-databank-2026-04-08", viet("2", "4", "5")},
		{"databank_long.csv", TokenDataBank, "worldbank-databank-2026-04-08", viet("2", "4", "5")},
		{"wits.csv", TokenWITS, "worldbank-wits", wits},
		{"wits_semicolon.csv", TokenWITS, "worldbank-wits", wits},
		{"wits_product.csv", TokenWITS, "worldbank-wits", `CHN|WLD|X|850760|HS|2022|1000500|USD|FOB|2000|u|||2|partner
CHN|VNM|X|850760|HS|2022|300250|USD|FOB|||||3|
`},
		{"wits_partner.csv", TokenWITSPartner, "worldbank-wits-partner", `VNM|WLD|X|TOTAL|WITS|2020|281441457|USD|FOB|||||2|partner
VNM|WLD|M|TOTAL|WITS|2020|261309451|USD|CIF|||||2|partner
VNM|CHN|X|TOTAL|WITS|2020|48877500|USD|FOB|||||3|
VNM|Comtrade:490|X|Capital goods|WITS|2020|5000|USD|FOB|||||4|
VNM|Comtrade:490|M|Capital goods|WITS|2020|6125|USD|CIF|||||4|
`},
		{"wits_timeseries.csv", TokenWITSTimeseries, "worldbank-wits-timeseries", `VNM|CHN|M|TOTAL|WITS|2019|80000|USD|CIF|||||2|
VNM|CHN|M|TOTAL|WITS|2020|84018|USD|CIF|||||2|
VNM|WLD|M|TOTAL|WITS|2020|262000|USD|CIF|||||4|partner
VNM|WLD|M|TOTAL|WITS|2021|500|USD|CIF|||||4|partner
`},
	} {
		f := openMade(t, c.file)
		if token, ok := Recognize(f); !ok || token != c.token {
			t.Errorf("%s is recognised as %q", c.file, token)
		}
		p, err := panel(t, f, data.ReadOptions{})
		if err != nil {
			t.Errorf("%s: %v", c.file, err)
			continue
		}
		if got := lines(p.Flows); got != c.want {
			t.Errorf("%s:\n%swant\n%s", c.file, got, c.want)
		}
		if p.Release.ID != c.id {
			t.Errorf("%s: id %s", c.file, p.Release.ID)
		}
	}
}

// wits are the flows of the download by advanced query.
const wits = `VNM|WLD|DX|TOTAL|NC|2009|130279575|USD|FOB|||||2|partner
VNM|COD|FM|TOTAL|NC|2009|67|USD|CIF|||||3|
WB:EUU|SRB|X|TOTAL|NC|2009|1500|USD|FOB|||||4|reporter
VNM|Comtrade:899|RX|010121|H5|2019|250|USD|FOB|||||5|
SDN|WLD|M|010129|H5|2010|7000|USD|CIF|||||6|partner
`

// The same numbers in two layouts are the same flows, but for their lines.
func TestOpen_SameInTwoLayouts(t *testing.T) {
	same := func(files ...string) {
		var first string
		for i, name := range files {
			p, err := panel(t, openMade(t, name), data.ReadOptions{})
			if err != nil {
				t.Fatal(err)
			}
			for j := range p.Flows {
				p.Flows[j].Line = 0
			}
			slices.SortFunc(p.Flows, data.CompareFlows)
			if got := lines(p.Flows); i == 0 {
				first = got
			} else if got != first {
				t.Errorf("%s:\n%s%s:\n%s", files[0], first, name, got)
			}
		}
	}
	same("databank_wide.csv", "databank_series.csv", "databank_countries.csv", "databank_long.csv")
	same("wits.csv", "wits_semicolon.csv")
}

// A total that stands in two nomenclatures is one trade: 5 and not 10.
func TestOpen_TotalInTwoNomenclatures(t *testing.T) {
	p, err := panel(t, open(t, "b.csv", "Nomenclature,ReporterISO3,ProductCode,PartnerISO3,Year,TradeFlowName,TradeFlowCode,TradeValue in 1000 USD\n"+
		"H5,FRA,Total,DEU,2020,Gross Exp.,2,5\nH0,FRA,Total,DEU,2020,Gross Exp.,2,5\n"), data.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if got, err := p.Groups(t.Context(), data.Query{}); err != nil || len(got) != 1 || got[0].Value.String() != "5000" || entries(p.Account.Dropped) != "the same trade is stated before in another classification 1 [3]" {
		t.Errorf("got %+v, %v; dropped %s", got, err, entries(p.Account.Dropped))
	}
}

func TestOpen_Account(t *testing.T) {
	for _, c := range []struct {
		file, text            string
		read, flows           int
		dropped, repaired     string
		notes                 []string
		warnings, unit, cover string
	}{
		{file: "wdi.csv", read: 9, flows: 7, dropped: "no value stated 2 [6 7]", unit: "", cover: "2019/2021", notes: []string{
			"2 flows are of the world or of groups of countries (WB:AFE); sums leave them out unless they are named",
			"NE.TRD.GNFS.ZS is Trade (% of GDP)"}},
		{file: "databank_wide.csv", read: 4, flows: 3, dropped: "no value stated 1 [2]", cover: "2019/2020"},
		{file: "wits.csv", read: 5, flows: 5, repaired: "leading zero of the product code restored 1 [5]", unit: "USD", cover: "2009/2019",
			warnings: "wits.csv: code SUD of WorldBank stands for Sudan (before 2011) until 2011", notes: []string{
				"3 flows are of the world or of groups of countries (WB:EUU, WLD); sums leave them out unless they are named",
				"WITS's Export (6) leaves re-exports out and is DX here; Gross Exp. (2) is X, which holds both. For Hong Kong they differ twenty times",
				"WITS's Import (5) leaves re-imports out and is FM here; Gross Imp. (1) is M, which holds both"}},
		{file: "wits_partner.csv", read: 6, flows: 5, dropped: "no value stated 1 [3]", unit: "USD", cover: "2020"},
		{file: "wits_timeseries.csv", read: 9, flows: 4, dropped: "no value stated 2 [2 4]; the indicator Import Partner Share (%) is no value in money 3 [3]", unit: "USD", cover: "2019/2021"},
		{file: "twice.csv", text: "Country Name,Country Code,Indicator Name,Indicator Code,2020\nViet Nam,VNM,X (%),A.B,1\nCountry Name,Country Code,Indicator Name,Indicator Code,2020\nFrance,FRA,X (%),A.B,0.12345678901234567890\n",
			read: 3, flows: 2, dropped: "header repeated 1 [3]", repaired: "value rounded to the 18 digits that are kept 1 [4]", cover: "2020"},
	} {
		var f *file.File
		if c.text == "" {
			f = openMade(t, c.file)
		} else {
			f = open(t, c.file, c.text)
		}
		p, err := panel(t, f, data.ReadOptions{})
		if err != nil {
			t.Errorf("%s: %v", c.file, err)
			continue
		}
		if a := p.Account; a.Read != c.read || a.Flows != c.flows || entries(a.Dropped) != c.dropped || entries(a.Repaired) != c.repaired {
			t.Errorf("%s: read %d, flows %d, dropped %s, repaired %s", c.file, a.Read, a.Flows, entries(a.Dropped), entries(a.Repaired))
		}
		for _, note := range c.notes {
			if !slices.Contains(p.Release.Notes, note) {
				t.Errorf("%s: notes %q", c.file, p.Release.Notes)
			}
		}
		var warnings []string
		for _, w := range p.Warnings {
			warnings = append(warnings, w.Error())
		}
		if strings.Join(warnings, "; ") != c.warnings || string(p.Release.Unit) != c.unit || p.Release.Coverage.String() != c.cover || p.Release.Closed {
			t.Errorf("%s: warnings %v, unit %s, coverage %s", c.file, p.Warnings, p.Release.Unit, p.Release.Coverage)
		}
	}
}

// entries writes entries as "reason count [lines]".
func entries(es data.Entries) string {
	var out []string
	for _, e := range es {
		out = append(out, fmt.Sprint(e.Reason, " ", e.Count, " ", e.Lines))
	}
	return strings.Join(out, "; ")
}

// Lines and columns were counted by hand.
func TestOpen_BadInput(t *testing.T) {
	const wdi = "Data Source,WDI\nCountry Name,Country Code,Indicator Name,Indicator Code,2019,2020\nFrance,FRA,X (%),A.B,1,2\n"
	const wits = "Nomenclature,ReporterISO3,ProductCode,PartnerISO3,Year,TradeFlowName,TradeFlowCode,TradeValue in 1000 USD,Quantity,QtyUnit\nH5,FRA,010121,DEU,2020,Export,6,1.5,,\n"
	for _, c := range []struct{ text, want string }{
		{wdi + "Viet Nam,VNM,X (%),A.B,\"1,234.5\",2\n", `b.csv:4:24: 2019: cannot read "1,234.5" as a number; write plain digits with a point, as 1234.5`},
		{wdi + "Viet Nam,VNM,X (%),A.B,1,NaN\n", `b.csv:4:26: 2020: cannot read "NaN" as a number; write plain digits with a point, as 1234.5`},
		{wdi + "Viet Nam,VNM,X (%),A.B,1e309,2\n", `b.csv:4:24: 2019: "1e309" is out of range`},
		{wdi + "Viet Nam,VNM,X (%),A.B,Inf,2\n", `b.csv:4:24: 2019: cannot read "Inf" as a number; write plain digits with a point, as 1234.5`},
		{wdi + "Viet Nam,VNM,X (%),A.B,1\n", "b.csv:4: the row has 5 cells and the header 6; the row is cut off, or the file is not one table"},
		{wdi + "Viet Nam,VNM,X (%),A.B,1,2,3\n", "b.csv:4: the row has 7 cells and the header 6; the row is cut off, or the file is not one table"},
		{wdi + ",,X (%),A.B,1,2\n", "b.csv:4:2: country: the country is missing"},
		{wdi + "Viet Nam,VNM,,,1,2\n", "b.csv:4:15: series: the indicator is missing"},
		{wits + "H5,FRA,010121,DEU,2020,Export,6,3,,\n", "b.csv:3:33: value: the same flow (FRA, DEU, DX, 010121, 2020) is on line 2 already; sums would count it twice"},
		{wdi + "France,FRA,X (%),A.B,1,2\n", "b.csv:4:18: series: line 3 has the same (FRA, A.B) already; sums would count it twice"},
		{wdi + "Viet Nam,VNM,X (%),A.B,1." + strings.Repeat("7", 1_000_000) + ",2\n", `b.csv:4:24: 2019: "1.77777777777777777777777777777777777777…" has more than 18 digits; round it before`},
		{"Reporter Name,Partner Name,Year,Product Group,Export (US$ Thousand)\nVietnam,China,2020,All Products,1\nVietnam,China,2020,All Products,1\n",
			"b.csv:3:9: partner: the same trade (VNM, CHN, TOTAL) is on line 2 already; sums would count it twice"},
		{"Reporter Name,Partner Name,Trade Flow,Product Group,Indicator,2019\nVietnam,China,Import,All Products,Import (US$ Thousand),80\nVietnam,China,Import,All Products,Import (US$ Thousand),80\n",
			"b.csv:3:9: partner: the same trade (VNM, CHN, TOTAL) is on line 2 already; sums would count it twice"},
		{wits + "H5,FRA,010121,ITA,2020,Export,5,3,,\n", `b.csv:3:24: flow: the trade flow "Export" has the code 5, which means FM`},
		{wits + "H5,FRA,010121,ITA,2020,Transit,,3,,\n", `b.csv:3:24: flow: unknown trade flow "Transit"; WITS has Import, Export, Gross Imp., Gross Exp., Re-Import and Re-Export`},
		{wits + "H5,FRA,010121,ITA,2020,,9,3,,\n", `b.csv:3:25: flow code: unknown trade flow "9"; WITS has 1 gross imports, 2 gross exports, 3 re-exports, 4 re-imports, 5 imports and 6 exports`},
		{wits + "H5,FRA,0101X1,ITA,2020,Export,6,3,,\n", `b.csv:3:8: product: "0101X1" is no code of the Harmonized System, which has two, four or six digits`},
		{wits + "H5,FRA,010121,ITA,20,Export,6,3,,\n", `b.csv:3:19: year: cannot read "20" as a year; write four digits, as 2020`},
		{wits + "H5,FRA,010121,,2020,Export,6,3,,\n", `b.csv:3:15: partner code: the partner is missing`},
		{wits + "H5,FRA,010121,ITA,2020,Export,6,3,4,\n", `b.csv:3:35: quantity: the quantity 4 has no unit`},
		{wits + "H5,FRA,010121,ITA,2020,Export,6,1.234,5,,\n", "b.csv:3: the row has 11 cells and the header 10; the row is cut off, or the file is not one table"},
	} {
		_, err := panel(t, open(t, "b.csv", c.text), data.ReadOptions{})
		if err == nil || err.Error() != c.want {
			t.Errorf("%q:\ngot  %v\nwant %s", c.text[strings.LastIndexByte(c.text[:len(c.text)-1], '\n')+1:], err, c.want)
			continue
		}
		p, err := panel(t, open(t, "b.csv", c.text), data.ReadOptions{KeepGoing: true})
		if err != nil || len(p.Account.Rejects) != 1 || p.Account.Rejects[0].Error() != c.want || len(p.Flows) == 0 {
			t.Errorf("keep going: %v, %+v", err, p)
		}
	}
	for _, c := range []struct{ text, want string }{
		{"Country Name,Country Code,Series Name,Series Code,2019Q1 [2019Q1]\n", `b.csv:1: column 5: cannot read "2019Q1 [2019Q1]" as a year or month, as 2019, 2019 [YR2019] or 2019M03; quarters are not read`},
		{"ReporterISO3,PartnerISO3,Year,TradeValue in 1000 USD\n", "b.csv:1: there is no column TradeFlowName or TradeFlowCode, which tells exports from imports; download the file with it"},
		{"ReporterISO3,ReporterISO3,PartnerISO3,Year,TradeFlowCode,TradeValue in 1000 USD\n", `b.csv:1: the columns "ReporterISO3" and "ReporterISO3" are the same`},
		{"a,b\n1,2\n", "b.csv: this is no file of the World Bank that periplus knows: no line has the columns of WDI, DataBank or WITS"},
		{"Last Updated Date,soon\nCountry Name,Country Code,Indicator Name,Indicator Code,2019\n", `b.csv: Last Updated Date: cannot read "soon" as a day, as 2026-04-08 or, month first, 04/08/2026`},
	} {
		if _, err := Open(open(t, "b.csv", c.text), data.ReadOptions{}); err == nil || err.Error() != c.want {
			t.Errorf("got  %v\nwant %s", err, c.want)
		}
	}
}

// The unit stands in the indicator's name.
func TestMeasureOf(t *testing.T) {
	for name, want := range map[string]measure{
		"Trade (% of GDP)":                 {unit: data.Percent},
		"GDP growth (annual %)":            {unit: data.Percent},
		"GDP (current US$)":                {unit: data.USD},
		"Goods exports (BoP, current US$)": {unit: data.USD},
		"Exports Merchandise, Customs, Price, US$, seas. adj. (US$ millions)":  {unit: data.USD, scale: 6},
		"Exports (current US$, millions)":                                      {unit: data.USD, scale: 6},
		"GDP (constant 2015 US$)":                                              {words: "constant 2015 US$"},
		"GDP, PPP (current international $)":                                   {words: "current international $"},
		"GDP (current LCU)":                                                    {words: "current LCU"},
		"Official exchange rate (LCU per US$, period average)":                 {words: "LCU per US$, period average"},
		"Life expectancy at birth, total (years)":                              {unit: data.Years},
		"Population, total":                                                    {},
		"Unemployment, total (% of total labor force) (modeled ILO estimate)":  {unit: data.Percent, estimate: "modeled ILO estimate"},
		"Unemployment, total (% of total labor force) (national estimate)":     {unit: data.Percent},
		"Energy use (kg of oil equivalent) per $1,000 GDP (constant 2021 PPP)": {words: "kg of oil equivalent; constant 2021 PPP"},
	} {
		if got := measureOf(name); got != want {
			t.Errorf("%s: %+v, want %+v", name, got, want)
		}
	}
}

// A workbook with a sheet of words before that of the data reads as the CSV
// of the same rows.
func TestOpen_Workbook(t *testing.T) {
	for _, name := range []string{"wits_partner.csv", "wits_timeseries.csv", "wits_product.csv", "databank_wide.csv"} {
		text := openMade(t, name)
		want, err := panel(t, text, data.ReadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		book := excelize.NewFile()
		book.SetCellStr("Sheet1", "A1", "Metadata")
		if _, err := book.NewSheet("Data"); err != nil {
			t.Fatal(err)
		}
		for rec, err := range text.Records(file.Dialect{}) {
			if err != nil {
				t.Fatal(err)
			}
			for i, cell := range rec.Cells {
				at, _ := excelize.CoordinatesToCellName(i+1, rec.Line)
				if n, err := strconv.ParseFloat(cell, 64); err == nil {
					book.SetCellFloat("Data", at, n, -1, 64)
				} else {
					book.SetCellStr("Data", at, cell)
				}
			}
		}
		var b bytes.Buffer
		if err := book.Write(&b); err != nil {
			t.Fatal(err)
		}
		got, err := panel(t, open(t, "made.xlsx", b.String()), data.ReadOptions{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if lines(got.Flows) != lines(want.Flows) || fmt.Sprint(got.Account) != fmt.Sprint(want.Account) || got.Release.ID != want.Release.ID {
			t.Errorf("%s:\n%s%+v\nwant\n%s%+v", name, lines(got.Flows), got.Account, lines(want.Flows), want.Account)
		}
	}
	book := excelize.NewFile()
	for i, cell := range []string{"Reporter Name", "Partner Name", "Year", "Export (US$ Thousand)"} {
		at, _ := excelize.CoordinatesToCellName(i+1, 1)
		book.SetCellStr("Sheet1", at, cell)
	}
	for i, cell := range []string{"Vietnam", "China", "2020", "1,5"} {
		at, _ := excelize.CoordinatesToCellName(i+1, 2)
		book.SetCellStr("Sheet1", at, cell)
	}
	var b bytes.Buffer
	if err := book.Write(&b); err != nil {
		t.Fatal(err)
	}
	_, err := panel(t, open(t, "made.xlsx", b.String()), data.ReadOptions{})
	if want := `made.xlsx:2:4: exports: cannot read "1,5" as a number; write plain digits with a point, as 1234.5`; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}
