package charts

import (
	"fmt"
	"math"
	"slices"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

var waffleKind = Kind{
	Token: "waffle", Family: ranking, Name: "Shares of a whole as a hundred squares.",
	When:    "How much of a whole a few parts are, to be counted: one square is one percent.",
	WhenNot: "More than eight parts (bar, treemap), or parts that do not belong to one whole (share).",
	Columns: columns("label"), X: "label", Y: "value", LowForValue: true,
	words: locale.WaffleChart, defaultUnit: data.Percent,
	Settings: []Setting{orderSetting(func(c Chart) *Order { return &c.(*Waffle).Order })},
	make:     func() Chart { return &Waffle{} },
}

// Waffle is the options of a waffle chart: a square of ten by ten squares for
// the whole, each of which is one percent, filled from the top, part by part,
// the largest first. What no part claims is pale. Each panel is a whole of its
// own.
//
// Whole squares are given out by largest remainders: each part has as many as
// its percent has wholes, and the squares that are left go to the parts with the
// largest rests, of equal ones the one that comes first. So a part of less than
// half a percent may have none; its amount is written beside the squares all
// the same.
//
// What a statement leaves open is hatched: "more than 80%" is 80 solid squares
// and 20 hatched ones. Where several parts leave more open than the rest of the
// whole, the hatched squares belong to none and are grey.
//
// Parts whose least amounts add up to more than 100 percent are refused, with
// the sum, and so are more than eight parts.
type Waffle struct {
	Options
	Order Order
}

// maxParts is how many parts or series colours and textures tell apart.
const maxParts = 8

func (*Waffle) token() string { return "waffle" }

func (o *Waffle) check(rows []row, p *problems) {
	for i := range rows {
		rows[i].checkShare("waffle", p)
	}
	if p.total > 0 {
		return
	}
	checkWholes(rows, p)
	rank(rows, o.Order)
}

// checkWholes holds the rows of each panel to distinct parts of one whole.
func checkWholes(rows []row, p *problems) {
	first := map[lineKey]row{}
	labels := map[string]bool{}
	sums := map[string]data.Number{}
	counts := map[string]int{}
	var facets []string
	for _, r := range rows {
		if other, ok := first[r.line()]; ok {
			p.field(r, "label", r.label, "is a part already, in row %d; a whole has one row for each part", other.n)
			continue
		}
		first[r.line()] = r
		if labels[r.label] = true; len(labels) > maxParts {
			p.field(r, "label", r.label, "is one part too many; a waffle chart tells %d apart, so add up the smallest", maxParts)
		}
		if _, ok := sums[r.facet]; !ok {
			sums[r.facet] = data.Int(0)
			facets = append(facets, r.facet)
		}
		if r.hasNumber {
			sums[r.facet] = sums[r.facet].Add(number(r.leastAmount()))
			counts[r.facet]++
		}
	}
	for _, f := range facets {
		if sums[f].Cmp(data.Int(wholeShare)) <= 0 {
			continue
		}
		where := ""
		if f != "" {
			where = fmt.Sprintf(" of the panel %q", data.Clip(f, 40))
		}
		p.add(&data.FieldError{Field: "value", Err: fmt.Errorf("the %d parts%s make %s percent at least, and a whole has 100; leave out what is counted twice, or draw them apart (share)",
			counts[f], where, sums[f])})
	}
}

// lineKey names a line of a panel: what its rows share.
type lineKey struct{ facet, label string }

func (r row) line() lineKey { return lineKey{r.facet, r.label} }

// leastAmount is the low bound of a row, or its value where it has none.
func (r row) leastAmount() float64 {
	if math.IsNaN(r.low) {
		return r.value
	}
	return r.low
}

// wafflePart is a row with its squares and its words.
type wafflePart struct {
	row
	paint        Paint
	sure, open   int // squares
	first        int // of its squares, from 0 at the top left
	amount, name block
}

func (x wafflePart) height() float64 { return max(x.amount.height(), x.name.height()) }

// waffle is the layout of one whole.
type waffle struct {
	c          *chart
	parts      []wafflePart
	shared     int     // squares that several parts may claim
	words      float64 // width of the words, swatch included, in all panels
	amounts    float64 // of it, that of the amounts
	isBeside   bool    // the words stand to the right of the squares, else below
	size       float64
	wordsBelow float64 // height of the words where they stand below
}

func (*Waffle) prepare(c *chart, width float64) drawing {
	w := &waffle{c: c, size: c.t.label}
	if len(labelsOf(c.all)) > 5 {
		w.size = c.t.small
	}
	w.measure(width)
	w.deal()
	d := drawing{draw: w.draw, keys: w.keys()}
	least, best := c.t.gaps(14), min(float64(width*0.5), c.t.gaps(46))
	if w.isBeside {
		best = min(best, width-w.words-c.t.gaps(3))
		words := w.gap()
		for _, p := range c.panels {
			words = max(words, w.stacked(p.rows))
		}
		d.height, d.wants = max(least, words), max(best, words)
		return d
	}
	for _, p := range c.panels {
		w.wordsBelow = max(w.wordsBelow, w.stacked(p.rows)+c.t.gaps(1.2))
	}
	d.height, d.wants = least+w.wordsBelow, min(width, c.t.gaps(40))+w.wordsBelow
	return d
}

// labelsOf returns the labels of rows, in their order.
func labelsOf(rows []row) (out []string) {
	for _, r := range rows {
		if !slices.Contains(out, r.label) {
			out = append(out, r.label)
		}
	}
	return out
}

func (w *waffle) gap() float64 { return w.c.t.gaps(0.5) }

// swatch is the side of the square before a name, with the space behind it.
func (w *waffle) swatch() (side, room float64) {
	side = math.Round(float64(w.size * 0.8))
	return side, side + w.c.t.gaps(0.8)
}

// measure lays out the words and decides where they stand; both are the same in
// all panels.
func (w *waffle) measure(width float64) {
	c := w.c
	_, swatch := w.swatch()
	amounts, names := 0.0, 0.0
	for _, r := range c.all {
		amounts = max(amounts, c.t.width(c.amount(r), w.size, true))
		names = max(names, c.t.width(r.label, w.size, false))
	}
	// Words in several lines leave room for larger squares.
	beside := min(width-c.t.gaps(23), max(float64(width*0.48), c.t.gaps(26)))
	w.isBeside = swatch+amounts+c.t.gap+names <= beside || beside > c.t.gaps(28)
	room := width
	if w.isBeside {
		room = beside
	}
	w.amounts = math.Ceil(min(amounts, float64((room-swatch)*0.45)))
	left := room - swatch - w.amounts - c.t.gap
	w.words = swatch + w.amounts + c.t.gap + math.Ceil(min(names, left))
	order := labelsOf(c.all)
	for _, r := range c.rows {
		x := w.part(r)
		x.paint = c.t.series(slices.Index(order, r.label))
		if r.hasNumber {
			x.amount.color = x.paint.Words
		}
		w.parts = append(w.parts, x)
	}
}

// part lays out the words of a row.
func (w *waffle) part(r row) wafflePart {
	c := w.c
	_, swatch := w.swatch()
	x := wafflePart{row: r}
	x.amount = c.block(c.amount(r), w.size, r.hasNumber, c.t.Muted, w.amounts+0.5, 3)
	x.name = c.block(r.label, w.size, false, c.t.Text, w.words-swatch-w.amounts-c.t.gap+0.5, 3)
	return x
}

// stacked is the height of the words of a panel.
func (w *waffle) stacked(rows []row) float64 {
	h := 0.0
	for _, r := range rows {
		h += w.part(r).height() + w.gap()
	}
	return h
}

// deal gives out the squares.
func (w *waffle) deal() {
	var sure, open []float64
	for _, x := range w.parts {
		s := spanOf(x.row, wholeShare)
		sure, open = append(sure, s.sure), append(open, s.to-s.from)
	}
	squares := dealSquares(sure, open)
	at := 0
	for i := range w.parts {
		x := &w.parts[i]
		x.sure, x.open, x.first = squares.sure[i], squares.open[i], at
		at += x.sure + x.open
	}
	w.shared = squares.shared
}

// dealt is the squares of a whole: those of each part, and those that several
// parts may claim.
type dealt struct {
	sure, open []int
	shared     int
}

// dealSquares divides a hundred squares among parts, by what is sure of each and
// what is open, in percent.
func dealSquares(sure, open []float64) dealt {
	zero, all := data.Int(0), data.Int(wholeShare)
	var quotas []data.Number
	taken, wanted, several := zero, zero, 0
	for i := range sure {
		quotas = append(quotas, number(sure[i]), number(open[i]))
		taken, wanted = taken.Add(number(sure[i])), wanted.Add(number(open[i]))
		if open[i] > 0 {
			several++
		}
	}
	// Printed shares may add up to a little over 100; then all shrink alike.
	if taken.Cmp(all) > 0 {
		for i := 0; i < len(quotas); i += 2 {
			quotas[i] = quotas[i].Mul(all).Quo(taken)
		}
		taken = all
	}
	shared := zero
	if free := all.Sub(taken); wanted.Cmp(free) > 0 {
		for i := 1; i < len(quotas); i += 2 {
			if quotas[i].Sign() > 0 && several == 1 {
				quotas[i] = free
			} else {
				quotas[i] = zero
			}
		}
		if wanted = free; several > 1 {
			shared = free
		}
	}
	rest := all.Sub(taken).Sub(wanted)
	counts := largestRemainder(append(quotas, shared, rest), wholeShare)
	out := dealt{shared: counts[len(quotas)]}
	for i := range sure {
		out.sure, out.open = append(out.sure, counts[i+i]), append(out.open, counts[i+i+1])
	}
	return out
}

// largestRemainder rounds quotas to whole numbers with a total: each down, and
// then one more for those with the largest remainders, of equal ones the first.
func largestRemainder(quotas []data.Number, total int) []int {
	counts, order := make([]int, len(quotas)), make([]int, len(quotas))
	rests := make([]data.Number, len(quotas))
	left := total
	for i, q := range quotas {
		whole := q.RoundTo(data.Int(1), data.Down)
		counts[i], order[i], rests[i] = int(whole.Float64(data.ToNearest)), i, q.Sub(whole)
		left -= counts[i]
	}
	slices.SortStableFunc(order, func(a, b int) int { return rests[b].Cmp(rests[a]) })
	for _, i := range order[:min(max(left, 0), len(order))] {
		counts[i]++
	}
	return counts
}

// keys explains a square, hatching and estimates.
func (w *waffle) keys() []key {
	c := w.c
	one := key{text: upperFirst(c.l.Text(locale.OneDot, c.written(data.Int(1)))), square: true, swatch: func(c *chart, r rect) {
		c.p.rects(c.t.Muted, r)
	}}
	return append([]key{one}, c.spanKeys(wholeShare, c.t.neutral())...)
}
