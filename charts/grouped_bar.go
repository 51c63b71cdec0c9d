package charts

import (
	"math"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

var groupedBarKind = Kind{
	Token: "grouped-bar", Family: ranking, Name: "Bars side by side, one for each series of a label.",
	When:    "Two to four amounts of each country or group that are to be compared with one another: exports and imports, two years.",
	WhenNot: "More than four series (small multiples of bar), parts of a total (stacked-bar), or a change between two dates (dumbbell, slope).",
	Columns: columns("label", "series"), X: "label", Y: "value", words: locale.GroupedBarChart,
	Settings: []Setting{orderSetting(func(c Chart) *Order { return &c.(*GroupedBar).Order })},
	make:     func() Chart { return &GroupedBar{} },
}

// GroupedBar is the options of a chart of grouped bars: for each label a bar of
// each series, from one zero. The labels are ranked by their largest bar, since
// that is what a reader's eye follows down the page; within a label the series
// keep the order of the frame, so that a colour is always at the same place.
//
// The series are named inside the bars of the first label where the names fit,
// in a legend otherwise. A row without a number says so beside the axis, and a
// combination of label and series that the frame does not have takes no room.
// Bounds are drawn as in [Bar]. Two rows of one label and series are refused.
type GroupedBar struct {
	Options
	Order Order
}

func (*GroupedBar) token() string { return "grouped-bar" }

func (o *GroupedBar) check(rows []row, p *problems) {
	p.refuse(rows, "grouped-bar", data.DateUnit, data.Ordinal)
	checkCells(rows, "grouped-bar", p)
	if p.total == 0 {
		rankGroups(rows, o.Order, largestOf)
	}
}

// barGroup is the layout of the bars of one label.
type barGroup struct {
	label block
	bars  []bar
}

// groupSet is what the panels of a chart of grouped bars share.
type groupSet struct {
	series     []string
	bars       []bar            // by the number of the row
	labels     map[string]block // by their text
	scale      barScale
	labelWidth float64
	axis       float64
}

// groupedBars is the layout of a panel of grouped bars.
type groupedBars struct {
	*groupSet
	c        *chart
	groups   []barGroup
	heights  []float64
	most     int  // bars of the largest group
	ranked   int  // groups with a number
	isDirect bool // the first group names the series
}

// filledPart is the part of a group's height that its bars take.
const filledPart = 0.8

func (*GroupedBar) prepare(c *chart, width float64) drawing {
	g := &groupedBars{c: c, groupSet: shared(c, width, func() *groupSet { return c.groupSet(width) })}
	for _, group := range groupsOf(c.rows) {
		x := barGroup{label: g.labels[group.label]}
		for _, r := range group.rows {
			x.bars = append(x.bars, g.bars[r.n])
		}
		g.groups = append(g.groups, x)
		least := float64(float64(len(x.bars))*c.t.small*leading) / filledPart // each bar has its amount beside it
		g.heights = append(g.heights, math.Ceil(max(x.label.height()+c.t.gaps(0.8), least)))
		g.most = max(g.most, len(x.bars))
		if group.hasNumber {
			g.ranked++
		}
	}
	room := width - g.labelWidth
	d := drawing{draw: g.draw, height: c.axisHeight() + sum(g.heights), needs: g.scale.needs(c, width, room), likes: g.scale.likes(width, room)}
	d.wants = c.wants(width, 0, g.heights, g.spread())
	if g.isDirect = g.namesFit(room); !g.isDirect {
		d.keys = c.seriesKeys(g.series)
	}
	d.keys = append(d.keys, c.spanKeys(g.axis, c.t.neutral())...)
	return d
}

// spread is what a group may have beyond its least height.
func (g *groupedBars) spread() float64 { return g.c.t.gaps(float64(4 * g.most)) }

// groupSet lays out the rows of all panels.
func (c *chart) groupSet(width float64) *groupSet {
	g := &groupSet{series: frameSeries(c.all), bars: make([]bar, len(c.all)+1), labels: map[string]block{}, axis: axisLength(c.all)}
	widest := 0.0
	for _, r := range c.all {
		x := c.groupedBar(r, g.axis, width)
		g.bars[r.n] = x
		g.scale.add(x.reach)
		if _, ok := g.labels[r.label]; !ok {
			b := c.balanced(r.label, c.t.label, false, c.t.Text, float64(width*0.3), 3)
			g.labels[r.label], widest = b, max(widest, b.width())
		}
	}
	g.labelWidth = math.Ceil(widest) + c.t.gaps(1.4)
	return g
}

// groupedBar lays out one row. One without a number names its series, since it
// has no bar whose colour would.
func (c *chart) groupedBar(r row, axis, width float64) bar {
	x := bar{row: r, span: spanOf(r, axis), amount: c.amount(r)}
	if !r.hasNumber {
		x.amount = c.named(r, float64(width*0.45))
	}
	x.reach, x.isLeft = c.reachOf(x.span, c.t.width(x.amount, c.t.small, false))
	return x
}

// named writes the amount of a row behind its series, cut to a width.
func (c *chart) named(r row, width float64) string {
	text := c.l.Text(locale.LabelAndAmount, r.series, c.amount(r))
	if lines := wrap(c.t.face(false), text, c.t.small, width, 1); len(lines) > 0 {
		return lines[0]
	}
	return ""
}

// namesFit reports whether the first group has a bar of every series that is
// long enough for its name.
func (g *groupedBars) namesFit(room float64) bool {
	c := g.c
	if len(c.panels) > 1 || len(g.groups) == 0 || len(g.groups[0].bars) < len(g.series) {
		return false
	}
	k := g.scale.longest(room)
	for _, x := range g.groups[0].bars {
		if !x.hasNumber || x.isEstimated || g.scale.length(x.sure, k) < c.t.width(x.series, c.t.small, false)+c.t.gaps(2) {
			return false
		}
	}
	return true
}

func (g *groupedBars) draw(area rect) {
	c := g.c
	zero, place := g.scale.within(area.x+g.labelWidth, area.w-g.labelWidth)
	slots, bottom := c.slots(area, g.heights, g.ranked, g.spread())
	// All bars have one height, that of the group with the least room for them.
	pitch := c.t.gaps(5)
	for i, x := range g.groups {
		pitch = min(pitch, float64(slots[i].h*filledPart)/float64(len(x.bars)))
	}
	if g.ranked > 0 {
		c.drawGrid(g.scale, place, area, bottom)
	}
	for i, x := range g.groups {
		c.p.begin("", "")
		mid := slots[i].middle().y
		c.p.block(x.label, area.x+g.labelWidth-c.t.gaps(1.4), mid-x.label.height()/2, 1)
		top := mid - float64(pitch*float64(len(x.bars)))/2
		for j, b := range x.bars {
			c.p.begin(b.id, c.hover(b.row))
			g.drawBar(b, zero, top+float64(pitch*float64(j)), pitch, place, i == 0 && g.isDirect)
		}
	}
	if g.ranked > 0 {
		c.drawZero(zero, area.y, bottom)
	}
}

// drawBar draws one bar of a pitch, with the name of its series or without.
func (g *groupedBars) drawBar(b bar, zero, top, pitch float64, place func(float64) float64, isNamed bool) {
	c := g.c
	paint := c.paintOf(b.series, g.series)
	gap := max(1, math.Round(float64(pitch*0.08)))
	y := whole(top)
	h := whole(top+pitch) - y - gap
	if b.hasNumber {
		c.drawSpan(b.span, b.row, y, h, place, paint)
	}
	c.drawAmount(b, zero, y+h/2, c.t.small, false, place)
	if isNamed {
		c.onFill(b.series, zero+c.t.gaps(0.9), c.baseline(y+h/2, c.t.small), c.t.small, paint)
	}
}
