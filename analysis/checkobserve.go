package analysis

import (
	"slices"

	"github.com/periplus-data/periplus/data"
)

// term is one flow of a measure with its sign.
type term struct {
	sign int
	ledger
}

// question is a measure of two places, to be asked for any period.
type question struct {
	m       method
	terms   []term
	partner string
}

// bounds are the least and the greatest amount that rows leave possible.
type bounds struct {
	low, high data.Number // high none is unbounded
}

func (b bounds) add(o bounds) bounds { return bounds{b.low.Add(o.low), b.high.Add(o.high)} }

func (b bounds) interval() data.Interval { return data.Interval{Low: b.low, High: b.high} }

var nothingYet = bounds{data.Int(0), data.Int(0)}

// observation is what rows show of a question.
type observation struct {
	value    data.Number // of the years seen in full, else of whatever there is
	possible data.Interval
	part     data.Number // sum for the partner over the years seen
	whole    data.Number // sum over all partners, for a share
	estimate data.Number // percent
	seen     []data.Date
	missing  []data.Date
	reason   Reason
}

// share is one term in one year or month: the partner's amount and that of all
// others.
type portion struct {
	part, rest bounds
	partCell   cell
	total      cell
	full       bool // both are known
}

// portion tells the partner from all others. What is not told apart is between
// 0 and what the total leaves.
func (q question) portion(l ledger, s data.Date) portion {
	p, t, others := l.at(q.partner, s), l.total(s), l.others(q.partner, s)
	out := portion{partCell: p, total: t, full: p.full && t.full}
	seen := orZero(p.value)
	switch {
	case out.full:
		rest := t.value.Sub(p.value).Max(data.Int(0))
		out.part, out.rest = bounds{p.value, p.value}, bounds{rest, rest}
	case t.full:
		out.part = bounds{seen, t.value.Sub(others.value).Max(seen)}
		out.rest = bounds{others.value, t.value.Sub(seen).Max(others.value)}
	default:
		out.part, out.rest = bounds{low: seen}, bounds{low: others.value}
		if p.full {
			out.part.high = p.value
		}
	}
	return out
}

func orZero(n data.Number) data.Number {
	if n.IsSet() {
		return n
	}
	return data.Int(0)
}

// straddle returns what records over several years add to the bounds of a sum
// over slots, whose places satisfy match: such a record lies anywhere between
// not at all and wholly in the period. rough is the part of the sum that comes
// from them and from whole rows that are estimates.
func (l ledger) straddle(slots []data.Date, match func(place string) bool) (b bounds, rough data.Number) {
	b, rough = nothingYet, data.Int(0)
	in := make(map[data.Date]bool, len(slots))
	for _, s := range slots {
		in[s] = true
	}
	for i, book := range l.books {
		for _, d := range book.split {
			if !match(d.place) || l.stated(i, d.place, d.dates) {
				continue
			}
			inside, outside, n := d.divide(in)
			if n > 0 && n < d.parts {
				b = b.add(bounds{inside.Neg(), outside})
				rough = rough.Add(inside)
			}
		}
		for place, dates := range book.rough {
			for d, v := range dates {
				if match(place) && !l.stated(i, place, []data.Date{d}) && (in[d] || in[data.Date{Year: d.Year}]) {
					rough = rough.Add(v)
				}
			}
		}
	}
	return b, rough
}

// divide sums the parts of a record inside and outside of some years or months,
// and counts those inside.
func (d divided) divide(in map[data.Date]bool) (inside, outside data.Number, n int) {
	inside, outside = data.Int(0), data.Int(0)
	for i, date := range d.dates {
		if in[date] || in[data.Date{Year: date.Year}] {
			inside = inside.Add(d.values[i])
			n++
		} else {
			outside = outside.Add(d.values[i])
		}
	}
	return inside, outside, n
}

// stated reports whether a file before the one at i has the same place in one
// of the years: two files of one release may overlap, and count once.
func (l ledger) stated(i int, place string, dates []data.Date) bool {
	for _, b := range l.books[:i] {
		for _, d := range dates {
			if _, ok := b.cells[place][d]; ok {
				return true
			}
		}
	}
	return false
}

// observe answers the question over years or months, for growth against those
// before.
func (q question) observe(t times) observation {
	switch q.m.kind {
	case shareKind, ratioKind:
		return q.observeShare(t.now)
	case growthKind:
		return q.observeGrowth(t)
	case rankKind:
		return q.observeRank(t.now)
	}
	return q.observeTotal(t.now)
}

// observeTotal sums the terms with their signs.
func (q question) observeTotal(slots []data.Date) observation {
	o := observation{value: data.Int(0)}
	some, rows := data.Int(0), 0
	withRows := make([]bool, len(q.terms))
	sums := make([]bounds, len(q.terms))
	for i := range sums {
		sums[i] = nothingYet
	}
	for _, s := range slots {
		full, v := true, data.Int(0)
		for i, term := range q.terms {
			c, b := q.amount(term.ledger, s)
			sums[i] = sums[i].add(b)
			full = full && c.full
			withRows[i] = withRows[i] || !c.none || c.full
			if !c.none || c.full {
				rows++
				v = v.Add(orZero(c.value).Mul(data.Int(int64(term.sign))))
			}
		}
		some = some.Add(v)
		if full {
			o.seen, o.value = append(o.seen, s), o.value.Add(v)
		} else {
			o.missing = append(o.missing, s)
		}
	}
	possible, rough := point(data.Int(0)), data.Int(0)
	for i, term := range q.terms {
		extra, r := term.straddle(slots, q.isPart)
		iv := sums[i].add(extra).interval()
		if term.sign < 0 {
			iv = negate(iv)
		}
		possible, rough = sum(possible, iv), rough.Add(r)
	}
	o.possible = possible
	if len(o.seen) == 0 {
		o.value = some
	}
	o.part = o.value
	o.reason = q.totalReason(o, rows > 0, withRows)
	if o.reason == NoReason && rough.Sign() != 0 {
		o.reason = ReasonEstimate
	}
	if o.estimate = percentOf(rough, o.value); rows == 0 {
		o.value = data.Number{}
	}
	return o
}

// totalReason says why a sum may not be told, "" where every year is there.
func (q question) totalReason(o observation, anyRow bool, withRows []bool) Reason {
	switch {
	case !anyRow && o.possible.High.IsSet():
		return ReasonWhole // the total is there, the partner is not told apart
	case !anyRow:
		return ReasonNoRow
	case slices.Contains(withRows, false):
		return ReasonFlow
	case q.isPartial():
		return ReasonWhole
	case len(o.missing) > 0 && q.partner == data.World:
		return q.missingReason(o.missing)
	case len(o.missing) > 0:
		return ReasonUnseen
	}
	return NoReason
}

// isPartial reports whether the files hold some products only.
func (q question) isPartial() bool {
	for _, term := range q.terms {
		if slices.ContainsFunc(term.books, func(b *book) bool { return b.known() && !b.whole }) {
			return true
		}
	}
	return false
}

// missingReason tells years outside of a record from totals that it lacks.
func (q question) missingReason(missing []data.Date) Reason {
	for _, s := range missing {
		for _, term := range q.terms {
			if !term.others("", s).none || !term.at(data.World, s).none {
				return ReasonWhole // there are rows of that year, but not what is asked for
			}
		}
	}
	return ReasonUnseen
}

// amount returns what is known of the partner, or of all, in a year or month.
func (q question) amount(l ledger, s data.Date) (cell, bounds) {
	if q.partner == data.World {
		t := l.total(s)
		if t.full {
			return t, bounds{t.value, t.value}
		}
		return t, bounds{low: orZero(t.value)}
	}
	p := q.portion(l, s)
	if p.partCell.full {
		return p.partCell, bounds{p.partCell.value, p.partCell.value}
	}
	return p.partCell, p.part
}

func (q question) isPart(place string) bool { return q.partner == data.World || place == q.partner }

func percentOf(part, whole data.Number) data.Number {
	if whole.Sign() == 0 || !part.IsSet() {
		return data.Number{}
	}
	return part.Quo(whole).Mul(hundred)
}

// observeShare divides the partner by all, or by all others.
func (q question) observeShare(slots []data.Date) observation {
	o := observation{part: data.Int(0), whole: data.Int(0)}
	part, rest := nothingYet, nothingYet
	anyPart, anyTotal := false, false
	for _, s := range slots {
		full, p, t := true, data.Int(0), data.Int(0)
		for _, term := range q.terms {
			got := q.portion(term.ledger, s)
			part, rest = part.add(got.part), rest.add(got.rest)
			full = full && got.full
			anyPart = anyPart || !got.partCell.none || got.partCell.full
			anyTotal = anyTotal || got.total.full
			p, t = p.Add(orZero(got.partCell.value)), t.Add(orZero(got.total.value))
		}
		if full {
			o.seen, o.part, o.whole = append(o.seen, s), o.part.Add(p), o.whole.Add(t)
		} else {
			o.missing = append(o.missing, s)
		}
	}
	rough := data.Int(0)
	for _, term := range q.terms {
		extra, _ := term.straddle(slots, q.isPart)
		_, all := term.straddle(slots, func(string) bool { return true })
		others, _ := term.straddle(slots, func(place string) bool { return place != q.partner })
		part, rest, rough = part.add(extra), rest.add(others), rough.Add(all)
	}
	o.estimate = percentOf(rough, o.whole)
	q.divideShare(&o, part, rest)
	switch {
	case !anyPart && !anyTotal:
		o.reason = ReasonNoRow
	case len(o.missing) > 0 && len(o.seen) == 0:
		o.reason = ReasonWhole
	case len(o.missing) > 0:
		o.reason = q.missingReason(o.missing)
	case !o.value.IsSet():
		o.reason = ReasonZero
	case rough.Sign() != 0:
		o.reason = ReasonEstimate
	}
	return o
}

// divideShare sets the value and what is possible.
func (q question) divideShare(o *observation, part, rest bounds) {
	by := o.whole
	if q.m.kind == ratioKind {
		by = o.whole.Sub(o.part)
	}
	if by.Sign() > 0 {
		o.value = o.part.Quo(by)
		if q.m.kind == shareKind {
			o.value = o.value.Mul(hundred)
		}
	}
	isZero := func(b bounds) bool { return b.high.IsSet() && b.high.Sign() == 0 }
	switch {
	case isZero(part) && isZero(rest), q.m.kind == ratioKind && isZero(rest):
		// Nothing over nothing: no value is possible.
		o.possible = data.Interval{}
	case q.m.kind == ratioKind:
		o.possible = quotient(part.interval(), rest.interval())
	default:
		o.possible = scale(shareOf(part, rest), hundred)
	}
}

// observeGrowth compares the period with the one before.
func (q question) observeGrowth(t times) observation {
	sub := question{m: method{kind: totalKind}, terms: q.terms, partner: q.partner}
	now, old := sub.observeTotal(t.now), sub.observeTotal(t.before)
	o := observation{seen: append(old.seen, now.seen...), missing: append(old.missing, now.missing...), part: now.value, whole: old.value}
	base := old.possible
	switch {
	case now.reason == ReasonNoRow && old.reason == ReasonNoRow:
		o.reason = ReasonNoRow
	case now.reason == ReasonNoRow || old.reason == ReasonNoRow:
		o.reason = ReasonUnseen // one of the two periods
	case len(o.missing) > 0 || old.reason == ReasonFlow || now.reason == ReasonFlow:
		o.reason = firstReason(old.reason, now.reason)
	case old.value.Sign() <= 0:
		o.reason = ReasonZero
	case now.reason == ReasonEstimate || old.reason == ReasonEstimate:
		o.reason = ReasonEstimate
	}
	if len(o.missing) == 0 && old.value.Sign() > 0 {
		o.value = now.value.Quo(old.value).Sub(data.Int(1)).Mul(hundred)
		rough := orZero(now.estimate).Mul(now.value).Add(orZero(old.estimate).Mul(old.value))
		if all := now.value.Add(old.value); all.Sign() != 0 {
			o.estimate = rough.Quo(all)
		}
	}
	if base.High.IsSet() && base.High.Sign() <= 0 {
		return o // no base, no growth
	}
	o.possible = scale(minus(quotient(now.possible, base), point(data.Int(1))), hundred)
	return o
}

func firstReason(a, b Reason) Reason {
	if a == NoReason || a == ReasonEstimate {
		return b
	}
	return a
}

// observeRank gives the partner its place among all, the largest first; equal
// amounts share the better place.
func (q question) observeRank(slots []data.Date) observation {
	o := observation{possible: data.Interval{Low: data.Int(1)}}
	l := q.terms[0].ledger
	anyRow := false
	for _, s := range slots {
		anyRow = anyRow || !l.at(q.partner, s).none
		if l.total(s).full && l.at(q.partner, s).full {
			o.seen = append(o.seen, s)
		} else {
			o.missing = append(o.missing, s)
		}
	}
	if len(o.seen) == 0 {
		if o.reason = ReasonNoRow; anyRow || q.missingReason(o.missing) == ReasonWhole {
			o.reason = ReasonWhole
		}
		return o
	}
	place, best, worst := 1, 1, 1
	own := q.sumOf(l, q.partner, slots, o.seen)
	o.part = own.value
	total := data.Int(0)
	for _, p := range l.places() {
		other := q.sumOf(l, p, slots, o.seen)
		total = total.Add(other.value)
		if p == q.partner {
			continue
		}
		if other.value.Cmp(own.value) > 0 {
			place++
		}
		if surelyLarger(other.possible, own.possible) {
			best++
		}
		if maybeLarger(other.possible, own.possible) {
			worst++
		}
	}
	_, rough := l.straddle(slots, func(string) bool { return true })
	o.value, o.whole, o.estimate = data.Int(int64(place)), total, percentOf(rough, total)
	if len(o.missing) > 0 {
		o.reason = ReasonUnseen // anyone may have delivered anything then
		return o
	}
	o.possible = data.Interval{Low: data.Int(int64(best)), High: data.Int(int64(worst))}
	if best < worst {
		o.reason = ReasonEstimate
	}
	return o
}

// sumOf sums one place over the years seen, with what records over several
// years leave possible.
func (q question) sumOf(l ledger, place string, slots, seen []data.Date) observation {
	v := data.Int(0)
	for _, s := range seen {
		v = v.Add(orZero(l.at(place, s).value))
	}
	extra, _ := l.straddle(slots, func(p string) bool { return p == place })
	return observation{value: v, possible: bounds{v, v}.add(extra).interval()}
}

// shareOf is part of interval.go over bounds.
func shareOf(p, rest bounds) data.Interval { return part(p.interval(), rest.interval()) }
