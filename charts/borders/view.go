package borders

import "math"

// XY is a place on the page in pixels, X to the right, Y down, in whole
// hundredths.
type XY struct{ X, Y float64 }

// View is a map in a frame of pixels. It may be used by many at once.
type View struct {
	m             *Map
	p             Projection
	width, height float64
	scale         float64 // pixels for a length of 1 on the plane
	left, top     float64 // where the plane's origin lies on the page
	right, bottom int32   // the frame in steps
	lines         [3][][]dot
}

// dot is a place on the page in steps of 0.01 pixel. All decisions are made on
// these, since the last bits of a projected coordinate differ between
// processors.
type dot struct{ x, y int32 }

const (
	stepsPerPixel = 100
	tolerance     = 40   // steps that a simplified line may lie away from the true one: 0.4 px
	smallest      = 6000 // twice the area in square steps below which an island is left out: 0.3 px²
)

// overhang is how far, in degrees, a shape that the edge of the world map cuts
// may reach over the edge rather than be cut.
const overhang = 3

func newView(m *Map, p Projection, box frame, width, height float64) *View {
	v := &View{m: m, p: p, width: width, height: height}
	v.scale = math.Round(1e6*math.Min(width/box.width(), height/box.height())) / 1e6
	v.left = math.Round(100*(width/2-float64(v.scale*(box.left+box.right)/2))) / 100
	v.top = math.Round(100*(height/2+float64(v.scale*(box.bottom+box.top)/2))) / 100
	v.right, v.bottom = int32(math.Floor(width*stepsPerPixel)), int32(math.Floor(height*stepsPerPixel))
	if m.shapes == nil { // a map that its caller has put together
		return v
	}
	for turn := range v.lines {
		v.lines[turn] = make([][]dot, len(m.shapes.Arcs))
	}
	for _, areas := range [][]Area{m.Areas, m.Disputed} {
		for _, a := range areas {
			v.prepare(a)
		}
	}
	return v
}

// Size returns the width and the height of the frame in pixels.
func (v *View) Size() (width, height float64) { return v.width, v.height }

// Projection returns the projection that the view uses.
func (v *View) Projection() Projection { return v.p }

// prepare projects and simplifies the lines of the area, so that two areas draw
// the border between them in the same points.
func (v *View) prepare(a Area) {
	for i, rings := range v.m.shapes.Shapes[a.index-1].Polygons {
		for _, turn := range v.turns(a.Polygons[i][0]) {
			for _, ring := range rings {
				for _, ref := range ring {
					v.line(max(ref, ^ref), turn)
				}
			}
		}
	}
}

func (v *View) line(i int32, turn int) {
	if v.lines[turn+1][i] != nil {
		return
	}
	arc := v.m.shapes.Arcs[i]
	dots := make([]dot, 0, len(arc))
	for _, p := range arc {
		d := v.dot(degrees(p), turn)
		if n := len(dots); n == 0 || dots[n-1] != d {
			dots = append(dots, d)
		}
	}
	if len(dots) == 1 {
		dots = append(dots, dots[0])
	}
	v.lines[turn+1][i] = thin(dots)
}

// dot returns where the point lies on the page, turned so many times around the
// earth.
func (v *View) dot(p Point, turn int) dot {
	p.Lon += float64(360 * turn)
	x, y := v.p.Plane(p)
	return dot{step(v.left + float64(v.scale*x)), step(v.top - float64(v.scale*y))}
}

// step rounds pixels to whole steps, half away from zero.
func step(pixels float64) int32 {
	const far = math.MaxInt32 / 4
	if math.IsNaN(pixels) {
		return far
	}
	return int32(math.Max(-far, math.Min(far, math.Round(pixels*stepsPerPixel))))
}

func (d dot) xy() XY {
	return XY{float64(d.x) / stepsPerPixel, float64(d.y) / stepsPerPixel}
}

// turns returns how often the ring has to be turned around the earth to lie on
// the page: once, or twice where the edge of the map cuts it.
func (v *View) turns(r Ring) []int {
	if v.p.Azimuthal {
		return []int{0}
	}
	west, east := r[0].Lon, r[0].Lon
	for _, p := range r {
		west, east = math.Min(west, p.Lon), math.Max(east, p.Lon)
	}
	west, east = west-v.p.Centre.Lon, east-v.p.Centre.Lon
	turn := 0
	switch half := (west + east) / 2; {
	case half < -180:
		turn = 1
	case half >= 180:
		turn = -1
	}
	west, east = west+float64(360*turn), east+float64(360*turn)
	switch {
	case west < -180-overhang && turn < 1:
		return []int{turn, turn + 1}
	case east > 180+overhang && turn > -1:
		return []int{turn, turn - 1}
	}
	return []int{turn}
}

// Outlines returns the area as closed outlines in pixels, ready to be filled by
// either rule (even-odd or non-zero): cut to the frame, simplified by less than
// half a pixel, in the same points on both sides of a border. Islands under
// 0.3 px² are left out unless the area has nothing larger: then its largest
// part stands, if need be as a mark of a tenth of a pixel. The result is empty
// where no part of the area is in the frame.
//
// An area of the caller's own, not one of the map, is drawn too.
func (v *View) Outlines(a Area) [][]XY {
	var kept, best [][]dot
	var most int64 = -1
	for i, polygon := range a.Polygons {
		if len(polygon) == 0 || len(polygon[0]) < 3 {
			continue
		}
		for _, turn := range v.turns(polygon[0]) {
			rings := v.rings(a, i, turn)
			if len(rings) == 0 {
				continue
			}
			size := area2(rings[0])
			if size > most {
				best, most = rings[:1], size
			}
			for j, ring := range rings {
				if area2(ring) < smallest {
					if j == 0 {
						break
					}
					continue
				}
				kept = append(kept, ring)
			}
		}
	}
	if len(kept) == 0 {
		kept = best
	}
	if len(kept) == 0 {
		kept = v.mark(a)
	}
	out := make([][]XY, len(kept))
	for i, ring := range kept {
		out[i] = make([]XY, len(ring))
		for j, d := range ring {
			out[i][j] = d.xy()
		}
	}
	return out
}

// rings returns the rings of polygon i of the area that reach into the frame.
// It is empty where the outer one does not.
func (v *View) rings(a Area, i, turn int) [][]dot {
	var rings [][]dot
	for j, ring := range a.Polygons[i] {
		var dots []dot
		if a.index > 0 {
			dots = v.join(v.m.shapes.Shapes[a.index-1].Polygons[i][j], turn)
		} else {
			if len(ring) < 3 {
				continue
			}
			for _, p := range ring {
				dots = append(dots, v.dot(p, turn))
			}
			dots = open(thin(append(dots, dots[0])))
		}
		if v.hidden(ring, dots) {
			dots = nil
		}
		dots = cut(dots, v.right, v.bottom)
		if len(dots) < 3 || area2(dots) == 0 {
			if j == 0 {
				return nil
			}
			continue
		}
		rings = append(rings, dots)
	}
	return rings
}

// join makes a ring of the lines that refs name.
func (v *View) join(refs []int32, turn int) []dot {
	var dots []dot
	for _, ref := range refs {
		if ref >= 0 {
			line := v.lines[turn+1][ref]
			dots = append(dots, line[:len(line)-1]...)
			continue
		}
		line := v.lines[turn+1][^ref]
		for i := len(line) - 1; i > 0; i-- {
			dots = append(dots, line[i])
		}
	}
	return dots
}

// hidden tells whether the ring lies wholly beyond what the azimuthal projection
// can tell apart.
func (v *View) hidden(ring Ring, dots []dot) bool {
	if !v.p.Azimuthal {
		return false
	}
	reach := float64(v.scale*2*math.Sin(antipode/2))*stepsPerPixel - 2
	for _, d := range dots {
		x, y := float64(d.x)-v.left*stepsPerPixel, float64(d.y)-v.top*stepsPerPixel
		if float64(x*x)+float64(y*y) < float64(reach*reach) {
			return false
		}
	}
	return true
}

// mark returns a tenth of a pixel at the anchor of an area too small to have an
// outline, nothing where the anchor is not in the frame.
func (v *View) mark(a Area) [][]dot {
	at, ok := v.place(a.Anchor)
	if len(a.Polygons) == 0 || !ok {
		return nil
	}
	const r = stepsPerPixel / 20
	x, y := min(max(at.x, r), v.right-r), min(max(at.y, r), v.bottom-r)
	return [][]dot{{{x, y - r}, {x + r, y}, {x, y + r}, {x - r, y}}}
}

// Place returns where the point lies in the frame, and false where it lies
// outside.
func (v *View) Place(p Point) (XY, bool) {
	d, ok := v.place(p)
	return d.xy(), ok
}

func (v *View) place(p Point) (dot, bool) {
	turn := 0
	if !v.p.Azimuthal {
		turn = v.turns(Ring{p})[0]
	} else if angle(p, v.p.Centre) > antipode*180/math.Pi {
		return dot{}, false
	}
	d := v.dot(p, turn)
	return d, d.x >= 0 && d.y >= 0 && d.x <= v.right && d.y <= v.bottom
}
