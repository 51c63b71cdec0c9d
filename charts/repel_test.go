package charts

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// labelOf is a label of 16 pixels at a point with a disc.
func labelOf(text string, x, y, radius, weight float64) *pointLabel {
	return &pointLabel{
		block: block{lines: strings.Split(text, "\n"), face: defaultFonts().regular, size: 16},
		mark:  circle{point{x, y}, radius}, weight: weight,
	}
}

// genCrowd draws labels, some important, some at one point, and points, texts
// and thin lines without a label.
func genCrowd(t *rapid.T) (crowd, []*pointLabel) {
	w, h := float64(rapid.IntRange(60, 900).Draw(t, "w")), float64(rapid.IntRange(40, 600).Draw(t, "h"))
	s := crowd{area: rect{float64(rapid.IntRange(0, 40).Draw(t, "x")), 20.5, w, h}, gap: float64(rapid.IntRange(0, 12).Draw(t, "gap"))}
	at := func() (x, y float64) {
		part := func(name string) float64 { return float64(rapid.IntRange(0, 200).Draw(t, name)) / 200 }
		return quantise(s.area.x + w*part("across")), quantise(s.area.y + h*part("down"))
	}
	var labels []*pointLabel
	for i := range rapid.IntRange(0, 60).Draw(t, "labels") {
		x, y := at()
		text := rapid.SampledFrom([]string{"Russie", "États-Unis", "x", "République\nde Corée", "Viêt Nam", "Cộng hòa Xã hội chủ nghĩa Việt Nam"}).Draw(t, "text")
		l := labelOf(text, x, y, float64(rapid.IntRange(0, 14).Draw(t, "radius")), float64(rapid.IntRange(0, 5).Draw(t, "weight")))
		if l.id = i; rapid.IntRange(0, 9).Draw(t, "bare") == 0 {
			l.lines = nil
		}
		l.inside = rapid.Bool().Draw(t, "inside")
		labels = append(labels, l)
	}
	for range rapid.IntRange(0, 30).Draw(t, "marks") {
		x, y := at()
		s.marks = append(s.marks, circle{point{x, y}, float64(rapid.IntRange(1, 9).Draw(t, "radius"))})
	}
	for range rapid.IntRange(0, 3).Draw(t, "taken") {
		x, y := at()
		s.taken = append(s.taken, rect{x, y, 70, 18})
		s.shy = append(s.shy, rect{y, x, 2, 90})
	}
	return s, labels
}

// touches reports whether a box touches a disc.
func touches(b rect, c circle) bool {
	dx, dy := max(b.x-c.x, 0, c.x-b.right()), max(b.y-c.y, 0, c.y-b.bottom())
	return dx*dx+dy*dy < c.radius*c.radius
}

// TestRepel_Proof compares every label with every other thing, one by one.
func TestRepel_Proof(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, labels := genCrowd(t)
		kept := s.repel(labels)
		for i, l := range kept {
			if l.box.x < s.area.x-0.01 || l.box.y < s.area.y-0.01 || l.box.right() > s.area.right()+0.01 || l.box.bottom() > s.area.bottom()+0.01 {
				t.Fatalf("%q at %v leaves %v", l.lines, l.box, s.area)
			}
			if w, h := l.width(), l.height()-2*l.air(); l.box.w < w || !near(l.box.h, h, 0.01) {
				t.Fatalf("%q has a box of %v, and %g × %g pixels", l.lines, l.box, w, h)
			}
			for _, o := range kept[i+1:] {
				if l.box.meets(o.box) {
					t.Fatalf("%q at %v meets %q at %v", l.lines, l.box, o.lines, o.box)
				}
				if l.leader != nil && o.leader != nil && crossesLine(l.leader[0], l.leader[1], o.leader[0], o.leader[1]) {
					t.Fatalf("the leaders of %q and %q cross", l.lines, o.lines)
				}
			}
			for _, o := range kept {
				if o != l && o.leader != nil && enters(o.leader, l.box) {
					t.Fatalf("the leader %v of %q crosses %q at %v", o.leader, o.lines, l.lines, l.box)
				}
			}
			for _, o := range labels {
				if touches(l.box, o.mark) && !(o == l && l.inside) {
					t.Fatalf("%q at %v touches the point of %q, %v", l.lines, l.box, o.lines, o.mark)
				}
			}
			for _, m := range s.marks {
				if touches(l.box, m) {
					t.Fatalf("%q at %v touches the point %v", l.lines, l.box, m)
				}
			}
			for _, b := range s.taken {
				if l.box.meets(b) || l.leader != nil && enters(l.leader, b) {
					t.Fatalf("%q at %v, leader %v, meets the text at %v", l.lines, l.box, l.leader, b)
				}
			}
		}
	})
}

// enters walks along a line in small steps.
func enters(line []point, r rect) bool {
	const steps = 400
	for k := range steps + 1 {
		part := float64(k) / steps
		x, y := line[0].x+(line[1].x-line[0].x)*part, line[0].y+(line[1].y-line[0].y)*part
		if x > r.x+0.01 && x < r.right()-0.01 && y > r.y+0.01 && y < r.bottom()-0.01 {
			return true
		}
	}
	return false
}

// A label is left out only where each place beside its point is blocked by a
// point, a text, the edge or a label that is at least as important; "at least"
// is by weight, then by the place.
func TestRepel_TheImportantSurvive(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, labels := genCrowd(t)
		kept := s.repel(labels)
		for _, l := range labels {
			if len(l.lines) == 0 || slices.Contains(kept, l) {
				continue
			}
			for _, p := range newRepeller(s, []*pointLabel{l}).spots(0) {
				if p.onMark || !isFree(s, labels, l, p.box) {
					continue
				}
				stronger := func(o *pointLabel) bool {
					return o.weight >= l.weight && (grown(o.box, s.gap).meets(p.box) || o.leader != nil && crossesRect(o.leader[0], o.leader[1], p.box))
				}
				if !slices.ContainsFunc(kept, stronger) {
					t.Fatalf("%q at %v is left out, though only less important labels are at %v", l.lines, l.mark, p.box)
				}
			}
		}
	})
}

// grown is a box with the air that labels keep from one another, and a pixel
// against rounding.
func grown(b rect, gap float64) rect {
	gap = max(gap, 3)
	x, y := max(2, gap/2)+0.01, max(1, 0.15*gap)+0.01
	return rect{b.x - x, b.y - y, b.w + 2*x, b.h + 2*y}
}

// isFree reports whether a box keeps clear of all that does not move.
func isFree(s crowd, labels []*pointLabel, own *pointLabel, b rect) bool {
	if b.x < s.area.x || b.y < s.area.y || b.right() > s.area.right() || b.bottom() > s.area.bottom() {
		return false
	}
	air := max(1, 0.2*max(s.gap, 3)) + 0.01
	for _, o := range labels {
		if touches(b, circle{o.mark.point, o.mark.radius + air}) {
			return false
		}
	}
	for _, m := range s.marks {
		if touches(b, circle{m.point, m.radius + air}) {
			return false
		}
	}
	return !slices.ContainsFunc(s.taken, b.meets)
}

// A lone label stands to the right of its point: its box begins a radius and a
// gap from the middle, and is as far above it as below. 16 pixels of Liberation
// Sans are 16 × (0.905 + 0.212) = 17.87 high.
func TestRepel_Alone(t *testing.T) {
	l := labelOf("Viêt Nam", 100, 80, 5, 1)
	s := crowd{area: rect{0, 0, 400, 200}, gap: 8}
	if kept := s.repel([]*pointLabel{l}); len(kept) != 1 {
		t.Fatal("a lone label is left out")
	}
	if l.box.x != 113 || !near(l.box.y, 80-17.87/2, 0.01) || !near(l.box.h, 17.87, 0.01) || l.align != 0 || l.leader != nil {
		t.Errorf("a lone label is at %+v, align %g, leader %v", l.box, l.align, l.leader)
	}
	// At the right edge it stands above.
	l = labelOf("Viêt Nam", 390, 80, 5, 1)
	if s.repel([]*pointLabel{l}); !near(l.box.bottom(), 80-5-0.4*8, 0.01) && l.align != 1 {
		t.Errorf("at the edge, the label is at %+v", l.box)
	}
}

// Labels far apart stay in the preferred place, in whatever order they come.
func TestRepel_WhatFitsIsNotMoved(t *testing.T) {
	var labels []*pointLabel
	for i := range 40 {
		labels = append(labels, labelOf("Russie", 20+float64(i%5)*100, 20+float64(i/5)*40, 4, float64(i%7)))
	}
	s := crowd{area: rect{0, 0, 600, 400}, gap: 8}
	if kept := s.repel(labels); len(kept) != 40 {
		t.Fatalf("%d of 40 labels are placed", len(kept))
	}
	for _, l := range labels {
		if l.box.x != l.mark.x+12 || !near(l.box.middle().y, l.mark.y, 0.01) {
			t.Errorf("the label of %v moved to %v", l.mark, l.box)
		}
	}
}

func TestRepel_OrderOfInput(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, labels := genCrowd(t)
		for i, l := range labels {
			l.weight = float64(i) // all differ
		}
		picture := func() string {
			var b strings.Builder
			for _, l := range s.repel(labels) {
				fmt.Fprintln(&b, l.id, l.box, l.align, l.leader)
			}
			return b.String()
		}
		before := picture()
		random := rand.New(rand.NewPCG(1, rapid.Uint64().Draw(t, "seed")))
		random.Shuffle(len(labels), func(i, j int) { labels[i], labels[j] = labels[j], labels[i] })
		random.Shuffle(len(s.marks), func(i, j int) { s.marks[i], s.marks[j] = s.marks[j], s.marks[i] })
		if after := picture(); after != before {
			t.Fatalf("another order of the input gives another picture:\n%s\n%s", before, after)
		}
	})
}

// A bubble names itself inside where the name fits, else beside: "Russie" in 16
// pixels is 50.7 wide (hmtx of the font) and fits a radius of 40, not of 20.
func TestRepel_Inside(t *testing.T) {
	s := crowd{area: rect{0, 0, 400, 200}, gap: 8}
	for radius, align := range map[float64]float64{40: 0.5, 20: 0} {
		l := labelOf("Russie", 100, 100, radius, 1)
		l.inside = true
		if s.repel([]*pointLabel{l}); l.align != align {
			t.Errorf("in a radius of %g the name is at %v", radius, l.box)
		}
	}
}

// A label that points on all eight sides leave no place moves out at a leader.
func TestRepel_Leader(t *testing.T) {
	s := crowd{area: rect{0, 0, 600, 400}, gap: 6}
	for x := -40.0; x <= 40; x += 20 {
		for y := -20.0; y <= 20; y += 20 {
			if x != 0 || y != 0 {
				s.marks = append(s.marks, circle{point{300 + x, 200 + y}, 4})
			}
		}
	}
	l := labelOf("Russie", 300, 200, 4, 1)
	if kept := s.repel([]*pointLabel{l}); len(kept) != 1 || l.leader == nil {
		t.Fatalf("in a crowd, the label is at %v, leader %v", l.box, l.leader)
	}
	from := math.Hypot(l.leader[0].x-300, l.leader[0].y-200)
	if !near(from, 5, 0.02) {
		t.Errorf("the leader begins %g from the middle of the point, want its radius of 4 and 1", from)
	}
}

// manyLabels are made-up places, denser in the middle as real ones are.
func manyLabels(n int) (crowd, []*pointLabel) {
	random := rand.New(rand.NewPCG(7, 7))
	s := crowd{area: rect{60, 90, 1100, 520}, gap: 8}
	var labels []*pointLabel
	part := func() float64 { return (random.Float64() + random.Float64()) / 2 }
	for i := range n {
		text := []string{"Russie", "États-Unis", "Corée", "Viêt Nam", "Bosnie-Herzégovine", "Mali"}[i%6]
		labels = append(labels, labelOf(text, s.area.x+s.area.w*part(), s.area.y+s.area.h*part(), 4, float64(n-i)))
	}
	return s, labels
}

// More labels find a place than by taking, one after the other, the first of
// the eight places that is free.
func TestRepel_Many(t *testing.T) {
	for _, n := range []int{100, 300, 2000} {
		s, labels := manyLabels(n)
		kept := len(s.repel(labels))
		var plain []*pointLabel
		for _, l := range labels {
			for _, p := range newRepeller(s, []*pointLabel{l}).spots(0) {
				if isFree(s, labels, l, p.box) && !slices.ContainsFunc(plain, func(o *pointLabel) bool { return o.box.meets(p.box) }) {
					l.box = p.box
					plain = append(plain, l)
					break
				}
			}
		}
		if kept <= len(plain) {
			t.Errorf("%d of %d labels are placed; without any move there are %d", kept, n, len(plain))
		}
		t.Logf("%d of %d labels are placed; without any move %d", kept, n, len(plain))
	}
}

// BenchmarkLabels300 places 300 labels in a picture of 1200 by 675 pixels.
func BenchmarkLabels300(b *testing.B) { benchmarkLabels(b, 300) }

// BenchmarkLabels2000 shows that the time does not grow with the square.
func BenchmarkLabels2000(b *testing.B) { benchmarkLabels(b, 2000) }

func benchmarkLabels(b *testing.B, n int) {
	s, labels := manyLabels(n)
	for b.Loop() {
		s.repel(labels)
	}
}
