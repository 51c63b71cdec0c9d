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

var _ = cases("bump", kindCase{
	goldens: []golden{
		{name: "bump_en", df: bumpFrame(), settings: map[string]string{"top": "5"}, o: Options{
			Title: "Two partners changed places at the top", Subtitle: "Rank among the partners by trade in goods", Note: "Made up for this picture."}},
		{name: "bump_fr", df: bumpWindows(), settings: map[string]string{"lines": "straight"}, o: Options{Language: locale.French, Width: 600,
			Title: "Rang des fournisseurs par période", Note: "Nombres inventés pour cette image."}},
	},
	gen: func(t *rapid.T) dataframe.DataFrame {
		n, count := genNumber(t), rapid.IntRange(1, 12).Draw(t, "labels")
		step := rapid.SampledFrom([]int{1, 5}).Draw(t, "step")
		moment := rapid.SampledFrom([]string{"%d", "round %d"}).Draw(t, "moment")
		return dataframe.New(append(genRows(t, n, anyUnit, asIs, maxAmount),
			texts(n, func(i int) string { return fmt.Sprintf("%d %s", i%count, someNames[i%count%len(someNames)]) }, "label"),
			texts(n, func(i int) string { return fmt.Sprintf(moment, 1990+i/count*step) }, "date"))...)
	},
	shape: func(values []float64) dataframe.DataFrame {
		return shaped(values, map[string]func(int) string{
			"label": func(i int) string { return fmt.Sprintf("Country %d", i%20+1) },
			"date":  func(i int) string { return fmt.Sprint(2000 + i/20) },
		})
	},
})

// bumpFrame has seven partners over six years; the numbers are made up.
func bumpFrame() dataframe.DataFrame {
	var rows []string
	for _, p := range []struct {
		name   string
		values [6]float64
	}{
		{"United States", [6]float64{90, 96, 104, 108, 140, 150}}, {"China", [6]float64{80, 98, 110, 112, 130, 170}},
		{"Japan", [6]float64{40, 41, 39, 40, 42, 43}}, {"South Korea", [6]float64{36, 43, 44, 47, 41, 60}},
		{"Germany", [6]float64{20, 21, 19, 17, 18, 15}}, {"Thailand", [6]float64{12, 14, 18, 18, 19, 22}}, {"Chile", [6]float64{2, 3, 3, 4, 4, 5}},
	} {
		for i, v := range p.values {
			rows = append(rows, fmt.Sprintf("%s|%d|%.0f|USD|%s-%d", p.name, 2018+i, v*1e9, p.name[:2], 2018+i))
		}
	}
	return table("label|date|value|unit|id", rows...)
}

// bumpWindows has a tie, a broken line, bounds that meet and an estimate; the
// numbers are made up.
func bumpWindows() dataframe.DataFrame {
	return table("label|date|value|low|high|bound|unit|id|estimated",
		"Russie|2009/2013|40|||exact|percent|ru1|", "Russie|2014/2018|30|||exact|percent|ru2|", "Russie|2019/2023|22|20|24|about|percent|ru3|",
		"États-Unis|2009/2013|35|||exact|percent|us1|", "États-Unis|2014/2018|36|||exact|percent|us2|", "États-Unis|2019/2023|40|||exact|percent|us3|",
		"France|2009/2013|6|||exact|percent|fr1|", "France|2014/2018|8|||exact|percent|fr2|", "France|2019/2023|21|19|23|about|percent|fr3|",
		"Allemagne|2009/2013|6|||exact|percent|de1|", "Allemagne|2014/2018|5|||exact|percent|de2|true", "Allemagne|2019/2023|5|||exact|percent|de3|",
		"Ukraine|2009/2013|3|||exact|percent|ua1|", "Ukraine|2014/2018|2|||exact|percent|ua2|",
		"République de Corée|2009/2013|1|||exact|percent|kr1|", "République de Corée|2019/2023|2|||exact|percent|kr3|",
		"Bélarus|2014/2018||||vague|percent|by2|")
}

// Equal amounts share a rank and the next is left out: 5, 5 and 3 are 1, 1 and
// 3. About 5 (4 to 6) and about 6 (5 to 8) may change places, and neither may
// with 9 or 1. At least 3 may be more than 10. A share below 2 is under one of 2
// and more for certain.
func TestRanks(t *testing.T) {
	n := math.NaN()
	type r struct{ value, low, high float64 }
	for _, c := range []struct {
		rows []r
		want []place
	}{
		{[]r{{5, n, n}, {3, n, n}, {5, n, n}}, []place{{1, 1, 1}, {3, 3, 3}, {1, 1, 1}}},
		{[]r{{9, n, n}, {5, 4, 6}, {6, 5, 8}, {1, n, n}}, []place{{1, 1, 1}, {3, 2, 3}, {2, 2, 3}, {4, 4, 4}}},
		{[]r{{10, n, n}, {3, 3, n}, {4, n, n}}, []place{{1, 1, 2}, {3, 1, 3}, {2, 2, 3}}},
		{[]r{{n, 2, 4}, {3.5, n, n}, {n, n, n}, {-1, n, n}}, []place{{2, 1, 2}, {1, 1, 2}, {}, {3, 3, 3}}},
		{[]r{{7, n, n}}, []place{{1, 1, 1}}},
	} {
		var rows []row
		for i, x := range c.rows {
			known := !math.IsNaN(x.value) || !math.IsNaN(x.low)
			rows = append(rows, row{n: i + 1, value: x.value, low: x.low, high: x.high, hasNumber: known, hasInterval: !math.IsNaN(x.low)})
		}
		rankAtMoments(rows)
		for i, want := range c.want {
			if rows[i].rank != want {
				t.Errorf("%v: rank %d is %v, want %v", c.rows, i+1, rows[i].rank, want)
			}
		}
	}
	below := row{n: 1, low: 0, high: 2, highOpen: true, value: n, hasNumber: true, hasInterval: true}
	above := row{n: 2, low: 2, high: 5, value: n, hasNumber: true, hasInterval: true}
	if rows := []row{below, above}; true {
		if rankAtMoments(rows); rows[0].rank != (place{2, 2, 2}) || rows[1].rank != (place{1, 1, 1}) {
			t.Errorf("below 2 and from 2 have the ranks %v and %v", rows[0].rank, rows[1].rank)
		}
	}
}

// Rank 1 is on top, the ranks are at equal distances, and a missing moment
// breaks the line: of three columns, a has two pieces of line and b none.
func TestBump_ToScale(t *testing.T) {
	p := mustSet(t, "bump", table("label|date|value|id", "a|2001|9|a1", "a|2002|5|a2", "a|2003|2|a3", "b|2001|4|b1", "b|2003|7|b3", "c|2001|1|c1", "c|2002|6|c2", "c|2003|5|c3"),
		Options{}, map[string]string{"lines": "straight"})
	// Ordered by the last moment: b, c, a.
	l := newLook(Web, defaultFonts(), 1200)
	b, c, a := l.ink(Web.Series[0]), l.ink(Web.Series[1]), l.ink(Web.Series[2])
	at := func(id string, color Color) point { return dotsOf(t, p, id, color)[0] }
	a1, b1, c1 := at("a1", a), at("b1", b), at("c1", c)
	if a1.x != b1.x || !near(b1.y-a1.y, c1.y-b1.y, 0.031) || a1.y >= b1.y {
		t.Errorf("ranks 1, 2, 3 at %v, %v, %v", a1, b1, c1)
	}
	if a2, c2, b3 := at("a2", a), at("c2", c), at("b3", b); c2.y != a1.y || a2.y != b1.y || b3.y != a1.y || !near(b3.x-c2.x, c2.x-a1.x, 0.031) {
		t.Errorf("later ranks at %v, %v, %v", a2, c2, b3)
	}
	pieces := map[Color]int{}
	for _, m := range p.plan.marks {
		for _, s := range m.shapes {
			if s.stroke > 0 {
				pieces[s.color] += len(s.outlines)
			}
		}
	}
	if pieces[a] != 2 || pieces[b] != 0 || pieces[c] != 2 {
		t.Errorf("pieces of line %v, want two of a and c, none of b", pieces)
	}
	if !strings.Contains(p.Description, "b, 2001: 4, rank\u00a02; b, 2003: 7, rank\u00a01; c, 2001: 1, rank\u00a03;") {
		t.Errorf("description %q", p.Description)
	}
}

// Top 1 keeps a and b, which are first once each; c, second in between, is left
// out, and still counted: b is third in 2001.
func TestBump_Top(t *testing.T) {
	df := table("label|date|value|id", "a|2001|9|a1", "a|2002|2|a2", "b|2001|1|b1", "b|2002|7|b2", "c|2001|5|c1", "c|2002|6|c2")
	p := mustSet(t, "bump", df, Options{}, map[string]string{"top": "1"})
	if !strings.Contains(p.Description, "b, 2001: 1, rank\u00a03;") || strings.Contains(p.Description, "c, 2001") {
		t.Errorf("description %q", p.Description)
	}
	if !slices.Contains(markWords(markOf(t, p, "b1")), "3") {
		t.Error("the disc of b does not hold its rank")
	}
	for _, bad := range []string{"0", "-1", "ten", "1.5"} {
		if _, err := drawKind("bump", df, Options{}, map[string]string{"top": bad}); err == nil || !strings.Contains(err.Error(), "write a whole number from 1") {
			t.Errorf("top %s: error %v", bad, err)
		}
	}
}

// Ranks that the bounds leave open are hollow, and said in words.
func TestBump_OpenRanks(t *testing.T) {
	p := mustDraw(t, "bump", bumpWindows(), Options{})
	if !strings.Contains(p.Description, "Russie, 2019–2023: about 22% (20% to 24%), rank\u00a02 (2 to 3);") {
		t.Errorf("description %q", p.Description)
	}
	if ring := filled(markOf(t, p, "ru3"), Web.Paper); len(ring) != 1 {
		t.Errorf("the disc of an open rank is not hollow: %v", ring)
	}
	if ring := filled(markOf(t, p, "us3"), Web.Paper); len(ring) != 0 {
		t.Errorf("the disc of a certain rank is hollow: %v", ring)
	}
}

// A label that ends before the last moment is named behind its last disc, where
// there is room, and named on the left where that is.
func TestBump_EarlyEnd(t *testing.T) {
	p := mustDraw(t, "bump", table("label|date|value|id", "a|2001|9|", "a|2002|5|", "a|2003|5|", "early|2002|4|e2", "a|2004|3|"), Options{})
	words := 0
	for _, m := range p.plan.marks {
		for _, s := range m.shapes {
			if s.text == "early" {
				words++
				if disc := dotsOf(t, p, "e2", Web.Series[1].Fill)[0]; s.at.x < disc.x || math.Abs(s.at.y-disc.y) > 12 {
					t.Errorf("the name at %v is not behind the disc at %v", s.at, disc)
				}
			}
		}
	}
	if words != 1 {
		t.Errorf("the label that ends early is named %d times", words)
	}
}

func TestBump_NothingToRank(t *testing.T) {
	_, err := drawKind("bump", table("label|date|value", "a|2001|"), Options{}, nil)
	if want := "bump chart: value: there is nothing to rank, since no row has a number"; err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
}
