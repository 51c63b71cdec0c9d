package sipri_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
	"github.com/periplus-data/periplus/data/sipri"
)

// The files in testdata are one made-up world; its README lists them.

func openTest(t testing.TB, name string) *file.File {
	t.Helper()
	f, err := file.Open("testdata/"+name, file.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// readText reads text as a file named f.csv.
func readText(t testing.TB, text string, o data.ReadOptions) (*data.Reading, error) {
	t.Helper()
	f, err := file.New("f.csv", strings.NewReader(text), file.Options{})
	if err != nil {
		return nil, err
	}
	t.Cleanup(func() { f.Close() })
	return sipri.Open(f, o)
}

func register(t testing.TB, name string) *sipri.Register {
	t.Helper()
	reg, err := sipri.ReadRegister(openTest(t, name), data.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if err := reg.Account.Check(); err != nil {
		t.Error(name, err)
	}
	return reg
}

func TestOpen_EveryLayout(t *testing.T) {
	for _, tt := range []struct {
		name, format, id, coverage string
		closed                     bool
		read, flows, dropped       int
		warnings                   []string
	}{
		// Seven deals: six delivered, three of them over two years, one only ordered.
		{"classic.csv", sipri.FormatClassic, "sipri-register-classic-2017-10-13", "1990/2016", true, 7, 9, 1, nil},
		{"classic-resaved.csv", sipri.FormatClassic, "sipri-register-classic", "1990/2016", false, 7, 9, 1, []string{
			"testdata/classic-resaved.csv: the lines before the header are gone, and with 7 suppliers and 4 recipients it may be an extract: what has no row may stand elsewhere"}},
		// Ten rows, of which one is a delivery planned for 2019.
		{"new.csv", sipri.FormatNew, "sipri-register-new-2017-10-13", "1990/2016", true, 10, 9, 1, nil},
		{"new-semicolons.csv", sipri.FormatNew, "sipri-register-new-2017-10-13", "1990/2016", true, 10, 9, 1, nil},
		{"deals-and-tivs.txt", sipri.FormatNew, "sipri-register-new-2017-10-13", "1990/2016", true, 10, 9, 1, nil},
		{"reply.json", sipri.FormatNew, "sipri-register-new-2017-10-13", "1990/2016", true, 10, 9, 1, nil},
		// 4, 2 and 1 cells of recipients and 5 of the total; two sums a row, and
		// two percentages a row but one in the total.
		{"tiv-new-imports.csv", sipri.FormatTable, "sipri-tiv-imports-by-recipient-2017-10-13", "2010/2016", true, 12 + 8 + 7, 12, 15, nil},
		{"reply-result.json", sipri.FormatTable, "sipri-tiv-imports-by-recipient-2017-10-13", "2010/2016", true, 12 + 8 + 7, 12, 15, nil},
		{"tiv-new-exports.csv", sipri.FormatTable, "sipri-tiv-exports-by-supplier-2017-10-13", "2010/2016", true, 12 + 12 + 11, 12, 23, nil},
		{"tiv-new-recipient.csv", sipri.FormatTable, "sipri-tiv-imports-of-one-recipient-viet-nam-2017-10-13", "2010/2016", true, 8 + 8 + 7, 8, 15, nil},
		// One sum a row; the title is wrong.
		{"tiv-old-imports.csv", sipri.FormatTable, "sipri-tiv-imports-by-recipient-2017-10-13", "2010/2016", true, 13 + 5, 13, 5, []string{
			`testdata/tiv-old-imports.csv: the title says "exports to all", but the rows are recipients (one is "Unknown recipient(s)"); read as imports by recipient`}},
		{"tiv-old-exports.csv", sipri.FormatTable, "sipri-tiv-exports-by-supplier-2017-10-13", "2010/2016", true, 12 + 6, 12, 6, nil},
		{"tiv-old-categories.csv", sipri.FormatTable, "sipri-tiv-deliveries-by-weapon-category-2017-10-13", "2010/2016", true, 12 + 6, 12, 6, nil},
		{"tiv-old-supplier.csv", sipri.FormatTable, "sipri-tiv-exports-of-one-supplier-iran-2017-10-13", "2010/2016", false, 4 + 2, 4, 2, nil},
		{"panel.csv", sipri.FormatPanel, "sipri-panel", "2010/2016", false, 15, 5, 10, []string{
			"testdata/panel.csv: a panel that somebody made of SIPRI's data does not say whether every supplier is in it"}},
		{"codes.csv", sipri.FormatCodes, "sipri-country-codes", "", false, 5, 4, 1, nil},
	} {
		f := openTest(t, tt.name)
		if format, ok := sipri.Recognize(f); !ok || format != tt.format {
			t.Errorf("%s is recognised as %q", tt.name, format)
		}
		r, err := sipri.Open(f, data.ReadOptions{})
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		rel, a := r.Release, r.Account
		if rel.Format != tt.format || rel.ID != tt.id || rel.Coverage.String() != tt.coverage || rel.Closed != tt.closed {
			t.Errorf("%s: release %+v", tt.name, rel)
		}
		if a.Read != tt.read || a.Flows != tt.flows || a.Dropped.Count() != tt.dropped {
			t.Errorf("%s: account %+v, want %d read, %d flows, %d dropped", tt.name, a, tt.read, tt.flows, tt.dropped)
		}
		if err := a.Check(); err != nil {
			t.Errorf("%s: %v", tt.name, err)
		}
		var warnings []string
		for _, w := range r.Warnings {
			warnings = append(warnings, w.Error())
		}
		if !reflect.DeepEqual(warnings, tt.warnings) {
			t.Errorf("%s: warnings\n%s", tt.name, strings.Join(warnings, "\n"))
		}
		if r.Flows != nil {
			if p, err := r.Panel(); err != nil || len(p.Flows) != a.Flows {
				t.Errorf("%s: %d flows, %v", tt.name, len(p.Flows), err)
			}
		}
	}
}

// withoutPlaces takes off what differs between two files of the same deals.
func withoutPlaces(deals []sipri.Deal) []sipri.Deal {
	out := append([]sipri.Deal(nil), deals...)
	for i := range out {
		out[i].Line = 0
	}
	return out
}

// A register is the same however it was saved.
func TestRegister_SameDealsInEveryLayout(t *testing.T) {
	for _, tt := range [][]string{
		{"classic.csv", "classic-resaved.csv"},
		{"new.csv", "new-semicolons.csv", "deals-and-tivs.txt", "reply.json"},
	} {
		want := register(t, tt[0])
		for _, other := range tt[1:] {
			got := register(t, other)
			if !reflect.DeepEqual(withoutPlaces(got.Deals), withoutPlaces(want.Deals)) {
				t.Errorf("%s differs from %s:\n%+v\n%+v", other, tt[0], got.Deals, want.Deals)
			}
		}
	}
}

func TestClassicRegister_Deals(t *testing.T) {
	reg := register(t, "classic.csv")
	d := data.MustDecimal
	want := []sipri.Deal{
		{Supplier: "RUS", Recipient: "VNM", SupplierName: "Russia", RecipientName: "Viet Nam", OrderYear: 2008, Ordered: d("4"),
			Designation: "Boat-1", Description: "patrol craft", Delivered: d("4"), Years: []int{2010, 2011}, Status: "New",
			Comments: "Two of them built in Viet Nam", TIVDealUnit: d("10"), TIVOrder: d("40"), TIVDelivered: d("40"), Line: 6},
		// The line end within the comments has parted this record.
		{Supplier: "ISR", Recipient: "VNM", SupplierName: "Israel", RecipientName: "Viet Nam", OrderYear: 2012, OrderYearEstimate: true, Ordered: d("3"),
			Designation: "Radar-2", Description: "air search radar", Delivered: d("3"), DeliveredEstimate: true, Years: []int{2013}, Status: "New",
			Comments: "For the coast; delivered by ship", TIVDealUnit: d("5"), TIVOrder: d("15"), TIVDelivered: d("15"), Line: 7},
		// Windows-1252.
		{Supplier: "SIPRI:XXS", Recipient: "VNM", SupplierName: "unknown supplier(s)", RecipientName: "Viet Nam", OrderYear: 2013, OrderYearEstimate: true,
			Ordered: d("1"), OrderedEstimate: true, Designation: "Lorry-3", Description: "APC", Delivered: d("1"), DeliveredEstimate: true, Years: []int{2014},
			Status: "Second hand", Comments: "Société inconnue", TIVDealUnit: d("0.04"), TIVOrder: d("0.04"), TIVDelivered: d("0.04"), Line: 9},
		{Supplier: "IRN", Recipient: "SIPRI:XLH", SupplierName: "Iran", RecipientName: "Hezbollah (Lebanon)*", OrderYear: 2014, Ordered: d("100"), OrderedEstimate: true,
			Designation: "Rocket-4", Description: "artillery rocket", Delivered: d("100"), DeliveredEstimate: true, Years: []int{2014, 2016}, Status: "New",
			TIVDealUnit: d("0.1"), TIVOrder: d("10"), TIVDelivered: d("10"), Line: 10},
		{Supplier: "SUN", Recipient: "IND", SupplierName: "Soviet Union", RecipientName: "India", OrderYear: 1988, Ordered: d("2"),
			Designation: "Ship-5", Description: "frigate", Delivered: d("2"), Years: []int{1990, 1991}, Status: "New",
			TIVDealUnit: d("20"), TIVOrder: d("40"), TIVDelivered: d("40"), Line: 11},
		{Supplier: "FRA", Recipient: "IND", SupplierName: "France", RecipientName: "India", OrderYear: 2016, Ordered: d("6"),
			Designation: "Jet-6", Description: "FGA aircraft", Delivered: d("0"), Status: "New", Comments: "Planned for 2019",
			TIVDealUnit: d("50"), TIVOrder: d("300"), Line: 12},
		{Supplier: "UKR", Recipient: "SIPRI:UNO", SupplierName: "Ukraine", RecipientName: "United Nations**", OrderYear: 2012, OrderYearEstimate: true, Ordered: d("1"),
			Designation: "Plane-7", Description: "transport aircraft", Delivered: d("1"), Years: []int{2013}, Status: "Second hand",
			TIVDealUnit: d("4.4"), TIVOrder: d("4.4"), TIVDelivered: d("4.4"), Line: 13},
	}
	if len(reg.Deals) != len(want) {
		t.Fatalf("%d deals", len(reg.Deals))
	}
	for i := range want {
		if !reflect.DeepEqual(reg.Deals[i], want[i]) {
			t.Errorf("deal %d\n got %+v\nwant %+v", i, reg.Deals[i], want[i])
		}
	}
	wantAccount := data.Account{Of: "rows", Read: 7, Flows: 9,
		Dropped:   data.Entries{{Reason: "ordered, nothing delivered yet", Count: 1, Lines: []int{12}}},
		Added:     data.Entries{{Reason: "further delivery years of a deal", Count: 3, Lines: []int{6, 10, 11}}},
		Repaired:  data.Entries{{Reason: "a record that line ends within a cell had parted", Count: 1, Lines: []int{7}}},
		Estimated: data.Entries{{Reason: "a deal over several delivery years, its volume divided evenly", Count: 6, Lines: []int{6, 10, 11}}}}
	if !reflect.DeepEqual(reg.Account, wantAccount) {
		t.Errorf("account\n got %+v\nwant %+v", reg.Account, wantAccount)
	}
	// 300 of the jets; all else is delivered.
	for i, want := range []string{"0", "0", "0", "0", "0", "300", "0"} {
		if got := reg.Deals[i].Pending().String(); got != want {
			t.Errorf("deal %d: %s pending, want %s", i, got, want)
		}
	}
}

func collect(t *testing.T, reg *sipri.Register) []data.Flow {
	t.Helper()
	var out []data.Flow
	for f, err := range reg.Flows() {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, f)
	}
	return out
}

func TestClassicRegister_Flows(t *testing.T) {
	got := collect(t, register(t, "classic.csv"))
	base := data.Flow{Reporter: "VNM", Partner: "RUS", Flow: "M", Product: "patrol craft", Classification: "SIPRI", Unit: data.TIVMillion,
		Source: "sipri-register-classic-2017-10-13", Line: 6}
	first := base
	// 40 over two years.
	first.Period.Year, first.Value, first.Parts, first.Estimate = 2010, data.MustDecimal("20"), 2, "divided evenly over 2 delivery years"
	second := first
	second.Period.Year = 2011
	if got[0] != first || got[1] != second {
		t.Errorf("boats\n got %+v\n     %+v\nwant %+v", got[0], got[1], first)
	}
	radar := base
	radar.Partner, radar.Product, radar.Line, radar.Period.Year = "ISR", "air search radar", 7, 2013
	radar.Value, radar.Quantity, radar.QuantityUnit = data.MustDecimal("15"), data.MustDecimal("3"), "u"
	radar.Flag = "number is an estimate by SIPRI"
	if got[2] != radar {
		t.Errorf("radar\n got %+v\nwant %+v", got[2], radar)
	}
}

func TestNewRegister_Flows(t *testing.T) {
	reg := register(t, "new.csv")
	got := collect(t, reg)
	want := data.Flow{Reporter: "VNM", Partner: "RUS", Flow: "M", Product: "Ships", Classification: "SIPRI", Period: data.Date{Year: 2011},
		Value: data.MustDecimal("10"), Unit: data.TIVMillion, Quantity: data.MustDecimal("1"), QuantityUnit: "u",
		Source: "sipri-register-new-2017-10-13", Line: 7}
	if got[1] != want {
		t.Errorf("boat\n got %+v\nwant %+v", got[1], want)
	}
	if flag := got[3].Flag; flag != "number and delivery year are estimates by SIPRI" {
		t.Errorf("lorry: flag %q", flag)
	}
	if jet := reg.Deals[8]; !jet.Planned || jet.ID != "106" || !reg.Deals[1].LocalProduction || reg.Deals[0].LocalProduction {
		t.Errorf("jet %+v", jet)
	}
	wantDropped := data.Entries{{Reason: "a delivery planned after the file was made", Count: 1, Lines: []int{14}}}
	if !reflect.DeepEqual(reg.Account.Dropped, wantDropped) {
		t.Errorf("dropped %+v", reg.Account.Dropped)
	}
}

// Frame and Table hold the same, with the columns that are documented.
func TestRegister_Frame(t *testing.T) {
	for _, name := range []string{"classic.csv", "new.csv"} {
		reg := register(t, name)
		df, table := reg.Frame(), reg.Table()
		if df.Err != nil || df.Nrow() != len(reg.Deals) {
			t.Fatalf("%s: %d rows, %v", name, df.Nrow(), df.Err)
		}
		want := table.Frame()
		if !reflect.DeepEqual(df.Names(), want.Names()) || !reflect.DeepEqual(df.Types(), want.Types()) {
			t.Errorf("%s: columns %v %v", name, df.Names(), df.Types())
		}
		if got := df.Records(); !reflect.DeepEqual(got, want.Records()) {
			t.Errorf("%s: frame\n%v\nwant\n%v", name, got, want.Records())
		}
	}
	// By hand: the rockets of the classic register.
	df := register(t, "classic.csv").Frame()
	for column, want := range map[string]string{"supplier": "IRN", "recipient_name": "Hezbollah (Lebanon)*", "order_year": "2014", "delivery_years": "2014 2016", "delivered_estimate": "true"} {
		if got := df.Col(column).Elem(3).String(); got != want {
			t.Errorf("%s is %q, want %q", column, got, want)
		}
	}
	if v := df.Col("tiv_delivered").Elem(3).Float(); v != 10 {
		t.Errorf("tiv_delivered is %v", v)
	}
	if !df.Col("tiv_delivered").Elem(5).IsNA() || !df.Col("tiv_unit").Elem(0).IsNA() {
		t.Error("an empty number is not missing")
	}
}

// open opens text as a file, nil where it is refused at once.
func open(t testing.TB, text string) *file.File {
	t.Helper()
	f, err := file.New("f.csv", strings.NewReader(text), file.Options{})
	if err != nil {
		return nil
	}
	t.Cleanup(func() { f.Close() })
	return f
}
