package charts

import (
	"fmt"
	"strings"
	"testing"

	"github.com/go-gota/gota/dataframe"
	"pgregory.net/rapid"

	"github.com/periplus-data/periplus/data/locale"
)

var _ = cases("balance", kindCase{
	goldens: []golden{
		{name: "balance_en", df: balanceFrame(), o: Options{
			Title: "A deficit became a surplus", Subtitle: "Exports and imports of goods, made up for this picture"}},
		{name: "balance_vi", df: boundedBalanceFrame(), o: Options{Language: locale.Vietnamese, Width: 800,
			Title: "Xuất khẩu và nhập khẩu", Subtitle: "Số liệu minh họa"}},
	},
	gen: func(t *rapid.T) dataframe.DataFrame {
		n := 2 * genNumber(t)
		names := rapid.SampledFrom([][2]string{{"Exports", "Imports"}, {"M", "X"}, {"nhập khẩu", "xuất khẩu"}, {genName().Draw(t, "a") + " 1", genName().Draw(t, "b") + " 2"}}).Draw(t, "sides")
		step := rapid.SampledFrom([]int{1, 1, 2}).Draw(t, "step")
		return dataframe.New(append(genRows(t, n, anyUnit, asIs, maxAmount),
			texts(n, func(i int) string { return fmt.Sprint(1999 + i/2*step) }, "date"),
			texts(n, func(i int) string { return names[i%2] }, "series"))...)
	},
	shape: func(values []float64) dataframe.DataFrame {
		return shaped(values, map[string]func(int) string{
			"date":   func(i int) string { return fmt.Sprint(1700 + i/2) },
			"series": func(i int) string { return []string{"Exports", "Imports"}[i%2] },
		})
	},
})

// balanceFrame has a deficit that turns into a surplus and back for a year; the
// numbers are made up.
func balanceFrame() dataframe.DataFrame {
	exports := []int{14, 15, 17, 20, 23, 24, 29, 33, 37, 41, 49, 60, 74, 85, 97, 104, 113, 128, 139, 145, 158}
	imports := []int{16, 18, 24, 31, 39, 45, 52, 61, 72, 66, 70, 78, 80, 83, 86, 91, 84, 88, 97, 94, 99}
	var rows []string
	for i := range exports {
		rows = append(rows, fmt.Sprintf("%d|Exports|%d000000000|USD", 2000+i, exports[i]), fmt.Sprintf("%d|Imports|%d000000000|USD", 2000+i, imports[i]))
	}
	return table("date|series|value|unit", rows...)
}

// boundedBalanceFrame has bounds, a missing year and an estimate; the numbers
// are made up.
func boundedBalanceFrame() dataframe.DataFrame {
	return table("date|series|value|low|high|bound|unit|estimated",
		"2014|Nhập khẩu|20000000000|||exact|USD|false", "2014|Xuất khẩu|31000000000|||exact|USD|false",
		"2015|Nhập khẩu|24000000000|||exact|USD|false", "2015|Xuất khẩu|27000000000|||exact|USD|false",
		"2016|Nhập khẩu|30000000000|||exact|USD|false", "2016|Xuất khẩu|22000000000|||exact|USD|false",
		"2017|Nhập khẩu||||vague|USD|false", "2017|Xuất khẩu|18000000000|||exact|USD|false",
		"2018|Nhập khẩu|27000000000|24000000000|30000000000|about|USD|false", "2018|Xuất khẩu|17000000000|||exact|USD|false",
		"2019|Nhập khẩu|26000000000|23000000000|29000000000|about|USD|false", "2019|Xuất khẩu|19000000000|||exact|USD|false",
		"2020|Nhập khẩu|24000000000|22000000000|26000000000|about|USD|false", "2020|Xuất khẩu|28000000000|||exact|USD|true")
}

// discOf returns the first circle in the mark of a figure.
func discOf(t *testing.T, p *Picture, figure string) circle {
	t.Helper()
	for _, s := range markOf(t, p, figure).shapes {
		if len(s.circles) > 0 {
			return s.circles[0]
		}
	}
	t.Fatalf("%s has no point", figure)
	return circle{}
}

// fillOf returns the outlines of the area with these hover words.
func fillOf(t *testing.T, p *Picture, title string) [][]point {
	t.Helper()
	for _, m := range p.plan.marks {
		if m.title == title {
			return m.shapes[0].outlines
		}
	}
	t.Fatalf("no area %q", title)
	return nil
}

// Exports rise from 10 to 30 while imports fall from 20 to 10: the balance goes
// from −10 to 20, so that the lines meet after 10 ÷ 30 of the year, at 10 + 20 ÷ 3.
// On the picture that is a third of the way between the points of exports.
func TestBalance_Crossing(t *testing.T) {
	p := mustDraw(t, "balance", table("date|series|value|id", "2000|Imports|20|m0", "2001|Imports|10|m1", "2000|Exports|10|x0", "2001|Exports|30|x1"), Options{})
	x0, x1, m0, m1 := discOf(t, p, "x0").point, discOf(t, p, "x1").point, discOf(t, p, "m0").point, discOf(t, p, "m1").point
	meet := point{x0.x + (x1.x-x0.x)/3, x0.y + (x1.y-x0.y)/3}
	for title, want := range map[string][]point{"Deficit": {m0, meet, meet, x0}, "Surplus": {meet, x1, m1, meet}} {
		got := fillOf(t, p, title)
		if len(got) != 1 || len(got[0]) != len(want) {
			t.Fatalf("%s has the outlines %v, want %v", title, got, want)
		}
		for i, w := range want {
			if g := got[0][i]; !near(g.x, w.x, 0.011) || !near(g.y, w.y, 0.011) {
				t.Errorf("%s: corner %d is at %v, want %v", title, i, g, w)
			}
		}
	}
}

// Where one of the two has no number nothing is filled: here 2002, which parts
// the surplus in two.
func TestBalance_Gaps(t *testing.T) {
	p := mustDraw(t, "balance", table("date|series|value|id",
		"2000|X|20|a", "2001|X|21|b", "2002|X|22|c", "2003|X|23|d", "2004|X|24|e",
		"2000|M|10|", "2001|M|10|", "2002|M||", "2003|M|10|", "2004|M|10|"), Options{})
	got := fillOf(t, p, "Surplus")
	if len(got) != 2 {
		t.Fatalf("%d areas, want 2", len(got))
	}
	for i, ends := range [][2]string{{"a", "b"}, {"d", "e"}} {
		box := extent(shape{outlines: [][]point{got[i]}})
		if box.x != discOf(t, p, ends[0]).x || !near(box.right(), discOf(t, p, ends[1]).x, 1e-9) {
			t.Errorf("area %d runs from %g to %g, want from %s to %s", i, box.x, box.right(), ends[0], ends[1])
		}
	}
	for _, m := range p.plan.marks {
		if m.title == "Deficit" {
			t.Error("there is a deficit")
		}
	}
}

// Series of different years are filled between what both lines have: from 2000
// to 2004 imports are known every second year, exports every year.
func TestBalance_OtherYears(t *testing.T) {
	p := mustDraw(t, "balance", table("date|series|value", "2000|X|20", "2001|X|30", "2002|X|20", "2003|X|30", "2004|X|20", "2000|M|10", "2002|M|10", "2004|M|10"), Options{})
	if got := fillOf(t, p, "Surplus"); len(got) != 1 || len(got[0]) != 10 {
		t.Errorf("outlines %v, want one of five points above and five below", got)
	}
}

func TestBalance_Sides(t *testing.T) {
	for _, c := range []struct{ first, second, exports string }{
		{"Exports", "Imports", "Exports"}, {"Imports", "Exports", "Exports"}, {"M", "X", "X"}, {"m", "x", "x"},
		{"Importations", "Exportations", "Exportations"}, {"Nhập khẩu", "Xuất khẩu", "Xuất khẩu"},
		{"imports from China", "exports to China", "exports to China"}, {"Nhập khẩu hàng hóa", "Xuất khẩu hàng hóa", "Xuất khẩu hàng hóa"},
		{"Imports", "Sold abroad", "Sold abroad"}, {"Bought abroad", "Exports", "Exports"},
		{"China", "Russia", "China"}, {"Mexico", "Xanadu", "Mexico"}, {"Exports 2", "Exports 1", "Exports 2"},
		{"Important goods", "Exporters", "Important goods"}, // neither is the word
	} {
		if got, other := sides([]string{c.first, c.second}); got != c.exports || other == got {
			t.Errorf("of %q and %q, exports are %q against %q", c.first, c.second, got, other)
		}
	}
}

func TestBalance_Errors(t *testing.T) {
	for _, c := range []struct {
		df   dataframe.DataFrame
		want string
	}{
		{table("date|series|value", "2000|X|1", "2000|M|1", "2000|RX|1"), `row 3 (2000): series: "RX" is a series too many; a balance chart has two, and "X" and "M" come first`},
		{table("date|series|value", "2000|X|1", "2001|X|1"), `row 1 (2000): series: all rows are of the series "X"; a balance chart has two, as exports and imports`},
		{table("date|series|value", "2000|X|1", "2000||1"), "row 2 (2000): series: is empty; every row of a balance chart is of one of two series"},
		{table("date|value", "2000|1"), `series: the frame of a balance chart has no column "series"`},
	} {
		if _, err := drawKind("balance", c.df, Options{}, nil); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("error %v\nlacks %s", err, c.want)
		}
	}
}

// Where a word has no room in its area, the legend tells it.
func TestBalance_Words(t *testing.T) {
	texts := func(o Options) (out []string) {
		for _, x := range proveLayout(t, mustDraw(t, "balance", balanceFrame(), o)).texts {
			out = append(out, x.text)
		}
		return out
	}
	wide, narrow := strings.Join(texts(Options{}), "|"), strings.Join(texts(Options{Width: 300}), "|")
	for _, word := range []string{"surplus", "deficit"} {
		if strings.Count(wide, word) != 1 || strings.Contains(wide, upperFirst(word)) {
			t.Errorf("wide: %s is not in its area alone: %s", word, wide)
		}
		if strings.Contains(narrow, word) || strings.Count(narrow, upperFirst(word)) != 1 {
			t.Errorf("narrow: %s is not in the legend alone: %s", word, narrow)
		}
	}
}
