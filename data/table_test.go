package data_test

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/periplus-data/periplus/data"
)

var fourKinds = []data.Column{{Name: "text"}, {Name: "number", Kind: data.NumberColumn}, {Name: "whole", Kind: data.WholeColumn}, {Name: "flag", Kind: data.FlagColumn}}

// hostile holds cells that some reader runs, loses or misreads.
var hostile = data.Table{Columns: fourKinds, Rows: [][]string{
	{"NA", "1.50", "7", "true"},
	{"=cmd|' /C calc'!A0", "-3", "-7", "false"},
	{"<script>alert(1)</script>", "", "", ""},
	{"\u202eright to left, \"quoted\"\nsecond line", "2024-06-20", "many", "maybe"},
	{"@SUM(1)", "007", "007", "true"},
	{"-5", "NaN", "1e3", "1"},
}}

func TestTable_WriteCSV(t *testing.T) {
	var b strings.Builder
	if err := hostile.WriteCSV(&b, false); err != nil {
		t.Fatal(err)
	}
	want := "text,number,whole,flag\n" + `NA,1.50,7,true
=cmd|' /C calc'!A0,-3,-7,false
<script>alert(1)</script>,,,
` + "\"\u202eright to left, \"\"quoted\"\"\nsecond line\"" + `,2024-06-20,many,maybe
@SUM(1),007,007,true
-5,NaN,1e3,1
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
	b.Reset()
	if err := hostile.WriteCSV(&b, true); err != nil {
		t.Fatal(err)
	}
	for _, safe := range []string{"\n'=cmd|", "\n'@SUM(1)", "\n-5,", ",-3,-7,"} { // a negative number stays one
		if !strings.Contains(b.String(), safe) {
			t.Errorf("no %q in\n%s", safe, b.String())
		}
	}
}

func TestTable_WriteJSON(t *testing.T) {
	var b strings.Builder
	if err := hostile.WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	// Keys in the order of the columns; < > & escaped; what is no JSON number
	// or flag is a string.
	want := `[
{"text":"NA","number":1.50,"whole":7,"flag":true},
{"text":"=cmd|' /C calc'!A0","number":-3,"whole":-7,"flag":false},
{"text":"\u003cscript\u003ealert(1)\u003c/script\u003e","number":null,"whole":null,"flag":null},
{"text":"` + "\u202e" + `right to left, \"quoted\"\nsecond line","number":"2024-06-20","whole":"many","flag":"maybe"},
{"text":"@SUM(1)","number":"007","whole":"007","flag":true},
{"text":"-5","number":"NaN","whole":"1e3","flag":"1"}
]
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
	if !json.Valid([]byte(b.String())) {
		t.Error("this is no JSON")
	}
}

func TestTable_Frame(t *testing.T) {
	df := hostile.Frame()
	if df.Err != nil || df.Nrow() != len(hostile.Rows) {
		t.Fatalf("%d rows, %v", df.Nrow(), df.Err)
	}
	if got := df.Col("text").Records(); got[0] != "NA" || df.Col("text").Elem(0).IsNA() || got[3] != hostile.Rows[3][0] {
		t.Errorf("texts came back as %q", got)
	}
	numbers := df.Col("number").Float()
	if numbers[0] != 1.5 || numbers[1] != -3 || !math.IsNaN(numbers[2]) || !math.IsNaN(numbers[3]) || !math.IsNaN(numbers[5]) {
		t.Errorf("got %v", numbers)
	}
	if whole := df.Col("whole"); !whole.Elem(2).IsNA() || whole.Elem(1).IsNA() {
		t.Errorf("got %v", whole)
	}
	if flag := df.Col("flag"); !flag.Elem(2).IsNA() || flag.Elem(0).String() != "true" {
		t.Errorf("got %v", flag)
	}
}

func TestTable_Empty(t *testing.T) {
	empty := data.Table{Columns: fourKinds}
	var c, j strings.Builder
	if err := errors.Join(empty.WriteCSV(&c, true), empty.WriteJSON(&j)); err != nil {
		t.Fatal(err)
	}
	if c.String() != "text,number,whole,flag\n" || j.String() != "[\n]\n" {
		t.Errorf("got %q and %q", c.String(), j.String())
	}
	if df := empty.Frame(); df.Err != nil || df.Nrow() != 0 || !slices.Equal(df.Names(), []string{"text", "number", "whole", "flag"}) {
		t.Errorf("got %v, %v", df.Names(), df.Err)
	}
}

// TestTable_OneColumn: the CSV reader of Go, like most, skips a blank line, so
// an empty cell that is alone in its row has to be written.
func TestTable_OneColumn(t *testing.T) {
	var b strings.Builder
	if err := (data.Table{Columns: fourKinds[:1], Rows: [][]string{{"a"}, {""}, {"b"}}}).WriteCSV(&b, false); err != nil || b.String() != "text\na\n\"\"\nb\n" {
		t.Errorf("got %q, %v", b.String(), err)
	}
}

type full struct{}

var errFull = errors.New("no space left on device")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestTable_WriteErrors(t *testing.T) {
	if err := hostile.WriteCSV(full{}, false); !errors.Is(err, errFull) {
		t.Errorf("CSV: %v", err)
	}
	if err := hostile.WriteJSON(full{}); !errors.Is(err, errFull) {
		t.Errorf("JSON: %v", err)
	}
}

// TestTable_Lossless: whatever stands in the cells, a reader of RFC 4180 gets it
// back, and the JSON is valid. Go's reader makes CR LF one LF in a cell, so no
// CR is drawn.
func TestTable_Lossless(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(1, 4).Draw(t, "columns")
		cell := rapid.StringOfN(rapid.RuneFrom([]rune("aé,\"\n\t='@ -.0;<&\u00a0\u202e\x00")), 0, 5, -1)
		table := data.Table{Columns: fourKinds[:width], Rows: rapid.SliceOfN(rapid.SliceOfN(cell, width, width), 0, 4).Draw(t, "rows")}
		var c, j strings.Builder
		if err := errors.Join(table.WriteCSV(&c, false), table.WriteJSON(&j)); err != nil {
			t.Fatal(err)
		}
		back, err := csv.NewReader(strings.NewReader(c.String())).ReadAll()
		if err != nil || len(back) != len(table.Rows)+1 {
			t.Fatalf("%q: %d rows, %v", c.String(), len(back), err)
		}
		for i, row := range table.Rows {
			if !slices.Equal(back[i+1], row) {
				t.Fatalf("%q came back as %q", row, back[i+1])
			}
		}
		if !json.Valid([]byte(j.String())) {
			t.Fatalf("no JSON: %s", j.String())
		}
	})
}
