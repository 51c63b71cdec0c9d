package data

import (
	"reflect"
	"testing"

	"pgregory.net/rapid"
)

// TestSelection_Words holds the words against the selection that they name,
// both ways.
func TestSelection_Words(t *testing.T) {
	year := func(y int) Date { return Date{Year: y} }
	tests := []struct {
		text string
		s    Selection
	}{
		{"", Selection{}},
		{"reporter=VNM", Selection{Reporters: []string{"VNM"}}},
		{"reporter=VNM,USA partner=RUS flow=X,M product=TOTAL classification=H5 unit=USD period=1995/2023",
			Selection{Reporters: []string{"VNM", "USA"}, Partners: []string{"RUS"}, Flows: []FlowCode{Export, Import}, Products: []string{AllProducts},
				Classifications: []string{"H5"}, Unit: USD, Period: Period{year(1995), year(2023)}}},
		{`product="Anti-ship missile, ""Kh-35""",Frigate`, Selection{Products: []string{`Anti-ship missile, "Kh-35"`, "Frigate"}}},
		{`partner="Viet Cong (South Viet Nam)*" product=""`, Selection{Partners: []string{"Viet Cong (South Viet Nam)*"}, Products: []string{""}}},
		{"period=2022", Selection{Period: Period{year(2022), year(2022)}}},
		{"period=2019/", Selection{Period: Period{Start: year(2019)}}},
		{"period=/2010-06", Selection{Period: Period{End: Date{Year: 2010, Month: 6}}}},
	}
	for _, test := range tests {
		if got := test.s.String(); got != test.text {
			t.Errorf("got %q, want %q", got, test.text)
		}
		got, err := ParseSelection(test.text)
		if err != nil || !reflect.DeepEqual(got, test.s) {
			t.Errorf("%q: got %+v, %v", test.text, got, err)
		}
	}
}

func TestParseSelection_Errors(t *testing.T) {
	for text, want := range map[string]string{
		"VNM":                       `cannot read "VNM" as a part of a selection; write name=value, as reporter=VNM`,
		"reporter=":                 `cannot read "reporter=" as a part of a selection; write name=value, as reporter=VNM`,
		"reporter=VNM reporter=USA": "reporter stands twice in the selection; write several values with commas, as reporter=A,B",
		"reportr=VNM":               `unknown name "reportr" in a selection (did you mean "reporter"?); write one of reporter, partner, flow, product, classification, unit, period`,
		"period=2023/1995":          `the period "2023/1995" ends before it begins; write it as 1995/2023`,
		"period=95":                 `cannot read "95" as a period; write a year, or first and last year as 2019/2023`,
		"period=/":                  `cannot read "/" as a period; write a year, first and last year as 2019/2023, or one of them as 2019/ or /2023`,
		"reporter=VNM,":             `cannot read "VNM," as values; write one comma between two, and double quotes around a value with a blank, comma or quote`,
		"reporter=VNM,,USA":         `cannot read "VNM,,USA" as values; write one comma between two, and double quotes around a value with a blank, comma or quote`,
		`product="Kh-35`:            `cannot read "\"Kh-35" as values; write one comma between two, and double quotes around a value with a blank, comma or quote`,
		"flow=imports reporter=VNM": `unknown flow code "imports"; write X (exports), M (imports), DX (domestic exports), FM (foreign imports), RX (re-exports) or RM (re-imports)`,
	} {
		if _, err := ParseSelection(text); err == nil || err.Error() != want {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestSelection_RoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.StringMatching(`[A-Z0-9,=" é\t]{0,6}`), 1, 3).Draw(t, "values")
		s := Selection{Partners: values, Products: values[:1]}
		back, err := ParseSelection(s.String())
		if err != nil || !reflect.DeepEqual(back, s) {
			t.Fatalf("%q from %q: %+v, %v", s, values, back, err)
		}
	})
}
