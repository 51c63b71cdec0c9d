package charts

import (
	"math"
	"slices"
	"strconv"
)

func (b *bumps) headHeight() float64 {
	return float64(b.c.t.small*leading) + b.c.t.gaps(0.8)
}

// at is the middle of a slot of a moment.
func (b *bumps) at(moment, slot int) point {
	x := b.plot.x
	if n := len(b.moments); n > 1 {
		x = b.plot.x + float64(b.plot.w*float64(moment)/float64(n-1))
	}
	return point{quantise(x), quantise(b.plot.y + float64(b.plot.h*(float64(slot)+0.5)/float64(b.slots)))}
}

func (b *bumps) draw(area rect) {
	c := b.c
	head := b.headHeight()
	left := b.radius + 1
	if b.isBoth {
		left = b.nameWidth + b.nameGap()
	}
	b.plot = rect{area.x + left, area.y + head, 0, area.h - head}
	b.plot.w = area.right() - b.nameWidth - b.nameGap() - b.plot.x
	c.p.begin("", "")
	b.drawHeads(area)
	for _, grey := range []bool{true, false} {
		for _, l := range b.lines {
			if l.isGrey == grey {
				b.drawLine(l)
			}
		}
	}
	for _, l := range b.lines {
		for j, slot := range l.slots {
			if slot >= 0 {
				b.drawDisc(l, j)
			}
		}
	}
	b.drawNames()
}

// drawHeads names the moments over their columns, or every second, third … from
// the last where there is no room for all.
func (b *bumps) drawHeads(area rect) {
	c := b.c
	base := area.y + float64(c.t.small*1.05)
	n := len(b.moments)
	for every := 1; every <= n; every++ {
		var ticks []tick
		free := math.Inf(1)
		for j := n - 1; j >= 0; j -= every {
			k := tick{label: c.when(b.moments[j])}
			if wrapped := c.block(k.label, c.t.small, true, c.t.Text, float64(area.w*0.45), 1); len(wrapped.lines) > 0 {
				k.label = wrapped.lines[0]
			}
			w := c.t.width(k.label, c.t.small, true)
			k.left = max(area.x, min(b.at(j, 0).x-w/2, area.right()-w))
			if k.left+w > free {
				ticks = nil
				break
			}
			free = k.left - c.t.gap
			ticks = append(ticks, k)
		}
		for _, k := range slices.Backward(ticks) {
			c.p.text(k.label, k.left, base, c.t.small, true, c.t.Text)
		}
		if ticks != nil {
			return
		}
	}
}

// drawLine joins the ranks of a label at neighbouring moments.
func (b *bumps) drawLine(l *bumpLine) {
	c := b.c
	ink, width := c.t.ink(l.paint), max(2, c.t.gaps(0.4))
	if l.isGrey {
		ink, width = c.t.tint(c.t.Axis, 0.6), max(1.5, c.t.gaps(0.25))
	}
	c.p.begin("", "")
	for j := range len(l.slots) - 1 {
		if l.slots[j] < 0 || l.slots[j+1] < 0 {
			continue
		}
		from, to := b.at(j, l.slots[j]), b.at(j+1, l.slots[j+1])
		switch {
		case l.rows[j].isEstimated || l.rows[j+1].isEstimated:
			c.dashed(ink, width, b.sampled(from, to))
		case b.straight || from.y == to.y:
			c.p.line(ink, width, []point{from, to})
		default:
			mid := (from.x + to.x) / 2
			c.p.curve(ink, 1, width, []point{from, {mid, from.y}, {mid, to.y}, to})
		}
	}
}

// sampled is the way from a rank to the next as short straight lines: on a
// smooth one, x and y are cubic Bézier polynomials of t with the handles in the
// middle between the columns.
func (b *bumps) sampled(from, to point) []point {
	if b.straight || from.y == to.y {
		return []point{from, to}
	}
	const n = 32
	out := make([]point, n+1)
	mid := (from.x + to.x) / 2
	for i := range out {
		t := float64(i) / n
		u := 1 - t
		// The weights of start, first and second handle, and end.
		p, q, r, s := float64(u*u*u), float64(3*u*u*t), float64(3*u*t*t), float64(t*t*t)
		out[i] = point{
			quantise(float64(from.x*p) + float64(mid*q) + float64(mid*r) + float64(to.x*s)),
			quantise(float64(from.y*p) + float64(from.y*q) + float64(to.y*r) + float64(to.y*s)),
		}
	}
	return out
}

// ring draws a hollow disc.
func (c *chart) ring(color Color, at point, radius float64, inside Color) {
	c.p.disc(at.x, at.y, radius, color)
	c.p.disc(at.x, at.y, radius-max(1.5, float64(radius*0.16)), inside)
}

// drawDisc draws the disc of a rank, with its number where there is room.
func (b *bumps) drawDisc(l *bumpLine, moment int) {
	c, r := b.c, l.rows[moment]
	at, ink := b.at(moment, l.slots[moment]), c.t.ink(l.paint)
	if l.isGrey {
		ink = c.t.Axis
	}
	c.p.begin(r.id, c.hover(r))
	inside, words := ink, c.t.on(ink)
	if r.isEstimated {
		inside, words = c.t.tint(ink, 0.3), c.t.on(c.t.tint(ink, 0.3))
	} else if r.rank.isOpen() {
		inside, words = c.t.Paper, c.t.Text
	}
	if r.rank.isOpen() {
		c.ring(ink, at, b.radius, inside)
	} else {
		c.p.disc(at.x, at.y, b.radius, inside)
	}
	if b.withinDisc == 0 {
		return
	}
	text := strconv.Itoa(r.rank.at)
	w := c.t.width(text, b.withinDisc, true)
	c.p.text(text, at.x-w/2, c.baseline(at.y, b.withinDisc), b.withinDisc, true, words)
}

// drawNames writes the names at both ends of the chart, and those of labels
// that end earlier behind their last disc, where nothing is in the way.
func (b *bumps) drawNames() {
	c := b.c
	var taken []rect
	for _, l := range b.lines {
		last, first := l.last(), l.first()
		if last < 0 {
			continue
		}
		isNamed := false
		c.p.begin(l.rows[last].id, c.hover(l.rows[last]))
		if last == len(b.moments)-1 {
			at := b.at(last, l.slots[last])
			c.p.block(l.name, at.x+b.nameGap(), at.y-l.name.height()/2, 0)
			isNamed = true
		}
		if b.isBoth && first == 0 {
			at := b.at(0, l.slots[0])
			c.p.block(l.name, at.x-b.nameGap(), at.y-l.name.height()/2, 1)
			isNamed = true
		}
		if isNamed {
			continue
		}
		box, ok := b.roomBehind(l, last, taken)
		if !ok {
			c.count.labels++
			continue
		}
		taken = append(taken, box)
		c.p.block(l.name, box.x, box.y, 0)
	}
}

// roomBehind finds room for the name of a label that ends early: to the right of
// its last disc, or below it.
func (b *bumps) roomBehind(l *bumpLine, last int, taken []rect) (rect, bool) {
	at := b.at(last, l.slots[last])
	w, h := l.name.width(), l.name.height()
	for _, box := range []rect{
		{at.x + b.nameGap(), at.y - h/2, w, h},
		{min(max(at.x-w/2, b.plot.x), b.plot.right()-w), at.y + b.radius + 1, w, h},
	} {
		if box.x < b.plot.x || box.right() > b.plot.right() || box.bottom() > b.plot.bottom() {
			continue
		}
		if !b.isCrossed(box.inset(1)) && !slices.ContainsFunc(taken, func(o rect) bool { return o.meets(box) }) {
			return box, true
		}
	}
	return rect{}, false
}

// isCrossed reports whether a disc or a line lies in a box.
func (b *bumps) isCrossed(box rect) bool {
	for _, l := range b.lines {
		for j, slot := range l.slots {
			if slot < 0 {
				continue
			}
			at := b.at(j, slot)
			if (rect{at.x - b.radius, at.y - b.radius, float64(b.radius * 2), float64(b.radius * 2)}).meets(box) {
				return true
			}
			if j+1 < len(l.slots) && l.slots[j+1] >= 0 && crosses(b.sampled(at, b.at(j+1, l.slots[j+1])), box) {
				return true
			}
		}
	}
	return false
}

// crosses reports whether a line of short pieces runs through a box.
func crosses(line []point, box rect) bool {
	for i := 1; i < len(line); i++ {
		a, b := line[i-1], line[i]
		if max(a.x, b.x) < box.x || min(a.x, b.x) > box.right() {
			continue
		}
		// Cut to the sides of the box, so that long pieces count only there.
		from, to := max(min(a.x, b.x), box.x), min(max(a.x, b.x), box.right())
		y := func(x float64) float64 {
			if a.x == b.x {
				return a.y
			}
			return a.y + float64((b.y-a.y)*((x-a.x)/(b.x-a.x)))
		}
		if max(y(from), y(to)) > box.y && min(y(from), y(to)) < box.bottom() {
			return true
		}
	}
	return false
}
