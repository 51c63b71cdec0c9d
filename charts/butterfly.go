package charts

import (
	"math"
	"slices"

	"github.com/periplus-data/periplus/data"
)

// sideBar is one bar of a chart of two sides. On the left, its span and reach
// are those of the amount below zero.
type sideBar struct {
	bar
	drawn row // the row, mirrored on the left
}

// sideRow is the layout of a label with a bar to each side; a bar without an
// amount text is not there.
type sideRow struct {
	label block
	bars  []sideBar
}

// sideSet is what the panels of two series back to back share.
type sideSet struct {
	series []string  // in the order of the frame
	names  [2]string // to the left, to the right
	heads  [2]block
	bars   []sideBar        // by the number of the row
	labels map[string]block // by their text
	scale  barScale
	axis   float64
	gutter float64 // between the zeros of both sides, for the labels
}

// twoSided is the layout of a panel of two series back to back.
type twoSided struct {
	*sideSet
	c       *chart
	rows    []sideRow
	heights []float64
	ranked  int
}

func (o *DivergingBar) twoSides(c *chart, names []string, width float64) drawing {
	d := &twoSided{c: c, sideSet: shared(c, width, func() *sideSet { return o.sideSet(c, names, width) })}
	for _, g := range groupsOf(c.rows) {
		x := sideRow{label: d.labels[g.label]}
		for _, r := range g.rows {
			x.bars = append(x.bars, d.bars[r.n])
		}
		d.rows = append(d.rows, x)
		d.heights = append(d.heights, max(x.label.height(), float64(c.t.label*leading))+c.t.gaps(0.8))
		if g.hasNumber {
			d.ranked++
		}
	}
	head := max(d.heads[0].height(), d.heads[1].height()) + c.t.gaps(0.4)
	room := width - d.gutter
	return drawing{
		height: head + c.axisHeight() + sum(d.heights), needs: d.scale.needs(c, width, room), likes: d.scale.likes(width, room),
		wants: c.wants(width, head, d.heights, c.t.gaps(12)), keys: c.spanKeys(d.axis, c.t.neutral()),
		draw: func(area rect) { d.draw(rect{area.x, area.y + head, area.w, area.h - head}) },
	}
}

// sideSet lays out the rows of all panels.
func (o *DivergingBar) sideSet(c *chart, names []string, width float64) *sideSet {
	d := &sideSet{
		series: names, names: [2]string{names[0], names[1]}, axis: axisLength(c.all),
		bars: make([]sideBar, len(c.all)+1), labels: map[string]block{},
	}
	if clean(o.Left) == names[1] {
		slices.Reverse(d.names[:])
	}
	for side := range d.names {
		d.heads[side] = c.block(d.names[side], c.t.label, true, d.paint(c, side).Words, float64(width*0.3), 2)
	}
	d.scale.add(reach{before: d.heads[0].width(), after: d.heads[1].width()})
	widest := 0.0
	for _, r := range c.all {
		x := d.bar(c, r, width)
		d.bars[r.n] = x
		d.scale.add(x.reach)
		if _, ok := d.labels[r.label]; !ok {
			b := c.balanced(r.label, c.t.label, false, c.t.Text, float64(width*0.28), 3)
			d.labels[r.label], widest = b, max(widest, b.width())
		}
	}
	d.gutter = math.Ceil(widest) + c.t.gaps(2.8)
	return d
}

// paint returns the paint of a side: that which its series has in other kinds.
func (d *sideSet) paint(c *chart, side int) Paint { return c.paintOf(d.names[side], d.series) }

// bar lays out one row on its side.
func (d *sideSet) bar(c *chart, r row, width float64) sideBar {
	x := sideBar{bar: bar{row: r, amount: c.amount(r), isLeft: r.series == d.names[0]}, drawn: r}
	if lines := wrap(c.t.face(false), x.amount, c.t.small, float64(width*0.3), 1); len(lines) > 0 && !r.hasNumber {
		x.amount = lines[0]
	}
	if x.isLeft {
		x.drawn = r.mirrored()
	}
	x.span = spanOf(x.drawn, d.axis)
	x.reach = c.reachBeside(x.span, c.t.width(x.amount, c.t.small, false), x.isLeft)
	return x
}

// mirrored returns the row with its amounts on the other side of zero.
func (r row) mirrored() row {
	r.value, r.low, r.high, r.lowOpen, r.highOpen = -r.value, -r.high, -r.low, r.highOpen, r.lowOpen
	return r
}

func (d *twoSided) draw(area rect) {
	c := d.c
	k := d.scale.longest(area.w - d.gutter)
	left, _ := d.scale.sides(k)
	zero := [2]float64{whole(area.x + math.Ceil(left))}
	zero[1] = zero[0] + d.gutter
	place := [2]func(float64) float64{d.scale.from(zero[0], k), d.scale.from(zero[1], k)}
	slots, bottom := c.slots(area, d.heights, d.ranked, c.t.gaps(12))
	thick := c.thickness(slots[:d.ranked])
	if d.ranked > 0 {
		d.drawAxes(area, zero, place, bottom)
	}
	c.p.begin("", "")
	for side, b := range d.heads {
		c.p.block(b, zero[side], area.y-c.t.gaps(0.4)-b.height(), float64(1-side))
	}
	for i, x := range d.rows {
		c.p.begin("", "")
		mid := slots[i].middle().y
		c.p.block(x.label, zero[0]+d.gutter/2, mid-x.label.height()/2, 0.5)
		for _, b := range x.bars {
			side := 1
			if b.isLeft {
				side = 0
			}
			c.p.begin(b.id, c.hover(b.row))
			if b.hasNumber {
				c.drawSpan(b.span, b.drawn, whole(mid-thick/2), thick, place[side], d.paint(c, side))
			}
			c.drawAmount(b.bar, zero[side], mid, c.t.small, false, place[side])
		}
	}
	if d.ranked > 0 {
		c.drawZero(zero[0], area.y, bottom)
		c.drawZero(zero[1], area.y, bottom)
	}
}

// drawAxes draws the lines of both sides, at the same amounts.
func (d *twoSided) drawAxes(area rect, zero [2]float64, place [2]func(float64) float64, bottom float64) {
	c := d.c
	c.p.begin("", "")
	mirror := func(v float64) float64 { return place[0](-v) }
	middle := zero[0] + d.gutter/2
	upTo := func(numbers []data.Number, most float64) []data.Number {
		return slices.DeleteFunc(slices.Clone(numbers), func(n data.Number) bool { return n.Float64(data.ToNearest) > most })
	}
	for most := 5; most >= 2; most-- {
		numbers := ticks(0, d.scale.most, most)
		toLeft := upTo(numbers, -d.scale.low)
		slices.Reverse(toLeft)
		leftTicks, ok := c.tickRow(toLeft, mirror, area.x, middle-c.t.gap/2)
		rightTicks, fits := c.tickRow(upTo(numbers, d.scale.high), place[1], middle+c.t.gap/2, area.right())
		if ok && fits {
			c.gridLines(leftTicks, mirror, area.y, bottom)
			c.gridLines(rightTicks, place[1], area.y, bottom)
			return
		}
	}
}
