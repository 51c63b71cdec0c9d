package charts

import "math"

// plan is a picture as a list of marks in painting order, the one description
// from which SVG, PNG and PDF are all written, so that they cannot differ.
// Coordinates are pixels from the top left corner, y downwards, and multiples
// of 0.01.
type plan struct {
	width, height float64
	paper         Color
	fonts         *fonts
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

// circle is a disc or a ring.
type circle struct {
	point
	radius float64
}

// shape is a line of text, or outlines or circles that are filled or stroked.
type shape struct {
	outlines [][]point
	// isCurved says that the points of an outline behind the first come in
	// threes: the two handles of a cubic Bézier curve and its end.
	isCurved bool
	circles  []circle
	stroke   float64 // width of the line; 0 fills
	color    Color
	opacity  float64 // 0 to 1; 1 hides what is below

	text    string
	size    float64
	isBold  bool
	upright bool    // the text runs upwards, turned by a quarter
	length  float64 // width of the text in the font of the picture
	at      point   // start of the baseline
}

// rect is a rectangle with its top left corner.
type rect struct{ x, y, w, h float64 }

func (r rect) right() float64  { return r.x + r.w }
func (r rect) bottom() float64 { return r.y + r.h }
func (r rect) middle() point   { return point{r.x + r.w/2, r.y + r.h/2} }

// meets reports whether two rectangles share an area.
func (r rect) meets(o rect) bool {
	return r.x < o.right() && o.x < r.right() && r.y < o.bottom() && o.y < r.bottom()
}

// inset returns the rectangle smaller by d on every side.
func (r rect) inset(d float64) rect {
	return rect{r.x + d, r.y + d, max(0, r.w-float64(2*d)), max(0, r.h-float64(2*d))}
}

func (r rect) corners() []point {
	return []point{{r.x, r.y}, {r.right(), r.y}, {r.right(), r.bottom()}, {r.x, r.bottom()}}
}

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
	if s.opacity == 0 {
		s.opacity = 1
	}
	for _, o := range s.outlines {
		for i := range o {
			o[i] = point{quantise(o[i].x), quantise(o[i].y)}
		}
	}
	for i, c := range s.circles {
		s.circles[i] = circle{point{quantise(c.x), quantise(c.y)}, quantise(c.radius)}
	}
	s.stroke = quantise(s.stroke)
	last := &p.marks[len(p.marks)-1]
	last.shapes = append(last.shapes, s)
}

// fill fills polygons; where they overlap or lie in one another, they count as
// one shape by the rule of non-zero winding. Those without a width or a height
// are left out.
func (p *plan) fill(color Color, polygons ...[]point) {
	var kept [][]point
	for _, o := range polygons {
		low, high := point{math.Inf(1), math.Inf(1)}, point{math.Inf(-1), math.Inf(-1)}
		for _, at := range o {
			low, high = point{min(low.x, at.x), min(low.y, at.y)}, point{max(high.x, at.x), max(high.y, at.y)}
		}
		if quantise(low.x) < quantise(high.x) && quantise(low.y) < quantise(high.y) {
			kept = append(kept, o)
		}
	}
	if len(kept) > 0 {
		p.add(shape{outlines: kept, color: color})
	}
}

// line strokes open lines.
func (p *plan) line(color Color, width float64, lines ...[]point) {
	if len(lines) > 0 {
		p.add(shape{outlines: lines, stroke: width, color: color})
	}
}

// curve strokes, or with a width of 0 fills, outlines of cubic Bézier curves:
// a start, then two handles and an end for each curve. opacity is over 0, up
// to 1.
func (p *plan) curve(color Color, opacity, width float64, outlines ...[]point) {
	if len(outlines) > 0 {
		p.add(shape{outlines: outlines, isCurved: true, stroke: width, color: color, opacity: opacity})
	}
}

// rects fills rectangles as one shape. Those without an area are left out.
func (p *plan) rects(color Color, rects ...rect) {
	var polygons [][]point
	for _, r := range rects {
		if quantise(r.w) > 0 && quantise(r.h) > 0 {
			polygons = append(polygons, r.corners())
		}
	}
	p.fill(color, polygons...)
}

// frame strokes the inside of a rectangle's edge.
func (p *plan) frame(color Color, width float64, r rect) {
	in := r.inset(width / 2)
	if in.w <= 0 || in.h <= 0 {
		p.rects(color, r)
		return
	}
	c := in.corners()
	p.line(color, width, append(c, c[0], c[1]))
}

// disc fills a circle.
func (p *plan) disc(x, y, radius float64, color Color) {
	p.add(shape{circles: []circle{{point{x, y}, radius}}, color: color})
}

// ring strokes a circle; width is that of the line, half of it outside.
func (p *plan) ring(x, y, radius, width float64, color Color) {
	p.add(shape{circles: []circle{{point{x, y}, radius}}, stroke: width, color: color})
}

// text writes one line with the left end of its baseline at x, y.
func (p *plan) text(text string, x, y, size float64, isBold bool, color Color) {
	p.write(text, point{x, y}, size, isBold, false, color)
}

// upright writes one line that runs upwards: x is its baseline, which lies to
// the right of the letters, y its lower end.
func (p *plan) upright(text string, x, y, size float64, isBold bool, color Color) {
	p.write(text, point{x, y}, size, isBold, true, color)
}

func (p *plan) write(text string, at point, size float64, isBold, upright bool, color Color) {
	if text == "" {
		return
	}
	p.add(shape{
		text: text, size: size, isBold: isBold, upright: upright, color: color,
		length: quantise(p.fonts.face(isBold).width(text, size)), at: point{quantise(at.x), quantise(at.y)},
	})
}

// block writes lines below y, aligned at x: 0 to the right of it, 1 to its
// left, 0.5 around it. It returns the y below the last line.
func (p *plan) block(b block, x, y, align float64) float64 {
	f := b.face
	for _, line := range b.lines {
		// The first baseline leaves room for ascenders; what leading adds goes
		// above and below in equal parts.
		base := y + float64(b.size*(f.ascent+(leading-f.ascent-f.descent)/2))
		w := f.width(line, b.size)
		p.text(line, x-float64(w*align), base, b.size, b.isBold, b.color)
		y += float64(b.size * leading)
	}
	return y
}
