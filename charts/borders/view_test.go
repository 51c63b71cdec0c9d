package borders

import (
	"encoding/csv"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// testdata/projections.csv was computed by d3-geo; testdata/projections.mjs says
// how.
func TestProjections(t *testing.T) {
	f, err := os.Open("testdata/projections.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil || len(rows) < 100 {
		t.Fatal(len(rows), err)
	}
	for _, row := range rows[1:] {
		var v [6]float64
		for i := range v {
			if v[i], err = strconv.ParseFloat(row[i+1], 64); err != nil {
				t.Fatal(err)
			}
		}
		p := Projection{Azimuthal: row[0] == "azimuthal", Centre: Point{v[0], v[1]}}
		lon := v[2]
		if lon-v[0] > 180 { // Plane does not wrap longitudes
			lon -= 360
		} else if lon-v[0] < -180 {
			lon += 360
		}
		if p.Azimuthal && angle(Point{lon, v[3]}, p.Centre) > 126 {
			continue // beyond antipode every place is drawn at its distance
		}
		if x, y := p.Plane(Point{lon, v[3]}); math.Abs(x-v[4]) > 1e-9 || math.Abs(y-v[5]) > 1e-9 {
			t.Errorf("%v: %.12f %.12f", row, x, y)
		}
	}
}

// Both projections keep areas: a small square covers cos φ dλ dφ wherever it
// lies.
func TestEqualArea(t *testing.T) {
	const d = 1e-4
	for _, p := range []Projection{{}, {Centre: Point{Lon: 11}}, {Azimuthal: true, Centre: Point{100, 30}}} {
		for _, q := range []Point{{0, 0}, {50, 20}, {120, -40}, {30, 75}, {60, 60}} {
			x0, y0 := p.Plane(q)
			x1, y1 := p.Plane(Point{q.Lon + d, q.Lat})
			x2, y2 := p.Plane(Point{q.Lon, q.Lat + d})
			got := math.Abs((x1-x0)*(y2-y0) - (x2-x0)*(y1-y0))
			want := math.Cos(radians(q.Lat)) * radians(d) * radians(d)
			if math.Abs(got/want-1) > 1e-3 {
				t.Errorf("%s at %v: %v, want %v", p.Name(), q, got, want)
			}
		}
	}
}

func fit(t testing.TB, m *Map, width, height float64, codes ...string) *View {
	t.Helper()
	v, err := m.Fit(codes, width, height)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestWorldOutlines(t *testing.T) {
	for _, policy := range Policies {
		m := load(t, policy)
		v := fit(t, m, 1200, 0)
		w, h := v.Size()
		// Equal Earth is 2.05 times as wide as high from pole to pole, more without
		// Antarctica.
		if w != 1200 || h < 450 || h > 585 {
			t.Errorf("size %v × %v", w, h)
		}
		for _, a := range slices.Concat(m.Areas, m.Disputed) {
			outlines := v.Outlines(a)
			if (len(outlines) == 0) != (a.Code == "ATA") {
				t.Errorf("%s: %s %s has %d outlines", policy, a.Code, a.Name, len(outlines))
			}
			if _, ok := v.Place(a.Anchor); ok != (a.Code != "ATA") {
				t.Errorf("%s: the anchor of %s is in the frame: %v", policy, a.Code, ok)
			}
			for _, ring := range outlines {
				checkRing(t, a, ring, w, h)
			}
		}
	}
}

// checkRing holds an outline to what Outlines promises of every one.
func checkRing(t *testing.T, a Area, ring []XY, w, h float64) {
	t.Helper()
	if len(ring) < 3 {
		t.Fatalf("%s: an outline of %d points", a.Code, len(ring))
	}
	for i, p := range ring {
		if p.X < 0 || p.Y < 0 || p.X > w || p.Y > h {
			t.Fatalf("%s: %v lies outside %v × %v", a.Code, p, w, h)
		}
		if p.X != math.Round(p.X*100)/100 || p.Y != math.Round(p.Y*100)/100 {
			t.Fatalf("%s: %v is not in hundredths", a.Code, p)
		}
		// The longest straight border is that of Canada and the United States on
		// 49° N, 28° long: 79 px in Equal Earth 1,200 px wide.
		q := ring[(i+1)%len(ring)]
		if d := math.Hypot(q.X-p.X, q.Y-p.Y); d > 95 {
			t.Errorf("%s: a line of %.1f px from %v to %v", a.Code, d, p, q)
		}
	}
}

// Nothing that crosses 180° is cut or drawn on both sides of the map.
func TestAntimeridian(t *testing.T) {
	m := load(t, "un")
	v := fit(t, m, 1200, 0)
	for code, want := range map[string]struct {
		from, to float64 // where on the page the area lies
	}{
		"RUS": {620, 1100}, // Kaliningrad to Chukotka
		"FJI": {1120, 1200},
		"NZL": {990, 1200},
		"USA": {0, 1110}, // Hawaii to the western Aleutians, which lie on the right
		"KIR": {0, 1200}, // Tarawa on the right, Kiritimati on the left
	} {
		a, _ := m.Area(code)
		for _, ring := range v.Outlines(a) {
			low, high := ring[0].X, ring[0].X
			for _, p := range ring {
				low, high = min(low, p.X), max(high, p.X)
			}
			if low < want.from || high > want.to || high-low > 460 {
				t.Errorf("%s: an outline from %v to %v, want within %v to %v", code, low, high, want.from, want.to)
			}
		}
	}
	// 180° itself is nobody's border, but where Antarctica's way to the pole is.
	for _, a := range m.Areas {
		for _, polygon := range a.Polygons {
			for i, p := range polygon[0] {
				q := polygon[0][(i+1)%len(polygon[0])]
				if math.Abs(p.Lon) == 180 && p.Lon == q.Lon && a.Code != "ATA" {
					t.Errorf("%s: an edge along 180° from %v to %v", a.Code, p.Lat, q.Lat)
				}
			}
		}
	}
}

// Neighbours draw their border in the same points, simplified or not.
func TestSharedOutlines(t *testing.T) {
	m := load(t, "un")
	for _, v := range []*View{fit(t, m, 1200, 0), fit(t, m, 600, 0, "ZAF", "LSO")} {
		edges := map[[2]XY]bool{}
		for _, a := range m.Areas {
			for _, ring := range v.Outlines(a) {
				for i, p := range ring {
					edges[[2]XY{p, ring[(i+1)%len(ring)]}] = true
				}
			}
		}
		for _, code := range []string{"LSO", "BWA", "ZWE"} {
			a, _ := m.Area(code)
			for _, ring := range v.Outlines(a) {
				for i, p := range ring {
					q := ring[(i+1)%len(ring)]
					_, height := v.Size()
					onFrame := p.Y == 0 && q.Y == 0 || p.Y == height && q.Y == height || p.X == 0 && q.X == 0
					if !onFrame && !edges[[2]XY{q, p}] {
						t.Errorf("%s: nobody shares the border from %v to %v", code, p, q)
					}
				}
			}
		}
	}
}

// Every point of an outline before it is simplified lies within half a pixel of
// what is drawn.
func TestSimplified(t *testing.T) {
	m := load(t, "un")
	v := fit(t, m, 1200, 0)
	for _, code := range []string{"NOR", "CHL", "VNM", "CAN"} {
		a, _ := m.Area(code)
		outlines := v.Outlines(a)
		for _, p := range a.Polygons[0][0] {
			at, ok := v.Place(p)
			if !ok {
				t.Fatalf("%s: %v is not in the frame", code, p)
			}
			least := math.Inf(1)
			for _, ring := range outlines {
				for i, q := range ring {
					least = min(least, distance(at, q, ring[(i+1)%len(ring)]))
				}
			}
			if least > 0.5 && len(a.Polygons[0][0]) > 20 {
				t.Errorf("%s: %v is drawn %.2f px off", code, p, least)
			}
		}
	}
}

func distance(p, a, b XY) float64 {
	dx, dy := b.X-a.X, b.Y-a.Y
	along := 0.0
	if square := dx*dx + dy*dy; square > 0 {
		along = max(0, min(1, ((p.X-a.X)*dx+(p.Y-a.Y)*dy)/square))
	}
	return math.Hypot(p.X-a.X-along*dx, p.Y-a.Y-along*dy)
}

func TestFit(t *testing.T) {
	m := load(t, "un")
	for _, c := range []struct {
		codes     string
		azimuthal bool
	}{
		{"", false}, {"VNM", true}, {"VNM LAO KHM THA", true}, {"RUS", true}, {"FRA DEU ITA ESP POL", true}, {"MLT", true},
		{"FRA", true}, {"USA", true}, {"FJI", true}, {"NZL FJI TON", true}, {"VNM USA", false}, {"BRA CHN", false},
		{"KIR", true}, {"VAT", true},
	} {
		v := fit(t, m, 800, 0, strings.Fields(c.codes)...)
		if v.Projection().Azimuthal != c.azimuthal {
			t.Errorf("%s: %s", c.codes, v.Projection().Name())
		}
		w, h := v.Size()
		if w != 800 || h < 340 || h > 800 {
			t.Errorf("%s: %v × %v", c.codes, w, h)
		}
		for _, code := range strings.Fields(c.codes) {
			a, _ := m.Area(code)
			if _, ok := v.Place(a.Anchor); !ok || len(v.Outlines(a)) == 0 {
				t.Errorf("%s: %s is not in the frame", c.codes, code)
			}
		}
	}
	if v := fit(t, m, 500, 300, "CHL"); v.height != 300 {
		t.Error(v.Size())
	}
}

func TestFitErrors(t *testing.T) {
	m := load(t, "un")
	for _, c := range []struct {
		codes         []string
		width, height float64
		want          string
	}{
		{nil, 0, 0, "width 0"}, {nil, math.NaN(), 0, "width NaN"}, {nil, 100, -1, "height -1"}, {nil, math.Inf(1), 0, "width +Inf"},
		{[]string{"VNM", "QQQ"}, 100, 0, `"QQQ"`}, {[]string{"REU"}, 100, 0, "part of the outline of FRA"}, {[]string{""}, 100, 0, `""`},
	} {
		if _, err := m.Fit(c.codes, c.width, c.height); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("Fit(%q, %v, %v): %v, want %s", c.codes, c.width, c.height, err, c.want)
		}
	}
}

// An area of the caller's own is drawn like one of the map.
func TestOwnArea(t *testing.T) {
	m := load(t, "un")
	v := fit(t, m, 1200, 0)
	a, _ := m.Area("BOL")
	own := Area{Polygons: a.Polygons, Anchor: a.Anchor}
	got, want := bounds(v.Outlines(own)), bounds(v.Outlines(a))
	for i := range got { // simplified from another point on, so not quite the same
		if math.Abs(got[i]-want[i]) > 0.5 {
			t.Errorf("%v, want %v", got, want)
		}
	}
	for _, odd := range []Area{{}, {Polygons: []Polygon{{}}}, {Polygons: []Polygon{{nil}}}, {Polygons: []Polygon{{{{1, 1}, {2, 2}}}}}} {
		v.Outlines(odd)
	}
	v.Outlines(Area{Polygons: []Polygon{{{{math.NaN(), 0}, {1, math.Inf(1)}, {3, 3}}}}})
}

func bounds(rings [][]XY) [4]float64 {
	b := [4]float64{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, ring := range rings {
		for _, p := range ring {
			b = [4]float64{min(b[0], p.X), min(b[1], p.Y), max(b[2], p.X), max(b[3], p.Y)}
		}
	}
	return b
}
