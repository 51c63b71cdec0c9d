package charts

import (
	"math"
	"slices"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

// addEnds names what ends on the right: the central path by its last number,
// and each level in the middle of what it adds above the next narrower one.
func (f *fan) addEnds(width float64) {
	c := f.c
	if f.line.isNamed(f.levels) {
		f.nameEnd(f.line, width).label.weight = math.Inf(1)
	}
	for i, l := range f.levels {
		if math.IsNaN(l.percent) {
			continue
		}
		r := f.last(l)
		inner := r.value
		if i+1 < len(f.levels) {
			if n := f.levels[i+1].at(r.position); n != nil {
				inner = n.high
			}
		}
		if math.IsNaN(inner) {
			inner = r.low
		}
		f.addEnd(r, r.high/2+inner/2, l.percent, c.t.ink(l.paint), f.levelName(l, width))
	}
}

// isNamed reports whether the central path has a label: it has a number, or
// there is nothing else to name.
func (s *track) isNamed(levels []*fanLevel) bool {
	return s.end().isPlotted() || len(levels) == 0
}

// last returns the last row of a level with a band.
func (f *fan) last(l *fanLevel) row {
	for _, r := range slices.Backward(l.points) {
		if f.axis.shows(r) {
			return r
		}
	}
	return l.points[len(l.points)-1]
}

// at returns the row of a position, or nil.
func (s *track) at(position float64) *row {
	for i := range s.points {
		if s.points[i].position == position {
			return &s.points[i]
		}
	}
	return nil
}

func (f *fan) levelName(l *fanLevel, width float64) block {
	return f.c.block(f.c.levelText(l.percent), f.c.t.small, false, f.c.t.Muted, endWidth(width), 2)
}

// levelText names a band by its level.
func (c *chart) levelText(percent float64) string {
	return c.l.Text(locale.LevelBand, c.l.Value(number(percent), data.Percent))
}

func (f *fan) draw() {
	c := f.c
	for _, l := range f.levels {
		title := ""
		if !math.IsNaN(l.percent) {
			title = c.levelText(l.percent)
		}
		c.p.begin("", title)
		f.drawLevel(l)
	}
	for _, l := range f.levels {
		f.drawEdges(l)
	}
	c.p.begin("", "")
	f.drawLine(f.line, c.t.lineWidth())
	f.drawPoints(f.line, c.t.lineWidth(), nil)
}

// drawLevel fills the bands of one level, one shape for each run of dates, each
// from the number before it.
func (f *fan) drawLevel(l *fanLevel) {
	var run band
	for i, r := range l.points {
		if !f.axis.shows(r) {
			continue
		}
		x := f.x(r)
		low, high := f.span(r)
		if len(run.upper) == 0 {
			if from, ok := f.opening(l, r); ok {
				run = band{[]point{from}, []point{from}}
			}
		}
		run.upper, run.lower = append(run.upper, point{x, high}), append(run.lower, point{x, low})
		switch {
		case l.joined[i]:
			continue
		case len(run.upper) == 1:
			f.drawBar(l.track, r)
		default:
			f.c.p.fill(l.color, run.outline())
		}
		run = band{}
	}
}

// opening returns the point from which the bands of a level open towards their
// first row: the number of the date before, unless dates are missing between.
func (f *fan) opening(l *fanLevel, first row) (point, bool) {
	for i, r := range f.line.points {
		if i == 0 || r.position != first.position || !f.line.joined[i-1] {
			continue
		}
		before := f.line.points[i-1]
		if same := l.at(before.position); same == nil || !f.axis.shows(*same) {
			return f.timePlot.at(before), true
		}
	}
	return point{}, false
}

// drawEdges marks low and high of the rows of a level, so that it is seen for
// which dates they are stated.
func (f *fan) drawEdges(l *fanLevel) {
	if math.IsNaN(l.percent) {
		return // the point of the row has its words
	}
	radius := f.c.t.lineWidth() / 2
	ink := f.c.t.tint(f.c.t.ink(l.paint), 0.75)
	for _, r := range l.points {
		if f.axis.shows(r) {
			f.c.p.begin(r.id, f.c.hover(r))
			f.c.p.disc(f.x(r), f.y(r.low), radius, ink)
			f.c.p.disc(f.x(r), f.y(r.high), radius, ink)
		}
	}
}
