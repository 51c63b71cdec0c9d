package report

import (
	"bytes"
	"strings"
	"testing"
)

// directions are the marks of Unicode that open and close an embedding, an
// override or an isolate: U+202A to U+202E and U+2066 to U+2069.
const directions = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"

// TestDirection_Marks: none reaches a reader, and every one stays in the data.
func TestDirection_Marks(t *testing.T) {
	s := "a" + directions + "b http:\u202e//evil.example <\u202eb>"
	files := hostileReport(t, s, s)
	files["report.md"] += "\nProse " + directions + "ends &#8238;and &#X202e; <\u202eb> <&#8238;b> [x]&#8238;(javascript:1) [x](a.html \"\u202ey\") [x]\u2066(b.html) `\u202ec &#8238;`\n"
	r, err := open(t, tree(t, files)).render("en")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"index.html", "report.md"} {
		if bytes.ContainsAny(r.files[name], directions) {
			t.Errorf("%s holds a mark of direction", name)
		}
	}
	for name := range r.files {
		if strings.HasSuffix(name, ".svg") && bytes.ContainsAny(r.files[name], directions) {
			t.Errorf("%s holds a mark of direction", name)
		}
	}
	if found := inert(r.files); len(found) > 0 {
		t.Errorf("%q", found)
	}
	for _, name := range []string{"report.md", "index.html"} {
		for _, gone := range []string{"ends &#8238", "and &#X202e", `href="javascript`} {
			if strings.Contains(string(r.files[name]), gone) {
				t.Errorf("%s has %q", name, gone)
			}
		}
	}
	if !strings.Contains(string(r.files["report.md"]), "`c &#8238;`") {
		t.Error("code is text as it stands")
	}
	for _, name := range []string{"tables/rows.csv", "tables/cells.csv", "figures.json"} {
		if !strings.Contains(string(r.files[name]), "a"+directions+"b") {
			t.Errorf("%s lost a mark of its source", name)
		}
	}
	refused{"in the title of a link", frontMatter + "[x](a.html \"&#x2066;y\")\n", "demo/report.md:6: a mark that turns the direction of text cannot stand in the title of a link"}.check(t, nil)
}
