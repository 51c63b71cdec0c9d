package borders

import (
	"bytes"
	"cmp"
	"compress/gzip"
	_ "embed"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"

	"github.com/periplus-data/periplus/charts/borders/internal/topology"
)

// Point is a place on the earth in degrees: Lon east of Greenwich, Lat north of
// the equator. The points of a ring that crosses the antimeridian go on beyond
// 180 (or below −180) rather than jump.
type Point struct{ Lon, Lat float64 }

// Ring is a closed outline; the last point is joined to the first and does not
// repeat it.
type Ring []Point

// Polygon is an outer ring and the holes in it, in this order. Outer rings run
// clockwise with north up, holes the other way.
type Polygon []Ring

// Area is a country, a territory or a disputed area.
type Area struct {
	Code     string    // ISO 3166 alpha-3, "XKX" for Kosovo; "" where there is none
	Name     string    // English, for messages and files
	Polygons []Polygon // the outline; shared borders have the same points on both sides
	Anchor   Point     // inside the largest polygon, as far from its outline as can be: where a label or a symbol stands

	index int // its number among the shapes of the map plus one; 0 for an area of the caller's own
}

// Line is a border that is drawn apart from the outlines, because the parties
// have not agreed on it.
type Line struct {
	Name   string // English
	Kind   string // "disputed": draw it dashed
	Points []Point
}

// Map is the world, or what a user's file holds, in one view of the boundaries.
// It must not be changed: Load hands the same one to all.
type Map struct {
	Areas    []Area // sorted by code, then name
	Disputed []Area // to be hatched on top; no code
	Lines    []Line // borders to be drawn dashed
	Policy   string // "un", "natural-earth", or the name of the user's file

	shapes *topology.Topology
}

// Policies lists the views of the boundaries that Load knows; the first is the
// default.
var Policies = []string{"un", "natural-earth"}

//go:embed borders.bin.gz
var packed []byte

//go:embed codes.tsv
var codeTable string

// Tags of the shapes in the file; gen.go has the same.
const (
	inUN           = 1
	inNaturalEarth = 2
	isDisputed     = 4
)

// file is the world as it is carried, read once.
var file = sync.OnceValues(unpack)

func unpack() (*topology.Topology, error) {
	zip, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("borders: %w", err)
	}
	raw, err := io.ReadAll(zip)
	if err != nil {
		return nil, fmt.Errorf("borders: %w", err)
	}
	return topology.Decode(raw)
}

var loadUN = sync.OnceValues(func() (*Map, error) { return view("un", inUN) })

var loadNaturalEarth = sync.OnceValues(func() (*Map, error) { return view("natural-earth", inNaturalEarth) })

// Load returns the world as the policy draws it: "un", the default that "" also
// stands for, as the United Nations' map does; "natural-earth", the borders as
// they are on the ground, as Natural Earth gives them. Any other policy is an
// error that names those there are. The map is read once and shared.
func Load(policy string) (*Map, error) {
	switch policy {
	case "", "un":
		return loadUN()
	case "natural-earth":
		return loadNaturalEarth()
	}
	hint := ""
	for _, known := range Policies {
		if near(strings.ToLower(policy), known) {
			hint = fmt.Sprintf("; did you mean %q?", known)
		}
	}
	return nil, fmt.Errorf("unknown boundaries %q: want %s, or a GeoJSON or TopoJSON file%s", policy, strings.Join(Policies, ", "), hint)
}

// near tells whether the text is likely to be meant for the policy.
func near(text, policy string) bool {
	plain := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' {
			return r
		}
		return -1
	}, text)
	switch policy {
	case "un":
		return plain == "un" || plain == "uno" || plain == "onu" || plain == "unitednations"
	default:
		return plain == "ne" || plain == "natural" || strings.HasPrefix(plain, "naturale") || plain == "naturelearth"
	}
}

// view returns the map of the shapes that bear the tag.
func view(policy string, tag uint8) (*Map, error) {
	t, err := file()
	if err != nil {
		return nil, err
	}
	return newMap(policy, t, tag), nil
}

// newMap writes out the shapes that bear the tag; those of a user's file all do.
func newMap(policy string, t *topology.Topology, tag uint8) *Map {
	m := &Map{Policy: policy, shapes: t}
	for i, refs := range t.Shapes {
		if refs.Tag&tag == 0 {
			continue
		}
		area := Area{Code: refs.Code, Name: refs.Name, Anchor: degrees(refs.Anchor), index: i + 1}
		for _, rings := range refs.Polygons {
			polygon := make(Polygon, len(rings))
			for j, ring := range rings {
				points := t.Ring(ring)
				polygon[j] = make(Ring, len(points))
				for k, p := range points {
					polygon[j][k] = degrees(p)
				}
			}
			area.Polygons = append(area.Polygons, polygon)
		}
		if refs.Tag&isDisputed != 0 {
			m.Disputed = append(m.Disputed, area)
		} else {
			m.Areas = append(m.Areas, area)
		}
	}
	for _, line := range t.Lines {
		if line.Tag&tag == 0 {
			continue
		}
		l := Line{Name: line.Name, Kind: "disputed"}
		for _, p := range line.Points {
			l.Points = append(l.Points, degrees(p))
		}
		m.Lines = append(m.Lines, l)
	}
	byCode := func(a, b Area) int {
		return cmp.Or(strings.Compare(a.Code, b.Code), strings.Compare(a.Name, b.Name))
	}
	slices.SortStableFunc(m.Areas, byCode)
	slices.SortStableFunc(m.Disputed, byCode)
	return m
}

func degrees(p topology.XY) Point {
	return Point{float64(p.X) / topology.PerDegree, float64(p.Y) / topology.PerDegree}
}

// Area returns the area with the code, and whether the map has it. Codes are as
// in Area.Code; "" is never found.
func (m *Map) Area(code string) (Area, bool) {
	if code == "" {
		return Area{}, false
	}
	i, ok := slices.BinarySearchFunc(m.Areas, code, func(a Area, code string) int { return strings.Compare(a.Code, code) })
	if !ok {
		return Area{}, false
	}
	return m.Areas[i], true
}

// Contains tells whether the point lies inside the area. A point on its outline
// may count as either.
func (a Area) Contains(p Point) bool {
	for _, polygon := range a.Polygons {
		for _, turn := range []float64{0, 360, -360} {
			if polygon.contains(Point{p.Lon + turn, p.Lat}) {
				return true
			}
		}
	}
	return false
}

func (p Polygon) contains(q Point) bool {
	in := false
	for _, ring := range p {
		for i, a := range ring {
			b := ring[(i+1)%len(ring)]
			if (a.Lat > q.Lat) != (b.Lat > q.Lat) && q.Lon < float64((b.Lon-a.Lon)*(q.Lat-a.Lat))/(b.Lat-a.Lat)+a.Lon {
				in = !in
			}
		}
	}
	return in
}
