package cepii

import (
	"context"
	"testing"

	"github.com/periplus-data/periplus/data"
)

func BenchmarkRecord_Groups(b *testing.B) {
	text, _ := long(500_000)
	f := open(b, plain, text)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		r, err := NewRecord(f, BACIOptions{})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := r.Groups(context.Background(), data.Query{By: []data.Dimension{data.ByPartner, data.ByReporter}}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkOpenBACI_Flows(b *testing.B) {
	text, _ := long(500_000)
	f := open(b, plain, text)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		r, err := OpenBACI(f, BACIOptions{})
		if err != nil {
			b.Fatal(err)
		}
		for _, err := range r.Flows {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}
