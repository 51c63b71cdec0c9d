package file

import (
	"errors"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

func western(t testing.TB, s string) string {
	t.Helper()
	out, err := charmap.Windows1252.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func wide(t testing.TB, s string, e unicode.Endianness, b unicode.BOMPolicy) string {
	t.Helper()
	out, err := unicode.UTF16(e, b).NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestEncoding(t *testing.T) {
	far := strings.Repeat("label,1234567\n", 1<<20/14*2) // ASCII well beyond the head and the chunks
	for _, c := range []struct{ name, raw, want, encoding, notes string }{
		{"UTF-8", "Việt Nam,1\n", "Việt Nam,1\n", "UTF-8", ""},
		{"UTF-8 far behind", far + "Việt Nam\n", far + "Việt Nam\n", "UTF-8", ""},
		{"Windows-1252", western(t, "“œuvre” à 5 €\n"), "“œuvre” à 5 €\n", "Windows-1252", "is not UTF-8; read as Windows-1252"},
		{"Windows-1252 far behind", far + western(t, "Côte d’Ivoire\n"), far + "Côte d’Ivoire\n", "Windows-1252", "is not UTF-8; read as Windows-1252"},
		// In Windows-1252 the bytes of É” are also those of ɔ in UTF-8.
		{"valid by chance", western(t, "“CAFÉ”, “thé” à côté\n"), "“CAFÉ”, “thé” à côté\n", "Windows-1252", "is not UTF-8; read as Windows-1252"},
		{"both", "Việt Nam\nCôte\n" + western(t, "été\n") + "Việt Nam\n", "Việt Nam\nCôte\nété\nViệt Nam\n", "UTF-8 and Windows-1252", "is UTF-8 but for 2 bytes, the first on line 3; they are read as Windows-1252"},
		{"lost before", "C\ufffdte\n", "C\ufffdte\n", "UTF-8", "line 1 holds U+FFFD, the mark of a character that was lost before the file was saved"},
		{"UTF-16 LE", wide(t, "Việt Nam 😀\n", unicode.LittleEndian, unicode.UseBOM), "Việt Nam 😀\n", "UTF-16", ""},
		{"UTF-16 BE", wide(t, "Việt Nam 😀\n", unicode.BigEndian, unicode.UseBOM), "Việt Nam 😀\n", "UTF-16", ""},
		{"UTF-16 without mark", wide(t, "label,value\nA,1\n", unicode.LittleEndian, unicode.IgnoreBOM), "label,value\nA,1\n", "UTF-16", "has no byte order mark; read as UTF-16"},
		{"UTF-16 long", wide(t, far+"😀", unicode.LittleEndian, unicode.UseBOM), far + "😀", "UTF-16", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, raw := range []string{c.raw, string(gz([]byte(c.raw)))} {
				f := open(t, raw, Options{})
				b, err := f.Bytes()
				if err != nil {
					t.Fatal(err)
				}
				if string(b) != c.want {
					t.Errorf("got %.60q, want %.60q", b, c.want)
				}
				if f.Encoding() != c.encoding {
					t.Errorf("encoding %s, want %s", f.Encoding(), c.encoding)
				}
				if got := strings.Join(f.Notes(), "|"); got != c.notes {
					t.Errorf("notes %q, want %q", got, c.notes)
				}
				if !strings.HasPrefix(c.want, f.Head()) || f.Head() == "" {
					t.Errorf("head %.60q", f.Head())
				}
			}
		})
	}
}

func TestEncoding_Refused(t *testing.T) {
	for _, c := range []struct{ name, raw, want string }{
		{"neither", "a\nb\nc\x81\n", "t.csv:3: is not a text file in UTF-8, UTF-16 or Windows-1252: the byte 0x81 belongs to neither; save it as CSV UTF-8"},
		{"cut UTF-16", "\xff\xfea\x00\n\x00b", "t.csv:2: is damaged: the UTF-16 text is cut off in the middle of a character; get the file again"},
		{"half a character", "\xff\xfea\x00\x00\xd8a\x00", "t.csv:1: is damaged: the UTF-16 text has half a character here; get the file again"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := New("t.csv", strings.NewReader(c.raw), Options{})
			if err == nil || err.Error() != c.want {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}

// The text is the same however the bytes arrive.
func TestEncoding_AnyPieces(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	text := strings.Repeat("é😀,Việt\r\n", 40)
	for name, raw := range map[string]string{
		"UTF-8": text, "both": text + "\xe9", "UTF-16": wide(t, text, unicode.BigEndian, unicode.UseBOM),
	} {
		want, err := open(t, raw, Options{}).Bytes()
		if err != nil {
			t.Fatal(err)
		}
		for range 20 {
			f := open(t, raw, Options{})
			d := f.decoder(io.NopCloser(&trickle{raw, r}))
			if err := iotest.TestReader(onlyReader{d}, want); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
	}
}

// onlyReader hides Close, with which TestReader would end.
type onlyReader struct{ d io.ReadCloser }

func (o onlyReader) Read(p []byte) (int, error) { return o.d.Read(p) }

func FuzzRecords(f *testing.F) {
	for _, s := range []string{
		small, "a;b\r\n\"1\n2\";3\r", "sep=;\na;b", "\ufeffé,è\n", "\xe9,\x93\n", "\xff\xfea\x00,\x00", "\"a", "a\"b\nc", "a\x00b",
		string(gz([]byte(small))), string(zipped("a.csv", small)), string(zipped("a.csv", small, "b.csv", "x")), "{\"a\":1}", "PAR1....PAR1", "<html>", "\x81", "Ã©\xe9\n",
	} {
		f.Add([]byte(s), false)
	}
	f.Fuzz(func(t *testing.T, raw []byte, lazy bool) {
		o := Options{MaxBytes: 1 << 20, MaxLine: 1 << 10}
		file, err := New("f.csv", strings.NewReader(string(raw)), o)
		if err != nil {
			asParseError(t, err)
			return
		}
		defer file.Close()
		if !utf8.ValidString(file.Head()) {
			t.Fatalf("head %q", file.Head())
		}
		for range file.Lines() {
		}
		if file.Kind() != Text {
			return
		}
		content, err := file.Bytes()
		if err != nil {
			return
		}
		text := string(content)
		plain := !strings.ContainsAny(text, "\"\x00") && len(text) < o.MaxLine
		var rows []string
		line := 0
		for rec, err := range file.Records(Dialect{LazyQuotes: lazy}) {
			if err != nil {
				asParseError(t, err)
				if plain {
					t.Fatalf("%q: %v", text, err)
				}
				continue
			}
			if rec.Line <= line {
				t.Fatalf("line %d after %d", rec.Line, line)
			}
			line = rec.Line
			lines, cols := rec.Places()
			for i := range rec.Cells {
				if l, c := rec.Place(i); l < rec.Line || c < 1 || lines[i] != l || cols[i] != c {
					t.Fatalf("place %d:%d of a record on line %d, in one pass %d:%d", l, c, rec.Line, lines[i], cols[i])
				}
			}
			rows = append(rows, strings.Join(rec.Cells, string(file.Comma())))
		}
		if !plain || file.start.skip > 0 {
			return
		}
		// What is not quoted comes back whole, without blank lines.
		want := strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' })
		if strings.Join(rows, "\n") != strings.Join(want, "\n") {
			t.Fatalf("got %q, want %q", rows, want)
		}
	})
}

func TestNotText_IsTold(t *testing.T) {
	_, err := New("t.csv", strings.NewReader("a\x81\n"), Options{})
	if !errors.Is(err, ErrNotText) {
		t.Errorf("%v is not ErrNotText", err)
	}
}

// Two readers at once find the same encoding; run with -race.
func TestFile_SeveralReaders(t *testing.T) {
	f := open(t, strings.Repeat("label,1234567\n", 100_000)+western(t, "Côte d’Ivoire,1\n"), Options{})
	rows := make(chan int)
	for range 2 {
		go func() {
			n := 0
			for rec, err := range f.Records(Dialect{}) {
				if err != nil || rec.Line == 100_001 && rec.Cells[0] != "Côte d’Ivoire" {
					t.Errorf("%v %v", rec, err)
				}
				n++
			}
			rows <- n
		}()
	}
	if a, b := <-rows, <-rows; a != 100_001 || b != a {
		t.Errorf("%d and %d rows", a, b)
	}
	if got := strings.Join(f.Notes(), "|"); got != "is not UTF-8; read as Windows-1252" {
		t.Errorf("notes %q", got)
	}
}
