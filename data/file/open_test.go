package file

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func gz(b []byte) []byte {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	w.Write(b)
	w.Close()
	return out.Bytes()
}

func zipped(members ...string) []byte { // name, content, name, content …
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for i := 0; i < len(members); i += 2 {
		m, _ := w.Create(members[i])
		io.WriteString(m, members[i+1])
	}
	w.Close()
	return out.Bytes()
}

func write(t *testing.T, name string, b []byte) string {
	t.Helper()
	full := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(full, b, 0o666); err != nil {
		t.Fatal(err)
	}
	return full
}

const small = "a,b\n1,2\n"

func TestOpen_Content(t *testing.T) {
	book := zipped("[Content_Types].xml", "<x/>", "xl/workbook.xml", "<x/>")
	parquet := []byte("PAR1....\x00\x00\x00\x00PAR1")
	for _, c := range []struct {
		name, packing string
		b             []byte
		kind          Kind
		text          string
	}{
		{"plain", "", []byte(small), Text, small},
		{"gzip", "gzip", gz([]byte(small)), Text, small},
		{"zip", "zip", zipped("folder/", "", "folder/a.csv", small, "__MACOSX/._a.csv", "x"), Text, small},
		{"zip with a readme", "zip", zipped("Readme.txt", "hello", "a.csv", small), Text, small},
		{"World Bank's zip", "zip", zipped("API_X.csv", small, "Metadata_Country_X.csv", "c", "Metadata_Indicator_X.csv", "d"), Text, small},
		{"BOM", "", []byte("\ufeff" + small), Text, small},
		{"JSON", "", []byte(" {\"data\": []}"), JSON, " {\"data\": []}"},
		{"JSON array", "", []byte("[\n{\"a\":1}]"), JSON, "[\n{\"a\":1}]"},
		{"a bracket in a CSV", "", []byte("[1] notes,b\n"), Text, "[1] notes,b\n"},
		{"JSON in zip", "zip", zipped("a.json", "[[1]]"), JSON, "[[1]]"},
		{"workbook", "", book, XLSX, string(book)},
		{"workbook in gzip", "gzip", gz(book), XLSX, string(book)},
		{"workbook in zip", "zip", zipped("a.xlsx", string(book)), XLSX, string(book)},
		{"Parquet", "", parquet, Parquet, string(parquet)},
		{"Parquet in gzip", "gzip", gz(parquet), Parquet, string(parquet)},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, err := Open(write(t, "x.bin", c.b), Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			if f.Kind() != c.kind || f.Packing() != c.packing || f.Size != int64(len(c.b)) {
				t.Errorf("kind %v, packing %q, size %d", f.Kind(), f.Packing(), f.Size)
			}
			for range 2 {
				b, err := f.Bytes()
				if err != nil || string(b) != c.text {
					t.Fatalf("content %q, %v", b, err)
				}
			}
			if c.kind == Parquet || c.kind == XLSX {
				r, n, err := f.ReaderAt()
				if err != nil || n != int64(len(c.text)) || r == nil {
					t.Errorf("ReaderAt: %d, %v", n, err)
				}
			} else if f.Head() != c.text {
				t.Errorf("head %q", f.Head())
			}
		})
	}
}

func TestOpen_Refuses(t *testing.T) {
	page := "\n<!DOCTYPE html><html>"
	whole := gz(bytes.Repeat([]byte(small), 10000))
	z := zipped("a.csv", strings.Repeat(small, 10000))
	for _, c := range []struct {
		name string
		b    []byte
		o    Options
		want string
		is   error
	}{
		{"empty", nil, Options{}, "is empty", ErrEmpty},
		{"blank", []byte(" \n\r\n"), Options{}, "is empty", ErrEmpty},
		{"empty gzip", gz(nil), Options{}, "is empty", ErrEmpty},
		{"zip of nothing", zipped(), Options{}, "is empty: the zip holds no file", ErrEmpty},
		{"zip of an empty file", zipped("a.csv", ""), Options{}, "/a.csv: is empty", ErrEmpty},
		{"web page", []byte(page), Options{}, "is a web page, not data", nil},
		{"web page in zip", zipped("a.csv", page), Options{}, "/a.csv: is a web page, not data", nil},
		{"LFS", []byte("version https://git-lfs.github.com/spec/v1\noid sha256:1\n"), Options{}, "is a git-LFS pointer, not the data; fetch them with: git lfs pull", nil},
		{"xls", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), Options{}, "save it as .xlsx or CSV", nil},
		{"PDF", []byte("%PDF-1.7"), Options{}, "is a PDF", nil},
		{"cut gzip", whole[:len(whole)-5], Options{}, "is damaged: the gzip is cut off after 80000 bytes of content; get the file again", ErrDamaged},
		{"cut zip", z[:len(z)-30], Options{}, "is damaged: it begins as a zip", ErrDamaged},
		{"cut Parquet", []byte("PAR1............"), Options{}, "is damaged: it begins as Parquet", ErrDamaged},
		{"Parquet with a long description", []byte("PAR1....\x00\x00\x00\xffPAR1"), Options{}, "is damaged: the Parquet file says that its description has 4278190080 bytes, more than the file", ErrDamaged},
		{"gzip in gzip", gz(gz([]byte(small))), Options{}, "is packed twice", nil},
		{"zip in zip", zipped("a.zip", string(z)), Options{}, "is a zip within another archive", nil},
		{"several", zipped("a.csv", small, "b.csv", small), Options{}, "holds more than one file: a.csv, b.csv; name one, as ", ErrMember},
		{"no such member", zipped("a.csv", small), Options{Member: "b.csv"}, `holds no file "b.csv" (did you mean "a.csv"?); it holds a.csv`, nil},
		{"member of no zip", []byte(small), Options{Member: "b.csv"}, `is not a zip, so "b.csv" cannot be taken out of it`, nil},
		{"gzip over the bound", whole, Options{MaxBytes: 50_000}, "is too large: it unpacks to over 48 KB", ErrTooLarge},
		{"zip over the bound", z, Options{MaxBytes: 50_000}, "is too large: it unpacks to over 48 KB", ErrTooLarge},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := write(t, "x.csv", c.b)
			f, err := Open(path, c.o)
			if err == nil { // some show only when the content is read
				_, err = f.Bytes()
				f.Close()
			}
			if err == nil || !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), path) {
				t.Errorf("got %v, want %s", err, c.want)
			}
			if c.is != nil && !errors.Is(err, c.is) {
				t.Errorf("%v is not %v", err, c.is)
			}
			if err != nil {
				asParseError(t, err)
			}
		})
	}
}

// 100 MB of zeros pack about a thousand times.
func TestOpen_Bomb(t *testing.T) {
	f, err := Open(write(t, "x.csv", gz(append([]byte(small), bytes.Repeat([]byte("0"), 100<<20)...))), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.Bytes(); !errors.Is(err, ErrTooLarge) || !strings.Contains(err.Error(), "it unpacks to over 250 times its size") {
		t.Errorf("got %v", err)
	}
}

func TestOpen_Member(t *testing.T) {
	path := write(t, "x.zip", zipped("in/a.csv", small, "in/b.csv", "c\n"))
	for _, c := range []struct {
		path string
		o    Options
	}{{path + "/in/b.csv", Options{}}, {path, Options{Member: "in/b.csv"}}, {path, Options{Member: "b.csv"}}} {
		f, err := Open(c.path, c.o)
		if err != nil {
			t.Fatal(err)
		}
		if f.Head() != "c\n" || f.Name != path+"/in/b.csv" {
			t.Errorf("head %q, name %s", f.Head(), f.Name)
		}
		f.Close()
	}
}

func TestOpen_NotAFile(t *testing.T) {
	for path, want := range map[string]string{
		t.TempDir():                            "is a folder; name a file in it",
		filepath.Join(t.TempDir(), "none.csv"): "cannot be read: no such file or directory",
		os.DevNull:                             "is a device, not a file that can be read twice",
	} {
		if _, err := Open(path, Options{}); err == nil || !strings.HasPrefix(err.Error(), path+": "+want) {
			t.Errorf("%s: got %v, want %s", path, err, want)
		}
	}
}

func TestNew_LongStreamIsSpooled(t *testing.T) {
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	text := strings.Repeat("abcdefghij,1234567\n", 2<<20)
	f, err := New("standard input", strings.NewReader(text), Options{})
	if err != nil {
		t.Fatal(err)
	}
	b, err := f.Bytes()
	if err != nil || string(b) != text {
		t.Errorf("%d bytes, %v; want %d", len(b), err, len(text))
	}
	if err := f.Close(); err != nil {
		t.Error(err)
	}
	if left, _ := os.ReadDir(temp); len(left) > 0 {
		t.Errorf("%v stays", left)
	}
}

// The hash of "abc" is published in FIPS 180-4.
func TestSHA256(t *testing.T) {
	got, err := open(t, "abc", Options{}).SHA256()
	if want := "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"; err != nil || got != want {
		t.Errorf("got %s, %v", got, err)
	}
}

// TestFile_Position: after all 12 bytes were read the position is 12, and a new
// reader begins again.
func TestFile_Position(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.csv")
	if err := os.WriteFile(path, []byte("a,b\n1,2\n3,4\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	f, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for range 2 {
		r, err := f.Reader()
		if err != nil || f.Position() != 0 {
			t.Fatalf("at byte %d before reading, %v", f.Position(), err)
		}
		if _, err := io.ReadAll(r); err != nil || f.Position() != f.Size || f.Size != 12 {
			t.Errorf("at byte %d of %d, %v", f.Position(), f.Size, err)
		}
		r.Close()
	}
}
