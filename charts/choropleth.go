package charts

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/periplus-data/periplus/data/locale"
)

var choroplethKind = Kind{
	Token: "choropleth", Family: places, Name: "Countries coloured by the class of their amount.",
	When:    "Shares, rates and other numbers that do not grow with the size of a country.",
	WhenNot: "Totals, which make large countries look important (symbol-map), or where the exact order counts (bar).",
	Columns: columns("place"), X: "place", Y: "value",
	Settings: groundSettings(
		Setting{Name: "classes", Meaning: "how many classes the amounts are parted into, 3 to 9; 5 unless set", set: func(c Chart, v string) error {
			n, err := strconv.Atoi(v)
			if err != nil || n < fewestClasses || n > mostClasses {
				return fmt.Errorf("cannot take %q; write a whole number from %d to %d", v, fewestClasses, mostClasses)
			}
			c.(*Choropleth).Classes = n
			return nil
		}},
		Setting{Name: "method", Values: []string{"quantile", "equal"}, Meaning: "quantile: about as many places in each class (the default); equal: steps of one size", set: func(c Chart, v string) error {
			c.(*Choropleth).Steps = Quantiles
			if v == "equal" {
				c.(*Choropleth).Steps = EqualSteps
			}
			return nil
		}},
	),
	words: locale.ChoroplethMap, make: func() Chart { return &Choropleth{} },
}

// Choropleth is the options of a map whose countries are coloured by classes.
//
// A class reaches from its lower break to under its upper one: [a, b). The
// breaks are quantiles of the amounts above zero, by the nearest rank, or lie at
// equal steps, and are round numbers; where all amounts are positive or zero,
// zero is in the lowest class. Where some are below zero, zero is a break, the
// breaks above it mirror those below, found from the amounts without their
// signs, and an odd number of classes has one more. Panels share the classes.
//
// Where the bounds of a row are drawn and lie in two classes, the country has
// the colour of the lower one under lines in that of the higher. An estimate has
// a dashed edge. Countries without a row or a number are hatched as no data, and
// so are, in other lines, areas that are disputed. A country too small to see
// is a disc of its colour.
//
// A row names its place by its code of ISO 3166 or by name; one that is unknown,
// or that stands twice in a panel, is refused. Groups of countries, states that
// are no more and territories that the map has no area for are listed in the
// note. The map shows the region in which all places lie, else the world.
type Choropleth struct {
	Options
	Ground
	// Classes is how many classes the amounts are parted into, 3 to 9; 0 is 5.
	// There are fewer where the amounts do not fill them.
	Classes int
	// Steps says how.
	Steps Steps
}

func (*Choropleth) token() string { return "choropleth" }

func (o *Choropleth) check(rows []row, p *problems) {
	if o.Classes != 0 && (o.Classes < fewestClasses || o.Classes > mostClasses) {
		p.add(fmt.Errorf("classes: cannot take %d; write a whole number from %d to %d", o.Classes, fewestClasses, mostClasses))
	}
	checkPlaces(rows, o, p)
	p.refuseUnits(rows, "choropleth")
	Ranked.sortBy(rows, row.rankBy)
}

// checkPlaces reads the places of rows, each once in a panel, and names the rows
// after them.
func checkPlaces(rows []row, k mapKind, p *problems) {
	d := newReader(k, p)
	if d == nil {
		return
	}
	first := map[[2]string]int{}
	for i := range rows {
		r := &rows[i]
		text := r.place
		r.place, r.label = d.read(*r, "place", text)
		at := [2]string{r.facet, r.place}
		if n, ok := first[at]; ok && r.place != "" {
			p.field(*r, "place", text, "row %d has %s already; a map has one row for each place", n, r.label)
			continue
		}
		first[at] = r.n
	}
}

// choropleth is the layout of a choropleth map.
type choropleth struct {
	*atlas
	axis    float64 // against which an interval is wide
	classes classes
}

func (o *Choropleth) prepare(c *chart, width float64) drawing {
	m := &choropleth{axis: axisLength(c.all)}
	var amounts []float64
	var codes []string
	for _, r := range c.all {
		codes = append(codes, r.place)
		if r.hasNumber {
			amounts = append(amounts, r.rankBy())
		}
	}
	m.atlas = c.newAtlas(&o.Ground, codes, width)
	m.classes = c.mapClasses(amounts, o.Classes, o.Steps)
	wants, least := m.heights()
	return drawing{height: least, wants: wants, keys: m.keys(), notes: m.notes(nil), draw: m.draw}
}

// notes are those of every map: what is not on it, what the kind says, and
// whose borders it shows.
func (a *atlas) notes(own []string) (notes []string) {
	var missing []string
	for _, r := range a.c.all {
		if r.place != "" && !a.has(r.place) {
			missing = append(missing, r.label)
		}
	}
	notes = append(a.c.unplacedNote(missing), own...)
	return append(notes, a.c.policyNote(a.m))
}

// classOf returns the classes in which the least and the greatest amount of a
// row with a number lie.
func (m *choropleth) classOf(r row) (low, high int) {
	if !r.isDrawn(m.axis) {
		i := m.classes.of(r.rankBy())
		return i, i
	}
	low, high = 0, len(m.classes.colors)-1
	if !math.IsNaN(r.low) {
		low = m.classes.of(r.low)
	}
	if !math.IsNaN(r.high) {
		high = m.classes.ofHigh(r.high, r.highOpen)
	}
	return low, max(low, high)
}

// keys is the legend: the classes, what lies between two of them, estimates, no
// data, disputed areas.
func (m *choropleth) keys() []key {
	c := m.c
	isOpen := func(r row) bool {
		low, high := m.classOf(r)
		return low != high
	}
	var numbers []row
	for _, r := range c.all {
		if r.hasNumber && m.has(r.place) {
			numbers = append(numbers, r)
		}
	}
	keys := m.classes.keys(c)
	if len(keys) == 0 && len(numbers) > 0 {
		low, high, _ := extentOf(numbers)
		text := c.written(number(low))
		if low < high {
			text = c.l.Text(locale.FromTo, text, c.written(number(high)))
		}
		keys = append(keys, paintKey(m.classes.paint(0), text))
	}
	if i := slices.IndexFunc(numbers, isOpen); i >= 0 {
		keys = append(keys, key{text: upperFirst(c.l.Text(locale.HatchedBounds)), swatch: func(c *chart, r rect) {
			m.fill(numbers[i], r.corners())
		}})
	}
	if i := slices.IndexFunc(numbers, func(r row) bool { return r.isEstimated }); i >= 0 {
		low, _ := m.classOf(numbers[i])
		paint := m.classes.paint(low)
		keys = append(keys, key{text: upperFirst(c.l.Text(locale.EstimatedKey)), swatch: func(c *chart, r rect) {
			c.area(paint, r.corners())
			o := r.inset(m.c.t.dashWidth() / 2).corners()
			m.dashedEdge(paint.Fill, append(o, o[0]))
		}})
	}
	keys = append(keys, key{text: upperFirst(c.l.Text(locale.NoDataKey)), swatch: func(c *chart, r rect) { m.noData(r.corners()) }})
	return append(keys, m.disputedKeys()...)
}

// fill fills outlines with the class of a row.
func (m *choropleth) fill(r row, outlines ...[]point) {
	low, high := m.classOf(r)
	m.c.area(m.classes.paint(low), outlines...)
	if low != high {
		m.c.lines(m.classes.colors[high], float64(m.c.t.hatchLine*1.5), clipLines(outlines, 1, 1, m.c.t.hatchStep))
	}
}

// dashedEdge marks an area as an estimate.
func (m *choropleth) dashedEdge(fill Color, lines ...[]point) {
	c := m.c
	color := c.t.Text
	if contrast(color, fill) < 3 {
		color = c.t.on(fill)
	}
	for _, line := range lines {
		c.dashed(color, m.c.t.dashWidth(), line)
	}
}
