package charts

import (
	"github.com/go-gota/gota/dataframe"
)

var _ = cases("symbol-map", kindCase{
	goldens: []golden{
		{name: "symbol_map_en", df: exporterPlaces(), o: Options{
			Title: "The United States exported more arms than the next four together", Subtitle: "Share of the world’s exports of major arms, 2018–22",
			Source: "SIPRI Fact Sheet, March 2023"}},
		{name: "symbol_map_vi", df: regionFrame(), o: Options{Language: "vi", Width: 420,
			Title: "Thương mại trong khu vực thay đổi không đều", Subtitle: "Thay đổi 2021–2022", Note: "Số liệu giả định cho hình này."}},
	},
	gen: genPlaces,
	shape: func(values []float64) dataframe.DataFrame {
		return shaped(values, map[string]func(int) string{"place": somePlace})
	},
})

// exporterPlaces has the ten largest exporters of major arms in 2018–22: SIPRI
// Fact Sheet, Trends in International Arms Transfers 2022, March 2023, table 1.
func exporterPlaces() dataframe.DataFrame {
	return table("place|value|unit|id",
		"USA|40|percent|f1", "RUS|16|percent|f2", "FRA|11|percent|f3", "CHN|5.2|percent|f4", "DEU|4.2|percent|f5",
		"ITA|3.8|percent|f6", "GBR|3.2|percent|f7", "ESP|2.6|percent|f8", "KOR|2.4|percent|f9", "ISR|2.3|percent|f10")
}
