package file

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// tradeCSV writes rows like those of a bilateral trade file, seeded.
func tradeCSV(b *testing.B, rows int, quoted bool) (path string, size int64) {
	b.Helper()
	path = filepath.Join(b.TempDir(), "trade.csv")
	out, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	defer out.Close()
	w := bufio.NewWriter(out)
	r := rand.New(rand.NewPCG(5, 6))
	format := "%d,%d,%d,%06d,%.3f,%.3f\n"
	if quoted {
		format = strings.ReplaceAll(strings.ReplaceAll(format, ",", `","`), "\n", "\"\n")
		format = `"` + format
	}
	fmt.Fprintln(w, "t,i,j,k,v,q")
	for range rows {
		fmt.Fprintf(w, format, 1995+r.IntN(29), 4+r.IntN(890), 4+r.IntN(890), r.IntN(970000), r.Float64()*1e4, r.Float64()*1e3)
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	info, err := out.Stat()
	if err != nil {
		b.Fatal(err)
	}
	return path, info.Size()
}

// BenchmarkRecords holds Records against encoding/csv on the same file; the
// ratio of their MB/s is what counts.
func BenchmarkRecords(b *testing.B) {
	const rows = 500_000
	for _, quoted := range []bool{false, true} {
		path, size := tradeCSV(b, rows, quoted)
		name := map[bool]string{false: "plain", true: "quoted"}[quoted]
		b.Run(name+"/periplus", func(b *testing.B) {
			b.SetBytes(size)
			for b.Loop() {
				f, err := Open(path, Options{})
				if err != nil {
					b.Fatal(err)
				}
				n := 0
				for rec, err := range f.Records(Dialect{}) {
					if err != nil {
						b.Fatal(err)
					}
					n += len(rec.Cells)
				}
				f.Close()
				if n != 6*(rows+1) {
					b.Fatal(n)
				}
			}
		})
		b.Run(name+"/encoding-csv", func(b *testing.B) {
			b.SetBytes(size)
			for b.Loop() {
				f, err := os.Open(path)
				if err != nil {
					b.Fatal(err)
				}
				cr := csv.NewReader(bufio.NewReaderSize(f, 256<<10))
				cr.ReuseRecord = true
				n := 0
				for {
					cells, err := cr.Read()
					if err == io.EOF {
						break
					}
					if err != nil {
						b.Fatal(err)
					}
					n += len(cells)
				}
				f.Close()
				if n != 6*(rows+1) {
					b.Fatal(n)
				}
			}
		})
	}
}
