package analysis_test

import (
	"context"
	"fmt"

	"github.com/periplus-data/periplus/analysis"
	"github.com/periplus-data/periplus/data"
)

// A made-up register: 80 of 100 came from Russia over ten years, but only 2 of
// 10 in the last five.
func ExampleCheck() {
	record := &data.Panel{Release: data.Release{ID: "register", Format: "register", Closed: true,
		Coverage: data.Period{Start: data.Date{Year: 2010}, End: data.Date{Year: 2019}}}}
	for _, row := range []struct {
		supplier string
		year     int
		volume   int64
	}{{"RUS", 2012, 78}, {"ISR", 2012, 12}, {"RUS", 2017, 2}, {"ISR", 2018, 8}} {
		record.Flows = append(record.Flows, data.Flow{Reporter: "VNM", Partner: row.supplier, Flow: data.Import, Product: data.AllProducts,
			Period: data.Date{Year: row.year}, Value: data.NewDecimal(row.volume, 0), Unit: data.TIVMillion})
	}
	stated := data.Figure{ID: "share", Measure: "arms_share", Reporter: "VNM", Partner: "RUS",
		Period: data.Period{Start: data.Date{Year: 2010}, End: data.Date{Year: 2019}},
		Amount: data.MustAmount(data.Statement{Value: data.Int(75), Unit: data.Percent, Bound: data.BoundMoreThan})}
	r, err := analysis.Check(context.Background(), []data.Figure{stated}, []data.Record{record}, analysis.CheckOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	f := r.Findings[0]
	fmt.Println(f.Verdict, f.Observed, f.Unit)
	for _, w := range f.Windows {
		fmt.Println(w.Period, w.Observed, w.Verdict)
	}
	fmt.Println(f.SelectionText())
	// Output:
	// holds 80 percent
	// 2015/2019 20 contradicted
	// 2010/2014 86.6666666667 holds
	// reporter=VNM partner=RUS flow=M product=TOTAL unit=TIV_million period=2010/2019 ÷ reporter=VNM flow=M product=TOTAL unit=TIV_million period=2010/2019
}

// What Check computes for a measure.
func ExampleMethods() {
	for _, m := range analysis.Methods()[:2] {
		fmt.Println(m.Measure+":", m.Formula)
	}
	// Output:
	// trade_total: exports (FOB) + imports (CIF) of the reporter with the partner
	// exports: exports of the reporter to the partner
}
