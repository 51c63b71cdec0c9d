package borders

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

const (
	// worldCentre puts the edge of the world map in the Bering Strait, where it
	// cuts no land but Antarctica, which the map leaves out.
	worldCentre = 11
	worldSouth  = -56.5 // south of Cape Horn and South Georgia
	worldNorth  = 84.6  // north of Greenland
	widest      = 72    // degrees from the middle that a regional map shows at most
	narrowest   = 0.012 // the least width and height of a frame, on an earth of radius 1: about 75 km
	margin      = 0.04  // of the frame, on each side of a region
	flattest    = 0.45  // height over width of a region, where the caller leaves it open
	tallest     = 1.0
	maxPixels   = 32768
)

// Fit chooses the projection and the frame for the countries with the codes: a
// region in Lambert's azimuthal equal-area projection where they lie together,
// else, or with no codes, the world without Antarctica in Equal Earth. A region
// is framed by the main parts of each country: French Guiana does not make a map
// of France one of the Atlantic.
//
// Width and height are in pixels; with height 0 the view is as high as the
// width asks for (View.Size). A code that the map has no area for is an error
// that names it, and so is a size that is not above 0 and at most 32,768.
func (m *Map) Fit(codes []string, width, height float64) (*View, error) {
	if !(width > 0 && width <= maxPixels) {
		return nil, fmt.Errorf("a map of width %v: want above 0 and at most %d", width, maxPixels)
	}
	if !(height >= 0 && height <= maxPixels) {
		return nil, fmt.Errorf("a map of height %v: want above 0 and at most %d, or 0 to follow the width", height, maxPixels)
	}
	var points []Point
	var missing []string
	for _, code := range codes {
		area, ok := m.Area(code)
		if !ok {
			missing = append(missing, m.describe(code))
			continue
		}
		for _, ring := range area.mainParts() {
			points = append(points, ring...)
		}
	}
	if len(missing) > 0 {
		return nil, fmt.Errorf("no outline for %s in the boundaries %q", strings.Join(missing, ", "), m.Policy)
	}
	if centre, ok := middle(points); ok {
		return m.region(centre, points, width, height), nil
	}
	return m.world(width, height), nil
}

// describe returns the code for a message, with the area whose outline holds it
// where there is one.
func (m *Map) describe(code string) string {
	if whole, ok := m.Within(code); ok {
		return fmt.Sprintf("%q (part of the outline of %s)", code, whole)
	}
	return fmt.Sprintf("%q", code)
}

// middle returns the middle of the points, and whether they lie close enough
// together for a regional map.
func middle(points []Point) (Point, bool) {
	if len(points) == 0 {
		return Point{}, false
	}
	lons := make([]float64, len(points))
	south, north := points[0].Lat, points[0].Lat
	for i, p := range points {
		lons[i] = p.Lon - 360*math.Floor(p.Lon/360)
		south, north = math.Min(south, p.Lat), math.Max(north, p.Lat)
	}
	slices.Sort(lons)
	// The points lie in what the widest gap between their longitudes leaves.
	gap, west := lons[0]+360-lons[len(lons)-1], lons[0]
	for i := 1; i < len(lons); i++ {
		if d := lons[i] - lons[i-1]; d > gap {
			gap, west = d, lons[i]
		}
	}
	centre := Point{Lon: west + (360-gap)/2, Lat: (south + north) / 2}
	if centre.Lon > 180 {
		centre.Lon -= 360
	}
	for _, p := range points {
		if angle(centre, p) > widest {
			return Point{}, false
		}
	}
	return centre, true
}

// mainParts returns the outer rings that frame the area: the largest, and those
// of a tenth of its size within 50 degrees of it.
func (a Area) mainParts() []Ring {
	var sizes []float64
	largest := 0
	for i, polygon := range a.Polygons {
		sizes = append(sizes, polygon[0].ground())
		if sizes[i] > sizes[largest] {
			largest = i
		}
	}
	var parts []Ring
	for i, polygon := range a.Polygons {
		if sizes[i] >= sizes[largest]/10 && angle(polygon[0].box(), a.Polygons[largest][0].box()) <= 50 {
			parts = append(parts, polygon[0])
		}
	}
	return parts
}

// ground returns what the ring covers on a sphere of radius 1, rounded.
func (r Ring) ground() float64 {
	var sum float64
	for i, p := range r {
		q := r[(i+1)%len(r)]
		sum += float64((q.Lon - p.Lon) * (math.Sin(radians(p.Lat)) + math.Sin(radians(q.Lat))))
	}
	return math.Round(1e9*math.Abs(sum)*math.Pi/360) / 1e9
}

// box returns the middle of the box of longitudes and latitudes around the ring.
func (r Ring) box() Point {
	low, high := r[0], r[0]
	for _, p := range r {
		low = Point{math.Min(low.Lon, p.Lon), math.Min(low.Lat, p.Lat)}
		high = Point{math.Max(high.Lon, p.Lon), math.Max(high.Lat, p.Lat)}
	}
	return Point{(low.Lon + high.Lon) / 2, (low.Lat + high.Lat) / 2}
}

func (m *Map) world(width, height float64) *View {
	p := Projection{Centre: Point{Lon: worldCentre}}
	right, _ := p.Plane(Point{Lon: worldCentre + 180})
	_, bottom := p.Plane(Point{Lat: worldSouth})
	_, top := p.Plane(Point{Lat: worldNorth})
	box := frame{-right, bottom, right, top}.round()
	if height == 0 {
		height = math.Round(width * box.height() / box.width())
	}
	return newView(m, p, box, width, height)
}

func (m *Map) region(centre Point, points []Point, width, height float64) *View {
	p := Projection{Azimuthal: true, Centre: centre}
	box := frame{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, q := range points {
		x, y := p.Plane(q)
		box = frame{math.Min(box.left, x), math.Min(box.bottom, y), math.Max(box.right, x), math.Max(box.top, y)}
	}
	box = box.round()
	box = box.grow(margin*box.width(), margin*box.height())
	box = box.grow(math.Max(0, narrowest-box.width())/2, math.Max(0, narrowest-box.height())/2)
	if height == 0 {
		shape := math.Max(flattest, math.Min(tallest, box.height()/box.width()))
		height = math.Max(1, math.Round(width*shape))
	}
	return newView(m, p, box, width, height)
}

// frame is a rectangle on the plane of a projection.
type frame struct{ left, bottom, right, top float64 }

func (f frame) width() float64  { return f.right - f.left }
func (f frame) height() float64 { return f.top - f.bottom }

func (f frame) grow(x, y float64) frame {
	return frame{f.left - x, f.bottom - y, f.right + x, f.top + y}
}

// round takes the digits off in which processors differ.
func (f frame) round() frame {
	r := func(x float64) float64 { return math.Round(x*1e6) / 1e6 }
	return frame{r(f.left), r(f.bottom), r(f.right), r(f.top)}
}
