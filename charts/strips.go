package charts

import (
	"cmp"
	"math"
	"slices"

	"github.com/periplus-data/periplus/data/locale"
)

// stripMark is a row as a dot with its bounds.
type stripMark struct {
	row
	paint Paint
	lane  float64 // how far from the middle of the line, in pixels downwards
}

// stripLine is one line of strips: a name, and the marks of its rows on the
// common axis.
type stripLine struct {
	label       string
	hasNumber   bool
	marks       []stripMark
	name, none  block   // none stands in place of marks
	left, right block   // amounts beside the outermost marks
	tail        block   // in a column at the right edge
	before      float64 // width of left
	after       float64 // of right, or of none
	height      float64
}

// strips is the layout of dots on one axis, a line for each label: a dot chart
// or a dumbbell chart.
type strips struct {
	c          *chart
	lines, all []*stripLine // of the panel, of all panels
	width      float64
	isLog      bool
	single     bool // one series, whose amounts are bold
	isJoined   bool // a line joins the marks of a label
	tail       func(l *stripLine) string
	tailName   string
	heads      []block // over the marks of the first line that has one for each

	axis                  axis
	size, radius          float64
	labelWidth, tailWidth float64
}

// prepare measures the lines and returns what they need.
func (s *strips) prepare() drawing {
	c := s.c
	s.axis = s.newAxis()
	s.size, s.radius = c.t.label, c.t.gaps(0.8)
	if len(c.rows) > 14 {
		s.size, s.radius = c.t.small, c.t.gaps(0.65)
	}
	most := 0
	for _, l := range s.all {
		most = max(most, len(l.marks))
	}
	for _, l := range s.all {
		s.measure(l, most <= 2)
	}
	if len(c.panels) > 1 {
		for _, l := range s.lines {
			s.measure(l, most <= 2)
		}
	}
	for _, l := range s.all {
		s.labelWidth = max(s.labelWidth, l.name.width())
		s.tailWidth = max(s.tailWidth, l.tail.width())
	}
	s.labelWidth = math.Ceil(s.labelWidth) + c.t.gaps(1.4)
	if s.tailWidth > 0 {
		s.tailWidth = math.Ceil(max(s.tailWidth, s.tailHead().width())) + c.t.gaps(1.6)
	}
	d := drawing{draw: s.draw, height: s.headHeight() + s.c.axisHeight(), keys: s.keys()}
	_, k := s.scale(rect{w: s.width})
	for _, l := range s.lines {
		l.height = s.heightOf(l, s.lay(l, k))
		d.height += l.height
	}
	if least := s.room(c.t.gaps(8)); least > s.width {
		d.needs = math.Ceil(least)
	}
	// A few lines do not need the height of a whole picture.
	n := float64(len(s.lines))
	d.wants = d.height + float64(n*min(c.t.gaps(5), max(0, (float64(s.width*0.42)-d.height)/n)))
	return d
}

// keys explains hatching and estimates.
func (s *strips) keys() (keys []key) {
	c, paint := s.c, s.c.t.series(0)
	length := s.length()
	if slices.ContainsFunc(c.all, func(r row) bool { return r.isDrawn(length) }) {
		keys = append(keys, c.hatchKey(length, paint.Fill))
	}
	if c.hasEstimates() {
		keys = append(keys, symbolKey(paint, upperFirst(c.l.Text(locale.EstimatedKey)), true))
	}
	return keys
}

// length is the length of the axis by which bounds are drawn or not.
func (s *strips) length() float64 { return s.axis.high - s.axis.low }

func (s *strips) tailHead() block {
	return s.c.block(s.tailName, s.c.t.axis, false, s.c.t.Muted, float64(s.width*0.2), 1)
}

// manyLines is from how many lines on the axis stands over them too.
const manyLines = 25

// headHeight is what stands over the first line.
func (s *strips) headHeight() float64 {
	return s.namesHeight() + s.overHeight()
}

// overHeight is that of the axis over the lines, where they are many.
func (s *strips) overHeight() float64 {
	if len(s.lines) < manyLines {
		return 0
	}
	return s.c.axisHeight()
}

// namesHeight is that of the names over the marks and over the column.
func (s *strips) namesHeight() float64 {
	h := 0.0
	for _, b := range s.heads {
		h = max(h, b.height())
	}
	if s.tailWidth > 0 {
		h = max(h, s.tailHead().height())
	}
	return h
}

// measure lays out the texts of a line. isSparse says that every line has two
// marks at most, so that their amounts stand beside them.
func (s *strips) measure(l *stripLine, isSparse bool) {
	c := s.c
	l.name = c.block(l.label, s.size, false, c.t.Text, float64(s.width*0.3), 3)
	most := float64(s.width * 0.25)
	amount := func(m stripMark) block {
		color := m.paint.Words
		if s.single {
			color = c.t.Text
		}
		return c.block(c.amount(m.row), s.size, true, color, most, 3)
	}
	switch {
	case !l.hasNumber:
		l.none = c.block(c.amount(l.marks[0].row), s.size, false, c.t.Muted, float64(s.width*0.45), 3)
	case isSparse && len(l.marks) == 1:
		l.right = amount(l.marks[0])
	case isSparse:
		first, second := l.marks[0], l.marks[1]
		if first.rankBy() > second.rankBy() {
			first, second = second, first
		}
		l.left, l.right = amount(first), amount(second)
	}
	// The search for a scale asks for these again and again.
	l.before, l.after = l.left.width(), max(l.right.width(), l.none.width())
	if s.tail != nil {
		l.tail = c.block(s.tail(l), s.size, true, c.t.Text, float64(s.width*0.2), 1)
	}
}

// heightOf is the least height of a line.
func (s *strips) heightOf(l *stripLine, lanes float64) float64 {
	return max(l.name.height(), l.none.height(), l.left.height(), l.right.height(), float64(s.size*leading), float64(lanes*2)) + s.c.t.gaps(0.8)
}

// lay gives the marks of a line their lanes on an axis of k pixels, and returns
// how far the outermost reaches from the middle: bounds that are drawn stand in
// lanes of their own where they meet another mark; dots alone are moved only
// where one would all but hide another.
func (s *strips) lay(l *stripLine, k float64) (reach float64) {
	step := float64(s.radius * 2.3)
	if s.crosses(l, k) {
		for i := range l.marks {
			l.marks[i].lane = float64(step * (float64(i) - float64(len(l.marks)-1)/2))
		}
		return float64(step * float64(len(l.marks)) / 2)
	}
	order := make([]int, len(l.marks))
	for i := range order {
		order[i] = i
	}
	at := func(i int) float64 { return s.axis.part(l.marks[i].rankBy()) }
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(at(a), at(b)) })
	reach = s.radius
	for i := 0; i < len(order); {
		j := i + 1
		for j < len(order) && float64(k*(at(order[j])-at(order[j-1]))) < float64(s.radius*0.6) {
			j++
		}
		for n := i; n < j; n++ {
			l.marks[order[n]].lane = float64(s.radius * 1.3 * (float64(n-i) - float64(j-i-1)/2))
		}
		reach = max(reach, s.radius+float64(s.radius*0.65*float64(j-i-1)))
		i = j
	}
	return reach
}

// crosses reports whether bounds that are drawn meet another mark of the line.
func (s *strips) crosses(l *stripLine, k float64) bool {
	for i, m := range l.marks {
		from, to := s.markReach(m, k)
		for j, o := range l.marks {
			a, b := s.markReach(o, k)
			if i != j && m.isDrawn(s.length()) && from < b && a < to {
				return true
			}
		}
	}
	return false
}

// reach returns how far a line goes to the left and to the right of the low end
// of an axis that is k pixels long, texts included.
func (s *strips) reach(l *stripLine, k float64) (left, right float64) {
	c := s.c
	if !l.hasNumber {
		return 0, l.after
	}
	left, right = math.Inf(1), math.Inf(-1)
	for _, m := range l.marks {
		a, b := s.markReach(m, k)
		left, right = min(left, a), max(right, b)
	}
	if l.before > 0 {
		left -= l.before + c.t.gaps(0.6)
	}
	if l.after > 0 {
		right += l.after + c.t.gaps(0.6)
	}
	return left, right
}

// markReach is reach for one mark, without texts.
func (s *strips) markReach(m stripMark, k float64) (left, right float64) {
	from, to := m.value, m.value
	if m.isDrawn(s.length()) {
		from, to = m.between()
	}
	left, right = float64(k*s.axis.part(from)), float64(k*s.axis.part(to))
	if m.isDrawn(s.length()) {
		if math.IsNaN(m.low) {
			left -= s.c.arrowLength()
		}
		if math.IsNaN(m.high) {
			right += s.c.arrowLength()
		}
	}
	if !math.IsNaN(m.value) {
		v := float64(k * s.axis.part(m.value))
		left, right = min(left, v-float64(s.radius*1.25)), max(right, v+float64(s.radius*1.25))
	}
	return left - 1, right + 1
}

// room is the width that all lines need around an axis of k pixels.
func (s *strips) room(k float64) float64 {
	left, right := s.overhang(k)
	return s.labelWidth + left + k + right + s.tailWidth
}

// overhang is how far the lines reach beyond both ends of the axis.
func (s *strips) overhang(k float64) (left, right float64) {
	for _, l := range s.all {
		a, b := s.reach(l, k)
		left, right = max(left, -a), max(right, b-k)
	}
	// The outermost labels of the axis stand around its ends.
	return math.Ceil(left), math.Ceil(right)
}

// scale returns where the axis begins in an area, and its length: as long as
// leaves every text inside.
func (s *strips) scale(area rect) (zero, k float64) {
	// room is convex in k, so that what holds at both ends holds between them.
	low, high := s.c.t.gaps(8), area.w
	for range 40 {
		if mid := (low + high) / 2; s.room(mid) <= area.w {
			low = mid
		} else {
			high = mid
		}
	}
	k = math.Floor(low)
	left, _ := s.overhang(k)
	return whole(area.x + s.labelWidth + left), k
}
