package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"

	"github.com/periplus-data/periplus/data/articles"
)

// hostile texts mean something to one of the readers that a report passes
// through: a browser, a spreadsheet, a terminal, Markdown, YAML, XML, JSON, a
// template, a printf.
var hostile = []string{
	`<script>alert(1)</script>`,
	`=cmd|' /C calc'!A0`,
	`@SUM(1)`,
	`+1+1`,
	`-1+1`,
	`"double" 'single' \back\`,
	"\u202eright to left\u202c \u2066isolated\u2069",
	`]]> <![CDATA[ <?xml?> <!DOCTYPE x>`,
	`--><img src=x onerror=alert(1)>`,
	`" onmouseover="alert(1)`,
	`</title></style></svg></main><b onclick=x>`,
	`{{ figure x }} {{.Title}} {{`,
	"`code` ``` ~~~",
	`a | b || c \| d`,
	"first line\n\n# second\r\n- third",
	`javascript:alert(1) [x](javascript:alert(2)) ![y](http://evil.example/z.png)`,
	`http://evil.example www.evil.example <http://evil.example> me@evil.example`,
	`&lt;b&gt; &amp; &#60; &copy`,
	`# heading * item 1. one $x^2$ **bold** ~~gone~~ [^1] :smile:`,
	`%s %d %!x(MISSING) %00 $(reboot) ${HOME}`,
	"\u2028line \u00a0 blank \ufeff mark",
	strings.Repeat("n", 10_000),
	strings.Repeat("wide ", 2_000),
	strings.Repeat("\u0301", 2_000) + "e",
}

// quoted writes text as YAML and JSON both read it.
func quoted(s string) string {
	raw, err := json.Marshal(s)
	if err != nil {
		panic(err)
	}
	return string(raw)
}

// hostileReport is a report in which every text that a source can choose is s,
// and every text that an author can choose is author.
func hostileReport(t testing.TB, s, author string) map[string]string {
	t.Helper()
	trade := csvWith(t, "figures.csv", func(column, cell string) string {
		switch column {
		case "scope", "note", "locator":
			return s
		case "id":
			return "x-" + cell
		case "same_as":
			if cell != "" {
				return "x-" + cell
			}
		}
		return cell
	})
	sources := csvWith(t, "sources.csv", func(column, cell string) string {
		switch column {
		case "title", "author", "publisher", "licence", "note":
			return s
		}
		return cell
	})
	translations := csvWith(t, "translations.csv", func(column, cell string) string {
		switch column {
		case "scope", "note":
			return s
		case "id":
			if strings.HasPrefix(cell, "areion-2024") || strings.HasPrefix(cell, "vietnam-visit") {
				return cell
			}
			return "x-" + cell
		}
		return cell
	})
	package_, err := fs.ReadFile(articles.Files(), "datapackage.json")
	if err != nil {
		t.Fatal(err)
	}
	q := quoted(author)
	var rows bytes.Buffer
	w := csv.NewWriter(&rows)
	for _, row := range [][]string{{"label", "value", "low", "high", "unit", "source", "series", "extra " + s}, {s, "1.5", "1", "2", "USD", s, s, s}, {s + " again", "3", "", "", "USD", s, s, s}} {
		if err := w.Write(row); err != nil {
			t.Fatal(err)
		}
	}
	w.Flush()
	body := `
# A heading

Trade of {{ figure x-vn-cn-trade-2022 }}, {{ ratio x-vn-cn-trade-2022 x-vn-ru-trade-2022 }}, {{ agree x-vn-ru-agreements-official x-vn-ru-agreements-signed }}.

` + "```chart\nid: bars\nkind: bar\nfrom: d\ntitle: " + q + "\nsubtitle: " + q + "\nsource: " + q + "\nnote: " + q + "\n```\n\n" +
		"```chart\nid: trade\nkind: bar\nfrom: p\nwhere: {measure: trade_total, unit: USD}\ntitle: T\n```\n\n" +
		"```chart\nid: share\nkind: share\nfrom: p\nwhere: {id: x-vn-ru-arms-share-1995-2023}\ntitle: T\n```\n\n" +
		"```table\nid: rows\nfrom: d\ntitle: " + q + "\nnote: " + q + "\n```\n\n" +
		"```table\nid: figures\nfrom: p\ntitle: " + q + "\n```\n\n" +
		"```table\nid: cells\nfrom: p\ncolumns: [scope, note, locator, value, id]\n```\n"
	front := "---\ntitle: " + q + "\nsubtitle: " + q + "\nauthor: " + q + "\ndate: " + q + "\nsources:\n  p: pkg\n  d: d.csv\n"
	return map[string]string{
		"report.md": front + "---\n" + body, "report.fr.md": front + "language: fr\n---\n" + body,
		"d.csv": rows.String(), "pkg/figures.csv": trade, "pkg/sources.csv": sources, "pkg/translations.csv": translations, "pkg/datapackage.json": string(package_),
	}
}

// csvWith returns a table of the embedded package with its cells changed.
func csvWith(t testing.TB, name string, change func(column, cell string) string) string {
	t.Helper()
	raw, err := fs.ReadFile(articles.Files(), name)
	if err != nil {
		t.Fatal(err)
	}
	records, err := csv.NewReader(bytes.NewReader(raw)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, record := range records[1:] {
		for i, cell := range record {
			record[i] = change(records[0][i], cell)
		}
	}
	var b bytes.Buffer
	if err := csv.NewWriter(&b).WriteAll(records); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// plain brings blanks together: HTML and Markdown do so too.
func plain(s string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(s, "\ufeff", "")), " ")
}

func TestHostile_StaysText(t *testing.T) {
	for i, s := range hostile {
		t.Run(fmt.Sprintf("%d %.20q", i, s), func(t *testing.T) {
			in := open(t, tree(t, hostileReport(t, s, s)))
			languages := []string{"en"}
			if i < 2 {
				languages = []string{"en", "fr"}
			}
			for _, language := range languages {
				r, err := in.render(language)
				if err != nil {
					t.Fatalf("%.3000v", err)
				}
				if found := inert(r.files); len(found) > 0 {
					slices.Sort(found)
					t.Errorf("%d: %.2000q", len(found), found)
				}
				holdsText(t, r.files, s)
			}
		})
	}
}

// holdsText proves that a text arrived as text, whole, where it is shown.
func holdsText(t *testing.T, files map[string][]byte, s string) {
	t.Helper()
	read := plain(strings.Map(func(r rune) rune { // readers see no marks of direction
		if r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			return -1
		}
		return r
	}, s))
	if page := plain(words(t, files["index.html"])); strings.Count(page, read) < 10 {
		t.Errorf("the page shows the text %d times", strings.Count(page, read))
	}
	var b bytes.Buffer
	if err := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote)).Convert(files["report.md"], &b); err != nil {
		t.Fatal(err)
	}
	if text := plain(words(t, b.Bytes())); strings.Count(text, read) < 10 {
		t.Errorf("report.md shows the text %d times", strings.Count(text, read))
	}
	if strings.Contains(b.String(), "evil.example\"") {
		t.Error("report.md links to an address in data")
	}
	var numbers []struct {
		Figures []struct{ Note, Scope, Locator string }
	}
	if err := json.Unmarshal(files["figures.json"], &numbers); err != nil {
		t.Fatal(err)
	}
	want := strings.ReplaceAll(s, "\r\n", "\n") // as any reader of CSV gives it
	cut := strings.TrimSpace(want)              // labels come without the blanks around them
	if f := numbers[0].Figures[0]; f.Note != want || f.Scope != want || f.Locator != want {
		t.Errorf("figures.json has the note %.100q", f.Note)
	}
	for name, column := range map[string]int{"tables/rows.csv": 0, "tables/cells.csv": 0} {
		records, err := csv.NewReader(bytes.NewReader(files[name])).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		cell := records[1][column]
		if !slices.Contains([]string{want, cut, "'" + want, "'" + cut}, cell) {
			t.Errorf("%s has the cell %.100q", name, cell)
		}
	}
}

// TestHostile_ControlCharacters: no page and no XML may hold them, and a
// terminal obeys them.
func TestHostile_ControlCharacters(t *testing.T) {
	for _, sign := range []string{"\x00", "\a", "\v", "\f", "\x1b[2J", "\x7f", "\ufffe", "\uffff"} {
		files := hostileReport(t, "text", "author")
		files["pkg/sources.csv"] = strings.Replace(files["pkg/sources.csv"], "text", "te"+sign+"xt", 1)
		if _, err := open(t, tree(t, files)).render("en"); !strings.Contains(said(err), "demo/report.md:7: p: demo/pkg/sources.csv:2:29: the control character U+") {
			t.Errorf("%q: %v", sign, err)
		}
		files = hostileReport(t, "text", "author")
		files["d.csv"] = "label,value\nA,1\nB" + sign + "b,2\n"
		_, err := open(t, tree(t, files)).render("en")
		if said := said(err); sign != "\x00" && !strings.Contains(said, "demo/report.md:8: d: demo/d.csv:3: label: the control character U+") ||
			sign == "\x00" && !strings.Contains(said, "demo/report.md:8: d: demo/d.csv:3:2: is not a text file") {
			t.Errorf("%q: %v", sign, err)
		}
	}
	files := hostileReport(t, "tab\tand next\u0085line", "author")
	r, err := open(t, tree(t, files)).render("en")
	if err != nil {
		t.Fatal(err)
	}
	if found := inert(r.files); len(found) > 0 {
		t.Errorf("%q", found)
	}
}
