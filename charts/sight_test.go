package charts

import (
	"math"
	"testing"
)

// sights are what colours look like without one kind of cones: the matrices of
// Machado, Oliveira and Fernandes (2009), A Physiologically-based Model for
// Simulation of Color Vision Deficiency, severity 1.0, on linear RGB.
var sights = map[string][3][3]float64{
	"normal":       {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
	"protanopia":   {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
	"deuteranopia": {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
	"tritanopia":   {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}},
}

type lab struct{ l, a, b float64 }

// seen is a colour in CIELAB (D65) as a sight has it.
func seen(c Color, sight [3][3]float64) lab {
	var linear, s [3]float64
	for i := range 3 {
		v := float64(c>>(16-8*i)&0xff) / 255
		if v <= 0.04045 {
			linear[i] = v / 12.92
		} else {
			linear[i] = math.Pow((v+0.055)/1.055, 2.4)
		}
	}
	for i := range 3 {
		for j := range 3 {
			s[i] += sight[i][j] * linear[j]
		}
		s[i] = min(max(s[i], 0), 1)
	}
	// sRGB to XYZ, IEC 61966-2-1, over the white of D65.
	f := func(x, y, z, white float64) float64 {
		t := (x*s[0] + y*s[1] + z*s[2]) / white
		if t > 216.0/24389 {
			return math.Cbrt(t)
		}
		return (24389.0/27*t + 16) / 116
	}
	x, y, z := f(0.4124564, 0.3575761, 0.1804375, 0.95047), f(0.2126729, 0.7151522, 0.0721750, 1), f(0.0193339, 0.1191920, 0.9503041, 1.08883)
	return lab{116*y - 16, 500 * (x - y), 200 * (y - z)}
}

// difference is CIEDE2000 (ISO/CIE 11664-6).
func difference(p, q lab) float64 {
	degrees := func(x float64) float64 { return x * 180 / math.Pi }
	cos, sin := func(d float64) float64 { return math.Cos(d * math.Pi / 180) }, func(d float64) float64 { return math.Sin(d * math.Pi / 180) }
	c7 := math.Pow((math.Hypot(p.a, p.b)+math.Hypot(q.a, q.b))/2, 7)
	g := 0.5 * (1 - math.Sqrt(c7/(c7+math.Pow(25, 7))))
	hue := func(a, b float64) float64 {
		if a == 0 && b == 0 {
			return 0
		}
		return math.Mod(degrees(math.Atan2(b, a))+360, 360)
	}
	a1, a2 := (1+g)*p.a, (1+g)*q.a
	c1, c2 := math.Hypot(a1, p.b), math.Hypot(a2, q.b)
	h1, h2 := hue(a1, p.b), hue(a2, q.b)
	turn := h2 - h1
	if c1*c2 == 0 {
		turn = 0
	} else if turn > 180 {
		turn -= 360
	} else if turn < -180 {
		turn += 360
	}
	h := (h1 + h2) / 2
	switch {
	case c1*c2 == 0:
		h = h1 + h2
	case math.Abs(h1-h2) > 180 && h1+h2 < 360:
		h += 180
	case math.Abs(h1-h2) > 180:
		h -= 180
	}
	l, c := (p.l+q.l)/2, (c1+c2)/2
	t := 1 - 0.17*cos(h-30) + 0.24*cos(2*h) + 0.32*cos(3*h+6) - 0.20*cos(4*h-63)
	m7 := math.Pow(c, 7)
	rotation := -2 * math.Sqrt(m7/(m7+math.Pow(25, 7))) * sin(60*math.Exp(-math.Pow((h-275)/25, 2)))
	dl := (q.l - p.l) / (1 + 0.015*math.Pow(l-50, 2)/math.Sqrt(20+math.Pow(l-50, 2)))
	dc := (c2 - c1) / (1 + 0.045*c)
	dh := 2 * math.Sqrt(c1*c2) * sin(turn/2) / (1 + 0.015*c*t)
	return math.Sqrt(dl*dl + dc*dc + dh*dh + rotation*dc*dh)
}

// Pairs 1, 7, 13, 17, 20 and 25 of the test data of Sharma, Wu and Dalal
// (2005), The CIEDE2000 Color-Difference Formula, table 1.
func TestDifference(t *testing.T) {
	for _, c := range []struct {
		p, q lab
		want float64
	}{
		{lab{50, 2.6772, -79.7751}, lab{50, 0, -82.7485}, 2.0425},
		{lab{50, 0, 0}, lab{50, -1, 2}, 2.3669},
		{lab{50, -0.001, 2.49}, lab{50, 0.0009, -2.49}, 4.8045},
		{lab{50, 2.5, 0}, lab{73, 25, -18}, 27.1492},
		{lab{50, 2.5, 0}, lab{58, 24, 15}, 19.4535},
		{lab{60.2574, -34.0099, 36.2677}, lab{60.4626, -34.1751, 39.4387}, 1.2644},
	} {
		if got := difference(c.p, c.q); math.Abs(got-c.want) > 0.00006 {
			t.Errorf("%v and %v differ by %.4f, want %.4f", c.p, c.q, got, c.want)
		}
	}
}

// leastDifference is what two series keep apart in every sight. A difference of
// 2.3 is just noticed side by side (Mahy, Van Eycken and Oosterlinck 1994); the
// small and distant areas of a chart ask for several times that.
const leastDifference = 12

func TestThemes_SeriesApart(t *testing.T) {
	for _, theme := range []*Theme{Web, Dark} {
		for name, sight := range sights {
			for i, p := range theme.Series {
				for _, q := range theme.Series[:i] {
					if d := difference(seen(p.Fill, sight), seen(q.Fill, sight)); d < leastDifference {
						t.Errorf("%s, %s: %s and %s differ by %.1f, want %d", theme.Name, name, q.Fill, p.Fill, d, leastDifference)
					}
				}
			}
			if d := difference(seen(theme.Negative.Fill, sight), seen(theme.Positive.Fill, sight)); d < leastDifference {
				t.Errorf("%s, %s: the two signs differ by %.1f", theme.Name, name, d)
			}
			for i := 1; i < len(theme.Sequential); i++ {
				p, q := seen(theme.Sequential[i-1], sight), seen(theme.Sequential[i], sight)
				if d := difference(p, q); d < leastDifference/2 {
					t.Errorf("%s, %s: %s and %s of the sequence differ by %.1f", theme.Name, name, theme.Sequential[i-1], theme.Sequential[i], d)
				}
				if first := seen(theme.Sequential[1], sight).l > seen(theme.Sequential[0], sight).l; (q.l > p.l) != first {
					t.Errorf("%s, %s: the sequence turns at %s", theme.Name, name, theme.Sequential[i])
				}
			}
		}
	}
}

// In print no two series have both the same texture and greys that are near:
// 10 steps of lightness.
func TestPrint_SeriesApart(t *testing.T) {
	for i, p := range Print.Series {
		for _, q := range Print.Series[:i] {
			if d := math.Abs(seen(p.Fill, sights["normal"]).l - seen(q.Fill, sights["normal"]).l); p.Texture == q.Texture && d < 10 {
				t.Errorf("%s and %s are %.1f apart, with one texture", q.Fill, p.Fill, d)
			}
		}
	}
}

// Words on any fill of any theme can be read.
func TestThemes_WordsOnFills(t *testing.T) {
	for _, theme := range Themes {
		l := newLook(theme, defaultFonts(), 1200)
		fills := append([]Color{theme.Negative.Fill, theme.Positive.Fill, theme.Paper, theme.Empty}, theme.Sequential...)
		for _, p := range theme.Series {
			fills = append(fills, p.Fill)
		}
		for _, f := range fills {
			if c := contrast(l.on(f), f); c < leastContrast {
				t.Errorf("%s: words on %s have a contrast of %.2f", theme.Name, f, c)
			}
		}
	}
}
