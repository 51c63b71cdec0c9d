package charts

import (
	"fmt"
	"math"
	"slices"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

var matrixKind = Kind{
	Token: "matrix", Family: flows, Name: "Who delivers to whom: suppliers in rows, recipients in columns.",
	When:    "Many flows between many places, of which the pattern counts more than any single amount.",
	WhenNot: "A few large flows (sankey), or where the flows lie on the globe (flow-map).",
	Columns: columns("from", "to"), X: "to", Y: "from",
	Settings: []Setting{
		orderSetting(func(c Chart) *Order { return &c.(*Matrix).Order }),
		{Name: "totals", Values: []string{"no", "yes"}, Meaning: "whether rows and columns have their totals; no unless set", set: func(c Chart, v string) error {
			c.(*Matrix).Totals = v == "yes"
			return nil
		}},
	},
	words: locale.MatrixChart, make: func() Chart { return &Matrix{} },
}

// Matrix is the options of a chart of flows as a table: a row for each place
// that they come from, a column for each that they go to, and in each cell the
// amount, on a colour for its class. The classes hold about as many cells each
// (quantiles, by the nearest rank), and the breaks between them are round: a
// class begins with its lower break. Zero is a class of its own, on paper, and
// a pair that no row tells of, or only without a number, is hatched as no data.
//
// Where the bounds of a row are drawn and lie in two classes, the cell has the
// colour of the lower one under lines in that of the higher. Panels share rows,
// columns and classes. A pair that stands twice in a panel, and an amount below
// zero, are refused. An amount that its cell does not hold is left out, and the
// note counts those.
type Matrix struct {
	Options
	// Order is that of rows and columns: by their totals over all panels, the
	// largest first, or as the frame has them.
	Order Order
	// Totals says whether the cells of a row and of a column are added up, those
	// without a number left out.
	Totals bool
}

func (*Matrix) token() string { return "matrix" }

func (m *Matrix) check(rows []row, p *problems) {
	checkFlows(rows, m.Options, "matrix", p)
	type pair struct{ facet, from, to string }
	first := map[pair]int{}
	for _, r := range rows {
		at := pair{r.facet, r.from, r.to}
		if n, ok := first[at]; ok {
			p.field(r, "to", r.to, "row %d has this flow already; a matrix has one row for each pair", n)
			continue
		}
		first[at] = r.n
	}
	from, to := namesOf(rows, fromOf, m.Order), namesOf(rows, toOf, m.Order)
	if n := int(len(from) * len(to)); n > maxRows {
		p.add(&data.FieldError{Field: "from", Err: fmt.Errorf("%d places from which and %d to which flows run make %d cells, and a matrix shows at most %d; choose fewer rows", len(from), len(to), n, maxRows)})
	}
	slices.SortStableFunc(rows, func(a, b row) int {
		if a.from != b.from {
			return slices.Index(from, a.from) - slices.Index(from, b.from)
		}
		return slices.Index(to, a.to) - slices.Index(to, b.to)
	})
}

// matrices is what the panels of a matrix share.
type matrices struct {
	from, to []string
	axis     float64 // against which an interval is wide
	classes  classes
	totals   map[string]matrixTotals // by panel, none unless asked for
}

// matrixTotals is the sums of a panel as they are written, "" where nothing has
// a number.
type matrixTotals struct {
	from, to map[string]string
	all      string
}

// matrix is the layout of a matrix.
type matrix struct {
	c *chart
	o *Matrix
	matrices
	cells map[[2]string]row

	rowNames, columnNames []block
	isUpright             bool    // names of columns
	nameWidth             float64 // of rows, with the gap
	headHeight            float64 // of the names of columns, with what stands over them
	totalWidth            float64 // of the column of totals, with the gap; 0 where there is none
	lineHeight            float64 // least height of a row
	footHeight            float64 // of the line of totals, 0 where there is none
	areTotalsUpright      bool    // those of columns
	width                 float64
}

func (o *Matrix) prepare(c *chart, width float64) drawing {
	all := shared(c, width, func() matrices { return o.newMatrices(c) })
	m := &matrix{c: c, o: o, width: width, matrices: all, cells: map[[2]string]row{}}
	for _, r := range c.rows {
		m.cells[[2]string{r.from, r.to}] = r
	}
	d := drawing{draw: m.draw, keys: m.keys()}
	d.needs = m.measure()
	lines := float64(len(m.from))
	d.height = m.headHeight + float64(lines*m.lineHeight) + m.footHeight
	d.wants = m.headHeight + float64(lines*max(m.lineHeight, min(c.t.gaps(5.2), c.t.gaps(90)/lines))) + m.footHeight
	return d
}

func (o *Matrix) newMatrices(c *chart) matrices {
	all := matrices{axis: axisLength(c.all), from: namesOf(c.all, fromOf, o.Order), to: namesOf(c.all, toOf, o.Order)}
	var amounts []float64
	for _, r := range c.all {
		if r.hasNumber && r.rankBy() > 0 {
			amounts = append(amounts, r.rankBy())
		}
	}
	all.classes = c.newClasses(amounts)
	if o.Totals {
		all.totals = map[string]matrixTotals{}
		for _, p := range c.panels {
			all.totals[p.name] = c.newMatrixTotals(p.rows)
		}
	}
	return all
}

func (c *chart) newMatrixTotals(rows []row) matrixTotals {
	write := func(rows []row) string {
		if sum := sumOf(rows); sum.hasNumber {
			return c.amount(sum)
		}
		return ""
	}
	by := func(of end) map[string]string {
		own, out := map[string][]row{}, map[string]string{}
		for _, r := range rows {
			own[of(r)] = append(own[of(r)], r)
		}
		for name, rows := range own {
			out[name] = write(rows)
		}
		return out
	}
	return matrixTotals{by(fromOf), by(toOf), write(rows)}
}

// measure lays out the names and returns the width that the matrix needs.
func (m *matrix) measure() (needs float64) {
	c := m.c
	size := c.t.small
	widest, tallest := 0.0, float64(size*leading)
	for _, name := range m.from {
		b := c.block(name, size, false, c.t.Text, float64(m.width*0.3), 2)
		m.rowNames = append(m.rowNames, b)
		widest, tallest = max(widest, b.width()), max(tallest, b.height())
	}
	if m.o.Totals {
		widest = max(widest, c.t.width(c.l.Text(locale.TotalOf), size, true))
		m.totalWidth = c.t.width(upperFirst(c.l.Text(locale.TotalOf)), size, true)
		for _, t := range m.totals {
			m.totalWidth = max(m.totalWidth, m.widest(t.from), c.t.width(t.all, size, true))
		}
		m.totalWidth = math.Ceil(m.totalWidth + c.t.gaps(1.6))
	}
	m.nameWidth = math.Ceil(widest + c.t.gap)
	m.lineHeight = math.Ceil(tallest + c.t.gaps(0.5))
	room := (m.width - m.nameWidth - m.totalWidth) / float64(len(m.to))
	m.columnNames, m.isUpright = m.lyingNames(room)
	if m.o.Totals {
		m.footHeight = m.lineHeight + c.t.gaps(0.4)
		widest := 0.0
		for _, t := range m.totals {
			widest = max(widest, m.widest(t.to))
		}
		if m.areTotalsUpright = widest > room-4; m.areTotalsUpright {
			m.footHeight = math.Ceil(max(m.footHeight, widest+c.t.gap))
		}
	}
	tall := 0.0
	for i, b := range m.columnNames {
		if m.isUpright {
			tall = max(tall, b.width())
		} else {
			tall = max(tall, m.columnNames[i].height())
		}
	}
	m.headHeight = math.Ceil(float64(c.t.axis*leading) + tall + c.t.gaps(1.1))
	if least := math.Ceil(float64(size * leading)); room < least {
		return math.Ceil(m.nameWidth + m.totalWidth + float64(least*float64(len(m.to))))
	}
	return 0
}

// lyingNames lays out the names of columns of a width side by side, or where
// one of them does not fit, to stand upright.
func (m *matrix) lyingNames(width float64) (names []block, isUpright bool) {
	c := m.c
	for _, name := range m.to {
		b, fits := c.unbroken(name, c.t.small, false, c.t.Text, width-c.t.gaps(0.8), 3)
		if !fits {
			isUpright = true
			break
		}
		names = append(names, b)
	}
	if !isUpright {
		return names, false
	}
	names = nil
	for _, name := range m.to {
		names = append(names, c.block(name, c.t.small, false, c.t.Text, c.t.gaps(15), 1))
	}
	return names, true
}

// widest is the width of the widest of some totals.
func (m *matrix) widest(totals map[string]string) (widest float64) {
	for _, text := range totals {
		widest = max(widest, m.c.t.width(text, m.c.t.small, true))
	}
	return widest
}
