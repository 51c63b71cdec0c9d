// Package factsheet computes what SIPRI publishes each March on transfers of
// major arms: the largest exporters and importers with their shares of two
// windows of years and the change in volume between them, the regions, who
// supplies whom, what kinds of arms, the years, and what is still to be
// delivered.
//
// [Compute] takes one or several releases of SIPRI's database, in any layout
// that says who delivered or received how much in which year: a trade
// register, TIV tables of exports, of imports, of categories, of one supplier.
// What they cannot tell is left out, and [Sheet.LeftOut] says why.
//
// All amounts are exact sums in millions of SIPRI trend-indicator values
// (TIV): the volume of arms delivered, not their price. [Round] rounds as
// SIPRI prints. docs/methods/factsheet.md has the rules and how they were
// verified against the sheets that SIPRI published.
package factsheet
