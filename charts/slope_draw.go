package charts

import "math"

// insets is what stands above and below the scale: half a dot, or the arrow of
// an end without a bound.
func (s *slopes) insets() (above, below float64) {
	above = s.radius + s.c.t.gaps(0.3)
	below = above
	for _, r := range s.c.all {
		if !r.isDrawn(s.high - s.low) {
			continue
		}
		if math.IsNaN(r.high) {
			above = max(above, s.c.arrowLength())
		}
		if math.IsNaN(r.low) {
			below = max(below, s.c.arrowLength())
		}
	}
	return above, below
}

func (s *slopes) y(v float64) float64 {
	return quantise(s.plot.bottom() - float64(s.plot.h*((v-s.low)/(s.high-s.low))))
}

func (s *slopes) draw(area rect) {
	c := s.c
	head := s.headHeight()
	above, below := s.insets()
	s.plot = rect{whole(area.x + s.widths[0]), area.y + head + above, 0, area.h - head - above - below}
	s.plot.w = whole(area.right()-s.widths[1]) - s.plot.x
	s.giveWay(area)
	c.p.begin("", "")
	s.drawHeads(area)
	for _, x := range []float64{s.plot.x, s.plot.right()} {
		c.p.rects(c.t.Grid, rect{x - 1, area.y + head, 2, area.h - head})
	}
	// Grey lines lie below those with a colour.
	for _, grey := range []bool{true, false} {
		for _, x := range s.items {
			if x.isGrey == grey {
				s.drawItem(x)
			}
		}
	}
	s.drawLabels(0, area)
	s.drawLabels(1, area)
}

// place sets the labels of a side beside their points, moved apart, and returns
// those that have room.
func (s *slopes) place(side int, area rect) []*endLabel {
	for _, l := range s.labels[side] {
		l.wanted = s.y(s.row(side, l.id).rankBy())
	}
	return spread(s.labels[side], area.y+s.headHeight(), area.bottom(), s.gap())
}

// row is the row of a label on a side.
func (s *slopes) row(side, i int) row {
	if side == 0 {
		return s.items[i].early
	}
	return s.items[i].late
}

// giveWay raises the foot of the scale, or lowers its top, by as much as the
// labels there are moved on average, so that they stand nearer to their points.
// Panels share their scale, so that none of several gives way.
func (s *slopes) giveWay(area rect) {
	if len(s.c.panels) > 1 {
		return
	}
	var up, down float64
	for side := range 2 {
		kept := s.place(side, area)
		moved := 0.0
		for _, l := range kept {
			moved += l.wanted - l.y
		}
		moved /= max(1, float64(len(kept)))
		up, down = max(up, moved), max(down, -moved)
	}
	most := float64(s.plot.h * 0.18)
	up, down = whole(min(up, most)), whole(min(down, most))
	s.plot.y += down
	s.plot.h -= up + down
}

// drawHeads names the moments over the upright lines.
func (s *slopes) drawHeads(area rect) {
	c, base := s.c, area.y+s.headHeight()-s.c.t.gaps(0.8)
	mid := s.plot.x + s.plot.w/2
	left, right := s.heads[0], s.heads[1]
	x := min(s.plot.x-left.width()/2, mid-c.t.gaps(0.5)-left.width())
	c.p.block(left, max(area.x, x), base-left.height(), 0)
	x = max(s.plot.right()-right.width()/2, mid+c.t.gaps(0.5))
	c.p.block(right, min(area.right()-right.width(), x), base-right.height(), 0)
}

// drawItem draws the line of a label, its bounds and its two points.
func (s *slopes) drawItem(x slope) {
	c := s.c
	ends := []point{{s.plot.x, 0}, {s.plot.right(), 0}}
	width, ink := c.t.lineWidth(), c.t.ink(x.paint)
	if x.isGrey {
		ink = c.t.tint(c.t.Axis, 0.8)
	}
	c.p.begin("", "")
	if x.hasEarly && x.hasLate {
		ends[0].y, ends[1].y = s.y(x.early.rankBy()), s.y(x.late.rankBy())
		if x.early.isEstimated || x.late.isEstimated {
			c.dashed(ink, width, ends)
		} else {
			c.p.line(ink, width, ends)
		}
	}
	for side, r := range []row{x.early, x.late} {
		if side == 0 && !x.hasEarly || side == 1 && !x.hasLate {
			continue
		}
		c.p.begin(r.id, c.hover(r))
		thick := float64(s.radius * 1.5)
		l := lane{at: ends[side].x - thick/2, thick: thick, upright: true}
		if r.isDrawn(s.high - s.low) {
			c.drawBounds(l, r, s.y, x.paint)
		}
		if !math.IsNaN(r.value) {
			c.symbol(x.paint, ends[side].x, s.y(r.value), s.radius, r.isEstimated)
		}
	}
}

// drawLabels writes the labels of a side, moved apart. One that finds no room
// is left out and counted.
func (s *slopes) drawLabels(side int, area rect) {
	c := s.c
	kept := s.place(side, area)
	c.count.labels += len(s.labels[side]) - len(kept)
	at, away := s.plot.x, -1.0
	if side == 1 {
		at, away = s.plot.right(), 1
	}
	for _, l := range kept {
		r := s.row(side, l.id)
		c.p.begin(r.id, c.hover(r))
		from := point{at + float64(away*(s.radius+2)), s.y(r.rankBy())}
		to := point{at + float64(away*c.t.gaps(slopeLead-0.4)), l.y}
		if math.Abs(to.y-from.y) > 2 {
			c.leader(from, to, c.t.ink(s.items[l.id].paint))
		}
		c.p.block(l.block, at+float64(away*c.t.gaps(slopeLead)), l.y-l.height()/2, float64(1-side))
	}
}
