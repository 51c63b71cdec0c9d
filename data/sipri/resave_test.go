package sipri_test

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/csv"
	"encoding/json"
	"os"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
	"github.com/periplus-data/periplus/data/sipri"
	"github.com/periplus-data/periplus/internal/shareddata"
)

// The real registers, saved again in the ways that people do, have the same
// deals.
func TestSharedRegisters_SameWhenSavedAgain(t *testing.T) {
	for _, name := range []string{classicRegister, newRegister} {
		raw, err := os.ReadFile(shareddata.Path(t, name))
		if err != nil {
			t.Fatal(err)
		}
		want, err := sipri.ReadRegister(openShared(t, name), data.ReadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		text, err := charmap.Windows1252.NewDecoder().String(string(raw)) // the new register is ASCII
		if err != nil {
			t.Fatal(err)
		}
		header := strings.Index(text, want0(text))
		var lines strings.Builder
		for i, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
			if lines.WriteString(line); i > 10 {
				lines.WriteString(";")
			}
			lines.WriteString("\r\n")
		}
		var packed bytes.Buffer
		z := gzip.NewWriter(&packed)
		z.Write(raw)
		z.Close()
		reply, err := json.Marshal(map[string]string{"bytes": base64.StdEncoding.EncodeToString(raw), "fileName": "trade-register.csv"})
		if err != nil {
			t.Fatal(err)
		}
		for how, content := range map[string]string{
			"nothing before the header":          text[header:],
			"UTF-8 with a byte order mark":       "\ufeff" + text,
			"CRLF":                               strings.ReplaceAll(text, "\n", "\r\n"),
			"CRLF and semicolons":                lines.String(),
			"semicolons of a spreadsheet":        spreadsheet(t, text[header:], ';'),
			"tabs":                               spreadsheet(t, text[header:], '\t'),
			"gzip":                               packed.String(),
			"within a reply of SIPRI's service":  string(reply),
			"as text within a reply of the same": `{"result":` + quoteJSON(t, text) + `}`,
		} {
			f, err := file.New("f.csv", strings.NewReader(content), file.Options{})
			if err != nil {
				t.Fatal(how, err)
			}
			if format, ok := sipri.Recognize(f); !ok || format != want.Release.Format {
				t.Errorf("%s, %s: recognised as %q", name, how, format)
			}
			got, err := sipri.ReadRegister(f, data.ReadOptions{})
			if err != nil {
				t.Fatalf("%s, %s: %v", name, how, err)
			}
			if !reflect.DeepEqual(withoutPlaces(got.Deals), withoutPlaces(want.Deals)) {
				t.Errorf("%s, %s: other deals", name, how)
			}
			if !got.Release.Closed || got.Release.Coverage != want.Release.Coverage && how != "nothing before the header" && how != "semicolons of a spreadsheet" && how != "tabs" {
				t.Errorf("%s, %s: %+v", name, how, got.Release)
			}
			f.Close()
		}
	}
}

// want0 returns the first words of the header.
func want0(text string) string {
	if strings.Contains(text, "\nRecipient,") {
		return "Recipient,"
	}
	return "SIPRI AT Database ID,"
}

// spreadsheet saves the table with another delimiter, and pads each line to as
// many cells as the header has.
func spreadsheet(t *testing.T, text string, comma rune) string {
	t.Helper()
	var b strings.Builder
	w := csv.NewWriter(&b)
	w.Comma = comma
	width := 0
	for _, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		cells := strings.Split(line, ",")
		width = max(width, len(cells))
		for len(cells) < width {
			cells = append(cells, "")
		}
		if err := w.Write(cells); err != nil {
			t.Fatal(err)
		}
	}
	w.Flush()
	return b.String()
}

func quoteJSON(t *testing.T, s string) string {
	t.Helper()
	b, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
