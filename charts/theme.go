package charts

import (
	"fmt"
	"math"
	"slices"
)

// Theme is how pictures look: colours, font and the size of letters. [Web],
// [Print] and [Dark] are ready; [ReadTheme] reads one of the user's own.
type Theme struct {
	Name string

	Paper Color // the ground
	Text  Color // titles, labels, amounts
	Muted Color // notes, axes
	Grid  Color // lines behind the marks
	Axis  Color // the line of zero, ticks
	Empty Color // what is left of a whole, land without data

	// Series are the paints of one series after the other; they repeat after
	// the last. The first is that of charts with one series.
	Series []Paint
	// Sequential runs from the least to the greatest class of a map or matrix.
	Sequential []Color
	// Negative and Positive are the two sides of a diverging chart or balance.
	Negative, Positive Paint

	// Font is a TrueType font, regular and bold, with the family that the SVG
	// names. The zero value is Liberation Sans.
	Font Font
	// LetterScale multiplies the size of all letters; 0 is 1.
	LetterScale float64
}

// Paint is how one series looks.
type Paint struct {
	Fill    Color   // of areas, lines and points
	Words   Color   // of text in the colour of the series: at least 4.5 to 1 on paper
	Texture Texture // over the fill of areas, to tell series without colours
}

// Texture is a pattern of lines over an area.
type Texture int

// The textures. Slanted lines from the lower left to the upper right are kept
// for what a statement leaves open.
const (
	Plain      Texture = iota
	Horizontal         // lines from side to side
	Vertical           // upright lines
	Falling            // lines from the upper left to the lower right
	Crossed            // both upright and from side to side
)

// Web is the theme of screens: colours on white.
var Web = &Theme{
	Name: "web", Paper: 0xffffff, Text: 0x1b2530, Muted: 0x56616c, Grid: 0xe4e8ec, Axis: 0x8a949e, Empty: 0xeef1f4,
	Series: []Paint{
		{Fill: 0x0f5499, Words: 0x0f5499}, {Fill: 0xd9601a, Words: 0xbf5417}, {Fill: 0x76b9c3, Words: 0x4f7c83}, {Fill: 0x672406, Words: 0x672406},
		{Fill: 0x97ae7e, Words: 0x6a7a58}, {Fill: 0x443650, Words: 0x443650}, {Fill: 0x5d81c1, Words: 0x5575b0}, {Fill: 0x8f585d, Words: 0x8f585d},
	},
	Sequential: []Color{0xdbe9f6, 0xb3d1ea, 0x7fb3d9, 0x4a8fc2, 0x1f6ba8, 0x0f4a80},
	Negative:   Paint{Fill: 0xd9601a, Words: 0xbf5417}, Positive: Paint{Fill: 0x0f5499, Words: 0x0f5499},
}

// Print is the theme of paper without colours: black, greys and textures.
var Print = &Theme{
	Name: "print", Paper: 0xffffff, Text: 0x000000, Muted: 0x404040, Grid: 0xd8d8d8, Axis: 0x707070, Empty: 0xf0f0f0,
	Series: []Paint{
		{Fill: 0x202020, Words: 0x000000}, {Fill: 0x949494, Words: 0x404040}, {Fill: 0x5c5c5c, Words: 0x202020, Texture: Horizontal}, {Fill: 0xc8c8c8, Words: 0x404040, Texture: Vertical},
		{Fill: 0x7a7a7a, Words: 0x202020, Texture: Falling}, {Fill: 0xe4e4e4, Words: 0x404040, Texture: Crossed}, {Fill: 0x3c3c3c, Words: 0x000000, Texture: Vertical}, {Fill: 0xb2b2b2, Words: 0x404040, Texture: Falling},
	},
	Sequential: []Color{0xf0f0f0, 0xd0d0d0, 0xaaaaaa, 0x808080, 0x555555, 0x202020},
	Negative:   Paint{Fill: 0x949494, Words: 0x404040}, Positive: Paint{Fill: 0x202020, Words: 0x000000},
}

// Dark is the theme of dark screens.
var Dark = &Theme{
	Name: "dark", Paper: 0x14191f, Text: 0xf2f4f6, Muted: 0xb4bdc6, Grid: 0x2c353f, Axis: 0x76828e, Empty: 0x242c35,
	Series: []Paint{
		{Fill: 0x5aa9f0, Words: 0x5aa9f0}, {Fill: 0xf58a4b, Words: 0xf58a4b}, {Fill: 0xaee4f0, Words: 0xaee4f0}, {Fill: 0x417545, Words: 0x638e66},
		{Fill: 0xbdcdaf, Words: 0xbdcdaf}, {Fill: 0x7b5fac, Words: 0x8f77b8}, {Fill: 0xf8ee97, Words: 0xf8ee97}, {Fill: 0x7e9399, Words: 0x7e9399},
	},
	Sequential: []Color{0x1f3347, 0x234d70, 0x2b6a9b, 0x3f8ac6, 0x6cadde, 0xaed4f2},
	Negative:   Paint{Fill: 0xf58a4b, Words: 0xf58a4b}, Positive: Paint{Fill: 0x5aa9f0, Words: 0x5aa9f0},
}

// check reports what a theme of the user's own lacks.
func (t *Theme) check() error {
	if len(t.Series) == 0 || len(t.Sequential) < 2 {
		return fmt.Errorf("theme %s: it needs at least one paint of series and two colours in sequence", t.Name)
	}
	return nil
}

// look is a theme at the size of a picture: its colours, and measures in
// pixels.
type look struct {
	*Theme
	fonts                                          *fonts
	margin, gap                                    float64
	title, subtitle, label, small, axis, foot, big float64 // font sizes
	hatchStep, hatchLine                           float64
}

// smallestText is the least font size of any picture, in pixels.
const smallestText = 10

// newLook returns a theme for a picture of a width. Sizes grow with the square
// root of the width: a picture twice as wide is read from further away, but
// not twice as far. At 1200 pixels a label has 18.
func newLook(t *Theme, f *fonts, width float64) look {
	k := min(max(math.Sqrt(width/1200), 0.6), 2)
	letters := t.LetterScale
	if letters == 0 {
		letters = 1
	}
	size := func(at1200 float64) float64 {
		return max(smallestText, math.Round(float64(at1200*k*letters*2))/2)
	}
	return look{
		Theme: t, fonts: f,
		margin: math.Round(float64(36 * k)), gap: math.Round(float64(10 * k)),
		title: size(31), subtitle: size(19.5), label: size(18.5), small: size(15.5), axis: size(15.5), foot: size(14.5), big: size(40),
		hatchStep: float64(7 * k), hatchLine: float64(1.6 * k),
	}
}

// gaps returns n gaps. Every product in this package is converted, so that no
// processor fuses it with a sum that follows.
func (t look) gaps(n float64) float64 { return float64(n * t.gap) }

// series returns the paint of the i-th series. They repeat after the last, with
// the next texture, so that no two areas look the same.
func (t look) series(i int) Paint {
	paint := t.Series[i%len(t.Series)]
	paint.Texture = (paint.Texture + Texture(i/len(t.Series))) % (Crossed + 1)
	return paint
}

// isAgain reports whether, in a theme that tells series by texture, an earlier
// one has the texture of the i-th and a line of about its grey.
func (t look) isAgain(i int) bool {
	own := t.series(i)
	return own.Texture != Plain && slices.ContainsFunc(t.Series[:i%len(t.Series)], func(p Paint) bool {
		return p.Texture == own.Texture && contrast(t.ink(p), t.ink(own)) < 2
	})
}

// ink is the colour of lines and edges in a paint: its fill, or its words where
// the fill would hardly stand out from the paper.
func (t look) ink(p Paint) Color {
	if contrast(p.Fill, t.Paper) < 2 {
		return p.Words
	}
	return p.Fill
}

// main is the colour of charts with one series.
func (t look) main() Color { return t.Series[0].Fill }

// tint mixes a colour with the paper; part is how much of the colour stays.
// Tints are mixed here and not by transparency, so that every renderer shows
// the same colour.
func (t look) tint(c Color, part float64) Color { return c.mix(t.Paper, part) }

// on returns the colour of words on a fill: whichever of text and paper, or of
// black and white where neither will do, stands out from it.
func (t look) on(fill Color) Color {
	best := t.Paper
	for _, c := range []Color{t.Text, 0xffffff, 0x000000} {
		if contrast(best, fill) < 4.5 && contrast(c, fill) > contrast(best, fill) {
			best = c
		}
	}
	return best
}

// face returns the font of a text.
func (t look) face(isBold bool) *face { return t.fonts.face(isBold) }

// width is the width of a text in pixels.
func (t look) width(text string, size float64, isBold bool) float64 {
	return t.face(isBold).width(text, size)
}
