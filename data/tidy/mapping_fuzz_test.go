package tidy

import (
	"bytes"
	"errors"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
)

// FuzzReadMapping wants an error with a place, or a mapping that any file can
// be read by.
func FuzzReadMapping(f *testing.F) {
	for _, l := range layouts {
		f.Add([]byte(l.mapping))
	}
	paths, err := filepath.Glob(filepath.Join("..", "..", "docs", "mappings", "*.yaml"))
	if err != nil || len(paths) == 0 {
		f.Fatalf("no mappings: %v", err)
	}
	for _, path := range paths {
		raw, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	f.Add([]byte("columns: {value: [{column: \"{year}\", flow: X}]}\nunit: USD\n&a a: *a\n"))
	const text = "from,to,flow,year,value,tonnes,Value 2021\nVNM,CHN,X,2021,1,2,3\n,,,,,,\nx,\"1,5\",2,1.5,a,b,c\n"
	f.Fuzz(func(t *testing.T, raw []byte) {
		m, err := ReadMapping("m.yaml", raw)
		if err != nil {
			wantParseError(t, err)
			return
		}
		tryMapping(t, m, []byte(text))
	})
}

func wantParseError(t *testing.T, err error) {
	t.Helper()
	var pe *data.ParseError
	if !errors.As(err, &pe) {
		t.Fatalf("%v is no ParseError", err)
	}
}

// tryMapping reads a file by a mapping, strictly and not, and wants accounts
// that close.
func tryMapping(t *testing.T, m *Mapping, raw []byte) {
	t.Helper()
	f, err := file.New("t", bytes.NewReader(raw), file.Options{MaxBytes: 1 << 22, MaxLine: 1 << 16})
	if err != nil {
		wantParseError(t, err)
		return
	}
	defer f.Close()
	for _, keep := range []bool{false, true} {
		r, err := Open(f, m, data.ReadOptions{KeepGoing: keep})
		if err != nil {
			wantParseError(t, err)
			continue
		}
		p, err := r.Panel() // which checks the account
		if err != nil {
			wantParseError(t, err)
			continue
		}
		for i := range p.Flows {
			if fl := &p.Flows[i]; fl.Reporter == "" || fl.Period.Year == 0 || fl.Unit == "" || fl.Source == "" {
				t.Fatalf("flow %+v", fl)
			}
		}
	}
}

// FuzzOpen reads damaged files of every layout by every mapping.
func FuzzOpen(f *testing.F) {
	for i, l := range layouts {
		raw, err := os.ReadFile(filepath.Join("testdata", "layouts", l.file))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw, byte(i))
	}
	f.Add([]byte("from,to,flow,year,value,tonnes\nVNM,\"a\"b,X,2022,1e309,.\n"), byte(0))
	f.Fuzz(func(t *testing.T, raw []byte, layout byte) {
		m, err := ReadMapping("m.yaml", []byte(layouts[int(layout)%len(layouts)].mapping))
		if err != nil {
			t.Fatal(err)
		}
		tryMapping(t, m, raw)
	})
}

// FuzzOpenFlows wants that what is read as flows is written, and reads the
// same again.
func FuzzOpenFlows(f *testing.F) {
	for _, format := range FlowsFormats() {
		f.Add(written(f, format, oddFlows, oddRelease))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		in, err := file.New("t", bytes.NewReader(raw), file.Options{MaxBytes: 1 << 22, MaxLine: 1 << 16})
		if err != nil {
			wantParseError(t, err)
			return
		}
		defer in.Close()
		if _, ok := RecognizeFlows(in); !ok {
			return
		}
		r, err := OpenFlows(in, data.ReadOptions{})
		if err != nil {
			wantParseError(t, err)
			return
		}
		p, err := r.Panel()
		if err != nil {
			wantParseError(t, err)
			return
		}
		for _, f := range p.Flows {
			if f.Line < 0 || f.Line > math.MaxInt64/2 {
				t.Fatalf("line %d", f.Line)
			}
		}
		again := readFlows(t, written(t, "csv", p.Flows, p.Release))
		for i := range again.Flows {
			if again.Flows[i] != p.Flows[i] {
				t.Fatalf("%+v\nbecame\n%+v", p.Flows[i], again.Flows[i])
			}
		}
	})
}
