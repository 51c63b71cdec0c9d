// Package borders holds the outlines of the world's countries and territories
// for maps, and projects them onto paper. It draws nothing.
//
// Load gives the world in one of two views of the boundaries, "un" and
// "natural-earth", Read a user's own. Map.Fit chooses the projection and the
// frame for a set of countries, and View.Outlines returns their outlines in
// pixels.
//
// The outlines are those of Natural Earth 1:50m, which is in the public domain,
// with the fewer points that a page can show. docs/methods/maps.md says where
// the policy "un" departs from them and why.
package borders

//go:generate go run gen.go edit.go cuts.go
