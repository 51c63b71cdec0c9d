package charts

import (
	"strings"
	"testing"

	"github.com/go-gota/gota/dataframe"
)

var _ = cases("symbol-map", kindCase{
	goldens: []golden{
		{name: "symbol_map_en", df: exporterPlaces(), o: Options{
			Title: "The United States exported more arms than the next four together", Subtitle: "Share of the world’s exports of major arms, 2018–22",
			Source: "SIPRI Fact Sheet, March 2023"}},
		{name: "symbol_map_vi", df: regionFrame(), o: Options{Language: "vi", Width: 420,
			Title: "Thương mại trong khu vực thay đổi không đều", Subtitle: "Thay đổi 2021–2022", Note: "Số liệu giả định cho hình này."}},
	},
	gen: genPlaces,
	shape: func(values []float64) dataframe.DataFrame {
		return shaped(values, map[string]func(int) string{"place": somePlace})
	},
})

// exporterPlaces has the ten largest exporters of major arms in 2018–22: SIPRI
// Fact Sheet, Trends in International Arms Transfers 2022, March 2023, table 1.
func exporterPlaces() dataframe.DataFrame {
	return table("place|value|unit|id",
		"USA|40|percent|f1", "RUS|16|percent|f2", "FRA|11|percent|f3", "CHN|5.2|percent|f4", "DEU|4.2|percent|f5",
		"ITA|3.8|percent|f6", "GBR|3.2|percent|f7", "ESP|2.6|percent|f8", "KOR|2.4|percent|f9", "ISR|2.3|percent|f10")
}

// circlesOf returns the radii of the circles that a mark fills or strokes in a
// colour.
func circlesOf(m mark, color Color, isStroke bool) (out []circle) {
	for _, s := range m.shapes {
		if s.color == color && (s.stroke > 0) == isStroke {
			out = append(out, s.circles...)
		}
	}
	return out
}

// Areas are in proportion: amounts of 1, 4 and 16 have radii of 1, 2 and 4 parts.
// The largest has 3.2% of the width of the map of the world, 1200 − 2×36 pixels:
// 36.1, in whole pixels 36; a million times less is still 1.5 pixels.
func TestSymbolMap_Areas(t *testing.T) {
	df := table("place|value|id", "USA|16|a", "CHN|4|b", "BRA|1|c", "AUS|0.000016|d", "ZAF|0|e")
	p := mustDraw(t, "symbol-map", df, Options{})
	color := Web.Series[0].Fill
	for id, want := range map[string]float64{"a": 36, "b": 18, "c": 9, "d": 1.5} {
		if got := circlesOf(markOf(t, p, id), color, false); len(got) != 1 || !near(got[0].radius, want, 0.01) {
			t.Errorf("%s: circles %v, want a radius of %g", id, got, want)
		}
	}
	if text := allText(proveLayout(t, p)); !strings.Contains(text, "0: South Africa") {
		t.Errorf("zero is not in the note: %q", text)
	}
	// The largest is drawn first, so that the others lie on it.
	var order []string
	for _, m := range p.plan.marks {
		if m.figure != "" {
			order = append(order, m.figure)
		}
	}
	if got := strings.Join(order, ""); got != "abcd" {
		t.Errorf("drawn in the order %s, want abcd", got)
	}
}

// Of 4 to 16, with the value at 9: solid to half the radius of 16, a ring at
// three quarters of it, hatched to the whole. At least 16 has a dashed ring.
func TestSymbolMap_Bounds(t *testing.T) {
	df := table("place|value|low|high|bound|id", "USA|9|4|16|about|a", "BRA|16|16||at_least|b")
	p := mustSet(t, "symbol-map", df, Options{}, map[string]string{"view": "world"})
	m := markOf(t, p, "a")
	if got := circlesOf(m, Web.Series[0].Fill, false); len(got) != 1 || got[0].radius != 18 {
		t.Errorf("solid circles %v, want a radius of 18", got)
	}
	if got := circlesOf(m, Web.Text, true); len(got) != 1 || got[0].radius != 27 {
		t.Errorf("rings %v, want a radius of 27", got)
	}
	if got := circlesOf(m, Web.Paper, false); len(got) != 1 || got[0].radius < 36 {
		t.Errorf("the symbol lies on %v, want a radius of 36 and its rim", got)
	}
	if strokes(markOf(t, p, "b")) == 0 {
		t.Error("nothing shows that at least 16 has no upper bound")
	}
}

// With both signs, those below zero have the colour of the negative side.
func TestSymbolMap_Signs(t *testing.T) {
	p := mustSet(t, "symbol-map", table("place|value|id", "USA|4|a", "BRA|-4|b"), Options{}, map[string]string{"view": "world"})
	for id, color := range map[string]Color{"a": Web.Positive.Fill, "b": Web.Negative.Fill} {
		if got := circlesOf(markOf(t, p, id), color, false); len(got) != 1 || got[0].radius != 36 {
			t.Errorf("%s: circles %v", id, got)
		}
	}
}
