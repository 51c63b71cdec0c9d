package charts

import (
	"cmp"
	"math"
	"slices"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

var fanKind = Kind{
	Token: "fan", Family: overTime, Name: "A line that opens into bands: history, then a projection with its levels.",
	When:    "A projection whose source states bounds, of one level or several.",
	WhenNot: "Bounds that nobody stated, or several projections (line, or a panel for each).",
	Columns: columns("label?", "date?", "level?"), X: "date", Y: "value",
	words: locale.FanChart, make: func() Chart { return &Fan{} },
}

// Fan is the options of a fan chart: history as a line, then bands around the
// projection. A row with a level is one band at one date, from low to high; the
// rows of one date that have different levels share their value, which is the
// central path. A band of a higher level encloses those of lower levels, and is
// paler. Rows without a level are history, or the central path alone; where
// they have bounds, these are shaded as stated.
//
// The bands open from the last number before them, unless dates are missing in
// between; between two dates their edges are straight. The picture says of a
// band what column level says and no more: whether 90% is a confidence, a
// credible or a mere range of scenarios is for the source to state, in Note.
//
// It is an error where a level is not above 0 and at most 100, where it lacks
// low or high, where a band does not enclose a narrower one of its date, and
// where two rows of one date have different values.
type Fan struct{ Options }

func (*Fan) token() string { return "fan" }

func (*Fan) check(rows []row, p *problems) {
	readDates(rows, "fan", p)
	p.refuse(rows, "fan", data.DateUnit)
	for i := range rows {
		r := &rows[i]
		if math.IsNaN(r.level) {
			continue
		}
		if !(r.level > 0 && r.level <= 100) {
			p.field(*r, "level", plain(r.level), "%s is not a level in percent, which is above 0 and at most 100", plain(r.level))
		}
		if r.hasNumber && (math.IsNaN(r.low) || math.IsNaN(r.high)) {
			p.field(*r, "level", plain(r.level), "a row with a level needs both low and high, which are its band")
		}
		r.stated = r.hasInterval
	}
	checkFans(rows, p)
}

// checkFans compares the rows of each date of a panel: one value, and bands
// inside one another.
func checkFans(rows []row, p *problems) {
	sorted := slices.DeleteFunc(slices.Clone(rows), func(r row) bool { return !r.hasNumber })
	slices.SortStableFunc(sorted, func(a, b row) int {
		return cmp.Or(cmp.Compare(a.facet, b.facet), cmp.Compare(a.position, b.position), cmp.Compare(a.level, b.level)) // a missing level first
	})
	isSame := func(a, b row) bool { return a.facet == b.facet && a.position == b.position }
	for i, wide := range sorted {
		if first := slices.IndexFunc(sorted[:i], func(r row) bool { return isSame(r, wide) && r.isPlotted() }); first >= 0 && wide.isPlotted() && wide.value != sorted[first].value {
			p.field(wide, "value", plain(wide.value), "%s is not the value of row %d, %s; the rows of one date share the central path", plain(wide.value), sorted[first].n, plain(sorted[first].value))
		}
		if i == 0 || !isSame(sorted[i-1], wide) || math.IsNaN(sorted[i-1].level) {
			continue
		}
		narrow := sorted[i-1]
		if wide.low > narrow.low {
			p.field(wide, "low", plain(wide.low), "%s lies inside the band of row %d, which begins at %s; level %s encloses level %s", plain(wide.low), narrow.n, plain(narrow.low), plain(wide.level), plain(narrow.level))
		}
		if wide.high < narrow.high {
			p.field(wide, "high", plain(wide.high), "%s lies inside the band of row %d, which ends at %s; level %s encloses level %s", plain(wide.high), narrow.n, plain(narrow.high), plain(wide.level), plain(narrow.level))
		}
	}
}

// fan is the layout of a fan chart.
type fan struct {
	timePlot
	line   *track      // the central path
	levels []*fanLevel // the widest first
}

// fanLevel is the bands of one level over time.
type fanLevel struct {
	percent float64 // NaN for bounds without a level
	*track
	color Color
}

func (*Fan) prepare(c *chart, width float64) drawing {
	f := &fan{timePlot: timePlot{c: c, axis: c.lineAxis(false), time: newTimeline(c.all, c.t.gaps(1.5))}}
	f.line, f.levels = f.center(c.rows), f.bands(c.rows)
	f.addEnds(width)
	for _, p := range c.panels {
		if s := f.center(p.rows); s.isNamed(f.bands(p.rows)) {
			f.widen(f.endName(s, width))
		}
	}
	for _, l := range f.bands(c.all) {
		if !math.IsNaN(l.percent) {
			f.widen(f.levelName(l, width))
		}
	}
	d := f.drawing(width, f.draw)
	d.keys = f.keys([]*track{f.line})
	return d
}

// center returns the central path: for each date the number that its rows
// share.
func (f *fan) center(rows []row) *track {
	s := &track{paint: f.c.t.series(0)}
	sorted := slices.Clone(rows)
	slices.SortStableFunc(sorted, byTime)
	for _, r := range sorted {
		isBand := !math.IsNaN(r.level)
		if isBand {
			// The bands are marks of their own.
			r.low, r.high, r.hasInterval, r.given = math.NaN(), math.NaN(), false, data.Interval{}
			r.hasNumber = r.hasNumber && !math.IsNaN(r.value)
		}
		n := len(s.points)
		switch {
		case n == 0 || s.points[n-1].position != r.position:
			s.points = append(s.points, r)
		case !s.points[n-1].isPlotted() && r.isPlotted() || math.IsNaN(r.level) && !math.IsNaN(s.points[n-1].level):
			s.points[n-1] = r
		}
	}
	// A projection may be for other years than history: every fifth, say.
	s.joinIf(row.isPlotted, max(0, slices.IndexFunc(s.points, func(r row) bool { return !math.IsNaN(r.level) })))
	for i := range s.points {
		s.points[i].level = math.NaN()
	}
	return s
}

// bands returns the bands of rows, the widest first. Their colours are those of
// all panels.
func (f *fan) bands(rows []row) (out []*fanLevel) {
	var all []float64
	for _, r := range f.c.all {
		if !math.IsNaN(r.level) && r.hasNumber && !slices.Contains(all, r.level) {
			all = append(all, r.level)
		}
	}
	slices.Sort(all)
	slices.Reverse(all)
	for i, percent := range append([]float64{math.NaN()}, all...) {
		l := &fanLevel{percent: percent, track: &track{paint: f.c.t.series(0)}}
		for _, r := range rows {
			if r.level == percent || math.IsNaN(percent) && math.IsNaN(r.level) {
				l.points = append(l.points, r)
			}
		}
		if !slices.ContainsFunc(l.points, f.axis.shows) {
			continue
		}
		part := 0.22
		if len(all) > 1 && i > 0 {
			part = 0.14 + float64(0.36*float64(i-1)/float64(len(all)-1))
		}
		l.color = f.c.t.tint(f.c.t.main(), part)
		slices.SortStableFunc(l.points, byTime)
		l.joinIf(f.axis.shows, 0)
		out = append(out, l)
	}
	return out
}
