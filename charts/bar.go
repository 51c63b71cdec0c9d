package charts

import (
	"math"
	"slices"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

var barKind = Kind{
	Token: "bar", Family: ranking, Name: "Ranked bars from zero, the largest first.",
	When:    "Which of several amounts is larger, and by how much.",
	WhenNot: "Dates in order (columns), or parts that make a whole (share, treemap).",
	Columns: columns("label", "series?"), X: "label", Y: "value",
	words: locale.BarChart, make: func() Chart { return &Bar{} },
	Settings: []Setting{orderSetting(func(c Chart) *Order { return &c.(*Bar).Order })},
}

// Bar is the options of a chart of ranked bars. They begin at zero, the largest
// stands on top, and rows without a number are named below. A bar is solid as
// far as the amount is sure and hatched over what its bounds leave open.
type Bar struct {
	Options
	Order Order
}

func (*Bar) token() string { return "bar" }

func (o *Bar) check(rows []row, p *problems) {
	p.refuse(rows, "bar", data.DateUnit, data.Ordinal)
	rank(rows, o.Order)
}

// bar is the layout of one row of a bar chart.
type bar struct {
	row
	span
	reach
	label  block
	amount string
	isLeft bool // the amount stands to the left of a negative bar
}

// bars is the layout of a ranked bar chart.
type bars struct {
	*barSet
	c       *chart
	rows    []bar // of the panel
	heights []float64
	ranked  int // rows with a number; the others follow them
}

// barSet is the bars of all panels, with the scale that these share.
type barSet struct {
	bars       []bar // by the number of the row
	scale      barScale
	labelWidth float64 // of the widest label
	axis       float64 // length of the axis that the values need
}

// setBars lays out the rows of all panels, which have one size of letters, in
// panels of a width.
func (c *chart) setBars(width float64, lay func(r row, axis, size float64) bar) *barSet {
	return shared(c, width, func() *barSet {
		b := &barSet{bars: make([]bar, len(c.all)+1), axis: axisLength(c.all)}
		size := c.t.label
		if slices.ContainsFunc(c.panels, func(p panel) bool { return len(p.rows) > 14 }) {
			size = c.t.small
		}
		for _, r := range c.all {
			x := lay(r, b.axis, size)
			b.bars[r.n] = x
			b.scale.add(x.reach)
			b.labelWidth = max(b.labelWidth, math.Ceil(x.label.width()))
		}
		return b
	})
}

// rankBy is the amount by which a row is ranked: its value, or the middle of
// its bounds, or its one bound.
func (r row) rankBy() float64 {
	switch {
	case !math.IsNaN(r.value):
		return r.value
	case math.IsNaN(r.low):
		return r.high
	case math.IsNaN(r.high):
		return r.low
	}
	return r.low/2 + r.high/2
}

// rank orders the rows by amount, the largest first; rows without a number
// come last, in the order of the frame.
func rank(rows []row, o Order) { o.sortBy(rows, row.rankBy) }

func (*Bar) prepare(c *chart, width float64) drawing {
	b := &bars{c: c, barSet: c.setBars(width, func(r row, axis, size float64) bar {
		return c.bar(r, axis, size, float64(width*0.33))
	})}
	b.rows, b.heights, b.ranked = c.ranking(b.barSet)
	room := width - b.labels()
	isCut := slices.ContainsFunc(b.rows, func(x bar) bool { return x.label.isCut() })
	return drawing{
		draw: b.draw, height: c.axisHeight() + sum(b.heights), needs: b.scale.needs(c, width, room), likes: max(b.scale.likes(width, room), c.likesWhole(width, isCut)),
		wants: c.wants(width, 0, b.heights, c.t.gaps(12)), keys: c.spanKeys(b.axis, c.t.series(0)),
	}
}

// labels is the width of the labels and of what they keep from the bars.
func (b *bars) labels() float64 { return b.labelWidth + b.c.t.gaps(1.4) }

// ranking returns the bars of the panel with their least heights, and how many
// of them have a number.
func (c *chart) ranking(b *barSet) (rows []bar, heights []float64, ranked int) {
	for _, r := range c.rows {
		x := b.bars[r.n]
		rows = append(rows, x)
		heights = append(heights, max(x.label.height(), float64(x.label.size*leading))+c.t.gaps(0.8))
		if r.hasNumber {
			ranked++
		}
	}
	return rows, heights, ranked
}

// openWords chooses the words for what is left open on an axis of a length:
// by rounding, where nothing else leaves anything open.
func (c *chart) openWords(axis float64, stated, rounded locale.Key) string {
	if slices.ContainsFunc(c.all, func(r row) bool { return r.isDrawn(axis) && !r.isRounded() }) {
		return upperFirst(c.l.Text(stated))
	}
	return upperFirst(c.l.Text(rounded))
}

// spanKeys explains what drawSpan draws besides solid bars, on an axis of a
// length: hatching, where an interval is drawn, and estimates.
func (c *chart) spanKeys(axis float64, paint Paint) (keys []key) {
	if slices.ContainsFunc(c.all, func(r row) bool { return spanOf(r, axis).hasHatch }) {
		keys = append(keys, c.hatchKey(axis, paint.Fill))
	}
	return append(keys, c.estimateKeys(paint)...)
}

// hatchKey explains hatching in a colour, on an axis of a length.
func (c *chart) hatchKey(axis float64, color Color) key {
	return openKey(c.openWords(axis, locale.HatchedOpen, locale.HatchedRounding), color)
}

// openKey is the entry of what is hatched.
func openKey(text string, color Color) key {
	return key{text: text, swatch: func(c *chart, r rect) { c.open(color, r) }}
}

// hasEstimates reports whether there is an estimate among the numbers.
func (c *chart) hasEstimates() bool {
	return slices.ContainsFunc(c.all, func(r row) bool { return r.isEstimated && r.hasNumber })
}

// estimateKeys is the entry of estimates, where there are any.
func (c *chart) estimateKeys(paint Paint) []key {
	if !c.hasEstimates() {
		return nil
	}
	return []key{{text: upperFirst(c.l.Text(locale.EstimatedKey)), swatch: func(c *chart, r rect) { c.estimated(paint, r) }}}
}

// bar lays out one row with a name of at most a width.
func (c *chart) bar(r row, axis, size, width float64) bar {
	x := bar{row: r, span: spanOf(r, axis), amount: c.amount(r)}
	x.label = c.balanced(r.name(), size, false, c.t.Text, width, 3)
	x.reach, x.isLeft = c.reachOf(x.span, c.t.width(x.amount, size, r.hasNumber))
	return x
}

// axisLength is the length of the axis from zero that the values need, before
// any interval that is not stated is drawn.
func axisLength(rows []row) float64 {
	low, high, ok := extentOf(rows)
	if !ok {
		return 0
	}
	return max(0, high) - min(0, low)
}

func (b *bars) draw(area rect) {
	c := b.c
	zero, place := b.scale.within(area.x+b.labels(), area.w-b.labels())
	slots, bottom := c.slots(area, b.heights, b.ranked, c.t.gaps(12))
	thick := c.thickness(slots[:b.ranked])
	if b.ranked > 0 {
		c.drawGrid(b.scale, place, area, bottom)
	}
	for i, x := range b.rows {
		c.p.begin(x.id, c.hover(x.row))
		mid := slots[i].middle().y
		c.p.block(x.label, area.x+b.labelWidth, mid-x.label.height()/2, 1)
		if x.hasNumber {
			c.drawSpan(x.span, x.row, whole(mid-thick/2), thick, place, c.t.series(0))
		}
		c.drawAmount(x, zero, mid, x.label.size, true, place)
	}
	if b.ranked > 0 {
		c.drawZero(zero, area.y, bottom)
	}
}

// drawAmount writes the amount of a bar beside its end.
func (c *chart) drawAmount(x bar, zero, mid, size float64, isBold bool, place func(float64) float64) {
	base := c.baseline(mid, size)
	if !x.hasNumber {
		left := zero + c.t.gaps(0.9)
		if x.isLeft {
			left = zero - c.t.gaps(0.9) - c.t.width(x.amount, size, false)
		}
		c.onPaper(x.amount, left, base, size, false, c.t.Muted)
		return
	}
	left := place(x.reach.low) - x.before
	if !x.isLeft {
		left = place(x.reach.high) + x.after - c.t.width(x.amount, size, isBold)
	}
	c.onPaper(x.amount, left, base, size, isBold, c.t.Text)
}
