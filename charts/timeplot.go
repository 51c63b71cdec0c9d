package charts

import (
	"math"
	"slices"

	"github.com/periplus-data/periplus/data/locale"
)

// timePlot is what the charts over time share: an upright axis of amounts on
// the left, the dates below, and to the right the labels of what ends there.
type timePlot struct {
	c         *chart
	axis      axis
	time      timeline
	ends      []lineEnd
	endsWidth float64 // of the widest label at an end, in all panels
	bare      *chart  // writes the amounts at ends, unless nil: where the unit is stated once
	isKeyed   bool    // the legend names the series, and their ends have amounts alone
	isFilled  bool    // the plot has fills of other meaning, so that bands are hatched
	bandPart  float64 // how much of its colour a band has; 0 is little
	head      float64 // room over the plot, for what rises above the axis
	plot      rect    // once drawn
	bands     []band  // once drawn
}

// lineEnd is where a line or a band ends, and its label.
type lineEnd struct {
	row    row // whose hover words the label has
	amount float64
	color  Color // of the leader
	label  *endLabel
	isLed  bool // a line leads from the end to a label that stands apart
	// isMinor says that the label moves no other: it is written where there is
	// room beside its end.
	isMinor bool
}

// endGap is the least distance between two labels at ends, in gaps.
const endGap = 0.3

// addEnd adds a label at an end. Of the labels that find no room, those of the
// least weight are left out. An amount that is NaN is at the foot of the plot.
func (p *timePlot) addEnd(r row, amount, weight float64, color Color, b block) *lineEnd {
	label := &endLabel{block: b, weight: weight, id: len(p.ends)}
	p.ends = append(p.ends, lineEnd{row: r, amount: amount, color: color, label: label, isLed: !math.IsNaN(amount)})
	return &p.ends[len(p.ends)-1]
}

// nameEnd adds the label of a series with its last amount.
func (p *timePlot) nameEnd(s *track, width float64) *lineEnd {
	end := s.end()
	weight, amount := 0.0, math.NaN()
	if end.isPlotted() {
		weight, amount = math.Abs(end.value), end.value
	}
	return p.addEnd(end, amount, weight, s.ink(p.c), p.endName(s, width))
}

// endName is the name of a series with its last amount. The amount stays whole
// where the name is too long.
func (p *timePlot) endName(s *track, width float64) block {
	c, amount := p.c, p.c.amount(s.end())
	if p.bare != nil {
		amount = p.bare.amount(s.end())
	}
	if end := s.end(); end.isPlotted() && end.position < p.time.last {
		amount += " (" + c.l.Date(end.time) + ")" // it is not that of the last date
	}
	text := amount
	if s.name != "" && (s.isGrey || !p.isKeyed) {
		text = s.name + "\u2002" + amount
	}
	if s.isGrey {
		return c.block(text, c.t.axis, false, s.paint.Words, endWidth(width), 1)
	}
	b := c.block(text, c.t.label, true, s.paint.Words, endWidth(width), 3)
	if b.isCut() && s.name != "" {
		b = c.block(s.name, c.t.label, true, s.paint.Words, endWidth(width), 3)
		b.lines = append(b.lines, c.block(amount, c.t.label, true, s.paint.Words, endWidth(width), 2).lines...)
	}
	return b
}

// widen keeps room for labels at ends, those of other panels too, since panels
// share the axis of time.
func (p *timePlot) widen(labels ...block) {
	for _, b := range labels {
		p.endsWidth = max(p.endsWidth, math.Ceil(b.width())+p.c.t.gaps(1.6))
	}
}

// endWidth is the most that a label at an end takes of a width.
func endWidth(width float64) float64 { return float64(width * 0.24) }

// drawing returns the least sizes of a plot in a width, in which all labels at
// ends have room but the minor ones.
func (p *timePlot) drawing(width float64, draw func()) drawing {
	c := p.c
	var needed []*endLabel
	for _, e := range p.ends {
		if !e.isMinor {
			needed = append(needed, e.label)
		}
	}
	d := drawing{draw: func(area rect) {
		p.frame(area)
		draw()
		p.drawEnds(area)
	}}
	d.height = max(c.t.gaps(14), stacked(needed, c.t.gaps(endGap))+c.t.gap, c.upHeight(p.axis)+c.t.axis) + p.head + c.axisHeight()
	if room, least := width-p.axis.width-c.t.gap-p.endsWidth, c.t.gaps(12); room < least {
		d.needs = math.Ceil(width + least - room)
	}
	return d
}

// frame finds the plot in an area and draws both axes.
func (p *timePlot) frame(area rect) {
	c := p.c
	top := area.y + max(p.head, float64(c.t.axis*0.7))
	left := p.axis.width + c.t.gap
	p.plot = rect{area.x + left, top, area.w - left - p.endsWidth, area.bottom() - c.axisHeight() - top}
	c.drawUp(p.axis, p.plot)
	c.drawTimeline(p.time, p.plot, area.x, area.right())
}

func (p *timePlot) x(r row) float64 { return p.time.at(r.position, p.plot) }

func (p *timePlot) y(v float64) float64 { return p.axis.up(v, p.plot) }

func (p *timePlot) at(r row) point { return point{p.x(r), p.y(r.value)} }

// span returns the y of both bounds of a row. One that is unbounded is at the
// edge of the plot.
func (p *timePlot) span(r row) (low, high float64) {
	low, high = p.y(p.axis.low), p.y(p.axis.high)
	if !math.IsNaN(r.low) {
		low = p.y(r.low)
	}
	if !math.IsNaN(r.high) {
		high = p.y(r.high)
	}
	return low, high
}

// drawEnds writes the labels at the ends, moved apart, with a leader where a
// label does not stand beside its end. One that has no room is left out and
// counted.
func (p *timePlot) drawEnds(area rect) {
	c := p.c
	var labels, minor []*endLabel
	for _, e := range p.ends {
		e.label.wanted = p.plot.bottom()
		if !math.IsNaN(e.amount) {
			e.label.wanted = p.y(e.amount)
		}
		if e.isMinor {
			minor = append(minor, e.label)
		} else {
			labels = append(labels, e.label)
		}
	}
	top, bottom := area.y, p.plot.bottom()+c.t.gap
	kept := spread(labels, top, bottom, c.t.gaps(endGap))
	kept = fillIn(kept, minor, top, bottom, c.t.gaps(endGap))
	c.count.labels += len(p.ends) - len(kept)
	left := p.plot.right() + c.t.gaps(1.4)
	for _, l := range kept {
		e := p.ends[l.id]
		c.p.begin(e.row.id, c.hover(e.row))
		if e.isLed && len(p.ends) > 1 {
			from, to := point{p.x(e.row) + c.t.gaps(0.7), p.y(e.amount)}, point{left - c.t.gaps(0.4), l.y}
			if e.row.position < p.time.last {
				// A line through years without a number would look like one of amounts.
				c.dotted(c.t.tint(e.color, 0.45), from, to)
			} else {
				c.leader(from, to, e.color)
			}
		}
		c.p.block(l.block, left, l.y-l.height()/2, 0)
	}
}

// drawBands shades the bounds of points that are joined, one shape for each
// run of them, and draws a bar between the bounds of a point that stands alone.
func (p *timePlot) drawBands(s *track) {
	var upper, lower []point
	var alone row
	flush := func() {
		switch {
		case len(upper) == 1:
			p.drawBar(s, alone)
		case len(upper) > 1:
			p.bands = append(p.bands, band{upper, lower})
			p.drawBand(s.paint, band{upper, lower}.outline())
		}
		upper, lower = nil, nil
	}
	for i, r := range s.points {
		if p.axis.shows(r) {
			low, high := p.span(r)
			alone = r
			upper, lower = append(upper, point{p.x(r), high}), append(lower, point{p.x(r), low})
		}
		if !s.joined[i] || !p.axis.shows(s.points[i+1]) {
			flush()
		}
	}
	flush()
}

// band is an area between two lines, both from left to right.
type band struct{ upper, lower []point }

func (b band) outline() []point {
	lower := slices.Clone(b.lower)
	slices.Reverse(lower)
	return append(slices.Clone(b.upper), lower...)
}

// drawBand draws the bounds of a series inside an outline.
func (p *timePlot) drawBand(paint Paint, outline []point) {
	if p.isFilled {
		p.c.openArea(p.c.t.ink(paint), outline)
		return
	}
	p.c.p.fill(p.bandColor(paint), outline)
}

// bandColor is that of the band of a series.
func (p *timePlot) bandColor(paint Paint) Color {
	if p.bandPart > 0 {
		return p.c.t.tint(paint.Fill, p.bandPart)
	}
	return p.c.t.tint(paint.Fill, 0.22)
}

// drawBar draws the bounds of one point. An end that is unbounded fades.
func (p *timePlot) drawBar(s *track, r row) {
	p.c.uprightBar(p.axis, r, p.x(r), p.c.t.gaps(0.7), 0.34, s.paint.Fill, p.plot)
}

// lineWidth is the width of the line of a series.
func (t look) lineWidth() float64 { return max(1.5, t.gaps(0.28)) }

// drawLine joins the points of a series; over a gap dots lead, and to and from
// an estimate dashes.
func (p *timePlot) drawLine(s *track, width float64) {
	c := p.c
	ink := s.ink(c)
	var run []point
	var isDashed bool
	flush := func() {
		switch {
		case len(run) > 1 && isDashed:
			c.dashed(ink, width, run)
		case len(run) > 1 && s.isCased:
			c.p.line(ink, float64(width*1.6), run)
			c.p.line(c.t.Paper, float64(width*0.6), slices.Clone(run))
		case len(run) > 1:
			c.p.line(ink, width, run)
		}
		run = nil
	}
	for i, r := range s.points {
		j := s.next(i)
		if !r.isPlotted() || j == 0 {
			continue
		}
		next := s.points[j]
		if !s.joined[i] {
			flush()
			c.dotted(c.t.tint(ink, 0.6), p.at(r), p.at(next))
			continue
		}
		if dashed := r.isEstimated || next.isEstimated; len(run) == 0 || dashed != isDashed {
			flush()
			run, isDashed = []point{p.at(r)}, dashed
		}
		run = append(run, p.at(next))
	}
	flush()
}

// drawPoints draws the observations of a series, the smaller the closer they
// stand; those of estimates are hollow. Points too close for a shape of their
// own have it now and then. also, unless nil, adds to the mark of a row.
func (p *timePlot) drawPoints(s *track, width float64, also func(row)) {
	c := p.c
	ink := s.ink(c)
	least, most := width/2, c.t.gaps(pointSize)
	radius, every := most, 1
	if n := len(p.time.dates); s.isGrey {
		radius = least
	} else if n > 1 {
		step := p.plot.w / float64(n-1)
		radius = min(max(float64(step*0.08), least), most)
		every = max(1, int(math.Ceil(c.t.gaps(5)/step)))
	}
	for i, r := range s.points {
		if !r.isPlotted() {
			continue
		}
		c.p.begin(r.id, c.hover(r))
		at, size, isFull := p.at(r), radius, radius > float64(most*0.6)
		if !isFull && s.paint.Texture != Plain && (i+every/2)%every == 0 {
			size, isFull = most, true
		}
		switch {
		case r.isEstimated && isFull:
			c.hollow(s.paint, at, size)
		case isFull:
			c.outlined(s.paint.Texture, at.x, at.y, size, ink)
		case r.isEstimated:
			// One as wide as the line would close the gaps between dashes.
			c.p.disc(at.x, at.y, width/4, ink)
		default:
			c.p.disc(at.x, at.y, size, ink)
		}
		if also != nil {
			also(r)
		}
	}
}

// keys explains what is drawn besides lines and points: gaps, bounds and
// estimates.
func (p *timePlot) keys(tracks []*track) (keys []key) {
	c := p.c
	if slices.ContainsFunc(tracks, (*track).hasGap) {
		keys = append(keys, c.gapKey())
	}
	for _, s := range tracks {
		if !s.isGrey && slices.ContainsFunc(s.points, p.axis.shows) {
			keys = append(keys, p.bandKey(s.paint))
			break
		}
	}
	if slices.ContainsFunc(tracks, func(s *track) bool {
		return slices.ContainsFunc(s.points, func(r row) bool { return r.isEstimated && r.isPlotted() })
	}) {
		keys = append(keys, estimateKey(c, Paint{Fill: c.t.Muted}))
	}
	return keys
}

// gapKey explains the dots over a gap.
func (c *chart) gapKey() key {
	return key{text: upperFirst(c.l.Text(locale.DottedGap)), swatch: func(c *chart, r rect) {
		c.dotted(c.t.Muted, point{r.x, r.y + r.h/2}, point{r.right(), r.y + r.h/2})
	}}
}

func (p *timePlot) bandKey(paint Paint) key {
	text := p.c.openWords(0, locale.ShadedBounds, locale.ShadedRounding)
	if p.isFilled {
		text = p.c.openWords(0, locale.HatchedOpen, locale.HatchedRounding)
	}
	return key{text: text, swatch: func(c *chart, r rect) { p.drawBand(paint, r.corners()) }}
}

// estimateKey explains dashes and hollow points.
func estimateKey(c *chart, paint Paint) key {
	return key{text: upperFirst(c.l.Text(locale.EstimatedKey)), swatch: func(c *chart, r rect) {
		ink, at := c.t.ink(paint), r.middle()
		c.dashed(ink, c.t.lineWidth(), []point{{r.x, at.y}, {r.right(), at.y}})
		c.hollow(paint, at, c.t.gaps(pointSize))
	}}
}

// pointSize is the radius of an observation in gaps, where there is room.
const pointSize = 0.42

// hollow draws the point of an estimate.
func (c *chart) hollow(paint Paint, at point, radius float64) {
	c.outlined(paint.Texture, at.x, at.y, radius, c.t.ink(paint))
	c.outlined(paint.Texture, at.x, at.y, radius-max(1.2, float64(radius*0.36)), c.t.Paper)
}
