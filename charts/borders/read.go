package borders

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/periplus-data/periplus/charts/borders/internal/topology"
)

const (
	maxFile   = 128 << 20 // bytes
	maxPoints = 4_000_000 // of all rings, written out
	maxShown  = 20        // errors that a message lists
)

// Read returns the areas of a user's GeoJSON or TopoJSON file. The name stands
// for the file in messages and in Map.Policy.
//
// A feature's ISO 3166 alpha-3 code is read from its id or from one of its
// properties ISO_A3, ISO_A3_EH, ADM0_A3, ISO3166-1-Alpha-3 and their like in
// small letters; failing that, its three-digit numeric code from the id or from
// ISO_N3. One that has a name and no code, or says so with -99 as Natural Earth
// does, becomes an area without a code. Features with the same code become one area.
// One whose property disputed is true is among Map.Disputed as well.
//
// Coordinates are degrees and are rounded to a thousandth, about 110 m; equal
// points of neighbours are what makes a border a shared one. Features cut along
// the antimeridian are joined there.
//
// Errors name the file, the feature by its number from 1, and the value; the
// first 20 are listed.
func Read(r io.Reader, name string) (*Map, error) {
	raw, err := io.ReadAll(io.LimitReader(r, maxFile+1))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if len(raw) > maxFile {
		return nil, fmt.Errorf("%s: over %d MiB; simplify the outlines first", name, maxFile>>20)
	}
	var kind struct{ Type string }
	if err := json.Unmarshal(raw, &kind); err != nil {
		return nil, fmt.Errorf("%s: not GeoJSON or TopoJSON: %w", name, err)
	}
	var features []feature
	switch kind.Type {
	case "FeatureCollection":
		features, err = geoJSON(raw)
	case "Topology":
		features, err = topoJSON(raw)
	default:
		err = fmt.Errorf("type %q: want FeatureCollection (GeoJSON) or Topology (TopoJSON)", kind.Type)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	shapes, err := gather(features)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return newMap(name, topology.Build(shapes), own), nil
}

// own tags the shapes of a user's file.
const own = 1

// feature is one area of a file before its code and outline are checked.
type feature struct {
	id         any
	properties map[string]any
	polygons   [][][][2]float64
	err        error // what is wrong with its geometry
}

func geoJSON(raw []byte) ([]feature, error) {
	var file struct {
		Features []struct {
			ID         any
			Properties map[string]any
			Geometry   *geometry
		}
	}
	if err := json.Unmarshal(raw, &file); err != nil {
		return nil, err
	}
	features := make([]feature, len(file.Features))
	left := maxPoints
	for i, f := range file.Features {
		features[i] = feature{id: f.ID, properties: f.Properties}
		features[i].polygons, features[i].err = f.Geometry.polygons(&left)
	}
	return features, nil
}

type geometry struct {
	Type        string
	Coordinates json.RawMessage
	Geometries  []*geometry
}

// polygons returns the polygons of the geometry; left is how many points the
// file may still have.
func (g *geometry) polygons(left *int) ([][][][2]float64, error) {
	if g == nil {
		return nil, fmt.Errorf("no geometry")
	}
	var rings [][][][]float64
	var err error
	switch g.Type {
	case "Polygon":
		rings = make([][][][]float64, 1)
		err = json.Unmarshal(g.Coordinates, &rings[0])
	case "MultiPolygon":
		err = json.Unmarshal(g.Coordinates, &rings)
	case "GeometryCollection":
		var all [][][][2]float64
		for _, part := range g.Geometries {
			polygons, err := part.polygons(left)
			if err != nil {
				return nil, err
			}
			all = append(all, polygons...)
		}
		return all, nil
	default:
		return nil, fmt.Errorf("geometry %q: want Polygon or MultiPolygon", g.Type)
	}
	if err != nil {
		return nil, fmt.Errorf("coordinates of a %s: %w", g.Type, err)
	}
	return pairs(rings, left)
}

// pairs checks that each position has a longitude and a latitude; more, such as
// a height, is left out.
func pairs(polygons [][][][]float64, left *int) ([][][][2]float64, error) {
	out := make([][][][2]float64, len(polygons))
	for i, rings := range polygons {
		for _, ring := range rings {
			points := make([][2]float64, len(ring))
			for j, p := range ring {
				if len(p) < 2 {
					return nil, fmt.Errorf("a position of %d numbers: want longitude and latitude", len(p))
				}
				points[j] = [2]float64{p[0], p[1]}
			}
			if *left -= len(points); *left < 0 {
				return nil, fmt.Errorf("over %d points: simplify the outlines first", maxPoints)
			}
			out[i] = append(out[i], points)
		}
	}
	return out, nil
}

// gather makes one shape of the features of each code.
func gather(features []feature) ([]topology.Shape, error) {
	var shapes []topology.Shape
	at := map[string]int{}
	var problems []string
	for i, f := range features {
		code, err := f.code()
		var polygons []topology.Polygon
		if err == nil {
			err = f.err
		}
		if err == nil {
			polygons, err = f.outline()
		}
		if err != nil {
			problems = append(problems, fmt.Sprintf("%s: %v", f.label(i), err))
			continue
		}
		j, seen := at[code]
		if !seen || code == "" {
			j = len(shapes)
			at[code] = j
			shapes = append(shapes, topology.Shape{Code: code, Name: f.name(), Tag: own})
		}
		shapes[j].Polygons = append(shapes[j].Polygons, polygons...)
		if f.properties["disputed"] == true {
			shapes = append(shapes, topology.Shape{Name: f.name(), Tag: own | isDisputed, Polygons: polygons})
		}
	}
	switch total := len(problems); {
	case total > maxShown:
		problems = append(problems[:maxShown], fmt.Sprintf("… %d in all", total))
		fallthrough
	case total > 0:
		return nil, fmt.Errorf("%s", strings.Join(problems, "\n"))
	case len(shapes) == 0:
		return nil, fmt.Errorf("no features")
	case !slices.ContainsFunc(shapes, func(s topology.Shape) bool { return s.Code != "" }):
		return nil, fmt.Errorf("no feature has an ISO 3166 code: want %s", wantCode)
	}
	for i, s := range shapes {
		shapes[i].Polygons = topology.Join(s.Polygons)
		shapes[i].Anchor = topology.Anchor(shapes[i].Polygons[topology.Largest(shapes[i].Polygons)])
	}
	return shapes, nil
}

// label returns what messages call feature i of the file.
func (f feature) label(i int) string {
	if name := f.name(); name != "" {
		return fmt.Sprintf("feature %d (%s)", i+1, name)
	}
	return fmt.Sprintf("feature %d", i+1)
}

// outline returns the polygons on the grid. A ring that vanishes there is left
// out; a feature that is all smaller than a hundredth of a degree is kept as a
// mark, any other of which nothing remains is an error.
func (f feature) outline() ([]topology.Polygon, error) {
	var polygons []topology.Polygon
	var dot topology.Ring
	for _, rings := range f.polygons {
		var polygon topology.Polygon
		for i, ring := range rings {
			points, err := onGrid(ring)
			if err != nil {
				return nil, err
			}
			clean := topology.Clean(topology.Unwrap(points), i > 0)
			if clean == nil && i == 0 {
				dot = append(dot, points...)
				break
			}
			if clean != nil {
				polygon = append(polygon, clean)
			}
		}
		if polygon != nil {
			polygons = append(polygons, polygon)
		}
	}
	if len(polygons) == 0 {
		return mark(dot)
	}
	return polygons, nil
}

// mark returns a square on its point, one step around the first of the points.
func mark(points topology.Ring) ([]topology.Polygon, error) {
	const reach = topology.PerDegree / 100
	for _, p := range points {
		if dx, dy := p.X-points[0].X, p.Y-points[0].Y; max(dx, -dx, dy, -dy) > reach {
			points = nil
			break
		}
	}
	if len(points) == 0 {
		return nil, fmt.Errorf("no outline: want rings of three points or more that bound some ground")
	}
	x, y := points[0].X, points[0].Y
	return []topology.Polygon{{topology.Clean(topology.Ring{{X: x, Y: y + 1}, {X: x + 1, Y: y}, {X: x, Y: y - 1}, {X: x - 1, Y: y}}, false)}}, nil
}

// onGrid rounds the positions to the grid. One that is no place on the earth is
// an error.
func onGrid(ring [][2]float64) (topology.Ring, error) {
	points := make(topology.Ring, len(ring))
	for i, p := range ring {
		if !(math.Abs(p[0]) <= 360 && math.Abs(p[1]) <= 90) {
			return nil, fmt.Errorf("position %v, %v: want degrees of longitude and latitude (WGS 84)", p[0], p[1])
		}
		points[i] = topology.XY{X: int32(math.Round(p[0] * topology.PerDegree)), Y: int32(math.Round(p[1] * topology.PerDegree))}
	}
	return points, nil
}

// The properties that hold codes and names, in the order in which they are
// tried.
var (
	codeKeys   = []string{"ISO_A3", "iso_a3", "ISO_A3_EH", "iso_a3_eh", "ISO3166-1-Alpha-3", "iso3166-1-alpha-3", "ADM0_A3", "adm0_a3", "ISO3", "iso3", "iso", "code", "id"}
	numberKeys = []string{"ISO_N3", "iso_n3", "ISO_N3_EH", "iso_numeric", "ISO3166-1-numeric"}
	nameKeys   = []string{"NAME_EN", "name_en", "NAME", "name", "ADMIN", "admin"}
	unlistedAs = []string{"-99", "-099", "-1"}
	otherCodes = map[string]string{"KOS": "XKX", "XKK": "XKX", "CS-KM": "XKX", "PSX": "PSE", "SDS": "SSD", "SAH": "ESH", "ALD": "ALA"}
)

const wantCode = "an alpha-3 code as id or property ISO_A3, or a numeric one as property ISO_N3"

// code returns the ISO code of the feature, "" where it says that it has none.
func (f feature) code() (string, error) {
	none, wrong := false, ""
	try := func(value any) string {
		text, _ := value.(string)
		text = strings.TrimSpace(text)
		upper := strings.ToUpper(text)
		if modern, ok := otherCodes[upper]; ok {
			upper = modern
		}
		switch {
		case codes().known[upper]:
			return upper
		case slices.Contains(unlistedAs, text):
			none = true
		case wrong == "" && len(text) == 3:
			wrong = text
		}
		return ""
	}
	for _, key := range append([]string{""}, codeKeys...) {
		value := f.id
		if key != "" {
			value = f.properties[key]
		}
		if code := try(value); code != "" {
			return code, nil
		}
	}
	if code, ok := f.number(); ok {
		return code, nil
	}
	switch {
	case none, wrong == "" && f.name() != "":
		return "", nil
	case wrong != "":
		return "", fmt.Errorf("%q is no ISO 3166 alpha-3 code", wrong)
	}
	return "", fmt.Errorf("no ISO 3166 code: want %s", wantCode)
}

// number returns the code for the numeric one of the feature. A number as id is
// left out unless it is written as text of three digits: most often it counts
// the features.
func (f feature) number() (string, bool) {
	if text, ok := f.id.(string); ok {
		if code, ok := codes().numeric[text]; ok {
			return code, true
		}
	}
	for _, key := range numberKeys {
		switch value := f.properties[key].(type) {
		case string:
			if code, ok := codes().numeric[fmt.Sprintf("%03s", strings.TrimSpace(value))]; ok {
				return code, true
			}
		case float64:
			if code, ok := codes().numeric[fmt.Sprintf("%03.0f", value)]; ok {
				return code, true
			}
		}
	}
	return "", false
}

func (f feature) name() string {
	for _, key := range nameKeys {
		if text, _ := f.properties[key].(string); text != "" {
			return text
		}
	}
	return ""
}
