package store

import (
	"slices"
	"strconv"

	"github.com/parquet-go/parquet-go"

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
	kind func(q *data.Query, m mixture, text string) string
}

// mixture is what the rows of a row group have that a sum has to be careful
// with.
type mixture struct {
	aggregates bool // sums over other places: which places is then part of the matter
	indicators bool // rows without a flow code: their products must not be added
}

var keyColumns = []keyColumn{
	{"reporter", func(f *data.Flow, text string) { f.Reporter = text },
		func(w *data.Selection) (data.Selection, bool) {
			return data.Selection{Reporters: w.Reporters}, len(w.Reporters) > 0
		}, placeKind(data.ByReporter)},
	{"partner", func(f *data.Flow, text string) { f.Partner = text },
		func(w *data.Selection) (data.Selection, bool) {
			return data.Selection{Partners: w.Partners}, len(w.Partners) > 0
		}, placeKind(data.ByPartner)},
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
		func(_ *data.Query, _ mixture, text string) string { return strconv.FormatBool(text == "") }},
	{"aggregate", func(f *data.Flow, text string) { f.Aggregate = data.Side(text) }, nil, always},
}

// always keeps texts apart even where no group does: a sum may not mix them.
func always(_ *data.Query, _ mixture, text string) string { return text }

// placeKind keeps places apart where they are keys of groups.
func placeKind(by data.Dimension) func(*data.Query, mixture, string) string {
	return func(q *data.Query, m mixture, text string) string {
		if m.aggregates || slices.Contains(q.By, by) {
			return text
		}
		return ""
	}
}

// productKind keeps apart what a sum may not mix: levels, and the total.
func productKind(q *data.Query, m mixture, text string) string {
	if m.indicators || text == data.AllProducts || slices.Contains(q.By, data.ByProduct) {
		return text
	}
	return strconv.Itoa(len(text))
}

// periodKind keeps years apart, and a year from its months, which no sum may
// hold together.
func periodKind(q *data.Query, _ mixture, text string) string {
	if len(text) > 4 && !slices.Contains(q.By, data.ByPeriod) {
		return text[:4] + "-"
	}
	return text
}

// class is a column of a row group as a query sees it: texts that the query
// cannot tell apart are one class.
type class struct {
	column keyColumn
	of     []int32  // class of each text of the vocabulary
	texts  []string // one of the texts of each class
	out    int      // class of the texts that exclude a row, -1 where none does
}

// unselected is the kind of all texts that exclude a row.
const unselected = "\x00"

// look returns the column of a row group as the query sees it. ok is false
// where it excludes every row.
func (k keyColumn) look(q *data.Query, m mixture, vocabulary []string) (c class, ok bool) {
	c = class{column: k, of: make([]int32, len(vocabulary)), out: -1}
	var own data.Selection
	limited := false
	if k.own != nil {
		own, limited = k.own(&q.Where)
	}
	seen := map[string]int32{}
	last, lastKind := int32(0), ""
	for i, text := range vocabulary {
		kind := k.kind(q, m, text)
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
				if kind == unselected {
					c.out = int(n)
				}
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
	keys   []uint64  // of each row: equal where all classes are
	values numbers
	table  []*slot          // slots by key, where keys are small
	slots  map[uint64]*slot // where they are not
	made   []*slot          // all of them, in the order of their first rows
	space  uint64           // keys are below it
	bases  []data.Flow      // what rows agree in by the columns before tail
	tail   []class          // the columns in keys
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

// excluded is the slot of all rows that one column excludes.
var excluded = &slot{}

// open reads what the query needs to know about the rows of a row group. It
// reports whether any can be selected.
func (s *scan) open(p part) (bool, error) {
	m, err := p.mixture()
	if err != nil {
		return false, err
	}
	s.base, s.varied = data.Flow{}, s.varied[:0]
	for _, k := range keyColumns {
		texts, err := p.reader.vocabulary(p.group, k.name)
		if err != nil {
			return false, err
		}
		c, ok := k.look(&s.q, m, texts)
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

func (p part) mixture() (m mixture, err error) {
	sides, err := p.reader.vocabulary(p.group, "aggregate")
	if err != nil {
		return m, err
	}
	codes, err := p.reader.vocabulary(p.group, "flow")
	m.aggregates = slices.ContainsFunc(sides, func(side string) bool { return side != string(data.NoSide) })
	m.indicators = slices.Contains(codes, "")
	return m, err
}

// tableSpace is up to which key slots are found in a table.
const tableSpace = 1 << 17

// number gives every row its key.
func (s *scan) number(p part) error {
	n := int(p.reader.parquet.RowGroups()[p.group].NumRows())
	s.keys = slices.Grow(s.keys[:0], n)[:n]
	clear(s.keys)
	s.bases, s.tail, s.space = append(s.bases[:0], s.base), s.tail[:0], 1
	for _, c := range s.varied {
		classes := uint64(len(c.texts))
		if s.space > 1<<62/classes {
			s.compact()
		}
		s.space *= classes
		s.tail = append(s.tail, c)
		rest := s.keys
		err := p.reader.words(p.group, c.column.name, func(words []int32) error {
			if len(words) > len(rest) {
				return p.reader.uneven(c.column.name)
			}
			for i, w := range words {
				if uint(w) >= uint(len(c.of)) {
					return p.reader.uneven(c.column.name)
				}
				rest[i] = rest[i]*classes + uint64(c.of[w])
			}
			rest = rest[len(words):]
			return nil
		})
		if err != nil {
			return err
		}
		if len(rest) > 0 {
			return p.reader.uneven(c.column.name)
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

// compact numbers the keys anew, from 0 without gaps, so that more columns fit
// into them.
func (s *scan) compact() {
	seen := map[uint64]uint64{}
	var bases []data.Flow
	for i, k := range s.keys {
		n, ok := seen[k]
		if !ok {
			n = uint64(len(seen))
			seen[k] = n
			f, _ := s.flow(k)
			bases = append(bases, f)
		}
		s.keys[i] = n
	}
	s.bases, s.tail, s.space = bases, s.tail[:0], uint64(len(seen))
}

// flow returns what all rows with a key agree in, and whether a column excludes
// them by itself.
func (s *scan) flow(k uint64) (f data.Flow, out bool) {
	var classes [16]int
	for i := len(s.tail) - 1; i >= 0; i-- {
		n := uint64(len(s.tail[i].texts))
		classes[i], k = int(k%n), k/n
		out = out || classes[i] == s.tail[i].out
	}
	f = s.bases[k]
	for i, c := range s.tail {
		c.column.set(&f, c.texts[classes[i]])
	}
	return f, out
}

// slot returns the slot of a key.
func (s *scan) slot(k uint64) *slot {
	if s.table != nil {
		if t := s.table[k]; t != nil {
			return t
		}
	} else if t, ok := s.slots[k]; ok {
		return t
	}
	t := excluded
	if f, out := s.flow(k); !out {
		t = &slot{flow: f, selected: s.q.Where.Matches(&f)}
		s.made = append(s.made, t)
	}
	if s.table != nil {
		s.table[k] = t
	} else {
		s.slots[k] = t
	}
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
	some, err := s.open(p)
	if err != nil || !some {
		return out, err
	}
	scale := p.reader.scales["value"]
	switch {
	case hasParts:
		out.divided, err = s.addParts(p)
	case p.reader.plain(p.group, "value"):
		err = s.addPlain(p)
	default:
		err = s.addAny(p)
	}
	if err != nil {
		return nil, err
	}
	for _, t := range s.made {
		if t.damaged {
			return nil, p.reader.tooLong("value")
		}
		if t.rows > 0 {
			t.settle(scale)
			out.slots = append(out.slots, t)
		}
	}
	return out, nil
}

// addPlain adds all selected rows, a run of equal keys at a time, from pages
// that hold a number for each row.
func (s *scan) addPlain(p part) error {
	keys, scale := s.keys, p.reader.scales["value"]
	err := p.reader.pages(p.group, "value", func(page parquet.Page) error {
		values := page.Data()
		numbers := values.Int64()
		if len(numbers) > len(keys) {
			return p.reader.uneven("value")
		}
		for from := 0; from < len(numbers); {
			k, to := keys[from], from+1
			for to < len(numbers) && keys[to] == k {
				to++
			}
			if t := s.slot(k); t.selected {
				t.rows += to - from
				t.add(numbers[from:to], scale)
			}
			from = to
		}
		keys = keys[len(numbers):]
		return nil
	})
	if err == nil && len(keys) > 0 {
		err = p.reader.uneven("value")
	}
	return err
}

// read reads the values of all rows.
func (s *scan) read(p part) error {
	if err := p.reader.decimals(p.group, "value", &s.values); err != nil {
		return err
	}
	if s.values.len() != len(s.keys) {
		return p.reader.uneven("value")
	}
	return p.reader.checkRange("value", &s.values)
}

// addAny adds all selected rows, one by one.
func (s *scan) addAny(p part) error {
	if err := s.read(p); err != nil {
		return err
	}
	for row, k := range s.keys {
		if t := s.slot(k); t.selected {
			t.rows++
			t.value.Add(s.values.at(row))
		}
	}
	return nil
}

// addParts adds the selected rows that are whole records, and returns those
// that are parts of one. Lines of several files are told apart by their high
// bits.
func (s *scan) addParts(p part) (divided []data.Flow, err error) {
	if err := s.read(p); err != nil {
		return nil, err
	}
	lines, parts, err := p.reader.records(p.group)
	if err != nil {
		return nil, err
	}
	for row, k := range s.keys {
		switch t := s.slot(k); {
		case !t.selected:
		case parts[row] > 1:
			f := t.flow
			f.Value, f.Line, f.Parts = s.values.at(row), int(lines[row])+p.file<<32, int(parts[row])
			divided = append(divided, f)
		default:
			t.rows++
			t.value.Add(s.values.at(row))
		}
	}
	return divided, nil
}

// add adds values. 64 bits hold the sum of two values and a total holds the
// rest, since data.Total is exact but takes longer.
func (t *slot) add(values []int64, scale int) {
	sum := t.running
	for _, v := range values {
		next := sum + v
		if next >= limit || next <= -limit {
			if v >= limit || v <= -limit {
				t.damaged = true
				continue
			}
			t.value.Add(data.NewDecimal(sum, scale))
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
