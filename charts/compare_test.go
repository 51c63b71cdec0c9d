package charts

import (
	"fmt"
	"image"
	"image/color"
	"math"
	"slices"
	"testing"
)

// tile is the side, in pixels, of the tiles over which two pictures are
// averaged before they are compared: the height of a line of small letters. What
// differs within it, the smoothing of edges and the pixels to which one
// renderer fits letters and another does not, averages out; what is drawn
// elsewhere, not at all or in another colour does not.
const tile = 16

// likeness says how much two renderings of a picture differ, of 255.
type likeness struct {
	mean  float64         // over all tiles, of the differences of their averages
	worst float64         // of one square
	at    image.Rectangle // where that is
	// blur is the worst square after every square is averaged with its eight
	// neighbours: letters that lie half a pixel beside those of the other
	// renderer cancel out here, a missing label does not.
	blur   float64
	blurAt image.Rectangle
	// lost is the greatest standard deviation of a square of one rendering which
	// the other leaves empty, of one colour: small grey letters weigh little in
	// an average, but where they are missing nothing is.
	lost   float64
	lostAt image.Rectangle
}

func (l likeness) String() string {
	return fmt.Sprintf("mean %.2f, worst square %.1f at %v, smoothed %.1f at %v, empty in one %.1f at %v",
		l.mean, l.worst, l.at, l.blur, l.blurAt, l.lost, l.lostAt)
}

// tiles holds the averages of red, green and blue of the tiles of a picture.
type tiles struct {
	w, h int
	sum  [][3]float64
	ink  []float64 // inkOf
	flat []bool
}

func tilesOf(m *image.RGBA, w, h int) tiles {
	s := tiles{w: w / tile, h: h / tile}
	s.sum = make([][3]float64, s.w*s.h)
	for y := range s.h * tile {
		line := m.Pix[m.PixOffset(m.Rect.Min.X, m.Rect.Min.Y+y):]
		for x := range s.w * tile {
			to := &s.sum[y/tile*s.w+x/tile]
			for c := range 3 {
				to[c] += float64(line[4*x+c]) / (tile * tile)
			}
		}
	}
	s.ink, s.flat = make([]float64, len(s.sum)), make([]bool, len(s.sum))
	for i := range s.ink {
		s.ink[i], s.flat[i] = inkOf(m, i%s.w*tile, i/s.w*tile)
	}
	return s
}

// inkOf returns the standard deviation of a square two pixels inside of it, which
// an edge that lies a pixel beside does not reach, and whether the whole square
// is of one colour.
func inkOf(m *image.RGBA, left, top int) (ink float64, isFlat bool) {
	const alike, border = 8, 2 // of 255, that smoothing leaves beside an edge; pixels
	low, high, sum, squared, n := 255.0, 0.0, 0.0, 0.0, 0.0
	for y := range tile {
		for x := range tile {
			v := float64(m.Pix[m.PixOffset(m.Rect.Min.X+left+x, m.Rect.Min.Y+top+y)+1])
			low, high = min(low, v), max(high, v)
			if min(x, y) >= border && max(x, y) < tile-border {
				sum, squared, n = sum+v, squared+v*v, n+1
			}
		}
	}
	return math.Sqrt(max(0, squared/n-sum/n*sum/n)), high-low <= alike
}

// compareLooks compares two renderings from their upper left corners. Programs
// round half a pixel up or down, so one may be a pixel larger.
func compareLooks(a, b *image.RGBA) (likeness, error) {
	if d := a.Rect.Size().Sub(b.Rect.Size()); max(d.X, -d.X, d.Y, -d.Y) > 1 {
		return likeness{}, fmt.Errorf("one has %v pixels, the other %v", a.Rect.Size(), b.Rect.Size())
	}
	w, h := min(a.Rect.Dx(), b.Rect.Dx()), min(a.Rect.Dy(), b.Rect.Dy())
	s, o := tilesOf(a, w, h), tilesOf(b, w, h)
	for i := range s.sum {
		for c := range 3 {
			s.sum[i][c] -= o.sum[i][c]
		}
	}
	var l likeness
	place := func(x, y, around int) image.Rectangle {
		return image.Rect((x-around)*tile, (y-around)*tile, (x+1+around)*tile, (y+1+around)*tile)
	}
	for y := range s.h {
		for x := range s.w {
			d := s.strongest(x, y, 0)
			l.mean += d / float64(len(s.sum))
			if d > l.worst {
				l.worst, l.at = d, place(x, y, 0)
			}
			if i := y*s.w + x; o.flat[i] && s.ink[i] > l.lost || s.flat[i] && o.ink[i] > l.lost {
				l.lost, l.lostAt = max(s.ink[i], o.ink[i]), place(x, y, 0)
			}
			if d := s.strongest(x, y, 1); d > l.blur {
				l.blur, l.blurAt = d, place(x, y, 1)
			}
		}
	}
	return l, nil
}

// strongest is the greatest of the three channels in a square, averaged with
// those around it inside the picture.
func (s tiles) strongest(x, y, around int) (most float64) {
	for c := range 3 {
		sum, n := 0.0, 0
		for j := max(0, y-around); j <= min(s.h-1, y+around); j++ {
			for i := max(0, x-around); i <= min(s.w-1, x+around); i++ {
				sum += s.sum[j*s.w+i][c]
				n++
			}
		}
		most = max(most, math.Abs(sum)/float64(n))
	}
	return most
}

// tolerance is how much two renderings of the same picture may differ.
//
// An edge that one renderer smooths and another fits to whole pixels moves by
// half a pixel at most: half of one line of the 16 of a square, 8 of 255 where
// black meets white. Letters have several edges in a square, and fitted ones
// stand up to a pixel beside the others, so that a square at the start of a
// heavy word may hold a stem of two pixels more: 2/16, or 32 of 255. Lines
// of hatching, a pixel wide and three apart, are drawn by one renderer over a
// third of the area and by another over half of it, which is 16 of 255 at the
// contrast of a series with its pale form, over as many squares as it fills;
// the smoothed limit is above that and the mean follows from a picture of which
// a tenth is hatched. A square that is empty in one rendering and has more than
// the ends of letters in the other is a text or a mark that is missing: an edge
// beside does not reach into it.
//
// What the renderers give at most (mean, worst, smoothed, empty in one): Chromium
// 2.3, 24.8, 16.0, 2.4; librsvg 0.5, 7.9, 3.1, 2.4; Poppler, which widens lines
// to whole pixels, 2.3, 21.2, 15.0, 4.6. A text that is missing, a bar that is
// moved by three pixels or has another colour of the palette is above a limit:
// TestCompareLooks_Planted.
type tolerance struct{ worst, blur, mean, lost float64 }

var tolerated = tolerance{worst: 32, blur: 20, mean: 3, lost: 12}

// holds reports whether a likeness is within the tolerance.
func (t tolerance) holds(l likeness) bool {
	return l.worst <= t.worst && l.blur <= t.blur && l.mean <= t.mean && l.lost <= t.lost
}

// pixels renders the picture as its PNG does, with a pixel for each of its own.
func (p *Picture) pixels() *image.RGBA { return p.raster(p.Width, p.Height, 1) }

// TestCompareLooks_Planted changes one thing in a picture, as a renderer that
// fails would: every text in turn is left out, every bar moved and painted in
// every other colour of the palette. Each is found, and nothing where nothing
// changed.
func TestCompareLooks_Planted(t *testing.T) {
	draw := func() *Picture { return mustDraw(t, "bar", tradeFrame(), Options{Title: "Trade", Source: "Article"}) }
	original := draw()
	want := original.pixels()
	texts, bars := 0, 0
	for i, m := range original.plan.marks {
		for j, s := range m.shapes {
			planted := func(what string, change func(s *shape)) {
				p := draw()
				change(&p.plan.marks[i].shapes[j])
				l, err := compareLooks(p.pixels(), want)
				if err != nil {
					t.Fatal(err)
				}
				if tolerated.holds(l) {
					t.Errorf("%s is not found: %v", what, l)
				}
			}
			switch {
			case s.text != "":
				texts++
				planted(fmt.Sprintf("missing %q", s.text), func(s *shape) { *s = shape{color: s.color, opacity: 1} })
			case m.figure != "" && len(s.outlines) == 1 && isRect(s.outlines[0]) && slices.ContainsFunc(Web.Series, func(p Paint) bool { return p.Fill == s.color }):
				bars++
				planted(fmt.Sprintf("bar %d moved", bars), func(s *shape) {
					s.outlines = slices.Clone(s.outlines)
					s.outlines[0] = slices.Clone(s.outlines[0])
					for k := range s.outlines[0] {
						s.outlines[0][k].x += 3
						s.outlines[0][k].y += 3
					}
				})
				for _, other := range Web.Series {
					if other.Fill != s.color {
						planted(fmt.Sprintf("bar %d in %s", bars, other.Fill), func(s *shape) { s.color = other.Fill })
					}
				}
			}
		}
	}
	if texts < 8 || bars < 2 {
		t.Errorf("only %d texts and %d bars were changed", texts, bars)
	}
	if l, err := compareLooks(draw().pixels(), want); err != nil || l.mean != 0 || l.worst != 0 || l.blur != 0 {
		t.Errorf("a picture differs from itself: %v, %v", l, err)
	}
	// A square that is a tenth darker, by hand: 25 of 255 in one of four squares.
	a, b := image.NewRGBA(image.Rect(0, 0, 2*tile, 2*tile)), image.NewRGBA(image.Rect(0, 0, 2*tile, 2*tile))
	for y := range tile {
		for x := range tile {
			b.Set(x+tile, y, color.RGBA{0, 25, 0, 0xff})
		}
	}
	if l, err := compareLooks(a, b); err != nil || l.worst != 25 || l.mean != 6.25 || l.blur != 6.25 || l.at != image.Rect(tile, 0, 2*tile, tile) {
		t.Errorf("by hand: %v, %v", l, err)
	}
	if _, err := compareLooks(a, image.NewRGBA(image.Rect(0, 0, 2*tile, 2*tile+2))); err == nil {
		t.Error("a picture of another size is accepted")
	}
}
