package store_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/store"
)

// TestRecord_SameAsMemory holds the store against data.Panel, which sums the
// same flows one by one without any file, on random flows and queries.
func TestRecord_SameAsMemory(t *testing.T) {
	t.Cleanup(store.Summarize())
	summaries := 0
	defer func() {
		if summaries == 0 {
			t.Error("no entry had a summary")
		}
	}()
	rapid.Check(t, func(t *rapid.T) {
		flows := anyFlows(60).Draw(t, "flows")
		if rapid.Bool().Draw(t, "plain") { // what a summary is for
			for i := range flows {
				flows[i].Parts, flows[i].Value = 0, data.NewDecimal(int64(i*i), i%3)
			}
		}
		dir, err := os.MkdirTemp("", "store")
		if err != nil {
			t.Fatal(err)
		}
		defer os.RemoveAll(dir)
		s, err := store.Create(dir, store.Options{Threads: rapid.IntRange(1, 2).Draw(t, "threads")})
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
		if a.Entry.Sums != "" {
			summaries++
		}
		p := panel(t, "made-up", flows)
		for range 15 {
			q := anyQuery().Draw(t, "query")
			want, wantErr := p.Groups(ctx, q)
			got, gotErr := r.Groups(ctx, q)
			if err := sameGroups(got, gotErr, want, wantErr); err != nil {
				t.Fatalf("%+v: %v", q, err)
			}
			limit := rapid.IntRange(0, 10).Draw(t, "limit")
			wantRows, _ := p.Rows(ctx, q.Where, limit)
			gotRows, err := r.Rows(ctx, q.Where, limit)
			if err != nil || !slices.Equal(gotRows, wantRows) {
				t.Fatalf("%+v: got %v, %v; want %v", q.Where, gotRows, err, wantRows)
			}
		}
	})
}

// TestRecord_Hand: sums that were added up by hand.
func TestRecord_Hand(t *testing.T) {
	row := func(partner, value string, year int) data.Flow {
		return data.Flow{Reporter: "VNM", Partner: partner, Flow: data.Import, Product: "TOTAL", Classification: "H5", Period: data.Date{Year: year},
			Value: data.MustDecimal(value), Unit: data.USD, Valuation: data.CIF, Source: "made-up", Line: 2}
	}
	// China 0.1 + 0.2 = 0.3, which float64 does not give; Namibia, whose code
	// is read as missing elsewhere, 1000000000.001 + 0.004.
	_, r := add(t, create(t, store.Options{}), "made-up", []data.Flow{row("CHN", "0.1", 2021), row("NAM", "1000000000.001", 2021), row("CHN", "0.2", 2022), row("NAM", "0.004", 2022)})
	got, err := r.Groups(ctx, data.Query{By: []data.Dimension{data.ByPartner}})
	if err != nil || len(got) != 2 {
		t.Fatalf("got %v, %v", got, err)
	}
	for i, want := range []struct{ key, value string }{{"CHN", "0.3"}, {"NAM", "1000000000.005"}} {
		if got[i].Keys[0] != want.key || got[i].Value.String() != want.value || got[i].Rows != 2 {
			t.Errorf("got %v, want %v of 2 rows", got[i], want)
		}
	}
}

// TestRecord_YearsInFiles: the years of a data set in files of their own answer
// as one, whether the groups tell years apart or not.
func TestRecord_YearsInFiles(t *testing.T) {
	t.Cleanup(store.Summarize())
	rapid.Check(t, func(t *rapid.T) {
		flows := anyFlows(60).Draw(t, "flows")
		dir, err := os.MkdirTemp("", "store")
		if err != nil {
			t.Fatal(err)
		}
		defer os.RemoveAll(dir)
		s, err := store.Create(dir, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		byYear := map[int][]data.Flow{}
		for i := range flows {
			flows[i].Line = i + 2 // a record lies in one file, so its parts do
			flows[i].Parts = 0
			byYear[flows[i].Period.Year] = append(byYear[flows[i].Period.Year], flows[i])
		}
		var ids []string
		for year, of := range byYear {
			r := reading(fmt.Sprint("made-up", year), of)
			r.Release.ID = "made-up"
			a, err := s.Add(ctx, r, store.AddOptions{})
			if err != nil {
				t.Fatal(err)
			}
			ids = append(ids, a.Entry.ID)
		}
		if len(ids) == 0 {
			return
		}
		r, err := s.Record(ids...)
		if err != nil {
			t.Fatal(err)
		}
		p := panel(t, "made-up", flows)
		for range 3 {
			q := anyQuery().Draw(t, "query")
			want, wantErr := p.Groups(ctx, q)
			got, gotErr := r.Groups(ctx, q)
			if err := sameGroups(got, gotErr, want, wantErr); err != nil {
				t.Fatalf("%+v: %v", q, err)
			}
			limit := rapid.IntRange(0, 10).Draw(t, "limit")
			wantRows, _ := p.Rows(ctx, q.Where, limit)
			gotRows, err := r.Rows(ctx, q.Where, limit)
			if err != nil || !slices.Equal(gotRows, wantRows) {
				t.Fatalf("%+v: got %v, %v; want %v", q.Where, gotRows, err, wantRows)
			}
		}
	})
}

// TestRecord_NotTwice: entries that would count flows twice are no record.
func TestRecord_NotTwice(t *testing.T) {
	s := create(t, store.Options{})
	a, _ := add(t, s, "first", many(3, 2022))
	b, _ := add(t, s, "second", many(3, 2021))
	if _, err := s.Record(a.ID, b.ID); err == nil || !strings.Contains(err.Error(), "not of one release") {
		t.Errorf("got %v", err)
	}
	for _, id := range []string{"same", "other"} {
		r := reading(id, many(3, 2022))
		r.Release.ID = "same"
		if _, err := s.Add(ctx, r, store.AddOptions{ID: id}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.Record("same", "other"); err == nil || !strings.Contains(err.Error(), "both cover 2022") {
		t.Errorf("got %v", err)
	}
	if _, err := s.Record(); err == nil {
		t.Error("no entry is no record")
	}
}

// TestRecord_Lacks: the years that a file lacks are still lacking in its entry,
// in a store opened anew, and where two files are one record.
func TestRecord_Lacks(t *testing.T) {
	s := create(t, store.Options{})
	var ids []string
	for _, year := range []int{2021, 2010} {
		r := reading(fmt.Sprint("made-up", year), []data.Flow{{Reporter: "VNM", Partner: "RUS", Flow: data.Import, Period: data.Date{Year: year}, Value: data.MustDecimal("1"), Unit: data.TIVMillion, Line: 2}})
		r.Release.ID = "made-up"
		r.Release.Coverage = data.Period{Start: data.Date{Year: year - 2}, End: data.Date{Year: year}}
		r.Release.Lacks = []int{year - 1}
		a, err := s.Add(ctx, r, store.AddOptions{ID: fmt.Sprint("to-", year)})
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, a.Entry.ID)
	}
	again, err := store.Open(s.Dir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	r, err := again.Record(ids...)
	if err != nil {
		t.Fatal(err)
	}
	if got := r.Describe().Lacks; !slices.Equal(got, []int{2009, 2020}) {
		t.Errorf("got %v, want 2009 and 2020", got)
	}
}
