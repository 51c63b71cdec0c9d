package tidy

import (
	"errors"
	"fmt"
	"io"
	"math/big"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
)

// parquetGrid reads the columns of a Parquet file that hold one value a row.
// Lists and groups are left out: no mapping can name them.
func parquetGrid(f *file.File) (*grid, error) {
	p, err := openParquet(f)
	if err != nil {
		return nil, err
	}
	g := &grid{name: f.Name, exact: true}
	var read []func(parquet.Value) (string, error)
	at := map[int]int{} // from the index of the leaf to the column of the grid
	for _, c := range p.Root().Columns() {
		if !c.Leaf() || c.Repeated() {
			g.notes = append(g.notes, fmt.Sprintf("the column %q holds lists or groups and is left out", clip(c.Name())))
			continue
		}
		text, err := valueReader(c)
		if err != nil {
			return nil, &data.ParseError{File: f.Name, Field: c.Name(), Err: err}
		}
		at[c.Index()] = len(g.names)
		g.names = append(g.names, c.Name())
		read = append(read, text)
	}
	g.rows = func(yield func(*gridRow, error) bool) {
		row := &gridRow{}
		err := eachParquetRow(f.Name, p, func(values parquet.Row) error {
			row.line++
			row.cells = make([]string, len(g.names))
			for _, v := range values {
				i, ok := at[v.Column()]
				if !ok || v.IsNull() {
					continue
				}
				var err error
				if row.cells[i], err = read[i](v); err != nil {
					return &data.ParseError{File: f.Name, Line: row.line, Col: i + 1, Field: g.names[i], Err: err}
				}
			}
			if !yield(row, nil) {
				return errStop
			}
			return nil
		})
		if err != nil && err != errStop {
			yield(nil, err)
		}
	}
	return g, nil
}

// guard turns a panic over a damaged file into an error.
func guard(name string, err *error) {
	if p := recover(); p != nil {
		*err = &data.ParseError{File: name, Err: fmt.Errorf("%w: the Parquet file cannot be read (%v); get the file again", file.ErrDamaged, p)}
	}
}

func damagedParquet(name string, err error) error {
	var pe *data.ParseError
	if err == nil || err == errStop || errors.As(err, &pe) {
		return err
	}
	return &data.ParseError{File: name, Err: fmt.Errorf("%w: the Parquet file cannot be read (%v); get the file again", file.ErrDamaged, err)}
}

func openParquet(f *file.File) (p *parquet.File, err error) {
	defer guard(f.Name, &err)
	r, size, err := f.ReaderAt()
	if err != nil {
		return nil, err
	}
	p, err = parquet.OpenFile(r, size, parquet.SkipBloomFilters(true), parquet.SkipPageIndex(true))
	return p, damagedParquet(f.Name, err)
}

// eachParquetRow visits the rows in their order. A row that visit is given
// does not stay.
func eachParquetRow(name string, p *parquet.File, visit func(parquet.Row) error) (err error) {
	defer guard(name, &err)
	read := int64(0)
	buf := make([]parquet.Row, 128)
	for _, group := range p.RowGroups() {
		rows := group.Rows()
		for {
			n, err := rows.ReadRows(buf)
			for _, row := range buf[:n] {
				if err := visit(row); err != nil {
					rows.Close()
					return err
				}
			}
			read += int64(n)
			if err == io.EOF || err == nil && n == 0 {
				break
			}
			if err != nil {
				rows.Close()
				return damagedParquet(name, err)
			}
		}
		if err := rows.Close(); err != nil {
			return damagedParquet(name, err)
		}
	}
	if read != p.NumRows() {
		return damagedParquet(name, fmt.Errorf("it says that it has %d rows, and has %d", p.NumRows(), read))
	}
	return nil
}

// valueReader returns how values of a column become text.
func valueReader(c *parquet.Column) (func(parquet.Value) (string, error), error) {
	t := c.Type()
	if logical := t.LogicalType(); logical != nil {
		switch l := logical.Value.(type) {
		case *format.DecimalType:
			return decimalReader(t.Kind(), int(l.Scale))
		case *format.DateType:
			return func(v parquet.Value) (string, error) {
				return time.Unix(int64(v.Int32())*86400, 0).UTC().Format("2006-01-02"), nil
			}, nil
		case *format.TimestampType:
			return timestampReader(l), nil
		case *format.IntType:
			if !l.IsSigned {
				return func(v parquet.Value) (string, error) { return unsigned(v) }, nil
			}
		}
	}
	switch t.Kind() {
	case parquet.Boolean:
		return func(v parquet.Value) (string, error) { return strconv.FormatBool(v.Boolean()), nil }, nil
	case parquet.Int32:
		return func(v parquet.Value) (string, error) { return strconv.FormatInt(int64(v.Int32()), 10), nil }, nil
	case parquet.Int64:
		return func(v parquet.Value) (string, error) { return strconv.FormatInt(v.Int64(), 10), nil }, nil
	case parquet.Float:
		return func(v parquet.Value) (string, error) {
			return strconv.FormatFloat(float64(v.Float()), 'f', -1, 32), nil
		}, nil
	case parquet.Double:
		return func(v parquet.Value) (string, error) { return strconv.FormatFloat(v.Double(), 'f', -1, 64), nil }, nil
	case parquet.ByteArray, parquet.FixedLenByteArray:
		return func(v parquet.Value) (string, error) {
			b := v.ByteArray()
			if !utf8.Valid(b) {
				return "", fmt.Errorf("%w: the column holds bytes that are no UTF-8", file.ErrNotText)
			}
			return string(b), nil
		}, nil
	}
	return nil, fmt.Errorf("holds values of the type %s, which cannot be read; save the column as text, number or date", t)
}

func unsigned(v parquet.Value) (string, error) {
	if v.Kind() == parquet.Int32 {
		return strconv.FormatUint(uint64(v.Uint32()), 10), nil
	}
	return strconv.FormatUint(v.Uint64(), 10), nil
}

func timestampReader(l *format.TimestampType) func(parquet.Value) (string, error) {
	perSecond := int64(1_000)
	switch l.Unit.Value.(type) {
	case *format.MicroSeconds:
		perSecond = 1_000_000
	case *format.NanoSeconds:
		perSecond = 1_000_000_000
	}
	return func(v parquet.Value) (string, error) {
		n := v.Int64()
		seconds := n / perSecond
		if n%perSecond < 0 {
			seconds--
		}
		t := time.Unix(seconds, 0).UTC()
		if t.Year() < 1 || t.Year() > 9999 {
			return "", fmt.Errorf("the moment %d lies outside of the years 1 to 9999", n)
		}
		return t.Format("2006-01-02"), nil
	}
}

func decimalReader(kind parquet.Kind, scale int) (func(parquet.Value) (string, error), error) {
	if scale < 0 || scale > 76 {
		return nil, fmt.Errorf("holds decimals with %d digits behind the point, which cannot be read", scale)
	}
	switch kind {
	case parquet.Int32:
		return func(v parquet.Value) (string, error) {
			return pointed(strconv.FormatInt(int64(v.Int32()), 10), scale), nil
		}, nil
	case parquet.Int64:
		return func(v parquet.Value) (string, error) { return pointed(strconv.FormatInt(v.Int64(), 10), scale), nil }, nil
	}
	return func(v parquet.Value) (string, error) { return pointed(bigEndian(v.ByteArray()).String(), scale), nil }, nil
}

// bigEndian reads a whole number in two's complement.
func bigEndian(b []byte) *big.Int {
	n := new(big.Int).SetBytes(b)
	if len(b) > 0 && b[0] >= 0x80 {
		n.Sub(n, new(big.Int).Lsh(big.NewInt(1), uint(8*len(b))))
	}
	return n
}

// pointed puts a decimal point before the last digits of a whole number, and
// takes the zeros behind it off.
func pointed(digits string, scale int) string {
	if scale == 0 {
		return digits
	}
	sign := ""
	if rest, ok := strings.CutPrefix(digits, "-"); ok {
		sign, digits = "-", rest
	}
	if len(digits) <= scale {
		digits = strings.Repeat("0", scale+1-len(digits)) + digits
	}
	frac := strings.TrimRight(digits[len(digits)-scale:], "0")
	if frac == "" {
		return sign + digits[:len(digits)-scale]
	}
	return sign + digits[:len(digits)-scale] + "." + frac
}
