package tidy

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
)

func mapping(t testing.TB, text string) *Mapping {
	t.Helper()
	m, err := ReadMapping("m.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// read reads a text by a mapping; each flow is its cells but for source and
// line, with the empty ones left out.
func read(t testing.TB, m *Mapping, text string, o data.ReadOptions) ([]string, *data.Panel, error) {
	t.Helper()
	return readText(m, text, o)
}

func readText(m *Mapping, text string, o data.ReadOptions) ([]string, *data.Panel, error) {
	f, err := file.New("t.csv", strings.NewReader(text), file.Options{})
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	r, err := Open(f, m, o)
	if err != nil {
		return nil, nil, err
	}
	p, err := r.Panel()
	if err != nil {
		return nil, nil, err
	}
	return shown(p.Flows), p, nil
}

func shown(flows []data.Flow) []string {
	var out []string
	for _, f := range flows {
		f.Source, f.Line = "", 0
		out = append(out, strings.Join(slices.DeleteFunc(f.Cells(), func(s string) bool { return s == "" }), " "))
	}
	return out
}

const plain = `
columns: {reporter: from, partner: to, period: year, value: usd}
unit: USD
`

func TestReadMapping_Errors(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"empty", "", "m.yaml: is empty; a mapping says at least which columns there are"},
		{"no YAML", "a: [", "m.yaml: is not YAML: line 1: did not find expected node content"},
		{"two documents", "unit: USD\n---\nunit: EUR\n", "m.yaml: holds more than one document; write one mapping a file"},
		{"no mapping", "- a\n", "m.yaml:1:1: write keys with values, as columns: …"},
		{"unknown key", plain + "scael: thousand\n", `m.yaml:4:1: unknown key "scael" (did you mean "scale"?); the keys are columns, constants, decimal, end, flows, format, groups, header, missing, names, product_digits, quantity_scale, rows, scale, separator, sheet, source, unit, valuation`},
		{"unknown column", "columns: {reporter: a, valeu: b}\n", `m.yaml:1:24: columns: unknown key "valeu" (did you mean "value"?); the keys are classification, estimate, flag, flow, month, partner, period, product, quantity, quantity_unit, reporter, unit, valuation, value, year`},
		{"twice", plain + "unit: EUR\n", `m.yaml:4:1: the key "unit" is there twice, first on line 3`},
		{"twice in two ways", plain + "constants: {unit: EUR}\n", `m.yaml:4:19: constants: unit: unit is there twice, as a key and among the constants; write it once`},
		{"unknown unit", "unit: dollars\ncolumns: {value: v}\n", `m.yaml:1:7: unit: unknown unit "dollars"; write one of TIV_million, count, date, ordinal, percent, ratio, years, a currency as USD, or a rate as EUR/USD`},
		{"unknown place", "constants: {reporter: Viet Nam}\n", `m.yaml:1:23: constants: reporter: "Viet Nam" is not a place code; write VNM`},
		{"no place", "constants: {reporter: XQZ}\n", `m.yaml:1:23: constants: reporter: unknown place "XQZ"; write a code of ISO 3166 as VNM, WLD for the world, or PROVIDER:code`},
		{"scale", plain + "scale: 12\n", `m.yaml:4:8: scale: cannot scale by "12"; write one, thousand, million, billion, or a power of ten as 1000`},
		{"header", plain + "header: 0\n", `m.yaml:4:9: header: write the number of the row that names the columns, from 1, a rising list of such rows, or none`},
		{"hole", "columns: {value: \"{day}\"}\n", `m.yaml:1:18: columns: value: unknown hole {day}; a pattern may have {year}, {month}, {partner}, {reporter}, {product}, {flow}`},
		{"no values", "columns: {reporter: a}\n", `m.yaml:1:1: columns: no column of values; write it as value: NAME under columns`},
		{"nothing else", "columns:\n  value: v\n", "m.yaml:2: columns: value: nothing says the reporter; name its column under columns, or write it under constants\n" +
			"m.yaml:2: columns: value: nothing says the unit; name its column under columns, or write it under constants\n" +
			"m.yaml:2: columns: value: nothing says the period; name its column under columns as period, or as year and month, or write it under constants"},
		{"flow without partner", "unit: USD\ncolumns:\n  {reporter: a, period: p, value: v, flow: f}\n", "m.yaml:3: columns: value: there is a flow but no partner; name its column, or write partner: WLD under constants"},
		{"column and constant", plain + "constants: {reporter: VNM}\n", "m.yaml:2: columns: value: reporter is given twice, by a column and by a constant; write one of them"},
		{"day", plain + "constants: {period: 2022-01-01}\n", `m.yaml:4:21: constants: period: "2022-01-01" is a day; a flow has a year or a month`},
		{"sheet of a CSV", plain + "format: csv\nsheet: Data\n", "m.yaml:2:1: sheet: only a workbook has sheets; leave sheet out, or write format: xlsx"},
		{"system", plain + "names: ISO\n", `m.yaml:4:8: names: unknown names "ISO" (did you mean "ISO2"?); write ISO2, ISO3, M49, Comtrade, BACI, SIPRI, COW, WorldBank, CEPII, NSO`},
		{"alias", "unit: &u USD\ncolumns: {value: *u}\n", "m.yaml:2:18: columns: value: write a text"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := ReadMapping("m.yaml", []byte(c.text))
			if err == nil || err.Error() != c.want {
				t.Errorf("got  %v\nwant %s", err, c.want)
			}
		})
	}
}

// Expected flows are what a person reads in the text and the mapping.
func TestOpen_Layouts(t *testing.T) {
	for _, c := range []struct {
		name, mapping, text string
		want                []string
	}{
		{"tidy", plain, "from,to,year,usd\nVNM,CHN,2022,12.5\nNAM,Viet Nam,2021,7\n", []string{"VNM CHN 2022 12.5 USD", "NAM VNM 2021 7 USD"}},
		{"preamble, other columns, trailing separators", plain, "Exports\nin dollars; all\n\nx;usd;to;from;year;\n1;12,5;CHN;VNM;2022;\n" + "",
			nil},
		{"words above and below", plain + "end: Source\n", "A \"table\", by hand\n\nfrom,to,year,usd\nVNM,CHN,2022,1\n\nSource: us\nand, them\n", []string{"VNM CHN 2022 1 USD"}},
		{"blank row ends", plain + "end: blank\n", "from,to,year,usd\nVNM,CHN,2022,1\n,,,\nVNM,CHN,2023,1\n", []string{"VNM CHN 2022 1 USD"}},
		{"header twice", plain, "from,to,year,usd\nVNM,CHN,2022,1\nfrom,to,year,usd\nVNM,CHN,2023,1\n", []string{"VNM CHN 2022 1 USD", "VNM CHN 2023 1 USD"}},
		{"scale, flow, products", `
columns: {reporter: r, partner: p, flow: f, product: hs, period: t, value: v, quantity: kg}
constants: {classification: H5, quantity_unit: kg}
flows: {xk: X}
unit: USD
scale: thousand
quantity_scale: 1000
valuation: {X: FOB, M: CIF}
product_digits: 6
missing: ["..", "-"]
`, "r,p,f,hs,t,v,kg\nVNM,World,xk,10121,2022,0.067,..\nVNM,CHN,Import,010121,2022M03,1.5e6,2\nVNM,CHN,M,TOTAL,2022,-,..\n",
			[]string{"VNM WLD X 010121 H5 2022 67 USD FOB partner", "VNM CHN M 010121 H5 2022-03 1500000000 USD CIF 2000 kg"}},
		{"years in columns", "columns: {reporter: r, value: \"{year} [YR{year}]\"}\nunit: percent\nnames: ISO3\n",
			"r,name,2000 [YR2000],2001 [YR2001]\nVNM,x,1,2\nFRA,y,,4\n", []string{"VNM 2000 1 percent", "VNM 2001 2 percent", "FRA 2001 4 percent"}},
		{"months and quantities in columns", "columns: {reporter: r, partner: p, period: y, value: \"{month}_Value\", quantity: \"{month}_Quantity\"}\nconstants: {flow: X, quantity_unit: t}\nunit: USD\n",
			"r,p,January_Value,January_Quantity,Feb_Value,Feb_Quantity,All_Value,y\nVNM,CHN,1,2,3,4,99,2022\n", []string{"VNM CHN X TOTAL 2022-01 1 USD 2 t", "VNM CHN X TOTAL 2022-02 3 USD 4 t"}},
		{"flows and partners in columns", "columns: {reporter: r, year: y, month: m, value: [{column: \"{flow} to {partner}\"}, {column: imports, flow: M, partner: WLD, valuation: CIF}]}\nunit: EUR\n",
			"r,y,m,X to CHN,X to World,imports\nVNM,2022,Dec,1,3,5\n", []string{"VNM CHN X TOTAL 2022-12 1 EUR", "VNM WLD X TOTAL 2022-12 3 EUR partner", "VNM WLD M TOTAL 2022-12 5 EUR CIF"}},
		{"names, groups, filters", plain + "names: {\"China, PR\": CHN, Rest: \"VNM:rest\", Bloc: \"VNM:bloc\", system: NSO}\ngroups: Bloc\nrows: {kind: [a, b], to: {not: Total}}\n",
			"from,to,year,usd,kind\nVNM,\"China,  PR\",2022,1,a\nVNM,Korea,2022,2,b\nVNM,Rest,2022,3,a\nVNM,Bloc,2022,4,a\nVNM,Total,2022,5,a\nVNM,Japan,2022,6,c\n",
			[]string{"VNM CHN 2022 1 USD", "VNM KOR 2022 2 USD", "VNM VNM:rest 2022 3 USD", "VNM VNM:bloc 2022 4 USD partner"}},
		{"header of two rows", "header: [2, 3]\ncolumns: {reporter: Country, value: \"{year} Value\"}\nunit: USD\n",
			"A title\n,2021,,2022,\nCountry,Value,Weight,Value,Weight\nVNM,1,2,3,4\n", []string{"VNM 2021 1 USD", "VNM 2022 3 USD"}},
		{"no header", "header: none\nseparator: \";\"\ncolumns: {reporter: 1, value: 3, period: 2}\nunit: USD\n", "VNM;2022;1\nFRA;2021;2\n", []string{"VNM 2022 1 USD", "FRA 2021 2 USD"}},
		{"days", "columns: {reporter: r, value: v, period: {column: d, as: month}}\nunit: USD\n", "r,v,d\nVNM,1,2022-02-28\n", []string{"VNM 2022-02 1 USD"}},
		{"comma", plain + "decimal: comma\n", "from;to;year;usd\nVNM;CHN;2022;1.234,5\nVNM;CHN;2023;1.234\nVNM;CHN;2024;,067\n", []string{"VNM CHN 2022 1234.5 USD", "VNM CHN 2023 1234 USD", "VNM CHN 2024 0.067 USD"}},
		{"point", plain + "decimal: point\n", "from;to;year;usd\nVNM;CHN;2022;1,234.5\nVNM;CHN;2023;1,234\nVNM;CHN;2024;1 234 567\n", []string{"VNM CHN 2022 1234.5 USD", "VNM CHN 2023 1234 USD", "VNM CHN 2024 1234567 USD"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, _, err := read(t, mapping(t, c.mapping), c.text, data.ReadOptions{})
			if c.want == nil {
				if err == nil || !strings.Contains(err.Error(), `"12,5" has a decimal comma; write decimal: comma in the mapping`) {
					t.Errorf("got %v, %v", got, err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

func TestOpen_Errors(t *testing.T) {
	rows := func(s string) string { return "from,to,year,usd\n" + s }
	for _, c := range []struct{ name, mapping, text, want string }{
		{"no column", plain, "from,too,year,usd\nVNM,CHN,2022,1\n", `t.csv:1: partner: there is no column "to" (did you mean "too"?), which m.yaml:2 names; the columns are from, too, year, usd`},
		{"column twice", plain, "from,to,year,usd,usd\nVNM,CHN,2022,1,2\n", `t.csv:1: value: the column "usd", which m.yaml:2 names, is there twice; name the columns apart`},
		{"no pattern", "columns: {reporter: from, value: \"{year}\"}\nunit: USD\n", rows("VNM,CHN,2022,1\n"), `t.csv:1: value: there is no column "{year}" (did you mean "year"?), which m.yaml:1 names; the columns are from, to, year, usd`},
		{"format", plain + "format: xlsx\n", rows("VNM,CHN,2022,1\n"), "t.csv: is text, but the mapping m.yaml says format: xlsx"},
		{"words", plain, rows("VNM,CHN,2022,n/a\n"), `t.csv:2:14: value: cannot read "n/a" as a number; leave the cell empty where there is none; a mark for a missing number is listed in the mapping, as missing: ["n/a"]`},
		{"NaN", plain, rows("VNM,CHN,2022,NaN\n"), `t.csv:2:14: value: cannot read "NaN" as a number; leave the cell empty where there is none; a mark for a missing number is listed in the mapping, as missing: ["NaN"]`},
		{"1e309", plain, rows("VNM,CHN,2022,1e309\n"), `t.csv:2:14: value: the exponent of "1e309" is beyond 300`},
		{"open", plain, rows("VNM,CHN,2022,\"1,234\"\n"), `t.csv:2:14: value: "1,234" may be a number with a separator of thousands or with a decimal comma; write decimal: point or decimal: comma in the mapping: say which sign is decimal`},
		{"all open", plain, strings.ReplaceAll(rows("VNM,CHN,2022,1.234\nVNM,CHN,2023,175\n"), ",", ";"), `t.csv:2: "1.234" may be a number of thousands, as may every number with a point in the file; write decimal: point or decimal: comma in the mapping: say which sign is decimal`},
		{"nobody", plain, rows("VNM,Utopia,2022,1\n"), `t.csv:2:5: partner: no place is called "Utopia": unknown place; or say under names in the mapping what it means`},
		{"no partner", plain, rows("VNM,,2022,1\n"), `t.csv:2:5: partner: the cell is empty; a flow has a partner`},
		{"period", plain, rows("VNM,CHN,22,1\n"), `t.csv:2:9: period: cannot read "22" as a period; write a year or a month, as 2022, 2022-12, 202212, 2022M12, 12/2022 or Dec 2022`},
		{"day", plain, rows("VNM,CHN,2022-01-01,1\n"), `t.csv:2:9: period: "2022-01-01" is a day, and a flow has a year or a month; write period: {column: …, as: month} or as: year in the mapping`},
		{"short", plain, rows("VNM,CHN,2022,1\nVNM,CHN\n"), `t.csv:3:8: the row has 2 cells, the header has 4; a note below the table is left out by the key end`},
		{"long", plain, rows("VNM,CHN,2022,1,234\n"), `t.csv:2:16: the row has 5 cells, the header has 4; a text or number with a comma in it needs quotes around it`},
		{"digits", plain, rows("VNM,CHN,2022,1234567890123456789\n"), `t.csv:2:14: value: "1234567890123456789" has more than 18 digits`},
		{"JSON", plain, `{"a":1}`, "t.csv: is JSON; a mapping reads CSV, Parquet and XLSX"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, _, err := read(t, mapping(t, c.mapping), c.text, data.ReadOptions{})
			if err == nil || !strings.HasPrefix(err.Error(), c.want) {
				t.Errorf("got  %v %v\nwant %s", got, err, c.want)
			}
			var pe *data.ParseError
			if !errors.As(err, &pe) {
				t.Errorf("%v is no ParseError", err)
			}
		})
	}
}

// Four cells of seven become flows; each other cell has its reason.
func TestOpen_Account(t *testing.T) {
	m := mapping(t, "columns: {reporter: r, period: y, value: [a, b]}\nunit: USD\nrows: {k: \"1\"}\n")
	text := "r,y,k,a,b\nVNM,2022,1,1,2\nFRA,2022,1,,3\nDEU,2022,1,x,4\nUSA,2022,2,1,1\n,,,,\nUtopia,2022,1,5,6\nITA\n"
	got, p, err := read(t, m, text, data.ReadOptions{KeepGoing: true})
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"VNM 2022 1 USD", "VNM 2022 2 USD", "FRA 2022 3 USD", "DEU 2022 4 USD"}; !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	a := p.Account
	if a.Of != "cells" || a.Read != 14 || a.Flows != 4 || len(a.Rejects) != 4 || a.Dropped.Count() != 6 || a.Check() != nil {
		t.Errorf("account %+v", a)
	}
	for _, e := range a.Dropped {
		want := map[string]int{"no value": 1, "rows that the mapping leaves out by the column k": 2, "blank rows": 2, "other cells of a row that cannot be read": 1}[e.Reason]
		if e.Count != want {
			t.Errorf("%s: %d, want %d", e.Reason, e.Count, want)
		}
	}
}

func TestOpen_Warnings(t *testing.T) {
	_, p, err := read(t, mapping(t, plain), "from,to,year,usd\nVNM,CHN,2022,1\nVNM,C\xf4te d'Ivoire,2022,2\nVNM,CHN,2022,3\n", data.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, w := range p.Warnings {
		got = append(got, w.Error())
	}
	want := []string{"t.csv: is not UTF-8; read as Windows-1252",
		"t.csv: 1 rows state a flow that another row states too, the first on line 4 after line 2; they are added where flows are summed: if they are the same number twice, or a part and its sum, choose between them by the key rows"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestOpen_Release(t *testing.T) {
	m := mapping(t, plain+"source: {publisher: An Office, title: Trade by Partner, licence: CC BY, url: https://example.org, vintage: 2023-05, closed: true, notes: A note}\n")
	_, p, err := read(t, m, "from,to,year,usd\nVNM,CHN,2022,1\n", data.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	r := p.Release
	if r.ID != "an-office-trade-by-partner-2023-05" || r.Format != Format || !r.Closed || r.Unit != data.USD || r.Licence != "CC BY" ||
		!slices.Equal(r.Notes, []string{"A note", "from https://example.org", "read by the mapping m.yaml, SHA-256 " + m.SHA256()}) || len(r.SHA256) != 64 || r.Bytes != 32 || p.Flows[0].Source != r.ID {
		t.Errorf("release %+v", r)
	}
}

// The page that explains mappings names every key and every column.
func TestReadMapping_KeysAreExplained(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "mappings", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"no-such-key: 1\n", "columns: {no-such-key: 1}\n", "source: {no-such-key: 1}\n"} {
		_, err := ReadMapping("m.yaml", []byte(text))
		_, list, ok := strings.Cut(err.Error(), "the keys are ")
		list, _, _ = strings.Cut(list, "\n")
		if !ok {
			t.Fatal(err)
		}
		for _, key := range strings.Split(list, ", ") {
			if !strings.Contains(string(page), "`"+key+"`") && !strings.Contains(string(page), "`"+key+": ") {
				t.Errorf("docs/mappings/README.md does not explain %s", key)
			}
		}
	}
}
