package charts

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"codeberg.org/go-fonts/liberation/liberationmonoregular"
	"golang.org/x/image/font/gofont/goregular"

	"github.com/periplus-data/periplus/data"
)

func themeFiles(text string) fstest.MapFS {
	return fstest.MapFS{
		"house/theme.yaml": {Data: []byte(text)}, "house/fonts/mono.ttf": {Data: liberationmonoregular.TTF},
		"house/fonts/go.ttf": {Data: goregular.TTF}, "house/fonts/none.ttf": {Data: []byte("no font")},
	}
}

func TestReadTheme(t *testing.T) {
	theme, err := ReadTheme(themeFiles(`
based_on: print
paper: "#fffaf0"
series: ["#0b3954", {fill: "#ffb703", words: "#8a5a00", texture: vertical}, "#ffe08a"]
sequential: ["#e8f1f2", "#1f5f6b"]
negative: {fill: "#c2410c"}
font: {family: Liberation Mono, regular: fonts/mono.ttf}
letters: 1.2
`), "house/theme.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if theme.Name != "theme" || theme.Paper != 0xfffaf0 || theme.Text != Print.Text || len(theme.Sequential) != 2 || theme.LetterScale != 1.2 {
		t.Errorf("read %+v", theme)
	}
	if want := (Paint{Fill: 0xffb703, Words: 0x8a5a00, Texture: Vertical}); theme.Series[1] != want || theme.Series[0].Words != 0x0b3954 {
		t.Errorf("series %+v", theme.Series)
	}
	if w := theme.Series[2].Words; contrast(w, theme.Paper) < 4.5 || w == theme.Series[2].Fill {
		t.Errorf("words of a pale colour are %s", w)
	}
	// Liberation Mono has one advance for all letters: 1229 of 2048 (its hmtx).
	p := mustDraw(t, "bar", tradeFrame(), Options{Theme: theme, Title: "iiii"})
	for _, m := range p.plan.marks {
		for _, s := range m.shapes {
			if want := quantise(4 * 1229.0 / 2048 * s.size); s.text == "iiii" && s.length != want {
				t.Errorf("the title is %g wide, want %g", s.length, want)
			}
		}
	}
	if svg := string(p.SVG()); !strings.Contains(svg, `font-family="Liberation Mono, Liberation Sans`) || !strings.Contains(svg, `fill="#fffaf0"`) {
		t.Error("the SVG names neither font nor paper")
	}
	if pdf, err := p.PDF(); err != nil || len(pdf) == 0 {
		t.Errorf("no PDF: %v", err)
	}
	if Print.Series[0].Fill == 0x0b3954 {
		t.Error("the ready theme was changed")
	}
}

func TestReadTheme_Empty(t *testing.T) {
	theme, err := ReadTheme(themeFiles(""), "house/theme.yaml")
	if err != nil || theme.Paper != Web.Paper || len(theme.Series) != len(Web.Series) {
		t.Errorf("an empty file gives %v, %v", theme, err)
	}
}

func TestReadTheme_Errors(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"papr: \"#ffffff\"", `house/theme.yaml:1:1: theme: unknown key "papr" (did you mean "paper"?); write one of based_on, paper,`},
		{"paper: white", `house/theme.yaml:1:8: paper: cannot read "white" as a colour; write it as "#0f5499"`},
		{"based_on: wep", `house/theme.yaml:1:11: based_on: unknown theme "wep" (did you mean "web"?); write one of web, print, dark`},
		{"text: \"#999999\"", `house/theme.yaml:1:7: text: words in #999999 have a contrast of 2.85 to 1 on paper, #ffffff; they need 4.5 to 1`},
		{"paper: \"#000000\"", `house/theme.yaml:1:1: paper: words in #1b2530, which come from the theme below`},
		{"series: []", `house/theme.yaml:1:9: series: write a list of 1 to 64 colours`},
		{"series: [{words: \"#000000\"}]", `house/theme.yaml:1:10: series: a paint needs fill, its colour`},
		{"series: [{fill: \"#000000\", texture: wavy}]", `house/theme.yaml:1:37: series: unknown texture "wavy"; write one of crossed, falling, horizontal, none, vertical`},
		{"letters: 9", `house/theme.yaml:1:10: letters: write a number from 0.7 to 2, as 1.1`},
		{"font: {family: X, regular: fonts/none.ttf}", `house/theme.yaml:1:28: font: is no TrueType font`},
		{"font: {family: X, regular: fonts/missing.ttf}", `house/theme.yaml:1:28: font: cannot read the file`},
		{"font: {family: X, regular: ../../etc/passwd}", `house/theme.yaml:1:28: font: cannot read the file`},
		{"font: {family: Go, regular: fonts/go.ttf}", `house/theme.yaml:1:29: font: the font lacks ơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừ…, which titles`},
		{"font: {family: \"a, b\", regular: fonts/mono.ttf}", `write the name of one family`},
		{"- a", `write it as lines of key: value`},
		{"paper: \"#ffffff\"\npaper: \"#fffffe\"", `house/theme.yaml:2:1: theme: paper is there twice`},
		{"a: [", `house/theme.yaml: is not YAML`},
	} {
		theme, err := ReadTheme(themeFiles(c.text), "house/theme.yaml")
		if err == nil || theme != nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q:\n%v\nlacks\n%s", c.text, err, c.want)
		}
		var pe *data.ParseError
		if !errors.As(err, &pe) {
			t.Errorf("%q: no *data.ParseError", c.text)
		}
	}
	if _, err := LookupTheme("drak"); err == nil || err.Error() != `unknown theme "drak" (did you mean "dark"?); write one of web, print, dark, or the name of a theme file` {
		t.Errorf("got %v", err)
	}
}

// FuzzReadTheme: nothing panics, and a theme that is read draws a picture whose
// words can be read.
func FuzzReadTheme(f *testing.F) {
	f.Add("based_on: dark\nseries: [\"#5aa9f0\"]\nletters: 1.5")
	f.Add("paper: \"#fffaf0\"\nfont: {family: Mono, regular: fonts/mono.ttf}")
	f.Add("series: [{fill: \"#ffb703\", words: \"#8a5a00\", texture: crossed}]")
	f.Fuzz(func(t *testing.T, text string) {
		theme, err := ReadTheme(themeFiles(text), "house/theme.yaml")
		if err != nil {
			return
		}
		proveLayout(t, mustDraw(t, "bar", tradeFrame(), Options{Theme: theme, Title: "Title"}))
		for _, p := range theme.Series {
			if contrast(p.Words, theme.Paper) < leastContrast {
				t.Fatalf("words in %s on %s", p.Words, theme.Paper)
			}
		}
	})
}
