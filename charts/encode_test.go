package charts

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math"
	"testing"

	"golang.org/x/image/font/sfnt"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgimg"
)

// The standard library's decoder reads back every pixel that was written, and
// checks the checksums: lines that repeat, that differ, and sizes around one.
func TestEncodePNG_ReadBack(t *testing.T) {
	for _, size := range []image.Point{{1, 1}, {1, 9}, {9, 1}, {64, 33}} {
		img := image.NewRGBA(image.Rectangle{Max: size})
		for y := range size.Y {
			for x := range size.X {
				band := y / 4 // lines 0 to 3 are equal, then 4 to 7
				img.SetRGBA(x, y, color.RGBA{uint8(x * 7), uint8(band * 31), uint8(x * band), 0xff})
			}
		}
		written, err := encodePNG(img, 96)
		if err != nil {
			t.Fatal(err)
		}
		read, err := png.Decode(bytes.NewReader(written))
		if err != nil {
			t.Fatalf("%v: %v", size, err)
		}
		if read.Bounds() != img.Bounds() {
			t.Fatalf("size %v, want %v", read.Bounds(), img.Bounds())
		}
		for y := range size.Y {
			for x := range size.X {
				if got, want := color.RGBAModel.Convert(read.At(x, y)), img.RGBAAt(x, y); got != want {
					t.Fatalf("%v: pixel %d,%d is %v, want %v", size, x, y, got, want)
				}
			}
		}
	}
}

// Shortcuts of the rasteriser leave the pixels as they are: what it draws at
// once, and piece by piece, is the same.
func TestRaster_Shortcuts(t *testing.T) {
	for _, g := range goldenCharts() {
		p := g.draw(t)
		for _, scale := range []float64{1, 1.5, 2} {
			w, h := math.Round(p.Width*scale), math.Round(p.Height*scale)
			if got, want := p.raster(w, h, scale).Pix, plainRaster(p, w, h, scale); !bytes.Equal(got, want) {
				n, most := 0, 0
				for i := range got {
					if d := int(got[i]) - int(want[i]); d != 0 {
						n, most = n+1, max(most, d, -d)
					}
				}
				t.Errorf("%s at %g: %d of %d bytes differ, by %d at most", g.name, scale, n, len(got), most)
			}
		}
	}
}

// plainRaster draws every shape as one path, as the canvas would have it.
func plainRaster(p *Picture, w, h, scale float64) []byte {
	canvas := vgimg.NewWith(vgimg.UseWH(vg.Length(w), vg.Length(h)), vgimg.UseDPI(72))
	for _, m := range p.plan.marks {
		for _, s := range m.shapes {
			r := rasterer{height: h, scale: scale, fonts: p.plan.fonts}
			canvas.SetColor(s.color.rgba(s.opacity))
			canvas.SetLineWidth(vg.Length(s.stroke * scale))
			if s.text != "" {
				f := p.plan.fonts.face(s.isBold)
				f.each(visual(s.text), func(index sfnt.GlyphIndex, x int) {
					if outline := f.outline(index); len(outline) > 0 {
						r.glyph(outline, s, x, s.size/float64(f.em))
					}
				})
			}
			for _, c := range s.circles {
				r.outline(ringOf(c), true, true)
			}
			for _, outline := range s.outlines {
				r.outline(outline, s.isCurved, s.stroke == 0)
				if s.stroke > 0 { // every line is a stroke of its own, by the meaning of a shape
					canvas.Stroke(r.path)
					r.path = r.path[:0]
				}
			}
			if s.stroke == 0 {
				canvas.Fill(r.path)
			} else if len(r.path) > 0 {
				canvas.Stroke(r.path)
			}
		}
	}
	return canvas.Image().(*image.RGBA).Pix
}
