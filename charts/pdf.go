package charts

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"codeberg.org/go-pdf/fpdf"
)

// pointsPerPixel turns pixels, 96 to the inch, into the points of PDF, 72 to
// the inch.
const pointsPerPixel = 72.0 / pixelsPerInch

// PDF returns the picture as one page of vectors, as large as the picture: in
// millimetres for the sizes of paper, else with 96 pixels to the inch. Its text
// is text, in a subset of the font that goes with the file, so that it can be
// searched and copied. Title, alternative text and language stand in the
// document's properties. Equal pictures give equal bytes: the dates inside are
// the first moment of 2000, since none would be the day on which it is made.
func (p *Picture) PDF() ([]byte, error) {
	w, h := float64(p.Width*pointsPerPixel), float64(p.Height*pointsPerPixel)
	doc := fpdf.NewCustom(&fpdf.InitType{OrientationStr: "P", UnitStr: "pt", Size: fpdf.SizeType{Wd: w, Ht: h}})
	never := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	doc.SetCreationDate(never)
	doc.SetModificationDate(never)
	doc.SetCatalogSort(true)
	doc.SetProducer("periplus", false)
	doc.SetTitle(p.Title, true)
	doc.SetSubject(p.Description, true)
	doc.SetLang(string(p.language))
	doc.SetMargins(0, 0, 0)
	doc.SetAutoPageBreak(false, 0)
	doc.AddUTF8FontFromBytes(pdfFont, "", p.plan.fonts.regular.ttf)
	doc.AddUTF8FontFromBytes(pdfFont, "B", p.plan.fonts.bold.ttf)
	doc.AddPage()
	doc.SetLineJoinStyle("round")
	d := pdfWriter{doc: doc, opacity: 1}
	for _, m := range p.plan.marks {
		for _, s := range m.shapes {
			d.shape(s)
		}
	}
	var out bytes.Buffer
	if err := doc.Output(&out); err != nil {
		return nil, fmt.Errorf("cannot write the PDF: %w", err)
	}
	return out.Bytes(), nil
}

// pdfFont is the name of the font inside the document.
const pdfFont = "text"

type pdfWriter struct {
	doc     *fpdf.Fpdf
	opacity float64 // that the document is set to
}

func (d *pdfWriter) shape(s shape) {
	if s.opacity != d.opacity {
		d.doc.SetAlpha(s.opacity, "Normal")
		d.opacity = s.opacity
	}
	r, g, b := int(s.color>>16&0xff), int(s.color>>8&0xff), int(s.color&0xff)
	if s.text != "" {
		d.doc.SetTextColor(r, g, b)
		d.text(s)
		return
	}
	style := "F"
	if s.stroke > 0 {
		style = "D"
		d.doc.SetDrawColor(r, g, b)
		d.doc.SetLineWidth(float64(s.stroke * pointsPerPixel))
	} else {
		d.doc.SetFillColor(r, g, b)
	}
	for _, c := range s.circles {
		d.outline(ringOf(c), true, true)
		d.doc.DrawPath(style)
	}
	if len(s.outlines) == 0 {
		return
	}
	for _, o := range s.outlines {
		d.outline(o, s.isCurved, s.stroke == 0)
	}
	d.doc.DrawPath(style)
}

func (d *pdfWriter) outline(o []point, isCurved, isClosed bool) {
	at := func(p point) (x, y float64) { return float64(p.x * pointsPerPixel), float64(p.y * pointsPerPixel) }
	x, y := at(o[0])
	d.doc.MoveTo(x, y)
	for i := 1; i < len(o); i++ {
		x, y := at(o[i])
		if !isCurved {
			d.doc.LineTo(x, y)
			continue
		}
		if i+2 < len(o) {
			x1, y1 := at(o[i+1])
			x2, y2 := at(o[i+2])
			d.doc.CurveBezierCubicTo(x, y, x1, y1, x2, y2)
		}
		i += 2
	}
	if isClosed {
		d.doc.ClosePath()
	}
}

// text writes a line as wide as it was laid out. The document's own advances
// know no kerning, so the letters are scaled by what it makes up, which is
// below one part in fifty.
func (d *pdfWriter) text(s shape) {
	style := ""
	if s.isBold {
		style = "B"
	}
	text := strings.Map(func(r rune) rune {
		if r > 0xffff { // the font tables of the document end here
			return '\ufffd'
		}
		return r
	}, visual(s.text))
	size := float64(s.size * pointsPerPixel)
	x, y := float64(s.at.x*pointsPerPixel), float64(s.at.y*pointsPerPixel)
	d.doc.SetFont(pdfFont, style, size)
	if s.upright {
		d.doc.TransformBegin()
		d.doc.TransformRotate(90, x, y)
		defer d.doc.TransformEnd()
	}
	if natural := d.doc.GetStringWidth(text); natural > 0 {
		percent := float64(s.length*pointsPerPixel*100) / natural
		d.doc.RawWriteStr(fmt.Sprintf("%.2f Tz", percent))
		defer d.doc.RawWriteStr("100 Tz")
	}
	d.doc.Text(x, y, text)
}
