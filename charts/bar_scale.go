package charts

import (
	"math"
	"slices"
)

// reach is how far a bar goes to either side of zero: amounts, and the pixels
// beyond them that arrows and words take.
type reach struct {
	low, high     float64 // 0 included
	before, after float64
}

// reachOf returns the reach of a span with words of a width at its end, and
// whether they stand to the left of it: beside a negative bar.
func (c *chart) reachOf(s span, words float64) (r reach, isLeft bool) {
	low, high := s.extent()
	isLeft = low < 0 && high == 0
	return c.reachBeside(s, words, isLeft), isLeft
}

// reachBeside returns the reach of a span with words on a side of it.
func (c *chart) reachBeside(s span, words float64, isLeft bool) (r reach) {
	r.low, r.high = s.extent()
	if s.arrowLow {
		r.before = c.arrowLength()
	}
	if s.arrowUp {
		r.after = c.arrowLength()
	}
	if isLeft {
		r.before += c.t.gaps(0.9) + words
	} else {
		r.after += c.t.gaps(0.9) + words
	}
	return r
}

// barScale is a horizontal scale around zero, as long as the words beside the
// bars let it be.
type barScale struct {
	reaches   []reach
	low, high float64 // ends of the axis
	most      float64 // greatest amount, in absolute terms
}

func (s *barScale) add(r reach) {
	s.reaches = append(s.reaches, r)
	s.low, s.high = min(s.low, r.low), max(s.high, r.high)
	s.most = max(-s.low, s.high)
}

// length is the length of an amount, with its sign, at k pixels for the
// greatest.
func (s *barScale) length(v, k float64) float64 {
	if s.most == 0 {
		return 0
	}
	return float64(v / s.most * k)
}

// sides returns how far the bars go to the left and right of zero, words
// included, at k pixels for the greatest amount.
func (s *barScale) sides(k float64) (left, right float64) {
	for _, r := range s.reaches {
		left = max(left, r.before-s.length(r.low, k))
		right = max(right, r.after+s.length(r.high, k))
	}
	return left, right
}

// longest returns the pixels for the greatest amount that leave every word
// inside a room.
func (s *barScale) longest(room float64) float64 {
	low, high := 0.0, room
	for range 40 {
		mid := (low + high) / 2
		if left, right := s.sides(mid); left+right <= room {
			low = mid
		} else {
			high = mid
		}
	}
	return math.Floor(low)
}

// needs returns the width that an area needs of which the scale has a room, or
// 0 where the room is enough.
func (s *barScale) needs(c *chart, width, room float64) float64 {
	left, right := s.sides(0)
	if least := left + right; least > room-c.t.gaps(6) {
		return math.Ceil(width + least - (room - c.t.gaps(6)))
	}
	return 0
}

// likes asks for more than a width where the bars that fit a room of it have
// less than a third of it.
func (s *barScale) likes(width, room float64) float64 {
	if k := s.longest(room); s.most > 0 && float64((s.length(s.high, k)-s.length(s.low, k))*3) < width {
		return width + 1
	}
	return 0
}

// likesWhole asks for more than a narrow width where names are cut short.
func (c *chart) likesWhole(width float64, isCut bool) float64 {
	if isCut && width < c.t.gaps(36) {
		return width + 1
	}
	return 0
}

// from returns where amounts stand on the scale from an x of zero.
func (s *barScale) from(zero, k float64) func(v float64) float64 {
	return func(v float64) float64 { return quantise(zero + s.length(v, k)) }
}

// within returns the x of zero and where amounts stand in a room that begins
// at an x.
func (s *barScale) within(x, room float64) (zero float64, place func(v float64) float64) {
	k := s.longest(room)
	left, _ := s.sides(k)
	zero = whole(x + math.Ceil(left))
	return zero, s.from(zero, k)
}

// wants is the height of the slots where a few rows would leave most of a
// picture of the usual height empty, and 0 otherwise.
func (c *chart) wants(width, head float64, heights []float64, most float64) float64 {
	several := len(c.panels) > 1
	if several {
		most = min(most, c.t.gaps(1.4)) // panels stand close, so that they are seen together
	}
	full := head + c.axisHeight() + sum(heights) + float64(most*float64(len(heights)))
	if !several && full > float64(width*0.4) {
		return 0
	}
	return math.Ceil(full)
}

// slots divides an area among rows from top to bottom: each has its least
// height and an equal part of what is free, up to most. The first ranked ones
// stand on the axis, whose labels go below bottom, the others under it.
func (c *chart) slots(area rect, heights []float64, ranked int, most float64) (out []rect, bottom float64) {
	free := area.h - c.axisHeight()
	for _, h := range heights {
		free -= h
	}
	extra := math.Floor(max(0, min(free/float64(len(heights)), most)))
	y := area.y
	bottom = y
	for i, h := range heights {
		if i == ranked && ranked > 0 {
			y += c.axisHeight()
		}
		out = append(out, rect{area.x, y, area.w, h + extra})
		if y += h + extra; i < ranked {
			bottom = y
		}
	}
	return out, bottom
}

// sum is the sum of lengths.
func sum(lengths []float64) (all float64) {
	for _, l := range lengths {
		all += l
	}
	return all
}

// thickness is the height of bars that stand in slots, the same for all.
func (c *chart) thickness(slots []rect) float64 {
	thick := c.t.gaps(7)
	for _, r := range slots {
		thick = whole(min(thick, float64(r.h*0.72)))
	}
	return thick
}

// drawGrid draws the lines of a scale down to the bottom of the bars, with
// their labels below it.
func (c *chart) drawGrid(s barScale, place func(float64) float64, area rect, bottom float64) {
	c.p.begin("", "")
	c.gridLines(c.fitTicks(s.low, s.high, place, area.x, area.right(), 6), place, area.y, bottom)
}

func (c *chart) gridLines(ticks []tick, place func(float64) float64, top, bottom float64) {
	for _, t := range ticks {
		if t.at != 0 {
			c.p.rects(c.t.Grid, rect{whole(place(t.at)), top, 1, bottom - top})
		}
		c.p.text(t.label, t.left, bottom+float64(c.t.axis*1.25), c.t.axis, false, c.t.Muted)
	}
}

// drawZero draws the line from which bars begin, over them.
func (c *chart) drawZero(zero, top, bottom float64) {
	c.p.begin("", "")
	c.p.rects(c.t.Text, rect{zero - 1, top, 2, bottom - top})
}

// onPaper writes words with paper behind them, which keeps the grid from
// crossing them.
func (c *chart) onPaper(text string, x, base, size float64, isBold bool, color Color) {
	w := c.t.width(text, size, isBold)
	c.p.rects(c.t.Paper, rect{x - 3, base - float64(size*0.85), w + 6, float64(size * 1.15)})
	c.p.text(text, x, base, size, isBold, color)
}

// blockOnPaper is onPaper for lines, aligned at x as by [plan.block].
func (c *chart) blockOnPaper(b block, x, y, align float64) {
	for i, line := range b.lines {
		w := b.face.width(line, b.size)
		top := y + float64(float64(i)*b.size*leading)
		c.p.rects(c.t.Paper, rect{x - float64(w*align) - 3, top, w + 6, float64(b.size * leading)})
	}
	c.p.block(b, x, y, align)
}

// onFill writes words in an area of a paint. Its texture stays clear of them.
func (c *chart) onFill(text string, x, base, size float64, paint Paint) {
	if paint.Texture != Plain {
		w := c.t.width(text, size, false)
		c.p.rects(paint.Fill, rect{x - 3, base - float64(size*0.85), w + 6, float64(size * 1.15)})
	}
	c.p.text(text, x, base, size, false, c.t.on(paint.Fill))
}

// baseline is where words stand that are centred on a height.
func (c *chart) baseline(middle, size float64) float64 {
	return middle + float64(size*c.t.face(false).capHeight/2)
}

// Order is the order in which a ranking draws its rows.
type Order string

// The orders of a ranking. Rows without a number come last in both.
const (
	Ranked  Order = ""      // the largest amount first
	AsGiven Order = "given" // as the frame has them, for ages, grades or places on a map
)

// orderSetting is the setting of a kind whose order a function finds.
func orderSetting(of func(c Chart) *Order) Setting {
	return Setting{
		Name: "order", Values: []string{"ranked", "given"}, Meaning: "ranked: the largest first (the default); given: as the table has them",
		set: func(c Chart, v string) error {
			*of(c) = Order(v)
			if v == "ranked" {
				*of(c) = Ranked
			}
			return nil
		},
	}
}

// sortBy orders rows: those with a number first, and these by a score unless
// the order is that of the frame.
func (o Order) sortBy(rows []row, score func(row) float64) {
	slices.SortStableFunc(rows, func(a, b row) int {
		switch {
		case a.hasNumber != b.hasNumber:
			if a.hasNumber {
				return -1
			}
			return 1
		case !a.hasNumber || o == AsGiven || score(a) == score(b):
			return a.n - b.n
		case score(a) > score(b):
			return -1
		}
		return 1
	})
}
