package charts

import (
	"math"
	"slices"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

// windowMeans is the layout of columns of means under a line of the years.
type windowMeans struct {
	timePlot
	years   slots
	windows [][2]int
	means   []row // of the windows
	in      []row // of the years
	length  float64
	low     float64 // room under the plot for arrows
}

// prepareMeans lays out columns of means under a line of the years.
func (o *WindowColumns) prepareMeans(c *chart, width float64) drawing {
	l := &windowMeans{timePlot: timePlot{c: c, bandPart: 0.3}, years: newYears(c.all), length: axisLength(c.all)}
	l.windows = o.windows(l.years)
	l.means, l.in = o.meansOf(c, c.rows, l.years), byYear(c.rows, l.years)
	low, high := fromZero(extentOf(c.all))
	l.axis = c.newAxis(low, high, 6)
	l.head = float64(c.t.small*leading) + c.t.gap
	isHatched := false
	for _, p := range c.panels {
		for _, r := range o.meansOf(c, p.rows, l.years) {
			s := spanOf(r, l.length)
			isHatched = isHatched || s.hasHatch || slices.ContainsFunc(p.rows, l.axis.shows)
			if s.arrowUp {
				l.head = c.arrowLength() + float64(c.t.small*leading) + c.t.gap
			}
			if s.arrowLow {
				l.low = c.arrowLength()
			}
		}
	}
	d := drawing{draw: l.draw, height: max(c.t.gaps(12), c.upHeight(l.axis)) + l.head + l.low + c.axisHeight()}
	room := width - l.axis.width - c.t.gap
	if least := max(float64(3*float64(len(l.years.list))), c.t.gaps(8)); room < least {
		d.needs = math.Ceil(width + least - room)
	}
	d.keys = append(l.keys(o.windowWords(c)), c.openKeys(l.length, isHatched, c.t.main(), l.paint())...)
	lacks := lack{}
	for i, r := range l.in {
		if !r.hasNumber {
			lacks.slots = append(lacks.slots, i)
		}
	}
	d.notes = nonEmpty(c.lackNote(l.years, []lack{lacks}))
	return d
}

// paint is that of the columns: pale enough for the line over them.
func (l *windowMeans) paint() Paint {
	p := l.c.t.series(0)
	p.Fill = l.c.t.tint(p.Fill, 0.55)
	return p
}

// yearly is the line of the years.
func (l *windowMeans) yearly() *track {
	s := &track{paint: Paint{Fill: l.c.t.Text, Words: l.c.t.Text}}
	for _, r := range l.in {
		if r.n > 0 {
			s.points = append(s.points, r)
		}
	}
	s.join()
	return s
}

// windowWords names the means by the length of their windows, or by their years
// where these are given.
func (o *WindowColumns) windowWords(c *chart) string {
	if len(o.Windows) == 0 {
		return c.l.Text(locale.WindowMean, c.l.Value(data.Int(int64(o.length())), data.Years))
	}
	var names []string
	for _, w := range o.Windows {
		names = append(names, c.l.Period(w))
	}
	return c.l.Text(locale.WindowMean, c.list(names))
}

func (l *windowMeans) keys(words string) []key {
	s := l.yearly()
	keys := []key{
		paintKey(l.paint(), upperFirst(words)),
		{text: upperFirst(l.c.l.Text(locale.AnnualValues)), swatch: func(c *chart, r rect) {
			mid := r.middle()
			c.p.line(c.t.Text, c.t.lineWidth(), []point{{r.x, mid.y}, {r.right(), mid.y}})
			c.p.disc(mid.x, mid.y, c.t.gaps(pointSize), c.t.Text)
		}},
	}
	if s.hasGap() {
		keys = append(keys, l.c.gapKey())
	}
	return keys
}

func (l *windowMeans) draw(area rect) {
	c := l.c
	left := l.axis.width + c.t.gap
	l.plot = rect{area.x + left, area.y + l.head, area.w - left, area.h - l.head - l.low - c.axisHeight()}
	l.time = yearAxis(l.years, l.plot)
	c.drawUp(l.axis, l.plot)
	for i, r := range l.means {
		if r.hasNumber {
			c.p.begin("", c.hover(r))
			c.drawIn(l.lane(l.windows[i]), spanOf(r, l.length), r, l.y, l.paint())
		}
	}
	c.p.begin("", "")
	c.p.rects(c.t.Text, rect{l.plot.x, min(whole(l.y(0)), whole(l.plot.bottom())-1), l.plot.w, 1})
	s := l.yearly()
	c.p.begin("", "")
	l.drawBands(s)
	l.drawLine(s, c.t.lineWidth())
	l.drawPoints(s, c.t.lineWidth(), nil)
	for i, r := range l.in {
		if !r.hasNumber {
			c.p.begin(r.id, upperFirst(c.l.Text(locale.MissingYear, l.years.name(c, i))))
			c.cross(point{l.years.middle(i, l.plot), l.y(0)}, l.years.pitch(l.plot.w))
		}
	}
	for i, r := range l.means {
		if r.hasNumber {
			l.drawAmount(r, l.lane(l.windows[i]), s)
		}
	}
	l.drawPeriods(area)
}

// lane is the strip of a window: from its first year to its last.
func (l *windowMeans) lane(w [2]int) lane {
	pitch := l.years.pitch(l.plot.w)
	pad := min(float64(pitch*0.15), l.c.t.gaps(0.5))
	from := whole(l.plot.x + float64(pitch*float64(w[0])) + pad)
	to := whole(l.plot.x + float64(pitch*float64(w[1]+1)) - pad)
	return lane{at: from, thick: max(1, to-from), upright: true}
}

// drawAmount writes a mean in its column or over it, wherever the line of the
// years does not run through it.
func (l *windowMeans) drawAmount(r row, at lane, s *track) {
	c, b := l.c, block{}
	for _, text := range []string{l.c.amount(r), l.c.bareAmount(r)} {
		b = c.block(text, c.t.small, true, c.t.Text, float64(at.thick*0.94), 2)
		if !b.isCut() && c.widestWord(text, c.t.small, true) <= float64(at.thick*0.94) {
			break
		}
		b = block{}
	}
	if len(b.lines) == 0 {
		return // the axis tells it
	}
	box, isInside, ok := l.place(r, at, s, b)
	if !ok {
		c.count.labels++
		return
	}
	c.p.begin("", c.hover(r))
	if isInside && !r.isEstimated {
		b.color = c.t.on(l.paint().Fill)
	}
	if !isInside {
		c.p.rects(c.t.Paper, box)
	}
	c.p.block(b, box.x, box.y, 0)
}

// place finds a place for the amount of a mean: in the foot of its column, at
// its upper end, over it, or under a negative one; in the middle or at a side.
func (l *windowMeans) place(r row, at lane, s *track, b block) (box rect, isInside, ok bool) {
	c, span := l.c, spanOf(r, l.length)
	low, high := span.extent()
	gap, w, h := c.t.gaps(0.4), b.width(), b.height()
	top, foot := min(l.y(span.sure), l.y(0)), max(l.y(span.sure), l.y(0))
	over, under := l.y(high)-gap-h, l.y(low)+gap
	if span.arrowUp {
		over -= c.arrowLength()
	}
	if span.arrowLow {
		under += c.arrowLength()
	}
	free := func(y, least, most float64) bool {
		for _, part := range []float64{0.5, 0.04, 0.96} {
			box = rect{at.at + float64((at.thick-w)*part), y, w, h}
			if y >= least && box.bottom() <= most && !l.isCrossed(s, box) {
				return true
			}
		}
		return false
	}
	if free(foot-gap-h, top+gap/2, foot) || free(top+gap, top, foot-gap/2) {
		return box, true, true
	}
	for i := range 6 { // a little higher each time, but not so far that it is nobody's
		if up := float64(h * 0.4 * float64(i)); high > 0 && free(over-up, l.plot.y-l.head, l.plot.bottom()) || low < 0 && free(under+up, l.plot.y, l.plot.bottom()+l.low-1) {
			return box, false, true
		}
	}
	return box, false, false
}

// isCrossed reports whether the line of the years, with its points, runs through
// a box.
func (l *windowMeans) isCrossed(s *track, box rect) bool {
	d := l.c.t.gaps(pointSize)
	around := rect{box.x - d, box.y - d, box.w + float64(2*d), box.h + float64(2*d)}
	for i, r := range s.points {
		if !r.isPlotted() {
			continue
		}
		a := l.at(r)
		b := point{a.x + 0.01, a.y}
		if j := s.next(i); j > 0 {
			b = l.at(s.points[j])
		}
		if crossesRect(a, b, around) {
			return true
		}
	}
	return false
}

// drawPeriods writes the years of each window under its column, or of every
// second, third … one; and of the years before the first and after the last,
// where there is room.
func (l *windowMeans) drawPeriods(area rect) {
	c := l.c
	c.p.begin("", "")
	base := area.bottom() - c.axisHeight() + float64(c.t.axis*1.25) + c.t.gaps(0.6)
	texts := l.periods()
	place := func(i int) (left, right float64) {
		at, w := l.lane(texts[i].years), c.t.width(texts[i].text, c.t.axis, false)
		left = min(max(at.at+at.thick/2-w/2, area.x), area.right()-w)
		return left, left + w
	}
	for every := 1; every <= len(texts); every++ {
		fits, free := true, math.Inf(-1)
		for i := (len(texts) - 1) % every; i < len(texts); i += every {
			left, right := place(i)
			fits = fits && left >= free && left >= area.x
			free = right + c.t.gap
		}
		if !fits {
			continue
		}
		for i := (len(texts) - 1) % every; i < len(texts); i += every {
			left, _ := place(i)
			c.p.text(texts[i].text, left, base, c.t.axis, false, c.t.Muted)
		}
		return
	}
}

// periodText is the words under some years.
type periodText struct {
	years [2]int
	text  string
}

// periods returns the windows, and the years that stand in none.
func (l *windowMeans) periods() (out []periodText) {
	free := 0
	add := func(from, to int) {
		if from <= to {
			p := data.Period{Start: l.years.list[from].date, End: l.years.list[to].date}
			out = append(out, periodText{[2]int{from, to}, l.c.l.Period(p)})
		}
	}
	for _, w := range l.windows {
		add(free, w[0]-1)
		add(w[0], w[1])
		free = w[1] + 1
	}
	add(free, len(l.years.list)-1)
	return out
}
