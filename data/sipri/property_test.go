package sipri_test

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
	"github.com/periplus-data/periplus/data/sipri"
)

// testFiles returns the names of all files in testdata that are read.
func testFiles(t testing.TB) []string {
	t.Helper()
	names, err := filepath.Glob("testdata/*.*")
	if err != nil || len(names) < 10 {
		t.Fatal(names, err)
	}
	var out []string
	for _, n := range names {
		if filepath.Ext(n) != ".md" {
			out = append(out, n)
		}
	}
	return out
}

// consistent reads bytes and holds the result to what every reading keeps: the
// account closes, as many flows come out as it says, and no flow is without
// its places, year and value.
func consistent(t interface{ Fatalf(string, ...any) }, raw []byte, o data.ReadOptions) {
	f, err := file.New("f.csv", strings.NewReader(string(raw)), file.Options{})
	if err != nil {
		return
	}
	defer f.Close()
	format, recognised := sipri.Recognize(f)
	r, err := sipri.Open(f, o)
	if err != nil {
		if err.Error() == "" {
			t.Fatalf("an error without words")
		}
		return
	}
	if recognised && r.Release.Format != format {
		t.Fatalf("recognised as %s, read as %s", format, r.Release.Format)
	}
	if err := r.Account.Check(); err != nil {
		t.Fatalf("%v", err)
	}
	if r.Flows == nil {
		table, err := r.Table()
		if err != nil || len(table.Rows) != r.Account.Flows {
			t.Fatalf("%d rows, %v", len(table.Rows), err)
		}
		return
	}
	n := 0
	for f, err := range r.Flows {
		if err != nil {
			t.Fatalf("%v", err)
		}
		if f.Reporter == "" || f.Partner == "" || f.Period.Year < 1900 || f.Period.Year > 2100 || !f.Value.IsSet() || f.Value.Sign() < 0 || f.Line < 1 {
			t.Fatalf("flow %+v", f)
		}
		n++
	}
	if n != r.Account.Flows {
		t.Fatalf("%d flows, the account says %d", n, r.Account.Flows)
	}
}

// Whatever happens to a file, it is an error, or its account closes.
func TestOpen_DamageIsNeverSilent(t *testing.T) {
	names := testFiles(t)
	var contents [][]byte
	for _, n := range names {
		b, err := os.ReadFile(n)
		if err != nil {
			t.Fatal(err)
		}
		contents = append(contents, b)
	}
	rapid.Check(t, func(t *rapid.T) {
		raw := append([]byte(nil), contents[rapid.IntRange(0, len(contents)-1).Draw(t, "file")]...)
		for range rapid.IntRange(1, 4).Draw(t, "edits") {
			i := rapid.IntRange(0, len(raw)).Draw(t, "at")
			j := min(len(raw), i+rapid.IntRange(0, 40).Draw(t, "length"))
			switch rapid.IntRange(0, 3).Draw(t, "edit") {
			case 0:
				raw = raw[:i] // truncated
			case 1:
				raw = append(raw[:i:i], raw[j:]...)
			case 2:
				piece := rapid.SampledFrom([]string{",", ";", "\n", "\r\n", `"`, `""`, "?", "2010", "-1", "All", "Total", "*", "\xe9", "é", "0 ", ",,,,", "1e400"}).Draw(t, "piece")
				raw = append(raw[:i:i], append([]byte(piece), raw[j:]...)...)
			case 3:
				raw = append(raw[:j:j], raw[i:]...) // a piece twice
			}
		}
		consistent(t, raw, data.ReadOptions{KeepGoing: true})
		consistent(t, raw, data.ReadOptions{})
	})
}

// made is a classic register of random deals, with what it adds up to.
type made struct {
	text   string
	deals  int
	flows  int
	sum    data.Total
	parted int
}

var (
	madeRecipients = []string{"Viet Nam", "India", "Hezbollah (Lebanon)*", "NATO**", "unknown recipient(s)"}
	madeSuppliers  = []string{"Russia", "Soviet Union", "France", "unknown supplier(s)", "United States"}
)

func drawRegister(t *rapid.T, longest int) made {
	var b strings.Builder
	b.WriteString(classicHeader)
	m := made{}
	for range rapid.IntRange(1, longest).Draw(t, "deals") {
		m.deals++
		years := rapid.IntRange(0, 4).Draw(t, "years")
		var list []string
		for y := range years {
			list = append(list, fmt.Sprint(2000+2*y))
		}
		value, delivered := "", ""
		if years > 0 {
			delivered = "4"
			v := data.NewDecimal(rapid.Int64Range(0, 1e6).Draw(t, "value"), 2)
			m.sum.Add(v)
			m.flows += years
			value = v.String()
		}
		comment := "plain"
		if rapid.IntRange(0, 9).Draw(t, "parted") == 0 {
			m.parted++
			comment = rapid.SampledFrom([]string{"two\nlines", "three\nlines\nof it", "\nfirst line empty", "last line empty\n"}).Draw(t, "comment")
		}
		fmt.Fprintf(&b, "%s,%s,1999,?,4,,Boat-1,patrol craft,%s,?,%s,New,%s,1,4,%s\n",
			rapid.SampledFrom(madeRecipients).Draw(t, "recipient"), rapid.SampledFrom(madeSuppliers).Draw(t, "supplier"), delivered, strings.Join(list, "; "), comment, value)
	}
	m.text = b.String()
	return m
}

// A register gives back every deal and the exact sum of its volumes, however
// its records are parted and its volumes divided.
func TestClassicRegister_ConservesVolumes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawRegister(t, 40)
		f, err := file.New("f.csv", strings.NewReader(m.text), file.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		reg, err := sipri.ReadRegister(f, data.ReadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		var sum data.Total
		n := 0
		for f := range reg.Flows() {
			sum.Add(f.Value)
			n++
		}
		if len(reg.Deals) != m.deals || n != m.flows || reg.Account.Flows != n || !sum.Number().Equal(m.sum.Number()) || reg.Account.Repaired.Count() != m.parted {
			t.Fatalf("%d deals of %d, %d flows of %d, sum %s of %s, account %+v", len(reg.Deals), m.deals, n, m.flows, sum.Number(), m.sum.Number(), reg.Account)
		}
	})
}

// A long register is read in two pieces where two processors are there: the
// deals, the account and the lines are the same.
func TestReadRegister_SameOnOneProcessor(t *testing.T) {
	row := "Viet Nam,Russia,2008,,4,,Boat-1,patrol craft,4,,2010; 2011,New,%d of them,10,40,40\n"
	parted := "Viet Nam,Israel,2012,,3,,Radar-2,radar,3,,2013,New,number\n%d,5,15,15\n"
	var b strings.Builder
	b.WriteString(classicHeader)
	for i := range 12000 {
		if i%7 == 0 {
			fmt.Fprintf(&b, parted, i)
		} else {
			fmt.Fprintf(&b, row, i)
		}
	}
	b.WriteString("Viet Nam,Israel,2012,,x,,Radar-2,radar,3,,2013,New,,5,15,15\n")
	read := func(processors int) *sipri.Register {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(processors))
		f := open(t, b.String())
		reg, err := sipri.ReadRegister(f, data.ReadOptions{KeepGoing: true})
		if err != nil {
			t.Fatal(err)
		}
		return reg
	}
	one, two := read(1), read(2)
	if len(one.Deals) != 12000 || len(one.Account.Rejects) != 1 {
		t.Fatalf("%d deals", len(one.Deals))
	}
	if !reflect.DeepEqual(one, two) {
		t.Errorf("two processors give another register: %+v %+v", one.Account, two.Account)
	}
}
