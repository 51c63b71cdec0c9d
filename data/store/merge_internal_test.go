package store

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/periplus-data/periplus/data"
)

// drawn makes flows that are equal in many columns; the quantity tells in which
// order they came.
func drawn(t *rapid.T) []data.Flow {
	flows := make([]data.Flow, rapid.IntRange(0, 200).Draw(t, "rows"))
	long := rapid.Bool().Draw(t, "many products")
	for i := range flows {
		product := rapid.IntRange(0, 3).Draw(t, "product")
		if long {
			product = i * 7919 % 997
		}
		flows[i] = data.Flow{Reporter: rapid.SampledFrom([]string{"B", "A", "É", "a"}).Draw(t, "reporter"), Partner: rapid.SampledFrom([]string{"X", "Y", ""}).Draw(t, "partner"),
			Flow: data.Import, Product: fmt.Sprint(product), Classification: rapid.SampledFrom([]string{"H5", "H4"}).Draw(t, "classification"),
			Period: data.Date{Year: rapid.IntRange(2020, 2021).Draw(t, "year"), Month: rapid.IntRange(0, 2).Draw(t, "month")},
			Line:   rapid.IntRange(0, 3).Draw(t, "line"), Quantity: data.NewDecimal(int64(i), 0)}
	}
	return flows
}

// TestSorter_AsCompareFlows holds the sort, with and without temporary files,
// against the standard library's stable sort by data.CompareFlows.
func TestSorter_AsCompareFlows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		flows := drawn(t)
		folder, err := os.MkdirTemp("", "sort")
		if err != nil {
			t.Fatal(err)
		}
		defer os.RemoveAll(folder)
		s := newSorter(MinMemory, folder)
		s.maxRows = rapid.IntRange(1, 250).Draw(t, "rows in memory")
		for i := range flows {
			if err := s.add(&flows[i]); err != nil {
				t.Fatal(err)
			}
		}
		var got []int64
		size := rapid.IntRange(1, 50).Draw(t, "rows of a block")
		err = s.blocks(context.Background(), size, func(block []packed) error {
			for _, p := range block {
				got = append(got, p.quantity)
			}
			return nil
		})
		s.close()
		if err != nil {
			t.Fatal(err)
		}
		slices.SortStableFunc(flows, data.CompareFlows)
		if len(got) != len(flows) {
			t.Fatalf("got %d of %d rows", len(got), len(flows))
		}
		for i, f := range flows {
			if want, _ := f.Quantity.Parts(); got[i] != want {
				t.Fatalf("row %d came as %d, want %d", i, got[i], want)
			}
		}
		if files, err := os.ReadDir(folder); err != nil || len(files) > 0 {
			t.Fatalf("temporary files stayed: %v, %v", files, err)
		}
	})
}

// TestSorter_WideKeys: keys that do not fit into 64 bits sort as the others do.
func TestSorter_WideKeys(t *testing.T) {
	var r rows
	p := places{major: []uint32{1<<31 - 1, 0, 1<<31 - 1}, product: []uint32{1<<31 - 1, 5}, minor: []uint32{0, 1, 1}}
	for i, row := range []packed{{tuple: 0, product: 0, line: 9}, {tuple: 2, product: 1}, {tuple: 0, product: 1}, {tuple: 1, product: 0}, {tuple: 0, product: 0, line: 3}} {
		row.quantity = int64(i)
		r.add(row)
	}
	// By major, product, minor, line: the fourth has major 0; then product 5 with
	// minor 0 before minor 1; then line 3 before 9.
	if got := r.sorted(&p); !slices.Equal(got, []uint32{3, 2, 1, 4, 0}) {
		t.Errorf("got %v", got)
	}
}

// TestWriteFlows_SameBytes: memory and threads do not change the file.
func TestWriteFlows_SameBytes(t *testing.T) {
	var first []byte
	for _, c := range []struct{ rows, threads int }{{1 << 20, 1}, {1 << 20, 2}, {100_000, 2}, {7_001, 1}} {
		s := newSorter(MinMemory, t.TempDir())
		s.maxRows = c.rows
		var value decimals
		for i := range blockRows + 50_000 {
			f := data.Flow{Reporter: fmt.Sprint(i % 211), Partner: fmt.Sprint(i * 31 % 199), Product: fmt.Sprint(i * 7919 % 4999), Value: data.NewDecimal(int64(i), 3), Line: i}
			if err := s.add(&f); err != nil {
				t.Fatal(err)
			}
			value.note(packDecimal(f.Value))
		}
		var out bytes.Buffer
		if err := writeFlows(context.Background(), &out, &s.dictionary, s.blocks, value, decimals{}, c.threads, func(int) {}); err != nil {
			t.Fatal(err)
		}
		s.close()
		if first == nil {
			first = out.Bytes()
		}
		if !bytes.Equal(out.Bytes(), first) {
			t.Errorf("%d rows in memory and %d threads give other bytes", c.rows, c.threads)
		}
	}
}

// TestDecimals_Long: the widest numbers that a decimal can be, in 128 bits, come
// back as they were. 999999999999999999 with 18 more digits after the point
// needs 36.
func TestDecimals_Long(t *testing.T) {
	d := decimals{}
	numbers := []data.Decimal{data.MustDecimal("999999999999999999"), data.MustDecimal("-999999999999999999"), data.MustDecimal("0.000000000000000001"),
		data.MustDecimal("-0.999999999999999999"), data.MustDecimal("0"), data.MustDecimal("-1.5")}
	for _, n := range numbers {
		d.note(packDecimal(n))
	}
	if !d.long() || d.scale != 18 || d.whole != 18 {
		t.Fatalf("got %+v", d)
	}
	for _, n := range numbers {
		coef, scale := packDecimal(n)
		if back, err := longDecimal(d.value(coef, scale, 0).ByteArray(), d.scale); err != nil || back != n {
			t.Errorf("got %s, %v; want %s", back, err, n)
		}
	}
	if _, err := longDecimal(bytes.Repeat([]byte{0x7f}, 16), 3); err == nil {
		t.Error("a number of 36 digits is no decimal")
	}
}
