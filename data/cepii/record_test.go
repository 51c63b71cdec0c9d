package cepii

import (
	"context"
	"fmt"
	"math/big"
	"runtime"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/periplus-data/periplus/data"
)

// record opens text as a streamed record.
func record(t testing.TB, text string, o BACIOptions) *Record {
	t.Helper()
	r, err := NewRecord(open(t, plain, text), o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func groupsText(groups []data.Group) string {
	var b strings.Builder
	for _, g := range groups {
		fmt.Fprintln(&b, g.Keys, g.Value, g.Rows, g.Unit, g.Valuation, g.Estimated, g.Straddling)
	}
	return b.String()
}

// randomBACI draws a file of few countries, products and years, so that sums
// have several rows, with values of 0 to 18 digits.
func randomBACI(t *rapid.T) string {
	var b strings.Builder
	b.WriteString("t,i,j,k,v,q\n")
	country := rapid.SampledFrom([]int{4, 156, 704, 842, 490, 251, 643, 736, 729})
	product := rapid.SampledFrom([]string{"10111", "010119", "854231", "9999AA", "999999"})
	value := rapid.OneOf(
		rapid.Map(rapid.Int64Range(0, 1e15-1), func(n int64) string { return fmt.Sprint(n) }),
		rapid.Map(rapid.Int64Range(0, 1e12), func(n int64) string { return fmt.Sprintf("%d.%03d", n/1000, n%1000) }),
		rapid.Map(rapid.Int64Range(0, 1e17), func(n int64) string { return big.NewRat(n, 1e9).FloatString(9) }),
	)
	for range rapid.IntRange(0, 60).Draw(t, "rows") {
		fmt.Fprintf(&b, "%d,%d,%d,%s,%s,%s\n", rapid.IntRange(2009, 2013).Draw(t, "t"), country.Draw(t, "i"), country.Draw(t, "j"), product.Draw(t, "k"),
			value.Draw(t, "v"), rapid.SampledFrom([]string{"", "NA", "1.5"}).Draw(t, "q"))
	}
	return b.String()
}

// The slow and obvious way, a panel in memory, and the stream agree on every
// query, in any order of queries.
func TestRecord_LikePanel(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		text := randomBACI(rt)
		p, err := panel(t, plain, text, BACIOptions{})
		if err != nil {
			rt.Fatal(err)
		}
		r := record(t, text, BACIOptions{})
		for range rapid.IntRange(1, 4).Draw(rt, "queries") {
			q := randomQuery(rt)
			want, err := p.Groups(context.Background(), q)
			if err != nil {
				rt.Fatal(err)
			}
			got, err := r.Groups(context.Background(), q)
			if err != nil {
				rt.Fatal(err)
			}
			if groupsText(got) != groupsText(want) {
				rt.Fatalf("%+v of\n%s\ngot\n%swant\n%s", q, text, groupsText(got), groupsText(want))
			}
			limit := rapid.IntRange(0, 5).Draw(rt, "limit")
			wantRows, _ := p.Rows(context.Background(), q.Where, limit)
			gotRows, err := r.Rows(context.Background(), q.Where, limit)
			if err != nil || !slices.Equal(gotRows, wantRows) {
				rt.Fatalf("rows %+v: %v\ngot\n%swant\n%s", q.Where, err, lines(gotRows), lines(wantRows))
			}
		}
		if d := r.Describe(); d.Coverage != p.Release.Coverage && len(p.Flows) > 0 || d.SHA256 != p.Release.SHA256 || !slices.Equal(d.Notes, p.Release.Notes) {
			rt.Fatalf("got %+v\nwant %+v", d, p.Release)
		}
		a, warnings, err := r.Account()
		if err != nil || fmt.Sprint(a) != fmt.Sprint(p.Account) || fmt.Sprint(warnings) != fmt.Sprint(p.Warnings) {
			rt.Fatalf("account %v %v %v\nwant %v %v", a, warnings, err, p.Account, p.Warnings)
		}
	})
}

func randomQuery(t *rapid.T) data.Query {
	some := func(label string, of ...string) []string {
		if rapid.Bool().Draw(t, label+" any") {
			return nil
		}
		return rapid.SliceOfNDistinct(rapid.SampledFrom(of), 1, 2, rapid.ID).Draw(t, label)
	}
	q := data.Query{
		Where: data.Selection{
			Reporters:       some("reporters", "CHN", "VNM", "USA", "Comtrade:490", "SDN"),
			Partners:        some("partners", "CHN", "VNM", "FRA", "WLD", "SDN"),
			Products:        some("products", "010111", "854231", "9999AA", "AG6", "TOTAL"),
			Classifications: some("classifications", "H0", "H0", "H5"),
			Unit:            rapid.SampledFrom([]data.Unit{"", data.USD, data.USD, data.EUR}).Draw(t, "unit"),
		},
		By: rapid.SliceOfNDistinct(rapid.SampledFrom(data.Dimensions), 0, 4, rapid.ID).Draw(t, "by"),
	}
	if rapid.Bool().Draw(t, "flow") {
		q.Where.Flows = []data.FlowCode{rapid.SampledFrom([]data.FlowCode{data.Export, data.Import}).Draw(t, "flows")}
	}
	if rapid.Bool().Draw(t, "from") {
		q.Where.Period.Start.Year = rapid.IntRange(2009, 2013).Draw(t, "start")
	}
	if rapid.Bool().Draw(t, "until") {
		q.Where.Period.End.Year = rapid.IntRange(2009, 2013).Draw(t, "end")
	}
	return q
}

// long returns a file of several blocks with the exact sum of its values: each
// row has 1.001 thousand dollars more than the one before.
func long(rows int) (text string, total *big.Rat) {
	var b strings.Builder
	b.WriteString("t,i,j,k,v,q\n")
	total = new(big.Rat)
	for n := range rows {
		v := int64(n) * 1001
		fmt.Fprintf(&b, "%d,%d,%d,%d,%d.%03d,1\n", 2000+n%3, []int{156, 704, 842, 643}[n%4], []int{4, 8, 12}[n%3], 10111+n%5, v/1000, v%1000)
		total.Add(total, big.NewRat(v, 1))
	}
	return b.String(), total
}

// Blocks are cut anywhere in the file; whatever number of processors works on
// them, the flows keep their order and lines and the sums are the same.
func TestBlocks_Processors(t *testing.T) {
	const rows = 150_000
	text, total := long(rows)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	var before []data.Flow
	for _, processors := range []int{1, 2, 5} {
		runtime.GOMAXPROCS(processors)
		p, err := panel(t, plain, text, BACIOptions{})
		if err != nil {
			t.Fatal(err)
		}
		for i, f := range p.Flows {
			if f.Line != i+2 {
				t.Fatalf("flow %d is of line %d", i, f.Line)
			}
		}
		if before != nil && !slices.Equal(before, p.Flows) {
			t.Fatalf("%d processors gave other flows", processors)
		}
		before = p.Flows
		groups, err := record(t, text, BACIOptions{}).Groups(context.Background(), data.Query{})
		if err != nil || len(groups) != 1 || groups[0].Rows != rows || groups[0].Value.Rat().Cmp(total) != 0 {
			t.Fatalf("%d processors: %v, %v; want %s", processors, groups, err, total)
		}
	}
}

// A reading that is left early ends its goroutines and may be taken again.
func TestFlows_Left(t *testing.T) {
	text, _ := long(50_000)
	f := open(t, plain, text)
	before := runtime.NumGoroutine()
	for range 20 {
		r, err := OpenBACI(f, BACIOptions{})
		if err != nil {
			t.Fatal(err)
		}
		for range r.Flows {
			break
		}
	}
	if after := runtime.NumGoroutine(); after > before {
		t.Errorf("%d goroutines before, %d after", before, after)
	}
}

// Problems of all blocks are listed in the order of the file, the first 20.
func TestRecord_Problems(t *testing.T) {
	text, _ := long(50_000)
	for _, processors := range []int{1, 4} {
		func() {
			defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(processors))
			bad := strings.Replace(text, "2001,704,8,10112,1.001", "2001,704,8,10112,x", 1) + strings.Repeat("2001,4,8,10112,y,1\n", 30)
			_, err := record(t, bad, BACIOptions{}).Groups(context.Background(), data.Query{})
			_, flows := panel(t, plain, bad, BACIOptions{})
			if err == nil || flows == nil || err.Error() != flows.Error() {
				t.Fatalf("the record says\n%v\nthe flows\n%v", err, flows)
			}
			got := strings.Split(err.Error(), "\n")
			if want := plain + `:3:18: v: cannot read "x" as a number; write plain digits with a point, as 1234.5`; len(got) != 21 || got[0] != want {
				t.Errorf("%d lines, the first %s", len(got), got[0])
			}
			if want := "and 11 more problems in " + plain; got[len(got)-1] != want {
				t.Errorf("last line %s", got[len(got)-1])
			}
		}()
	}
}

func TestRecord_Cancelled(t *testing.T) {
	text, _ := long(1000)
	r := record(t, text, BACIOptions{})
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := r.Groups(ctx, data.Query{}); err != context.Canceled {
		t.Errorf("got %v", err)
	}
	if groups, err := r.Groups(context.Background(), data.Query{}); err != nil || groups[0].Rows != 1000 {
		t.Errorf("afterwards %v, %v", groups, err)
	}
}
