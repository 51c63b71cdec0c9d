package charts

import (
	"math"
	"slices"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

func (l *lines) gapKey() key {
	return key{text: upperFirst(l.c.l.Text(locale.DottedGap)), swatch: func(c *chart, r rect) {
		l.dotted(point{r.x, r.y + r.h/2}, point{r.right(), r.y + r.h/2}, inkMuted)
	}}
}

func (l *lines) bandKey() key {
	return key{text: l.c.openWords(l.high-l.low, locale.ShadedBounds, locale.ShadedRounding), swatch: func(c *chart, r rect) {
		c.p.rects(l.series[0].color.tint(0.22), r)
	}}
}

func (l *lines) draw(area rect) {
	c := l.c
	top := area.y + float64(c.t.axis*0.7)
	l.plot = rect{area.x + l.tickWidth, top, area.w - l.tickWidth - l.labelWidth, area.bottom() - l.axisHeight() - top}
	l.drawAxes(area)
	for _, s := range l.series {
		c.p.begin("", "")
		l.drawBands(s)
		l.drawLine(s)
	}
	l.placeLabels()
	for _, s := range l.series {
		l.drawPoints(s)
	}
	for _, s := range l.series {
		l.drawLabel(s)
	}
}

func (l *lines) drawAxes(area rect) {
	c := l.c
	c.p.begin("", "")
	for i, t := range l.ticks {
		v := t.Float64(data.ToNearest)
		y := whole(l.y(v))
		color, h := inkGrid, 1.0
		if v == 0 || i == 0 && l.low > 0 {
			color = inkAxis
		}
		c.p.rects(color, rect{l.plot.x, y, l.plot.w, h})
		w := regular().width(l.tickLabels[i], c.t.axis)
		c.p.text(l.tickLabels[i], area.x+l.tickWidth-c.t.gap-w, y+float64(c.t.axis*capHeight/2), c.t.axis, false, inkMuted)
	}
	base := l.plot.bottom() + float64(c.t.axis*1.25) + c.t.gaps(0.6)
	for _, t := range l.dateTicks(area) {
		c.p.rects(inkAxis, rect{whole(t.at), l.plot.bottom(), 1, 5})
		c.p.text(t.label, t.left, base, c.t.axis, false, inkMuted)
	}
}

// dateTicks returns the dates under the axis, with their x: every one where
// there is room, else round years, else every second, third … date.
func (l *lines) dateTicks(area rect) []tick {
	if t, ok := l.fitDates(l.dates, area); ok && len(l.dates) <= 16 {
		return t
	}
	if l.last-l.first >= 3 {
		for most := 12; most >= 2; most-- {
			var rows []row
			for _, n := range ticks(math.Ceil(l.first), math.Floor(l.last), most) {
				if n.IsInt() {
					year := n.Float64(data.ToNearest)
					rows = append(rows, row{time: data.Date{Year: int(year)}, position: year})
				}
			}
			if t, ok := l.fitDates(rows, area); ok && len(t) > 1 {
				return t
			}
		}
	}
	for every := 2; every <= len(l.dates); every++ {
		var rows []row
		for i := (len(l.dates) - 1) % every; i < len(l.dates); i += every {
			rows = append(rows, l.dates[i])
		}
		if t, ok := l.fitDates(rows, area); ok {
			return t
		}
	}
	return nil
}

func (l *lines) fitDates(dates []row, area rect) (out []tick, ok bool) {
	free := math.Inf(-1)
	for _, d := range dates {
		t := tick{at: l.x(d), label: l.c.l.Date(d.time)}
		w := regular().width(t.label, l.c.t.axis)
		t.left = min(max(t.at-w/2, area.x), area.right()-w)
		if t.left < free || t.left < area.x {
			return nil, false
		}
		free = t.left + w + l.c.t.gap
		out = append(out, t)
	}
	return out, true
}

// drawBands shades the bounds of points that are joined, one shape for each
// run of them, and draws a bar between the bounds of a point that stands alone.
func (l *lines) drawBands(s *line) {
	var upper, lower []point
	var alone row
	flush := func() {
		switch {
		case len(upper) == 1:
			l.drawBar(s, alone, upper[0], lower[0])
		case len(upper) > 1:
			slices.Reverse(lower)
			l.c.p.fill(s.color.tint(0.22), append(upper, lower...))
		}
		upper, lower = nil, nil
	}
	for i, r := range s.points {
		if r.isDrawn(l.high - l.low) {
			low, high := l.ends(r)
			alone = r
			upper, lower = append(upper, point{l.x(r), high}), append(lower, point{l.x(r), low})
		}
		if !s.joined[i] || !s.points[i+1].isDrawn(l.high-l.low) {
			flush()
		}
	}
	flush()
}

// drawBar draws the bounds of one point. An end that is unbounded fades.
func (l *lines) drawBar(s *line, r row, upper, lower point) {
	w, step := l.c.t.gaps(0.7), l.c.t.gaps(1.6)
	fade := func(y, direction float64) {
		for i, part := range []float64{0.34, 0.22, 0.1} {
			top := y + float64(direction*step*float64(i))
			bottom := top + float64(direction*step)
			low, high := max(min(top, bottom), l.plot.y), min(max(top, bottom), l.plot.bottom())
			l.c.p.rects(s.color.tint(part), rect{upper.x - w/2, low, w, high - low})
		}
	}
	if math.IsNaN(r.high) {
		upper.y = l.y(r.low)
		fade(upper.y, -1)
	}
	if math.IsNaN(r.low) {
		lower.y = l.y(r.high)
		fade(lower.y, 1)
	}
	l.c.p.rects(s.color.tint(0.34), rect{upper.x - w/2, upper.y, w, lower.y - upper.y})
}

// ends returns the y of both bounds of a row. One that is unbounded is at the
// edge of the plot.
func (l *lines) ends(r row) (low, high float64) {
	low, high = l.y(l.low), l.y(l.high)
	if !math.IsNaN(r.low) {
		low = l.y(r.low)
	}
	if !math.IsNaN(r.high) {
		high = l.y(r.high)
	}
	return low, high
}

func (l *lines) drawLine(s *line) {
	width := max(1.5, l.c.t.gaps(0.28))
	var run []point
	flush := func() {
		if len(run) > 1 {
			l.c.p.line(s.color, width, run)
		}
		run = nil
	}
	for i, r := range s.points {
		if !r.isPlotted() {
			flush()
			continue
		}
		at := point{l.x(r), l.y(r.value)}
		run = append(run, at)
		if s.joined[i] {
			continue
		}
		flush()
		if j := s.next(i); j > 0 {
			l.dotted(at, point{l.x(s.points[j]), l.y(s.points[j].value)}, s.color.tint(0.6))
		}
	}
	flush()
}

// dotted draws the way between two points as short dashes.
func (l *lines) dotted(a, b point, color ink) {
	dx, dy := b.x-a.x, b.y-a.y
	length := math.Sqrt(float64(dx*dx) + float64(dy*dy))
	dash, period := l.c.t.gaps(0.25), l.c.t.gaps(0.75)
	n := int(length / period)
	var dashes [][]point
	for i := range n {
		from := (float64(i) + 0.5) * period / length
		to := from + dash/length
		dashes = append(dashes, []point{
			{a.x + float64(dx*from), a.y + float64(dy*from)},
			{a.x + float64(dx*to), a.y + float64(dy*to)},
		})
	}
	l.c.p.line(color, max(1.2, l.c.t.gaps(0.2)), dashes...)
}

// placeLabels moves the labels at the line ends apart, each as near to its
// point as the others let it.
func (l *lines) placeLabels() {
	order := slices.Clone(l.series)
	for _, s := range order {
		s.y = l.plot.bottom()
		if end := s.end(); end.isPlotted() {
			s.y = l.y(end.value)
		}
	}
	slices.SortStableFunc(order, func(a, b *line) int {
		switch {
		case a.y < b.y:
			return -1
		case a.y > b.y:
			return 1
		}
		return 0
	})
	gap := l.c.t.gaps(0.3)
	free := l.plot.bottom() + l.c.t.gap
	for _, s := range slices.Backward(order) {
		s.y = min(s.y, free-s.label.height()/2)
		free = s.y - s.label.height()/2 - gap
	}
	free = l.plot.y - l.c.t.gap
	for _, s := range order {
		s.y = max(s.y, free+s.label.height()/2)
		free = s.y + s.label.height()/2 + gap
	}
}

func (l *lines) drawLabel(s *line) {
	c := l.c
	c.p.begin(s.end().id, c.hover(s.end()))
	left := l.plot.right() + c.t.gaps(1.4)
	if end := s.end(); end.isPlotted() {
		from := point{l.x(end) + c.t.gaps(0.7), l.y(end.value)}
		to := point{left - c.t.gaps(0.4), s.y}
		if len(l.series) > 1 && (math.Abs(to.y-from.y) > 2 || to.x-from.x > 3*c.t.gap) {
			c.p.line(s.color.tint(0.45), 1, []point{from, to})
		}
	}
	c.p.block(s.label, left, s.y-s.label.height()/2, 0)
}

// drawPoints draws the observations. A single series that is short enough has
// its amounts beside the points.
func (l *lines) drawPoints(s *line) {
	c := l.c
	radius := c.t.gaps(0.42)
	if len(s.points) > 40 {
		radius = c.t.gaps(0.2)
	}
	last := s.end()
	var taken []rect
	for _, r := range s.points {
		if !r.isPlotted() {
			continue
		}
		c.p.begin(r.id, c.hover(r))
		x, y := l.x(r), l.y(r.value)
		c.p.disc(x, y, radius, s.color)
		if len(l.series) == 1 && len(s.points) <= 14 && r.n != last.n {
			taken = l.labelPoint(s, r, point{x, y}, taken)
		}
	}
}

// labelPoint writes the amount of a point above it or below it, where it
// neither leaves the plot nor crosses the line or another label, and nowhere
// if there is no such place.
func (l *lines) labelPoint(s *line, r row, at point, taken []rect) []rect {
	c := l.c
	text, size := c.amount(r), c.t.axis
	w := regular().width(text, size)
	h := float64(size * (ascent + descent))
	off := c.t.gaps(0.8)
	for _, box := range []rect{
		{at.x - w/2, at.y - off - h, w, h}, {at.x - w/2, at.y + off, w, h},
		{at.x + off, at.y - off - h, w, h}, {at.x + off, at.y - h/2, w, h},
	} {
		// A label may rise into the free strip over the plot.
		if box.x < l.plot.x || box.right() > l.plot.right() || box.y < l.plot.y-h/2 || box.bottom() > l.plot.bottom() || l.isCrossed(s, box) ||
			slices.ContainsFunc(taken, func(t rect) bool { return t.meets(box) }) {
			continue
		}
		c.p.rects(paper, rect{box.x - 1, box.y + float64(h*0.12), w + 2, float64(h * 0.8)})
		c.p.text(text, box.x, box.y+float64(size*ascent), size, false, inkText)
		return append(taken, box)
	}
	return taken
}

// meets reports whether two rectangles share an area.
func (r rect) meets(o rect) bool {
	return r.x < o.right() && o.x < r.right() && r.y < o.bottom() && o.y < r.bottom()
}

// isCrossed reports whether the line of a series, dotted parts included, runs
// through a rectangle.
func (l *lines) isCrossed(s *line, box rect) bool {
	const samples = 60
	for i, r := range s.points {
		if !r.isPlotted() {
			continue
		}
		j := s.next(i)
		if j == 0 {
			break
		}
		a, b := point{l.x(r), l.y(r.value)}, point{l.x(s.points[j]), l.y(s.points[j].value)}
		for k := range samples + 1 {
			part := float64(k) / samples
			x, y := a.x+float64((b.x-a.x)*part), a.y+float64((b.y-a.y)*part)
			if (rect{x - 1, y - 1, 2, 2}).meets(box) {
				return true
			}
		}
	}
	return false
}

// axisLabel writes a number on an axis. A unit that is a word stands only
// beside the last number.
func (c *chart) axisLabel(n data.Number, isLast bool) string {
	u := data.Unit(c.unit)
	if isLast || u.IsMoney() || u == data.Percent || u == data.Ratio || u == data.Ordinal {
		return c.written(n)
	}
	unit := c.unit
	c.unit = ""
	defer func() { c.unit = unit }()
	return c.written(n)
}
