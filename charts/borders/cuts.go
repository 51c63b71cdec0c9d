//go:build ignore

package main

import (
	"maps"
	"slices"

	"github.com/periplus-data/periplus/charts/borders/internal/topology"
)

// area is a disputed area of the policy "un".
type area struct {
	name     string
	polygons []polygon
}

// unitedNations returns the areas of the policy "un", changed from those of
// Natural Earth, its disputed areas and the lines within them.
// docs/methods/maps.md has the reasons.
func unitedNations(world map[string][]polygon) (map[string][]polygon, []area, []topology.Line) {
	un := maps.Clone(world)

	// Crimea with Sevastopol is Ukraine (General Assembly resolution 68/262).
	crimea, russia := take(un["RUS"], grid(34.1, 44.95))
	un["RUS"] = russia
	un["UKR"] = topology.Dissolve(append([]polygon{crimea}, un["UKR"]...))

	un["SOM"] = topology.Dissolve(append(un["SOM"], un["Somaliland"]...))
	un["CYP"] = topology.Dissolve(append(un["CYP"], un["N. Cyprus"]...))

	// Natural Earth gives Morocco what it controls of Western Sahara.
	sahara, morocco := split(un["MAR"], westernSahara)
	un["MAR"] = morocco
	un["ESH"] = topology.Dissolve(append(sahara, un["ESH"]...))

	golan, israel := split(un["ISR"], golanLine)
	un["ISR"] = israel
	un["SYR"] = topology.Dissolve(append(golan, un["SYR"]...))

	india, restOfIndia := split(un["IND"], kashmirIndia)
	pakistan, restOfPakistan := split(un["PAK"], kashmirPakistan)
	un["IND"], un["PAK"] = restOfIndia, restOfPakistan
	kashmir := topology.Dissolve(slices.Concat(india, pakistan, un["Siachen Glacier"]))
	control := topology.Line{Name: "Line of Control", Tag: inUN, Points: common(pakistan, india)}

	aksaiChin, china := split(un["CHN"], aksaiChinLine)
	un["CHN"] = china
	abyei, sudan := split(un["SDN"], abyeiLine)
	un["SDN"] = sudan

	halaib, _ := split(un["EGY"], halaibLine)
	ilemi, _ := split(un["KEN"], ilemiLine)

	un["Jammu and Kashmir"], un["Aksai Chin"], un["Abyei"] = kashmir, aksaiChin, abyei
	for _, gone := range []string{"Somaliland", "N. Cyprus", "Siachen Glacier"} {
		delete(un, gone)
	}
	return un, []area{
		{"Abyei", abyei},
		{"Aksai Chin", aksaiChin},
		{"Golan Heights", golan},
		{"Hala’ib Triangle", halaib},
		{"Ilemi Triangle", ilemi},
		{"Jammu and Kashmir", kashmir},
		{"Western Sahara", un["ESH"]},
	}, []topology.Line{control}
}

// line makes a line of longitudes and latitudes in turn.
func line(degrees ...float64) ring {
	var points ring
	for i := 0; i < len(degrees); i += 2 {
		points = append(points, grid(degrees[i], degrees[i+1]))
	}
	return points
}

// The lines below part a country of Natural Earth, with what is cut off on
// their right. Their ends are points of its border. Except for Western Sahara
// and Hala’ib they are those of Natural Earth's 1:50m layer of breakaway and
// disputed areas, which is in the public domain: nvkelso/natural-earth-vector,
// geojson/ne_50m_admin_0_breakaway_disputed_areas.geojson at commit 117488dc,
// rounded to a thousandth of a degree.
var (
	// The parallel of 27°40′ N, from the Atlantic to the end of what Natural Earth has as Western Sahara.
	westernSahara = line(-13.176, 27.653, -11, 27.656, -8.818, 27.657)

	// From Lebanon down the Jordan and along Lake Tiberias: on its left is Israel's
	// side, so it runs northwards.
	golanLine = line(35.611, 32.682, 35.592, 32.723, 35.608, 32.760, 35.636, 32.807, 35.633, 32.867, 35.614, 32.891,
		35.589, 32.953, 35.577, 33.010, 35.601, 33.040, 35.635, 33.118, 35.641, 33.200, 35.603, 33.241, 35.627, 33.275)

	// From the border with China west to the border with Pakistan: Jammu and
	// Kashmir with Ladakh on the right, Himachal Pradesh and Punjab on the left.
	kashmirIndia = line(78.390, 32.520, 78.350, 32.488, 78.296, 32.456, 78.273, 32.463, 78.266, 32.481, 78.273, 32.516,
		78.320, 32.568, 78.364, 32.606, 78.372, 32.643, 78.373, 32.687, 78.363, 32.714, 78.343, 32.731, 78.316, 32.732,
		78.251, 32.696, 78.173, 32.663, 78.048, 32.627, 77.987, 32.621, 77.951, 32.639, 77.916, 32.669, 77.875, 32.753,
		77.824, 32.818, 77.777, 32.892, 77.761, 32.933, 77.739, 32.952, 77.709, 32.950, 77.613, 32.888, 77.555, 32.874,
		77.480, 32.847, 77.436, 32.824, 77.352, 32.825, 77.219, 32.847, 77.079, 32.908, 76.978, 32.967, 76.934, 33.013,
		76.789, 33.133, 76.761, 33.141, 76.708, 33.137, 76.633, 33.144, 76.565, 33.161, 76.505, 33.162, 76.446, 33.150,
		76.329, 33.077, 76.174, 32.988, 76.048, 32.926, 75.974, 32.883, 75.907, 32.885, 75.842, 32.877, 75.836, 32.847,
		75.924, 32.723, 75.902, 32.639, 75.834, 32.519, 75.705, 32.426, 75.545, 32.339, 75.512, 32.311, 75.403, 32.324,
		75.309, 32.320, 75.303, 32.319)

	// From the border with India north to the border with Afghanistan: Azad Jammu
	// and Kashmir and Gilgit-Baltistan on the right.
	kashmirPakistan = line(74.306, 32.810, 74.150, 32.900, 73.955, 32.994, 73.852, 33.029, 73.715, 33.069, 73.643, 33.105,
		73.615, 33.237, 73.609, 33.432, 73.616, 33.527, 73.595, 33.598, 73.581, 33.668, 73.587, 33.712, 73.580, 33.769,
		73.576, 33.849, 73.549, 33.952, 73.503, 34.074, 73.484, 34.215, 73.422, 34.371, 73.423, 34.431, 73.435, 34.489,
		73.455, 34.538, 73.480, 34.566, 73.623, 34.598, 73.652, 34.646, 73.678, 34.704, 73.805, 34.793, 74.012, 34.895,
		74.074, 35.014, 74.091, 35.104, 74.038, 35.143, 73.893, 35.196, 73.762, 35.247, 73.713, 35.284, 73.693, 35.319,
		73.698, 35.360, 73.775, 35.468, 73.766, 35.497, 73.739, 35.516, 73.645, 35.531, 73.472, 35.536, 73.443, 35.560,
		73.371, 35.579, 73.345, 35.592, 73.263, 35.641, 73.161, 35.710, 73.134, 35.752, 73.128, 35.795, 73.117, 35.833,
		73.072, 35.858, 72.967, 35.870, 72.879, 35.874, 72.820, 35.857, 72.740, 35.846, 72.643, 35.865, 72.566, 35.897,
		72.557, 35.967, 72.554, 36.156, 72.584, 36.236, 72.780, 36.335, 72.888, 36.420, 73.046, 36.554, 73.076, 36.626,
		73.095, 36.689, 73.135, 36.713, 73.365, 36.737, 73.487, 36.742, 73.654, 36.729, 73.802, 36.738, 73.841, 36.771,
		73.799, 36.817, 73.743, 36.853, 73.732, 36.888, 73.769, 36.888)

	// From the Karakoram Pass east along the Kunlun, and south.
	aksaiChinLine = line(77.799, 35.496, 77.942, 35.535, 78.045, 35.547, 78.133, 35.581, 78.194, 35.635, 78.346, 35.722,
		78.555, 35.788, 78.606, 35.818, 78.673, 35.869, 78.746, 35.876, 78.832, 35.866, 78.970, 35.891, 79.098, 35.887,
		79.166, 35.942, 79.352, 35.974, 79.389, 35.963, 79.454, 35.891, 79.518, 35.864, 79.644, 35.839, 79.735, 35.810,
		79.861, 35.787, 79.929, 35.827, 80.003, 35.819, 80.072, 35.738, 80.150, 35.685, 80.263, 35.626, 80.313, 35.579,
		80.311, 35.540, 80.271, 35.330, 80.264, 35.271, 80.205, 35.177, 80.175, 34.987, 80.091, 34.839, 80.028, 34.659,
		79.876, 34.656, 79.841, 34.616, 79.784, 34.564, 79.745, 34.537, 79.731, 34.515, 79.727, 34.440, 79.717, 34.425,
		79.677, 34.415, 79.536, 34.420, 79.517, 34.402, 79.544, 34.236, 79.495, 34.147, 79.484, 34.107, 79.433, 34.055,
		79.275, 34.020, 79.102, 34.012, 78.931, 34.000, 78.911, 33.989, 78.897, 33.964, 78.894, 33.927, 78.917, 33.863,
		78.991, 33.722, 79.002, 33.671, 78.993, 33.651, 78.942, 33.605, 78.897, 33.557, 78.910, 33.450, 78.917, 33.387)

	// The area of the award of 2009, from the border with South Sudan and back to it.
	abyeiLine = line(27.886, 9.600, 27.823, 9.746, 27.823, 10.159, 28.979, 10.159, 28.980, 9.594)

	// The administrative line of 1902 between Egypt and Sudan, from 22° N to the Red
	// Sea at Bir Shalatein. Approximate: drawn between its ends to bound the
	// 20,580 km² that it is said to.
	halaibLine = line(34.10, 22.00, 34.20, 22.20, 34.68, 22.64, 35.18, 22.95, 35.62, 23.14)

	// Kenya's straight line from Lake Turkana west; it administers what is north of it.
	ilemiLine = line(35.920, 4.620, 35.1, 4.620, 34.380, 4.620)
)
