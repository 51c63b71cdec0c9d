package layout

import (
	"os"
	"strings"
	"testing"

	"github.com/periplus-data/periplus/analysis"
	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

func TestText_Aligns(t *testing.T) {
	g := Grid{Header: []string{"name", "n"}, Right: []int{1}, Rows: [][]string{{"Việt Nam", "1"}, {"États-Unis", "123"}, {"", ""}}}
	// Accents take no room of their own; no line ends in blanks.
	want := "name          n\nViệt Nam      1\nÉtats-Unis  123\n\n"
	if got := Text(g); got != want {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
	if got := Text(Grid{Header: []string{"a"}}); got != "a\n" {
		t.Errorf("no rows: %q", got)
	}
}

func TestText_Wraps(t *testing.T) {
	g := Grid{Header: []string{"a", "b"}, Max: []int{0, 9}, Rows: [][]string{{"x", "one two three"}}}
	want := "a  b\nx  one two\n   three\n"
	if got := Text(g); got != want {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
	// A number stays with its unit, though "khoảng 3" would fit.
	g.Rows[0][1] = "khoảng 3,5\u00a0tỷ"
	want = "a  b\nx  khoảng\n   3,5\u00a0tỷ\n"
	if got := Text(g); got != want {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
}

func TestText_SameInEveryLocale(t *testing.T) {
	g := Grid{Header: []string{"a", "b"}, Rows: [][]string{{"3 ± 1 × …", "x"}, {"abcdefghijkl", "y"}}}
	want := Text(g)
	t.Setenv("LC_ALL", "ja_JP.UTF-8")
	os.Unsetenv("LANG")
	if got := Text(g); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestInert_ShowsWhatSteers(t *testing.T) {
	for in, want := range map[string]string{
		"plain é “x” → 5\u00a0%": "plain é “x” → 5\u00a0%", "": "",
		"\x1b[31mred": `\u001b[31mred`, "a\tb\nc": `a\u0009b\u000ac`, "\u202eabc\u2066": `\u202eabc\u2066`, "\u0085": `\u0085`,
	} {
		if got := Inert(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestMarkdown_IsInert(t *testing.T) {
	g := Grid{Header: []string{"a|b"}, Rows: [][]string{{"<script>alert(1)</script> [x](javascript:y) `c` *d* _e_ \\ \n&amp; | #"}}}
	want := "| a\\|b |\n| --- |\n| \\<script\\>alert(1)\\</script\\> \\[x\\](javascript:y) \\`c\\` \\*d\\* \\_e\\_ \\\\ \\\\u000a\\&amp; \\| \\# |\n"
	if got := Markdown(g); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestWrap_Width(t *testing.T) {
	text := Wrap("note  ", strings.Repeat("word ", 60))
	for i, line := range strings.Split(text, "\n") {
		if len(line) > Width || i > 0 && !strings.HasPrefix(line, "      word") {
			t.Errorf("line %d: %q", i, line)
		}
	}
	if got := Wrap("a ", ""); got != "a " {
		t.Errorf("got %q", got)
	}
	// 97 characters leave no room for "1 000", which is not parted at its blank.
	if got, want := Wrap("", strings.Repeat("x", 97)+" 1\u202f000"), strings.Repeat("x", 97)+"\n1\u202f000"; got != want {
		t.Errorf("got %q", got)
	}
}

func number(s string) data.Number { return data.MustNumber(s) }

// TestComparisons_Origin holds the words behind an amount to where its bounds
// come from; one that has none has no such words.
func TestComparisons_Origin(t *testing.T) {
	iv := data.Interval{Low: number("49.2"), High: number("50.8")}
	for _, test := range []struct {
		name string
		c    analysis.Comparison
		l    locale.Language
		want string
	}{
		{"rounding", analysis.Comparison{Operation: analysis.Ratio, Value: number("50"), Interval: iv, Unit: data.Ratio, FromRounding: true, Formula: "a ÷ b"}, locale.English,
			"ratio    50 (49–51), from rounding\nformula  a ÷ b\n"},
		{"French", analysis.Comparison{Operation: analysis.Ratio, Value: number("50"), Interval: iv, Unit: data.Ratio, FromRounding: true}, locale.French,
			"ratio    50 (49–51), selon l’arrondi\n"},
		{"exact", analysis.Comparison{Operation: analysis.Difference, Value: number("2"), Interval: data.Interval{Low: number("2"), High: number("2")}, Unit: data.Count, Note: "n"}, locale.English,
			"difference  2\nnote        n\n"},
		{"verdict", analysis.Comparison{Operation: analysis.Agree, Verdict: analysis.DifferScope, FromWords: true, Note: "why"}, locale.English,
			"agree    differ in scope\nreason   why\n"},
		{"same", analysis.Comparison{Operation: analysis.Agree, Verdict: analysis.Same}, locale.English, "agree    the same\n"},
		{"differ", analysis.Comparison{Operation: analysis.Agree, Verdict: analysis.Differ}, locale.English, "agree    differ\n"},
	} {
		got := Comparisons(analysis.Result{Comparisons: []analysis.Comparison{test.c}}, nil, test.l)
		if got != test.want {
			t.Errorf("%s: got\n%s\nwant\n%s", test.name, got, test.want)
		}
	}
}
