package articles_test

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/articles"
	"github.com/periplus-data/periplus/data/quote"
)

// letter is a text of our own.
const letter = "A letter from the coast\n\nBy A. Clerk\n\n" +
	"Trade with China came to $3.5 billion in 2022. About €3.2 billion were paid. More than 80% of it was pepper.\n\n" +
	"They signed a dozen deals and, later, 12 deals. It was their fifth visit, on 20 June 2024. Sales fell.\n"

// clerk describes it.
var clerk = data.Source{ID: "letter", Language: "en", Title: "A letter from the coast", Author: "A. Clerk"}

// columns returns cells by name from pairs; id and measure come first.
func columns(id, measure string, more ...string) map[string]string {
	out := map[string]string{"id": id, "measure": measure}
	for i := 0; i < len(more); i += 2 {
		out[more[i]] = more[i+1]
	}
	return out
}

// add plans and writes a figure of the letter.
func add(t testing.TB, dir string, a articles.Addition) {
	t.Helper()
	if a.Source.ID == "" {
		a.Source = clerk
	}
	d, err := articles.Plan(dir, []byte(letter), a)
	if err == nil {
		err = d.Write()
	}
	if err != nil {
		t.Fatal(err)
	}
}

// trade is the first figure that the tests add.
var trade = articles.Addition{Quote: "$3.5 billion", Columns: columns("china-2022", "trade_total", "reporter", "IND", "partner", "CHN", "start", "2022", "end", "2022")}

func sum(s string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(s))) }

func content(t testing.TB, parts ...string) string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(parts...))
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func names(t testing.TB, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

// TestWrite_NewPackage. By hand: title, blank line, author and blank line take
// 23 + 2 + 11 + 2 = 38 bytes; "Trade with China came to " has 25, so that the
// quote stands at 63 to 75; the sentence ends behind " in 2022.", at 84. The €
// takes 3 bytes, so the letter has 38 + 46 + 1 + 31 + 1 + 31 + 2 + 103 bytes.
func TestWrite_NewPackage(t *testing.T) {
	for name, make := range map[string]func(dir string) error{
		"missing": func(string) error { return nil },
		"empty":   func(dir string) error { return os.MkdirAll(dir, 0o755) },
	} {
		dir := filepath.Join(t.TempDir(), "above", "Own Figures")
		if err := make(dir); err != nil {
			t.Fatal(err)
		}
		add(t, dir, trade)
		wantSources := sourcesHeader + "\nletter,article,A letter from the coast,A. Clerk,,,en,,," + sum(letter) + ",253,\n"
		if got := content(t, dir, "sources.csv"); got != wantSources {
			t.Errorf("%s: got sources\n%s\nwant\n%s", name, got, wantSources)
		}
		wantFigures := figuresHeader + "\nchina-2022,letter,trade_total,IND,CHN,2022,2022,3500000000,3450000000,3550000000,exact,USD,false,true,nearest,100000000,,," +
			"\"paragraph 3, sentence 1\",63,75," + sum("$3.5 billion") + ",38,84," + sum("Trade with China came to $3.5 billion in 2022.") + ",,\n"
		if got := content(t, dir, "figures.csv"); got != wantFigures {
			t.Errorf("%s: got figures\n%s\nwant\n%s", name, got, wantFigures)
		}
		if got := content(t, dir, "datapackage.json"); !strings.Contains(got, `"name": "own-figures"`) || !strings.Contains(got, `"title": "Figures of own-figures"`) {
			t.Errorf("%s: got %.200s", name, got)
		}
		if got := names(t, dir); !slices.Equal(got, []string{"datapackage.json", "figures.csv", "sources.csv"}) {
			t.Errorf("%s: got files %v", name, got)
		}
		fs, err := articles.Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		if p, err := articles.Prove(fs, []byte(letter), ""); err != nil || p.Places != 2 || len(p.Mismatches) != 0 {
			t.Errorf("%s: got %+v, %v", name, p, err)
		}
	}
}

// TestPlan_Reads has what the words of the letter mean.
func TestPlan_Reads(t *testing.T) {
	for _, tt := range []struct {
		words   string
		columns map[string]string
		want    string // state, inferred, locator
	}{
		{"€3.2 billion", columns("a", "trade_total"), "trade_total    about 3200000000 EUR [3100000000,3300000000]||paragraph 3, sentence 2"},
		{"80%", columns("a", "trade_share"), "trade_share    more_than 80 percent (80,100]||paragraph 3, sentence 3"},
		{"a dozen", columns("a", "agreements"), "agreements    about 12 count [11,13]||paragraph 4, sentence 1"},
		{"12", columns("a", "agreements"), "agreements    exact 12 count [12,12]||paragraph 4, sentence 1"},
		{"fifth", columns("a", "visits"), "visits    exact 5 ordinal [5,5]||paragraph 4, sentence 2"},
		{"20 June 2024", columns("a", "event", "scope", "visit"), "event    exact 2024-06-20 date [,]||paragraph 4, sentence 2"},
		{"$3.5 billion", columns("a", "trade_total", "rounding", "down"), "trade_total    exact 3500000000 USD [3500000000,3600000000)||paragraph 3, sentence 1"},
		{"$3.5 billion", columns("a", "trade_total", "bound", "at_most"), "trade_total    at_most 3500000000 USD [0,3500000000]||paragraph 3, sentence 1"},
		{"fell", columns("a", "growth", "bound", "direction", "high", "0", "high_open", "true"), "growth    direction   [,0)||paragraph 4, sentence 3"},
		{"Sales", columns("a", "trade_total", "bound", "vague"), "trade_total    vague   [,]||paragraph 4, sentence 3"},
		{"a dozen", columns("a", "agreements", "bound", "range", "low", "11", "high", "14", "unit", "count"), "agreements    range  count [11,14]||paragraph 4, sentence 1"},
		// The words print neither value.
		{"a dozen", columns("a", "agreements", "value", "14"), "agreements    about 14 count [13,15]|value|paragraph 4, sentence 1"},
		{"fell", columns("a", "event", "start", "2022", "value", "2022", "inferred", "start"), "event   2022 exact 2022 date [,]|start value|paragraph 4, sentence 3"},
		// A quote over two sentences.
		{"deals. It was their fifth", columns("a", "visits", "unit", "ordinal"), "visits    exact 5 ordinal [5,5]||paragraph 4, sentence 1"},
	} {
		d, err := articles.Plan(filepath.Join(t.TempDir(), "p"), []byte(letter), articles.Addition{Quote: tt.words, Columns: tt.columns, Source: clerk})
		if err != nil || len(d.Missing) > 0 {
			t.Errorf("%s: got %v, missing %v", tt.words, err, d)
			continue
		}
		got := state(d.Figure) + "|" + strings.Join(d.Figure.Inferred, " ") + "|" + d.Figure.Place.Locator
		if got != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", tt.words, got, tt.want)
		}
		q := d.Figure.Place.Quote
		if letter[q.Start:q.End] != tt.words || q.SHA256 != sum(tt.words) {
			t.Errorf("%s: the place is that of %q", tt.words, letter[q.Start:q.End])
		}
	}
}

// TestWrite_Fraction: a tenth of 33.3 is 3.33, and half of that 1.665; the step is
// kept in the file, so that the interval is the same when it is read again. A
// value that is given has none.
func TestWrite_Fraction(t *testing.T) {
	const text = "About a third of it was tin. It sold a third of that. Just under 99% of it went north.\n"
	dir := filepath.Join(t.TempDir(), "p")
	for _, a := range []articles.Addition{
		{Quote: "About a third", Columns: columns("a", "trade_share")},
		{Quote: "sold a third of", Columns: columns("b", "trade_share")},
		{Quote: "About a third", Columns: columns("c", "trade_share", "value", "32")},
		{Quote: "99%", Columns: columns("d", "trade_share")},
	} {
		a.Source = clerk
		d, err := articles.Plan(dir, []byte(text), a)
		if err == nil {
			err = d.Write()
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	p, err := articles.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string]string{
		"a": "about 33.3 step 3.33 29.97 to 36.63",
		"b": "about 33.3 step 1.665 31.635 to 34.965",
		"c": "about 32 step  31 to 33",
		"d": "about 99 step  98 to 100",
	} {
		f, err := p.Lookup(id)
		if m := f.Amount; err != nil || fmt.Sprintf("%s %s step %s %s to %s", m.Bound, m.Value, m.Step, m.Low, m.High) != want {
			t.Errorf("%s: got %+v, %v; want %s", id, m, err, want)
		}
	}
}

func TestPlan_OtherRegion(t *testing.T) {
	source := clerk
	source.Language = "en-GB"
	d, err := articles.Plan(filepath.Join(t.TempDir(), "p"), []byte(letter), articles.Addition{Quote: "fifth", Columns: columns("a", "visits"), Source: source})
	if err != nil || d.Source.Language != "en-GB" || d.Figure.Amount.Value.String() != "5" {
		t.Errorf("got %+v, %v", d, err)
	}
}

func TestPlan_Missing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "p")
	for _, tt := range []struct {
		a       articles.Addition
		missing string
	}{
		{articles.Addition{Quote: "$3.5 billion"}, "source language id measure"},
		{articles.Addition{Quote: "$3.5 billion", Source: clerk, Columns: map[string]string{"id": "a"}}, "measure"},
		{articles.Addition{Quote: "12", Source: clerk, Columns: columns("a", "trade_total")}, "unit"}, // 12 of no currency
		{articles.Addition{Quote: "$3.5 billion", Source: clerk, Columns: columns("a", "trade_total", "value", "3600000000")}, "step"},
		{articles.Addition{Quote: "80%", Source: clerk, Columns: columns("a", "trade_share", "bound", "exact")}, "step"},
		{articles.Addition{Quote: "$3.5 billion", Source: clerk, Columns: columns("a", "trade_total")}, ""},
	} {
		d, err := articles.Plan(dir, []byte(letter), tt.a)
		if err != nil || strings.Join(d.Missing, " ") != tt.missing {
			t.Errorf("%v: got %v, %v; want %s", tt.a, d, err, tt.missing)
			continue
		}
		if tt.missing == "" {
			if got := strings.Join(d.Unsaid, " "); got != "reporter partner start end" {
				t.Errorf("unsaid: got %s", got)
			}
			continue
		}
		if err := d.Write(); err == nil || err.Error() != "cannot write a figure without "+strings.ReplaceAll(tt.missing, " ", ", ") {
			t.Errorf("written without %s: %v", tt.missing, err)
		}
	}
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a plan writes nothing, but: %v", err)
	}
}

func TestPlan_Refusals(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "p")
	add(t, dir, trade)
	other := data.Source{ID: "letter", Language: "en"}
	for _, tt := range []struct {
		text string
		a    articles.Addition
		want string
	}{
		{letter, articles.Addition{Quote: "12", Columns: map[string]string{"reportr": "IND"}}, `column "reportr" cannot be given (did you mean "reporter"?)`},
		{letter, articles.Addition{Quote: "12", Columns: map[string]string{"quote_start": "0"}}, `column "quote_start" cannot be given`},
		{letter, articles.Addition{Quote: " "}, `the quote is empty`},
		{letter + "\xff", trade, `the source text is not UTF-8; save it as UTF-8`},
		{letter, articles.Addition{Quote: "12", Columns: columns("a", "agrements")}, `measure: unknown measure "agrements" (did you mean "agreements"?); write one of ` + allMeasures},
		{letter, articles.Addition{Quote: "pepper", Columns: columns("a", "agreements")}, `no number in "pepper"; give value, or bound vague or direction`},
		{letter, trade, `id: "china-2022" is in the package already`},
		{letter, articles.Addition{Quote: "12", Columns: columns("A", "agreements", "reporter", "IN", "end", "x")},
			"id: \"A\" is no id; write lower-case words and digits joined by hyphens, as vn-ru-trade-2022\n" +
				"reporter: \"IN\" is no ISO 3166-1 alpha-3 code (did you mean \"IND\"?); write three capital letters, as VNM\n" +
				"end: cannot read \"x\" as a date; write a year, month or day as 2022, 2022-12 or 2022-12-31"},
		{letter, articles.Addition{Quote: "80%", Columns: columns("a", "trade_share", "value", "101")}, `value: 101 is above the cap of its measure, 100`},
		{letter, articles.Addition{Quote: "80%", Columns: columns("a", "trade_share", "low", "81")}, `low: 81 does not follow from the statement; write 80, or leave it empty`},
		{letter, articles.Addition{Quote: "a dozen", Columns: columns("a", "agreements", "bound", "vague", "value", "12")}, `value: a bound of vague has no single value; leave it empty`},
		{letter, articles.Addition{Quote: "fell", Columns: columns("a", "growth", "bound", "direction")},
			`bound: a direction has 0 as its low end (up) or its high end (down), and the other end empty`},
		{letter, articles.Addition{Quote: "€3.2 billion", Columns: columns("a", "trade_total", "same_as", "china-202")}, `same_as: unknown figure "china-202" (did you mean "china-2022"?)`},
		{letter, articles.Addition{Quote: "80%", Columns: columns("a", "trade_total")}, `unit: trade_total is not measured in percent; write a currency as USD`},
		{"Some 12 ships.", articles.Addition{Quote: "12", Columns: columns("a", "agreements"), Source: other}, `source: "letter" is in the package with another text`},
		{"Some 12 ships.", articles.Addition{Quote: "12", Columns: columns("a", "agreements"), Source: data.Source{ID: "B", Kind: "blog", Language: "en", URL: "x:y"}},
			"source: id: \"B\" is no id; write lower-case words and digits joined by hyphens, as vn-ru-trade-2022\n" +
				"source: kind: \"blog\" is no kind of source; write article or dataset\n" +
				"source: url: \"x:y\" is no address of a page; write one as https://example.org/article"},
		{"Some 12 ships.", articles.Addition{Quote: "12", Columns: columns("a", "agreements"), Source: data.Source{ID: "b", Language: "de"}},
			`cannot read numbers in language "de"; write fr or en`},
	} {
		before := content(t, dir, "figures.csv") + content(t, dir, "sources.csv")
		_, err := articles.Plan(dir, []byte(tt.text), tt.a)
		if err == nil || err.Error() != tt.want {
			t.Errorf("%v:\n got %v\nwant %s", tt.a, err, tt.want)
		}
		if before != content(t, dir, "figures.csv")+content(t, dir, "sources.csv") {
			t.Errorf("%v changed the package", tt.a)
		}
	}
}

// TestPlan_ShowsCandidates: "deals" stands twice in one sentence, "4 deals"
// nowhere.
func TestPlan_ShowsCandidates(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "p")
	a := articles.Addition{Quote: "deals", Columns: columns("a", "agreements", "value", "12"), Source: clerk}
	_, err := articles.Plan(dir, []byte(letter), a)
	e, ok := errors.AsType[*quote.FindError](err)
	if !ok || !e.Ambiguous || len(e.Candidates) != 2 || e.Candidates[1].Occurrence != 2 || e.Candidates[1].Locator != "paragraph 4, sentence 1" {
		t.Errorf("got %v", err)
	}
	a.Occurrence = 2
	d, err := articles.Plan(dir, []byte(letter), a)
	if err != nil || d.Figure.Place.Quote.Start != int64(strings.LastIndex(letter, "deals")) {
		t.Errorf("got %+v, %v", d, err)
	}
	a.Occurrence = 3
	if _, err := articles.Plan(dir, []byte(letter), a); err == nil || err.Error() != `the quote "deals" stands in 2 places; there is no number 3` {
		t.Errorf("got %v", err)
	}
	a.Quote, a.Occurrence = "4 deals", 0
	_, err = articles.Plan(dir, []byte(letter), a)
	if e, ok = errors.AsType[*quote.FindError](err); !ok || e.Ambiguous || len(e.Candidates) != 1 || !strings.Contains(e.Candidates[0].Context, "deals") {
		t.Errorf("got %v", err)
	}
}

// TestWrite_KeepsRows adds to packages that other editors wrote: what is there
// stays byte for byte, and the new row has the line ends and order of the file.
func TestWrite_KeepsRows(t *testing.T) {
	for name, edit := range map[string]func(string) string{
		"as written":       func(s string) string { return s },
		"CRLF":             func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") },
		"CRLF, no last":    func(s string) string { return strings.TrimSuffix(strings.ReplaceAll(s, "\n", "\r\n"), "\r\n") },
		"no last line end": func(s string) string { return strings.TrimSuffix(s, "\n") },
		"mark":             func(s string) string { return "\ufeff" + s },
		"note with quotes": func(s string) string { return strings.Replace(s, ",,\"paragraph", `,"a ""b"", c","paragraph`, 1) },
	} {
		dir := filepath.Join(t.TempDir(), "p")
		add(t, dir, trade)
		before := edit(content(t, dir, "figures.csv"))
		if err := os.WriteFile(filepath.Join(dir, "figures.csv"), []byte(before), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(filepath.Join(dir, "figures.csv"), 0o600); err != nil {
			t.Fatal(err)
		}
		sources := content(t, dir, "sources.csv")
		add(t, dir, articles.Addition{Quote: "€3.2 billion", Columns: columns("china-2022-eur", "trade_total", "reporter", "IND", "partner", "CHN", "start", "2022",
			"end", "2022", "same_as", "china-2022", "inferred", "start end", "note", `so "they" say, =1+1`)})
		after := content(t, dir, "figures.csv")
		row, kept := strings.CutPrefix(after, before)
		if !kept {
			t.Errorf("%s: the file does not begin as it was:\n%s", name, after)
		}
		if strings.Contains(before, "\r\n") == strings.Contains(strings.ReplaceAll(after, "\r\n", ""), "\n") {
			t.Errorf("%s: line ends are mixed: %q", name, after)
		}
		if !strings.Contains(row, `,"so ""they"" say, =1+1",`) {
			t.Errorf("%s: got %s", name, row)
		}
		if content(t, dir, "sources.csv") != sources {
			t.Errorf("%s: a known text is no new source", name)
		}
		if info, err := os.Stat(filepath.Join(dir, "figures.csv")); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: the permissions are now %v, %v", name, info.Mode(), err)
		}
		fs, err := articles.Open(dir)
		if err != nil || len(fs.Figures) != 2 || fs.Figures[1].Note != `so "they" say, =1+1` {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

// TestWrite_ManyDigits: thirteen digits are written as the words state them.
func TestWrite_ManyDigits(t *testing.T) {
	dir, text := filepath.Join(t.TempDir(), "p"), "It cost 1,234,567,890,123 dong."
	d, err := articles.Plan(dir, []byte(text), articles.Addition{Quote: "1,234,567,890,123 dong", Columns: columns("a", "imports"), Source: clerk})
	if err == nil {
		err = d.Write()
	}
	if err != nil {
		t.Fatal(err)
	}
	fs, err := articles.Open(dir)
	if err != nil || fs.Figures[0].Amount.Value.String() != "1234567890123" || fs.Figures[0].Amount.Low.String() != "1234567890122.5" {
		t.Errorf("got %+v, %v", fs.Figures, err)
	}
}

func TestWrite_SecondText(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "p")
	add(t, dir, trade)
	sources := content(t, dir, "sources.csv")
	text := "Il a vendu plus de 3 bateaux."
	d, err := articles.Plan(dir, []byte(text), articles.Addition{Quote: "3 bateaux", Columns: columns("bateaux", "agreements"), Source: data.Source{ID: "note", Language: "fr"}})
	if err == nil {
		err = d.Write()
	}
	if err != nil {
		t.Fatal(err)
	}
	if got, want := content(t, dir, "sources.csv"), sources+"note,article,,,,,fr,,,"+sum(text)+",29,\n"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	fs, err := articles.Open(dir)
	if err != nil || len(fs.Sources) != 2 || state(fs.Figures[1]) != "agreements    more_than 3 count [4,]" {
		t.Errorf("got %+v, %v", fs, err)
	}
}

// TestWrite_LeavesNothing: something comes in the way between plan and write.
func TestWrite_LeavesNothing(t *testing.T) {
	plan := func(dir string) *articles.Draft {
		a := trade
		a.Source = clerk
		d, err := articles.Plan(dir, []byte(letter), a)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	top := t.TempDir()
	d := plan(filepath.Join(top, "above", "p"))
	if err := os.WriteFile(filepath.Join(top, "above"), []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := d.Write(); err == nil || content(t, top, "above") != "mine" {
		t.Errorf("a file in place of the folder: %v", err)
	}
	dir := filepath.Join(top, "p")
	d = plan(dir)
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "sources.csv"), []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := d.Write(); err == nil || !strings.HasSuffix(err.Error(), "p is no longer empty; add the figure again") || content(t, dir, "sources.csv") != "mine" || len(names(t, dir)) != 1 {
		t.Errorf("a file in the empty folder: %v, %v", err, names(t, dir))
	}
	if _, err := articles.Plan(filepath.Join(top, "above", "p"), []byte(letter), trade); err == nil {
		t.Error("a folder under a file cannot be planned for")
	}
	dir = filepath.Join(top, "q")
	add(t, dir, trade)
	before := content(t, dir, "sources.csv")
	d, err := articles.Plan(dir, []byte("12"), articles.Addition{Quote: "12", Columns: columns("b", "agreements"), Source: data.Source{ID: "b", Language: "en"}})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, "figures.csv")); err != nil {
		t.Fatal(err)
	}
	if err := d.Write(); err == nil || content(t, dir, "sources.csv") != before || len(names(t, dir)) != 2 {
		t.Errorf("figures.csv is gone: %v, %v", err, names(t, dir))
	}
}
