//go:build ignore

package main

import (
	"log"
	"os"
	"slices"
	"strings"

	"github.com/periplus-data/periplus/charts/borders/internal/topology"
)

// fromFine are the territories that Natural Earth's 1:50m countries leave out.
var fromFine = []string{"TUV", "GIB"}

// unlisted are the areas that ISO 3166 has no code for, with their names in full.
var unlisted = map[string]string{"Somaliland": "Somaliland", "N. Cyprus": "Northern Cyprus", "Siachen Glacier": "Siachen Glacier",
	"Jammu and Kashmir": "Jammu and Kashmir", "Aksai Chin": "Aksai Chin", "Abyei": "Abyei"}

// codeOf returns the ISO 3166 alpha-3 code of a polygon of Natural Earth. What
// ISO does not list keeps its name; Kosovo is XKX.
func codeOf(id, name string, p polygon) string {
	if _, ok := unlisted[name]; ok {
		return name
	}
	switch name {
	case "Kosovo":
		return "XKX"
	case "Indian Ocean Ter.":
		// Christmas Island and the Cocos (Keeling) Islands, 950 km apart.
		if p[0][0].X > 100*topology.PerDegree {
			return "CXR"
		}
		return "CCK"
	}
	if id == "" {
		return "skip " + name
	}
	code, ok := alpha3[id]
	if !ok {
		log.Fatalf("%s has the unknown code %q", name, id)
	}
	return code
}

// alpha3 holds the alpha-3 code of each numeric one.
var alpha3 = readCodes("codes.tsv")

func readCodes(path string) map[string]string {
	raw, err := os.ReadFile(path)
	if err != nil {
		log.Fatal(err)
	}
	codes := map[string]string{}
	for line := range strings.Lines(string(raw)) {
		if cells := strings.Split(strings.TrimRight(line, "\n"), "\t"); len(cells) == 3 && cells[1] != "" {
			codes[cells[1]] = cells[0]
		}
	}
	return codes
}

func union(a, b map[string][]polygon) map[string]bool {
	all := map[string]bool{}
	for _, m := range []map[string][]polygon{a, b} {
		for code := range m {
			if !strings.HasPrefix(code, "skip ") {
				all[code] = true
			}
		}
	}
	return all
}

func same(a, b []polygon) bool {
	return slices.EqualFunc(a, b, func(p, q polygon) bool {
		return slices.EqualFunc(p, q, func(r, s ring) bool { return slices.Equal(r, s) })
	})
}

// split cuts the polygon that holds the middle of the line, from the point of
// its outline nearest the first point of the line to the one nearest the last,
// and returns what lies to the right of the line, then all the rest.
func split(polygons []polygon, line ring) (right, rest []polygon) {
	at, most := -1, int64(0)
	middle := line[len(line)/2]
	for i, p := range polygons {
		if area := -p[0].Area2(); p.Contains(middle) && area > most {
			at, most = i, area
		}
	}
	if at < 0 {
		log.Fatalf("no polygon holds %v", middle)
	}
	outer := polygons[at][0]
	a, b := nearest(outer, line[0]), nearest(outer, line[len(line)-1])
	inner := line[1 : len(line)-1]
	// The outline runs with its ground on the right, so that going along the line
	// and home along the outline bounds what lies on the right of the line.
	one := append(ring{outer[a]}, inner...)
	for i := b; i != a; i = (i + 1) % len(outer) {
		one = append(one, outer[i])
	}
	back := slices.Clone(inner)
	slices.Reverse(back)
	two := append(ring{outer[b]}, back...)
	for i := a; i != b; i = (i + 1) % len(outer) {
		two = append(two, outer[i])
	}
	rest = slices.Delete(slices.Clone(polygons), at, at+1)
	rings := []ring{topology.Clean(one, false), topology.Clean(two, false)}
	parts := topology.Nest(append(rings, polygons[at][1:]...))
	return parts[:1], append(rest, parts[1:]...)
}

func nearest(r ring, p xy) int {
	best := 0
	for i, q := range r {
		if far(q, p) < far(r[best], p) {
			best = i
		}
	}
	return best
}

func far(p, q xy) int64 {
	dx, dy := int64(p.X-q.X), int64(p.Y-q.Y)
	return dx*dx + dy*dy
}

// take returns the polygon that holds the point, and all the others.
func take(polygons []polygon, p xy) (polygon, []polygon) {
	for i, q := range polygons {
		if q.Contains(p) {
			return q, slices.Delete(slices.Clone(polygons), i, i+1)
		}
	}
	log.Fatalf("no polygon holds %v", p)
	return nil, nil
}

// through puts the point on the edge that it lies on, within a step or two, in
// both countries that share the edge.
func through(polygons []polygon, p xy) []polygon {
	var out []polygon
	for _, polygon := range polygons {
		var rings []ring
		for _, r := range polygon {
			var points ring
			for i, a := range r {
				b := r[(i+1)%len(r)]
				points = append(points, a)
				if (a.X < p.X) != (b.X < p.X) && a.X != p.X && max(a.Y, b.Y) <= p.Y+2 && min(a.Y, b.Y) >= p.Y-2 {
					points = append(points, xy{X: p.X, Y: a.Y + (b.Y-a.Y)/2})
				}
			}
			rings = append(rings, points)
		}
		out = append(out, rings)
	}
	return out
}

// common returns the longest line that is border of both.
func common(a, b []polygon) ring {
	edges := map[[2]xy]bool{}
	for _, p := range b {
		for i, q := range p[0] {
			edges[[2]xy{p[0][(i+1)%len(p[0])], q}] = true
		}
	}
	var best, run ring
	for _, p := range a {
		for i := range 2 * len(p[0]) {
			q, r := p[0][i%len(p[0])], p[0][(i+1)%len(p[0])]
			if !edges[[2]xy{q, r}] {
				run = nil
				continue
			}
			if run == nil {
				run = ring{q}
			}
			if run = append(run, r); len(run) > len(best) && len(run) <= len(p[0]) {
				best = slices.Clone(run)
			}
		}
	}
	return best
}
