package store_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/store"
)

var ctx = context.Background()

// many makes n flows of one year in an order that is not that of the store.
func many(n, year int) []data.Flow {
	flows := make([]data.Flow, n)
	for i := range flows {
		k := i * 7919 % n
		flows[i] = data.Flow{Reporter: []string{"VNM", "RUS", "NAM"}[k%3], Partner: []string{"CHN", "USA"}[k/3%2], Flow: "X", Product: fmt.Sprintf("%06d", k%997),
			Classification: "H5", Period: data.Date{Year: year}, Value: data.NewDecimal(int64(k), 2), Unit: "USD", Valuation: "FOB", Source: "made-up", Line: i + 2}
	}
	return flows
}

func TestStore_AddListRemove(t *testing.T) {
	s := create(t, store.Options{Version: "0.0.0"})
	r := reading("Made up 2022", many(10, 2022))
	r.Release.ID, r.Release.File, r.Warnings = "made-up", "/home/someone/made up.csv", []error{errors.New("a warning")}
	a, err := s.Add(ctx, r, store.AddOptions{})
	e := a.Entry
	if err != nil || a.Already || e.ID != "made-up-2022" || e.Source != "made-up" || e.File != "made up.csv" || e.Rows != 10 || e.Account.Read != 10 ||
		e.Start != "2022" || e.End != "2022" || e.Unit != "USD" || e.Periplus != "0.0.0" || !slices.Equal(e.Warnings, []string{"a warning"}) || e.ValueDigits != 2 {
		t.Errorf("got %+v, %v", a, err)
	}
	again := reading("Made up 2022", many(10, 2022))
	again.Flows = func(func(data.Flow, error) bool) { t.Error("what is in the store already is not read again") }
	if a, err := s.Add(ctx, again, store.AddOptions{}); err != nil || !a.Already || a.Entry.ID != e.ID {
		t.Errorf("got %+v, %v", a, err)
	}
	// Read in another way it is another entry, which needs another id.
	if _, err := s.Add(ctx, reading("Made up 2022", many(10, 2022)), store.AddOptions{Reading: "keep-going", ID: "made-up-2022"}); !errors.Is(err, store.ErrTaken) {
		t.Errorf("got %v", err)
	}
	if a, err := s.Add(ctx, reading("Made up 2022", many(10, 2022)), store.AddOptions{Reading: "keep-going", ID: "other"}); err != nil || a.Already {
		t.Errorf("got %+v, %v", a, err)
	}
	if a, err := s.Add(ctx, reading("newer", many(12, 2022)), store.AddOptions{ID: "other", Replace: true}); err != nil || a.Entry.Rows != 12 {
		t.Errorf("got %+v, %v", a, err)
	}
	list, err := s.List()
	if err != nil || len(list) != 2 || list[0].ID != "made-up-2022" || list[1].ID != "other" || list[1].Rows != 12 {
		t.Errorf("got %+v, %v", list, err)
	}
	if n, err := s.Verify(ctx); err != nil || n != 2 {
		t.Errorf("got %d, %v", n, err)
	}
	if _, err := s.Lookup("othr"); err == nil || !strings.Contains(err.Error(), `(did you mean "other"?)`) {
		t.Errorf("got %v", err)
	}
	if _, err := s.Remove(ctx, "other"); err != nil {
		t.Error(err)
	}
	if files := names(t, s); !slices.Equal(files, []string{".lock", "catalogue.json", e.Parquet}) {
		t.Errorf("got %v", files)
	}
}

// names lists the files of a store.
func names(t testing.TB, s *store.Store) (out []string) {
	t.Helper()
	entries, err := os.ReadDir(s.Dir())
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

// TestStore_SameBytes: neither threads nor the folder nor what was added before
// changes a byte, and the catalogue does not tell in which order entries came.
func TestStore_SameBytes(t *testing.T) {
	var first map[string]string
	for i, o := range []store.Options{{Threads: 1}, {Threads: 2}, {Threads: 2, Memory: store.MinMemory, Temp: t.TempDir()}} {
		s := create(t, o)
		order := []string{"a", "b"}
		if i%2 == 1 {
			slices.Reverse(order)
		}
		for _, name := range order {
			add(t, s, name, many(300_000, 2020+int(name[0]-'a')))
		}
		got := map[string]string{}
		for _, name := range names(t, s) {
			raw, err := os.ReadFile(filepath.Join(s.Dir(), name))
			if err != nil {
				t.Fatal(err)
			}
			got[name] = string(raw)
		}
		if first == nil {
			first = got
		}
		for name := range got {
			if got[name] != first[name] {
				t.Errorf("%+v: %s differs", o, name)
			}
		}
	}
}

// TestStore_FailureLeavesNothing: a reading that ends in an error, one whose
// account does not close, and a cancelled one leave the store as it was.
func TestStore_FailureLeavesNothing(t *testing.T) {
	s := create(t, store.Options{})
	before := names(t, s)
	broken := reading("broken", nil)
	broken.Flows = func(yield func(data.Flow, error) bool) {
		if yield(many(1, 2020)[0], nil) {
			yield(data.Flow{}, &data.ParseError{File: "broken.csv", Line: 3, Field: "value", Err: errors.New(`cannot read "x"`)})
		}
	}
	open := reading("open", many(3, 2020))
	flows := open.Flows
	open.Flows = func(yield func(data.Flow, error) bool) { flows(yield); open.Account.Read++ }
	cancelled, cancel := context.WithCancel(ctx)
	stopped := reading("stopped", nil)
	stopped.Flows = func(yield func(data.Flow, error) bool) { yield(many(1, 2020)[0], nil); cancel() }
	table := reading("table", nil)
	table.Flows, table.Table = nil, func() (data.Table, error) { return data.Table{}, nil }
	for _, c := range []struct {
		ctx  context.Context
		r    *data.Reading
		want string
	}{
		{ctx, broken, "broken.csv:3: value"}, {ctx, open, "does not close"}, {cancelled, stopped, "context canceled"}, {ctx, table, "reference table"},
	} {
		if _, err := s.Add(c.ctx, c.r, store.AddOptions{}); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("got %v, want %q", err, c.want)
		}
	}
	nowhere, err := store.Open(s.Dir(), store.Options{Temp: filepath.Join(s.Dir(), "nowhere")})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := nowhere.Add(ctx, reading("fine", many(1, 2020)), store.AddOptions{}); err == nil || !strings.Contains(err.Error(), "nowhere") {
		t.Errorf("got %v", err)
	}
	if after := names(t, s); !slices.Equal(after, before) {
		t.Errorf("got %v, want %v", after, before)
	}
}

// TestStore_Progress: the estimate while reading is by bytes; a file read to
// byte 400 of 1000 with 131072 of its rows has 327680.
func TestStore_Progress(t *testing.T) {
	s := create(t, store.Options{})
	r := reading("made-up", many(150_000, 2022))
	r.Release.Bytes = 1000
	at := int64(0)
	var got []string
	_, err := s.Add(ctx, r, store.AddOptions{Position: func() int64 { at += 200; return at }, Progress: func(p store.Progress) { got = append(got, fmt.Sprint(p)) }})
	want := []string{"{reading 65536 327680}", "{reading 131072 327680}", "{reading 150000 250000}", "{writing 150000 150000}"}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("got %v, %v; want %v", got, err, want)
	}
}

func TestStore_AddedAtOnce(t *testing.T) {
	s := create(t, store.Options{})
	var g sync.WaitGroup
	for i := range 8 {
		g.Go(func() {
			// Each twice, through a Store of its own, as two programs would.
			own, err := store.Open(s.Dir(), store.Options{})
			if err == nil {
				_, err = own.Add(ctx, reading(fmt.Sprint("part", i/2), many(100, 2000+i/2)), store.AddOptions{})
			}
			if err != nil {
				t.Error(err)
			}
		})
	}
	g.Wait()
	list, err := s.List()
	if err != nil || len(list) != 4 {
		t.Errorf("got %d entries, %v", len(list), err)
	}
	if n, err := s.Verify(ctx); err != nil || n != 4 {
		t.Errorf("got %d, %v", n, err)
	}
}

// TestStore_Leftovers: what a killed program left is cleared away by the next
// one, and files that no store wrote stay.
func TestStore_Leftovers(t *testing.T) {
	s := create(t, store.Options{})
	e, _ := add(t, s, "made-up", many(10, 2022))
	for _, name := range []string{".tmp-123", "orphan.0123456789abcdef.parquet", "notes.txt", "mine.parquet"} {
		if err := os.WriteFile(filepath.Join(s.Dir(), name), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.MkdirAll(filepath.Join(s.Dir(), ".tmp-sort-1", "run"), 0o755); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Open(s.Dir(), store.Options{}); err != nil {
		t.Fatal(err)
	}
	if got := names(t, s); !slices.Equal(got, []string{".lock", "catalogue.json", e.Parquet, "mine.parquet", "notes.txt"}) {
		t.Errorf("got %v", got)
	}
}

// TestStore_Damage: a damaged catalogue or data file is an error that says what
// to do; nothing is deleted because of it.
func TestStore_Damage(t *testing.T) {
	s := create(t, store.Options{})
	e, _ := add(t, s, "made-up", many(500, 2022))
	catalogue := filepath.Join(s.Dir(), "catalogue.json")
	whole, err := os.ReadFile(catalogue)
	if err != nil {
		t.Fatal(err)
	}
	text := string(whole)
	for name, bad := range map[string]string{
		"truncated": text[:len(text)/2], "empty": "", "another version": strings.Replace(text, `"catalogue": 1`, `"catalogue": 2`, 1), "text after": text + "x",
		"path outside": strings.Replace(text, e.Parquet, "../"+e.Parquet, 1), "bad id": strings.Replace(text, `"id": "made-up-2022"`, `"id": "../x"`, 1),
		"bad date": strings.Replace(text, `"start": "2022"`, `"start": "never"`, 1), "no hash": strings.Replace(text, e.SHA256, "", 1),
	} {
		if err := os.WriteFile(catalogue, []byte(bad), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := store.Open(s.Dir(), store.Options{}); err == nil || !strings.Contains(err.Error(), "catalogue") {
			t.Errorf("%s: got %v", name, err)
		}
		if _, err := s.Add(ctx, reading("more", many(1, 2021)), store.AddOptions{}); err == nil {
			t.Errorf("%s: nothing may be added", name)
		}
	}
	if err := os.Remove(catalogue); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Open(s.Dir(), store.Options{}); !errors.Is(err, store.ErrNoStore) {
		t.Errorf("got %v", err)
	}
	if _, err := store.Create(s.Dir(), store.Options{}); err == nil || !strings.Contains(err.Error(), "not empty") {
		t.Errorf("got %v", err)
	}
	if err := os.WriteFile(catalogue, whole, 0o644); err != nil {
		t.Fatal(err)
	}
	if n, err := s.Verify(ctx); err != nil || n != 1 {
		t.Errorf("got %d, %v", n, err)
	}
	damageFlows(t, s, e)
}

// damageFlows changes bytes of the data file, one place at a time. Verify sees
// every change, and no reading panics, whatever the change was.
func damageFlows(t *testing.T, s *store.Store, e store.Entry) {
	t.Helper()
	path := s.Path(e)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	r, err := s.Record(e.ID)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(whole); i += max(1, len(whole)/400) {
		bad := slices.Clone(whole)
		bad[i] ^= 0x5a
		if err := os.WriteFile(path, bad, 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Verify(ctx); err == nil || !strings.Contains(err.Error(), "add its source again") {
			t.Fatalf("byte %d: got %v", i, err)
		}
		_, _ = r.Groups(ctx, data.Query{By: []data.Dimension{data.ByPartner, data.ByProduct}})
		_, _ = r.Rows(ctx, data.Selection{}, 0)
	}
	if err := os.Truncate(path, int64(len(whole)/2)); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Groups(ctx, data.Query{}); err == nil || !strings.Contains(err.Error(), "is damaged") {
		t.Errorf("got %v", err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Verify(ctx); err == nil || !strings.Contains(err.Error(), "is missing") {
		t.Errorf("got %v", err)
	}
}

func TestOpen_Refuses(t *testing.T) {
	dir := t.TempDir()
	if _, err := store.Open(filepath.Join(dir, "none"), store.Options{}); !errors.Is(err, store.ErrNoStore) || !strings.Contains(err.Error(), "periplus data add") {
		t.Errorf("got %v", err)
	}
	for _, o := range []store.Options{{Memory: 1}, {Threads: -1}} {
		if _, err := store.Create(dir, o); err == nil {
			t.Errorf("%+v must be refused", o)
		}
	}
	if _, err := store.Create("", store.Options{}); err == nil {
		t.Error("a store needs a folder")
	}
	if err := os.WriteFile(filepath.Join(dir, "thesis.docx"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Create(dir, store.Options{}); err == nil || !strings.Contains(err.Error(), "thesis.docx") {
		t.Errorf("got %v", err)
	}
	if files, err := os.ReadDir(dir); err != nil || len(files) != 1 {
		t.Errorf("got %v, %v", files, err)
	}
}
