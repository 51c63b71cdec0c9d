package charts

import (
	"cmp"
	"math"
	"slices"
)

// pointLabel is the label of a point on a plane: of a disc of a scatter chart,
// of a symbol on a map, of a bubble. The caller fills in the block, the mark
// and the weight; crowd.repel finds the place.
type pointLabel struct {
	block          // what it says; without lines, the point is only an obstacle
	mark   circle  // what is drawn at the point; no label touches it
	weight float64 // the least important is left out first
	inside bool    // the label stands on its own mark where it fits into it
	id     int     // whose label it is, for the caller

	// box is where the text stands, from the ascenders of its first line to the
	// descenders of its last; align that of the lines in it: 0 left, 0.5 in the
	// middle, 1 right.
	box   rect
	align float64
	// leader is the line from the edge of the mark to the label, nil where the
	// label stands beside its mark.
	leader []point
}

// crowd is what labels share an area with.
type crowd struct {
	area  rect     // the labels stay inside it
	marks []circle // points without a label; no label touches them
	taken []rect   // other texts; no label touches them
	land  []rect   // no label touches them, but leaders may cross them
	shy   []rect   // what labels stand on only where there is no other place, as thin lines
	gap   float64  // between a mark and its label, at least 3; the distances of labels follow from it
	reach float64  // how far from its mark a label may move; 0 is ten gaps
}

// repel places labels so that they touch no other label, no leader and no
// point, and stay inside the area, and returns those that found a place, the
// most important first.
//
// Each label stands beside its mark where it can: to the right, above, below,
// to the left, or at a corner, in this order of preference, and where it has
// several lines also with the first or last at the height of the point; labels
// move to another of these places to make room. A label without such a place is
// pushed away from the crowd around it, by as little as it takes, and a leader
// joins it to its mark. If that fails too, it takes the place of less important
// ones, and what cannot be placed at all is left out: in the result, each of
// these places beside the mark of a label left out is outside the area or
// blocked by a point, by a taken rectangle or by a label that is at least as
// important.
//
// The result does not depend on the order of the labels, the marks and the
// rectangles, nor on the processor.
func (s crowd) repel(labels []*pointLabel) []*pointLabel {
	r := newRepeller(s, labels)
	var queue []int
	for i := range r.labels {
		if n := r.wish[i]; n >= 0 {
			r.wishes.remove(n)
		}
		r.strict = true
		if !r.beside(i) {
			queue = append(queue, i)
		}
	}
	for len(queue) > 0 {
		i := queue[0]
		queue = queue[1:]
		if r.fit(i) || r.evict(i) {
			for _, j := range r.again {
				at, _ := slices.BinarySearch(queue, j)
				queue = slices.Insert(queue, at, j)
			}
			r.again = r.again[:0]
			continue
		}
		r.out = append(r.out, i)
	}
	var kept []*pointLabel
	for i, l := range r.labels {
		if r.placed[i] {
			kept = append(kept, l)
		}
	}
	return kept
}

// fit finds a place for a label without another being left out, if it can
// without standing on what labels avoid.
func (r *repeller) fit(i int) bool {
	r.strict = true
	found := len(r.crowd.shy) > 0 && (r.beside(i) || r.nudge(i) || r.away(i))
	r.strict = false
	return found || r.beside(i) || r.nudge(i) || r.away(i)
}

// drawPointLabel writes a label that repel placed, and its leader.
func (c *chart) drawPointLabel(l *pointLabel, leader Color) {
	if l.leader != nil {
		c.p.line(leader, 1, slices.Clone(l.leader))
	}
	c.p.block(l.block, l.box.x+float64(l.box.w*l.align), l.box.y-l.air(), l.align)
}

// air is the room that leading leaves above the first line and below the last.
func (b block) air() float64 {
	return float64(b.size * (leading - b.face.ascent - b.face.descent) / 2)
}

// repeller places labels; they are known by their place by importance.
type repeller struct {
	crowd
	labels []*pointLabel // with lines, the most important first
	sizes  []rect        // width and height of their boxes
	placed []bool
	// The obstacles: fixed are marks and taken rectangles, shy what is avoided,
	// texts the labels that are placed, with their leaders, wishes the
	// preferred places of those that are not.
	fixed, shy, texts, wishes *obstacleIndex
	parts                     [][2]int32 // of texts, the label and its leader, −1 for none
	wish                      []int32    // of wishes, −1 for none
	strict                    bool       // labels may not stand on what they avoid
	out                       []int      // left out so far
	again                     []int      // to be placed once more
}

func newRepeller(s crowd, labels []*pointLabel) *repeller {
	s.gap = max(s.gap, 3)
	r := &repeller{crowd: s}
	if r.reach == 0 {
		r.reach = float64(10 * s.gap)
	}
	bare := slices.Clone(s.marks)
	for _, l := range labels {
		l.mark = circle{point{quantise(l.mark.x), quantise(l.mark.y)}, quantise(l.mark.radius)}
		l.box, l.leader = rect{}, nil
		if len(l.lines) > 0 {
			r.labels = append(r.labels, l)
		} else {
			bare = append(bare, l.mark)
		}
	}
	slices.SortStableFunc(r.labels, byImportance)
	height := 24.0
	for _, l := range r.labels {
		size := rect{w: math.Ceil(l.width()), h: quantise(l.height() - float64(2*l.air()))}
		r.sizes = append(r.sizes, size)
		height = max(height, size.h)
	}
	n := len(r.labels)
	r.placed, r.parts, r.wish = make([]bool, n), make([][2]int32, n), make([]int32, n)
	for _, x := range []**obstacleIndex{&r.fixed, &r.shy, &r.texts, &r.wishes} {
		*x = newObstacleIndex(s.area, height)
	}
	for i, l := range r.labels {
		r.addMark(l.mark, i)
		r.parts[i] = [2]int32{-1, -1}
	}
	slices.SortFunc(bare, func(a, b circle) int {
		return cmp.Or(cmp.Compare(a.x, b.x), cmp.Compare(a.y, b.y), cmp.Compare(a.radius, b.radius))
	})
	for _, m := range bare {
		r.addMark(m, -1)
	}
	for _, b := range s.taken {
		r.fixed.add(obstacle{kind: aBox, box: b, owner: -1})
	}
	for _, b := range s.land {
		r.fixed.add(obstacle{kind: aBox, box: b, owner: -1, isOpen: true})
	}
	for _, b := range s.shy {
		r.shy.add(obstacle{box: b, owner: -1})
	}
	var none []int
	for i := range r.labels {
		r.wish[i] = -1
		for _, p := range r.spots(i) {
			if _, ok := r.look(i, p, 0, &none); ok {
				r.wish[i] = r.wishes.add(obstacle{box: p.box, owner: i})
				break
			}
		}
	}
	return r
}

// byImportance puts labels in an order that follows from what they are alone.
func byImportance(a, b *pointLabel) int {
	return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.mark.y, b.mark.y), cmp.Compare(a.mark.x, b.mark.x),
		cmp.Compare(a.mark.radius, b.mark.radius), slices.Compare(a.lines, b.lines))
}

// addMark adds a disc with the air that others' labels leave around it.
func (r *repeller) addMark(m circle, owner int) {
	m.radius = quantise(m.radius + max(1, float64(0.2*r.gap)))
	r.fixed.add(obstacle{kind: aMark, round: m, owner: owner, box: rect{m.x - m.radius, m.y - m.radius, float64(2 * m.radius), float64(2 * m.radius)}})
}

// spot is a place for a label.
type spot struct {
	box    rect
	align  float64
	leader []point
	onMark bool    // inside its own mark
	cost   float64 // of the place itself
}

// beside are the eight places: directions from the mark, and what each costs.
var besides = [8]struct{ x, y, cost float64 }{
	{1, 0, 0}, {0, -1, 1}, {0, 1, 1.5}, {-1, 0, 1.5}, {1, -1, 2}, {1, 1, 2.5}, {-1, -1, 3}, {-1, 1, 3.5},
}

// spots returns the places beside the mark of a label, the preferred one first.
func (r *repeller) spots(i int) []spot {
	l, size := r.labels[i], r.sizes[i]
	out := make([]spot, 0, 13)
	half := point{size.w / 2, size.h / 2}
	if l.inside && float64(half.x*half.x)+float64(half.y*half.y) < float64(l.mark.radius*l.mark.radius) {
		out = append(out, spot{box: rect{quantise(l.mark.x - half.x), quantise(l.mark.y - half.y), size.w, size.h}, align: 0.5, onMark: true})
	}
	for _, b := range besides {
		dx, dy := l.mark.radius+r.gap, l.mark.radius+float64(0.4*r.gap)
		if b.x != 0 && b.y != 0 {
			// At a corner, as far from the edge of the mark as at a side.
			dx, dy = float64(0.71*l.mark.radius)+float64(0.5*r.gap), float64(0.71*l.mark.radius)+float64(0.3*r.gap)
		}
		out = append(out, spot{box: r.boxAt(i, b.x, b.y, dx, dy), align: (1 - b.x) / 2, cost: b.cost})
	}
	if h := quantise(l.face.ascent + l.face.descent); len(l.lines) > 1 {
		// A label of several lines also stands with its first or last line at
		// the height of the point.
		for _, k := range []struct{ x, y, cost float64 }{{1, -1, 0.5}, {1, 1, 0.5}, {-1, -1, 2}, {-1, 1, 2}} {
			b := r.boxAt(i, k.x, 0, l.mark.radius+r.gap, 0)
			b.y = quantise(b.y + float64(k.y*(size.h-float64(l.size*h))/2))
			out = append(out, spot{box: b, align: (1 - k.x) / 2, cost: k.cost})
		}
		slices.SortStableFunc(out, func(a, b spot) int { return cmp.Compare(a.cost, b.cost) })
	}
	return out
}

// boxAt returns the box of a label in a direction from its mark, as far from
// its middle as dx and dy say.
func (r *repeller) boxAt(i int, x, y, dx, dy float64) rect {
	m, size := r.labels[i].mark, r.sizes[i]
	middle := point{m.x + float64(x*(dx+size.w/2)), m.y + float64(y*(dy+size.h/2))}
	return rect{quantise(middle.x - size.w/2), quantise(middle.y - size.h/2), size.w, size.h}
}

// look returns the labels that block a place, and ok false where a point, a
// taken rectangle, the edge of the area or more than most labels do. cost is
// that of a place that nothing blocks.
func (r *repeller) look(i int, s spot, most int, blockers *[]int) (cost float64, ok bool) {
	const slack = 0.001 // for the last bits of sums of coordinates
	if s.box.x < r.area.x-slack || s.box.y < r.area.y-slack || s.box.right() > r.area.right()+slack || s.box.bottom() > r.area.bottom()+slack {
		return 0, false
	}
	own := i
	if !s.onMark {
		own = -2 // its own mark is in the way as well
	}
	if r.fixed.isMet(s.box, own) || r.strict && r.shy.isMet(s.box, -2) {
		return 0, false
	}
	*blockers = (*blockers)[:0]
	if most == 0 {
		if r.texts.isMet(s.box, i) {
			return 0, false
		}
		return s.cost + r.price(i, s), true
	}
	for _, n := range r.texts.near(s.box) {
		if o := &r.texts.all[n]; o.owner != i && !slices.Contains(*blockers, o.owner) && o.meets(s.box) {
			if *blockers = append(*blockers, o.owner); len(*blockers) > most {
				return 0, false
			}
		}
	}
	return s.cost, true
}

// price is what a free place costs for what is near to it: what labels avoid,
// the preferred places of others, and points that the label might be taken to
// name.
func (r *repeller) price(i int, s spot) (cost float64) {
	cost += float64(4 * float64(len(r.shy.near(s.box))))
	for _, n := range r.wishes.near(s.box) {
		if r.wishes.all[n].owner != i {
			cost += 1.1
		}
	}
	air := float64(0.5 * r.gap)
	for _, n := range r.fixed.near(rect{s.box.x - air, s.box.y - air, s.box.w + float64(2*air), s.box.h + float64(2*air)}) {
		o := &r.fixed.all[n]
		wide := o.round.radius + air
		if o.kind == aMark && o.owner != i && distance2(o.round.point, s.box) < float64(wide*wide) {
			cost += 1.2
		}
	}
	return cost
}

// beside puts a label at the best free place beside its mark.
func (r *repeller) beside(i int) bool {
	best, least := spot{}, math.Inf(1)
	var none []int
	for _, s := range r.spots(i) {
		if s.cost >= least {
			break // those that follow cost more
		}
		if cost, ok := r.look(i, s, 0, &none); ok && quantise(cost) < least {
			best, least = s, quantise(cost)
		}
	}
	if math.IsInf(least, 1) {
		return false
	}
	r.put(i, best)
	return true
}

// put places a label.
func (r *repeller) put(i int, s spot) {
	l := r.labels[i]
	l.box, l.align, l.leader = s.box, s.align, s.leader
	r.placed[i] = true
	x, y := max(2, float64(0.5*r.gap)), max(1, float64(0.15*r.gap))
	r.parts[i][0] = r.texts.add(obstacle{kind: aBox, owner: i, box: rect{s.box.x - x, s.box.y - y, s.box.w + float64(2*x), s.box.h + float64(2*y)}})
	if s.leader != nil {
		a, b := s.leader[0], s.leader[1]
		r.parts[i][1] = r.texts.add(obstacle{kind: aLeader, owner: i, a: a, b: b, box: around(a, b)})
	}
}

// around is the rectangle around a line, a pixel wider than it.
func around(a, b point) rect {
	return rect{min(a.x, b.x) - 1, min(a.y, b.y) - 1, math.Abs(a.x-b.x) + 2, math.Abs(a.y-b.y) + 2}
}

// lift takes a label from its place, which it returns.
func (r *repeller) lift(i int) spot {
	l := r.labels[i]
	s := spot{box: l.box, align: l.align, leader: l.leader}
	for k, n := range r.parts[i] {
		if n >= 0 {
			r.texts.remove(n)
			r.parts[i][k] = -1
		}
	}
	r.placed[i] = false
	l.box, l.leader = rect{}, nil
	return s
}
