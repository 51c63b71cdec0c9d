package store_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/store"
)

// reading is a reading of flows that lie in memory. Its SHA-256 is that of its
// name, since there is no file.
func reading(name string, flows []data.Flow) *data.Reading {
	sum := sha256.Sum256([]byte(name))
	r := &data.Reading{Release: data.Release{ID: name, Format: "made-up", Publisher: "Nobody", Title: "Made-up flows", Vintage: "1",
		File: name + ".csv", SHA256: hex.EncodeToString(sum[:]), Bytes: 1}}
	r.Flows = func(yield func(data.Flow, error) bool) {
		r.Account = data.Account{Of: "rows"}
		for _, f := range flows {
			r.Account.Read++
			r.Account.Flows++
			if !yield(f, nil) {
				return
			}
		}
	}
	return r
}

var _ iter.Seq2[data.Flow, error] = reading("", nil).Flows

// panel collects the same flows in memory.
func panel(t interface{ Fatal(...any) }, name string, flows []data.Flow) *data.Panel {
	p, err := reading(name, flows).Panel()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// create makes an empty store in a folder of its own.
func create(t testing.TB, o store.Options) *store.Store {
	t.Helper()
	s, err := store.Create(t.TempDir(), o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// add adds flows under a name and returns the record.
func add(t testing.TB, s *store.Store, name string, flows []data.Flow) (store.Entry, *store.Record) {
	t.Helper()
	a, err := s.Add(context.Background(), reading(name, flows), store.AddOptions{})
	if err != nil {
		t.Fatal(err)
	}
	r, err := s.Record(a.Entry.ID)
	if err != nil {
		t.Fatal(err)
	}
	return a.Entry, r
}

// anyFlows draws flows with few places, products and periods, so that groups
// have several rows, and with numbers of every size.
func anyFlows(most int) *rapid.Generator[[]data.Flow] {
	return rapid.Custom(func(t *rapid.T) []data.Flow {
		n := rapid.IntRange(0, most).Draw(t, "rows")
		// In most columns all rows of a panel agree, since most mixtures are errors.
		one := map[string]bool{}
		for _, name := range []string{"flow", "level", "classification", "monthly", "unit", "valuation", "aggregate"} {
			one[name] = rapid.IntRange(0, 3).Draw(t, "one "+name) > 0
		}
		pick := func(name string, of ...string) string {
			if one[name] {
				return of[0]
			}
			return rapid.SampledFrom(of).Draw(t, name)
		}
		indicator := rapid.IntRange(0, 4).Draw(t, "indicator") == 0
		flows := make([]data.Flow, n)
		for i := range flows {
			f := &flows[i]
			f.Reporter = rapid.SampledFrom([]string{"VNM", "RUS", "NAM", "SIPRI:XLH"}).Draw(t, "reporter")
			f.Partner = rapid.SampledFrom([]string{"CHN", "USA", "WLD", "Comtrade:490"}).Draw(t, "partner")
			if f.Flow = data.FlowCode(pick("flow", "X", "M", "RX", "")); indicator {
				f.Flow = ""
			}
			f.Product = rapid.SampledFrom([]string{"010121", "854231"}).Draw(t, "product")
			if level := pick("level", "", "TOTAL", "01", "avions, hélicoptères"); level != "" {
				f.Product = level
			}
			f.Classification = pick("classification", "H5", "H4", "S3", "")
			f.Period = data.Date{Year: rapid.IntRange(1999, 2003).Draw(t, "year")}
			if pick("monthly", "", "1") == "1" {
				f.Period.Month = rapid.IntRange(1, 12).Draw(t, "month")
			}
			f.Value = anyDecimal().Draw(t, "value")
			f.Unit = data.Unit(pick("unit", "USD", "EUR"))
			f.Valuation = data.Valuation(pick("valuation", "FOB", "CIF", ""))
			if rapid.Bool().Draw(t, "has quantity") {
				f.Quantity, f.QuantityUnit = anyDecimal().Draw(t, "quantity"), "kg"
			}
			f.Estimate = rapid.SampledFrom([]string{"", "", "a sum over two years"}).Draw(t, "estimate")
			f.Flag = rapid.SampledFrom([]string{"", "e", "=1+1"}).Draw(t, "flag")
			f.Source, f.Line = "made-up", i+2
			if rapid.IntRange(0, 4).Draw(t, "parts") == 0 {
				f.Parts, f.Line = 3, rapid.IntRange(2, 6).Draw(t, "line")
			}
			f.Aggregate = data.Side(pick("aggregate", "", "partner", "reporter", "both"))
		}
		return flows
	})
}

// anyDecimal draws none, small numbers as files hold them, and the longest that
// a decimal can be.
func anyDecimal() *rapid.Generator[data.Decimal] {
	return rapid.Custom(func(t *rapid.T) data.Decimal {
		switch rapid.IntRange(0, 9).Draw(t, "kind") {
		case 0:
			return data.Decimal{}
		case 1:
			return data.NewDecimal(rapid.Int64Range(-1e18+1, 1e18-1).Draw(t, "coefficient"), rapid.IntRange(0, 18).Draw(t, "scale"))
		case 2:
			return data.NewDecimal(1e18-1, 0)
		}
		return data.NewDecimal(rapid.Int64Range(-1e6, 1e9).Draw(t, "coefficient"), rapid.IntRange(0, 3).Draw(t, "scale"))
	})
}

// anyQuery draws a query over what anyFlows draws.
func anyQuery() *rapid.Generator[data.Query] {
	return rapid.Custom(func(t *rapid.T) data.Query {
		some := func(name string, of ...string) []string {
			if rapid.IntRange(0, 2).Draw(t, name) > 0 {
				return nil
			}
			return rapid.SliceOfNDistinct(rapid.SampledFrom(of), 1, 2, rapid.ID[string]).Draw(t, name)
		}
		q := data.Query{Where: data.Selection{
			Reporters: some("reporters", "VNM", "RUS", "SIPRI:XLH", "XXX"), Partners: some("partners", "CHN", "WLD", "XXX"),
			Products: some("products", "010121", "TOTAL", "AG2", "AG6"), Classifications: some("classifications", "H5", "S3"),
		}}
		for _, code := range some("flows", "X", "M") {
			q.Where.Flows = append(q.Where.Flows, data.FlowCode(code))
		}
		if unit := some("unit", "USD"); unit != nil {
			q.Where.Unit = "USD"
		}
		if rapid.Bool().Draw(t, "period") {
			q.Where.Period = data.Period{Start: data.Date{Year: 2000, Month: rapid.IntRange(0, 3).Draw(t, "first month")}, End: data.Date{Year: 2002}}
		}
		n := rapid.IntRange(0, len(data.Dimensions)).Draw(t, "dimensions")
		q.By = rapid.Permutation(slices.Clone(data.Dimensions)).Draw(t, "by")[:n]
		return q
	})
}

// sameGroups says where two answers to a query differ.
func sameGroups(got []data.Group, gotErr error, want []data.Group, wantErr error) error {
	if (gotErr == nil) != (wantErr == nil) {
		return fmt.Errorf("errors %v and %v", gotErr, wantErr)
	}
	if len(got) != len(want) {
		return fmt.Errorf("%d and %d groups", len(got), len(want))
	}
	for i, w := range want {
		g := got[i]
		if !slices.Equal(g.Keys, w.Keys) || !g.Value.Equal(w.Value) || g.Rows != w.Rows || g.Unit != w.Unit || g.Valuation != w.Valuation ||
			!g.Estimated.Equal(w.Estimated) || !g.Straddling.Equal(w.Straddling) {
			return fmt.Errorf("group %d is %+v and %+v", i, g, w)
		}
	}
	return nil
}
