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

var _ = cases("line", kindCase{
	goldens: []golden{
		{name: "line_en", df: lineFrame(), o: Options{
			Title: "Russian deliveries of major arms to Viet Nam have almost ceased", Subtitle: "Volume of major arms delivered, million TIV",
			Source: "SIPRI Arms Transfers Database"}},
		{name: "line_fr", df: seriesFrame(), o: Options{Language: locale.French, Width: 800,
			Title: "Plusieurs fournisseurs", Subtitle: "Volumes inventés pour cette image"}},
		{name: "line_many_en", df: manyFrame(), o: Options{
			Title: "Five partners stand out, the others move along the bottom", Subtitle: "Imports by partner, made up for this picture"}},
		{name: "line_panels_en", df: deliveriesInPanels(), o: Options{
			Title: "As Russia delivers less, others do not fill the gap", Subtitle: "Volume of major arms delivered, million TIV", Note: "Numbers made up for this picture."}},
		{name: "line_log_en", df: logFrame(), o: Options{
			Title: "One grew a thousandfold, one hardly at all", Subtitle: "Exports, made up for this picture", Note: "Made-up numbers"},
			settings: map[string]string{"log": "yes"}},
	},
	gen: func(t *rapid.T) dataframe.DataFrame { return genSeries(t, anyUnit, asIs) },
	shape: func(values []float64) dataframe.DataFrame {
		return shaped(values, map[string]func(int) string{"date": years(1700)})
	},
})

// genSeries draws up to twelve series over years, some of them missing.
func genSeries(t *rapid.T, units []string, fit func(float64) float64) dataframe.DataFrame {
	n, count := genNumber(t), rapid.IntRange(1, 12).Draw(t, "series")
	step := rapid.SampledFrom([]int{1, 1, 1, 2, 7}).Draw(t, "step")
	first := rapid.SampledFrom([]int{1950, 1999, 2018}).Draw(t, "first")
	names := make([]string, count)
	for i := range names {
		names[i] = fmt.Sprintf("%d %s", i, genName().Draw(t, "name"))
	}
	return dataframe.New(append(genRows(t, n, units, fit, maxAmount),
		texts(n, func(i int) string { return fmt.Sprint(first + i/count*step) }, "date"),
		texts(n, func(i int) string { return names[i%count] }, "series"))...)
}

// manyFrame has fourteen series over twenty years, made up: straight lines with
// a wave of their own.
func manyFrame() dataframe.DataFrame {
	partners := []string{"China", "Republic of Korea", "Japan", "United States", "Thailand", "Malaysia", "Indonesia", "Germany", "India", "Australia", "France", "Singapore", "Italy", "Russia"}
	wave := []float64{0, 2, 3, 1, -2, -3, -1}
	var rows []string
	for year := 2003; year <= 2022; year++ {
		for i, partner := range partners {
			v := 30/float64(i+1) + float64(year-2003)*6/float64(i*i+1) + wave[(year+2*i)%7]/2
			rows = append(rows, fmt.Sprintf("%d|%s|%.0f00000000|USD", year, partner, 10*max(v, 0.2)))
		}
	}
	return table("date|series|value|unit", rows...)
}

// logFrame has two series that differ by powers of ten, with estimates and
// months; the numbers are made up.
func logFrame() dataframe.DataFrame {
	var rows []string
	for i, v := range []string{"2000000", "9000000", "31000000", "64000000", "120000000", "310000000", "480000000", "900000000", "1300000000", "1900000000", "2600000000"} {
		rows = append(rows, fmt.Sprintf("%d|Telephones|%s|USD|%t", 2010+i, v, i < 3))
	}
	for i, v := range []string{"610000000", "640000000", "590000000", "660000000", "700000000", "730000000", "690000000", "710000000", "760000000", "740000000", "790000000"} {
		rows = append(rows, fmt.Sprintf("%d|Rice|%s|USD|%t", 2010+i, v, i == 10))
	}
	return table("date|series|value|unit|estimated", rows...)
}

// seriesFrame has two series, a missing year, a stated interval and one that
// is unbounded; the numbers are made up.
func seriesFrame() dataframe.DataFrame {
	return table("label|value|low|high|bound|unit|series|id",
		"2016|300|270|330|about|TIV_million|Russie|r16", "2017|280|260|300|about|TIV_million|Russie|r17", "2018|150|||exact|TIV_million|Russie|r18",
		"2019||||vague|TIV_million|Russie|r19", "2020|40|40||at_least|TIV_million|Russie|r20",
		"2016|60|||exact|TIV_million|Israël|i16", "2017|75|||exact|TIV_million|Israël|i17", "2018|66|||exact|TIV_million|Israël|i18",
		"2019|52|||exact|TIV_million|Israël|i19", "2020|45|||exact|TIV_million|Israël|i20")
}

// A logarithmic axis from 1 to 1,000 has a third of its height for each power of
// ten, so that 10 and 100 lie at one and two thirds between 1 and 1,000.
func TestLine_Log(t *testing.T) {
	df := table("date|value|id", "2001|1|a", "2002|10|b", "2003|100|c", "2004|1000|d")
	p := mustSet(t, "line", df, Options{Language: locale.French}, map[string]string{"log": "yes"})
	a, d := discOf(t, p, "a").y, discOf(t, p, "d").y
	for i, id := range []string{"b", "c"} {
		if got, want := discOf(t, p, id).y, a+(d-a)*float64(i+1)/3; !near(got, want, 0.011) {
			t.Errorf("%s lies at %g, want %g", id, got, want)
		}
	}
	if svg := string(p.SVG()); !strings.Contains(svg, "Échelle logarithmique") {
		t.Error("the picture does not say that its scale is logarithmic")
	}
}

func TestLine_Errors(t *testing.T) {
	yes := map[string]string{"log": "yes"}
	for _, c := range []struct {
		df       dataframe.DataFrame
		settings map[string]string
		want     string
	}{
		{table("date|value", "2001|1", "2002|0"), yes, "row 2 (2002): value: 0 has no place on a logarithmic axis, which holds amounts above 0"},
		{table("date|value|low|high", "2001|1|-1|2"), yes, "row 1 (2001): low: -1 has no place on a logarithmic axis"},
		{table("date|value", "2001|1"), map[string]string{"log": "true"}, `log: unknown value "true"; write one of no, yes`},
		{table("date|value|series", "2001|1|Rusia", "2001|1|China"), map[string]string{"highlight": "Russia"},
			`series: no row is of the series "Russia" (did you mean "Rusia"?), which is to be in colour; there is Rusia, China`},
		{table("date|value", "2001-13|1"), nil, `row 1: date: cannot read "2001-13"`},
	} {
		if _, err := drawKind("line", c.df, Options{}, c.settings); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("error %v\nlacks %s", err, c.want)
		}
	}
}

// inked returns the names at the ends of lines in bold, which are those in
// colour, and the others.
func inked(t *testing.T, p *Picture, names []string) (bold, plain []string) {
	t.Helper()
	for _, m := range p.plan.marks {
		for _, s := range m.shapes {
			for _, name := range names {
				if !strings.HasPrefix(s.text, name+"\u2002") {
					continue
				}
				if s.isBold {
					bold = append(bold, name)
				} else {
					plain = append(plain, name)
				}
			}
		}
	}
	slices.Sort(bold)
	return bold, plain
}

// Nine series: the five with the largest amount at any date have colours, here
// those of 50 to 90, of which the first ends at 1.
func TestLine_Many(t *testing.T) {
	var rows, names []string
	for i := 1; i <= 9; i++ {
		name := fmt.Sprintf("S%d", i)
		last := fmt.Sprint(10 * i)
		if i == 5 {
			last = "1"
		}
		names = append(names, name)
		rows = append(rows, fmt.Sprintf("2001|%d|%s", 10*i, name), fmt.Sprintf("2002|%s|%s", last, name))
	}
	all := table("date|value|series", rows...)
	if bold, _ := inked(t, mustDraw(t, "line", all, Options{}), names); strings.Join(bold, " ") != "S5 S6 S7 S8 S9" {
		t.Errorf("in colour are %v", bold)
	}
	if bold, _ := inked(t, mustDraw(t, "line", table("date|value|series", rows[:16]...), Options{}), names); len(bold) != 8 {
		t.Errorf("of eight series %v are in colour", bold)
	}
	chosen := mustSet(t, "line", all, Options{}, map[string]string{"highlight": "S2; S1"})
	if bold, plain := inked(t, chosen, names); strings.Join(bold, " ") != "S1 S2" || len(plain) == 0 {
		t.Errorf("chosen are S1 and S2, in colour %v, grey %v", bold, plain)
	}
}

// Dashes lead to and from an estimate, and its point is hollow: 2002 of four
// years. The last part is whole.
func TestLine_Estimates(t *testing.T) {
	p := mustDraw(t, "line", table("date|value|id|estimated", "2001|1|a|false", "2002|2|b|true", "2003|3|c|false", "2004|4|d|false"), Options{})
	circles := func(id string) (n int) {
		for _, s := range markOf(t, p, id).shapes {
			n += len(s.circles)
		}
		return n
	}
	if circles("a") != 1 || circles("b") != 2 || circles("c") != 1 {
		t.Errorf("points have %d, %d and %d discs, want a full, a hollow and a full one", circles("a"), circles("b"), circles("c"))
	}
	whole, dashed := 0, 0
	for _, m := range p.plan.marks {
		for _, s := range m.shapes {
			if s.stroke > 0 && s.color == Web.Series[0].Fill && len(m.title) == 0 {
				if len(s.outlines) == 1 {
					whole++
					if from, to := s.outlines[0][0].x, s.outlines[0][1].x; from != discOf(t, p, "c").x || to != discOf(t, p, "d").x {
						t.Errorf("the whole part runs from %g to %g", from, to)
					}
				} else {
					dashed++
				}
			}
		}
	}
	if whole != 1 || dashed != 1 || !strings.Contains(string(p.SVG()), ">Estimated<") {
		t.Errorf("%d whole and %d dashed parts", whole, dashed)
	}
}

// In the theme of print, no two of eight series share the shape of their points,
// their grey and the form of their line. Greys differ where their contrast is
// 2 or more.
func TestLine_TellsSeriesWithoutColours(t *testing.T) {
	l := newLook(Print, defaultFonts(), 1200)
	for i := range Print.Series {
		for j := range i {
			a, b := l.series(i), l.series(j)
			if a.Texture == b.Texture && l.isAgain(i) == l.isAgain(j) && contrast(l.ink(a), l.ink(b)) < 2 {
				t.Errorf("series %d and %d look the same", i+1, j+1)
			}
		}
		if ratio := contrast(l.ink(l.series(i)), Print.Paper); ratio < 2 {
			t.Errorf("the line of series %d has a contrast of %g on paper, want 2", i+1, ratio)
		}
	}
}

// under returns the labels below the lowest line of the axis of amounts.
func under(t *testing.T, p *Picture) (out []string) {
	lowest := 0.0
	for _, x := range proveLayout(t, p).texts {
		lowest = max(lowest, x.box.bottom())
	}
	for _, x := range proveLayout(t, p).texts {
		if x.box.bottom() > lowest-1 {
			out = append(out, strings.ReplaceAll(x.text, "\u00a0", " "))
		}
	}
	return out
}

func TestTimeline_RoundDates(t *testing.T) {
	span := func(from string, n int, next func(i int) string) dataframe.DataFrame {
		rows := []string{from + "|1"}
		for i := 1; i < n; i++ {
			rows = append(rows, next(i)+"|1")
		}
		return table("date|value", rows...)
	}
	months := func(i int) string { return fmt.Sprintf("%d-%02d", 2022+(i+2)/12, (i+2)%12+1) }
	days := func(i int) string { return fmt.Sprintf("2024-%02d-%02d", 2+(i+19)/29, (i+19)%29+1) }
	for _, c := range []struct {
		name string
		df   dataframe.DataFrame
		o    Options
		want string
	}{
		{"years", span("1990", 31, years(1990)), Options{}, "1990 1995 2000 2005 2010 2015 2020"},
		{"few years", span("2015", 3, years(2015)), Options{}, "2015 2016 2017"},
		// Two years from March 2022: every second month, from January on, has 12.
		{"months", span("2022-03", 24, months), Options{}, "Mar 2022 May Jul Sept Nov Jan 2023 Mar May Jul Sept Nov Jan 2024"},
		{"months, narrow", span("2022-03", 24, months), Options{Width: 300, Language: locale.French}, "juil. 2022 janv. 2023 juil. janv. 2024"},
		// Forty days from 20 February 2024, a leap year: every 14th day, and every 7th.
		{"days", span("2024-02-20", 40, days), Options{}, "20 Feb 2024 27 Feb 5 Mar 12 Mar 19 Mar 26 Mar"},
		{"days, narrow", span("2024-02-20", 40, days), Options{Width: 300}, "20 Feb 2024 5 Mar 19 Mar"},
	} {
		if got := strings.Join(under(t, mustDraw(t, "line", c.df, c.o)), " "); got != c.want {
			t.Errorf("%s: %s\nwant %s", c.name, got, c.want)
		}
	}
}

// Two labels of height 10 stand at 0 and 30, with a gap of 1: another has its
// middle from 11 to 19. One that wants 6 moves by half its height, to 11. One that
// wants 29 would have to be at 19, its own height away, which is then taken.
func TestFillIn(t *testing.T) {
	f := defaultFonts().face(false)
	label := func(at, weight float64) *endLabel {
		return &endLabel{block: block{lines: []string{"x"}, face: f, size: 10 / leading}, wanted: at, weight: weight, y: at}
	}
	placed := []*endLabel{label(0, 1), label(30, 1)}
	moved, none := label(6, 2), label(29, 1)
	got := fillIn(placed, []*endLabel{none, moved}, -5, 35, 1)
	if len(got) != 3 || got[1] != moved || moved.y != 11 {
		t.Errorf("%d labels, the one of 6 at %g; want 3, and 11", len(got), moved.y)
	}
}
