package charts

import (
	"math"

	"github.com/periplus-data/periplus/data"
)

func (l *scatter) draw(area rect) {
	c := l.c
	left, top := l.y.width+c.t.gap, l.top()
	l.plot = rect{whole(area.x + left), whole(area.y + top), math.Floor(area.w - left), 0}
	l.plot.h = math.Floor(area.bottom() - l.foot() - l.plot.y)
	c.p.begin("", "")
	c.p.block(l.yTitle, area.x, area.y, 0)
	l.drawGrid(area)
	c.p.begin("", "")
	c.p.block(l.xTitle, area.right(), area.bottom()-l.xTitle.height(), 1)
	hovers := make([]string, len(l.rows))
	for i, r := range l.rows {
		hovers[i] = c.hover(r)
		c.p.begin(r.id, hovers[i])
		paint := l.paint(r.series)
		l.drawBounds(r, paint)
		if !math.IsNaN(r.value) {
			c.glass(paint, l.at(r), l.radius, r.isEstimated)
		}
	}
	l.drawLabels(area, hovers)
}

// drawGrid draws both axes.
func (l *scatter) drawGrid(area rect) {
	c := l.c
	c.drawUp(l.y.axis, l.plot)
	place := func(v float64) float64 { return l.x.across(v, l.plot) }
	var ticks []tick
	if l.x.isLog {
		ticks = c.fitAxis(l.x.axis, place, area.x, area.right())
	} else {
		ticks = l.x.c.fitTicks(l.x.low, l.x.high, place, area.x, area.right(), len(l.x.ticks))
	}
	for _, t := range ticks {
		c.p.rects(c.t.Grid, rect{min(whole(place(t.at)), l.plot.right()-1), l.plot.y, 1, l.plot.h})
		c.p.text(t.label, t.left, l.plot.bottom()+float64(c.t.axis*1.5)+c.t.gaps(0.2), c.t.axis, false, c.t.Muted)
	}
	for _, t := range l.x.ticks {
		// The upright line from which amounts are counted.
		if v := t.Float64(data.ToNearest); v == 0 || v == l.x.low && (l.x.isLog || v > 0) {
			c.p.rects(c.t.Axis, rect{min(whole(place(v)), l.plot.right()-1), l.plot.y, 1, l.plot.h})
		}
	}
}

// at returns where the point of a row lies. A row without a value lies in the
// middle of its bounds, or at the one it has.
func (l *scatter) at(r row) point {
	y := l.y.up(r.value, l.plot)
	if math.IsNaN(r.value) {
		low, high := l.y.up(r.rankBy(), l.plot), l.y.up(r.rankBy(), l.plot)
		if r.isWide() {
			low, high = l.y.up(r.low, l.plot), l.y.up(r.high, l.plot)
		}
		y = quantise((low + high) / 2)
	}
	return point{l.x.across(r.x, l.plot), y}
}

// barTint is how much of its colour the bar of a series' bounds has.
const barTint = 0.5

func (l *scatter) barWidth() float64 { return max(1.5, l.c.t.gaps(0.22)) }

// drawBounds draws the bounds of a row. Those without a value have an end
// stroke.
func (l *scatter) drawBounds(r row, paint Paint) {
	if !l.y.shows(r) {
		return
	}
	c, x, ink := l.c, l.at(r).x, l.c.t.ink(paint)
	c.uprightBar(l.y.axis, r, x, l.barWidth(), barTint, ink, l.plot)
	if !math.IsNaN(r.value) {
		return
	}
	for _, v := range []float64{r.low, r.high} {
		if !math.IsNaN(v) {
			c.p.rects(ink, rect{x - l.radius, l.y.up(v, l.plot) - l.barWidth()/2, float64(2 * l.radius), l.barWidth()})
		}
	}
}

// bar returns what the bounds of a row take up, and a pixel on both sides.
func (l *scatter) bar(r row) rect {
	at, w := l.at(r), l.barWidth()+2
	top, bottom := at.y, at.y
	for _, v := range []float64{r.low, r.high} {
		if !math.IsNaN(v) {
			top, bottom = min(top, l.y.up(v, l.plot)), max(bottom, l.y.up(v, l.plot))
		}
	}
	if math.IsNaN(r.high) {
		top = max(top-l.c.t.gaps(fadeLength), l.plot.y)
	}
	if math.IsNaN(r.low) {
		bottom = min(bottom+l.c.t.gaps(fadeLength), l.plot.bottom())
	}
	return rect{at.x - w/2, top, w, bottom - top}
}

// fadeLength is the length of a fading end, in gaps.
const fadeLength = 4.8

// uprightBar draws the bounds of a row on an upright axis, around x: a bar of a
// width in part of a colour, which fades over three steps from an end that has
// no bound.
func (c *chart) uprightBar(a axis, r row, x, w, part float64, color Color, plot rect) {
	low, high := r.low, r.high
	if math.IsNaN(high) {
		high = low
		if r.value > low {
			high = r.value
		}
		c.fadeUp(x, a.up(high, plot), -1, w, part, color, plot)
	}
	if math.IsNaN(low) {
		low = high
		if r.value < high {
			low = r.value
		}
		c.fadeUp(x, a.up(low, plot), 1, w, part, color, plot)
	}
	top := a.up(high, plot)
	c.p.rects(c.t.tint(color, part), rect{x - w/2, top, w, a.up(low, plot) - top})
}

// fadeUp draws an end without a bound, upwards where direction is −1 and else
// downwards, as far as the plot goes.
func (c *chart) fadeUp(x, y, direction, w, part float64, color Color, plot rect) {
	step := c.t.gaps(fadeLength / 3)
	for i, fade := range []float64{1, 0.647, 0.294} {
		from := y + float64(direction*step*float64(i))
		to := from + float64(direction*step)
		top, bottom := max(min(from, to), plot.y), min(max(from, to), plot.bottom())
		c.p.rects(c.t.tint(color, float64(part*fade)), rect{x - w/2, top, w, bottom - top})
	}
}

// drawLabels writes the labels beside their points, where they have room, with
// the hover words of their rows.
func (l *scatter) drawLabels(area rect, hovers []string) {
	c := l.c
	rise := float64(c.t.axis * 0.65) // into the free strip over the plot
	s := crowd{
		area: rect{l.plot.x + 2, l.plot.y - rise, area.right() - l.plot.x - 2, l.plot.h + rise}, gap: c.t.gaps(0.7), reach: c.t.gaps(7),
	}
	var labels []*pointLabel
	for i, r := range l.rows {
		paint := l.paint(r.series)
		p := &pointLabel{mark: circle{l.at(r), l.radius}, weight: l.weight(r), id: i}
		if r.hasLabel() {
			color := c.t.Text
			if len(l.names) > 1 {
				color = paint.Words
			}
			p.block = c.balanced(r.label, l.size, false, color, max(c.t.gaps(9), float64(l.width*0.22)), 3)
		}
		labels = append(labels, p)
		if l.y.shows(r) {
			s.shy = append(s.shy, l.bar(r))
		}
	}
	kept := s.repel(labels)
	for _, p := range labels {
		if len(p.lines) > 0 {
			c.count.labels++
		}
	}
	c.count.labels -= len(kept)
	for _, p := range kept {
		c.p.begin(l.rows[p.id].id, hovers[p.id])
		c.drawPointLabel(p, c.t.Axis)
	}
}
