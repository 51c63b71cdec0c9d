package worldbank

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
)

// read reads any text, and checks what holds for every reading: the account
// closes, flows have what flows must have, and their cells can be read back.
func read(t interface{ Fatalf(string, ...any) }, text string, o data.ReadOptions) (flows int, err error) {
	f, err := file.New("made.csv", strings.NewReader(text), file.Options{})
	if err != nil {
		return 0, err
	}
	defer f.Close()
	token, recognised := Recognize(f)
	r, err := Open(f, o)
	if err != nil {
		return 0, err
	}
	if !recognised || r.Release.Format != token {
		t.Fatalf("recognised as %q (%t) and opened as %q", token, recognised, r.Release.Format)
	}
	p, err := r.Panel()
	if err != nil {
		return 0, err
	}
	for _, f := range p.Flows {
		if f.Reporter == "" || f.Product == "" || !f.Value.IsSet() || !f.Period.IsSet() || f.Line == 0 {
			t.Fatalf("flow %+v", f)
		}
		if again, err := data.ParseFlow(f.Cells()); err != nil || again != f {
			t.Fatalf("%+v reads back as %+v: %v", f, again, err)
		}
	}
	return len(p.Flows), nil
}

func made(t testing.TB) (texts []string) {
	t.Helper()
	names, err := filepath.Glob("testdata/*.csv")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(text))
	}
	return texts
}

// Whatever the file, reading ends without a panic; what comes out is sound;
// and where the strict reading succeeds, keeping going gives the same number of
// flows.
func FuzzOpen(f *testing.F) {
	for _, text := range made(f) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		strict, err := read(t, text, data.ReadOptions{})
		kept, keptErr := read(t, text, data.ReadOptions{KeepGoing: true})
		if err == nil && (keptErr != nil || strict != kept) {
			t.Fatalf("strict: %d flows; keeping going: %d, %v", strict, kept, keptErr)
		}
	})
}

// Damage to a file is an error, or its rows are in the account: none vanishes.
func TestOpen_Damage(t *testing.T) {
	texts := made(t)
	rapid.Check(t, func(rt *rapid.T) {
		text := rapid.SampledFrom(texts).Draw(rt, "file")
		for range rapid.IntRange(1, 4).Draw(rt, "damages") {
			at := rapid.IntRange(0, len(text)).Draw(rt, "at")
			switch rapid.SampledFrom([]string{"cut", "insert", "drop", "repeat"}).Draw(rt, "damage") {
			case "cut":
				text = text[:at]
			case "insert":
				text = text[:at] + rapid.SampledFrom([]string{",", "\"", "\n", "x", "1,234.5", "NaN", "-", "1e309", ";", "\r\n"}).Draw(rt, "text") + text[at:]
			case "drop":
				text = text[:at] + text[min(len(text), at+rapid.IntRange(1, 9).Draw(rt, "bytes")):]
			case "repeat":
				text += text[at:]
			}
		}
		if _, err := read(rt, text, data.ReadOptions{}); err != nil && !strings.Contains(err.Error(), "made.csv") {
			rt.Fatalf("the error does not name the file: %v", err)
		}
		_, _ = read(rt, text, data.ReadOptions{KeepGoing: true})
	})
}
