package borders

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// topoFile is a TopoJSON file: lines that the rings of its objects name.
type topoFile struct {
	Arcs      [][][]float64
	Transform *struct{ Scale, Translate [2]float64 }
	Objects   map[string]*topoObject
}

type topoObject struct {
	Type       string
	ID         any
	Properties map[string]any
	Arcs       json.RawMessage
	Geometries []*topoObject
}

// topoJSON returns the features of the file: of its object countries, or of the
// only one that it has.
func topoJSON(raw []byte) ([]feature, error) {
	var file topoFile
	if err := json.Unmarshal(raw, &file); err != nil {
		return nil, err
	}
	names := slices.Sorted(maps.Keys(file.Objects))
	object := file.Objects["countries"]
	if object == nil && len(names) == 1 {
		object = file.Objects[names[0]]
	}
	if object == nil {
		return nil, fmt.Errorf("objects %q: want one, or one called countries", strings.Join(names, ", "))
	}
	arcs, err := file.lines()
	if err != nil {
		return nil, err
	}
	parts := object.Geometries
	if object.Type != "GeometryCollection" {
		parts = []*topoObject{object}
	}
	features := make([]feature, 0, len(parts))
	left := maxPoints
	for _, part := range parts {
		if part == nil {
			features = append(features, feature{err: fmt.Errorf("no geometry")})
			continue
		}
		f := feature{id: part.ID, properties: part.Properties}
		f.polygons, f.err = part.polygons(arcs, &left)
		features = append(features, f)
	}
	return features, nil
}

// lines returns the arcs in degrees. In a file with a transform each point is
// the difference from the one before.
func (f *topoFile) lines() ([][][2]float64, error) {
	arcs := make([][][2]float64, len(f.Arcs))
	for i, arc := range f.Arcs {
		var x, y float64
		for j, p := range arc {
			if len(p) < 2 {
				return nil, fmt.Errorf("arc %d has a position of %d numbers: want two", i, len(p))
			}
			if f.Transform == nil {
				arcs[i] = append(arcs[i], [2]float64{p[0], p[1]})
				continue
			}
			if j == 0 {
				x, y = 0, 0
			}
			x, y = x+p[0], y+p[1]
			arcs[i] = append(arcs[i], [2]float64{
				float64(x*f.Transform.Scale[0]) + f.Transform.Translate[0],
				float64(y*f.Transform.Scale[1]) + f.Transform.Translate[1],
			})
		}
	}
	return arcs, nil
}

func (o *topoObject) polygons(arcs [][][2]float64, left *int) ([][][][2]float64, error) {
	var refs [][][]int
	var err error
	switch o.Type {
	case "Polygon":
		refs = make([][][]int, 1)
		err = json.Unmarshal(o.Arcs, &refs[0])
	case "MultiPolygon":
		err = json.Unmarshal(o.Arcs, &refs)
	case "GeometryCollection":
		var all [][][][2]float64
		for _, part := range o.Geometries {
			if part == nil {
				return nil, fmt.Errorf("no geometry")
			}
			polygons, err := part.polygons(arcs, left)
			if err != nil {
				return nil, err
			}
			all = append(all, polygons...)
		}
		return all, nil
	default:
		return nil, fmt.Errorf("geometry %q: want Polygon or MultiPolygon", o.Type)
	}
	if err != nil {
		return nil, fmt.Errorf("arcs of a %s: %w", o.Type, err)
	}
	out := make([][][][2]float64, len(refs))
	for i, rings := range refs {
		for _, ring := range rings {
			points, err := follow(arcs, ring, left)
			if err != nil {
				return nil, err
			}
			out[i] = append(out[i], points)
		}
	}
	return out, nil
}

// follow writes out the ring that refs name: i is arc i, ^i the same backwards.
func follow(arcs [][][2]float64, refs []int, left *int) ([][2]float64, error) {
	var points [][2]float64
	for _, ref := range refs {
		at := max(ref, ^ref)
		if at >= len(arcs) {
			return nil, fmt.Errorf("arc %d: the file has %d", ref, len(arcs))
		}
		arc := arcs[at]
		if *left -= len(arc) + 1; *left < 0 {
			return nil, fmt.Errorf("over %d points: simplify the outlines first", maxPoints)
		}
		if ref < 0 {
			arc = slices.Clone(arc)
			slices.Reverse(arc)
		}
		points = append(points, arc...)
	}
	return points, nil
}
