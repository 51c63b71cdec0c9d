package charts

import (
	"math"
	"slices"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

var treemapKind = Kind{
	Token: "treemap", Family: parts, Name: "All parts of one whole as areas, in groups.",
	When:    "Many parts of one whole, a few of them large, with or without groups.",
	WhenNot: "Small differences between parts, which lengths show better (bar), or amounts that do not add up.",
	Columns: columns("label", "series?"), X: "label", Y: "value",
	words: locale.TreemapChart, make: func() Chart { return &Treemap{} },
}

// Treemap is the options of a chart of all parts of a whole: every row is a
// rectangle whose area is its amount, on one scale over the picture and all its
// panels. Rows of a series stand together, under its name and in its colour.
//
// Where the bounds of a row are drawn, its rectangle holds the greatest
// possible amount and is hatched in the proportion that the statement leaves
// open; where nothing bounds it above, it holds the least one and an arrow leads
// out of it. So the whole is the sum of what is drawn: the greatest possible
// total, less nothing but what has no upper bound.
//
// A row of zero, or without a number, has no area and is named in the note. An
// amount below zero is refused, as is a frame without an amount above it. A
// name that its rectangle does not hold is left out, and the note counts those.
type Treemap struct{ Options }

func (*Treemap) token() string { return "treemap" }

func (*Treemap) check(rows []row, p *problems) {
	checkParts(rows, "treemap", "a treemap draws the parts of a whole", p)
	if p.total == 0 && len(rows) > 0 && !slices.ContainsFunc(rows, func(r row) bool { return r.reach(0) > 0 }) {
		p.add(&data.FieldError{Field: "value", Err: errNothingToDraw})
	}
	rank(rows, Ranked)
}

// cell is a row with its rectangle in a treemap.
type cell struct {
	row
	span
	size  float64 // the amount that its area shows
	paint Paint
}

// cellGroup is the cells of one series, the largest first.
type cellGroup struct {
	name  string
	cells []cell
	sum   float64
	paint Paint
	total row
}

// treemap is the layout of a treemap.
type treemap struct {
	c      *chart
	groups []cellGroup // of the panel, the largest first
	axis   float64     // against which an interval is wide
	part   float64     // of the panel with the largest sum
	headed bool        // names of groups stand over them
}

// treemaps is what the panels of a treemap share.
type treemaps struct {
	axis   float64
	series []string
	panels map[string][]cellGroup
	most   float64 // largest sum of a panel
}

func (*Treemap) prepare(c *chart, width float64) drawing {
	all := shared(c, width, func() treemaps { return newTreemaps(c) })
	t := &treemap{c: c, axis: all.axis, groups: all.panels[c.rows[0].facet], part: 1}
	if all.most > 0 {
		t.part = sizeOf(t.groups) / all.most
	}
	n := 0
	for _, g := range t.groups {
		n += len(g.cells)
	}
	room := float64(c.t.small * 3.2)
	d := drawing{draw: t.draw, height: max(c.t.gaps(18), math.Ceil(float64(room*room)*float64(n)/width))}
	t.headed = len(all.series) > 1 && len(c.panels) == 1 && t.fitsHeads(rect{0, 0, width, max(d.height, t.usualHeight(width))})
	if len(all.series) > 1 && !t.headed {
		for i, name := range all.series {
			if name != "" {
				d.keys = append(d.keys, paintKey(c.t.series(i), name))
			}
		}
	}
	d.keys = append(d.keys, c.spanKeys(t.axis, c.t.series(0))...)
	d.keys = append(d.keys, c.unboundedKey(t.axis, func(c *chart, r rect) {
		c.p.rects(c.t.series(0).Fill, r)
		c.outwards(r, c.t.on(c.t.series(0).Fill))
	})...)
	d.notes = c.leftOutNotes(c.all, t.axis)
	return d
}

func newTreemaps(c *chart) treemaps {
	all := treemaps{axis: axisLength(c.all), series: seriesOf(c.all), panels: map[string][]cellGroup{}}
	for _, p := range c.panels {
		groups := all.group(p.rows, c.t)
		all.panels[p.name] = groups
		all.most = max(all.most, sizeOf(groups))
	}
	return all
}

// group parts rows by their series, in the colours that these have in all
// panels.
func (all treemaps) group(rows []row, t look) (groups []cellGroup) {
	own := map[string][]row{}
	for _, r := range rows {
		if r.reach(all.axis) > 0 {
			own[r.series] = append(own[r.series], r)
		}
	}
	for i, name := range all.series {
		if len(own[name]) == 0 {
			continue
		}
		g := cellGroup{name: name, paint: t.series(i), total: sumOf(own[name])}
		for _, r := range own[name] {
			size := r.reach(all.axis)
			g.cells = append(g.cells, cell{row: r, span: spanOf(r, all.axis), size: size, paint: g.paint})
			g.sum += size
		}
		slices.SortStableFunc(g.cells, func(a, b cell) int { return larger(a.size, b.size) })
		groups = append(groups, g)
	}
	slices.SortStableFunc(groups, func(a, b cellGroup) int { return larger(a.sum, b.sum) })
	return groups
}

func sizeOf(groups []cellGroup) (sum float64) {
	for _, g := range groups {
		sum += g.sum
	}
	return sum
}

// usualHeight is about what titles leave of a picture of the width.
func (t *treemap) usualHeight(width float64) float64 {
	if width < narrow {
		return float64(width * 0.6)
	}
	return float64(width * 0.42)
}

func (t *treemap) headHeight() float64 { return math.Ceil(float64(t.c.t.small*leading)) + 3 }

// fitsHeads reports whether every group is as wide as its name.
func (t *treemap) fitsHeads(area rect) bool {
	tops, _ := t.lay(area, t.headHeight())
	for i, top := range tops {
		if t.c.t.width(t.groups[i].name, t.c.t.small, true) > top.w-t.c.t.gap || top.h < 2*t.headHeight() {
			return false
		}
	}
	return len(tops) > 0
}

// lay returns the rectangles of the groups, heads included, and the pixels of
// area for one unit of the amount.
func (t *treemap) lay(area rect, head float64) ([]rect, float64) {
	var sums []float64
	for _, g := range t.groups {
		if float64(g.sum/t.groups[0].sum*float64(area.w*area.h)) >= leastArea {
			sums = append(sums, g.sum)
		}
	}
	return squarifyHeaded(sums, area, head)
}

func (t *treemap) draw(area rect) {
	// A panel with a smaller sum fills less, so that areas compare across panels.
	side := math.Sqrt(t.part)
	area = rect{area.x, area.y, float64(area.w * side), float64(area.h * side)}
	head := 0.0
	if t.headed {
		head = t.headHeight()
	}
	tops, scale := t.lay(area, head)
	if len(tops) == 0 {
		head = 0
		tops, scale = t.lay(area, 0)
	}
	for i, g := range t.groups {
		if i < len(tops) {
			t.drawGroup(g, tops[i], head, scale)
		} else {
			t.c.count.labels += len(g.cells)
		}
	}
}

// leastArea is the least area that is drawn, in square pixels. What is smaller
// cannot be seen, and would be lost in the last bits of its neighbours.
const leastArea = 0.01

// The paper between two cells, and between two groups.
const edge, groupEdge = 1.5, 3

func (t *treemap) drawGroup(g cellGroup, top rect, head, scale float64) {
	c := t.c
	inner := rect{top.x, top.y + head, top.w, top.h - head}
	if head > 0 {
		c.p.begin("", c.l.Text(locale.LabelAndAmount, g.name, c.full(g.total)))
		t.drawHead(g, top)
	}
	var sizes []float64
	for _, x := range g.cells {
		if size := float64(x.size * scale); size >= leastArea {
			sizes = append(sizes, size)
		}
	}
	places, _ := layStrips(squarify(sizes, inner), sizes, inner, 0)
	for i, x := range g.cells {
		if i >= len(places) {
			c.count.labels++
			continue
		}
		c.p.begin(x.id, c.hover(x.row))
		t.drawCell(x, places[i])
	}
	if len(t.groups) > 1 && head == 0 {
		c.p.begin("", "")
		c.p.line(c.t.Paper, groupEdge, append(inner.corners(), inner.corners()[:2]...))
	}
}

// drawHead writes the name of a group over it, with its total where both fit.
func (t *treemap) drawHead(g cellGroup, top rect) {
	c := t.c
	room := top.w - c.t.gaps(0.6)
	name := wrap(c.t.face(true), g.name, c.t.small, room, 1)
	if len(name) == 0 || name[0] == "…" {
		c.count.labels++
		return
	}
	base := top.y + t.headHeight() - 5
	c.p.text(name[0], top.x+1, base, c.t.small, true, g.paint.Words)
	at := c.t.width(name[0], c.t.small, true) + c.t.gaps(0.7)
	if total := c.amount(g.total); at+c.t.width(total, c.t.small, false) <= room {
		c.p.text(total, top.x+1+at, base, c.t.small, false, c.t.Muted)
	}
}

// drawCell fills the rectangle of a row, its open part to the right or below,
// and labels it.
func (t *treemap) drawCell(x cell, r rect) {
	c := t.c
	if quantise(r.w) <= 0 || quantise(r.h) <= 0 {
		c.count.labels++
		return
	}
	sure, open := r.part(x.sure / x.size)
	if x.hasHatch {
		c.open(x.paint.Fill, open)
	}
	label, fill := sure, x.paint.Fill
	if x.isEstimated {
		c.estimated(x.paint, sure.inset(edge/2))
		fill = c.t.tint(fill, 0.3)
	} else {
		c.bars(x.paint, sure)
	}
	if x.hasHatch && x.hasValue && x.value > x.sure && x.value < x.size {
		_, after := r.part(x.value / x.size)
		c.p.rects(c.t.Text, after.first(2))
	}
	if float64(open.w*open.h) > float64(sure.w*sure.h) {
		label, fill = open, c.t.tint(x.paint.Fill, 0.16)
	}
	c.p.line(c.t.Paper, edge, append(r.corners(), r.corners()[:2]...))
	if x.arrowUp {
		c.outwards(label.inset(2), c.t.on(fill))
		label.w -= c.t.gaps(1.6)
	}
	t.drawLabel(x, label, fill, label == open || x.paint.Texture != Plain)
}

// part cuts a rectangle across its longer side.
func (r rect) part(share float64) (first, rest rect) {
	if r.w >= r.h {
		w := float64(r.w * share)
		return rect{r.x, r.y, w, r.h}, rect{r.x + w, r.y, r.w - w, r.h}
	}
	h := float64(r.h * share)
	return rect{r.x, r.y, r.w, h}, rect{r.x, r.y + h, r.w, r.h - h}
}

// first is a line of a width at the beginning of the longer side.
func (r rect) first(width float64) rect {
	if r.h >= r.w {
		return rect{r.x, r.y, width, r.h}
	}
	return rect{r.x, r.y, r.w, width}
}

// outwards draws the sign of an amount without an upper bound: arrowheads at
// the right end of a rectangle.
func (c *chart) outwards(r rect, color Color) {
	h := min(c.t.gaps(0.55), float64(r.h*0.3))
	if r.w < 3*h || h < 1.5 {
		return
	}
	mid := r.y + r.h/2
	for _, x := range []float64{r.right() - float64(h*2.4), r.right() - float64(h*1.3)} {
		c.p.line(color, max(1.2, float64(h*0.3)), []point{{x, mid - h}, {x + h, mid}, {x, mid + h}})
	}
}

// drawLabel writes name and amount into a rectangle, as large as they fit
// without cutting a word, or the name alone, or nothing. On lines it lays a
// plate under the letters.
func (t *treemap) drawLabel(x cell, r rect, fill Color, plate bool) {
	c := t.c
	pad := c.t.gaps(0.8)
	in := rect{r.x + pad, r.y + float64(pad*0.6), r.w - float64(2*pad), r.h - float64(1.2*pad)}
	sizes := []float64{c.t.label, c.t.small, max(smallestText, float64(c.t.small*0.85))}
	if float64(in.w*in.h) > float64(160*c.t.label*c.t.label) {
		sizes = append([]float64{float64(c.t.label * 1.35)}, sizes...)
	}
	for _, withAmount := range []bool{true, false} {
		for _, size := range sizes {
			name, fits := c.unbroken(x.label, size, true, c.t.on(fill), in.w, 3)
			var amount block
			if withAmount && fits {
				amount, fits = c.unbroken(c.amount(x.row), size, false, c.t.on(fill), in.w, 2)
			}
			if !fits || name.height()+amount.height() > in.h {
				continue
			}
			if plate {
				c.p.rects(fill, rect{in.x - 3, in.y, max(name.width(), amount.width()) + 6, name.height() + amount.height()})
			}
			c.p.block(amount, in.x, c.p.block(name, in.x, in.y, 0), 0)
			return
		}
		if t.labelUpright(x, r, fill, plate, withAmount) {
			return
		}
	}
	c.count.labels++
}

// labelUpright writes name and amount in one line that runs upwards, from the
// top of a narrow rectangle down, and reports whether they fit.
func (t *treemap) labelUpright(x cell, r rect, fill Color, plate, withAmount bool) bool {
	c := t.c
	size := max(smallestText, float64(c.t.small*0.85))
	line, pad := float64(size*leading), c.t.gaps(0.5)
	name, amount := c.t.width(x.label, size, true), 0.0
	if withAmount {
		amount = c.t.width(c.amount(x.row), size, false) + c.t.gaps(0.6)
	}
	if name+amount > r.h-float64(2*pad) || line > r.w-4 || r.h < float64(1.5*r.w) {
		return false
	}
	f := c.t.face(false)
	left := r.x + min(pad, (r.w-line)/2)
	base := left + float64(size*(f.ascent+(leading-f.ascent-f.descent)/2))
	low := r.y + pad + name + amount
	if plate {
		c.p.rects(fill, rect{left, r.y + pad - 3, line, name + amount + 6})
	}
	c.p.upright(x.label, base, low, size, true, c.t.on(fill))
	if withAmount {
		c.p.upright(c.amount(x.row), base, r.y+pad+amount-c.t.gaps(0.6), size, false, c.t.on(fill))
	}
	return true
}
