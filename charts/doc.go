// Package charts turns a frame into a picture that can be published: SVG with
// real text, and PNG.
//
// [Draw] checks the frame, lays the picture out and returns a [Picture];
// [FromFigures] makes the frame from figures. There is one file for each kind
// of chart, and [Kinds] is the table of them:
//
//   - bar: ranked bars from zero
//   - times: how many times as large, as squares that can be counted
//   - share: shares of a whole
//   - line: series over time
//
// # What is drawn of a statement
//
// Solid is what the statement makes sure, hatched what it leaves open: "more
// than 80%" is solid up to 80 and hatched up to the whole; "about a dozen" is
// solid up to 11 and hatched up to 13, with a mark at 12; an end that nothing
// bounds is an arrow that fades. A row without a number is listed as "no number
// stated" and never drawn as 0.
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
// Text is measured with Liberation Sans, which is carried in the binary and has
// the widths of Arial. A kind measures its labels first and says how much room
// it needs; the titles wrap, labels wrap and take room from the marks, and a
// canvas that cannot hold them is an error with the smallest size that can.
// Then everything is put into one list of shapes in pixels, from which SVG and
// PNG are both written. PNG text is filled outlines, since a font rasteriser
// gives other pixels on other processors.
//
// Coordinates are rounded to 0.01 pixels and products are kept from fusing with
// sums, so that equal arguments give equal bytes on amd64, arm64 and s390x.
// Letters that Liberation Sans lacks, Chinese for one, are boxes in the PNG and
// whatever the reader's fonts offer in the SVG; Hebrew is laid out, Arabic
// letters are not joined in the PNG.
package charts
