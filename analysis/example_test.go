package analysis_test

import (
	"fmt"

	"github.com/periplus-data/periplus/analysis"
	"github.com/periplus-data/periplus/data"
)

// dollarsIn2022 is a figure as an article prints it: so many dollars, the last
// digit worth a step.
func dollarsIn2022(id, partner string, value, step int64) data.Figure {
	in2022 := data.Date{Year: 2022}
	return data.Figure{
		ID: id, Measure: "trade_total", Reporter: "VNM", Partner: partner, Period: data.Period{Start: in2022, End: in2022},
		Amount: data.MustAmount(data.Statement{Value: data.Int(value), Step: data.Int(step), Unit: data.USD,
			Bound: data.BoundExact, Rounding: data.RoundingNearest}),
	}
}

// $175 billion is 174.5 to 175.5, and $3.5 billion 3.45 to 3.55: by hand, the
// ratio lies between 174.5 ÷ 3.55 and 175.5 ÷ 3.45.
func ExampleCompare() {
	china := dollarsIn2022("china", "CHN", 175_000_000_000, 1_000_000_000)
	russia := dollarsIn2022("russia", "RUS", 3_500_000_000, 100_000_000)
	r, err := analysis.Compare(analysis.Ratio, []data.Figure{china, russia}, analysis.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	c := r.Comparisons[0]
	fmt.Println(c.Formula, "=", c.Value)
	fmt.Println("from", c.Low.Decimals(2), "to", c.High.Decimals(2))
	fmt.Println(c.Note)
	// Output:
	// china ÷ russia = 50
	// from 49.15 to 50.87
	// bounds from rounding (nearest)
}

// Where a source may have cut digits off, the bounds are wider: 174.5 ÷ 3.6 to
// 176 ÷ 3.45.
func ExampleCompare_rounding() {
	china := dollarsIn2022("china", "CHN", 175_000_000_000, 1_000_000_000)
	russia := dollarsIn2022("russia", "RUS", 3_500_000_000, 100_000_000)
	r, err := analysis.Compare(analysis.Ratio, []data.Figure{china, russia}, analysis.Options{Rounding: data.RoundingEither})
	if err != nil {
		fmt.Println(err)
		return
	}
	c := r.Comparisons[0]
	fmt.Println(c.Low.Decimals(2), "to", c.High.Decimals(2))
	// Output:
	// 48.47 to 51.01
}

// More than 80% leaves less than 20% for all others.
func ExampleResult_Frame() {
	share := data.Figure{ID: "share", Measure: "arms_share", Reporter: "VNM", Partner: "RUS",
		Amount: data.MustAmount(data.Statement{Value: data.Int(80), Unit: data.Percent, Bound: data.BoundMoreThan})}
	share.Amount.High = data.Int(100) // the cap of the measure
	r, err := analysis.Compare(analysis.Complement, []data.Figure{share}, analysis.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(r.Frame().Select([]string{"of", "low", "high", "high_open", "unit"}))
	// Output:
	// [1x5] DataFrame
	//
	//     of       low      high      high_open unit
	//  0: share    0.000000 20.000000 true      percent
	//     <string> <float>  <float>   <bool>    <string>
}

func ExampleLookup() {
	info, err := analysis.Lookup("share")
	fmt.Println(info.Usage, "|", info.Meaning, err)
	_, err = analysis.Lookup("ration")
	fmt.Println(err)
	// Output:
	// share PART OTHER... | PART in percent of the sum of all the figures named. <nil>
	// unknown operation "ration" (did you mean "ratio"?); write one of ratio, difference, share, rank, rate, complement, agree
}
