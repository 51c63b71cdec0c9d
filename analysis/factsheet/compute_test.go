package factsheet

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/periplus-data/periplus/data"
)

// world is made up. Windows of two years: 2019–20 and 2021–22.
//
//	            2019–20                2021–22
//	USA → VNM   10 + 20 = 30           30 + 30 = 60
//	USA → IND   0                      20
//	RUS → VNM   50 + 10 = 60           15
//	RUS → IND   10                     5
//	total       100                    100
const world = `
	USA VNM Aircraft 2019 10
	USA VNM Ships 2020 20
	USA VNM Aircraft 2021 30
	USA VNM Aircraft 2022 30
	USA IND Ships 2022 20
	RUS VNM Aircraft 2019 50
	RUS VNM Aircraft 2020 10
	RUS VNM Ships 2021 15
	RUS IND Ships 2019 10
	RUS IND Ships 2021 5`

func compute(t *testing.T, o Options, panels ...*data.Panel) *Sheet {
	t.Helper()
	var records []data.Record
	for _, p := range panels {
		records = append(records, p)
	}
	s, err := Compute(context.Background(), records, o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// lines writes rows as "rank place partner value share previous_value
// previous_share change", each number with at most two decimals.
func lines(rows []Row) string {
	var b strings.Builder
	short := func(n data.Number) string {
		if !n.IsSet() {
			return "-"
		}
		return n.RoundTo(data.Frac(1, 100), data.ToNearest).String()
	}
	for _, r := range rows {
		place := r.Place
		if place == "" {
			place = r.Name
		}
		partner := r.Partner
		if partner == "" {
			partner = "-"
		}
		cells := []string{data.Int(int64(r.Rank)).String(), place, partner, short(r.Value), short(r.Share), short(r.PreviousValue), short(r.PreviousShare), short(r.Change)}
		b.WriteString(strings.Join(cells, " ") + "\n")
	}
	return b.String()
}

func want(t *testing.T, s *Sheet, id SectionID, text string) {
	t.Helper()
	text = strings.ReplaceAll(strings.TrimSpace(text), "\t", "") + "\n"
	if got := lines(s.Section(id)); got != text {
		t.Errorf("%s: got\n%swant\n%s", id, got, text)
	}
}

// By hand from the comment on world: USA 30 → 80 of 100 is +166.67%, RUS 70 →
// 20 is −71.43%; VNM received 90, then 75 (−16.67%), IND 10, then 25 (+150%).
func TestCompute_World(t *testing.T) {
	s := compute(t, Options{End: 2022, Window: 2}, panel(t, "register.csv", world))
	want(t, s, Totals, `0 WLD - 100 - 100 - 0
		0 states that exported - 2 - 2 - 0
		0 states that imported - 2 - 2 - 0`)
	want(t, s, Exporters, `1 USA - 80 80 30 30 166.67
		2 RUS - 20 20 70 70 -71.43`)
	want(t, s, Importers, `1 VNM - 75 75 90 90 -16.67
		2 IND - 25 25 10 10 150`)
	// Of the USA's 80 VNM had 60 (75%), before all 30; IND 20, before nothing.
	want(t, s, Recipients, `1 USA VNM 60 75 30 100 100
		2 USA IND 20 25 0 0 -
		1 RUS VNM 15 75 60 85.71 -75
		2 RUS IND 5 25 10 14.29 -50`)
	want(t, s, Suppliers, `1 VNM USA 60 80 30 33.33 100
		2 VNM RUS 15 20 60 66.67 -75
		1 IND USA 20 80 0 0 -
		2 IND RUS 5 20 10 100 -50`)
	want(t, s, Regions, `1 Asia and Oceania - 100 100 100 100 0`)
	// Aircraft 10 + 50 + 10 = 70, then 60; ships 20 + 10 = 30, then 40.
	want(t, s, Categories, `1 Aircraft - 60 60 70 70 -14.29
		2 Ships - 40 40 30 30 33.33`)
	// 2019: 10 + 50 + 10; 2020: 20 + 10; 2021: 30 + 15 + 5; 2022: 30 + 20.
	want(t, s, Series, "0 WLD - 70 - - - -\n0 WLD - 30 - - - -\n0 WLD - 50 - - - -\n0 WLD - 50 - - - -")
	want(t, s, Means, "0 WLD - 50 - - - -\n0 WLD - 40 - - - -\n0 WLD - 50 - - - -")
	if len(s.LeftOut) != 1 || s.LeftOut[0] != (LeftOut{Pending, NoOrders}) {
		t.Errorf("left out: %v", s.LeftOut)
	}
	if len(s.Warnings) > 0 {
		t.Errorf("warnings: %v", s.Warnings)
	}
}

func TestCompute_Recipient(t *testing.T) {
	s := compute(t, Options{End: 2022, Window: 2, Recipient: "VNM"}, panel(t, "register.csv", world))
	want(t, s, Totals, `0 VNM - 75 - 90 - -16.67`)
	want(t, s, Importers, `1 VNM - 75 75 90 90 -16.67`)
	want(t, s, Suppliers, `1 VNM USA 60 80 30 33.33 100
		2 VNM RUS 15 20 60 66.67 -75`)
	want(t, s, Categories, `1 Aircraft - 60 80 70 77.78 -14.29
		2 Ships - 15 20 20 22.22 -25`)
	want(t, s, Series, "0 VNM - 60 - - - -\n0 VNM - 30 - - - -\n0 VNM - 45 - - - -\n0 VNM - 30 - - - -")
}

func TestCompute_Supplier(t *testing.T) {
	s := compute(t, Options{End: 2022, Window: 2, Supplier: "RUS"}, panel(t, "register.csv", world))
	want(t, s, Exporters, `2 RUS - 20 20 70 70 -71.43`)
	want(t, s, Recipients, `1 RUS VNM 15 75 60 85.71 -75
		2 RUS IND 5 25 10 14.29 -50`)
}

// VNM and USA as one: they received all that VNM did, 75 after 90, of which 60
// after 30 came from inside; they delivered 80 after 30.
func TestCompute_Group(t *testing.T) {
	g := &Group{Name: "both", Members: []string{"VNM", "USA"}}
	s := compute(t, Options{End: 2022, Window: 2, Group: g}, panel(t, "register.csv", world))
	want(t, s, Exporters, `0 both - 80 80 30 30 166.67
		1 USA - 80 80 30 30 166.67`)
	want(t, s, Importers, `0 both - 75 75 90 90 -16.67
		1 VNM - 75 75 90 90 -16.67`)
	want(t, s, Suppliers, `0 both - 60 80 30 33.33 100
		1 both RUS 15 20 60 66.67 -75`)
	want(t, s, Recipients, `0 both - 60 75 30 100 100
		1 both IND 20 25 0 0 -`)
	if !has(s, InsideGroup) {
		t.Error("the sheet does not say that deliveries inside the group are counted")
	}
}

func has(s *Sheet, c Caution) bool {
	for _, have := range s.Cautions {
		if have == c {
			return true
		}
	}
	return false
}

const (
	exportsTable = `
	USA WLD TOTAL 2019 10
	USA WLD TOTAL 2021 30
	RUS WLD TOTAL 2020 30
	RUS WLD TOTAL 2022 9
	SIPRI:XXX WLD TOTAL 2022 1`
	importsTable = `
	WLD IND TOTAL 2019 30
	WLD VNM TOTAL 2020 10
	WLD IND TOTAL 2022 20
	WLD VNM TOTAL 2021 20`
	categoryTable = `
	WLD WLD Aircraft 2019 25
	WLD WLD Ships 2020 15
	WLD WLD Aircraft 2022 10
	WLD WLD Ships 2021 30`
)

// Tables of totals know no pairs. 40 exported before, 40 after.
func TestCompute_Tables(t *testing.T) {
	s := compute(t, Options{End: 2022, Window: 2}, panel(t, "x.csv", exportsTable), panel(t, "m.csv", importsTable), panel(t, "c.csv", categoryTable))
	want(t, s, Exporters, `1 USA - 30 75 10 25 200
		2 RUS - 9 22.5 30 75 -70
		3 SIPRI:XXX - 1 2.5 0 0 -`)
	// Equal values share the better rank and stand by what they had before.
	want(t, s, Importers, `1 IND - 20 50 30 75 -33.33
		1 VNM - 20 50 10 25 100`)
	want(t, s, Categories, `1 Ships - 30 75 15 37.5 100
		2 Aircraft - 10 25 25 62.5 -60`)
	var out []SectionID
	for _, l := range s.LeftOut {
		out = append(out, l.Section)
	}
	if len(out) != 3 || out[0] != Recipients || out[1] != Suppliers || out[2] != Pending {
		t.Errorf("left out: %v", out)
	}
	if !has(s, CellsRounded) {
		t.Error("the sheet does not say that cells are rounded")
	}
}

// A row that is the sum over others is the whole, not a part: 41 and 42 where
// the rounded cells give 40 and 40.
func TestCompute_StatedTotal(t *testing.T) {
	p := panel(t, "x.csv", exportsTable)
	for year, v := range map[int]string{2019: "41", 2021: "42"} {
		p.Flows = append(p.Flows, data.Flow{Reporter: data.World, Partner: data.World, Flow: data.Export, Product: data.AllProducts,
			Classification: "SIPRI", Period: data.Date{Year: year}, Value: data.MustDecimal(v), Unit: data.TIVMillion, Aggregate: data.ReporterSide})
	}
	s := compute(t, Options{End: 2022, Window: 2}, p)
	if got := s.Section(Totals)[0]; !got.Value.Equal(data.Int(42)) || !got.PreviousValue.Equal(data.Int(41)) {
		t.Errorf("total %s after %s", got.Value, got.PreviousValue)
	}
	if got := s.Section(Exporters)[0].Share; !got.Equal(data.Frac(3000, 42)) {
		t.Errorf("share %s, want 30 of 42", got)
	}
	if len(s.Section(Exporters)) != 3 {
		t.Error("the total is one of the exporters")
	}
}

// A deal of 40 delivered in 2020 and 2021 lies half in each window: 20 of each
// is an estimate. One of 10 in 2021 and 2022 lies inside and is none.
func TestCompute_Straddling(t *testing.T) {
	s := compute(t, Options{End: 2022, Window: 2}, panel(t, "classic.csv", `
		USA VNM frigate 2020 40/2
		USA IND tank 2021 10/2
		RUS VNM tank 2019 60
		RUS IND tank 2022 5`))
	usa := s.Section(Exporters)[0]
	if !usa.Value.Equal(data.Int(30)) || !usa.Estimate.Equal(data.Int(20)) || usa.Note != "of previous_value 20 is an estimate" {
		t.Errorf("USA: %s, of which %s is an estimate, %q", usa.Value, usa.Estimate, usa.Note)
	}
	if rus := s.Section(Exporters)[1]; rus.Estimate.Sign() != 0 || rus.Note != "" {
		t.Errorf("RUS: %s, %q", rus.Estimate, rus.Note)
	}
	// A kind of weapon is no category.
	if rows := s.Section(Categories); rows != nil {
		t.Errorf("categories: %v", rows)
	}
	if !has(s, SplitDeals) {
		t.Error("the sheet does not say that deals straddle the windows")
	}
	// In a single year every part is an estimate: 20 in 2020, 20 + 5 in 2021.
	for i, want := range []int64{0, 20, 25, 5} {
		if got := s.Section(Series)[i].Estimate; !got.Equal(data.Int(want)) {
			t.Errorf("year %s: estimate %s, want %d", s.Section(Series)[i].Period, got, want)
		}
	}
}

// A table of one supplier tells all its recipients, and of a recipient's
// suppliers that one, as a part of what the table of all imports states.
func TestCompute_OneSupplier(t *testing.T) {
	russia := panel(t, "russia.csv", "RUS VNM TOTAL 2020 8\nRUS VNM TOTAL 2021 5\nRUS IND TOTAL 2022 15\nRUS IND TOTAL 2019 2")
	s := compute(t, Options{End: 2022, Window: 2, Supplier: "RUS"}, russia)
	want(t, s, Recipients, `1 RUS IND 15 75 2 20 650
		2 RUS VNM 5 25 8 80 -37.5`)
	s = compute(t, Options{End: 2022, Window: 2, Recipient: "VNM"}, russia, panel(t, "m.csv", importsTable))
	want(t, s, Suppliers, `0 VNM RUS 5 25 8 80 -37.5`)
	if !has(s, SomePartners) {
		t.Error("the sheet does not say that suppliers are missing")
	}
	// Without that table the volumes stand alone: shares of what one supplier
	// delivered would be no shares of the recipient's imports.
	s = compute(t, Options{End: 2022, Window: 2, Recipient: "VNM"}, russia)
	want(t, s, Suppliers, `0 VNM RUS 5 - 8 - -37.5`)
	if !has(s, NoWhole) || has(s, SomePartners) || s.Section(Totals) != nil || s.Section(Series) != nil {
		t.Errorf("got %v and the sections %v", s.Cautions, s.Sections)
	}
	usa := panel(t, "usa.csv", "USA VNM TOTAL 2021 7\nUSA IND TOTAL 2019 1\nUSA IND TOTAL 2022 1")
	want(t, compute(t, Options{End: 2022, Window: 2, Recipient: "VNM"}, russia, usa), Suppliers, `0 VNM USA 7 - 0 - -
		0 VNM RUS 5 - 8 - -37.5`)
	_, err := Compute(context.Background(), []data.Record{russia}, Options{End: 2022, Window: 2, Recipient: "LAO"})
	if !errors.Is(err, ErrNoPlace) {
		t.Errorf("got %v of a place that is in no file", err)
	}
}

// A year that the world register lacks is not one without deliveries.
func TestCompute_LackedYear(t *testing.T) {
	p := panel(t, "register.csv", world)
	p.Release.Lacks = []int{2020}
	_, err := Compute(context.Background(), []data.Record{p}, Options{End: 2022, Window: 2})
	const wanted = "register.csv has no delivery at all in 2020: it seems to lack that year, and the windows 2019–2020 and 2021–2022 need it; get the file again"
	if err == nil || err.Error() != wanted {
		t.Errorf("got %v\nwant %s", err, wanted)
	}
	for _, r := range compute(t, Options{End: 2022, Window: 1}, p).Section(Series) {
		if r.Period.Start.Year == 2020 {
			t.Errorf("the series has %s in 2020", r.Value)
		}
	}
}

// A group whose members have a record each is whole; where one has none, what is
// known is a part of the table of all imports, and no delivery counts twice.
func TestCompute_GroupFromParts(t *testing.T) {
	vietnam := panel(t, "vietnam.csv", "RUS VNM TOTAL 2022 6\nUSA VNM TOTAL 2021 2\nUSA VNM TOTAL 2020 1")
	india := panel(t, "india.csv", "RUS IND TOTAL 2022 3\nFRA IND TOTAL 2022 5\nFRA IND TOTAL 2019 4")
	vietnam.Release.Coverage = data.Period{Start: data.Date{Year: 2019}, End: data.Date{Year: 2022}}
	o := Options{End: 2022, Window: 2, Group: &Group{Name: "both", Members: []string{"IND", "VNM"}}}
	want(t, compute(t, o, vietnam, india), Suppliers, `1 both RUS 9 56.25 0 0 -
		2 both FRA 5 31.25 4 80 25
		3 both USA 2 12.5 1 20 100`)
	russia := panel(t, "russia.csv", "RUS VNM TOTAL 2022 6\nRUS IND TOTAL 2022 3\nRUS IND TOTAL 2019 2")
	// The table has 40 in both windows; of India Russia's alone is known.
	s := compute(t, o, vietnam, russia, panel(t, "m.csv", importsTable))
	want(t, s, Suppliers, `0 both RUS 9 22.5 2 5 350
		0 both USA 2 5 1 2.5 100`)
	if !has(s, SomePartners) {
		t.Error("the sheet does not say that suppliers are missing")
	}
}

// What one supplier delivered to one recipient is all that the recipient
// received only where the file says that it holds every supplier.
func TestCompute_OnePair(t *testing.T) {
	p := panel(t, "r.csv", "RUS VNM TOTAL 2022 6\nRUS VNM TOTAL 2021 3")
	p.Release.Closed = false
	want(t, compute(t, Options{End: 2022, Window: 1, Recipient: "VNM"}, p), Suppliers, `0 VNM RUS 6 - 3 - 100`)
	p.Release.Closed = true
	want(t, compute(t, Options{End: 2022, Window: 1, Recipient: "VNM"}, p), Suppliers, `1 VNM RUS 6 100 3 100 100`)
}

// Parties that nobody could identify are part of the whole, without a rank.
func TestCompute_Unknown(t *testing.T) {
	s := compute(t, Options{End: 2022, Window: 1}, panel(t, "r.csv", `
		SIPRI:XXS VNM Ships 2022 60
		USA VNM Ships 2022 30
		RUS IND Ships 2022 10
		RUS IND Ships 2021 10`))
	if got := s.Section(Exporters); got[0].Place != "SIPRI:XXS" || got[0].Rank != 0 || got[1].Rank != 1 || !got[1].Share.Equal(data.Int(30)) {
		t.Errorf("got\n%s", lines(got))
	}
}

func TestCompute_Pending(t *testing.T) {
	orders := []Order{
		{Supplier: "USA", Recipient: "VNM", Year: 2020, Designation: "P-8", Ordered: data.MustDecimal("10"), Delivered: data.MustDecimal("4"), Volume: data.Int(60)},
		{Supplier: "RUS", Recipient: "IND", Year: 2021, Designation: "T-90", Ordered: data.MustDecimal("5"), Delivered: data.MustDecimal("5"), Volume: data.Int(0)},
		{Supplier: "RUS", Recipient: "IND", Year: 1990, Designation: "T-72", Ordered: data.MustDecimal("5"), Volume: data.Int(7)},
		{Supplier: "FRA", Recipient: "IND", Designation: "Kari", Ordered: data.MustDecimal("2")}, // the year of the order is not known
		{Supplier: "RUS", Recipient: "IND", Year: 2021, Designation: "S-400", Description: "SAM system", Ordered: data.MustDecimal("5"), Estimate: true, Volume: data.Int(180)},
	}
	p := panel(t, "register.csv", world)
	s := compute(t, Options{End: 2022, Window: 2, Orders: orders}, p)
	// 180 + 60 = 240; what was delivered or ordered before 2003 is left out.
	want(t, s, Pending, `1 RUS IND 180 75 - - -
		2 USA VNM 60 25 - - -
		0 FRA IND - - - - -`)
	if len(s.Warnings) != 1 || s.Warnings[0].Error() != "orders placed before 2003 that were never completed are left out of what is pending: 1 of them" {
		t.Errorf("warnings: %v", s.Warnings)
	}
	if got := s.Section(Pending)[0].Note + "|" + s.Section(Pending)[1].Note; got != "5 of about 5 S-400, SAM system|6 of 10 P-8" {
		t.Error(got)
	}
	if got := compute(t, Options{End: 2022, Window: 2, Recipient: "VNM", Orders: orders}, p).Section(Pending); len(got) != 1 || got[0].Place != "USA" {
		t.Errorf("of VNM: %v", got)
	}
}

func TestCompute_Errors(t *testing.T) {
	register, table := panel(t, "register.csv", world), panel(t, "m.csv", importsTable)
	for _, test := range []struct {
		name    string
		o       Options
		records []data.Record
		want    string
	}{
		{"no end", Options{}, []data.Record{register}, "name a year"},
		{"no file", Options{End: 2022}, nil, "at least one file"},
		{"beyond", Options{End: 2022}, []data.Record{register}, "register.csv covers 2019 to 2022; the windows 2013–2017 and 2018–2022 reach beyond; take shorter windows"},
		{"too late", Options{End: 2023, Window: 1}, []data.Record{register}, "take an end from 2020 to 2022"},
		{"twice", Options{End: 2022, Window: 2}, []data.Record{table, table}, "both hold the imports of every place"},
		{"nobody", Options{End: 2022, Window: 2, Recipient: "FRA"}, []data.Record{register}, "no deliveries to France (FRA)"},
		{"nobody from", Options{End: 2022, Window: 2, Supplier: "FRA"}, []data.Record{register}, "no deliveries from France (FRA)"},
		{"earlier", Options{End: 2022, Window: 1, Supplier: "FRA"}, []data.Record{panel(t, "r.csv", world+"\n	FRA VNM Ships 2019 4")}, "no deliveries from France (FRA) in 2021–2022; the last year with any is 2019"},
		{"two questions", Options{End: 2022, Recipient: "VNM", Supplier: "RUS"}, []data.Record{register}, "choose one"},
		{"empty group", Options{End: 2022, Group: &Group{Name: "g"}}, []data.Record{register}, "no members"},
		{"no arms", Options{End: 2022}, []data.Record{&data.Panel{Release: data.Release{File: "baci.csv"}}}, "baci.csv holds no deliveries of arms"},
	} {
		_, err := Compute(context.Background(), test.records, test.o)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: got %v, want …%s…", test.name, err, test.want)
		}
	}
	if _, err := Compute(context.Background(), []data.Record{register}, Options{End: 2022, Window: 2, Recipient: "FRA"}); !errors.Is(err, ErrNoPlace) {
		t.Errorf("%v is not ErrNoPlace", err)
	}
}

// A file of one recipient that covers 2019 to 2022 and was made in 2023 says
// that Viet Nam received nothing in 2022: 10 in 2019–20, 30 in 2021–22. Made
// in 2022, or without a day, it leaves that open.
func TestCompute_LastYearWithoutDeliveries(t *testing.T) {
	p := panel(t, "vnm.csv", "USA VNM Aircraft 2019 10\nRUS VNM Aircraft 2021 30")
	p.Release.Coverage = data.Period{Start: data.Date{Year: 2019}, End: data.Date{Year: 2022}}
	s := compute(t, Options{End: 2022, Window: 2, Recipient: "VNM"}, p)
	want(t, s, Totals, "0 VNM - 30 - 10 - 200")
	for _, made := range []data.Date{{}, {Year: 2022, Month: 3}} {
		p.Release.Generated = made
		if _, err := Compute(t.Context(), []data.Record{p}, Options{End: 2022, Window: 2, Recipient: "VNM"}); err == nil || !strings.Contains(err.Error(), "vnm.csv covers 2019 to 2021") {
			t.Errorf("made %s: got %v", made, err)
		}
	}
}

func TestCompute_Vintages(t *testing.T) {
	x, m := panel(t, "x.csv", exportsTable), panel(t, "m.csv", importsTable)
	m.Release.Generated = data.Date{Year: 2023, Month: 12, Day: 19} // the same edition
	if s := compute(t, Options{End: 2022, Window: 2}, x, m); len(s.Warnings) > 0 {
		t.Errorf("warnings: %v", s.Warnings)
	}
	m.Release.Generated = data.Date{Year: 2024, Month: 10, Day: 13}
	if s := compute(t, Options{End: 2022, Window: 2}, x, m); len(s.Warnings) != 1 || !strings.Contains(s.Warnings[0].Error(), "x.csv was made on 2023-12-11 and m.csv on 2024-10-13") {
		t.Errorf("warnings: %v", s.Warnings)
	}
}

// Below 10 one decimal, from 10 none, halves away from zero. 9.977 is what the
// sheet of March 2023 prints as 10 for Saudi Arabia, 9.596 what it prints as 9.6.
func TestRound(t *testing.T) {
	for in, want := range map[string]string{"40.16": "40", "9.977": "10", "9.596": "9.6", "9.94": "9.9", "9.95": "10", "10.5": "11", "0.04": "0.0",
		"-5.07": "-5.1", "-12.5": "-13", "-9.95": "-10", "-0.25": "-0.3", "0": "0.0", "6632.93": "6633"} {
		n, decimals := Round(data.MustNumber(in))
		if got := n.Decimals(decimals); got != want {
			t.Errorf("%s: got %s, want %s", in, got, want)
		}
	}
	if n, _ := Round(data.Number{}); n.IsSet() {
		t.Error("none became a number")
	}
}

func TestTable_Columns(t *testing.T) {
	s := compute(t, Options{End: 2022, Window: 2}, panel(t, "register.csv", world))
	table := s.Table()
	var names []string
	for _, c := range table.Columns {
		names = append(names, c.Name)
	}
	if got := strings.Join(names, ","); got != "section,rank,place,name,partner,partner_name,period,value,share,previous_value,previous_share,change,unit,estimate,note" {
		t.Error(got)
	}
	// 80 after 30 is +166.666…%, in 12 digits.
	if got := strings.Join(table.Rows[3], ","); got != "exporters,1,USA,United States,,,2021/2022,80,80,30,30,166.666666667,TIV_million,," {
		t.Error(got)
	}
	if f := s.Frame(); f.Err != nil || f.Nrow() != len(table.Rows) {
		t.Errorf("frame of %d rows, %v", f.Nrow(), f.Err)
	}
}
