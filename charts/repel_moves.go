package charts

import (
	"math"
	"slices"
)

// nudge puts a label beside its mark by moving the one label in the way to
// another place beside its own.
func (r *repeller) nudge(i int) bool {
	var blockers []int
	for _, s := range r.spots(i) {
		if _, ok := r.look(i, s, 1, &blockers); !ok {
			continue
		}
		if len(blockers) == 0 {
			r.put(i, s)
			return true
		}
		other := blockers[0]
		old := r.lift(other)
		r.put(i, s)
		if r.beside(other) {
			r.retry(other, old)
			return true
		}
		r.lift(i)
		r.put(other, old)
	}
	return false
}

// retry has those that were left out near a place that became free try again.
func (r *repeller) retry(by int, old spot) {
	free := old.box
	if old.leader != nil {
		free = rect{}
		a, b := old.leader[0], old.leader[1]
		free.x, free.y = min(old.box.x, a.x, b.x), min(old.box.y, a.y, b.y)
		free.w, free.h = max(old.box.right(), a.x, b.x)-free.x, max(old.box.bottom(), a.y, b.y)-free.y
	}
	r.out = slices.DeleteFunc(r.out, func(j int) bool {
		m, size := r.labels[j].mark, r.sizes[j]
		dx, dy := m.radius+float64(2*r.gap)+size.w, m.radius+float64(2*r.gap)+size.h
		if j < by || !free.meets(rect{m.x - dx, m.y - dy, float64(2 * dx), float64(2 * dy)}) {
			return false
		}
		r.again = append(r.again, j)
		return true
	})
}

// evict puts a label beside its mark in the place of less important ones, the
// fewest and least important that it can.
func (r *repeller) evict(i int) bool {
	const most = 40
	var best []int
	var at spot
	var blockers []int
	for _, s := range r.spots(i) {
		_, ok := r.look(i, s, most, &blockers)
		if !ok || slices.Min(blockers) < i {
			continue
		}
		if best == nil || slices.Min(blockers) > slices.Min(best) || slices.Min(blockers) == slices.Min(best) && len(blockers) < len(best) {
			best, at = slices.Clone(blockers), s
		}
	}
	if best == nil {
		return false
	}
	for _, j := range best {
		r.retry(j, r.lift(j))
		r.again = append(r.again, j)
	}
	r.put(i, at)
	return true
}

// compass is sixteen directions, each of length 1.
var compass = [16]point{
	{1, 0}, {0.9239, -0.3827}, {0.7071, -0.7071}, {0.3827, -0.9239}, {0, -1}, {-0.3827, -0.9239}, {-0.7071, -0.7071}, {-0.9239, -0.3827},
	{-1, 0}, {-0.9239, 0.3827}, {-0.7071, 0.7071}, {-0.3827, 0.9239}, {0, 1}, {0.3827, 0.9239}, {0.7071, 0.7071}, {0.9239, 0.3827},
}

// away pushes a label from its mark until it has room, away from the crowd, and
// joins it to its mark by a leader that crosses no text and no other leader.
func (r *repeller) away(i int) bool {
	var none []int
	push := r.push(i)
	for step := 0; ; step++ {
		d := float64(r.gap * (2.2 + float64(float64(step)*(1+float64(0.12*float64(step))))))
		if d > r.reach {
			return false
		}
		best, least := spot{}, 0.0
		for _, u := range compass {
			s := spot{box: r.boxTowards(i, u, d), align: 0.5}
			switch {
			case u.x > 0.3:
				s.align = 0
			case u.x < -0.3:
				s.align = 1
			}
			cost, ok := r.look(i, s, 0, &none)
			if !ok {
				continue
			}
			var over int
			s.leader, over, ok = r.lead(i, s.box)
			if !ok {
				continue
			}
			cost = quantise(cost + float64(2*over) - float64(u.x*push.x) - float64(u.y*push.y))
			if best.leader == nil || cost < least {
				best, least = s, cost
			}
		}
		if best.leader != nil {
			r.put(i, best)
			return true
		}
	}
}

// boxTowards returns the box of a label whose nearest part lies in a direction
// from its mark, at a distance.
func (r *repeller) boxTowards(i int, u point, d float64) rect {
	m, size := r.labels[i].mark, r.sizes[i]
	at := point{m.x + float64(u.x*(m.radius+d)), m.y + float64(u.y*(m.radius+d))}
	beyond := func(u, side float64) float64 { return float64((min(max(float64(1.5*u), -1), 1) - 1) * side / 2) }
	return rect{quantise(at.x + beyond(u.x, size.w)), quantise(at.y + beyond(u.y, size.h)), size.w, size.h}
}

// push returns the direction, of a length up to 1, in which the points and
// labels around its mark push a label.
func (r *repeller) push(i int) point {
	m := r.labels[i].mark
	var x, y, all float64
	near := rect{m.x - r.reach, m.y - r.reach, float64(2 * r.reach), float64(2 * r.reach)}
	for _, index := range []*obstacleIndex{r.fixed, r.texts} {
		for _, n := range index.near(near) {
			o := &index.all[n]
			if o.owner == i || o.kind == aLeader {
				continue
			}
			c := o.box.middle()
			dx, dy := m.x-c.x, m.y-c.y
			part := float64(100*r.gap) / (float64(dx*dx) + float64(dy*dy) + float64(r.gap*r.gap))
			x, y, all = x+quantise(float64(dx*part)), y+quantise(float64(dy*part)), all+quantise(float64((math.Abs(dx)+math.Abs(dy))*part))
		}
	}
	if all == 0 {
		return point{}
	}
	return point{quantise(x / all), quantise(y / all)}
}

// lead returns the leader from the edge of the mark of a label to a box, how
// many other points and things to avoid it crosses, and ok false where it
// crosses a text or another leader.
func (r *repeller) lead(i int, box rect) (line []point, over int, ok bool) {
	m := r.labels[i].mark
	to := point{min(max(m.x, box.x), box.right()), min(max(m.y, box.y), box.bottom())}
	if to.x != m.x {
		to.y = min(max(m.y, box.y+float64(0.25*box.h)), box.bottom()-float64(0.25*box.h))
	}
	dx, dy := to.x-m.x, to.y-m.y
	length := math.Sqrt(float64(dx*dx) + float64(dy*dy))
	if length <= m.radius+2 {
		return nil, 0, false
	}
	start, end := (m.radius+1)/length, (length-min(2, length-m.radius-1))/length
	from := point{quantise(m.x + float64(dx*start)), quantise(m.y + float64(dy*start))}
	to = point{quantise(m.x + float64(dx*end)), quantise(m.y + float64(dy*end))}
	for _, n := range r.texts.near(around(from, to)) {
		o := &r.texts.all[n]
		if o.kind == aLeader && crossesLine(from, to, o.a, o.b) || o.kind == aBox && crossesRect(from, to, o.box) {
			return nil, 0, false
		}
	}
	for _, n := range r.fixed.near(around(from, to)) {
		switch o := &r.fixed.all[n]; {
		case o.kind == aMark && o.owner != i && crossesCircle(from, to, o.round):
			over++
		case o.kind == aBox && !o.isOpen && crossesRect(from, to, o.box):
			return nil, 0, false
		}
	}
	for _, n := range r.shy.near(around(from, to)) {
		if o := &r.shy.all[n]; crossesRect(from, to, o.box) && distance2(from, o.box) > 1 {
			if over++; r.strict {
				return nil, 0, false
			}
		}
	}
	return []point{from, to}, over, true
}
