package charts

import (
	"fmt"

	"github.com/go-gota/gota/dataframe"
	"pgregory.net/rapid"

	"github.com/periplus-data/periplus/charts/borders"
	"github.com/periplus-data/periplus/data/locale"
)

var _ = cases("choropleth", kindCase{
	goldens: []golden{
		{name: "choropleth_en", df: importersFrame(), o: Options{
			Title: "India imported more arms than any other country", Subtitle: "Share of the world’s imports of major arms, 2018–22",
			Source: "SIPRI Fact Sheet, March 2023"}},
		{name: "choropleth_fr", df: regionFrame(), o: Options{Language: locale.French, Width: 420,
			Title: "Une région en croissance inégale", Subtitle: "Variation des échanges, 2021–2022", Note: "Chiffres inventés pour cette image."}},
	},
	gen: genPlaces,
	shape: func(values []float64) dataframe.DataFrame {
		return shaped(values, map[string]func(int) string{"place": somePlace})
	},
})

// somePlace is the code of the i-th area of the map, the large ones first.
func somePlace(i int) string {
	m, err := borders.Load("")
	if err != nil {
		panic(err)
	}
	large := []string{"USA", "CHN", "BRA", "IND", "VNM", "FRA", "QAT", "EGY"}
	if i < len(large) {
		return large[i]
	}
	for _, a := range m.Areas {
		if a.Code != "" && !contains(large, a.Code) {
			if i--; i < len(large) {
				return a.Code
			}
		}
	}
	return fmt.Sprint("no place ", i)
}

func contains(list []string, text string) bool {
	for _, s := range list {
		if s == text {
			return true
		}
	}
	return false
}

// genPlaces draws rows of places, each once.
func genPlaces(t *rapid.T) dataframe.DataFrame {
	codes := []string{"VNM", "Russia", "840", "CN", "Liechtenstein", "TUV", "SGP", "Western Sahara", "European Union", "SUN", "REU", "ATA", "FJI", "Kosovo", "LUX", "MDV", "CHL", "CAN", "Korea, North", "KNA"}
	n := rapid.IntRange(1, len(codes)).Draw(t, "rows")
	codes = rapid.Permutation(codes).Draw(t, "places")
	return dataframe.New(append(genRows(t, n, anyUnit, asIs, maxAmount), texts(n, func(i int) string { return codes[i] }, "place"))...)
}

// importersFrame has the eight largest importers of major arms in 2018–22: SIPRI
// Fact Sheet, Trends in International Arms Transfers 2022, March 2023, table 2.
func importersFrame() dataframe.DataFrame {
	return table("place|value|unit|id",
		"IND|11|percent|f1", "SAU|9.6|percent|f2", "QAT|6.4|percent|f3", "AUS|4.7|percent|f4", "CHN|4.6|percent|f5", "EGY|4.5|percent|f6", "KOR|3.7|percent|f7", "PAK|3.7|percent|f8")
}

// regionFrame has made-up changes in Southeast Asia, with an interval over two
// classes, an estimate and a place without a number.
func regionFrame() dataframe.DataFrame {
	return table("place|value|low|high|bound|unit|estimated|id",
		"Viet Nam|12.4||||percent||f1", "Thailand|3.1||||percent||f2", "Malaysia|-4.2||||percent||f3", "Indonesia|7.6||||percent||f4",
		"Philippines|-1.3||||percent||f5", "Singapore|9||||percent||f6", "Cambodia|5|2|14|about|percent||f7", "Laos|6.5||||percent|true|f8", "Myanmar||||vague|||f9", "Brunei|-8.5||||percent||f10")
}
