package charts

import (
	"math"
	"slices"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

var shareKind = Kind{
	Token: "share", Family: parts, Name: "Shares of a whole, with what the source leaves open.",
	When:    "One share, or a few that do not add up to one whole, stated with an open bound.",
	WhenNot: "All parts of one whole (stacked-bar, treemap).",
	Columns: columns("label", "series?"), X: "label", Y: "value", LowForValue: true,
	words: locale.ShareChart, defaultUnit: data.Percent, make: func() Chart { return &Share{} },
}

// Share is the options of a chart of shares: each row is a bar that stands for
// the whole of 100 percent, filled as far as the share is sure and hatched as
// far as the statement leaves it open.
type Share struct{ Options }

func (*Share) token() string { return "share" }

func (*Share) check(rows []row, p *problems) {
	for i := range rows {
		rows[i].checkShare("share", p)
	}
}

// checkShare holds a row to shares of a whole, 0 to 100 percent.
func (r *row) checkShare(kind string, p *problems) {
	if u := data.Unit(r.unit); r.hasNumber && u != data.Percent && u != "" {
		p.field(*r, "unit", r.unit, "a %s chart draws percent, not %s", kind, data.Clip(r.unit, 40))
		return
	}
	for _, c := range []struct {
		name string
		x    float64
	}{{"value", r.value}, {"low", r.low}, {"high", r.high}} {
		if r.hasNumber && (c.x < 0 || c.x > wholeShare) {
			p.field(*r, c.name, plain(c.x), "%s is not a share of a whole, which lies between 0 and 100 percent", plain(c.x))
		}
	}
	// A share has no end beyond the whole, whether or not the frame says so.
	if r.hasNumber && r.hasInterval {
		if math.IsNaN(r.low) {
			r.low = 0
		}
		if math.IsNaN(r.high) {
			r.high = wholeShare
		}
	}
}

// shareRow is the layout of one row of a share chart: its name and amount over
// a bar that stands for the whole.
type shareRow struct {
	row
	span
	label, amount block
	height        float64 // least height
	inline        bool    // the amount stands behind the name, not under it
}

type shares struct {
	c     *chart
	rows  []shareRow
	width float64
}

const wholeShare = 100

func (*Share) prepare(c *chart, width float64) drawing {
	s := &shares{c: c, width: width}
	d := drawing{draw: s.draw}
	size, big := c.t.label, c.t.big
	switch {
	case len(c.rows) == 1:
		big = float64(big * 1.5)
	case len(c.rows) > 2:
		big = float64(c.t.label * 1.35)
	}
	if len(c.rows) > 5 {
		size, big = c.t.small, c.t.label
	}
	slices.SortStableFunc(c.rows, func(a, b row) int {
		switch {
		case a.hasNumber == b.hasNumber:
			return 0
		case a.hasNumber:
			return -1
		}
		return 1
	})
	for _, r := range c.rows {
		x := shareRow{row: r, span: spanOf(r, wholeShare)}
		x.label = c.block(r.name(), size, false, c.t.Text, width, 3)
		x.amount = c.block(c.amount(r), big, true, c.t.series(0).Words, width, 2)
		if !r.hasNumber {
			x.amount = c.block(c.amount(r), size, false, c.t.Muted, width, 2)
		}
		// In a longer list, name and amount share a line where they fit.
		x.inline = len(c.rows) > 2 && len(x.label.lines) == 1 && len(x.amount.lines) == 1 &&
			x.label.width()+c.t.gap+x.amount.width() <= width
		x.height = x.label.height() + x.amount.height() + c.t.gaps(3.6)
		if x.inline {
			x.height -= min(x.label.height(), x.amount.height())
		}
		if !r.hasNumber {
			x.height -= c.t.gaps(2.6)
		}
		s.rows = append(s.rows, x)
		d.height += x.height
	}
	d.height += s.c.axisHeight()
	d.keys = c.spanKeys(wholeShare, c.t.series(0))
	return d
}

func (s *shares) draw(area rect) {
	c := s.c
	free, bars := area.h-s.c.axisHeight(), 0.0
	for _, x := range s.rows {
		free -= x.height
		if x.hasNumber {
			bars++
		}
	}
	extra := math.Floor(max(0, min(free/max(bars, 1), c.t.gaps(27))))
	place := func(v float64) float64 { return quantise(area.x + float64(area.w*v/wholeShare)) }
	y := area.y
	for i, x := range s.rows {
		c.p.begin(x.id, c.hover(x.row))
		top := whole(s.drawWords(x, area.x, y) + c.t.gaps(0.3))
		next := y + x.height
		if x.hasNumber {
			next += extra
			h := whole(min(next-top-c.t.gaps(2.2), c.t.gaps(27)))
			c.p.rects(c.t.Empty, rect{area.x, top, area.w, h})
			c.drawSpan(x.span, x.row, top, h, place, c.t.series(0))
			if i == len(s.rows)-1 || !s.rows[i+1].hasNumber {
				s.drawAxis(area, top+h, place)
				next += s.c.axisHeight()
			}
		}
		y = next
	}
}

// drawWords writes name and amount and returns the y below them.
func (s *shares) drawWords(x shareRow, left, y float64) float64 {
	p := s.c.p
	if !x.inline {
		return p.block(x.amount, left, p.block(x.label, left, y, 0), 0)
	}
	// One baseline for both sizes.
	below := y + max(x.label.height(), x.amount.height())
	f := s.c.t.face(false)
	drop := float64((x.amount.size - x.label.size) * (leading - (leading-f.ascent-f.descent)/2 - f.descent))
	p.block(x.label, left, y+max(drop, 0), 0)
	p.block(x.amount, left+x.label.width()+s.c.t.gap, y+max(-drop, 0), 0)
	return below
}

// drawAxis marks round parts of the whole under the last bar.
func (s *shares) drawAxis(area rect, top float64, place func(float64) float64) {
	c := s.c
	c.p.begin("", "")
	for _, t := range c.fitTicks(0, wholeShare, place, area.x, area.right(), 6) {
		c.p.rects(c.t.Axis, rect{min(whole(place(t.at)), area.right()-1), top, 1, 6})
		c.p.text(t.label, t.left, top+float64(c.t.axis*1.25)+6, c.t.axis, false, c.t.Muted)
	}
}
