package charts

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
	placecode "github.com/periplus-data/periplus/data/place"
)

var flowMapKind = Kind{
	Token: "flow-map", Family: flows, Name: "Arrows on a map from suppliers to recipients.",
	When:    "A few flows between countries, where it counts which way they go.",
	WhenNot: "Many flows that cross (matrix, sankey), or where the exact amounts count (bar).",
	Columns: columns("from", "to"), X: "from", Y: "to",
	Settings: groundSettings(),
	words:    locale.FlowMap, make: func() Chart { return &FlowMap{} },
}

// FlowMap is the options of a map of arrows. An arrow follows the great circle,
// the shortest way over the earth, from where a flow comes from to where it goes;
// where the edge of the map would cut that in two, it is an arc instead. Its width is in proportion to the amount:
// 1.8% of the width of the map for the largest amount or bound that any panel
// draws, and never under 1 pixel. Small arrows lie on top of large ones, and of
// two that run both ways each keeps to its right.
//
// An arrow is full as far as the amount is sure and pale up to its greatest
// bound; where nothing bounds it above, its pale edge is dashed. An estimate is
// dashed. Suppliers have colours where there are several of them; of more than
// seven, the six largest. Zero and rows without a number are listed in the note.
//
// Both ends are read as the places of [Choropleth] are. A flow of which one end
// has no place on the map is listed in the note, one of which neither has is
// refused; so are a flow from a place to itself, a pair that stands twice in a
// panel, and amounts below zero.
type FlowMap struct {
	Options
	Ground
}

func (*FlowMap) token() string { return "flow-map" }

func (o *FlowMap) check(rows []row, p *problems) {
	d := newReader(o, p)
	if d == nil {
		return
	}
	type pair struct{ facet, from, to string }
	first := map[pair]int{}
	for i := range rows {
		r := &rows[i]
		from, to := r.from, r.to
		var fromName, toName string
		r.from, fromName = d.read(*r, "from", from)
		r.to, toName = d.read(*r, "to", to)
		if r.from == "" || r.to == "" {
			continue
		}
		r.label = d.l.Text(locale.FlowOf, fromName, toName)
		_, hasFrom := d.m.Area(r.from)
		_, hasTo := d.m.Area(r.to)
		at := pair{r.facet, r.from, r.to}
		switch n, ok := first[at]; {
		case ok:
			p.field(*r, "to", to, "row %d has this flow already; a flow-map has one row for each pair", n)
			continue
		case r.from == r.to:
			p.field(*r, "to", to, "the flow ends where it begins; a flow-map shows those between two places")
		case !hasFrom && !hasTo:
			p.field(*r, "from", from, "the map has a place neither for %s nor for %s; write countries or territories", fromName, toName)
		}
		first[at] = r.n
	}
	checkParts(rows, "flow-map", "a flow the other way has from and to exchanged", p)
	Ranked.sortBy(rows, row.rankBy)
}

// flowMap is the layout of a flow map.
type flowMap struct {
	*atlas
	axis    float64  // against which an interval is wide
	most    float64  // width of the largest amount
	largest float64  // amount
	names   []string // codes of the suppliers, the largest first
	oneFrom bool     // all flows come from one place
	oneTo   bool     // or go to one
}

// mostColours bounds the suppliers that have colours of their own.
const mostColours = 7

func (o *FlowMap) prepare(c *chart, width float64) drawing {
	m := &flowMap{axis: axisLength(c.all)}
	var codes []string
	for _, r := range c.all {
		codes = append(codes, r.from, r.to)
	}
	m.atlas = c.newAtlas(&o.Ground, codes, width)
	var drawn []row
	for _, r := range c.all {
		if m.hasBoth(r) && (r.reach(m.axis) > 0 || spanOf(r, m.axis).arrowUp) {
			drawn = append(drawn, r)
			m.largest = max(m.largest, r.reach(m.axis))
		}
	}
	m.names = namesOf(drawn, fromOf, Ranked)
	m.oneFrom, m.oneTo = len(m.names) == 1, len(namesOf(drawn, toOf, Ranked)) == 1
	m.most = math.Round(min(max(float64(width*0.018), 7), 32))
	wants, least := m.heights()
	var missing []string
	for _, r := range c.all {
		if !m.hasBoth(r) {
			missing = append(missing, r.label)
		}
	}
	notes := append(c.unplacedNote(missing), c.leftOutNotes(c.all, m.axis)...)
	return drawing{height: least, wants: wants, keys: m.keys(), notes: append(notes, c.policyNote(m.m)), draw: m.draw}
}

func (m *flowMap) hasBoth(r row) bool { return m.has(r.from) && m.has(r.to) }

// nameOf is the name of a place in the language of the picture.
func (m *flowMap) nameOf(code string) string {
	name := m.c.l.Country(code)
	if p, ok := placecode.Lookup(code); ok && name == code {
		name = p.Name
	}
	return clean(name)
}

// widthOf is the width of an amount above 0.
func (m *flowMap) widthOf(amount float64) float64 {
	if m.largest == 0 {
		return 1
	}
	return quantise(max(1, float64(m.most*amount/m.largest)))
}

// paintOf is that of a supplier.
func (m *flowMap) paintOf(from string) Paint {
	i := slices.Index(m.names, from)
	if len(m.names) > mostColours && i >= mostColours-1 {
		return m.c.t.neutral()
	}
	paint := m.c.t.series(i)
	if contrast(paint.Fill, m.land()) < 2.5 {
		paint.Fill = paint.Words // a thin line has to stand out from the land
	}
	return Paint{Fill: paint.Fill, Words: paint.Words}
}

// isDirect reports whether the amounts stand beside the places, since every
// flow has an end that no other one has.
func (m *flowMap) isDirect() bool { return m.oneFrom || m.oneTo }

// keys is the legend: widths where the amounts do not stand beside the places,
// suppliers where their lines may be taken for one another, bounds, estimates,
// disputed areas.
func (m *flowMap) keys() (keys []key) {
	c := m.c
	if len(m.names) == 0 {
		return m.disputedKeys()
	}
	color := m.paintOf(m.names[0]).Fill
	if !m.isDirect() && m.largest > 0 {
		keys = m.widthKeys()
	}
	if !m.isDirect() {
		for i, code := range m.names {
			if len(m.names) > mostColours && i >= mostColours-1 {
				keys = append(keys, paintKey(c.t.neutral(), c.others(len(m.names)-i)))
				break
			}
			paint := m.paintOf(code)
			keys = append(keys, paintKey(paint, m.nameOf(code)))
		}
	}
	drawn := func(is func(s span, r row) bool) bool {
		return slices.ContainsFunc(c.all, func(r row) bool { return r.hasNumber && m.hasBoth(r) && is(spanOf(r, m.axis), r) })
	}
	if drawn(func(s span, _ row) bool { return s.hasHatch && !s.arrowUp }) {
		keys = append(keys, key{text: upperFirst(c.l.Text(locale.ShadedBounds)), swatch: func(c *chart, r rect) {
			c.p.rects(m.pale(color), r)
			c.p.line(color, float64(r.h*0.4), []point{{r.x, r.y + r.h/2}, {r.right(), r.y + r.h/2}})
		}})
	}
	if drawn(func(s span, _ row) bool { return s.arrowUp }) {
		keys = append(keys, key{text: upperFirst(c.l.Text(locale.NoUpperBound)), swatch: func(c *chart, r rect) {
			y := r.y + r.h/2
			m.openEdge(color, r.h-2, []point{{r.x, y}, {r.right(), y}})
			c.p.line(color, float64(r.h*0.45), []point{{r.x, y}, {r.right(), y}})
		}})
	}
	if drawn(func(_ span, r row) bool { return r.isEstimated }) {
		keys = append(keys, key{text: upperFirst(c.l.Text(locale.EstimatedKey)), swatch: func(c *chart, r rect) {
			y := r.y + r.h/2
			c.dashed(color, max(2, c.t.gaps(0.3)), []point{{r.x, y}, {r.right(), y}})
		}})
	}
	return append(keys, m.disputedKeys()...)
}

// widthKeys are up to three round amounts as lines to scale.
func (m *flowMap) widthKeys() (keys []key) {
	c, last := m.c, math.Inf(1)
	for _, part := range []float64{1, 0.4, 0.1} {
		v, ok := roundest(0, float64(m.largest*part), 1)
		w := m.widthOf(v.Float64(data.ToNearest))
		if !ok || w >= last || w < 1.5 {
			continue
		}
		last = w
		keys = append(keys, key{text: c.written(v), high: max(math.Ceil(w), c.swatchHeight(key{})), swatch: func(c *chart, r rect) {
			y := r.y + r.h/2
			c.p.line(c.t.Muted, w, []point{{r.x, y}, {r.right(), y}})
		}})
	}
	return keys
}

// arrow is one flow on the map.
type arrow struct {
	r           row
	paint       Paint
	sure, reach float64 // widths: of what is sure, and with what bounds leave open
	hasNoTop    bool
	line        []point // from the start to the base of the head
	head        []point
}

// arrows returns the flows of a panel, the widest first.
func (m *flowMap) arrows(s *sheet, to point) (out []arrow) {
	both := map[string]bool{}
	for _, r := range m.c.rows {
		both[fmt.Sprint(r.from, ">", r.to)] = true
	}
	for _, r := range m.c.rows {
		if !r.hasNumber || !m.hasBoth(r) {
			continue
		}
		span := spanOf(r, m.axis)
		_, high := span.extent()
		if high <= 0 && !span.arrowUp {
			continue
		}
		a := arrow{r: r, paint: m.paintOf(r.from), hasNoTop: span.arrowUp}
		if span.sure > 0 {
			a.sure = m.widthOf(span.sure)
		}
		if high > 0 {
			a.reach = m.widthOf(high)
		}
		if a.hasNoTop {
			a.reach = max(a.reach, 1) + m.c.t.gaps(0.6)
		}
		m.lead(s, to, &a, both[fmt.Sprint(r.to, ">", r.from)])
		out = append(out, a)
	}
	slices.SortStableFunc(out, func(a, b arrow) int { return cmp.Or(larger(a.reach, b.reach), cmp.Compare(a.r.n, b.r.n)) })
	return out
}
