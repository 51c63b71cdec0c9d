package comtrade

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/periplus-data/periplus/data"
)

// short is the header of the small files of these tests.
const short = "period,reporterCode,flowCode,partnerCode,partner2Code,classificationCode,cmdCode,aggrLevel,customsCode,motCode,qtyUnitCode,qty,netWgt,cifvalue,fobvalue,primaryValue\n"

// read reads rows under the header short.
func read(t *testing.T, o data.ReadOptions, rows ...string) (*data.Panel, error) {
	t.Helper()
	return collect(t, openText(t, "x.csv", short+strings.Join(rows, "\n")+"\n"), o)
}

// summary writes the parts of flows that these tests are about.
func summary(flows []data.Flow) string {
	var lines []string
	for _, f := range flows {
		lines = append(lines, strings.Join([]string{f.Period.String(), f.Partner, string(f.Flow), f.Classification, f.Product, f.Value.String(), string(f.Valuation), f.Quantity.String() + f.QuantityUnit, f.Flag}, " "))
	}
	return strings.Join(lines, "\n")
}

// TestQuirks: each case is rows, and the flows and account that follow from
// the rules of the package comment.
func TestQuirks(t *testing.T) {
	for _, c := range []struct {
		name     string
		rows     []string
		flows    string
		dropped  string
		warnings []string
	}{
		{"total beside its parts, before and after",
			[]string{"2020,704,M,156,0,H5,01,2,C01,0,-1,,,,,30", "2020,704,M,156,0,H5,01,2,C00,0,-1,,,,,100", "2020,704,M,156,0,H5,01,2,C00,1000,-1,,,,,40", "2020,704,M,156,36,H5,01,2,C00,0,-1,,,,,1"},
			"2020 CHN M H5 01 100 CIF  ", partReason + " 3", nil},
		{"parts without their total do not overlap",
			[]string{"2020,704,M,156,0,H5,01,2,C01,0,-1,,,,,30", "2020,704,M,156,0,H5,01,2,C04,0,-1,,,,,70"},
			"2020 CHN M H5 01 30 CIF  customs procedure C01\n2020 CHN M H5 01 70 CIF  customs procedure C04", "",
			[]string{"x.csv: 2 rows are parts by customs procedure, and the file has no row for their total: a sum over them is the part that the file holds"}},
		{"the wider mode of transport holds the narrower",
			[]string{"2020,704,M,156,0,H5,01,2,C00,2100,-1,,,,,30", "2020,704,M,156,0,H5,01,2,C00,2000,-1,,,,,50", "2020,704,M,156,0,H5,01,2,C00,3200,-1,,,,,5"},
			"2020 CHN M H5 01 50 CIF  mode of transport 2000\n2020 CHN M H5 01 5 CIF  mode of transport 3200", partReason + " 1",
			[]string{"x.csv: 2 rows are parts by mode of transport, and the file has no row for their total: a sum over them is the part that the file holds"}},
		{"the same row twice", []string{"2020,704,X,156,0,H5,01,2,C00,0,-1,,,,,30", "2020,704,X,156,0,H5,01,2,C00,0,-1,,,,,30.0"},
			"2020 CHN X H5 01 30 FOB  ", "duplicate of an earlier row 1", nil},
		{"the total once more in another classification", []string{"2020,704,X,156,0,H5,TOTAL,0,C00,0,-1,,,,,30", "2020,704,X,156,0,S3,TOTAL,0,C00,0,-1,,,,,30.5"},
			"2020 CHN X H5 TOTAL 30 FOB  ", "the same trade is stated before in another classification 1", nil},
		{"a chapter once more in another revision", []string{"2020,704,X,156,0,H5,01,2,C00,0,-1,,,,,30", "2020,704,X,156,0,H4,01,2,C00,0,-1,,,,,30"},
			"2020 CHN X H5 01 30 FOB  ", "the same trade is stated before in another classification 1", nil},
		{"flows are kept apart", []string{"2020,704,X,0,0,H5,01,2,C00,0,-1,,,,,30", "2020,704,DX,0,0,H5,01,2,C00,0,-1,,,,,20", "2020,704,RX,0,0,H5,01,2,C00,0,-1,,,,,10", "2020,704,RM,0,0,H5,01,2,C00,0,-1,,,,,1", "2020,704,4,156,0,H5,01,2,C00,0,-1,,,,,2"},
			"2020 WLD X H5 01 30 FOB  \n2020 WLD DX H5 01 20 FOB  \n2020 WLD RX H5 01 10 FOB  \n2020 WLD RM H5 01 1 CIF  \n2020 CHN RM H5 01 2 CIF  ", "", nil},
		{"parts of flows are left out", []string{"2020,704,M,0,0,H5,01,2,C00,0,-1,,,,,30", "2020,704,FM,0,0,H5,01,2,C00,0,-1,,,,,20", "2020,704,XIP,0,0,H5,01,2,C00,0,-1,,,,,10"},
			"2020 WLD M H5 01 30 CIF  ", "foreign imports (FM), a part of M 1; exports after inward processing (XIP), a part of X 1", nil},
		{"leading zeros", []string{"2020,704,M,156,0,H5,1,,C00,0,-1,,,,,1", "2020,704,M,156,0,H5,101,,C00,0,-1,,,,,2", "2020,704,M,156,0,H5,10121,6,C00,0,-1,,,,,3", "2020,704,M,156,0,H5,10,2,C00,0,-1,,,,,4", "2020,704,M,156,0,H5,9999AA,6,C00,0,-1,,,,,5", "2020,704,M,156,0,S3,1,2,C00,0,-1,,,,,6", "2020,704,M,156,0,S3,1,1,C00,0,-1,,,,,7", "2020,704,M,156,0,S3,11,4,C00,0,-1,,,,,8", "2020,704,M,156,0,BE,1,1,C00,0,-1,,,,,9"},
			"2020 CHN M H5 01 1 CIF  \n2020 CHN M H5 0101 2 CIF  \n2020 CHN M H5 010121 3 CIF  \n2020 CHN M H5 10 4 CIF  \n2020 CHN M H5 9999AA 5 CIF  \n2020 CHN M S3 01 6 CIF  \n2020 CHN M S3 1 7 CIF  \n2020 CHN M S3 0011 8 CIF  \n2020 CHN M BEC 1 9 CIF  ", "",
			[]string{"x.csv: products are in BEC, H5, S3: the same trade may be stated in each; select one classification"}},
		{"SITC without a level", []string{"2020,704,M,156,0,S3,11,,C00,0,-1,,,,,8"}, "2020 CHN M S3 11 8 CIF  ", "",
			[]string{"x.csv: 1 SITC codes (the first on line 2) come without a level, and no code begins with 0: leading zeros may have been lost, and cannot be restored"}},
		{"SITC without a level, but with zeros", []string{"2020,704,M,156,0,S3,11,,C00,0,-1,,,,,8", "2020,704,M,156,0,S3,01,,C00,0,-1,,,,,8"}, "2020 CHN M S3 11 8 CIF  \n2020 CHN M S3 01 8 CIF  ", "", nil},
		{"numbers of a table saved by pandas", []string{"2020.0,704.0,M,156.0,0.0,H5,8542.0,4.0,C00,0.0,5.0,20.0,,,,1.5e3"}, "2020 CHN M H5 8542 1500 CIF 20u ", "", nil},
		{"valuation", []string{"2020,124,M,156,0,H5,01,2,C00,0,-1,,,,10,10", "2020,124,M,276,0,H5,01,2,C00,0,-1,,,12,10,12.0", "2020,124,X,276,0,H5,01,2,C00,0,-1,,,9,9,9", "2020,124,X,156,0,H5,01,2,C00,0,-1,,,9,8,7"},
			"2020 CHN M H5 01 10 FOB  \n2020 DEU M H5 01 12 CIF  \n2020 DEU X H5 01 9 FOB  \n2020 CHN X H5 01 7   ", "",
			[]string{"x.csv: in 1 rows (the first on line 5) the primary value is neither the CIF nor the FOB value; it is kept as it is"}},
		{"quantities", []string{"2020,704,M,156,0,H5,01,2,C00,0,5,20,300,,,1", "2020,704,M,276,0,H5,01,2,C00,0,-1,0,300,,,1", "2020,704,M,380,0,H5,01,2,C00,0,-1,0,NA,,,1", "2020,704,M,392,0,H5,01,2,C00,0,99,3,,,,1"},
			"2020 CHN M H5 01 1 CIF 20u \n2020 DEU M H5 01 1 CIF 300kg \n2020 ITA M H5 01 1 CIF  \n2020 JPN M H5 01 1 CIF 3Comtrade:99 ", "", nil},
		{"no value", []string{"2020,704,M,156,0,H5,01,2,C00,0,-1,,,,,NA", "2020,704,M,276,0,H5,01,2,C00,0,-1,,,,,0"}, "2020 DEU M H5 01 0 CIF  ", "no value 1", nil},
		{"the header again", []string{"2020,704,M,156,0,H5,01,2,C00,0,-1,,,,,1", strings.TrimSpace(short), "2020,704,M,276,0,H5,01,2,C00,0,-1,,,,,2"}, "2020 CHN M H5 01 1 CIF  \n2020 DEU M H5 01 2 CIF  ", "the header once more 1", nil},
		{"months beside years", []string{"202001,704,M,156,0,H5,01,2,C00,0,-1,,,,,1", "2020,704,M,156,0,H5,01,2,C00,0,-1,,,,,2"}, "2020-01 CHN M H5 01 1 CIF  \n2020 CHN M H5 01 2 CIF  ", "",
			[]string{"x.csv: holds months and whole years: a sum that would have both of one year is refused; group by period"}},
		{"revisions below the chapter", []string{"2020,704,M,156,0,H5,0101,4,C00,0,-1,,,,,1", "2022,704,M,156,0,H6,0101,4,C00,0,-1,,,,,2"}, "2020 CHN M H5 0101 1 CIF  \n2022 CHN M H6 0101 2 CIF  ", "",
			[]string{"x.csv: products below the chapter are in H5, H6: the same code is not the same goods in every revision, so that a sum over them is refused; select one classification, or convert with a concordance"}},
		{"one comma more", []string{"2020,704,M,156,0,H5,01,2,C00,0,-1,,,,,1,", "2020,704,M,276,0,H5,01,2,C00,0,-1,,,,,2,,"}, "2020 CHN M H5 01 1 CIF  \n2020 DEU M H5 01 2 CIF  ", "", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, err := read(t, data.ReadOptions{}, c.rows...)
			if err != nil {
				t.Fatal(err)
			}
			if got := summary(p.Flows); got != c.flows {
				t.Errorf("got\n%s\nwant\n%s", got, c.flows)
			}
			var dropped []string
			for _, e := range p.Account.Dropped {
				dropped = append(dropped, fmt.Sprintf("%s %d", e.Reason, e.Count))
			}
			if got := strings.Join(dropped, "; "); got != c.dropped {
				t.Errorf("dropped %q, want %q", got, c.dropped)
			}
			var warnings []string
			for _, w := range p.Warnings {
				warnings = append(warnings, w.Error())
			}
			if !slices.Equal(warnings, c.warnings) {
				t.Errorf("warnings %q\nwant %q", warnings, c.warnings)
			}
		})
	}
}

// TestErrors holds the whole text of the error of each bad row.
func TestErrors(t *testing.T) {
	for name, c := range map[string]struct{ row, want string }{
		"separators":          {`2020,704,M,156,0,H5,01,2,C00,0,-1,,,,,"1,234.5"`, `x.csv:2:39: primaryValue: cannot read "1,234.5" as a number; write plain digits with a point, as 1234.5`},
		"decimal comma":       {`2020,704,M,156,0,H5,01,2,C00,0,-1,,,,,"1.234,5"`, `x.csv:2:39: primaryValue: cannot read "1.234,5" as a number; write plain digits with a point, as 1234.5`},
		"too large":           {"2020,704,M,156,0,H5,01,2,C00,0,-1,,,,,1e309", `x.csv:2:39: primaryValue: "1e309" is out of range`},
		"NaN":                 {"2020,704,M,156,0,H5,01,2,C00,0,-1,,,,,NaN", `x.csv:2:39: primaryValue: cannot read "NaN" as a number; write plain digits with a point, as 1234.5`},
		"Inf":                 {"2020,704,M,156,0,H5,01,2,C00,0,-1,,,,,Inf", `x.csv:2:39: primaryValue: cannot read "Inf" as a number; write plain digits with a point, as 1234.5`},
		"too many cells":      {"2020,704,M,156,0,H5,01,2,C00,0,-1,,,,,1,234", "x.csv:2:41: the row has 17 cells and the header 16; a cell with a comma needs quotes around it"},
		"cut":                 {"2020,704,M,156,0,H5", "x.csv:2:20: the row has 6 cells and the header 16; the file may have been cut off, download it again"},
		"unknown reporter":    {"2020,9999,M,156,0,H5,01,2,C00,0,-1,,,,,1", `x.csv:2:6: reporterCode: "9999" is not a code of Comtrade: unknown place`},
		"no partner":          {"2020,704,M,,0,H5,01,2,C00,0,-1,,,,,1", "x.csv:2:12: partnerCode: is empty; write the code of a place, as 842 or USA"},
		"flow":                {"2020,704,Q,156,0,H5,01,2,C00,0,-1,,,,,1", `x.csv:2:10: flowCode: unknown trade flow "Q"; UN Comtrade writes X, M, DX, RX, RM, FM, MIP, MOP, XIP, XOP, or in older files 1 import, 2 export, 3 re-export, 4 re-import`},
		"question":            {"2020,704,M,156,0,H5,AG2,2,C00,0,-1,,,,,1", `x.csv:2:21: cmdCode: "AG2" is what one asks the database for, not a product code`},
		"chapter 00":          {"2020,704,M,156,0,H5,0,2,C00,0,-1,,,,,1", `x.csv:2:21: cmdCode: "0" is no code of the Harmonized System, whose chapters are 01 to 99`},
		"level":               {"2020,704,M,156,0,H5,101,6,C00,0,-1,,,,,1", `x.csv:2:21: cmdCode: "101" has 3 digits, but the row is of level 6`},
		"level text":          {"2020,704,M,156,0,H5,101,six,C00,0,-1,,,,,1", `x.csv:2:25: aggrLevel: cannot read "six" as the level of a product code; write its number of digits`},
		"pointed code":        {"2020,704,M,156,0,H5,8542.31,6,C00,0,-1,,,,,1", `x.csv:2:21: cmdCode: cannot read "8542.31" as a product code; write digits without points, as 854231`},
		"classification":      {"2020,704,M,156,0,h5?,01,2,C00,0,-1,,,,,1", `x.csv:2:18: classificationCode: cannot read "h5?" as a classification; write its code, as H5, S3 or BEC`},
		"period":              {"20-20,704,M,156,0,H5,01,2,C00,0,-1,,,,,1", `x.csv:2:1: period: cannot read "20-20" as a period; write a year or a month, as 2018 or 201801`},
		"month":               {"202013,704,M,156,0,H5,01,2,C00,0,-1,,,,,1", "x.csv:2:1: period: the period 202013 has no month from 01 to 12"},
		"year":                {"1066,704,M,156,0,H5,01,2,C00,0,-1,,,,,1", "x.csv:2:1: period: the year 1066 is not between 1900 and 2199"},
		"two wrongs":          {"2020,704,Q,156,0,H5,01,2,C00,0,-1,x,,,,1", "x.csv:2:10: flowCode: unknown trade flow \"Q\"; UN Comtrade writes X, M, DX, RX, RM, FM, MIP, MOP, XIP, XOP, or in older files 1 import, 2 export, 3 re-export, 4 re-import\nx.csv:2:35: qty: cannot read \"x\" as a number; write plain digits with a point, as 1234.5"},
		"contradiction":       {"2020,704,M,156,0,H5,01,2,C00,0,-1,,,,,1\n2020,704,M,156,0,H5,01,2,C00,0,-1,,,,,2", "x.csv:3:39: primaryValue: value or quantity differs from line 2, which has the same reporter, partner, flow, product and period; keep the right one"},
		"parts that overlap":  {"2020,704,M,156,0,H5,01,2,C01,0,-1,,,,,1\n2020,704,M,156,0,H5,01,2,C00,1000,-1,,,,,2", "x.csv:3: the part mode of transport 1000 may overlap with that on line 2, and the file has no row for their total; download the totals (customs C00, transport 0, second partner 0)"},
		"quote":               {`2020,704,M,156,0,H5,01,2,C00,0,-1,,,,,"1`, `x.csv:2:39: the quote that opens here is never closed, so nothing behind it can be read; inside a quoted cell a quote is written twice`},
		"no rows":             {"", "x.csv: holds no rows: the question to the database matched nothing, or its parameters were wrong; ask again"},
		"point without zero":  {"2020,704,M,156,0,H5,01,2,C00,0,-1,,,,,.067", ""},
		"digits beyond exact": {"2020,704,M,156,0,H5,01,2,C00,0,-1,,,,,1234567890.123456789", `x.csv:2:39: primaryValue: "1234567890.123456789" has more than 18 digits; round it before`},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := read(t, data.ReadOptions{}, c.row)
			got := ""
			if err != nil {
				got = err.Error()
			}
			if got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// TestKeepGoing: what cannot be read is rejected and counted, the rest stays.
func TestKeepGoing(t *testing.T) {
	p, err := read(t, data.ReadOptions{KeepGoing: true}, "2020,704,M,156,0,H5,01,2,C00,0,-1,,,,,1", "2020,704,M,276,0,H5,01,2,C00,0,-1,,,,,NaN", "2020,704,Q,276,0,H5,01,2,C00,0,-1,x,,,,1", "2020,704",
		"2020,704,M,156,0,H5,01,2,C00,0,-1,,,,,2", "2020,704,M,392,0,H5,01,2,C00,0,-1,,,,,5")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := summary(p.Flows), "2020 CHN M H5 01 1 CIF  \n2020 JPN M H5 01 5 CIF  "; got != want {
		t.Errorf("got %s", got)
	}
	if len(p.Account.Rejects) != 4 || p.Account.Read != 6 {
		t.Errorf("account %v", p.Account)
	}
}

// TestHeaders: a header that lacks an item says which, or is none of ours.
func TestHeaders(t *testing.T) {
	for header, want := range map[string]string{
		"period,reporterCode,partnerCode,cmdCode,primaryValue":                                                       "x.csv:1:1: no column for the trade flow (flowCode or flowDesc); download the file with it, or describe the file in a mapping",
		"period,flowCode,partnerCode,cmdCode,primaryValue":                                                           "x.csv:1:1: no column for the reporter (reporterCode or reporterISO); download the file with it, or describe the file in a mapping",
		"reporterCode,partnerCode,flowCode,cmdCode,primaryValue":                                                     "x.csv:1:1: no column for the period (period or refYear); download the file with it, or describe the file in a mapping",
		"period,reporterCode,flowCategory,flowCode,partnerCode,cmdCode,primaryValue":                                 "x.csv:1:1: holds lines of national tariffs (flowCategory), which have no totals and divide in ways that the file does not tell; download the final data",
		"refPeriodId,period,reporterCode,flowCode,partnerCode,partner2Code,cmdCode,customsCode,motCode,primaryValue": "x.csv:1:1: holds lines of national tariffs (no refYear, no isAggregate), which have no totals and divide in ways that the file does not tell; download the final data",
		"period,reporterCode,partnerCode,flowCode,cmdCode,Commodity Code,primaryValue":                               `x.csv:1:1: the columns "cmdCode" and "Commodity Code" hold the same item; keep one of them`,
	} {
		if _, err := collect(t, openText(t, "x.csv", header+"\n"), data.ReadOptions{}); err == nil || err.Error() != want {
			t.Errorf("%s: %v\nwant %s", header, err, want)
		}
	}
}

// TestPlaces: letters of an older time, an ambiguous code with a name, names
// alone, and a code that two states had one after the other.
func TestPlaces(t *testing.T) {
	const header = "period,reporterISO,flowDesc,partnerISO,partnerDesc,classificationCode,cmdCode,primaryValue\n"
	p, err := collect(t, openText(t, "x.csv", header+"1988,DEU,Import,WLD,World,H0,TOTAL,1\n1995,DEU,Re-Export,ROM,Romania,H0,TOTAL,2\n1995,DEU,exports,A79,\"LAIA, nes\",H0,TOTAL,3\n1995,DEU,Re-imports,,Viet Nam,H0,TOTAL,4\n1995,EUR,Import,W00,World,H0,TOTAL,5\n"), data.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range p.Flows {
		got = append(got, f.Reporter+" "+string(f.Flow)+" "+f.Partner+" "+string(f.Aggregate))
	}
	want := []string{"Comtrade:280 M WLD partner", "DEU RX ROU ", "DEU X Comtrade:473 ", "DEU RM VNM ", "WB:EUU M WLD both"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	merged := false
	for _, w := range p.Warnings {
		merged = merged || strings.HasPrefix(w.Error(), "x.csv: code DEU of Comtrade stands for ")
	}
	if !merged {
		t.Errorf("no warning that DEU stands for two states: %v", p.Warnings)
	}
}

// TestMixing holds that a sum over revisions is refused below the chapter, and
// allowed for chapters and totals: see docs/methods/comtrade.md.
func TestMixing(t *testing.T) {
	p, err := read(t, data.ReadOptions{}, "2020,704,M,156,0,H5,TOTAL,0,C00,0,-1,,,,,10", "2022,704,M,156,0,H6,TOTAL,0,C00,0,-1,,,,,20", "2020,704,M,156,0,H5,01,2,C00,0,-1,,,,,1", "2022,704,M,156,0,H6,01,2,C00,0,-1,,,,,2",
		"2020,704,M,156,0,H5,0101,4,C00,0,-1,,,,,3", "2022,704,M,156,0,H6,0101,4,C00,0,-1,,,,,4")
	if err != nil {
		t.Fatal(err)
	}
	for product, want := range map[string]string{
		"TOTAL": "30", "01": "3", "AG2": "3",
		"0101": "codes of H5 and H6 would be in one sum, but revisions of the Harmonized System agree on chapters (2 digits) only; select one classification, or convert with a concordance",
	} {
		groups, err := p.Groups(t.Context(), data.Query{Where: data.Selection{Products: []string{product}}})
		got := ""
		if err != nil {
			got = err.Error()
		} else {
			got = groups[0].Value.String()
		}
		if got != want {
			t.Errorf("%s: %s, want %s", product, got, want)
		}
	}
	groups, err := p.Groups(t.Context(), data.Query{Where: data.Selection{Products: []string{"0101"}}, By: []data.Dimension{data.ByYear}})
	if err != nil || len(groups) != 2 {
		t.Errorf("by year: %v %v", groups, err)
	}
}
