//go:build ignore

// Command gen makes borders.bin.gz from the npm package world-atlas, which
// holds Natural Earth's countries. See docs/methods/maps.md. It wants the
// unpacked packages:
//
//	npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
//	go run gen.go edit.go cuts.go -atlas package
package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/periplus-data/periplus/charts/borders/internal/topology"
)

type (
	xy      = topology.XY
	ring    = topology.Ring
	polygon = topology.Polygon
)

// The inputs, by their SHA-256.
var inputs = map[string]string{
	"countries-50m.json": "04342cdc1e3016bcd7db1630de95684d67b79fe3c8c460321e87aef469502394",
	"countries-10m.json": "3bc6f1d367a9bcec479841bae0e76092f512838411d0cef124e92eec4db45f79",
}

const (
	simplifyArea = 800     // square grid steps, twice the area: 5 km² on the equator
	leastPoints  = 7       // of an island
	small        = 100_000 // square grid steps, 1,200 km² on the equator
)

// Tags of shapes; package borders has the same.
const (
	inUN           = 1
	inNaturalEarth = 2
	disputed       = 4
)

func main() {
	log.SetFlags(0)
	atlas := flag.String("atlas", "package", "folder of the unpacked npm package world-atlas 2.0.2")
	out := flag.String("out", "borders.bin.gz", "file to write")
	flag.Parse()
	world := read(filepath.Join(*atlas, "countries-50m.json"))
	fine := read(filepath.Join(*atlas, "countries-10m.json"))
	for _, code := range fromFine {
		world[code] = fine[code]
		if len(world[code]) == 0 {
			log.Fatalf("%s is not in the 10m file", code)
		}
	}
	for code, polygons := range world {
		world[code] = topology.Join(polygons)
	}
	for _, code := range []string{"EGY", "SDN"} {
		world[code] = through(world[code], halaibLine[0])
	}
	un, areas, lines := unitedNations(world)
	var shapes []topology.Shape
	for _, code := range slices.Sorted(maps.Keys(union(world, un))) {
		if same(world[code], un[code]) {
			shapes = append(shapes, shape(code, inUN|inNaturalEarth, un[code]))
			continue
		}
		shapes = append(shapes, shape(code, inUN, un[code]), shape(code, inNaturalEarth, world[code]))
	}
	shapes = slices.DeleteFunc(shapes, func(s topology.Shape) bool { return len(s.Polygons) == 0 })
	for _, d := range areas {
		s := shape("", inUN|disputed, d.polygons)
		s.Name = d.name
		shapes = append(shapes, s)
	}
	t := topology.Build(shapes)
	t.Lines = lines
	t = topology.Simplify(t, simplifyArea, leastPoints, small)
	for i := range t.Shapes {
		polygons := t.Shape(i).Polygons
		t.Shapes[i].Anchor = topology.Anchor(polygons[topology.Largest(polygons)])
	}
	write(*out, t)
}

// read returns the polygons of the countries of a file of world-atlas by code.
func read(path string) map[string][]polygon {
	raw, err := os.ReadFile(path)
	if err != nil {
		log.Fatal(err)
	}
	if sum := sha256.Sum256(raw); hex.EncodeToString(sum[:]) != inputs[filepath.Base(path)] {
		log.Fatalf("%s is not the file this was written for", path)
	}
	var file struct {
		Arcs      [][][2]float64
		Transform struct{ Scale, Translate [2]float64 }
		Objects   struct {
			Countries struct {
				Geometries []struct {
					Type       string
					ID         string
					Arcs       json.RawMessage
					Properties struct{ Name string }
				}
			}
		}
	}
	if err := json.Unmarshal(raw, &file); err != nil {
		log.Fatal(err)
	}
	arcs := make([][]xy, len(file.Arcs))
	for i, arc := range file.Arcs {
		var x, y float64
		for _, d := range arc {
			x, y = x+d[0], y+d[1]
			arcs[i] = append(arcs[i], grid(x*file.Transform.Scale[0]+file.Transform.Translate[0], y*file.Transform.Scale[1]+file.Transform.Translate[1]))
		}
	}
	world := map[string][]polygon{}
	for _, g := range file.Objects.Countries.Geometries {
		var polygons [][][]int
		var err error
		switch g.Type {
		case "Polygon":
			polygons = make([][][]int, 1)
			err = json.Unmarshal(g.Arcs, &polygons[0])
		case "MultiPolygon":
			err = json.Unmarshal(g.Arcs, &polygons)
		}
		if err != nil {
			log.Fatal(err)
		}
		for _, rings := range polygons {
			p := expand(arcs, rings)
			if p == nil {
				continue
			}
			code := codeOf(g.ID, g.Properties.Name, p)
			world[code] = append(world[code], p)
		}
	}
	return world
}

func grid(lon, lat float64) xy {
	return xy{X: int32(math.Round(lon * topology.PerDegree)), Y: int32(math.Round(lat * topology.PerDegree))}
}

// expand writes the arcs of the rings out.
func expand(arcs [][]xy, rings [][]int) polygon {
	var p polygon
	for i, refs := range rings {
		var points ring
		for _, ref := range refs {
			arc := arcs[max(ref, ^ref)]
			if ref < 0 {
				arc = slices.Clone(arc)
				slices.Reverse(arc)
			}
			points = append(points, arc[:len(arc)-1]...)
		}
		clean := topology.Clean(topology.Unwrap(points), i > 0)
		if clean == nil && i == 0 {
			return nil
		}
		if clean != nil {
			p = append(p, clean)
		}
	}
	return p
}

func shape(code string, tag uint8, polygons []polygon) topology.Shape {
	s := topology.Shape{Code: code, Name: names[code], Tag: tag, Polygons: polygons}
	if name, ok := unlisted[code]; ok {
		s.Code, s.Name = "", name
	}
	if s.Name == "" && code != "" {
		log.Fatalf("no name for %q", code)
	}
	return s
}

// names are the English names of CLDR that the program uses elsewhere.
var names = readNames("../../data/locale/countries.tsv")

func readNames(path string) map[string]string {
	raw, err := os.ReadFile(path)
	if err != nil {
		log.Fatal(err)
	}
	names := map[string]string{}
	for line := range strings.Lines(string(raw)) {
		if cells := strings.Split(line, "\t"); len(cells) > 2 {
			names[cells[0]] = cells[1]
		}
	}
	return names
}

func write(path string, t *topology.Topology) {
	points := 0
	for _, arc := range t.Arcs {
		points += len(arc)
	}
	var buf bytes.Buffer
	w, err := gzip.NewWriterLevel(&buf, gzip.BestCompression)
	if err != nil {
		log.Fatal(err)
	}
	if _, err := w.Write(topology.Encode(t)); err != nil {
		log.Fatal(err)
	}
	if err := w.Close(); err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(path, buf.Bytes(), 0o644); err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%d shapes, %d lines, %d points, %d bytes\n", len(t.Shapes), len(t.Arcs), points, buf.Len())
}
