package report

import (
	"strings"
	"testing"

	"github.com/periplus-data/periplus/analysis"
	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/articles"
	"github.com/periplus-data/periplus/data/locale"
)

// rendering is a report over the figures of the articles in a language.
func rendering(t *testing.T, language, body string) rendered {
	t.Helper()
	text := strings.Replace(frontMatter, "title: T", "title: T\nlanguage: "+language, 1) + body
	r, err := open(t, tree(t, map[string]string{"report.md": text})).render("")
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// The trades of 2022 are 174.5 to 175.5, 122.5 to 123.5 and 3.45 to 3.55
// billion dollars, so their order is certain. "About a dozen" is 11 to 13 and
// "more than a dozen" 13 or more: the first can be as large as the second, and
// so be first too, but not larger.
func TestRank_Places(t *testing.T) {
	certain := "{{ rank vn-ru-trade-2022 vn-cn-trade-2022 vn-us-trade-2022 }}"
	open := "{{ rank vn-ru-agreements-dozen vn-ru-agreements-signed }}"
	for _, c := range []struct{ language, body, text, formula, shown string }{
		{"en", certain, "China, United States, Russia", "rank of vn-ru-trade-2022, vn-cn-trade-2022, vn-us-trade-2022", "vn-us-trade-2022: 2nd"},
		{"fr", certain, "Chine, États-Unis, Russie", "rang de vn-ru-trade-2022, vn-cn-trade-2022, vn-us-trade-2022", "vn-us-trade-2022 : 2e"},
		{"vi", certain, "Trung Quốc, Hoa Kỳ, Nga", "thứ hạng của vn-ru-trade-2022, vn-cn-trade-2022, vn-us-trade-2022", "vn-us-trade-2022: thứ 2"},
		{"en", open, "vn-ru-agreements-signed, vn-ru-agreements-dozen (1st–2nd)", "rank of vn-ru-agreements-dozen, vn-ru-agreements-signed", "vn-ru-agreements-dozen: 1st–2nd"},
		{"fr", open, "vn-ru-agreements-signed, vn-ru-agreements-dozen (1re–2e)", "rang de vn-ru-agreements-dozen, vn-ru-agreements-signed", "vn-ru-agreements-dozen : 1re–2e"},
	} {
		r := rendering(t, c.language, c.body)
		n := readFigures(t, r.files["figures.json"])[0]
		if plain(n.Text) != c.text {
			t.Errorf("%s: got %q, want %q", c.language, n.Text, c.text)
		}
		if english := strings.NewReplacer("rang de", "rank of", "thứ hạng của", "rank of").Replace(c.formula); n.Formula != english {
			t.Errorf("%s: figures.json has the formula %q, want %q", c.language, n.Formula, english)
		}
		md := plain(string(r.files["report.md"]))
		for _, want := range []string{c.formula, c.shown} {
			if !strings.Contains(md, want) {
				t.Errorf("%s: report.md has no %q:\n%s", c.language, want, md)
			}
		}
	}
	r := rendering(t, "fr", certain)
	if note := `"note": "vn-cn-trade-2022: 1st; vn-us-trade-2022: 2nd; vn-ru-trade-2022: 3rd; bounds from rounding (nearest)"`; !strings.Contains(string(r.files["figures.json"]), note) {
		t.Errorf("no %s in %s", note, r.files["figures.json"])
	}
}

// TestCautions: every warning of analysis has its words in each language, and
// the report has no English in French.
func TestCautions(t *testing.T) {
	figures, err := articles.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	pairs := 0
	for _, a := range figures.Figures {
		for _, b := range figures.Figures {
			r, err := analysis.Compare(analysis.Ratio, []data.Figure{a, b}, analysis.Options{})
			if err != nil || len(r.Warnings) == 0 {
				continue
			}
			pairs++
			for _, l := range locale.Languages {
				if got := Cautions(l, []data.Figure{a, b}); len(got) != len(r.Warnings) {
					t.Errorf("%s: %q for %v", l, got, r.Warnings)
				}
			}
		}
	}
	if pairs < 5 {
		t.Errorf("only %d pairs warn", pairs)
	}
	r := rendering(t, "fr", "{{ ratio vn-ru-agreements-official vn-ru-agreements-dozen }} {{ ratio vn-ru-agreements-dozen vn-ru-agreements-signed }}")
	md := plain(string(r.files["report.md"]))
	for _, want := range []string{
		"vn-ru-agreements-official ÷ vn-ru-agreements-dozen ;", "périodes différentes : vn-ru-agreements-official (20 juin 2024), vn-ru-agreements-dozen (période non précisée)",
		", vn-ru-agreements-dozen (portée non précisée)", "ni vn-ru-agreements-dozen ni vn-ru-agreements-signed ne sont datés ; ils sont supposés contemporains",
	} {
		if !strings.Contains(md, want) {
			t.Errorf("no %q in %s", want, md)
		}
	}
	for _, english := range []string{" covers ", " and ", "neither", "not dated", "; "} {
		if text := strings.ReplaceAll(md, " ; ", ""); strings.Contains(text, english) {
			t.Errorf("%q in %s", english, text)
		}
	}
}

// The visit of the agreements that are official is dated, the other is not.
func TestRemarks_Undated(t *testing.T) {
	for language, want := range map[string]string{
		"en": "vn-ru-agreements-dozen is not dated and is taken to be about the same occasion",
		"fr": "vn-ru-agreements-dozen n’est pas daté et est supposé porter sur la même occasion",
		"vi": "vn-ru-agreements-dozen không ghi ngày và được coi là về cùng một dịp",
	} {
		r := rendering(t, language, "{{ agree vn-ru-agreements-official vn-ru-agreements-dozen }}")
		if !strings.Contains(string(r.files["report.md"]), want) {
			t.Errorf("%s: no %q", language, want)
		}
	}
}

// TestChange_NamesPeriods: what the formula leaves to the words beside it.
func TestChange_NamesPeriods(t *testing.T) {
	year := func(id string, y int) data.Figure {
		d := data.Date{Year: y}
		return data.Figure{ID: id, Measure: "trade_total", Reporter: "VNM", Period: data.Period{Start: d, End: d}}
	}
	figures := []data.Figure{year("a", 2023), year("b", 2022)}
	c := analysis.Comparison{Operation: analysis.Ratio, Of: "a", To: []string{"b"}}
	for l, want := range map[locale.Language]string{locale.English: "a change between periods: a 2023, b 2022", locale.French: "une évolution entre périodes : a 2023, b 2022"} {
		if got := Remarks(l, c, figures); len(got) != 1 || plain(got[0]) != want {
			t.Errorf("%s: got %q, want %q", l, got, want)
		}
	}
	if got := Formula(locale.French, c); got != "a ÷ b" {
		t.Errorf("got %q", got)
	}
}

// TestReport_Vietnamese reads a report in Vietnamese as its reader does: the
// numbers of the article, 3.5 and 175 billion dollars, "more than 80%", the
// fifth visit and its day, with words and blanks of that language.
func TestReport_Vietnamese(t *testing.T) {
	r := rendering(t, "vi", "{{ figure vn-ru-trade-2022 }}, {{ ratio vn-cn-trade-2022 vn-ru-trade-2022 }}, {{ figure vn-ru-arms-share-1995-2023 }}, {{ figure vn-ru-visit-number }}, {{ figure vn-ru-visit-date }}")
	md := strings.ReplaceAll(string(r.files["report.md"]), "\u00a0", "~")
	for _, want := range []string{
		"3,5~tỷ~USD, 50 (49–51), hơn 80%, thứ~5, ngày~20 tháng~6 năm~2024\n", "## Nguồn", "kim ngạch thương mại, Việt Nam–Nga",
		"có thể: 3,45~tỷ~USD ≤ x \\< 3,55~tỷ~USD (do làm tròn)", "đoạn 7, câu 3",
	} {
		if !strings.Contains(md, want) {
			t.Errorf("no %q in\n%s", want, md)
		}
	}
	if page := string(r.files["index.html"]); !strings.Contains(page, `<html lang="vi">`) {
		t.Error("the page does not say its language")
	}
}
