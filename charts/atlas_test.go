package charts

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/periplus-data/periplus/charts/borders"
	"github.com/periplus-data/periplus/data/locale"
)

// Codes of ISO 3166-1 (alpha-3, alpha-2, numeric) and names as providers write
// them; RUS, KOR and CIV by the list of the Maintenance Agency.
func TestFindPlace(t *testing.T) {
	for text, want := range map[string]string{
		"VNM": "VNM", "vnm": "VNM", "VN": "VNM", "704": "VNM", "Viet Nam": "VNM", "Vietnam": "VNM", "36": "AUS", "036": "AUS",
		"South Korea": "KOR", "Rep. of Korea": "KOR", "Côte d’Ivoire": "CIV", "UAE": "ARE", "UK": "GBR", "US": "USA", "European Union": "WB:EUU", "SUN": "SUN", "REU": "REU",
	} {
		if got, err := findPlace(text, locale.English); err != nil || got.Code != want {
			t.Errorf("%s is %s, %v; want %s", text, got.Code, err, want)
		}
	}
	if got, err := findPlace("Russie", locale.French); err != nil || got.Code != "RUS" {
		t.Errorf("Russie is %s, %v", got.Code, err)
	}
}

func TestMaps_Errors(t *testing.T) {
	for _, c := range []struct {
		kind, header string
		rows         []string
		settings     map[string]string
		want         string
	}{
		{"choropleth", "place|value", []string{"RUS|1", "Rusia|2"}, nil, `choropleth chart: row 2: place: no place is called "Rusia"; nearest is "Russia"`},
		{"choropleth", "place|value", []string{"RUS|1", "643|2"}, nil, `row 2 (Russia): place: row 1 has Russia already; a map has one row for each place`},
		{"choropleth", "place|value|unit", []string{"RUS|1|date"}, nil, `row 1 (Russia): unit: a choropleth chart cannot draw the unit date`},
		{"choropleth", "place|value", []string{"RUS|1"}, map[string]string{"classes": "12"}, `classes: cannot take "12"; write a whole number from 3 to 9`},
		{"choropleth", "place|value", []string{"RUS|1"}, map[string]string{"boundaries": "unn"}, `boundaries: unknown value "unn" (did you mean "un"?); write one of un, natural-earth`},
		{"symbol-map", "place|value", []string{"Atlantis|1"}, nil, `symbol-map chart: row 1: place: no place is called "Atlantis"`},
		{"flow-map", "from|to|value", []string{"RUS|VNM|1", "643|704|2"}, nil, `row 2 (from Russia to Viet Nam): to: row 1 has this flow already`},
		{"flow-map", "from|to|value", []string{"RUS|RUS|1"}, nil, "the flow ends where it begins"},
		{"flow-map", "from|to|value", []string{"RUS|VNM|-1"}, nil, "row 1 (from Russia to Viet Nam): value: -1 is below 0; a flow the other way has from and to exchanged"},
		{"flow-map", "from|to|value", []string{"SUN|European Union|1"}, nil, "the map has a place neither for Soviet Union nor for European Union"},
		{"flow-map", "from|to|value", []string{"Rusia|VNM|1"}, nil, `row 1: from: no place is called "Rusia"`},
	} {
		_, err := drawKind(c.kind, table(c.header, c.rows...), Options{}, c.settings)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("error %v, want %s", err, c.want)
		}
	}
	if _, err := Draw(table("place|value", "RUS|1"), &Choropleth{Ground: Ground{Boundaries: "mine"}}); err == nil || !strings.Contains(err.Error(), `unknown boundaries "mine"`) {
		t.Errorf("error %v names no boundaries", err)
	}
}

// What has no area is in the note, and whose borders they are.
func TestMaps_Notes(t *testing.T) {
	df := table("place|value", "RUS|1", "SUN|2", "European Union|3", "Réunion|4", "VNM|5")
	for policy, want := range map[string]string{
		"un":            "Not on the map: Réunion; European Union; Soviet Union. Boundaries after the United Nations; they imply no opinion on the legal status of any territory.",
		"natural-earth": "Not on the map: Réunion; European Union; Soviet Union. Boundaries as Natural Earth draws them, by who is in control.",
	} {
		for _, kind := range []string{"choropleth", "symbol-map"} {
			f := proveLayout(t, mustSet(t, kind, df, Options{}, map[string]string{"boundaries": policy}))
			if text := allText(f); !strings.Contains(text, want) {
				t.Errorf("%s, %s: no %q in %q", kind, policy, want, text)
			}
		}
	}
	f := proveLayout(t, mustDraw(t, "flow-map", table("from|to|value", "RUS|VNM|1", "SUN|VNM|2", "FRA|VNM|0", "DEU|VNM|"), Options{}))
	for _, want := range []string{"Not on the map: from Soviet Union to Viet Nam.", "0: from France to Viet Nam.", "No number stated: from Germany to Viet Nam."} {
		if text := allText(f); !strings.Contains(text, want) {
			t.Errorf("flow-map: no %q in %q", want, text)
		}
	}
}

// pixel is where a place lies on the map of the world that fills an area.
func pixel(t *testing.T, p *Picture, policy string, lon, lat float64) point {
	t.Helper()
	m, err := borders.Load(policy)
	if err != nil {
		t.Fatal(err)
	}
	// The land is the first mark behind the words above the map.
	var box rect
	for _, mk := range p.plan.marks {
		for _, s := range mk.shapes {
			if len(s.outlines) > 100 && s.stroke == 0 {
				box = extent(s)
			}
		}
	}
	v, err := m.Fit(nil, p.Width-72, 0)
	if err != nil {
		t.Fatal(err)
	}
	at, _ := v.Place(borders.Point{Lon: lon, Lat: lat})
	// Greenland and the islands south of Cape Horn give the top of the frame.
	top := math.Inf(1)
	for _, a := range m.Areas {
		for _, ring := range v.Outlines(a) {
			for _, q := range ring {
				top = min(top, q.Y)
			}
		}
	}
	return point{at.X + 36, at.Y + box.y - top}
}

// holds reports whether the fills of a mark cover a point.
func holds(m mark, at point) bool {
	return slices.ContainsFunc(m.shapes, func(s shape) bool {
		return s.stroke == 0 && len(s.outlines) > 0 && covers(s.outlines, rect{at.x - 0.5, at.y - 0.5, 1, 1})
	})
}

// Simferopol lies at 34.1° E 44.95° N. On the picture it is Ukraine's unless
// Natural Earth's view is asked for, and Laayoune (13.2° W 27.15° N) is under
// the lines of a disputed area.
func TestChoropleth_Boundaries(t *testing.T) {
	df := table("place|value|id", "Ukraine|1|ukraine", "Russia|2|russia", "Brazil|3|brazil")
	for policy, want := range map[string]string{"": "ukraine", "un": "ukraine", "natural-earth": "russia"} {
		settings := map[string]string{"view": "world"}
		if policy != "" {
			settings["boundaries"] = policy
		}
		p := mustSet(t, "choropleth", df, Options{Width: 1200}, settings)
		crimea := pixel(t, p, policy, 34.1, 44.95)
		for _, id := range []string{"ukraine", "russia"} {
			if got := holds(markOf(t, p, id), crimea); got != (id == want) {
				t.Errorf("policy %q: Crimea lies in %s: %v", policy, id, got)
			}
		}
		sahara := pixel(t, p, policy, -13.2, 27.15)
		isHatched := slices.ContainsFunc(p.plan.marks, func(m mark) bool {
			return slices.ContainsFunc(m.shapes, func(s shape) bool {
				return s.stroke > 0 && slices.ContainsFunc(s.outlines, func(o []point) bool {
					return len(o) == 2 && o[0].x == o[1].x && math.Abs(o[0].x-sahara.x) < 4 && o[0].y < sahara.y && o[1].y > sahara.y
				})
			})
		})
		if isHatched != (policy != "natural-earth") {
			t.Errorf("policy %q: Western Sahara is hatched: %v", policy, isHatched)
		}
	}
}

// A user's own borders: a square from 0° to 20° E and N, as Algeria.
func TestMaps_OwnBorders(t *testing.T) {
	const own = `{"type":"FeatureCollection","features":[{"type":"Feature","id":"DZA","properties":{"name":"Square"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[0,20],[20,20],[20,0],[0,0]]]}}]}`
	for _, kind := range []string{"choropleth", "symbol-map"} {
		c, err := New(kind, Options{}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := ReadBorders(c, strings.NewReader(own), "square.geojson"); err != nil {
			t.Fatal(err)
		}
		p, err := Draw(table("place|value|id", "DZA|2|a", "FRA|3|b"), c)
		if err != nil {
			t.Fatal(err)
		}
		text := allText(proveLayout(t, p))
		if !strings.Contains(text, "Boundaries from square.geojson") || !strings.Contains(text, "Not on the map: France") {
			t.Errorf("%s: notes %q", kind, text)
		}
	}
	bar, _ := New("bar", Options{}, nil)
	if err := ReadBorders(bar, strings.NewReader(own), "x"); err == nil || err.Error() != "a bar chart has no boundaries; it is not a map" {
		t.Errorf("error %v", err)
	}
	for _, m := range []*borders.Map{{}, {Policy: "p", Areas: []borders.Area{{Code: "DZA", Polygons: []borders.Polygon{{{{Lon: 0, Lat: 0}, {Lon: 0, Lat: 9}, {Lon: 9, Lat: 9}}}}, Anchor: borders.Point{Lon: 3, Lat: 6}}}}} {
		p, err := Draw(table("place|value", "DZA|2"), &Choropleth{Ground: Ground{Borders: m}})
		if err != nil {
			t.Fatal(err)
		}
		proveLayout(t, p)
	}
}

// A map of the world is small enough to be sent, and land without data is one
// mark: only the rows have words.
func TestMaps_Size(t *testing.T) {
	for _, g := range goldenCharts() {
		if g.kind != "choropleth" && g.kind != "symbol-map" && g.kind != "flow-map" {
			continue
		}
		p := g.draw(t)
		f := proveLayout(t, p)
		if n := len(p.SVG()); n > 400_000 {
			t.Errorf("%s: %d bytes", g.name, n)
		}
		if n := len(f.hovers); n > g.df.Nrow() {
			t.Errorf("%s: %d marks have words, for %d rows", g.name, n, g.df.Nrow())
		}
	}
	// With all countries there is one mark for each.
	var rows []string
	m, _ := borders.Load("")
	for i, a := range m.Areas {
		if a.Code != "" && a.Code != "ATA" {
			rows = append(rows, fmt.Sprintf("%s|%d|%s", a.Code, i, a.Code))
		}
	}
	p := mustDraw(t, "choropleth", table("place|value|id", rows...), Options{})
	if n := len(p.SVG()); n > 400_000 {
		t.Errorf("all countries: %d bytes", n)
	}
	if f := proveLayout(t, p); len(f.figures) != len(rows) || len(f.hovers) != len(rows) {
		t.Errorf("%d figures and %d words for %d countries", len(f.figures), len(f.hovers), len(rows))
	}
}

// BenchmarkChoropleth draws the world with eight countries coloured.
func BenchmarkChoropleth(b *testing.B) {
	df := importersFrame()
	for b.Loop() {
		mustSet(b, "choropleth", df, Options{}, map[string]string{"view": "world"})
	}
}

// A picture larger than any map has its map in the middle, and discs of all
// countries cover a sixth of the map at most.
func TestMaps_Extremes(t *testing.T) {
	for _, kind := range []string{"choropleth", "symbol-map"} {
		proveLayout(t, mustDraw(t, kind, table("place|value", "VNM|1"), Options{Width: maxSide}))
	}
	m, _ := borders.Load("")
	var rows []string
	for _, a := range m.Areas {
		if a.Code != "" {
			rows = append(rows, a.Code+"|1|"+a.Code)
		}
	}
	p := mustDraw(t, "symbol-map", table("place|value|id", rows...), Options{})
	covered := 0.0
	for _, mk := range p.plan.marks {
		for _, c := range circlesOf(mk, Web.Series[0].Fill, false) {
			if mk.figure != "" {
				covered += math.Pi * c.radius * c.radius
			}
		}
	}
	// 1128 pixels wide, the map of the world is 489 high; whole radii add a little.
	if most := 1128 * 489 / 6.0 * 1.1; covered > most || covered < most/2 {
		t.Errorf("the discs cover %.0f square pixels, want up to %.0f", covered, most)
	}
}
