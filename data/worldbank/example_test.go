package worldbank_test

import (
	"fmt"
	"log"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
	"github.com/periplus-data/periplus/data/worldbank"
)

// WITS's Export is without re-exports, and the European Union a sum over its
// members. (The values of this file are made up.)
func ExampleOpen() {
	f, err := file.Open("testdata/wits.csv", file.Options{})
	if err != nil {
		log.Fatal(err)
	}
	defer f.Close()
	r, err := worldbank.Open(f, data.ReadOptions{})
	if err != nil {
		log.Fatal(err)
	}
	for f, err := range r.Flows {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%s %s %s %s %s %s %q\n", f.Reporter, f.Partner, f.Flow, f.Product, f.Period, f.Value, f.Aggregate)
	}
	// Output:
	// VNM WLD DX TOTAL 2009 130279575 "partner"
	// VNM COD FM TOTAL 2009 67 ""
	// WB:EUU SRB X TOTAL 2009 1500 "reporter"
	// VNM Comtrade:899 RX 010121 2019 250 ""
	// SDN WLD M 010129 2010 7000 "partner"
}
