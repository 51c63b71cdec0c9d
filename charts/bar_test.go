package charts

import (
	"slices"
	"testing"

	"github.com/go-gota/gota/dataframe"
	"pgregory.net/rapid"

	"github.com/periplus-data/periplus/data/locale"
)

var _ = cases("bar", kindCase{
	goldens: []golden{
		{name: "bar_en", df: tradeFrame(), o: Options{
			Title:    "Viet Nam trades far more with China and the United States than with Russia",
			Subtitle: "Viet Nam’s trade in goods, exports plus imports, by partner, 2022"}},
		{name: "bar_fr", df: tradeFrame(), o: Options{Language: locale.French, Width: 420,
			Title:    "Le Viêt Nam commerce bien plus avec la Chine qu’avec la Russie",
			Subtitle: "Échanges commerciaux du Viêt Nam par partenaire, 2022", Source: "article sur la visite de juin 2024"}},
		{name: "bar_open_en", df: agreementsFrame(), o: Options{
			Title: "How many agreements were signed depends on who counts what", Subtitle: "Agreements and memoranda between Russia and Viet Nam, June 2024"}},
		{name: "bar_panels_en", df: panelsFrame(), o: Options{
			Title:    "Each of the three has another largest partner",
			Subtitle: "Exports of goods by partner; numbers made up for this picture"}},
	},
	gen: func(t *rapid.T) dataframe.DataFrame {
		n := genNumber(t)
		return dataframe.New(append(genRows(t, n, anyUnit, asIs, maxAmount), texts(n, func(int) string { return genName().Draw(t, "label") }, "label"))...)
	},
	shape: func(values []float64) dataframe.DataFrame {
		return shaped(values, map[string]func(int) string{"label": numbered("Country")})
	},
})

// panelsFrame has three panels of four rows, with an estimate, a bound and a row
// without a number; the numbers are made up.
func panelsFrame() dataframe.DataFrame {
	return table("facet|label|value|low|high|bound|estimated|unit|id",
		"Viet Nam|China|58000000000|||exact|false|USD|vn-cn", "Viet Nam|United States|109000000000|||exact|false|USD|vn-us",
		"Viet Nam|Japan|24000000000|||exact|false|USD|vn-jp", "Viet Nam|Russia|2000000000|||exact|true|USD|vn-ru",
		"Republic of Korea|China|156000000000|||exact|false|USD|kr-cn", "Republic of Korea|United States|110000000000|||exact|false|USD|kr-us",
		"Republic of Korea|Japan|31000000000|31000000000||at_least|false|USD|kr-jp", "Republic of Korea|Russia||||vague|false||kr-ru",
		"Kazakhstan|China|13000000000|||exact|false|USD|kz-cn", "Kazakhstan|United States|1000000000|||exact|true|USD|kz-us",
		"Kazakhstan|Japan|700000000|||exact|true|USD|kz-jp", "Kazakhstan|Russia|19000000000|17000000000|21000000000|about|false|USD|kz-ru")
}

// Panels share one scale: $58bn of Viet Nam and $156bn of Korea are as long as
// they are, and zero stands at the same place in every panel.
func TestBar_PanelsShareScale(t *testing.T) {
	p := mustDraw(t, "bar", panelsFrame(), Options{})
	bar := func(id string) rect { return filled(markOf(t, p, id), Web.Series[0].Fill)[0] }
	vn, kr, kz := bar("vn-cn"), bar("kr-cn"), bar("kz-cn")
	if !near(vn.w/58, kr.w/156, 0.001) || !near(kz.w/13, kr.w/156, 0.002) {
		t.Errorf("widths %g, %g, %g are not 58 : 156 : 13", vn.w, kr.w, kz.w)
	}
	if a, b := kr.x-vn.x, kz.x-kr.x; !near(a, b, 1) {
		t.Errorf("zeros stand at %g, %g, %g", vn.x, kr.x, kz.x)
	}
}

// A bar of an estimate is pale, 30 percent of the colour, with a dashed edge,
// as long as any other: $2bn of the $58bn beside it.
func TestBar_Estimated(t *testing.T) {
	for _, theme := range []*Theme{Web, Print, Dark} {
		p := mustDraw(t, "bar", panelsFrame(), Options{Theme: theme})
		m, fill := markOf(t, p, "vn-ru"), theme.Series[0].Fill
		if solid := filled(m, fill); len(solid) > 0 {
			t.Errorf("%s: an estimate is drawn as a fact: %v", theme.Name, solid)
		}
		whole := filled(markOf(t, p, "vn-cn"), fill)[0]
		if pale := filled(m, fill.mix(theme.Paper, 0.3)); len(pale) != 1 || !near(pale[0].w, whole.w*2/58, 0.02) || strokes(m) < 4 {
			t.Errorf("%s: an estimate is drawn as %v with %d dashes", theme.Name, pale, strokes(m))
		}
		if legend := markWords(p.plan.marks[0]); !slices.Contains(legend, "Estimated") {
			t.Errorf("%s: the legend does not explain it: %q", theme.Name, legend)
		}
	}
}
