package comtrade

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
)

func concordance(t *testing.T, name, from, to string) *Concordance {
	t.Helper()
	f, err := file.Open(filepath.Join("testdata", name), file.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	c, err := ReadConcordance(f, from, to)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestReadConcordance reads one table in two layouts and both directions. The
// relations are counted by hand in the made-up pairs: 854900 has three
// targets, 850100 two of which one is shared with 850200, 010129 and 010130
// share one, 010121 and 999999 stand alone.
func TestReadConcordance(t *testing.T) {
	for _, name := range []string{"concordance_unsd.xlsx", "concordance_wits.csv"} {
		c := concordance(t, name, "H6", "H5")
		if got, want := c.Relations(), map[string]int{"1:1": 2, "n:1": 3, "1:n": 1, "n:n": 1}; !maps.Equal(got, want) {
			t.Errorf("%s: relations %v, want %v", name, got, want)
		}
		if got, want := c.Targets("854900"), []string{"847190", "854810", "854890"}; !slices.Equal(got, want) {
			t.Errorf("%s: targets %v, want %v", name, got, want)
		}
		if c.Relation("010121") != "1:1" || c.Relation("000000") != "" {
			t.Errorf("%s: relation of 010121 is %q", name, c.Relation("010121"))
		}
		if err := c.Account.Check(); err != nil || c.Account.Flows != 10 {
			t.Errorf("%s: %d pairs, %v", name, c.Account.Flows, err)
		}
		// Backwards, 850120 divides and 847190 does not.
		back := concordance(t, name, "H5", "H6")
		if got, want := back.Relations(), map[string]int{"1:1": 2, "n:1": 4, "1:n": 1, "n:n": 1}; !maps.Equal(got, want) {
			t.Errorf("%s: backwards %v, want %v", name, got, want)
		}
		if back.HasConversion() || c.HasConversion() != strings.HasSuffix(name, ".xlsx") {
			t.Errorf("%s: conversion %v, backwards %v", name, c.HasConversion(), back.HasConversion())
		}
	}
}

func TestClassOf(t *testing.T) {
	for heading, want := range map[string]string{
		"HS 2017": "H5", "From HS 2017": "H5", "To HS 2012": "H4", "HS2022": "H6", "hs 1992": "H0", "HS 1988/92": "H0", "HS 1988/92 Product Code": "H0",
		"HS 2007 Product Code": "H3", "H4": "H4", "HS02": "H2", "HS12": "H4", "HS96": "H1", "SITC Rev. 4": "S4", "To SITC Rev. 3": "S3",
		"SITC Revision 3 Product Code": "S3", "SITC2": "S2", "S1": "S1", "To BEC": "BEC",
		"HS 2017 Product Description": "", "Relationship": "", "Correlation table HS2022 to HS2017": "", "HS 2015": "", "": "", "ex": "", "HS": "",
	} {
		if got := classOf(heading); got != want {
			t.Errorf("%q: %q, want %q", heading, got, want)
		}
	}
}

func row6(product, value, quantity, unit string, line int) data.Flow {
	return data.Flow{Reporter: "VNM", Partner: "CHN", Flow: "M", Product: product, Classification: "H6", Period: data.Date{Year: 2022}, Value: decimal(value),
		Unit: "USD", Valuation: data.CIF, Quantity: decimal(quantity), QuantityUnit: unit, Source: "made", Line: line}
}

// sumOf adds the values of flows exactly.
func sumOf(flows []data.Flow) data.Number {
	var t data.Total
	for _, f := range flows {
		t.Add(f.Value)
	}
	return t.Number()
}

// TestApply: every expected value is a sum or a third by hand.
func TestApply(t *testing.T) {
	c := concordance(t, "concordance_unsd.xlsx", "H6", "H5")
	old := row6("8501", "3", "", "", 9)
	old.Classification, old.Period.Year = "H5", 2019
	flows := []data.Flow{row6("010121", "100", "10", "kg", 2), row6("010129", "200", "5", "u", 3), row6("010130", "50.5", "7", "u", 4), row6("TOTAL", "1000", "", "", 5),
		row6("8549", "100", "", "", 6), row6("850200", "1", "1", "u", 7), row6("010121", "1", "", "", 8), old}
	flows[6].Partner = "USA"
	flows = append(flows, row6("9999AA", "6", "", "", 10))
	out, err := c.Apply(flows, Refuse)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"CHN 010121 H5 100 10 kg", "CHN 010129 H5 250.5 12 u", "CHN TOTAL H5 1000  ", "CHN 850120 H5 1 1 u", "USA 010121 H5 1  ", "CHN 8501 H5 3  ", "CHN 9999AA H5 6  "}
	var got []string
	for _, f := range out.Flows {
		got = append(got, strings.Join([]string{f.Partner, f.Product, f.Classification, f.Value.String(), f.Quantity.String(), f.QuantityUnit}, " "))
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if err := out.Account.Check(); err != nil {
		t.Error(err)
	}
	if n := out.Account.Dropped.Count(); n != 2 { // 8549, and 010130 into 010129
		t.Errorf("%d dropped: %v", n, out.Account.Dropped)
	}
	if want := map[string]int{"1:1": 3, "n:1": 3}; !maps.Equal(out.Relations, want) {
		t.Errorf("relations %v, want %v", out.Relations, want)
	}
}

// TestApplyAmbiguous: 100 over three codes is twice 33.333333 and the rest, so
// that nothing is lost.
func TestApplyAmbiguous(t *testing.T) {
	c := concordance(t, "concordance_unsd.xlsx", "H6", "H5")
	flows := []data.Flow{row6("854900", "100", "9", "kg", 2), row6("850100", "8", "", "", 3), row6("850200", "1", "", "", 4)}
	if _, err := c.Apply(flows, Refuse); err == nil || err.Error() != "testdata/concordance_unsd.xlsx: 850100 of H6 (1 rows) is 2 codes of H5 (850110, 850120), and no table says how its value divides; choose split, convert or leave\n"+
		"testdata/concordance_unsd.xlsx: 854900 of H6 (1 rows) is 3 codes of H5 (847190, 854810, 854890), and no table says how its value divides; choose split, convert or leave" {
		t.Errorf("refused with %v", err)
	}
	for how, want := range map[Ambiguous][]string{
		Leave: {"854900 H6 100 ", "850100 H6 8 ", "850120 H5 1 "},
		Split: {"847190 H5 33.333333 divided equally over 3 codes of H5", "854810 H5 33.333333 divided equally over 3 codes of H5",
			"854890 H5 33.333334 divided equally over 3 codes of H5", "850110 H5 4 divided equally over 2 codes of H5", "850120 H5 4 divided equally over 2 codes of H5", "850120 H5 1 "},
		Convert: {"854890 H5 100 given whole to one of 3 codes of H5", "850110 H5 8 given whole to one of 2 codes of H5", "850120 H5 1 "},
	} {
		out, err := c.Apply(flows, how)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range out.Flows {
			got = append(got, strings.Join([]string{f.Product, f.Classification, f.Value.String(), f.Estimate}, " "))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s:\ngot  %q\nwant %q", how, got, want)
		}
		if sum := sumOf(out.Flows); !sum.Equal(data.Int(109)) {
			t.Errorf("%s: the sum became %v", how, sum)
		}
		if err := out.Account.Check(); err != nil {
			t.Errorf("%s: %v", how, err)
		}
	}
}

func TestApplyErrors(t *testing.T) {
	c := concordance(t, "concordance_unsd.xlsx", "H6", "H5")
	native := row6("010121", "5", "", "", 3)
	native.Classification = "H5"
	for name, test := range map[string]struct {
		flows []data.Flow
		how   Ambiguous
		want  string
	}{
		"unknown code": {[]data.Flow{row6("123456", "1", "", "", 2)}, Split, "testdata/concordance_unsd.xlsx: has no code 123456 of H6, which line 2 of made has"},
		"stated twice": {[]data.Flow{row6("010121", "1", "", "", 2), native}, Refuse, "made:2: the converted row states what line 3 states in H5 already; select one classification before converting"},
	} {
		if _, err := c.Apply(test.flows, test.how); err == nil || err.Error() != test.want {
			t.Errorf("%s: %v\nwant %s", name, err, test.want)
		}
	}
	wits := concordance(t, "concordance_wits.csv", "H6", "H5")
	if _, err := wits.Apply(nil, Convert); err == nil || err.Error() != "testdata/concordance_wits.csv has no conversion from H6 to H5 that says which code to take; choose split or leave" {
		t.Errorf("convert: %v", err)
	}
}

func TestReadConcordanceErrors(t *testing.T) {
	for text, want := range map[string]string{
		"HS 2012,HS 2007\n010121,010110\n":            "x: has no header with one column for H6 and one for H5 (it has H4, H3); write them as From HS 2017, To HS 2012",
		"a,b\n1,2\n":                                  "x: has no header with one column for H6 and one for H5 (it names none); write them as From HS 2017, To HS 2012",
		"HS2022,HS2017\n":                             "x: has a header of H6 and H5, but no pairs",
		"HS2022,HS2017\n01012X!,010121\n":             `x:2: H6: cannot read "01012X!" as a product code; write digits without points, as 854231`,
		"HS2022,HS2017\n0101.21,01 01 21\n001,010121": `x:3: H6: "001" is no code of the Harmonized System, whose chapters are 01 to 99`,
	} {
		_, err := ReadConcordance(openText(t, "x", text), "H6", "H5")
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v\nwant %s", text, err, want)
		}
	}
	if _, err := ReadConcordance(openText(t, "x", "a\n"), "WDI", "H5"); err == nil || err.Error() != `cannot convert "WDI"; write H0 to H6, S1 to S4 or BEC` {
		t.Error(err)
	}
}

// The Harmonized System is printed with a point behind the heading: salt is
// 2501.00. A spreadsheet that takes codes for numbers writes 250100.0, and 10121
// for 010121.
func TestPairCode(t *testing.T) {
	for _, c := range []struct{ class, cell, want string }{
		{"H5", "2501.00", "250100"}, {"H5", "8542.31", "854231"}, {"H5", "250100.0", "250100"}, {"H5", "10121", "010121"}, {"H5", "10121.0", "010121"},
		{"H5", "0101.21", "010121"}, {"S4", "001.11", "00111"}, {"H5", "n/a", ""},
	} {
		if got, err := pairCode(c.class, c.cell); err != nil || got != c.want {
			t.Errorf("%s %s: got %q, %v; want %q", c.class, c.cell, got, err, c.want)
		}
	}
}
