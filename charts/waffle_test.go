package charts

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/go-gota/gota/dataframe"
	"pgregory.net/rapid"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

var _ = cases("waffle", kindCase{
	goldens: []golden{
		{name: "waffle_en", df: suppliersFrame(), o: Options{
			Title:    "Russia’s share of the world’s arms exports fell by more than half",
			Subtitle: "Share of global exports of major arms", Source: "SIPRI, Trends in International Arms Transfers, 2023"}},
		{name: "waffle_open_fr", df: waffleFrame(), o: Options{Language: locale.French, Width: 600,
			Title: "Plus de 80 % des armes venaient de Russie", Subtitle: "Parts des importations", Note: "Nombres inventés pour cette image."}},
	},
	gen: func(t *rapid.T) dataframe.DataFrame {
		n := rapid.IntRange(1, 16).Draw(t, "rows")
		parts := min(maxParts, n)
		names := make([]string, parts)
		for i := range names {
			names[i] = fmt.Sprintf("%d %s", i, genName().Draw(t, "name"))
		}
		part := func(v float64) float64 { return math.Mod(math.Abs(v), 100/float64(parts)) }
		return dataframe.New(append(genRows(t, n, []string{"percent"}, part, 100),
			texts(n, func(i int) string { return names[i%parts] }, "label"),
			texts(n, func(i int) string { return fmt.Sprintf("%d. %s", i/parts, someNames[i/parts]) }, "facet"))...)
	},
	shape: func(values []float64) dataframe.DataFrame {
		return shaped(values, map[string]func(int) string{"label": numbered("Country")})
	},
})

// suppliersFrame is from table 1 of SIPRI’s fact sheet of March 2024.
func suppliersFrame() dataframe.DataFrame {
	return table("label|facet|value|unit|id",
		"United States|2014–18|34|percent|us14", "France|2014–18|7.2|percent|fr14", "Russia|2014–18|21|percent|ru14", "China|2014–18|5.9|percent|cn14", "Germany|2014–18|6.3|percent|de14",
		"United States|2019–23|42|percent|us19", "France|2019–23|11|percent|fr19", "Russia|2019–23|11|percent|ru19", "China|2019–23|5.8|percent|cn19", "Germany|2019–23|5.6|percent|de19")
}

// waffleFrame leaves more than a share open; the numbers are made up.
func waffleFrame() dataframe.DataFrame {
	return table("label|value|low|high|low_open|bound|unit|id|estimated",
		"Russie|80|80|100|true|more_than|percent|ru|", "Israël|7.4|||false|exact|percent|il|", "Bélarus|2.3|||false|exact|percent|by|true",
		"République populaire démocratique de Corée|||||vague|percent|kp|")
}

// The example of Hamilton's method: 47, 16, 15.8, 12, 6.1 and 3.1 of 100 are 47,
// 16, 16, 12, 6 and 3, since 99 are given out whole and 0.8 is the largest rest.
// Of equal rests the first has the square; a total of rests that is nothing
// changes nothing.
func TestLargestRemainder(t *testing.T) {
	for _, c := range []struct {
		quotas string
		want   []int
	}{
		{"47 16 15.8 12 6.1 3.1", []int{47, 16, 16, 12, 6, 3}},
		{"33.3 33.3 33.4", []int{33, 33, 34}},
		{"0.5 0.5 99", []int{1, 0, 99}},
		{"100 0", []int{100, 0}},
		{"0.4 0.3 0.3 99", []int{1, 0, 0, 99}},
	} {
		var quotas []data.Number
		for _, f := range strings.Fields(c.quotas) {
			n, err := data.ParseNumber(f)
			if err != nil {
				t.Fatal(err)
			}
			quotas = append(quotas, n)
		}
		if got := largestRemainder(quotas, 100); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.quotas, got, c.want)
		}
	}
}

// More than 80 beside 9.7 that are sure of others is 80 solid and 10 hatched
// squares: at most 90.3. Two open parts that want more than is left share it.
// Parts of 101 as printed shrink to 100: of 50.5 and 50.5 each 50.
func TestDealSquares(t *testing.T) {
	for _, c := range []struct {
		sure, open           []float64
		wantSure, wantOpen   []int
		wantShared, wantPale int
	}{
		{sure: []float64{80}, open: []float64{20}, wantSure: []int{80}, wantOpen: []int{20}},
		{sure: []float64{80, 7.4, 2.3}, open: []float64{20, 0, 0}, wantSure: []int{80, 8, 2}, wantOpen: []int{10, 0, 0}},
		{sure: []float64{40, 30}, open: []float64{60, 70}, wantSure: []int{40, 30}, wantOpen: []int{0, 0}, wantShared: 30},
		{sure: []float64{40, 30}, open: []float64{5, 4}, wantSure: []int{40, 30}, wantOpen: []int{5, 4}, wantPale: 21},
		{sure: []float64{50.5, 50.5}, open: []float64{0, 0}, wantSure: []int{50, 50}, wantOpen: []int{0, 0}},
		{sure: []float64{0}, open: []float64{0}, wantSure: []int{0}, wantOpen: []int{0}, wantPale: 100},
	} {
		got := dealSquares(c.sure, c.open)
		pale := 100 - got.shared
		for i := range c.sure {
			pale -= got.sure[i] + got.open[i]
		}
		if !slices.Equal(got.sure, c.wantSure) || !slices.Equal(got.open, c.wantOpen) || got.shared != c.wantShared || pale != c.wantPale {
			t.Errorf("%v and %v open: %+v and %d pale, want %v, %v, %d, %d", c.sure, c.open, got, pale, c.wantSure, c.wantOpen, c.wantShared, c.wantPale)
		}
	}
}

// However the parts are, all squares are given out, and no part has one more or
// less than its percent rounds to.
func TestDealSquares_Property(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, maxParts).Draw(t, "parts")
		sure, open := make([]float64, n), make([]float64, n)
		left := 1000 // tenths of a percent
		for i := range n {
			tenths := rapid.IntRange(0, left).Draw(t, "sure")
			left -= tenths
			sure[i] = float64(tenths) / 10
		}
		got := dealSquares(sure, open)
		for i := range n {
			if math.Abs(float64(got.sure[i])-sure[i]) >= 1 || got.open[i] != 0 {
				t.Fatalf("%g percent have %d squares", sure[i], got.sure[i])
			}
		}
	})
}

// 34 squares are three rows and four, of one side, and the fifth square of the
// fourth row is the first of the next part.
func TestWaffle_Squares(t *testing.T) {
	p := mustDraw(t, "waffle", table("label|value|id", "b|20.6|b", "a|34|a"), Options{})
	a, b := filled(markOf(t, p, "a"), Web.Series[0].Fill), filled(markOf(t, p, "b"), Web.Series[1].Fill)
	if len(a) != 35 || len(b) != 22 { // one of each is the swatch
		t.Fatalf("%d and %d squares, want 34 and 21 with a swatch each", len(a), len(b))
	}
	if a[0].w != a[0].h || a[0].y != a[9].y || a[10].x != a[0].x || a[33].y != b[0].y || b[0].x <= a[33].x {
		t.Errorf("squares %v … %v, %v", a[0], a[33], b[0])
	}
	pale := 0
	for _, m := range p.plan.marks {
		if m.figure == "" {
			pale += len(filled(m, Web.Empty))
		}
	}
	if pale != 45 {
		t.Errorf("%d pale squares, want 100 − 34 − 21", pale)
	}
}

func TestWaffle_Errors(t *testing.T) {
	many := make([]string, 9)
	for i := range many {
		many[i] = fmt.Sprintf("part %d||1", i+1)
	}
	for _, c := range []struct{ rows, want string }{
		{"a||60;b||40.5", "value: the 2 parts make 100.5 percent at least, and a whole has 100; leave out what is counted twice, or draw them apart (share)"},
		{"a|x|60;b|x|39;a|y|70;b|y|31", `value: the 2 parts of the panel "y" make 101 percent at least, and a whole has 100; leave out what is counted twice, or draw them apart (share)`},
		{"a||60;a||2", "row 2 (a): label: is a part already, in row 1; a whole has one row for each part"},
		{"a||101", "row 1 (a): value: 101 is not a share of a whole, which lies between 0 and 100 percent"},
		{strings.Join(many, ";"), "row 9 (part 9): label: is one part too many; a waffle chart tells 8 apart, so add up the smallest"},
	} {
		_, err := drawKind("waffle", table("label|facet|value", strings.Split(c.rows, ";")...), Options{}, nil)
		if err == nil || err.Error() != "waffle chart: "+c.want {
			t.Errorf("%s: error %v, want %s", c.rows, err, c.want)
		}
	}
	// 33.3 three times and 0.1 are exactly 100, as decimals and not as binary
	// fractions.
	if _, err := drawKind("waffle", table("label|value", "a|33.3", "b|33.3", "c|33.3", "d|0.1"), Options{}, nil); err != nil {
		t.Error(err)
	}
}
