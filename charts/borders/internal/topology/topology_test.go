package topology

import (
	"reflect"
	"slices"
	"testing"
)

// Two squares side by side, with a pond in the right one, and an island:
//
//	(0,2)───(2,2)───(4,2)
//	  │  A    │  B ○  │     I
//	(0,0)───(2,0)───(4,0)
var (
	left   = Ring{{0, 0}, {0, 2000}, {2000, 2000}, {2000, 0}}
	right  = Ring{{2000, 0}, {2000, 2000}, {4000, 2000}, {4000, 0}}
	pond   = Ring{{3000, 1000}, {3200, 1000}, {3200, 1200}}
	island = Ring{{6000, 0}, {6000, 500}, {6500, 500}, {6500, 0}}
)

func shapes() []Shape {
	return []Shape{
		{Code: "A", Name: "left", Tag: 1, Polygons: []Polygon{{left}}, Anchor: XY{1000, -7}},
		{Code: "B", Name: "right", Tag: 2, Polygons: []Polygon{{right, pond}, {island}}},
		{Code: "P", Name: "pond", Polygons: []Polygon{{Clean(pond, false)}}},
		{Code: "C", Name: "both", Polygons: []Polygon{{left}, {right, pond}}},
	}
}

func TestBuild(t *testing.T) {
	topo := Build(shapes())
	// The border, what is left of either square, the pond and the island.
	if len(topo.Arcs) != 5 {
		t.Errorf("%d lines, want 5: %v", len(topo.Arcs), topo.Arcs)
	}
	for i, want := range shapes() {
		got := topo.Shape(i)
		if got.Code != want.Code || got.Tag != want.Tag || len(got.Polygons) != len(want.Polygons) {
			t.Fatalf("%+v, want %+v", got, want)
		}
		for j, polygon := range want.Polygons {
			for k, ring := range polygon {
				if back := got.Polygons[j][k]; back.Area2() != ring.Area2() || len(back) != len(ring) {
					t.Errorf("%s: ring %v, want %v", want.Code, back, ring)
				}
			}
		}
	}
}

func TestDissolve(t *testing.T) {
	got := Dissolve([]Polygon{{left}, {right, pond}, {island}})
	if len(got) != 2 || len(got[0]) != 2 || got[0][0].Area2() != -2*4000*2000 || got[0][1].Area2() != pond.Area2() {
		t.Errorf("%v", got)
	}
	// With the pond filled nothing of it is left.
	if got := Dissolve([]Polygon{{left}, {right, pond}, {Clean(pond, false)}}); len(got) != 1 || len(got[0]) != 1 {
		t.Errorf("%v", got)
	}
	// Squares that touch in a point stay two.
	corner := Ring{{4000, 2000}, {4000, 4000}, {6000, 4000}, {6000, 2000}}
	if got := Dissolve([]Polygon{{right}, {corner}}); len(got) != 2 {
		t.Errorf("%v", got)
	}
}

func TestSimplify(t *testing.T) {
	// By hand, in doubled square steps: on the border the triangles at (2000, 1000)
	// and (1990, 501) have 10,000 each. The first goes; the second then has 20,000
	// and stays. The corner at (3000, 1900) has 2.1 million.
	bump := Ring{{0, 0}, {0, 2000}, {2000, 2000}, {2000, 1000}, {1990, 501}, {2000, 0}}
	spike := Ring{{2000, 0}, {1990, 501}, {2000, 1000}, {2000, 2000}, {4000, 2000}, {3000, 1900}, {4000, 0}}
	topo := Simplify(Build([]Shape{{Polygons: []Polygon{{bump}}}, {Polygons: []Polygon{{spike}}}}), 12_000, 4, 0)
	a, b := topo.Shape(0).Polygons[0][0], topo.Shape(1).Polygons[0][0]
	if len(a) != 5 || len(b) != 6 || slices.Contains(a, XY{2000, 1000}) || slices.Contains(b, XY{2000, 1000}) {
		t.Errorf("%v\n%v", a, b)
	}
	whole := Simplify(Build([]Shape{{Polygons: []Polygon{{bump}}}, {Polygons: []Polygon{{spike}}}}), 12_000, 4, 10_000_000)
	if a := whole.Shape(0).Polygons[0][0]; len(a) != 6 {
		t.Errorf("a small polygon lost points: %v", a)
	}
	circle := Ring{{0, 0}, {1, 3}, {3, 4}, {5, 3}, {6, 0}, {5, -3}, {3, -4}, {1, -3}}
	topo = Simplify(Build([]Shape{{Polygons: []Polygon{{circle}}}}), 1_000_000, 5, 0)
	if got := topo.Shape(0).Polygons[0][0]; len(got) != 5 {
		t.Errorf("an island of %d points, want 5", len(got))
	}
}

func TestEncode(t *testing.T) {
	topo := Build(shapes())
	topo.Lines = []Line{{Name: "a line", Tag: 3, Points: []XY{{-5, 7}, {100000, -90000}}}}
	buf := Encode(topo)
	got, err := Decode(buf)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, topo) {
		t.Errorf("%+v\nwant %+v", got, topo)
	}
	for i := range buf {
		if _, err := Decode(buf[:i]); err == nil {
			t.Fatalf("%d of %d bytes are no file", i, len(buf))
		}
	}
	if _, err := Decode(append(buf, 0)); err == nil {
		t.Error("a byte too many is no file")
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(Encode(Build(shapes())))
	f.Fuzz(func(t *testing.T, buf []byte) {
		topo, err := Decode(buf)
		if err != nil {
			return
		}
		for i := range topo.Shapes {
			topo.Shape(i)
		}
	})
}

func TestAnchor(t *testing.T) {
	// A square of 2,000 steps on the equator; its middle is farthest from its sides.
	if got := Anchor(Polygon{left}); abs(got.X-1000) > 20 || abs(got.Y-1000) > 20 {
		t.Errorf("%v, want about 1000, 1000", got)
	}
	// A horseshoe, whose middle of gravity lies in its opening.
	shoe := Ring{{0, 0}, {0, 3000}, {3000, 3000}, {3000, 2000}, {1000, 2000}, {1000, 1000}, {3000, 1000}, {3000, 0}}
	if got := Anchor(Polygon{shoe}); !(Polygon{shoe}).Contains(got) || got.X > 1000 {
		t.Errorf("%v", got)
	}
	for _, ring := range []Ring{{{0, 0}, {0, 1}, {1, 0}}, {{0, 0}, {0, 1}, {180000, 0}}, {{5, 5}, {6, 7}, {7, 5}}} {
		Anchor(Polygon{ring})
	}
}

func abs(x int32) int32 { return max(x, -x) }

func TestLargest(t *testing.T) {
	// The same box of degrees covers half as much on 60° N as on the equator.
	north := Ring{{0, 59500}, {0, 60500}, {1000, 60500}, {1000, 59500}}
	equator := Ring{{0, -500}, {0, 500}, {1000, 500}, {1000, -500}}
	if got := float64(Ground(north)) / float64(Ground(equator)); got < 0.49 || got > 0.51 {
		t.Errorf("%v, want 0.5", got)
	}
	if got := Largest([]Polygon{{north}, {equator}, {pond}}); got != 1 {
		t.Errorf("%d, want 1", got)
	}
	if got := Largest(nil); got != -1 {
		t.Errorf("%d, want -1", got)
	}
}

func TestUnwrap(t *testing.T) {
	jump := Ring{{179000, 60000}, {179000, 62000}, {-179000, 62000}, {-179000, 60000}}
	got := Unwrap(jump)
	if low, high := extent(got); low != 179000-turn && low != 179000 || high-low != 2000 {
		t.Errorf("%v", got)
	}
	pole := Unwrap(Ring{{-120000, -60000}, {0, -60000}, {120000, -60000}})
	if low, high := extent(pole); high-low != turn || len(pole) != 6 || pole[5].Y != -90*PerDegree {
		t.Errorf("%v", pole)
	}
}

func TestClean(t *testing.T) {
	if got := Clean(Ring{{0, 0}, {0, 0}, {9, 0}, {9, 9}, {0, 0}}, false); len(got) != 3 || got.Area2() > 0 {
		t.Errorf("%v", got)
	}
	if got := Clean(Ring{{0, 0}, {9, 0}, {9, 9}}, true); got.Area2() < 0 {
		t.Errorf("%v", got)
	}
	for _, flat := range []Ring{nil, {{1, 1}}, {{0, 0}, {5, 5}, {9, 9}}, {{1, 1}, {1, 1}, {2, 2}}} {
		if got := Clean(flat, false); got != nil {
			t.Errorf("%v bounds nothing: %v", flat, got)
		}
	}
}
