// Package data holds the words that everything else in periplus speaks: a
// [Figure] as a [Source] states it, its [Amount] with bounds, its [Unit] and
// [Measure], exact [Number]s, [Date]s and [Period]s, and the frames and tables
// in which they travel.
//
// Nothing here computes a comparison or draws. Numbers are exact rationals
// until they are printed; a value that a source does not claim stays empty and
// never becomes 0.
package data
