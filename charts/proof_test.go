package charts

import (
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"
)

// svgText is one text of an SVG as a renderer finds it.
type svgText struct {
	text string
	size float64
	box  rect
}

// svgMark is the box of a path, rectangle or circle, its line included.
type svgMark struct {
	element string
	box     rect
}

// svgFile is what the tests read of an SVG: nothing but its bytes.
type svgFile struct {
	width, height float64
	texts         []svgText
	marks         []svgMark
	ids, labelled []string
	figures       []string
	title, desc   string
	hovers        []string

	open  []string // elements around the reader
	fonts *fonts   // whose ascent and descent the boxes have
	err   error
}

// parseSVG reads an SVG with the standard XML decoder, which refuses what is
// not well formed.
func parseSVG(svg []byte) (svgFile, error) {
	f := svgFile{fonts: defaultFonts()}
	d := xml.NewDecoder(strings.NewReader(string(svg)))
	for {
		token, err := d.Token()
		if err == io.EOF {
			return f, f.err
		}
		if err != nil {
			return f, err
		}
		switch n := token.(type) {
		case xml.StartElement:
			f.open = append(f.open, n.Name.Local)
			f.start(n)
		case xml.EndElement:
			f.open = f.open[:len(f.open)-1]
		case xml.CharData:
			f.words(string(n))
		}
	}
}

type attributes map[string]string

func (f *svgFile) number(a attributes, name string) float64 {
	x, err := strconv.ParseFloat(strings.TrimSuffix(a[name], "mm"), 64)
	if err != nil {
		f.err = fmt.Errorf("%s: %w", name, err)
	}
	return x
}

func (f *svgFile) start(n xml.StartElement) {
	a := attributes{}
	for _, attr := range n.Attr {
		a[attr.Name.Local] = attr.Value
	}
	if id := a["id"]; id != "" {
		f.ids = append(f.ids, id)
	}
	if id, ok := a["data-figure"]; ok {
		f.figures = append(f.figures, id)
	}
	half := 0.0
	if a["stroke-width"] != "" {
		half = f.number(a, "stroke-width") / 2
	}
	mark := func(r rect) {
		f.marks = append(f.marks, svgMark{element: n.Name.Local, box: rect{r.x - half, r.y - half, r.w + 2*half, r.h + 2*half}})
	}
	switch n.Name.Local {
	case "svg":
		if _, err := fmt.Sscanf(a["viewBox"], "0 0 %g %g", &f.width, &f.height); err != nil {
			f.err = fmt.Errorf("viewBox %q: %w", a["viewBox"], err)
		}
		f.labelled = strings.Fields(a["aria-labelledby"])
	case "text":
		f.texts = append(f.texts, f.text(a))
	case "rect":
		mark(rect{f.number(a, "x"), f.number(a, "y"), f.number(a, "width"), f.number(a, "height")})
	case "circle":
		r := f.number(a, "r")
		mark(rect{f.number(a, "cx") - r, f.number(a, "cy") - r, 2 * r, 2 * r})
	case "path":
		mark(f.path(a["d"]))
	case "title", "desc", "g":
	default:
		f.err = fmt.Errorf("an element %s, which the proof does not know", n.Name.Local)
	}
}

// text is the box of a text: its textLength along its baseline, ascent and
// descent of the font across.
func (f *svgFile) text(a attributes) svgText {
	x, y, length, size := f.number(a, "x"), f.number(a, "y"), f.number(a, "textLength"), f.number(a, "font-size")
	face := f.fonts.face(a["font-weight"] == "bold")
	t := svgText{size: size, box: rect{x, y - size*face.ascent, length, size * (face.ascent + face.descent)}}
	if turn := a["transform"]; turn != "" {
		var angle, cx, cy float64
		if _, err := fmt.Sscanf(turn, "rotate(%g %g %g)", &angle, &cx, &cy); err != nil || angle != -90 || cx != x || cy != y {
			f.err = fmt.Errorf("transform %q, which the proof does not know", turn)
		}
		t.box = rect{x - size*face.ascent, y - length, size * (face.ascent + face.descent), length}
	}
	return t
}

var pathToken = regexp.MustCompile(`[MLHVCZ]|-?[0-9.]+`)

// path is the box of all points of a path, the handles of curves included.
func (f *svgFile) path(d string) rect {
	low, high := point{math.Inf(1), math.Inf(1)}, point{math.Inf(-1), math.Inf(-1)}
	var at point
	var command string
	if rest := strings.TrimSpace(pathToken.ReplaceAllString(d, "")); rest != "" {
		f.err = fmt.Errorf("path %.60q holds %q", d, rest)
	}
	tokens := pathToken.FindAllString(d, -1)
	next := func(i int) float64 {
		if i >= len(tokens) {
			f.err = fmt.Errorf("path %.60q ends early", d)
			return 0
		}
		x, err := strconv.ParseFloat(tokens[i], 64)
		if err != nil {
			f.err = err
		}
		return x
	}
	for i := 0; i < len(tokens); {
		if strings.Contains("MLHVCZ", tokens[i]) {
			command = tokens[i]
			i++
			if command == "Z" {
				continue
			}
		}
		switch command {
		case "H":
			at.x = next(i)
			i++
		case "V":
			at.y = next(i)
			i++
		default:
			at = point{next(i), next(i + 1)}
			i += 2
		}
		low, high = point{min(low.x, at.x), min(low.y, at.y)}, point{max(high.x, at.x), max(high.y, at.y)}
	}
	return rect{low.x, low.y, high.x - low.x, high.y - low.y}
}

func (f *svgFile) words(text string) {
	switch at := strings.Join(f.open, "/"); {
	case at == "svg/title":
		f.title += text
	case at == "svg/desc":
		f.desc += text
	case at == "svg/g/title":
		f.hovers = append(f.hovers, text)
	case strings.HasSuffix(at, "/text"):
		f.texts[len(f.texts)-1].text += text
	}
}

// collisions proves a layout from the SVG alone: no two texts overlap, no text
// and no mark leaves the canvas, no text is under 8 pixels. It returns what it
// finds.
func (f svgFile) collisions() (found []string) {
	const slack = 0.02 // two coordinates, each rounded to 0.01
	leaves := func(r rect) bool {
		return r.x < -slack || r.y < -slack || r.right() > f.width+slack || r.bottom() > f.height+slack || r.w != r.w || r.h != r.h
	}
	for i, a := range f.texts {
		if a.size < 8 {
			found = append(found, fmt.Sprintf("%q has %g pixels", a.text, a.size))
		}
		if leaves(a.box) {
			found = append(found, fmt.Sprintf("%q leaves the canvas: %v in %g × %g", a.text, a.box, f.width, f.height))
		}
		for _, b := range f.texts[i+1:] {
			if min(a.box.right(), b.box.right())-max(a.box.x, b.box.x) > slack && min(a.box.bottom(), b.box.bottom())-max(a.box.y, b.box.y) > slack {
				found = append(found, fmt.Sprintf("%q %v overlaps %q %v", a.text, a.box, b.text, b.box))
			}
		}
	}
	for _, m := range f.marks {
		if leaves(m.box) {
			found = append(found, fmt.Sprintf("a %s leaves the canvas: %v in %g × %g", m.element, m.box, f.width, f.height))
		}
	}
	return found
}

// proveLayout fails where the SVG of p is not well formed, or texts or marks do
// not lie as they should.
func proveLayout(t interface{ Fatalf(string, ...any) }, p *Picture) svgFile {
	svg := p.SVG()
	f, err := parseSVG(svg)
	if err != nil {
		t.Fatalf("the SVG cannot be read: %v\n%.2000s", err, svg)
	}
	if found := f.collisions(); len(found) > 0 {
		t.Fatalf("%s\n(%g × %g)", strings.Join(found[:min(len(found), 10)], "\n"), p.Width, p.Height)
	}
	return f
}
