package charts

import (
	"fmt"
	"strings"
	"testing"

	"github.com/go-gota/gota/dataframe"
	"pgregory.net/rapid"
)

var _ = cases("flow-map", kindCase{
	goldens: []golden{
		{name: "flow_map_en", df: supplierRoutes(), o: Options{
			Title: "Four fifths of Viet Nam’s arms came from Russia", Subtitle: "Share of imports of major arms by supplier, 1995–2023",
			Source: "SIPRI Arms Transfers Database"}},
		{name: "flow_map_fr", df: routesFrame(), o: Options{Language: "fr", Width: 420,
			Title: "Qui livre à qui", Subtitle: "Échanges en 2022", Note: "Chiffres inventés pour cette image."}},
	},
	gen: func(t *rapid.T) dataframe.DataFrame {
		codes := []string{"VNM", "Russia", "840", "CN", "TUV", "SGP", "Western Sahara", "FJI", "LUX", "CHL", "CAN", "NZL"}
		var from, to []string
		for i, a := range codes {
			for _, b := range codes[i+1:] {
				from, to = append(from, a, b), append(to, b, a)
			}
		}
		order := rapid.Permutation(numbers(len(from))).Draw(t, "pairs")
		n := rapid.IntRange(1, 25).Draw(t, "rows")
		return dataframe.New(append(genRows(t, n, anyUnit, abs, maxAmount),
			texts(n, func(i int) string { return from[order[i]] }, "from"), texts(n, func(i int) string { return to[order[i]] }, "to"))...)
	},
	shape: func(values []float64) dataframe.DataFrame {
		return shaped(values, map[string]func(int) string{
			"from": func(i int) string { return somePlace(i / 20) }, "to": func(i int) string { return somePlace(20 + i%20) }})
	},
})

func abs(v float64) float64 {
	if v < 0 {
		return -v
	}
	return v
}

func numbers(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

// supplierRoutes has the suppliers of Viet Nam in 1995–2023, in percent of the
// volume of major arms delivered (SIPRI Arms Transfers Database).
func supplierRoutes() dataframe.DataFrame {
	return table("from|to|value|unit|id",
		"Russia|Viet Nam|81.5|percent|f1", "Israel|Viet Nam|5.9|percent|f2", "Belarus|Viet Nam|3.2|percent|f3",
		"Ukraine|Viet Nam|2.9|percent|f4", "South Korea|Viet Nam|1.3|percent|f5", "United States|Viet Nam|1.2|percent|f6")
}

// routesFrame has made-up flows between several places, both ways, with an
// interval, an open bound, an estimate, a zero and a group of countries.
func routesFrame() dataframe.DataFrame {
	return table("from|to|value|low|high|bound|unit|estimated|id",
		"FRA|DZA|40|||exact|USD||f1", "DZA|FRA|22|||exact|USD||f2", "FRA|POL|18|10|30|about|USD||f3", "DEU|TUR|25|||exact|USD||f4",
		"DEU|EGY|12|12||at_least|USD||f5", "TUR|UKR|9|||exact|USD|true|f6", "POL|UKR|15|||exact|USD||f7", "DEU|ITA|0|||exact|USD||f8", "European Union|UKR|30|||exact|USD||f9")
}

// lineWidths returns the widths of the lines of a mark in a colour.
func lineWidths(m mark, color Color) (out []float64) {
	for _, s := range m.shapes {
		if s.color == color && s.stroke > 0 {
			out = append(out, s.stroke)
		}
	}
	return out
}

// Widths are in proportion: the largest has 1.8% of the width of the map of the
// world, 1200 − 2×36 pixels: 20.3, in whole pixels 20; a half is 10, a tenth 2,
// and a thousandth still 1. Of 5 to 10, 5 is full and 10 pale.
func TestFlowMap_Widths(t *testing.T) {
	df := table("from|to|value|low|high|bound|id", "USA|VNM|10|||exact|a", "USA|ZAF|5|||exact|b", "USA|BRA|1|||exact|c", "USA|FRA|0.01|||exact|d", "USA|AUS||5|10|range|e")
	p := mustSet(t, "flow-map", df, Options{}, map[string]string{"view": "world"})
	color := Web.Series[0].Fill
	for id, want := range map[string]float64{"a": 20, "b": 10, "c": 2, "d": 1, "e": 10} {
		if got := lineWidths(markOf(t, p, id), color); len(got) != 1 || got[0] != want {
			t.Errorf("%s: widths %v, want %g", id, got, want)
		}
	}
	if got := lineWidths(markOf(t, p, "e"), color.mix(Web.Paper, 0.4)); len(got) != 1 || got[0] != 20 {
		t.Errorf("the pale line is %v wide, want 20", got)
	}
}

// An arrow ends in a head that points at its end: of the three corners of the
// head, the tip is the nearest to the recipient and the farthest from the start
// of the line.
func TestFlowMap_Direction(t *testing.T) {
	p := mustDraw(t, "flow-map", table("from|to|value|id", "FRA|POL|3|a", "POL|FRA|3|b"), Options{})
	var starts, tips []point
	for _, id := range []string{"a", "b"} {
		m := markOf(t, p, id)
		line, head := m.shapes[len(m.shapes)-2].outlines[0], m.shapes[len(m.shapes)-1].outlines[0]
		if len(head) != 3 || m.shapes[len(m.shapes)-1].stroke != 0 {
			t.Fatalf("%s has no head", id)
		}
		for _, corner := range []point{head[0], head[2]} {
			if distance(line[0], corner) >= distance(line[0], head[1]) {
				t.Errorf("%s: the head %v does not point away from %v", id, head, line[0])
			}
		}
		starts, tips = append(starts, line[0]), append(tips, head[1])
	}
	if !(tips[0].x > starts[0].x && tips[1].x < starts[1].x) {
		t.Errorf("from France to Poland is eastwards: %v to %v; back %v to %v", starts[0], tips[0], starts[1], tips[1])
	}
	// Each keeps to its right: the one to the east lies to the south.
	if !(starts[0].y > tips[1].y) {
		t.Errorf("the two ways lie on one another: %v and %v", starts[0], tips[1])
	}
}

// Of nine suppliers, the six largest have colours of their own.
func TestFlowMap_Colours(t *testing.T) {
	var rows []string
	for i, code := range []string{"USA", "RUS", "FRA", "CHN", "DEU", "ITA", "GBR", "ESP", "KOR"} {
		rows = append(rows, fmt.Sprintf("%s|VNM|%d|%s", code, 100-i, code), fmt.Sprintf("%s|BRA|%d|", code, 50-i))
	}
	p := mustDraw(t, "flow-map", table("from|to|value|id", rows...), Options{})
	if got := lineWidths(markOf(t, p, "GBR"), Web.Muted); len(got) != 1 {
		t.Errorf("the seventh supplier is not in the neutral colour")
	}
	if got := lineWidths(markOf(t, p, "ITA"), Web.Muted); len(got) != 0 {
		t.Errorf("the sixth supplier is in the neutral colour")
	}
	if text := allText(proveLayout(t, p)); !strings.Contains(text, "others (3)") {
		t.Errorf("no key of the others in %q", text)
	}
}
