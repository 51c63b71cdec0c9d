package borders

import (
	"math"
	"os"
	"slices"
	"strings"
	"testing"
)

func load(t testing.TB, policy string) *Map {
	t.Helper()
	m, err := Load(policy)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// holders returns the codes, or failing that the names, of the areas that hold
// the point.
func holders(areas []Area, p Point) string {
	var found []string
	for _, a := range areas {
		if a.Contains(p) {
			if a.Code != "" {
				found = append(found, a.Code)
			} else {
				found = append(found, a.Name)
			}
		}
	}
	return strings.Join(found, " ")
}

// The coordinates are those that a gazetteer gives for the places. What each
// policy makes of them is in docs/methods/maps.md.
func TestPolicies(t *testing.T) {
	for _, c := range []struct {
		place             string
		p                 Point
		un, disputed, own string // un and natural-earth areas, un disputed area
	}{
		{"Simferopol", Point{34.1, 44.95}, "UKR", "", "RUS"},
		{"Sevastopol", Point{33.55, 44.59}, "UKR", "", "RUS"},
		{"Kerch", Point{36.46, 45.35}, "UKR", "", "RUS"},
		{"Krasnodar", Point{38.98, 45.04}, "RUS", "", "RUS"},
		{"Kaliningrad", Point{20.5, 54.7}, "RUS", "", "RUS"},
		{"Laayoune", Point{-13.2, 27.15}, "ESH", "Western Sahara", "MAR"},
		{"Tifariti", Point{-10.57, 26.16}, "ESH", "Western Sahara", "ESH"},
		{"Agadir", Point{-9.5, 30.4}, "MAR", "", "MAR"},
		{"Srinagar", Point{74.8, 34.08}, "Jammu and Kashmir", "Jammu and Kashmir", "IND"},
		{"Leh", Point{77.58, 34.16}, "Jammu and Kashmir", "Jammu and Kashmir", "IND"},
		{"Gilgit", Point{74.31, 35.92}, "Jammu and Kashmir", "Jammu and Kashmir", "PAK"},
		{"Muzaffarabad", Point{73.47, 34.37}, "Jammu and Kashmir", "Jammu and Kashmir", "PAK"},
		{"the Siachen Glacier", Point{77.1, 35.4}, "Jammu and Kashmir", "Jammu and Kashmir", "Siachen Glacier"},
		{"Shimla", Point{77.17, 31.1}, "IND", "", "IND"},
		{"Peshawar", Point{71.54, 34.01}, "PAK", "", "PAK"},
		{"Chitral", Point{71.79, 35.85}, "PAK", "", "PAK"},
		{"Aksai Chin", Point{79.5, 35.2}, "Aksai Chin", "Aksai Chin", "CHN"},
		{"the Shaksgam valley", Point{76.5, 36.1}, "CHN", "", "CHN"},
		{"Itanagar", Point{93.6, 27.1}, "IND", "", "IND"},
		{"Abyei", Point{28.43, 9.6}, "Abyei", "Abyei", "SDN"},
		{"Khartoum", Point{32.53, 15.6}, "SDN", "", "SDN"},
		{"Hala’ib", Point{36.6, 22.15}, "EGY", "Hala’ib Triangle", "EGY"},
		{"Aswan", Point{32.9, 24.09}, "EGY", "", "EGY"},
		{"the Ilemi Triangle", Point{35.1, 5}, "KEN", "Ilemi Triangle", "KEN"},
		{"Majdal Shams", Point{35.77, 33.25}, "SYR", "Golan Heights", "ISR"},
		{"Haifa", Point{35.05, 32.75}, "ISR", "", "ISR"},
		{"Ramallah", Point{35.2, 31.9}, "PSE", "", "PSE"},
		{"Hargeisa", Point{44.06, 9.56}, "SOM", "", "Somaliland"},
		{"Kyrenia", Point{33.32, 35.33}, "CYP", "", "Northern Cyprus"},
		{"Prishtina", Point{21.16, 42.66}, "XKX", "", "XKX"},
		{"Taipei", Point{121.5, 25.03}, "TWN", "", "TWN"},
		{"Stanley", Point{-57.9, -51.72}, "FLK", "", "FLK"},
		{"Kunashir", Point{145.9, 44.15}, "RUS", "", "RUS"},
		{"Chukotka west of 180°", Point{175, 66}, "RUS", "", "RUS"},
		{"Chukotka east of 180°", Point{-175, 66.5}, "RUS", "", "RUS"},
	} {
		un, own := load(t, "un"), load(t, "natural-earth")
		if got := holders(un.Areas, c.p); got != c.un {
			t.Errorf("un: %s lies in %q, want %q", c.place, got, c.un)
		}
		if got := holders(un.Disputed, c.p); got != c.disputed {
			t.Errorf("un: %s lies in disputed %q, want %q", c.place, got, c.disputed)
		}
		if got := holders(own.Areas, c.p); got != c.own {
			t.Errorf("natural-earth: %s lies in %q, want %q", c.place, got, c.own)
		}
	}
	if m := load(t, "natural-earth"); len(m.Disputed)+len(m.Lines) > 0 {
		t.Errorf("natural-earth: %d disputed areas, %d lines, want none", len(m.Disputed), len(m.Lines))
	}
}

// The areas, in km², are of the World Factbook (countries; the United States'
// land, since their outline leaves the Great Lakes out), of the United
// Nations (Abyei, Hala’ib) and of Britannica (Kashmir with Gilgit-Baltistan and
// Ladakh, less Aksai Chin and Shaksgam; the Golan). They show that nothing is
// lost or counted twice where outlines were cut and joined.
func TestGround(t *testing.T) {
	m := load(t, "un")
	for code, want := range map[string]float64{
		"UKR": 603_550, "ESH": 266_000, "SOM": 637_657, "CYP": 9_251, "RUS": 17_098_242, "CHN": 9_596_960 - 38_000,
		"PAK": 796_095, "BRA": 8_515_770, "USA": 9_147_593, "AUS": 7_741_220, "FRA": 643_801, "KEN": 580_367, "EGY": 1_001_450,
		"SYR": 187_437, "VNM": 331_210, "LSO": 30_355, "LUX": 2_586, "SGP": 719, "FJI": 18_274,
	} {
		a, ok := m.Area(code)
		if got := squareKm(a); !ok || math.Abs(got-want) > 0.04*want && code != "SGP" && code != "CYP" {
			t.Errorf("%s covers %.0f km², want about %.0f", code, got, want)
		}
	}
	for name, want := range map[string]float64{
		"Jammu and Kashmir": 101_387 + 85_846, "Aksai Chin": 38_000, "Abyei": 10_546, "Hala’ib Triangle": 20_580,
		"Golan Heights": 1_800, "Western Sahara": 266_000,
	} {
		i := slices.IndexFunc(m.Disputed, func(a Area) bool { return a.Name == name })
		if i < 0 {
			t.Errorf("no disputed area %q", name)
			continue
		}
		if got := squareKm(m.Disputed[i]); math.Abs(got-want) > 0.25*want {
			t.Errorf("%s covers %.0f km², want about %.0f", name, got, want)
		}
	}
}

func squareKm(a Area) float64 {
	var sum float64
	for _, polygon := range a.Polygons {
		for i, ring := range polygon {
			if i == 0 {
				sum += ring.ground()
			} else {
				sum -= ring.ground()
			}
		}
	}
	return sum * 6371.0 * 6371.0
}

// Every code for which the program has a name has an area, or one that holds it,
// but for those of the list.
func TestCodes(t *testing.T) {
	raw, err := os.ReadFile("../../data/locale/countries.tsv")
	if err != nil {
		t.Fatal(err)
	}
	aliases := []string{"XKK"} // CLDR's other code for Kosovo
	for _, policy := range Policies {
		m := load(t, policy)
		for line := range strings.Lines(string(raw)) {
			code, _, _ := strings.Cut(line, "\t")
			if len(code) != 3 || slices.Contains(aliases, code) {
				continue
			}
			if _, ok := m.Area(code); ok {
				continue
			}
			if whole, ok := m.Within(code); !ok {
				t.Errorf("%s: no area for %s", policy, code)
			} else if _, ok := m.Area(whole); !ok {
				t.Errorf("%s: %s lies in %s, which has no area", policy, code, whole)
			}
		}
		for _, code := range []string{"SGP", "MLT", "BHR", "MDV", "VAT", "TUV", "NRU", "MCO", "SMR", "LIE", "GIB", "XKX", "TWN", "PSE"} {
			if _, ok := m.Area(code); !ok {
				t.Errorf("%s: no area for %s", policy, code)
			}
		}
		if !slices.IsSortedFunc(m.Areas, func(a, b Area) int { return strings.Compare(a.Code, b.Code) }) {
			t.Errorf("%s: areas are not sorted by code", policy)
		}
	}
}

// Natural Earth 1:50m has 241 areas. One is split in two, one has the code of
// another, and two come from 1:10m: docs/methods/maps.md says which.
func TestSize(t *testing.T) {
	if got := len(load(t, "natural-earth").Areas); got != 241+1-1+2 {
		t.Errorf("%d areas, want 243", got)
	}
	if len(packed) > 250_000 {
		t.Errorf("the borders take %d bytes of the program, want at most 250,000", len(packed))
	}
}

func TestAnchors(t *testing.T) {
	for _, policy := range Policies {
		m := load(t, policy)
		for _, a := range slices.Concat(m.Areas, m.Disputed) {
			if !a.Contains(a.Anchor) {
				t.Errorf("%s: the anchor of %s %s lies outside it", policy, a.Code, a.Name)
			}
		}
	}
}

// Each edge of an outline is either coast or lies between two areas, which then
// have it in opposite directions. Lesotho has no coast.
func TestSharedBorders(t *testing.T) {
	for _, policy := range Policies {
		m := load(t, policy)
		edges := map[[2]Point]string{}
		for _, a := range m.Areas {
			for _, polygon := range a.Polygons {
				for _, ring := range polygon {
					for i, p := range ring {
						e := [2]Point{p, ring[(i+1)%len(ring)]}
						if other, ok := edges[e]; ok {
							t.Errorf("%s: %s and %s overlap at %v", policy, a.Code, other, e)
						}
						edges[e] = a.Code + a.Name
					}
				}
			}
		}
		for _, code := range []string{"LSO", "CHE", "MNG", "PRY", "BOL", "TCD", "VAT", "SMR", "LIE", "LAO", "NPL"} {
			a, _ := m.Area(code)
			for _, polygon := range a.Polygons {
				for i, p := range polygon[0] {
					q := polygon[0][(i+1)%len(polygon[0])]
					if _, ok := edges[[2]Point{q, p}]; !ok {
						t.Errorf("%s: %s has no neighbour at %v", policy, code, p)
					}
				}
			}
		}
	}
}

func TestLoadErrors(t *testing.T) {
	if m, err := Load(""); err != nil || m != load(t, "un") {
		t.Errorf("the default is not un: %v", err)
	}
	for policy, want := range map[string]string{"UN": `"un"`, "naturalearth": `"natural-earth"`, "mars": "want un, natural-earth"} {
		if _, err := Load(policy); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Load(%q): %v, want %s", policy, err, want)
		}
	}
}

func TestWithin(t *testing.T) {
	m := load(t, "un")
	for code, want := range map[string]string{"REU": "FRA", "SJM": "NOR", "FRA": "", "QQQ": ""} {
		if got, _ := m.Within(code); got != want {
			t.Errorf("%s lies in %q, want %q", code, got, want)
		}
	}
}

func BenchmarkWorld(b *testing.B) {
	for b.Loop() {
		t, err := unpack()
		if err != nil {
			b.Fatal(err)
		}
		m := newMap("un", t, inUN)
		if _, err := m.Fit(nil, 1200, 0); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkOutlines(b *testing.B) {
	m := load(b, "un")
	v, err := m.Fit(nil, 1200, 0)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		for _, a := range m.Areas {
			v.Outlines(a)
		}
	}
}
