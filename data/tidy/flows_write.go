package tidy

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"io"
	"iter"
	"math"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/periplus-data/periplus/data"
)

// FlowsFormats lists what WriteFlows can write.
func FlowsFormats() []string { return []string{"csv", "parquet", "xlsx"} }

// WriteFlows writes flows, of which OpenFlows reads the same again, as csv,
// parquet or xlsx. The same flows give the same bytes.
//
// CSV has the flows in the order in which they come; of the release it keeps
// the id, in each row. Parquet has them sorted by reporter, flow, partner,
// product and period, compressed, with values as exact decimals; more than
// half a million are sorted in temporary files. XLSX holds at most 1,048,575
// flows; a value of more than 15 digits is text in it, since a spreadsheet
// would round it.
func WriteFlows(w io.Writer, format string, flows iter.Seq2[data.Flow, error], release data.Release) error {
	switch format {
	case "csv":
		return writeFlowsCSV(w, flows)
	case "parquet":
		return writeFlowsParquet(w, flows, release)
	case "xlsx":
		return writeFlowsXLSX(w, flows, release)
	}
	return fmt.Errorf("cannot write flows as %q%s; write %s", clip(format), data.Suggest(format, FlowsFormats()), strings.Join(FlowsFormats(), ", "))
}

func writeFlowsCSV(w io.Writer, flows iter.Seq2[data.Flow, error]) error {
	buffered := bufio.NewWriterSize(w, 1<<16)
	cw := csv.NewWriter(buffered)
	if err := cw.Write(flowNames); err != nil {
		return err
	}
	for f, err := range flows {
		if err != nil {
			return err
		}
		if err := cw.Write(f.Cells()); err != nil {
			return err
		}
	}
	cw.Flush()
	if err := cw.Error(); err != nil {
		return err
	}
	return buffered.Flush()
}

// maxSheetText is how many characters a cell of a spreadsheet holds.
const maxSheetText = 32_767

func writeFlowsXLSX(w io.Writer, flows iter.Seq2[data.Flow, error], release data.Release) error {
	book := excelize.NewFile()
	defer book.Close()
	if err := book.SetSheetName("Sheet1", FlowsFormat); err != nil {
		return err
	}
	// One sheet alone may be streamed: excelize writes streams in random order.
	if err := describeWorkbook(book, release); err != nil {
		return err
	}
	sheet, err := book.NewStreamWriter(FlowsFormat)
	if err != nil {
		return err
	}
	if err := sheet.SetRow("A1", sheetCells(flowNames, nil)); err != nil {
		return err
	}
	row := 1
	for f, err := range flows {
		if err != nil {
			return err
		}
		if row++; row > maxSheetRows {
			return fmt.Errorf("a workbook holds %d flows at most; write csv or parquet", maxSheetRows-1)
		}
		cells := f.Cells()
		for i, c := range cells {
			if len(c) > maxSheetText {
				return fmt.Errorf("the %s of line %d is longer than a cell of a workbook can be; write csv or parquet", flowNames[i], f.Line)
			}
		}
		if err := sheet.SetRow("A"+strconv.Itoa(row), sheetCells(cells, &f)); err != nil {
			return err
		}
	}
	if err := sheet.Flush(); err != nil {
		return err
	}
	_, err = book.WriteTo(w)
	return err
}

// describeWorkbook adds the release, and properties without a clock or a name
// of the user.
func describeWorkbook(book *excelize.File, release data.Release) error {
	if _, err := book.NewSheet(releaseKey); err != nil {
		return err
	}
	text := encodeRelease(release)
	if len(text) > maxSheetText {
		release.Notes = nil // the only part that may be long
		text = encodeRelease(release)
	}
	if err := book.SetCellStr(releaseKey, "A1", text); err != nil {
		return err
	}
	return book.SetDocProps(&excelize.DocProperties{Creator: "periplus", Title: release.Title, Created: "2000-01-01T00:00:00Z", Modified: "2000-01-01T00:00:00Z"})
}

// sheetCells makes numbers of the cells that are numbers. f is nil for the
// header.
func sheetCells(cells []string, f *data.Flow) []any {
	out := make([]any, len(cells))
	for i, c := range cells {
		if c != "" {
			out[i] = c
		}
	}
	if f == nil {
		return out
	}
	for i, name := range flowNames {
		switch name {
		case "value":
			out[i] = sheetNumber(f.Value, cells[i])
		case "quantity":
			out[i] = sheetNumber(f.Quantity, cells[i])
		case "line", "parts":
			if n, err := strconv.Atoi(cells[i]); err == nil {
				out[i] = n
			}
		}
	}
	return out
}

// sheetNumber is a number where a float holds every digit of it.
func sheetNumber(d data.Decimal, text string) any {
	if !d.IsSet() {
		return nil
	}
	if coef, _ := d.Parts(); coef < 1e15 && coef > -1e15 {
		if x, err := strconv.ParseFloat(text, 64); err == nil && !math.IsInf(x, 0) {
			return x
		}
	}
	return text
}
