package charts

import (
	"math"
	"slices"

	"github.com/periplus-data/periplus/data"
)

// readDates reads the date of every row, from date or else from label, and
// reports two rows of one series and panel with one date.
func readDates(rows []row, kind string, p *problems) {
	type place struct {
		facet, series string
		level         float64
		position      float64
	}
	first := map[place]row{}
	for i := range rows {
		r := &rows[i]
		if !r.readDate(kind, p) {
			continue
		}
		level := r.level
		if math.IsNaN(level) {
			level = -1 // NaN would equal nothing
		}
		at := place{r.facet, r.series, level, r.position}
		if other, ok := first[at]; ok {
			field, text := r.dateField()
			p.field(*r, field, text, "%s is already the date of row %d; a series has one row for each date", r.time, other.n)
			continue
		}
		first[at] = *r
	}
}

// dateField returns the column that the date of the row stands in.
func (r row) dateField() (field, text string) {
	if r.date != "" {
		return "date", r.date
	}
	return "label", r.label
}

func (r *row) readDate(kind string, p *problems) bool {
	field, text := r.dateField()
	d, err := data.ParseDate(text)
	if err != nil {
		p.field(*r, field, text, "%w", err)
		return false
	}
	if !d.IsSet() {
		p.field(*r, field, text, "%s chart needs the date of every row", article(kind))
		return false
	}
	r.time, r.position = d, position(d)
	if r.label == "" || r.label == r.id { // the id stands in for a label; the date says more
		r.label = text
	}
	return true
}

// position is where the first day of a date lies, in years.
func position(d data.Date) float64 {
	first := d.First()
	year := first.AddDate(1, 0, 0).Sub(first).Hours() / 24
	return float64(d.Year) + float64(first.YearDay()-1)/year
}

func byTime(a, b row) int {
	switch {
	case a.position < b.position:
		return -1
	case a.position > b.position:
		return 1
	}
	return a.n - b.n
}

// count places a date on a scale of whole years or months, or nowhere: days
// are observed when they are, so that none is missing.
func count(d data.Date) (n int, ok bool) {
	switch {
	case d.Day != 0:
		return 0, false
	case d.Month != 0:
		return int(d.Year*12) + d.Month, true
	}
	return d.Year, true
}

// track is one series in order of time.
type track struct {
	name   string
	paint  Paint
	points []row
	joined []bool // whether points[i] is joined to points[i+1]
	isGrey bool   // drawn without a colour of its own
	// isCased says that the line is two thin ones, since an earlier series has
	// its shape of points and its grey.
	isCased bool
}

// tracks parts rows into series, each in order of time. The paints follow the
// order of all rows, so that a series looks the same in every panel.
func (c *chart) tracks(rows []row) []*track {
	names := seriesOf(c.all)
	byName := map[string]*track{}
	var out []*track
	for _, r := range rows {
		s, ok := byName[r.series]
		if !ok {
			s = &track{name: r.series, paint: c.t.series(slices.Index(names, r.series))}
			byName[r.series] = s
			out = append(out, s)
		}
		s.points = append(s.points, r)
	}
	for _, s := range out {
		slices.SortStableFunc(s.points, byTime)
		s.join()
	}
	return out
}

// join finds the points that a line may join: neighbours in time that both
// have a value, with no year (or month) missing between them.
func (s *track) join() { s.joinIf(row.isPlotted, 0) }

// joinIf joins neighbours that both have what is asked, with no year (or month)
// missing between them. The shortest distance says how often the series is
// observed: one before a point, and one from there on.
func (s *track) joinIf(has func(row) bool, from int) {
	s.joined = make([]bool, len(s.points)) // the last is never joined
	before, after := s.step(0, from), s.step(from, len(s.points))
	for i := range len(s.points) - 1 {
		step := after
		switch {
		case i+1 < from:
			step = before
		case i+1 == from && (after == math.MaxInt || before > after && before != math.MaxInt):
			step = before
		}
		s.joined[i] = has(s.points[i]) && has(s.points[i+1]) && s.distance(i) <= step
	}
}

// distance returns how many years (or months) lie between a point and the next,
// and 0 where dates of different precision or days do not say.
func (s *track) distance(i int) int {
	a, okA := count(s.points[i].time)
	b, okB := count(s.points[i+1].time)
	if !okA || !okB || (s.points[i].time.Month == 0) != (s.points[i+1].time.Month == 0) {
		return 0
	}
	return b - a
}

// step returns the shortest distance between neighbours of some points, and
// math.MaxInt where there are none.
func (s *track) step(from, to int) int {
	step := math.MaxInt
	for i := from; i+1 < to; i++ {
		if d := s.distance(i); d > 0 {
			step = min(step, d)
		}
	}
	return step
}

// next returns the index of the next point with a value, or 0.
func (s *track) next(i int) int {
	for j := i + 1; j < len(s.points); j++ {
		if s.points[j].isPlotted() {
			return j
		}
	}
	return 0
}

// end returns the last point with a value, or the last row.
func (s *track) end() row {
	for _, r := range slices.Backward(s.points) {
		if r.isPlotted() {
			return r
		}
	}
	return s.points[len(s.points)-1]
}

// hasGap reports whether a number is missing between two of the series.
func (s *track) hasGap() bool {
	for i, j := range s.joined {
		if !j && s.points[i].isPlotted() && s.next(i) > 0 {
			return true
		}
	}
	return false
}

// timeline is a horizontal axis of time.
type timeline struct {
	first, last float64 // positions, in years
	dates       []row   // one for each date, in order
	inset       float64 // what the first and last date keep from the edges of the plot
}

// newTimeline returns the axis that holds the dates of rows.
func newTimeline(rows []row, inset float64) timeline {
	t := timeline{first: math.Inf(1), last: math.Inf(-1), inset: inset}
	t.dates = slices.Clone(rows)
	slices.SortStableFunc(t.dates, byTime)
	t.dates = slices.CompactFunc(t.dates, func(a, b row) bool { return a.position == b.position })
	for _, r := range t.dates {
		t.first, t.last = min(t.first, r.position), max(t.last, r.position)
	}
	return t
}

// at returns the x of a position in a plot.
func (t timeline) at(position float64, plot rect) float64 {
	if t.first == t.last {
		return quantise(plot.x + plot.w/2)
	}
	return quantise(plot.x + t.inset + float64((plot.w-float64(2*t.inset))*((position-t.first)/(t.last-t.first))))
}
