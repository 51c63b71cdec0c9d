package report

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// neverClosed are the elements that HTML gives no closing tag.
var neverClosed = set("meta br hr")

// unbalanced returns the first tag of a page that another does not open or
// close, or "". The parser of a browser would mend it in silence; its tokenizer
// does not.
func unbalanced(page []byte) string {
	var open []string
	z := html.NewTokenizer(bytes.NewReader(page))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return strings.Join(open, " ")
		case html.StartTagToken:
			if name, _ := z.TagName(); !neverClosed[string(name)] {
				open = append(open, string(name))
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			last := len(open) - 1
			if last < 0 || open[last] != string(name) {
				return fmt.Sprintf("</%s> after %q", name, open)
			}
			open = open[:last]
		}
	}
}

func TestPage_TagsBalance(t *testing.T) {
	for _, bad := range []string{"<p>", "</p>", "<table><tbody></tbody></tbody></table>", "<p><b></p></b>"} {
		if unbalanced([]byte(bad)) == "" {
			t.Errorf("%s is taken for balanced", bad)
		}
	}
	text := frontMatter + "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n\nThen\n\n| only | a head |\n|---|---|\n\n- [x] done\n- a<br>b\n\n> quoted\n> - list\n\n***\n\nx[^1] *a **b*** ~~c~~ `d`\n\n[^1]: note\n\n" +
		"```chart\nkind: bar\nfrom: f\nwhere: {measure: trade_total, unit: USD}\ntitle: T\n```\n\n```table\nfrom: f\ntitle: T\nnote: N\n```\n\n```text\n<p>\n```\n\nlast  \nline\n"
	r, err := open(t, tree(t, map[string]string{"report.md": text})).render("")
	if err != nil {
		t.Fatal(err)
	}
	pages := map[string][]byte{"every kind of block": r.files["index.html"], "en": builtIn(t, "en").files["index.html"], "fr": builtIn(t, "fr").files["index.html"]}
	for name, page := range pages {
		if tag := unbalanced(page); tag != "" {
			t.Errorf("%s: %s", name, tag)
		}
	}
}
