package charts

import (
	"slices"
	"strings"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

var balanceKind = Kind{
	Token: "balance", Family: overTime, Name: "Exports against imports over time, the area between filled by the sign of the balance.",
	When:    "When a surplus turned into a deficit, and how wide the gap is.",
	WhenNot: "Three or more series (line), or the balance alone without what it is made of (columns).",
	Columns: columns("label?", "date?", "series"), X: "date", Y: "value",
	words: locale.BalanceChart, make: func() Chart { return &Balance{} },
}

// Balance is the options of a chart of exports against imports: two lines over
// time, with the area between them in the colour of a surplus where exports lie
// above imports, and of a deficit where they lie below. It changes colour where
// the lines meet. Where one of the two has no number, nothing is filled.
//
// The frame has exactly two series. Exports are the one that is so called in
// English, French or Vietnamese, or by the flow code X of the United Nations,
// while the other is not; else the one that is not called imports or M; else
// the one that the frame has first.
//
// The axis begins at zero unless all amounts are far from it: the area shows the
// difference, which is to scale all the same.
type Balance struct{ Options }

func (*Balance) token() string { return "balance" }

func (*Balance) check(rows []row, p *problems) {
	readDates(rows, "balance", p)
	p.refuse(rows, "balance", data.DateUnit)
	names := seriesOf(rows)
	for _, r := range rows {
		switch at := slices.Index(names, r.series); {
		case r.series == "":
			p.field(r, "series", "", "is empty; every row of a balance chart is of one of two series, as exports and imports")
		case at > 1:
			p.field(r, "series", r.series, "%q is a series too many; a balance chart has two, and %q and %q come first", data.Clip(r.series, 40), data.Clip(names[0], 40), data.Clip(names[1], 40))
		}
	}
	if len(names) == 1 {
		p.field(rows[0], "series", names[0], "all rows are of the series %q; a balance chart has two, as exports and imports", data.Clip(names[0], 40))
	}
}

// exportWords and importWords are what the two sides are called in a table:
// the words of trade in each language, and the flow codes of the United Nations.
var (
	exportWords = []string{"x", "export", "exports", "exportation", "exportations", "xuất khẩu"}
	importWords = []string{"m", "import", "imports", "importation", "importations", "nhập khẩu"}
)

// sides returns which of the names of two series is that of exports, and the
// other.
func sides(names []string) (exports, imports string) {
	isCalled := func(name string, words []string) bool {
		name = strings.ToLower(name)
		return slices.ContainsFunc(words, func(w string) bool {
			return name == w || len(w) > 1 && slices.Contains(phrases(name, 1+strings.Count(w, " ")), w)
		})
	}
	first, second := names[0], names[1]
	for _, words := range [][]string{exportWords, importWords} {
		isFirst, isSecond := isCalled(first, words), isCalled(second, words)
		if isFirst == isSecond {
			continue
		}
		if isFirst == (&words[0] == &exportWords[0]) {
			return first, second
		}
		return second, first
	}
	return first, second
}

// phrases returns every run of n words of a text.
func phrases(text string, n int) (out []string) {
	words := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" ,;:()/-–", r) })
	for i := 0; i+n <= len(words); i++ {
		out = append(out, strings.Join(words[i:i+n], " "))
	}
	return out
}

// balance is the layout of a balance chart.
type balance struct {
	timePlot
	exports, imports *track // without points in a panel that lacks them
}

func (*Balance) prepare(c *chart, width float64) drawing {
	b := &balance{timePlot: timePlot{c: c, axis: c.lineAxis(false), time: newTimeline(c.all, c.t.gaps(1.5)), isFilled: true}}
	b.exports, b.imports = b.pair(c.rows)
	for _, s := range []*track{b.exports, b.imports} {
		if len(s.points) > 0 {
			b.nameEnd(s, width)
		}
	}
	for _, p := range c.panels {
		x, m := b.pair(p.rows)
		for _, s := range []*track{x, m} {
			if len(s.points) > 0 {
				b.widen(b.endName(s, width))
			}
		}
	}
	d := b.drawing(width, b.draw)
	for i, side := range b.words() {
		if c.told.keys&(1<<i) != 0 {
			d.keys = append(d.keys, paintKey(side.paint, upperFirst(side.text)))
		}
	}
	d.keys = append(d.keys, b.keys([]*track{b.exports, b.imports})...)
	return d
}

// pair returns the two series of rows in their paints.
func (b *balance) pair(rows []row) (exports, imports *track) {
	x, m := sides(seriesOf(b.c.all))
	exports, imports = &track{name: x}, &track{name: m}
	for _, s := range b.c.tracks(rows) {
		if s.name == x {
			exports = s
		} else {
			imports = s
		}
	}
	exports.paint, imports.paint = b.c.t.Positive, b.c.t.Negative
	return exports, imports
}

// side is one of the two signs of a balance.
type side struct {
	text  string
	paint Paint // of its area
}

// words returns what fills are called and how they look: surplus and deficit.
func (b *balance) words() [2]side {
	light := func(p Paint) Paint {
		return Paint{Fill: b.c.t.tint(p.Fill, 0.25), Words: p.Words, Texture: p.Texture}
	}
	return [2]side{
		{b.c.l.Text(locale.Surplus), light(b.c.t.Positive)},
		{b.c.l.Text(locale.Deficit), light(b.c.t.Negative)},
	}
}

func (b *balance) draw() {
	c := b.c
	patches := b.patches()
	for i, side := range b.words() {
		var outlines [][]point
		for _, p := range patches {
			if p.side == i {
				outlines = append(outlines, p.outline())
			}
		}
		if len(outlines) > 0 {
			c.p.begin("", upperFirst(side.text))
			c.area(side.paint, outlines...)
		}
	}
	tracks := []*track{b.imports, b.exports}
	for _, s := range tracks {
		c.p.begin("", "")
		b.drawBands(s)
	}
	for _, s := range tracks {
		c.p.begin("", "")
		b.drawLine(s, c.t.lineWidth())
	}
	for _, s := range tracks {
		b.drawPoints(s, c.t.lineWidth(), nil)
	}
	for i, side := range b.words() {
		b.nameFill(i, side, patches)
	}
}

// nameFill writes the name of a side where its area is high enough, in the size
// of labels or a smaller one. Where one of the two has no room the legend tells
// both.
func (b *balance) nameFill(i int, s side, patches []patch) {
	c := b.c
	patches = slices.DeleteFunc(slices.Clone(patches), func(p patch) bool { return p.side != i })
	if len(patches) == 0 {
		return
	}
	if c.told.keys == 0 {
		for _, size := range []float64{c.t.label, c.t.small} {
			text := c.block(s.text, size, true, c.readable(s.paint), b.plot.w, 1)
			var places []clearing
			for _, p := range patches {
				places = append(places, p.clearings(text.width()+c.t.gaps(1.2), b.bands)...)
			}
			if at, ok := roomy(places, size+c.t.gap); ok {
				c.p.begin("", "")
				// No texture runs through the word.
				c.p.rects(s.paint.Fill, rect{at.x - text.width()/2 - c.t.gaps(0.4), at.y - size/2, text.width() + c.t.gaps(0.8), size})
				c.p.block(text, at.x, at.y-text.height()/2, 0.5)
				return
			}
		}
	}
	c.count.keys |= 1 << i
}

// readable returns the colour of words on the fill of a paint: that of the
// paint where it stands out enough.
func (c *chart) readable(p Paint) Color {
	if contrast(p.Words, p.Fill) >= 4.5 {
		return p.Words
	}
	return c.t.on(p.Fill)
}
