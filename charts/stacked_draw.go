package charts

import "github.com/periplus-data/periplus/data/locale"

func (s *stackedBars) draw(area rect) {
	c := s.c
	head := 0.0
	if s.isDirect || s.o.Share {
		// What the first bar keeps from the upper end of its slot serves the names.
		slots, _ := s.slots(rect{area.x, area.y + s.head(), area.w, area.h - s.head()})
		head = max(0, s.head()-(slots[0].h-c.thickness(slots[:s.ranked]))/2)
	}
	area.y, area.h = area.y+head, area.h-head
	zero, place := s.scale.within(area.x+s.labelWidth, area.w-s.labelWidth)
	slots, bottom := s.slots(area)
	thick := c.thickness(slots[:s.ranked])
	top := area.y
	if (s.isDirect || s.o.Share) && s.ranked > 0 {
		top = whole(slots[0].middle().y - thick/2) // the lines stay clear of the names
	}
	if s.ranked > 0 {
		s.unit.drawGrid(s.scale, place, rect{area.x, top, area.w, area.h}, bottom)
		s.drawNames(s.stacks[0], top, place)
	}
	for i, x := range s.stacks {
		c.p.begin("", "")
		mid := slots[i].middle().y
		c.p.block(x.label, area.x+s.labelWidth-c.t.gaps(1.4), mid-x.label.height()/2, 1)
		if !x.drawn {
			s.drawWords(x, zero, mid)
			continue
		}
		s.drawStack(x, rect{zero, whole(mid - thick/2), 0, thick}, place)
	}
	if s.ranked > 0 {
		c.drawZero(zero, top, bottom)
	}
}

func (s *stackedBars) slots(area rect) (slots []rect, bottom float64) {
	return s.c.slots(area, s.heights, s.ranked, s.c.t.gaps(12))
}

// drawWords writes the parts of a label that has no bar, one below the other.
func (s *stackedBars) drawWords(x stackedBar, zero, mid float64) {
	c := s.c
	line := float64(c.t.small * leading)
	y := mid - float64(line*float64(len(x.parts)))/2
	for _, p := range x.parts {
		c.p.begin(p.id, p.hover)
		c.p.text(p.amount, zero+c.t.gaps(0.9), c.baseline(y+line/2, c.t.small), c.t.small, false, c.t.Muted)
		y += line
	}
}

// drawNames names the series over the segments of the first bar, where they
// fit, and the totals, where they are beside bars of 100 percent.
func (s *stackedBars) drawNames(x stackedBar, top float64, place func(float64) float64) {
	c := s.c
	c.p.begin("", "")
	base, at := top-c.t.gaps(0.55), 0.0
	for _, p := range x.parts {
		if s.isDirect {
			c.p.text(p.series, place(at), base, c.t.small, false, p.paint.Words)
		}
		at += p.sure
	}
	if s.o.Share {
		c.p.text(c.totalWord(), place(x.end)+c.t.gaps(0.9), base, c.t.small, false, c.t.Muted)
	}
}

// drawStack draws a bar: the solid segments, then what is open of each, then
// the total.
func (s *stackedBars) drawStack(x stackedBar, bar rect, place func(float64) float64) {
	c := s.c
	sure, open := 0.0, x.sure
	for i, p := range x.parts {
		c.p.begin(p.id, p.hover)
		solid := rect{place(sure), bar.y, place(sure+p.sure) - place(sure), bar.h}
		if p.isEstimated {
			c.estimated(p.paint, solid)
		} else {
			c.bars(p.paint, solid)
		}
		c.open(p.paint.Fill, rect{place(open), bar.y, place(open+p.open) - place(open), bar.h})
		if i > 0 && solid.w > 3 && place(sure) > bar.x {
			c.p.rects(c.t.Paper, rect{solid.x - 0.5, bar.y, 1, bar.h})
		}
		s.drawPart(p, solid)
		sure, open = sure+p.sure, open+p.open
	}
	c.p.begin("", c.l.Text(locale.LabelAndAmount, x.total.fullName(), c.full(x.total)))
	c.open(c.t.Muted, rect{place(x.sure), bar.y, place(x.sure+x.rest) - place(x.sure), bar.h})
	right := place(x.end)
	if x.isOpen {
		c.fade(right, bar.y, bar.h, 1, c.t.Muted)
		right += c.arrowLength()
	}
	base := c.baseline(bar.y+bar.h/2, c.t.label)
	c.onPaper(x.amount, right+c.t.gaps(0.9), base, c.t.label, !s.o.Share, c.t.Text)
}

// drawPart writes the amount of a part into its segment, where it fits.
func (s *stackedBars) drawPart(p part, solid rect) {
	c := s.c
	if solid.w == 0 || !p.hasNumber {
		return
	}
	w := c.t.width(p.amount, c.t.small, false)
	if w+c.t.gaps(0.8) > solid.w || float64(c.t.small*1.1) > solid.h {
		c.count.labels++
		return
	}
	paint := p.paint
	if p.isEstimated {
		paint = Paint{Fill: c.t.tint(paint.Fill, 0.3)}
	}
	c.onFill(p.amount, solid.x+(solid.w-w)/2, c.baseline(solid.y+solid.h/2, c.t.small), c.t.small, paint)
}
