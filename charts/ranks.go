package charts

import (
	"math"
	"slices"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

// place is a rank: the number, and between which ones the bounds let it be. The
// zero value is none.
type place struct{ at, best, worst int }

// rankAtMoments sets the ranks of rows.
func rankAtMoments(rows []row) {
	type group struct {
		facet    string
		position float64
	}
	byMoment := map[group][]row{}
	for _, r := range rows {
		if r.hasNumber {
			at := group{r.facet, r.position}
			byMoment[at] = append(byMoment[at], r)
		}
	}
	for i := range rows {
		r := &rows[i]
		if !r.hasNumber {
			continue
		}
		r.rank = place{1, 1, 1}
		for _, o := range byMoment[group{r.facet, r.position}] {
			if o.n == r.n {
				continue
			}
			if o.rankBy() > r.rankBy() {
				r.rank.at++
			}
			if o.isAbove(*r) {
				r.rank.best++
			}
			if !r.isAbove(o) && !r.equals(o) {
				r.rank.worst++
			}
		}
		r.rank.worst = max(r.rank.worst, r.rank.at)
	}
}

// extremes returns the least and the greatest amount that a row may have.
func (r row) extremes() (least, most float64) {
	if !r.hasInterval {
		return r.value, r.value
	}
	least, most = r.low, r.high
	if math.IsNaN(least) {
		least = math.Inf(-1)
	}
	if math.IsNaN(most) {
		most = math.Inf(1)
	}
	return least, most
}

// isAbove reports whether the amount of r is larger than that of o, wherever in
// their bounds both are.
func (r row) isAbove(o row) bool {
	least, _ := r.extremes()
	_, most := o.extremes()
	return least > most || least == most && (r.lowOpen || o.highOpen) && r.hasInterval && o.hasInterval
}

// equals reports whether both amounts are certain, and the same.
func (r row) equals(o row) bool {
	a, b := r.extremes()
	c, d := o.extremes()
	return a == b && c == d && a == c
}

// lastRank orders the labels: those with a rank at the last moment by it, then
// those that end a moment earlier, and so on; equal ones as in the frame.
func lastRank(rows []row) map[lineKey]int {
	type end struct {
		key lineKey
		row row
	}
	last := map[lineKey]row{}
	var keys []lineKey
	for _, r := range rows {
		old, ok := last[r.line()]
		if !ok {
			keys = append(keys, r.line())
		}
		if !ok || !old.hasNumber || r.hasNumber && r.position > old.position {
			last[r.line()] = r
		}
	}
	var ends []end
	for _, k := range keys {
		ends = append(ends, end{k, last[k]})
	}
	slices.SortStableFunc(ends, func(a, b end) int {
		switch {
		case a.row.hasNumber != b.row.hasNumber && a.row.hasNumber:
			return -1
		case a.row.hasNumber != b.row.hasNumber:
			return 1
		case a.row.position != b.row.position:
			return int(b.row.position - a.row.position)
		}
		return a.row.rank.at - b.row.rank.at
	})
	out := map[lineKey]int{}
	for i, e := range ends {
		out[e.key] = i
	}
	return out
}

// isOpen reports whether the bounds allow another rank.
func (p place) isOpen() bool { return p.best != p.worst }

// rankText writes the rank of a row, with those that its bounds allow.
func (c *chart) rankText(p place) string {
	plain := func(n int) string { return c.l.Plain(data.Int(int64(n))) }
	text := c.l.Text(locale.RankOf) + "\u00a0" + plain(p.at)
	if p.isOpen() {
		text += " (" + c.l.Text(locale.FromTo, plain(p.best), plain(p.worst)) + ")"
	}
	return text
}
