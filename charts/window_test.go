package charts

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/go-gota/gota/dataframe"
	"pgregory.net/rapid"

	"github.com/periplus-data/periplus/data/locale"
)

var _ = cases("window-columns", kindCase{
	goldens: []golden{
		{name: "window_columns_en", df: deliveriesFrame(), o: Options{
			Title: "Deliveries swing from year to year; their level has fallen since 2014", Subtitle: "Volume of arms delivered, million TIV",
			Note: "Numbers made up for this picture."}},
		{name: "window_means_en", df: deliveriesFrame(), settings: map[string]string{"form": "means"}, o: Options{
			Title: "Deliveries have fallen by seven eighths since 2009–2013", Subtitle: "Volume of arms delivered, million TIV",
			Note: "Numbers made up for this picture."}},
		{name: "window_columns_vi", df: deliveriesFrame(), o: Options{Language: locale.Vietnamese, Width: 560,
			Title: "Lượng giao hàng biến động theo từng năm", Subtitle: "Khối lượng vũ khí được giao, triệu TIV", Note: "Số liệu giả định cho hình này."}},
	},
	gen: func(t *rapid.T) dataframe.DataFrame {
		n := rapid.IntRange(5, 40).Draw(t, "years")
		gap := rapid.IntRange(0, 60).Draw(t, "gap")
		return dataframe.New(append(genRows(t, n, []string{"USD", "EUR", "count", "TIV_million", "", "thousand hectares"}, asIs, maxAmount),
			texts(n, func(i int) string {
				if i >= gap {
					i++
				}
				return fmt.Sprint(1980 + i)
			}, "date"))...)
	},
	// A few values stand for five years each.
	shape: func(values []float64) dataframe.DataFrame {
		var all []float64
		for _, v := range values {
			for range max(1, min(5, 20/len(values))) {
				all = append(all, v)
			}
		}
		return shaped(all, map[string]func(int) string{"date": years(1700)})
	},
})

// deliveriesFrame is amounts of 24 years with a missing one, an estimate and
// bounds; the numbers are made up.
func deliveriesFrame() dataframe.DataFrame {
	amounts := []int{40, 75, -1, 260, 420, 290, 160, 210, 980, 640, 760, 1180, 870, 1020, 690, 240, 380, 120, 150, 95, 210, 60, 130, 90}
	var rows []string
	for i, v := range amounts {
		switch year := 2000 + i; {
		case v < 0:
		case year == 2011:
			rows = append(rows, fmt.Sprintf("%d|%d|1080|1280|about|TIV_million||d%d", year, v, year))
		case year == 2023:
			rows = append(rows, fmt.Sprintf("%d|%d|||exact|TIV_million|true|d%d", year, v, year))
		default:
			rows = append(rows, fmt.Sprintf("%d|%d|||exact|TIV_million||d%d", year, v, year))
		}
	}
	return table("date|value|low|high|bound|unit|estimated|id", rows...)
}

// titled returns the mark whose hover text begins with words.
func titled(t *testing.T, p *Picture, words string) mark {
	t.Helper()
	for _, m := range p.plan.marks {
		if strings.HasPrefix(m.title, words) {
			return m
		}
	}
	t.Fatalf("no mark says %q", words)
	return mark{}
}

// The mean of 2004 to 2008 is (420 + 290 + 160 + 210 + 980) ÷ 5 = 412, of 2009
// to 2013 (640 + 760 + 1180 + 870 + 1020) ÷ 5 = 894, where 2011 is 1080 to
// 1280, so that the mean is 874 to 914.
func TestWindowColumns_Means(t *testing.T) {
	p := mustSet(t, "window-columns", deliveriesFrame(), Options{}, map[string]string{"form": "means"})
	fill := Web.Series[0].Fill.mix(Web.Paper, 0.55)
	a, b := titled(t, p, "mean of 2004–2008: 412"), titled(t, p, "mean of 2009–2013: about 894")
	if want := "mean of 2009–2013: about 894\u00a0m\u00a0TIV (870\u00a0m\u00a0TIV to 920\u00a0m\u00a0TIV)"; b.title != want {
		t.Errorf("hover %q, want %q", b.title, want)
	}
	x, y := filled(a, fill)[0], filled(b, fill)[0]
	if x.bottom() != y.bottom() || !near(y.h/x.h, 874.0/412, 0.002) {
		t.Errorf("columns %+v and %+v are not 412 and 874 high", x, y)
	}
	if open := filled(b, fill.mix(Web.Paper, 0.16))[0]; !near(open.h/x.h, 40.0/412, 0.002) || !near(open.bottom(), y.y, 0.02) {
		t.Errorf("the bounds are drawn over %+v, want 40 over %+v", open, y)
	}
	// Five years of 2004–2008 and one column: 2006 is in its middle.
	at := markOf(t, p, "d2006").shapes[0].circles[0]
	if mid := x.x + x.w/2; !near(at.x, mid, 1) {
		t.Errorf("2006 is at %g, the middle of its window at %g", at.x, mid)
	}
	if !near(x.bottom()-at.y, 160.0/412*x.h, 0.5) {
		t.Errorf("2006 is %g high, want %g", x.bottom()-at.y, 160.0/412*x.h)
	}
	for _, m := range p.plan.marks {
		if strings.HasPrefix(m.title, "mean of 2000") || strings.HasPrefix(m.title, "mean of 1999") {
			t.Errorf("%q: there are no five years", m.title)
		}
	}
}

// The formula of the documentation, as it is written there, against what is
// drawn of each year.
func TestWindowColumns_TrailingMean(t *testing.T) {
	amounts := []float64{3, 8, 2, 11, 7, 1, 30, 4, 6}
	var rows []string
	for i, v := range amounts {
		rows = append(rows, fmt.Sprintf("%d|%g", 2010+i, v))
	}
	for _, n := range []int{1, 2, 3, 5, 9} {
		p := mustSet(t, "window-columns", table("date|value", rows...), Options{}, map[string]string{"window": fmt.Sprint(n)})
		found := 0
		for i := n - 1; i < len(amounts); i++ {
			sum := 0.0
			for _, v := range amounts[i-n+1 : i+1] {
				sum += v
			}
			mean := sum / float64(n)
			years := fmt.Sprintf("%d–%d", 2010+i-n+1, 2010+i)
			if n == 1 {
				years = fmt.Sprint(2010 + i)
			}
			want := fmt.Sprintf("mean of %s: ", years)
			m := titled(t, p, want)
			var got float64
			if _, err := fmt.Sscan(strings.TrimPrefix(m.title, want), &got); err != nil || math.Abs(got-mean) > mean*0.0005 {
				t.Errorf("window of %d: %q, want %g", n, m.title, mean)
			}
			found++
		}
		if said := strings.Count(p.Description, "mean of "); said != found {
			t.Errorf("window of %d: the description has %d means, want %d", n, said, found)
		}
	}
}

// 2002 has no row, so that no mean covers it: the first is that of 2003 to 2007,
// and nothing is drawn before.
func TestWindowColumns_Gap(t *testing.T) {
	p := mustDraw(t, "window-columns", deliveriesFrame(), Options{})
	for _, m := range p.plan.marks {
		for year := 2000; year < 2003; year++ {
			if strings.HasPrefix(m.title, fmt.Sprintf("mean of %d", year)) {
				t.Errorf("%q has a year without a number", m.title)
			}
		}
	}
	titled(t, p, "mean of 2003–2007: 268\u00a0m\u00a0TIV") // (260 + 420 + 290 + 160 + 210) ÷ 5
	if !strings.Contains(string(p.SVG()), "No number for 2002.") {
		t.Error("the note does not name the missing year")
	}
	// 95, 210, 60, 130 and an estimated 90.
	if m := titled(t, p, "mean of 2019–2023"); !strings.Contains(m.title, "117\u00a0m\u00a0TIV (estimated)") {
		t.Errorf("the mean of an estimate says %q", m.title)
	}
}

// An unbounded year leaves the mean open: (2 + 4 + at least 6) ÷ 3 is at least
// 4. A range of 3 to 9 with 1 and 2 is (1 + 2 + 3) ÷ 3 = 2 to (1 + 2 + 9) ÷ 3 = 4.
func TestWindowColumns_OpenMean(t *testing.T) {
	three := map[string]string{"window": "3", "form": "means"}
	p := mustSet(t, "window-columns", table("date|value|low|high|bound", "2020|2|||exact", "2021|4|||exact", "2022|6|6||at_least"), Options{}, three)
	if m := titled(t, p, "mean of 2020–2022"); m.title != "mean of 2020–2022: at least 4" {
		t.Errorf("got %q", m.title)
	}
	p = mustSet(t, "window-columns", table("date|value|low|high|bound", "2020|1|||exact", "2021|2|||exact", "2022||3|9|range"), Options{}, three)
	if m := titled(t, p, "mean of 2020–2022"); m.title != "mean of 2020–2022: 2 to 4" {
		t.Errorf("got %q", m.title)
	}
}

func TestWindowColumns_NamedWindows(t *testing.T) {
	set := map[string]string{"form": "means", "windows": "2004–2005, 2007/2009"}
	p := mustSet(t, "window-columns", deliveriesFrame(), Options{}, set)
	titled(t, p, "mean of 2004–2005: 355\u00a0m\u00a0TIV") // (420 + 290) ÷ 2
	titled(t, p, "mean of 2007–2009: 610\u00a0m\u00a0TIV") // (210 + 980 + 640) ÷ 3
	if !strings.Contains(string(p.SVG()), "Mean of 2004–2005; 2007–2009") {
		t.Error("the legend does not name the windows")
	}
}

func TestWindowColumns_Errors(t *testing.T) {
	few := table("date|value", "2019|1", "2020|2")
	for _, c := range []struct {
		df       dataframe.DataFrame
		settings map[string]string
		want     string
	}{
		{few, nil, "window-columns chart: date: there is nothing to draw: no window of 5 years has a number in each of them, so that there is no mean; set the window to fewer years, or write 0 for years that had none"},
		{few, map[string]string{"window": "0"}, `window: cannot read "0" as a number of years; write a whole number from 1 to 100`},
		{few, map[string]string{"windows": "2019/2020"}, "window-columns chart: date: windows name the columns of the form means; set form=means"},
		{few, map[string]string{"form": "means", "windows": "2018/2020"}, "window-columns chart: date: the window 2018/2020 is not among the years of the rows, 2019 to 2020"},
		{few, map[string]string{"form": "means", "windows": "2019/2020,2020"}, "window-columns chart: date: the windows 2019/2020 and 2020 overlap; a year stands in one column"},
		{few, map[string]string{"windows": "20–21"}, `windows: cannot read "20–21" as years; write first and last year of each window, as 2014/2018,2019/2023`},
		{table("date|value|unit", "2019|1|percent"), nil, "window-columns chart: row 1: unit: the mean of several years says nothing in the unit percent; a window-columns chart needs amounts"},
		{table("date|value", "2019-02|1"), nil, "window-columns chart: row 1 (2019-02): date: is not a year; a window-columns chart has one row for each year"},
		{table("date|value|series", "2019|1|Russia", "2019|1|China"), nil,
			`window-columns chart: row 2 (2019): series: a window-columns chart has one series in a panel, and row 1 has "Russia"; choose one, or make series the facet`},
	} {
		_, err := drawKind("window-columns", c.df, Options{}, c.settings)
		if err == nil || err.Error() != c.want {
			t.Errorf("error\n%v\nwant\n%s", err, c.want)
		}
	}
}
