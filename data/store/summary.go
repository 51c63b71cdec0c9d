package store

import (
	"context"
	"slices"

	"github.com/periplus-data/periplus/data"
)

// A summary is a second, small file of an entry: the sums of all rows that
// differ in product, quantity, flag and line alone. Most questions do not ask
// for products, and are answered from it. Its rows have the columns of flows; the
// product is one of those summed, the quantity their number.

// summaryRows is from how many rows on an entry gets a summary: fewer are summed
// as fast.
var summaryRows = 100_000

// summaryShare is how many rows a sum must have on average for a summary to be
// worth its bytes.
var summaryShare = 4

// summary sums rows as they are written.
type summary struct {
	d        *dictionary
	scale    int
	most     int // sums, beyond which it is given up
	rows     []packed
	at       map[uint64]int // place in rows by tuple and product class
	last     uint64
	lastAt   int
	tuples   []uint32 // class of each tuple, counted from 1
	classes  map[tuple]uint32
	products []uint32 // class of each product
	levels   map[string]uint32
}

// newSummary returns nil where no summary is worth having: of few rows, of
// records in parts, whose years a question has to tell apart, and of numbers
// whose sums may not fit into 64 bits.
func newSummary(in *taken) *summary {
	if in.total < summaryRows || in.parts > 1 || in.value.long() {
		return nil
	}
	return &summary{d: &in.dictionary, scale: in.value.scale, most: in.total / summaryShare, at: map[uint64]int{}, lastAt: -1,
		tuples: make([]uint32, len(in.tuples)), classes: map[tuple]uint32{}, products: make([]uint32, len(in.products.texts)), levels: map[string]uint32{}}
}

// add sums the rows of a block. It reports whether the summary is still worth
// having.
func (s *summary) add(block []packed) bool {
	for i := range block {
		p := &block[i]
		k := uint64(s.tupleClass(p.tuple))<<32 | uint64(s.productClass(p))
		if k != s.last || s.lastAt < 0 {
			at, ok := s.at[k]
			if !ok {
				if at = len(s.rows); at == s.most {
					return false
				}
				s.at[k] = at
				s.rows = append(s.rows, packed{tuple: p.tuple, product: p.product, valueScale: none})
			}
			s.last, s.lastAt = k, at
		}
		r := &s.rows[s.lastAt]
		r.quantity++
		if p.valueScale == none {
			continue
		}
		r.value += p.value * pow10[s.scale-int(p.valueScale)]
		r.valueScale = uint8(s.scale)
		if r.value >= limit || r.value <= -limit {
			return false
		}
	}
	return true
}

// blocks yields the sums.
func (s *summary) blocks(_ context.Context, n int, yield func([]packed) error) error {
	for block := range slices.Chunk(s.rows, n) {
		if err := yield(block); err != nil {
			return err
		}
	}
	return nil
}

// tupleClass numbers tuples that a question cannot tell apart.
func (s *summary) tupleClass(id uint32) uint32 {
	if c := s.tuples[id]; c > 0 {
		return c
	}
	t := s.d.tuples[id]
	t[quantityUnitColumn], t[flagColumn], t[sourceColumn] = 0, 0, 0
	t[estimateColumn] = 1
	if s.text(id, estimateColumn) == "" {
		t[estimateColumn] = 0
	}
	c, ok := s.classes[t]
	if !ok {
		c = uint32(len(s.classes) + 1)
		s.classes[t] = c
	}
	s.tuples[id] = c
	return c
}

func (s *summary) text(id uint32, column int) string {
	return s.d.columns[column].texts[s.d.tuples[id][column]]
}

// productClass numbers products that a sum may hold together: those of one
// level, but not indicators, which have no flow code.
func (s *summary) productClass(p *packed) uint32 {
	if s.text(p.tuple, flowColumn) == "" {
		return 1<<31 | p.product
	}
	if c := s.products[p.product]; c > 0 {
		return c
	}
	level := productKind(&data.Query{}, mixture{}, s.d.products.texts[p.product])
	c, ok := s.levels[level]
	if !ok {
		c = uint32(len(s.levels) + 1)
		s.levels[level] = c
	}
	s.products[p.product] = c
	return c
}

// answers reports whether a summary has what a question asks for.
func answers(q data.Query) bool {
	return !slices.Contains(q.By, data.ByProduct) && !slices.ContainsFunc(q.Where.Products, func(p string) bool {
		return p != data.AllProducts && data.ProductLevel(p) == 0
	})
}

// summed is a row group of a summary.
type summed struct {
	file    int
	columns []summedColumn
	values  numbers
	counts  numbers
}

type summedColumn struct {
	keyColumn
	texts []string
	words []int32
}

// readSummed reads a row group of a summary.
func readSummed(p part) (*summed, error) {
	s := &summed{file: p.file}
	if err := p.reader.decimals(p.group, "value", &s.values); err != nil {
		return nil, err
	}
	if err := p.reader.decimals(p.group, "quantity", &s.counts); err != nil {
		return nil, err
	}
	if err := p.reader.checkRange("value", &s.values); err != nil {
		return nil, err
	}
	if s.counts.missing != nil || s.counts.scale != 0 || len(s.counts.coef) != s.values.len() {
		return nil, p.reader.uneven("quantity")
	}
	for _, k := range keyColumns {
		c := summedColumn{keyColumn: k}
		var err error
		if c.texts, err = p.reader.vocabulary(p.group, k.name); err != nil {
			return nil, err
		}
		err = p.reader.words(p.group, k.name, func(words []int32) error {
			for _, w := range words {
				if uint(w) >= uint(len(c.texts)) {
					return p.reader.uneven(k.name)
				}
			}
			c.words = append(c.words, words...)
			return nil
		})
		if err != nil {
			return nil, err
		}
		if len(c.words) != s.values.len() {
			return nil, p.reader.uneven(k.name)
		}
		s.columns = append(s.columns, c)
	}
	return s, nil
}

// addTo adds the selected sums to the groups.
func (s *summed) addTo(g *data.Grouper, where *data.Selection) {
	var f data.Flow
	var zero data.Total
	for row := range s.counts.coef {
		for i := range s.columns {
			if c := &s.columns[i]; row == 0 || c.words[row] != c.words[row-1] {
				c.set(&f, c.texts[c.words[row]])
			}
		}
		if !where.Matches(&f) {
			continue
		}
		var value data.Total
		value.Add(s.values.at(row))
		estimated := &zero
		if f.Estimate != "" {
			estimated = &value
		}
		g.AddSum(&f, int(s.counts.coef[row]), &value, estimated)
	}
}
