package charts

import (
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
	},
	gen: func(t *rapid.T) dataframe.DataFrame {
		n := genNumber(t)
		return dataframe.New(append(genRows(t, n, anyUnit, asIs, maxAmount), texts(n, func(int) string { return genName().Draw(t, "label") }, "label"))...)
	},
	shape: func(values []float64) dataframe.DataFrame {
		return shaped(values, map[string]func(int) string{"label": numbered("Country")})
	},
})
