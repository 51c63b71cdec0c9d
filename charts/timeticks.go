package charts

import (
	"math"
	"slices"

	"github.com/periplus-data/periplus/data"
)

// The most dates that an axis names: of all there are, and of round ones.
const (
	mostDates = 16
	mostRound = 13
)

// ticks returns the dates under the axis, with their x: every one where there
// is room, else round years, months or days, else every second, third … date.
// The labels stay between two edges.
func (t timeline) ticks(c *chart, plot rect, from, to float64) []tick {
	if out, ok := t.fit(c, t.dates, plot, from, to); ok && len(t.dates) <= mostDates {
		return out
	}
	for _, dates := range t.round() {
		if len(dates) < 2 || len(dates) > mostRound {
			continue
		}
		if out, ok := t.fit(c, dates, plot, from, to); ok {
			return out
		}
	}
	for every := 2; every <= len(t.dates); every++ {
		var rows []row
		for i := (len(t.dates) - 1) % every; i < len(t.dates); i += every {
			rows = append(rows, t.dates[i])
		}
		if out, ok := t.fit(c, rows, plot, from, to); ok {
			return out
		}
	}
	return nil
}

// round returns sets of round dates inside the axis, the densest first: years,
// of an axis of three or more; months; or days, of an axis of two months or less.
func (t timeline) round() (sets [][]row) {
	span := t.last - t.first
	add := func(dates []data.Date) {
		var rows []row
		for _, d := range dates {
			if at := position(d); at >= t.first && at <= t.last {
				rows = append(rows, row{time: d, position: at})
			}
		}
		sets = append(sets, rows)
	}
	switch {
	case span >= 3:
		for most := 12; most >= 2; most-- {
			var dates []data.Date
			for _, n := range ticks(math.Ceil(t.first), math.Floor(t.last), most) {
				if n.IsInt() {
					dates = append(dates, data.Date{Year: int(n.Float64(data.ToNearest))})
				}
			}
			add(dates)
		}
	case !slices.ContainsFunc(t.dates, func(r row) bool { return r.time.Month != 0 }):
	case span*365 <= 62 && slices.ContainsFunc(t.dates, func(r row) bool { return r.time.Day != 0 }):
		for _, step := range []int{1, 2, 7, 14} {
			var dates []data.Date
			for day := t.dates[0].time.First(); len(dates) <= 70/step; day = day.AddDate(0, 0, step) {
				dates = append(dates, data.Date{Year: day.Year(), Month: int(day.Month()), Day: day.Day()})
			}
			add(dates)
		}
	default:
		for _, step := range []int{1, 2, 3, 6} {
			var dates []data.Date
			for year := t.dates[0].time.Year; float64(year) <= t.last; year++ {
				for month := 1; month <= 12; month += step {
					dates = append(dates, data.Date{Year: year, Month: month})
				}
			}
			add(dates)
		}
	}
	return sets
}

// fit returns dates with their labels, and ok false where they have no room
// side by side. Of months and days only the first of each year says the year.
func (t timeline) fit(c *chart, dates []row, plot rect, from, to float64) (out []tick, ok bool) {
	free := math.Inf(-1)
	for i, d := range dates {
		isFirst := i == 0 || dates[i-1].time.Year != d.time.Year
		k := tick{at: t.at(d.position, plot), label: c.l.ShortDate(d.time, isFirst)}
		w := c.t.width(k.label, c.t.axis, false)
		k.left = min(max(k.at-w/2, from), to-w)
		if k.left < free || k.left < from {
			return nil, false
		}
		free = k.left + w + c.t.gap
		out = append(out, k)
	}
	return out, true
}

// drawTimeline draws the dates under a plot, between two edges.
func (c *chart) drawTimeline(t timeline, plot rect, from, to float64) {
	c.p.begin("", "")
	base := plot.bottom() + float64(c.t.axis*1.25) + c.t.gaps(0.6)
	for _, k := range t.ticks(c, plot, from, to) {
		c.p.rects(c.t.Axis, rect{whole(k.at), plot.bottom(), 1, 5})
		c.p.text(k.label, k.left, base, c.t.axis, false, c.t.Muted)
	}
}
