package articles_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/articles"
)

func embedded(t testing.TB) data.Figures {
	t.Helper()
	fs, err := articles.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return fs
}

// TestEmbedded_States holds the embedded figures against what the articles
// print, as a reader of the articles writes it down.
func TestEmbedded_States(t *testing.T) {
	tests := []struct{ id, want string }{
		{"vn-ru-trade-2022", "trade_total VNM RUS 2022 exact 3500000000 USD [3450000000,3550000000)"},
		{"vn-ru-trade-2022-eur", "trade_total VNM RUS 2022 about 3200000000 EUR [3100000000,3300000000]"},
		{"vn-cn-trade-2022", "trade_total VNM CHN 2022 exact 175000000000 USD [174500000000,175500000000)"},
		{"vn-us-trade-2022", "trade_total VNM USA 2022 exact 123000000000 USD [122500000000,123500000000)"},
		{"vn-ru-trade-fraction", "trade_ratio VNM RUS 2022 vague  ratio [,]"},
		{"vn-ru-arms-share-1995-2023", "arms_share VNM RUS 1995/2023 more_than 80 percent (80,100]"},
		{"vn-ru-arms-main-supplier", "arms_rank VNM RUS  vague  ordinal [,]"},
		{"vn-ru-arms-supply-duration", "arms_supply_duration VNM RUS  vague  years [,]"},
		{"vn-ru-arms-sales-trend", "arms_growth VNM RUS  direction   [,0)"},
		{"vn-ru-agreements-official", "agreements VNM RUS 2024-06-20 exact 11 count [11,11]"},
		{"vn-ru-agreements-unpublished", "agreements VNM RUS 2024-06-20 at_least 1 count [1,]"},
		{"vn-ru-agreements-signed", "agreements VNM RUS  more_than 12 count [13,]"},
		{"vn-ru-agreements-dozen", "agreements VNM RUS  about 12 count [11,13]"},
		{"vn-ru-agreements-various", "agreements VNM RUS  vague  count [,]"},
		{"vn-ru-visit-date", "event VNM RUS 2024-06-20 exact 2024-06-20 date [,]"},
		{"vn-ru-visit-previous", "previous_visit VNM RUS 2024-06-20 exact 2017 date [,]"},
		{"vn-ru-visit-number", "visits VNM RUS  exact 5 ordinal [5,5]"},
		{"kp-ru-visit-date", "event PRK RUS 2024-06-19 exact 2024-06-19 date [,]"},
		{"kp-ru-pact-weekday", "event PRK RUS  vague  date [,]"},
		{"areion-created", "event   2024-06-25 exact 2024-06-25 date [,]"},
		{"vn-ru-heads-of-state", "participants VNM RUS  exact 2 count [2,2]"},
		{"cn-us-powers", "participants CHN USA  exact 2 count [2,2]"},
		{"vn-ru-countries-roadmap", "participants VNM RUS  exact 2 count [2,2]"},
	}
	for _, tt := range tests {
		f, err := embedded(t).Lookup(tt.id)
		if err != nil {
			t.Error(err)
			continue
		}
		if got := state(f); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.id, got, tt.want)
		}
	}
}

// state writes what a figure claims on one line.
func state(f data.Figure) string {
	a := f.Amount
	open, closing := "[", "]"
	if a.LowOpen {
		open = "("
	}
	if a.HighOpen {
		closing = ")"
	}
	return strings.Join([]string{f.Measure, f.Reporter, f.Partner, f.Period.String(), string(a.Bound), a.Value.String() + a.Date.String(), string(a.Unit),
		open + a.Low.String() + "," + a.High.String() + closing}, " ")
}

func TestEmbedded_Inferred(t *testing.T) {
	for id, want := range map[string]string{
		"vn-ru-trade-2022":           "",
		"vn-cn-trade-2022":           "start end",
		"vn-ru-arms-share-1995-2023": "measure",
		"vn-ru-visit-date":           "start end value",
		"vn-ru-agreements-official":  "start end",
	} {
		f, err := embedded(t).Lookup(id)
		if got := strings.Join(f.Inferred, " "); err != nil || got != want {
			t.Errorf("%s: got %q, %v; want %q", id, got, err, want)
		}
	}
}

// TestEmbedded_SourcesGuessNothing: the second text names no author, publisher
// or date, the first no publisher.
func TestEmbedded_SourcesGuessNothing(t *testing.T) {
	second, err := embedded(t).Source("vietnam-visit-2024")
	if err != nil || second.Author+second.Publisher+second.Published.String()+second.URL+second.Licence != "" {
		t.Errorf("got %+v, %v", second, err)
	}
	first, err := embedded(t).Source("areion-2024-06-25")
	if err != nil || first.Author != "Eliot Khubulov" || first.Published.String() != "2024-06-25" || first.Publisher != "" {
		t.Errorf("got %+v, %v", first, err)
	}
}

// TestEmbedded_Schema holds datapackage.json, the headers and the columns of a
// frame together.
func TestEmbedded_Schema(t *testing.T) {
	raw, err := os.ReadFile("datapackage.json")
	if err != nil {
		t.Fatal(err)
	}
	var p struct {
		Title     string
		Resources []struct {
			Name, Path string
			Schema     struct{ Fields []struct{ Name string } }
		}
	}
	if err := json.Unmarshal(raw, &p); err != nil {
		t.Fatal(err)
	}
	for _, r := range p.Resources {
		var names []string
		for _, f := range r.Schema.Fields {
			names = append(names, f.Name)
		}
		csv, err := os.ReadFile(r.Path)
		if err != nil {
			t.Fatal(err)
		}
		header, _, _ := strings.Cut(string(csv), "\n")
		if header != strings.Join(names, ",") {
			t.Errorf("%s: header %s, schema %s", r.Path, header, strings.Join(names, ","))
		}
		if r.Name == "figures" && strings.Join(embedded(t).Frame().Names(), ",") != header {
			t.Errorf("the frame has columns %v", embedded(t).Frame().Names())
		}
	}
	if string(raw) != string(articles.Describe("articles", p.Title, "Apache-2.0", true)) {
		t.Error("datapackage.json is not what Describe writes for the columns of today")
	}
}

// TestEmbedded_Proven proves every place against the articles, where somebody
// has them: set PERIPLUS_ARTICLES to a folder with the two texts.
func TestEmbedded_Proven(t *testing.T) {
	dir := os.Getenv("PERIPLUS_ARTICLES")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared", "articles")
	}
	for file, figures := range map[string]int{"areion-2024-06-25.txt": 7, "vietnam-visit-2024.txt": 21} {
		text, err := os.ReadFile(filepath.Join(dir, file))
		if err != nil {
			t.Skipf("the articles are not here (%v); set PERIPLUS_ARTICLES to their folder", err)
		}
		p, err := articles.Prove(embedded(t), text, "")
		if err != nil || len(p.Mismatches) > 0 || p.Places != 2*figures {
			t.Errorf("%s: %d places, mismatches %v, %v", file, p.Places, p.Mismatches, err)
		}
	}
}

func TestMerge(t *testing.T) {
	e := embedded(t)
	if _, err := articles.Merge(e, e); err == nil || !strings.Contains(err.Error(), "figure vn-ru-trade-2022 stands in two packages; rename one") {
		t.Errorf("got %v", err)
	}
	own := data.Figures{Sources: e.Sources[:1], Figures: []data.Figure{{ID: "own"}}}
	both, err := articles.Merge(e, own)
	if err != nil || len(both.Sources) != len(e.Sources) || len(both.Figures) != len(e.Figures)+1 {
		t.Errorf("got %d sources, %d figures, %v", len(both.Sources), len(both.Figures), err)
	}
	own.Sources = []data.Source{{ID: e.Sources[0].ID}}
	if _, err := articles.Merge(e, own); err == nil {
		t.Error("one id for two sources must be refused")
	}
}
