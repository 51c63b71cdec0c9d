// Package analysis computes with figures and keeps their bounds.
//
// [Compare] takes one operation and figures, and returns for each result a
// value, the interval that the statements leave possible, its unit, the
// formula and what a reader has to know. The ends of an interval are the true
// infimum and supremum of the result over all inputs inside their own
// intervals, computed in exact rationals. They come from what the printed
// words allow and are never a margin of error.
//
// A value is given only where every input claims one: "more than 80%" has an
// interval and no value.
//
// [Check] holds figures against releases of the official record: the rows of a
// record leave a set of values possible, and the statement holds where all of
// them satisfy it, is contradicted where none does, and cannot be told
// otherwise. [DiffFigures] does so with two releases and says which published
// numbers survive, drift or flip; [DiffRecords] compares the releases
// themselves.
package analysis
