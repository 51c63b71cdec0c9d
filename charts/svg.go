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
	w.raw(`<svg xmlns="http://www.w3.org/2000/svg" width="`).number(p.Width).raw(`" height="`).number(p.Height)
	w.raw(`" viewBox="0 0 `).number(p.Width).raw(" ").number(p.Height)
	w.raw(`" role="img" aria-labelledby="`).raw(id).raw(`-title `).raw(id).raw(`-desc" xml:lang="`).raw(string(p.language))
	w.raw(`" lang="`).raw(string(p.language)).raw(`" direction="ltr" text-anchor="start" font-family="`).raw(fontFamily).raw("\">\n")
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
		if s.text != "" {
			w.text(s)
		} else {
			w.path(s)
		}
	}
	w.raw("</g>\n")
}

func (w *svgWriter) text(s shape) {
	w.raw(`<text x="`).number(s.at.x).raw(`" y="`).number(s.at.y).raw(`" font-size="`).number(s.size)
	if s.isBold {
		w.raw(`" font-weight="bold`)
	}
	w.raw(`" fill="`).raw(s.color.String())
	w.raw(`" textLength="`).number(s.length).raw(`" lengthAdjust="spacingAndGlyphs">`)
	w.escaped(s.text).raw("</text>\n")
}

func (w *svgWriter) path(s shape) {
	w.raw(`<path d="`)
	for _, outline := range s.outlines {
		for i, pt := range outline {
			switch {
			case i == 0:
				w.raw("M").number(pt.x).raw(" ").number(pt.y)
			case pt.y == outline[i-1].y:
				w.raw("H").number(pt.x)
			case pt.x == outline[i-1].x:
				w.raw("V").number(pt.y)
			default:
				w.raw("L").number(pt.x).raw(" ").number(pt.y)
			}
		}
		if s.stroke == 0 {
			w.raw("Z")
		}
	}
	if s.stroke == 0 {
		w.raw(`" fill="`).raw(s.color.String()).raw("\"/>\n")
		return
	}
	w.raw(`" fill="none" stroke="`).raw(s.color.String()).raw(`" stroke-width="`).number(s.stroke)
	w.raw("\" stroke-linejoin=\"round\"/>\n")
}
