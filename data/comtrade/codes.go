package comtrade

import (
	"fmt"
	"slices"
	"strings"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
)

// codeTables are the reference tables that the provider's clients hand out:
// the columns that tell one from another.
var codeTables = [][]string{
	{"reporterCode", "reporterDesc"},
	{"PartnerCode", "PartnerDesc"},
	{"dataItem", "description"},
	{"id", "text", "parent"},
	{"qtyCode", "qtyAbbr"},
}

// codesOf returns the columns that make a header one of a reference table, nil
// where it is none.
func codesOf(cells []string) []string {
	for _, names := range codeTables {
		all := true
		for _, name := range names {
			all = all && slices.ContainsFunc(cells, func(c string) bool { return fold(c) == fold(name) && c != "" })
		}
		if all {
			return names
		}
	}
	return nil
}

// readCodes reads a reference table: every column that has a name, as text.
// A cell in quotes may hold a line end, which becomes a blank.
func readCodes(f *file.File, reading *data.Reading) (data.Table, error) {
	var t data.Table
	var keep []int
	problems := data.Problems{File: f.Name}
	reading.Account = data.Account{Of: "rows"}
	width := 0
	for rec, err := range f.Records(file.Dialect{}) {
		if err != nil {
			problems.Add(err)
			continue
		}
		if width == 0 {
			width = len(rec.Cells)
			for i, name := range rec.Cells {
				if name = strings.TrimSpace(name); name != "" && !strings.HasPrefix(name, "Unnamed:") {
					keep = append(keep, i)
					t.Columns = append(t.Columns, data.Column{Name: strings.Clone(name)})
				}
			}
			continue
		}
		reading.Account.Read++
		if len(rec.Cells) != width {
			problems.Add(rec.Errorf(min(len(rec.Cells), width), "", "the row has %d cells and the header %d", len(rec.Cells), width))
			continue
		}
		row := make([]string, len(keep))
		for i, j := range keep {
			row[i] = strings.Join(strings.Fields(rec.Cells[j]), " ")
		}
		t.Rows = append(t.Rows, row)
		reading.Account.Flows++
	}
	if problems.Len() == 0 && len(t.Rows) == 0 {
		problems.Add(&data.ParseError{File: f.Name, Err: fmt.Errorf("holds no rows")})
	}
	return t, problems.Err()
}
