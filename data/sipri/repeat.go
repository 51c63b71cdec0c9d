package sipri

import (
	"fmt"
	"hash/maphash"
	"reflect"
	"slices"

	"github.com/periplus-data/periplus/data"
)

// repeats finds rows that stand in a register more than once, as where two
// downloads were put together.
func (r *registerReader) repeats() {
	if r.l.format == FormatNew {
		r.dropRepeats()
		return
	}
	r.warnRepeats()
}

// dropRepeats keeps the first row of each deal and delivery year. SIPRI states
// each once; a later row that says the same is dropped, one that says otherwise
// cannot be read.
func (r *registerReader) dropRepeats() {
	type key struct {
		id   string
		year int
	}
	first := make(map[key]int, len(r.deals))
	kept := r.deals[:0]
	rejects := len(r.account.Rejects)
	for i := range r.deals {
		d := r.deals[i]
		if d.ID != "" && len(d.Years) > 0 {
			k := key{d.ID, d.Years[0]}
			at, again := first[k]
			if again {
				r.uncount(&d)
				if sameDeal(&kept[at], &d) {
					r.repeated.add(d.Line, 1)
				} else {
					r.rejectRepeat(&d, kept[at].Line)
				}
				continue
			}
			first[k] = len(kept)
		}
		kept = append(kept, d)
	}
	clear(r.deals[len(kept):])
	r.deals = kept
	if len(r.account.Rejects) > rejects {
		slices.SortStableFunc(r.account.Rejects, func(a, b *data.ParseError) int { return a.Line - b.Line })
	}
}

// rejectRepeat refuses a row that contradicts an earlier one.
func (r *registerReader) rejectRepeat(d *Deal, line int) {
	e := &data.ParseError{File: r.name, Line: d.Line, Field: r.columnName(r.l.column[idField]), Value: d.ID,
		Err: fmt.Errorf("line %d states the deliveries of deal %s in %d otherwise; keep the row that is right", line, clip(d.ID), d.Years[0])}
	if r.o.KeepGoing {
		r.account.Rejects = append(r.account.Rejects, e)
		return
	}
	r.problem(e)
}

// uncount takes back what count has noted of a row of a new register, which has
// one delivery year at most.
func (r *registerReader) uncount(d *Deal) {
	fate := d.fate()
	if fate == flows {
		r.flows--
		return
	}
	t := &r.fates[fate]
	t.count--
	if i := slices.Index(t.lines, d.Line); i >= 0 {
		t.lines = slices.Delete(t.lines, i, i+1)
	}
}

// sameDeal reports whether two rows say the same.
func sameDeal(a, b *Deal) bool {
	x, y := *a, *b
	x.Line, y.Line = 0, 0
	return reflect.DeepEqual(x, y)
}

// maxAlike bounds with how many earlier deals of the same texts and years one is
// compared; SIPRI's have a few.
const maxAlike = 50

// warnRepeats says where rows of a classic register repeat others. Such a
// register has no number of a deal, and SIPRI's own has a few rows that are the
// same in every cell and are deals of their own: only more than one in a
// hundred is a sign of rows that stand there twice.
func (r *registerReader) warnRepeats() {
	var hash maphash.Hash
	last := make(map[uint64]int, len(r.deals)) // number, from 1, of the latest deal with a hash
	before := make([]int, len(r.deals))        // number of the one before with the same
	count, line := 0, 0
	for i := range r.deals {
		d := &r.deals[i]
		h := hashDeal(&hash, d)
		before[i] = last[h]
		last[h] = i + 1
		for n, steps := before[i], 0; n > 0 && steps < maxAlike; n, steps = before[n-1], steps+1 {
			if sameDeal(&r.deals[n-1], d) {
				if count++; count == 1 {
					line = d.Line
				}
				break
			}
		}
	}
	if count*100 > len(r.deals) {
		r.warn("%s: %d of %d deals repeat an earlier row in every cell, the first on line %d; the file may hold the same rows twice, and all are counted", r.name, count, len(r.deals), line)
	}
}

// hashDeal tells most deals apart.
func hashDeal(h *maphash.Hash, d *Deal) uint64 {
	h.Reset()
	for _, s := range [...]string{d.Supplier, d.Recipient, d.Designation, d.Description, d.Comments} {
		h.WriteString(s)
		h.WriteByte(0)
	}
	for _, y := range d.Years {
		h.WriteByte(byte(y))
	}
	h.WriteByte(byte(d.OrderYear))
	return h.Sum64()
}

// manyPlaces is how many recipients, or reporters, a file has that has
// deliveries in every year it covers.
const manyPlaces = 20

// lack notes the years that a file of the whole world covers and of which it
// has no delivery: the world has had some in each year since 1950.
func (r *reader) lack(rel *data.Release, shown *[finalYear + 1]bool) {
	if !rel.Coverage.IsSet() {
		return
	}
	for y := rel.Coverage.Start.Year; y <= min(rel.Coverage.End.Year, finalYear); y++ {
		if !shown[y] {
			rel.Lacks = append(rel.Lacks, y)
		}
	}
	switch n := len(rel.Lacks); {
	case n == 1:
		r.warn("%s: %d has no delivery at all: the file seems to lack that year", r.name, rel.Lacks[0])
	case n > 1:
		r.warn("%s: %s have no delivery at all: the file seems to lack those years", r.name, joinLines(rel.Lacks))
	}
}

// lackOf finds the years that a register lacks. That of one supplier or
// recipient may have years without deliveries.
func (r *registerReader) lackOf(rel *data.Release) {
	if r.pre.supplier != "" || r.pre.recipient != "" {
		return
	}
	suppliers, recipients := map[string]bool{}, map[string]bool{}
	var shown [finalYear + 1]bool
	for i := range r.deals {
		d := &r.deals[i]
		if d.fate() != flows {
			continue
		}
		if len(suppliers) < manyPlaces { // more are not needed
			suppliers[d.Supplier] = true
		}
		if len(recipients) < manyPlaces {
			recipients[d.Recipient] = true
		}
		for _, y := range d.Years {
			shown[y] = true
		}
	}
	// Without the lines before the header, many suppliers too are what tells
	// the world from one supplier.
	if len(recipients) >= manyPlaces && (r.pre.parties || len(suppliers) >= manyPlaces) {
		r.lack(rel, &shown)
	}
}

// lackOf finds the years that a table of all recipients or suppliers lacks. Its
// total row stands for no place.
func (r *tableReader) lackOf(rel *data.Release) {
	if r.t.Kind != ImportsByRecipient && r.t.Kind != ExportsBySupplier {
		return
	}
	places := 0
	var shown [finalYear + 1]bool
	for _, row := range r.rows {
		if row.total || len(row.values) == 0 {
			continue
		}
		places++
		for _, v := range row.values {
			shown[v.year] = true
		}
	}
	if places >= manyPlaces {
		r.lack(rel, &shown)
	}
}
