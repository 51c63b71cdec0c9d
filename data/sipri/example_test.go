package sipri_test

import (
	"context"
	"fmt"
	"log"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
	"github.com/periplus-data/periplus/data/sipri"
)

// A made-up register: who delivered arms to Viet Nam in 2010–2014, and how much
// of that is an estimate because a deal lies only partly in these years.
func ExampleOpen() {
	f, err := file.Open("testdata/new.csv", file.Options{})
	if err != nil {
		log.Fatal(err)
	}
	defer f.Close()
	reading, err := sipri.Open(f, data.ReadOptions{})
	if err != nil {
		log.Fatal(err)
	}
	panel, err := reading.Panel()
	if err != nil {
		log.Fatal(err)
	}
	sums, err := panel.Groups(context.Background(), data.Query{
		Where: data.Selection{Reporters: []string{"VNM"}, Period: data.Period{Start: data.Date{Year: 2010}, End: data.Date{Year: 2014}}},
		By:    []data.Dimension{data.ByPartner},
	})
	if err != nil {
		log.Fatal(err)
	}
	for _, s := range sums {
		fmt.Println(s.Keys[0], s.Value, s.Straddling)
	}
	// Output:
	// ISR 15 0
	// RUS 40 0
	// SIPRI:XXS 0.04 0
}

// What is ordered and not delivered stays among the deals.
func ExampleReadRegister() {
	f, err := file.Open("testdata/classic.csv", file.Options{})
	if err != nil {
		log.Fatal(err)
	}
	defer f.Close()
	register, err := sipri.ReadRegister(f, data.ReadOptions{})
	if err != nil {
		log.Fatal(err)
	}
	for i := range register.Deals {
		if d := &register.Deals[i]; d.Pending().Sign() > 0 {
			fmt.Println(d.RecipientName, d.SupplierName, d.Ordered, d.Designation, d.Pending())
		}
	}
	// Output: India France 6 Jet-6 300
}
