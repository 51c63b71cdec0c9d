package report

import (
	"bytes"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"

	"github.com/periplus-data/periplus/data/articles"
	"github.com/periplus-data/periplus/report/vietnam"
)

// builtIn is the built-in report in a language, rendered once.
func builtIn(t testing.TB, language string) rendered {
	t.Helper()
	r, err := renderBuiltIn[language]()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

var renderBuiltIn = map[string]func() (rendered, error){
	"en": sync.OnceValues(func() (rendered, error) { return FromFS(vietnam.Files(), "vietnam").render("en") }),
	"fr": sync.OnceValues(func() (rendered, error) { return FromFS(vietnam.Files(), "vietnam").render("fr") }),
}

// jsonFigures is figures.json as a script reads it. Numbers stay text, so that
// every digit counts.
type jsonFigures []struct {
	Number, Text, Unit, Formula string
	Value, Low, High            any
	LowOpen                     bool   `json:"low_open"`
	HighOpen                    bool   `json:"high_open"`
	Bounds                      string `json:"bounds_from"`
	Figures                     []struct {
		ID, Source, Locator string
		QuoteSHA256         string `json:"quote_sha256"`
	}
	Data []struct{ ID, SHA256 string }
}

func readFigures(t testing.TB, raw []byte) jsonFigures {
	t.Helper()
	var out jsonFigures
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	if err := d.Decode(&out); err != nil {
		t.Fatal(err)
	}
	return out
}

// TestBuiltIn_Numbers holds figures.json against divisions done to 30 digits
// with Python's decimal module, cut to 12 significant digits: values to the
// nearest, ends outward. A printed 3.5 stands for [3.45, 3.55), 175 for
// [174.5, 175.5), 123 for [122.5, 123.5), "about 3.2" for [3.1, 3.3].
func TestBuiltIn_Numbers(t *testing.T) {
	want := map[string]struct {
		value, low, high      string
		lowOpen, highOpen     bool
		english, french, unit string
	}{
		// 175/3.5; 174.5/3.55 = 49.15492957746478…; 175.5/3.45 = 50.86956521739130…
		"ratio vn-cn-trade-2022 vn-ru-trade-2022": {"50", "49.1549295774", "50.8695652174", true, true, "50 (49–51)", "50 (49–51)", "ratio"},
		// 123/3.5 = 35.14285714285714…; 122.5/3.55 = 34.50704225352112…; 123.5/3.45 = 35.79710144927536…
		"ratio vn-us-trade-2022 vn-ru-trade-2022": {"35.1428571429", "34.5070422535", "35.7971014493", true, true, "35 (34–36)", "35 (34–36)", "ratio"},
		// 175/123 = 1.422764227642276…; 174.5/123.5 = 1.412955465587044…; 175.5/122.5 = 1.432653061224489…
		"ratio vn-cn-trade-2022 vn-us-trade-2022": {"1.42276422764", "1.41295546558", "1.43265306123", true, true, "1.42 (1.41–1.44)", "1,42 (1,41–1,44)", "ratio"},
		// 3.5/301.5 = 1.160862354892205…%; 3.45/302.45 = 1.140684410646387…%; 3.55/300.55 = 1.181167858925303…%
		"share vn-ru-trade-2022 vn-cn-trade-2022 vn-us-trade-2022": {"1.16086235489", "1.14068441064", "1.18116785893", true, true, "1.16% (1.14–1.19%)", "1,16 % (1,14–1,19 %)", "percent"},
		// 3.2/3.5 = 0.9142857142857142…; 3.1/3.55 = 0.8732394366197183…; 3.3/3.45 = 0.9565217391304347…
		"rate vn-ru-trade-2022-eur vn-ru-trade-2022": {"0.914285714286", "0.873239436619", "0.956521739131", true, false, "0.91 (0.87–0.96)", "0,91 (0,87–0,96)", "EUR/USD"},
		// 100 − (80, 100] = [0, 20)
		"complement vn-ru-arms-share-1995-2023": {"<nil>", "0", "20", false, true, "below 20%", "moins de 20 %", "percent"},
		// 11 and [13, …); 11 and [11, 13]; [13, …) and [11, 13] meet in 13
		"agree vn-ru-agreements-official vn-ru-agreements-signed": {"<nil>", "<nil>", "<nil>", false, false, "differ in scope", "de portée différente", ""},
		"agree vn-ru-agreements-official vn-ru-agreements-dozen":  {"<nil>", "11", "11", false, false, "compatible", "compatibles", "count"},
		"agree vn-ru-agreements-signed vn-ru-agreements-dozen":    {"<nil>", "13", "13", false, false, "compatible", "compatibles", "count"},
		// a fifth visit, and one before it: at least the second
		"agree vn-ru-visit-number vn-ru-visit-previous": {"<nil>", "5", "5", false, false, "compatible", "compatibles", "ordinal"},
	}
	for _, language := range []string{"en", "fr"} {
		found := 0
		for _, n := range readFigures(t, builtIn(t, language).files["figures.json"]) {
			w, ok := want[n.Number]
			if !ok {
				if !strings.HasPrefix(n.Number, "figure ") && len(n.Data) == 0 {
					t.Errorf("%s: %s is not in the table", language, n.Number)
				}
				continue
			}
			found++
			text := map[string]string{"en": w.english, "fr": w.french}[language]
			if got := plain(n.Text); got != text {
				t.Errorf("%s: %s is shown as %q, want %q", language, n.Number, got, text)
			}
			if show(n.Value) != w.value || show(n.Low) != w.low || show(n.High) != w.high || n.LowOpen != w.lowOpen || n.HighOpen != w.highOpen || n.Unit != w.unit {
				t.Errorf("%s: %s is %v from %v (open %v) to %v (open %v) %s, want %+v", language, n.Number, n.Value, n.Low, n.LowOpen, n.High, n.HighOpen, n.Unit, w)
			}
		}
		if found != len(want) {
			t.Errorf("%s: figures.json has %d of the %d comparisons", language, found, len(want))
		}
	}
}

// TestBuiltIn_Record holds what the report takes from official data against sums
// made from the same files with Python, and, for the shares of 1995 to 2023,
// 2014 to 2018 and 2019 to 2023, against what others published from SIPRI's data
// (81.5, 76 and 52 per cent).
func TestBuiltIn_Record(t *testing.T) {
	want := map[string]string{
		"record arms arms_share VNM RUS 1995/2023":                                    "81.484598",  // 7571.5 ÷ 9291.94
		"record arms-by-year arms_share VNM RUS 2008/2012":                            "96.3056141", // 2124.55 ÷ 2206.05
		"record arms-by-year arms_share VNM RUS 2014/2018":                            "75.7600862", // 3337.8 ÷ 4405.75
		"record arms-by-year arms_share VNM RUS 2019/2023":                            "51.6795865", // 304 ÷ 588.24
		"record arms-by-year arms_imports VNM WLD 2014/2018":                          "4405.75",
		"record arms-by-year arms_imports VNM WLD 2019/2023":                          "588.24",
		"record arms-by-year arms_imports VNM RUS 2014":                               "1070.2",
		"record arms-by-year arms_imports VNM RUS 2017":                               "465",
		"record arms-by-year arms_imports VNM RUS 2019":                               "138",
		"record arms-by-year arms_imports VNM RUS 2020":                               "10",
		"record trade trade_total VNM CHN 2022":                                       "175569229170", // 57702602.36 + 117866626.81 thousand
		"record trade trade_total VNM USA 2022":                                       "123859450150", // 109388889.07 + 14470561.08
		"record trade trade_balance VNM CHN 2022":                                     "-60164024450",
		"record trade trade_balance VNM USA 2022":                                     "94918327990",
		"check vn-cn-trade-2022 nso-viet-nam-trade-by-partner-2022 reporter":          "175569229170",
		"check vn-us-trade-2022 nso-viet-nam-trade-by-partner-2022 reporter":          "123859450150",
		"check vn-ru-arms-share-1995-2023 sipri-register-classic-2024-10-13 provider": "81.484598",
		"check vn-ru-arms-share-1995-2023 sipri-register-new-2025-01-03 provider":     "80.6332351", // 6706.5 ÷ 8317.29
	}
	for _, language := range []string{"en", "fr"} {
		found := 0
		for _, n := range readFigures(t, builtIn(t, language).files["figures.json"]) {
			w, ok := want[n.Number]
			if !ok {
				continue
			}
			if found++; show(n.Value) != w && !(strings.Contains(w, ".") && strings.HasPrefix(show(n.Value), w)) {
				t.Errorf("%s: %s is %s, want %s", language, n.Number, show(n.Value), w)
			}
		}
		if found != len(want) {
			t.Errorf("%s: figures.json has %d of the %d numbers of the record", language, found, len(want))
		}
	}
}

func show(v any) string {
	if n, ok := v.(json.Number); ok {
		return n.String()
	}
	if v == nil {
		return "<nil>"
	}
	return v.(string)
}

// TestBuiltIn_EveryNumberHasItsSource follows each number of the page to its
// entry, and each entry to figures.json and to the words in a source.
func TestBuiltIn_EveryNumberHasItsSource(t *testing.T) {
	figures, err := articles.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for _, language := range []string{"en", "fr"} {
		r := builtIn(t, language)
		listed := map[string]int{}
		numbers := readFigures(t, r.files["figures.json"])
		for _, n := range numbers {
			listed[n.Text]++
			if len(n.Figures) == 0 && len(n.Data) == 0 {
				t.Errorf("%s: %s has no source", language, n.Number)
			}
			for _, d := range n.Data {
				if !strings.Contains(string(r.files[manifestName]), d.SHA256) {
					t.Errorf("%s: %s comes from %s, which is no input", language, n.Number, d.ID)
				}
			}
			for _, f := range n.Figures {
				known, err := figures.Lookup(f.ID)
				if err != nil || known.Source != f.Source || known.Place.Quote.SHA256 != f.QuoteSHA256 || f.Locator == "" {
					t.Errorf("%s: %s comes from %+v, %v", language, n.Number, f, err)
				}
			}
		}
		for _, f := range figures.Figures {
			if !strings.Contains(string(r.files["figures.json"]), `"figure `+f.ID+`"`) {
				t.Errorf("%s: the report does not show %s", language, f.ID)
			}
		}
		entries, links := pageNumbers(t, r.files["index.html"])
		if len(entries) != len(numbers) {
			t.Errorf("%s: the page explains %d numbers, figures.json has %d", language, len(entries), len(numbers))
		}
		for id, text := range entries {
			if listed[text] == 0 {
				t.Errorf("%s: %s, %q, is not in figures.json", language, id, text)
			}
		}
		if len(links) < 50 {
			t.Errorf("%s: only %d numbers are links", language, len(links))
		}
		for _, to := range links {
			if entries[strings.TrimPrefix(to, "#")] == "" {
				t.Errorf("%s: a number leads to %s", language, to)
			}
		}
	}
}

// pageNumbers returns the entries of a page that explain a number, by id, and
// where each number of the page leads.
func pageNumbers(t *testing.T, page []byte) (entries map[string]string, links []string) {
	t.Helper()
	tree, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	entries = map[string]string{}
	for n := range tree.Descendants() {
		switch id := attribute(n, "id"); {
		case n.Data == "li" && strings.HasPrefix(id, "number-"):
			for c := range n.Descendants() {
				if c.Data == "strong" {
					entries[id] = c.FirstChild.Data
				}
			}
		case n.Data == "a" && slices.Contains(strings.Fields(attribute(n, "class")), "figure"):
			links = append(links, attribute(n, "href"))
		}
	}
	return entries, links
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// providers are the pages of those whose data the report cites.
var providers = []string{"https://www.nso.gov.vn", "https://www.sipri.org/databases/armstransfers"}

// TestBuiltIn_StandsAlone: the page and the pictures load nothing, and every
// link leads to a place in the page or to a file beside it.
func TestBuiltIn_StandsAlone(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		r := builtIn(t, language)
		if found := inert(r.files); len(found) > 0 {
			t.Errorf("%s: %q", language, found)
		}
		tree, err := html.Parse(bytes.NewReader(r.files["index.html"]))
		if err != nil {
			t.Fatal(err)
		}
		for n := range tree.Descendants() {
			for _, a := range n.Attr {
				if n.Data == "a" && a.Key == "href" && slices.Contains(providers, a.Val) {
					continue // a reader may go there; the page does not
				}
				if strings.Contains(a.Val, "//") && a.Key != "xmlns" {
					t.Errorf("%s: %s of %s is %.80q", language, a.Key, n.Data, a.Val)
				}
				if to, ok := strings.CutPrefix(a.Val, "#"); a.Key == "href" && !ok && r.files[to] == nil && r.files[a.Val] == nil {
					t.Errorf("%s: a link to %q, which is no file of the report", language, a.Val)
				}
			}
			if n.Type == html.ElementNode && n.Data == "html" && attribute(n, "lang") != language {
				t.Errorf("%s: the page says that it is in %q", language, attribute(n, "lang"))
			}
		}
		for _, css := range regexp.MustCompile(`(?i)url\([^)]{0,40}|@import|expression\(`).FindAllString(string(r.files["index.html"]), -1) {
			if !strings.HasPrefix(css, "url(data:font/woff2;base64,") {
				t.Errorf("%s: the style loads %q", language, css)
			}
		}
		for name, content := range r.files {
			if strings.HasSuffix(name, ".svg") && regexp.MustCompile(`(?i)href|url\((?:[^#]|#[^)]*//)|@import`).Match(content) {
				t.Errorf("%s: %s refers to something", language, name)
			}
		}
	}
}

// What the report says and never says, in the words of each language. A never
// is a pattern; where the sentence that denies it would match, allowed is what
// stands before it there.
type phrases struct {
	always []string
	never  []never
}

type never struct{ pattern, allowed string }

var promised = map[string]phrases{
	"en": {
		always: []string{
			"The sum hides the sign of the balance", "the sum hides the sign of the balance", "Arms: a sum over 29 years", "says nothing about any single year, and nothing about today",
			"trend-indicator value (TIV), which measures the volume of major conventional arms", "A TIV is not a price and cannot be turned into money",
			"names neither its source nor its unit", "The euro amount is a conversion", "not an exchange rate of 2022", "This is a share of three quoted amounts, not of all the trade of Viet Nam",
			"from rounding", "Those two statements are compatible", "differ in scope", "can be reconciled", "UN Comtrade", "SIPRI’s trade register", "periplus compare agree", "never a margin of error",
			"more than 80%", "The year of the visit", "has not been guessed",
		},
		never: []never{
			{`(?i)\b(supplies|provides|delivers|sells|accounts for|is supplying)\b[^.]{0,80}80`, ""},
			{`(?i)1\.16%( \([^)]*\))? of [^.]{0,30}Viet ?Nam`, ""},
			{`(?i)contradict`, ""},
			{`(?i)market rate`, "not a "},
			{`(?i)exchange rate`, "not an "},
			{`(?i)margins? of error`, "never a "},
			{`(?i)confidence interval|standard error|±`, ""},
			{`(?i)(\$|USD|dollars?)[^.|]{0,60}(worth )?of (Russian )?arms\b`, ""},
			{`(?i)arms[^.|]{0,60}(\$ ?[0-9]|[0-9] ?(billion|million (dollars|US)))`, ""},
		},
	},
	"fr": {
		always: []string{
			"La somme cache le signe du solde", "la somme cache le signe du solde", "Les armes : une somme sur 29 ans", "ne dit rien d’une année donnée, ni d’aujourd’hui",
			"valeur indicatrice de tendance (TIV), qui mesure le volume des armes conventionnelles majeures", "Une TIV n’est pas un prix et ne se convertit pas en argent",
			"ne nomme ni sa source ni son unité", "Le montant en euros est une conversion", "ni un taux de change de 2022", "C’est une part de trois montants cités, non de tout le commerce du Viet Nam",
			"selon l’arrondi", "compatibles", "de portée différente", "peuvent être conciliés", "UN Comtrade", "le registre des transferts du SIPRI", "periplus compare agree", "jamais une marge d’erreur",
			"plus de 80 %", "n’a pas été devinée",
		},
		never: []never{
			{`(?i)\b(fournit|livre|vend|représente|assure)\b[^.]{0,80}80`, ""},
			{`(?i)1,16 %( \([^)]*\))? d[ue] [^.]{0,30}Viet Nam`, ""},
			{`(?i)contredi`, ""},
			{`(?i)taux du marché`, "non un "},
			{`(?i)taux de change`, "ni un "},
			{`(?i)marges? d’erreur`, "jamais une "},
			{`(?i)intervalle de confiance|erreur type|±`, ""},
			{`(?i)(\$|USD|dollars?)[^.|]{0,60}d’armes\b`, ""},
			{`(?i)\barmes[^.|]{0,60}([0-9] ?(milliards?|millions?|Md))`, ""},
		},
	},
}

func TestBuiltIn_Phrases(t *testing.T) {
	for language, p := range promised {
		r := builtIn(t, language)
		for _, name := range []string{"index.html", "report.md"} {
			text := plain(string(r.files[name]))
			if name == "index.html" {
				text = plain(words(t, r.files[name]))
			}
			text = strings.NewReplacer(" .", ".", " ,", ",", "**", "", "\\", "").Replace(text)
			for _, phrase := range p.always {
				if !strings.Contains(strings.ToLower(text), strings.ToLower(phrase)) {
					t.Errorf("%s, %s: does not say %q", language, name, phrase)
				}
			}
			for _, n := range p.never {
				for _, at := range regexp.MustCompile(n.pattern).FindAllStringIndex(text, -1) {
					if n.allowed == "" || !strings.HasSuffix(text[:at[0]], n.allowed) {
						t.Errorf("%s, %s: says %q", language, name, text[max(0, at[0]-30):at[1]])
					}
				}
			}
		}
	}
}

// TestBuiltIn_PhrasesFind holds the patterns against sentences that the report
// must not hold.
func TestBuiltIn_PhrasesFind(t *testing.T) {
	for language, sentences := range map[string][]string{
		"en": {
			"Russia supplies 80% of them", "Russia accounts for more than 80% of the arms", "Russia is 1.16% of Viet Nam’s trade", "1.16% (1.14–1.19%) of all the trade of Viet Nam’s trade",
			"the articles contradict each other", "0.914 is the market rate", "the exchange rate was 0.91", "with a margin of error of 49–51", "50 ± 1", "$5 billion worth of arms", "arms for 5 billion",
		},
		"fr": {
			"La Russie fournit 80 % des armes", "1,16 % du commerce du Viet Nam", "les articles se contredisent", "le taux du marché", "au taux de change de 0,91", "une marge d’erreur", "50 ± 1", "5 milliards de dollars d’armes", "des armes pour 5 milliards",
		},
	} {
		for _, sentence := range sentences {
			found := false
			for _, n := range promised[language].never {
				found = found || regexp.MustCompile(n.pattern).MatchString(sentence)
			}
			if !found {
				t.Errorf("%s: nothing is found in %q", language, sentence)
			}
		}
	}
}
