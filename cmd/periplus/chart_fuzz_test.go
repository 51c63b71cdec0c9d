package main

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/periplus-data/periplus/charts"
	"github.com/periplus-data/periplus/data/locale"
	"github.com/periplus-data/periplus/data/tidy"
)

// FuzzTableToChart takes bytes from file to picture, for every kind. Nothing
// panics; an error names the file, and the line where it is of one cell; a
// picture is valid XML.
func FuzzTableToChart(f *testing.F) {
	for _, s := range []string{
		"label,value\nA,1\nB,2\n",
		"Supplier;Recipient;TIV;Year\nA;B;1,5;2020\nC;B;2;2021\n",
		"label,value,low,high,bound,unit\nA,,80,,more_than,percent\nB,5,4,6,about,percent\n",
		"iso3,value\nFRA,1\nVNM,2\nXXX,3\n",
		"country,x,value,facet\nA,1,2,f\nB,-3,4e9,g\n",
		"date,series,value,estimated\n2020,a,1,true\n2021,a,,false\n2022,a,3,false\n2020,b,-1,false\n",
		"operation,of,to,value,low,high,unit,of_name,to_name,note\nratio,a,b,50,49,51,ratio,A,B,\n",
		"id,verdict,stated,low,high,observed,unit,rule,name\na,holds,1,0.5,1.5,1.2,USD,rounds_to,A\n",
		"section,place,name,partner,partner_name,period,value,share,previous_value,previous_share,unit\nexporters,FRA,France,,,2019/2023,10,40,20,50,TIV_million\nsuppliers,VNM,Viet Nam,FRA,France,2019/2023,10,40,20,50,TIV_million\nseries,WLD,World,,,2020,5,,,,TIV_million\n",
		"reporter,partner,flow,value\nVNM,CHN,M,5\nVNM,USA,M,6\n",
		`[{"label": "A", "value": 1e300}, {"label": null, "value": -0.5}]`,
		"label,value\n\xe9,1e999\n\"<script>\",NaN\n",
	} {
		f.Add([]byte(s), uint16(len(s)))
	}
	for _, name := range []string{"book.xlsx", "floats.parquet"} {
		raw, err := os.ReadFile(filepath.Join("..", "..", "data", "tidy", "testdata", "layouts", name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw, uint16(7))
	}
	f.Fuzz(func(t *testing.T, raw []byte, pick uint16) {
		table, err := tidy.ReadTable(strings.NewReader(string(raw)), "f.csv", tidy.Options{})
		if err != nil {
			named(t, "", err)
			return
		}
		if table.Rows() > 40 {
			return // many rows tell nothing new and take long to draw
		}
		for _, k := range charts.Kinds {
			tryKind(t, table, k, nil)
			tryKind(t, table, k, pickColumns(table, k, int(pick)))
		}
	})
}

// pickColumns names columns of the chart as a user might, rightly or not.
func pickColumns(table *tidy.Table, k charts.Kind, pick int) map[string]string {
	given := map[string]string{}
	n := len(table.Columns)
	for i, role := range []string{k.X, k.Y, "facet", "series", "low", "label", "date"} {
		column := table.Columns[pick%n].Name
		if k.Reads(role) && column != "" && (i < 2 || pick%3 == 0) {
			given[role] = column
		}
		pick = pick/2 + 11*i
	}
	return given
}

func tryKind(t *testing.T, table *tidy.Table, k charts.Kind, given map[string]string) {
	d, err := tableToChart(table, k, given, locale.English)
	if err != nil {
		named(t, k.Token, err)
		return
	}
	if len(d.lines) != len(d.table.Rows) {
		t.Fatalf("%s: %d lines for %d rows", k.Token, len(d.lines), len(d.table.Rows))
	}
	settings := map[string]string{}
	if d.base != "" {
		settings["base"] = d.base
	}
	chart, err := charts.New(k.Token, charts.Options{}, settings)
	if err != nil {
		t.Fatalf("%s: %v", k.Token, err)
	}
	picture, err := charts.Draw(d.table.Frame(), chart)
	if err != nil {
		named(t, k.Token, chartInput{file: "f.csv", lines: d.lines, columns: d.columns}.place(err))
		return
	}
	if spec, err := charts.VegaLite(d.table.Frame(), chart); err != nil && !errors.Is(err, charts.ErrNoVegaLite) || err == nil && !json.Valid(spec) {
		t.Fatalf("%s: a picture, but the specification is %s, %v", k.Token, spec, err)
	}
	x := xml.NewDecoder(strings.NewReader(string(picture.SVG())))
	for {
		if _, err := x.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatalf("%s: the SVG is no XML: %v", k.Token, err)
		}
	}
}

// named fails where an error does not say which file it is about.
func named(t *testing.T, kind string, err error) {
	t.Helper()
	if !strings.HasPrefix(err.Error(), "f.csv") {
		t.Fatalf("%s: %v does not name the file", kind, err)
	}
}
