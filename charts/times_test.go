package charts

import (
	"math"

	"github.com/go-gota/gota/dataframe"
	"pgregory.net/rapid"

	"github.com/periplus-data/periplus/data/locale"
)

var _ = cases("times", kindCase{
	goldens: []golden{
		{name: "times_en", df: timesFrame(), settings: map[string]string{"base": "Viet Nam’s trade with Russia, $3.5bn"}, o: Options{
			Title: "China’s trade with Viet Nam is about 50 times Russia’s", Subtitle: "Viet Nam’s trade by partner, 2022, as multiples of its trade with Russia"}},
		{name: "times_fr", df: timesFrame(), settings: map[string]string{"base": "le commerce avec la Russie, 3,5 Md$"}, o: Options{Language: locale.French, Width: 600,
			Title: "La Chine commerce environ 50 fois plus avec le Viêt Nam que la Russie"}},
	},
	gen: func(t *rapid.T) dataframe.DataFrame {
		n := genNumber(t)
		return dataframe.New(append(genRows(t, n, []string{"ratio", ""}, math.Abs, maxAmount), texts(n, func(int) string { return genName().Draw(t, "label") }, "label"))...)
	},
	shape: func(values []float64) dataframe.DataFrame {
		return shaped(values, map[string]func(int) string{"label": numbered("Country")})
	},
})
