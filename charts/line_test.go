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
		{name: "line_many_en", df: manyFrame(), o: Options{
			Title: "Five partners stand out, the others move along the bottom", Subtitle: "Imports by partner, made up for this picture"}},
		{name: "line_log_en", df: logFrame(), o: Options{
			Title: "One grew a thousandfold, one hardly at all", Subtitle: "Exports, made up for this picture", Note: "Made-up numbers"},
			settings: map[string]string{"log": "yes"}},
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

// manyFrame has fourteen series over twenty years, made up: straight lines with
// a wave of their own.
func manyFrame() dataframe.DataFrame {
	partners := []string{"China", "Republic of Korea", "Japan", "United States", "Thailand", "Malaysia", "Indonesia", "Germany", "India", "Australia", "France", "Singapore", "Italy", "Russia"}
	wave := []float64{0, 2, 3, 1, -2, -3, -1}
	var rows []string
	for year := 2003; year <= 2022; year++ {
		for i, partner := range partners {
			v := 30/float64(i+1) + float64(year-2003)*6/float64(i*i+1) + wave[(year+2*i)%7]/2
			rows = append(rows, fmt.Sprintf("%d|%s|%.0f00000000|USD", year, partner, 10*max(v, 0.2)))
		}
	}
	return table("date|series|value|unit", rows...)
}

// logFrame has two series that differ by powers of ten, with estimates and
// months; the numbers are made up.
func logFrame() dataframe.DataFrame {
	var rows []string
	for i, v := range []string{"2000000", "9000000", "31000000", "64000000", "120000000", "310000000", "480000000", "900000000", "1300000000", "1900000000", "2600000000"} {
		rows = append(rows, fmt.Sprintf("%d|Telephones|%s|USD|%t", 2010+i, v, i < 3))
	}
	for i, v := range []string{"610000000", "640000000", "590000000", "660000000", "700000000", "730000000", "690000000", "710000000", "760000000", "740000000", "790000000"} {
		rows = append(rows, fmt.Sprintf("%d|Rice|%s|USD|%t", 2010+i, v, i == 10))
	}
	return table("date|series|value|unit|estimated", rows...)
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
