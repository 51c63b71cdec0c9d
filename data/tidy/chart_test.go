package tidy

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"github.com/periplus-data/periplus/data"
)

// column returns the cells of a column, joined by |.
func column(t *testing.T, table data.Table, name string) string {
	t.Helper()
	for i, c := range table.Columns {
		if c.Name == name {
			var cells []string
			for _, row := range table.Rows {
				cells = append(cells, row[i])
			}
			return strings.Join(cells, "|")
		}
	}
	t.Fatalf("no column %q", name)
	return ""
}

// Expected values are what a person reads in the text.
func TestReadChart_Numbers(t *testing.T) {
	tests := []struct {
		name, text, value, notes string
		decimal                  rune // that the account should name
	}{
		{"integers", "label,value\nA,175\nB,123\n", "175|123", "", 0},
		{"point", "label,value\nA,3.5\nB,-0.25\nC,\n", "3.5|-0.25|", "", '.'},
		{"no digit before the point", "label,value\nA,.5\n", "0.5", "", '.'},
		{"exact beyond a float", "label,value\nA,12345678901234567890.123456789\n", "12345678901234567890.123456789", "", '.'},
		{"exponent", "label,value\nA,3.5e9\nB,1E-7\n", "3500000000|0.0000001", "", '.'},
		{"minus sign U+2212 and plus", "label,value\nA,−2.5\nB,+2.5\n", "-2.5|2.5", "", '.'},
		{"groups by comma", "label,value\nA,\"1,234,567\"\nB,\"1,234\"\n", "1234567|1234",
			`line 3: "1,234" is read as 1234, since "1,234,567" on line 2 has a comma between thousands`, '.'},
		{"groups and point", "label,value\nA,\"1,234.5\"\n", "1234.5", "", '.'},
		{"semicolons and comma", "label;value\nA;3,5\nB;1.234,5\n", "3.5|1234.5",
			`cells are separated by semicolons|the decimal sign is a comma: "3,5" on line 2 has a decimal comma`, ','},
		{"tabs", "label\tvalue\nA\t3.5\n", "3.5", "cells are separated by tabs", '.'},
		{"blanks between groups", "label;value\nA;1 234,5\nB;12 345 678\n", "1234.5|12345678",
			`cells are separated by semicolons|the decimal sign is a comma: "1 234,5" on line 2 has a decimal comma`, ','},
		{"narrow blanks and apostrophes", "label,value\nA,1\u202f234.5\nB,1’234’567\n", "1234.5|1234567", "", '.'},
		{"an open comma decided by another number", "label;value\nA;1,234\nB;2,5\n", "1.234|2.5",
			`cells are separated by semicolons|the decimal sign is a comma: "2,5" on line 3 has a decimal comma|line 2: "1,234" is read as 1.234, since "2,5" on line 3 has a decimal comma`, ','},
		{"an open comma decided by low", "label,value,low\nA,\"1,234\",1200.5\n", "1234",
			`line 2: "1,234" is read as 1234, since "1200.5" on line 2 has a decimal point`, '.'},
		{"an open comma beside ungrouped thousands", "label;value\nA;1,234\nB;12345\n", "1.234|12345",
			`cells are separated by semicolons|line 2: "1,234" is read as 1.234, since "12345" on line 3 has no separator of thousands`, ','},
		{"an open point where commas separate cells", "label,value\nA,1.234\n", "1.234",
			`line 2: "1.234" is read as 1.234, as is usual where commas separate the cells`, '.'},
		{"a leading zero is never a group", "label;value\nA;0,125\n", "0.125",
			`cells are separated by semicolons|the decimal sign is a comma: "0,125" on line 2 has a decimal comma`, ','},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			table, account, err := ReadChart(strings.NewReader(test.text), "c.csv", Options{})
			if err != nil {
				t.Fatal(err)
			}
			if got := column(t, table, "value"); got != test.value {
				t.Errorf("value = %s, want %s", got, test.value)
			}
			if got := strings.Join(account.Notes, "|"); got != test.notes {
				t.Errorf("notes = %s\nwant    %s", got, test.notes)
			}
			if account.Decimal != test.decimal {
				t.Errorf("decimal = %q, want %q", account.Decimal, test.decimal)
			}
		})
	}
}

func TestReadChart_Errors(t *testing.T) {
	many := "label,value\n" + strings.Repeat("A,x\n", 25)
	var manyErrors []string
	for i := range 20 {
		manyErrors = append(manyErrors, fmt.Sprintf(`c.csv:%d:3: value: cannot read "x" as a number; leave the cell empty where there is none`, i+2))
	}
	manyErrors = append(manyErrors, "and 5 more problems in c.csv")
	tests := []struct{ name, text, want string }{
		{"empty", "", "c.csv: is empty; the first row names the columns, as label,value"},
		{"blank lines", "\n\n;;\n", "c.csv: is empty; the first row names the columns, as label,value"},
		{"header alone", "label,value\n", "c.csv: has a header but no rows"},
		{"missing column", "lable,value\nA,1\n", `c.csv:1: label: there is no column "label" (did you mean "lable"?); the columns are lable, value`},
		{"both missing", "a,b\n1,2\n", `c.csv:1: label: there is no column "label"; the columns are a, b` + "\n" + `c.csv:1: value: there is no column "value"; the columns are a, b`},
		{"twice", "label,value,Value\nA,1,2\n", `c.csv:1:13: the column "value" is there twice, first in column 7 of the line`},
		{"words", "label,value\nÉtats-Unis,n/a\n", `c.csv:2:12: value: cannot read "n/a" as a number; leave the cell empty where there is none`},
		{"percent sign", "label,value\nA,80%\n", `c.csv:2:3: value: cannot read "80%" as a number; write the number alone, and percent in a column unit`},
		{"currency", "label,value\nA,$3.5\n", `c.csv:2:3: value: cannot read "$3.5" as a number; write the number alone, and the currency, as USD, in a column unit`},
		{"unit behind", "label,value\nA,3.5bn\n", `c.csv:2:3: value: cannot read "3.5bn" as a number; write digits, as 1234.5`},
		{"odd groups", "label;value\nA;1.23.456\n", `c.csv:2:3: value: cannot read "1.23.456" as a number; write digits, as 1234.5`},
		{"odd blanks", "label,value\nA,1 23\n", `c.csv:2:3: value: cannot read "1 23" as a number; write digits, as 1234.5`},
		{"too many digits", "label,value\nA," + strings.Repeat("9", 70) + "\n", `c.csv:2:3: value: cannot read "` + strings.Repeat("9", 70) + `" as a number; it has more digits than can be kept`},
		{"huge exponent", "label,value\nA,1e999\n", `c.csv:2:3: value: the exponent of "1e999" is beyond 300`},
		{"too many cells", "label,value\nA,1,5\n", "c.csv:2:1: the row has 3 cells, the header has 2; a text or number with a comma in it needs quotes around it"},
		{"too few cells", "label,value\nA\n", "c.csv:2:1: the row has 1 cells, the header has 2"},
		{"truly open", "label;value\nA;1,234\nB;175\n", `c.csv:2:3: value: "1,234" may be 1234 or 1.234, and no other number tells which; say which sign is decimal`},
		{"open both ways", "label;value\nA;1,234\nB;1.234\n", `c.csv:3:3: value: "1.234" and "1,234" on line 2 use different signs, and no other number tells which is decimal; say which sign is decimal`},
		{"mixed", "label;value\nA;1,5\nB;1.5\n", `c.csv:2:3: value: "1,5" has a decimal comma, but "1.5" on line 3 has a decimal point; write all numbers alike`},
		{"open quote", "label,value\n\"A,1\nB,2\n", "c.csv:2:1: the quote that opens here is never closed, so nothing behind it can be read; inside a quoted cell a quote is written twice"},
		{"flag", "label,value,low_open\nA,1,yes\n", `c.csv:2:5: low_open: cannot read "yes" as a flag; write true or false`},
		{"bound", "label,value,bound\nA,1,over\n", `c.csv:2:5: bound: unknown bound "over"; write one of exact, about, at_least, more_than, less_than, at_most, range, vague, direction`},
		{"binary", "label,value\x00\n", "c.csv:1:12: is not a text file in UTF-8, UTF-16 or Windows-1252: it has a NUL byte here; get the file again, or save it as CSV UTF-8"},
		{"several", "label,value,unit\nA,x,USD\nB,1,dollars\n", `c.csv:2:3: value: cannot read "x" as a number; leave the cell empty where there is none` + "\n" +
			`c.csv:3:5: unit: unknown unit "dollars"; write one of TIV_million, count, date, ordinal, percent, ratio, years, a currency as USD, or a rate as EUR/USD`},
		{"many", many, strings.Join(manyErrors, "\n")},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			table, _, err := ReadChart(strings.NewReader(test.text), "c.csv", Options{})
			if err == nil {
				t.Fatalf("no error; table %v", table)
			}
			if err.Error() != test.want {
				t.Errorf("got  %s\nwant %s", err, test.want)
			}
			if len(table.Rows) != 0 {
				t.Errorf("a table came with the error: %v", table)
			}
		})
	}
}

func TestReadChart_ErrorHasPlaceAndKind(t *testing.T) {
	_, _, err := ReadChart(strings.NewReader("label;value\nA;1,234\n"), "c.csv", Options{})
	var pe *data.ParseError
	if !errors.As(err, &pe) || pe.Line != 2 || pe.Col != 3 || pe.Value != "1,234" {
		t.Errorf("ParseError = %+v", pe)
	}
	if !errors.Is(err, ErrDecimal) {
		t.Error("the error is not ErrDecimal")
	}
}

func TestReadChart_DecimalOption(t *testing.T) {
	for _, test := range []struct {
		decimal rune
		want    string
	}{{'.', "1234"}, {',', "1.234"}} {
		table, _, err := ReadChart(strings.NewReader("label;value\nA;1,234\n"), "c.csv", Options{Decimal: test.decimal})
		if err != nil {
			t.Fatal(err)
		}
		if got := column(t, table, "value"); got != test.want {
			t.Errorf("decimal %q: %s, want %s", test.decimal, got, test.want)
		}
	}
	_, _, err := ReadChart(strings.NewReader("label;value\nA;1,5\n"), "c.csv", Options{Decimal: '.'})
	want := `c.csv:2:3: value: cannot read "1,5" as a number with a decimal point; write digits, as 1234.5`
	if err == nil || err.Error() != want {
		t.Errorf("got %v\nwant %s", err, want)
	}
}

func TestReadChart_Encodings(t *testing.T) {
	const text = "label,value\nÉtats-Unis,1.5\nViệt Nam,2\n"
	const latin = "label,value\nÉtats-Unis,1.5\n“œuvre” à 5 €,2\n"
	cp1252, err := charmap.Windows1252.NewEncoder().String(latin)
	if err != nil {
		t.Fatal(err)
	}
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ name, text, encoding, labels string }{
		{"UTF-8", text, "UTF-8", "États-Unis|Việt Nam"},
		{"BOM", "\ufeff" + text, "UTF-8", "États-Unis|Việt Nam"},
		{"BOM and quotes", "\ufeff\"label\",\"value\"\n\"A, B\",1\nC,2\n", "UTF-8", "A, B|C"},
		{"CRLF", strings.ReplaceAll(text, "\n", "\r\n"), "UTF-8", "États-Unis|Việt Nam"},
		{"CR", strings.ReplaceAll(text, "\n", "\r"), "UTF-8", "États-Unis|Việt Nam"},
		{"CP1252", cp1252, "Windows-1252", "États-Unis|“œuvre” à 5 €"},
		{"UTF-16", utf16, "UTF-16", "États-Unis|Việt Nam"},
	} {
		t.Run(test.name, func(t *testing.T) {
			table, account, err := ReadChart(strings.NewReader(test.text), "c.csv", Options{})
			if err != nil {
				t.Fatal(err)
			}
			if got := column(t, table, "label"); got != test.labels {
				t.Errorf("labels = %s, want %s", got, test.labels)
			}
			if account.Encoding != test.encoding {
				t.Errorf("encoding = %s, want %s", account.Encoding, test.encoding)
			}
		})
	}
}

func TestReadChart_Columns(t *testing.T) {
	text := "sep=;\nUNIT;Value;label;hihg;LOW_OPEN\n%;80;Russia;;TRUE\n;;;;\npercent;20;others;100;0\n"
	table, account, err := ReadChart(strings.NewReader(text), "c.csv", Options{})
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"unit": "percent|percent", "value": "80|20", "label": "Russia|others", "hihg": "|100", "low_open": "true|false"} {
		if got := column(t, table, name); got != want {
			t.Errorf("%s = %s, want %s", name, got, want)
		}
	}
	if got, want := fmt.Sprint(account.Lines), "[3 5]"; got != want {
		t.Errorf("lines = %s, want %s", got, want)
	}
	if got, want := strings.Join(account.Notes, "|"), `rows without any text are left out: 1|the column "hihg" is not used (did you mean "high"?)`; got != want {
		t.Errorf("notes = %s, want %s", got, want)
	}
}

func TestReadChart_ColumnPlacesCountCharacters(t *testing.T) {
	_, _, err := ReadChart(strings.NewReader("label,value\n\"Côte d’Ivoire, \ntwo lines\",é\n"), "c.csv", Options{})
	want := `c.csv:3:12: value: cannot read "é" as a number; leave the cell empty where there is none`
	if err == nil || err.Error() != want {
		t.Errorf("got %v\nwant %s", err, want)
	}
}

func FuzzReadChart(f *testing.F) {
	for _, s := range []string{
		"label,value\nA,1\n", "label;value\nA;1,234\nB;2,5\n", "\ufefflabel\tvalue\r\nA\t1 234,5\r\n", "sep=;\nlabel;value\nA;1\n",
		"label,value\n\"A,1\n", "label,value\nA,\"1,234.5\"\n", "label,value,low\nA,.5e-3,−1\n", "\xff\xfel\x00", "label,value\n\xe9,1\n", "date,low\n2022,1\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		table, account, err := ReadChart(strings.NewReader(string(raw)), "f.csv", Options{})
		if err != nil {
			return
		}
		if len(account.Lines) != len(table.Rows) || len(table.Rows) == 0 {
			t.Fatalf("%d lines for %d rows", len(account.Lines), len(table.Rows))
		}
		for _, row := range table.Rows {
			for i, c := range table.Columns {
				if c.Kind != data.NumberColumn || row[i] == "" {
					continue
				}
				if strings.Trim(row[i], "-.0123456789") != "" {
					t.Fatalf("%s: %q is not a plain decimal", c.Name, row[i])
				}
			}
		}
		if table.Frame().Err != nil {
			t.Fatal(table.Frame().Err)
		}
		// What was read, written by us, reads the same again.
		var b strings.Builder
		if err := table.WriteCSV(&b, false); err != nil {
			t.Fatal(err)
		}
		again, _, err := ReadChart(strings.NewReader(b.String()), "again.csv", Options{Decimal: '.'})
		if err == nil && fmt.Sprint(again.Rows) != fmt.Sprint(table.Rows) {
			t.Fatalf("rows changed:\n%q\n%q", table.Rows, again.Rows)
		}
	})
}

func ExampleReadChart() {
	file := strings.NewReader("label;value;unit\nChina;175;USD\nUnited States;123,5;USD\n")
	table, account, err := ReadChart(file, "trade.csv", Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, note := range account.Notes {
		fmt.Println(note)
	}
	table.WriteCSV(os.Stdout, false)
	// Output:
	// cells are separated by semicolons
	// the decimal sign is a comma: "123,5" on line 3 has a decimal comma
	// label,value,unit
	// China,175,USD
	// United States,123.5,USD
}
