package comtrade

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"os"
	"strings"
	"testing"

	"golang.org/x/text/encoding/unicode"

	"github.com/periplus-data/periplus/data"
)

// rewrite writes a CSV with another separator, each row with an end of its own.
func rewrite(t *testing.T, text string, comma rune, end string) string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, row := range rows {
		for i, cell := range row {
			if strings.ContainsRune(cell, comma) || strings.Contains(cell, `"`) {
				cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
			}
			if i > 0 {
				b.WriteRune(comma)
			}
			b.WriteString(cell)
		}
		b.WriteString(end)
	}
	return b.String()
}

// TestResaves reads one file as people save, pack and send it: the same flows
// each time.
func TestResaves(t *testing.T) {
	original, err := os.ReadFile("testdata/classic22.csv")
	if err != nil {
		t.Fatal(err)
	}
	text := string(original)
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	var zipped, gzipped bytes.Buffer
	z := zip.NewWriter(&zipped)
	w, err := z.Create("anything.txt")
	if err != nil {
		t.Fatal(err)
	}
	w.Write(original)
	z.Close()
	g := gzip.NewWriter(&gzipped)
	g.Write(original)
	g.Close()
	for name, c := range map[string]struct {
		text   string
		behind int // lines that the rows moved down
	}{
		"byte order mark":                  {"\ufeff" + text, 0},
		"semicolons, one more at each end": {rewrite(t, text, ';', ";\r\n"), 0},
		"tabs":                             {rewrite(t, text, '\t', "\n"), 0},
		"old Mac line ends":                {rewrite(t, text, ',', "\r"), 0},
		"UTF-16":                           {utf16, 0},
		"zip":                              {zipped.String(), 0},
		"gzip":                             {gzipped.String(), 0},
		"notes above":                      {"From the website\nof the United Nations\n\n" + text, 3},
		"no line end at the end":           {strings.TrimRight(text, "\r\n"), 0},
	} {
		p, err := collect(t, openText(t, "x", c.text), data.ReadOptions{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		want := panelOf(t, "testdata/classic22.csv").Flows
		for i := range want {
			want[i].Source, want[i].Line = p.Release.ID, want[i].Line+c.behind
		}
		if len(p.Flows) != len(want) {
			t.Errorf("%s: %d flows", name, len(p.Flows))
			continue
		}
		for i := range want {
			if p.Flows[i] != want[i] {
				t.Errorf("%s: got %v, want %v", name, p.Flows[i].Cells(), want[i].Cells())
			}
		}
	}
	// A file cut in the middle of a row says where.
	_, err = collect(t, openText(t, "x", text[:len(text)-60]), data.ReadOptions{})
	if err == nil || !strings.Contains(err.Error(), "x:5:") || !strings.Contains(err.Error(), "cut off") {
		t.Errorf("cut: %v", err)
	}
}
