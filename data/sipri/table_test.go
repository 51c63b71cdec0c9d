package sipri_test

import (
	"context"
	"reflect"
	"strings"
	"testing"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
	"github.com/periplus-data/periplus/data/sipri"
)

func tiv(t testing.TB, name string) *sipri.Table {
	t.Helper()
	table, err := sipri.ReadTable(openTest(t, name), sipri.TableOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return table
}

// Each kind of table states its flows as the parties that its rows are: by
// hand, for one cell and for the total of 2014.
func TestReadTable_Kinds(t *testing.T) {
	flow := func(reporter, partner string, code data.FlowCode, product, value, flag string, side data.Side, line int, id string) data.Flow {
		return data.Flow{Reporter: reporter, Partner: partner, Flow: code, Product: product, Classification: "SIPRI", Period: data.Date{Year: 2014},
			Value: data.MustDecimal(value), Unit: data.TIVMillion, Flag: flag, Aggregate: side, Line: line, Source: id}
	}
	const day = "-2017-10-13"
	for _, tt := range []struct {
		name, subject string
		kind          sipri.TableKind
		cell, total   data.Flow
	}{
		{"tiv-new-imports.csv", "", sipri.ImportsByRecipient,
			flow("VNM", "WLD", "M", "TOTAL", "0", "under 0.5", "", 7, "sipri-tiv-imports-by-recipient"+day),
			flow("WLD", "WLD", "M", "TOTAL", "4", "", data.ReporterSide, 10, "sipri-tiv-imports-by-recipient"+day)},
		{"tiv-old-imports.csv", "", sipri.ImportsByRecipient,
			flow("VNM", "WLD", "M", "TOTAL", "0", "under 0.5", "", 10, "sipri-tiv-imports-by-recipient"+day),
			flow("WLD", "WLD", "M", "TOTAL", "4", "", data.ReporterSide, 12, "sipri-tiv-imports-by-recipient"+day)},
		{"tiv-new-exports.csv", "", sipri.ExportsBySupplier,
			flow("IRN", "WLD", "X", "TOTAL", "4", "", "", 9, "sipri-tiv-exports-by-supplier"+day),
			flow("WLD", "WLD", "X", "TOTAL", "4", "", data.ReporterSide, 12, "sipri-tiv-exports-by-supplier"+day)},
		{"tiv-old-exports.csv", "", sipri.ExportsBySupplier,
			flow("IRN", "WLD", "X", "TOTAL", "4", "", "", 7, "sipri-tiv-exports-by-supplier"+day),
			flow("WLD", "WLD", "X", "TOTAL", "4", "", data.ReporterSide, 13, "sipri-tiv-exports-by-supplier"+day)},
		{"tiv-old-supplier.csv", "IRN", sipri.ExportsOfSupplier,
			flow("SIPRI:XLH", "IRN", "M", "TOTAL", "4", "", "", 7, "sipri-tiv-exports-of-one-supplier-iran"+day),
			flow("WLD", "IRN", "M", "TOTAL", "4", "", data.ReporterSide, 9, "sipri-tiv-exports-of-one-supplier-iran"+day)},
		{"tiv-new-recipient.csv", "VNM", sipri.ImportsOfRecipient,
			flow("VNM", "SIPRI:XXS", "M", "TOTAL", "0", "under 0.5", "", 9, "sipri-tiv-imports-of-one-recipient-viet-nam"+day),
			flow("VNM", "WLD", "M", "TOTAL", "0", "under 0.5", data.PartnerSide, 10, "sipri-tiv-imports-of-one-recipient-viet-nam"+day)},
		{"tiv-old-categories.csv", "", sipri.ByCategory,
			flow("WLD", "WLD", "X", "Artillery", "4", "", "", 9, "sipri-tiv-deliveries-by-weapon-category"+day),
			flow("WLD", "WLD", "X", "TOTAL", "4", "", "", 13, "sipri-tiv-deliveries-by-weapon-category"+day)},
	} {
		table := tiv(t, tt.name)
		if table.Kind != tt.kind || table.Subject != tt.subject {
			t.Errorf("%s: %s of %q", tt.name, table.Kind, table.Subject)
		}
		for _, want := range []data.Flow{tt.cell, tt.total} {
			found := false
			for _, f := range table.Flows {
				found = found || f == want
			}
			if !found {
				t.Errorf("%s lacks %+v", tt.name, want)
			}
		}
	}
}

// The register adds up to the tables of both generations, within half a
// million a cell.
func TestReadTable_AgreesWithTheRegister(t *testing.T) {
	read := func(name string) *data.Panel {
		r, err := sipri.Open(openTest(t, name), data.ReadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		p, err := r.Panel()
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	ctx := context.Background()
	reg := read("new.csv")
	for _, tt := range []struct {
		table  string
		ofReg  data.Dimension
		inside data.Dimension
	}{{"tiv-new-imports.csv", data.ByReporter, data.ByReporter}, {"tiv-old-imports.csv", data.ByReporter, data.ByReporter},
		{"tiv-new-exports.csv", data.ByPartner, data.ByReporter}, {"tiv-old-exports.csv", data.ByPartner, data.ByReporter},
		{"tiv-old-categories.csv", data.ByProduct, data.ByProduct}} {
		where := data.Selection{Period: years(2010, 2016)}
		sums, err := reg.Groups(ctx, data.Query{Where: where, By: []data.Dimension{tt.ofReg, data.ByYear}})
		if err != nil {
			t.Fatal(err)
		}
		cells, err := read(tt.table).Groups(ctx, data.Query{Where: where, By: []data.Dimension{tt.inside, data.ByYear}})
		if err != nil {
			t.Fatal(err)
		}
		stated := map[[2]string]data.Number{}
		for _, c := range cells {
			stated[[2]string(c.Keys)] = c.Value
		}
		if len(sums) != 7 { // cells with a delivery
			t.Errorf("%s: %d sums", tt.table, len(sums))
		}
		for _, s := range sums {
			if c, ok := stated[[2]string(s.Keys)]; !ok || c.Sub(s.Value).Abs().Cmp(data.Frac(1, 2)) > 0 {
				t.Errorf("%s: %v is %s, the register has %s", tt.table, s.Keys, c, s.Value)
			}
		}
	}
}

// A sum over all rows of a table is that of its parts: the total row is left
// out unless it is named.
func TestReadTable_TotalIsNotAmongTheParts(t *testing.T) {
	r, err := sipri.Open(openTest(t, "tiv-new-imports.csv"), data.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	p, err := r.Panel()
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		where data.Selection
		want  string
	}{{data.Selection{}, "69"}, {data.Selection{Reporters: []string{"WLD"}}, "69"}, {data.Selection{Reporters: []string{"VNM"}}, "55"}} {
		if got := groups(t, p, data.Query{Where: tt.where})[""].Value.String(); got != tt.want {
			t.Errorf("%v: %s, want %s", tt.where, got, tt.want)
		}
	}
}

const oldTable = `"TIV of arms exports from Iran, 2014-2016",,,,
Generated: 13 October 2017,,,,
,2014,2015,2016,Total
`

func warningsOf(t *testing.T, text string) []string {
	t.Helper()
	r, err := readText(t, text, data.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, w := range r.Warnings {
		out = append(out, w.Error())
	}
	return out
}

// A difference that rounding explains is none: n cells may be off by n halves,
// and the sum by another.
func TestReadTable_ChecksItsSums(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"within rounding", oldTable + "Syria,4,,6,11\nTotal,4,,6,11\n", nil}, // 2 cells: up to 1.5
		{"row", oldTable + "Syria,4,,6,12\nTotal,4,,6,10\n", []string{
			"f.csv:4: Syria: the column Total says 12, but the cells of its years add up to 10"}},
		{"total of a year", oldTable + "Syria,4,,6,10\nIraq,1,,,1\nTotal,7,,6,13\n", []string{
			"f.csv:6: Total: the row says 7 for 2014, but the rows above it add up to 5"}}, // 2 cells: up to 1.5
		{"empty total", oldTable + "Syria,4,,6,10\nTotal,4,,,4\n", []string{
			"f.csv:5: Total: the row is empty for 2016, but the rows add up to 6"}},
		{"no total", oldTable + "Syria,4,,6,10\n", []string{
			"f.csv: the table has no total row; it may be cut off"}},
		{"percentage", "TIV\n\nRecipient,2014,2014-2014,Percentage,Sum total years,Percentage of total\nIraq,4,4,25%,4,25%\nSyria,12,12,57%,12,75%\nTotal world import,16,16,100%,16,\n", []string{
			// 12 of 16 is 75%, and rounding moves it by 0.5 for the number, 3.1 for the cell and 2.3 for the whole.
			"f.csv:5: Syria: the column Percentage says 57%, but its cells are 75.0% of the whole"}},
	} {
		if got := warningsOf(t, tt.text); !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%s: %q", tt.name, got)
		}
	}
}

// Words of the caller stand above those of the file.
func TestReadTable_Override(t *testing.T) {
	const text = "SIPRI, TIV\n\nRecipient,2014,2015\nIran,4,\nSyria,,6\n"
	read := func(o sipri.TableOptions) (*sipri.Table, error) {
		f, err := file.New("f.csv", strings.NewReader(text), file.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		return sipri.ReadTable(f, o)
	}
	if _, err := read(sipri.TableOptions{}); err == nil ||
		err.Error() != "f.csv:3: cannot tell whether the table is that of all or of one party: neither a title nor a row of the world's total says so" {
		t.Errorf("a table of nobody: %v", err)
	}
	table, err := read(sipri.TableOptions{Kind: sipri.ExportsOfSupplier, Subject: "Russia"})
	if err != nil || table.Subject != "RUS" || table.Flows[0].Reporter != "IRN" || table.Flows[0].Partner != "RUS" {
		t.Errorf("%+v %v", table, err)
	}
	table, err = read(sipri.TableOptions{Kind: sipri.ExportsBySupplier})
	if err != nil || table.Flows[0].Reporter != "IRN" || table.Flows[0].Partner != "WLD" || table.Flows[0].Flow != "X" {
		t.Errorf("%+v %v", table, err)
	}
	if _, err = read(sipri.TableOptions{Kind: sipri.ImportsOfRecipient}); err == nil ||
		err.Error() != "f.csv:3: a table of imports of one recipient needs the name of the recipient" {
		t.Errorf("no subject: %v", err)
	}
}

// Totals are no parts, and are held against them; a total without parts is all
// that there is.
func TestPanel_Totals(t *testing.T) {
	r, err := sipri.Open(openTest(t, "panel.csv"), data.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	want := data.Entries{
		{Reason: "no deliveries identified", Count: 1, Lines: []int{4}},
		{Reason: "a total over years, checked against its years", Count: 5, Lines: []int{5, 7, 11, 14, 16}},
		{Reason: "a total over suppliers or recipients, checked against its parts", Count: 4, Lines: []int{8, 9, 10, 15}},
	}
	if !reflect.DeepEqual(r.Account.Dropped, want) {
		t.Errorf("dropped %+v", r.Account.Dropped)
	}
	const wrong = "supplier,recipient,year,tiv\nRussia,Viet Nam,2010,30\nAll,Viet Nam,2010,40\nAll,India,2010,7\nIran,All,2010,8\nAll,All,Total,9\n"
	r, err = readText(t, wrong, data.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	p, err := r.Panel()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range p.Flows {
		got = append(got, f.Reporter+" "+f.Partner+" "+string(f.Flow)+" "+f.Value.String())
	}
	if strings.Join(got, ", ") != "VNM RUS M 30, IND WLD M 7, IRN WLD X 8" {
		t.Errorf("flows %v", got)
	}
	if len(p.Warnings) < 2 || p.Warnings[0].Error() != "f.csv:3: the total says 40, but its parts add up to 30" {
		t.Errorf("warnings %v", p.Warnings)
	}
}
