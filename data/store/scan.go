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
	// own is what a selection says about this column alone, and whether it says
	// anything; nil where it never does.
	own func(w *data.Selection) (data.Selection, bool)
	// kind returns the same for texts that a query need not tell apart among the
	// selected ones.
	kind func(q *data.Query, text string) string
}

var keyColumns = []keyColumn{
	{"reporter", func(f *data.Flow, text string) { f.Reporter = text },
		func(w *data.Selection) (data.Selection, bool) {
			return data.Selection{Reporters: w.Reporters}, len(w.Reporters) > 0
		}, grouped(data.ByReporter)},
	{"partner", func(f *data.Flow, text string) { f.Partner = text },
		func(w *data.Selection) (data.Selection, bool) {
			return data.Selection{Partners: w.Partners}, len(w.Partners) > 0
		}, grouped(data.ByPartner)},
	{"period", func(f *data.Flow, text string) { f.Period, _ = data.ParseDate(text) },
		func(w *data.Selection) (data.Selection, bool) {
			return data.Selection{Period: w.Period}, w.Period.IsSet()
		}, periodKind},
	{"flow", func(f *data.Flow, text string) { f.Flow = data.FlowCode(text) },
		func(w *data.Selection) (data.Selection, bool) {
			return data.Selection{Flows: w.Flows}, len(w.Flows) > 0
		}, always},
	{"product", func(f *data.Flow, text string) { f.Product = text },
		func(w *data.Selection) (data.Selection, bool) {
			return data.Selection{Products: w.Products}, len(w.Products) > 0
		}, productKind},
	{"classification", func(f *data.Flow, text string) { f.Classification = text },
		func(w *data.Selection) (data.Selection, bool) {
			return data.Selection{Classifications: w.Classifications}, len(w.Classifications) > 0
		}, always},
	{"unit", func(f *data.Flow, text string) { f.Unit = data.Unit(text) },
		func(w *data.Selection) (data.Selection, bool) { return data.Selection{Unit: w.Unit}, w.Unit != "" }, always},
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
	if text == data.AllProducts {
		return text
	}
	return strconv.Itoa(len(text))
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
	var own data.Selection
	limited := false
	if k.own != nil {
		own, limited = k.own(&q.Where)
	}
	seen := map[string]int32{}
	last, lastKind := int32(0), ""
	for i, text := range vocabulary {
		kind := k.kind(q, text)
		if limited && !k.matches(&own, text) {
			kind = unselected
		} else {
			ok = true
		}
		if i == 0 || kind != lastKind { // most are like the one before
			n, old := seen[kind]
			if !old {
				n = int32(len(c.texts))
				seen[kind] = n
				c.texts = append(c.texts, text)
			}
			last, lastKind = n, kind
		}
		c.of[i] = last
	}
	return c, ok
}

func (k keyColumn) matches(own *data.Selection, text string) bool {
	var f data.Flow
	k.set(&f, text)
	return own.Matches(&f)
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
	made   []*slot          // all of them, in the order of their first rows
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
	damaged  bool // a value has more digits than a file of ours holds
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
		keys := s.keys[:len(words)]
		for row, w := range words {
			if uint(w) >= uint(len(c.of)) {
				return fmt.Errorf("%s: column %s is damaged", p.reader.file.Name(), c.column.name)
			}
			keys[row] = keys[row]*classes + uint64(c.of[w])
		}
	}
	s.table, s.slots, s.made = nil, nil, nil
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
	s.made = append(s.made, t)
	return t
}

// sums are the sums of one row group.
type sums struct {
	file  int
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
	out := &sums{file: p.file}
	if some, err := s.open(p); err != nil || !some {
		return out, err
	}
	if err := p.reader.decimals(p.group, "value", &s.values); err != nil {
		return nil, err
	}
	if s.values.missing != nil || hasParts { // values are made one at a time
		if err := p.reader.checkRange("value", &s.values); err != nil {
			return nil, err
		}
	}
	if n := s.values.len(); n != len(s.keys) {
		return nil, fmt.Errorf("%s: column value has %d of %d rows", p.reader.file.Name(), n, len(s.keys))
	}
	if hasParts {
		lines, parts, err := p.reader.records(p.group)
		if err != nil {
			return nil, err
		}
		s.addWhole(parts)
		out.divided = s.divided(p.file, lines, parts)
	} else {
		s.addAll()
	}
	for _, t := range s.made {
		if t.damaged {
			return nil, p.reader.tooLong("value")
		}
		if t.rows > 0 {
			t.settle(s.values.scale)
			out.slots = append(out.slots, t)
		}
	}
	return out, nil
}

// addAll adds every selected row to its slot, a run of equal keys at a time.
func (s *scan) addAll() {
	for from := 0; from < len(s.keys); {
		to := s.run(from)
		if t := s.slot(from); t.selected {
			t.rows += to - from
			t.add(&s.values, from, to)
		}
		from = to
	}
}

// run returns the end of the run of rows whose key is that of row from.
func (s *scan) run(from int) int {
	k, to := s.keys[from], from+1
	for to < len(s.keys) && s.keys[to] == k {
		to++
	}
	return to
}

// addWhole adds the selected rows that are whole records.
func (s *scan) addWhole(parts []int32) {
	for row := range s.keys {
		if t := s.slot(row); t.selected && parts[row] <= 1 {
			t.rows++
			t.add(&s.values, row, row+1)
		}
	}
}

// divided returns the selected rows that are parts of records. Lines of several
// files are told apart by their high bits.
func (s *scan) divided(file int, lines []int64, parts []int32) (out []data.Flow) {
	for row := range s.keys {
		if t := s.slot(row); t.selected && parts[row] > 1 {
			f := t.flow
			f.Value, f.Line, f.Parts = s.values.at(row), int(lines[row])+file<<32, int(parts[row])
			out = append(out, f)
		}
	}
	return out
}

// add adds the values of the rows from to to. 64 bits hold the sum of two
// values and a total holds the rest, since data.Total is exact but takes longer.
func (t *slot) add(n *numbers, from, to int) {
	if n.long != nil || n.missing != nil {
		for row := from; row < to; row++ {
			t.value.Add(n.at(row))
		}
		return
	}
	sum := t.running
	for _, v := range n.coef[from:to] {
		next := sum + v
		if next >= limit || next <= -limit {
			if v >= limit || v <= -limit {
				t.damaged = true
				continue
			}
			t.value.Add(data.NewDecimal(sum, n.scale))
			next = v
		}
		sum = next
	}
	t.running, t.pending = sum, true
}

// settle puts the running sum into the total.
func (t *slot) settle(scale int) {
	if t.pending {
		t.value.Add(data.NewDecimal(t.running, scale))
		t.running, t.pending = 0, false
	}
}
