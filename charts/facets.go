package charts

import "math"

// grid is the panels of a picture as one drawing: a single one fills the area,
// several stand in lines and columns under their names.
type grid struct {
	needs, height, wants float64
	keys                 []key
	notes                []string
	draw                 func(area rect)
}

// grid lays out the panels in a width.
func (c *chart) grid(width float64) grid {
	if len(c.panels) == 1 && c.panels[0].name == "" {
		sub := c.in(c.panels[0], c.t)
		d := c.of.prepare(sub, width)
		return grid{needs: d.needs, height: d.height, wants: d.wants, keys: d.keys, notes: d.notes, draw: d.draw}
	}
	n := len(c.panels)
	most := int(width / (c.t.gaps(26)))
	if _, height := c.o.Size.pixels(); n == 4 && most >= 4 && (c.o.Width > 0 || height == 0) && c.o.Height == 0 {
		most = 2 // two by two are larger than four in a line
	}
	for columns := min(max(most, 1), n); ; columns-- {
		lines := (n + columns - 1) / columns
		m := c.multiples((n+lines-1)/lines, lines, width)
		if columns == 1 || max(m.needs, m.likes) <= m.width {
			return m.grid()
		}
	}
}

// smallMultiples is panels of one size.
type smallMultiples struct {
	c              *chart // the whole
	subs           []*chart
	drawings       []drawing
	names          []block
	columns, lines int
	width, gutter  float64 // of a panel, between two
	name           float64 // height of the names
	needs, likes   float64 // of a panel
	height         float64 // of a panel without its name
	wants          float64
}

// multiples lays out the panels in so many columns.
func (c *chart) multiples(columns, lines int, width float64) *smallMultiples {
	m := &smallMultiples{c: c, columns: columns, lines: lines, gutter: c.t.gaps(2.4)}
	m.width = math.Floor((width - float64(m.gutter*float64(columns-1))) / float64(columns))
	// A panel is read from as far away as the whole, so its letters shrink less
	// than those of a picture of its size.
	t := newLook(c.o.Theme, c.fonts, float64(m.width*2*c.o.Size.distance()))
	if t.label > c.t.label {
		t = c.t
	}
	m.wants = 0
	for _, p := range c.panels {
		sub := c.in(p, t)
		d := c.of.prepare(sub, m.width)
		name := sub.block(p.name, t.label, true, t.Text, m.width, 2)
		m.subs, m.drawings, m.names = append(m.subs, sub), append(m.drawings, d), append(m.names, name)
		m.name = max(m.name, name.height()+t.gaps(0.6))
		m.needs, m.likes, m.height = max(m.needs, d.needs), max(m.likes, d.likes), max(m.height, d.height)
		m.wants = max(m.wants, d.wants)
	}
	if m.wants == 0 {
		m.wants = math.Round(float64(m.width * 0.62))
	}
	m.wants = max(m.wants, m.height)
	return m
}

// total is the height of the grid whose panels have a height.
func (m *smallMultiples) total(panel float64) float64 {
	return float64(float64(m.lines)*(m.name+panel)) + float64(float64(m.lines-1)*m.gutter)
}

func (m *smallMultiples) grid() grid {
	g := grid{
		needs:  float64(m.needs*float64(m.columns)) + float64(m.gutter*float64(m.columns-1)),
		height: math.Ceil(m.total(m.height)), wants: m.total(m.wants), draw: m.draw,
	}
	if m.needs <= m.width {
		g.needs = 0
	}
	for _, d := range m.drawings {
		g.keys = append(g.keys, d.keys...)
		g.notes = appendNew(g.notes, d.notes...)
	}
	return g
}

func (m *smallMultiples) draw(area rect) {
	panel := math.Floor((area.h-float64(m.gutter*float64(m.lines-1)))/float64(m.lines)) - m.name
	for i, sub := range m.subs {
		x := area.x + float64(float64(i%m.columns)*(m.width+m.gutter))
		y := area.y + float64(float64(i/m.columns)*(m.name+panel+m.gutter))
		sub.p.begin("", "")
		sub.p.block(m.names[i], x, y, 0)
		m.drawings[i].draw(rect{x, y + m.name, m.width, panel})
	}
}

// appendNew appends the texts that are not there yet.
func appendNew(list []string, texts ...string) []string {
next:
	for _, t := range texts {
		for _, old := range list {
			if old == t {
				continue next
			}
		}
		list = append(list, t)
	}
	return list
}
