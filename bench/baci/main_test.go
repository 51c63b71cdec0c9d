package main

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

func TestWrite_Rows(t *testing.T) {
	for _, rows := range []int{0, 1, 1000, 200_000} {
		var b bytes.Buffer
		if err := write(&b, options{rows: rows, seed: 3, year: 2020}); err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n")
		if lines[0] != "t,i,j,k,v,q" || len(lines)-1 != rows {
			t.Errorf("%d rows: header %q and %d rows", rows, lines[0], len(lines)-1)
		}
		seen := map[string]bool{}
		for _, line := range lines[1:] {
			cells := strings.Split(line, ",")
			if len(cells) != 6 || cells[0] != "2020" || cells[1] == cells[2] {
				t.Fatalf("row %q", line)
			}
			key := strings.Join(cells[:4], ",")
			if seen[key] {
				t.Fatalf("twice: %s", key)
			}
			seen[key] = true
		}
	}
}

// The same flags give the same bytes, and another seed gives others.
func TestWrite_Seed(t *testing.T) {
	var texts [3]string
	for i, seed := range []uint64{7, 7, 8} {
		var b bytes.Buffer
		if err := write(&b, options{rows: 5000, seed: seed, year: 2022}); err != nil {
			t.Fatal(err)
		}
		texts[i] = b.String()
	}
	if texts[0] != texts[1] || texts[0] == texts[2] {
		t.Error("the seed does not decide the bytes")
	}
}

func TestWrite_TooMany(t *testing.T) {
	most := (4992 * 9 / 10) * len(countries) * (len(countries) - 1)
	err := write(&bytes.Buffer{}, options{rows: most + 1, year: 2022})
	want := fmt.Sprintf("--rows %d: write 0 to %d, what the pairs of countries can hold in one year", most+1, most)
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}
