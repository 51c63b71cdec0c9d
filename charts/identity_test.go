package charts

import (
	"crypto/sha256"
	"fmt"
	"os"
	"testing"
)

// TestIdentity_Print prints the SHA-256 of every file that a golden chart can
// be, where PERIPLUS_IDENTITY names a file to print to. .ci/identity.sh runs it
// on several processors and compares what they print. The scale of the PNG is
// small, since an emulated processor is slow.
func TestIdentity_Print(t *testing.T) {
	path := os.Getenv("PERIPLUS_IDENTITY")
	if path == "" {
		t.Skip("PERIPLUS_IDENTITY is not set")
	}
	out, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range goldenCharts() {
		p := g.draw(t)
		pdf, err := p.PDF()
		if err != nil {
			t.Fatal(err)
		}
		img, err := p.PNG(0.5)
		if err != nil {
			t.Fatal(err)
		}
		spec, err := g.vegaLite(t)
		if err != nil { // TestVegaLite_EveryKind holds the reasons
			spec = []byte(err.Error())
		}
		for _, f := range []struct {
			format  string
			content []byte
		}{{"svg", p.SVG()}, {"pdf", pdf}, {"png", img}, {"vega-lite", spec}, {"plan", []byte(listing(p))}} {
			fmt.Fprintf(out, "%x  %s.%s\n", sha256.Sum256(f.content), g.name, f.format)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
}
