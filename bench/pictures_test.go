// Package bench times what the peer's script times: single pictures of the
// built-in report. It is a module of its own, so that nothing of the product
// depends on it.
package bench

import (
	"slices"
	"testing"

	"github.com/go-gota/gota/dataframe"

	"github.com/periplus-data/periplus/charts"
	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/articles"
	"github.com/periplus-data/periplus/data/locale"
	"github.com/periplus-data/periplus/report"
)

// picture is what one picture of the report is drawn from.
type picture struct {
	kind  string
	frame dataframe.DataFrame
	chart charts.Chart
}

// pictures returns the three pictures of the report in 1200 by 675 pixels.
func pictures(b *testing.B) []picture {
	b.Helper()
	embedded, err := articles.Embedded()
	if err != nil {
		b.Fatal(err)
	}
	selected := func(ids ...string) []data.Figure {
		figures, err := embedded.Select(ids)
		if err != nil {
			b.Fatal(err)
		}
		return figures
	}
	const source = `Vladimir Poutine propose un "cadre de sécurité" de collaboration avec le Viêt Nam (vietnam-visit-2024)`
	trade := selected("vn-ru-trade-2022", "vn-cn-trade-2022", "vn-us-trade-2022")
	arms := selected("vn-ru-arms-share-1995-2023")
	return []picture{
		{"bar", charts.FromFigures(trade, locale.English), &charts.Bar{Options: charts.Options{Source: source,
			Title:    "China and the United States dwarf Russia in Viet Nam’s trade",
			Subtitle: "Viet Nam’s exports and imports with each partner, 2022, US dollars"}}},
		{"times", multiples(b, trade), &charts.Times{Base: "Russia, $3.5bn", Options: charts.Options{Source: source,
			Title:    "For each dollar of trade with Russia",
			Subtitle: "Viet Nam’s trade with China and the United States in 2022, as multiples of its trade with Russia"}}},
		{"share", charts.FromFigures(arms, locale.English), &charts.Share{Options: charts.Options{Source: source,
			Title:    "Russia delivered more than four fifths of Viet Nam’s arms, 1995 to 2023",
			Subtitle: "Share of arms imports over the whole period; the hatched part is what “more than 80%” leaves open"}}},
	}
}

// multiples divides the second figure and the third by the first.
func multiples(b *testing.B, figures []data.Figure) dataframe.DataFrame {
	b.Helper()
	times, err := report.NewTimes(append(slices.Clone(figures[1:]), figures[0]), locale.English)
	if err != nil {
		b.Fatal(err)
	}
	return times.Frame()
}

// BenchmarkSVG is the time from a frame to the bytes of an SVG.
func BenchmarkSVG(b *testing.B) {
	each(b, func(p *charts.Picture) error { p.SVG(); return nil })
}

// BenchmarkPNG is the time from a frame to the bytes of a PNG.
func BenchmarkPNG(b *testing.B) {
	each(b, func(p *charts.Picture) error { _, err := p.PNG(1); return err })
}

func each(b *testing.B, write func(*charts.Picture) error) {
	for _, p := range pictures(b) {
		b.Run(p.kind, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				drawn, err := charts.Draw(p.frame, p.chart)
				if err == nil {
					err = write(drawn)
				}
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
