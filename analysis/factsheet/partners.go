package factsheet

import (
	"slices"

	"github.com/periplus-data/periplus/data"
)

// partners returns with whom our places traded. complete says that every
// partner is in the files; where it is not, the whole is what the table of all
// imports or exports states, and without one it is not known: the total is
// nothing, and no share comes from it.
func (f *facts) partners(v view, us []string) (l ledger, complete, ok bool) {
	match := func(k key) bool { return isDeliveries(k) && slices.Contains(us, v.ours(k)) }
	if f.pairs != nil {
		by := f.pairs.sumBy(v.theirs, match)
		return ledger{by, sum(by)}, true, true
	}
	if l, ok := f.wholes(v, us); ok {
		return l, true, true
	}
	by := f.known(v, match)
	if len(by) == 0 {
		return ledger{}, false, false
	}
	whole, _ := f.all(v)
	var total amount
	for _, code := range us {
		total = total.plus(whole.by[code])
	}
	return ledger{by, total}, false, true
}

// wholes adds the records of one place each, where every place of ours has
// one.
func (f *facts) wholes(v view, us []string) (ledger, bool) {
	l := ledger{by: map[string]amount{}}
	for _, code := range us {
		h := f.partAbout(v, code)
		if h == nil {
			return ledger{}, false
		}
		by := h.sumBy(v.theirs, isDeliveries)
		for partner, a := range by {
			l.by[partner] = l.by[partner].plus(a)
		}
		l.total = l.total.plus(h.stated(by, func(k key) bool { return v.ours(k) == code && v.theirs(k) == data.World }))
	}
	return l, len(us) > 0
}

// known adds what the records of one place tell of our partners. A delivery
// that two of them tell, one of the supplier and one of the recipient, is
// counted once.
func (f *facts) known(v view, match func(key) bool) map[string]amount {
	by := map[string]amount{}
	told := map[key]bool{}
	for _, h := range f.parts {
		var tells []key
		for _, k := range sortedKeys(h.amounts) {
			sides := key{k.supplier, k.recipient, ""}
			if !match(k) || h.isPart(k) || told[sides] {
				continue
			}
			by[v.theirs(k)] = by[v.theirs(k)].plus(h.amounts[k])
			tells = append(tells, sides)
		}
		for _, sides := range tells {
			told[sides] = true
		}
	}
	return by
}

// source returns the record that holds all deliveries of our places, nil where
// none does.
func (f *facts) source(v view, us []string) *holding {
	if f.pairs != nil || len(us) != 1 {
		return f.pairs
	}
	return f.partAbout(v, us[0])
}

// partAbout returns the record of one place, nil where there is none.
func (f *facts) partAbout(v view, code string) *holding {
	for _, h := range f.parts {
		if h.about(v) == code {
			return h
		}
	}
	return nil
}

// about returns the place of which the record holds all partners, "" where it
// is about several or where partners may be missing: deliveries of one supplier
// to one recipient are all that the recipient received only in a record that
// is closed.
func (h *holding) about(v view) string {
	ours, theirs := h.sides()
	if v.imports {
		ours, theirs = theirs, ours
	}
	if len(ours) == 1 && (len(theirs) > 1 || v.imports && h.release.Closed) {
		return ours[0]
	}
	return ""
}
