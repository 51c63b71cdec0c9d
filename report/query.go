package report

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/store"
)

// The bounds of a query in a report: a page shows tables, not data sets.
const (
	maxQueryRows = 1000
	queryTimeout = time.Minute
	queryThreads = 2
)

// queryRows runs the SQL of a query block over the sources that it names, or
// over all, and makes a number of every cell that holds one.
func (e *evaluation) queryRows(pc *piece) error {
	names := pc.data
	if len(names) == 0 {
		names = append(slices.Sorted(maps.Keys(e.s.tables)), slices.Sorted(maps.Keys(e.s.records))...)
	}
	sources := map[string]store.Source{}
	var cited []data.Source
	var files []string
	for _, name := range names {
		if r, ok := e.s.records[name]; ok {
			sources[name] = r.querySource()
			cited = append(cited, r.source)
			continue
		}
		t, ok := e.s.tables[name]
		if !ok {
			return fmt.Errorf("data: %q is no source%s", clip(name), data.Suggest(name, append(slices.Sorted(maps.Keys(e.s.tables)), slices.Sorted(maps.Keys(e.s.records))...)))
		}
		sources[name] = store.Source{Table: &t}
		files = append(files, e.s.paths[name])
	}
	t, err := store.Query(context.Background(), pc.sql, sources, store.QueryOptions{Timeout: queryTimeout, MaxRows: maxQueryRows, Threads: queryThreads})
	if err != nil {
		return err
	}
	if len(t.Rows) == 0 {
		return fmt.Errorf("the query gives no rows")
	}
	pc.table = t
	e.cellNumbers(pc, cited, strings.Join(files, ", "))
	return nil
}

func (r record) querySource() store.Source {
	if r.panel != nil {
		return store.Source{Reading: r.panel.Reading()}
	}
	return store.Source{Record: r.Record.(*store.Record)}
}

// cellNumbers makes a number of every cell of a table that holds one. A row is
// called by its texts.
func (e *evaluation) cellNumbers(pc *piece, cited []data.Source, files string) {
	pc.cells = make([][]*number, len(pc.table.Rows))
	for i, row := range pc.table.Rows {
		pc.cells[i] = make([]*number, len(row))
		var names []string
		for j, c := range pc.table.Columns {
			if c.Kind == data.TextColumn && row[j] != "" {
				names = append(names, row[j])
			}
		}
		for j, c := range pc.table.Columns {
			value, err := data.ParseNumber(row[j])
			if c.Kind != data.NumberColumn && c.Kind != data.WholeColumn || err != nil || !value.IsSet() {
				continue
			}
			label := strings.Join(append(slices.Clone(names), c.Name), ", ")
			n := &number{key: "query " + pc.id + " " + label, about: label, formula: strings.Join(strings.Fields(pc.sql), " "), file: files, sources: cited, value: value,
				Interval: data.Interval{Low: value, High: value}}
			n.text = e.l.Number(value, decimals(row[j]))
			n.short = n.text
			n = e.once(n)
			pc.cells[i][j] = n
			pc.rows = append(pc.rows, pieceRow{label, n})
		}
	}
}

// decimals counts the digits behind the point.
func decimals(cell string) int {
	_, after, _ := strings.Cut(cell, ".")
	return len(after)
}
