package charts

import (
	"cmp"
	"math"
	"slices"
)

// group is the rows of one label in a panel, in the order of the series.
type group struct {
	label     string
	rows      []row
	hasNumber bool // at least one row has
}

// groupsOf parts the rows of a panel by label, in the order in which labels
// come.
func groupsOf(rows []row) (out []group) {
	at := map[string]int{}
	for _, r := range rows {
		i, ok := at[r.label]
		if !ok {
			i = len(out)
			at[r.label] = i
			out = append(out, group{label: r.label})
		}
		out[i].rows = append(out[i].rows, r)
		out[i].hasNumber = out[i].hasNumber || r.hasNumber
	}
	return out
}

// frameSeries returns the names of the series in the order of the frame,
// however the rows are ranked.
func frameSeries(rows []row) []string {
	inOrder := slices.Clone(rows)
	slices.SortFunc(inOrder, func(a, b row) int { return a.n - b.n })
	return seriesOf(inOrder)
}

// paintOf returns the paint of a series, which is the same in all panels.
func (c *chart) paintOf(name string, names []string) Paint {
	return c.t.series(slices.Index(names, name))
}

// checkCells reports rows without a series, and two rows of one label and
// series.
func checkCells(rows []row, kind string, p *problems) {
	first := map[[3]string]int{}
	for _, r := range rows {
		if r.series == "" {
			p.field(r, "series", "", "is empty; a %s chart needs the series of every row", kind)
			continue
		}
		at := [3]string{r.facet, r.label, r.series}
		if n, ok := first[at]; ok {
			p.field(r, "series", r.series, "%s is already the series of row %d with this label; a label has one row for each series", r.series, n)
			continue
		}
		first[at] = r.n
	}
}

// rankGroups puts the rows of a label together, and the labels in order by a
// score of their rows. Within a label, rows follow the order of the series in
// the frame. Labels without any number, or with a score of NaN, come last.
func rankGroups(rows []row, o Order, score func(rows []row) float64) {
	names := frameSeries(rows)
	inOrder := slices.Clone(rows)
	slices.SortFunc(inOrder, func(a, b row) int { return a.n - b.n })
	byFacet := map[string][]row{}
	for _, r := range inOrder {
		byFacet[r.facet] = append(byFacet[r.facet], r)
	}
	at := 0
	for _, r := range inOrder {
		panel := byFacet[r.facet]
		delete(byFacet, r.facet)
		groups := groupsOf(panel)
		heads := make([]row, len(groups))
		scores := map[int]float64{}
		for i, g := range groups {
			heads[i] = row{n: i, hasNumber: g.hasNumber}
			if g.hasNumber {
				scores[i] = score(g.rows)
				heads[i].hasNumber = !math.IsNaN(scores[i])
			}
		}
		o.sortBy(heads, func(r row) float64 { return scores[r.n] })
		for _, h := range heads {
			cells := groups[h.n].rows
			slices.SortStableFunc(cells, func(a, b row) int { return slices.Index(names, a.series) - slices.Index(names, b.series) })
			at += copy(rows[at:], cells)
		}
	}
}

// largestOf is the largest amount of rows, of which one has a number.
func largestOf(rows []row) float64 {
	most := math.Inf(-1)
	for _, r := range rows {
		if r.hasNumber {
			most = max(most, r.rankBy())
		}
	}
	return most
}

// larger orders amounts, the largest first.
func larger(a, b float64) int { return cmp.Compare(b, a) }

// seriesKeys is the legend of series.
func (c *chart) seriesKeys(names []string) (keys []key) {
	for _, name := range names {
		keys = append(keys, paintKey(c.paintOf(name, names), name))
	}
	return keys
}

// neutral is the paint of what comes in the colours of all series.
func (t look) neutral() Paint { return Paint{Fill: t.Muted, Words: t.Muted} }
