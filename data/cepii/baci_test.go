package cepii

import (
	"archive/zip"
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
)

// open opens text under a name.
func open(t testing.TB, name, text string) *file.File {
	t.Helper()
	f, err := file.New(name, strings.NewReader(text), file.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// panel reads text as BACI and closes the account.
func panel(t testing.TB, name, text string, o BACIOptions) (*data.Panel, error) {
	t.Helper()
	r, err := OpenBACI(open(t, name, text), o)
	if err != nil {
		return nil, err
	}
	return r.Panel()
}

// lines joins the cells of flows that a test is about.
func lines(flows []data.Flow) string {
	var b strings.Builder
	for _, f := range flows {
		cells := f.Cells()
		b.WriteString(strings.Join(slices.Concat(cells[:11], cells[13:15]), " ") + "\n")
	}
	return b.String()
}

const plain = "BACI_HS92_Y2020_V202501.csv"

// Each way in which vintages and re-saves write the same three rows gives the
// same flows. The values were multiplied by 1000 by hand.
func TestBACI_Layouts(t *testing.T) {
	want := `CHN NAM X 010111 H0 2020 305 USD FOB 0.394 t cepii-baci-h0-202501 2
VNM USA X 844851 H0 2020 12345678.9 USD FOB   cepii-baci-h0-202501 3
Comtrade:490 FRA X 9999AA H0 2020 67 USD FOB 2 t cepii-baci-h0-202501 4
`
	for name, text := range map[string]string{
		"as published":         "t,i,j,k,v,q\n2020,156,516,10111,0.305,0.394\n2020,704,842,844851,12345.6789,NA\n2020,490,251,9999AA,.067,2\n",
		"padded":               "t,i,j,k,v,q\n2020,156,516,10111,       0.305,       0.394\n2020,704,842,844851,  12345.6789,          NA\n2020,490,251,9999AA,        .067,           2\n",
		"zeros kept, CRLF":     "t,i,j,k,v,q\r\n2020,156,516,010111,0.305,0.394\r\n2020,704,842,844851,12345.6789,\r\n2020,490,251,9999AA,0.067,2\r\n",
		"quoted":               "\"t\",\"i\",\"j\",\"k\",\"v\",\"q\"\n2020,156,516,\"010111\",0.305,0.394\n2020,704,842,\"844851\",12345.6789,\"NA\"\n2020,490,251,\"9999AA\",0.067,2\n",
		"semicolons, BOM":      "\ufefft;i;j;k;v;q\n2020;156;516;10111;0.305;0.394\n2020;704;842;844851;12345.6789;\n2020;490;251;9999AA;0.067;2\n",
		"order before 2012":    "t,hs6,i,j,v,q\n2020,10111,156,516,0.305,0.394\n2020,844851,704,842,12345.6789,\n2020,9999AA,490,251,0.067,2\n",
		"another column":       "rownames,t,i,j,k,v,q\n1,2020,156,516,10111,0.305,0.394\n2,2020,704,842,844851,12345.6789,\n3,2020,490,251,9999AA,0.067,2\n",
		"separator at the end": "t,i,j,k,v,q,\n2020,156,516,10111,0.305,0.394,\n2020,704,842,844851,12345.6789,,\n2020,490,251,9999AA,0.067,2,\n",
		"carriage returns":     "t,i,j,k,v,q\r2020,156,516,10111,0.305,0.394\r2020,704,842,844851,12345.6789,\r2020,490,251,9999AA,0.067,2\r",
		"padded codes":         "t,i,j,k,v,q\n2020,156,516, 10111,0.305,0.394\n2020,704,842,844851,12345.6789, \n2020,490,251,9999AA,6.7e-2,2.0\n",
		"leading zeros":        "t,i,j,k,v,q\n2020,156,516,010111,0.3050,0.394\n2020,704,842,844851,12345.678900,\n2020,490,251,9999AA,0.067,2\n",
	} {
		p, err := panel(t, plain, text, BACIOptions{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := lines(p.Flows); got != want {
			t.Errorf("%s:\n%swant\n%s", name, got, want)
		}
	}
}

func TestBACI_Account(t *testing.T) {
	p, err := panel(t, plain, "t,i,j,k,v,q\n2020,156,516,10111,1,1\n\n2020,4,8,10119,1,1\nt,i,j,k,v,q\n2021,4,8,854231,1,1\n,,,,,\n", BACIOptions{})
	if err != nil {
		t.Fatal(err)
	}
	a := p.Account
	if a.Read != 5 || a.Flows != 3 || a.Check() != nil {
		t.Errorf("read %d, flows %d, %v", a.Read, a.Flows, a.Check())
	}
	if want := []data.Entry{{Reason: "header repeated", Count: 1, Lines: []int{5}}, {Reason: "row without any text", Count: 1, Lines: []int{7}}}; !slices.EqualFunc(a.Dropped, want, sameEntry) {
		t.Errorf("dropped %v", a.Dropped)
	}
	if want := []data.Entry{{Reason: "leading zero of the product code restored", Count: 2, Lines: []int{2, 4}}}; !slices.EqualFunc(a.Repaired, want, sameEntry) {
		t.Errorf("repaired %v", a.Repaired)
	}
	if got := p.Release.Coverage.String(); got != "2020/2021" {
		t.Errorf("coverage %s", got)
	}
}

// A file that was joined to itself holds everything twice; files of several
// years, in any order, do not.
func TestBACI_Joined(t *testing.T) {
	const header, year2020, year2021 = "t,i,j,k,v,q\n", "2020,4,8,854231,1,1\n2020,156,516,854231,1,1\n", "2021,4,8,854231,1,1\n2021,156,516,854231,1,1\n"
	for _, c := range []struct{ name, text, want string }{
		{"twice", header + year2020 + header + year2020, "BACI_HS92.csv: the header stands again on line 4, and the rows of 2020 begin anew: where files that hold the same year were joined, sums count its trade twice"},
		{"years", header + year2020 + header + year2021, ""},
		{"years backwards", header + year2021 + header + year2020, ""},
		{"in no order", header + year2020 + year2020, ""}, // as extracts are
	} {
		p, err := panel(t, "BACI_HS92.csv", c.text, BACIOptions{})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		got := ""
		for _, w := range p.Warnings {
			got += w.Error()
		}
		if got != c.want {
			t.Errorf("%s: warnings %q", c.name, got)
		}
	}
	// A block ends anywhere: runs that are joined from their rows one by one say
	// the same. 4, 9 | 2, 7 | 1 begins anew twice.
	var whole run
	for _, code := range []int{4, 9, 2, 7, 1} {
		whole = whole.then(run{1, code, code, 0})
	}
	if want := (run{5, 4, 1, 2}); whole != want {
		t.Errorf("got %+v, want %+v", whole, want)
	}
}

func sameEntry(a, b data.Entry) bool {
	return a.Reason == b.Reason && a.Count == b.Count && slices.Equal(a.Lines, b.Lines)
}

// The line that Excel writes for itself counts as a line and as nothing else.
func TestBACI_Excel(t *testing.T) {
	p, err := panel(t, plain, "sep=;\r\nt;i;j;k;v;q\r\n2020;4;8;854231;1;1\r\n", BACIOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Flows) != 1 || p.Flows[0].Line != 3 || p.Account.Read != 1 {
		t.Errorf("%v, %v", p.Flows, p.Account)
	}
}

// What content does not tell is taken from the name and said, or from the
// options.
func TestBACI_Identity(t *testing.T) {
	const text = "t,i,j,k,v,q\n2020,4,8,854231,1,1\n"
	for _, c := range []struct {
		name                    string
		o                       BACIOptions
		classification, vintage string
		note, warning           string
	}{
		{"BACI_HS92_Y2020_V202501.csv", BACIOptions{}, "H0", "202501", "the classification H0 (HS 92) and the vintage 202501 are from the file's name; its content does not tell", ""},
		{"in/BACI_HS17_V202401b.zip/BACI_HS17_Y2020_V202401b.csv", BACIOptions{}, "H5", "202401b", "the classification H5 (HS 17) and the vintage 202401b are from the file's name; its content does not tell", ""},
		{"baci07_2020.csv", BACIOptions{Vintage: "2013"}, "H3", "2013", "the classification H3 (HS 07) is from the file's name; its content does not tell", ""},
		{"baci_FUZZED_HS92_Y2020_V202501.csv", BACIOptions{Classification: "H2"}, "H2", "202501", "the vintage 202501 is from the file's name; its content does not tell", ""},
		{"trade.csv", BACIOptions{}, "HS", "", "", "trade.csv: nothing says which revision of the Harmonized System the product codes are of; they are kept as HS"},
		{"baci_y2017.csv", BACIOptions{}, "HS", "", "", "baci_y2017.csv: nothing says which revision of the Harmonized System the product codes are of; they are kept as HS"},
		{"BACI_HS22_Y2020_V202501.csv", BACIOptions{}, "H6", "202501", "the classification H6 (HS 22) and the vintage 202501 are from the file's name; its content does not tell",
			"BACI_HS22_Y2020_V202501.csv: rows of 2020 are said to be in H6, which was not in use before 2022"},
	} {
		p, err := panel(t, c.name, text, c.o)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if f := p.Flows[0]; f.Classification != c.classification || p.Release.Vintage != c.vintage {
			t.Errorf("%s: %s, vintage %q", c.name, f.Classification, p.Release.Vintage)
		}
		if c.note != "" && !slices.Contains(p.Release.Notes, c.note) {
			t.Errorf("%s: notes %q", c.name, p.Release.Notes)
		}
		var warnings []string
		for _, w := range p.Warnings {
			warnings = append(warnings, w.Error())
		}
		if got := strings.Join(warnings, "\n"); got != c.warning {
			t.Errorf("%s: warnings %q", c.name, got)
		}
	}
	if _, err := panel(t, plain, text, BACIOptions{Classification: "HS92"}); err == nil || err.Error() != `unknown revision "HS92" of the Harmonized System; write H0 (HS 1992) to H6 (HS 2022)` {
		t.Errorf("unknown revision: %v", err)
	}
}

// Lines and columns were counted by hand.
func TestBACI_BadInput(t *testing.T) {
	for _, c := range []struct{ row, want string }{
		{"2020,4,8,854231,1,234.5,7", "b.csv:3: the row has 7 cells and the header 6; the row is cut off, or the file is not one table"},
		{"2020,4,8,8542", "b.csv:3: the row has 4 cells and the header 6; the row is cut off, or the file is not one table"},
		{`2020,4,8,854231,"1,234.5",7`, `b.csv:3:17: v: cannot read "1,234.5" as a number; write plain digits with a point, as 1234.5`},
		{`2020,4,8,854231,"1.234,5",7`, `b.csv:3:17: v: cannot read "1.234,5" as a number; write plain digits with a point, as 1234.5`},
		{"2020,4,8,854231,1,1e309", `b.csv:3:19: q: "1e309" is out of range`},
		{"2020,4,8,854231,NaN,1", `b.csv:3:17: v: cannot read "NaN" as a number; write plain digits with a point, as 1234.5`},
		{"2020,4,8,854231,Inf,1", `b.csv:3:17: v: cannot read "Inf" as a number; write plain digits with a point, as 1234.5`},
		{"2020,4,8,854231,1,n/a", `b.csv:3:19: q: cannot read "n/a" as a number; write plain digits with a point, as 1234.5`},
		{"2020,4,8,854231,,1", "b.csv:3:17: v: the value is missing, and BACI states one in every row"},
		{"2020,4,8,854231,NA,1", "b.csv:3:17: v: the value is missing, and BACI states one in every row"},
		{"2020,4,8,854231,-1.5,1", "b.csv:3:17: v: -1.5 is negative, and BACI states none"},
		{"2020,4,8,854231,1234567890123456789,1", `b.csv:3:17: v: "1234567890123456789" has more than 18 digits; round it before`},
		{"2020,4,8,854231,1234567890123456,1", "b.csv:3:17: v: 1234567890123456 × 10^3 has more than 18 digits"},
		{"20,4,8,854231,1,1", `b.csv:3:1: t: cannot read "20" as a year; write four digits, as 2020`},
		{"2020,4,,854231,1,1", `b.csv:3:8: j: cannot read "" as a country code; BACI has the numbers of UN Comtrade, as 704 for Viet Nam`},
		{"2020,VNM,8,854231,1,1", `b.csv:3:6: i: cannot read "VNM" as a country code; BACI has the numbers of UN Comtrade, as 704 for Viet Nam`},
		{"2020,4,8,8542,1,1", `b.csv:3:10: k: "8542" is no product code; BACI has six digits, or five where the leading zero was lost`},
		{"2020,4,8,TOTAL,1,1", `b.csv:3:10: k: "TOTAL" is no product code; BACI has six digits, or five where the leading zero was lost`},
		{`2020,4,8,"854231,1,1`, "b.csv:3:10: a quote is opened and not closed in this line"},
		{`2020,4,8,"854231"x,1,1`, "b.csv:3:10: there is text after the closing quote; double a quote that belongs to the text"},
	} {
		text := "t,i,j,k,v,q\n2020,4,8,854231,1,1\n" + c.row + "\n2020,4,8,854239,1,1\n"
		_, err := panel(t, "b.csv", text, BACIOptions{Classification: "H0"})
		if err == nil || err.Error() != c.want {
			t.Errorf("%s:\ngot  %v\nwant %s", c.row, err, c.want)
		}
		p, err := panel(t, "b.csv", text, BACIOptions{Classification: "H0", ReadOptions: data.ReadOptions{KeepGoing: true}})
		if err != nil {
			t.Errorf("%s: keep going: %v", c.row, err)
			continue
		}
		if len(p.Flows) != 2 || len(p.Account.Rejects) != 1 || p.Account.Rejects[0].Error() != c.want || p.Account.Check() != nil {
			t.Errorf("%s: keep going: %d flows, rejects %v, %v", c.row, len(p.Flows), p.Account.Rejects, p.Account.Check())
		}
	}
}

// A file cut off inside its last number reads as another number: it is said.
func TestBACI_CutOff(t *testing.T) {
	p, err := panel(t, plain, "t,i,j,k,v,q\n2020,4,8,854231,1234.567,12", BACIOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Warnings) != 1 || p.Warnings[0].Error() != plain+": the last line has no line end; the file may have been cut off inside it" {
		t.Errorf("warnings %v", p.Warnings)
	}
}

// CEPII packs all years of a revision in one archive: one of them is chosen.
func TestBACI_Zip(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range []string{"BACI_HS17_Y2017_V202501.csv", "BACI_HS17_Y2018_V202501.csv", "country_codes_V202501.csv"} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		text := "country_code,country_name,country_iso2,country_iso3\n704,Viet Nam,VN,VNM\n"
		if strings.HasPrefix(name, "BACI") {
			text = "t,i,j,k,v,q\n" + name[11:15] + ",704,842,10121,1.5,2\n"
		}
		if _, err := w.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := file.New("BACI_HS17_V202501.zip", bytes.NewReader(b.Bytes()), file.Options{}); !errors.Is(err, file.ErrMember) {
		t.Errorf("no member: %v", err)
	}
	f, err := file.New("BACI_HS17_V202501.zip", bytes.NewReader(b.Bytes()), file.Options{Member: "BACI_HS17_Y2018_V202501.csv"})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r, err := OpenBACI(f, BACIOptions{})
	if err != nil {
		t.Fatal(err)
	}
	p, err := r.Panel()
	if err != nil || len(p.Flows) != 1 || p.Flows[0].Period.Year != 2018 || p.Release.ID != "cepii-baci-h5-202501" {
		t.Errorf("%v, %v", p, err)
	}
}

// Files that only begin like BACI, or that are nothing of the kind.
func TestBACI_NotOne(t *testing.T) {
	for _, text := range []string{"t,i,j,k\n2020,4,8,10111\n", "i,j,k,v,q\n4,8,10111,1,1\n", "t,t,i,j,k,v\n2020,2020,4,8,10111,1\n", "\n\nnothing\n"} {
		_, err := OpenBACI(open(t, "b.csv", text), BACIOptions{})
		if want := "b.csv:1: this is no file of BACI: its header is t,i,j,k,v,q"; err == nil || err.Error() != want {
			t.Errorf("%q: %v", text, err)
		}
	}
	if p, err := panel(t, plain, "t,i,j,k,v,q\n", BACIOptions{}); err != nil || len(p.Flows) != 0 || p.Release.Closed {
		t.Errorf("header alone: %+v, %v", p, err)
	}
	long := "t,i,j,k,v,q\n2020,4,8,10111," + strings.Repeat("1", 3<<20) + ",1\n"
	_, err := panel(t, plain, long, BACIOptions{})
	if want := plain + ":2: the line is longer than 1 MB; a row of BACI has 60 characters, so this is another file or a damaged one"; err == nil || err.Error() != want {
		t.Errorf("long line: %v", err)
	}
	_, err = panel(t, plain, "t,i,j,k,v,q\n2020,4,8,10111,1\x00,1\n", BACIOptions{})
	if err == nil || !strings.HasPrefix(err.Error(), plain+":2") {
		t.Errorf("NUL: %v", err)
	}
}
