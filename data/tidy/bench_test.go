package tidy

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
)

// BenchmarkOpen reads a tidy CSV of 200,000 rows, made up with a seed, by a
// mapping.
func BenchmarkOpen(b *testing.B) {
	var text bytes.Buffer
	r := rand.New(rand.NewPCG(1, 2))
	codes := []string{"VNM", "CHN", "USA", "FRA", "DEU", "JPN", "NAM", "World"}
	text.WriteString("from,to,flow,hs,year,value\n")
	const rows = 200_000
	for range rows {
		fmt.Fprintf(&text, "%s,%s,X,%06d,%d,%.3f\n", codes[r.IntN(7)], codes[r.IntN(8)], r.IntN(970_000), 1995+r.IntN(29), r.Float64()*1e6)
	}
	m := mapping(b, "columns: {reporter: from, partner: to, flow: flow, product: hs, period: year, value: value}\nunit: USD\nscale: thousand\ndecimal: point\n")
	f, err := file.New("t.csv", &text, file.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	b.SetBytes(f.Size)
	for b.Loop() {
		reading, err := Open(f, m, data.ReadOptions{})
		if err != nil {
			b.Fatal(err)
		}
		n := 0
		for _, err := range reading.Flows {
			if err != nil {
				b.Fatal(err)
			}
			n++
		}
		if n != rows {
			b.Fatal(n)
		}
	}
	b.ReportMetric(rows*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}
