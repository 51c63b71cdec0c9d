package tidy

import (
	"bytes"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
)

const layoutConstants = `
constants: {product: TOTAL, quantity_unit: t}
unit: USD
scale: thousand
`

const wideLayout = `
columns: {reporter: Reporter, partner: Partner, flow: Flow, value: "Value {year}", quantity: "Tonnes {year}"}
missing: [".."]
end: "Source:"
` + layoutConstants

// layouts are the files of testdata/layouts with their mappings; all hold the
// same rows.
var layouts = []struct{ file, mapping string }{
	{"tidy.csv", "columns: {reporter: from, partner: to, flow: flow, period: year, value: value, quantity: tonnes}" + layoutConstants},
	{"wide.csv", wideLayout + "decimal: comma\n"},
	{"floats.parquet", "format: parquet\ncolumns: {reporter: from, partner: to, flow: flow, period: year, value: value, quantity: tonnes}" + layoutConstants},
	{"exact.parquet", "columns: {reporter: from, partner: to, flow: flow, period: {column: month, as: year}, value: value, quantity: tonnes}" + layoutConstants},
	{"book.xlsx", "columns: {reporter: from, partner: to, flow: flow, period: {column: day, as: year}, value: value, quantity: tonnes}\nmissing: [\"#N/A\"]" + layoutConstants},
	{"shared.xlsx", "columns: {reporter: from, partner: to, flow: flow, period: {column: day, as: year}, value: value, quantity: tonnes}" + layoutConstants},
	{"book.xlsx", "sheet: Wide\nheader: [2, 3]\n" + strings.ReplaceAll(strings.ReplaceAll(wideLayout, "Value {year}", "{year} Value"), "Tonnes {year}", "{year} Tonnes")},
}

// Expected flows are the rows of testdata/layouts/tidy.csv, in thousands.
func TestOpen_SameFlowsFromEveryLayout(t *testing.T) {
	want := []string{
		"NAM WLD X TOTAL 2022 123456789123.4 USD 1000000 t partner",
		"VNM CHN X TOTAL 2021 56010351.7 USD 12.5 t",
		"VNM CHN X TOTAL 2022 57702602360 USD 0.07 t",
		"VNM USA M TOTAL 2021 USD 3 t",
		"VNM USA M TOTAL 2022 0.1 USD",
	}
	for _, l := range layouts {
		p := panel(t, filepath.Join("testdata", "layouts", l.file), mapping(t, l.mapping))
		got := shown(p.Flows)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%s:\ngot  %q\nwant %q", l.file, got, want)
		}
		if err := p.Account.Check(); err != nil || len(p.Warnings) > 0 || p.Release.Coverage.String() != "2021/2022" {
			t.Errorf("%s: %v, warnings %v, coverage %s", l.file, err, p.Warnings, p.Release.Coverage)
		}
	}
}

func TestOpen_WorkbookErrors(t *testing.T) {
	book := filepath.Join("testdata", "layouts", "book.xlsx")
	tidyLayout := layouts[4].mapping
	for _, c := range []struct{ mapping, want string }{
		{strings.Replace(tidyLayout, "missing: [\"#N/A\"]", "", 1), "book.xlsx/Tidy:6:5: value: the cell holds the error #N/A; mend the workbook, or list #N/A under missing in the mapping"},
		{tidyLayout + "sheet: Tidi\n", `book.xlsx: has no sheet "Tidi" (did you mean "Tidy"?); it has Notes, Tidy, Wide`},
		{strings.Replace(tidyLayout, "value: value", "value: from", 1), `book.xlsx/Tidy:4:1: value: cannot read "VNM" as a number; write plain digits with a point, as 1234.5; a mark for a missing number is listed in the mapping, as missing: ["VNM"]`},
		{tidyLayout + "format: csv\n", "book.xlsx: is XLSX, but the mapping m.yaml says format: csv"},
		{tidyLayout + "header: 900\n", "book.xlsx/Tidy:900: there is no row here; the mapping m.yaml says that it names the columns"},
	} {
		f, err := file.Open(book, file.Options{})
		if err != nil {
			t.Fatal(err)
		}
		r, err := Open(f, mapping(t, c.mapping), data.ReadOptions{})
		if err == nil {
			_, err = r.Panel()
		}
		f.Close()
		if err == nil || !strings.HasPrefix(err.Error(), filepath.Join("testdata", "layouts")+string(filepath.Separator)+c.want) {
			t.Errorf("got  %v\nwant %s", err, c.want)
		}
	}
}

// Expected texts are those that Excel's own documentation gives for these
// formats and serial numbers (39448 is 1 January 2008).
func TestWorkbook_Dates(t *testing.T) {
	for format, want := range map[string]bool{"yyyy\\-mm\\-dd": true, "mmm yy": true, "[$-409]d/m/yy h:mm": true, "d": true,
		"General": false, "0.00": false, "#,##0 \"days\"": false, "[Red]0": false, "\\y0": false, "h:mm": false, "0;\"year\"": false} {
		if got := showsDate(format); got != want {
			t.Errorf("%s: %v", format, got)
		}
	}
	b := &workbook{from: excelEpoch, dates: []bool{false, true}}
	for value, want := range map[string]string{"39448": "2008-01-01", "39448.75": "2008-01-01", "1": "1900-01-01", "59": "1900-02-28", "61": "1900-03-01"} {
		got, _, err := b.cellText(value, "n", "1")
		if err != nil || got != want {
			t.Errorf("%s: %s, %v; want %s", value, got, err, want)
		}
	}
	// The two float writings of one number, as spreadsheets store them.
	if got, _, err := b.cellText("57702602.359999999", "", "0"); err != nil || got != "57702602.36" {
		t.Errorf("got %s, %v", got, err)
	}
}

// A sheet that ends in the middle of its rows is an error, not a short table.
func TestOpen_CutSheet(t *testing.T) {
	whole := parts(t, filepath.Join("testdata", "layouts", "book.xlsx"))
	const name = "xl/worksheets/sheet2.xml"
	full := whole[name]
	for _, end := range []string{"<row r=\"6\"", "<c r=\"D6\"", "</sheetData>", "</worksheet>"} {
		i := strings.Index(full, end)
		if i < 0 {
			t.Fatalf("no %s in the sheet", end)
		}
		whole[name] = full[:i]
		f, err := file.New("b.xlsx", bytes.NewReader(packed(t, whole)), file.Options{})
		if err != nil {
			t.Fatal(err)
		}
		r, err := Open(f, mapping(t, layouts[4].mapping), data.ReadOptions{})
		if err == nil {
			_, err = r.Panel()
		}
		if !errors.Is(err, file.ErrDamaged) {
			t.Errorf("cut before %s: %v", end, err)
		}
		f.Close()
	}
}
