package charts

import (
	"fmt"
	"math"

	"github.com/periplus-data/periplus/data"
)

// narrow is the width under which a picture is nearer to a square unless its
// height is given, since a column of a page or a telephone is higher than wide.
const narrow = 900

// leastWidth is the least width of any picture.
const leastWidth = 240

// The most lines of each text around the marks; a longer text ends in an
// ellipsis, and stays whole in the alternative text.
const (
	titleLines    = 4
	subtitleLines = 4
	noteLines     = 5
)

// surround is the text around the marks: titles and legend above, notes below.
type surround struct {
	title, subtitle, note, source block
	keys                          [][]key // in lines
	top, bottom                   float64 // heights, margins included
}

// layOut finds the size of the picture and draws everything.
func (c *chart) layOut() error {
	width := c.o.Width
	if width == 0 {
		width = defaultWidth
	}
	d, s := c.measure(width)
	needed := s.top + d.height + s.bottom
	height := c.o.Height
	if height == 0 {
		height = max(math.Round(width*9/16), math.Ceil(needed))
		if width < narrow {
			height = max(math.Round(width*4/5), height)
		}
	}
	if width < max(leastWidth, d.needs) || height < math.Floor(needed) || height > maxSide {
		return c.tooSmall(width, height)
	}
	c.p = plan{width: width, height: height}
	c.p.begin("", "")
	c.p.rects(paper, rect{0, 0, width, height})
	c.drawSurround(s, width, height)
	m := c.t.margin
	d.draw(rect{m, s.top, width - float64(2*m), height - s.top - s.bottom})
	return nil
}

// measure lays out a picture of a width, without drawing it.
func (c *chart) measure(width float64) (drawing, surround) {
	c.t = newTheme(width)
	d := c.kind.prepare(c, width-float64(2*c.t.margin))
	return d, c.surround(d.keys, width)
}

// tooSmall finds the smallest size that works, for the error.
func (c *chart) tooSmall(width, height float64) error {
	least := max(width, leastWidth)
	d, s := c.measure(least)
	for d.needs > least && least < maxSide {
		least = max(d.needs, least+10)
		d, s = c.measure(least)
	}
	needed := math.Ceil(s.top + d.height + s.bottom)
	if needed > maxSide {
		return fmt.Errorf("%d rows need a picture %g pixels high, and %d is the most; choose fewer rows", len(c.rows), needed, maxSide)
	}
	return fmt.Errorf("%g × %g pixels are too few for %d rows with their labels; the smallest size is %g × %g",
		width, height, len(c.rows), math.Ceil(least), needed)
}

func (c *chart) surround(keys []key, width float64) surround {
	t, w := c.t, width-float64(2*c.t.margin)
	s := surround{
		title:    balanced(clean(c.o.Title), t.title, true, inkText, w, titleLines),
		subtitle: newBlock(clean(c.o.Subtitle), t.subtitle, false, inkMuted, w, subtitleLines),
		note:     newBlock(clean(c.o.Note), t.foot, false, inkMuted, w, noteLines),
		source:   newBlock(c.sourceNote(), t.foot, false, inkMuted, w, noteLines),
		keys:     c.keyLines(keys, w),
	}
	s.top = float64(t.margin*0.75) + s.title.height() + s.subtitle.height() + t.gaps(2)
	if len(s.title.lines) > 0 && len(s.subtitle.lines) > 0 {
		s.top += t.gaps(0.5)
	}
	if len(s.keys) > 0 {
		s.top += float64(float64(len(s.keys))*c.keyHeight()) + t.gap
	}
	s.bottom = float64(t.margin*0.75) + s.note.height() + s.source.height()
	if len(s.note.lines)+len(s.source.lines) > 0 {
		s.bottom += t.gaps(2)
	}
	return s
}

func (c *chart) keyHeight() float64 { return float64(c.t.small * 1.5) }

func (c *chart) swatchHeight() float64 { return math.Round(float64(c.t.small * 0.85)) }

// swatchWidth is the width of an entry's swatch.
func (c *chart) swatchWidth(k key) float64 {
	switch {
	case k.swatch == nil:
		return 0
	case k.square:
		return c.swatchHeight()
	}
	return math.Round(float64(c.t.small * 1.9))
}

// swatchRoom is what the swatch takes from the words.
func (c *chart) swatchRoom(k key) float64 {
	if k.swatch == nil {
		return 0
	}
	return c.swatchWidth(k) + c.t.gaps(0.7)
}

// keyWidth is the width of one entry of the legend.
func (c *chart) keyWidth(k key) float64 {
	return c.swatchRoom(k) + regular().width(k.text, c.t.small)
}

// keyLines breaks the legend into lines. An entry that is wider than the
// picture is cut short.
func (c *chart) keyLines(keys []key, width float64) [][]key {
	var lines [][]key
	x := 0.0
	for _, k := range keys {
		if c.keyWidth(k) > width {
			if w := wrap(regular(), k.text, c.t.small, width-c.swatchRoom(k), 1); len(w) > 0 {
				k.text = w[0]
			}
		}
		w := c.keyWidth(k)
		if len(lines) == 0 || x+w > width {
			lines = append(lines, nil)
			x = 0
		}
		lines[len(lines)-1] = append(lines[len(lines)-1], k)
		x += w + c.t.gaps(2.4)
	}
	return lines
}

func (c *chart) drawSurround(s surround, width, height float64) {
	t := c.t
	y := float64(t.margin * 0.75)
	y = c.p.block(s.title, t.margin, y, 0)
	if len(s.title.lines) > 0 && len(s.subtitle.lines) > 0 {
		y += t.gaps(0.5)
	}
	y = c.p.block(s.subtitle, t.margin, y, 0)
	if len(s.keys) > 0 {
		y += t.gap
	}
	for _, line := range s.keys {
		x := t.margin
		for _, k := range line {
			h := c.swatchHeight()
			if k.swatch != nil {
				k.swatch(c, rect{whole(x), whole(y + (c.keyHeight()-h)/2), c.swatchWidth(k), h})
			}
			base := y + c.keyHeight()/2 + float64(t.small*capHeight/2)
			c.p.text(k.text, x+c.swatchRoom(k), base, t.small, false, inkMuted)
			x += c.keyWidth(k) + t.gaps(2.4)
		}
		y += c.keyHeight()
	}
	y = height - float64(t.margin*0.75) - s.source.height() - s.note.height()
	y = c.p.block(s.note, t.margin, y, 0)
	c.p.block(s.source, t.margin, y, 0)
}

// tick is one number of an axis with its label.
type tick struct {
	at    float64
	label string
	left  float64 // left end of the label
}

// fitTicks returns the numbers that a horizontal axis shows between low and
// high, as many as fit with their labels side by side between two edges, and
// none where not even two fit.
func (c *chart) fitTicks(low, high float64, place func(float64) float64, from, to float64, most int) []tick {
	for ; most >= 2; most-- {
		var out []tick
		free, fits := math.Inf(-1), true
		for _, n := range ticks(low, high, most) {
			t := tick{at: n.Float64(data.ToNearest), label: c.written(n)}
			w := regular().width(t.label, c.t.axis)
			t.left = min(max(place(t.at)-w/2, from), to-w)
			fits = fits && t.left >= free && t.left >= from
			free = t.left + w + c.t.gap
			out = append(out, t)
		}
		if fits && len(out) > 1 {
			return out
		}
	}
	return nil
}
