package locale_test

import (
	"fmt"
	"strings"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

// shown replaces the no-break spaces, which a reader of the example could not
// tell from blanks.
func shown(s string) string {
	return strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(s)
}

func ExampleLanguage_Value() {
	trade := data.MustNumber("3500000000")
	for _, l := range locale.Languages {
		fmt.Println(shown(l.Value(trade, data.USD)), "|", shown(l.Long(trade, data.USD)))
	}
	// Output:
	// $3.5bn | $3.5 billion
	// 3,5 Md$ | 3,5 milliards de dollars
	// 3,5 tỷ USD | 3,5 tỷ USD
}

func ExampleLanguage_Amount() {
	share := data.MustAmount(data.Statement{Bound: data.BoundMoreThan, Value: data.Int(80), Unit: data.Percent})
	for _, l := range locale.Languages {
		fmt.Println(shown(l.Amount(share)))
	}
	// Output:
	// more than 80%
	// plus de 80 %
	// hơn 80%
}

func ExampleLanguage_Rounded() {
	// Trade with China ÷ trade with Russia: 174.5 ÷ 3.55 to 175.5 ÷ 3.45.
	ends := data.Interval{Low: data.Frac(17450, 355), High: data.Frac(17550, 345), LowOpen: true, HighOpen: true}
	fmt.Println(locale.English.Rounded(data.Int(50), ends, data.Ratio))
	// Output: 50 (49–51)
}

func ExampleLanguage_List() {
	var names []string
	for _, code := range []string{"CHN", "USA", "RUS"} {
		names = append(names, locale.French.Country(code))
	}
	fmt.Println(locale.French.List(names))
	// Output: Chine, États-Unis et Russie
}

func ExampleLanguage_Text() {
	fmt.Println(locale.English.Text(locale.SourceNote, "UN Comtrade"))
	fmt.Println(shown(locale.French.Text(locale.SourceNote, "UN Comtrade")))
	// Output:
	// Source: UN Comtrade
	// Source : UN Comtrade
}

func ExampleParse() {
	_, err := locale.Parse("de")
	fmt.Println(err)
	// Output: unknown language "de"; write one of en, fr, vi
}
