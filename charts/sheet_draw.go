package charts

import (
	"math"
	"slices"

	"github.com/periplus-data/periplus/data/locale"
)

// noData fills land of which no row tells: as chart.noData does, but fainter,
// since it may be most of the map.
func (a *atlas) noData(outlines ...[]point) {
	c := a.c
	c.p.fill(c.t.Empty, outlines...)
	var wide [][]point // hatching a speck only blurs it
	for _, o := range outlines {
		if b := boxOf(o); b.w+b.h > c.t.hatchStep {
			wide = append(wide, o)
		}
	}
	c.lines(c.t.tint(c.t.Axis, 0.4), max(0.6, float64(c.t.hatchLine*0.5)), clipLines(wide, 1, -1, c.t.hatchStep))
}

// boxOf is the rectangle around a line.
func boxOf(line []point) rect {
	low, high := point{math.Inf(1), math.Inf(1)}, point{math.Inf(-1), math.Inf(-1)}
	for _, p := range line {
		low, high = point{min(low.x, p.x), min(low.y, p.y)}, point{max(high.x, p.x), max(high.y, p.y)}
	}
	if len(line) == 0 {
		return rect{}
	}
	return rect{low.x, low.y, high.x - low.x, high.y - low.y}
}

// drawLand draws all land but that of some codes as one mark without words.
func (a *atlas) drawLand(s *sheet, at point, fill func(outlines ...[]point), except func(code string) bool) {
	var rest [][]point
	for _, l := range s.areas {
		if l.code == "" || !except(l.code) {
			rest = append(rest, moved(l.rings, at)...)
		}
	}
	a.c.p.begin("", "")
	if len(rest) > 0 {
		fill(rest...)
	}
}

// drawBorders draws the borders between areas, those that are not agreed on,
// and the disputed areas.
func (a *atlas) drawBorders(s *sheet, at point) {
	c := a.c
	c.p.begin("", "")
	for _, l := range s.disputed {
		if isVisible(l) {
			a.dispute(moved(l.rings, at)...)
		}
	}
	if s.net == nil {
		s.net = netOf(s.areas)
	}
	c.p.line(c.t.Paper, max(0.5, c.t.gaps(0.07)), moved(s.net, at)...)
	for _, line := range moved(s.lines, at) {
		c.lines(c.t.Muted, max(0.8, c.t.gaps(0.1)), dashes(line, c.t.gaps(0.35), c.t.gaps(0.25)))
	}
}

// dispute draws the upright lines over a disputed area.
func (a *atlas) dispute(outlines ...[]point) {
	c := a.c
	c.lines(c.t.tint(c.t.Muted, 0.75), max(0.5, float64(c.t.hatchLine*0.45)), clipLines(outlines, 1, 0, max(2, float64(c.t.hatchStep*0.4))))
}

// isVisible reports whether an area is large enough to show lines over it.
func isVisible(l land) bool { return len(l.rings) > 0 && l.box.w > 3 && l.box.h > 3 }

// disputedKeys explains the lines over disputed areas where one is in view.
func (a *atlas) disputedKeys() []key {
	if !slices.ContainsFunc(a.shape.disputed, isVisible) {
		return nil
	}
	return []key{{text: upperFirst(a.c.l.Text(locale.DisputedArea)), swatch: func(c *chart, r rect) {
		c.p.rects(c.t.Empty, r)
		a.dispute(r.corners())
	}}}
}

// ringPoints returns a circle as a closed line of many sides.
func ringPoints(at point, radius float64) []point {
	const sides = 48
	out := make([]point, 0, sides+1)
	for i := range sides {
		sin, cos := math.Sincos(float64(float64(i) * (math.Pi / (sides / 2))))
		out = append(out, point{quantise(at.x + float64(radius*cos)), quantise(at.y + float64(radius*sin))})
	}
	return append(out, out[0])
}

// edge strokes the outlines of an area but for the edge of the frame, along
// which what reaches beyond it is closed.
func (s *sheet) edge(rings [][]point) [][]point {
	return linesAlong(rings, func(p, q point) bool {
		isFrame := p.x == q.x && (p.x <= 0 || p.x >= s.width) || p.y == q.y && (p.y <= 0 || p.y >= s.height)
		return !isFrame
	})
}

// landBoxes covers areas by flat rectangles, for labels to keep away from.
func landBoxes(areas []land, at point) (boxes []rect) {
	const high = 6
	for _, l := range areas {
		for _, line := range clipLines(moved(l.rings, at), 0, 1, high) {
			boxes = append(boxes, rect{line[0].x, line[0].y - high/2, line[1].x - line[0].x, high})
		}
	}
	return boxes
}
