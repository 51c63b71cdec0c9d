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
}

// Bar is the options of a chart of ranked bars. They begin at zero, the largest
// stands on top, and rows without a number are named below.
type Bar struct{ Options }

func (*Bar) token() string { return "bar" }

func (*Bar) check(rows []row, p *problems) {
	p.refuse(rows, "bar", data.DateUnit, data.Ordinal)
	rank(rows)
}

// bar is the layout of one row of a bar chart.
type bar struct {
	row
	span
	label       block
	amount      string
	amountWidth float64
	height      float64 // least height of the row
	left        bool    // the amount stands to the left of a negative bar
}

// bars is the layout of a ranked bar chart.
type bars struct {
	c          *chart
	rows, all  []bar // of the panel, of all panels
	labelWidth float64
	width      float64 // of the area
	most       float64 // greatest amount drawn, in absolute terms
	low, high  float64 // ends of the axis
	ranked     int     // rows with a number; the others follow them
	thick      float64 // height of every bar
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
func rank(rows []row) {
	slices.SortStableFunc(rows, func(a, b row) int {
		switch {
		case a.hasNumber != b.hasNumber:
			if a.hasNumber {
				return -1
			}
			return 1
		case !a.hasNumber || a.rankBy() == b.rankBy():
			return 0
		case a.rankBy() > b.rankBy():
			return -1
		}
		return 1
	})
}

func (*Bar) prepare(c *chart, width float64) drawing {
	b := &bars{c: c, width: width}
	b.measure()
	d := drawing{draw: b.draw}
	for _, r := range b.rows {
		d.height += r.height
	}
	d.height += b.c.axisHeight()
	if room := width - b.labelWidth; b.room(0) > room-c.t.gaps(6) {
		d.needs = math.Ceil(width + b.room(0) - (room - c.t.gaps(6)))
	}
	d.keys = c.spanKeys(axisLength(c.all), c.t.series(0))
	return d
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
		keys = append(keys, key{
			text:   c.openWords(axis, locale.HatchedOpen, locale.HatchedRounding),
			swatch: func(c *chart, r rect) { c.open(paint.Fill, r) },
		})
	}
	if slices.ContainsFunc(c.all, func(r row) bool { return r.isEstimated && r.hasNumber }) {
		keys = append(keys, key{
			text: upperFirst(c.l.Text(locale.EstimatedKey)), swatch: func(c *chart, r rect) { c.estimated(paint, r) },
		})
	}
	return keys
}

// measure finds the texts and their sizes.
func (b *bars) measure() {
	c := b.c
	axis := axisLength(c.all)
	size := c.t.label
	if len(c.rows) > 14 {
		size = c.t.small
	}
	// The scale and the width of the names are those of all panels.
	widest := 0.0
	for _, r := range c.all {
		x := b.bar(r, axis, size)
		low, high := x.extent()
		b.low, b.high = min(b.low, low), max(b.high, high)
		widest = max(widest, x.label.width())
		b.all = append(b.all, x)
	}
	for _, r := range c.rows {
		b.rows = append(b.rows, b.bar(r, axis, size))
		if r.hasNumber {
			b.ranked++
		}
	}
	b.most = max(-b.low, b.high)
	b.labelWidth = math.Ceil(widest) + c.t.gaps(1.4)
}

// bar lays out one row.
func (b *bars) bar(r row, axis, size float64) bar {
	c := b.c
	x := bar{row: r, span: spanOf(r, axis), amount: c.amount(r)}
	low, high := x.extent()
	x.left = low < 0 && high == 0
	x.label = c.block(r.name(), size, false, c.t.Text, float64(b.width*0.33), 3)
	x.amountWidth = c.t.width(x.amount, size, r.hasNumber)
	x.height = max(x.label.height(), float64(size*leading)) + c.t.gaps(0.8)
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

// reach returns how far the row goes to the left and right of zero at k pixels
// for the greatest amount, texts included.
func (b *bars) reach(x bar, k float64) (left, right float64) {
	c := b.c
	low, high := x.extent()
	if b.most > 0 {
		left, right = float64(-low/b.most*k), float64(high/b.most*k)
	}
	if x.arrowLow {
		left += c.arrowLength()
	}
	if x.arrowUp {
		right += c.arrowLength()
	}
	if x.left {
		left += c.t.gaps(0.9) + x.amountWidth
	} else {
		right += c.t.gaps(0.9) + x.amountWidth
	}
	return left, right
}

// room is the width that all rows need at k pixels for the greatest amount.
func (b *bars) room(k float64) float64 {
	left, right := b.reaches(k)
	return left + right
}

func (b *bars) reaches(k float64) (left, right float64) {
	for _, x := range b.all {
		l, r := b.reach(x, k)
		left, right = max(left, l), max(right, r)
	}
	return left, right
}

// scale returns the x of zero and the pixels for the greatest amount, as many
// as leave every label inside the area.
func (b *bars) scale(area rect) (zero, k float64) {
	room := area.w - b.labelWidth
	low, high := 0.0, room
	for range 40 {
		if mid := (low + high) / 2; b.room(mid) <= room {
			low = mid
		} else {
			high = mid
		}
	}
	k = math.Floor(low)
	left, _ := b.reaches(k)
	return whole(area.x + b.labelWidth + math.Ceil(left)), k
}

func (b *bars) draw(area rect) {
	c := b.c
	zero, k := b.scale(area)
	place := func(v float64) float64 {
		if b.most == 0 {
			return zero
		}
		return quantise(zero + float64(v/b.most*k))
	}
	pitch := b.spread(area.h - b.c.axisHeight())
	bottom := area.y
	b.thick = c.t.gaps(7)
	for _, x := range b.rows[:b.ranked] {
		bottom += x.height + pitch
		b.thick = whole(min(b.thick, float64((x.height+pitch)*0.72)))
	}
	c.p.begin("", "")
	if b.ranked > 0 {
		b.drawAxis(place, area, bottom)
	}
	y := area.y
	for i, x := range b.rows {
		if i == b.ranked && b.ranked > 0 {
			y += b.c.axisHeight()
		}
		h := x.height + pitch
		b.drawRow(x, rect{area.x, y, area.w, h}, zero, place)
		y += h
	}
	if b.ranked > 0 {
		c.p.begin("", "")
		c.p.rects(c.t.Text, rect{zero - 1, area.y, 2, bottom - area.y})
	}
}

// spread returns what each row gets beyond its least height: the free space in
// equal parts, but no more than a bar can stand.
func (b *bars) spread(height float64) float64 {
	free := height
	for _, x := range b.rows {
		free -= x.height
	}
	return math.Floor(max(0, min(free/float64(len(b.rows)), b.c.t.gaps(12))))
}

func (b *bars) drawAxis(place func(float64) float64, area rect, bottom float64) {
	c := b.c
	for _, t := range c.fitTicks(b.low, b.high, place, area.x, area.right(), 6) {
		if t.at != 0 {
			c.p.rects(c.t.Grid, rect{whole(place(t.at)), area.y, 1, bottom - area.y})
		}
		c.p.text(t.label, t.left, bottom+float64(c.t.axis*1.25), c.t.axis, false, c.t.Muted)
	}
}

func (b *bars) drawRow(x bar, r rect, zero float64, place func(float64) float64) {
	c := b.c
	c.p.begin(x.id, c.hover(x.row))
	mid := r.y + r.h/2
	c.p.block(x.label, r.x+b.labelWidth-c.t.gaps(1.4), mid-x.label.height()/2, 1)
	base := mid + float64(x.label.size*c.t.face(false).capHeight/2)
	color := c.t.Text
	if !x.hasNumber {
		color = c.t.Muted
	} else {
		c.drawSpan(x.span, x.row, whole(mid-b.thick/2), b.thick, place, c.t.series(0))
	}
	left, right := b.reach(x, place(b.most)-zero)
	tx := zero + right - x.amountWidth
	if x.left {
		tx = zero - left
	}
	if x.hasNumber {
		// Paper behind the amount keeps the grid from crossing it.
		c.p.rects(c.t.Paper, rect{tx - 3, base - float64(x.label.size*0.85), x.amountWidth + 6, float64(x.label.size * 1.15)})
	}
	c.p.text(x.amount, tx, base, x.label.size, x.hasNumber, color)
}
