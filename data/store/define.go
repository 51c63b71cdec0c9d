//go:build cgo && duckdb

package store

import (
	"context"
	"database/sql/driver"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/duckdb/duckdb-go/v2"

	"github.com/periplus-data/periplus/data"
)

// define makes a source a table of the engine.
func (e *engine) define(ctx context.Context, name string, s Source, o QueryOptions) error {
	switch {
	case s.Record != nil:
		return e.defineFiles(ctx, name, s.Record)
	case s.Reading != nil:
		return e.defineReading(ctx, name, s.Reading, o)
	}
	return e.defineTable(ctx, name, *s.Table)
}

// defineFiles makes the data files of a record one view. Files differ in how
// many digits their decimals have, and the engine would cut those of all but
// the first.
func (e *engine) defineFiles(ctx context.Context, name string, r *Record) error {
	same, scales := true, map[string]int{}
	var first map[string]string
	for _, path := range r.paths {
		f, err := openFlows(path)
		if err != nil {
			return err
		}
		f.Close()
		types := map[string]string{}
		for _, column := range []string{"value", "quantity"} {
			types[column] = f.decimalType(column)
			scales[column] = max(scales[column], f.scales[column])
		}
		if first == nil {
			first = types
		}
		same = same && maps.Equal(first, types)
	}
	var files []string
	for _, path := range r.paths {
		path, err := filepath.Abs(path)
		if err != nil {
			return err
		}
		e.paths = append(e.paths, path)
		files = append(files, quote(path))
	}
	if same {
		return e.exec(ctx, fmt.Sprintf("CREATE VIEW %s AS SELECT %s FROM read_parquet([%s])", identifier(name), columnList(nil), strings.Join(files, ", ")))
	}
	parts := make([]string, len(files))
	wide := map[string]string{}
	for column, scale := range scales {
		wide[column] = fmt.Sprintf("DECIMAL(%d,%d)", maxLong, scale)
	}
	for i, file := range files {
		parts[i] = fmt.Sprintf("SELECT %s FROM read_parquet(%s)", columnList(wide), file)
	}
	return e.exec(ctx, fmt.Sprintf("CREATE VIEW %s AS %s", identifier(name), strings.Join(parts, " UNION ALL ")))
}

// decimalType is the type of a decimal column in SQL.
func (f *flowsReader) decimalType(column string) string {
	digits := maxShort
	if f.long[column] {
		digits = maxLong
	}
	return fmt.Sprintf("DECIMAL(%d,%d)", digits, f.scales[column])
}

// columnList lists the columns of flows, cast where casts name them.
func columnList(casts map[string]string) string {
	var out []string
	for _, c := range data.FlowColumns() {
		name := identifier(c.Name)
		if kind, ok := casts[c.Name]; ok {
			name = fmt.Sprintf("CAST(%s AS %s) AS %s", name, kind, name)
		}
		out = append(out, name)
	}
	return strings.Join(out, ", ")
}

// defineReading writes a reading to a temporary data file and makes it a view.
func (e *engine) defineReading(ctx context.Context, name string, r *data.Reading, o QueryOptions) error {
	in, err := take(ctx, r, newSorter(o.Memory, e.folder), func(int) {})
	if err != nil {
		return err
	}
	defer in.close()
	path := filepath.Join(e.folder, fmt.Sprintf("source-%d.parquet", len(e.paths)))
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	err = writeFlows(ctx, file, &in.dictionary, in.blocks, in.value, in.quantity, o.Threads, func(int) {})
	if closeErr := file.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return err
	}
	return e.defineFiles(ctx, name, &Record{paths: []string{path}})
}

// tableColumn is a column of a table on its way into the engine.
type tableColumn struct {
	kind  string
	value func(cell string) driver.Value
}

// defineTable makes a table in memory of one. A column whose cells are not all
// what its kind says stays text, as they do in a table.
func (e *engine) defineTable(ctx context.Context, name string, t data.Table) error {
	columns := make([]tableColumn, len(t.Columns))
	list := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		columns[i] = describe(c.Kind, t.Rows, i)
		list[i] = identifier(c.Name) + " " + columns[i].kind
	}
	if len(list) == 0 {
		return fmt.Errorf("the table has no columns")
	}
	if err := e.exec(ctx, fmt.Sprintf("CREATE TABLE %s (%s)", identifier(name), strings.Join(list, ", "))); err != nil {
		return err
	}
	a, err := duckdb.NewAppenderFromConn(e.conn, "", name)
	if err != nil {
		return err
	}
	values := make([]driver.Value, len(columns))
	for _, row := range t.Rows {
		for i, cell := range row {
			if values[i] = nil; cell != "" || columns[i].kind == "VARCHAR" {
				values[i] = columns[i].value(cell)
			}
		}
		if err := a.AppendRow(values...); err != nil {
			a.Close()
			return err
		}
	}
	return a.Close()
}

// describe chooses the type of a column by its cells.
func describe(kind data.ColumnKind, rows [][]string, i int) tableColumn {
	asText := tableColumn{kind: "VARCHAR", value: func(cell string) driver.Value { return cell }}
	every := func(ok func(cell string) bool) bool {
		for _, row := range rows {
			if row[i] != "" && !ok(row[i]) {
				return false
			}
		}
		return true
	}
	switch kind {
	case data.WholeColumn:
		if every(func(cell string) bool {
			n, err := strconv.ParseInt(cell, 10, 64)
			return err == nil && strconv.FormatInt(n, 10) == cell
		}) {
			return tableColumn{kind: "BIGINT", value: func(cell string) driver.Value { n, _ := strconv.ParseInt(cell, 10, 64); return n }}
		}
	case data.FlagColumn:
		if every(func(cell string) bool { return cell == "true" || cell == "false" }) {
			return tableColumn{kind: "BOOLEAN", value: func(cell string) driver.Value { return cell == "true" }}
		}
	case data.NumberColumn:
		var d decimals
		if every(func(cell string) bool {
			n, err := data.ParseDecimal(cell)
			if err == nil {
				d.note(packDecimal(n))
			}
			return err == nil
		}) {
			return decimalColumn(d)
		}
	}
	return asText
}

// decimalColumn is a column of exact numbers.
func decimalColumn(d decimals) tableColumn {
	width := maxShort
	if d.long() {
		width = maxLong
	}
	return tableColumn{kind: fmt.Sprintf("DECIMAL(%d,%d)", width, d.scale), value: func(cell string) driver.Value {
		n, err := data.ParseDecimal(cell)
		if err != nil {
			return nil // describe read every cell
		}
		value := n.Number().Mul(data.Pow10(d.scale)).Rat().Num()
		return duckdb.Decimal{Width: uint8(width), Scale: uint8(d.scale), Value: value}
	}}
}
