package charts

import "math"

// mostAmounts bounds the labels of a map that also have the amount.
const mostAmounts = 25

func (m *symbolMap) draw(area rect) {
	s, at := m.fit(area)
	m.drawLand(s, at, func(outlines ...[]point) { m.c.p.fill(m.land(), outlines...) }, func(string) bool { return false })
	m.drawBorders(s, at)
	discs := m.discs(s, at, area)
	for _, d := range discs {
		m.drawDisc(d)
	}
	m.drawLabels(discs, area)
}

// land is the colour of land under symbols and flows.
func (a *atlas) land() Color { return a.c.t.Grid.mix(a.c.t.Empty, 0.5) }

func (m *symbolMap) drawDisc(d disc) {
	c := m.c
	c.p.begin(d.r.id, c.hover(d.r))
	rim := max(1, c.t.gaps(0.12))
	c.p.disc(d.at.x, d.at.y, d.reach+rim, c.t.Paper)
	if d.reach > d.sure {
		c.openArea(d.paint.Fill, ringPoints(d.at, d.reach))
		c.p.ring(d.at.x, d.at.y, d.reach-rim/2, rim, d.paint.Fill)
	}
	switch {
	case d.sure > 0 && d.r.isEstimated:
		m.pale(d.at, d.sure, d.paint.Fill)
	case d.sure > 0:
		c.p.disc(d.at.x, d.at.y, d.sure, d.paint.Fill)
	}
	if d.valueAt > 0 {
		c.p.ring(d.at.x, d.at.y, d.valueAt, rim, c.t.Text)
	}
	if d.hasNoTop {
		m.dashedRing(d.at, d.reach+c.t.gaps(0.3), d.paint.Fill)
	}
}

// pale draws the disc of an estimate.
func (m *symbolMap) pale(at point, radius float64, color Color) {
	c := m.c
	c.p.disc(at.x, at.y, radius, c.t.tint(color, 0.3))
	m.dashedRing(at, radius, color)
}

func (m *symbolMap) dashedRing(at point, radius float64, color Color) {
	c := m.c
	period := c.t.gaps(0.8)
	around := float64(2 * math.Pi * radius)
	period = quantise(around / max(4, math.Round(around/period)))
	c.lines(color, c.t.dashWidth(), dashes(ringPoints(at, radius), float64(period*0.55), float64(period*0.45)))
}

// drawLabels names the places: on their discs where the names fit, else beside.
func (m *symbolMap) drawLabels(discs []disc, area rect) {
	c := m.c
	var labels []*pointLabel
	for i, d := range discs {
		b := c.block(d.r.label, c.t.small, false, c.t.Text, c.t.gaps(14), 2)
		if len(discs) <= mostAmounts {
			b.lines = append(b.lines, wrap(b.face, c.amount(d.r), c.t.small, c.t.gaps(14), 1)...)
		}
		labels = append(labels, &pointLabel{block: b, mark: circle{d.at, d.around}, weight: d.reach, inside: d.reach == d.sure && !d.r.isEstimated, id: i})
	}
	kept := crowd{area: area, gap: c.t.gaps(0.5), reach: c.t.gaps(6)}.repel(labels)
	c.p.begin("", "")
	for _, l := range kept {
		if d := discs[l.id]; l.leader == nil && math.Abs(l.box.middle().x-d.at.x)+math.Abs(l.box.middle().y-d.at.y) < 0.1 {
			l.color = c.t.on(d.paint.Fill)
		}
		c.drawPointLabel(l, c.t.Muted)
	}
	c.count.labels += len(labels) - len(kept)
}
