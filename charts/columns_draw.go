package charts

import (
	"math"
	"slices"
)

// keys explains the series, where there are several, and what is drawn besides
// solid columns.
func (l *columnChart) keys() (keys []key) {
	c := l.c
	if len(l.names) > 1 && len(l.named) == 0 {
		for i, name := range l.names {
			keys = append(keys, paintKey(c.t.series(i), name))
		}
	}
	if slices.ContainsFunc(l.all, func(x column) bool { return x.hasHatch }) {
		color := c.t.main()
		if l.isStacked {
			color = c.t.Muted
		}
		keys = append(keys, c.hatchKey(l.length, color))
	}
	return append(keys, c.estimateKeys(c.t.series(0))...)
}

// missingNote names the slots without a number whose place is too narrow for
// it.
func (l *columnChart) missingNote() string {
	lacks := []lack{{}}
	for _, name := range l.names {
		lacks = append(lacks, lack{name: name})
	}
	add := func(series string, slot int) {
		k := 0
		if len(l.names) > 1 {
			k = 1 + slices.Index(l.names, series)
		}
		lacks[k].slots = append(lacks[k].slots, slot)
	}
	for _, x := range l.columns {
		switch {
		case x.isEmpty:
			lacks[0].slots = append(lacks[0].slots, x.slot)
		case l.isStacked:
			for _, r := range x.lacks {
				add(r.series, x.slot)
			}
		case !x.hasNumber:
			add(x.series, x.slot)
		}
	}
	return l.c.lackNote(l.slots, lacks)
}

// reach returns the pixels that stand over the upper end of a column and under
// its lower end: arrows, and its amount.
func (l *columnChart) reach(x column) (above, below float64) {
	c := l.c
	if x.arrowUp {
		above = c.arrowLength()
	}
	if x.arrowLow {
		below = c.arrowLength()
	}
	if !x.hasNumber && !l.isTold || len(x.label.lines) == 0 {
		return above, below
	}
	if l.isPlain && x.hasNumber {
		return above, below
	}
	text := x.label.height() + c.t.gaps(0.8)
	if !l.isLabelled && x.hasNumber {
		text = float64(c.t.small*leading) + c.t.gaps(0.8)
	}
	if l.hangs(x) {
		return above, below + text
	}
	return above + text, below
}

// hangs reports whether the amount stands under the column, which is negative.
func (l *columnChart) hangs(x column) bool {
	low, high := x.extent()
	return low < 0 && high == 0
}

// most is the greatest of what stands over and under the columns.
func (l *columnChart) most() (above, below float64) {
	for _, x := range l.all {
		a, b := l.reach(x)
		above, below = max(above, a), max(below, b)
	}
	return above, below
}

// frame finds the plot within an area: as high as leaves room for what stands
// over and under each column.
func (l *columnChart) frame(area rect) rect {
	full := area.h - l.slots.height
	length := l.axis.high - l.axis.low
	least := 0.0
	if !l.isLabelled {
		least = float64(l.c.t.axis * 0.7) // half of the uppermost number
	}
	head, foot := least, 0.0
	// The room on one side makes the columns shorter, and so changes what the
	// other side needs; a few rounds settle it.
	for range 20 {
		h := full - head - foot
		up, down := least, 0.0
		for _, x := range l.all {
			low, high := x.extent()
			above, below := l.reach(x)
			up = max(up, above-float64((l.axis.high-high)/length*h))
			down = max(down, below-float64((low-l.axis.low)/length*h))
		}
		head, foot = max(head, math.Ceil(up)), max(foot, math.Ceil(down))
	}
	left := l.width - l.room()
	return rect{area.x + left, area.y + head, l.room(), max(1, full-head-foot)}
}

func (l *columnChart) draw(area rect) {
	c := l.c
	l.plot = l.frame(area)
	c.p.begin("", "")
	if !l.isLabelled {
		c.drawUp(l.axis, l.plot)
	}
	for _, x := range l.columns {
		l.drawColumn(x)
	}
	if l.over != nil {
		l.over()
	}
	c.p.begin("", "")
	c.p.rects(c.t.Text, rect{l.plot.x, min(whole(l.y(0)), whole(l.plot.bottom())-1), l.plot.w, 1})
	l.drawLabels()
	l.drawNames(area)
	l.slots.draw(c, l.plot, area.bottom()-l.slots.height, area.x, area.right())
}

func (l *columnChart) y(v float64) float64 { return l.axis.up(v, l.plot) }

// lane is the strip of a column.
func (l *columnChart) lane(x column) lane {
	pitch := l.slots.pitch(l.plot.w)
	thick := l.thickness(pitch)
	if x.isEmpty || len(x.stack.rows) > 0 || l.places == 1 {
		return l.crisp(lane{at: l.slots.middle(x.slot, l.plot) - thick/2, thick: thick, upright: true})
	}
	left := l.slots.middle(x.slot, l.plot) - float64(thick*float64(l.places))/2
	out := l.crisp(lane{at: left + float64(thick*float64(x.place)), thick: thick, upright: true})
	if thick > 4 {
		out.thick-- // a line of paper between neighbours
	}
	return out
}

// crisp puts a lane on whole pixels where it is wide enough to keep its
// distance to the next.
func (l *columnChart) crisp(s lane) lane {
	if l.slots.pitch(l.plot.w) < 12 {
		return s
	}
	s.at = whole(s.at)
	return s
}

func (l *columnChart) drawColumn(x column) {
	c, at := l.c, l.lane(x)
	if len(x.stack.rows) > 0 {
		l.drawStack(x, at)
		return
	}
	if x.hasNumber {
		c.p.begin(x.id, c.hover(x.row))
		c.drawIn(at, x.span, x.row, l.y, l.paint(x.place))
	}
}
