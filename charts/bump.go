package charts

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

var bumpKind = Kind{
	Token: "bump", Family: moments, Name: "Ranks over several moments, joined by lines.",
	When:    "Who was first, second, third at each of several dates or windows, and who overtook whom.",
	WhenNot: "How far apart the amounts are (line, slope); ranks hide that.",
	Columns: explained(columns("label", "date"), "date", momentMeaning), X: "date", Y: "value", words: locale.BumpChart, hasMoments: true,
	Settings: []Setting{
		{Name: "top", Meaning: "how many ranks: labels that are never among them are left out; all unless set", set: func(c Chart, v string) error {
			n, err := strconv.Atoi(v)
			if err != nil || n < 1 {
				return fmt.Errorf("cannot read %q as a number of ranks; write a whole number from 1", data.Clip(v, 40))
			}
			c.(*Bump).Top = n
			return nil
		}},
		{Name: "lines", Values: []string{"smooth", "straight"}, Meaning: "smooth (the default) or straight", set: func(c Chart, v string) error {
			c.(*Bump).Straight = v == "straight"
			return nil
		}},
	},
	make: func() Chart { return &Bump{} },
}

// Bump is the options of a bump chart: a column for each moment, in which the
// labels stand one below the other by their amounts, rank 1 on top, with a line
// from column to column. The discs hold the ranks.
//
// Moments are read as in [Dumbbell], and may be as many as there are; they stand
// at equal distances. Ranks are computed at each moment from the amounts of all
// labels of a panel: one more than the labels with a larger amount, so that
// equal amounts share a rank, stand below one another with the same number, and
// the next rank is left out. A row without a single value is ranked by the
// middle of its bounds, or by its one bound. Where the bounds of two rows meet,
// either may be the larger: such ranks are hollow, and hover text and
// alternative text say from which rank to which they may be. A label without an
// amount at a moment has no rank there, and its line is broken.
//
// Top keeps the labels that are among the first Top at any moment. Their ranks
// are still those among all, while they stand directly below one another.
//
// Names stand at the right end, and at the left one too where there is room; a
// label that ends earlier has its name behind its last disc. The eight labels
// that end highest have a colour, the others are grey. The lines to and from
// estimates are dashed.
type Bump struct {
	Options
	Top      int  // 0 keeps all
	Straight bool // straight lines
}

func (*Bump) token() string { return "bump" }

func (o *Bump) check(rows []row, p *problems) {
	p.refuse(rows, "bump", data.DateUnit)
	readMoments(rows, "bump", p)
	if p.total > 0 {
		return
	}
	if !slices.ContainsFunc(rows, func(r row) bool { return r.hasNumber }) {
		p.add(&data.FieldError{Field: "value", Err: fmt.Errorf("there is nothing to rank, since no row has a number")})
		return
	}
	rankAtMoments(rows)
	score := lastRank(rows)
	slices.SortStableFunc(rows, func(a, b row) int {
		if by := score[a.line()] - score[b.line()]; by != 0 {
			return by
		}
		return int(a.position - b.position)
	})
}

// selected leaves out the labels that are never in the top.
func (o *Bump) selected(rows []row) []row {
	if o.Top == 0 {
		return rows
	}
	in := map[lineKey]bool{}
	for _, r := range rows {
		if r.rank.at > 0 && r.rank.at <= o.Top {
			in[r.line()] = true
		}
	}
	return slices.DeleteFunc(rows, func(r row) bool { return !in[r.line()] })
}

// bumpLine is one label.
type bumpLine struct {
	label  string
	paint  Paint
	isGrey bool
	rows   []row // by moment; without a rank where there is none
	slots  []int // from 0 at the top; -1 where there is no rank
	name   block
}

// last is the last moment with a rank, first the first.
func (l *bumpLine) last() int {
	for i := len(l.slots) - 1; i >= 0; i-- {
		if l.slots[i] >= 0 {
			return i
		}
	}
	return -1
}

func (l *bumpLine) first() int {
	return slices.IndexFunc(l.slots, func(s int) bool { return s >= 0 })
}

// bumps is the layout of a bump chart.
type bumps struct {
	c          *chart
	straight   bool
	moments    []row
	lines      []*bumpLine
	slots      int // the most of a column, in all panels
	size       float64
	nameWidth  float64 // in all panels
	isBoth     bool    // names stand on the left too
	pitch      float64 // least distance of two slots
	radius     float64
	plot       rect // of the middles of the discs
	withinDisc float64
}

func (o *Bump) prepare(c *chart, width float64) drawing {
	b := &bumps{c: c, straight: o.Straight, moments: momentsOf(c.all), size: c.t.label}
	for _, p := range c.panels {
		b.lines = b.linesOf(p.rows)
		b.slots = max(b.slots, b.rankSlots())
	}
	switch {
	case b.slots > 24:
		b.size = c.t.axis
	case b.slots > 12:
		b.size = c.t.small
	}
	for _, p := range c.panels {
		b.measure(b.linesOf(p.rows), width)
	}
	b.lines = b.linesOf(c.rows)
	b.rankSlots()
	b.measure(b.lines, width)
	b.fit(width)
	d := drawing{draw: b.draw, keys: b.keys()}
	head := b.headHeight()
	slots := float64(b.slots)
	d.height = head + float64(b.pitch*slots)
	d.wants = head + float64(slots*max(b.pitch, min(c.t.gaps(4.6), float64(width*0.42)/slots)))
	steps := float64(max(len(b.moments)-1, 1))
	if least := b.around() + float64(steps*4); least > width {
		d.needs = math.Ceil(least)
	}
	if o.Top > 0 {
		d.notes = append(d.notes, upperFirst(c.l.Text(locale.TopOnly, c.l.Plain(data.Int(int64(o.Top))))))
	}
	d.notes = append(d.notes, c.unnumbered(b.unranked())...)
	return d
}

// linesOf parts the rows of a panel by label. The labels are in the order in
// which they end.
func (b *bumps) linesOf(rows []row) (out []*bumpLine) {
	for i, g := range groupsOf(rows) {
		l := &bumpLine{label: g.label, rows: make([]row, len(b.moments)), slots: make([]int, len(b.moments))}
		for j := range l.slots {
			l.slots[j] = -1
		}
		for _, r := range g.rows {
			j := slices.IndexFunc(b.moments, func(m row) bool { return m.date == r.date })
			l.rows[j] = r
		}
		l.paint = b.c.t.series(i)
		if i >= len(b.c.t.Series) {
			l.paint, l.isGrey = Paint{Fill: b.c.t.Axis, Words: b.c.t.Muted}, true
		}
		out = append(out, l)
	}
	return out
}

// rankSlots gives each label its slot at each moment, and returns how many the
// fullest moment has. Those of one rank stand as at the moment before.
func (b *bumps) rankSlots() (most int) {
	for j := range b.moments {
		var here []*bumpLine
		for _, l := range b.lines {
			if l.rows[j].rank.at > 0 {
				here = append(here, l)
			}
		}
		slices.SortStableFunc(here, func(x, y *bumpLine) int {
			if by := x.rows[j].rank.at - y.rows[j].rank.at; by != 0 || j == 0 {
				return by
			}
			return x.slots[j-1] - y.slots[j-1]
		})
		for i, l := range here {
			l.slots[j] = i
		}
		most = max(most, len(here))
	}
	return most
}

// unranked are the labels without any rank, as pairs without numbers.
func (b *bumps) unranked() (out []pair) {
	for _, l := range b.lines {
		if l.last() < 0 {
			out = append(out, pair{label: l.label})
		}
	}
	return out
}

// measure lays out names, and keeps the width of the widest.
func (b *bumps) measure(lines []*bumpLine, width float64) {
	c := b.c
	for _, l := range lines {
		l.name = c.block(l.label, b.size, !l.isGrey, l.paint.Words, float64(width*0.28), 2)
		b.nameWidth = max(b.nameWidth, math.Ceil(l.name.width()))
		b.pitch = max(b.pitch, l.name.height()+c.t.gaps(0.3))
	}
}

// fit decides what there is room for: names on both sides, and ranks in the
// discs.
func (b *bumps) fit(width float64) {
	c := b.c
	steps := float64(max(len(b.moments)-1, 1))
	b.radius = min(c.t.gaps(1.35), float64(b.pitch*0.5))
	b.isBoth = len(b.moments) > 1
	if step := (width - b.around()) / steps; step < max(float64(b.radius*4), c.t.gaps(6)) {
		b.isBoth = false
	}
	step := (width - b.around()) / steps
	b.withinDisc = max(smallestText, math.Floor(float64(b.radius*1.2)))
	widest := 0.0
	for _, r := range c.all {
		if r.rank.at > 0 {
			widest = max(widest, c.t.width(strconv.Itoa(r.rank.at), b.withinDisc, true))
		}
	}
	if step < float64(b.radius*2.4) || widest > float64(b.radius*1.8) {
		b.withinDisc, b.radius = 0, min(float64(b.radius*0.5), max(1.5, float64(step*0.3)))
	}
}

// around is the width that stands beside the columns.
func (b *bumps) around() float64 {
	side := b.nameWidth + b.nameGap()
	if b.isBoth {
		return float64(side * 2)
	}
	return side + b.radius + 1
}

// nameGap is the distance from the middle of a disc to its name.
func (b *bumps) nameGap() float64 { return b.radius + b.c.t.gaps(0.7) }

// keys explains what the discs and lines say besides ranks.
func (b *bumps) keys() (keys []key) {
	c := b.c
	if slices.ContainsFunc(c.all, func(r row) bool { return r.rank.isOpen() }) {
		keys = append(keys, key{text: upperFirst(c.l.Text(locale.RankOpen)), square: true, swatch: func(c *chart, r rect) {
			c.ring(c.t.Muted, r.middle(), r.h/2, c.t.Paper)
		}})
	}
	if c.hasEstimates() {
		keys = append(keys, key{text: upperFirst(c.l.Text(locale.EstimatedKey)), swatch: func(c *chart, r rect) {
			mid := r.middle()
			c.dashed(c.t.Muted, c.t.lineWidth(), []point{{r.x, mid.y}, {r.right(), mid.y}})
			c.p.disc(mid.x, mid.y, float64(r.h*0.4), c.t.tint(c.t.Muted, 0.3))
		}})
	}
	return keys
}
