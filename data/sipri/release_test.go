package sipri_test

import (
	"strings"
	"testing"

	"github.com/periplus-data/periplus/data"
)

// SIPRI adds a year in March and prints the years that somebody asked for. A
// whole year is the one before the file was made; in the first three months,
// before the release, the one before that, unless the rows know better.
func TestRelease_Coverage(t *testing.T) {
	register := func(from, to, generated string, deliveries ...string) string {
		var b strings.Builder
		if from != "" {
			b.WriteString("Conventional arms from All countries to All countries . Deals with anything for year range '" + from + "' to '" + to + "' \n")
		}
		if generated != "" {
			b.WriteString("Data generated: " + generated + "\n")
		}
		b.WriteString(classicHeader)
		for _, y := range deliveries {
			b.WriteString("Viet Nam,Russia,1999,,4,,Boat-1,patrol craft,4,," + y + ",New,,10,40,40\n")
		}
		return b.String()
	}
	for _, tt := range []struct{ name, text, coverage, vintage string }{
		{"years to come were asked for", register("2000", "2030", "3 Jan 2025 9:16:02 PM", "2001", "2023"), "2000/2023", "2025-01-03"},
		{"no deliveries of late", register("1950", "2024", "13 Oct 2024 2:20:11 PM", "2001"), "1950/2023", "2024-10-13"},
		{"after the release of March", register("1950", "2024", "12 Mar 2024 2:20:11 PM", "2001", "2023"), "1950/2023", "2024-03-12"},
		{"before the release of March", register("1950", "2024", "2 Mar 2024 2:20:11 PM", "2001", "2022"), "1950/2022", "2024-03-02"},
		{"a register that ends early", register("1990", "2010", "13 Oct 2024 2:20:11 PM", "2001"), "1990/2010", "2024-10-13"},
		{"all years", register("Not specified", "Not specified", "28 Sep 2026 9:10:31 AM", "2004"), "1950/2025", "2026-09-28"},
		{"not dated", register("1950", "2030", "", "2001", "2019"), "1950/2019", ""},
		{"nothing before the header", register("", "", "", "2001", "2019"), "2001/2019", ""},
		{"a day that could be two", register("1950", "2030", "1/3/2025", "2001", "2019"), "1950/2019", ""},
	} {
		r, err := readText(t, tt.text, data.ReadOptions{})
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if got := r.Release.Coverage.String(); got != tt.coverage || r.Release.Vintage != tt.vintage {
			t.Errorf("%s: %s of %q, want %s of %q", tt.name, got, r.Release.Vintage, tt.coverage, tt.vintage)
		}
	}
}

// A register of one supplier gives no shares; one of one recipient does.
func TestRelease_Closed(t *testing.T) {
	for _, tt := range []struct {
		from, to, id string
		closed       bool
	}{
		{"All countries ", "All countries ", "sipri-register-classic-2024-10-13", true},
		{"All countries ", "Viet Nam ", "sipri-register-classic-viet-nam-2024-10-13", true},
		{"Russia  ", "All countries ", "sipri-register-classic-russia-2024-10-13", false},
	} {
		text := "Transfers of conventional arms from " + tt.from + " to " + tt.to + ". Deals with deliveries made for year range '1950' to '2024' \nData generated: 13 Oct 2024 2:20:11 PM\n" +
			classicHeader + boat
		r, err := readText(t, text, data.ReadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if r.Release.Closed != tt.closed || r.Release.ID != tt.id {
			t.Errorf("from %s to %s: closed %v, id %s", tt.from, tt.to, r.Release.Closed, r.Release.ID)
		}
		said := strings.Contains(strings.Join(r.Release.Notes, " "), "the deals of Russia alone")
		if said == tt.closed {
			t.Errorf("from %s to %s: notes %v", tt.from, tt.to, r.Release.Notes)
		}
	}
}

// A series of two states, and a group that no table has, are warnings.
func TestOpen_WarnsOfPlaces(t *testing.T) {
	text := classicHeader + "Viet Nam,Soviet Union,1970,,4,,Boat-1,patrol craft,4,,1972,New,,10,40,40\n" +
		"Reef rebels (Atlantis)*,unknown supplier(s),1970,,4,,Boat-1,patrol craft,4,,1980,New,,10,40,40\n" + boat
	r, err := readText(t, text, data.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, w := range r.Warnings {
		got = append(got, w.Error())
	}
	want := `f.csv: the lines before the header are gone, and with 3 suppliers and 2 recipients it may be an extract: what has no row may stand elsewhere
f.csv: no table of places has "Reef rebels (Atlantis)*"; it is kept as SIPRI:Reef rebels (Atlantis)*
f.csv: some series are those of more than one state: code VN of SIPRI stands for North Viet Nam until 1975 and for Viet Nam from 1976 (2 rows of 1972 to 2011)`
	if strings.Join(got, "\n") != want {
		t.Errorf("warnings\n%s", strings.Join(got, "\n"))
	}
}
