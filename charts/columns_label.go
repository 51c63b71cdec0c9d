package charts

import (
	"math"
	"slices"
	"strings"

	"github.com/periplus-data/periplus/data/locale"
)

// drawLabels writes the amounts over the columns: all where they fit, else the
// last, the greatest and the least where these have room. What has no number is
// named, or has a cross that a note explains.
func (l *columnChart) drawLabels() {
	var chosen []int
	var taken []rect
	for i, x := range l.columns {
		switch {
		case !x.hasNumber:
			taken = append(taken, l.drawMissing(x))
		case l.isLabelled:
			l.write(x, x.label, l.box(x, x.label))
		case l.places == 1 && !l.isPlain:
			chosen = append(chosen, i)
		}
	}
	if len(chosen) == 0 {
		return
	}
	by := func(less func(a, b column) bool) int {
		best := chosen[0]
		for _, i := range chosen {
			if less(l.columns[i], l.columns[best]) {
				best = i
			}
		}
		return best
	}
	greatest := by(func(a, b column) bool { return a.rankBy() > b.rankBy() })
	least := by(func(a, b column) bool { return a.rankBy() < b.rankBy() })
	for _, i := range []int{chosen[len(chosen)-1], greatest, least} {
		x := l.columns[i]
		if i == least && x.rankBy() >= 0 && i != chosen[len(chosen)-1] {
			continue // a small amount near zero is no news
		}
		b := l.c.block(l.c.amount(x.row), l.c.t.small, false, l.c.t.Text, l.plot.w, 1)
		box := l.box(x, b)
		if !l.isFree(i, box) || slices.ContainsFunc(taken, box.meets) {
			continue
		}
		taken = append(taken, box)
		l.write(x, b, box)
	}
}

// box is where the label of a column stands: over its upper end, or under a
// negative one.
func (l *columnChart) box(x column, b block) rect {
	c := l.c
	low, high := x.extent()
	at := l.lane(x)
	left := at.at + at.thick/2 - b.width()/2
	left = min(max(left, l.plot.x), l.plot.right()-b.width())
	gap := c.t.gaps(0.3)
	if l.hangs(x) {
		y := l.y(low) + gap
		if x.arrowLow {
			y += c.arrowLength()
		}
		return rect{left, y, b.width(), b.height()}
	}
	y := l.y(high) - gap - b.height()
	if x.arrowUp {
		y -= c.arrowLength()
	}
	return rect{left, y, b.width(), b.height()}
}

// isFree reports whether no other column reaches into a box.
func (l *columnChart) isFree(i int, box rect) bool {
	for j, x := range l.columns {
		if j == i || !x.hasNumber && len(x.stack.rows) == 0 {
			continue
		}
		low, high := x.extent()
		reach := l.lane(x).rect(l.y(low), l.y(high))
		if x.arrowUp {
			reach.y -= l.c.arrowLength()
			reach.h += l.c.arrowLength()
		}
		if x.arrowLow {
			reach.h += l.c.arrowLength()
		}
		if reach.meets(box) {
			return false
		}
	}
	return true
}

func (l *columnChart) write(x column, b block, box rect) {
	c := l.c
	c.p.begin(x.id, c.hover(x.row))
	if !l.isLabelled {
		c.p.rects(c.t.Paper, box) // the grid does not cross the amount
	}
	c.p.block(b, box.x+box.w/2, box.y, 0.5)
}

// drawMissing says that a column has no number: in words, or with a cross that
// a note explains. It returns the place of the words.
func (l *columnChart) drawMissing(x column) rect {
	c := l.c
	hover := c.hover(x.row)
	if x.n == 0 { // no row of the frame says so
		names := l.lacking(x)
		if name := l.slots.name(c, x.slot); names[0] != name {
			names = append(names, name)
		}
		hover = upperFirst(c.l.Text(locale.MissingYear, strings.Join(names, ", ")))
	}
	c.p.begin(x.id, hover)
	at, top := l.lane(x), l.y(max(x.top(), 0))
	middle := at.at + at.thick/2
	if l.isTold {
		w, h := x.label.width(), x.label.height()
		box := rect{middle - w/2, top - c.t.gaps(0.3) - h, w, h}
		c.p.block(x.label, middle, box.y, 0.5)
		return box
	}
	c.cross(point{middle, top}, at.thick)
	return rect{}
}

// cross draws a cross over a point, no wider than a width: there is no number.
func (c *chart) cross(at point, width float64) {
	r := min(c.t.gaps(0.35), width/2)
	y := at.y - c.t.gaps(0.4) - r
	c.p.line(c.t.Muted, max(1, math.Round(c.t.gaps(0.14))),
		[]point{{at.x - r, y - r}, {at.x + r, y + r}}, []point{{at.x - r, y + r}, {at.x + r, y - r}})
}
