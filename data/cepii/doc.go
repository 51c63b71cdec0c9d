// Package cepii reads what CEPII publishes: BACI with its lists of countries
// and products, the distances dist_cepii and geo_cepii, and the Gravity
// database.
//
// A file is recognised by its header, never by its name. BACI gives flows, by
// [Open] and [OpenBACI]; or sums of them by [NewRecord], which streams through
// a file of any length on all processors and holds no rows. All others are
// reference tables: [data.Reading.Table] gives them with typed columns, whose
// meaning names the unit, and with place codes where CEPII has old codes of
// its own, as ROM, ZAR and YUG.
//
// What stands for a missing cell in each format is in [MissingBACI] and
// [MissingTables]; anything else that cannot be read is a *data.ParseError
// with its place.
package cepii
