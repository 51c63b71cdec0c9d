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

var _ = cases("area", kindCase{
	goldens: []golden{
		{name: "area_en", df: areaFrame(), o: Options{
			Title: "Deliveries from Russia gave way to others", Subtitle: "Volume of arms delivered by supplier, million TIV",
			Note: "Numbers made up for this picture."}},
		{name: "area_fr", df: stackFrame(), o: Options{Language: locale.French, Width: 640,
			Title: "Trois fournisseurs, dont un sans chiffre", Subtitle: "Volumes inventés pour cette image"}},
		{name: "area_bounds_en", df: openFrame(), o: Options{
			Title: "What bounds leave open is drawn of the sum alone", Subtitle: "Volume of arms delivered by supplier, million TIV",
			Note: "Numbers made up for this picture."}},
	},
	gen: func(t *rapid.T) dataframe.DataFrame { return genStack(t, anyUnit) },
	shape: func(values []float64) dataframe.DataFrame {
		return shaped(values, map[string]func(int) string{"date": years(1700)})
	},
})

var _ = cases("area-share", kindCase{
	goldens: []golden{
		{name: "area_share_en", df: areaFrame(), o: Options{
			Title: "Russia’s share fell from four fifths to a quarter", Subtitle: "Share of the volume of arms delivered, by supplier",
			Note: "Numbers made up for this picture."}},
	},
	gen: func(t *rapid.T) dataframe.DataFrame { return genStack(t, anyUnit) },
	shape: func(values []float64) dataframe.DataFrame {
		return shaped(values, map[string]func(int) string{
			"date": func(i int) string { return fmt.Sprint(1700 + i/2) }, "series": func(i int) string { return [...]string{"Exports", "Imports"}[i%2] },
		})
	},
})

// genStack draws two to six series over years, hardly a number of which is
// missing, so that most charts have something to draw.
func genStack(t *rapid.T, units []string) dataframe.DataFrame {
	count := rapid.IntRange(2, 6).Draw(t, "series")
	n := count * rapid.IntRange(1, 20).Draw(t, "dates")
	names := make([]string, count)
	for i := range names {
		names[i] = fmt.Sprintf("%d %s", i, genName().Draw(t, "name"))
	}
	fit := func(v float64) float64 {
		if math.IsNaN(v) {
			return 3
		}
		return math.Abs(v)
	}
	return dataframe.New(append(genRows(t, n, units, fit, maxAmount),
		texts(n, func(i int) string {
			if i > count && i%17 == 0 {
				return fmt.Sprint(2200 + i) // the series lacks where the others are
			}
			return fmt.Sprint(1990 + i/count)
		}, "date"),
		texts(n, func(i int) string { return names[i%count] }, "series"))...)
}

// areaFrame is four series over twelve years; the numbers are made up.
func areaFrame() dataframe.DataFrame {
	amounts := [][]int{
		{820, 900, 1010, 1180, 910, 860, 640, 520, 300, 240, 190, 180},
		{60, 75, 66, 80, 95, 110, 125, 140, 150, 165, 180, 175},
		{0, 0, 12, 20, 40, 38, 55, 90, 130, 150, 170, 185},
		{110, 120, 95, 60, 75, 80, 70, 66, 85, 90, 110, 120},
	}
	var rows []string
	for s, name := range []string{"Russia", "Israel", "South Korea", "Others"} {
		for i, v := range amounts[s] {
			rows = append(rows, fmt.Sprintf("%d|%s|%d|TIV_million|%c%d", 2012+i, name, v, name[0], 2012+i))
		}
	}
	return table("date|series|value|unit|id", rows...)
}

// partOf returns the outline of what a row adds to its area.
func partOf(t *testing.T, p *Picture, figure string, series int) []point {
	t.Helper()
	for _, s := range markOf(t, p, figure).shapes {
		if s.stroke == 0 && s.color == Web.Series[series].Fill && s.text == "" {
			return s.outlines[0]
		}
	}
	t.Fatalf("%s has no area", figure)
	return nil
}

// The plot is as high as 1500 on the axis. At the end, in 2023, the areas reach
// 180, 180 + 175 = 355, 355 + 185 = 540 and 540 + 120 = 660.
func TestArea_ToScale(t *testing.T) {
	p := mustDraw(t, "area", areaFrame(), Options{})
	var ends []float64
	base := 0.0
	for i, id := range []string{"R2023", "I2023", "S2023", "O2023"} {
		outline := partOf(t, p, id, i)
		last := slices.MaxFunc(outline, func(a, b point) int { return int(math.Copysign(1, a.x-b.x)) }).x
		top := math.Inf(1)
		for _, at := range outline {
			if at.x == last {
				top = min(top, at.y)
			}
			base = max(base, at.y)
		}
		ends = append(ends, top)
	}
	unit := (base - ends[3]) / 660
	for i, want := range []float64{180, 355, 540, 660} {
		if !near((base-ends[i])/unit, want, 0.1) {
			t.Errorf("the %d. area reaches %g, want %g", i+1, (base-ends[i])/unit, want)
		}
	}
	// Russia's 820 in 2012 is the height of the first corner.
	first := partOf(t, p, "R2012", 0)[0]
	if !near(base-first.y, 820*unit, 0.02) {
		t.Errorf("Russia begins at %g, want %g", base-first.y, 820*unit)
	}
}

// 180 of 660 are 27.27%, and with Israel's 175 53.79%, Korea's 185 81.82%.
func TestAreaShare_ToScale(t *testing.T) {
	p := mustDraw(t, "area-share", areaFrame(), Options{})
	r, o := partOf(t, p, "R2023", 0), partOf(t, p, "O2023", 3)
	top, base := math.Inf(1), 0.0
	for _, at := range append(slices.Clone(r), o...) {
		top, base = min(top, at.y), max(base, at.y)
	}
	for i, id := range []string{"R2023", "I2023", "S2023"} {
		outline := partOf(t, p, id, i)
		// from halfway to 2022, over 2022½ … 2023 and back below
		at := outline[len(outline)/2-1]
		want := base - float64((base-top)*[]float64{180. / 660, 355. / 660, 540. / 660}[i])
		if !near(at.y, want, 0.02) {
			t.Errorf("%s ends at %g, want %g", id, at.y, want)
		}
	}
	if m := markOf(t, p, "R2023"); m.title != "Russia, 2023: 27.3%, 180\u00a0m\u00a0TIV" {
		t.Errorf("hover %q", m.title)
	}
}

// 10 (8 to 12) of 10 + 30 is 25%, at least 8 ÷ 38 = 21.05% and at most 12 ÷ 42
// = 28.57%. Where 30 is "at least", the share of 10 can be next to nothing.
func TestAreaShare_Bounds(t *testing.T) {
	df := table("date|series|value|low|high|bound|id", "2020|a|10|8|12|about|a", "2020|b|30|||exact|b")
	m := markOf(t, mustDraw(t, "area-share", df, Options{}), "a")
	if want := "a, 2020: 25% (21–29%), about 10 (8 to 12)"; m.title != want {
		t.Errorf("hover %q, want %q", m.title, want)
	}
	df = table("date|series|value|low|high|bound|id", "2020|a|10|||exact|a", "2020|b|30|30||at_least|b")
	if m = markOf(t, mustDraw(t, "area-share", df, Options{}), "a"); m.title != "a, 2020: 25% (0–25%), 10" {
		t.Errorf("hover %q", m.title)
	}
}

// 2020 to 2022 is a gap, since Israel has no number in 2021. In 2022 the sum of
// 490 lies between 460 and 540.
func TestArea_GapAndBounds(t *testing.T) {
	p := mustDraw(t, "area", stackFrame(), Options{})
	for _, id := range []string{"r21", "k21"} {
		for _, m := range p.plan.marks {
			if m.figure == id {
				t.Errorf("%s is drawn, and the sum of its year is not known", id)
			}
		}
	}
	svg := string(p.SVG())
	for _, want := range []string{"No number for Israel, 2021.", "Dotted: no data between", "Hatched: what the statement leaves open"} {
		if !strings.Contains(svg, want) {
			t.Errorf("the picture does not say %q", want)
		}
	}
	base, top := 0.0, math.Inf(1)
	for _, at := range partOf(t, p, "r22", 0) {
		base, top = max(base, at.y), min(top, at.y)
	}
	unit := (base - top) / 160
	var open rect
	for _, m := range p.plan.marks {
		for _, r := range filled(m, Web.Muted.mix(Web.Paper, 0.16)) {
			if r.y > 200 {
				open = r
			}
		}
	}
	if !near(open.h, 50*unit, 0.05) || !near(base-open.bottom(), 490*unit, 0.05) {
		t.Errorf("the bounds of the sum are drawn from %g over %g, want from %g over %g", base-open.bottom(), open.h, 490*unit, 50*unit)
	}
}

func TestArea_Errors(t *testing.T) {
	for _, c := range []struct {
		kind string
		df   dataframe.DataFrame
		want string
	}{
		{"area", table("date|value|series", "2019|4|a", "2019|-3|b"),
			"area chart: row 2 (2019): value: -3 is negative, and an area chart stacks amounts from zero; draw amounts under zero as a line or a balance"},
		{"area", table("date|value|series", "2019|4|a", "2020|3|b"),
			"area chart: value: there is nothing to draw: at no date do all of the 2 series have a number; leave series out, or write 0 where there was none"},
		{"area-share", table("date|value|series", "2019|4|a", "2020|3|a"),
			"area-share chart: series: an area-share chart needs at least two series, the parts of a whole; there is one"},
		{"area-share", table("date|value", "2019|4"), `area-share chart: series: the frame of an area-share chart has no column "series"; it has date, value`},
		{"area", table("date|value|series", "2019|4|a", "2019|3|a"), "area chart: row 2 (2019): date: 2019 is already the date of row 1; a series has one row for each date"},
	} {
		_, err := drawKind(c.kind, c.df, Options{}, nil)
		if err == nil || err.Error() != c.want {
			t.Errorf("error\n%v\nwant\n%s", err, c.want)
		}
	}
}

// openFrame is three series over twelve years, one with bounds, one that is "at
// least" in two years, and one that is estimated in the end; the numbers are
// made up.
func openFrame() dataframe.DataFrame {
	var rows []string
	for i := range 12 {
		year, least := 2012+i, "||exact"
		if year == 2017 || year == 2023 {
			least = fmt.Sprintf("%d||at_least", 220+i%3*20)
		}
		rows = append(rows,
			fmt.Sprintf("%d|Russia|%d|%d|%d|about|TIV_million|", year, 560-i*25, 480-i*25, 660-i*25),
			fmt.Sprintf("%d|France|%d|||exact|TIV_million|%t", year, 200+i%5*20, year > 2021),
			fmt.Sprintf("%d|Israel|%d|%s|TIV_million|", year, 220+i%3*20, least))
	}
	return table("date|series|value|low|high|bound|unit|estimated", rows...)
}
