// Package place holds the codes and names of places as providers of data on
// trade and arms write them, with the years in which each code meant what.
//
// A place has one code here: its alpha-3 code of ISO 3166-1; that of ISO 3166-3
// where the state no longer exists (SUN, YUG, CSK, DDR); WLD for the world; and
// PROVIDER:code for all else: SIPRI:XLH is Hezbollah in SIPRI's table,
// Comtrade:490 what the United Nations call "Other Asia, nes", WB:AFE a group
// of countries of the World Bank.
//
// A code of a provider is turned into a place by [Resolve], a name by [Named],
// and a place into the code of a provider by [Place.In]. The year decides where
// a provider used one code for two states one after the other. Where its one
// series holds two states, the series stays whole, and [Merges] says so.
//
// docs/methods/places.md tells which code means what, and the traps.
package place
