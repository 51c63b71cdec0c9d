package charts

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/go-gota/gota/dataframe"
	"github.com/go-gota/gota/series"
	"pgregory.net/rapid"

	"github.com/periplus-data/periplus/data/locale"
)

var _ = cases("fan", kindCase{
	goldens: []golden{
		{name: "fan_en", df: fanFrame(), o: Options{
			Title: "Exports are projected to go on growing, but slower", Subtitle: "Exports of goods, and a projection with its 50%, 80% and 95% bands, made up for this picture"}},
		{name: "fan_fr", df: statedFanFrame(), o: Options{Language: locale.French, Width: 800,
			Title: "Une fourchette, sans niveau déclaré", Subtitle: "Volumes inventés pour cette image"}},
	},
	gen: func(t *rapid.T) dataframe.DataFrame {
		n := genNumber(t)
		rows := genRows(t, n, anyUnit, asIs, maxAmount)
		base := dataframe.New(append(rows, texts(n, func(i int) string { return fmt.Sprint(1990 + i) }, "date"),
			series.New(repeated(n, math.NaN()), series.Float, "level"))...)
		step := rapid.SampledFrom([]int{1, 1, 5}).Draw(t, "step")
		unit := base.Col("unit").Records()[0]
		for i := range rapid.IntRange(0, 6).Draw(t, "projections") {
			value := genAmount().Draw(t, "value")
			width := math.Abs(genAmount().Draw(t, "width"))
			for j := range rapid.IntRange(0, 4).Draw(t, "levels") {
				spread := width * float64(j+1)
				low, high := value-spread, value+spread
				if math.IsNaN(value) || math.IsNaN(width) || math.IsInf(spread, 0) {
					low, high = math.NaN(), math.NaN()
				}
				bound := ""
				if math.IsNaN(low) && math.IsNaN(value) {
					bound = "vague"
				} else if math.IsNaN(low) {
					low, high = value, value
				}
				base = base.RBind(dataframe.New(series.New([]float64{value}, series.Float, "value"), series.New([]float64{low}, series.Float, "low"), series.New([]float64{high}, series.Float, "high"),
					series.New([]string{bound}, series.String, "bound"), series.New([]string{unit}, series.String, "unit"), series.New([]bool{j == 0}, series.Bool, "estimated"),
					series.New([]string{fmt.Sprint(1990 + n + i*step)}, series.String, "date"), series.New([]float64{20 * float64(j+1)}, series.Float, "level")))
			}
		}
		return base
	},
	shape: func(values []float64) dataframe.DataFrame {
		return shaped(values, map[string]func(int) string{"date": years(1700)})
	},
})

func repeated(n int, v float64) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = v
	}
	return out
}

// fanFrame has ten years of history and six of projection with three levels; the
// numbers are made up.
func fanFrame() dataframe.DataFrame {
	var rows []string
	for i, v := range []int{72, 97, 114, 132, 150, 162, 177, 215, 244, 264, 283} {
		rows = append(rows, fmt.Sprintf("%d|%d000000000||||USD|false|", 2010+i, v))
	}
	for i, v := range []int{297, 312, 325, 336, 346, 355} {
		for _, level := range []struct{ percent, width int }{{50, 7}, {80, 14}, {95, 22}} {
			w := level.width*(i+1)/2 + level.width/2
			rows = append(rows, fmt.Sprintf("%d|%d000000000|%d000000000|%d000000000|%d|USD|true|p%d-%d", 2021+i, v, v-w, v+w+w/4, level.percent, 2021+i, level.percent))
		}
	}
	return table("date|value|low|high|level|unit|estimated|id", rows...)
}

// statedFanFrame has bounds without a level; the numbers are made up.
func statedFanFrame() dataframe.DataFrame {
	return table("date|value|low|high|unit|estimated",
		"2016|300|||TIV_million|false", "2017|280|||TIV_million|false", "2018|250|||TIV_million|false", "2019|262|||TIV_million|false", "2020|240|||TIV_million|false",
		"2021|230|210|250|TIV_million|true", "2022|220|180|260|TIV_million|true", "2023|215|150|270|TIV_million|true")
}

// The bands of the last date lie on the axis as stated: 2026 has the levels 50,
// 80 and 95 percent with half widths 7, 14 and 22 times 6 ÷ 2 + 1 ÷ 2 in whole
// billions below the value, and a quarter more above. Two edges at known amounts,
// the value of 355 and the 283 of 2020, give the scale.
func TestFan_ToScale(t *testing.T) {
	p := mustDraw(t, "fan", fanFrame(), Options{})
	var bottom, top point
	for _, m := range p.plan.marks {
		switch {
		case m.title == "2020: $283bn" && len(m.shapes[0].circles) > 0:
			bottom = m.shapes[0].circles[0].point
		case m.title == "2026: $355bn (estimated)" && len(m.shapes[0].circles) > 0:
			top = m.shapes[0].circles[0].point
		}
	}
	y := func(amount float64) float64 {
		return bottom.y + (amount-283)*(top.y-bottom.y)/(355-283)
	}
	for _, c := range []struct {
		level     int
		low, high float64
	}{{50, 355 - 24, 355 + 24 + 6}, {80, 355 - 49, 355 + 49 + 12}, {95, 355 - 77, 355 + 77 + 19}} {
		edges := markOf(t, p, fmt.Sprintf("p2026-%d", c.level)).shapes
		if low, high := edges[0].circles[0], edges[1].circles[0]; !near(low.y, y(c.low), 0.05) || !near(high.y, y(c.high), 0.05) {
			t.Errorf("the %d%% band of 2026 is from %g to %g, want %g to %g", c.level, low.y, high.y, y(c.low), y(c.high))
		}
		band := fillOf(t, p, fmt.Sprintf("%d%% band", c.level))
		if len(band) != 1 || len(band[0]) != 14 { // the opening twice, six dates above and below
			t.Fatalf("the %d%% band has the outlines %v", c.level, band)
		}
		if band[0][0] != bottom || band[0][13] != bottom {
			t.Errorf("the %d%% band opens at %v, want the last number of history, at %v", c.level, band[0][0], bottom)
		}
	}
}

// Bands are painted from the widest to the narrowest, each darker than the one
// before.
func TestFan_DarkerInside(t *testing.T) {
	var titles []string
	last := Color(0xffffff)
	for _, m := range mustDraw(t, "fan", fanFrame(), Options{}).plan.marks {
		if !strings.HasSuffix(m.title, " band") {
			continue
		}
		titles = append(titles, m.title)
		if color := m.shapes[0].color; color.luminance() >= last.luminance() {
			t.Errorf("the %s is not darker than the one around it", m.title)
		} else {
			last = color
		}
	}
	if got := strings.Join(titles, ", "); got != "95% band, 80% band, 50% band" {
		t.Errorf("bands %s", got)
	}
}

// History is yearly and the projection for every fifth year: neither has a gap,
// but between 2003 and 2010 dates are missing, so that no band opens there.
func TestFan_Steps(t *testing.T) {
	p := mustDraw(t, "fan", table("date|value|low|high|level", "2001|1|||", "2002|2|||", "2003|3|||", "2010|4|3|5|90", "2015|5|3|7|90", "2020|6|3|9|90"), Options{})
	if band := fillOf(t, p, "90% band"); len(band) != 1 || len(band[0]) != 6 {
		t.Errorf("outlines %v, want one over three dates", band)
	}
	if !strings.Contains(string(p.SVG()), "Dotted: no data between") {
		t.Error("no dots lead from 2003 to 2010")
	}
}

func TestFan_Words(t *testing.T) {
	p := mustDraw(t, "fan", fanFrame(), Options{})
	f := proveLayout(t, p)
	count := map[string]int{}
	for _, x := range f.texts {
		count[x.text]++
	}
	for _, text := range []string{"50% band", "80% band", "95% band", "$355bn", "Estimated"} {
		if count[text] != 1 {
			t.Errorf("%q stands %d times, want once", text, count[text])
		}
	}
	if want := "2026: $355bn ($331bn to $385bn, 50% band, estimated)"; !strings.Contains(p.Description, want) {
		t.Errorf("description lacks %q:\n%s", want, p.Description)
	}
	stated := mustDraw(t, "fan", statedFanFrame(), Options{})
	if strings.Contains(stated.Description, "band") || !strings.Contains(string(stated.SVG()), "Shaded: what the statement leaves open") {
		t.Error("bounds without a level are not told as stated")
	}
}

func TestFan_Errors(t *testing.T) {
	for _, c := range []struct {
		rows []string
		want string
	}{
		{[]string{"2026|4|3|5|50", "2026|4|3.5|6|90"}, "row 2 (2026): low: 3.5 lies inside the band of row 1, which begins at 3; level 90 encloses level 50"},
		{[]string{"2026|4|1|5|90", "2026|4|2|7|50"}, "row 1 (2026): high: 5 lies inside the band of row 2, which ends at 7; level 90 encloses level 50"},
		{[]string{"2026|4|3|5|50", "2026|4.5|2|6|90"}, "row 2 (2026): value: 4.5 is not the value of row 1, 4; the rows of one date share the central path"},
		{[]string{"2026|4|||", "2026|5|3|6|90"}, "row 2 (2026): value: 5 is not the value of row 1, 4"},
		{[]string{"2026|4|3|5|0"}, "row 1 (2026): level: 0 is not a level in percent, which is above 0 and at most 100"},
		{[]string{"2026|4|3|5|101"}, "row 1 (2026): level: 101 is not a level in percent"},
		{[]string{"2026|4|3||90"}, "row 1 (2026): level: a row with a level needs both low and high"},
		{[]string{"2026|4|3|5|50", "2026|4|3|5|50"}, "row 2 (2026): date: 2026 is already the date of row 1"},
	} {
		if _, err := drawKind("fan", table("date|value|low|high|level", c.rows...), Options{}, nil); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("error %v\nlacks %s", err, c.want)
		}
	}
}
