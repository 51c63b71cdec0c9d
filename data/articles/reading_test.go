package articles_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/articles"
	"github.com/periplus-data/periplus/data/quote"
)

// TestEmbedded_ReadAgain reads every figure again from the articles, where
// somebody has them (see TestEmbedded_Proven): the sentence and its locator
// follow from the bytes of the quote, and value, unit, step and bound from its
// words, unless the figure says that they were inferred.
func TestEmbedded_ReadAgain(t *testing.T) {
	dir := os.Getenv("PERIPLUS_ARTICLES")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared", "articles")
	}
	for _, source := range embedded(t).Sources {
		text, err := os.ReadFile(filepath.Join(dir, source.ID+".txt"))
		if os.IsNotExist(err) {
			// Under another name there, the text is known by its hash.
			text, err = byHash(dir, source.SHA256)
		}
		if err != nil {
			t.Skipf("the articles are not here (%v); set PERIPLUS_ARTICLES to their folder", err)
		}
		for _, f := range embedded(t).Figures {
			if f.Source == source.ID {
				readAgain(t, string(text), source.Language, f)
			}
		}
	}
}

func byHash(dir, hash string) ([]byte, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if raw, err := os.ReadFile(filepath.Join(dir, e.Name())); err == nil && articles.Hash(raw) == hash {
			return raw, nil
		}
	}
	return nil, os.ErrNotExist
}

func readAgain(t *testing.T, text, language string, f data.Figure) {
	t.Helper()
	start, end := int(f.Place.Quote.Start), int(f.Place.Quote.End)
	var s quote.Sentence
	for _, candidate := range quote.Sentences(text) {
		if candidate.Start <= start && end <= candidate.End {
			s = candidate
		}
	}
	if s.Locator() != f.Place.Locator || int64(s.Start) != f.Place.Sentence.Start || int64(s.End) != f.Place.Sentence.End {
		t.Errorf("%s: the quote lies in %s, bytes %d to %d; the figure says %s, %d to %d", f.ID, s.Locator(), s.Start, s.End,
			f.Place.Locator, f.Place.Sentence.Start, f.Place.Sentence.End)
	}
	if !f.Amount.Bound.IsComputable() || f.IsInferred("value") {
		return
	}
	got, err := quote.Read(text, quote.Match{Start: start, End: end, Sentence: s}, language, []data.Unit{f.Amount.Unit})
	want := f.Amount.Statement
	if err != nil || !got.Value.Equal(want.Value) || got.Date != want.Date || got.Unit != want.Unit || got.Bound != want.Bound || !got.Step.Equal(want.Step) {
		t.Errorf("%s: the words say %s %s%s %s, step %q, %v; the figure %s %s%s %s, step %q", f.ID, got.Bound, got.Value, got.Date, got.Unit, got.Step, err,
			want.Bound, want.Value, want.Date, want.Unit, want.Step)
	}
}

// TestEmbedded_HoldsNoSentence: the package carries places, never the words of
// an article. No cell shares six words in a row with a text; a title does, being
// one.
func TestEmbedded_HoldsNoSentence(t *testing.T) {
	dir := os.Getenv("PERIPLUS_ARTICLES")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared", "articles")
	}
	for _, source := range embedded(t).Sources {
		raw, err := byHash(dir, source.SHA256)
		if err != nil {
			t.Skipf("the articles are not here (%v); set PERIPLUS_ARTICLES to their folder", err)
		}
		text := strings.Join(strings.Fields(strings.ToLower(string(raw))), " ")
		for _, f := range embedded(t).Figures {
			for _, cell := range []string{f.Scope, f.Note} {
				words := strings.Fields(strings.ToLower(cell))
				for i := 0; i+6 <= len(words); i++ {
					if run := strings.Join(words[i:i+6], " "); strings.Contains(text, run) {
						t.Errorf("%s: %q stands in the text", f.ID, run)
					}
				}
			}
		}
	}
}

// TestPlan_ChoosesByWords: two places have a dozen deals; words of the sentence
// choose one.
func TestPlan_ChoosesByWords(t *testing.T) {
	text := "They signed 5 deals in June.\nThey broke 5 deals in July."
	a := articles.Addition{Quote: "5 deals", Near: "broke", Columns: columns("broken", "agreements"), Source: data.Source{ID: "own", Language: "en"}}
	d, err := articles.Plan(filepath.Join(t.TempDir(), "p"), []byte(text), a)
	if err != nil || d.Figure.Place.Locator != "paragraph 2, sentence 1" || d.Words != "5 deals" || d.Folded {
		t.Errorf("got %+v, %v", d, err)
	}
	a.Quote, a.Near = "5\u00a0deals", "signed"
	if d, err = articles.Plan(filepath.Join(t.TempDir(), "p"), []byte(text), a); err != nil || d.Words != "5 deals" || !d.Folded {
		t.Errorf("got %+v, %v", d, err)
	}
}

// TestWrite_AfterOthers: what somebody else wrote between plan and write stays,
// and the package stays whole.
func TestWrite_AfterOthers(t *testing.T) {
	dir := t.TempDir()
	plan := func(id, words string) *articles.Draft {
		t.Helper()
		d, err := articles.Plan(dir, []byte(letter), articles.Addition{Quote: words, Columns: columns(id, "trade_total"), Source: clerk})
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	first, late := plan("one", "$3.5 billion"), plan("two", "€3.2 billion")
	if err := first.Write(); err != nil {
		t.Fatal(err)
	}
	if err := late.Write(); err == nil || !strings.Contains(err.Error(), "add the figure again") { // both were to make the package
		t.Errorf("got %v", err)
	}
	second, same := plan("two", "€3.2 billion"), plan("two", "€3.2 billion")
	if err := second.Write(); err != nil {
		t.Fatal(err)
	}
	if err := same.Write(); err == nil || !strings.Contains(err.Error(), `"two" is in `) {
		t.Errorf("got %v", err)
	}
	// The same new source from two plans is added once.
	other := []byte("He has 7 ships and 8 boats.")
	planOther := func(id, words string) *articles.Draft {
		t.Helper()
		d, err := articles.Plan(dir, other, articles.Addition{Quote: words, Columns: columns(id, "agreements"), Source: data.Source{ID: "other", Language: "en"}})
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	ships, boats := planOther("ships", "7 ships"), planOther("boats", "8 boats")
	if err := ships.Write(); err != nil {
		t.Fatal(err)
	}
	if err := boats.Write(); err != nil {
		t.Fatal(err)
	}
	fs, err := articles.Open(dir)
	if err != nil || len(fs.Sources) != 2 || len(fs.Figures) != 4 {
		t.Errorf("got %d sources, %d figures, %v", len(fs.Sources), len(fs.Figures), err)
	}
}

func TestPlan_InferredOfNothing(t *testing.T) {
	_, err := articles.Plan(t.TempDir(), []byte(letter), articles.Addition{Quote: "$3.5 billion", Columns: columns("one", "trade_total", "inferred", "start"), Source: clerk})
	if err == nil || !strings.Contains(err.Error(), `inferred: column "start" is empty`) {
		t.Errorf("got %v", err)
	}
}
