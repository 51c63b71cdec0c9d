package store

import (
	"errors"
	"fmt"
	"io"
	"math/big"
	"os"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/encoding"
	"github.com/parquet-go/parquet-go/format"

	"github.com/periplus-data/periplus/data"
)

// flowsReader is an open Parquet file with the columns of data.FlowColumns.
type flowsReader struct {
	file    *os.File
	parquet *parquet.File
	columns map[string]int
	scales  map[string]int // of the decimal columns
	long    map[string]bool
}

// openFlows opens a data file. The caller closes it.
func openFlows(path string) (*flowsReader, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	f, err := readFlows(file)
	if err != nil {
		file.Close()
		return nil, damaged(path, err)
	}
	return f, nil
}

func readFlows(file *os.File) (f *flowsReader, err error) {
	defer func() {
		if r := recover(); r != nil { // see guarded
			err = fmt.Errorf("%v", r)
		}
	}()
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	p, err := parquet.OpenFile(file, info.Size(), parquet.SkipBloomFilters(true), parquet.SkipPageIndex(true), parquet.ReadBufferSize(1<<18))
	if err != nil {
		return nil, err
	}
	f = &flowsReader{file: file, parquet: p, columns: map[string]int{}, scales: map[string]int{}, long: map[string]bool{}}
	for i, path := range p.Schema().Columns() {
		f.columns[path[0]] = i
	}
	for _, c := range data.FlowColumns() {
		if _, ok := f.columns[c.Name]; !ok {
			return nil, fmt.Errorf("it has no column %s; it is no data file of this version", c.Name)
		}
	}
	for _, field := range p.Schema().Fields() {
		if name := field.Name(); name == "value" || name == "quantity" {
			var d *format.DecimalType
			if t := field.Type().LogicalType(); t != nil {
				d, _ = t.Value.(*format.DecimalType)
			}
			if d == nil || d.Scale < 0 || d.Scale > data.MaxDecimalDigits {
				return nil, fmt.Errorf("its column %s is not decimal", name)
			}
			f.scales[name] = int(d.Scale)
			f.long[name] = field.Type().Kind() == parquet.FixedLenByteArray
		}
	}
	return f, nil
}

// Close closes the file.
func (f *flowsReader) Close() error { return f.file.Close() }

func (f *flowsReader) rows() int64 { return f.parquet.NumRows() }

// chunk is one column of one row group.
func (f *flowsReader) chunk(group int, column string) parquet.ColumnChunk {
	return f.parquet.RowGroups()[group].ColumnChunks()[f.columns[column]]
}

// pages calls do for each page of a column of a row group.
func (f *flowsReader) pages(group int, column string, do func(parquet.Page) error) error {
	pages := f.chunk(group, column).Pages()
	defer pages.Close()
	for {
		page, err := pages.ReadPage()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: column %s: %w", f.file.Name(), column, err)
		}
		err = do(page)
		parquet.Release(page)
		if err != nil {
			return err
		}
	}
}

// vocabulary returns the texts of a column of a row group, without reading
// which row has which.
func (f *flowsReader) vocabulary(group int, column string) ([]string, error) {
	chunk, ok := f.chunk(group, column).(*parquet.FileColumnChunk)
	if !ok {
		return nil, fmt.Errorf("%s: column %s cannot be read", f.file.Name(), column)
	}
	pages := chunk.PagesFrom(f.file)
	defer pages.Close()
	d, err := pages.ReadDictionary()
	if err != nil {
		return nil, fmt.Errorf("%s: column %s: %w", f.file.Name(), column, err)
	}
	if d == nil {
		return nil, noDictionary(f, column)
	}
	values := d.Page().Data()
	raw, offsets := values.ByteArray()
	all, texts := string(raw), make([]string, d.Len())
	for i := range texts {
		texts[i] = all[offsets[i]:offsets[i+1]]
	}
	return texts, nil
}

func noDictionary(f *flowsReader, column string) error {
	return fmt.Errorf("%s: column %s has no dictionary; it is no data file of this version", f.file.Name(), column)
}

// words calls do with the numbers of the texts of the rows in the vocabulary of
// the column, one page after the other. do must not keep them.
func (f *flowsReader) words(group int, column string, do func([]int32) error) error {
	return f.pages(group, column, func(p parquet.Page) error {
		if p.Dictionary() == nil {
			return noDictionary(f, column)
		}
		values := p.Data()
		return do(values.Int32())
	})
}

// plain reports whether every row of a row group has a number of 64 bits in a
// column.
func (f *flowsReader) plain(group int, column string) bool {
	c, ok := f.chunk(group, column).(*parquet.FileColumnChunk)
	return ok && !f.long[column] && c.NullCount() == 0
}

// uneven says that a column does not have a value for each row.
func (f *flowsReader) uneven(column string) error {
	return fmt.Errorf("%s: column %s is damaged", f.file.Name(), column)
}

// records returns line and parts of each row; parts is 0 where the row is a
// whole record.
func (f *flowsReader) records(group int) (lines []int64, parts []int32, err error) {
	n := int(f.parquet.RowGroups()[group].NumRows())
	err = f.pages(group, "line", func(p parquet.Page) error {
		values := p.Data()
		lines = append(lines, values.Int64()...)
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	err = f.pages(group, "parts", func(p parquet.Page) error {
		page := p.Data()
		values := page.Int32()
		for _, level := range p.DefinitionLevels() {
			if level == 0 {
				parts = append(parts, 0)
				continue
			}
			parts, values = append(parts, values[0]), values[1:]
		}
		return nil
	})
	if err == nil && (len(lines) != n || len(parts) != n) {
		err = fmt.Errorf("%s: columns line and parts have %d and %d of %d rows", f.file.Name(), len(lines), len(parts), n)
	}
	return lines, parts, err
}

// numbers are the decimals of a column of a row group: coef × 10^−scale where
// the column has 64 bits, whole otherwise.
type numbers struct {
	scale   int
	coef    []int64
	long    []data.Decimal // instead of coef
	missing []bool         // nil where no number is
}

func (n *numbers) len() int { return max(len(n.coef), len(n.long)) }

func (n *numbers) at(i int) data.Decimal {
	switch {
	case n.missing != nil && n.missing[i]:
		return data.Decimal{}
	case n.long != nil:
		return n.long[i]
	}
	return data.NewDecimal(n.coef[i], n.scale)
}

// decimals reads a column of decimals into n, whose memory it uses again.
func (f *flowsReader) decimals(group int, column string, n *numbers) error {
	n.scale, n.coef, n.long, n.missing = f.scales[column], n.coef[:0], nil, nil
	rows := 0
	err := f.pages(group, column, func(p parquet.Page) error {
		from, count := rows, int(p.NumValues())
		rows += count
		levels := p.DefinitionLevels()
		if p.NumNulls() > 0 && n.missing == nil {
			n.missing = make([]bool, f.parquet.RowGroups()[group].NumRows())
		}
		page := p.Data()
		if f.long[column] {
			return n.addLong(page, levels, from)
		}
		values := page.Int64()
		if p.NumNulls() == 0 {
			n.coef = append(n.coef, values...)
			return nil
		}
		for i, level := range levels {
			if level == 0 {
				n.missing[from+i] = true
				n.coef = append(n.coef, 0)
				continue
			}
			n.coef, values = append(n.coef, values[0]), values[1:]
		}
		return nil
	})
	return err
}

// limit is the first number with 19 digits.
const limit = int64(1e18)

// checkRange keeps damaged files from reaching data.NewDecimal.
func (f *flowsReader) checkRange(column string, n *numbers) error {
	for _, v := range n.coef {
		if v >= limit || v <= -limit {
			return f.tooLong(column)
		}
	}
	return nil
}

func (f *flowsReader) tooLong(column string) error {
	return fmt.Errorf("%s: column %s has a number of more than %d digits", f.file.Name(), column, maxShort)
}

// addLong appends the numbers of a page of 128-bit decimals.
func (n *numbers) addLong(page encoding.Values, levels []byte, from int) error {
	raw, size := page.FixedLenByteArray()
	for i := range max(len(levels), len(raw)/size) {
		if len(levels) > 0 && levels[i] == 0 {
			n.missing[from+i] = true
			n.long = append(n.long, data.Decimal{})
			continue
		}
		d, err := longDecimal(raw[:size], n.scale)
		if err != nil {
			return err
		}
		n.long = append(n.long, d)
		raw = raw[size:]
	}
	return nil
}

// longDecimal reads a number of 128 bits, big-endian in two's complement.
func longDecimal(b []byte, scale int) (data.Decimal, error) {
	n := new(big.Int).SetBytes(b)
	if b[0] >= 0x80 {
		n.Sub(n, new(big.Int).Lsh(big.NewInt(1), uint(8*len(b))))
	}
	ten, rest := big.NewInt(10), new(big.Int)
	for scale > 0 {
		q, r := new(big.Int).QuoRem(n, ten, rest)
		if r.Sign() != 0 {
			break
		}
		n, scale = q, scale-1
	}
	if !n.IsInt64() || n.Int64() >= limit || n.Int64() <= -limit {
		return data.Decimal{}, fmt.Errorf("a number has more than %d digits", maxShort)
	}
	return data.NewDecimal(n.Int64(), scale), nil
}
