package locale

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"github.com/periplus-data/periplus/data"
)

// keys reads every declared Key from text.go, so that a new one cannot be
// forgotten in a language.
func keys(t *testing.T) map[Key]bool {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "text.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	all := map[Key]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		text, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
		if err != nil {
			t.Fatal(err)
		}
		if all[Key(text)] {
			t.Errorf("two keys are %q", text)
		}
		all[Key(text)] = true
		return true
	})
	if len(all) < 40 {
		t.Fatalf("read only %d keys", len(all))
	}
	return all
}

// TestTexts_AllTranslated holds every language but English, whose texts are
// the keys, to all keys and to their arguments in their order.
func TestTexts_AllTranslated(t *testing.T) {
	verb := regexp.MustCompile(`%[-+# 0-9.\[\]]*[a-zA-Z]`)
	all := keys(t)
	for l, g := range grammars {
		if l == English {
			continue
		}
		for key := range all {
			text, ok := g.texts[key]
			if !ok || text == "" {
				t.Errorf("%s has no text for %q", l, key)
			}
			if !slices.Equal(verb.FindAllString(string(key), -1), verb.FindAllString(text, -1)) {
				t.Errorf("%s: %q and %q take different arguments", l, key, text)
			}
		}
		for key := range g.texts {
			if !all[key] {
				t.Errorf("%s translates %q, which is no key", l, key)
			}
		}
	}
}

// TestGrammars_Complete holds every language to every field and every measure.
func TestGrammars_Complete(t *testing.T) {
	for _, l := range Languages {
		g, ok := grammars[l]
		if !ok {
			t.Fatalf("%s has no grammar", l)
		}
		if g.decimal == "" || g.group == "" || g.percent == "" || len(g.scales) == 0 || slices.Contains(g.months[:], "") || slices.Contains(g.shortMonths[:], "") || g.shortDay == nil ||
			g.isOne == nil || g.money == nil || g.longMoney == nil || g.rate == nil || g.ordinal == nil || g.month == nil || g.date == nil || g.since == nil || g.until == nil {
			t.Errorf("%s: the grammar is not complete", l)
		}
		for _, m := range data.Measures {
			if g.measures[m.ID] == "" {
				t.Errorf("%s has no name for the measure %s", l, m.ID)
			}
		}
		for id := range g.measures {
			if _, err := data.LookupMeasure(id); err != nil {
				t.Errorf("%s: %v", l, err)
			}
		}
	}
	if len(Languages) != len(grammars) {
		t.Errorf("%d languages, %d grammars", len(Languages), len(grammars))
	}
}

// TestFrench_Spaces finds a plain blank where French typography has one that
// does not break: before a colon, a semicolon, an exclamation or question mark
// and a percent sign.
func TestFrench_Spaces(t *testing.T) {
	for key, text := range french.texts {
		if regexp.MustCompile(`[ ][:;!?]|[ ]%%|[^\x{202f}][;!?]|[^\x{00a0}]:`).MatchString(text) {
			t.Errorf("%q: %+q", key, text)
		}
		if strings.Contains(text, "'") {
			t.Errorf("%q: a typewriter apostrophe in %q", key, text)
		}
	}
}

// TestCountries_ISO3166 holds the codes against the list of another project;
// see testdata/ref/iso3166/README.md.
func TestCountries_ISO3166(t *testing.T) {
	raw, err := os.ReadFile("testdata/ref/iso3166/alpha3.txt")
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Fields(string(raw))
	if len(want) != 249 {
		t.Fatalf("the reference has %d codes, ISO lists 249", len(want))
	}
	for _, code := range want {
		for _, l := range []Language{"en", "fr", "vi", "ar", "de", "es", "it", "ja", "ko", "pl", "pt", "ru", "uk", "zh"} {
			if countries()[code][l] == "" {
				t.Errorf("%s has no name in %s", code, l)
			}
		}
	}
	want = append(want, "XKK", "XKX")
	for code := range countries() {
		if !slices.Contains(want, code) {
			t.Errorf("%s is not a code of ISO 3166-1", code)
		}
	}
}

// The places outside ISO 3166-1 are written as data/place writes them in
// English, and none of them is taken for a country.
func TestOtherPlaces(t *testing.T) {
	raw, err := os.ReadFile("../place/places.tsv")
	if err != nil {
		t.Fatal(err)
	}
	want := 0
	for line := range strings.Lines(string(raw)) {
		cells := strings.Split(line, "\t")
		if len(cells) < 3 || cells[0] == "code" || IsCountry(cells[0]) {
			continue
		}
		want++
		if got := English.Country(cells[0]); got != cells[2] {
			t.Errorf("%s is %q, in data/place %q", cells[0], got, cells[2])
		}
	}
	if got := len(otherPlaces()); got != want || want < 150 {
		t.Errorf("there are %d other places, in data/place %d", got, want)
	}
	for _, c := range []struct {
		l          Language
		code, want string
	}{
		{French, "SUN", "Union soviétique"},
		{French, "WLD", "Monde"},
		{Vietnamese, "SIPRI:VNS", "Nam Việt Nam"},
		{Vietnamese, "SUN", "Liên Xô"},
		{"de", "SUN", "Soviet Union"}, // no name of ours: the English one
		{French, "Comtrade:490", "Other Asia, nes"},
		{French, "SIPRI:XLH", "Hezbollah (Lebanon)"},
		{"ja", "VNM", "ベトナム"},
	} {
		if got := c.l.Country(c.code); got != c.want {
			t.Errorf("%s in %s is %q, want %q", c.code, c.l, got, c.want)
		}
	}
}

// TestVietnamese_Texts holds texts and names to NFC, as fonts and searches
// expect, and to Vietnamese: none is the English text but those that are the
// same in every language. A colon or semicolon has no blank before it, and no
// letter is of the spelling "tỉ", which the other texts do not use.
func TestVietnamese_Texts(t *testing.T) {
	same := []Key{ListComma, ListSemicolon, ValueWithBounds, LabelAndAmount, HashWord}
	for key, text := range vietnamese.texts {
		if !norm.NFC.IsNormalString(text) {
			t.Errorf("%q: %+q is not in NFC", key, text)
		}
		if regexp.MustCompile(`\s[:;!?]|\s%%|\s\s|^\s|\s$|tỉ|'`).MatchString(text) {
			t.Errorf("%q: %+q", key, text)
		}
		if text == string(key) && !slices.Contains(same, key) {
			t.Errorf("%q is not translated", key)
		}
	}
	for _, names := range []map[string]map[Language]string{countries(), otherPlaces()} {
		for code, name := range names {
			if !norm.NFC.IsNormalString(name[Vietnamese]) {
				t.Errorf("%s: %+q is not in NFC", code, name[Vietnamese])
			}
		}
	}
	if len(vietnameseTexts)+len(vietnameseReports) != len(vietnamese.texts) {
		t.Error("a text is in both tables")
	}
}
