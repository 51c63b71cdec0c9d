package charts

import (
	"fmt"
	"math"
	"testing"

	"github.com/go-gota/gota/dataframe"
)

// deliveriesInPanels has the deliveries of two suppliers to four states; one of them has
// a single supplier. The numbers are made up.
func deliveriesInPanels() dataframe.DataFrame {
	var rows []string
	for _, r := range []struct {
		state, supplier string
		values          []int
	}{
		{"Viet Nam", "Russia", []int{610, 480, 700, 350, 120, 40}}, {"Viet Nam", "Israel", []int{30, 60, 55, 80, 75, 90}},
		{"Indonesia", "Russia", []int{210, 160, 90, 30, 10, 0}}, {"Indonesia", "Israel", []int{15, 10, 20, 12, 8, 14}},
		{"Myanmar", "Russia", []int{140, 190, 150, 170, 230, 260}}, {"Philippines", "Israel", []int{40, 70, 120, 190, 160, 210}},
	} {
		for i, v := range r.values {
			rows = append(rows, fmt.Sprintf("%s|%s|%d|%d|TIV_million", r.state, r.supplier, 2017+i, v))
		}
	}
	return table("facet|series|date|value|unit", rows...)
}

// inPanels is a frame of the usual form of a kind for each panel, one below the
// other. The id of a row is the place of its panel and its own, as 0-2.
func inPanels(kind string, panels ...[]float64) dataframe.DataFrame {
	var all dataframe.DataFrame
	for i, values := range panels {
		df := kindCases[kind].shape(values)
		n := df.Nrow()
		df = df.Mutate(texts(n, always(fmt.Sprintf("Panel %d", i+1)), "facet")).Mutate(texts(n, func(j int) string { return fmt.Sprintf("%d-%d", i, j) }, "id"))
		if i == 0 {
			all = df
		} else {
			all = all.RBind(df)
		}
	}
	return all
}

// markSize measures the mark of a figure: the rectangle around its largest
// fill, the height of its left edge, the sum of the areas of all, the widest
// line, and the colour. Paper counts as nothing.
func markSize(p *Picture, figure string) (largest rect, edge, area, stroke float64, color Color) {
	for _, m := range p.plan.marks {
		if m.figure != figure {
			continue
		}
		for _, s := range m.shapes {
			stroke = max(stroke, s.stroke)
			if s.text != "" || s.stroke > 0 || s.color == p.plan.paper {
				continue
			}
			for _, o := range s.outlines {
				r := extent(shape{outlines: [][]point{o}})
				area += r.w * r.h
			}
			for _, c := range s.circles {
				area += math.Pi * c.radius * c.radius
			}
			if r := extent(s); r.w*r.h > largest.w*largest.h {
				largest, color, edge = r, s.color, leftEdge(s, r)
			}
		}
	}
	return largest, edge, area, stroke, color
}

// leftEdge is how far the points of a shape reach upwards where it begins.
func leftEdge(s shape, around rect) float64 {
	low, high := math.Inf(1), math.Inf(-1)
	for _, o := range s.outlines {
		for _, pt := range o {
			if near(pt.x, around.x, 0.02) {
				low, high = min(low, pt.y), max(high, pt.y)
			}
		}
	}
	return high - low
}

// scaled is what an amount makes of a mark, by the scale of its kind.
var scaled = map[string]string{
	"bar": "width", "grouped-bar": "width", "stacked-bar": "width", "diverging-bar": "width", "share": "width",
	"dot": "across", "dumbbell": "across", "times": "area", "waffle": "area", "treemap": "area",
	"slope": "up", "line": "up", "balance": "up", "fan": "up", "scatter": "up",
	"columns": "height", "window-columns": "height", "area": "height", "area-share": "height", "matrix": "colour", "sankey": "edge", "choropleth": "colour", "symbol-map": "area", "flow-map": "stroke", "bump": "step",
}

// measures returns all that the first two rows of a panel, and the last, show
// of their amounts.
func measures(p *Picture, panel string) map[string]float64 {
	a, edge, area, stroke, color := markSize(p, panel+"-0")
	b, _, _, _, _ := markSize(p, panel+"-1")
	d, _, _, _, _ := markSize(p, panel+"-3")
	return map[string]float64{
		"width": a.w, "height": a.h, "area": area, "edge": edge, "colour": float64(color),
		"stroke": stroke, "step": b.middle().y - d.middle().y,
		"across": b.middle().x - a.middle().x, "up": b.middle().y - a.middle().y,
	}
}

// The first two rows of both panels are equal, and the third is larger in the
// second panel: the first two must look the same in both, and other than where
// the third is not larger. The kinds that show parts of a whole have the same
// scale always.
func TestFacets_ShareScales(t *testing.T) {
	for _, k := range Kinds {
		first, second := []float64{30, 10, 20, 15}, []float64{30, 10, 45, 15}
		isFixed := k.Token == "share" || k.Token == "waffle" || k.Token == "area-share" || k.Token == "bump" // of which the last two ranks are equal
		if k.Token == "area-share" {
			second = []float64{30, 10, 40, 30} // 20 of 35 is 40 of 70
		}
		p := mustDraw(t, k.Token, inPanels(k.Token, first, second), Options{})
		before := measures(mustDraw(t, k.Token, inPanels(k.Token, first, first), Options{}), "0")
		a, b := measures(p, "0"), measures(p, "1")
		how, ok := scaled[k.Token]
		if !ok {
			t.Errorf("%s: say in the table what an amount makes of its mark", k.Token)
			continue
		}
		tolerance := 0.03 // of the rounding of two coordinates
		if how == "area" {
			tolerance = a[how] / 1000 // sides of 100 and more, rounded to 0.01
		}
		if a[how] == 0 || !near(a[how], b[how], tolerance) {
			t.Errorf("%s: one amount has %s %g and %g in two panels", k.Token, how, a[how], b[how])
		}
		if !isFixed && how != "colour" && near(a[how], before[how], 0.5) {
			t.Errorf("%s: the %s of %g does not follow from the largest amount of all panels", k.Token, how, a[how])
		}
	}
}

// Panels have one size, and their names stand over them in the order of the
// frame; a key stands once.
func TestFacets_Grid(t *testing.T) {
	df := inPanels("scatter", []float64{3, 1}, []float64{3, 2}, []float64{4, 1}, []float64{2, 2}).
		Mutate(texts(8, func(i int) string { return []string{"Exports", "Imports"}[i%2] }, "series"))
	f := proveLayout(t, mustDraw(t, "scatter", df, Options{}))
	at := map[string][]rect{}
	for _, s := range f.texts {
		at[s.text] = append(at[s.text], s.box)
	}
	for i := 1; i <= 4; i++ {
		name := fmt.Sprintf("Panel %d", i)
		if len(at[name]) != 1 {
			t.Fatalf("%s stands %d times", name, len(at[name]))
		}
		if i > 1 {
			a, b := at[fmt.Sprintf("Panel %d", i-1)][0], at[name][0]
			if !(b.y == a.y && b.x > a.right() || b.y > a.bottom() && b.x == at["Panel 1"][0].x) {
				t.Errorf("%s at %v does not follow the panel at %v", name, b, a)
			}
		}
	}
	for _, name := range []string{"Exports", "Imports"} {
		if len(at[name]) != 1 {
			t.Errorf("the key %q stands %d times", name, len(at[name]))
		}
	}
}
