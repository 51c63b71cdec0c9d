package charts

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/go-gota/gota/dataframe"
	"github.com/go-gota/gota/series"
	"pgregory.net/rapid"

	"github.com/periplus-data/periplus/data/locale"
)

var _ = cases("scatter", kindCase{
	goldens: []golden{
		{name: "scatter_en", df: spendersFrame(), settings: map[string]string{"log": "xy", "x_title": "Military spending", "y_title": "Share of gross domestic product"}, o: Options{
			Title:    "One country spent a third of its output on its armed forces",
			Subtitle: "The fifteen countries with the largest military spending", Note: "Numbers made up for this picture"}},
		{name: "scatter_fr", df: clientsFrame(), settings: map[string]string{"x_title": "Part du premier client", "y_title": "Exportations par habitant"}, o: Options{Language: locale.French, Width: 420,
			Title: "Plus un client domine, moins un pays exporte", Subtitle: "Exportations de marchandises, par pays", Note: "Nombres inventés pour cette image"}},
	},
	gen: genScatter,
	shape: func(values []float64) dataframe.DataFrame {
		x := make([]float64, len(values))
		for i := range x {
			x[i] = float64(i%17) * 3
		}
		return shaped(values, map[string]func(int) string{"label": numbered("Country")}).Mutate(series.New(x, series.Float, "x"))
	},
})

// genScatter draws points with long names and without, some of them in one
// place or without a number.
func genScatter(t *rapid.T) dataframe.DataFrame {
	n, count := genNumber(t), rapid.IntRange(1, 4).Draw(t, "series")
	x, unit := make([]float64, n), rapid.SampledFrom(anyUnit).Draw(t, "x unit")
	for i := range x {
		x[i] = genAmount().Draw(t, "x")
	}
	return dataframe.New(append(genRows(t, n, anyUnit, asIs, maxAmount),
		series.New(x, series.Float, "x"), texts(n, func(int) string { return unit }, "x_unit"),
		texts(n, func(int) string { return rapid.OneOf(rapid.Just(""), genName()).Draw(t, "label") }, "label"),
		texts(n, func(i int) string { return fmt.Sprintf("%d %s", i%count, someNames[i%count]) }, "series"))...)
}

// spendersFrame has spending in dollars, its share of the gross domestic
// product, and whether they are estimates; the numbers are made up.
func spendersFrame() dataframe.DataFrame {
	const allied, other = "Members of an alliance", "Others"
	rows := []struct {
		label, series string
		x, value      float64
		estimated     bool
	}{
		{"Arcadia", allied, 877, 3.5, false}, {"Brobdingnag", other, 292, 1.6, true}, {"Cockaigne", other, 86.4, 4.1, true}, {"Dilmun", other, 81.4, 2.4, false},
		{"El Dorado", other, 75, 7.4, true}, {"Freedonia", allied, 68.5, 2.2, false}, {"Genovia", allied, 55.8, 1.4, false}, {"Hyperborea", allied, 53.6, 1.9, false},
		{"Ithaca", other, 46.4, 2.7, false}, {"Kitezh", other, 46, 1.1, false}, {"Laputa", other, 44, 34, false}, {"Meropis", allied, 33.5, 1.7, false},
		{"Nysa", other, 32.3, 1.9, false}, {"Ophir", allied, 26.9, 1.2, false}, {"Punt", other, 23.4, 4.5, false},
	}
	lines := make([]string, len(rows))
	for i, r := range rows {
		lines[i] = fmt.Sprintf("%s|%s|%.0f|USD|%g|percent|%t", r.label, r.series, r.x*1e9, r.value, r.estimated)
	}
	return table("label|series|x|x_unit|value|unit|estimated", lines...)
}

// clientsFrame has bounds of every kind, a point without a name and a row
// without a number; the numbers are made up.
func clientsFrame() dataframe.DataFrame {
	return table("label|x|x_unit|value|low|high|bound|unit|id",
		"Cambodge|44|percent|1300|1200|1400|about|USD|kh", "Viêt Nam|29|percent|3700|||exact|USD|vn", "Laos|38|percent|1100|1100||at_least|USD|la",
		"République démocratique du Congo|58|percent|280||280|at_most|USD|cd", "Mongolie|84|percent|||3100|at_most|USD|mn", "|21|percent|2400|||exact|USD|",
		"Bolivie|15|percent|||||USD|bo", "Thaïlande|16|percent|4000|||exact|USD|th", "Angola|47|percent||1200|1900|range|USD|ao", "Zambie|43|percent|590|||exact|USD|zm")
}

// pointOf returns the middle of the disc of a figure.
func pointOf(t *testing.T, p *Picture, figure string) point {
	t.Helper()
	for _, s := range markOf(t, p, figure).shapes {
		if len(s.circles) == 1 {
			return s.circles[0].point
		}
	}
	t.Fatalf("%s has no point", figure)
	return point{}
}

// From 0 to 40 across, 10 is a quarter of the way and 20 the half; from 0 to 8
// upwards, 2 is a quarter and 6 three quarters.
func TestScatter_Linear(t *testing.T) {
	p := mustDraw(t, "scatter", table("label|x|value|id", "a|0|8|a", "b|40|0|b", "c|10|2|c", "d|20|6|d"), Options{})
	a, b, c, d := pointOf(t, p, "a"), pointOf(t, p, "b"), pointOf(t, p, "c"), pointOf(t, p, "d")
	w, h := b.x-a.x, b.y-a.y
	if !near(c.x-a.x, w/4, 0.02) || !near(d.x-a.x, w/2, 0.02) || !near(b.y-c.y, h/4, 0.02) || !near(b.y-d.y, h*3/4, 0.02) {
		t.Errorf("points %v, %v, %v, %v are not to scale", a, b, c, d)
	}
}

// On a logarithmic axis 10 lies half of the way from 1 to 100, on a linear one
// 9/99.
func TestScatter_Log(t *testing.T) {
	df := table("label|x|value|id", "a|1|1|a", "b|10|10|b", "c|100|100|c")
	for log, want := range map[string]point{"xy": {0.5, 0.5}, "x": {0.5, 10.0 / 100}, "y": {10.0 / 100, 0.5}} {
		p := mustSet(t, "scatter", df, Options{}, map[string]string{"log": log, "x_title": "Imports", "y_title": "Exports"})
		b, c := pointOf(t, p, "b"), pointOf(t, p, "c")
		var plot rect
		for _, m := range p.plan.marks {
			for _, s := range m.shapes {
				if s.color == Web.Grid && len(s.outlines) == 1 {
					r := extent(s)
					if r.w > plot.w {
						plot.x, plot.w = r.x, r.w
					}
					if r.h > plot.h {
						plot.y, plot.h = r.y, r.h
					}
				}
			}
		}
		if got := (b.x - plot.x) / plot.w; !near(got, want.x, 0.002) {
			t.Errorf("log=%s: 10 is at %.4f across, want %.4f", log, got, want.x)
		}
		if got := (plot.bottom() - b.y) / plot.h; !near(got, want.y, 0.002) {
			t.Errorf("log=%s: 10 is at %.4f upwards, want %.4f", log, got, want.y)
		}
		if !near(c.x, plot.right(), 0.02) || !near(c.y, plot.y, 0.02) {
			t.Errorf("log=%s: 100 is at %v, not at the corner of %v", log, c, plot)
		}
		svg := string(p.SVG())
		for axis, isLog := range map[string]bool{"Imports": strings.Contains(log, "x"), "Exports": strings.Contains(log, "y")} {
			if strings.Contains(svg, ">"+axis+", logarithmic scale<") != isLog || strings.Contains(svg, ">"+axis+"<") == isLog {
				t.Errorf("log=%s: the title of %s does not say how its axis runs", log, axis)
			}
		}
	}
}

// The bar of a row reaches from its low to its high bound, and where there is
// none it fades.
func TestScatter_Bounds(t *testing.T) {
	p := mustDraw(t, "scatter", table("label|x|value|low|high|bound|id", "a|1|0|||exact|a", "b|2|50|40|70|about|b", "c|3|60|60||at_least|c", "d|4|100|||exact|d"), Options{})
	a, d := pointOf(t, p, "a"), pointOf(t, p, "d")
	y := func(v float64) float64 { return a.y + (d.y-a.y)*v/100 }
	bar := filled(markOf(t, p, "b"), Web.Series[0].Fill.mix(Web.Paper, barTint))
	if len(bar) != 1 || !near(bar[0].y, y(70), 0.02) || !near(bar[0].bottom(), y(40), 0.02) {
		t.Errorf("the bar from 40 to 70 is %v, want %g to %g", bar, y(70), y(40))
	}
	pale := filled(markOf(t, p, "c"), Web.Series[0].Fill.mix(Web.Paper, barTint*0.294))
	if len(pale) != 1 || pale[0].bottom() >= y(60) {
		t.Errorf("at least 60 does not fade upwards: %v", pale)
	}
}

// An estimate has an edge and nothing inside.
func TestScatter_EstimateIsHollow(t *testing.T) {
	p := mustDraw(t, "scatter", table("label|x|value|estimated|id", "a|1|3|true|a", "b|2|5|false|b"), Options{})
	for id, want := range map[string]int{"a": 0, "b": 1} {
		got := 0
		for _, s := range markOf(t, p, id).shapes {
			if len(s.circles) > 0 && s.stroke == 0 {
				got++
			}
		}
		if got != want {
			t.Errorf("%s has %d full discs, want %d", id, got, want)
		}
	}
	if svg := string(p.SVG()); !strings.Contains(svg, ">Estimated<") {
		t.Error("the legend does not explain the hollow point")
	}
}

func TestScatter_WordsOfAPoint(t *testing.T) {
	p := mustSet(t, "scatter", spendersFrame(), Options{}, map[string]string{"x_title": "Spending", "y_title": "Share"})
	if want := "Others, Brobdingnag: Spending: $292bn; Share: 1.6% (estimated)"; !strings.Contains(p.Description, want) {
		t.Errorf("the description %q has no %q", p.Description, want)
	}
	p = mustDraw(t, "scatter", table("label|x|x_unit|value|unit", "a|1000|thousand hectares|3|count", "|2000|thousand hectares|5|count", "c|||7|count", "||thousand hectares|7|count"), Options{})
	svg := string(p.SVG())
	for _, want := range []string{">Thousand hectares<", ">No number for c; others (1).<", "a: 1,000\u00a0thousand hectares; 3", "; 2,000\u00a0thousand hectares; 5;"} {
		if !strings.Contains(svg, want) {
			t.Errorf("the picture has no %q", want)
		}
	}
}

func TestScatter_Errors(t *testing.T) {
	df := table("label|x|x_unit|value|low|unit", "a|0|USD|3|-1|count", "b|2|USD|-4||count")
	for _, c := range []struct {
		df   dataframe.DataFrame
		log  string
		want []string
	}{
		{df, "xy", []string{
			`row 1 (a): x: 0 has no place on a logarithmic axis, which holds amounts above 0; leave the row out or choose a linear axis`,
			`row 1 (a): low: -1 has no place`, `row 2 (b): value: -4 has no place`}},
		{table("label|x|x_unit|value", "a|1|USD|3", "b|2|EUR|4"), "no", []string{
			`x_unit: a scatter chart has one unit, but there is USD in rows 1 (a); EUR in rows 2 (b); choose rows of one unit`}},
		{table("label|x|value", "a||3", "b|4|"), "no", []string{"no row has both x and value, so that there is nothing to draw"}},
		{table("label|value", "a|3"), "no", []string{`the frame of a scatter chart has no column "x"`}},
	} {
		_, err := drawKind("scatter", c.df, Options{}, map[string]string{"log": c.log})
		for _, want := range c.want {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("error %v, want %q", err, want)
			}
		}
	}
	infinite := shaped([]float64{1}, map[string]func(int) string{"label": always("a")}).Mutate(series.New([]float64{math.Inf(1)}, series.Float, "x"))
	if _, err := drawKind("scatter", infinite, Options{}, nil); err == nil || !strings.Contains(err.Error(), "row 1 (a): x: is infinite") {
		t.Errorf("error %v does not say that x is infinite", err)
	}
}

// In print, each series has a shape of its own: first a disc, then a square with
// four corners, a triangle with three, and a square on its corner.
func TestScatter_Shapes(t *testing.T) {
	p := mustDraw(t, "scatter", table("label|series|x|value|id", "a|one|1|1|a", "b|two|2|2|b", "c|three|3|3|c", "d|four|4|4|d"), Options{Theme: Print})
	for id, want := range map[string]int{"a": 0, "b": 4, "c": 3, "d": 4} {
		if s := markOf(t, p, id).shapes[0]; want == 0 && len(s.circles) != 1 || want > 0 && len(s.outlines[0]) != want {
			t.Errorf("%s is drawn as %d circles and %v", id, len(s.circles), s.outlines)
		}
	}
}
