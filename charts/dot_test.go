package charts

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/go-gota/gota/dataframe"
	"pgregory.net/rapid"

	"github.com/periplus-data/periplus/data/locale"
)

var _ = cases("dot", kindCase{
	goldens: []golden{
		{name: "dot_en", df: countsFrame(), o: Options{
			Title:    "How many agreements were signed depends on who counts what",
			Subtitle: "Agreements and memoranda, by who counts them", Note: "Made up for this picture."}},
		{name: "dot_series_fr", df: tariffFrame(), o: Options{Language: locale.French, Width: 700,
			Title: "Les droits appliqués restent bien en deçà des droits consolidés", Subtitle: "Droits de douane moyens, en pourcentage", Note: "Nombres inventés pour cette image"}},
		{name: "dot_log_en", df: peopleFrame(), settings: map[string]string{"log": "yes"}, o: Options{
			Title: "The states of Asia and the Pacific have from eleven thousand people to over a billion", Subtitle: "Population, 2022"}},
	},
	gen: func(t *rapid.T) dataframe.DataFrame {
		n, count := genNumber(t), rapid.IntRange(1, 4).Draw(t, "series")
		return dataframe.New(append(genRows(t, n, anyUnit, asIs, maxAmount),
			texts(n, func(i int) string { return fmt.Sprintf("%d %s", i/count, genName().Draw(t, "label")) }, "label"),
			texts(n, func(i int) string { return fmt.Sprintf("Series %d", i%count) }, "series"))...)
	},
	shape: func(values []float64) dataframe.DataFrame {
		return shaped(values, map[string]func(int) string{"label": numbered("Country")})
	},
})

// countsFrame has every kind of bound; the numbers are made up.
func countsFrame() dataframe.DataFrame {
	return table("label|value|low|high|low_open|high_open|unit|bound|id",
		"Published by the government|11|11|11|false|false|count|exact|exact",
		"Signed in all|13|13||false|false|count|at_least|least",
		"Signed by heads of state|12|11|13|false|false|count|about|about",
		"Counted by the agency||14|19|false|false|count|range|range",
		"In force a year later|7||7|false|false|count|at_most|most",
		"Estimated from announcements|16|16|16|false|false|count||estimate",
		"Not made public|||||||vague|vague",
	).Mutate(texts(7, func(i int) string { return map[bool]string{true: "true", false: "false"}[i == 5] }, "estimated"))
}

// tariffFrame has two series to a label; the numbers are made up.
func tariffFrame() dataframe.DataFrame {
	return table("label|series|value|low|high|bound|unit|id",
		"Produits agricoles|Appliqués|15.6|||exact|percent|a1", "Produits agricoles|Consolidés|19.1|||exact|percent|a2",
		"Produits industriels|Appliqués|8.4|||exact|percent|b1", "Produits industriels|Consolidés|10.4|||exact|percent|b2",
		"Boissons et tabacs|Appliqués|41.7|||exact|percent|c1", "Boissons et tabacs|Consolidés|45|41|49|about|percent|c2",
		"Armes et munitions, leurs parties et accessoires|Appliqués|5|||exact|percent|d1",
		"Minéraux et métaux|Appliqués|9|||exact|percent|e1", "Minéraux et métaux|Consolidés|9|||exact|percent|e2")
}

// peopleFrame is from the medium variant of World Population Prospects 2022,
// in whole thousands.
func peopleFrame() dataframe.DataFrame {
	return table("label|value|unit|source",
		"China|1425887000|count|United Nations, World Population Prospects 2022", "India|1417173000|count|", "Viet Nam|98187000|count|",
		"Lao PDR|7529000|count|", "Brunei Darussalam|449000|count|", "Tuvalu|11000|count|")
}

// dotsOf returns the middles of the discs of a figure in a colour.
func dotsOf(t *testing.T, p *Picture, figure string, color Color) (out []point) {
	t.Helper()
	for _, r := range filled(markOf(t, p, figure), color) {
		if near(r.w, r.h, 0.011) {
			out = append(out, r.middle())
		}
	}
	return out
}

// 12 lies half of the way from 6 to 18, and its bounds, 9 and 15, half of the
// way from it to both: 3 to the left and to the right are a quarter of the 12
// from 6 to 18.
func TestDot_ToScale(t *testing.T) {
	p := mustDraw(t, "dot", table("label|value|low|high|bound|id", "a|6|||exact|a", "b|12|9|15|about|b", "c|18|||exact|c", "d||||vague|d"), Options{})
	blue := Web.Series[0].Fill
	a, b, c := dotsOf(t, p, "a", blue)[0], dotsOf(t, p, "b", blue)[0], dotsOf(t, p, "c", blue)[0]
	if !near(b.x, (a.x+c.x)/2, 0.02) || !(c.y < b.y && b.y < a.y) {
		t.Errorf("dots at %v, %v, %v", a, b, c)
	}
	bar := filled(markOf(t, p, "b"), blue.mix(Web.Paper, 0.16))[0]
	if quarter := (c.x - a.x) / 4; !near(bar.x, b.x-quarter, 0.03) || !near(bar.right(), b.x+quarter, 0.03) {
		t.Errorf("bounds %v around %v", bar, b)
	}
	for _, s := range markOf(t, p, "d").shapes {
		if s.text == "" {
			t.Errorf("a row without a number is drawn: %+v", s)
		}
	}
}

// On a logarithmic axis, a hundredfold is twice as far as a tenfold.
func TestDot_Log(t *testing.T) {
	p := mustSet(t, "dot", table("label|value|id", "a|2|a", "b|20|b", "c|2000|c"), Options{}, map[string]string{"log": "yes"})
	blue := Web.Series[0].Fill
	a, b, c := dotsOf(t, p, "a", blue)[0], dotsOf(t, p, "b", blue)[0], dotsOf(t, p, "c", blue)[0]
	if !near(c.x-b.x, 2*(b.x-a.x), 0.05) {
		t.Errorf("dots at %v, %v, %v", a, b, c)
	}
	if !strings.Contains(string(p.SVG()), ">Logarithmic scale.<") {
		t.Error("the picture does not say that the scale is logarithmic")
	}
	_, err := drawKind("dot", table("label|value|low|high", "a|2|1|3", "b|0||", "c|5|-1|8"), Options{}, map[string]string{"log": "yes"})
	want := "dot chart: row 2 (b): value: 0 has no place on a logarithmic axis, which holds amounts above 0; leave the row out or choose a linear axis\n" +
		"row 3 (c): low: -1 has no place on a logarithmic axis, which holds amounts above 0; leave the row out or choose a linear axis"
	if err == nil || err.Error() != want {
		t.Errorf("error:\n%v\nwant:\n%s", err, want)
	}
}

// An end without a bound has an arrow, the other an upright line. Amounts far
// from zero do not need it.
func TestDot_OpenEndAndAxis(t *testing.T) {
	p := mustDraw(t, "dot", table("label|value|low|high|bound|id", "a|100|100||at_least|a", "b|98|||exact|b"), Options{})
	blue := Web.Series[0].Fill
	m := markOf(t, p, "a")
	dot := dotsOf(t, p, "a", blue)[0]
	arrow := filled(m, blue.mix(Web.Paper, 0.6))
	if len(arrow) != 1 || arrow[0].x <= dot.x {
		t.Errorf("arrow %v of a dot at %v", arrow, dot)
	}
	if strings.Contains(string(p.SVG()), ">0<") {
		t.Error("the axis of 98 to 100 begins at 0")
	}
}

// Labels are ranked by the first series in the order of the frame, here In,
// where they have a number of it.
func TestDot_RanksByFirstSeries(t *testing.T) {
	p := mustDraw(t, "dot", table("label|series|value|id", "a|In|1|a1", "a|Out|9|a2", "b|In|5|b1", "c|Out|3|c2", "c|In||c1"), Options{})
	var order []string
	for _, m := range p.plan.marks {
		if m.figure != "" {
			order = append(order, m.figure)
		}
	}
	if want := []string{"b1", "c2", "a1", "a2"}; !slices.Equal(order, want) {
		t.Errorf("order %q, want %q", order, want)
	}
}

func TestDot_TooManySeries(t *testing.T) {
	var rows []string
	for i := range 9 {
		rows = append(rows, fmt.Sprintf("a|s%d|%d", i, i))
	}
	_, err := drawKind("dot", table("label|series|value", rows...), Options{}, nil)
	if want := "dot chart: series: there are 9 series, and a dot chart tells 8 apart; draw fewer, or a panel for each (facet)"; err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
}

// Two dots at one place are moved apart by less than they are wide, so that
// both are seen.
func TestDot_EqualDots(t *testing.T) {
	p := mustDraw(t, "dot", table("label|series|value|id", "a|In|4|a1", "a|Out|4|a2", "b|In|8|b1"), Options{})
	one, two := dotsOf(t, p, "a1", Web.Series[0].Fill)[0], dotsOf(t, p, "a2", Web.Series[1].Fill)[0]
	if one.x != two.x || two.y-one.y < 8 {
		t.Errorf("dots at %v and %v", one, two)
	}
}
