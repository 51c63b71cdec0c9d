package charts

import (
	"math"
	"slices"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

var slopeKind = Kind{
	Token: "slope", Family: moments, Name: "Two moments as two columns of amounts, joined by lines.",
	When:    "Who rose and who fell between two years or two five-year windows, and who passed whom.",
	WhenNot: "More than two moments (line, bump), or many labels with nearly the same amounts (dumbbell).",
	Columns: explained(columns("label", "date"), "date", momentMeaning), X: "date", Y: "value", words: locale.SlopeChart, hasMoments: true,
	Settings: []Setting{{Name: "emphasis", Values: []string{"direction", "largest", "none"},
		Meaning: "direction: a colour for what rose and one for what fell (the default); largest: only for the three largest changes; none: one colour",
		set: func(c Chart, v string) error {
			c.(*Slope).Emphasis = Emphasis(v)
			if v == "direction" {
				c.(*Slope).Emphasis = ByDirection
			}
			return nil
		}}},
	make: func() Chart { return &Slope{} },
}

// Emphasis says which lines of a slope chart have a colour.
type Emphasis string

// The emphases. What did not change is grey in all but the last.
const (
	ByDirection Emphasis = ""        // all: one colour for what rose, one for what fell
	ByLargest   Emphasis = "largest" // only the three largest changes of a panel, in either direction
	NoEmphasis  Emphasis = "none"    // all have the same colour
)

// emphasised is how many changes ByLargest sets off.
const emphasised = 3

// Slope is the options of a slope chart: the amounts of two moments on two
// upright lines, each with its label, joined by a line where a label has both.
//
// Moments are read as in [Dumbbell]. The amounts lie on one scale, from the
// least to the greatest; where they all differ by less than a tenth of the
// greatest, the scale is a tenth of it long, so that next to nothing does not
// look like a fall. Labels that would meet are moved apart, with a leader to
// their amount. Where the height is given and too little, the labels of the
// smallest amounts are left out, and the note counts them.
//
// Bounds are hatched bars on the upright lines. The line to or from an estimate
// is dashed. Labels without any number are named in the note.
type Slope struct {
	Options
	Emphasis Emphasis
}

func (*Slope) token() string { return "slope" }

func (o *Slope) check(rows []row, p *problems) {
	p.refuse(rows, "slope", data.DateUnit)
	checkPairs(rows, "slope", p)
	if p.total > 0 {
		return
	}
	rankGroups(rows, Ranked, laterAmount(math.Inf(-1)))
	byMoment(rows)
}

// slope is the layout of one label: its texts on both sides.
type slope struct {
	pair
	paint  Paint
	isGrey bool
}

// slopes is the layout of a slope chart. Index 0 is the left side, 1 the right.
type slopes struct {
	c         *chart
	items     []slope
	labels    [2][]*endLabel
	widths    [2]float64 // of the labels, in all panels
	heads     [2]block
	low, high float64 // of the scale
	size      float64
	radius    float64
	plot      rect // between the upright lines
}

func (o *Slope) prepare(c *chart, width float64) drawing {
	s := &slopes{c: c, size: c.t.label, radius: c.t.gaps(0.55)}
	s.low, s.high = wideEnough(extentOf(c.all))
	pairs := pairsOf(c.rows)
	switch {
	case len(pairs) > 24:
		s.size = c.t.axis
	case len(pairs) > 8:
		s.size = c.t.small
	}
	s.items = o.items(c, pairs)
	s.measure(width, o.items)
	d := drawing{draw: s.draw}
	lines := max(stacked(s.labels[0], s.gap()), stacked(s.labels[1], s.gap()))
	head := s.headHeight()
	above, below := s.insets()
	d.height = head + max(c.t.gaps(12)+above+below, min(lines, c.t.gaps(30)))
	d.wants = head + max(lines+c.t.gaps(2), float64(width*0.44), min(float64(width*0.62), c.t.gaps(34)))
	if room, least := width-s.widths[0]-s.widths[1], c.t.gaps(7); room < least {
		d.needs = math.Ceil(width + least - room)
	}
	d.keys = s.keys()
	d.notes = c.unnumbered(pairs)
	return d
}

// wideEnough widens an extent to a tenth of its greatest amount.
func wideEnough(low, high float64, ok bool) (float64, float64) {
	if !ok {
		return 0, 1
	}
	least := float64(max(math.Abs(low), math.Abs(high)) * 0.1)
	if least == 0 {
		least = 1
	}
	if missing := least - (high - low); missing > 0 {
		low, high = low-missing/2, high+missing/2
	}
	return low, high
}

// leastOfLargest returns the least of the changes that ByLargest sets off among
// the labels of a panel.
func leastOfLargest(pairs []pair) float64 {
	var changes []float64
	for _, x := range pairs {
		if x.hasEarly && x.hasLate {
			changes = append(changes, math.Abs(x.late.rankBy()-x.early.rankBy()))
		}
	}
	slices.Sort(changes)
	if len(changes) == 0 {
		return 0
	}
	return changes[max(0, len(changes)-emphasised)]
}

// items are the labels of a panel that have a number, with their paints.
func (o *Slope) items(c *chart, pairs []pair) (out []slope) {
	largest := leastOfLargest(pairs)
	for _, x := range pairs {
		if x.hasEarly || x.hasLate {
			out = append(out, o.item(c, x, largest))
		}
	}
	return out
}

// item chooses the paint of a label.
func (o *Slope) item(c *chart, x pair, largest float64) slope {
	grey := Paint{Fill: c.t.Axis, Words: c.t.Muted}
	out := slope{pair: x, paint: grey, isGrey: true}
	if o.Emphasis == NoEmphasis {
		out.paint, out.isGrey = c.t.series(0), false
		return out
	}
	if !x.hasEarly || !x.hasLate {
		return out
	}
	change := x.late.rankBy() - x.early.rankBy()
	if change == 0 || o.Emphasis == ByLargest && math.Abs(change) < largest {
		return out
	}
	out.paint, out.isGrey = c.t.Positive, false
	if change < 0 {
		out.paint = c.t.Negative
	}
	return out
}

// slopeLead is how far the labels stand from the upright lines, in gaps: room
// for their leaders.
const slopeLead = 3

func (s *slopes) gap() float64 { return s.c.t.gaps(0.25) }

// measure lays out the labels of both sides. Their widths are those of all
// panels.
func (s *slopes) measure(width float64, items func(*chart, []pair) []slope) {
	c := s.c
	most := float64(width * 0.34)
	for i, x := range s.items {
		for side, r := range []row{x.early, x.late} {
			if b := s.label(x, side, most); len(b.lines) > 0 {
				weight := math.Abs(r.rankBy())
				if !x.isGrey {
					weight += largest
				}
				s.labels[side] = append(s.labels[side], &endLabel{block: b, weight: weight, id: i})
			}
		}
	}
	for _, p := range c.panels {
		for _, x := range items(c, pairsOf(p.rows)) {
			for side := range 2 {
				s.widths[side] = max(s.widths[side], s.label(x, side, most).width())
			}
		}
	}
	for side, m := range momentsOf(c.all) {
		s.heads[side] = c.block(c.when(m), c.t.small, true, c.t.Text, float64(width*0.45), 2)
		s.widths[side] = math.Ceil(s.widths[side]) + c.t.gaps(slopeLead+0.1)
	}
}

// label is the text of one side: the name outside, the amount at the line.
func (s *slopes) label(x slope, side int, width float64) block {
	c := s.c
	r, has := x.early, x.hasEarly
	if side == 1 {
		r, has = x.late, x.hasLate
	}
	if !has {
		return block{}
	}
	text := x.label + "\u2002" + c.amount(r)
	if side == 1 {
		text = c.amount(r) + "\u2002" + x.label
	}
	return c.block(text, s.size, !x.isGrey, x.paint.Words, width, 2)
}

func (s *slopes) headHeight() float64 {
	return max(s.heads[0].height(), s.heads[1].height()) + s.c.t.gaps(0.8)
}

// keys explains hatching and estimates.
func (s *slopes) keys() (keys []key) {
	c := s.c
	paint := c.t.neutral()
	length := s.high - s.low
	if slices.ContainsFunc(c.all, func(r row) bool { return r.isDrawn(length) }) {
		keys = append(keys, c.hatchKey(length, paint.Fill))
	}
	if c.hasEstimates() {
		keys = append(keys, estimateKey(c, paint))
	}
	return keys
}

// unnumbered names the labels of a panel that have no number at all.
func (c *chart) unnumbered(pairs []pair) []string {
	var names []string
	for _, x := range pairs {
		if !x.hasEarly && !x.hasLate {
			names = append(names, data.Clip(x.label, 60))
		}
	}
	return c.namedNote(func(names string) string { return c.l.Text(locale.LabelAndAmount, c.l.Text(locale.NoNumber), names) }, names)
}
