package charts

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
)

// SVG returns the picture as SVG 1.1 with real text. Title and description are
// its accessible name and description; a mark with data has its words as hover
// text, and the id of its figure in data-figure. Each text says how long it is
// in Liberation Sans, so that another font is squeezed and cannot make two
// texts touch. It holds no style sheet and no script, so it can stand inside
// an HTML page, several in one. Equal pictures give equal bytes.
func (p *Picture) SVG() []byte {
	w := svgWriter{b: make([]byte, 0, 16<<10)}
	for _, m := range p.plan.marks {
		w.mark(m)
	}
	body := w.b
	id := p.id
	if id == "" {
		sum := sha256.New()
		sum.Write([]byte(p.Title + "\x00" + p.Description + "\x00"))
		sum.Write(body)
		id = "chart-" + hex.EncodeToString(sum.Sum(nil)[:6])
	}
	w.b = make([]byte, 0, len(body)+len(p.Description)+1024)
	w.raw(`<svg xmlns="http://www.w3.org/2000/svg" width="`).length(p, p.Width).raw(`" height="`).length(p, p.Height)
	w.raw(`" viewBox="0 0 `).number(p.Width).raw(" ").number(p.Height)
	w.raw(`" role="img" aria-labelledby="`).raw(id).raw(`-title `).raw(id).raw(`-desc" xml:lang="`).raw(string(p.language))
	w.raw(`" lang="`).raw(string(p.language)).raw(`" direction="ltr" text-anchor="start" font-family="`).escaped(p.plan.fonts.family).raw("\">\n")
	w.raw(`<title id="`).raw(id).raw(`-title">`).escaped(p.Title).raw("</title>\n")
	w.raw(`<desc id="`).raw(id).raw(`-desc">`).escaped(p.Description).raw("</desc>\n")
	w.b = append(w.b, body...)
	w.raw("</svg>\n")
	return w.b
}

type svgWriter struct{ b []byte }

func (w *svgWriter) raw(s string) *svgWriter {
	w.b = append(w.b, s...)
	return w
}

// number writes a coordinate, which is a multiple of 0.01, in its shortest form.
func (w *svgWriter) number(x float64) *svgWriter {
	w.b = strconv.AppendFloat(w.b, quantise(x), 'f', -1, 64)
	return w
}

var svgEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&#39;")

// escaped writes text that clean has freed of what XML forbids.
func (w *svgWriter) escaped(s string) *svgWriter { return w.raw(svgEscaper.Replace(s)) }

// length writes a side of the picture: in millimetres where it is for paper.
func (w *svgWriter) length(p *Picture, x float64) *svgWriter {
	if mm := p.size.millimetres(); mm > 0 {
		return w.number(x * 25.4 / pixelsPerInch).raw("mm")
	}
	return w.number(x)
}

func (w *svgWriter) mark(m mark) {
	if len(m.shapes) == 0 {
		return
	}
	w.raw("<g")
	if m.figure != "" {
		w.raw(` data-figure="`).escaped(m.figure).raw(`"`)
	}
	w.raw(">")
	if m.title != "" {
		w.raw("<title>").escaped(m.title).raw("</title>")
	}
	w.raw("\n")
	for _, s := range m.shapes {
		w.shape(s)
	}
	w.raw("</g>\n")
}

func (w *svgWriter) shape(s shape) {
	switch {
	case s.text != "":
		w.text(s)
	case len(s.circles) > 0:
		for _, c := range s.circles {
			w.raw(`<circle cx="`).number(c.x).raw(`" cy="`).number(c.y).raw(`" r="`).number(c.radius).style(s)
		}
	case len(s.outlines) == 1 && s.stroke == 0 && isRect(s.outlines[0]):
		a, b := s.outlines[0][0], s.outlines[0][2]
		w.raw(`<rect x="`).number(a.x).raw(`" y="`).number(a.y).raw(`" width="`).number(b.x - a.x).raw(`" height="`).number(b.y - a.y).style(s)
	default:
		w.raw(`<path d="`)
		for _, o := range s.outlines {
			w.outline(s, o)
		}
		w.style(s)
	}
}

// isRect reports whether an outline is a rectangle as rect.corners has it.
func isRect(o []point) bool {
	return len(o) == 4 && o[1] == point{o[2].x, o[0].y} && o[3] == point{o[0].x, o[2].y} && o[2].x > o[0].x && o[2].y > o[0].y
}

func (w *svgWriter) text(s shape) {
	w.raw(`<text x="`).number(s.at.x).raw(`" y="`).number(s.at.y).raw(`" font-size="`).number(s.size)
	if s.isBold {
		w.raw(`" font-weight="bold`)
	}
	if s.upright {
		w.raw(`" transform="rotate(-90 `).number(s.at.x).raw(" ").number(s.at.y).raw(")")
	}
	w.raw(`" fill="`).raw(s.color.String())
	w.raw(`" textLength="`).number(s.length).raw(`" lengthAdjust="spacingAndGlyphs">`)
	w.escaped(s.text).raw("</text>\n")
}

func (w *svgWriter) outline(s shape, o []point) {
	for i, pt := range o {
		switch {
		case i == 0:
			w.raw("M").number(pt.x).raw(" ").number(pt.y)
		case s.isCurved:
			w.raw([]string{" ", "C", " "}[i%3]).number(pt.x).raw(" ").number(pt.y)
		case pt.y == o[i-1].y:
			w.raw("H").number(pt.x)
		case pt.x == o[i-1].x:
			w.raw("V").number(pt.y)
		default:
			w.raw("L").number(pt.x).raw(" ").number(pt.y)
		}
	}
	if s.stroke == 0 {
		w.raw("Z")
	}
}

// style ends an element with how it is painted.
func (w *svgWriter) style(s shape) {
	if s.stroke == 0 {
		w.raw(`" fill="`).raw(s.color.String())
		if s.opacity < 1 {
			w.raw(`" fill-opacity="`).number(s.opacity)
		}
		w.raw("\"/>\n")
		return
	}
	w.raw(`" fill="none" stroke="`).raw(s.color.String()).raw(`" stroke-width="`).number(s.stroke)
	if s.opacity < 1 {
		w.raw(`" stroke-opacity="`).number(s.opacity)
	}
	w.raw("\" stroke-linejoin=\"round\"/>\n")
}
