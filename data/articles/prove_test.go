package articles_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/articles"
)

// proven is a made-up set over two texts; by hand, "The log" and its line end
// take 8 bytes and "A pilot sold " 13, so that "3 ships" stands in bytes 21 to
// 28 of the first and its sentence in 8 to 29.
const (
	log      = "The log\nA pilot sold 3 ships."
	otherLog = "Another log"
)

func proven() data.Figures {
	return data.Figures{
		Sources: []data.Source{
			{ID: "log", Title: "The log", Author: "A pilot", SHA256: sum(log), Bytes: 29},
			{ID: "other", SHA256: sum(otherLog), Bytes: 11},
		},
		Figures: []data.Figure{
			{ID: "ships", Source: "log", Place: data.Place{Quote: data.Span{Start: 21, End: 28, SHA256: sum("3 ships")},
				Sentence: data.Span{Start: 8, End: 29, SHA256: sum("A pilot sold 3 ships.")}}},
			{ID: "elsewhere", Source: "other", Place: data.Place{Quote: data.Span{End: 99}}},
		},
	}
}

func TestProve(t *testing.T) {
	p, err := articles.Prove(proven(), []byte(log), "")
	if err != nil || p.Source.ID != "log" || p.Places != 2 || len(p.Mismatches) != 0 {
		t.Errorf("got %+v, %v", p, err)
	}
	if p, err = articles.Prove(proven(), []byte(log), "log"); err != nil || len(p.Mismatches) != 0 {
		t.Errorf("named: got %+v, %v", p, err)
	}
}

// TestProve_Mismatches changes the set or the text, and has every mismatch.
func TestProve_Mismatches(t *testing.T) {
	for name, tt := range map[string]struct {
		text string
		edit func(*data.Figures)
		want string
	}{
		"quote": {log, func(fs *data.Figures) { fs.Figures[0].Place.Quote.Start = 23 },
			"ships: quote: bytes 23 to 28 have SHA-256 " + sum("ships") + ", not " + sum("3 ships")},
		"sentence": {log, func(fs *data.Figures) { fs.Figures[0].Place.Sentence.SHA256 = sum("x") },
			"ships: sentence: bytes 8 to 29 have SHA-256 " + sum("A pilot sold 3 ships.") + ", not " + sum("x")},
		"outside": {log, func(fs *data.Figures) { fs.Figures[0].Place.Sentence.End = 30 },
			"ships: sentence: bytes 8 to 30 lie outside the text, which has 29"},
		"negative":  {log, func(fs *data.Figures) { fs.Figures[0].Place.Quote.Start = -1 }, "ships: quote: bytes -1 to 28 lie outside the text, which has 29"},
		"backwards": {log, func(fs *data.Figures) { fs.Figures[0].Place.Quote.End = 20 }, "ships: quote: bytes 21 to 20 lie outside the text, which has 29"},
		"title":     {log, func(fs *data.Figures) { fs.Sources[0].Title = "The Log" }, `source: title: "The Log" does not stand in the text`},
		"author":    {log, func(fs *data.Figures) { fs.Sources[0].Author = "B" }, `source: author: "B" does not stand in the text`},
		// One letter of the number, and nothing else, is another: 4 for 3.
		"file": {strings.Replace(log, "3", "4", 1), func(*data.Figures) {},
			"source: file: the text has 29 bytes and SHA-256 " + sum("The log\nA pilot sold 4 ships.") + "; the source has 29 bytes and " + sum(log) +
				"|ships: quote: bytes 21 to 28 have SHA-256 " + sum("4 ships") + ", not " + sum("3 ships") +
				"|ships: sentence: bytes 8 to 29 have SHA-256 " + sum("A pilot sold 4 ships.") + ", not " + sum("A pilot sold 3 ships.")},
		"empty": {"", func(*data.Figures) {}, "source: file: the text has 0 bytes and SHA-256 " + sum("") + "; the source has 29 bytes and " + sum(log) +
			`|source: title: "The log" does not stand in the text|source: author: "A pilot" does not stand in the text` +
			"|ships: quote: bytes 21 to 28 lie outside the text, which has 0|ships: sentence: bytes 8 to 29 lie outside the text, which has 0"},
	} {
		fs := proven()
		tt.edit(&fs)
		p, err := articles.Prove(fs, []byte(tt.text), "log")
		var got []string
		for _, m := range p.Mismatches {
			got = append(got, m.String())
		}
		if err != nil || strings.Join(got, "|") != tt.want {
			t.Errorf("%s:\n got %s, %v\nwant %s", name, strings.Join(got, "|"), err, tt.want)
		}
	}
}

func TestProve_UnknownText(t *testing.T) {
	_, err := articles.Prove(proven(), []byte("x"), "")
	want := "no source has this text (1 bytes, SHA-256 " + sum("x") + "); the sources are\n" +
		"  log: 29 bytes, SHA-256 " + sum(log) + "\n  other: 11 bytes, SHA-256 " + sum(otherLog) + "\nname one with --source to see what differs"
	if err == nil || err.Error() != want {
		t.Errorf("got %v\nwant %s", err, want)
	}
	if _, err = articles.Prove(proven(), []byte(log), "lug"); err == nil || err.Error() != `unknown source "lug" (did you mean "log"?); write one of log, other` {
		t.Errorf("got %v", err)
	}
	if _, err = articles.Prove(data.Figures{}, []byte("x"), ""); err == nil || err.Error() != "no source has this text (1 bytes, SHA-256 "+sum("x")+"); there are no sources" {
		t.Errorf("no sources: got %v", err)
	}
}

// onDisk writes a package to a folder.
func onDisk(t testing.TB, dir string) {
	t.Helper()
	if err := os.CopyFS(dir, files(tradeRow)); err != nil {
		t.Fatal(err)
	}
}

func TestOpen(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "p")
	_, err := articles.Open(dir)
	if err == nil || err.Error() != "cannot open the package "+dir+": no such file or directory" {
		t.Errorf("a folder that is not there: %v", err)
	}
	onDisk(t, dir)
	if fs, err := articles.Open(dir); err != nil || len(fs.Figures) != 1 {
		t.Errorf("got %v", err)
	}
	if _, err := articles.Open(filepath.Join(dir, "figures.csv")); err == nil || err.Error() != "cannot open the package "+dir+"/figures.csv: not a directory" {
		t.Errorf("a file: %v", err)
	}
}

// TestOpen_StaysInside: a link may lead to another file of the package, not out
// of it, and the message does not show what is there.
func TestOpen_StaysInside(t *testing.T) {
	top := t.TempDir()
	dir, figures := filepath.Join(top, "p"), filepath.Join(top, "p", "figures.csv")
	onDisk(t, dir)
	link := func(from, to string) {
		if err := os.Rename(figures, filepath.Join(top, "p", to)); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(from, figures); err != nil {
			t.Fatal(err)
		}
	}
	link("moved.csv", "moved.csv")
	if _, err := articles.Open(dir); err != nil {
		t.Errorf("a link inside: %v", err)
	}
	for _, target := range []string{"../moved.csv", filepath.Join(top, "moved.csv")} {
		if err := os.Remove(figures); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(top, "moved.csv"), []byte("secret"), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(target, figures); err != nil {
			t.Fatal(err)
		}
		_, err := articles.Open(dir)
		if err == nil || !strings.HasPrefix(err.Error(), dir+"/figures.csv: ") || strings.Contains(err.Error(), "secret") {
			t.Errorf("a link to %s: %v", target, err)
		}
	}
}

// TestFiles: the embedded package is as readable as one on disk.
func TestFiles(t *testing.T) {
	fs, err := articles.OpenFS(articles.Files(), articles.Name)
	if err != nil || len(fs.Figures) != 28 || len(fs.Sources) != 2 {
		t.Errorf("got %d figures of %d sources, %v", len(fs.Figures), len(fs.Sources), err)
	}
}

func TestOpenFS_Translations(t *testing.T) {
	const header = "id,language,scope,note\n"
	described := strings.Replace(description, "]", `,{"name":"translations","path":"t.csv"}]`, 1)
	for name, tt := range map[string]struct{ text, want string }{
		"none":     {header, ""},
		"both":     {header + "a,fr,,Note\ns,fr,,Source\na,de,,Notiz\n", ""},
		"unknown":  {header + "b,fr,,Note\n", `pkg/t.csv:2:1: id: "b" is neither a figure nor a source of the package`},
		"language": {header + "a,,,Note\n", `pkg/t.csv:2:3: language: a translation needs a language; write a BCP 47 tag, as fr`},
		"no tag":   {header + "a,french,,Note\n", `pkg/t.csv:2:3: language: "french" is no BCP 47 tag of a language; write one as fr or en`},
		"twice":    {header + "a,fr,,Note\na,fr,,Note\n", `pkg/t.csv:3:1: id: "a" is translated into "fr" in line 2 already`},
		"columns":  {"id,lang,scope,note\n", "pkg/t.csv:1:4: unknown column \"lang\" (did you mean \"language\"?)\npkg/t.csv:1:1: column \"language\" is missing; the header is id,language,scope,note"},
		"no file":  {"", "pkg/t.csv: file does not exist"},
	} {
		fsys := with(with(files(tradeRow), "datapackage.json", described), "t.csv", tt.text)
		if got := message(fsys); got != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, tt.want)
		}
	}
	// What cannot be read in figures.csv is told once.
	fsys := with(with(files(tradeRow+","), "datapackage.json", described), "t.csv", header+"a,fr,,Note\n")
	if got := message(fsys); strings.Count(got, "\n") != 0 || !strings.HasPrefix(got, "pkg/figures.csv:2:1: ") {
		t.Errorf("got %s", got)
	}
	fsys = with(files(tradeRow), "datapackage.json", strings.Replace(described, "t.csv", "../t.csv", 1))
	if got := message(fsys); got != `pkg/datapackage.json: path: "../t.csv" leads out of the package; write a path inside it, as translations.csv` {
		t.Errorf("got %s", got)
	}
}
