package charts

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/go-gota/gota/dataframe"
	"pgregory.net/rapid"

	"github.com/periplus-data/periplus/data/locale"
)

var _ = cases("sankey", kindCase{
	goldens: []golden{
		{name: "sankey_en", df: coffeeFrame(), o: Options{
			Title: "Most of the coffee passes through two ports", Subtitle: "Green coffee from growers over ports to roasters, 2022, tonnes",
			Note: "The numbers are made up for this picture."}},
		{name: "sankey_fr", df: wheatFrame(), o: Options{Language: locale.French, Width: 420,
			Title: "Où va le blé", Subtitle: "Livraisons par région, 2022, en milliers de tonnes", Note: "Chiffres inventés pour cette image."}},
	},
	gen: func(t *rapid.T) dataframe.DataFrame {
		n := genNumber(t)
		names := genEnds(t, rapid.IntRange(2, 9).Draw(t, "places"))
		from, to := make([]int, n), make([]int, n)
		for i := range n {
			from[i] = rapid.IntRange(0, len(names)-2).Draw(t, "from")
			to[i] = rapid.IntRange(from[i]+1, len(names)-1).Draw(t, "to")
		}
		return dataframe.New(append(genRows(t, n, anyUnit, math.Abs, maxAmount),
			texts(n, func(i int) string { return names[from[i]] }, "from"), texts(n, func(i int) string { return names[to[i]] }, "to"))...)
	},
	shape: func(values []float64) dataframe.DataFrame {
		return shaped(values, map[string]func(int) string{
			"from": func(i int) string { return fmt.Sprintf("Supplier %d", i/20+1) }, "to": func(i int) string { return fmt.Sprintf("Recipient %d", i%20+1) }})
	},
})

// coffeeFrame has three columns, a flow that passes the second, an interval, an
// open bound, an estimate, a zero and a place where less goes out than comes
// in; the numbers are made up.
func coffeeFrame() dataframe.DataFrame {
	return table("from|to|value|low|high|bound|unit|estimated|id",
		"Highlands|Port of Vung Tau|900|||exact|t||a", "Highlands|Port of Hai Phong|250|200|300|about|t||b", "Highlands|Local roasters|120|||exact|t|true|c",
		"Northwest|Port of Hai Phong|310|||exact|t||d", "Northwest|Local roasters|40|40||at_least|t||e", "Coast|Port of Vung Tau|180|||exact|t||f", "Coast|Port of Hai Phong|0|||exact|t||g",
		"Port of Vung Tau|Germany|420|||exact|t||h", "Port of Vung Tau|Italy|310|||exact|t||i", "Port of Vung Tau|United States|230|||exact|t||j",
		"Port of Hai Phong|Germany|140|||exact|t||k", "Port of Hai Phong|Japan|260|||exact|t||l", "Port of Hai Phong|Italy|160|||exact|t||m")
}

// wheatFrame has long French names; the numbers are made up.
func wheatFrame() dataframe.DataFrame {
	return table("from|to|value|id",
		"Plaines du Nord|Meuneries|340|a", "Plaines du Nord|Élevages|210|b", "Plaines du Nord|Exportations vers l’Afrique du Nord et le Moyen-Orient|520|c",
		"Vallée de la Garonne et coteaux voisins|Meuneries|90|d", "Vallée de la Garonne et coteaux voisins|Élevages|160|e",
		"Champagne|Meuneries|150|f", "Champagne|Exportations vers l’Afrique du Nord et le Moyen-Orient|130|g", "Champagne|Semences|25|h",
		"Provence|Meuneries|35|i", "Provence|Semences|6|j")
}

// ribbonOf is the extent of the filled curves of a flow.
func ribbonOf(t *testing.T, p *Picture, id string) rect {
	t.Helper()
	for _, s := range markOf(t, p, id).shapes {
		if s.isCurved && s.stroke == 0 {
			return extent(s)
		}
	}
	t.Fatalf("no ribbon of %q", id)
	return rect{}
}

// Three columns by hand: A to B, B to C, and A to C straight past the second;
// heights are to scale on all sides: 30, 20, 10.
func TestSankey_ToScale(t *testing.T) {
	p := mustDraw(t, "sankey", table("from|to|value|id", "A|B|20|ab", "B|C|20|bc", "A|C|10|ac"), Options{})
	nodes := map[string]rect{}
	for _, m := range p.plan.marks {
		if name, _, ok := strings.Cut(m.title, ":"); ok && len(name) == 1 {
			nodes[name] = extent(m.shapes[0])
		}
	}
	a, b, c := nodes["A"], nodes["B"], nodes["C"]
	if !near(a.h, c.h, 0.02) || !near(b.h/a.h, 2.0/3, 0.001) || !(a.x < b.x && b.x < c.x) {
		t.Errorf("nodes %v, %v, %v are not 30 : 20 : 30 in three columns", a, b, c)
	}
	if d := (b.x - a.x) - (c.x - b.x); math.Abs(d) > 1 {
		t.Errorf("columns at %g, %g, %g", a.x, b.x, c.x)
	}
	if ab, ac := ribbonOf(t, p, "ab"), ribbonOf(t, p, "ac"); ab.x != a.right() || ab.right() != b.x || ac.x != a.right() || ac.right() != c.x {
		t.Errorf("ribbons %v and %v do not join %v, %v and %v", ab, ac, a, b, c)
	}
}

// Panels share the scale: 40 in one is four times 10 in the other.
func TestSankey_Panels(t *testing.T) {
	p := mustDraw(t, "sankey", table("from|to|value|facet|id", "A|B|40|x|x", "A|B|10|y|y"), Options{})
	x, y := ribbonOf(t, p, "x"), ribbonOf(t, p, "y")
	if !near(x.h/y.h, 4, 0.01) {
		t.Errorf("heights %g and %g are not four to one", x.h, y.h)
	}
}

// Of 200 to 300 with 250 in between, two thirds of the ribbon are solid.
func TestSankey_Open(t *testing.T) {
	p := mustDraw(t, "sankey", coffeeFrame(), Options{})
	m := markOf(t, p, "b")
	start := func(s shape) float64 { return s.outlines[0][len(s.outlines[0])-1].y - s.outlines[0][0].y }
	if sure, open := start(m.shapes[0]), start(m.shapes[1]); !near(sure/(sure+open), 2.0/3, 0.002) {
		t.Errorf("%g of the ribbon is solid and %g open, want 200 : 100", sure, open)
	}
	text := allText(proveLayout(t, p))
	for _, want := range []string{"0\u00a0t: from Coast to Port of Hai Phong", "In and out differ: Port of Vung Tau (in: 1,080\u00a0t; out: 960\u00a0t)", "No upper bound"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in %q", want, text)
		}
	}
	// 200 to 300 and 310 come in, 560 go out: their bounds allow it.
	if strings.Contains(text, "Port of Hai Phong (in") {
		t.Error("the other port is called uneven")
	}
}

// Nodes of a column keep apart and stay inside, whatever the graph.
func TestSankey_NodesApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, err := drawKind("sankey", kindCases["sankey"].gen(t), Options{}, nil)
		if err != nil {
			t.Skip("the frame drawn is one to refuse")
		}
		var nodes []rect
		for _, m := range p.plan.marks {
			if len(m.shapes) > 0 && m.figure == "" && m.title != "" && !m.shapes[0].isCurved && m.shapes[0].text == "" && m.shapes[0].stroke == 0 {
				nodes = append(nodes, extent(m.shapes[0]))
			}
		}
		for i, a := range nodes {
			for _, b := range nodes[:i] {
				if min(a.right(), b.right())-max(a.x, b.x) > 0.02 && min(a.bottom(), b.bottom())-max(a.y, b.y) > 0.02 {
					t.Fatalf("nodes %v and %v overlap", a, b)
				}
			}
		}
	})
}

// 15 suppliers and 20 recipients make 300 flows. With five of each and the
// others, 6 times 6 ribbons are at most 40; with six, 7 times 7 are not.
func TestSankey_Merged(t *testing.T) {
	values := make([]float64, 300)
	for i := range values {
		values[i] = float64(300 - i)
	}
	p := mustDraw(t, "sankey", kindCases["sankey"].shape(values), Options{})
	text := allText(proveLayout(t, p))
	if !strings.Contains(text, "The smallest are drawn together: others (10); others (15)") {
		t.Errorf("no note on the 10 suppliers and 15 recipients in %q", text)
	}
	ribbons := 0
	for _, m := range p.plan.marks {
		if len(m.shapes) > 0 && m.shapes[0].isCurved && m.title != "" {
			ribbons++
		}
	}
	if ribbons != 36 {
		t.Errorf("%d ribbons, want 36", ribbons)
	}
	if !strings.Contains(p.Description, "from Supplier 15 to Recipient 20: 1.") {
		t.Error("the description lacks a merged flow")
	}
}

func TestSankey_Errors(t *testing.T) {
	chain := make([]string, 12)
	for i := range chain {
		chain[i] = fmt.Sprintf("p%d|p%d|1", i, i+1)
	}
	for _, c := range []struct {
		rows []string
		want string
	}{
		{[]string{"A|A|1"}, "sankey chart: row 1 (from A to A): to: is where the flow comes from too; a sankey chart draws flows between two places"},
		{[]string{"X|A|1", "A|B|1", "B|C|2", "C|A|3", "C|D|1"}, "row 2 (from A to B): to: rows 2, 3, 4 run in a circle, A to B to C to A; a sankey chart needs an end, so leave one out or draw a matrix"},
		{[]string{"A|B|-1"}, "row 1 (from A to B): value: -1 is below 0; a flow the other way has from and to exchanged"},
		{[]string{"A|B|0"}, "there is nothing to draw, since no row has an amount above 0"},
		{chain, "the longest chain of flows makes 13 columns, and a sankey chart shows at most 12"},
	} {
		_, err := drawKind("sankey", table("from|to|value", c.rows...), Options{}, nil)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("error %v, want %s", err, c.want)
		}
	}
}

// A zero flow back is no circle, and the columns of a chain with a short cut
// are 0, 1, 2; what nothing leaves stands in the last.
func TestLayersOf(t *testing.T) {
	rows := []row{{from: "A", to: "B"}, {from: "B", to: "C"}, {from: "A", to: "C"}, {from: "D", to: "E"}}
	got, circle := layersOf(rows)
	for name, want := range map[string]int{"A": 0, "B": 1, "C": 2, "D": 0, "E": 2} {
		if got[name] != want {
			t.Errorf("%s stands in column %d, want %d", name, got[name], want)
		}
	}
	if circle != nil {
		t.Errorf("circle %v", circle)
	}
	mustDraw(t, "sankey", table("from|to|value", "A|B|1", "B|A|0"), Options{})
}

// Weighted isotonic regression by hand: two things 10 high with a gap of 2
// between 0 and 100 are at 0 and 12 when packed, and may move down by 78. Wanted
// at 5 and 3, they would stand at −2 and 10, moved inside: 0 and 12. Wanted at 50
// and 50 with weights 3 and 1: 47 and 59.
func TestPack(t *testing.T) {
	for _, c := range []struct{ wanted, weights, want []float64 }{
		{[]float64{5, 3}, nil, []float64{0, 12}},
		{[]float64{50, 50}, []float64{3, 1}, []float64{47, 59}},
		{[]float64{20, 60}, nil, []float64{20, 60}},
		{[]float64{200, 300}, nil, []float64{78, 90}},
	} {
		got := pack(c.wanted, []float64{0, 12}, c.weights, 78)
		if !slices.EqualFunc(got, c.want, func(a, b float64) bool { return near(a, b, 1e-9) }) {
			t.Errorf("pack(%v, %v) = %v, want %v", c.wanted, c.weights, got, c.want)
		}
	}
}

// 0.1 and 0.2 come in and 0.3 goes out: as binary fractions the first two add
// up to more than the third.
func TestSankey_EvenInDecimals(t *testing.T) {
	p := mustDraw(t, "sankey", table("from|to|value", "A|C|0.1", "B|C|0.2", "C|D|0.3"), Options{})
	if text := allText(proveLayout(t, p)); strings.Contains(text, "differ") {
		t.Errorf("in and out are the same, but the picture says %q", text)
	}
}
