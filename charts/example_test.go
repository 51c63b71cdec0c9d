package charts_test

import (
	"fmt"
	"log"
	"strings"

	"github.com/go-gota/gota/dataframe"
	"github.com/go-gota/gota/series"

	"github.com/periplus-data/periplus/charts"
	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

// A frame with a column bound: its rounding intervals are told in hover text
// and alternative text, and "bounds from rounding" stands in the source note.
func ExampleDraw() {
	df := dataframe.New(
		series.New([]string{"Russia", "United States", "China"}, series.String, "label"),
		series.New([]float64{3.5e9, 123e9, 175e9}, series.Float, "value"),
		series.New([]float64{3.45e9, 122.5e9, 174.5e9}, series.Float, "low"),
		series.New([]float64{3.55e9, 123.5e9, 175.5e9}, series.Float, "high"),
		series.New([]string{"exact", "exact", "exact"}, series.String, "bound"),
		series.New([]string{"USD", "USD", "USD"}, series.String, "unit"),
	)
	p, err := charts.Draw(df, &charts.Bar{Options: charts.Options{
		Title:  "Viet Nam trades far more with China than with Russia",
		Source: "article on the visit of June 2024, figures for 2022",
	}})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(p.Description)
	fmt.Println(strings.HasPrefix(string(p.SVG()), "<svg"))
	// Output:
	// Bar chart: Viet Nam trades far more with China than with Russia. China: $175bn ($174.5bn to $175.5bn, from rounding); United States: $123bn ($122.5bn to $123.5bn, from rounding); Russia: $3.5bn ($3.45bn to $3.55bn, from rounding). Source: article on the visit of June 2024, figures for 2022; bounds from rounding.
	// true
}

// What "more than" leaves open, up to the whole, is hatched.
func ExampleDraw_share() {
	df := dataframe.New(
		series.New([]string{"Russie"}, series.String, "label"),
		series.New([]float64{80}, series.Float, "value"),
		series.New([]float64{80}, series.Float, "low"),
		series.New([]float64{100}, series.Float, "high"),
		series.New([]bool{true}, series.Bool, "low_open"),
		series.New([]string{"more_than"}, series.String, "bound"),
	)
	p, err := charts.Draw(df, &charts.Share{Options: charts.Options{Language: locale.French, Title: "L’essentiel des armes importées venait de Russie"}})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(p.Description)
	png, err := p.PNG(2)
	fmt.Println(len(png) > 0, err)
	// Output:
	// Diagramme de part : L’essentiel des armes importées venait de Russie. Russie : plus de 80 % (80 % à 100 %).
	// true <nil>
}

// An error names the row, the column and what would be right.
func ExampleDraw_error() {
	df := dataframe.New(
		series.New([]string{"Russia", "China"}, series.String, "label"),
		series.New([]float64{3.5, 175}, series.Float, "value"),
		series.New([]string{"USD", "EUR"}, series.String, "unit"),
	)
	_, err := charts.Draw(df, &charts.Bar{})
	fmt.Println(err)
	// Output:
	// bar chart: unit: a bar chart has one unit, but there is USD in rows 1 (Russia); EUR in rows 2 (China); choose rows of one unit
}

func ExampleFromFigures() {
	number := data.MustNumber
	figures := []data.Figure{
		{ID: "vn-ru-trade-2022", Reporter: "VNM", Partner: "RUS", Amount: data.MustAmount(data.Statement{
			Value: number("3500000000"), Bound: data.BoundExact, Unit: data.USD, Step: number("100000000"), Rounding: data.RoundingNearest})},
		{ID: "vn-cn-trade-2022", Reporter: "VNM", Partner: "CHN", Amount: data.MustAmount(data.Statement{
			Value: number("175000000000"), Bound: data.BoundExact, Unit: data.USD, Step: number("1000000000"), Rounding: data.RoundingNearest})},
	}
	df := charts.FromFigures(figures, locale.English)
	fmt.Println(df.Names())
	fmt.Println(df.Col("label").Records(), df.Col("low").Float())
	// Output:
	// [label value low high low_open high_open unit source bound id series date]
	// [Russia China] [3.45e+09 1.745e+11]
}

func ExampleLookup() {
	_, err := charts.Lookup("shares")
	said, _, _ := strings.Cut(err.Error(), ";") // then all of them
	fmt.Println(said)
	// Output:
	// unknown kind of chart "shares" (did you mean "share"?)
}
