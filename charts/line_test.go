package charts

import (
	"fmt"

	"github.com/go-gota/gota/dataframe"
	"pgregory.net/rapid"

	"github.com/periplus-data/periplus/data/locale"
)

var _ = cases("line", kindCase{
	goldens: []golden{
		{name: "line_en", df: lineFrame(), o: Options{
			Title: "Russian deliveries of major arms to Viet Nam have almost ceased", Subtitle: "Volume of major arms delivered, million TIV",
			Source: "SIPRI Arms Transfers Database"}},
		{name: "line_fr", df: seriesFrame(), o: Options{Language: locale.French, Width: 800,
			Title: "Plusieurs fournisseurs", Subtitle: "Volumes inventés pour cette image"}},
	},
	gen: func(t *rapid.T) dataframe.DataFrame { return genSeries(t, anyUnit, asIs) },
	shape: func(values []float64) dataframe.DataFrame {
		return shaped(values, map[string]func(int) string{"date": years(1700)})
	},
})

// genSeries draws up to six series over years, some of them missing.
func genSeries(t *rapid.T, units []string, fit func(float64) float64) dataframe.DataFrame {
	n, count := genNumber(t), rapid.IntRange(1, 6).Draw(t, "series")
	step := rapid.SampledFrom([]int{1, 1, 1, 2, 7}).Draw(t, "step")
	first := rapid.SampledFrom([]int{1950, 1999, 2018}).Draw(t, "first")
	names := make([]string, count)
	for i := range names {
		names[i] = fmt.Sprintf("%d %s", i, genName().Draw(t, "name"))
	}
	return dataframe.New(append(genRows(t, n, units, fit, maxAmount),
		texts(n, func(i int) string { return fmt.Sprint(first + i/count*step) }, "date"),
		texts(n, func(i int) string { return names[i%count] }, "series"))...)
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
