package charts

import (
	"math"
	"slices"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

// paleTint is how much of its colour a column of a year has beside the means.
const paleTint = 0.38

// pale is the paint of annual columns under a line of means.
func (c *chart) pale() Paint {
	p := c.t.series(0)
	p.Fill = c.t.tint(p.Fill, paleTint)
	return p
}

func (o *WindowColumns) prepare(c *chart, width float64) drawing {
	if o.Form == MeansForm {
		return o.prepareMeans(c, width)
	}
	return o.prepareAnnual(c, width)
}

// meansOf returns the means of a panel, one for each window.
func (o *WindowColumns) meansOf(c *chart, rows []row, years slots) (out []row) {
	in := byYear(rows, years)
	for _, w := range o.windows(years) {
		out = append(out, c.mean(in[w[0]:w[1]+1]))
	}
	return out
}

// prepareAnnual lays out columns of the years under a line of trailing means.
func (o *WindowColumns) prepareAnnual(c *chart, width float64) drawing {
	years := newYears(c.all)
	l := &columnChart{c: c, names: seriesOf(c.all), slots: years, places: 1, isPlain: true, paint: func(int) Paint { return c.pale() }}
	p := &timePlot{c: c, bandPart: 0.66}
	for _, panel := range c.panels {
		if end, ok := lastOf(o.meansOf(c, panel.rows, years)); ok {
			p.widen(o.endLabel(c, end, width))
		}
	}
	means := o.meansOf(c, c.rows, years)
	if end, ok := lastOf(means); ok {
		p.addEnd(end, end.known(), 0, c.t.main(), o.endLabel(c, end, width))
	}
	l.width = width - p.endsWidth
	d := l.prepare()
	if d.needs > 0 {
		d.needs += p.endsWidth
	}
	if room, least := l.room(), c.t.gaps(8); room < least {
		d.needs = max(d.needs, math.Ceil(width+least-room))
	}
	for _, e := range p.ends {
		d.height = max(d.height, e.label.height()+l.slots.height)
	}
	d.keys = o.annualKeys(c, p, l, means)
	l.over = func() {
		p.axis, p.plot, p.time = l.axis, l.plot, yearAxis(years, l.plot)
		o.drawMeans(p, means)
	}
	d.draw = func(area rect) {
		l.draw(rect{area.x, area.y, area.w - p.endsWidth, area.h})
		p.drawEnds(area)
	}
	return d
}

// yearAxis is the axis of time whose years stand in the middle of their slots.
func yearAxis(years slots, plot rect) timeline {
	t := timeline{first: float64(years.list[0].date.Year), inset: years.pitch(plot.w) / 2}
	t.last = t.first + float64(len(years.list)-1)
	for i, s := range years.list {
		t.dates = append(t.dates, row{time: s.date, position: t.first + float64(i)})
	}
	return t
}

// lastOf returns the last row with a number.
func lastOf(rows []row) (row, bool) {
	for _, r := range slices.Backward(rows) {
		if r.hasNumber {
			return r, true
		}
	}
	return row{}, false
}

// meanWords names the means.
func (o *WindowColumns) meanWords(c *chart) string {
	return c.l.Text(locale.TrailingMean, c.l.Plain(data.Int(int64(o.length()))))
}

// endLabel is the last mean, at the end of the line.
func (o *WindowColumns) endLabel(c *chart, end row, width float64) block {
	text := c.amount(end)
	if len(c.panels) == 1 { // the legend says it for panels
		text = o.meanWords(c) + "\u2002" + text
	}
	return c.block(text, c.t.label, true, c.t.series(0).Words, endWidth(width), 5)
}

// drawMeans draws the line of means: one for each run of years that have one.
func (o *WindowColumns) drawMeans(p *timePlot, means []row) {
	c := p.c
	width := float64(c.t.lineWidth() * 1.35)
	var run []row
	flush := func() {
		if len(run) > 0 {
			s := &track{paint: c.t.series(0), points: run}
			s.join()
			c.p.begin("", "")
			p.drawBands(s)
			p.drawLine(s, width)
			p.drawPoints(s, width, nil)
		}
		run = nil
	}
	for _, r := range means {
		if !r.hasNumber {
			flush()
			continue
		}
		run = append(run, r)
	}
	flush()
}

func (o *WindowColumns) annualKeys(c *chart, p *timePlot, l *columnChart, means []row) []key {
	keys := []key{
		paintKey(c.pale(), upperFirst(c.l.Text(locale.AnnualValues))),
		{text: upperFirst(o.meanWords(c)), swatch: func(c *chart, r rect) {
			c.p.line(c.t.main(), float64(c.t.lineWidth()*1.35), []point{{r.x, r.middle().y}, {r.right(), r.middle().y}})
		}},
	}
	if slices.ContainsFunc(means, l.axis.shows) {
		keys = append(keys, p.bandKey(c.t.series(0)))
	}
	isHatched := slices.ContainsFunc(l.all, func(x column) bool { return x.hasHatch })
	return append(keys, c.openKeys(l.length, isHatched, c.pale().Fill, c.pale())...)
}

// openKeys explains hatching in a colour, where there is any, and estimates in
// a paint.
func (c *chart) openKeys(axis float64, isHatched bool, hatch Color, paint Paint) (keys []key) {
	if isHatched {
		keys = append(keys, c.hatchKey(axis, hatch))
	}
	return append(keys, c.estimateKeys(paint)...)
}
