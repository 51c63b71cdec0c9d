package tidy

import (
	"bytes"
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
)

func each(flows []data.Flow) iter.Seq2[data.Flow, error] {
	return func(yield func(data.Flow, error) bool) {
		for _, f := range flows {
			if !yield(f, nil) {
				return
			}
		}
	}
}

// oddFlows have what is easily lost: leading zeros, Namibia's NA, quotes, line
// ends, numbers beyond a float, a zero beside none, months.
var oddFlows = []data.Flow{
	{Reporter: "VNM", Partner: "WLD", Flow: "X", Product: "TOTAL", Classification: "H5", Period: data.Date{Year: 2022, Month: 1}, Value: data.MustDecimal("123456789012345678"), Unit: "USD", Valuation: "FOB", Source: "s", Line: 7},
	{Reporter: "NAM", Partner: "SIPRI:XLH", Flow: "M", Product: "010121", Classification: "SIPRI", Period: data.Date{Year: 2000}, Value: data.MustDecimal("-0.000000000000000001"), Unit: "TIV_million", Quantity: data.MustDecimal("0"), QuantityUnit: "u", Estimate: "a \"quoted\", text\nwith lines", Flag: "=1+1", Source: "s", Line: 3, Parts: 3, Aggregate: data.PartnerSide},
	{Reporter: "NAM", Product: "NA", Period: data.Date{Year: 1999}, Unit: "percent", Quantity: data.MustDecimal("12.5"), Source: "s", Flag: "_x000D_ <&> \u00e9\U0001F600"},
	{Reporter: " blank ", Period: data.Date{Year: 1999, Month: 12}, Value: data.MustDecimal("0.1"), Unit: "USD", Source: "s"},
}

var oddRelease = data.Release{ID: "s", Publisher: "P", Title: "T “é”", Licence: "L", Vintage: "2025-01-03", Generated: data.Date{Year: 2025, Month: 1, Day: 3}, Closed: true, Lacks: []int{2013},
	Coverage: data.Period{Start: data.Date{Year: 1999}, End: data.Date{Year: 2022}}, Notes: []string{"a note"}}

func written(t testing.TB, format string, flows []data.Flow, r data.Release) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := WriteFlows(&b, format, each(flows), r); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func readFlows(t testing.TB, b []byte) *data.Panel {
	t.Helper()
	f, err := file.New("flows", bytes.NewReader(b), file.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if token, ok := RecognizeFlows(f); !ok || token != FlowsFormat {
		t.Fatal("the file is not recognised")
	}
	r, err := OpenFlows(f, data.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	p, err := r.Panel()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestWriteFlows_NothingIsLost(t *testing.T) {
	sorted := slices.Clone(oddFlows)
	slices.SortStableFunc(sorted, func(a, b data.Flow) int { return compareFlows(&a, &b) })
	for _, format := range FlowsFormats() {
		b := written(t, format, oddFlows, oddRelease)
		if !bytes.Equal(b, written(t, format, oddFlows, oddRelease)) {
			t.Errorf("%s: other bytes the second time", format)
		}
		p := readFlows(t, b)
		want := oddFlows
		if format == "parquet" {
			want = sorted
		}
		if !slices.Equal(p.Flows, want) {
			t.Errorf("%s: got\n%+v\nwant\n%+v", format, p.Flows, want)
		}
		r := p.Release
		if r.ID != "s" || r.Format != FlowsFormat || len(p.Warnings) > 0 {
			t.Errorf("%s: release %+v, warnings %v", format, r, p.Warnings)
		}
		if format != "csv" && (r.Publisher != "P" || r.Title != "T “é”" || !r.Closed || r.Vintage != "2025-01-03" || r.Generated != oddRelease.Generated || r.Licence != "L" || !slices.Equal(r.Notes, oddRelease.Notes) || !slices.Equal(r.Lacks, oddRelease.Lacks)) {
			t.Errorf("%s: release %+v", format, r)
		}
		if r.Coverage != oddRelease.Coverage && format != "csv" {
			t.Errorf("%s: coverage %v", format, r.Coverage)
		}
	}
}

func randomFlows(n int) []data.Flow {
	r := rand.New(rand.NewPCG(7, 8))
	out := make([]data.Flow, n)
	for i := range out {
		out[i] = data.Flow{Reporter: fmt.Sprintf("R%02d", r.IntN(30)), Partner: fmt.Sprintf("P%02d", r.IntN(30)), Flow: []data.FlowCode{"X", "M"}[r.IntN(2)],
			Product: fmt.Sprintf("%06d", r.IntN(20)), Period: data.Date{Year: 2000 + r.IntN(3)}, Value: data.NewDecimal(r.Int64N(1e9), r.IntN(6)), Unit: "USD", Source: "s", Line: i + 2}
	}
	return out
}

// Sorting through temporary files gives the bytes of sorting in memory.
func TestWriteFlows_SortsInTemporaryFiles(t *testing.T) {
	flows := randomFlows(1000)
	want := written(t, "parquet", flows, oddRelease)
	defer func(n int) { runLength = n }(runLength)
	for _, runLength = range []int{1, 7, 999, 1000} {
		if runLength == 1 {
			flows, want = flows[:200], written(t, "parquet", flows[:200], oddRelease)
			runLength = 3
		}
		if got := written(t, "parquet", flows, oddRelease); !bytes.Equal(got, want) {
			t.Errorf("runs of %d give other bytes", runLength)
		}
		flows = randomFlows(1000)
		runLength = 500_000
		want = written(t, "parquet", flows, oddRelease)
	}
}

func TestWriteFlows_Refuses(t *testing.T) {
	if err := WriteFlows(&bytes.Buffer{}, "xls", each(nil), data.Release{}); err == nil || err.Error() != `cannot write flows as "xls" (did you mean "xlsx"?); write csv, parquet, xlsx` {
		t.Errorf("got %v", err)
	}
	failing := func(yield func(data.Flow, error) bool) { yield(data.Flow{}, fmt.Errorf("stop here")) }
	for _, format := range FlowsFormats() {
		if err := WriteFlows(&bytes.Buffer{}, format, failing, data.Release{}); err == nil || err.Error() != "stop here" {
			t.Errorf("%s: got %v", format, err)
		}
	}
}

func TestOpenFlows_Problems(t *testing.T) {
	header := strings.Join(flowNames, ",")
	row := "VNM,CHN,X,TOTAL,,2022,1,USD,,,,,,s,2,,"
	text := header + "\n" + row + "\n" + strings.Replace(row, ",X,", ",Y,", 1) + "\n" + strings.Replace(row, ",1,", ",n/a,", 1) + "\nshort,row\n" + row + "\n"
	f, err := file.New("f.csv", strings.NewReader(text), file.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, keep := range []bool{false, true} {
		r, err := OpenFlows(f, data.ReadOptions{KeepGoing: keep})
		if err != nil {
			t.Fatal(err)
		}
		p, err := r.Panel()
		if keep {
			if err != nil || len(p.Flows) != 2 || len(p.Account.Rejects) != 3 || p.Account.Read != 5 {
				t.Errorf("got %v, %+v", err, p)
			}
			continue
		}
		_, unknown := data.ParseFlowCode("Y")
		want := "f.csv:3:9: flow: " + unknown.Error() + `
f.csv:4:23: value: cannot read "n/a" as a number; write plain digits with a point, as 1234.5
f.csv:5:1: the row has another number of cells than the header: 2 instead of 17`
		if err == nil || err.Error() != want {
			t.Errorf("got  %v\nwant %s", err, want)
		}
	}
}
