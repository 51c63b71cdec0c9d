package charts

import (
	"errors"
	"fmt"
	"math"
	"sync"

	"codeberg.org/go-fonts/liberation/liberationsansbold"
	"codeberg.org/go-fonts/liberation/liberationsansregular"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// Font is a TrueType font for all text of a picture.
type Font struct {
	Family        string // as CSS names it; the SVG asks for it, then for fonts as wide as Arial
	Regular, Bold []byte // the TTF files; where Bold is empty, Regular serves for both
}

// liberation names the font that the layout is measured with, then fonts that
// have the same widths, then whatever the reader has.
const liberation = "Liberation Sans, Arial, Helvetica, sans-serif"

// leading is the distance of two baselines as a part of the font size.
const leading = 1.22

// fonts are the two faces of a picture.
type fonts struct {
	family        string
	regular, bold *face
}

func (f *fonts) face(isBold bool) *face {
	if isBold {
		return f.bold
	}
	return f.regular
}

// face measures text in one font and hands out the outlines of its glyphs.
// Everything is kept in font units, so that one cache serves every size. It is
// safe for use by several goroutines.
type face struct {
	ttf  []byte
	font *sfnt.Font
	em   fixed.Int26_6 // units per em, as sfnt wants it for unscaled results
	// Vertical measures as parts of the font size.
	ascent, descent, capHeight float64

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

// defaultFonts are parsed once, when the first chart is drawn.
var defaultFonts = sync.OnceValue(func() *fonts {
	regular, err := newFace(liberationsansregular.TTF)
	bold, err2 := newFace(liberationsansbold.TTF)
	if err = errors.Join(err, err2); err != nil {
		panic(fmt.Sprintf("charts: the embedded font cannot be read: %v", err))
	}
	return &fonts{liberation, regular, bold}
})

// open parses a font. The zero value is Liberation Sans.
func (f Font) open() (*fonts, error) {
	if len(f.Regular) == 0 {
		return defaultFonts(), nil
	}
	regular, err := newFace(f.Regular)
	if err != nil {
		return nil, fmt.Errorf("font %s: %w", f.Family, err)
	}
	bold := regular
	if len(f.Bold) > 0 {
		if bold, err = newFace(f.Bold); err != nil {
			return nil, fmt.Errorf("font %s, bold: %w", f.Family, err)
		}
	}
	return &fonts{f.Family + ", " + liberation, regular, bold}, nil
}

func newFace(ttf []byte) (*face, error) {
	f, err := sfnt.Parse(ttf)
	if err != nil {
		return nil, err
	}
	x := &face{
		ttf: ttf, font: f, em: fixed.Int26_6(f.UnitsPerEm()), glyphs: map[rune]glyph{},
		kerns: map[[2]sfnt.GlyphIndex]int{}, outlines: map[sfnt.GlyphIndex]sfnt.Segments{},
	}
	m, err := f.Metrics(&x.buffer, x.em, font.HintingNone)
	if err != nil {
		return nil, err
	}
	part := func(v fixed.Int26_6) float64 { return math.Round(float64(v*1000)/float64(x.em)) / 1000 }
	x.ascent, x.descent, x.capHeight = part(m.Ascent), part(m.Descent), part(m.CapHeight)
	return x, nil
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
