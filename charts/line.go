package charts

import (
	"math"
	"slices"

	"github.com/periplus-data/periplus/data"
)

// checkLine reads the date of a row.
func checkLine(r *row, p *problems) {
	r.refuse(p, "line", data.DateUnit)
	field, text := "label", r.label
	if r.date != "" {
		field, text = "date", r.date
	}
	d, err := data.ParseDate(text)
	if err != nil {
		p.field(*r, field, text, "%w", err)
		return
	}
	if !d.IsSet() {
		p.field(*r, field, text, "a line chart needs the date of every row")
		return
	}
	first := d.First()
	year := first.AddDate(1, 0, 0).Sub(first).Hours() / 24
	r.time, r.position = d, float64(d.Year)+float64(first.YearDay()-1)/year
}

// checkDates reports two rows of one series with one date.
func checkDates(rows []row, p *problems) {
	type place struct {
		series   string
		position float64
	}
	first := map[place]row{}
	for _, r := range rows {
		at := place{r.series, r.position}
		if other, ok := first[at]; ok {
			p.field(r, "label", r.label, "%s is already the date of row %d; a series has one row for each date", r.time, other.n)
			continue
		}
		first[at] = r
	}
}

// line is one series in order of time.
type line struct {
	name   string
	color  ink
	points []row
	joined []bool // whether points[i] is joined to points[i+1]
	label  block
	y      float64 // middle of the label, once placed
}

// lines is the layout of a line chart.
type lines struct {
	c            *chart
	series       []*line
	width        float64
	low, high    float64 // ends of the axis of amounts
	first, last  float64 // ends of the axis of time
	ticks        []data.Number
	tickLabels   []string
	tickWidth    float64
	labelWidth   float64
	dates        []row // one for each date, in order
	plot         rect
	hasGap, bare bool // bare: one series without a name
}

func prepareLine(c *chart, width float64) drawing {
	l := &lines{c: c, width: width}
	l.split()
	l.scaleAmounts()
	l.measure()
	d := drawing{draw: l.draw, height: c.t.gaps(14) + l.axisHeight()}
	labels := 0.0
	for _, s := range l.series {
		labels += s.label.height() + c.t.gaps(0.3)
	}
	d.height = max(d.height, labels+l.axisHeight()+c.t.gap,
		float64(float64(len(l.ticks)+1)*c.t.axis*leading)+l.axisHeight())
	if room, least := width-l.tickWidth-l.labelWidth, c.t.gaps(12); room < least {
		d.needs = math.Ceil(width + float64(2*c.t.margin) + least - room)
	}
	if l.hasGap {
		d.keys = append(d.keys, l.gapKey())
	}
	if slices.ContainsFunc(c.rows, func(r row) bool { return r.isDrawn(l.high - l.low) }) {
		d.keys = append(d.keys, l.bandKey())
	}
	return d
}

// split sorts the rows into series, each in order of time.
func (l *lines) split() {
	byName := map[string]*line{}
	for _, r := range l.c.rows {
		s, ok := byName[r.series]
		if !ok {
			s = &line{name: r.series, color: seriesInk(len(l.series))}
			byName[r.series] = s
			l.series = append(l.series, s)
		}
		s.points = append(s.points, r)
	}
	l.bare = len(l.series) == 1 && l.series[0].name == ""
	l.first, l.last = math.Inf(1), math.Inf(-1)
	for _, s := range l.series {
		slices.SortStableFunc(s.points, byTime)
		s.join()
		l.dates = append(l.dates, s.points...)
		l.first = min(l.first, s.points[0].position)
		l.last = max(l.last, s.points[len(s.points)-1].position)
		for i, j := range s.joined {
			if !j && s.points[i].isPlotted() {
				l.hasGap = l.hasGap || s.next(i) > 0
			}
		}
	}
	slices.SortStableFunc(l.dates, byTime)
	l.dates = slices.CompactFunc(l.dates, func(a, b row) bool { return a.position == b.position })
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

// isPlotted reports whether the row has a point.
func (r row) isPlotted() bool { return r.hasNumber && !math.IsNaN(r.value) }

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

// join finds the points that a line may join: neighbours in time that both
// have a value, with no year (or month) missing between them. The series'
// shortest distance says how often it is observed.
func (s *line) join() {
	s.joined = make([]bool, len(s.points)) // the last is never joined
	step := math.MaxInt
	distance := func(i int) int {
		a, okA := count(s.points[i].time)
		b, okB := count(s.points[i+1].time)
		if !okA || !okB || (s.points[i].time.Month == 0) != (s.points[i+1].time.Month == 0) {
			return 0
		}
		return b - a
	}
	for i := range len(s.points) - 1 {
		if d := distance(i); d > 0 {
			step = min(step, d)
		}
	}
	for i := range len(s.points) - 1 {
		s.joined[i] = s.points[i].isPlotted() && s.points[i+1].isPlotted() && distance(i) <= step
	}
}

// next returns the index of the next point with a value, or 0.
func (s *line) next(i int) int {
	for j := i + 1; j < len(s.points); j++ {
		if s.points[j].isPlotted() {
			return j
		}
	}
	return 0
}

// end returns the last point with a value, or the last row.
func (s *line) end() row {
	for _, r := range slices.Backward(s.points) {
		if r.isPlotted() {
			return r
		}
	}
	return s.points[len(s.points)-1]
}

// scaleAmounts finds the axis: round numbers that hold every amount drawn. It
// begins at zero, unless the amounts are so far from it that their movement
// would vanish.
func (l *lines) scaleAmounts() {
	low, high := math.Inf(1), math.Inf(-1)
	for _, r := range l.c.rows {
		for _, x := range []float64{r.value, r.low, r.high} {
			if r.hasNumber && !math.IsNaN(x) {
				low, high = min(low, x), max(high, x)
			}
		}
	}
	switch {
	case low > high:
		low, high = 0, 1
	case low == high:
		low, high = min(0, low), max(0, high)
		if low == high {
			high = 1
		}
	case low > 0 && low < 0.75*high:
		low = 0
	case high < 0 && high > 0.75*low:
		high = 0
	}
	at := ticks(low, high, 6)
	if len(at) > 1 {
		step := at[1].Sub(at[0])
		lo, hi := number(low).RoundTo(step, data.Down), number(high).RoundTo(step, data.Up)
		at = at[:0:0]
		for t := lo; t.Cmp(hi) <= 0; t = t.Add(step) {
			at = append(at, t)
		}
		low, high = lo.Float64(data.ToNearest), hi.Float64(data.ToNearest)
	}
	l.low, l.high, l.ticks = low, high, at
}

// measure finds the widths of the labels on both sides.
func (l *lines) measure() {
	c := l.c
	for i, t := range l.ticks {
		label := c.axisLabel(t, i == len(l.ticks)-1)
		l.tickLabels = append(l.tickLabels, label)
		l.tickWidth = max(l.tickWidth, regular().width(label, c.t.axis))
	}
	l.tickWidth = math.Ceil(l.tickWidth) + c.t.gap
	for _, s := range l.series {
		text := c.amount(s.end())
		if s.name != "" {
			text = s.name + "\u2002" + text
		}
		s.label = newBlock(text, c.t.label, true, s.color, float64(l.width*0.24), 3)
		if len(l.series) > 8 {
			s.label = newBlock(text, c.t.axis, true, s.color, float64(l.width*0.24), 2)
		}
		l.labelWidth = max(l.labelWidth, s.label.width())
	}
	l.labelWidth = math.Ceil(l.labelWidth) + c.t.gaps(1.6)
}

func (l *lines) axisHeight() float64 { return float64(l.c.t.axis*leading) + l.c.t.gap }

func (l *lines) x(r row) float64 {
	// The first and last points keep off the edges, so that their discs and
	// labels do.
	in := l.c.t.gaps(1.5)
	if l.first == l.last {
		return quantise(l.plot.x + l.plot.w/2)
	}
	return quantise(l.plot.x + in + float64((l.plot.w-float64(2*in))*((r.position-l.first)/(l.last-l.first))))
}

func (l *lines) y(v float64) float64 {
	v = min(max(v, l.low), l.high)
	return quantise(l.plot.bottom() - float64(l.plot.h*((v-l.low)/(l.high-l.low))))
}
