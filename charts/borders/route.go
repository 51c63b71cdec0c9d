package borders

import "math"

// GreatCircle returns the shortest way between two places as lines in pixels:
// more than one where the edge of the map cuts it, none where it lies outside
// the frame, or where one of them is no place on the earth. Where the places lie opposite each other every way is as short;
// it then goes over the North Pole, or from one pole to the other along the
// first place's longitude.
func (v *View) GreatCircle(a, b Point) [][]XY {
	for _, p := range []Point{a, b} {
		if !(math.Abs(p.Lon) <= 720 && math.Abs(p.Lat) <= 90) {
			return nil
		}
	}
	return v.lineOf(greatCircle(a, b))
}

// Path returns the line in pixels, cut at the edge of the map and to the frame.
func (v *View) Path(l Line) [][]XY { return v.lineOf(l.Points) }

// greatCircle returns points at most a degree apart.
func greatCircle(a, b Point) []Point {
	whole := angle(a, b)
	if whole > 179.999 {
		pole := Point{a.Lon, 90}
		if math.Abs(a.Lat) > 89.999 {
			pole = Point{a.Lon, 0}
		}
		first := greatCircle(a, pole)
		return append(first[:len(first)-1], greatCircle(Point{b.Lon, pole.Lat}, b)...)
	}
	n := int(math.Max(1, math.Ceil(whole)))
	from, to := vector(a), vector(b)
	points := []Point{a}
	total := radians(whole)
	for i := 1; i < n && total > 0; i++ {
		t := float64(i) / float64(n)
		f, g := math.Sin((1-t)*total)/math.Sin(total), math.Sin(t*total)/math.Sin(total)
		var at [3]float64
		for k := range at {
			at[k] = float64(f*from[k]) + float64(g*to[k])
		}
		// The last bits differ between processors, and which side of the edge of
		// the map a place lies on may depend on them.
		points = append(points, Point{
			Lon: math.Round(1e9*math.Atan2(at[1], at[0])*180/math.Pi) / 1e9,
			Lat: math.Round(1e9*math.Atan2(at[2], math.Hypot(at[0], at[1]))*180/math.Pi) / 1e9,
		})
	}
	return append(points, b)
}

// vector returns the direction of the place from the centre of the earth.
func vector(p Point) [3]float64 {
	sin, cos := math.Sincos(radians(p.Lat))
	s, c := math.Sincos(radians(p.Lon))
	return [3]float64{cos * c, cos * s, sin}
}

// lineOf projects the points, starting a new line wherever the edge of the map
// or of the frame comes between two.
func (v *View) lineOf(points []Point) [][]XY {
	var lines [][]dot
	var line []dot
	add := func(p, q dot) {
		p, q, ok := v.inFrame(p, q)
		if !ok {
			return
		}
		if n := len(line); n == 0 || line[n-1] != p {
			if n > 1 {
				lines = append(lines, line)
			}
			line = []dot{p}
		}
		if q != p {
			line = append(line, q)
		}
	}
	for i := 1; i < len(points); i++ {
		for _, piece := range v.pieces(points[i-1], points[i]) {
			add(piece[0], piece[1])
		}
	}
	if len(line) > 1 {
		lines = append(lines, line)
	}
	out := make([][]XY, len(lines))
	for i, line := range lines {
		for _, d := range thin(line) {
			out[i] = append(out[i], d.xy())
		}
	}
	return out
}

// pieces returns the way from p to q, places close together, as one straight
// piece, two where the edge of the world map lies between them, none where it
// lies beyond what the azimuthal projection can tell apart.
func (v *View) pieces(p, q Point) [][2]dot {
	if v.p.Azimuthal {
		if reach := antipode * 180 / math.Pi; angle(p, v.p.Centre) > reach || angle(q, v.p.Centre) > reach {
			return nil
		}
		return [][2]dot{{v.dot(p, 0), v.dot(q, 0)}}
	}
	west := v.p.Centre.Lon - 180
	wrap := func(lon float64) float64 { return lon - 360*math.Floor((lon-west)/360) - west }
	a, b := wrap(p.Lon), wrap(q.Lon)
	at := func(x, lat float64) dot { return v.dot(Point{x + west, lat}, 0) }
	if math.Abs(a-b) <= 180 {
		return [][2]dot{{at(a, p.Lat), at(b, q.Lat)}}
	}
	edge, other := 360.0, 0.0
	if a < b {
		edge, other = 0, 360
		b -= 360
	} else {
		b += 360
	}
	lat := p.Lat
	if a != b {
		lat += float64((q.Lat - p.Lat) * (edge - a) / (b - a))
	}
	return [][2]dot{{at(a, p.Lat), at(edge, lat)}, {at(other, lat), at(b-edge+other, q.Lat)}}
}

// inFrame returns the part of the segment that lies in the frame (Liang and
// Barsky 1984), and whether there is any.
func (v *View) inFrame(p, q dot) (dot, dot, bool) {
	sides := []func(dot) int64{
		func(d dot) int64 { return int64(d.x) },
		func(d dot) int64 { return int64(d.y) },
		func(d dot) int64 { return int64(v.right) - int64(d.x) },
		func(d dot) int64 { return int64(v.bottom) - int64(d.y) },
	}
	for _, in := range sides {
		a, b := in(p), in(q)
		switch {
		case a < 0 && b < 0:
			return p, q, false
		case a < 0:
			p = crossing(p, q, a, b)
		case b < 0:
			q = crossing(p, q, a, b)
		}
	}
	return p, q, true
}
