package charts

import "math"

// plan is a picture as a list of marks in painting order, the one description
// from which the SVG and the PNG are both written, so that they cannot differ.
// Coordinates are pixels from the top left corner, y downwards, and multiples
// of 0.01.
type plan struct {
	width, height float64
	marks         []mark
}

// mark is what a reader points at: the shapes of one row with the words that
// appear over them. Furniture, such as the title and the grid, has no words.
type mark struct {
	figure string // id of the figure behind the mark, or ""
	title  string // hover text, or ""
	shapes []shape
}

type point struct{ x, y float64 }

// shape is a line of text, or one or more outlines that are filled or stroked.
type shape struct {
	outlines [][]point
	stroke   float64 // width of the line; 0 fills the outlines
	color    ink

	text   string
	size   float64
	isBold bool
	length float64 // width of the text in Liberation Sans
	at     point   // left end of the baseline
}

// rect is a rectangle with its top left corner.
type rect struct{ x, y, w, h float64 }

func (r rect) right() float64  { return r.x + r.w }
func (r rect) bottom() float64 { return r.y + r.h }

// quantise rounds a coordinate to two decimals, so that the last bits in which
// processors differ never reach a picture. Minus zero becomes zero.
func quantise(x float64) float64 { return math.Round(float64(x*100))/100 + 0 }

// whole rounds a coordinate to whole pixels, so that grid lines are crisp.
func whole(x float64) float64 { return math.Round(quantise(x)) + 0 }

// begin starts a mark; the shapes that follow belong to it.
func (p *plan) begin(figure, title string) {
	p.marks = append(p.marks, mark{figure: figure, title: title})
}

func (p *plan) add(s shape) {
	if len(p.marks) == 0 {
		p.begin("", "")
	}
	last := &p.marks[len(p.marks)-1]
	last.shapes = append(last.shapes, s)
}

func (p *plan) outlines(color ink, stroke float64, outlines ...[]point) {
	if len(outlines) == 0 {
		return
	}
	for _, o := range outlines {
		for i := range o {
			o[i] = point{quantise(o[i].x), quantise(o[i].y)}
		}
	}
	p.add(shape{outlines: outlines, stroke: quantise(stroke), color: color})
}

// fill fills polygons.
func (p *plan) fill(color ink, polygons ...[]point) { p.outlines(color, 0, polygons...) }

// line strokes open lines.
func (p *plan) line(color ink, width float64, lines ...[]point) { p.outlines(color, width, lines...) }

// rects fills rectangles as one shape. Those without an area are left out.
func (p *plan) rects(color ink, rects ...rect) {
	var polygons [][]point
	for _, r := range rects {
		if quantise(r.w) > 0 && quantise(r.h) > 0 {
			polygons = append(polygons, []point{{r.x, r.y}, {r.right(), r.y}, {r.right(), r.bottom()}, {r.x, r.bottom()}})
		}
	}
	p.fill(color, polygons...)
}

// text writes one line with the left end of its baseline at x, y.
func (p *plan) text(text string, x, y, size float64, isBold bool, color ink) {
	if text == "" {
		return
	}
	p.add(shape{
		text: text, size: size, isBold: isBold, color: color,
		length: quantise(faceFor(isBold).width(text, size)), at: point{quantise(x), quantise(y)},
	})
}

// block writes lines below y, aligned at x: 0 to the right of it, 1 to its
// left, 0.5 around it. It returns the y below the last line.
func (p *plan) block(b block, x, y, align float64) float64 {
	for _, line := range b.lines {
		// The first baseline leaves room for ascenders; what leading adds goes
		// above and below in equal parts.
		base := y + float64(b.size*(ascent+(leading-ascent-descent)/2))
		w := faceFor(b.isBold).width(line, b.size)
		p.text(line, x-float64(w*align), base, b.size, b.isBold, b.color)
		y += float64(b.size * leading)
	}
	return y
}

// hatch fills r with a light tint and slanted lines over it. The lines lie on
// one raster for the whole picture, so that neighbouring areas join. They are
// plain lines cut to the rectangle here, since the raster canvas can neither
// clip nor repeat a pattern.
func (p *plan) hatch(r rect, color ink, step, width float64) {
	if quantise(r.w) <= 0 || quantise(r.h) <= 0 {
		return
	}
	p.rects(color.tint(0.16), r)
	var lines [][]point
	// A line has x + y = c; the ends are where it meets the rectangle, drawn in
	// by half a line so that its corners stay inside.
	in := width / 2
	x0, x1, y0, y1 := r.x+in, r.right()-in, r.y+in, r.bottom()-in
	if x1 <= x0 || y1 <= y0 {
		return
	}
	for i := math.Ceil((x0 + y0) / step); float64(i*step) <= x1+y1; i++ {
		c := float64(i * step)
		a := point{max(x0, c-y1), min(y1, c-x0)}
		b := point{min(x1, c-y0), max(y0, c-x1)}
		if b.x-a.x > 0.05 {
			lines = append(lines, []point{a, b})
		}
	}
	p.line(color, width, lines...)
}

// disc fills a circle as a polygon of 24 corners. The cosines are constants,
// since math.Cos differs between processors.
func (p *plan) disc(x, y, radius float64, color ink) {
	const n = 24
	cos := [n / 4]float64{1, 0.965925826, 0.866025404, 0.707106781, 0.5, 0.258819045}
	corners := make([]point, 0, n)
	dx, dy := 0.0, 0.0
	for quarter := range 4 {
		for i := range n / 4 {
			c, s := cos[i], 0.0
			if i > 0 {
				s = cos[n/4-i]
			}
			switch quarter {
			case 0:
				dx, dy = c, s
			case 1:
				dx, dy = -s, c
			case 2:
				dx, dy = -c, -s
			case 3:
				dx, dy = s, -c
			}
			corners = append(corners, point{x + float64(dx*radius), y + float64(dy*radius)})
		}
	}
	p.fill(color, corners)
}
