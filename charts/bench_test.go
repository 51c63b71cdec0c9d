package charts

import (
	"testing"
)

// The time from a frame to the bytes of one picture of 1200 by 675 pixels.
func BenchmarkSVG(b *testing.B) { benchmark(b, func(p *Picture) { p.SVG() }) }

func BenchmarkPNG(b *testing.B) {
	benchmark(b, func(p *Picture) {
		if _, err := p.PNG(1); err != nil {
			b.Fatal(err)
		}
	})
}

func benchmark(b *testing.B, write func(*Picture)) {
	for _, g := range goldenCharts() {
		if g.o.Width != 0 {
			continue
		}
		b.Run(g.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				write(g.draw(b))
			}
		})
	}
}
