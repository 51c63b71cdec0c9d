package charts

import (
	"math"
	"strings"
	"testing"

	"github.com/go-gota/gota/dataframe"
	"github.com/go-gota/gota/series"
	"pgregory.net/rapid"

	"github.com/periplus-data/periplus/data/locale"
)

var _ = cases("diverging-bar", kindCase{
	goldens: []golden{
		{name: "diverging_bar_en", df: signedFrame(), o: Options{
			Title:    "A surplus with the United States pays for deficits in Asia",
			Subtitle: "Balance of trade in goods by partner; numbers made up for this picture"}},
		{name: "diverging_bar_two_en", df: partnersFrame(), settings: map[string]string{"left": "Imports"}, o: Options{
			Title:    "The largest supplier is not the largest customer",
			Subtitle: "Trade in goods by partner; numbers made up for this picture"}},
		{name: "diverging_bar_fr", df: soldesFrame(), o: Options{Language: locale.French, Width: 420,
			Title: "Deux excédents, trois déficits et un solde incertain", Subtitle: "Soldes commerciaux, inventés pour cette image"}},
		{name: "diverging_bar_two_fr", df: gapsFrame(), o: Options{Language: locale.French, Width: 600,
			Title: "Deux directions, quatre partenaires", Subtitle: "Montants inventés pour cette image"}},
	},
	gen: func(t *rapid.T) dataframe.DataFrame {
		if rapid.Bool().Draw(t, "two sides") {
			return genSides(t)
		}
		n := genNumber(t)
		return dataframe.New(append(genRows(t, n, anyUnit, asIs, maxAmount), texts(n, func(int) string { return genName().Draw(t, "label") }, "label"))...)
	},
	shape: func(values []float64) dataframe.DataFrame { return kindCases["bar"].shape(values) },
})

// genSides draws two series of amounts from zero up.
func genSides(t *rapid.T) dataframe.DataFrame {
	n := genNumber(t)
	names := []string{"0 " + genName().Draw(t, "left"), "1 " + genName().Draw(t, "right")}
	labels := make([]string, n/2+1)
	for i := range labels {
		labels[i] = numbered(genName().Draw(t, "label"))(i)
	}
	return dataframe.New(append(genRows(t, n, anyUnit, math.Abs, maxAmount),
		texts(n, func(i int) string { return labels[i/2] }, "label"), texts(n, func(i int) string { return names[i%2] }, "series"))...)
}

// signedFrame has amounts on both sides of zero, one whose bounds hold it, an
// estimate and one that is not known; the numbers are made up.
func signedFrame() dataframe.DataFrame {
	return table("label|value|low|high|bound|estimated|unit|id",
		"China|-61000000000|||exact|false|USD|cn", "United States|94000000000|||exact|false|USD|us", "Republic of Korea|-38000000000|||exact|false|USD|kr",
		"Japan|1000000000|-8000000000|10000000000|about|false|USD|jp", "Netherlands|11000000000|||exact|true|USD|nl",
		"Democratic People’s Republic of Korea||||vague|false||kp", "Thailand|-6500000000|||exact|false|USD|th")
}

// soldesFrame is signedFrame with French names.
func soldesFrame() dataframe.DataFrame {
	return signedFrame().Mutate(series.New([]string{"Chine", "États-Unis d’Amérique", "Corée du Sud", "Japon", "Pays-Bas", "République populaire démocratique de Corée", "Thaïlande"}, series.String, "label"))
}

// The bars meet at one zero, to scale, 94 to the right and 61 to the left, in
// the colours of their sides, and each label stands on the other side.
func TestDivergingBar_Sides(t *testing.T) {
	p := mustDraw(t, "diverging-bar", signedFrame(), Options{})
	us, cn := filled(markOf(t, p, "us"), Web.Positive.Fill)[0], filled(markOf(t, p, "cn"), Web.Negative.Fill)[0]
	zero := us.x
	if cn.right() != zero || !near(us.w/94, cn.w/61, 0.001) {
		t.Errorf("bars %+v and %+v do not meet at zero, 94 to 61", us, cn)
	}
	label := func(id, text string) (left, right float64) {
		for _, s := range markOf(t, p, id).shapes {
			if s.text == text {
				return s.at.x, s.at.x + s.length
			}
		}
		t.Fatalf("no label %s", text)
		return 0, 0
	}
	if _, right := label("us", "United States"); right >= zero {
		t.Errorf("the label of a positive amount reaches %g, beyond zero at %g", right, zero)
	}
	if left, _ := label("cn", "China"); left <= zero {
		t.Errorf("the label of a negative amount begins at %g, before zero at %g", left, zero)
	}
	// $1bn with bounds of −$8bn and $10bn is hatched over both sides of zero; its label
	// stands beyond.
	open := filled(markOf(t, p, "jp"), Web.Positive.Fill.mix(Web.Paper, 0.16))[0]
	if !near(open.x, zero-us.w*8/94, 0.02) || !near(open.right(), zero+us.w*10/94, 0.02) {
		t.Errorf("hatched over %g to %g around zero at %g", open.x, open.right(), zero)
	}
	if _, right := label("jp", "Japan"); right >= open.x {
		t.Errorf("the label of an amount around zero reaches %g, into its bar from %g", right, open.x)
	}
	got := strings.Join(labelsIn(t, p, "China", "United States", "Republic of Korea", "Japan", "Netherlands", "Thailand"), ", ")
	if want := "United States, Netherlands, Japan, Thailand, Republic of Korea, China"; got != want {
		t.Errorf("ranked %s, want %s", got, want)
	}
}

// Two series run away from the labels on one scale: China's 119 to the left and
// 58 to the right. The labels are ranked by 177, 124, 47, 40.
func TestDivergingBar_TwoSides(t *testing.T) {
	p := mustSet(t, "diverging-bar", partnersFrame(), Options{}, map[string]string{"left": "Imports"})
	left := func(id string) rect { return filled(markOf(t, p, id), Web.Series[1].Fill)[0] }
	right := func(id string) rect { return filled(markOf(t, p, id), Web.Series[0].Fill)[0] }
	cn := left("cn-m")
	for _, c := range []struct {
		id    string
		value float64
	}{{"us-m", 15}, {"jp-m", 23}, {"ru-m", 19}} {
		if r := left(c.id); r.right() != cn.right() || !near(r.w, cn.w*c.value/119, 0.02) {
			t.Errorf("%s is drawn over %g to %g, want %g up to %g", c.id, r.x, r.right(), cn.w*c.value/119, cn.right())
		}
	}
	for _, c := range []struct {
		id    string
		value float64
	}{{"cn-x", 58}, {"us-x", 109}, {"jp-x", 24}, {"ru-x", 21}} {
		if r := right(c.id); r.x != right("us-x").x || !near(r.w, cn.w*c.value/119, 0.02) {
			t.Errorf("%s is drawn over %g to %g", c.id, r.x, r.right())
		}
	}
	if gap := right("us-x").x - cn.right(); gap < 100 {
		t.Errorf("the labels have %g pixels between the sides", gap)
	}
	if got := strings.Join(labelsIn(t, p, "Russia", "China", "United States", "Japan"), ", "); got != "China, United States, Japan, Russia" {
		t.Errorf("ranked %s", got)
	}
	p = mustDraw(t, "diverging-bar", partnersFrame(), Options{})
	if x, m := right("cn-x"), left("cn-m"); x.right() >= m.x {
		t.Errorf("the first series, at %g, is not to the left of the second, at %g", x.x, m.x)
	}
}

func TestDivergingBar_Errors(t *testing.T) {
	two := table("label|series|value", "a|Exports|1", "a|Imports|2")
	for _, c := range []struct {
		df       dataframe.DataFrame
		settings map[string]string
		want     string
	}{
		{table("label|series|value", "a|x|1", "a|y|2", "a|z|3"), nil, "series: a diverging-bar chart has two sides, but there are 3 series: x, y, z; choose two"},
		{table("label|series|value", "a|x|1", "a|y|-2"), nil, "row 2 (a): value: -2 is negative, and the sides of a diverging-bar chart stand for its two series; write amounts without a sign, or one series"},
		{table("label|series|value", "a|x|1", "a|y|2", "a|x|3"), nil, "row 3 (a): series: x is already the series of row 1"},
		{table("label|series|value", "a|x|1", "a||2"), nil, "row 2 (a): series: is empty"},
		{table("label|value|unit", "a|1|date"), nil, "cannot draw the unit date"},
		{two, map[string]string{"left": "Export"}, `series: left is "Export", which is no series (did you mean "Exports"?); write one of Exports, Imports`},
		{table("label|value", "a|1"), map[string]string{"left": "x"}, `series: left is "x", but there are not two series to put on two sides`},
	} {
		if _, err := drawKind("diverging-bar", c.df, Options{}, c.settings); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("error %v lacks %q", err, c.want)
		}
	}
}
