package charts

import (
	"math"
	"slices"

	"github.com/periplus-data/periplus/data/locale"
)

// stacked makes one column of those of a slot.
func (l *columnChart) stacked(all []column) column {
	var rows []row
	for _, x := range all {
		rows = append(rows, x.row)
	}
	s := newStack(rows)
	s.sum.series, s.sum.label = l.c.l.Text(locale.TotalOf), l.slots.name(l.c, all[0].slot)
	return column{row: s.sum, stack: s, slot: all[0].slot}
}

// measureNames finds whether the series of stacks can be named beside the last
// column, which has all of them. Else, and in panels, there is a legend.
func (l *columnChart) measureNames() {
	c := l.c
	if !l.isStacked || len(c.panels) > 1 || len(l.names) > 8 {
		return
	}
	last := l.columns[len(l.columns)-1].stack
	if len(last.rows) < len(l.names) {
		return
	}
	var labels []*endLabel
	widest := 0.0
	for i, r := range last.rows {
		b := c.block(r.series, c.t.label, true, c.t.series(slices.Index(l.names, r.series)).Words, endWidth(l.width), 3)
		labels = append(labels, &endLabel{block: b, weight: r.known(), id: i})
		widest = max(widest, b.width())
	}
	widest = math.Ceil(widest) + c.t.gaps(1.2)
	if stacked(labels, c.t.gaps(endGap)) > float64(l.width*0.28) || l.width-widest < c.t.gaps(24) {
		return
	}
	l.named, l.width = labels, l.width-widest
}

// drawNames names the series beside the last column.
func (l *columnChart) drawNames(area rect) {
	if len(l.named) == 0 {
		return
	}
	c, last := l.c, l.columns[len(l.columns)-1]
	right := l.lane(last).at + l.lane(last).thick
	left := max(right+c.t.gaps(1.2), l.plot.right()+c.t.gaps(0.4))
	if l.isLabelled { // every amount is over its column, and may be wider
		left = max(right+c.t.gaps(1.2), l.box(last, last.label).x+last.label.width()+c.t.gaps(0.4))
	}
	from := 0.0
	for i, e := range l.named {
		to := last.stack.ends[i]
		e.wanted = l.y(from/2 + to/2)
		from = to
	}
	kept := spread(l.named, area.y, l.plot.bottom()+c.t.gap, c.t.gaps(endGap))
	c.count.labels += len(l.named) - len(kept)
	for _, e := range kept {
		r := last.stack.rows[e.id]
		c.p.begin(r.id, c.hover(r))
		c.leader(point{right + c.t.gaps(0.2), e.wanted}, point{left - c.t.gaps(0.3), e.y}, l.paint(slices.Index(l.names, r.series)).Fill)
		c.p.block(e.block, left, e.y-e.height()/2, 0)
	}
}

// drawStack draws the rows of a stack on one another, and what the bounds of
// their sum leave open.
func (l *columnChart) drawStack(x column, at lane) {
	c, from := l.c, 0.0
	for i, r := range x.stack.rows {
		c.p.begin(r.id, c.hover(r))
		part, paint := at.rect(l.y(from), l.y(x.stack.ends[i])), l.paint(slices.Index(l.names, r.series))
		if r.isEstimated {
			c.estimated(paint, part)
		} else {
			c.bars(paint, part)
		}
		if part.h > 3 && i < len(x.stack.rows)-1 {
			c.p.rects(c.t.Paper, rect{part.x, part.y, part.w, 1})
		}
		l.drawPart(x, r, paint, part)
		from = x.stack.ends[i]
	}
	if !x.hasHatch {
		return
	}
	c.p.begin("", c.hover(x.row))
	top := min(max(x.top(), x.span.from), x.span.to)
	c.drawUnsure(at.rect(l.y(x.span.from), l.y(top)), at.rect(l.y(top), l.y(x.span.to)))
	if x.arrowUp {
		c.fadeIn(at, l.y(x.span.to), -1, c.t.Muted)
	}
	c.p.rects(c.t.Text, at.line(l.y(top), max(2, math.Round(float64(c.t.hatchLine*1.5))), 2))
}

// drawPart writes the amount of a row inside its part of a stack, where the
// sums stand over the columns and the part has room. A unit that is a word
// stands with the sum alone.
func (l *columnChart) drawPart(x column, r row, paint Paint, part rect) {
	c := l.c
	if !l.isLabelled {
		return
	}
	text, size := c.bareAmount(r), c.t.small
	w, h := c.t.width(text, size, false), float64(size*leading)
	box := rect{part.x + (part.w-w)/2, part.y + (part.h-h)/2, w, h}
	if w > part.w-c.t.gaps(0.6) || h > part.h-c.t.gaps(0.4) || x.hasHatch && box.y < l.y(x.span.from) {
		return
	}
	color := c.t.on(paint.Fill)
	switch {
	case r.isEstimated:
		color = c.t.Text
	case paint.Texture != Plain:
		c.p.rects(paint.Fill, rect{box.x - c.t.gaps(0.3), box.y, box.w + c.t.gaps(0.6), box.h})
	}
	c.p.block(c.block(text, size, false, color, part.w, 1), box.x, box.y, 0)
}
