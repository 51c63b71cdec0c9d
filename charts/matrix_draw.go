package charts

import (
	"math"
	"slices"

	"github.com/periplus-data/periplus/data/locale"
)

// shade is how a cell with a number is filled: the colour of its class, under
// lines in that of a higher class where its bounds leave both open.
type shade struct {
	fill, lines Color
	isOpen      bool
}

// shade returns how a row with a number is filled.
func (m *matrix) shade(r row) shade {
	colorOf := func(x float64) Color {
		if x <= 0 || len(m.classes.colors) == 0 {
			return m.c.t.Paper
		}
		return m.classes.colors[m.classes.of(x)]
	}
	if !r.isDrawn(m.axis) {
		fill := colorOf(r.rankBy())
		return shade{fill, fill, false}
	}
	s := shade{fill: colorOf(r.low), lines: colorOf(r.high)}
	if math.IsNaN(r.low) {
		s.fill = m.c.t.Paper
	}
	if n := len(m.classes.colors); math.IsNaN(r.high) && n > 0 {
		s.lines = m.classes.colors[n-1]
	}
	s.isOpen = s.fill != s.lines
	return s
}

// keys is the legend: the classes, zero, what lies between two classes,
// estimates, no data.
func (m *matrix) keys() (keys []key) {
	c := m.c
	isZero := func(r row) bool { return r.hasNumber && r.rankBy() == 0 && !m.shade(r).isOpen }
	if i := slices.IndexFunc(c.all, isZero); i >= 0 {
		keys = append(keys, key{text: c.amount(c.all[i]), square: true, swatch: func(c *chart, r rect) { c.p.frame(c.t.Axis, 1, r) }})
	}
	keys = append(keys, m.classes.keys(c)...)
	if i := slices.IndexFunc(c.all, func(r row) bool { return r.hasNumber && m.shade(r).isOpen }); i >= 0 {
		s := m.shade(c.all[i])
		keys = append(keys, key{text: upperFirst(c.l.Text(locale.HatchedBounds)), swatch: func(c *chart, r rect) { m.fill(s, r) }})
	}
	if c.hasEstimates() {
		keys = append(keys, key{text: upperFirst(c.l.Text(locale.EstimatedKey)), swatch: func(c *chart, r rect) {
			c.p.rects(c.t.Sequential[0], r)
			m.dashedEdge(c.t.Sequential[0], r)
		}})
	}
	told := 0
	for _, r := range c.rows {
		if r.hasNumber {
			told++
		}
	}
	if told < len(m.from)*len(m.to) {
		keys = append(keys, key{text: upperFirst(c.l.Text(locale.NoDataKey)), swatch: func(c *chart, r rect) { c.noData(r.corners()) }})
	}
	return keys
}

func (m *matrix) fill(s shade, r rect) {
	m.c.p.rects(s.fill, r)
	if s.isOpen {
		m.c.lines(s.lines, float64(m.c.t.hatchLine*1.5), clipLines([][]point{r.corners()}, 1, 1, m.c.t.hatchStep))
	}
}

// dashedEdge marks a cell as an estimate.
func (m *matrix) dashedEdge(fill Color, r rect) {
	width := m.c.t.dashWidth()
	o := r.inset(width).corners()
	m.c.dashed(m.c.t.on(fill), width, append(o, o[0]))
}

// xOf and yOf are the edges of columns and rows, in whole pixels so that cells
// are crisp.
func (m *matrix) xOf(area rect, i int) float64 {
	room := area.w - m.nameWidth - m.totalWidth
	return whole(area.x + m.nameWidth + float64(room*float64(i)/float64(len(m.to))))
}

func (m *matrix) draw(area rect) {
	c := m.c
	// Cells are no higher than wide, unless a line needs it.
	most := max(m.lineHeight, c.t.gaps(7), min(m.xOf(area, 1)-m.xOf(area, 0), c.t.gaps(14)))
	pitch := math.Floor(min((area.h-m.headHeight-m.footHeight)/float64(len(m.from)), most))
	top := whole(area.y + m.headHeight)
	m.drawHead(area, top)
	for i, name := range m.from {
		y := top + float64(float64(i)*pitch)
		c.p.begin("", "")
		c.p.block(m.rowNames[i], area.x+m.nameWidth-c.t.gap, y+(pitch-m.rowNames[i].height())/2, 1)
		if m.o.Totals {
			m.drawTotal(m.totals[c.rows[0].facet].from[name], area, y, pitch)
		}
	}
	if m.o.Totals {
		m.drawTotals(area, top+float64(float64(len(m.from))*pitch)+c.t.gaps(0.4))
	}
	m.drawCells(area, top, pitch)
}

// drawHead writes which end of the flows rows and columns are, and the names of
// the columns.
func (m *matrix) drawHead(area rect, top float64) {
	c := m.c
	c.p.begin("", "")
	x0 := m.xOf(area, 0)
	c.p.text(upperFirst(c.l.Text(locale.ToWord)), x0, area.y+c.t.axis, c.t.axis, false, c.t.Muted)
	from := upperFirst(c.l.Text(locale.FromWord))
	f := c.t.face(false)
	// The baseline of the last line of the names.
	base := top - c.t.gaps(0.4) - float64(c.t.small*(leading-f.ascent-(leading-f.ascent-f.descent)/2))
	c.p.text(from, x0-c.t.gap-c.t.width(from, c.t.axis, false), base, c.t.axis, false, c.t.Muted)
	for i, b := range m.columnNames {
		left, right := m.xOf(area, i), m.xOf(area, i+1)
		if !m.isUpright {
			c.p.block(b, (left+right)/2, top-c.t.gaps(0.4)-b.height(), 0.5)
			continue
		}
		middle := (left+right)/2 + float64(b.size*(f.ascent-f.descent)/2)
		for _, line := range b.lines {
			c.p.upright(line, middle, top-c.t.gaps(0.6), b.size, false, c.t.Text)
		}
	}
	if m.o.Totals {
		text := upperFirst(c.l.Text(locale.TotalOf))
		c.p.text(text, area.right()-c.t.width(text, c.t.small, true), base, c.t.small, true, c.t.Text)
	}
}

// drawTotal writes a total in the column to the right, in the middle of a line.
func (m *matrix) drawTotal(text string, area rect, y, height float64) {
	c := m.c
	c.p.text(text, area.right()-c.t.width(text, c.t.small, true), c.baseline(y+height/2, c.t.small), c.t.small, true, c.t.Text)
}

// drawTotals writes the totals of the columns and of all.
func (m *matrix) drawTotals(area rect, y float64) {
	c, totals := m.c, m.totals[m.c.rows[0].facet]
	c.p.begin("", "")
	text := upperFirst(c.l.Text(locale.TotalOf))
	base := c.baseline(y+m.lineHeight/2, c.t.small)
	c.p.text(text, area.x+m.nameWidth-c.t.gap-c.t.width(text, c.t.small, true), base, c.t.small, true, c.t.Text)
	f := c.t.face(true)
	for i, name := range m.to {
		text := totals.to[name]
		mid, width := (m.xOf(area, i)+m.xOf(area, i+1))/2, c.t.width(text, c.t.small, true)
		if m.areTotalsUpright {
			c.p.upright(text, mid+float64(c.t.small*(f.ascent-f.descent)/2), y+width+c.t.gaps(0.2), c.t.small, true, c.t.Text)
		} else {
			c.p.text(text, mid-width/2, base, c.t.small, true, c.t.Text)
		}
	}
	m.drawTotal(totals.all, area, y, m.lineHeight)
}

func (m *matrix) drawCells(area rect, top, pitch float64) {
	c := m.c
	size, ok := m.amountSize(area, pitch)
	for i, from := range m.from {
		for j, to := range m.to {
			r := rect{m.xOf(area, j), top + float64(float64(i)*pitch), m.xOf(area, j+1) - m.xOf(area, j), pitch}
			r.w, r.h = r.w-1, r.h-1
			flow, found := m.cells[[2]string{from, to}]
			if !found {
				c.p.begin("", c.l.Text(locale.LabelAndAmount, c.l.Text(locale.FlowOf, from, to), c.l.Text(locale.NoDataKey)))
				c.noData(r.corners())
				continue
			}
			c.p.begin(flow.id, c.hover(flow))
			if !flow.hasNumber {
				c.noData(r.corners())
				continue
			}
			s := m.shade(flow)
			m.fill(s, r)
			if s.fill == c.t.Paper {
				c.p.frame(c.t.Grid, 1, r)
			}
			if flow.isEstimated {
				m.dashedEdge(s.fill, r)
			}
			m.drawAmount(flow, s, r, size, ok && c.t.width(c.amount(flow), size, false) <= m.amountRoom(area))
		}
	}
}

// amountRoom is the width of an amount that every cell holds.
func (m *matrix) amountRoom(area rect) float64 {
	return math.Floor((area.w-m.nameWidth-m.totalWidth)/float64(len(m.to))) - 4
}

// amountSize returns the size of the amounts in the cells, and false where it
// is better to leave all of them out: fewer than half would fit.
func (m *matrix) amountSize(area rect, pitch float64) (size float64, ok bool) {
	c := m.c
	room := m.amountRoom(area)
	for _, size := range []float64{c.t.small, max(smallestText, float64(c.t.small*0.85)), smallestText} {
		fits, all := 0, 0
		for _, r := range c.rows {
			if !r.hasNumber {
				continue
			}
			if all++; c.t.width(c.amount(r), size, false) <= room && float64(size*leading) <= pitch {
				fits++
			}
		}
		if fits == all || size == smallestText {
			return size, 2*fits >= all
		}
	}
	return smallestText, false
}

func (m *matrix) drawAmount(flow row, s shade, r rect, size float64, ok bool) {
	c := m.c
	text := c.amount(flow)
	width := c.t.width(text, size, false)
	if !ok || float64(size*leading) > r.h+1 {
		c.count.labels++
		return
	}
	mid := r.middle()
	if s.isOpen {
		c.p.rects(s.fill, rect{mid.x - width/2 - 3, mid.y - float64(size*0.6), width + 6, float64(size * 1.2)})
	}
	c.p.text(text, mid.x-width/2, c.baseline(mid.y, size), size, false, c.t.on(s.fill))
}
