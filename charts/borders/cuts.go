//go:build ignore

package main

import (
	"maps"

	"github.com/periplus-data/periplus/charts/borders/internal/topology"
)

// area is a disputed area of the policy "un".
type area struct {
	name     string
	polygons []polygon
}

// unitedNations returns the areas of the policy "un", changed from those of
// Natural Earth, and its disputed areas. docs/methods/maps.md has the reasons.
func unitedNations(world map[string][]polygon) (map[string][]polygon, []area) {
	un := maps.Clone(world)
	var areas []area

	// Crimea with Sevastopol is Ukraine (General Assembly resolution 68/262).
	crimea, russia := take(un["RUS"], grid(34.1, 44.95))
	un["RUS"] = russia
	un["UKR"] = topology.Dissolve(append([]polygon{crimea}, un["UKR"]...))

	un["SOM"] = topology.Dissolve(append(un["SOM"], un["Somaliland"]...))
	un["CYP"] = topology.Dissolve(append(un["CYP"], un["N. Cyprus"]...))
	delete(un, "Somaliland")
	delete(un, "N. Cyprus")

	// Western Sahara lies south of 27°40′ N; Natural Earth gives Morocco what it
	// controls of it.
	sahara, morocco := split(un["MAR"], ring{grid(-8.818, 27.657), grid(-11, 27.656), grid(-13.176, 27.653)})
	if sahara[0].Contains(grid(-7, 31.6)) {
		sahara, morocco = morocco, sahara
	}
	un["MAR"] = morocco
	un["ESH"] = topology.Dissolve(append(sahara, un["ESH"]...))
	areas = append(areas, area{"Western Sahara", un["ESH"]})
	return un, areas
}
