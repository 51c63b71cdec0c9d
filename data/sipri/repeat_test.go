package sipri_test

import (
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/sipri"
)

func testText(t *testing.T, name string) string {
	t.Helper()
	raw, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// sumOf adds the flows of a reading.
func sumOf(t *testing.T, r *data.Reading) string {
	t.Helper()
	p, err := r.Panel()
	if err != nil {
		t.Fatal(err)
	}
	var sum data.Total
	for i := range p.Flows {
		sum.Add(p.Flows[i].Value)
	}
	return sum.Number().String()
}

// new.csv has ten rows below line 5, nine of them deliveries, whose volumes are
// 30+10+15+0.04+4+6+20+20+4.4 = 109.44; the ninth row, on line 14, is planned.
// Its first (line 6), third and ninth row once more, on lines 16 to 18, change
// nothing.
func TestNewRegister_DropsRepeatedRows(t *testing.T) {
	text := testText(t, "new.csv")
	rows := strings.Split(strings.TrimSpace(text), "\n")
	text = strings.Join(append(rows, rows[5], rows[7], rows[13]), "\n") + "\n"
	r, err := readText(t, text, data.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if got := sumOf(t, r); got != "109.44" {
		t.Errorf("the volumes add up to %s, want 109.44", got)
	}
	want := data.Entries{{Reason: "a delivery planned after the file was made", Count: 1, Lines: []int{14}}, {Reason: "repeats an earlier row", Count: 3, Lines: []int{16, 17, 18}}}
	if a := r.Account; a.Read != 13 || a.Flows != 9 || !reflect.DeepEqual(a.Dropped, want) {
		t.Errorf("got %d read, %d flows, dropped %+v", a.Read, a.Flows, a.Dropped)
	}
}

// Deal 101 delivered 30 in 2010 on line 6; line 16 says 31.
func TestNewRegister_RefusesContradictingRows(t *testing.T) {
	text := testText(t, "new.csv")
	row := strings.Replace(strings.Split(text, "\n")[5], ",10,10,30,", ",10,10,31,", 1)
	text += row + "\n"
	const want = `f.csv:16: SIPRI AT Database ID: line 6 states the deliveries of deal 101 in 2010 otherwise; keep the row that is right`
	if _, err := readText(t, text, data.ReadOptions{}); err == nil || err.Error() != want {
		t.Errorf("got %v\nwant %s", err, want)
	}
	r, err := readText(t, text, data.ReadOptions{KeepGoing: true})
	if err != nil {
		t.Fatal(err)
	}
	if got := sumOf(t, r); got != "109.44" || len(r.Account.Rejects) != 1 || r.Account.Rejects[0].Line != 16 {
		t.Errorf("sum %s, rejects %v", got, r.Account.Rejects)
	}
}

// deals writes n classic deals of one boat, delivered in turn from 2010 to 2012
// to ever new buyers; the first is there again as often as repeats says.
func deals(t *testing.T, n, repeats int) string {
	text := testText(t, "classic.csv")
	head := strings.Join(strings.SplitAfter(text, "\n")[:5], "")
	row := func(i int) string {
		return fmt.Sprintf("Viet Nam,Russia,2008,,1,,Boat-%d,patrol craft,1,,%d,New,,10,10,10\n", i, 2010+i%3)
	}
	var b strings.Builder
	b.WriteString(head)
	for i := range n {
		b.WriteString(row(i))
	}
	for range repeats {
		b.WriteString(row(0))
	}
	return b.String()
}

// 1 of 100 deals is no more than 1%, 2 of 101 are; line 105 is the hundredth
// below the five lines of the head, so that the first repeat is on 105.
func TestClassicRegister_WarnsOfManyRepeats(t *testing.T) {
	for _, tt := range []struct {
		repeats int
		want    string
	}{
		{1, ""},
		{2, "f.csv: 2 of 101 deals repeat an earlier row in every cell, the first on line 105; the file may hold the same rows twice, and all are counted"},
	} {
		r, err := readText(t, deals(t, 99, tt.repeats), data.ReadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, w := range r.Warnings {
			if strings.Contains(w.Error(), "repeat an earlier row") {
				got = w.Error()
			}
		}
		if got != tt.want {
			t.Errorf("%d repeats: got %q, want %q", tt.repeats, got, tt.want)
		}
		if r.Account.Flows != 99+tt.repeats {
			t.Errorf("%d flows of %d deals", r.Account.Flows, 99+tt.repeats)
		}
	}
}

// twenty are names of states that took part in the made-up world below.
var twenty = strings.Split("Angola,Algeria,Argentina,Armenia,Australia,Austria,Bahrain,Bangladesh,Belarus,Belgium,Bolivia,Botswana,Brazil,Bulgaria,Cameroon,Canada,Chad,Chile,China,Colombia", ",")

// worldRegister is a new register of 2010 to 2016, made in October 2017, in
// which every state named receives something from Russia in every year but 2013.
func worldRegister(t *testing.T, of string, places []string) string {
	text := strings.Replace(testText(t, "new.csv"), "'1990' to '2017'", "'2010' to '2017'", 1)
	text = strings.Replace(text, "from All countries ", "from "+of+" ", 1)
	var b strings.Builder
	b.WriteString(strings.Join(strings.SplitAfter(text, "\n")[:5], ""))
	for i, name := range places {
		for year := 2010; year <= 2016; year++ {
			if year != 2013 {
				fmt.Fprintf(&b, "%d,Russia,%s,Boat-1,patrol craft,Ships,2008,No,1,No,%d,No,New,10,10,10,No\n", 200+i, name, year)
			}
		}
	}
	return b.String()
}

// The world has had deliveries in every year; one supplier, or few recipients,
// may have none in some.
func TestRelease_Lacks(t *testing.T) {
	const want = "f.csv: 2013 has no delivery at all: the file seems to lack that year"
	table := "Made-up volumes of arms in the layout of SIPRI\n\nData generated: 13 Oct 2017 12:33:53 PM\n\nRecipient,2010,2011,2012,2013,2014\n"
	for _, name := range twenty {
		table += name + ",1,1,1,,1\n"
	}
	table += "Total world import,20,20,20,,20\n"
	for _, tt := range []struct {
		name, text string
		lacks      []int
	}{
		{"the world", worldRegister(t, "All countries", twenty), []int{2013}},
		{"19 recipients", worldRegister(t, "All countries", twenty[:19]), nil},
		{"one supplier", worldRegister(t, "Russia", twenty), nil},
		{"a table", table, []int{2013}},
		{"a table without the column", strings.NewReplacer(",2013", "", ",1,,1\n", ",1,1\n", ",20,,20\n", ",20,20\n", "Made-up volumes", "TIV of arms imports to all, 2010-2014\nMade-up volumes").Replace(table), []int{2013}},
	} {
		r, err := readText(t, tt.text, data.ReadOptions{})
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		warned := false
		for _, w := range r.Warnings {
			warned = warned || w.Error() == want
		}
		if !reflect.DeepEqual(r.Release.Lacks, tt.lacks) || warned != (tt.lacks != nil) {
			t.Errorf("%s: lacks %v, coverage %s, warnings %v", tt.name, r.Release.Lacks, r.Release.Coverage, r.Warnings)
		}
	}
}

// SIPRI's own files lack no year. The rows of the new register are unique by
// deal and year, counted with pandas, and those of the classic one have 9 exact
// repeats.
func TestShared_NoRepeatsAndNoLacks(t *testing.T) {
	for _, name := range []string{"register_new_all_2000-2030_gen2025-01-03.csv", "register_old_all_1950-2024_gen2024-10-13_cp1252.csv",
		"tiv_new_exports_by_supplier_1950-2024_gen2024-10-13.csv", "tiv_old_imports_by_recipient_1950-2022.csv", "tiv_per_supplier/TIV-Export-RUS-1950-2021.csv"} {
		r, err := sipri.Open(openShared(t, "sipri/"+name), data.ReadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Release.Lacks) > 0 {
			t.Errorf("%s: lacks %v", name, r.Release.Lacks)
		}
		for _, e := range r.Account.Dropped {
			if e.Reason == "repeats an earlier row" {
				t.Errorf("%s: %+v", name, e)
			}
		}
		for _, w := range r.Warnings {
			if strings.Contains(w.Error(), "repeat an earlier row") {
				t.Errorf("%s: %v", name, w)
			}
		}
	}
}
