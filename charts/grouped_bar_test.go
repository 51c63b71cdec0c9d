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

var _ = cases("grouped-bar", kindCase{
	goldens: []golden{
		{name: "grouped_bar_en", df: partnersFrame(), o: Options{
			Title:    "With Russia alone, imports are close to exports",
			Subtitle: "Trade in goods by partner and direction; numbers made up for this picture"}},
		{name: "grouped_bar_fr", df: gapsFrame(), o: Options{Language: locale.French, Width: 420,
			Title: "Deux directions, quatre partenaires", Subtitle: "Montants inventés pour cette image"}},
	},
	gen: func(t *rapid.T) dataframe.DataFrame { return genCells(t, anyUnit, asIs) },
	shape: func(values []float64) dataframe.DataFrame {
		return shaped(values, map[string]func(int) string{
			"label":  func(i int) string { return fmt.Sprintf("Country %d", i/2+1) },
			"series": func(i int) string { return []string{"Exports", "Imports"}[i%2] },
		})
	},
})

// partnersFrame has two directions for four partners; the numbers are made up.
func partnersFrame() dataframe.DataFrame {
	return table("label|series|value|unit|id",
		"Russia|Exports|21000000000|USD|ru-x", "Russia|Imports|19000000000|USD|ru-m", "China|Exports|58000000000|USD|cn-x", "China|Imports|119000000000|USD|cn-m",
		"United States|Exports|109000000000|USD|us-x", "United States|Imports|15000000000|USD|us-m", "Japan|Exports|24000000000|USD|jp-x", "Japan|Imports|23000000000|USD|jp-m")
}

// gapsFrame has bounds, an estimate, a row without a number and a combination
// that is not there; the numbers are made up.
func gapsFrame() dataframe.DataFrame {
	return table("label|series|value|low|high|bound|estimated|unit|id",
		"Russie|Exportations|2000000000|1800000000|2200000000|about|false|USD|ru-x", "Russie|Importations|1500000000|1500000000||at_least|false|USD|ru-m",
		"Chine|Exportations|5800000000||||false|USD|cn-x", "Chine|Importations|11900000000||||true|USD|cn-m",
		"République populaire démocratique de Corée|Importations||||vague|false||kp-m", "République populaire démocratique de Corée|Exportations|120000000||||false|USD|kp-x",
		"Japon|Exportations|2400000000||||false|USD|jp-x")
}

// genCells draws rows of labels and up to four series, most combinations of
// them.
func genCells(t *rapid.T, units []string, fit func(float64) float64) dataframe.DataFrame {
	n, count := genNumber(t), rapid.IntRange(1, 4).Draw(t, "series")
	names := make([]string, count)
	for i := range names {
		names[i] = fmt.Sprintf("%d %s", i, genName().Draw(t, "name"))
	}
	labels := make([]string, n/count+1)
	for i := range labels {
		labels[i] = fmt.Sprintf("%d %s", i, genName().Draw(t, "label"))
	}
	return dataframe.New(append(genRows(t, n, units, fit, maxAmount),
		texts(n, func(i int) string { return labels[i/count] }, "label"),
		texts(n, func(i int) string { return names[i%count] }, "series"))...)
}

// Bars begin at one zero, to scale: 119 ÷ 58 and 19 ÷ 21. The labels are ranked
// by their largest bar, 119, 109, 24, 21, and exports stand over imports.
func TestGroupedBar_ToScale(t *testing.T) {
	p := mustDraw(t, "grouped-bar", partnersFrame(), Options{})
	bar := func(id string, series int) rect { return filled(markOf(t, p, id), Web.Series[series].Fill)[0] }
	longest := bar("cn-m", 1)
	y := 0.0
	for _, c := range []struct {
		id     string
		series int
		value  float64
	}{{"cn-x", 0, 58}, {"cn-m", 1, 119}, {"us-x", 0, 109}, {"us-m", 1, 15}, {"jp-x", 0, 24}, {"jp-m", 1, 23}, {"ru-x", 0, 21}, {"ru-m", 1, 19}} {
		r := bar(c.id, c.series)
		if r.x != longest.x || !near(r.w, longest.w*c.value/119, 0.02) {
			t.Errorf("%s reaches from %g over %g, want %g over %g", c.id, r.x, r.w, longest.x, longest.w*c.value/119)
		}
		if r.y <= y {
			t.Errorf("%s stands at %g, not below the last bar at %g", c.id, r.y, y)
		}
		if y = r.y; r.h != longest.h {
			t.Errorf("%s is %g high, the others %g", c.id, r.h, longest.h)
		}
	}
}

// The series are named in the bars of the first label, which are long enough;
// with panels there is a legend.
func TestGroupedBar_Names(t *testing.T) {
	p := mustDraw(t, "grouped-bar", partnersFrame(), Options{})
	if got := markWords(markOf(t, p, "cn-x")); !slices.Equal(got, []string{"$58bn", "Exports"}) {
		t.Errorf("the first bar has the words %q", got)
	}
	if got := markWords(markOf(t, p, "us-x")); !slices.Equal(got, []string{"$109bn"}) {
		t.Errorf("a bar of the second label has the words %q", got)
	}
	if first := markWords(p.plan.marks[0]); slices.Contains(first, "Exports") {
		t.Errorf("there is a legend too: %q", first)
	}
	df := partnersFrame().Mutate(texts(8, func(i int) string { return fmt.Sprint("panel ", i/4) }, "facet"))
	p = mustDraw(t, "grouped-bar", df, Options{})
	if first := markWords(p.plan.marks[0]); !slices.Contains(first, "Exports") || !slices.Contains(first, "Imports") {
		t.Errorf("panels have no legend: %q", first)
	}
}

// markWords lists the texts of a mark.
func markWords(m mark) (out []string) {
	for _, s := range m.shapes {
		if s.text != "" {
			out = append(out, s.text)
		}
	}
	return out
}

// labelsIn lists the first words of texts in a picture, from top to bottom.
func labelsIn(t *testing.T, p *Picture, labels ...string) []string {
	t.Helper()
	at := map[string]float64{}
	for _, m := range p.plan.marks {
		for _, s := range m.shapes {
			if slices.Contains(labels, s.text) {
				at[s.text] = s.at.y
			}
		}
	}
	if len(at) != len(labels) {
		t.Fatalf("found %v, want all of %q", at, labels)
	}
	out := slices.Clone(labels)
	slices.SortFunc(out, func(a, b string) int { return int(at[a]*100) - int(at[b]*100) })
	return out
}

func TestOrder_Given(t *testing.T) {
	for _, c := range []struct{ order, want string }{
		{"given", "Russia China United States Japan"}, {"ranked", "China United States Japan Russia"},
	} {
		p := mustSet(t, "grouped-bar", partnersFrame(), Options{}, map[string]string{"order": c.order})
		if got := strings.Join(labelsIn(t, p, "Russia", "China", "United States", "Japan"), " "); got != c.want {
			t.Errorf("order %s: %s, want %s", c.order, got, c.want)
		}
	}
	p := mustSet(t, "bar", tradeFrame(), Options{}, map[string]string{"order": "given"})
	if got := labelsIn(t, p, "China", "Russia", "United States"); !slices.Equal(got, []string{"Russia", "United States", "China"}) {
		t.Errorf("bars in the order of the frame: %q", got)
	}
}

func TestGroupedBar_Missing(t *testing.T) {
	p := mustDraw(t, "grouped-bar", gapsFrame(), Options{})
	if got := markWords(markOf(t, p, "kp-m")); !slices.Equal(got, []string{"Importations: no number stated"}) {
		t.Errorf("a row without a number says %q", got)
	}
	for _, s := range markOf(t, p, "kp-m").shapes {
		if s.text == "" && s.color != Web.Paper {
			t.Errorf("a row without a number has a bar: %v", s)
		}
	}
}

func TestGroupedBar_Errors(t *testing.T) {
	for _, c := range []struct {
		df   dataframe.DataFrame
		want string
	}{
		{table("label|series|value", "a|x|1", "a||2"), "row 2 (a): series: is empty; a grouped-bar chart needs the series of every row"},
		{table("label|series|value", "a|x|1", "b|x|2", "a|x|3"), `row 3 (a): series: x is already the series of row 1 with this label; a label has one row for each series`},
		{table("label|series|value|unit", "a|x|1|ordinal"), "a grouped-bar chart cannot draw the unit ordinal"},
		{table("label|value", "a|1"), `the frame of a grouped-bar chart has no column "series"`},
	} {
		if _, err := drawKind("grouped-bar", c.df, Options{}, nil); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("error %v lacks %q", err, c.want)
		}
	}
}

// Series beyond the paints of a theme look different from those before: 8 paints
// in 5 textures are 40.
func TestLook_SeriesDiffer(t *testing.T) {
	for _, theme := range []*Theme{Web, Print, Dark} {
		l, seen := look{Theme: theme}, map[Paint]int{}
		for i := range 5 * len(theme.Series) {
			paint := l.series(i)
			if first, ok := seen[paint]; ok {
				t.Errorf("%s: series %d looks like series %d", theme.Name, i, first)
			}
			seen[paint] = i
		}
	}
}
