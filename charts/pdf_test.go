package charts

import (
	"bytes"
	"testing"
)

func TestPDF_Smoke(t *testing.T) {
	for _, g := range goldenCharts() {
		p := g.draw(t)
		a, err := p.PDF()
		if err != nil {
			t.Fatal(err)
		}
		b, _ := g.draw(t).PDF()
		if !bytes.Equal(a, b) {
			t.Errorf("%s: two PDFs differ", g.name)
		}
	}
}
