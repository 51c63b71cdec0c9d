package data_test

import (
	"fmt"

	"github.com/periplus-data/periplus/data"
)

// An article prints "3.5 billion dollars" and "more than 80%".
func ExampleNewAmount() {
	trade, err := data.NewAmount(data.Statement{
		Value: data.Int(3_500_000_000), Step: data.Int(100_000_000), Unit: data.USD,
		Bound: data.BoundExact, Rounding: data.RoundingNearest,
	}, data.Int(0), data.Number{})
	if err != nil {
		fmt.Println(err)
		return
	}
	share, err := data.NewAmount(data.Statement{Value: data.Int(80), Unit: data.Percent, Bound: data.BoundMoreThan}, data.Int(0), data.Int(100))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(trade.Low, trade.High, trade.HighOpen)
	fmt.Println(share.Low, share.LowOpen, share.High)
	// Output:
	// 3450000000 3550000000 true
	// 80 true 100
}

func ExampleNumber() {
	third := data.Int(1).Quo(data.Int(3)) // exact
	fmt.Println(third.Mul(data.Int(3)))
	fmt.Println(third.Significant(data.Down), third.Significant(data.Up))
	// Output:
	// 1
	// 0.333333333333 0.333333333334
}

func ExampleFigures_Frame() {
	figures := data.Figures{Figures: []data.Figure{{
		ID: "deals", Measure: "agreements", Reporter: "VNM", Partner: "RUS",
		Amount: data.MustAmount(data.Statement{Value: data.Int(12), Bound: data.BoundMoreThan, Unit: data.Count}),
	}}}
	fmt.Println(figures.Frame().Select([]string{"id", "bound", "value", "low", "high"}))
	// Output:
	// [1x5] DataFrame
	//
	//     id       bound     value     low       high
	//  0: deals    more_than 12.000000 13.000000 NaN
	//     <string> <string>  <float>   <float>   <float>
}
