package borders

import "math"

// Projection turns places on the earth into places on a plane. Both kinds keep
// areas in proportion, as a map that is coloured by value has to. The zero value
// is Equal Earth centred on Greenwich.
type Projection struct {
	Azimuthal bool  // Lambert's azimuthal equal-area projection; else Equal Earth
	Centre    Point // what lies in the middle; Equal Earth takes its longitude alone
}

// Name returns the name of the projection in English.
func (p Projection) Name() string {
	if p.Azimuthal {
		return "Lambert azimuthal equal-area"
	}
	return "Equal Earth"
}

// The coefficients of Equal Earth: Šavrič, Patterson and Jenny, "The Equal Earth
// map projection", International Journal of Geographical Information Science
// 33(3), 2019, equations 1 to 4.
const (
	equalEarth1 = 1.340264
	equalEarth2 = -0.081106
	equalEarth3 = 0.000893
	equalEarth4 = 0.003796
)

// antipode is the greatest angle from the centre, in radians, that the azimuthal
// projection tells apart: what lies beyond is drawn at this distance, since the
// point opposite the centre would have to be everywhere at once. The frame never
// reaches so far.
const antipode = 2.2

// Plane returns where the point lies on the plane, for an earth of radius 1: x
// to the right, y up. Longitudes count from the centre without being wrapped, so
// that in Equal Earth a point more than 180° away lies beyond the edge.
//
// The last bits differ between processors: round before comparing or printing.
func (p Projection) Plane(q Point) (x, y float64) {
	if p.Azimuthal {
		return p.lambert(q)
	}
	lambda, phi := radians(q.Lon-p.Centre.Lon), radians(q.Lat)
	theta := math.Asin(math.Sqrt(3) / 2 * math.Sin(phi))
	t2 := float64(theta * theta)
	t6 := float64(t2 * t2 * t2)
	slope := equalEarth1 + float64(3*equalEarth2*t2) + float64(t6*(7*equalEarth3+float64(9*equalEarth4*t2)))
	x = float64(lambda*math.Cos(theta)) / float64(math.Sqrt(3)/2*slope)
	y = theta * (equalEarth1 + float64(equalEarth2*t2) + float64(t6*(equalEarth3+float64(equalEarth4*t2))))
	return x, y
}

// lambert follows Snyder, Map Projections: A Working Manual (1987), equations
// 24-2, 22-4 and 22-5.
func (p Projection) lambert(q Point) (x, y float64) {
	lambda, phi, middle := radians(q.Lon-p.Centre.Lon), radians(q.Lat), radians(p.Centre.Lat)
	sin, cos := math.Sincos(phi)
	sin1, cos1 := math.Sincos(middle)
	x = float64(cos * math.Sin(lambda))
	y = float64(cos1*sin) - float64(float64(sin1*cos)*math.Cos(lambda))
	c := float64(sin1*sin) + float64(float64(cos1*cos)*math.Cos(lambda))
	if c > math.Cos(antipode) {
		k := math.Sqrt(2 / (1 + c))
		return k * x, k * y
	}
	away := math.Hypot(x, y)
	if away == 0 {
		return 0, 2 * math.Sin(antipode/2)
	}
	k := 2 * math.Sin(antipode/2) / away
	return k * x, k * y
}

func radians(degrees float64) float64 { return degrees * math.Pi / 180 }

// angle returns the angle between two places as seen from the centre of the
// earth, in degrees, rounded to a millionth.
func angle(a, b Point) float64 {
	sin1, cos1 := math.Sincos(radians(a.Lat))
	sin2, cos2 := math.Sincos(radians(b.Lat))
	c := float64(sin1*sin2) + float64(float64(cos1*cos2)*math.Cos(radians(b.Lon-a.Lon)))
	return math.Round(1e6*math.Acos(math.Max(-1, math.Min(1, c)))*180/math.Pi) / 1e6
}
