package articles_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/articles"
)

// FuzzOpenFS opens packages of any bytes. A refused package gives no figures and
// only errors that name a file; a package that is read says the same again after
// its figures are written.
func FuzzOpenFS(f *testing.F) {
	embeddedFigures, err := fs.ReadFile(articles.Files(), "figures.csv")
	if err != nil {
		f.Fatal(err)
	}
	for _, row := range strings.SplitAfter(string(embeddedFigures), "\n")[1:] {
		f.Add([]byte(description), []byte(figuresHeader+"\n"+strings.Replace(strings.Replace(row, "areion-2024-06-25", "s", 1), "vietnam-visit-2024", "s", 1)))
	}
	f.Add([]byte(description), []byte(figuresHeader+"\n"+tradeRow+"\n"))
	f.Add([]byte(description), []byte("\ufeff"+figuresHeader+"\r\n"+tradeRow+"\r\n"))
	f.Add([]byte(strings.Replace(description, "figures.csv", "../figures.csv", 1)), []byte{})
	f.Add([]byte("{\"resources\":[{\"name\":1}]}"), []byte("\xff"))
	f.Add([]byte("{\n"), []byte(figuresHeader+"\n\"a\nb"))
	f.Fuzz(func(t *testing.T, descriptor, figures []byte) {
		fsys := longLetter(string(figures))
		fsys["datapackage.json"] = &fstest.MapFile{Data: descriptor}
		read, err := articles.OpenFS(fsys, "pkg")
		if err != nil {
			checkProblems(t, read, err)
			return
		}
		checkRoundTrip(t, read)
	})
}

// longLetter is a package whose source is as long as the articles.
func longLetter(figures string) fstest.MapFS {
	fsys := with(files(), "sources.csv", sourcesHeader+"\n"+strings.Replace(letterRow, ",100,", ",9999,", 1)+"\n")
	fsys["figures.csv"] = &fstest.MapFile{Data: []byte(figures)}
	return fsys
}

func checkProblems(t *testing.T, read data.Figures, err error) {
	t.Helper()
	if len(read.Figures)+len(read.Sources) > 0 {
		t.Error("figures beside an error")
	}
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		t.Fatalf("%v does not tell its problems one by one", err)
	}
	for _, e := range joined.Unwrap() {
		if p, ok := errors.AsType[*data.ParseError](e); ok && (p.Line < 0 || p.Col < 0 || p.Line == 0 && p.Col > 0 || p.Err == nil) {
			t.Errorf("no place: %+v", p)
		}
		if !strings.HasPrefix(e.Error(), "pkg") {
			t.Errorf("%q does not name its file", e)
		}
	}
}

func checkRoundTrip(t *testing.T, read data.Figures) {
	t.Helper()
	write := func(fs data.Figures) string {
		var b bytes.Buffer
		if err := fs.Table().WriteCSV(&b, false); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	first := write(read)
	// A carriage return before a line end is part of it in CSV, and an end of 64
	// digits and more is not read again.
	if strings.Contains(first, "\r") || hasLongCell(read) {
		return
	}
	again, err := articles.OpenFS(longLetter(first), "pkg")
	if err != nil {
		t.Fatalf("what was read cannot be read again: %v\n%s", err, first)
	}
	if write(again) != first {
		t.Errorf("the figures differ:\n%s\n%s", first, write(again))
	}
	read.Frame()
}

func hasLongCell(read data.Figures) bool {
	for _, f := range read.Figures {
		for _, n := range []data.Number{f.Amount.Value, f.Amount.Low, f.Amount.High, f.Amount.Step} {
			if len(n.String()) > 60 {
				return true
			}
		}
	}
	return false
}

// FuzzPlan adds a figure of any text to a new package: what is planned can be
// written, read and proven.
func FuzzPlan(f *testing.F) {
	f.Add(letter, "$3.5 billion", "trade_total", "en")
	f.Add(letter, "a dozen", "agreements", "en")
	f.Add("Plus de 80 % des achats, le 25/06/2024.", "80 %", "trade_share", "fr")
	f.Add("Le 25/06/2024.", "25/06/2024", "event", "fr")
	f.Add("De 3 à 5 ans", "3 à 5 ans", "arms_supply_duration", "fr")
	f.Fuzz(func(t *testing.T, text, words, measure, language string) {
		dir := t.TempDir()
		d, err := articles.Plan(dir, []byte(text), articles.Addition{Quote: words, Columns: columns("a", measure), Source: data.Source{ID: "s", Language: language}})
		if err != nil || len(d.Missing) > 0 {
			return
		}
		if err := d.Write(); err != nil {
			t.Fatalf("planned, but not written: %v", err)
		}
		read, err := articles.Open(dir)
		if err != nil {
			raw, _ := os.ReadFile(dir + "/figures.csv")
			t.Fatalf("written, but not read: %v\n%s", err, raw)
		}
		if p, err := articles.Prove(read, []byte(text), ""); err != nil || p.Places != 2 || len(p.Mismatches) > 0 {
			t.Fatalf("read, but not proven: %+v, %v", p, err)
		}
	})
}
