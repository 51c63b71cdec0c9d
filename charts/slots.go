package charts

import (
	"math"
	"slices"
	"strings"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

// slots is a horizontal axis on which columns stand side by side: places of one
// width, one for each date or category, and one for each year or month that
// lies between two and has no row.
type slots struct {
	list   []slot
	order  map[slot]int
	isTime bool
	names  []block // of categories
	turned bool    // the names of categories run upwards
	height float64 // of the names or dates under the plot
}

// slot is one date or category.
type slot struct {
	date  data.Date // where the slots are dates
	label string    // where they are categories
}

// readSlots reads the dates of rows as [readDates] does, where they have any:
// where the frame has a column date, or every label is a date. Else the labels
// are categories, and two rows of one series may not have the same.
func readSlots(rows []row, kind string, p *problems) {
	if slices.ContainsFunc(rows, func(r row) bool { return r.date != "" }) || !slices.ContainsFunc(rows, func(r row) bool { return !isDate(r.label) }) {
		readDates(rows, kind, p)
		return
	}
	first := map[[3]string]int{}
	for _, r := range rows {
		if r.label == "" {
			p.field(r, "label", "", "is empty; %s chart needs the date or the name of every row", article(kind))
			continue
		}
		at := [3]string{r.facet, r.series, r.label}
		if n, ok := first[at]; ok {
			p.field(r, "label", r.label, "%s is already the name of row %d; a series has one row for each name", data.Clip(r.label, 40), n)
			continue
		}
		first[at] = r.n
	}
}

// maxSlots bounds the dates of one chart, those without a row included.
const maxSlots = 3000

// checkSlots reports dates that lie too far apart to stand side by side, in the
// slots of a kind.
func checkSlots(rows []row, of func([]row) slots, kind string, p *problems) {
	if p.total > 0 {
		return
	}
	first, last := slices.MinFunc(rows, byTime), slices.MaxFunc(rows, byTime)
	if n := len(of(rows).list); n > maxSlots {
		field, text := last.dateField()
		p.field(last, field, text, "%s chart has a place for every date from %s on, which makes %d, and %d is the most; choose fewer years",
			article(kind), first.time, n, maxSlots)
	}
}

func isDate(text string) bool {
	d, err := data.ParseDate(text)
	return err == nil && d.IsSet()
}

// slot returns where the row stands.
func (r row) slot() slot {
	if r.time.IsSet() {
		return slot{date: r.time}
	}
	return slot{label: r.label}
}

// newSlots returns the places of rows: dates in order, categories in that of
// the frame.
func newSlots(rows []row) slots {
	var s slots
	s.isTime = rows[0].time.IsSet()
	rows = slices.Clone(rows)
	if s.isTime {
		slices.SortStableFunc(rows, byTime)
	}
	seen := map[slot]bool{}
	for _, r := range rows {
		if at := r.slot(); !seen[at] {
			seen[at] = true
			s.list = append(s.list, at)
		}
	}
	if s.isTime {
		s.list = withMissing(s.list)
	}
	return s.numbered()
}

// newYears returns a slot for each year from the first to the last of rows.
func newYears(rows []row) slots {
	first, last := slices.MinFunc(rows, byTime).time.Year, slices.MaxFunc(rows, byTime).time.Year
	s := slots{isTime: true}
	for y := first; y <= last; y++ {
		s.list = append(s.list, slot{date: data.Date{Year: y}})
	}
	return s.numbered()
}

// numbered returns the slots with their numbers.
func (s slots) numbered() slots {
	s.order = make(map[slot]int, len(s.list))
	for i, one := range s.list {
		s.order[one] = i
	}
	return s
}

// withMissing adds the years or months that lack between dates in order. How
// often a series is observed is the greatest common divisor of the distances.
// Days, or years among months, stay as they are.
func withMissing(dates []slot) []slot {
	step, last := 0, 0
	for i, s := range dates {
		n, ok := count(s.date)
		if !ok || (s.date.Month == 0) != (dates[0].date.Month == 0) {
			return dates
		}
		if i > 0 {
			step = divisor(step, n-last)
		}
		last = n
	}
	if step == 0 {
		return dates
	}
	first, _ := count(dates[0].date)
	var out []slot
	for n := first; n <= last; n += step {
		d := data.Date{Year: n}
		if dates[0].date.Month != 0 {
			d = data.Date{Year: (n - 1) / 12, Month: (n-1)%12 + 1}
		}
		out = append(out, slot{date: d})
	}
	return out
}

// divisor is the greatest common divisor of two whole numbers that are not
// negative.
func divisor(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// at returns the number of the slot of a row, which has one.
func (s slots) at(r row) int { return s.order[r.slot()] }

// name writes the date or category of a slot.
func (s slots) name(c *chart, i int) string {
	if s.isTime {
		return c.l.Date(s.list[i].date)
	}
	return s.list[i].label
}

// row is a row without a number in a slot.
func (s slots) row(i int, facet, series string) row {
	nan := math.NaN()
	one := s.list[i]
	r := row{facet: facet, series: series, label: one.label, time: one.date, value: nan, low: nan, high: nan, x: nan, level: nan}
	if s.isTime {
		r.label = one.date.String()
	}
	return r
}

// lack is the slots in which a series has no number, in order; the name is ""
// where no series has one.
type lack struct {
	name  string
	slots []int
}

// maxLacks bounds what one note names.
const maxLacks = 8

// lackNote names what has no number, in one sentence: years in a row as a
// period.
func (c *chart) lackNote(s slots, lacks []lack) string {
	var items []string
	for _, k := range lacks {
		for i := 0; i < len(k.slots); {
			j := i + 1
			for s.isTime && j < len(k.slots) && k.slots[j] == k.slots[j-1]+1 {
				j++
			}
			text := s.name(c, k.slots[i])
			if s.isTime {
				text = c.l.Period(data.Period{Start: s.list[k.slots[i]].date, End: s.list[k.slots[j-1]].date})
			}
			items = append(items, strings.Join(nonEmpty(c.rows[0].facet, k.name, text), ", "))
			i = j
		}
	}
	if len(items) == 0 {
		return ""
	}
	if len(items) > maxLacks {
		items = append(items[:maxLacks], "…")
	}
	return upperFirst(c.l.Text(locale.MissingYear, c.list(items)))
}

// pitch is the width of a slot in a plot of a width.
func (s slots) pitch(width float64) float64 { return width / float64(len(s.list)) }

// middle returns the x of the middle of a slot.
func (s slots) middle(i int, plot rect) float64 {
	return plot.x + float64(s.pitch(plot.w)*(float64(i)+0.5))
}

// measure lays out the words under a plot of a width, and returns the least
// width of a slot that they need.
func (s *slots) measure(c *chart, width float64) (least float64) {
	if s.isTime {
		s.height = c.axisHeight()
		return 0
	}
	size, room := c.t.small, s.pitch(width)-c.t.gaps(0.6)
	for _, one := range s.list {
		b := c.block(one.label, size, false, c.t.Text, max(room, 1), 3)
		s.names = append(s.names, b)
		s.height = max(s.height, b.height())
		s.turned = s.turned || b.isCut() || c.longestWord(one.label, size) > room
	}
	s.height += c.t.gaps(1.2)
	if !s.turned {
		return 0
	}
	line := float64(c.t.axis * leading)
	most := int(min(max(s.pitch(width)/line, 1), 3))
	for _, room := range []float64{c.t.gaps(15), c.t.gaps(24)} { // the longer one where names would be cut
		s.names, s.height = nil, 0
		isCut := false
		for _, one := range s.list {
			b := c.balanced(one.label, c.t.axis, false, c.t.Text, room, most)
			s.names = append(s.names, b)
			s.height = max(s.height, b.width())
			isCut = isCut || b.isCut()
		}
		if !isCut {
			break
		}
	}
	s.height += c.t.gaps(1.6)
	return math.Ceil(line)
}

// longestWord is the width of the widest word of a text.
func (c *chart) longestWord(text string, size float64) float64 {
	return c.widestWord(text, size, false)
}

func (c *chart) widestWord(text string, size float64, isBold bool) (widest float64) {
	for word := range strings.SplitSeq(text, " ") { // not at no-break spaces
		widest = max(widest, c.t.width(word, size, isBold))
	}
	return widest
}

// draw writes dates or categories from a y down, between two edges.
func (s slots) draw(c *chart, plot rect, y, from, to float64) {
	c.p.begin("", "")
	f := c.t.face(false)
	if s.isTime {
		for _, k := range s.ticks(c, plot, from, to) {
			c.p.text(k.label, k.left, y+float64(c.t.axis*1.25)+c.t.gaps(0.6), c.t.axis, false, c.t.Muted)
		}
		return
	}
	for i, b := range s.names {
		x := s.middle(i, plot)
		if !s.turned {
			c.p.block(b, x, y+c.t.gaps(0.6), 0.5)
			continue
		}
		base := x + float64(b.size*f.capHeight/2) - float64(b.height()-float64(b.size*leading))/2
		for _, line := range b.lines {
			c.p.upright(line, base, y+c.t.gaps(0.8)+f.width(line, b.size), b.size, false, b.color)
			base += float64(b.size * leading)
		}
	}
}

// ticks returns the dates that have room, with their x: every one, else those
// of round years, else every second, third … one.
func (s slots) ticks(c *chart, plot rect, from, to float64) []tick {
	line := timeline{last: float64(len(s.list) - 1), inset: s.pitch(plot.w) / 2}
	choose := func(is func(i int) bool) []row {
		var out []row
		for i, one := range s.list {
			if is(i) {
				out = append(out, row{time: one.date, position: float64(i)})
			}
		}
		return out
	}
	if out, ok := line.fit(c, choose(func(int) bool { return true }), plot, from, to); ok {
		return out
	}
	for _, every := range []int{1, 2, 5, 10, 20, 25, 50, 100} {
		rows := choose(func(i int) bool {
			d := s.list[i].date
			return d.Year%every == 0 && d.Month <= 1 && d.Day <= 1
		})
		for i := range rows {
			rows[i].time = data.Date{Year: rows[i].time.Year}
		}
		if out, ok := line.fit(c, rows, plot, from, to); ok && len(out) > 1 && every > 1 || ok && len(out) > 2 {
			return out
		}
	}
	for every := 2; every < 2*len(s.list); every++ {
		if out, ok := line.fit(c, choose(func(i int) bool { return (len(s.list)-1-i)%every == 0 }), plot, from, to); ok {
			return out
		}
	}
	return nil
}
