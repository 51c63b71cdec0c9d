package charts

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"math"
	"sync"

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
	var buf bytes.Buffer
	buf.Grow(64 << 10)
	if err := encoder().Encode(&buf, p.raster(w, h, scale)); err != nil {
		return nil, fmt.Errorf("cannot write the PNG: %w", err)
	}
	return buf.Bytes(), nil
}

// encoder compresses at a fixed level, since the level is part of the bytes,
// and reuses its buffers.
var encoder = sync.OnceValue(func() *png.Encoder {
	return &png.Encoder{CompressionLevel: png.BestSpeed, BufferPool: &encoderBuffers{}}
})

type encoderBuffers struct{ pool sync.Pool }

func (b *encoderBuffers) Get() *png.EncoderBuffer {
	e, _ := b.pool.Get().(*png.EncoderBuffer)
	return e
}

func (b *encoderBuffers) Put(e *png.EncoderBuffer) { b.pool.Put(e) }

func (p *Picture) raster(w, h, scale float64) image.Image {
	// At 72 dots per inch a length of one point is one pixel.
	canvas := vgimg.NewWith(vgimg.UseWH(vg.Length(w), vg.Length(h)), vgimg.UseDPI(72))
	r := rasterer{canvas: canvas, height: h, scale: scale}
	for _, m := range p.plan.marks {
		for _, s := range m.shapes {
			r.shape(s)
		}
	}
	return canvas.Image()
}

// rasterer draws shapes on a raster canvas, whose y runs upwards.
type rasterer struct {
	canvas        *vgimg.Canvas
	height, scale float64
	path          vg.Path // reused
}

func (r *rasterer) point(x, y float64) vg.Point {
	return vg.Point{X: vg.Length(float64(x * r.scale)), Y: vg.Length(r.height - float64(y*r.scale))}
}

func (r *rasterer) shape(s shape) {
	r.canvas.SetColor(s.color.rgba())
	r.path = r.path[:0]
	if s.text != "" {
		r.text(s)
		r.canvas.Fill(r.path)
		return
	}
	for _, outline := range s.outlines {
		for i, pt := range outline {
			if i == 0 {
				r.path.Move(r.point(pt.x, pt.y))
			} else {
				r.path.Line(r.point(pt.x, pt.y))
			}
		}
		if s.stroke == 0 {
			r.path.Close()
		}
	}
	if s.stroke == 0 {
		r.canvas.Fill(r.path)
		return
	}
	r.canvas.SetLineWidth(vg.Length(float64(s.stroke * r.scale)))
	r.canvas.Stroke(r.path)
}

// text adds the outlines of the glyphs to the path.
func (r *rasterer) text(s shape) {
	f := faceFor(s.isBold)
	f.mu.Lock()
	defer f.mu.Unlock()
	unit := s.size / float64(f.em)
	f.each(visual(s.text), func(index sfnt.GlyphIndex, x int) {
		at := func(i int, seg *sfnt.Segment) vg.Point {
			a := seg.Args[i]
			return r.point(s.at.x+float64(float64(x+int(a.X))*unit), s.at.y+float64(float64(a.Y)*unit))
		}
		outline := f.outline(index)
		for i := range outline {
			seg := &outline[i]
			switch seg.Op {
			case sfnt.SegmentOpMoveTo:
				if i > 0 {
					r.path.Close()
				}
				r.path.Move(at(0, seg))
			case sfnt.SegmentOpLineTo:
				r.path.Line(at(0, seg))
			case sfnt.SegmentOpQuadTo:
				r.path.QuadTo(at(0, seg), at(1, seg))
			case sfnt.SegmentOpCubeTo:
				r.path.CubeTo(at(0, seg), at(1, seg), at(2, seg))
			}
		}
		if len(outline) > 0 {
			r.path.Close()
		}
	})
}
