package charts

import (
	"fmt"
	"math"
	"slices"

	"github.com/go-gota/gota/dataframe"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

// Options says how a chart looks, of whatever kind. The zero value is a chart
// in English fit for publishing, 1200 by 675 pixels, without a title.
type Options struct {
	Size Size // what the chart is for; Width and Height overrule it
	// Width and Height are the size in pixels. A Width of 0 is that of Size. A
	// Height of 0 is that of Size, or where that leaves it open 9/16 of the
	// width, or 4/5 of a width under 900; more where the rows need it, and less
	// where a few would leave it empty.
	Width, Height float64
	Theme         *Theme          // nil is Web
	Language      locale.Language // of numbers and fixed words; "" is English
	Title         string          // the finding, in bold
	Subtitle      string          // what is measured, where and when
	Source        string          // who states the numbers; "" takes the column source
	Note          string          // what a reader has to know, above the source
	// ID begins the ids inside the SVG. Two pictures in one page need two
	// prefixes; "" derives one from the picture itself, so that only two equal
	// pictures share it. It holds letters, digits, hyphens and underscores.
	ID string
}

func (o *Options) options() *Options { return o }

// Chart is one kind of chart with its options: *[Bar], *[Line] and the others
// of [Kinds].
type Chart interface {
	options() *Options
	// token is that of the kind.
	token() string
	// check holds rows to what the kind can draw, and may put them in the order
	// in which they are drawn and read aloud.
	check(rows []row, p *problems)
	// prepare lays out c.rows, a panel, in an area of a width. All that makes a
	// scale is taken from c.all, so that panels share it.
	prepare(c *chart, width float64) drawing
}

// The largest side of a picture in pixels.
const maxSide = 60000

// Picture is a finished chart. SVG, PNG and PDF draw the same plan.
type Picture struct {
	Title         string // in plain text, never empty
	Description   string // alternative text: every row with its value and bounds
	Width, Height float64

	language locale.Language
	size     Size
	id       string
	plan     plan
}

// Draw makes a chart from a frame with the columns that its kind describes
// ([Kinds]). It reads nothing but its arguments, and equal arguments give equal
// pictures on every machine.
//
// An error names the row and the column: a column that is missing, an unknown
// bound, an infinite number, low above high, several units, a unit that the
// kind cannot draw. A canvas that is too small is an error that names the
// smallest size which holds every label.
func Draw(df dataframe.DataFrame, of Chart) (*Picture, error) {
	c, err := newChart(df, of)
	if err != nil {
		return nil, err
	}
	if err := c.layOut(); err != nil {
		return nil, fmt.Errorf("%s chart: %w", c.kind.Token, err)
	}
	return c.picture(), nil
}

// newChart checks the options and the frame of a chart.
func newChart(df dataframe.DataFrame, of Chart) (*chart, error) {
	k, err := Lookup(of.token())
	if err != nil {
		return nil, err
	}
	c := &chart{kind: k, of: of, o: *of.options(), count: &tally{}, last: &memo{}, sheets: &sheets{}, amounts: map[amountKey]string{}}
	if err := c.o.check(); err != nil {
		return nil, err
	}
	c.l = c.o.Language
	if c.fonts, err = c.o.Theme.Font.open(); err != nil {
		return nil, err
	}
	if c.all, err = readFrame(df, k, of); err != nil {
		return nil, fmt.Errorf("%s chart: %w", k.Token, err)
	}
	c.split()
	return c, nil
}

func (o *Options) check() error {
	for _, side := range []struct {
		name string
		px   *float64
	}{{"width", &o.Width}, {"height", &o.Height}} {
		if math.IsNaN(*side.px) || *side.px < 0 || *side.px > maxSide {
			return fmt.Errorf("%s: %g pixels cannot be drawn; write 0 for the default, or up to %d", side.name, *side.px, maxSide)
		}
		*side.px = math.Round(*side.px)
	}
	size, err := ParseSize(string(o.Size))
	if err != nil {
		return err
	}
	o.Size = size
	if o.Theme == nil {
		o.Theme = Web
	}
	if err := o.Theme.check(); err != nil {
		return err
	}
	if o.Language, err = locale.Parse(string(o.Language)); err != nil {
		return err
	}
	for _, r := range o.ID {
		if !(r == '-' || r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z') {
			return fmt.Errorf("id: %q holds %q; write letters, digits, hyphens and underscores", data.Clip(o.ID, 40), r)
		}
	}
	return nil
}

// chart is a picture in the making, or one panel of it.
type chart struct {
	kind    Kind
	of      Chart
	o       Options
	l       locale.Language
	fonts   *fonts
	unit    string
	rows    []row   // of the panel; a kind may sort them
	all     []row   // of all panels
	panels  []panel // one without a name where there are no facets
	t       look
	p       *plan
	count   *tally
	last    *memo
	sheets  *sheets              // of a map
	told    tally                // of the drawing before, for notes and legend
	amounts map[amountKey]string // that are written already
}

// memo is what was last laid out for all panels, and for which width and look.
type memo struct {
	width, label, gap float64
	value             any
}

// shared returns what a kind lays out for all panels alike, such as their scale,
// at a width of a panel. It is made once for panels of one width and look, since
// every panel asks for it.
func shared[T any](c *chart, width float64, lay func() T) T {
	m := c.last
	if v, ok := m.value.(T); ok && m.width == width && m.label == c.t.label && m.gap == c.t.gap {
		return v
	}
	v := lay()
	*m = memo{width, c.t.label, c.t.gap, v}
	return v
}

// panel is one of small multiples.
type panel struct {
	name  string
	rows  []row
	first int // row that names it first
}

// tally counts what found no room in a picture.
type tally struct {
	labels int // left out
	keys   int // bits, of direct labels that a legend replaces, as the kind numbers them
}

// or returns the most of two tallies.
func (t tally) or(u tally) tally { return tally{max(t.labels, u.labels), t.keys | u.keys} }

// drawing is what a kind needs of its area and how it fills it.
type drawing struct {
	// needs is the least width of the area that holds the marks, as far as the
	// kind can tell at the width it was asked for; 0 is enough.
	needs  float64
	likes  float64  // width that it would rather have; panels then stand in fewer columns
	height float64  // least height of the area
	wants  float64  // height at which it looks best, 0 for whatever there is
	keys   []key    // explained under the titles
	notes  []string // sentences under the marks, as the policy on borders
	draw   func(area rect)
}

// key is one entry of the legend: a swatch and its words.
type key struct {
	swatch func(c *chart, r rect) // nil where words suffice
	text   string
	square bool // the swatch is as wide as it is high
	// high is the height of the swatch where it has one of its own, as that of an
	// amount that is shown to scale.
	high float64
}

// paintKey is the entry of a series.
func paintKey(paint Paint, text string) key {
	return key{text: text, square: true, swatch: func(c *chart, r rect) { c.bars(paint, r) }}
}

// split finds the unit of the chart and parts its rows into panels.
func (c *chart) split() {
	at := map[string]int{}
	for _, r := range c.all {
		i, ok := at[r.facet]
		if !ok {
			i = len(c.panels)
			at[r.facet] = i
			c.panels = append(c.panels, panel{name: r.facet, first: r.n})
		}
		c.panels[i].rows = append(c.panels[i].rows, r)
		c.panels[i].first = min(c.panels[i].first, r.n)
		if c.unit == "" && r.hasNumber {
			c.unit = r.unit
		}
	}
	if c.unit == "" {
		c.unit = string(c.kind.defaultUnit)
	}
	slices.SortStableFunc(c.panels, func(a, b panel) int { return a.first - b.first })
}

// in returns the chart of one panel.
func (c *chart) in(p panel, t look) *chart {
	sub := *c
	sub.rows, sub.t = slices.Clone(p.rows), t
	return &sub
}

func (c *chart) picture() *Picture {
	title := clean(c.o.Title)
	if title == "" {
		title = c.l.Text(c.kind.words)
	}
	return &Picture{
		Title: title, Description: c.description(c.kind.words),
		Width: c.p.width, Height: c.p.height,
		language: c.l, size: c.o.Size, id: c.o.ID, plan: *c.p,
	}
}
