package layout

import (
	"strconv"
	"strings"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/store"
)

// EntryTable returns one row for each entry of a store.
func EntryTable(entries []store.Entry) data.Table {
	t := data.Table{Columns: []data.Column{{Name: "id"}, {Name: "format"}, {Name: "publisher"}, {Name: "title"}, {Name: "vintage"}, {Name: "unit"},
		{Name: "start"}, {Name: "end"}, {Name: "rows", Kind: data.WholeColumn}, {Name: "estimates", Kind: data.WholeColumn}, {Name: "file"}, {Name: "sha256"},
		{Name: "bytes", Kind: data.WholeColumn}, {Name: "parquet"}, {Name: "parquet_bytes", Kind: data.WholeColumn}, {Name: "licence"}}}
	for _, e := range entries {
		t.Rows = append(t.Rows, []string{e.ID, e.Format, e.Publisher, e.Title, e.Vintage, e.Unit, e.Start, e.End, strconv.Itoa(e.Rows),
			strconv.Itoa(e.Estimates), e.File, e.SHA256, strconv.FormatInt(e.Bytes, 10), e.Parquet, strconv.FormatInt(e.ParquetBytes, 10), e.Licence})
	}
	return t
}

// EntryGrid is what people read of the entries of a store.
func EntryGrid(entries []store.Entry) Grid {
	g := Grid{Header: []string{"id", "vintage", "unit", "years", "rows", "file", "sha256"}, Right: []int{4}}
	for _, e := range entries {
		years := e.Start
		if e.End != e.Start {
			years = strings.Trim(e.Start+"–"+e.End, "–")
		}
		g.Rows = append(g.Rows, []string{e.ID, e.Vintage, e.Unit, years, strconv.Itoa(e.Rows), e.File, e.SHA256[:12] + "…"})
	}
	return g
}
