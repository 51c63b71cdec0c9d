package tidy

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
)

// kindsOf writes the columns of a table as read with their kinds.
func kindsOf(columns []Column) string {
	var out []data.Column
	for _, c := range columns {
		out = append(out, c.Column)
	}
	return kinds(out)
}

// kinds writes the columns of a table with their kinds.
func kinds(columns []data.Column) string {
	var out []string
	for _, c := range columns {
		out = append(out, c.Name+":"+[]string{"text", "number", "whole", "flag"}[c.Kind])
	}
	return strings.Join(out, " ")
}

// workbookOf makes a workbook with one sheet for each list of rows.
func workbookOf(t testing.TB, sheets ...[][]any) []byte {
	t.Helper()
	book := excelize.NewFile()
	for i, rows := range sheets {
		name := fmt.Sprintf("Sheet%d", i+1)
		if _, err := book.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		for j, row := range rows {
			if err := book.SetSheetRow(name, fmt.Sprintf("A%d", j+1), &row); err != nil {
				t.Fatal(err)
			}
		}
	}
	var b bytes.Buffer
	if err := book.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// The kinds are what a person would say of the cells.
func TestReadTable_Kinds(t *testing.T) {
	book := string(workbookOf(t, [][]any{{"Made up"}, {}, {"Supplier", "TIV", "HS", "ok", "year"}, {"Russia", 1.5, "0101", true, 2022}, {"France", nil, "8710", false, 2023}}))
	for _, test := range []struct{ name, text, kinds, rows, notes string }{
		{"text", "Supplier,TIV,HS,ok,year,empty,amount\nRussia,12,0101,TRUE,2022,,\"1,234.5\"\nFrance,-3.5,8710,false,2023,,\n",
			"Supplier:text TIV:number HS:text ok:flag year:number empty:text amount:number",
			"[[Russia 12 0101 true 2022  1234.5] [France -3.5 8710 false 2023  ]]", ""},
		{"semicolons", "Pays;Valeur\nA;1,5\nB;2\n", "Pays:text Valeur:number", "[[A 1.5] [B 2]]",
			`cells are separated by semicolons|the decimal sign is a comma: "1,5" on line 2 has a decimal comma`},
		{"workbook", book, "Supplier:text TIV:number HS:text ok:flag year:number", "[[Russia 1.5 0101 true 2022] [France  8710 false 2023]]",
			"line 1 stands above the names of the columns and is left out"},
		{"JSON", `[{"a": "x", "n": 1.5e3, "f": true, "y": "2022"},` + "\n" + ` {"n": null, "a": "z", "late": "1,2", "f": false, "y": "2023"}, {}]`,
			"a:text n:number f:flag y:number late:text", "[[x 1500 true 2022 ] [z  false 2023 1,2]]", "objects without any value are left out: 1"},
		{"titles", "Trade of Utopia\n,,\nPlace,Value,Year\nA,1,2020\n", "Place:text Value:number Year:number", "[[A 1 2020]]",
			"rows without any text are left out: 1|line 1 stands above the names of the columns and is left out"},
		{"separators at the end", "Place;Value\nA;1;\nB;2;;\n", "Place:text Value:number", "[[A 1] [B 2]]", "cells are separated by semicolons"},
		{"no title", "A\nx,1\n", "", "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			table, err := ReadTable(strings.NewReader(test.text), "t.csv", Options{})
			if test.kinds == "" {
				if err == nil {
					t.Fatalf("no error; columns %v", table.Columns)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if got := kindsOf(table.Columns); got != test.kinds {
				t.Errorf("kinds = %s\nwant    %s", got, test.kinds)
			}
			read, account, err := table.Data()
			if err != nil {
				t.Fatal(err)
			}
			if got := fmt.Sprint(read.Rows); got != test.rows {
				t.Errorf("rows = %s\nwant   %s", got, test.rows)
			}
			if got := strings.Join(account.Notes, "|"); got != test.notes {
				t.Errorf("notes = %s\nwant    %s", got, test.notes)
			}
			if len(account.Lines) != table.Rows() {
				t.Errorf("%d lines for %d rows", len(account.Lines), table.Rows())
			}
		})
	}
}

// Workbook and Parquet files of other programs: see testdata/layouts/make.py.
func TestOpenTable_Layouts(t *testing.T) {
	for _, test := range []struct{ file, sheet, kinds, values, notes string }{
		{"tidy.csv", "", "from:text to:text flow:text year:number value:number tonnes:number", "", ""},
		{"floats.parquet", "", "from:text to:text flow:text year:number value:number tonnes:number", "", ""},
		{"exact.parquet", "", "from:text to:text flow:text month:text value:number tonnes:number", "", `the column "unused" holds lists or groups and is left out`},
		{"shared.xlsx", "", "from:text to:text flow:text day:text value:number tonnes:number", "", ""},
		{"book.xlsx", "Tidy", "from:text to:text flow:text day:text value:number tonnes:number", "Tidy:6:5: value: the cell holds the error #N/A; mend the workbook, or empty the cell", ""},
	} {
		table, err := OpenTable(filepath.Join("testdata", "layouts", test.file), Options{Sheet: test.sheet})
		if err != nil {
			t.Errorf("%s: %v", test.file, err)
			continue
		}
		if got := kindsOf(table.Columns); got != test.kinds {
			t.Errorf("%s: kinds = %s\nwant %s", test.file, got, test.kinds)
		}
		want, _, err := OpenChart(filepath.Join("testdata", "layouts", "tidy.csv"), Options{})
		if err != nil {
			t.Fatal(err)
		}
		got, account, err := table.Chart(map[string]string{"from": "FROM", "to": "to", "value": "value"})
		if test.values != "" {
			if err == nil || !strings.HasSuffix(err.Error(), test.values) {
				t.Errorf("%s: %v, want %s", test.file, err, test.values)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", test.file, err)
			continue
		}
		if column(t, got, "value") != column(t, want, "value") || column(t, got, "from") != column(t, want, "from") {
			t.Errorf("%s: %v", test.file, got.Rows)
		}
		if got := strings.Join(account.Notes, "|"); got != test.notes {
			t.Errorf("%s: notes = %s, want %s", test.file, got, test.notes)
		}
	}
}

func TestReadTable_Errors(t *testing.T) {
	two := string(workbookOf(t, [][]any{{"label", "value"}, {"A", "1,5"}}, [][]any{{"other"}}))
	for _, test := range []struct {
		name, text string
		o          Options
		want       string
	}{
		{"no sheet", two, Options{Sheet: "Sheet3"}, `t: has no sheet "Sheet3" (did you mean "Sheet1"?); it has Sheet1, Sheet2`},
		{"sheet of a text", "a,b\n1,2\n", Options{Sheet: "S"}, `t: is text and has no sheet "S"; only a workbook has sheets`},
		{"header alone", two, Options{Sheet: "Sheet2"}, "t/Sheet2: has a header but no rows"},
		{"wide row", string(workbookOf(t, [][]any{{"a", "b"}, {1, 2, 3}})), Options{}, "t/Sheet1:2:1: the row has 3 cells, the header has 2; the first row that is not empty has to name all columns, without a title above it"},
		{"object", `{"data": [1]}`, Options{}, `t:1:1: is a JSON object; a chart needs an array of objects, as [{"label": "A", "value": 1}]`},
		{"strings", "[\n \"a\"]", Options{}, `t:2:2: element 1 is not an object; a chart needs an array of objects, as [{"label": "A", "value": 1}]`},
		{"nested", "[{\"a\": 1},\n {\"é\": 2, \"a\": [1]}]", Options{}, `t:2:16: "a" holds a list or an object; a cell of a table has one value`},
		{"twice in an object", `[{"a": 1, "a": 2}]`, Options{}, `t:1:11: the name "a" is there twice in one object`},
		{"cut", `[{"a": 1}, {"a": `, Options{}, "t:1:18: is damaged: the JSON ends here before it is closed; get the file again"},
		{"not JSON", `[{"a": 1 "b": 2}]`, Options{}, `t:1:10: is not valid JSON: invalid character '"' after object key:value pair`},
		{"more behind", "[{\"a\": 1}]\n[]", Options{}, "t:2:1: something stands behind the end of the JSON array; leave it out"},
		{"no objects", "[{}]", Options{}, "t: is empty; the first row names the columns, as label,value"},
		{"twice", "a,b,A\n1,2,3\n", Options{}, `t:1:5: the column "a" is there twice, first in column 1 of the line`},
	} {
		t.Run(test.name, func(t *testing.T) {
			table, err := ReadTable(strings.NewReader(test.text), "t", test.o)
			if err == nil {
				t.Fatalf("no error; columns %v", table.Columns)
			}
			if err.Error() != test.want {
				t.Errorf("got  %s\nwant %s", err, test.want)
			}
		})
	}
}

func TestTable_Chart(t *testing.T) {
	const text = "Supplier,TIV,value,Year,share,Bound\nRussia,12,x,2022.0,80,about\nFrance,3,y,2023.0,n/a,exact\n"
	table, err := ReadTable(strings.NewReader(text), "t.csv", Options{})
	if err != nil {
		t.Fatal(err)
	}
	chart, _, err := table.Chart(map[string]string{"label": "Supplier", "series": "supplier", "value": "TIV", "date": "Year"})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := kinds(chart.Columns), "label:text series:text value:number date:text"; got != want {
		t.Errorf("columns = %s, want %s", got, want)
	}
	if got, want := fmt.Sprint(chart.Rows), "[[Russia Russia 12 2022] [France France 3 2023]]"; got != want {
		t.Errorf("rows = %s, want %s", got, want)
	}
	if got, want := table.Columns[4].NotNumbers, `"n/a" on line 3`; got != want {
		t.Errorf("share: %s, want %s", got, want)
	}
	for _, test := range []struct {
		columns map[string]string
		want    string
	}{
		{map[string]string{"value": "share"}, `t.csv:3:19: value: cannot read "n/a" as a number; leave the cell empty where there is none`},
		{map[string]string{"value": "tvi", "hue": "TIV"}, `t.csv: a chart has no column "hue"; it has label, value, low, high, low_open, high_open, unit, bound, source, id, series, date, facet, estimated, from, to, place, x, x_unit, level` + "\n" +
			`t.csv:1: value: there is no column "tvi"; the columns are Supplier, TIV, value, Year, share, Bound`},
	} {
		_, _, err := table.Chart(test.columns)
		if err == nil || err.Error() != test.want {
			t.Errorf("%v:\ngot  %v\nwant %s", test.columns, err, test.want)
		}
	}
	place := table.Errorf(1, "share", "is odd")
	if got, want := place.Error(), "t.csv:3:19: share: is odd"; got != want || place.Value != "n/a" {
		t.Errorf("%s (%s), want %s", got, place.Value, want)
	}
}

func TestReadTable_DatesAndSame(t *testing.T) {
	const text = "year,day,float,code,amount,world,window\n2022,2022-05-01,2022.0,1250,2022,W,2014–2018\n2023,2022-05,2023.0,84,12345,W,2019/2023\n"
	table, err := ReadTable(strings.NewReader(text), "t.csv", Options{})
	if err != nil {
		t.Fatal(err)
	}
	var dates, same []string
	for _, c := range table.Columns {
		if c.Dates {
			dates = append(dates, c.Name)
		}
		if c.Same {
			same = append(same, c.Name)
		}
	}
	if got, want := fmt.Sprint(dates, same), "[year day float window] [world]"; got != want {
		t.Errorf("dates and same: %s, want %s", got, want)
	}
}

// A column named by a common word is one of a chart only if its cells fit.
func TestReadChart_Roles(t *testing.T) {
	// value is played by TIV, so that the column of that name is no longer there.
	const text = "label,TIV,value,level,x,estimated\nA,1,2,national,1,yes\n"
	table, _, err := ReadChart(strings.NewReader(text), "t.csv", Options{Columns: map[string]string{"value": "TIV"}})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := kinds(table.Columns), "label:text value:number level:text x:number estimated:text"; got != want {
		t.Errorf("columns = %s, want %s", got, want)
	}
}

func TestReadTable_TooManyCells(t *testing.T) {
	text := strings.Repeat(strings.Repeat(",", 999)+"\n", 100)
	text += "a" + strings.Repeat(",", 999) + "\n" + strings.Repeat("1"+strings.Repeat(",", 999)+"\n", maxCells/1000)
	_, err := ReadTable(strings.NewReader(text), "t.csv", Options{})
	if !errors.Is(err, file.ErrTooLarge) || !strings.Contains(err.Error(), "a chart needs a short table") {
		t.Errorf("%v", err)
	}
	// Few cells of many names would fill up a table of their product.
	var b strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&b, ",{\"%d\": 1}", i)
	}
	_, err = ReadTable(strings.NewReader("["+b.String()[1:]+"]"), "t.json", Options{})
	if !errors.Is(err, file.ErrTooLarge) {
		t.Errorf("%v", err)
	}
}

func FuzzReadTable(f *testing.F) {
	for _, name := range []string{"tidy.csv", "wide.csv", "floats.parquet", "exact.parquet", "book.xlsx", "shared.xlsx"} {
		raw, err := os.ReadFile(filepath.Join("testdata", "layouts", name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	for _, s := range []string{"Supplier;TIV\nA;1,5\n", `[{"a": 1, "b": "x"}, {"b": null}]`, "T\n\na,b\nx,1\n", `[{"a": 1e300}]`, "a,b\n0101,1\n,\n", "[{\"\\ud800\": 1}]"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		table, err := ReadTable(bytes.NewReader(raw), "f", Options{})
		if err != nil {
			return
		}
		if table.Rows() == 0 || len(table.Account().Lines) != table.Rows() || table.Errorf(0, table.Columns[0].Name, "x").Error() == "" {
			t.Fatalf("%d rows, %d lines", table.Rows(), len(table.Account().Lines))
		}
		read, _, err := table.Data()
		if err != nil {
			return
		}
		for _, row := range read.Rows {
			for i, c := range read.Columns {
				if len(row) != len(read.Columns) || c.Kind == data.NumberColumn && strings.Trim(row[i], "-.0123456789") != "" {
					t.Fatalf("%s: %q", c.Name, row)
				}
			}
		}
		// Every column may be asked to be a number; what cannot be read says where.
		for _, c := range table.Columns {
			var pe *data.ParseError
			if _, _, err := table.Chart(map[string]string{"value": c.Name, "label": c.Name}); err != nil && !errors.As(err, &pe) {
				t.Fatalf("%v has no place", err)
			}
		}
	})
}

func TestTable_Where(t *testing.T) {
	const text = "section,name,value\ntotals,World,10\nexporters,A,6\nexporters,B,n/a\nimporters,C,3\n"
	table, err := ReadTable(strings.NewReader(text), "t.csv", Options{})
	if err != nil {
		t.Fatal(err)
	}
	few, err := table.Where("Section", "exporters", "importers")
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(few.Rows(), few.Account().Lines, few.Columns[0].Same, few.Columns[2].Kind == data.NumberColumn); got != "3 [3 4 5] false false" {
		t.Errorf("got %s", got)
	}
	one, err := few.Where("section", "importers")
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(one.Rows(), one.Account().Lines, one.Columns[0].Same, one.Columns[2].Kind == data.NumberColumn); got != "1 [5] true true" {
		t.Errorf("got %s", got)
	}
	if got := fmt.Sprint(table.Rows(), table.Account().Lines); got != "4 [2 3 4 5]" {
		t.Errorf("the table changed: %s", got)
	}
	for column, want := range map[string]string{
		"sektion": `t.csv:1: there is no column "sektion" (did you mean "section"?); the columns are section, name, value`,
		"section": `t.csv: section: no row has "exporter" (did you mean "exporters"?); there is totals, exporters, importers`,
	} {
		if _, err := table.Where(column, "exporter"); err == nil || err.Error() != want {
			t.Errorf("got  %v\nwant %s", err, want)
		}
	}
}
