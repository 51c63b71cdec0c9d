package charts

import (
	"fmt"
	"image/color"
	"math"
	"strconv"
)

// Color is an opaque colour, as 0xRRGGBB.
type Color uint32

// String writes the colour as SVG and theme files do: #0f5499.
func (c Color) String() string { return fmt.Sprintf("#%06x", uint32(c)) }

// ParseColor reads a colour as #rrggbb.
func ParseColor(s string) (Color, error) {
	if len(s) == 7 && s[0] == '#' {
		if x, err := strconv.ParseUint(s[1:], 16, 32); err == nil {
			return Color(x), nil
		}
	}
	return 0, fmt.Errorf("cannot read %q as a colour; write it as #0f5499", s)
}

func (c Color) rgba(opacity float64) color.NRGBA {
	return color.NRGBA{R: uint8(c >> 16), G: uint8(c >> 8), B: uint8(c), A: uint8(math.Round(float64(opacity * 255)))}
}

// mix returns the colour with part of it, 0 to 1, over another.
func (c Color) mix(over Color, part float64) Color {
	channel := func(shift uint) Color {
		a, b := int(c>>shift&0xff), int(over>>shift&0xff)
		return Color(b+(a-b)*int(math.Round(float64(part*100)))/100) << shift
	}
	return channel(16) | channel(8) | channel(0)
}

// luminance is the relative luminance of WCAG 2.2, 0 for black to 1 for white.
func (c Color) luminance() float64 {
	sum := 0.0
	for _, channel := range []struct {
		shift  uint
		weight float64
	}{{16, 0.2126}, {8, 0.7152}, {0, 0.0722}} {
		v := float64(c>>channel.shift&0xff) / 255
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		sum += float64(channel.weight * v)
	}
	return sum
}

// contrast is the contrast ratio of two colours by WCAG 2.2, 1 to 21, rounded
// to a hundredth, since math.Pow differs between processors in its last bits.
func contrast(a, b Color) float64 {
	x, y := a.luminance(), b.luminance()
	if x < y {
		x, y = y, x
	}
	return quantise((x + 0.05) / (y + 0.05))
}
