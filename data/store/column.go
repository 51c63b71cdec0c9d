package store

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unsafe"

	"github.com/periplus-data/periplus/data"
)

// The text columns, in the order of data.FlowColumns without the numbers. A
// tuple has one id for each of them, then the period and the parts.
const (
	reporterColumn = iota
	partnerColumn
	flowColumn
	classificationColumn
	unitColumn
	valuationColumn
	quantityUnitColumn
	estimateColumn
	flagColumn
	sourceColumn
	aggregateColumn
	textColumns // how many there are

	periodPart = iota - 1
	partsPart
	tupleParts
)

// tuple is what flows have in common: many rows share one, since only product,
// value, quantity and line differ from row to row.
type tuple [tupleParts]uint32

// packed is one flow on its way through a sort. It holds no pointer and is
// written to temporary files as it lies in memory.
type packed struct {
	value, quantity           int64
	tuple, product, line      uint32
	valueScale, quantityScale uint8 // digits after the point, none where there is no number
	_                         uint16
}

// none is the scale of a number that is not there.
const none = 0xff

// packedBytes is the size of packed.
const packedBytes = int(unsafe.Sizeof(packed{}))

// words gives each text of a column a number.
type words struct {
	texts []string
	ids   map[string]uint32
	last  uint32 // rows beside each other mostly have the same text
	bytes int
}

func (w *words) id(text string) uint32 {
	if len(w.texts) > 0 && w.texts[w.last] == text {
		return w.last
	}
	id, ok := w.ids[text]
	if !ok {
		if w.ids == nil {
			w.ids = map[string]uint32{}
		}
		text = strings.Clone(text) // it may be a piece of a big buffer
		id = uint32(len(w.texts))
		w.texts = append(w.texts, text)
		w.ids[text] = id
		w.bytes += len(text) + 64
	}
	w.last = id
	return id
}

// ranks returns the place of each text in their order.
func (w *words) ranks() []uint32 {
	order := make([]uint32, len(w.texts))
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortFunc(order, func(a, b uint32) int { return strings.Compare(w.texts[a], w.texts[b]) })
	ranks := make([]uint32, len(order))
	for rank, id := range order {
		ranks[id] = uint32(rank)
	}
	return ranks
}

// dictionary numbers what rows share.
type dictionary struct {
	columns  [textColumns]words
	products words
	tuples   []tuple
	tupleIDs map[tuple]uint32
	last     uint32
}

// bytes estimates how much memory the dictionary takes.
func (d *dictionary) bytes() int64 {
	n := int64(d.products.bytes) + int64(len(d.tuples))*(2*4*tupleParts+32)
	for i := range d.columns {
		n += int64(d.columns[i].bytes)
	}
	return n
}

// pack turns a flow into its packed form.
func (d *dictionary) pack(f *data.Flow) (packed, error) {
	if int64(f.Line) < 0 || int64(f.Line) > 1<<32-1 || int64(f.Parts) < 0 || int64(f.Parts) > 1<<31-1 {
		return packed{}, fmt.Errorf("line %d or %d parts cannot be stored", f.Line, f.Parts)
	}
	c := &d.columns
	t := tuple{
		c[reporterColumn].id(f.Reporter), c[partnerColumn].id(f.Partner), c[flowColumn].id(string(f.Flow)),
		c[classificationColumn].id(f.Classification), c[unitColumn].id(string(f.Unit)), c[valuationColumn].id(string(f.Valuation)),
		c[quantityUnitColumn].id(f.QuantityUnit), c[estimateColumn].id(f.Estimate), c[flagColumn].id(f.Flag), c[sourceColumn].id(f.Source),
		c[aggregateColumn].id(string(f.Aggregate)), packDate(f.Period), uint32(f.Parts),
	}
	p := packed{tuple: d.tuple(t), product: d.products.id(f.Product), line: uint32(f.Line)}
	p.value, p.valueScale = packDecimal(f.Value)
	p.quantity, p.quantityScale = packDecimal(f.Quantity)
	return p, nil
}

func packDecimal(d data.Decimal) (coef int64, scale uint8) {
	if !d.IsSet() {
		return 0, none
	}
	c, s := d.Parts()
	return c, uint8(s)
}

func (d *dictionary) tuple(t tuple) uint32 {
	if len(d.tuples) > 0 && d.tuples[d.last] == t {
		return d.last
	}
	id, ok := d.tupleIDs[t]
	if !ok {
		if d.tupleIDs == nil {
			d.tupleIDs = map[tuple]uint32{}
		}
		id = uint32(len(d.tuples))
		d.tuples = append(d.tuples, t)
		d.tupleIDs[t] = id
	}
	d.last = id
	return id
}

// packDate keeps the order of dates.
func packDate(d data.Date) uint32 { return uint32(d.Year*10000 + d.Month*100 + d.Day) }

func unpackDate(n uint32) data.Date {
	return data.Date{Year: int(n / 10000), Month: int(n / 100 % 100), Day: int(n % 100)}
}

// places are the places of tuples and products in the order of
// data.CompareFlows, as far as the dictionary goes when they are made. Later
// words never change the order of earlier ones.
type places struct {
	major   []uint32 // of each tuple: period, reporter, partner, flow
	product []uint32
	minor   []uint32 // of each tuple: classification
}

func (d *dictionary) places() places {
	reporter, partner, flow := d.columns[reporterColumn].ranks(), d.columns[partnerColumn].ranks(), d.columns[flowColumn].ranks()
	classification := d.columns[classificationColumn].ranks()
	compare := func(a, b uint32) int {
		x, y := &d.tuples[a], &d.tuples[b]
		return cmp.Or(
			cmp.Compare(yearMonth(x[periodPart]), yearMonth(y[periodPart])),
			cmp.Compare(reporter[x[reporterColumn]], reporter[y[reporterColumn]]),
			cmp.Compare(partner[x[partnerColumn]], partner[y[partnerColumn]]),
			cmp.Compare(flow[x[flowColumn]], flow[y[flowColumn]]))
	}
	order := make([]uint32, len(d.tuples))
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortFunc(order, compare)
	p := places{major: make([]uint32, len(order)), product: d.products.ranks(), minor: make([]uint32, len(order))}
	place := uint32(0)
	for i, id := range order {
		if i > 0 && compare(order[i-1], id) != 0 {
			place++
		}
		p.major[id] = place
		p.minor[id] = classification[d.tuples[id][classificationColumn]]
	}
	return p
}

// yearMonth takes the day off a packed date: data.CompareFlows compares years
// and months.
func yearMonth(date uint32) uint32 { return date / 100 }

// key is the place of a row: keys compare as data.CompareFlows does.
type key struct{ high, low uint64 }

func (p *places) key(r *packed) key {
	return key{uint64(p.major[r.tuple])<<32 | uint64(p.product[r.product]), uint64(p.minor[r.tuple])<<32 | uint64(r.line)}
}

func (k key) compare(o key) int {
	return cmp.Or(cmp.Compare(k.high, o.high), cmp.Compare(k.low, o.low))
}
