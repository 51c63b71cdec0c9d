package charts

import (
	"cmp"
	"math"
	"slices"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

var symbolMapKind = Kind{
	Token: "symbol-map", Family: places, Name: "Amounts as discs on a map.",
	When:    "Totals of countries, where it counts where they lie and how large they are.",
	WhenNot: "Rates and shares (choropleth), or amounts that are nearly alike (bar).",
	Columns: columns("place"), X: "place", Y: "value",
	Settings: groundSettings(),
	words:    locale.SymbolMap, make: func() Chart { return &SymbolMap{} },
}

// SymbolMap is the options of a map of discs. The area of a disc is in
// proportion to the amount: its radius is R·√(|amount|/largest), where R is 3.2%
// of the width of the map of the world, 4.5% of that of a region, and largest is
// the largest amount or bound that any panel draws. Discs of less than 1.5
// pixels have that radius; R is less where the discs of a panel would cover more
// than a sixth of the map. Small discs lie on top of large ones; one at the
// edge of the map is moved in.
//
// A disc is solid as far as the amount is sure and hatched up to its greatest
// bound; where nothing bounds it above, a dashed ring stands around it. An
// estimate is pale with a dashed edge. Where amounts have both signs, those below
// zero have a colour of their own. Zero and rows without a number are listed in
// the note. Places are read as those of [Choropleth] are.
type SymbolMap struct {
	Options
	Ground
}

func (*SymbolMap) token() string { return "symbol-map" }

func (o *SymbolMap) check(rows []row, p *problems) {
	checkPlaces(rows, o, p)
	p.refuseUnits(rows, "symbol-map")
	Ranked.sortBy(rows, row.rankBy)
}

// symbolMap is the layout of a map of discs.
type symbolMap struct {
	*atlas
	axis         float64 // against which an interval is wide
	radius       float64 // of the largest amount
	largest      float64
	hasBothSigns bool
}

func (o *SymbolMap) prepare(c *chart, width float64) drawing {
	m := &symbolMap{axis: axisLength(c.all)}
	var codes []string
	isBelow, isAbove := false, false
	for _, r := range c.all {
		codes = append(codes, r.place)
		low, high := spanOf(r, m.axis).extent()
		m.largest = max(m.largest, -low, high)
		isBelow, isAbove = isBelow || low < 0, isAbove || high > 0
	}
	m.hasBothSigns = isBelow && isAbove
	m.atlas = c.newAtlas(&o.Ground, codes, width)
	part := 0.032
	if m.shape.view.Projection().Azimuthal {
		part = 0.045
	}
	m.radius = m.largestRadius(float64(width * part))
	wants, least := m.heights()
	return drawing{height: least, wants: wants, keys: m.keys(), notes: m.notes(m.unseen()), draw: m.draw}
}

// largestRadius is the radius of the largest amount: the one wanted, or less
// where the discs of a panel would cover more than a sixth of the map.
func (m *symbolMap) largestRadius(wanted float64) float64 {
	radius := min(max(wanted, 9), 60)
	sums := map[string]float64{}
	for _, r := range m.c.all {
		low, high := spanOf(r, m.axis).extent()
		if m.largest == 0 || !m.has(r.place) {
			continue
		}
		sums[r.facet] += max(-low, high) / m.largest
		most := float64(m.shape.width*m.shape.height) / 6 / math.Pi / sums[r.facet]
		radius = min(radius, math.Sqrt(max(most, 9)))
	}
	return max(3, math.Round(quantise(radius)))
}

// unseen lists the places that are zero or have no number.
func (m *symbolMap) unseen() (notes []string) {
	for _, hasNumber := range []bool{true, false} {
		var names []string
		amount := ""
		for _, r := range m.c.all {
			low, high := spanOf(r, m.axis).extent()
			if r.hasNumber != hasNumber || hasNumber && (low < 0 || high > 0) {
				continue
			}
			amount = m.c.amount(r)
			names = append(names, data.Clip(r.fullName(), 60))
		}
		notes = append(notes, m.c.namedNote(func(names string) string { return m.c.l.Text(locale.LabelAndAmount, amount, names) }, names)...)
	}
	return notes
}

// radiusOf is the radius of an amount, 0 for 0.
func (m *symbolMap) radiusOf(amount float64) float64 {
	if amount == 0 || m.largest == 0 {
		return 0
	}
	return quantise(max(1.5, float64(m.radius*math.Sqrt(math.Abs(amount)/m.largest))))
}

// paint is that of amounts on one side of zero.
func (m *symbolMap) paint(amount float64) Paint {
	switch {
	case !m.hasBothSigns:
		return m.c.t.series(0)
	case amount < 0:
		return m.c.t.Negative
	}
	return m.c.t.Positive
}

// keys is the legend: up to three discs to scale, the colours of the two signs,
// bounds, estimates, disputed areas.
func (m *symbolMap) keys() (keys []key) {
	c := m.c
	last := math.Inf(1)
	for _, part := range []float64{0.6, 0.15, 0.03} {
		v, ok := roundest(0, float64(m.largest*part), 1)
		x := v.Float64(data.ToNearest)
		radius := m.radiusOf(x)
		if !ok || m.largest == 0 || radius < 2 || x >= last {
			continue
		}
		last = x
		keys = append(keys, key{text: c.written(v), square: true, high: math.Ceil(float64(2*radius)) + 2, swatch: func(c *chart, r rect) {
			c.p.ring(r.x+r.w/2, r.y+r.h/2, radius, max(1, c.t.gaps(0.12)), c.t.Muted)
		}})
	}
	if m.hasBothSigns {
		zero := c.written(data.Int(0))
		keys = append(keys, symbolKey(m.paint(-1), c.l.Text(locale.LessThanAmount, zero), false), symbolKey(m.paint(1), c.l.Text(locale.MoreThanAmount, zero), false))
	}
	if slices.ContainsFunc(c.all, func(r row) bool { return spanOf(r, m.axis).hasHatch }) {
		keys = append(keys, openKey(upperFirst(c.l.Text(locale.HatchedBounds)), m.paint(1).Fill))
	}
	keys = append(keys, c.unboundedKey(m.axis, func(c *chart, r rect) { m.dashedRing(r.middle(), r.h/2-1, m.paint(1).Fill) })...)
	if c.hasEstimates() {
		keys = append(keys, key{text: upperFirst(c.l.Text(locale.EstimatedKey)), square: true, swatch: func(c *chart, r rect) {
			m.pale(r.middle(), r.h/2-1, m.paint(1).Fill)
		}})
	}
	return append(keys, m.disputedKeys()...)
}

// disc is one symbol.
type disc struct {
	r           row
	at          point
	sure, reach float64 // radii: solid, and with what bounds leave open
	around      float64 // radius of all that is drawn
	hasNoTop    bool    // nothing bounds the amount above
	paint       Paint
	valueAt     float64 // radius of the value between the bounds, 0 for none
}

// discs returns the symbols of a panel, the largest first.
func (m *symbolMap) discs(s *sheet, to point, area rect) (out []disc) {
	for _, r := range m.c.rows {
		i, ok := s.at[r.place]
		if !ok || !s.areas[i].isSeen || !r.hasNumber {
			continue
		}
		span := spanOf(r, m.axis)
		low, high := span.extent()
		d := disc{r: r, sure: m.radiusOf(span.sure), hasNoTop: span.arrowUp || span.arrowLow && low < 0}
		d.reach = max(d.sure, m.radiusOf(max(-low, high)))
		if d.reach == 0 && !d.hasNoTop {
			continue
		}
		d.paint = m.paint(low + high)
		if span.hasHatch && span.hasValue && r.value != span.sure {
			d.valueAt = m.radiusOf(r.value)
		}
		d.around = d.reach + max(1, m.c.t.gaps(0.12))
		if d.hasNoTop {
			d.around += m.c.t.gaps(0.5)
		}
		a := s.areas[i].anchor
		d.at = point{min(max(a.x+to.x, area.x+d.around), area.right()-d.around), min(max(a.y+to.y, area.y+d.around), area.bottom()-d.around)}
		out = append(out, d)
	}
	slices.SortStableFunc(out, func(a, b disc) int { return cmp.Or(larger(a.reach, b.reach), cmp.Compare(a.r.n, b.r.n)) })
	return out
}
