package tidy

import (
	"archive/zip"
	"bytes"
	"io"
	"maps"
	"path/filepath"
	"testing"
)

// parts returns the parts of a workbook.
func parts(t testing.TB, path string) map[string]string {
	t.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	out := map[string]string{}
	for _, m := range z.File {
		r, err := m.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[m.Name] = string(b)
	}
	return out
}

func packed(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range sortedKeys(parts) {
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(w, parts[name])
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// FuzzWorkbook damages the parts of a workbook, which FuzzOpen cannot do
// without breaking their check sums.
func FuzzWorkbook(f *testing.F) {
	books := []map[string]string{parts(f, filepath.Join("testdata", "layouts", "book.xlsx")), parts(f, filepath.Join("testdata", "layouts", "shared.xlsx"))}
	names := []string{"xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/worksheets/sheet3.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"}
	for i, name := range names {
		for _, whole := range books {
			if text, ok := whole[name]; ok {
				f.Add(text, byte(i))
			}
		}
	}
	f.Fuzz(func(t *testing.T, text string, part byte) {
		for i, whole := range books {
			damaged := maps.Clone(whole)
			damaged[names[int(part)%len(names)]] = text
			raw := packed(t, damaged)
			for _, l := range layouts[4+i:] {
				tryMapping(t, mapping(t, l.mapping), raw)
			}
		}
	})
}
