package data

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/go-gota/gota/dataframe"
	"github.com/go-gota/gota/series"
)

// ColumnKind says what the cells of a column are.
type ColumnKind int

// The kinds of column. In every kind an empty cell is missing.
const (
	TextColumn   ColumnKind = iota
	NumberColumn            // plain decimals; a cell that is a date or word stays text
	WholeColumn             // integers
	FlagColumn              // "true" or "false"
)

// Column describes one column of a table.
type Column struct {
	Name    string
	Kind    ColumnKind
	Meaning string // one line for documentation and table schemas
}

// Table is rows of cells under named columns: the form in which every result
// is written to a file. Numbers are text in plain decimals with a point, in raw
// units, as Number.String gives them; rows all have len(Columns) cells.
type Table struct {
	Columns []Column
	Rows    [][]string
}

// Frame returns t as a gota frame. A NumberColumn becomes Float with NaN where
// the cell is empty or not a number, a WholeColumn Int and a FlagColumn Bool
// (missing where empty), all else String. An empty table gives a frame with
// the columns and no rows.
func (t Table) Frame() dataframe.DataFrame {
	columns := make([]series.Series, len(t.Columns))
	for i, c := range t.Columns {
		cells := make([]string, len(t.Rows))
		for j, row := range t.Rows {
			cells[j] = row[i]
		}
		columns[i] = c.series(cells)
	}
	return dataframe.New(columns...)
}

func (c Column) series(cells []string) series.Series {
	switch c.Kind {
	case NumberColumn:
		values := make([]float64, len(cells))
		for i, s := range cells {
			values[i] = math.NaN()
			if isPlainDecimal(s) {
				values[i], _ = strconv.ParseFloat(s, 64)
			}
		}
		return series.New(values, series.Float, c.Name)
	case WholeColumn:
		return series.New(orNaN(cells), series.Int, c.Name)
	case FlagColumn:
		return series.New(orNaN(cells), series.Bool, c.Name)
	}
	return series.New(cells, series.String, c.Name)
}

// orNaN replaces empty cells by the mark that gota reads as missing.
func orNaN(cells []string) []string {
	out := make([]string, len(cells))
	for i, s := range cells {
		if out[i] = s; s == "" {
			out[i] = "NaN"
		}
	}
	return out
}

// WriteCSV writes t as RFC 4180 CSV in UTF-8 with LF line ends and a header.
// It is lossless. With excelSafe, a text cell whose first character would make
// a spreadsheet run it (= + - @ TAB CR) gets a leading apostrophe.
func (t Table) WriteCSV(w io.Writer, excelSafe bool) error {
	cw := csv.NewWriter(w)
	record := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		record[i] = c.Name
	}
	if err := cw.Write(record); err != nil {
		return err
	}
	for _, row := range t.Rows {
		for i, cell := range row {
			if record[i] = cell; excelSafe && !isPlainDecimal(cell) && cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
				record[i] = "'" + cell
			}
		}
		if len(record) == 1 && record[0] == "" {
			// A blank line would be no row to any reader.
			cw.Flush()
			if _, err := io.WriteString(w, "\"\"\n"); err != nil {
				return err
			}
			continue
		}
		if err := cw.Write(record); err != nil {
			return err
		}
	}
	cw.Flush()
	return cw.Error()
}

// WriteJSON writes t as an array of objects with the columns as keys, in their
// order, one object a line. Missing cells are null; numbers are JSON numbers
// and flags booleans; a cell of such a column that is neither is a string.
func (t Table) WriteJSON(w io.Writer) error {
	bw := bufio.NewWriter(w)
	bw.WriteString("[")
	for i, row := range t.Rows {
		if i > 0 {
			bw.WriteString(",")
		}
		bw.WriteString("\n{")
		for j, c := range t.Columns {
			if j > 0 {
				bw.WriteString(",")
			}
			bw.Write(jsonText(c.Name))
			bw.WriteString(":")
			bw.Write(c.json(row[j]))
		}
		bw.WriteString("}")
	}
	bw.WriteString("\n]\n")
	return bw.Flush()
}

func (c Column) json(cell string) []byte {
	switch {
	case cell == "":
		return []byte("null")
	case c.Kind == FlagColumn && (cell == "true" || cell == "false"):
		return []byte(cell)
	case (c.Kind == NumberColumn || c.Kind == WholeColumn) && isPlainDecimal(cell) && json.Valid([]byte(cell)):
		return []byte(cell) // json.Valid refuses leading zeros
	}
	return jsonText(cell)
}

// jsonText quotes s. Go's default also escapes < > &, which keeps the text
// inert inside a page.
func jsonText(s string) []byte {
	b, err := json.Marshal(s)
	if err != nil {
		panic("data: a string cannot fail to marshal: " + err.Error())
	}
	return b
}
