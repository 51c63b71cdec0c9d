package charts

import "math"

// across is how many squares stand beside and below one another.
const across = 10

func (w *waffle) draw(area rect) {
	c := w.c
	side := area.h
	if !w.isBeside {
		side -= w.wordsBelow
	} else {
		side = min(side, area.w-w.words-c.t.gaps(3))
	}
	cell := math.Floor(min(side, area.w, c.t.gaps(56)) / across)
	side = float64(cell * across)
	at := func(i int) rect {
		gap := max(1, math.Round(float64(cell*0.1)))
		return rect{whole(area.x) + float64(float64(i%across)*cell), whole(area.y) + float64(float64(i/across)*cell), cell - gap, cell - gap}
	}
	used := w.shared
	for _, x := range w.parts {
		used += x.sure + x.open
	}
	c.p.begin("", "")
	for i := used; i < wholeShare; i++ {
		c.p.rects(c.t.Empty, at(i))
	}
	for i := used - w.shared; i < used; i++ {
		w.hatched(c.t.Muted, at(i))
	}
	tops := w.tops(area, cell, side)
	for i, x := range w.parts {
		c.p.begin(x.id, c.hover(x.row))
		w.drawSquares(x, at)
		left := area.x
		if w.isBeside {
			left += side + c.t.gaps(3)
		}
		w.drawWords(x, left, tops[i])
	}
}

// drawSquares draws the squares of a part, the solid ones first.
func (w *waffle) drawSquares(x wafflePart, at func(int) rect) {
	c := w.c
	for i := x.first; i < x.first+x.sure; i++ {
		if x.isEstimated {
			c.estimated(x.paint, at(i))
		} else {
			c.bars(x.paint, at(i))
		}
	}
	for i := x.first + x.sure; i < x.first+x.sure+x.open; i++ {
		w.hatched(c.t.ink(x.paint), at(i))
	}
}

// hatched draws a square of what is open, with lines that suit its size.
func (w *waffle) hatched(color Color, r rect) {
	c := w.c
	c.hatch(color, min(c.t.hatchStep, max(3, r.w/4)), min(c.t.hatchLine, max(0.8, r.w/14)), r)
}

// tops returns the y of the words of each part: below the squares in a list, or
// beside them at the height of the part, moved apart.
func (w *waffle) tops(area rect, cell, side float64) []float64 {
	c := w.c
	out := make([]float64, len(w.parts))
	y := area.y + side + c.t.gaps(1.2)
	var labels []*endLabel
	for i, x := range w.parts {
		out[i] = y
		y += x.height() + w.gap()
		l := &endLabel{block: x.name, id: i, wanted: area.y + side}
		if x.amount.height() > x.name.height() {
			l.block = x.amount
		}
		if x.hasNumber {
			// The middle of its rows, whole ones that it shares with others.
			from, to := x.first/across, max(x.first, x.first+x.sure+x.open-1)/across
			l.wanted = area.y + float64(cell*(float64(from+to+1)/2))
		}
		labels = append(labels, l)
	}
	if w.isBeside {
		for _, l := range spread(labels, area.y, max(area.y+side, area.bottom()), w.gap()) {
			out[l.id] = l.y - l.height()/2
		}
	}
	return out
}

// drawWords writes swatch, amount and name of a part.
func (w *waffle) drawWords(x wafflePart, left, top float64) {
	c := w.c
	side, room := w.swatch()
	if x.hasNumber {
		line := float64(w.size * leading)
		r := rect{whole(left), whole(top + (line-side)/2), side, side}
		if x.isEstimated {
			c.estimated(x.paint, r)
		} else {
			c.bars(x.paint, r)
		}
	}
	c.p.block(x.amount, left+room, top, 0)
	c.p.block(x.name, left+room+w.amounts+c.t.gap, top, 0)
}
