package charts

import (
	"testing"

	"github.com/go-gota/gota/dataframe"
	"github.com/go-gota/gota/series"

	"github.com/periplus-data/periplus/data/locale"
)

// FuzzDraw goes from any cells to a picture: nothing panics, and what is drawn
// is well formed, inside its canvas, and without texts that touch.
func FuzzDraw(f *testing.F) {
	f.Add(0, "Russia", "China", 3.5e9, 175e9, 3.45e9, 3.55e9, "exact", "USD", "Title", "Source", 1200.0, 675.0)
	f.Add(1, "Russia", "China", 1.0, 50.0, 49.15, 50.87, "", "ratio", "", "", 0.0, 0.0)
	f.Add(2, "Russia", "<script>", 80.0, 20.0, 80.0, 100.0, "more_than", "percent", "\u202e", "x\x00", 390.0, 0.0)
	f.Add(3, "2014", "2020-02", 1070.0, 10.0, 0.0, 0.0, "vague", "TIV_million", "a", "b", 240.0, 300.0)
	f.Fuzz(func(t *testing.T, kind int, a, b string, v, w, low, high float64, bound, unit, title, source string, width, height float64) {
		k := Kinds[uint(kind)%uint(len(Kinds))]
		// Amounts outside their bounds are refused at once, which would be nearly all.
		low, high = min(low, high), max(low, high)
		v, w = min(max(v, low), high), min(max(w, low), high)
		df := dataframe.New(
			series.New([]string{a, b}, series.String, "label"), series.New([]float64{v, w}, series.Float, "value"),
			series.New([]float64{low, low}, series.Float, "low"), series.New([]float64{high, high}, series.Float, "high"),
			series.New([]string{bound, ""}, series.String, "bound"), series.New([]string{unit, unit}, series.String, "unit"),
			series.New([]string{source, ""}, series.String, "source"), series.New([]string{title, ""}, series.String, "id"),
			series.New([]string{b, source}, series.String, "series"),
		)
		if width > 4000 || height > 4000 {
			t.Skip("only the time would grow")
		}
		p, err := drawKind(k.Token, df, Options{Title: title, Source: source, Width: width, Height: height, Language: locale.French}, nil)
		if err != nil {
			return
		}
		proveLayout(t, p)
		if _, err := p.PNG(64 / max(p.Width, p.Height)); err != nil && p.Width > 1 {
			t.Fatal(err)
		}
	})
}
