package charts

import (
	"math"
	"slices"
)

func (l *areas) draw() {
	c := l.c
	for k := range l.names {
		l.drawBand(k)
	}
	l.drawEdges()
	l.drawBounds()
	c.p.begin("", "")
	c.p.rects(c.t.Text, rect{l.plot.x, min(whole(l.y(0)), whole(l.plot.bottom())-1), l.plot.w, 1})
	l.drawWithin()
}

// xOf returns the x of a level.
func (l *areas) xOf(m level) float64 { return l.time.at(m.position, l.plot) }

// top returns the amount at which the k-th series of all panels ends at a
// level; −1 is the base.
func (l *areas) top(m level, k int) float64 {
	top := 0.0
	for i, r := range m.rows {
		if slices.Index(l.names, r.series) <= k {
			top = m.ends[i]
		}
	}
	return top
}

// edge is the y of top.
func (l *areas) edge(m level, k int) float64 { return l.y(l.top(m, k)) }

// runs returns the levels that are drawn together, as first and last.
func (l *areas) runs() (out [][2]int) {
	for i := 0; i < len(l.levels); i++ {
		if !l.levels[i].isDrawn {
			continue
		}
		first := i
		for l.levels[i].isJoined {
			i++
		}
		out = append(out, [2]int{first, i})
	}
	return out
}

// edges is the edges of one series at an x.
type edges struct{ x, upper, lower float64 }

// stem is half the width of a level that stands alone.
func (l *areas) stem() float64 { return l.c.t.gaps(0.5) }

// at returns the edges of a series at its level i in a run.
func (l *areas) at(i, k int) edges {
	m := l.levels[i]
	return edges{l.xOf(m), l.edge(m, k), l.edge(m, k-1)}
}

// halfway returns the edges of a series on a whole pixel between two levels.
func (l *areas) halfway(i, k int) edges {
	a, b := l.at(i, k), l.at(i+1, k)
	if b.x-a.x < 2 {
		return edges{(a.x + b.x) / 2, (a.upper + b.upper) / 2, (a.lower + b.lower) / 2}
	}
	x := whole((a.x + b.x) / 2)
	part := (x - a.x) / (b.x - a.x)
	return edges{x, a.upper + float64((b.upper-a.upper)*part), a.lower + float64((b.lower-a.lower)*part)}
}

// outlineOf returns the outline of edges.
func outlineOf(list []edges) []point {
	var out []point
	for _, e := range list {
		out = append(out, point{e.x, e.upper})
	}
	for _, e := range slices.Backward(list) {
		out = append(out, point{e.x, e.lower})
	}
	return out
}

// drawBand fills the area of a series: once as a whole, so that no seam shows,
// and then each date's part of it on its own, so that a reader can point at it.
func (l *areas) drawBand(k int) {
	c, paint := l.c, l.c.t.series(k)
	for _, run := range l.runs() {
		var whole []edges
		for i := run[0]; i <= run[1]; i++ {
			whole = append(whole, l.at(i, k))
		}
		if len(whole) > 1 {
			c.p.begin("", "")
			c.p.fill(paint.Fill, outlineOf(whole))
		}
		for i := run[0]; i <= run[1]; i++ {
			if r, ok := l.rowOf(i, k); ok {
				c.p.begin(r.id, c.hover(r))
				l.fillPart(r, l.part(run, i, k), paint)
			}
		}
	}
}

// rowOf returns the row of a series at a level.
func (l *areas) rowOf(i, k int) (row, bool) {
	rows := l.levels[i].rows
	at := slices.IndexFunc(rows, func(r row) bool { return r.series == l.names[k] })
	if at < 0 {
		return row{}, false
	}
	return rows[at], true
}

// part returns the edges of a series from halfway before a level of a run to
// halfway behind it.
func (l *areas) part(run [2]int, i, k int) (out []edges) {
	mid := l.at(i, k)
	if run[0] == run[1] {
		left, right := mid, mid
		left.x, right.x = max(mid.x-l.stem(), l.plot.x), min(mid.x+l.stem(), l.plot.right())
		return []edges{left, right}
	}
	if i > run[0] {
		out = append(out, l.halfway(i-1, k))
	}
	out = append(out, mid)
	if i < run[1] {
		out = append(out, l.halfway(i, k))
	}
	return out
}

func (l *areas) fillPart(r row, part []edges, paint Paint) {
	c := l.c
	if !r.isEstimated {
		c.area(paint, outlineOf(part))
		return
	}
	c.p.fill(c.t.tint(paint.Fill, 0.3), outlineOf(part))
	var upper []point
	for _, e := range part {
		upper = append(upper, point{e.x, e.upper})
	}
	c.dashed(paint.Fill, c.t.dashWidth(), upper)
}

// drawEdges parts the areas by lines of paper, and joins what lies on either
// side of a gap by dots.
func (l *areas) drawEdges() {
	c := l.c
	c.p.begin("", "")
	runs := l.runs()
	var lines [][]point
	for _, run := range runs {
		for k := range len(l.names) - 1 {
			var line []point
			for i := run[0]; i <= run[1]; i++ {
				line = append(line, point{l.xOf(l.levels[i]), l.edge(l.levels[i], k)})
			}
			if len(line) > 1 {
				lines = append(lines, line)
			}
		}
	}
	c.p.line(c.t.Paper, 1, lines...)
	if l.isShare {
		return
	}
	for i := range len(runs) - 1 {
		a, b := l.levels[runs[i][1]], l.levels[runs[i+1][0]]
		c.dotted(c.t.Muted, point{l.xOf(a), l.y(a.top())}, point{l.xOf(b), l.y(b.top())})
	}
}

// drawBounds draws what the bounds of the sum leave open: lines of paper over
// the areas, hatching above them, and arrows where nothing bounds the sum.
func (l *areas) drawBounds() {
	c := l.c
	var run []int
	flush := func() {
		l.drawOpen(run)
		run = nil
	}
	for i, m := range l.levels {
		s := l.open(m)
		if !s.hasHatch {
			flush()
			continue
		}
		run = append(run, i)
		if !m.isJoined {
			flush()
		}
	}
	flush()
	for _, m := range l.levels {
		if s := l.open(m); s.arrowUp {
			c.p.begin("", c.hover(c.total(m)))
			w := c.t.gaps(1.6)
			left := min(max(l.xOf(m)-w/2, l.plot.x), l.plot.right()-w)
			c.fadeIn(lane{at: left, thick: w, upright: true}, l.y(max(s.to, m.top())), -1, c.t.Muted)
		}
	}
}

// drawOpen draws the bounds of levels in a row.
func (l *areas) drawOpen(run []int) {
	c := l.c
	var below, above []edges
	add := func(m level, x float64) {
		s := l.open(m)
		top := l.y(m.stack.top())
		below = append(below, edges{x, top, max(l.y(s.from), top)})
		above = append(above, edges{x, min(l.y(s.to), top), top})
	}
	for _, i := range run {
		add(l.levels[i], l.xOf(l.levels[i]))
	}
	if len(run) == 0 {
		return
	}
	if len(run) == 1 {
		i := run[0]
		m, left, right := l.levels[i], l.stem(), l.stem()
		if isFirst := i == 0 || !l.levels[i-1].isJoined; isFirst && m.isJoined {
			left = 0 // the areas begin here
		} else if !isFirst && !m.isJoined {
			right = 0
		}
		below, above = nil, nil
		add(m, max(l.xOf(m)-left, l.plot.x))
		add(m, min(l.xOf(m)+right, l.plot.right()))
	}
	c.p.begin("", "")
	c.lines(c.t.Paper, c.t.hatchLine, clipLines([][]point{outlineOf(below)}, 1, 1, c.t.hatchStep))
	c.openArea(c.t.Muted, outlineOf(above))
	var line []point
	for _, e := range above {
		line = append(line, point{e.x, e.lower})
	}
	c.p.line(c.t.Text, max(1.5, math.Round(c.t.hatchLine)), line)
}

// keys explains the series, where no labels name them, and what is drawn
// besides areas.
func (l *areas) keys() (keys []key) {
	c := l.c
	if l.byKeys {
		for i, name := range l.names {
			keys = append(keys, paintKey(c.t.series(i), name))
		}
	}
	if slices.ContainsFunc(l.all, func(m level) bool { return l.open(m).hasHatch }) {
		keys = append(keys, c.hatchKey(l.length, c.t.Muted))
	}
	if len(l.runs()) > 1 && !l.isShare {
		keys = append(keys, c.gapKey())
	}
	return append(keys, c.estimateKeys(c.t.series(0))...)
}
