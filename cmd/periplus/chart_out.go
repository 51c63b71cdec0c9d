package main

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/periplus-data/periplus/charts"
	"github.com/periplus-data/periplus/cmd/periplus/internal/output"
)

func (o chartOptions) checkOutput() error {
	png := false
	for _, name := range o.out {
		switch ext := strings.ToLower(filepath.Ext(name)); ext {
		case ".svg", ".pdf", ".json":
		case ".png":
			png = true
		default:
			return usagef("--out %s: a chart is written as .svg, .png, .pdf or .vl.json; end the name with one of them", name)
		}
	}
	if o.given("scale") && !png {
		return usagef("--scale goes with a PNG; add --out FILE.png")
	}
	for _, side := range []struct {
		flag string
		x    float64
	}{{"width", o.width}, {"height", o.height}, {"scale", o.scale}} {
		if o.given(side.flag) && !(side.x > 0) {
			return usagef("--%s: %g is not possible; write a number above 0", side.flag, side.x)
		}
	}
	return nil
}

// madeChart is a chart as picture, as specification, or as both.
type madeChart struct {
	picture *charts.Picture // nil where none is asked for
	spec    []byte          // of Vega-Lite; nil where none is asked for
}

// isSpec reports whether a file takes the specification.
func isSpec(name string) bool { return strings.EqualFold(filepath.Ext(name), ".json") }

// make draws the picture, and writes the specification, where they are asked
// for.
func (o chartOptions) make(in chartInput, chart charts.Chart) (m madeChart, err error) {
	if o.spec.value != "" || slices.ContainsFunc(o.out, isSpec) {
		if m.spec, err = charts.VegaLite(in.frame, chart); err != nil {
			return m, err
		}
	}
	drawn := slices.ContainsFunc(o.out, func(name string) bool { return !isSpec(name) })
	if drawn || o.open || len(o.out) == 0 && m.spec == nil {
		m.picture, err = charts.Draw(in.frame, chart)
	}
	return m, err
}

// render makes the bytes of every file.
func (o chartOptions) render(m madeChart) ([]output.File, error) {
	var files []output.File
	for _, name := range o.out {
		f := output.File{Path: name}
		var err error
		switch strings.ToLower(filepath.Ext(name)) {
		case ".png":
			scale := o.scale
			if !o.given("scale") {
				scale = m.picture.Scale()
			}
			f.Data, err = m.picture.PNG(scale)
		case ".pdf":
			f.Data, err = m.picture.PDF()
		case ".json":
			f.Data = m.spec
		default:
			f.Data = m.picture.SVG()
		}
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	return files, nil
}

// deliver writes the files, or what has no file to standard output, and shows
// what is to be shown.
func (a *app) deliver(o chartOptions, m madeChart, files []output.File) error {
	switch {
	case m.spec != nil && !slices.ContainsFunc(o.out, isSpec):
		if _, err := a.out.Write(m.spec); err != nil {
			return err
		}
	case len(files) == 0 && !o.open:
		_, err := a.out.Write(m.picture.SVG())
		return err
	}
	var inputs []string
	for _, name := range []string{o.file, o.boundaries, o.theme} {
		if name != "" && name != "-" {
			inputs = append(inputs, name)
		}
	}
	inputs = append(inputs, packageFiles(o.names)...)
	if err := output.Write(files, inputs...); err != nil {
		return err
	}
	for _, f := range files {
		a.say("wrote %s", f.Path)
	}
	if !o.open {
		return nil
	}
	for _, f := range files {
		if !isSpec(f.Path) {
			return a.showFile(f.Path)
		}
	}
	return a.showTemporary(m.picture)
}

// packageFiles lists the files of the packages that were read.
func packageFiles(names []string) []string {
	var out []string
	for _, name := range names {
		files, _ := filepath.Glob(filepath.Join(name, "*"))
		out = append(out, files...)
	}
	slices.Sort(out)
	return out
}
