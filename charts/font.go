package charts

import (
	"fmt"
	"sync"

	"codeberg.org/go-fonts/liberation/liberationsansbold"
	"codeberg.org/go-fonts/liberation/liberationsansregular"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// fontFamily names the font that the layout is measured with, then fonts that
// have the same widths, then whatever the reader has.
const fontFamily = "Liberation Sans, Arial, Helvetica, sans-serif"

// Vertical measures of Liberation Sans as parts of the font size, from its
// hhea and OS/2 tables.
const (
	ascent    = 0.905
	descent   = 0.212
	capHeight = 0.688
	leading   = 1.22 // distance of two baselines
)

// face measures text in one font and hands out the outlines of its glyphs.
// Everything is kept in font units, so that one cache serves every size. It is
// safe for use by several goroutines.
type face struct {
	font *sfnt.Font
	em   fixed.Int26_6 // units per em, as sfnt wants it for unscaled results

	mu       sync.Mutex
	buffer   sfnt.Buffer
	glyphs   map[rune]glyph
	kerns    map[[2]sfnt.GlyphIndex]int
	outlines map[sfnt.GlyphIndex]sfnt.Segments
}

type glyph struct {
	index   sfnt.GlyphIndex
	advance int
}

// regular and bold are parsed once, when the first chart is drawn.
var (
	regular = sync.OnceValue(func() *face { return mustFace(liberationsansregular.TTF) })
	bold    = sync.OnceValue(func() *face { return mustFace(liberationsansbold.TTF) })
)

func faceFor(isBold bool) *face {
	if isBold {
		return bold()
	}
	return regular()
}

func mustFace(ttf []byte) *face {
	f, err := sfnt.Parse(ttf)
	if err != nil {
		panic(fmt.Sprintf("charts: the embedded font cannot be read: %v", err))
	}
	return &face{
		font: f, em: fixed.Int26_6(f.UnitsPerEm()), glyphs: map[rune]glyph{},
		kerns: map[[2]sfnt.GlyphIndex]int{}, outlines: map[sfnt.GlyphIndex]sfnt.Segments{},
	}
}

// glyph returns the glyph of r; a rune that the font lacks has the box that
// stands for a missing glyph. The caller holds the lock.
func (f *face) glyph(r rune) glyph {
	if g, ok := f.glyphs[r]; ok {
		return g
	}
	var g glyph
	if index, err := f.font.GlyphIndex(&f.buffer, r); err == nil {
		g.index = index
	}
	if advance, err := f.font.GlyphAdvance(&f.buffer, g.index, f.em, font.HintingNone); err == nil {
		g.advance = int(advance)
	}
	f.glyphs[r] = g
	return g
}

// kern returns what the font adds between two glyphs; browsers add it too. The
// caller holds the lock.
func (f *face) kern(a, b sfnt.GlyphIndex) int {
	pair := [2]sfnt.GlyphIndex{a, b}
	if k, ok := f.kerns[pair]; ok {
		return k
	}
	k, err := f.font.Kern(&f.buffer, a, b, f.em, font.HintingNone)
	if err != nil {
		k = 0
	}
	f.kerns[pair] = int(k)
	return int(k)
}

// each calls do with the place of each glyph of text, in font units from the
// start, and returns the width of the text. The caller holds the lock.
func (f *face) each(text string, do func(index sfnt.GlyphIndex, x int)) int {
	x, last, first := 0, sfnt.GlyphIndex(0), true
	for _, r := range text {
		g := f.glyph(r)
		if !first {
			x += f.kern(last, g.index)
		}
		if do != nil {
			do(g.index, x)
		}
		x += g.advance
		last, first = g.index, false
	}
	return x
}

// width returns the width of text at a font size, in the unit of the size.
func (f *face) width(text string, size float64) float64 {
	f.mu.Lock()
	defer f.mu.Unlock()
	return float64(f.each(text, nil)) * size / float64(f.em)
}

// outline returns the outline of a glyph in font units, y downwards. The
// caller holds the lock.
func (f *face) outline(index sfnt.GlyphIndex) sfnt.Segments {
	if s, ok := f.outlines[index]; ok {
		return s
	}
	loaded, err := f.font.LoadGlyph(&f.buffer, index, f.em, nil)
	if err != nil {
		loaded = nil
	}
	// LoadGlyph reuses its buffer, so the cache needs a copy.
	s := append(sfnt.Segments(nil), loaded...)
	f.outlines[index] = s
	return s
}
