package charts

import (
	"math"
	"slices"

	"github.com/periplus-data/periplus/charts/borders"
)

// sheets holds the maps of one picture by their size, so that panels of one
// size, and a picture that is laid out again, share the outlines.
type sheets struct{ bySize map[[2]float64]*sheet }

// sheet is a map at a size: outlines in pixels from its top left corner.
type sheet struct {
	view            *borders.View
	width, height   float64
	areas, disputed []land
	at              map[string]int // of areas, by code
	lines           [][]point      // borders that the parties have not agreed on
	net             [][]point      // borders between two areas, once they are drawn
}

// land is one area on a sheet.
type land struct {
	code   string
	rings  [][]point
	box    rect    // around the rings
	size   float64 // in square pixels
	anchor point   // where a symbol or a label stands
	isSeen bool    // whether the anchor lies in the frame
}

// atlas is the map of a chart: its borders, and the places that it is to show.
type atlas struct {
	c     *chart
	m     *borders.Map
	codes []string // that the frame of the map follows
	shape *sheet   // of the height at which it looks best
}

// newAtlas returns the map for places with codes, to be drawn in a width; places
// without an area are no part of it.
func (c *chart) newAtlas(g *Ground, codes []string, width float64) *atlas {
	m, err := g.load()
	if err != nil {
		panic(err) // told when the rows were checked
	}
	a := &atlas{c: c, m: m}
	if !g.World {
		for _, code := range codes {
			if _, ok := m.Area(code); ok && !slices.Contains(a.codes, code) {
				a.codes = append(a.codes, code)
			}
		}
	}
	a.shape = a.sheet(min(width, maxSheet), 0)
	return a
}

// has reports whether a place can be seen on the map.
func (a *atlas) has(code string) bool {
	i, ok := a.shape.at[code]
	return ok && a.shape.areas[i].isSeen
}

// heights returns the height at which the map looks best, and the least that it
// needs.
func (a *atlas) heights() (wants, least float64) {
	return a.shape.height, math.Round(min(a.shape.height, float64(a.shape.width*0.3)))
}

// fit returns the map for an area of the picture, and where its top left corner
// lies. The world is never higher than its frame, which ends north of
// Antarctica.
func (a *atlas) fit(area rect) (*sheet, point) {
	w, h := min(area.w, maxSheet), min(math.Floor(area.h), maxSheet)
	if !a.shape.view.Projection().Azimuthal {
		h = min(h, a.shape.height)
	}
	return a.sheet(w, h), point{quantise(area.x + math.Floor((area.w-w)/2)), quantise(area.y + math.Floor((area.h-h)/2))}
}

// maxSheet is the largest side of a map in pixels; it stands in the middle of a
// picture that is larger.
const maxSheet = 32768

// sheet returns the map at a size, from the ones drawn before where there is
// one. Its size was checked with that of the picture.
func (a *atlas) sheet(width, height float64) *sheet {
	size := [2]float64{width, height}
	if s := a.c.sheets.bySize[size]; s != nil {
		return s
	}
	view, err := a.m.Fit(a.codes, max(width, 1), max(height, 0))
	if err != nil {
		panic(err) // codes without an area were left out, and the size is that of a picture
	}
	s := &sheet{view: view, at: map[string]int{}}
	s.width, s.height = view.Size()
	for i, area := range a.m.Areas {
		s.areas = append(s.areas, s.landOf(area))
		if area.Code != "" {
			s.at[area.Code] = i
		}
	}
	for _, area := range a.m.Disputed {
		s.disputed = append(s.disputed, s.landOf(area))
	}
	for _, line := range a.m.Lines {
		s.lines = append(s.lines, pointsOf(view.Path(line))...)
	}
	if a.c.sheets.bySize == nil {
		a.c.sheets.bySize = map[[2]float64]*sheet{}
	}
	a.c.sheets.bySize[size], a.c.sheets.bySize[[2]float64{s.width, s.height}] = s, s
	return s
}

func (s *sheet) landOf(area borders.Area) land {
	l := land{code: area.Code, rings: pointsOf(s.view.Outlines(area))}
	at, ok := s.view.Place(area.Anchor)
	l.anchor, l.isSeen = point{at.X, at.Y}, ok
	for _, ring := range l.rings {
		l.size += ringSize(ring)
	}
	l.box = boxOf(slices.Concat(l.rings...))
	return l
}

// ringSize is what a ring covers in square pixels.
func ringSize(ring []point) (size float64) {
	for i, p := range ring {
		q := ring[(i+1)%len(ring)]
		size += float64(p.x*q.y) - float64(q.x*p.y)
	}
	return math.Abs(size) / 2
}

func pointsOf(lines [][]borders.XY) [][]point {
	out := make([][]point, len(lines))
	for i, line := range lines {
		out[i] = make([]point, len(line))
		for j, p := range line {
			out[i][j] = point{p.X, p.Y}
		}
	}
	return out
}

// netOf returns the borders between areas, each once: the sides that two
// outlines share. Coasts and the edge of the frame are not among them.
func netOf(areas []land) (lines [][]point) {
	type side struct{ a, b point }
	sideOf := func(p, q point) side {
		if p.x > q.x || p.x == q.x && p.y > q.y {
			p, q = q, p
		}
		return side{p, q}
	}
	count := map[side]int8{}
	for _, l := range areas {
		for _, ring := range l.rings {
			for i, p := range ring {
				count[sideOf(p, ring[(i+1)%len(ring)])]++
			}
		}
	}
	isShared := func(p, q point) bool {
		at := sideOf(p, q)
		if count[at] < 2 {
			return false
		}
		count[at] = 0
		return true
	}
	for _, l := range areas {
		lines = append(lines, linesAlong(l.rings, isShared)...)
	}
	return lines
}

// linesAlong returns the parts of rings whose sides are drawn, each as one line.
// isDrawn is asked once for each side, in order.
func linesAlong(rings [][]point, isDrawn func(p, q point) bool) (lines [][]point) {
	for _, ring := range rings {
		var line []point
		for i, p := range ring {
			q := ring[(i+1)%len(ring)]
			if !isDrawn(p, q) {
				if len(line) > 0 {
					lines, line = append(lines, line), nil
				}
				continue
			}
			if len(line) == 0 {
				line = []point{p}
			}
			line = append(line, q)
		}
		if len(line) > 0 {
			lines = append(lines, line)
		}
	}
	return lines
}

// moved returns outlines elsewhere: as far from the top left corner of the
// picture as they were from that of the sheet.
func moved(lines [][]point, to point) [][]point {
	out := make([][]point, len(lines))
	for i, line := range lines {
		out[i] = make([]point, len(line))
		for j, p := range line {
			out[i][j] = point{quantise(p.x + to.x), quantise(p.y + to.y)}
		}
	}
	return out
}
