package store

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/periplus-data/periplus/data"
)

// keyColumn is a column that decides whether a row is selected, in which group
// it is, or with which rows it may be in one sum.
type keyColumn struct {
	name string
	set  func(f *data.Flow, text string)
	// own is what a selection says about this column alone, nil where it says
	// nothing without other columns.
	own func(w *data.Selection) data.Selection
	// kind returns the same for texts that a query need not tell apart among the
	// selected ones.
	kind func(q *data.Query, text string) string
}

var keyColumns = []keyColumn{
	{"reporter", func(f *data.Flow, text string) { f.Reporter = text },
		func(w *data.Selection) data.Selection { return data.Selection{Reporters: w.Reporters} }, grouped(data.ByReporter)},
	{"partner", func(f *data.Flow, text string) { f.Partner = text },
		func(w *data.Selection) data.Selection { return data.Selection{Partners: w.Partners} }, grouped(data.ByPartner)},
	{"period", func(f *data.Flow, text string) { f.Period, _ = data.ParseDate(text) },
		func(w *data.Selection) data.Selection { return data.Selection{Period: w.Period} }, periodKind},
	{"flow", func(f *data.Flow, text string) { f.Flow = data.FlowCode(text) },
		func(w *data.Selection) data.Selection { return data.Selection{Flows: w.Flows} }, always},
	{"product", func(f *data.Flow, text string) { f.Product = text },
		func(w *data.Selection) data.Selection { return data.Selection{Products: w.Products} }, productKind},
	{"classification", func(f *data.Flow, text string) { f.Classification = text },
		func(w *data.Selection) data.Selection { return data.Selection{Classifications: w.Classifications} }, always},
	{"unit", func(f *data.Flow, text string) { f.Unit = data.Unit(text) },
		func(w *data.Selection) data.Selection { return data.Selection{Unit: w.Unit} }, always},
	{"valuation", func(f *data.Flow, text string) { f.Valuation = data.Valuation(text) }, nil, always},
	{"estimate", func(f *data.Flow, text string) { f.Estimate = text }, nil,
		func(_ *data.Query, text string) string { return strconv.FormatBool(text == "") }},
	{"aggregate", func(f *data.Flow, text string) { f.Aggregate = data.Side(text) }, nil, always},
}

// always keeps texts apart even where no group does: a sum may not mix them.
func always(_ *data.Query, text string) string { return text }

// grouped keeps texts apart where they are keys of groups.
func grouped(by data.Dimension) func(*data.Query, string) string {
	return func(q *data.Query, text string) string {
		if slices.Contains(q.By, by) {
			return text
		}
		return ""
	}
}

// productKind keeps apart what a sum may not mix: levels, and the total.
func productKind(q *data.Query, text string) string {
	if slices.Contains(q.By, data.ByProduct) {
		return text
	}
	return fmt.Sprint(len(text), text == data.AllProducts)
}

func periodKind(q *data.Query, text string) string {
	switch {
	case slices.Contains(q.By, data.ByPeriod):
		return text
	case slices.Contains(q.By, data.ByYear):
		return text[:min(4, len(text))]
	}
	return ""
}

// class is a column of a row group as a query sees it: texts that the query
// cannot tell apart are one class.
type class struct {
	column keyColumn
	of     []int32  // class of each text of the vocabulary
	texts  []string // one of the texts of each class
}

// unselected is the kind of all texts that exclude a row.
const unselected = "\x00"

// look returns the column of a row group as the query sees it. ok is false
// where it excludes every row.
func (k keyColumn) look(q *data.Query, vocabulary []string) (c class, ok bool) {
	c = class{column: k, of: make([]int32, len(vocabulary))}
	mayMatch := func(*data.Flow) bool { return true }
	if k.own != nil {
		own := k.own(&q.Where)
		mayMatch = own.Matches
	}
	seen := map[string]int32{}
	for i, text := range vocabulary {
		var f data.Flow
		k.set(&f, text)
		kind := unselected
		if mayMatch(&f) {
			kind, ok = k.kind(q, text), true
		}
		n, old := seen[kind]
		if !old {
			n = int32(len(c.texts))
			seen[kind] = n
			c.texts = append(c.texts, text)
		}
		c.of[i] = n
	}
	return c, ok
}

// scan reads row groups for one query. It belongs to one goroutine and uses its
// memory again.
type scan struct {
	q      data.Query
	base   data.Flow // what all rows of the row group agree in
	varied []class   // what they differ in
	words  [][]int32 // of the varied columns
	keys   []uint64  // of each row: equal where all classes are
	values numbers
	table  []*slot          // slots by key, where keys are small
	slots  map[uint64]*slot // where they are not
	space  uint64           // keys are below it
}

// slot is the sum of rows that agree in all that a query asks about.
type slot struct {
	flow     data.Flow // what they agree in
	selected bool
	rows     int
	value    data.Total
	running  int64 // sum that is not yet in value
	pending  bool
}

// open reads what the query needs to know about the rows of a row group. It
// reports whether any can be selected.
func (s *scan) open(p part) (bool, error) {
	s.base, s.varied = data.Flow{}, s.varied[:0]
	for _, k := range keyColumns {
		texts, err := p.reader.vocabulary(p.group, k.name)
		if err != nil {
			return false, err
		}
		c, ok := k.look(&s.q, texts)
		if !ok {
			return false, nil
		}
		if len(c.texts) == 1 {
			k.set(&s.base, c.texts[0]) // its rows need not be read
			continue
		}
		s.varied = append(s.varied, c)
	}
	return true, s.number(p)
}

// tableSpace is up to which key slots are found in a table.
const tableSpace = 1 << 17

// number gives every row its key.
func (s *scan) number(p part) error {
	n := int(p.reader.parquet.RowGroups()[p.group].NumRows())
	s.keys = append(s.keys[:0], make([]uint64, n)...)
	for len(s.words) < len(s.varied) {
		s.words = append(s.words, nil)
	}
	s.space = 1
	for i, c := range s.varied {
		words, err := p.reader.words(p.group, c.column.name, s.words[i][:0])
		if err != nil {
			return err
		}
		if len(words) != n {
			return fmt.Errorf("%s: column %s has %d of %d rows", p.reader.file.Name(), c.column.name, len(words), n)
		}
		s.words[i] = words
		classes := uint64(len(c.texts))
		if s.space > 1<<62/classes {
			s.compact()
		}
		s.space *= classes
		for row, w := range words {
			if int(w) >= len(c.of) {
				return fmt.Errorf("%s: column %s is damaged", p.reader.file.Name(), c.column.name)
			}
			s.keys[row] = s.keys[row]*classes + uint64(c.of[w])
		}
	}
	s.table, s.slots = nil, nil
	if s.space <= tableSpace {
		s.table = make([]*slot, s.space)
	} else {
		s.slots = map[uint64]*slot{}
	}
	return nil
}

// compact numbers the keys anew, from 0 without gaps.
func (s *scan) compact() {
	seen := map[uint64]uint64{}
	for i, k := range s.keys {
		n, ok := seen[k]
		if !ok {
			n = uint64(len(seen))
			seen[k] = n
		}
		s.keys[i] = n
	}
	s.space = uint64(len(seen))
}

// slot returns the slot of a row.
func (s *scan) slot(row int) *slot {
	k := s.keys[row]
	if s.table != nil {
		if t := s.table[k]; t != nil {
			return t
		}
	} else if t, ok := s.slots[k]; ok {
		return t
	}
	t := &slot{flow: s.base, selected: true}
	for i, c := range s.varied {
		text := c.texts[c.of[s.words[i][row]]]
		c.column.set(&t.flow, text)
	}
	t.selected = s.q.Where.Matches(&t.flow)
	if s.table != nil {
		s.table[k] = t
	} else {
		s.slots[k] = t
	}
	return t
}

// sums are the sums of one row group.
type sums struct {
	slots []*slot
	// divided are flows whose records were divided into parts: they are grouped
	// one by one, so that a group knows which parts it has.
	divided []data.Flow
}

func (s *sums) addTo(g *data.Grouper) {
	var zero data.Total
	for _, t := range s.slots {
		estimated := &zero
		if t.flow.Estimate != "" {
			estimated = &t.value
		}
		g.AddSum(&t.flow, t.rows, &t.value, estimated)
	}
	for i := range s.divided {
		g.Add(&s.divided[i])
	}
}

// sum sums the selected rows of a row group.
func (s *scan) sum(p part, hasParts bool) (*sums, error) {
	out := &sums{}
	if some, err := s.open(p); err != nil || !some {
		return out, err
	}
	if err := p.reader.decimals(p.group, "value", &s.values); err != nil {
		return nil, err
	}
	if n := s.values.len(); n != len(s.keys) {
		return nil, fmt.Errorf("%s: column value has %d of %d rows", p.reader.file.Name(), n, len(s.keys))
	}
	var lines []int64
	var parts []int32
	if hasParts {
		var err error
		if lines, parts, err = p.reader.records(p.group); err != nil {
			return nil, err
		}
	}
	var t *slot
	previous := ^uint64(0)
	for row, k := range s.keys {
		if k != previous {
			t, previous = s.slot(row), k
		}
		if !t.selected {
			continue
		}
		if hasParts && parts[row] > 1 {
			f := t.flow
			f.Value, f.Line, f.Parts = s.values.at(row), int(lines[row])+p.file<<32, int(parts[row])
			out.divided = append(out.divided, f)
			continue
		}
		if t.rows == 0 {
			out.slots = append(out.slots, t)
		}
		t.rows++
		t.add(&s.values, row)
	}
	for _, t := range out.slots {
		t.settle(s.values.scale)
	}
	return out, nil
}

// add adds the value of a row. 64 bits hold the sum of two values and a total
// holds the rest, since data.Total is exact but takes longer.
func (t *slot) add(n *numbers, row int) {
	switch {
	case n.missing != nil && n.missing[row]:
	case n.long != nil:
		t.value.Add(n.long[row])
	default:
		sum := t.running + n.coef[row]
		if sum >= limit || sum <= -limit {
			t.value.Add(data.NewDecimal(t.running, n.scale))
			sum = n.coef[row]
		}
		t.running, t.pending = sum, true
	}
}

// settle puts the running sum into the total.
func (t *slot) settle(scale int) {
	if t.pending {
		t.value.Add(data.NewDecimal(t.running, scale))
		t.running, t.pending = 0, false
	}
}
