//go:build cgo && duckdb

package store_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/store"
)

// TestRecord_AsEngine holds the sums of a record against those of DuckDB over
// the same data file: two programs that share no code.
func TestRecord_AsEngine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		flows := anyFlows(60).Draw(t, "flows")
		for i := range flows { // so that every sum is allowed
			f := &flows[i]
			f.Unit, f.Flow, f.Product, f.Classification, f.Aggregate, f.Parts, f.Period.Month = "USD", "X", "010121", "H5", "", 0, 0
		}
		dir, err := os.MkdirTemp("", "store")
		if err != nil {
			t.Fatal(err)
		}
		defer os.RemoveAll(dir)
		s, err := store.Create(dir, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		a, err := s.Add(ctx, reading("made-up", flows), store.AddOptions{})
		if err != nil {
			t.Fatal(err)
		}
		r, err := s.Record(a.Entry.ID)
		if err != nil {
			t.Fatal(err)
		}
		groups, err := r.Groups(ctx, data.Query{By: []data.Dimension{data.ByPartner, data.ByYear}})
		if err != nil {
			t.Fatal(err)
		}
		rows, err := store.Query(ctx, "SELECT partner, left(period, 4) AS year, sum(value) AS value, count(*) AS n, coalesce(sum(value) FILTER (estimate <> ''), 0) AS estimated FROM f GROUP BY ALL",
			map[string]store.Source{"f": {Record: r}}, store.QueryOptions{Threads: rapid.IntRange(1, 2).Draw(t, "threads")})
		if err != nil || len(rows.Rows) != len(groups) {
			t.Fatalf("%d and %d groups, %v", len(rows.Rows), len(groups), err)
		}
		for i, g := range groups {
			want := fmt.Sprint(rows.Rows[i])
			if got := fmt.Sprint([]string{g.Keys[0], g.Keys[1], g.Value.String(), fmt.Sprint(g.Rows), g.Estimated.String()}); got != want {
				t.Fatalf("the record gives %s, the engine %s", got, want)
			}
		}
	})
}

// TestQuery_Sources: the same flows from the store, from a file and as a table
// give the same rows.
func TestQuery_Sources(t *testing.T) {
	s := create(t, store.Options{})
	flows := many(5000, 2022)
	_, r := add(t, s, "made-up", flows)
	table, err := data.FlowsTable(reading("made-up", flows).Flows)
	if err != nil {
		t.Fatal(err)
	}
	const sql = "SELECT reporter, count(*) AS n, sum(value) AS v, min(product) AS p, avg(value) AS mean FROM %s GROUP BY reporter"
	var first string
	for name, source := range map[string]store.Source{"store": {Record: r}, "file": {Reading: reading("made-up", flows)}, "rows": {Table: &table}} {
		for threads := 1; threads <= 2; threads++ {
			if source.Reading != nil {
				source.Reading = reading("made-up", flows)
			}
			got, err := store.Query(ctx, fmt.Sprintf(sql, name), map[string]store.Source{name: source}, store.QueryOptions{Threads: threads})
			if err != nil {
				t.Fatal(err)
			}
			if first == "" {
				first = fmt.Sprint(got.Rows)
			}
			if fmt.Sprint(got.Rows) != first {
				t.Errorf("%s with %d threads: got %v, want %s", name, threads, got.Rows, first)
			}
		}
	}
}

// TestQuery_Scales: files of one record whose numbers have different digits keep
// them all.
func TestQuery_Scales(t *testing.T) {
	s := create(t, store.Options{})
	for i, value := range []string{"1", "0.000000000000000001", "999999999999999999"} {
		f := many(1, 2020+i)
		f[0].Value = data.MustDecimal(value)
		r := reading(value, f)
		r.Release.ID = "made-up"
		if _, err := s.Add(ctx, r, store.AddOptions{}); err != nil {
			t.Fatal(err)
		}
	}
	r, err := s.Record("made-up-2020", "made-up-2021", "made-up-2022")
	if err != nil {
		t.Fatal(err)
	}
	// 1 + 999999999999999999 = 10^18, and the smallest one after the point.
	got, err := store.Query(ctx, "SELECT sum(value) AS v FROM f", map[string]store.Source{"f": {Record: r}}, store.QueryOptions{})
	if err != nil || got.Rows[0][0] != "1000000000000000000.000000000000000001" {
		t.Errorf("got %v, %v", got.Rows, err)
	}
}

// TestQuery_SameOnTwoThreads: sums of binary fractions, lists and limits do not
// depend on threads. The numbers spread over 15 orders of magnitude, so that
// another order of additions would show.
func TestQuery_SameOnTwoThreads(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	flows := many(300_000, 2022)
	for i := range flows {
		flows[i].Value = data.NewDecimal(random.Int64N(1e15), random.IntN(15))
	}
	_, r := add(t, create(t, store.Options{}), "made-up", flows)
	for _, sql := range []string{
		"SELECT reporter, sum(ln(1 + value)) AS s, stddev(value) AS d, avg(value / 3) AS m FROM f GROUP BY ALL",
		"SELECT sum(x) AS s FROM (SELECT value / 7 AS x FROM f)",
		"SELECT sum(value::DOUBLE) AS s, corr(value, line) AS c FROM f",
		"SELECT reporter, first(product) AS p, string_agg(product, ',')[1:50] AS l FROM f GROUP BY ALL",
		"SELECT sum(value) AS s FROM (SELECT value FROM f LIMIT 1000)",
		"SELECT product FROM f LIMIT 5",
		"SELECT reporter, sum(value) / 1e9 AS bn FROM f GROUP BY reporter ORDER BY bn DESC",
	} {
		var first string
		for range 3 {
			for threads := 1; threads <= 2; threads++ {
				got, err := store.Query(ctx, sql, map[string]store.Source{"f": {Record: r}}, store.QueryOptions{Threads: threads})
				if err != nil {
					t.Fatalf("%s: %v", sql, err)
				}
				if first == "" {
					first = fmt.Sprint(got.Rows)
				}
				if fmt.Sprint(got.Rows) != first {
					t.Errorf("%s: got %v, then %v", sql, first, got.Rows)
				}
			}
		}
	}
}

// TestQuery_Spills: a sum over more groups than memory holds goes to temporary
// files, which are gone afterwards.
func TestQuery_Spills(t *testing.T) {
	temp := t.TempDir()
	_, r := add(t, create(t, store.Options{}), "made-up", many(400_000, 2022))
	got, err := store.Query(ctx, "SELECT count(*) AS n, sum(s) AS s FROM (SELECT f.line, g.x, sum(f.value) AS s FROM f, range(10) AS g(x) GROUP BY ALL)",
		map[string]store.Source{"f": {Record: r}}, store.QueryOptions{Memory: 128 << 20, Temp: temp})
	// 0 + … + 399999 hundredths, ten times.
	if err != nil || strings.Join(got.Rows[0], " ") != "4000000 7999980000" {
		t.Errorf("got %v, %v", got.Rows, err)
	}
	if files, err := os.ReadDir(temp); err != nil || len(files) > 0 {
		t.Errorf("temporary files stayed: %v, %v", files, err)
	}
}
