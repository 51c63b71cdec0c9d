package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
)

// manyRows is a file of UN Comtrade with n made-up rows.
func manyRows(n int) string {
	var b strings.Builder
	b.WriteString("Classification,Year,Trade Flow Code,Trade Flow,Reporter Code,Reporter,Partner Code,Partner,Commodity Code,Commodity,Trade Value (US$),Flag\n")
	for i := range n {
		fmt.Fprintf(&b, "H5,2022,2,Export,704,Viet Nam,156,China,%06d,made up,%d,0\n", 10000+i, i+1)
	}
	return b.String()
}

// TestInterrupt_Reading stops while files are read: nothing is written, and the
// files after the first are not tried.
func TestInterrupt_Reading(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("many.csv", []byte(manyRows(3000)), 0o666); err != nil {
		t.Fatal(err)
	}
	stopped, cancel := context.WithCancel(context.Background())
	cancel()
	for _, test := range []struct{ line, want string }{
		{"data info many.csv missing.csv", "periplus: interrupted; nothing was written\n"},
		{"data convert many.csv --out out.parquet", "periplus: interrupted; nothing was written\n"},
		{"data add many.csv missing.csv --store store", "periplus: interrupted; many.csv was not added\n"},
	} {
		s := newSession("", false)
		s.app.ctx = stopped
		s.run(t, exitFailed, strings.Fields(test.line)...)
		s.expect(t, test.want)
		if s.out.Len() > 0 {
			t.Errorf("%s: %s", test.line, s.out.String())
		}
	}
	if _, err := os.Stat("out.parquet"); err == nil {
		t.Error("out.parquet was written")
	}
}

// TestLateWriter lets through what comes after its time.
func TestLateWriter(t *testing.T) {
	var b bytes.Buffer
	early, late := lateWriter{&b, time.Now().Add(time.Hour)}, lateWriter{&b, time.Now().Add(-time.Hour)}
	for _, w := range []*lateWriter{&early, &late} {
		if n, err := w.Write([]byte("bar")); n != 3 || err != nil {
			t.Errorf("%d, %v", n, err)
		}
	}
	if b.String() != "bar" {
		t.Errorf("got %q", b.String())
	}
}

// A warning of up to 160 characters stands as it is; a longer one ends after
// its last part that fits, and says that there is more.
func TestInShort(t *testing.T) {
	part := strings.Repeat("x", 70) // two parts and "; " are 142 characters
	for _, test := range []struct{ text, want string }{
		{part, part},
		{part + "; " + part, part + "; " + part},
		{part + "; " + part + "; " + part, part + "; " + part + "; and more, which `periplus data info` shows"},
		{strings.Repeat(part, 3), strings.Repeat(part, 3)},
	} {
		if got := inShort(test.text); got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
}

// TestTableName_Words names tables in letters that SQL takes without quotes.
func TestTableName_Words(t *testing.T) {
	for _, test := range []struct{ file, want string }{
		{"register.csv", "register"}, {"BACI_HS17_Y2023_V202501.csv", "baci_hs17_y2023_v202501"}, {"2022 trade.csv.gz", "t_2022_trade"},
		{"select.csv", "t_select"}, {"-", "stdin"}, {"đơn hàng.csv", "đơn_hàng"},
	} {
		if got := tableName(test.file); got != test.want {
			t.Errorf("%s: got %s, want %s", test.file, got, test.want)
		}
	}
}

// TestParseBytes_Units: a unit is 1000 of the one before it.
func TestParseBytes_Units(t *testing.T) {
	for _, test := range []struct {
		text string
		want int64
	}{{"300MB", 300e6}, {"2GB", 2e9}, {"2 gb", 2e9}, {"500KB", 5e5}, {"3", 0}, {"0MB", 0}, {"-1GB", 0}, {"1.5GB", 0}, {"MB", 0}, {"99999999999GB", 0}} {
		got, err := parseBytes(test.text)
		if got != test.want || (err != nil) != (test.want == 0) {
			t.Errorf("%s: got %d, %v", test.text, got, err)
		}
	}
}
