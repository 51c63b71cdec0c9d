package charts

import (
	"math"

	"github.com/go-gota/gota/dataframe"
	"pgregory.net/rapid"

	"github.com/periplus-data/periplus/data/locale"
)

var _ = cases("share", kindCase{
	goldens: []golden{
		{name: "share_en", df: shareFrame(), o: Options{
			Title:    "Over three decades, most arms that Viet Nam imported came from Russia",
			Subtitle: "Russia’s share of Viet Nam’s arms imports, 1995–2023",
			Note:     "A sum over 29 years: it says nothing about any single year."}},
		{name: "share_fr", df: shareFrame(), o: Options{Language: locale.French, Width: 600,
			Title: "Sur trois décennies, l’essentiel des armes importées par le Viêt Nam venait de Russie"}},
	},
	gen: func(t *rapid.T) dataframe.DataFrame {
		n := genNumber(t)
		part := func(v float64) float64 { return math.Mod(math.Abs(v), 100) }
		return dataframe.New(append(genRows(t, n, []string{"percent"}, part, 100), texts(n, func(int) string { return genName().Draw(t, "label") }, "label"))...)
	},
	shape: func(values []float64) dataframe.DataFrame {
		return shaped(values, map[string]func(int) string{"label": numbered("Country")})
	},
})
