package sipri_test

import (
	"testing"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
	"github.com/periplus-data/periplus/data/sipri"
	"github.com/periplus-data/periplus/internal/shareddata"
)

// BenchmarkClassicRegister opens, reads and checks the whole classic register
// and makes a frame of it: what bench/sipri_pandas.py does without the checks.
func BenchmarkClassicRegister(b *testing.B) {
	path := shareddata.Path(b, classicRegister)
	b.ReportAllocs()
	for b.Loop() {
		f, err := file.Open(path, file.Options{})
		if err != nil {
			b.Fatal(err)
		}
		reg, err := sipri.ReadRegister(f, data.ReadOptions{})
		if err != nil {
			b.Fatal(err)
		}
		if n := reg.Frame().Nrow(); n != 27951 {
			b.Fatalf("%d rows", n)
		}
		f.Close()
	}
}
