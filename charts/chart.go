package charts

import (
	"fmt"
	"math"

	"github.com/go-gota/gota/dataframe"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

// Options says how a chart looks. The zero value is a chart in English fit for
// publishing, 1200 by 675 pixels, without a title.
type Options struct {
	// Width and Height are the size in pixels. A Width of 0 is 1200. A Height
	// of 0 is 9/16 of the width, so 675, or 4/5 of a width under 900; and more
	// where the rows need it.
	Width, Height float64
	Language      locale.Language // of numbers and fixed words; "" is English
	Title         string          // the finding, in bold
	Subtitle      string          // what is measured, where and when
	Source        string          // who states the numbers; "" takes the column source
	Note          string          // what a reader has to know, above the source
	Base          string          // of a times chart: what one square stands for
	// ID begins the ids inside the SVG. Two pictures in one page need two
	// prefixes; "" derives one from the picture itself, so that only two equal
	// pictures share it. It holds letters, digits, hyphens and underscores.
	ID string
}

// The width of a picture whose options leave it open, and the largest side.
const (
	defaultWidth = 1200
	maxSide      = 60000
)

// Picture is a finished chart. SVG and PNG draw the same plan.
type Picture struct {
	Title         string // in plain text, never empty
	Description   string // alternative text: every row with its value and bounds
	Width, Height float64

	language locale.Language
	id       string
	plan     plan
}

// Draw makes a chart of the given kind from a frame with the columns that the
// kind describes. It reads nothing but its arguments, and equal arguments give
// equal pictures on every machine.
//
// An error names the row and the column: a column that is missing, an unknown
// bound, an infinite number, low above high, several units, a unit that the
// kind cannot draw. A canvas that is too small is an error that names the
// smallest size which holds every label.
func Draw(kind string, df dataframe.DataFrame, o Options) (*Picture, error) {
	k, err := Lookup(kind)
	if err != nil {
		return nil, err
	}
	if err := o.check(); err != nil {
		return nil, err
	}
	rows, err := readFrame(df, k)
	if err != nil {
		return nil, fmt.Errorf("%s chart: %w", k.Token, err)
	}
	c := &chart{kind: k, rows: rows, o: o, l: o.Language}
	for _, r := range rows {
		if r.hasNumber {
			c.unit = r.unit
			break
		}
	}
	if c.unit == "" {
		c.unit = string(k.defaultUnit)
	}
	if err := c.layOut(); err != nil {
		return nil, fmt.Errorf("%s chart: %w", k.Token, err)
	}
	return c.picture(), nil
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
	l, err := locale.Parse(string(o.Language))
	if err != nil {
		return err
	}
	o.Language = l
	for _, r := range o.ID {
		if !(r == '-' || r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z') {
			return fmt.Errorf("id: %q holds %q; write letters, digits, hyphens and underscores", data.Clip(o.ID, 40), r)
		}
	}
	return nil
}

// chart is a picture in the making.
type chart struct {
	kind Kind
	rows []row
	o    Options
	l    locale.Language
	unit string
	t    theme
	p    plan
}

// drawing is what a kind needs of its area and how it fills it.
type drawing struct {
	// needs is the least width of the whole picture that holds the marks, as
	// far as the kind can tell at the width it was asked for; 0 is enough.
	needs  float64
	height float64 // least height of the area
	keys   []key   // explained under the titles
	draw   func(area rect)
}

// key is one entry of the legend: a swatch and its words.
type key struct {
	swatch func(c *chart, r rect) // nil where words suffice
	text   string
	square bool // the swatch is as wide as it is high
}

func (c *chart) picture() *Picture {
	title := clean(c.o.Title)
	if title == "" {
		title = c.l.Text(c.kind.words)
	}
	return &Picture{
		Title: title, Description: c.description(c.kind.words),
		Width: c.p.width, Height: c.p.height,
		language: c.l, id: c.o.ID, plan: c.p,
	}
}
