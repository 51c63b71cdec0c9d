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

var _ = cases("dumbbell", kindCase{
	goldens: []golden{
		{name: "dumbbell_en", df: exportersFrame(), o: Options{
			Title:    "Russia’s share of the world’s arms exports fell by more than half",
			Subtitle: "Share of global exports of major arms", Source: "SIPRI, Trends in International Arms Transfers, 2023"}},
		{name: "dumbbell_fr", df: volumesFrame(), settings: map[string]string{"change": "percent"}, o: Options{Language: locale.French, Width: 600,
			Title: "Livraisons de deux périodes", Note: "Nombres inventés pour cette image."}},
	},
	gen: genPairs,
	shape: func(values []float64) dataframe.DataFrame {
		return shaped(values, map[string]func(int) string{
			"label": func(i int) string { return fmt.Sprintf("Country %d", i/2+1) },
			"date":  func(i int) string { return []string{"2014/2018", "2019/2023"}[i%2] },
		})
	},
})

// genPairs draws rows at two moments, of labels that may lack one.
func genPairs(t *rapid.T) dataframe.DataFrame {
	n := genNumber(t) + 1
	names := rapid.SampledFrom([][]string{{"2014–2018", "2019–2023"}, {"before the sanctions", "after them"}, {"2013", "2022-12"}}).Draw(t, "moments")
	return dataframe.New(append(genRows(t, n, append(anyUnit, "percent"), asIs, maxAmount),
		texts(n, func(i int) string { return fmt.Sprintf("%d %s", i/2, someNames[i/2%len(someNames)]) }, "label"),
		texts(n, func(i int) string { return names[i%2] }, "date"))...)
}

// exportersFrame is from table 1 of SIPRI’s fact sheet of March 2024: shares of
// the ten largest exporters in percent.
func exportersFrame() dataframe.DataFrame {
	return table("label|date|value|unit|id",
		"United States|2014–2018|34|percent|us14", "United States|2019–2023|42|percent|us19",
		"France|2014–2018|7.2|percent|fr14", "France|2019–2023|11|percent|fr19",
		"Russia|2014–2018|21|percent|ru14", "Russia|2019–2023|11|percent|ru19",
		"China|2014–2018|5.9|percent|cn14", "China|2019–2023|5.8|percent|cn19",
		"Germany|2014–2018|6.3|percent|de14", "Germany|2019–2023|5.6|percent|de19",
		"Italy|2014–2018|2.2|percent|it14", "Italy|2019–2023|4.3|percent|it19",
		"United Kingdom|2014–2018|4.1|percent|uk14", "United Kingdom|2019–2023|3.7|percent|uk19",
		"Spain|2014–2018|2.7|percent|es14", "Spain|2019–2023|2.7|percent|es19",
		"Israel|2014–2018|3.1|percent|il14", "Israel|2019–2023|2.4|percent|il19",
		"South Korea|2014–2018|1.7|percent|kr14", "South Korea|2019–2023|2.0|percent|kr19")
}

// volumesFrame has bounds, an estimate and labels that lack a moment; the
// numbers are made up.
func volumesFrame() dataframe.DataFrame {
	return table("label|date|value|low|high|bound|unit|id|estimated",
		"Russie|2011/2015|3420|||exact|TIV_million|ru1|", "Russie|2016/2020|1240|||exact|TIV_million|ru2|",
		"Israël|2011/2015|140|120|160|about|TIV_million|il1|", "Israël|2016/2020|700|600|800|about|TIV_million|il2|",
		"République de Corée|2016/2020|310|310||at_least|TIV_million|kr2|",
		"Ukraine|2011/2015|350|||exact|TIV_million|ua1|", "Ukraine|2016/2020|90|||exact|TIV_million|ua2|true",
		"États-Unis|2011/2015||||vague|TIV_million|us1|", "États-Unis|2016/2020|45|||exact|TIV_million|us2|",
		"Bélarus|2011/2015|60|||exact|TIV_million|by1|", "Bélarus|2016/2020||||vague|TIV_million|by2|")
}

// From 34 to 42 the United States moved by 8 points, and Russia from 21 to 11 by
// 10 in the other direction: the lines are 8 to 10 long. The labels stand in the
// order of 42, 11, 11, 5.8, where France comes before Russia in the frame.
func TestDumbbell_ToScale(t *testing.T) {
	p := mustDraw(t, "dumbbell", exportersFrame(), Options{})
	grey, blue := Web.Axis, Web.Series[0].Fill
	us := dotsOf(t, p, "us19", blue)[0].x - dotsOf(t, p, "us14", grey)[0].x
	ru := dotsOf(t, p, "ru19", blue)[0].x - dotsOf(t, p, "ru14", grey)[0].x
	if us <= 0 || !near(ru, -us*10/8, 0.04) {
		t.Errorf("the United States moved by %g pixels, Russia by %g, want 8 to −10", us, ru)
	}
	var order []string
	for _, m := range p.plan.marks {
		if m.figure != "" {
			order = append(order, m.figure)
		}
	}
	if want := []string{"us14", "us19", "fr14", "fr19", "ru14", "ru19", "cn14", "cn19"}; !slices.Equal(order[:8], want) {
		t.Errorf("order %q, want %q", order[:8], want)
	}
	for _, want := range []string{">2014–2018<", ">2019–2023<", ">change<", ">+8\u00a0pts<", ">−10\u00a0pts<", ">0\u00a0pts<"} {
		if !strings.Contains(string(p.SVG()), want) {
			t.Errorf("no %s in the picture", want)
		}
	}
	if !strings.Contains(p.Description, "Russia, 2014–2018: 21%; Russia, 2019–2023: 11%;") {
		t.Errorf("description %q", p.Description)
	}
}

// A label with one moment is one dot without a line, and stands below those
// with the later one where it lacks that.
func TestDumbbell_OneMoment(t *testing.T) {
	p := mustDraw(t, "dumbbell", table("label|date|value|id", "a|2020|9|a0", "b|2010|2|b1", "b|2020|3|b2", "c|2010|50|c1"), Options{})
	var order []string
	joins := 0
	for _, m := range p.plan.marks {
		if m.figure != "" {
			order = append(order, m.figure)
		}
		for _, s := range m.shapes {
			if s.stroke > 0 {
				joins++
			}
		}
	}
	if want := []string{"a0", "b1", "b2", "c1"}; !slices.Equal(order, want) || joins != 1 {
		t.Errorf("order %q with %d lines, want %q with 1", order, joins, want)
	}
}

func TestMoments_Errors(t *testing.T) {
	for _, c := range []struct{ rows, want string }{
		{"a|2010|1;a|2020|2;b|2015|3", "date: a dumbbell chart compares two moments, but there are 3: 2010, 2015, 2020; choose two"},
		{"a|2010|1", "date: a dumbbell chart compares two moments, but there is 1: 2010; add the other"},
		{"a|2010|1;a||2", "row 2 (a): date: is empty; a dumbbell chart needs the moment of every row, as 2022, 2014/2018 or any text"},
		{"a|2014/2018|1;a|2014–2018|2", `row 2 (a): date: a has a row for this moment already, row 1`},
	} {
		_, err := drawKind("dumbbell", table("label|date|value", strings.Split(c.rows, ";")...), Options{}, nil)
		if err == nil || err.Error() != "dumbbell chart: "+c.want {
			t.Errorf("%s: error %v, want %s", c.rows, err, c.want)
		}
	}
}

// Periods stand in the order of time however they are written, other texts in
// that of the frame.
func TestMoments_Order(t *testing.T) {
	for _, c := range []struct{ dates, want string }{
		{"2019/2023 2014–2018", "2014/2018 2019/2023"},
		{"2022-12 2013", "2013 2022-12"},
		{"2020-01 2020", "2020-01 2020"}, // both begin on one day; the shorter first
		{"later earlier", "later earlier"},
		{"2020 before", "2020 before"},
	} {
		var rows []row
		for i, d := range strings.Fields(c.dates) {
			rows = append(rows, row{n: i + 1, label: "a", date: d})
		}
		var p problems
		readMoments(rows, "slope", &p)
		var got []string
		for _, m := range momentsOf(rows) {
			got = append(got, m.date)
		}
		if s := strings.Join(got, " "); s != c.want || p.total > 0 {
			t.Errorf("%s: order %s, want %s (%v)", c.dates, s, c.want, p.err())
		}
	}
}

// 123.4 − 100 = 23.4 exactly where nothing is rounded. Where an amount has a qualifier, there
// is no difference to write. 5.8 is 1.7% under 5.9 (0.1 ÷ 5.9 = 0.0169), 42 is
// 24% over 34 (8 ÷ 34 = 0.235).
func TestChange(t *testing.T) {
	exact := func(v float64) row { return row{value: v, low: math.NaN(), high: math.NaN(), hasNumber: true} }
	about := exact(5)
	about.bound = data.BoundAtLeast
	for _, c := range []struct {
		early, late row
		unit        data.Unit
		by          Change
		want        string
	}{
		{exact(100), exact(123.4), "USD", ByAmount, "+$23.4"},
		{exact(5.9), exact(5.8), data.Percent, ByAmount, "−0.1\u00a0pts"},
		{exact(5.9), exact(5.8), data.Percent, ByPercent, "−1.7%"},
		{exact(34), exact(42), data.Percent, ByPercent, "+24%"},
		{exact(-4), exact(-2), "", ByPercent, "+50%"},
		{exact(0), exact(2), "", ByPercent, ""},
		{exact(2), exact(2), "", ByAmount, "0"},
		{exact(2), about, "", ByAmount, ""},
		{exact(2), exact(3), "", NoChange, ""},
	} {
		x := &chart{l: locale.English, unit: string(c.unit)}
		if got := x.change(pair{early: c.early, late: c.late, hasEarly: true, hasLate: true}, c.by); got != c.want {
			t.Errorf("%g to %g by %q: %q, want %q", c.early.value, c.late.value, c.by, got, c.want)
		}
	}
}
