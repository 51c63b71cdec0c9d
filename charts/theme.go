package charts

import (
	"fmt"
	"image/color"
	"math"
)

// ink is an opaque colour, as 0xRRGGBB. Tints are mixed with the paper here
// and not by transparency, so that every renderer shows the same colour.
type ink uint32

const paper ink = 0xffffff

// The colours. Every one that carries words has a contrast of at least 4.5 to
// 1 on paper (WCAG 2.2, 1.4.3); the series differ in lightness as well, so that
// they stay apart in grey and for colour-blind readers.
const (
	inkText  ink = 0x1b2530
	inkMuted ink = 0x56616c
	inkGrid  ink = 0xe4e8ec
	inkAxis  ink = 0x8a949e
	inkEmpty ink = 0xeef1f4
	inkMain  ink = 0x0f5499
)

var seriesInks = []ink{inkMain, 0xc2410c, 0x14785a, 0x7b3fa0, 0x8a6500, 0x3d4f5c, 0xb0175c, 0x00718f}

// seriesInk returns the colour of the i-th series; they repeat after the last.
func seriesInk(i int) ink { return seriesInks[i%len(seriesInks)] }

func (c ink) String() string { return fmt.Sprintf("#%06x", uint32(c)) }

func (c ink) rgba() color.RGBA {
	return color.RGBA{R: uint8(c >> 16), G: uint8(c >> 8), B: uint8(c), A: 0xff}
}

// tint mixes the colour with paper; part is how much of the colour stays.
func (c ink) tint(part float64) ink {
	mix := func(shift uint) ink {
		a, b := int(c>>shift&0xff), int(paper>>shift&0xff)
		return ink(b+(a-b)*int(math.Round(float64(part*100)))/100) << shift
	}
	return mix(16) | mix(8) | mix(0)
}

// theme is the measures of a picture in pixels.
type theme struct {
	margin, gap                                    float64
	title, subtitle, label, small, axis, foot, big float64 // font sizes
	hatchStep, hatchLine                           float64
}

// smallestText is the least font size of any picture, in pixels.
const smallestText = 10

// newTheme returns the measures for a picture of a width. Sizes grow with the
// square root of the width: a picture twice as wide is read from further away,
// but not twice as far. At 1200 pixels a label has 18.
func newTheme(width float64) theme {
	k := min(max(math.Sqrt(width/1200), 0.6), 2)
	size := func(at1200 float64) float64 {
		return max(smallestText, math.Round(float64(at1200*k*2))/2)
	}
	return theme{
		margin: math.Round(float64(36 * k)), gap: math.Round(float64(10 * k)),
		title: size(31), subtitle: size(19.5), label: size(18.5), small: size(15.5), axis: size(15.5), foot: size(14.5), big: size(40),
		hatchStep: float64(7 * k), hatchLine: float64(1.6 * k),
	}
}

// gaps returns n gaps. Every product in this package is converted, so that no
// processor fuses it with a sum that follows.
func (t theme) gaps(n float64) float64 { return float64(n * t.gap) }
