package charts

import (
	"math"
	"slices"
	"strings"
)

// least is the height of a plot of a width in which the names inside areas have
// to fit: the plot is never lower where there are any. Most are half as high
// again.
func (l *areas) least(width float64) float64 {
	if width < narrow {
		return math.Round(float64(width * 0.3))
	}
	return math.Round(float64(width * 0.19))
}

// measure finds where each series is named: inside its area where that is high
// enough, else at the right end, with the last amount where all stand there.
// Where the right end has
// no room for all of these, and in panels, a legend names the series.
func (l *areas) measure(width float64) {
	c := l.c
	if len(c.panels) > 1 {
		l.byKeys = len(l.names) > 1
		return
	}
	left := l.axis.width + c.t.gap
	l.plot = rect{left, 0, width - left, l.least(width)}
	for k, name := range l.names {
		if _, _, ok := l.inside(k, name); ok && len(l.names) > 1 {
			l.within = append(l.within, k)
		}
	}
	for k := range l.names {
		if !slices.Contains(l.within, k) {
			l.atEnd(k, width)
		}
	}
	// The right end may hold as many labels as a plot of the usual height.
	var labels []*endLabel
	for _, e := range l.ends {
		l.widen(e.label.block)
		labels = append(labels, e.label)
	}
	if len(l.names) > 1 && (stacked(labels, c.t.gaps(endGap)) > float64(l.plot.h*1.5) || l.endsWidth > 0 && l.plot.w-l.endsWidth < c.t.gaps(24)) {
		l.byKeys, l.within, l.ends, l.endsWidth = true, nil, nil, 0
	}
}

// atEnd adds the label of a series at the right end.
func (l *areas) atEnd(k int, width float64) {
	c := l.c
	runs := l.runs()
	if len(runs) == 0 {
		return
	}
	last := runs[len(runs)-1][1]
	r, ok := l.rowOf(last, k)
	if !ok {
		return
	}
	amount := c.amount(r)
	switch {
	case len(l.within) > 0:
		amount = ""
	case l.isShare:
		amount = c.shareAlone(r.share)
	}
	text := strings.Join(nonEmpty(l.names[k], amount), "\u2002")
	size, most := c.t.label, 3
	if len(l.names) > 8 {
		size, most = c.t.axis, 2
	}
	m := l.levels[last]
	middle := l.top(m, k)/2 + l.top(m, k-1)/2
	if len(l.names) == 1 {
		middle = l.top(m, k) // the level, since nothing stands on it
	}
	paint := c.t.series(k)
	l.addEnd(r, middle, r.known(), paint.Fill, c.block(text, size, true, paint.Words, endWidth(width), most))
}

// inside finds the widest place of a series' area that holds its name: the
// upper left corner of the words.
func (l *areas) inside(k int, name string) (block, point, bool) {
	c := l.c
	color := c.t.on(c.t.series(k).Fill)
	for _, size := range []float64{c.t.label, c.t.small} {
		for most := 1; most <= 2; most++ {
			b := c.balanced(name, size, true, color, l.plot.w/3, most)
			if b.isCut() || len(b.lines) == 0 {
				continue
			}
			if at, ok := l.widest(k, b.width()+c.t.gaps(2), b.height()); ok {
				return b, point{at.x + c.t.gap, at.y}, true
			}
		}
	}
	return block{}, point{}, false
}

// widest finds where a box has most room above and below within an area. Of
// places with plenty of room it takes the one nearest to the middle.
func (l *areas) widest(k int, w, h float64) (best point, ok bool) {
	room, off := h+float64(l.c.t.gap*0.2), math.Inf(1)
	for _, run := range l.runs() {
		line := l.outline(run, k)
		from, to := line[0].x, line[len(line)-1].x-w
		for step := 0.0; step <= math.Floor((to-from)/4); step++ {
			x := from + float64(step*4)
			upper, lower := between(line, x, x+w)
			r, d := min(lower-upper, float64(h*3)), math.Abs(x-(from+to)/2)
			if r > room || r == room && ok && d < off {
				room, off, ok = r, d, true
				best = point{x, (upper+lower)/2 - h/2}
			}
		}
	}
	return best, ok
}

// outline returns the edges between which words may stand in an area: not where
// it is pale, since it is an estimate, nor where the bounds of the sum are
// drawn.
func (l *areas) outline(run [2]int, k int) (line []edges) {
	for i := run[0]; i <= run[1]; i++ {
		e := l.at(i, k)
		if r, ok := l.rowOf(i, k); !ok || r.isEstimated {
			e.lower = e.upper
		}
		if s := l.open(l.levels[i]); s.hasHatch && k == len(l.names)-1 {
			e.upper = max(e.upper, l.y(s.from))
		}
		line = append(line, e)
	}
	return line
}

// between returns the lowest upper edge and the highest lower edge of an area
// between two x.
func between(line []edges, from, to float64) (upper, lower float64) {
	upper, lower = math.Inf(-1), math.Inf(1)
	hold := func(e edges) { upper, lower = max(upper, e.upper), min(lower, e.lower) }
	cut := func(a, b edges, x float64) {
		if x < a.x || x > b.x || a.x == b.x {
			return
		}
		part := (x - a.x) / (b.x - a.x)
		hold(edges{x, a.upper + float64((b.upper-a.upper)*part), a.lower + float64((b.lower-a.lower)*part)})
	}
	for i, e := range line {
		if e.x >= from && e.x <= to {
			hold(e)
		}
		if i > 0 {
			cut(line[i-1], e, from)
			cut(line[i-1], e, to)
		}
	}
	return upper, lower
}

// drawWithin writes the names inside the areas.
func (l *areas) drawWithin() {
	for _, k := range l.within {
		if b, at, ok := l.inside(k, l.names[k]); ok {
			l.writeInside(k, b, at)
			continue
		}
		l.c.count.labels++
	}
}

// writeInside writes a name over an area, whose texture makes room for it.
func (l *areas) writeInside(k int, b block, at point) {
	c, paint := l.c, l.c.t.series(k)
	c.p.begin("", l.names[k])
	if paint.Texture != Plain {
		c.p.rects(paint.Fill, rect{at.x - c.t.gaps(0.3), at.y, b.width() + c.t.gaps(0.6), b.height()})
	}
	c.p.block(b, at.x, at.y, 0)
}
