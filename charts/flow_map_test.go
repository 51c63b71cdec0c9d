package charts

import (
	"github.com/go-gota/gota/dataframe"
	"pgregory.net/rapid"
)

var _ = cases("flow-map", kindCase{
	goldens: []golden{
		{name: "flow_map_en", df: supplierRoutes(), o: Options{
			Title: "Four fifths of Viet Nam’s arms came from Russia", Subtitle: "Share of imports of major arms by supplier, 1995–2023",
			Source: "SIPRI Arms Transfers Database"}},
		{name: "flow_map_fr", df: routesFrame(), o: Options{Language: "fr", Width: 420,
			Title: "Qui livre à qui", Subtitle: "Échanges en 2022", Note: "Chiffres inventés pour cette image."}},
	},
	gen: func(t *rapid.T) dataframe.DataFrame {
		codes := []string{"VNM", "Russia", "840", "CN", "TUV", "SGP", "Western Sahara", "FJI", "LUX", "CHL", "CAN", "NZL"}
		var from, to []string
		for i, a := range codes {
			for _, b := range codes[i+1:] {
				from, to = append(from, a, b), append(to, b, a)
			}
		}
		order := rapid.Permutation(numbers(len(from))).Draw(t, "pairs")
		n := rapid.IntRange(1, 25).Draw(t, "rows")
		return dataframe.New(append(genRows(t, n, anyUnit, abs, maxAmount),
			texts(n, func(i int) string { return from[order[i]] }, "from"), texts(n, func(i int) string { return to[order[i]] }, "to"))...)
	},
	shape: func(values []float64) dataframe.DataFrame {
		return shaped(values, map[string]func(int) string{
			"from": func(i int) string { return somePlace(i / 20) }, "to": func(i int) string { return somePlace(20 + i%20) }})
	},
})

func abs(v float64) float64 {
	if v < 0 {
		return -v
	}
	return v
}

func numbers(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

// supplierRoutes has the suppliers of Viet Nam in 1995–2023, in percent of the
// volume of major arms delivered (SIPRI Arms Transfers Database).
func supplierRoutes() dataframe.DataFrame {
	return table("from|to|value|unit|id",
		"Russia|Viet Nam|81.5|percent|f1", "Israel|Viet Nam|5.9|percent|f2", "Belarus|Viet Nam|3.2|percent|f3",
		"Ukraine|Viet Nam|2.9|percent|f4", "South Korea|Viet Nam|1.3|percent|f5", "United States|Viet Nam|1.2|percent|f6")
}

// routesFrame has made-up flows between several places, both ways, with an
// interval, an open bound, an estimate, a zero and a group of countries.
func routesFrame() dataframe.DataFrame {
	return table("from|to|value|low|high|bound|unit|estimated|id",
		"FRA|DZA|40|||exact|USD||f1", "DZA|FRA|22|||exact|USD||f2", "FRA|POL|18|10|30|about|USD||f3", "DEU|TUR|25|||exact|USD||f4",
		"DEU|EGY|12|12||at_least|USD||f5", "TUR|UKR|9|||exact|USD|true|f6", "POL|UKR|15|||exact|USD||f7", "DEU|ITA|0|||exact|USD||f8", "European Union|UKR|30|||exact|USD||f9")
}
