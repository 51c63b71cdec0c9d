package report

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/periplus-data/periplus/data/locale"
)

// FuzzParse reads any bytes as a report. Whatever is refused is refused with
// its place; whatever is accepted keeps its order and gives Markdown without
// HTML.
func FuzzParse(f *testing.F) {
	for _, text := range []string{
		frontMatter + "{{ figure vn-cn-trade-2022 }} and {{ ratio vn-cn-trade-2022 vn-ru-trade-2022 }}\n\n```chart\nkind: bar\nfrom: f\nwhere: {measure: trade_total, start: {from: 2000, to: 2022}, unit: [USD, EUR]}\n```\n",
		frontMatter + "# h {{ figure vn-cn-trade-2022 }}\n\n| a | b |\n|---|:-:|\n| {{ figure x }} | `{{` |\n\n- [ ] x\n  1. y[^1]\n\n[^1]: z\n",
		frontMatter + "<scr<b>ipt>`` ``<i>`<u>`\n<!-- c -->\n<div>\n\n> <p>\n> x\n\n[a](b \"c\") <http://d> www.e.org ![f](g)\n",
		"---\ntitle: &a [*a]\nlanguage: fr\nauthor: 'x'\ndate: 2024-01-01\nsources: {a: b, ? [c] : d}\n---\n~~~table x\ncolumns: [id]\n~~~\n",
		"\ufeff---\r\ntitle: x\r\n---\r\n\r\n    code\r\n***\r\nsetext\r\n===\r\n",
		"---\n---\n```chart\n```chart\n{{{{ }} }}\\{{ <a title='{{x}}'>",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		p := &problems{file: "report.md"}
		d := parseDocument(p, raw, locale.English)
		lines := strings.Count(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(raw)), "\n") + 1
		for _, e := range p.list {
			if e.Line < 0 || e.Line > lines || e.Error() == "" || strings.Contains(e.Error(), "\n") {
				t.Errorf("a problem in line %d: %q", e.Line, e)
			}
		}
		if d == nil || p.count() > 0 {
			return
		}
		for _, x := range d.expressions {
			if text := string(d.body[x.start:x.end]); !strings.HasPrefix(text, "{{") || !strings.HasSuffix(text, "}}") {
				t.Errorf("an expression %q", text)
			}
		}
		for _, b := range d.blocks {
			if b.start >= b.end || !blockID.MatchString(b.id) {
				t.Errorf("a block %q at %d to %d", b.id, b.start, b.end)
			}
		}
		in := FromFS(fstest.MapFS{"report.md": {Data: raw}}, "fuzz")
		r, err := in.render("")
		if err != nil {
			return
		}
		if found := inertMarkdown(r.files["report.md"]); len(found) > 0 {
			t.Errorf("%q in\n%s", found, r.files["report.md"])
		}
		if found := inertPage(r.files["index.html"]); len(found) > 0 {
			t.Errorf("%q", found)
		}
	})
}

// FuzzRender builds any text and any table in the memory, twice: nothing in a
// cell becomes more than text, and the second build has the bytes of the first.
func FuzzRender(f *testing.F) {
	body := "```chart\nkind: bar\nfrom: d\ntitle: T\n```\n\n```table\nfrom: d\n```\n\n```table\nid: g\nfrom: f\nwhere: {source: areion-2024-06-25}\n```\n"
	for _, table := range []string{
		"label,value,unit,source\nA,1.5,USD,S\nB,,USD,\n",
		"label;value;low;high;low_open\n=1+1;3,5;3,4;3,6;true\n<script>x</script>;2;;;\n",
		"label,value,bound,id\n\"a\nb\",80,more_than,i\n\u202ec,1e9,about,j\n]]>,0.1,exact,k\n",
		"label,value\n{{ figure x }},1\n--><img onerror>,2\n`|`,3\n" + strings.Repeat("w", 1000) + ",4\n",
		"date,value,series\n2020,1,a\n2021,2,a\n2020,3,b\n",
	} {
		f.Add(body, table)
	}
	f.Add(strings.ReplaceAll(body, "bar", "share"), "label,value,unit\nA,80,percent\n")
	f.Add(strings.ReplaceAll(body, "bar", "times"), "label,value,unit\nA,50,ratio\nB,35,ratio\n")
	f.Add(strings.ReplaceAll(body, "bar", "line"), "label,value\n2020,1\n2021,2\n")
	f.Fuzz(func(t *testing.T, body, table string) {
		if len(body)+len(table) > 20_000 {
			return // time, not bytes, is what finds something here
		}
		in := FromFS(fstest.MapFS{
			"report.md": {Data: []byte("---\ntitle: T\nsources:\n  f: articles\n  d: d.csv\n---\n" + body)},
			"d.csv":     {Data: []byte(table)},
		}, "fuzz")
		r, err := in.render("")
		if err != nil {
			if len(err.Error()) > 30_000 {
				t.Errorf("an error of %d bytes", len(err.Error()))
			}
			return
		}
		if found := inert(r.files); len(found) > 0 {
			t.Errorf("%q", found)
		}
		again, err := in.render("")
		if err != nil {
			t.Fatal(err)
		}
		for name, content := range r.files {
			if !bytes.Equal(content, again.files[name]) {
				t.Errorf("%s differs", name)
			}
		}
	})
}
