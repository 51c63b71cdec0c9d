package tidy

import (
	"encoding/binary"
	"io"
	"iter"
	"math/big"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"

	"github.com/periplus-data/periplus/data"
)

// orderedGroup is a group that keeps its columns in their order; that of the
// library sorts them by name.
type orderedGroup struct {
	parquet.Group
	fields []parquet.Field
}

// Fields returns the columns in their order.
func (g *orderedGroup) Fields() []parquet.Field { return g.fields }

// flowsSchema is data.FlowColumns as columns of Parquet.
func flowsSchema(value, quantity decimalType) *parquet.Schema {
	g := &orderedGroup{Group: parquet.Group{}}
	for _, c := range data.FlowColumns() {
		var node parquet.Node
		switch {
		case c.Name == "value":
			node = parquet.Optional(value.node())
		case c.Name == "quantity":
			node = parquet.Optional(quantity.node())
		case c.Kind == data.WholeColumn:
			node = parquet.Encoded(parquet.Int(64), &parquet.DeltaBinaryPacked)
		default:
			node = parquet.Encoded(parquet.String(), &parquet.RLEDictionary)
		}
		g.Group[c.Name] = parquet.Compressed(node, &zstd.Codec{Level: zstd.SpeedDefault})
	}
	sorted := map[string]parquet.Field{}
	for _, f := range g.Group.Fields() {
		sorted[f.Name()] = f
	}
	for _, name := range flowNames {
		g.fields = append(g.fields, sorted[name])
	}
	return parquet.NewSchema("flows", g)
}

// decimalType is the narrowest DECIMAL for the numbers of a column.
type decimalType struct {
	scale int // digits behind the point
	whole int // digits before it
}

func (t *decimalType) add(d data.Decimal) {
	if !d.IsSet() {
		return
	}
	coef, scale := d.Parts()
	digits := 0
	for n := coef; n != 0; n /= 10 {
		digits++
	}
	t.scale, t.whole = max(t.scale, scale), max(t.whole, digits-scale)
}

// isWide reports whether 64 bits are not enough.
func (t decimalType) isWide() bool { return t.scale+t.whole > data.MaxDecimalDigits }

func (t decimalType) node() parquet.Node {
	if t.isWide() {
		return parquet.Decimal(t.scale, 38, parquet.FixedLenByteArrayType(16))
	}
	return parquet.Decimal(t.scale, data.MaxDecimalDigits, parquet.Int64Type)
}

// value returns d as its whole number of units of the scale.
func (t decimalType) value(d data.Decimal) parquet.Value {
	coef, scale := d.Parts()
	if !t.isWide() {
		for ; scale < t.scale; scale++ {
			coef *= 10 // cannot overflow: whole and scale were counted
		}
		return parquet.Int64Value(coef)
	}
	n := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(t.scale-scale)), nil)
	n.Mul(n, big.NewInt(coef))
	if n.Sign() < 0 {
		n.Add(n, new(big.Int).Lsh(big.NewInt(1), 128))
	}
	b := make([]byte, 16)
	return parquet.FixedLenByteArrayValue(n.FillBytes(b))
}

// groupRows is how many rows one row group has.
const groupRows = 1 << 17

func writeFlowsParquet(w io.Writer, flows iter.Seq2[data.Flow, error], release data.Release) error {
	var value, quantity decimalType
	s := &sorter{}
	defer s.close()
	for f, err := range flows {
		if err != nil {
			return err
		}
		value.add(f.Value)
		quantity.add(f.Quantity)
		if err := s.add(f); err != nil {
			return err
		}
	}
	pw := parquet.NewWriter(w, flowsSchema(value, quantity), parquet.CreatedBy("periplus", "", ""), parquet.MaxRowsPerRowGroup(groupRows),
		parquet.KeyValueMetadata(releaseKey, encodeRelease(release)))
	rows := make([]parquet.Row, 0, 256)
	for f, err := range s.sorted() {
		if err != nil {
			return err
		}
		if rows = append(rows, flowRow(&f, value, quantity)); len(rows) == cap(rows) {
			if _, err := pw.WriteRows(rows); err != nil {
				return err
			}
			rows = rows[:0]
		}
	}
	if _, err := pw.WriteRows(rows); err != nil {
		return err
	}
	return pw.Close()
}

func flowRow(f *data.Flow, value, quantity decimalType) parquet.Row {
	cells := f.Cells()
	row := make(parquet.Row, len(cells))
	for i, name := range flowNames {
		var v parquet.Value
		present := 0
		number := func(d data.Decimal, t decimalType) {
			if d.IsSet() {
				v, present = t.value(d), 1
			}
		}
		switch name {
		case "value":
			number(f.Value, value)
		case "quantity":
			number(f.Quantity, quantity)
		case "line":
			v = parquet.Int64Value(int64(f.Line))
		case "parts":
			v = parquet.Int64Value(int64(f.Parts))
		default:
			v = parquet.ByteArrayValue([]byte(cells[i]))
		}
		row[i] = v.Level(0, present, i)
	}
	return row
}

// appendCells writes the cells of a flow for a temporary file: each with its
// length before it.
func appendCells(b []byte, cells []string) []byte {
	for _, c := range cells {
		b = binary.AppendUvarint(b, uint64(len(c)))
		b = append(b, c...)
	}
	return b
}
