package charts

import (
	"math"
	"slices"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

var stackedBarKind = Kind{
	Token: "stacked-bar", Family: ranking, Name: "Parts of each amount, one behind the other, with the total.",
	When:    "What the totals of several countries or groups are made of, where the total matters most.",
	WhenNot: "Parts that are to be compared with one another (grouped-bar), one whole (treemap), or parts below zero (diverging-bar).",
	Columns: columns("label", "series"), X: "label", Y: "value", words: locale.StackedBarChart,
	Settings: []Setting{
		{Name: "share", Values: []string{"no", "yes"}, Meaning: "yes: every bar is 100%, and the parts are shares of it; no: amounts (the default)", set: func(c Chart, v string) error {
			c.(*StackedBar).Share = v == "yes"
			return nil
		}},
		orderSetting(func(c Chart) *Order { return &c.(*StackedBar).Order }),
	},
	make: func() Chart { return &StackedBar{} },
}

// StackedBar is the options of a chart of stacked bars: for each label a bar
// from zero whose segments are the series, in the order of the frame, with the
// total at its end. The labels are ranked by their total.
//
// Where parts have bounds, nobody knows where one ends and the next begins. So
// each segment is solid as far as its part is sure, which adds up to the least
// total; behind the last one, what each part leaves open follows as hatching in
// its colour, up to the greatest total. The total is the sum of the values, from
// the sum of the low ends to the sum of the high ends, and "about" where a part
// is; where a part has only a bound, it is an interval.
//
// A row without a number is a part that is not known: a note names it, the bar
// has an open end, and the total is the least that it can be. A combination of
// label and series that the frame does not have is no part of the bar. A segment
// that is too short for its amount has none and is counted in the note; hover
// text has it all the same.
//
// With Share, every bar is 100 percent, with the total beside it, and the labels
// are ranked by the share of the first series. The bounds of a share are those
// that the bounds of all parts allow; what remains when every part has its least
// share is hatched in grey. A label with a part that is not known has no shares
// and stands below, with what is known.
//
// An amount below zero cannot be stacked and is refused, as are two rows of one
// label and series, and shares of a total that can be zero.
type StackedBar struct {
	Options
	Share bool
	Order Order
}

func (*StackedBar) token() string { return "stacked-bar" }

func (o *StackedBar) check(rows []row, p *problems) {
	p.refuse(rows, "stacked-bar", data.DateUnit, data.Ordinal, data.Ratio)
	checkCells(rows, "stacked-bar", p)
	checkStacked(rows, "stacked-bar", "a diverging-bar or grouped-bar chart draws it", p)
	if p.total > 0 {
		return
	}
	if o.Share {
		o.checkShares(rows, p)
		return
	}
	rankGroups(rows, o.Order, func(parts []row) float64 {
		if t := totalOf(parts); t.hasNumber {
			return t.rankBy()
		}
		return math.NaN()
	})
}

// checkShares refuses totals that can be 0 and ranks by the first series.
func (o *StackedBar) checkShares(rows []row, p *problems) {
	first := frameSeries(rows)[0]
	rankGroups(rows, o.Order, func(parts []row) float64 {
		if !allKnown(parts) {
			return math.NaN()
		}
		shares, ok := sharesOf(parts)
		if !ok {
			p.field(parts[0], "value", plain(parts[0].value), "the parts of this label may add up to 0, which has no shares; leave the label out")
			return math.NaN()
		}
		if i := slices.IndexFunc(shares, func(s row) bool { return s.series == first }); i >= 0 {
			return shares[i].rankBy()
		}
		return 0
	})
}

func allKnown(parts []row) bool {
	return !slices.ContainsFunc(parts, func(r row) bool { return !r.hasNumber })
}

// part is the layout of one segment.
type part struct {
	row
	paint  Paint
	sure   float64 // length of the solid segment
	open   float64 // length of the hatched one, behind all solid ones
	amount string
	hover  string
}

// stackedBar is the layout of the bar of one label.
type stackedBar struct {
	label  block
	parts  []part
	total  row
	amount string  // of the total
	sure   float64 // where the solid segments end
	end    float64 // where the hatched ones end
	rest   float64 // length of what may belong to any part
	isOpen bool    // it has no end
	drawn  bool    // there is a bar
}

// stackSet is what the panels of a chart of stacked bars share.
type stackSet struct {
	o          *StackedBar
	series     []string
	panels     map[string][]stackedBar // by the facet
	scale      barScale
	labelWidth float64
	isOpen     bool // something is hatched
	isRounded  bool // by rounding alone
}

// stackedBars is the layout of a panel of stacked bars.
type stackedBars struct {
	*stackSet
	c        *chart
	unit     *chart // c, or c with percent for its unit
	stacks   []stackedBar
	heights  []float64
	ranked   int
	isDirect bool // the first bar names the series
}

func (o *StackedBar) prepare(c *chart, width float64) drawing {
	s := &stackedBars{c: c, unit: o.unit(c)}
	s.stackSet = shared(c, width, func() *stackSet { return o.stackSet(c, width) })
	s.stacks = s.panels[c.rows[0].facet]
	for _, x := range s.stacks {
		h := max(x.label.height(), float64(c.t.label*leading))
		if x.drawn {
			s.ranked++
		} else {
			h = max(h, float64(float64(len(x.parts))*c.t.small*leading))
		}
		s.heights = append(s.heights, h+c.t.gaps(0.8))
	}
	room := width - s.labelWidth
	d := drawing{
		draw: s.draw, height: s.head() + c.axisHeight() + sum(s.heights), notes: s.missing(),
		needs: s.scale.needs(c, width, room), likes: s.scale.likes(width, room), wants: c.wants(width, s.head(), s.heights, c.t.gaps(12)),
	}
	if s.isDirect = s.namesFit(room); !s.isDirect {
		d.keys = c.seriesKeys(s.series)
	}
	if s.isOpen {
		text := locale.HatchedOpen
		if s.isRounded {
			text = locale.HatchedRounding
		}
		d.keys = append(d.keys, openKey(upperFirst(c.l.Text(text)), c.t.neutral().Fill))
	}
	d.keys = append(d.keys, c.estimateKeys(c.t.neutral())...)
	return d
}

// unit returns the chart in the unit of the axis: percent, where the parts are
// shares.
func (o *StackedBar) unit(c *chart) *chart {
	if !o.Share {
		return c
	}
	return c.withUnit(data.Percent)
}

// missing names the parts that are not known.
func (s *stackedBars) missing() []string {
	var names []string
	for _, r := range s.c.rows {
		if !r.hasNumber {
			names = append(names, data.Clip(r.fullName(), 60))
		}
	}
	return s.c.namedNote(func(names string) string { return s.c.l.Text(locale.MissingYear, names) }, names)
}

// stackSet lays out the bars of all panels.
func (o *StackedBar) stackSet(c *chart, width float64) *stackSet {
	s := &stackSet{o: o, series: frameSeries(c.all), panels: map[string][]stackedBar{}, isRounded: true}
	axis, widest := 0.0, 0.0
	for _, p := range c.panels {
		for _, g := range groupsOf(p.rows) {
			if t := totalOf(g.rows); t.hasNumber {
				_, most, _ := extentOf([]row{t})
				axis = max(axis, most)
			}
		}
	}
	for _, p := range c.panels {
		for _, g := range groupsOf(p.rows) {
			x := s.stack(c, g, axis, width)
			s.panels[p.name] = append(s.panels[p.name], x)
			widest = max(widest, x.label.width())
			s.scale.add(s.reach(c, x))
		}
	}
	s.labelWidth = math.Ceil(widest) + c.t.gaps(1.4)
	return s
}

// stack lays out the bar of one label on an axis of a length.
func (s *stackSet) stack(c *chart, g group, axis, width float64) stackedBar {
	unit, bare := s.o.unit(c), c
	if !c.repeatsUnit() {
		bare = c.withUnit("") // the total and the axis say it
	}
	x := stackedBar{label: c.balanced(g.label, c.t.label, false, c.t.Text, float64(width*0.3), 3), total: totalOf(g.rows)}
	x.amount, x.drawn = c.amount(x.total), x.total.hasNumber
	rows := g.rows
	if s.o.Share {
		x.drawn, axis = allKnown(g.rows), wholeShare
		if x.drawn {
			rows, _ = sharesOf(g.rows)
		}
	}
	for i, r := range rows {
		p := part{row: r, paint: c.paintOf(r.series, s.series), hover: c.hover(g.rows[i])}
		if !x.drawn {
			p.amount = c.named(r, float64(width*0.45))
			x.parts = append(x.parts, p)
			continue
		}
		if p.amount = bare.amount(r); s.o.Share {
			p.amount, p.hover = unit.amount(shortShare(r)), c.shareHover(g.rows[i], unit.full(r))
		}
		sp := spanOf(r, axis)
		p.sure, p.open = sp.sure, sp.to-sp.from
		x.isOpen = x.isOpen || sp.arrowUp || !r.hasNumber
		if s.isOpen = s.isOpen || sp.hasHatch || !r.hasNumber; sp.hasHatch && !r.isRounded() || !r.hasNumber {
			s.isRounded = false
		}
		x.sure += p.sure
		x.end += p.sure + p.open
		x.parts = append(x.parts, p)
	}
	if s.o.Share && x.drawn {
		s.settleShares(&x)
	}
	return x
}

// settleShares lets the parts of a bar of 100 percent fill it: by their values
// where bounds are too narrow to be drawn, else by the least of each share,
// with a rest that may belong to any.
func (s *stackSet) settleShares(x *stackedBar) {
	isOpen := slices.ContainsFunc(x.parts, func(p part) bool { return p.isDrawn(wholeShare) })
	x.sure, x.end, x.isOpen = 0, wholeShare, false
	for i := range x.parts {
		p := &x.parts[i]
		if p.open, p.sure = 0, p.value; isOpen {
			p.sure = p.low
		}
		x.sure += p.sure
	}
	if x.rest = wholeShare - x.sure; x.rest < 1e-6 {
		x.rest = 0
	}
}

// shortShare rounds a share without bounds as prose does: to whole percent from
// 10, and to a tenth below; one of which only the least is known, to whole
// percent under it.
func shortShare(r row) row {
	if math.IsNaN(r.value) && !r.given.High.IsSet() {
		r.given.Low = r.given.Low.RoundTo(data.Int(1), data.Down)
	}
	if v := number(r.value); !r.hasInterval && v.IsSet() {
		step := data.Int(1)
		if r.value < 10 {
			step = data.Pow10(-1)
		}
		r.value = v.RoundTo(step, data.ToNearest).Float64(data.ToNearest)
	}
	return r
}

// shareHover is the hover text of a part, with its share.
func (c *chart) shareHover(r row, share string) string {
	text := c.l.Text(locale.LabelAndAmount, r.fullName(), c.full(r)) + "\n" + share
	if r.source != "" {
		text += "\n" + c.l.Text(locale.SourceNote, r.source)
	}
	return text
}

// reach is how far a bar goes, its total included, or the words in its place.
func (s *stackSet) reach(c *chart, x stackedBar) reach {
	if !x.drawn {
		r := reach{}
		for _, p := range x.parts {
			r.after = max(r.after, c.t.gaps(0.9)+c.t.width(p.amount, c.t.small, false))
		}
		return r
	}
	words := c.t.width(x.amount, c.t.label, true)
	if s.o.Share {
		words = max(c.t.width(x.amount, c.t.label, false), c.t.width(c.totalWord(), c.t.small, false))
	}
	r := reach{high: x.end, after: c.t.gaps(0.9) + words}
	if x.isOpen {
		r.after += c.arrowLength()
	}
	return r
}

func (c *chart) totalWord() string { return upperFirst(c.l.Text(locale.TotalOf)) }

// head is the height of the line of names over the bars, which is kept free
// whether or not they fit, so that the height does not hang on it.
func (s *stackedBars) head() float64 { return float64(s.c.t.small*leading) + s.c.t.gaps(0.2) }

// namesFit reports whether the first bar has a segment of every series that is
// long enough for its name over it.
func (s *stackedBars) namesFit(room float64) bool {
	c := s.c
	if len(c.panels) > 1 || s.ranked == 0 || len(s.stacks[0].parts) < len(s.series) {
		return false
	}
	k := s.scale.longest(room)
	for _, p := range s.stacks[0].parts {
		if s.scale.length(p.sure, k) < c.t.width(p.series, c.t.small, false)+c.t.gaps(1) {
			return false
		}
	}
	return true
}
