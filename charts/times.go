package charts

import (
	"math"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

var timesKind = Kind{
	Token: "times", Family: ranking, Name: "How many times as large, drawn as units of one area.",
	When:    "One amount is many times another: fifty squares say more than a number.",
	WhenNot: "Ratios near one (dot), or amounts with a unit (bar).",
	Columns: columns("label", "series?"), X: "label", Y: "value", words: locale.TimesChart, defaultUnit: data.Ratio,
	Settings: []Setting{{Name: "base", isText: true, Meaning: "what one square stands for, in words", set: func(c Chart, v string) error {
		c.(*Times).Base = v
		return nil
	}}},
	make: func() Chart { return &Times{} },
}

// Times is the options of a chart of multiples: each row is as many squares as
// it is times the base. Where squares would be too small to count, bars of the
// same area stand for them.
type Times struct {
	Options
	Base string // what one square stands for, in words
}

func (*Times) token() string { return "times" }

// check holds rows to multiples of a base: numbers from 0 without a unit of
// their own.
func (*Times) check(rows []row, p *problems) {
	for i := range rows {
		r := &rows[i]
		if u := data.Unit(r.unit); r.hasNumber && u != data.Ratio && u != "" {
			p.field(*r, "unit", r.unit, "a times chart draws ratios, not %s; divide by the base first", data.Clip(r.unit, 40))
		}
		for _, c := range []struct {
			name string
			x    float64
		}{{"value", r.value}, {"low", r.low}, {"high", r.high}} {
			if r.hasNumber && c.x < 0 {
				p.field(*r, c.name, plain(c.x), "%s is below 0; how many times as large is never negative", plain(c.x))
			}
		}
		if r.hasNumber && r.hasInterval && math.IsNaN(r.low) {
			r.low = 0
		}
	}
	rank(rows, Ranked)
}

// multiple is the layout of one row of a times chart.
type multiple struct {
	row
	span
	label, amount, bounds block
	height                float64 // least height
}

// multiples is the layout of a times chart: each row is as many squares as it
// is times the base, in columns that fill from the bottom.
type multiples struct {
	c          *chart
	base       string
	rows       []multiple
	width      float64
	labelWidth float64
	textWidth  float64 // of the widest amount, arrow included
	most       float64 // greatest multiple drawn
	counted    bool    // drawn as squares, not as bars
}

// leastCell is the least side of a square that can still be counted. Larger
// multiples are drawn as bars of the same area.
const leastCell = 5

func (o *Times) prepare(c *chart, width float64) drawing {
	m := &multiples{c: c, base: clean(o.Base), width: width}
	m.measure()
	d := drawing{draw: m.draw}
	least := math.Inf(1)
	for _, r := range m.rows {
		d.height += r.height
		least = min(least, r.height)
	}
	// Squares that fit the lowest row fit every height, so that the legend can
	// say here what is drawn.
	side, _ := m.cells(least - c.t.gaps(1.2))
	m.counted = side >= leastCell
	d.keys = append(m.baseKey(), c.spanKeys(axisLength(c.all), c.t.series(0))...)
	if room, enough := m.strip(), c.t.gaps(10); room < enough {
		d.needs = math.Ceil(width + enough - room)
	}
	return d
}

// baseKey explains one square, or in a picture of bars what 1× is.
func (m *multiples) baseKey() []key {
	base := m.base
	if !m.counted {
		if base == "" {
			return nil
		}
		return []key{{text: "1× = " + base}}
	}
	text := m.c.l.Text(locale.OneSquare)
	if base != "" {
		text = m.c.l.Text(locale.OneSquareOf, base)
	}
	return []key{{text: text, square: true, swatch: func(c *chart, r rect) {
		c.bars(c.t.series(0), r)
	}}}
}

func (m *multiples) measure() {
	c := m.c
	axis := axisLength(c.all)
	size, big := c.t.label, float64(c.t.big*0.8)
	if len(c.rows) > 5 {
		size, big = c.t.small, c.t.label
	}
	layOut := func(r row) multiple {
		x := multiple{row: r, span: spanOf(r, axis)}
		x.label = c.block(r.name(), size, false, c.t.Text, float64(m.width*0.27), 3)
		x.amount = c.block(c.amount(r), big, true, c.t.Text, float64(m.width*0.4), 3)
		if !r.hasNumber {
			x.amount = c.block(c.amount(r), size, false, c.t.Muted, float64(m.width*0.4), 3)
		}
		x.bounds = c.block(m.boundsText(r), c.t.axis, false, c.t.Muted, float64(m.width*0.25), 3)
		x.height = max(x.label.height(), x.amount.height()+x.bounds.height()) + c.t.gaps(1.2)
		return x
	}
	// The size of a square is that of all panels.
	for _, r := range c.all {
		x := layOut(r)
		_, high := x.extent()
		m.most = max(m.most, high)
		m.labelWidth = max(m.labelWidth, x.label.width())
		w := max(x.amount.width(), x.bounds.width())
		if x.arrowUp {
			w += c.arrowLength()
		}
		m.textWidth = max(m.textWidth, w)
	}
	for _, r := range c.rows {
		m.rows = append(m.rows, layOut(r))
	}
	m.labelWidth = math.Ceil(m.labelWidth) + c.t.gaps(1.4)
	m.textWidth = math.Ceil(m.textWidth) + c.t.gaps(1.4)
}

// boundsText writes the interval of a multiple under its value.
func (m *multiples) boundsText(r row) string {
	if !r.hasNumber || !r.isWide() || math.IsNaN(r.value) {
		return ""
	}
	_, low, high := m.c.parts(r, r.interval(), "")
	text := low + "–" + high
	if r.isRounded() {
		text += ", " + m.c.l.Text(locale.FromRounding)
	}
	return "(" + text + ")"
}

// strip is the width that the squares have.
func (m *multiples) strip() float64 { return m.width - m.labelWidth - m.textWidth }

// cells returns the side of a square and how many stand on one another, so
// that the greatest multiple fills the strip as well as whole squares can. The
// side is below leastCell where no squares fit.
func (m *multiples) cells(height float64) (side float64, tall int) {
	for h := 1; float64(h*leastCell) <= height; h++ {
		columns := max(1, math.Ceil(m.most/float64(h)))
		s := min(height/float64(h), m.strip()/columns, m.c.t.gaps(18))
		if s > side {
			side, tall = s, h
		}
	}
	return math.Floor(float64(side*2)) / 2, tall
}

func (m *multiples) draw(area rect) {
	c := m.c
	free := area.h
	least := math.Inf(1)
	for _, x := range m.rows {
		free -= x.height
		least = min(least, x.height)
	}
	extra := math.Floor(max(0, min(free/float64(len(m.rows)), c.t.gaps(17))))
	height := least + extra - c.t.gaps(1.2)
	side, tall := m.cells(height)
	y := area.y
	for _, x := range m.rows {
		h := x.height + extra
		c.p.begin(x.id, c.hover(x.row))
		mid := y + h/2
		c.p.block(x.label, area.x+m.labelWidth-c.t.gaps(1.4), mid-x.label.height()/2, 1)
		left := whole(area.x + m.labelWidth)
		end := left
		if x.hasNumber {
			top := whole(mid - height/2)
			if m.counted {
				end = m.squares(x, left, top, side, tall, height)
			} else {
				end = m.solid(x, left, top, height)
			}
			end += c.t.gaps(1.4)
		}
		text := mid - (x.amount.height()+x.bounds.height())/2
		text = c.p.block(x.amount, end, text, 0)
		c.p.block(x.bounds, end, text, 0)
		y += h
	}
}

// squares draws a row as unit squares and returns their right end. The square
// in which the multiple ends is filled from the left; what is missing of it
// stays visible as a pale square.
func (m *multiples) squares(x multiple, left, top, side float64, tall int, height float64) float64 {
	c := m.c
	gap := 1.0
	if side >= 14 {
		gap = 2
	}
	_, most := x.extent()
	count := int(math.Ceil(quantise(most)))
	// Fewer squares than one column holds stand in the middle of the row.
	tall = min(tall, max(count, 1))
	top += math.Floor((height - float64(side*float64(tall))) / 2)
	var pale, solid, open []rect
	right := left
	for i := range max(count, 1) {
		cell := rect{left + float64(float64(i/tall)*side), top + float64(float64(tall-1-i%tall)*side), side - gap, side - gap}
		part := func(amount float64) float64 { return min(max(amount-float64(i), 0), 1) }
		sure, from, to := part(x.sure), part(x.span.from), part(x.span.to)
		if max(sure, to) < 1 {
			pale = append(pale, cell)
		}
		solid = append(solid, rect{cell.x, cell.y, float64(cell.w * sure), cell.h})
		if to > from {
			open = append(open, rect{cell.x + float64(cell.w*from), cell.y, float64(cell.w * (to - from)), cell.h})
		}
		right = max(right, cell.right())
	}
	c.p.rects(c.t.tint(c.t.main(), 0.14), pale...)
	c.bars(c.t.series(0), solid...)
	step, line := min(c.t.hatchStep, max(3, side/3)), min(c.t.hatchLine, max(0.8, side/12))
	for _, r := range open {
		c.hatch(c.t.main(), step, line, r)
	}
	if x.arrowUp {
		c.fade(right+gap, top, float64(side*float64(tall))-gap, 1, c.t.main())
		right += gap + c.arrowLength()
	}
	return right
}

// solid draws a row as one bar, for multiples whose squares would be too small
// to see, and returns its right end.
func (m *multiples) solid(x multiple, left, top, height float64) float64 {
	c := m.c
	place := func(v float64) float64 { return quantise(left + float64(m.strip()*(v/m.most))) }
	h := whole(min(height, c.t.gaps(7)))
	top = whole(top + (height-h)/2)
	c.drawSpan(x.span, x.row, top, h, place, c.t.series(0))
	_, most := x.extent()
	right := place(most)
	if right-left < 1 {
		c.bars(c.t.series(0), rect{left, top, 1, h})
		right = left + 1
	}
	if x.arrowUp {
		right += c.arrowLength()
	}
	return right
}
