package charts

import (
	"math"
	"slices"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

var columnsKind = Kind{
	Token: "columns", Family: overTime, Name: "Upright columns from zero, side by side in order of time.",
	When:    "Amounts of each year, or of a few categories that have an order.",
	WhenNot: "Many series (line), or categories without an order and with long names (bar).",
	Columns: columns("label?", "date?", "series?"), X: "date", Y: "value",
	Settings: []Setting{{
		Name: "stacked", Values: []string{"yes", "no"}, Meaning: "whether series stand on one another (yes) or side by side (no, the default)",
		set: func(c Chart, value string) error {
			c.(*Columns).Stacked = value == "yes"
			return nil
		},
	}},
	words: locale.ColumnChart, make: func() Chart { return &Columns{} },
}

// Columns is the options of a chart of upright columns from zero: one for each
// year, month or day, or for each label in the order of the frame where the
// labels are not dates. Several series stand side by side.
//
// A year or month without a row, between the first and the last, keeps its
// place and is named as one without a number. Days stand side by side, whatever
// lies between them. Bounds are hatched, and an open one is an arrow that
// fades.
type Columns struct {
	Options
	// Stacked puts the series on one another, from zero; the amount over a
	// column is then their sum, and its bounds are the sums of theirs. A
	// negative amount is an error.
	Stacked bool
}

func (*Columns) token() string { return "columns" }

func (o *Columns) check(rows []row, p *problems) {
	p.refuse(rows, "columns", data.DateUnit, data.Ordinal)
	readSlots(rows, "columns", p)
	checkSlots(rows, newSlots, "columns", p)
	if o.Stacked {
		checkStacked(rows, "columns", "leave out stacked, so that the series stand side by side", p)
	}
}

// column is one column of a layout: a row, or the sum of a stack.
type column struct {
	row
	span
	stack
	slot, place int // place is that of the series within the slot
	label       block
	isEmpty     bool // the slot has no row
}

// extent returns the least and greatest amounts that the column reaches.
func (x column) extent() (low, high float64) {
	low, high = x.span.extent()
	return low, max(high, x.top())
}

// columnChart is the layout of a chart of columns.
type columnChart struct {
	c          *chart
	isStacked  bool
	names      []string // of the series, in all panels
	slots      slots
	columns    []column // of the panel
	all        []column // of all panels
	length     float64  // of the axis, for what is drawn of an interval
	axis       axis
	isLabelled bool // every column has its amount over it, and there is no axis
	isTold     bool // what has no number is named in its place, not in a note
	places     int  // columns side by side in a slot
	width      float64
	plot       rect
	paint      func(place int) Paint
	named      []*endLabel // the series of a stack, beside the last column
	isPlain    bool        // there are no amounts over the columns, but an axis
	over       func()      // draws over the columns
}

func (o *Columns) prepare(c *chart, width float64) drawing {
	l := &columnChart{c: c, width: width, names: seriesOf(c.all), slots: newSlots(c.all), places: 1, paint: c.t.series}
	l.isStacked = o.Stacked && len(l.names) > 1
	if !l.isStacked {
		l.places = len(l.names)
	}
	d := l.prepare()
	d.keys = l.keys()
	return d
}

// computed returns the sums of stacks.
func (o *Columns) computed(c *chart) (out []row) {
	l := &columnChart{c: c, names: seriesOf(c.all), slots: newSlots(c.all), isStacked: o.Stacked}
	if !o.Stacked || len(l.names) < 2 {
		return nil
	}
	for _, p := range c.panels {
		for _, x := range l.lay(p.rows) {
			if x.hasNumber {
				out = append(out, x.row)
			}
		}
	}
	return out
}

func (l *columnChart) prepare() drawing {
	c := l.c
	for _, p := range c.panels {
		l.all = append(l.all, l.lay(p.rows)...)
	}
	l.columns = l.lay(c.rows)
	l.measureSpans()
	full := l.width
	l.measureNames()
	l.measureLabels()
	least := max(l.slots.measure(c, l.room()), float64(float64(l.places)*2)+1)
	d := drawing{draw: l.draw}
	if !l.isTold {
		d.notes = nonEmpty(l.missingNote())
	}
	if l.slots.pitch(l.room()) < least {
		d.needs = math.Ceil(full - l.room() + float64(least*float64(len(l.slots.list))))
	}
	above, below := l.most()
	d.height = max(c.t.gaps(12), c.upHeight(l.axis), stacked(l.named, c.t.gaps(endGap))) + above + below + l.slots.height
	return d
}

// lay makes the columns of rows: one for each row or stack, and one for each
// slot without any. A series of the panel that lacks in a slot has a row
// without a number there.
func (l *columnChart) lay(rows []row) []column {
	in := make([][]row, len(l.slots.list))
	for _, r := range rows {
		i := l.slots.at(r)
		in[i] = append(in[i], r)
	}
	var out []column
	for i, found := range in {
		if len(found) == 0 {
			out = append(out, column{slot: i, isEmpty: true, row: l.slots.row(i, rows[0].facet, "")})
			continue
		}
		var all []column
		for _, name := range seriesOf(rows) {
			x := column{slot: i, place: slices.Index(l.names, name), row: l.slots.row(i, found[0].facet, name)}
			if at := slices.IndexFunc(found, func(r row) bool { return r.series == name }); at >= 0 {
				x.row = found[at]
			}
			all = append(all, x)
		}
		slices.SortStableFunc(all, func(a, b column) int { return a.place - b.place })
		if l.isStacked {
			all = []column{l.stacked(all)}
		}
		out = append(out, all...)
	}
	return out
}

// measureSpans finds what is drawn of every interval, and the scale of it all.
func (l *columnChart) measureSpans() {
	var rows []row
	for _, x := range l.all {
		rows = append(rows, x.row)
	}
	l.length = axisLength(rows)
	for _, list := range [][]column{l.all, l.columns} {
		for i := range list {
			list[i].span = spanOf(list[i].row, l.length)
			if l.isStacked {
				list[i].span = list[i].stack.open(l.length)
			}
		}
	}
	for _, x := range l.all {
		low, high := x.extent()
		l.axis.low, l.axis.high = min(l.axis.low, low), max(l.axis.high, high)
	}
	if l.axis.low == l.axis.high {
		l.axis.high = 1
	}
}

// measureLabels finds whether all columns have room for their amounts. Where
// they have not, there is an axis, which takes room from what says why there
// is no number.
func (l *columnChart) measureLabels() {
	l.isLabelled = l.fit(true) && !l.isPlain
	if !l.isLabelled {
		l.axis = l.c.newAxis(l.axis.low, l.axis.high, 6)
	}
	l.isTold = l.fit(false)
}

// fit measures the labels of the columns with a number, or those of the others,
// and reports whether all fit.
func (l *columnChart) fit(hasNumber bool) bool {
	fits, pitch := true, l.slots.pitch(l.room())
	for _, list := range [][]column{l.all, l.columns} {
		for i := range list {
			if list[i].hasNumber == hasNumber {
				fits = l.measureLabel(&list[i], pitch) && fits
			}
		}
	}
	return fits
}

// measureLabel writes the amount of a column, or why it has none, and reports
// whether it fits a slot.
func (l *columnChart) measureLabel(x *column, pitch float64) bool {
	c := l.c
	text, color, most, room := c.amount(x.row), c.t.Text, 2, pitch-c.t.gaps(0.4)
	if l.places > 1 && !x.isEmpty {
		room = l.thickness(pitch)
	}
	if !x.hasNumber {
		color, most = c.t.Muted, 4
	}
	if x.isEmpty || x.n == 0 && !x.hasNumber {
		text = c.l.Text(locale.MissingYear, c.list(l.lacking(*x)))
	}
	x.label = c.block(text, c.t.small, false, color, max(room, 1), most)
	return !x.label.isCut() && c.longestWord(text, c.t.small) <= room
}

// lacking names what has no number in a slot: the slot, or series.
func (l *columnChart) lacking(x column) (names []string) {
	if x.isEmpty || len(l.names) == 1 {
		return []string{l.slots.name(l.c, x.slot)}
	}
	if !l.isStacked {
		return []string{x.series}
	}
	for _, r := range x.lacks {
		names = append(names, r.series)
	}
	return names
}

// room is the width of the plot.
func (l *columnChart) room() float64 {
	if len(l.axis.ticks) == 0 {
		return l.width
	}
	return l.width - l.axis.width - l.c.t.gap
}

// thickness is the width of a column in a slot of a width.
func (l *columnChart) thickness(pitch float64) float64 {
	part := 0.72
	if l.places > 1 {
		part = 0.84
	}
	t := min(float64(pitch*part)/float64(l.places), l.c.t.gaps(12))
	if t >= 6 {
		t = math.Floor(t)
	}
	return t
}
