package store_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/store"
)

// The same file in two folders gives the same catalogue, warnings and rejects
// included.
func TestAdd_FolderOfTheSource(t *testing.T) {
	var catalogues [][]byte
	for _, folder := range []string{"/home/a/downloads", "data"} {
		path := folder + "/x.csv"
		r := &data.Reading{Release: data.Release{ID: "made-up", Format: "flows", File: path, SHA256: strings.Repeat("0", 64)},
			Account:  data.Account{Of: "rows", Read: 2, Flows: 1, Rejects: []*data.ParseError{{File: path, Line: 3, Err: errors.New("cannot be read")}}},
			Warnings: []error{errors.New(path + ": is odd")},
			Flows: func(yield func(data.Flow, error) bool) {
				yield(data.Flow{Reporter: "VNM", Partner: "RUS", Flow: data.Import, Product: data.AllProducts, Period: data.Date{Year: 2020}, Value: data.MustDecimal("1"), Unit: data.USD, Source: "made-up"}, nil)
			}}
		dir := t.TempDir()
		s, err := store.Create(dir, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Add(context.Background(), r, store.AddOptions{}); err != nil {
			t.Fatal(err)
		}
		raw, err := os.ReadFile(filepath.Join(dir, "catalogue.json"))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(raw, []byte(`"x.csv: is odd"`)) || !bytes.Contains(raw, []byte(`"x.csv:3: cannot be read"`)) {
			t.Errorf("the catalogue is %s", raw)
		}
		catalogues = append(catalogues, raw)
	}
	if !bytes.Equal(catalogues[0], catalogues[1]) {
		t.Error("the folder of the source is in the catalogue")
	}
}
