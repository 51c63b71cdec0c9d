package charts

import (
	"fmt"
	"image"
	"image/draw"
	"math"
	"sync"

	"git.sr.ht/~sbinet/gg"
	"golang.org/x/image/font/sfnt"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgimg"
)

// maxPixels bounds the memory of one PNG: four bytes a pixel.
const maxPixels = 1 << 27

// PNG returns the picture as a PNG with scale pixels for each pixel of its
// size; 2 suits screens of high density. Text is drawn as filled outlines of
// Liberation Sans, so that no font is asked of the machine. The pixels are the
// same on every processor. An error names the scale where the picture would
// have no pixels or too many.
func (p *Picture) PNG(scale float64) ([]byte, error) {
	w, h := math.Round(float64(p.Width*scale)), math.Round(float64(p.Height*scale))
	if !(w >= 1 && h >= 1 && float64(w*h) <= maxPixels) {
		return nil, fmt.Errorf("a scale of %g makes a picture of %g × %g pixels; choose one that gives 1 to %d pixels in all", scale, w, h, maxPixels)
	}
	drawn := p.raster(w, h, scale)
	img, err := encodePNG(drawn, float64(pixelsPerInch*scale))
	pixelBuffers.Put(&drawn.Pix)
	if err != nil {
		return nil, fmt.Errorf("cannot write the PNG: %w", err)
	}
	return img, nil
}

// pixelBuffers keeps the pixels of one picture for the next: a page of them is
// drawn without a page of new memory each.
var pixelBuffers sync.Pool

func newRGBA(w, h int) *image.RGBA {
	rect, stride := image.Rect(0, 0, w, h), int(4*w)
	size := int(stride * h)
	if old, ok := pixelBuffers.Get().(*[]byte); ok && cap(*old) >= size {
		return &image.RGBA{Pix: (*old)[:size], Stride: stride, Rect: rect}
	}
	return image.NewRGBA(rect)
}

func (p *Picture) raster(w, h, scale float64) *image.RGBA {
	img := newRGBA(int(w), int(h))
	context := gg.NewContextForRGBA(img)
	context.SetLineCapButt()
	context.InvertY()
	// At 72 dots per inch a length of one point is one pixel.
	canvas := vgimg.NewWith(vgimg.UseImageWithContext(img, context), vgimg.UseDPI(72))
	r := rasterer{canvas: canvas, fonts: p.plan.fonts, img: img, height: h, scale: scale}
	for _, m := range p.plan.marks {
		for _, s := range m.shapes {
			r.shape(s)
		}
	}
	return img
}

// rasterer draws shapes on a raster canvas, whose y runs upwards.
type rasterer struct {
	canvas        *vgimg.Canvas
	fonts         *fonts
	img           *image.RGBA // the pixels of the canvas
	height, scale float64
	path          vg.Path // reused
}

func (r *rasterer) point(x, y float64) vg.Point {
	return vg.Point{X: vg.Length(float64(x * r.scale)), Y: vg.Length(r.height - float64(y*r.scale))}
}

// shape draws a shape. For each pixel of an outline the rasteriser walks along
// all that it holds of that line of pixels, so lines are stroked one by one.
func (r *rasterer) shape(s shape) {
	r.canvas.SetColor(s.color.rgba(s.opacity))
	r.path = r.path[:0]
	if s.text != "" {
		r.text(s)
		return
	}
	r.canvas.SetLineWidth(vg.Length(float64(s.stroke * r.scale)))
	for _, c := range s.circles {
		r.outline(ringOf(c), true, true)
		r.finish(s)
	}
	for _, outline := range s.outlines {
		if s.stroke == 0 && s.opacity == 1 && r.wholeRect(outline, s.color) {
			continue
		}
		r.outline(outline, s.isCurved, s.stroke == 0)
		if s.stroke > 0 {
			r.finish(s)
		}
	}
	r.finish(s)
}

// outline adds one outline to the path.
func (r *rasterer) outline(o []point, isCurved, isClosed bool) {
	r.path.Move(r.point(o[0].x, o[0].y))
	if isCurved {
		for i := 1; i+2 < len(o); i += 3 {
			r.path.CubeTo(r.point(o[i].x, o[i].y), r.point(o[i+1].x, o[i+1].y), r.point(o[i+2].x, o[i+2].y))
		}
	} else {
		for _, pt := range o[1:] {
			r.path.Line(r.point(pt.x, pt.y))
		}
	}
	if isClosed {
		r.path.Close()
	}
}

// finish strokes or fills the path and empties it.
func (r *rasterer) finish(s shape) {
	if s.stroke == 0 {
		r.fill()
		return
	}
	if len(r.path) > 0 {
		r.canvas.Stroke(r.path)
		r.path = r.path[:0]
	}
}

// ringOf returns a circle as four cubic Bézier curves, which lie within 0.03%
// of the radius.
func ringOf(c circle) []point {
	const k = 0.5522847498 // 4/3·(√2−1)
	at := func(x, y float64) point {
		return point{c.x + float64(c.radius*x), c.y + float64(c.radius*y)}
	}
	return []point{
		at(1, 0), at(1, k), at(k, 1), at(0, 1), at(-k, 1), at(-1, k), at(-1, 0),
		at(-1, -k), at(-k, -1), at(0, -1), at(k, -1), at(1, -k), at(1, 0),
	}
}

// fill fills the path and empties it.
func (r *rasterer) fill() {
	if len(r.path) > 0 {
		r.canvas.Fill(r.path)
		r.path = r.path[:0]
	}
}

// wholeRect fills a rectangle of whole pixels, as bars and the paper are. The
// canvas would set the same pixels, but weighs each of them by its coverage.
func (r *rasterer) wholeRect(outline []point, color Color) bool {
	if len(outline) != 4 {
		return false
	}
	a, b := outline[0], outline[2]
	if outline[1] != (point{b.x, a.y}) || outline[3] != (point{a.x, b.y}) {
		return false
	}
	x0, y0, x1, y1 := float64(a.x*r.scale), float64(a.y*r.scale), float64(b.x*r.scale), float64(b.y*r.scale)
	for _, side := range []float64{x0, y0, x1, y1} {
		if side != math.Trunc(side) {
			return false
		}
	}
	draw.Draw(r.img, image.Rect(int(x0), int(y0), int(x1), int(y1)), image.NewUniform(color.rgba(1)), image.Point{}, draw.Src)
	return true
}

// text fills the outlines of the glyphs, as few at once as can be without a
// change of pixels: those that may share a column of pixels, or a line of them
// where the text runs upwards.
func (r *rasterer) text(s shape) {
	f := r.fonts.face(s.isBold)
	f.mu.Lock()
	defer f.mu.Unlock()
	unit := s.size / float64(f.em)
	filled := math.Inf(-1) // right end of the path
	f.each(visual(s.text), func(index sfnt.GlyphIndex, x int) {
		outline := f.outline(index)
		if len(outline) == 0 {
			return
		}
		left, right := extremes(outline)
		start := s.at.x
		if s.upright {
			start = -s.at.y // upwards
		}
		at := func(x int) float64 { return float64((start + float64(float64(x)*unit)) * r.scale) }
		if math.Floor(at(x+left)) > math.Floor(filled) {
			r.fill()
		}
		filled = max(filled, at(x+right))
		r.glyph(outline, s, x, unit)
	})
	r.fill()
}

// extremes returns the least and the greatest x of an outline that is not
// empty, control points included, in font units.
func extremes(outline sfnt.Segments) (left, right int) {
	left, right = math.MaxInt32, math.MinInt32
	for i := range outline {
		points := 1
		switch outline[i].Op {
		case sfnt.SegmentOpQuadTo:
			points = 2
		case sfnt.SegmentOpCubeTo:
			points = 3
		}
		for _, a := range outline[i].Args[:points] {
			left, right = min(left, int(a.X)), max(right, int(a.X))
		}
	}
	return left, right
}

// glyph adds an outline that is not empty to the path, x font units along from where the text begins.
func (r *rasterer) glyph(outline sfnt.Segments, s shape, x int, unit float64) {
	for i := range outline {
		seg := &outline[i]
		at := func(i int) vg.Point {
			a := seg.Args[i]
			along, below := float64(float64(x+int(a.X))*unit), float64(float64(a.Y)*unit)
			if s.upright {
				return r.point(s.at.x+below, s.at.y-along)
			}
			return r.point(s.at.x+along, s.at.y+below)
		}
		switch seg.Op {
		case sfnt.SegmentOpMoveTo:
			if i > 0 {
				r.path.Close()
			}
			r.path.Move(at(0))
		case sfnt.SegmentOpLineTo:
			r.path.Line(at(0))
		case sfnt.SegmentOpQuadTo:
			r.path.QuadTo(at(0), at(1))
		case sfnt.SegmentOpCubeTo:
			r.path.CubeTo(at(0), at(1), at(2))
		}
	}
	r.path.Close()
}
