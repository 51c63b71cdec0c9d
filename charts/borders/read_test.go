package borders

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// square returns the coordinates of a square of one degree.
func square(lon, lat float64) string {
	return fmt.Sprintf("[[[%[1]v,%[2]v],[%[3]v,%[2]v],[%[3]v,%[4]v],[%[1]v,%[4]v],[%[1]v,%[2]v]]]", lon, lat, lon+1, lat+1)
}

func featureOf(id, properties, kind, coordinates string) string {
	return fmt.Sprintf(`{"type":"Feature","id":%s,"properties":%s,"geometry":{"type":%q,"coordinates":%s}}`, id, properties, kind, coordinates)
}

func collection(features ...string) string {
	return `{"type":"FeatureCollection","features":[` + strings.Join(features, ",") + `]}`
}

func TestReadGeoJSON(t *testing.T) {
	m, err := Read(strings.NewReader(collection(
		featureOf(`"VNM"`, `{"name":"Viet Nam"}`, "Polygon", square(105, 20)),
		featureOf(`7`, `{"ISO_A3":"LAO"}`, "Polygon", square(104, 20)),
		featureOf(`null`, `{"ISO_A3":"-99","ISO_A3_EH":"FRA"}`, "MultiPolygon", "["+square(2, 48)+","+square(4, 44)+"]"),
		featureOf(`"004"`, `null`, "Polygon", square(66, 33)),
		featureOf(`null`, `{"iso_n3":156}`, "Polygon", square(110, 33)),
		featureOf(`null`, `{"ADM0_A3":"KOS"}`, "Polygon", square(20.5, 42)),
		featureOf(`null`, `{"ISO_A3":"-99","NAME":"Northern Cyprus","disputed":true}`, "Polygon", square(33, 35)),
		featureOf(`"VNM"`, `{}`, "Polygon", square(106, 10)),
		featureOf(`"su"`, `{"iso3":"sun"}`, "Polygon", square(60, 60)),
		featureOf(`"VAT"`, `{}`, "Polygon", "[[[12.45,41.9],[12.4504,41.9],[12.4504,41.9004],[12.45,41.9]]]"),
		featureOf(`12`, `{"name":"Somewhere"}`, "Polygon", square(0, 0)),
	)), "mine.json")
	if err != nil {
		t.Fatal(err)
	}
	if m.Policy != "mine.json" || len(m.Areas) != 10 || len(m.Disputed) != 1 || m.Disputed[0].Name != "Northern Cyprus" {
		t.Errorf("%q: %d areas, %d disputed", m.Policy, len(m.Areas), len(m.Disputed))
	}
	for code, polygons := range map[string]int{"VNM": 2, "LAO": 1, "FRA": 2, "AFG": 1, "CHN": 1, "XKX": 1, "SUN": 1, "VAT": 1} {
		if a, ok := m.Area(code); !ok || len(a.Polygons) != polygons {
			t.Errorf("%s: %v, %d polygons, want %d", code, ok, len(a.Polygons), polygons)
		}
	}
	a, _ := m.Area("VNM")
	if a.Name != "Viet Nam" || !a.Contains(Point{105.5, 20.5}) || a.Contains(Point{104.5, 20.5}) || !a.Contains(a.Anchor) {
		t.Errorf("%+v", a)
	}
	v := fit(t, m, 600, 0)
	for _, a := range m.Areas {
		if len(v.Outlines(a)) == 0 {
			t.Errorf("%s has no outline", a.Code)
		}
	}
}

// A file cut along the antimeridian, and one whose ring jumps across it, give
// the same shape without an edge there.
func TestReadAntimeridian(t *testing.T) {
	cut := "[[[[179,60],[180,60],[180,62],[179,62],[179,60]]],[[[-180,60],[-179,60],[-179,62],[-180,62],[-180,61],[-180,60]]]]"
	jump := "[[[179,60],[-179,60],[-179,62],[179,62],[179,60]]]"
	for kind, coordinates := range map[string]string{"MultiPolygon": cut, "Polygon": jump} {
		m, err := Read(strings.NewReader(collection(featureOf(`"RUS"`, `{}`, kind, coordinates))), "f")
		if err != nil {
			t.Fatal(err)
		}
		a, _ := m.Area("RUS")
		if len(a.Polygons) != 1 || !a.Contains(Point{-179.5, 61}) || !a.Contains(Point{179.5, 61}) || a.Contains(Point{0, 61}) {
			t.Fatalf("%s: %v", kind, a.Polygons)
		}
		for i, p := range a.Polygons[0][0] {
			if q := a.Polygons[0][0][(i+1)%len(a.Polygons[0][0])]; p.Lon == 180 && q.Lon == 180 {
				t.Errorf("%s: an edge along 180°", kind)
			}
		}
	}
}

const topo = `{"type":"Topology","transform":{"scale":[0.1,0.1],"translate":[100,10]},
"arcs":[[[10,0],[0,10]],[[10,10],[-10,0],[0,-10],[10,0]],[[10,0],[10,0],[0,10],[-10,0]]],
"objects":{"countries":{"type":"GeometryCollection","geometries":[
{"type":"Polygon","id":"704","arcs":[[0,1]]},{"type":"MultiPolygon","id":"418","properties":{"name":"Laos"},"arcs":[[[2,-1]]]}]},
"land":{"type":"Polygon","arcs":[[0,1]]}}}`

func TestReadTopoJSON(t *testing.T) {
	m, err := Read(strings.NewReader(topo), "t.json")
	if err != nil {
		t.Fatal(err)
	}
	vnm, _ := m.Area("VNM")
	lao, _ := m.Area("LAO")
	if !vnm.Contains(Point{100.5, 10.5}) || !lao.Contains(Point{101.5, 10.5}) || vnm.Contains(Point{101.5, 10.5}) || lao.Name != "Laos" {
		t.Errorf("%v\n%v", vnm, lao)
	}
	if got, want := len(m.shapes.Arcs), 3; got != want {
		t.Errorf("%d lines, want %d: the border is not shared", got, want)
	}
}

func TestReadErrors(t *testing.T) {
	polygon := square(0, 0)
	many := make([]string, 30)
	for i := range many {
		many[i] = featureOf(`null`, `{"ISO_A3":"QQQ"}`, "Polygon", polygon)
	}
	for _, c := range []struct{ file, want string }{
		{``, "not GeoJSON"}, {`[]`, "not GeoJSON"}, {`{"type":"Point"}`, `type "Point": want FeatureCollection`},
		{collection(), "no features"}, {`{"type":"FeatureCollection"}`, "no features"},
		{collection(featureOf(`"VNM"`, `{}`, "Point", "[1,2]")), `feature 1: geometry "Point": want Polygon`},
		{collection(`{"type":"Feature","id":"VNM","geometry":null}`), "feature 1: no geometry"},
		{collection(featureOf(`"VNM"`, `{}`, "Polygon", "[[1,2]]")), "coordinates of a Polygon"},
		{collection(featureOf(`"VNM"`, `{}`, "Polygon", "[[[1],[2],[3]]]")), "a position of 1 numbers"},
		{collection(featureOf(`"VNM"`, `{}`, "Polygon", "[[[1,2],[2,2]]]")), "no outline: want rings"},
		{collection(featureOf(`"VNM"`, `{"name":"Viet Nam"}`, "Polygon", square(500000, 20))), "feature 1 (Viet Nam): position 500000, 20: want degrees"},
		{collection(featureOf(`"VNM"`, `{}`, "Polygon", polygon), featureOf(`"QQQ"`, `{}`, "Polygon", polygon)), `feature 2: "QQQ" is no ISO 3166 alpha-3 code`},
		{collection(featureOf(`"VNM"`, `{}`, "Polygon", polygon), featureOf(`3`, `{"foo":"bar"}`, "Polygon", polygon)), "feature 2: no ISO 3166 code: want"},
		{collection(featureOf(`3`, `{"name":"bar"}`, "Polygon", polygon)), "no feature has an ISO 3166 code: want"},
		{collection(many...), "… 30 in all"},
		{strings.Replace(topo, `[[0,1]]}`, `[[0,9]]}`, 1), "feature 1: arc 9: the file has 3"},
		{strings.Replace(topo, `[[0,1]]}`, `[[-9]]}`, 1), "arc -9: the file has 3"},
		{strings.Replace(topo, `"countries"`, `"sea"`, 1), `objects "land, sea"`},
		{strings.Replace(topo, `[[10,0],[0,10]]`, `[[10]]`, 1), "arc 0 has a position of 1"},
		{strings.Replace(topo, `"id":"704"`, `"id":704`, 1), "feature 1: no ISO 3166 code"},
	} {
		_, err := Read(strings.NewReader(c.file), "mine.json")
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), "mine.json: ") {
			t.Errorf("%.90s: %v, want %q", c.file, err, c.want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(topo))
	f.Add([]byte(collection(featureOf(`"RUS"`, `{}`, "Polygon", "[[[179,60],[-179,60],[-179,62],[179,62],[179,60]]]"))))
	f.Add([]byte(collection(featureOf(`"ATA"`, `{}`, "Polygon", "[[[-180,-60],[-60,-60],[60,-60],[180,-60],[180,-90],[-180,-90],[-180,-60]]]"))))
	f.Add([]byte(collection(featureOf(`"ATA"`, `{}`, "Polygon", "[[[-120,-60],[0,-60],[120,-60],[-120,-60]]]"))))
	f.Add([]byte(collection(featureOf(`"ZAF"`, `{}`, "Polygon", "[[[0,0],[9,0],[9,9],[0,9],[0,0]],[[1,1],[1,2],[2,2],[1,1]]]"),
		featureOf(`"LSO"`, `{"disputed":true}`, "Polygon", "[[[1,1],[1,2],[2,2],[1,1]]]"))))
	f.Fuzz(func(t *testing.T, file []byte) {
		m, err := Read(bytes.NewReader(file), "f")
		if err != nil {
			return
		}
		for _, codes := range [][]string{nil, {m.Areas[len(m.Areas)-1].Code}} {
			if len(codes) > 0 && codes[0] == "" {
				continue
			}
			v, err := m.Fit(codes, 300, 0)
			if err != nil {
				t.Fatal(err)
			}
			w, h := v.Size()
			for _, a := range append(m.Areas, m.Disputed...) {
				v.Place(a.Anchor)
				for _, ring := range v.Outlines(a) {
					for _, p := range ring {
						if !(p.X >= 0 && p.Y >= 0 && p.X <= w && p.Y <= h) {
							t.Fatalf("%v lies outside %v × %v", p, w, h)
						}
					}
				}
			}
		}
	})
}
