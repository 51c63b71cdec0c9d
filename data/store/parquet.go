package store

import (
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"math/bits"
	"sync"
	"unsafe"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"

	"github.com/periplus-data/periplus/data"
)

// blockRows is how many rows a row group has: two vectors of the engine, and
// small enough that a selection of a country skips most of a file.
const blockRows = 2 * 122_880

// maxShort is how many digits a decimal in 64 bits has, maxLong in 128.
const (
	maxShort = 18
	maxLong  = 38
)

// decimals says how a column of decimals is stored.
type decimals struct {
	scale, whole int // most digits after and before the point
	missing      bool
}

func (d *decimals) note(coef int64, scale uint8) {
	if scale == none {
		d.missing = true
		return
	}
	d.scale = max(d.scale, int(scale))
	d.whole = max(d.whole, digits(coef)-int(scale))
}

// digits returns how many digits a number has; 0 has none.
func digits(n int64) int {
	d := 0
	for u := uint64(max(n, -n)); u > 0; u /= 10 {
		d++
	}
	return d
}

// long reports whether the column needs 128 bits.
func (d decimals) long() bool { return d.scale+d.whole > maxShort }

func (d decimals) node() parquet.Node {
	if d.long() {
		return parquet.Optional(parquet.Compressed(parquet.Decimal(d.scale, maxLong, parquet.FixedLenByteArrayType(16)), codec))
	}
	return parquet.Optional(packedInts(parquet.Decimal(d.scale, maxShort, parquet.Int64Type)))
}

// packedInts stores whole numbers as the bits of their differences. On trade
// values that takes about as many bytes as a compressor leaves and is read
// several times faster; the compressor after it only finds repetitions.
func packedInts(n parquet.Node) parquet.Node {
	return parquet.Compressed(parquet.Encoded(n, &parquet.DeltaBinaryPacked), codec)
}

// codec is fast to write and to read; higher levels save a tenth of the bytes.
var codec = &zstd.Codec{Level: zstd.SpeedFastest}

// flowsGroup is a parquet.Group whose fields stand in the order of
// data.FlowColumns instead of their alphabet.
type flowsGroup struct {
	parquet.Group
	order []parquet.Field
}

// Fields returns the columns in their order.
func (g flowsGroup) Fields() []parquet.Field { return g.order }

func flowsSchema(value, quantity decimals) *parquet.Schema {
	nodes := parquet.Group{}
	for _, c := range data.FlowColumns() {
		switch c.Name {
		case "value":
			nodes[c.Name] = value.node()
		case "quantity":
			nodes[c.Name] = quantity.node()
		case "line":
			nodes[c.Name] = packedInts(parquet.Int(64))
		case "parts":
			nodes[c.Name] = parquet.Optional(packedInts(parquet.Int(32)))
		default:
			nodes[c.Name] = parquet.Compressed(parquet.Encoded(parquet.String(), &parquet.RLEDictionary), codec)
		}
	}
	byName := map[string]parquet.Field{}
	for _, f := range nodes.Fields() {
		byName[f.Name()] = f
	}
	g := flowsGroup{Group: nodes}
	for _, c := range data.FlowColumns() {
		g.order = append(g.order, byName[c.Name])
	}
	return parquet.NewSchema("flows", g)
}

// flowsWriter writes sorted blocks as row groups.
type flowsWriter struct {
	d               *dictionary
	value, quantity decimals
	texts           [textColumns][]parquet.Value
	products        []parquet.Value
	periods         map[uint32]parquet.Value
}

func newFlowsWriter(d *dictionary, value, quantity decimals) *flowsWriter {
	w := &flowsWriter{d: d, value: value, quantity: quantity, products: textValues(d.products.texts), periods: map[uint32]parquet.Value{}}
	for i := range w.texts {
		w.texts[i] = textValues(d.columns[i].texts)
	}
	for _, t := range d.tuples {
		if p := t[periodPart]; !w.periods[p].IsNull() {
			continue
		} else {
			w.periods[p] = textValue(unpackDate(p).String())
		}
	}
	return w
}

func textValues(texts []string) []parquet.Value {
	out := make([]parquet.Value, len(texts))
	for i, s := range texts {
		out[i] = textValue(s)
	}
	return out
}

// textValue makes a value of text without copying it.
func textValue(s string) parquet.Value {
	return parquet.ByteArrayValue(unsafe.Slice(unsafe.StringData(s), len(s)))
}

// columnValues is how many values are handed to a column at a time.
const columnValues = 1024

// fill writes a block into a row group, column by column.
func (w *flowsWriter) fill(group *parquet.ConcurrentRowGroupWriter, block []packed) error {
	values := make([]parquet.Value, columnValues)
	columns := group.ColumnWriters()
	for c, column := range data.FlowColumns() {
		if text, ok := w.constant(column.Name); ok {
			if err := fillConstant(columns[c], text, len(block), values); err != nil {
				return err
			}
			continue
		}
		of := w.column(column.Name, c)
		for rest := block; len(rest) > 0; {
			n := min(columnValues, len(rest))
			for i := range rest[:n] {
				values[i] = of(&rest[i])
			}
			if _, err := columns[c].WriteRowValues(values[:n]); err != nil {
				return err
			}
			rest = rest[n:]
		}
		if err := columns[c].Flush(); err != nil {
			return err
		}
	}
	return nil
}

// constant returns the text of a column in which all rows agree, as most do.
func (w *flowsWriter) constant(name string) (parquet.Value, bool) {
	if c, ok := textColumn[name]; ok && len(w.texts[c]) == 1 {
		return w.texts[c][0], true
	}
	return parquet.Value{}, false
}

func fillConstant(column *parquet.ColumnWriter, text parquet.Value, rows int, values []parquet.Value) error {
	for i := range values {
		values[i] = text
	}
	for rows > 0 {
		n := min(rows, len(values))
		if _, err := column.WriteRowValues(values[:n]); err != nil {
			return err
		}
		rows -= n
	}
	return column.Flush()
}

// column returns the function that gives a row's value in a column.
func (w *flowsWriter) column(name string, c int) func(*packed) parquet.Value {
	tuples := w.d.tuples
	text := func(part int) func(*packed) parquet.Value {
		values := w.texts[part]
		return func(p *packed) parquet.Value { return values[tuples[p.tuple][part]] }
	}
	null := parquet.NullValue().Level(0, 0, c)
	switch name {
	case "product":
		return func(p *packed) parquet.Value { return w.products[p.product] }
	case "period":
		return func(p *packed) parquet.Value { return w.periods[tuples[p.tuple][periodPart]] }
	case "value":
		return func(p *packed) parquet.Value { return w.value.value(p.value, p.valueScale, c) }
	case "quantity":
		return func(p *packed) parquet.Value { return w.quantity.value(p.quantity, p.quantityScale, c) }
	case "line":
		return func(p *packed) parquet.Value { return parquet.Int64Value(int64(p.line)) }
	case "parts":
		return func(p *packed) parquet.Value {
			if n := tuples[p.tuple][partsPart]; n > 0 {
				return parquet.Int32Value(int32(n)).Level(0, 1, c)
			}
			return null
		}
	}
	return text(textColumn[name])
}

// textColumn numbers the text columns by their names.
var textColumn = map[string]int{
	"reporter": reporterColumn, "partner": partnerColumn, "flow": flowColumn, "classification": classificationColumn, "unit": unitColumn,
	"valuation": valuationColumn, "quantity_unit": quantityUnitColumn, "estimate": estimateColumn, "flag": flagColumn, "source": sourceColumn, "aggregate": aggregateColumn,
}

var pow10 = func() (p [19]int64) {
	p[0] = 1
	for i := 1; i < len(p); i++ {
		p[i] = p[i-1] * 10
	}
	return p
}()

// value returns coef × 10^−scale at the scale of the column.
func (d decimals) value(coef int64, scale uint8, column int) parquet.Value {
	if scale == none {
		return parquet.NullValue().Level(0, 0, column)
	}
	factor := pow10[d.scale-int(scale)]
	if !d.long() {
		return parquet.Int64Value(coef*factor).Level(0, 1, column)
	}
	hi, lo := bits.Mul64(uint64(max(coef, -coef)), uint64(factor))
	if coef < 0 {
		var borrow uint64
		lo, borrow = bits.Sub64(0, lo, 0)
		hi = -hi - borrow
	}
	b := make([]byte, 16) // big-endian two's complement, as the format wants it
	binary.BigEndian.PutUint64(b, hi)
	binary.BigEndian.PutUint64(b[8:], lo)
	return parquet.FixedLenByteArrayValue(b).Level(0, 1, column)
}

// blocks yields rows in their order, n at a time.
type blocks func(ctx context.Context, n int, yield func([]packed) error) error

// hasBounds are the columns by whose least and greatest values readers skip row
// groups: those by which the rows are sorted. Others would cost a fifth of the
// time of writing and help nobody.
var hasBounds = map[string]bool{"period": true, "reporter": true, "partner": true, "product": true}

// writeFlows writes all blocks to out. Several threads fill row groups; they
// are written in their order, so that the bytes do not depend on them.
func writeFlows(ctx context.Context, out io.Writer, d *dictionary, blocks blocks, value, quantity decimals, threads int, progress func(rows int)) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	options := []parquet.WriterOption{flowsSchema(value, quantity), parquet.CreatedBy("periplus", fmt.Sprint(catalogueVersion), ""), parquet.DataPageStatistics(false)}
	for _, c := range data.FlowColumns() {
		if !hasBounds[c.Name] {
			options = append(options, parquet.SkipPageBounds(c.Name))
		}
	}
	pw := parquet.NewWriter(out, options...)
	w := newFlowsWriter(d, value, quantity)
	type filled struct {
		group *parquet.ConcurrentRowGroupWriter
		rows  int
		ready chan error
	}
	free := make(chan *parquet.ConcurrentRowGroupWriter, threads)
	for range threads {
		free <- pw.BeginRowGroup()
	}
	queue := make(chan filled, threads)
	var committed sync.WaitGroup
	committed.Go(func() {
		rows := 0
		for f := range queue {
			err := <-f.ready
			if err == nil {
				_, err = f.group.Commit()
			}
			if err != nil {
				cancel(err)
			}
			rows += f.rows
			progress(rows)
			free <- f.group
		}
	})
	err := blocks(ctx, blockRows, func(block []packed) error {
		var group *parquet.ConcurrentRowGroupWriter
		select {
		case group = <-free:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
		f := filled{group: group, rows: len(block), ready: make(chan error, 1)}
		queue <- f
		go func() { f.ready <- w.fill(group, block) }()
		return nil
	})
	close(queue)
	committed.Wait()
	if cause := context.Cause(ctx); cause != nil {
		return cause
	}
	if err != nil {
		return err
	}
	return pw.Close()
}
