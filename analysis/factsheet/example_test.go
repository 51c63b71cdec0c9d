package factsheet_test

import (
	"context"
	"fmt"

	"github.com/periplus-data/periplus/analysis/factsheet"
	"github.com/periplus-data/periplus/data"
)

// The suppliers of one country in two windows of one year. The numbers are
// made up.
func ExampleCompute() {
	p := &data.Panel{Release: data.Release{File: "made-up", Closed: true}}
	for i, d := range []struct {
		supplier string
		year     int
		tiv      string
	}{{"RUS", 2021, "90"}, {"USA", 2021, "10"}, {"RUS", 2022, "40"}, {"USA", 2022, "40"}} {
		p.Flows = append(p.Flows, data.Flow{Reporter: "VNM", Partner: d.supplier, Flow: data.Import, Product: "Ships", Classification: "SIPRI",
			Period: data.Date{Year: d.year}, Value: data.MustDecimal(d.tiv), Unit: data.TIVMillion, Line: i + 1})
	}
	sheet, err := factsheet.Compute(context.Background(), []data.Record{p}, factsheet.Options{End: 2022, Window: 1, Recipient: "VNM"})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range sheet.Section(factsheet.Suppliers) {
		fmt.Printf("%d %s: %s%%, before %s%%\n", r.Rank, r.PartnerName, r.Share, r.PreviousShare)
	}
	// Output:
	// 1 Russia: 50%, before 90%
	// 1 United States: 50%, before 10%
}
