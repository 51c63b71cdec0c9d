package borders

import (
	"math"
	"testing"
)

func TestGreatCircle(t *testing.T) {
	m := load(t, "un")
	v := fit(t, m, 1200, 0)
	for _, c := range []struct {
		name  string
		a, b  Point
		lines int
	}{
		{"Hanoi to Moscow", Point{105.85, 21.03}, Point{37.62, 55.75}, 1},
		{"Tokyo to New York, over Alaska", Point{139.7, 35.7}, Point{-74, 40.7}, 2},
		{"Sydney to Santiago, over the far south", Point{151.2, -33.9}, Point{-70.7, -33.4}, 2},
		{"a place to itself", Point{10, 10}, Point{10, 10}, 0},
		{"beyond the frame", Point{10, -80}, Point{20, -80}, 0},
		{"no place", Point{math.NaN(), 0}, Point{20, 0}, 0},
		{"no place", Point{0, 0}, Point{20, 100}, 0},
	} {
		lines := v.GreatCircle(c.a, c.b)
		if len(lines) != c.lines {
			t.Errorf("%s: %d lines, want %d: %v", c.name, len(lines), c.lines, lines)
			continue
		}
		if c.lines == 0 {
			continue
		}
		from, _ := v.Place(c.a)
		to, _ := v.Place(c.b)
		last := lines[len(lines)-1]
		if lines[0][0] != from || last[len(last)-1] != to {
			t.Errorf("%s: from %v to %v, want %v to %v", c.name, lines[0][0], last[len(last)-1], from, to)
		}
		for _, line := range lines {
			for i := 1; i < len(line); i++ {
				if math.Abs(line[i].X-line[i-1].X) > 400 {
					t.Errorf("%s: a line across the map from %v to %v", c.name, line[i-1], line[i])
				}
			}
		}
	}
}

// By hand: the great circle along the equator stays on it; between two places
// on 45° N a quarter turn apart it culminates at atan(√2) = 54.7356° N half way;
// between opposite places it goes over the pole.
func TestGreatCirclePoints(t *testing.T) {
	for _, p := range greatCircle(Point{0, 0}, Point{90, 0}) {
		if math.Abs(p.Lat) > 1e-9 {
			t.Errorf("%v is not on the equator", p)
		}
	}
	north := 0.0
	for _, p := range greatCircle(Point{0, 45}, Point{90, 45}) {
		north = max(north, p.Lat)
	}
	if want := math.Atan(math.Sqrt2) * 180 / math.Pi; math.Abs(north-want) > 0.01 {
		t.Errorf("culminates at %v, want %v", north, want)
	}
	points := greatCircle(Point{20, 30}, Point{-160, -30})
	north = 0
	for i, p := range points {
		north = max(north, p.Lat)
		if i > 0 && angle(points[i-1], p) > 1.01 {
			t.Errorf("%v follows %v", p, points[i-1])
		}
	}
	if math.Abs(north-90) > 1e-6 {
		t.Errorf("opposite places: the way reaches %v° N", north)
	}
	greatCircle(Point{0, 90}, Point{0, -90})
}

func TestPath(t *testing.T) {
	m := load(t, "un")
	if len(m.Lines) != 1 || m.Lines[0].Name != "Line of Control" || m.Lines[0].Kind != "disputed" {
		t.Fatalf("lines: %v", m.Lines)
	}
	v := fit(t, m, 1200, 0, "IND", "PAK")
	lines := v.Path(m.Lines[0])
	if len(lines) != 1 || len(lines[0]) < 10 {
		t.Errorf("%v", lines)
	}
	// The line starts on the plains near 74.3° E 32.8° N and ends at the glacier.
	start, _ := v.Place(Point{74.306, 32.81})
	end, _ := v.Place(Point{77.05, 35.11})
	first, last := lines[0][0], lines[0][len(lines[0])-1]
	if math.Min(math.Hypot(first.X-start.X, first.Y-start.Y)+math.Hypot(last.X-end.X, last.Y-end.Y),
		math.Hypot(last.X-start.X, last.Y-start.Y)+math.Hypot(first.X-end.X, first.Y-end.Y)) > 3 {
		t.Errorf("from %v to %v, want %v to %v", first, last, start, end)
	}
}
