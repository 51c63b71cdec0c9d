package file

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/periplus-data/periplus/data"
)

func open(t testing.TB, text string, o Options) *File {
	t.Helper()
	f, err := New("t.csv", strings.NewReader(text), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// cells reads all records; errors stand among them as their text.
func cells(f *File, d Dialect) []string {
	var out []string
	for rec, err := range f.Records(d) {
		if err != nil {
			out = append(out, err.Error())
			continue
		}
		out = append(out, fmt.Sprintf("%d %q", rec.Line, rec.Cells))
	}
	return out
}

// Expected rows are what a person reads in the text.
func TestRecords(t *testing.T) {
	for _, c := range []struct {
		name, text string
		d          Dialect
		want       []string
	}{
		{"plain", "a,b\n1,2\n", Dialect{}, []string{`1 ["a" "b"]`, `2 ["1" "2"]`}},
		{"no end", "a,b\n1,", Dialect{}, []string{`1 ["a" "b"]`, `2 ["1" ""]`}},
		{"CRLF", "a,b\r\n1,2\r\n", Dialect{}, []string{`1 ["a" "b"]`, `2 ["1" "2"]`}},
		{"CR", "a,b\r1,2\r\r3,4", Dialect{}, []string{`1 ["a" "b"]`, `2 ["1" "2"]`, `4 ["3" "4"]`}},
		{"blank lines", "\n\na\n\n\nb\n", Dialect{}, []string{`3 ["a"]`, `6 ["b"]`}},
		{"quotes", "\"a,b\",\"c\"\"d\"\n\"\",x\n", Dialect{Comma: ','}, []string{`1 ["a,b" "c\"d"]`, `2 ["" "x"]`}},
		{"line in a cell", "\"a\r\nb\",c\nd,e\n", Dialect{Comma: ','}, []string{`1 ["a\nb" "c"]`, `3 ["d" "e"]`}},
		{"semicolons", "a;b\n1,5;2,5\n", Dialect{}, []string{`1 ["a" "b"]`, `2 ["1,5" "2,5"]`}},
		{"tabs", "a\tb\n1\t2\n", Dialect{}, []string{`1 ["a" "b"]`, `2 ["1" "2"]`}},
		{"sep=", "sep=;\r\na;b\r\n", Dialect{}, []string{`2 ["a" "b"]`}},
		{"stray quote", "a,b\n1,2\"3\n4,5\n", Dialect{}, []string{`1 ["a" "b"]`,
			"t.csv:2:4: a quote stands in the middle of a cell; a cell with a quote in it is quoted, and the quote in it written twice", `3 ["4" "5"]`}},
		{"quote after a quoted cell", "\"a\"b,c\nd,e\n", Dialect{Comma: ','}, []string{
			"t.csv:1:3: a quote stands in the middle of a cell that is quoted; there it is written twice", `2 ["d" "e"]`}},
		{"never closed", "a,b\n1,\"x\n2,3\n", Dialect{}, []string{`1 ["a" "b"]`,
			"t.csv:2:3: the quote that opens here is never closed, so nothing behind it can be read; inside a quoted cell a quote is written twice"}},
		{"lazy", "a \"b\" c,\"d\"e\"\n", Dialect{Comma: ',', LazyQuotes: true}, []string{`1 ["a \"b\" c" "d\"e"]`}},
		{"no quotes", "\"a,b\n\"c,d\"\n", Dialect{Comma: ',', NoQuotes: true}, []string{`1 ["\"a" "b"]`, `2 ["\"c" "d\""]`}},
		{"NUL", "a,b\n1,\x002\n3,4\n", Dialect{}, []string{`1 ["a" "b"]`,
			"t.csv:2:3: is not a text file in UTF-8, UTF-16 or Windows-1252: it has a NUL byte here; get the file again, or save it as CSV UTF-8"}},
		{"bad separator", "a", Dialect{Comma: '"'}, []string{`t.csv: cannot be cut at '"'; the separator is one ASCII character, as ',' ';' or a tab`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := cells(open(t, c.text, Options{}), c.d); !slices.Equal(got, c.want) {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

func TestRecords_Places(t *testing.T) {
	f := open(t, "h;i;j\n\n\"Côte\nd’Ivoire\";é;1\n", Options{})
	var got []string
	for rec, err := range f.Records(Dialect{}) {
		if err != nil {
			t.Fatal(err)
		}
		for i := range len(rec.Cells) + 1 {
			line, col := rec.Place(i)
			got = append(got, fmt.Sprintf("%d:%d", line, col))
		}
		if lines, cols := rec.Places(); len(rec.Cells) == 3 {
			if got, want := fmt.Sprint(lines, cols), map[int]string{1: "[1 1 1] [1 3 5]", 3: "[3 4 4] [1 11 13]"}[rec.Line]; got != want {
				t.Errorf("in one pass %s, want %s", got, want)
			}
		}
	}
	want := []string{"1:1", "1:3", "1:5", "1:6", "3:1", "4:11", "4:13", "4:14"}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestRecord_Errorf(t *testing.T) {
	for rec, err := range open(t, "é,x\n", Options{}).Records(Dialect{}) {
		if err != nil {
			t.Fatal(err)
		}
		e := rec.Errorf(1, "value", "cannot read %q", rec.Cells[1])
		if e.Error() != `t.csv:1:3: value: cannot read "x"` || e.Value != "x" {
			t.Errorf("got %v", e)
		}
	}
}

func TestRecords_LongLines(t *testing.T) {
	long := strings.Repeat("x", 2000)
	for _, c := range []struct{ text, want string }{
		{"a,b\n" + long + ",1\n", "t.csv:2: is too large: the line goes on for more than 1 KB; the file may be damaged, or not be a table"},
		{"a,b\n1,\"" + long, "t.csv:2:3: the quote that opens here is never closed, so nothing behind it can be read; inside a quoted cell a quote is written twice"},
		{"a,b\n1,\"" + strings.Repeat("y\n", 400<<10), "t.csv:2:3: the quote that opens here is not closed within 1 KB; inside a quoted cell a quote is written twice"},
		{"a,b\n1," + strings.Repeat("z", 1<<20), "t.csv:2: is too large: the line goes on for more than 1 KB; the file may be damaged, or not be a table"},
	} {
		got := cells(open(t, c.text, Options{MaxLine: 1 << 10}), Dialect{})
		if len(got) != 2 || got[1] != c.want {
			t.Errorf("got %.300q, want %q", got, c.want)
		}
	}
}

func TestLines(t *testing.T) {
	f := open(t, "a\"b\n\nc\r\nd\re\n\nf", Options{})
	var got []string
	for line, err := range f.Lines() {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, fmt.Sprintf("%d %s", line.Number, line.Text))
	}
	want := []string{`1 a"b`, "2 ", "3 c", "4 d", "5 e", "6 ", "7 f"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestLines_TooLong(t *testing.T) {
	f := open(t, "a\n"+strings.Repeat("x", 3<<20), Options{MaxLine: 1 << 20})
	var last error
	for _, err := range f.Lines() {
		last = err
	}
	want := "t.csv:2: is too large: the line goes on for more than 1 MB; the file may be damaged, or not be a table"
	if last == nil || last.Error() != want || !errors.Is(last, ErrTooLarge) {
		t.Errorf("got %v, want %s", last, want)
	}
}

// trickle gives a text in pieces of random length, so that every boundary is
// met.
type trickle struct {
	s string
	r *rand.Rand
}

func (t *trickle) Read(p []byte) (int, error) {
	if t.s == "" {
		return 0, io.EOF
	}
	n := min(1+t.r.IntN(5), len(p), len(t.s))
	copy(p, t.s[:n])
	t.s = t.s[n:]
	return n, nil
}

// Expected rows come from encoding/csv, on texts without a lone CR.
func TestRecords_LikeEncodingCSV(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	parts := []string{"a", "é", ",", ",", "\n", "\r\n", `"`, `""`, `"x,y"`, " ", "12", "\"p\nq\""}
	for range 5000 {
		var b strings.Builder
		for range 1 + r.IntN(20) {
			b.WriteString(parts[r.IntN(len(parts))])
		}
		text := b.String()
		if strings.TrimSpace(text) == "" {
			continue
		}
		for _, lazy := range []bool{false, true} {
			cr := csv.NewReader(strings.NewReader(text))
			cr.FieldsPerRecord, cr.LazyQuotes = -1, lazy
			var want []string
			wanted := 0
			for {
				fields, err := cr.Read()
				if err == io.EOF {
					break
				}
				if err != nil {
					wanted = -1
					break
				}
				for i := range fields {
					fields[i] = strings.ReplaceAll(fields[i], "\r\n", "\n")
				}
				line, _ := cr.FieldPos(0)
				want = append(want, fmt.Sprintf("%d %q", line, fields))
			}
			got := cells(open(t, text, Options{}), Dialect{Comma: ',', LazyQuotes: lazy})
			if wanted == 0 && !slices.Equal(got, want) && !strings.Contains(fmt.Sprint(got), "never closed") {
				t.Fatalf("lazy %v, %q:\ngot  %q\nwant %q", lazy, text, got, want)
			}
			if wanted < 0 && !strings.Contains(fmt.Sprint(got), "quote") {
				t.Fatalf("%q: encoding/csv refuses it, we read %q", text, got)
			}
		}
	}
}

func TestComma(t *testing.T) {
	for _, c := range []struct {
		text string
		want rune
	}{
		{"label;value\nA;1,234\nB;12345\n", ';'},
		{"a;b;c\n1,5;2,5;3,5\n1,5;2,5;3,5\n", ';'},
		{"a,b\n1;2;3,4\n1;2;3,4\n", ','},
		{"x\ty\n\"1,2,3\"\t4\n", '\t'},
		{"a|b|c\n1|2|3\n", '|'},
		{"one, preamble\ntwo, lines\nof, text\n\nA\tB\tC\tD\tE\n1\t2\t3\t4\t5\n1\t2\t3\t4\t5\n", '\t'},
		{"alone\n1\n", ','},
		{"\"broken\na;b;c\nd;e;f\n", ';'},
	} {
		if got := open(t, c.text, Options{}).Comma(); got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

func asParseError(t *testing.T, err error) *data.ParseError {
	t.Helper()
	var pe *data.ParseError
	if !errors.As(err, &pe) {
		t.Fatalf("%v is no ParseError", err)
	}
	return pe
}
