package charts

import (
	"fmt"
	"math"
	"slices"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
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

// layOut finds the size of the picture and draws everything. What finds no room
// is known only when all is drawn, and the note that tells it takes room
// itself; so it draws again until the note is right.
func (c *chart) layOut() error {
	width, height := c.size()
	const tries = 8
	for try, told := 1, (tally{}); ; try++ {
		*c.count = tally{}
		if err := c.drawAt(width, height, told); err != nil || *c.count == told || try == tries {
			return err
		}
		told = *c.count
	}
}

// size is what the options ask for; a height of 0 is left open.
func (c *chart) size() (width, height float64) {
	width, height = c.o.Size.pixels()
	if c.o.Width > 0 {
		width, height = c.o.Width, 0
	}
	if c.o.Height > 0 {
		height = c.o.Height
	}
	return width, height
}

// drawAt draws the picture with notes and a legend for what found no room
// before.
func (c *chart) drawAt(width, height float64, told tally) error {
	g, s := c.measure(width, told)
	needed := s.top + g.height + s.bottom
	if height == 0 {
		ratio := 9.0 / 16
		if width < narrow {
			ratio = 4.0 / 5
		}
		height = max(math.Round(float64(width*ratio)), math.Ceil(needed))
		if g.wants > 0 {
			height = max(math.Ceil(needed), math.Round(s.top+g.wants+s.bottom))
		}
	}
	if width < max(leastWidth, g.needs+float64(2*c.t.margin)) || height < math.Floor(needed) || height > maxSide {
		return c.tooSmall(width, height, told)
	}
	c.p.width, c.p.height = width, height
	c.p.begin("", "")
	c.p.rects(c.t.Paper, rect{0, 0, width, height})
	c.drawSurround(s, width, height)
	m := c.t.margin
	g.draw(rect{m, s.top, width - float64(2*m), height - s.top - s.bottom})
	return nil
}

// measure lays out a picture of a width, without drawing it.
func (c *chart) measure(width float64, told tally) (grid, surround) {
	c.t, c.told = newLook(c.o.Theme, c.fonts, float64(width*c.o.Size.distance())), told
	c.p = &plan{paper: c.t.Paper, fonts: c.fonts}
	g := c.grid(width - float64(2*c.t.margin))
	return g, c.surround(g, width, told)
}

// tooSmall finds the smallest size that works, for the error.
func (c *chart) tooSmall(width, height float64, told tally) error {
	least := math.Ceil(max(width, leastWidth)) // as the error writes it
	g, s := c.measure(least, told)
	for g.needs+float64(2*c.t.margin) > least && least < maxSide {
		least = max(math.Ceil(g.needs+float64(2*c.t.margin)), least+10)
		g, s = c.measure(least, told)
	}
	needed := math.Ceil(s.top + g.height + s.bottom)
	if needed <= maxSide {
		// The smallest size has to hold the note on labels that it leaves out.
		*c.count = tally{}
		if err := c.drawAt(math.Ceil(least), needed, told); err == nil && told.or(*c.count) != told {
			return c.tooSmall(width, height, told.or(*c.count))
		}
	}
	if needed > maxSide {
		return fmt.Errorf("%d rows need a picture %g pixels high, and %d is the most; choose fewer rows", len(c.all), needed, maxSide)
	}
	return fmt.Errorf("%g × %g pixels are too few for %d rows with their labels; the smallest size is %g × %g",
		width, height, len(c.all), math.Ceil(least), needed)
}

func (c *chart) surround(g grid, width float64, told tally) surround {
	t, w := c.t, width-float64(2*c.t.margin)
	s := surround{
		title:    c.balanced(clean(c.o.Title), t.title, true, t.Text, w, titleLines),
		subtitle: c.block(clean(c.o.Subtitle), t.subtitle, false, t.Muted, w, subtitleLines),
		note:     c.block(c.note(g.notes, told.labels), t.foot, false, t.Muted, w, noteLines),
		source:   c.block(c.sourceNote(), t.foot, false, t.Muted, w, noteLines),
		keys:     c.keyLines(g.keys, w),
	}
	s.top = float64(t.margin*0.75) + s.title.height() + s.subtitle.height() + t.gaps(2)
	if len(s.title.lines) > 0 && len(s.subtitle.lines) > 0 {
		s.top += t.gaps(0.5)
	}
	if len(s.keys) > 0 {
		for _, line := range s.keys {
			s.top += c.lineHeight(line)
		}
		s.top += t.gap
	}
	s.bottom = float64(t.margin*0.75) + s.note.height() + s.source.height()
	if len(s.note.lines)+len(s.source.lines) > 0 {
		s.bottom += t.gaps(2)
	}
	return s
}

// note joins the user's note, those of the kind, and what found no room. The
// user's note alone stays as it is written.
func (c *chart) note(own []string, told int) string {
	sentences := append([]string{clean(c.o.Note)}, own...)
	if told > 0 {
		sentences = append(sentences, upperFirst(c.l.Text(locale.LabelsLeftOut, c.l.Plain(data.Int(int64(told))))))
	}
	if len(sentences) == 1 {
		return sentences[0]
	}
	return join(sentences)
}

// lineHeight is the height of a line of the legend.
func (c *chart) lineHeight(line []key) float64 {
	h := float64(c.t.small * 1.5)
	for _, k := range line {
		h = max(h, c.swatchHeight(k)+c.t.gaps(0.4))
	}
	return h
}

// swatchHeight is the height of an entry's swatch.
func (c *chart) swatchHeight(k key) float64 {
	if k.high > 0 {
		return k.high
	}
	return math.Round(float64(c.t.small * 0.85))
}

// swatchWidth is the width of an entry's swatch.
func (c *chart) swatchWidth(k key) float64 {
	switch {
	case k.swatch == nil:
		return 0
	case k.square:
		return c.swatchHeight(k)
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
	return c.swatchRoom(k) + c.t.width(k.text, c.t.small, false)
}

// keyLines breaks the legend into lines. An entry that is wider than the
// picture is cut short, and one that says what another does is left out.
func (c *chart) keyLines(keys []key, width float64) [][]key {
	var lines [][]key
	x := 0.0
	for i, k := range keys {
		if slices.ContainsFunc(keys[:i], func(o key) bool { return o.text == k.text }) {
			continue
		}
		if c.keyWidth(k) > width {
			if w := wrap(c.t.face(false), k.text, c.t.small, width-c.swatchRoom(k), 1); len(w) > 0 {
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
			h := c.swatchHeight(k)
			if k.swatch != nil {
				k.swatch(c, rect{whole(x), whole(y + (c.lineHeight(line)-h)/2), c.swatchWidth(k), h})
			}
			base := y + c.lineHeight(line)/2 + float64(t.small*t.face(false).capHeight/2)
			c.p.text(k.text, x+c.swatchRoom(k), base, t.small, false, t.Muted)
			x += c.keyWidth(k) + t.gaps(2.4)
		}
		y += c.lineHeight(line)
	}
	y = height - float64(t.margin*0.75) - s.source.height() - s.note.height()
	y = c.p.block(s.note, t.margin, y, 0)
	c.p.block(s.source, t.margin, y, 0)
}
