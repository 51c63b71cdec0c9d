package report

import (
	"strings"
	"testing"
)

// The wanted texts are written by hand: what stands, with the HTML away.
func TestRawHTML(t *testing.T) {
	zero := "&#8203;"
	for _, c := range []struct{ name, text, markdown, page, note string }{
		{"a tag", "H<sub>2</sub>O", "H2O", "<p>H2O</p>", "demo/report.md:6: the HTML <sub> is left out; a report is written in Markdown"},
		{"a comment", "a <!-- b --> c", "a  c", "<p>a  c</p>", ""},
		{"a comment alone", "a\n\n<!-- b\nc -->\n\nd", "a\n\n\n\nd", "<p>a</p>\n<p>d</p>", ""},
		{"text behind a comment", "<!-- b --> text", "\n", "", "demo/report.md:6: the HTML <!-- b --> text is left out; a report is written in Markdown"},
		{"a block", "<div onclick=\"x\">\nhello\n</div>\n\nd", "\n\nd", "<p>d</p>", `demo/report.md:6: the HTML <div onclick="x"> is left out; a report is written in Markdown`},
		{"a script", "<script>\n\nalert(1)\n\n</script>\nd", "\nd", "<p>d</p>", "demo/report.md:6: the HTML <script> is left out; a report is written in Markdown"},
		{"a tag in two parts", "<scr<b>ipt>alert(1)</scr<b>ipt>", `\<script\>`, "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>", "*"},
		{"code that would open", "x ``<b>`<script>`", "x ``" + zero + "`<script>`", "<p>x ``<code>&lt;script&gt;</code></p>", "*"},
		{"a fence that would open", "<b>```\n\n```\n<script>\n```\n", zero + "```\n\n```\n<script>\n```", "<p>```</p>\n<pre tabindex=\"0\"><code>&lt;script&gt;\n</code></pre>", "*"},
		{"a link that would form", "[x]<b>(javascript:alert(1))", "[x]" + zero + "(javascript:alert(1))", "<p>[x](javascript:alert(1))</p>", "*"},
		{"paragraphs that would join", "a `\n<!-- -->\nb `<script>`", "a `\n\nb `<script>`", "<p>a `</p>\n<p>b <code>&lt;script&gt;</code></p>", ""},
		{"a tag on two lines", "a <b\ntitle=x> c", "a  c", "<p>a  c</p>", "*"},
		{"in a quotation", "> a <i>b</i>\n> <div>\n\nc", "> a b\n> \n\nc", "<blockquote>\n<p>a b</p>\n</blockquote>\n<p>c</p>", "*"},
		{"no HTML", "a < b, `<b>` and 3 <4", "a < b, `<b>` and 3 <4", "<p>a &lt; b, <code>&lt;b&gt;</code> and 3 &lt;4</p>", ""},
		{"an entity", "&lt;b&gt; <i>x</i>", "&lt;b&gt; x", "<p>&lt;b&gt; x</p>", "*"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, err := open(t, tree(t, map[string]string{"report.md": frontMatter + c.text + "\n"})).render("")
			if err != nil {
				t.Fatal(err)
			}
			markdown := string(r.files["report.md"])
			body, _, _ := strings.Cut(strings.TrimPrefix(markdown, "# T\n"), "\n## ")
			want := strings.ReplaceAll(c.markdown, `\>`, ">")
			if c.name == "a tag in two parts" {
				want = `\<script>alert(1)\</script>`
			}
			if strings.TrimRight(body, "\n") != strings.TrimRight(want, "\n") {
				t.Errorf("report.md holds %q, want %q", body, want)
			}
			_, page, _ := strings.Cut(string(r.files["index.html"]), `<main id="text">`)
			page, _, _ = strings.Cut(page, "<section ")
			page = strings.TrimSpace(page)
			if page != c.page {
				t.Errorf("the page holds %q, want %q", page, c.page)
			}
			if got := strings.Join(r.notes, "\n"); got != c.note && (c.note != "*" || got == "") {
				t.Errorf("told %q, want %q", got, c.note)
			}
			if found := inert(r.files); len(found) > 0 {
				t.Errorf("%q", found)
			}
		})
	}
}

// TestMarkdown_LinesKeepTheirMeaning: a number or a subtitle that begins a line
// is text and no list. Markdown reads "11." and "-" there as items.
func TestMarkdown_LinesKeepTheirMeaning(t *testing.T) {
	text := "---\ntitle: \"1. A *title* #\"\nsubtitle: \"- sub | title\"\nsources:\n  f: articles\n---\n{{ figure vn-ru-agreements-official }}. Eleven.\n\n- {{ figure vn-ru-agreements-official }}) in a list\n\n{{ figure vn-ru-agreements-official }} texts\n\n```table\nfrom: f\nwhere: {id: vn-ru-agreements-official}\ncolumns: [id]\nnote: \"+ a note\"\n```\n"
	r, err := open(t, tree(t, map[string]string{"report.md": text})).render("")
	if err != nil {
		t.Fatal(err)
	}
	markdown := string(r.files["report.md"])
	for _, want := range []string{"# 1. A \\*title\\* \\#\n\n\\- sub \\| title\n11\\. Eleven.\n\n- 11\\) in a list\n\n11 texts\n", "\n\\+ a note\n"} {
		if !strings.Contains(markdown, want) {
			t.Errorf("no %q in\n%s", want, markdown)
		}
	}
	lists := 0
	for n := readMarkdown([]byte(markdown)).FirstChild(); n != nil; n = n.NextSibling() {
		if n.Kind().String() == "List" {
			lists++
		}
	}
	if lists != 3 { // the one above, the numbers and the sources
		t.Errorf("%d lists in\n%s", lists, markdown)
	}
}

// TestSources_Shown: who offers a source, where and on what terms is told; an
// address that is more than an address stays text.
func TestSources_Shown(t *testing.T) {
	for address, isLink := range map[string]bool{
		"https://example.org/a?b=c&d=(e)": true,
		"https://example.org/<b>`x`":      false,
		"https://example.org/é":           false,
	} {
		files := hostileReport(t, "text", "author")
		files["pkg/sources.csv"] = csvWith(t, "sources.csv", func(column, cell string) string {
			switch column {
			case "url":
				return address
			case "licence":
				return "CC BY 4.0"
			}
			return cell
		})
		r, err := open(t, tree(t, files)).render("en")
		if err != nil {
			t.Fatal(err)
		}
		page, markdown := string(r.files["index.html"]), string(r.files["report.md"])
		for name, text := range map[string]string{"the page": words(t, r.files["index.html"]), "report.md": strings.ReplaceAll(strings.ReplaceAll(markdown, `\`, ""), "&#96;", "`")} {
			if !strings.Contains(text, "CC BY 4.0") || !strings.Contains(text, address) {
				t.Errorf("%s does not tell %q", name, address)
			}
		}
		if linked := strings.Contains(page, `<a href="https://example.org/`); linked != isLink {
			t.Errorf("%q is a link in the page: %v", address, linked)
		}
		if linked := strings.Contains(markdown, "<https://example.org/"); linked != isLink {
			t.Errorf("%q is a link in report.md: %v", address, linked)
		}
		if !strings.Contains(markdown, "\nauthor, author\n") {
			t.Error("report.md does not name the author")
		}
		if found := inert(r.files); len(found) > 0 {
			t.Errorf("%q", found)
		}
	}
}
