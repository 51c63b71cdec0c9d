package charts

import (
	"math"

	"github.com/periplus-data/periplus/data"
)

func (s *strips) draw(area rect) {
	c := s.c
	zero, k := s.scale(area)
	place := func(v float64) float64 { return quantise(zero + float64(k*s.axis.part(v))) }
	heights := make([]float64, len(s.lines))
	numbered := 0
	for i, l := range s.lines {
		heights[i] = l.height
		if l.hasNumber {
			numbered++
		}
	}
	top := area.y + s.headHeight()
	slots, bottom := c.slots(rect{area.x, top, area.w, area.bottom() - top}, heights, numbered, c.t.gaps(14))
	if numbered > 0 {
		c.p.begin("", "")
		s.drawAxis(rect{zero, top, k, bottom - top}, area, place)
		s.drawHeads(area, top, place)
	}
	for i, l := range s.lines {
		s.drawLine(l, slots[i], rect{zero, slots[i].y, k, slots[i].h}, place)
	}
}

// drawAxis draws the lines of the axis behind the marks, with their numbers
// below.
func (s *strips) drawAxis(plot, area rect, place func(float64) float64) {
	c := s.c
	ticks := s.ticks(area, place)
	c.gridLines(ticks, place, plot.y, plot.bottom())
	if s.overHeight() > 0 {
		for _, t := range ticks {
			c.p.text(t.label, t.left, area.y+float64(c.t.axis*1.05), c.t.axis, false, c.t.Muted)
		}
	}
	if !s.isLog && s.axis.low <= 0 && s.axis.high >= 0 {
		c.p.rects(c.t.Axis, rect{whole(place(0)), plot.y, 1, plot.h})
	}
}

// ticks returns the numbers of the axis, as many as have room.
func (s *strips) ticks(area rect, place func(float64) float64) []tick {
	if s.isLog {
		return s.c.fitAxis(s.axis, place, area.x, area.right())
	}
	return s.c.fitTicks(s.axis.low, s.axis.high, place, area.x, area.right(), 6)
}

// fitAxis returns the numbers of an axis, or every second, third … of them,
// with their labels side by side between two edges.
func (c *chart) fitAxis(a axis, place func(float64) float64, from, to float64) []tick {
	for every := 1; every <= len(a.ticks); every++ {
		var out []tick
		free := from
		for i := 0; i < len(a.ticks); i += every {
			t := tick{at: a.ticks[i].Float64(data.ToNearest), label: a.labels[i]}
			w := c.t.width(t.label, c.t.axis, false)
			t.left = min(max(place(t.at)-w/2, from), to-w)
			if t.left < free {
				out = nil
				break
			}
			free = t.left + w + c.t.gap
			out = append(out, t)
		}
		if out != nil {
			return out
		}
	}
	return nil
}

func (s *strips) drawLine(l *stripLine, line, plot rect, place func(float64) float64) {
	c := s.c
	mid := line.y + line.h/2
	c.p.begin("", "")
	if l.hasNumber {
		c.p.rects(c.t.Grid, rect{plot.x, whole(mid), plot.w, 1})
	}
	if s.isJoined && l.hasNumber && len(l.marks) == 2 {
		s.drawJoin(l, mid, place)
	}
	left, right := s.reach(l, plot.w)
	for i, m := range l.marks {
		c.p.begin(m.id, c.hover(m.row))
		if i == 0 {
			c.p.block(l.name, line.x+s.labelWidth-c.t.gaps(1.4), mid-l.name.height()/2, 1)
		}
		if !m.hasNumber {
			if i == 0 {
				c.p.block(l.none, plot.x, mid-l.none.height()/2, 0)
			}
			continue
		}
		s.drawMark(m, whole(mid)+0.5+m.lane, place)
	}
	c.p.begin("", "")
	s.drawAmount(l.left, plot.x+left, mid)
	s.drawAmount(l.right, plot.x+right-l.right.width(), mid)
	c.p.block(l.tail, line.right(), mid-l.tail.height()/2, 1)
}

// drawAmount writes an amount on paper, which keeps the grid from crossing it.
func (s *strips) drawAmount(b block, x, mid float64) {
	if len(b.lines) == 0 {
		return
	}
	top := mid - b.height()/2
	s.c.p.rects(s.c.t.Paper, rect{x - 3, top + float64(b.size*0.15), b.width() + 6, b.height() - float64(b.size*0.3)})
	s.c.p.block(b, x, top, 0)
}

// drawMark draws a row as its bounds and its dot.
func (s *strips) drawMark(m stripMark, y float64, place func(float64) float64) {
	c := s.c
	if m.isDrawn(s.length()) {
		h := float64(s.radius * 1.3)
		c.drawBounds(lane{at: y - h/2, thick: h}, m.row, place, m.paint)
	}
	if !math.IsNaN(m.value) {
		c.symbol(m.paint, place(m.value), y, s.radius, m.isEstimated)
	}
}

// drawHeads names the two marks of the first line over them, and the column at
// the right edge.
func (s *strips) drawHeads(area rect, top float64, place func(float64) float64) {
	c := s.c
	if s.tailWidth > 0 {
		head := s.tailHead()
		c.p.block(head, area.right(), top-head.height(), 1)
	}
	if len(s.heads) != 2 || len(s.lines[0].marks) != 2 {
		return
	}
	marks := s.lines[0].marks
	a, b := place(marks[0].rankBy()), place(marks[1].rankBy())
	first, second := s.heads[0], s.heads[1]
	if a > b {
		a, b, first, second = b, a, second, first
	}
	left, right := area.x, area.right()-s.tailWidth
	x := min(max(a-first.width()/2, left), right-first.width()-c.t.gap-second.width())
	y := min(max(b-second.width()/2, left), right-second.width())
	if over := x + first.width() + c.t.gap - y; over > 0 {
		x = max(left, x-over/2)
		y = x + first.width() + c.t.gap
	}
	c.p.block(first, x, top-first.height(), 0)
	c.p.block(second, y, top-second.height(), 0)
}

// drawJoin draws the line between the two marks of a label.
func (s *strips) drawJoin(l *stripLine, mid float64, place func(float64) float64) {
	var ends []point
	for _, m := range l.marks {
		ends = append(ends, point{place(m.rankBy()), whole(mid) + 0.5 + m.lane})
	}
	s.c.p.line(s.c.t.tint(s.c.t.Axis, 0.7), max(2, s.c.t.gaps(0.35)), ends)
}
