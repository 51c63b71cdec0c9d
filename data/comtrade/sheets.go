package comtrade

import (
	"fmt"
	"slices"

	"github.com/periplus-data/periplus/data/file"
)

// maxTableRows bounds what a table of codes may hold: the longest correlation
// that is published has some 20,000 pairs.
const maxTableRows = 500_000

// eachSheet gives the rows of every sheet of a workbook, numbers as they are
// stored.
func eachSheet(f *file.File, add func(name string, rows []tableRow)) error {
	book, err := f.Workbook()
	if err != nil {
		return err
	}
	defer book.Close()
	for _, name := range book.GetSheetList() {
		rows, err := book.Rows(name)
		if err != nil {
			return f.NoWorkbook(err)
		}
		var table []tableRow
		for n := 1; rows.Next(); n++ {
			cells, err := rows.Columns()
			if err != nil {
				rows.Close()
				return f.NoWorkbook(err)
			}
			if len(table) >= maxTableRows {
				rows.Close()
				return f.NoWorkbook(fmt.Errorf("the sheet %s has more than %d rows", name, maxTableRows))
			}
			table = append(table, tableRow{n, cells})
		}
		if err := rows.Error(); err != nil {
			return f.NoWorkbook(err)
		}
		rows.Close()
		add(name, table)
	}
	return nil
}

// textRows returns the rows of a CSV.
func textRows(f *file.File) ([]tableRow, error) {
	var table []tableRow
	for rec, err := range f.Records(file.Dialect{}) {
		if err != nil {
			return nil, err
		}
		if len(table) >= maxTableRows {
			return nil, rec.Errorf(0, "", "a table of codes has fewer than %d rows", maxTableRows)
		}
		table = append(table, tableRow{rec.Line, slices.Clone(rec.Cells)})
	}
	return table, nil
}
