package charts

import (
	"fmt"
	"slices"
	"strings"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

var divergingBarKind = Kind{
	Token: "diverging-bar", Family: ranking, Name: "Bars to both sides of zero: gains and losses, or two series back to back.",
	When:    "Which amounts are above zero and which below (balances, changes), or two sides of each label (exports and imports, women and men).",
	WhenNot: "Two series whose lengths are to be compared closely (grouped-bar), or the movement between two dates (dumbbell).",
	Columns: columns("label", "series?"), X: "label", Y: "value", words: locale.DivergingBarChart,
	Settings: []Setting{
		{Name: "left", Meaning: "which of two series stands to the left; the first of the table (the default)", set: func(c Chart, v string) error {
			c.(*DivergingBar).Left = v
			return nil
		}},
		orderSetting(func(c Chart) *Order { return &c.(*DivergingBar).Order }),
	},
	make: func() Chart { return &DivergingBar{} },
}

// DivergingBar is the options of a chart of bars to both sides of zero.
//
// With one series, or none, amounts above zero run to the right and those below
// to the left, each in its colour, ranked from the greatest down. A label stands
// on the side of zero where its bar is not; where the bounds of an amount hold
// zero, it stands beyond what they leave open.
//
// With two series, the bars of each run away from their labels, which stand in
// the middle, on one scale; the first series of the frame, or Left, runs to the
// left. Each has the colour that it has in the other kinds. The labels are
// ranked by the sum of both. Amounts are then not negative:
// the side says which series it is. More than two series are refused, and so is
// a Left that is neither.
//
// Bounds are drawn as in [Bar]; rows without a number say so and come last.
type DivergingBar struct {
	Options
	Left  string // series to the left, "" for the first
	Order Order
}

func (*DivergingBar) token() string { return "diverging-bar" }

func (o *DivergingBar) check(rows []row, p *problems) {
	p.refuse(rows, "diverging-bar", data.DateUnit, data.Ordinal)
	names := frameSeries(rows)
	switch left := clean(o.Left); {
	case len(names) > 2:
		p.add(&data.FieldError{Field: "series", Err: fmt.Errorf("a diverging-bar chart has two sides, but there are %d series: %s; choose two", len(names), orNone(names))})
	case left != "" && len(names) < 2:
		p.add(&data.FieldError{Field: "series", Err: fmt.Errorf("left is %q, but there are not two series to put on two sides", data.Clip(left, 40))})
	case left != "" && !slices.Contains(names, left):
		p.add(&data.FieldError{Field: "series", Err: fmt.Errorf("left is %q, which is no series%s; write one of %s", data.Clip(left, 40), data.Suggest(left, names), strings.Join(names, ", "))})
	}
	if len(names) < 2 {
		rank(rows, o.Order)
		return
	}
	checkCells(rows, "diverging-bar", p)
	checkSides(rows, p)
	if p.total == 0 {
		rankGroups(rows, o.Order, func(rows []row) float64 { return totalOf(rows).rankBy() })
	}
}

// checkSides holds the rows of two series to amounts from zero up.
func checkSides(rows []row, p *problems) {
	checkFromZero(rows, "is negative, and the sides of a diverging-bar chart stand for its two series; write amounts without a sign, or one series", p)
}

func (o *DivergingBar) prepare(c *chart, width float64) drawing {
	if names := frameSeries(c.all); len(names) == 2 {
		return o.twoSides(c, names, width)
	}
	d := &signedBars{c: c, barSet: c.setBars(width, func(r row, axis, size float64) bar {
		return c.signedBar(r, axis, size, float64(width*0.3))
	})}
	d.rows, d.heights, d.ranked = c.ranking(d.barSet)
	return drawing{
		draw: d.draw, height: c.axisHeight() + sum(d.heights), needs: d.scale.needs(c, width, width), likes: d.scale.likes(width, width),
		wants: c.wants(width, 0, d.heights, c.t.gaps(12)), keys: c.spanKeys(d.axis, c.t.neutral()),
	}
}

// signedBars is the layout of the bars of one series around zero.
type signedBars struct {
	*barSet
	c       *chart
	rows    []bar // of the panel
	heights []float64
	ranked  int
}

// signedBar lays out one row, its label on the other side of its bar.
func (c *chart) signedBar(r row, axis, size, width float64) bar {
	x := c.bar(r, axis, size, width)
	x.isLeft = r.hasNumber && r.rankBy() < 0
	x.reach = c.reachBeside(x.span, c.t.width(x.amount, size, r.hasNumber), x.isLeft)
	if label := c.t.gaps(1.2) + x.label.width(); x.isLeft {
		x.after += label
	} else {
		x.before += label
	}
	return x
}

func (d *signedBars) draw(area rect) {
	c := d.c
	zero, place := d.scale.within(area.x, area.w)
	slots, bottom := c.slots(area, d.heights, d.ranked, c.t.gaps(12))
	thick := c.thickness(slots[:d.ranked])
	if d.ranked > 0 {
		c.drawGrid(d.scale, place, area, bottom)
	}
	for i, x := range d.rows {
		c.p.begin(x.id, c.hover(x.row))
		mid, paint := slots[i].middle().y, c.t.Positive
		label, align := place(x.reach.low)-x.before+x.label.width(), 1.0
		if x.isLeft {
			label, align, paint = place(x.reach.high)+x.after-x.label.width(), 0, c.t.Negative
		}
		c.blockOnPaper(x.label, label, mid-x.label.height()/2, align)
		if x.hasNumber {
			c.drawSpan(x.span, x.row, whole(mid-thick/2), thick, place, paint)
		}
		words := x
		if x.isLeft {
			words.after -= c.t.gaps(1.2) + x.label.width()
		} else {
			words.before -= c.t.gaps(1.2) + x.label.width()
		}
		c.drawAmount(words, zero, mid, x.label.size, true, place)
	}
	if d.ranked > 0 {
		c.drawZero(zero, area.y, bottom)
	}
}
