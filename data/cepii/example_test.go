package cepii_test

import (
	"context"
	"fmt"
	"log"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/cepii"
	"github.com/periplus-data/periplus/data/file"
)

// What Viet Nam exported to each partner, from a file that may have any length.
// (The values of this file are made up.)
func ExampleRecord_Groups() {
	f, err := file.Open("testdata/BACI_HS17_Y2022_V202401.csv", file.Options{})
	if err != nil {
		log.Fatal(err)
	}
	defer f.Close()
	r, err := cepii.NewRecord(f, cepii.BACIOptions{})
	if err != nil {
		log.Fatal(err)
	}
	groups, err := r.Groups(context.Background(), data.Query{
		Where: data.Selection{Reporters: []string{"VNM"}},
		By:    []data.Dimension{data.ByPartner},
	})
	if err != nil {
		log.Fatal(err)
	}
	for _, g := range groups {
		fmt.Println(g.Keys[0], g.Value, g.Unit, g.Valuation)
	}
	// Output:
	// CHN 1000000 USD FOB
	// USA 12345 USD FOB
}

// Two columns of dist_cepii; ROM and ZAR are old codes. (The values of this
// file are made up.)
func ExampleReadTable() {
	f, err := file.Open("testdata/dist_cepii.csv", file.Options{})
	if err != nil {
		log.Fatal(err)
	}
	defer f.Close()
	r, err := cepii.ReadTable(f, cepii.TableOptions{Columns: []string{"dist", "distw"}})
	if err != nil {
		log.Fatal(err)
	}
	table, err := r.Table()
	if err != nil {
		log.Fatal(err)
	}
	for _, row := range table.Rows {
		fmt.Printf("%q\n", row)
	}
	fmt.Println(table.Columns[2].Meaning)
	// Output:
	// ["ROU" "COD" "5400.5" ""]
	// ["VNM" "NAM" "9000" "9100"]
	// Kilometres between the most populated cities, great circle.
}
