package charts

import (
	"bytes"
	"flag"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-gota/gota/dataframe"

	"github.com/periplus-data/periplus/data/locale"
)

var update = flag.Bool("update", false, "rewrite the golden files; look at the difference")

// goldenCharts are the pictures that a change is held against, and that a
// person looks at when one changes.
func goldenCharts() []struct {
	name, kind string
	df         dataframe.DataFrame
	o          Options
} {
	return []struct {
		name, kind string
		df         dataframe.DataFrame
		o          Options
	}{
		{"bar_en", "bar", tradeFrame(), Options{
			Title:    "Viet Nam trades far more with China and the United States than with Russia",
			Subtitle: "Viet Nam’s trade in goods, exports plus imports, by partner, 2022"}},
		{"bar_fr", "bar", tradeFrame(), Options{Language: locale.French, Width: 420,
			Title:    "Le Viêt Nam commerce bien plus avec la Chine qu’avec la Russie",
			Subtitle: "Échanges commerciaux du Viêt Nam par partenaire, 2022", Source: "article sur la visite de juin 2024"}},
		{"bar_open_en", "bar", agreementsFrame(), Options{
			Title: "How many agreements were signed depends on who counts what", Subtitle: "Agreements and memoranda between Russia and Viet Nam, June 2024"}},
		{"times_en", "times", timesFrame(), Options{Base: "Viet Nam’s trade with Russia, $3.5bn",
			Title: "China’s trade with Viet Nam is about 50 times Russia’s", Subtitle: "Viet Nam’s trade by partner, 2022, as multiples of its trade with Russia"}},
		{"times_fr", "times", timesFrame(), Options{Language: locale.French, Width: 600, Base: "le commerce avec la Russie, 3,5 Md$",
			Title: "La Chine commerce environ 50 fois plus avec le Viêt Nam que la Russie"}},
		{"share_en", "share", shareFrame(), Options{
			Title:    "Over three decades, most arms that Viet Nam imported came from Russia",
			Subtitle: "Russia’s share of Viet Nam’s arms imports, 1995–2023",
			Note:     "A sum over 29 years: it says nothing about any single year."}},
		{"share_fr", "share", shareFrame(), Options{Language: locale.French, Width: 600,
			Title: "Sur trois décennies, l’essentiel des armes importées par le Viêt Nam venait de Russie"}},
		{"line_en", "line", lineFrame(), Options{
			Title: "Russian deliveries of major arms to Viet Nam have almost ceased", Subtitle: "Volume of major arms delivered, million TIV",
			Source: "SIPRI Arms Transfers Database"}},
		{"line_fr", "line", seriesFrame(), Options{Language: locale.French, Width: 800,
			Title: "Plusieurs fournisseurs", Subtitle: "Volumes inventés pour cette image"}},
	}
}

// seriesFrame has two series, a missing year, a stated interval and one that
// is unbounded; the numbers are made up.
func seriesFrame() dataframe.DataFrame {
	return table("label|value|low|high|bound|unit|series|id",
		"2016|300|270|330|about|TIV_million|Russie|r16", "2017|280|260|300|about|TIV_million|Russie|r17", "2018|150|||exact|TIV_million|Russie|r18",
		"2019||||vague|TIV_million|Russie|r19", "2020|40|40||at_least|TIV_million|Russie|r20",
		"2016|60|||exact|TIV_million|Israël|i16", "2017|75|||exact|TIV_million|Israël|i17", "2018|66|||exact|TIV_million|Israël|i18",
		"2019|52|||exact|TIV_million|Israël|i19", "2020|45|||exact|TIV_million|Israël|i20")
}

// TestGolden compares the SVG byte for byte, and the plan as text, so that most
// differences can be read without a picture.
func TestGolden(t *testing.T) {
	for _, g := range goldenCharts() {
		t.Run(g.name, func(t *testing.T) {
			p := mustDraw(t, g.kind, g.df, g.o)
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
	for _, g := range goldenCharts() {
		if !strings.HasSuffix(g.name, "_en") {
			continue
		}
		t.Run(g.name, func(t *testing.T) {
			got, err := mustDraw(t, g.kind, g.df, g.o).PNG(0.5)
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
			fmt.Fprintf(&b, "  %d outlines %g,%g to %g,%g stroke %g %s\n", len(s.outlines), r.x, r.y, quantise(r.right()), quantise(r.bottom()), s.stroke, s.color)
		}
	}
	return b.String()
}

// extent is the rectangle around the outlines of a shape.
func extent(s shape) rect {
	first := s.outlines[0][0]
	low, high := first, first
	for _, o := range s.outlines {
		for _, pt := range o {
			low = point{min(low.x, pt.x), min(low.y, pt.y)}
			high = point{max(high.x, pt.x), max(high.y, pt.y)}
		}
	}
	return rect{low.x, low.y, high.x - low.x, high.y - low.y}
}
