package report

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"github.com/periplus-data/periplus/charts"
)

const figureColumns = "id, source, measure, reporter, partner, start, end, value, low, high, bound, unit, low_open, high_open, rounding, step, scope, note, locator, quote_start, quote_end, quote_sha256, sentence_start, sentence_end, sentence_sha256, inferred, same_as"

const whatSources = `write "articles" for the figures of the articles that periplus carries, or the path of a package or CSV file inside the report's folder`

// refused is a report that cannot be read, and the whole of what is said.
type refused struct{ name, text, want string }

// KINDS in want stands for the kinds of charts, CHARTKEYS for what a chart
// block may hold, settings of the kinds included.
func (c refused) check(t *testing.T, more map[string]string) {
	var kinds []string
	for _, k := range charts.Kinds {
		kinds = append(kinds, k.Token)
	}
	keys := append([]string{"kind, id, from, where, x, y, series, facet, windows, base, title, subtitle, source, note, width, height"}, chartSettings()...)
	c.want = strings.NewReplacer("KINDS", strings.Join(kinds, ", "), "CHARTKEYS", strings.Join(keys, ", ")).Replace(c.want)
	t.Run(c.name, func(t *testing.T) {
		dir := tree(t, map[string]string{"report.md": c.text})
		put(t, dir, more)
		out := filepath.Join(t.TempDir(), "out")
		_, err := Build(open(t, dir), Options{Out: out})
		if said(err) != c.want {
			t.Errorf("got\n%s\nwant\n%s", said(err), c.want)
		}
		if err == nil {
			return
		}
		if !isPlaced(err) {
			t.Errorf("not every problem is a *data.ParseError: %v", err)
		}
		if _, err := os.Stat(out); !os.IsNotExist(err) {
			t.Errorf("something was written: %v", err)
		}
	})
}

// The lines and columns are counted by hand in the text beside them.
func TestParse_FrontMatter(t *testing.T) {
	missing := "demo/report.md:1: no front matter; the file begins with a line ---, a title and another line ---"
	for _, c := range []refused{
		{"empty", "", missing},
		{"missing", "hello\n", missing},
		{"four hyphens", "----\ntitle: x\n---\n", missing},
		{"a line before it", "\n---\ntitle: x\n---\n", missing},
		{"only the fence", "---", "demo/report.md:1: the front matter has no end; close it with a line ---"},
		{"unclosed", "---\ntitle: x\n", "demo/report.md:1: the front matter has no end; close it with a line ---"},
		{"not YAML", "---\ntitle: [\n---\n", "demo/report.md:2: the front matter is not YAML: did not find expected node content"},
		{"not YAML further down", "---\ntitle: x\nauthor: \"a\n---\n", "demo/report.md:3: the front matter is not YAML: found unexpected end of stream"},
		{"near miss", "---\ntitel: x\n---\n", `demo/report.md:1: title: the front matter has no title
demo/report.md:2:1: titel: unknown key in the front matter (did you mean "title"?); write one of title, subtitle, author, date, language, sources`},
		{"twice", "---\ntitle: x\ntitle: y\n---\n", "demo/report.md:3:1: title: stands twice in the front matter"},
		{"no title", "---\n---\n", "demo/report.md:1: title: the front matter has no title"},
		{"empty title", "---\ntitle:\n---\n", "demo/report.md:1: title: the front matter has no title"},
		{"a list", "---\n- a\n---\n", "demo/report.md:2:1: the front matter is written as lines of key: value"},
		{"a title that is a list", "---\ntitle: [a]\n---\n", "demo/report.md:2:8: title: write one value"},
		{"a key that is a list", "---\ntitle: x\n? [a]\n: b\n---\n", "demo/report.md:3:3: a key of the front matter is one word"},
		{"language", "---\ntitle: x\nlanguage: de\n---\n", `demo/report.md:3: language: unknown language "de"; write one of en, fr, vi`},
		{"sources that are a list", "---\ntitle: x\nsources: [a]\n---\n", "demo/report.md:3:10: sources is written as lines of key: value"},
		{"sources without a name", "---\ntitle: x\nsources:\n  ? [a]\n  : b\n---\n", "demo/report.md:4:5: a key of sources is one word"},
		{"a source twice", "---\ntitle: x\nsources:\n  a: articles\n  a: articles\n---\n", "demo/report.md:5:3: a: stands twice in sources"},
		{"an alias", "---\ntitle: &t x\nsubtitle: *t\n---\n", "demo/report.md:3:11: subtitle: write one value"},
		{"not UTF-8", "---\ntitle: x\n---\nab\n\xc3(\n", "demo/report.md:5:1: not UTF-8; save the file as UTF-8"},
		{"a control character", "---\ntitle: x\n---\na\x1b[31m\n", "demo/report.md:4:2: the control character U+001B; take it out"},
		{"a control character in YAML", "---\ntitle: \"x\\ay\"\n---\n", "demo/report.md:2:8: title: the control character U+0007; take it out"},
		{"not YAML, and a body", "---\ntitle: [\nsources:\n  f: articles\n---\n{{ figure x }}\n\n```table\nfrom: f\n```\n", "demo/report.md:3: the front matter is not YAML: did not find expected ',' or ']'"},
		{"sources that cannot be read, and a body", "---\ntitle: x\nsources: f\n---\n{{ figure x }}\n\n```table\nfrom: f\n```\n", "demo/report.md:3:10: sources is written as lines of key: value"},
		{"no sources", "---\ntitle: x\n---\n```table\nfrom: f\n```\n", `demo/report.md:4: from: unknown source "f"; the front matter declares none`},
	} {
		c.check(t, nil)
	}
}

func TestParse_Sources(t *testing.T) {
	dir := tree(t, map[string]string{
		"report.md": `---
title: x
sources:
  a: ../x
  b: /etc/passwd
  c: out
  d: nope.csv
  e: bad
  f: bad.csv
  g:
  h: .
  i: outside
  j: leading
  k: [a]
  l: C:\x.csv
  m: outside/secret.csv
  n: empty.csv
---
`,
		"bad/datapackage.json":     "{",
		"bad.csv":                  "label,value\nA,x\nB\n",
		"empty.csv":                "",
		"leading/datapackage.json": `{"resources":[{"name":"sources","path":"../../a.csv"},{"name":"figures","path":"/etc/passwd"}]}`,
	})
	outside := tree(t, map[string]string{"secret.csv": "label,value\nA,1\n"})
	for link, to := range map[string]string{"out": filepath.Join(outside, "secret.csv"), "outside": outside} {
		if err := os.Symlink(to, filepath.Join(dir, link)); err != nil {
			t.Skip("no links here: ", err)
		}
	}
	want := strings.ReplaceAll(`demo/report.md:4: a: "../x" leads out of the folder of the report; put the file into it and write its path from there
demo/report.md:5: b: "/etc/passwd" leads out of the folder of the report; put the file into it and write its path from there
demo/report.md:6: c: cannot read "out": path escapes from parent; WHAT
demo/report.md:7: d: cannot read "nope.csv": no such file or directory; WHAT
demo/report.md:8: e: demo/bad/datapackage.json:1:1: not a Frictionless Data Package: unexpected end of JSON input
demo/report.md:9: f: demo/bad.csv:3:1: the row has 1 cells, the header has 2
demo/report.md:10: g: needs a path; WHAT
demo/report.md:11: h: "." leads out of the folder of the report; put the file into it and write its path from there
demo/report.md:12: i: cannot read "outside": path escapes from parent; WHAT
demo/report.md:13: j: demo/leading/datapackage.json: path: "../../a.csv" leads out of the package; write a path inside it, as sources.csv
demo/report.md:13: j: demo/leading/datapackage.json: path: "/etc/passwd" leads out of the package; write a path inside it, as figures.csv
demo/report.md:14:6: k: write one value
demo/report.md:15: l: cannot read "C:\\x.csv": no such file or directory; WHAT
demo/report.md:16: m: cannot read "outside/secret.csv": path escapes from parent; WHAT
demo/report.md:17: n: demo/empty.csv: is empty; the first row names the columns, as label,value`, "WHAT", whatSources)
	if _, err := open(t, dir).render(""); said(err) != want {
		t.Errorf("got\n%s\nwant\n%s", said(err), want)
	}
}

// TestParse_LinkInside: a link that stays in the folder is a file like others.
func TestParse_LinkInside(t *testing.T) {
	dir := tree(t, map[string]string{"report.md": "---\ntitle: x\nsources:\n  a: link.csv\n---\n", "data/real.csv": "label,value\nA,1\n"})
	if err := os.Symlink("data/real.csv", filepath.Join(dir, "link.csv")); err != nil {
		t.Skip("no links here: ", err)
	}
	if _, err := open(t, dir).render(""); err != nil {
		t.Error(err)
	}
}

func TestParse_Blocks(t *testing.T) {
	chart := func(lines string) string { return frontMatter + "```chart\n" + lines + "```\n" } // the first line is line 7 of the file
	table := func(lines string) string { return frontMatter + "```table\n" + lines + "```\n" }
	trade := "where: {id: vn-cn-trade-2022}\n"
	pixels := "as a number of pixels; write one from 1 to 8000"
	for _, c := range []refused{
		{"near miss of a key", chart("kind: bar\nfrom: f\ntitel: x\n"), `demo/report.md:9:1: titel: unknown key in a chart block (did you mean "title"?); write one of CHARTKEYS`},
		{"a key of the other block", table("from: f\nkind: bar\n"), `demo/report.md:8:1: kind: unknown key in a table block; write one of id, from, where, title, note, columns`},
		{"a key twice", chart("kind: bar\nkind: bar\nfrom: f\n"), "demo/report.md:8:1: kind: stands twice in a chart block"},
		{"near miss of a kind", chart("kind: bra\nfrom: f\n"), `demo/report.md:7:7: kind: unknown kind of chart "bra" (did you mean "bar"?); write one of KINDS`},
		{"no kind", chart("from: f\n"), "demo/report.md:6: kind: a chart block needs a kind, as bar"},
		{"no from", chart("kind: bar\n"), "demo/report.md:6: from: a chart block needs from, the name of a source in the front matter"},
		{"nothing", chart(""), `demo/report.md:6: kind: a chart block needs a kind, as bar
demo/report.md:6: from: a chart block needs from, the name of a source in the front matter`},
		{"not YAML", chart("kind: bar\nfrom: [\n"), "demo/report.md:8: a chart block is not YAML: did not find expected node content"},
		{"a list", chart("- a\n"), "demo/report.md:7:1: a chart block is written as lines of key: value"},
		{"unknown source", chart("kind: bar\nfrom: g\n"), `demo/report.md:6: from: unknown source "g"; the front matter declares f`},
		{"an id with a blank", chart("kind: bar\nfrom: f\n" + trade + "id: A b\n"), "demo/report.md:10:5: id: write lower-case words and digits joined by hyphens, at most 60 letters, as trade-2022"},
		{"an id that leads out", chart("kind: bar\nfrom: f\n" + trade + "id: ../x\n"), "demo/report.md:10:5: id: write lower-case words and digits joined by hyphens, at most 60 letters, as trade-2022"},
		{"a long id", chart("kind: bar\nfrom: f\n" + trade + "id: " + strings.Repeat("a", 61) + "\n"), "demo/report.md:10:5: id: write lower-case words and digits joined by hyphens, at most 60 letters, as trade-2022"},
		{"an id that is a device", chart("kind: bar\nfrom: f\n" + trade + "id: con\n"), "demo/report.md:10:5: id: con names a device on Windows, and an id names files; write another"},
		{"an id twice", table("id: a\nfrom: f\n") + "\n```table\nid: a\nfrom: f\n```\n", "demo/report.md:11: id: stands in line 6 already; an id names the files of a block"},
		{"an id that another gets", table("id: table-2\nfrom: f\n") + "\n```table\nfrom: f\n```\n", "demo/report.md:11: id: stands in line 6 already; an id names the files of a block"},
		{"a base outside times", chart("kind: bar\nfrom: f\nbase: x\n"), "demo/report.md:6: base: only a times chart has a base, the figure that is 1"},
		{"an unknown base", chart("kind: times\nfrom: f\n" + trade + "base: vn-ru-trade-202\n"), `demo/report.md:6: unknown figure "vn-ru-trade-202" (did you mean "vn-ru-trade-2022"?)`},
		{"no base", chart("kind: times\nfrom: f\n" + trade), "demo/report.md:6: a times chart of figures needs base, the id of the figure that is 1"},
		{"an unknown column", chart("kind: bar\nfrom: f\nwhere: {mesure: x}\n"), `demo/report.md:9:17: mesure: unknown column in where (did you mean "measure"?); the source has ` + figureColumns},
		{"no row", chart("kind: bar\nfrom: f\nwhere: {measure: x}\n"), "demo/report.md:6: where: no row of f satisfies where"},
		{"where that is a number", chart("kind: bar\nfrom: f\nwhere: 3\n"), "demo/report.md:9:8: where is written as lines of key: value"},
		{"a range with another end", chart("kind: bar\nfrom: f\nwhere: {start: {from: 1, til: 2}}\n"), "demo/report.md:9:26: til: unknown key in a range; write one of from, to"},
		{"a range whose end is a list", chart("kind: bar\nfrom: f\nwhere: {start: {from: [1]}}\n"), "demo/report.md:9:23: from: write one value"},
		{"a list in a list", chart("kind: bar\nfrom: f\nwhere: {id: [[a]]}\n"), "demo/report.md:9:14: id: write one value"},
		{"negative pixels", chart("kind: bar\nfrom: f\nwidth: -1\n"), `demo/report.md:9:8: width: cannot read "-1" ` + pixels},
		{"no number of pixels", chart("kind: bar\nfrom: f\nwidth: NaN\nheight: 1e300\n"), `demo/report.md:9:8: width: cannot read "NaN" ` + pixels + "\n" + `demo/report.md:10:9: height: cannot read "1e300" ` + pixels},
		{"a unit that cannot be drawn", chart("kind: bar\nfrom: f\nwhere: {id: vn-ru-visit-number}\n"), "demo/report.md:6: bar chart: row 1 (Russia): unit: a bar chart cannot draw the unit ordinal"},
		{"unknown columns", table("from: f\ncolumns: [id, valeu]\n"), `demo/report.md:6: columns: unknown column "valeu" (did you mean "value"?); write some of ` + figureColumns},
		{"in a list and a quotation", frontMatter + "- x\n  ```table\n  from: f\n  ```\n\n> ```chart\n> kind: bar\n> ```\n",
			`demo/report.md:7: a table block stands at the beginning of a line, outside lists and quotations
demo/report.md:11: a chart block stands at the beginning of a line, outside lists and quotations`},
		{"blocks of later versions", frontMatter + "```analyze\n```\n",
			`demo/report.md:6: the block analyze is not part of this version; it has chart, table, check and query`},
		{"checks", frontMatter + "```check\nx\n```\n```check\nfrom: f\n```\n```check\nfrom: g\ndata: arms\n```\n",
			`demo/report.md:7:1: a check block is written as lines of key: value
demo/report.md:9: data: a check block needs data, the names of sources with official data, as [arms]
demo/report.md:12: from: unknown source "g"; the front matter declares f`},
		{"queries", frontMatter + "```query\ntitle: x\n```\n", `demo/report.md:6: sql: a query block needs sql, one SELECT over the sources that the front matter declares`},
		{"no end", frontMatter + "x\n\n```chart\nkind: bar\nfrom: f\n\nMore prose.\n", "demo/report.md:8: a fence begins here and has no end; close it with a line of its own, as ```"},
		{"no end, longer", frontMatter + "````text\n```\n\n", "demo/report.md:6: a fence begins here and has no end; close it with a line of its own, as ```"},
		{"nothing but a fence", frontMatter + "~~~", "demo/report.md:6: a fence begins here and has no end; close it with a line of its own, as ```"},
		{"near misses of a block", frontMatter + "```Chart\n```\n```tables\n```\n", `demo/report.md:6: unknown block "Chart" (did you mean "chart"?)
demo/report.md:8: unknown block "tables" (did you mean "table"?)`},
	} {
		c.check(t, nil)
	}
}

func TestParse_Expressions(t *testing.T) {
	verbs := "figure, record, ratio, difference, share, rank, rate, complement, agree"
	for _, c := range []refused{
		{"all at once", frontMatter + "a {{ figur vn-cn-trade-2022 }} {{ figure vn-cn-trade-2023 }} {{ figure }} {{}} {{ figure a b }} {{ foo a }}\n{{ figure\n",
			`demo/report.md:6:3: unknown verb "figur" (did you mean "figure"?); write one of ` + verbs + `
demo/report.md:6:32: unknown figure "vn-cn-trade-2023" (did you mean "vn-cn-trade-2022"?)
demo/report.md:6:62: figure takes one id, not 0: {{ figure ID }}
demo/report.md:6:75: empty {{ }}; write {{ figure ID }}
demo/report.md:6:80: figure takes one id, not 2: {{ figure ID }}
demo/report.md:6:97: unknown verb "foo"; write one of ` + verbs + `
demo/report.md:7:1: {{ without }} on the same line; write {{ figure ID }}`},
		{"wrong numbers of figures", frontMatter + "{{ ratio vn-cn-trade-2022 }} {{ agree vn-cn-trade-2022 }}\n{{ agree vn-ru-agreements-official vn-ru-agreements-dozen vn-ru-agreements-signed }}",
			`demo/report.md:6:1: ratio takes 2 figures, not 1: ratio A B
demo/report.md:6:30: agree takes at least 2 figures, not 1: agree A B...
demo/report.md:7:1: {{ agree }} shows one verdict; name two figures, not 3`},
		{"vague", frontMatter + "{{ ratio vn-cn-trade-2022 vn-ru-trade-fraction }}",
			`demo/report.md:6:1: ratio: vn-ru-trade-fraction states no number (its bound is vague), so nothing can be computed from it`},
		{"dollars and percent", frontMatter + "{{ difference vn-cn-trade-2022 vn-ru-arms-share-1995-2023 }}",
			`demo/report.md:6:1: difference: vn-cn-trade-2022 is in USD and vn-ru-arms-share-1995-2023 in percent; a difference needs one unit: two amounts in USD, or two in percent; vn-cn-trade-2022 covers 2022 and vn-ru-arms-share-1995-2023 covers 1995/2023; a difference needs equal periods (a ratio across periods is a change)`},
		{"over two lines", frontMatter + "{{ figure\nvn-cn-trade-2022 }}", "demo/report.md:6:1: {{ without }} on the same line; write {{ figure ID }}"},
		{"in a link", frontMatter + "x\n\n[a {{ figure vn-cn-trade-2022 }}](http://x)", "demo/report.md:8:4: a number is a link to its source; take it out of the link around it"},
		{"in an address", frontMatter + "x\n\n[a](http://x/{{figure}})", "demo/report.md:8: a number cannot stand in the address of a link"},
		{"in a bare address", frontMatter + "x\n\n<http://x/{{figure}}>", "demo/report.md:8: a number cannot stand in the address of a link"},
		{"images", frontMatter + "x\n\n![alt](x.png) ![](https://y/y.png)\n", `demo/report.md:8: the image "x.png" would have to be read from elsewhere; a report takes its pictures from chart blocks
demo/report.md:8: the image "https://y/y.png" would have to be read from elsewhere; a report takes its pictures from chart blocks`},
		{"addresses that run something", frontMatter + "[a](javascript:alert(1)) [b](JavaScript:x) [c](data:text/html,x) <vbscript:x> [d][]\n\n[d]: file:///etc/passwd\n",
			`demo/report.md:6: a link cannot lead to "javascript:alert(1)"; write an address with https, http, mailto, or a path
demo/report.md:6: a link cannot lead to "JavaScript:x"; write an address with https, http, mailto, or a path
demo/report.md:6: a link cannot lead to "data:text/html,x"; write an address with https, http, mailto, or a path
demo/report.md:6: a link cannot lead to "vbscript:x"; write an address with https, http, mailto, or a path
demo/report.md:6: a link cannot lead to "file:///etc/passwd"; write an address with https, http, mailto, or a path`},
		{"addresses that hide what they run", frontMatter + "[a](&#106;avascript:x)\n[b](javascript&#58;x)\n[c](javascript&colon;x)\n[d](data&#58;text/html,x)\n[e](java&Tab;script:x)\n" +
			"[f](java\\script:x)\n[g](javascript\\:x)\n[h](<java script:x>)\n[i](java\u200bscript:x)\n[j](&#x1;javascript:x)\n[k](doi:x)\n",
			hiding("&#106;avascript:x", "javascript&#58;x", "javascript&colon;x", "data&#58;text/html,x", "java&Tab;script:x",
				`java\\script:x`, `javascript\\:x`, "java script:x", `java\u200bscript:x`, "&#x1;javascript:x", "doi:x")},
		{"in the title of a link", frontMatter + "x\n\n[a](http://x \"{{ figure vn-cn-trade-2022 }}\")", "demo/report.md:8: a number cannot stand in the title of a link"},
		{"a footnote that nothing refers to", frontMatter + "x[^1]\n\n[^1]: seen\n[^2]: unseen\n", "demo/report.md:9: nothing refers to the footnote [^2]"},
	} {
		c.check(t, nil)
	}
}

// hiding is what is said of addresses, each on a line of its own from line 6.
func hiding(addresses ...string) string {
	var b strings.Builder
	for i, a := range addresses {
		fmt.Fprintf(&b, "\ndemo/report.md:%d: a link cannot lead to \"%s\"; write an address with https, http, mailto, or a path", 6+i, a)
	}
	return b.String()[1:]
}

// TestParse_SafeAddresses: what leads to a place stays a link, in the page too.
func TestParse_SafeAddresses(t *testing.T) {
	text := frontMatter + "[a](https://x.example/a:b) [b](HTTP://x.example) [c](mailto:a@x.example) [d](notes/b.html) [e](#part) [f](?q=a:b) [g](a&amp;b) <https://x.example/c>\n"
	r, err := open(t, tree(t, map[string]string{"report.md": text})).render("")
	if err != nil {
		t.Fatal(err)
	}
	for _, to := range []string{"https://x.example/a:b", "HTTP://x.example", "mailto:a@x.example", "notes/b.html", "#part", "?q=a:b", "a&amp;b", "https://x.example/c"} {
		if !strings.Contains(string(r.files["index.html"]), `<a href="`+to+`">`) {
			t.Errorf("no link to %s", to)
		}
	}
}

// TestParse_EveryStage: grammar, sources and numbers are told together, in the
// order of the file; a source that cannot be read keeps its numbers quiet.
func TestParse_EveryStage(t *testing.T) {
	refused{"grammar and numbers", "---\ntitle: x\ntitel: y\nsources:\n  f: articles\n---\n{{ figure nope-nope }}\n\n```chart\nkind: bra\nfrom: f\n```\n\n```table\nfrom: f\nwhere: {id: x}\n```\n",
		`demo/report.md:3:1: titel: unknown key in the front matter (did you mean "title"?); write one of title, subtitle, author, date, language, sources
demo/report.md:7:1: unknown figure "nope-nope"; ` + "`periplus figures` lists them" + `
demo/report.md:10:7: kind: unknown kind of chart "bra" (did you mean "bar"?); write one of KINDS
demo/report.md:14: where: no row of f satisfies where`}.check(t, nil)
	refused{"a source", "---\ntitle: x\nsources:\n  f: articles\n  g: g.csv\n---\n{{ figure nope-nope }} {{ figure }}\n\n```table\nfrom: g\n```\n",
		`demo/report.md:5: g: cannot read "g.csv": no such file or directory; ` + whatSources + `
demo/report.md:7:24: figure takes one id, not 0: {{ figure ID }}`}.check(t, nil)
}

func TestParse_TwoLanguages(t *testing.T) {
	both := map[string]string{"report.md": frontMatter + "{{ figure a }}\n", "report.fr.md": frontMatter + "\n{{ figure b }}\n"}
	_, err := open(t, tree(t, both)).render("")
	want := "demo/report.md:6:1: unknown figure \"a\"; `periplus figures` lists them\ndemo/report.fr.md:7:1: unknown figure \"b\"; `periplus figures` lists them"
	if said(err) != want {
		t.Errorf("got\n%v\nwant\n%s", err, want)
	}
	for _, c := range []struct{ files, asked, want string }{
		{"report.fr.md", "", "there is no report.md; choose a language of fr"},
		{"report.md", "fr", `the report is not written in "fr"; it is in en`},
		{"report.md report.vi.md", "fr", `the report is not written in "fr"; it is in en, vi`},
		{"report.md report.fr.md", "de", `the report is not written in "de"; it is in en, fr`},
		{"notes.md", "", "there is no report.md in demo; `periplus new demo` starts a report"},
		{"report.md report.en.md", "", `report.en.md and report.md are both in "en"; name another language in one of them`},
		{"report.md report.de.md", "", `demo/report.de.md: language: unknown language "de"; write one of en, fr, vi`},
	} {
		files := map[string]string{}
		for _, name := range strings.Fields(c.files) {
			files[name] = frontMatter
		}
		_, err := open(t, tree(t, files)).render(c.asked)
		if got := strings.ReplaceAll(said(err), "demo/report.en", "report.en"); strings.ReplaceAll(got, "demo/report.md are", "report.md are") != c.want {
			t.Errorf("%s: got %v, want %s", c.files, err, c.want)
		}
	}
	_, err = open(t, tree(t, map[string]string{"report.md": frontMatter, "report.fr.md": "---\ntitle: x\nlanguage: en\n---\n"})).render("")
	if want := `demo/report.fr.md:3:11: language: the front matter says "en" and the name of the file "fr"; write the same in both`; said(err) != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

// TestParse_Many: a file with endless problems is told of twenty.
func TestParse_Many(t *testing.T) {
	_, err := open(t, tree(t, map[string]string{"report.md": frontMatter + strings.Repeat("{{ x }}\n\n", 5000)})).render("")
	lines := strings.Split(said(err), "\n")
	if len(lines) != 21 || !strings.HasPrefix(lines[19], "demo/report.md:44:1: ") || lines[20] != "demo/report.md: 4980 more problems" {
		t.Errorf("got %d lines, the last two %q", len(lines), lines[max(0, len(lines)-2):])
	}
}

func TestParse_CodeStays(t *testing.T) {
	dir := tree(t, map[string]string{"report.md": frontMatter + "Write `{{ figure ID }}` or ``{{x``.\n\n```text\n{{ figure ID }}\n```\n\n    {{ indented\n\n\\{{ escaped }} and \\{\\{ twice, a {single} brace.\n"})
	r, err := open(t, dir).render("")
	if err != nil {
		t.Fatal(err)
	}
	page := string(r.files["index.html"])
	for _, want := range []string{"<code>{{ figure ID }}</code>", "<code>{{x</code>", "<code>{{ figure ID }}\n</code>", "<code>{{ indented\n</code>", "{{ escaped }} and {{ twice, a {single} brace."} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no %q", want)
		}
	}
	if string(r.files["figures.json"]) != "[]\n" {
		t.Errorf("code shows no number: %s", r.files["figures.json"])
	}
}

// TestParse_LineEnds: a byte order mark, CRLF and CR change nothing but the hash
// of the input.
func TestParse_LineEnds(t *testing.T) {
	plain := frontMatter + "A {{ figure vn-cn-trade-2022 }}.\n\n```chart\nkind: bar\nfrom: f\nwhere: {measure: trade_total, unit: USD}\ntitle: T\n```\n\n- one\n- two\n"
	want, err := open(t, tree(t, map[string]string{"report.md": plain})).render("")
	if err != nil {
		t.Fatal(err)
	}
	for _, end := range []string{"\r\n", "\r"} {
		got, err := open(t, tree(t, map[string]string{"report.md": "\ufeff" + strings.ReplaceAll(plain, "\n", end)})).render("")
		if err != nil {
			t.Fatal(err)
		}
		for name, content := range want.files {
			if name != manifestName && string(got.files[name]) != string(content) {
				t.Errorf("with %q %s differs", end, name)
			}
		}
	}
	_, err = open(t, tree(t, map[string]string{"report.md": "\ufeff" + strings.ReplaceAll(frontMatter+"a\n{{ figure x }}\n", "\n", "\r\n")})).render("")
	if !strings.HasPrefix(said(err), "demo/report.md:7:1: ") {
		t.Errorf("the line is %v", err)
	}
}

// TestParse_Hostile: texts made to exhaust a reader come to an end, with or
// without an error, and never in a panic.
func TestParse_Hostile(t *testing.T) {
	var bomb strings.Builder
	bomb.WriteString("---\na: &a [x,x,x,x,x,x,x,x,x]\n")
	for c := 'b'; c <= 'z'; c++ {
		fmt.Fprintf(&bomb, "%c: &%c [%s*%c]\n", c, c, strings.Repeat(fmt.Sprintf("*%c,", c-1), 8), c-1)
	}
	bomb.WriteString("language: *z\n---\n")
	const size = 10_000 // a sixth of what may stand without an empty line
	chapter := func(s string) string { return frontMatter + strings.Repeat(strings.Repeat(s, size/len(s))+"\n\n", 2) }
	for name, text := range map[string]string{
		"10 MB of braces":             frontMatter + strings.Repeat("{{", 5<<20),
		"2 MB of braces":              frontMatter + strings.Repeat("{{", 1<<20-100),
		"braces on lines":             frontMatter + strings.Repeat("{{\n\n", 1<<16),
		"expressions":                 chapter("{{x}}"),
		"unknown figures":             chapter("{{figure vn-x}}\n"),
		"empty expressions":           chapter("{{}}"),
		"YAML aliases":                bomb.String(),
		"deep YAML flow":              "---\ntitle: " + strings.Repeat("[", size) + "\n---\n",
		"deep YAML maps":              "---\ntitle: " + strings.Repeat("{a: ", 9000) + "\n---\n",
		"deep YAML blocks":            "---\n" + strings.Repeat("- ", size/2) + "\n---\n",
		"one paragraph of 1 MB":       frontMatter + "\nx\n\n" + strings.Repeat("a\n", 1<<19),
		"large front matter":          "---\ntitle: " + strings.Repeat("x", 1<<17) + "\n---\n",
		"many keys":                   "---\n" + strings.Repeat("a: b\n", size/5) + "---\n",
		"deep YAML in a block":        frontMatter + "```chart\nwhere: " + strings.Repeat("{a: ", 9000) + "\n```\n",
		"deep quotations":             frontMatter + strings.Repeat(">", 20_000),
		"deep lists":                  frontMatter + strings.Repeat("- ", 5_000) + "x\n",
		"brackets":                    chapter("["),
		"half links":                  chapter("[a]("),
		"emphasis":                    chapter("*a_ "),
		"backticks":                   frontMatter + backticks(300),
		"half tags":                   chapter("<a "),
		"half comments":               chapter("<!-- "),
		"tables":                      frontMatter + strings.Repeat("|a", 2_000) + "\n" + strings.Repeat("|-", 2_000) + "\n" + strings.Repeat("|", 10_000) + "\n",
		"footnotes":                   frontMatter + strings.Repeat("[^1]", 5_000) + "\n\n[^1]: x\n",
		"link definitions":            frontMatter + strings.Repeat("[a]: b\n", 9_000),
		"fences":                      frontMatter + strings.Repeat("```chart\n```\n\n", 2_000),
		"one word of 10,000 letters":  frontMatter + "# " + strings.Repeat("x", 10_000) + "\n\n" + strings.Repeat("y", 10_000) + "\n",
		"a title of 10,000 letters":   "---\ntitle: " + strings.Repeat("t", 10_000) + "\n---\n",
		"ten thousand equal headings": frontMatter + strings.Repeat("# a\n\n", 10_000),
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if r := recover(); r != nil {
					t.Errorf("panic: %v\n%s", r, debug.Stack())
				}
			}()
			began := time.Now()
			_, err := open(t, tree(t, map[string]string{"report.md": text})).render("")
			if took := time.Since(began); took > time.Minute {
				t.Errorf("took %v", took)
			} else {
				t.Logf("took %v: %.200v", took, err)
			}
			if len(said(err)) > 20_000 {
				t.Errorf("an error of %d bytes", len(said(err)))
			}
		})
	}
}

// backticks makes runs of growing length, none of which closes another.
func backticks(n int) string {
	var b strings.Builder
	for i := 1; i <= n; i++ {
		b.WriteString(strings.Repeat("`", i) + "a")
	}
	return b.String()
}
