package factsheet

import (
	"fmt"
	"strings"
	"testing"

	"github.com/periplus-data/periplus/data"
)

// panel makes a record of lines "supplier recipient product year value", where
// WLD on one side makes the row one of a table, and a value of "30/2" begins a
// deal of two years.
func panel(t *testing.T, name string, lines string) *data.Panel {
	t.Helper()
	p := &data.Panel{Release: data.Release{File: name, Closed: true, Generated: data.Date{Year: 2023, Month: 12, Day: 11}}}
	for i, line := range strings.Split(strings.TrimSpace(lines), "\n") {
		var supplier, recipient, product, value string
		var year int
		if _, err := fmt.Sscan(line, &supplier, &recipient, &product, &year, &value); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		f := data.Flow{Reporter: recipient, Partner: supplier, Flow: data.Import, Product: strings.ReplaceAll(product, "_", " "),
			Classification: "SIPRI", Period: data.Date{Year: year}, Unit: data.TIVMillion, Line: i + 1}
		if recipient == data.World && supplier != data.World {
			f.Reporter, f.Partner, f.Flow = supplier, recipient, data.Export
		}
		if total, parts, ok := strings.Cut(value, "/"); ok {
			fmt.Sscan(parts, &f.Parts)
			f.Estimate = "divided evenly"
			for n, part := range data.MustDecimal(total).Split(f.Parts) {
				f.Period.Year, f.Value = year+n, part
				p.Flows = append(p.Flows, f)
			}
			continue
		}
		f.Value = data.MustDecimal(value)
		p.Flows = append(p.Flows, f)
	}
	return p
}
