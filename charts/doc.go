// Package charts turns a frame into a picture that can be published: SVG and
// PDF with real text, and PNG.
//
// [Draw] checks the frame, lays the picture out and returns a [Picture] with
// its alternative text; [Picture.SVG], [Picture.PDF] and [Picture.PNG] write
// it. [FromFigures] makes the frame from figures, [Assign] finds the columns of
// a chart in any table, and [VegaLite] writes the data as a specification for
// other tools, for the kinds that it can express.
//
// # Kinds
//
// A kind is one file with its options, such as [Bar], and one line of [Kinds],
// which is the only list of them: with their columns, their settings, and when
// to use them and when not. Help, completion and the gallery are made from it.
// In the order of their families they are
//
//   - ranking and size: bar, grouped-bar, stacked-bar, diverging-bar, dot,
//     times, waffle
//   - two moments: dumbbell, slope, bump
//   - time: line, area, area-share, columns, window-columns, balance, fan
//   - part of a whole: share, treemap
//   - flows: sankey, matrix, flow-map
//   - place: choropleth, symbol-map
//   - relation: scatter
//
// With a column facet, any of them becomes small multiples that share their
// scales. The zero value of a kind's options is a chart fit for publishing.
//
// # What is drawn of a statement
//
// Solid is what the statement makes sure, hatched what it leaves open: "more
// than 80%" is solid up to 80 and hatched up to the whole; "about a dozen" is
// solid up to 11 and hatched up to 13, with a mark at 12; an end that nothing
// bounds is an arrow that fades. Lines have bands, and dots have bars, in place
// of hatching. An estimate is pale, hollow or dashed, and the legend says so. A
// row without a number is named as one and never drawn as 0; a year without one
// is a gap.
//
// An interval is drawn where it is stated, where there is no single value, or
// where it is wider than 2% of the axis. A narrower one, which rounding leaves
// around most printed numbers, is told in hover text and alternative text, and
// the source note says "bounds from rounding": whiskers of a hair's width look
// like statistics. In a frame with a column bound, the bounds of a row where
// it is empty or exact come from rounding. In a frame without it, low and high
// are taken as stated. Low or high that is missing is unbounded.
//
// # How a picture is made
//
// A kind measures its labels first, in the font of the picture, and says how
// much room it needs; titles and notes wrap, labels wrap and take room from the
// marks. Three ways of placing labels serve all kinds: those at the ends of
// lines are moved apart along the line they stand on, with leaders to their
// points; those around points and on maps are pushed away from marks and from
// one another; all others stand in rows and columns of their own. What finds no
// room is left out, the least important first, and a note says how much. A
// canvas that cannot hold the rest is an error with the smallest size that can.
//
// Everything is then put into one list of shapes in pixels, from which SVG, PDF
// and PNG are all written. PNG text is filled outlines, since a font rasteriser
// gives other pixels on other processors. The tests prove from the SVG itself,
// over hundreds of generated charts of every kind, that no two texts overlap,
// that nothing leaves the canvas and that no text is under 8 pixels.
//
// # Looks
//
// A [Theme] is colours, font and the size of letters: [Web], [Print] with
// textures in place of colours, [Dark], or one of the user's own ([ReadTheme]).
// A [Size] says what the picture is for; width and height overrule it. Numbers,
// dates and words are those of a language of data/locale. The outlines of maps
// are those of charts/borders, and the source note says whose view they are.
//
// The font is Liberation Sans, which is carried in the binary and has the
// widths of Arial, unless the theme brings another. Letters that it lacks,
// Chinese for one, are boxes in the PNG and whatever the reader's fonts offer
// in the SVG; Hebrew is laid out, Arabic letters are not joined in the PNG.
//
// Coordinates are rounded to 0.01 pixels, functions such as sines are rounded
// before anything depends on them, and products are kept from fusing with sums,
// so that equal arguments give equal bytes on amd64, arm64 and s390x.
package charts
