package charts

import (
	"fmt"
	"strings"
	"testing"

	"github.com/go-gota/gota/dataframe"

	"github.com/periplus-data/periplus/data/locale"
)

var _ = cases("slope", kindCase{
	goldens: []golden{
		{name: "slope_en", df: exportersFrame(), settings: map[string]string{"emphasis": "largest"}, o: Options{
			Title:    "France drew level with Russia among the exporters of arms",
			Subtitle: "Share of global exports of major arms", Source: "SIPRI, Trends in International Arms Transfers, 2023"}},
		{name: "slope_fr", df: volumesFrame(), o: Options{Language: locale.French, Width: 600,
			Title: "Livraisons de deux périodes", Note: "Nombres inventés pour cette image."}},
	},
	gen: genPairs,
	shape: func(values []float64) dataframe.DataFrame {
		return shaped(values, map[string]func(int) string{
			"label": func(i int) string { return fmt.Sprintf("Country %d", i/2+1) },
			"date":  func(i int) string { return []string{"2014/2018", "2019/2023"}[i%2] },
		})
	},
})

// Four amounts on one scale from 10 to 40: 20 is a third of the way up, 30 two
// thirds. What rose has the colour of rises, what fell that of falls, and what
// stayed is grey.
func TestSlope_ToScale(t *testing.T) {
	p := mustDraw(t, "slope", table("label|date|value|id", "a|2020|20|a1", "a|2021|40|a2", "b|2020|30|b1", "b|2021|10|b2", "c|2020|15|c1", "c|2021|15|c2", "d|2021|12|d2"), Options{})
	up, down := Web.Positive.Fill, Web.Negative.Fill
	a1, a2 := dotsOf(t, p, "a1", up)[0], dotsOf(t, p, "a2", up)[0]
	b1, b2 := dotsOf(t, p, "b1", down)[0], dotsOf(t, p, "b2", down)[0]
	all := b2.y - a2.y
	if !near(a1.y, b2.y-all/3, 0.02) || !near(b1.y, b2.y-all*2/3, 0.02) || a1.x != b1.x || a2.x != b2.x || a1.x >= a2.x {
		t.Errorf("dots at %v, %v, %v, %v", a1, a2, b1, b2)
	}
	dotsOf(t, p, "c1", Web.Axis)
	joins := map[Color]int{}
	for _, m := range p.plan.marks {
		for _, s := range m.shapes {
			if s.stroke > 1.1 {
				joins[s.color] += len(s.outlines)
			}
		}
	}
	if joins[up] != 1 || joins[down] != 1 || len(joins) != 3 {
		t.Errorf("lines by colour %v, want one that rises, one that falls and a grey one", joins)
	}
	svg := string(p.SVG())
	for _, want := range []string{">a\u200220<", ">40\u2002a<", ">b\u200230<", ">10\u2002b<", ">12\u2002d<", ">2020<", ">2021<"} {
		if strings.Count(svg, want) != 1 {
			t.Errorf("%q stands %d times in the picture", want, strings.Count(svg, want))
		}
	}
}

// Of six changes, the three largest have a colour: 40, 30 and −20.
func TestSlope_Largest(t *testing.T) {
	df := table("label|date|value|id", "a|x|10|", "a|y|50|a", "b|x|10|", "b|y|40|b", "c|x|50|", "c|y|30|c", "d|x|20|", "d|y|35|d", "e|x|20|", "e|y|21|e", "f|x|7|", "f|y|7|f")
	p := mustSet(t, "slope", df, Options{}, map[string]string{"emphasis": "largest"})
	for id, color := range map[string]Color{"a": Web.Positive.Fill, "b": Web.Positive.Fill, "c": Web.Negative.Fill, "d": Web.Axis, "e": Web.Axis, "f": Web.Axis} {
		if len(dotsOf(t, p, id, color)) != 1 {
			t.Errorf("%s has no dot in %s", id, color)
		}
	}
	p = mustSet(t, "slope", df, Options{}, map[string]string{"emphasis": "none"})
	for _, id := range []string{"a", "c", "f"} {
		if len(dotsOf(t, p, id, Web.Series[0].Fill)) != 1 {
			t.Errorf("%s has a colour of its own", id)
		}
	}
}

// Amounts that differ by less than a tenth of the greatest are on a scale a
// tenth of it long: of 100, 10, so that 1 is a tenth of the height.
func TestSlope_NextToNothing(t *testing.T) {
	for _, c := range []struct{ low, high, wantLow, wantHigh float64 }{
		{99, 100, 94.5, 104.5}, {0, 0, -0.5, 0.5}, {-5, 5, -5, 5}, {10, 100, 10, 100}, {-100, -99, -104.5, -94.5},
	} {
		if low, high := wideEnough(c.low, c.high, true); !near(low, c.wantLow, 1e-9) || !near(high, c.wantHigh, 1e-9) {
			t.Errorf("%g to %g became %g to %g, want %g to %g", c.low, c.high, low, high, c.wantLow, c.wantHigh)
		}
	}
}

// In a height for a dozen labels, those of the smallest amounts are left out on
// both sides, and the note counts them.
func TestSlope_LeavesOut(t *testing.T) {
	var rows []string
	for i := range 40 {
		rows = append(rows, fmt.Sprintf("Land %02d|2020|%d|", i, 100+i), fmt.Sprintf("Land %02d|2021|%d|", i, 100+i))
	}
	df := table("label|date|value|id", rows...)
	p := mustDraw(t, "slope", df, Options{Height: 500})
	svg := string(p.SVG())
	if !strings.Contains(svg, "Labels left out for want of room: ") || !strings.Contains(svg, ">139\u2002Land 39<") || strings.Contains(svg, ">100\u2002Land 00<") {
		t.Error("the smallest are not left out, or not counted")
	}
	if p = mustDraw(t, "slope", df, Options{}); strings.Contains(string(p.SVG()), "Labels left out") {
		t.Error("a picture of free height leaves labels out")
	}
}

func TestSlope_NoNumber(t *testing.T) {
	p := mustDraw(t, "slope", table("label|date|value", "a|2020|1", "a|2021|2", "b|2020|", "b|2021|"), Options{})
	if !strings.Contains(string(p.SVG()), ">No number stated: b.<") {
		t.Error("a label without numbers is not named")
	}
}
