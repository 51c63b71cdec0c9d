package comtrade

import (
	"hash/maphash"
	"strings"

	"github.com/periplus-data/periplus/data"
)

// ledger remembers which rows a file has stated, so that no trade is counted
// twice: rows that stand twice, totals beside their parts, and totals stated
// once more in another classification.
type ledger struct {
	ids   map[string]uint32
	parts map[dimensions]uint32
	seed  maphash.Seed
	seen  map[key]mark
	// totals holds in which classification a total was stated first; its keys
	// have no classification.
	totals   map[key]uint32
	held     []held
	zeroSeen bool // an SITC code with a leading zero was seen
	used     dimensions
}

// key is what one row is about. Places are as the file writes them: two codes
// of the provider may be one place of ours.
type key struct {
	reporter, partner, product, class, parts uint32
	period                                   int32
	flow                                     data.FlowCode
}

// mark is what a row states: its amounts as a hash, since a file of millions
// of rows has to fit in memory.
type mark struct {
	amounts uint64
	line    uint32
}

// held is a row about a part, kept until the file has ended.
type held struct {
	row      row
	base     key
	part     bool // its total is in the file
	conflict int  // line of another row with which it may overlap
}

type verdict int

const (
	isNew verdict = iota
	isHeld
	isDuplicate
	isConflict
	isPart
	isSameTotal
)

func newLedger() ledger {
	return ledger{ids: map[string]uint32{}, parts: map[dimensions]uint32{{}: 0}, seed: maphash.MakeSeed(), seen: map[key]mark{}, totals: map[key]uint32{}}
}

func (l *ledger) id(s string) uint32 {
	n, ok := l.ids[s]
	if !ok {
		n = uint32(len(l.ids) + 1)
		l.ids[s] = n
	}
	return n
}

func (l *ledger) key(r *row) key {
	f := &r.flow
	n, ok := l.parts[r.dims]
	if !ok {
		n = uint32(len(l.parts))
		l.parts[r.dims] = n
	}
	return key{reporter: l.id(r.reporterCode), partner: l.id(r.partnerCode), product: l.id(f.Product), class: l.id(f.Classification), parts: n,
		period: int32(f.Period.Year*100 + f.Period.Month), flow: f.Flow}
}

// enter notes a row and says what it is. line is that of the earlier row where
// there is one.
func (l *ledger) enter(r *row) (line int, v verdict) {
	f := &r.flow
	k := l.key(r)
	amounts := maphash.Comparable(l.seed, struct {
		value, quantity data.Decimal
		unit            string
	}{f.Value, f.Quantity, f.QuantityUnit})
	if m, ok := l.seen[k]; ok {
		if m.amounts == amounts {
			return int(m.line), isDuplicate
		}
		return int(m.line), isConflict
	}
	l.seen[k] = mark{amounts, uint32(f.Line)}
	if isSITC(f.Classification) && strings.HasPrefix(f.Product, "0") && len(f.Product) > 1 {
		l.zeroSeen = true
	}
	if !r.dims.isTotal() {
		return l.hold(r, k)
	}
	if agrees(f) {
		any := k
		any.class = 0
		if class, ok := l.totals[any]; ok && class != k.class {
			return 0, isSameTotal
		}
		l.totals[any] = k.class
	}
	return 0, isNew
}

// agrees reports whether the product is one on which classifications agree, so
// that a sum may hold several of them: all products in any of them, and the
// chapters of the Harmonized System.
func agrees(f *data.Flow) bool {
	return f.Product == data.AllProducts || isHS(f.Classification) && len(f.Product) == 2
}

func (l *ledger) hold(r *row, k key) (int, verdict) {
	for i, code := range r.dims {
		if code != "" {
			l.used[i] = code
		}
	}
	k.parts = 0
	if m, ok := l.seen[k]; ok {
		return int(m.line), isPart
	}
	l.held = append(l.held, held{row: *r, base: k})
	return 0, isHeld
}

// dimensionsSeen names the dimensions in which the file has parts.
func (l *ledger) dimensionsSeen() string {
	var names []string
	for i, code := range l.used {
		if code != "" {
			names = append(names, dimensionNames[i])
		}
	}
	return strings.Join(names, ", ")
}

// settle decides about the rows that were held. Rows of one total of which
// none is the total of another are kept where all are parts in the same
// dimensions: then no two overlap.
func (l *ledger) settle() []held {
	groups := map[key]map[dimensions]int{}
	for i := range l.held {
		h := &l.held[i]
		if _, h.part = l.seen[h.base]; h.part {
			continue
		}
		if groups[h.base] == nil {
			groups[h.base] = map[dimensions]int{}
		}
		groups[h.base][h.row.dims] = h.row.flow.Line
	}
	firsts := map[key]held{}
	for i := range l.held {
		h := &l.held[i]
		if h.part {
			continue
		}
		if h.part = isCovered(h.row.dims, groups[h.base]); h.part {
			continue
		}
		first, ok := firsts[h.base]
		if !ok {
			firsts[h.base] = *h
		} else if pattern(first.row.dims) != pattern(h.row.dims) {
			h.conflict = first.row.flow.Line
		}
	}
	return l.held
}

// pattern says in which dimensions a row is a part.
func pattern(d dimensions) (p [len(dimensions{})]bool) {
	for i, code := range d {
		p[i] = code != ""
	}
	return p
}

// isCovered reports whether the group has a total of which d is a part.
func isCovered(d dimensions, group map[dimensions]int) bool {
	wider := []dimensions{d}
	for i, code := range d {
		if code == "" {
			continue
		}
		for _, w := range wider {
			w[i] = ""
			wider = append(wider, w)
			if i == transport {
				for _, mode := range widerModes(code) {
					w[i] = mode
					wider = append(wider, w)
				}
			}
		}
	}
	for _, w := range wider {
		if _, ok := group[w]; ok && w != d {
			return true
		}
	}
	return false
}

const transport = len(dimensions{}) - 1

// widerModes returns the modes of transport that contain a mode: 2000 (water)
// and 2100 (sea) contain 2110.
func widerModes(code string) []string {
	if len(code) != 4 || !isDigits(code) {
		return nil
	}
	var out []string
	for _, n := range []int{3, 2, 1} {
		if w := code[:n] + strings.Repeat("0", 4-n); w != code {
			out = append(out, w)
		}
	}
	return out
}
