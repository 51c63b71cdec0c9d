package charts

import (
	"fmt"
	"strings"

	"github.com/periplus-data/periplus/data"
)

// Size is a size by what a chart is for.
type Size string

// The sizes. Those of paper are in millimetres, at 96 pixels to the inch of
// 25.4 mm, as CSS counts; their height follows from the rows.
const (
	FreeSize   Size = ""       // 1200 pixels wide, as high as 16:9 or as suits the rows
	WebSize    Size = "web"    // 1200 × 675 pixels
	ColumnSize Size = "column" // 85 mm wide, a column of a page
	PageSize   Size = "page"   // 170 mm wide, the text of a page
	SlideSize  Size = "slide"  // 1920 × 1080 pixels
	SquareSize Size = "square" // 1080 × 1080 pixels
)

// Sizes lists the sizes that have a name.
var Sizes = []Size{WebSize, ColumnSize, PageSize, SlideSize, SquareSize}

// ParseSize reads the name of a size; "" is FreeSize. The error lists what
// would be right.
func ParseSize(s string) (Size, error) {
	names := make([]string, len(Sizes))
	for i, size := range Sizes {
		if string(size) == s {
			return size, nil
		}
		names[i] = string(size)
	}
	if s == "" {
		return FreeSize, nil
	}
	return FreeSize, fmt.Errorf("unknown size %q%s; write one of %s", data.Clip(s, 40), data.Suggest(s, names), strings.Join(names, ", "))
}

// pixelsPerInch is what CSS and SVG mean by a pixel.
const pixelsPerInch = 96

// millimetres is the width on paper, and 0 for a size of screens.
func (s Size) millimetres() float64 {
	switch s {
	case ColumnSize:
		return 85
	case PageSize:
		return 170
	}
	return 0
}

// pixels returns the sides in pixels; a height of 0 is left open.
func (s Size) pixels() (width, height float64) {
	if mm := s.millimetres(); mm > 0 {
		return quantise(float64(mm*pixelsPerInch) / 25.4), 0
	}
	switch s {
	case WebSize:
		return 1200, 675
	case SlideSize:
		return 1920, 1080
	case SquareSize:
		return 1080, 1080
	}
	return 1200, 0
}

// distance is how far away a picture is read, against one of the web of its
// width: a slide across a room, a square on a telephone. Letters grow with its
// square root.
func (s Size) distance() float64 {
	switch s {
	case SlideSize:
		return 1.6
	case SquareSize:
		return 1.8
	}
	return 1
}

// printDPI is how many dots an inch of paper has.
const printDPI = 300

// Scale returns how many pixels of a PNG suit each pixel of the picture: 2 for
// screens, and what makes 300 dots an inch for sizes of paper.
func (p *Picture) Scale() float64 {
	if p.size.millimetres() > 0 {
		return float64(printDPI) / pixelsPerInch
	}
	return 2
}
