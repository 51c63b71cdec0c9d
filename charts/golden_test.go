package charts

import (
	"bytes"
	"flag"
	"fmt"
	"image"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden files; look at the difference")

// themedCharts are pictures of one kind in every other theme: series on one
// another with bounds, a missing number and a legend, in print, dark and a
// theme of a user's own.
func themedCharts(t testing.TB) (out []golden) {
	t.Helper()
	own, err := ReadTheme(themeFiles("based_on: web\npaper: \"#fff1e5\"\ngrid: \"#ecdfd3\"\nseries: [\"#990f3d\", \"#0d7680\", {fill: \"#ccc1b7\", texture: vertical}]\nletters: 1.1\n"), "house/theme.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, theme := range []*Theme{Print, Dark, own} {
		for _, g := range kindCases["columns"].goldens {
			if g.name == "columns_stacked_en" {
				g.kind, g.name, g.o.Theme = "columns", "columns_"+theme.Name+"_en", theme
				out = append(out, g)
			}
		}
	}
	return out
}

// TestGolden compares the SVG byte for byte, and the plan as text, so that most
// differences can be read without a picture.
func TestGolden(t *testing.T) {
	for _, g := range append(goldenCharts(), themedCharts(t)...) {
		t.Run(g.name, func(t *testing.T) {
			p := g.draw(t)
			proveLayout(t, p)
			compare(t, g.name+".svg", p.SVG())
			compare(t, g.name+".txt", []byte(listing(p)))
		})
	}
}

func compare(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", "golden", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("no golden file: %v; run go test -update and look at it", err)
	}
	if bytes.Equal(got, want) {
		return
	}
	gotPath := strings.TrimSuffix(path, filepath.Ext(path)) + ".got" + filepath.Ext(path)
	if err := os.WriteFile(gotPath, got, 0o644); err != nil {
		t.Error(err)
	}
	t.Errorf("%s differs from the golden file; see %s", name, gotPath)
}

// TestGolden_PNG compares pixels, since the bytes of a PNG also depend on the
// compressor.
func TestGolden_PNG(t *testing.T) {
	for _, g := range append(goldenCharts(), themedCharts(t)...) {
		if !strings.HasSuffix(g.name, "_en") {
			continue
		}
		t.Run(g.name, func(t *testing.T) {
			got, err := g.draw(t).PNG(0.5)
			if err != nil {
				t.Fatal(err)
			}
			path := filepath.Join("testdata", "golden", g.name+".png")
			if *update {
				if err := os.WriteFile(path, got, 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatalf("no golden file: %v; run go test -update and look at it", err)
			}
			if n := differentPixels(t, got, want); n > 0 {
				t.Errorf("%d pixels differ from %s", n, path)
			}
		})
	}
}

func differentPixels(t *testing.T, a, b []byte) (n int) {
	t.Helper()
	decode := func(b []byte) image.Image {
		img, err := png.Decode(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		return img
	}
	x, y := decode(a), decode(b)
	if x.Bounds() != y.Bounds() {
		t.Fatalf("size %v, want %v", x.Bounds(), y.Bounds())
	}
	for j := range x.Bounds().Dy() {
		for i := range x.Bounds().Dx() {
			if x.At(i, j) != y.At(i, j) {
				n++
			}
		}
	}
	return n
}

// listing writes a plan as text: titles, every mark with its figure, its words
// and the extent of its shapes.
func listing(p *Picture) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%g × %g\ntitle %s\ndescription %s\n", p.Width, p.Height, p.Title, p.Description)
	for _, m := range p.plan.marks {
		fmt.Fprintf(&b, "mark %q %q\n", m.figure, m.title)
		for _, s := range m.shapes {
			if s.text != "" {
				fmt.Fprintf(&b, "  text %q at %g,%g size %g length %g %s\n", s.text, s.at.x, s.at.y, s.size, s.length, s.color)
				continue
			}
			r := extent(s)
			fmt.Fprintf(&b, "  %d outlines %g,%g to %g,%g stroke %g %s\n", len(s.outlines)+len(s.circles), r.x, r.y, quantise(r.right()), quantise(r.bottom()), s.stroke, s.color)
		}
	}
	return b.String()
}

// extent is the rectangle around the outlines and circles of a shape.
func extent(s shape) rect {
	low, high := point{math.Inf(1), math.Inf(1)}, point{math.Inf(-1), math.Inf(-1)}
	hold := func(x, y float64) {
		low, high = point{min(low.x, x), min(low.y, y)}, point{max(high.x, x), max(high.y, y)}
	}
	for _, o := range s.outlines {
		for _, pt := range o {
			hold(pt.x, pt.y)
		}
	}
	for _, c := range s.circles {
		hold(c.x-c.radius, c.y-c.radius)
		hold(c.x+c.radius, c.y+c.radius)
	}
	return rect{low.x, low.y, high.x - low.x, high.y - low.y}
}
