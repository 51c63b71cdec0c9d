package charts

import (
	"fmt"
	"strings"
	"testing"

	"github.com/go-gota/gota/dataframe"
	"pgregory.net/rapid"

	"github.com/periplus-data/periplus/data/locale"
)

var _ = cases("columns", kindCase{
	goldens: []golden{
		{name: "columns_en", df: columnsFrame(), o: Options{
			Title: "Deliveries fell by more than half, and nobody counted 2019", Subtitle: "Volume of arms delivered, million TIV",
			Note: "Numbers made up for this picture."}},
		{name: "columns_grouped_fr", df: seriesFrame(), o: Options{Language: locale.French, Width: 800,
			Title: "Deux fournisseurs, côte à côte", Subtitle: "Volumes inventés pour cette image"}},
		{name: "columns_stacked_en", df: stackFrame(), settings: map[string]string{"stacked": "yes"}, o: Options{
			Title: "Three suppliers on one another", Subtitle: "Volume of arms delivered, million TIV", Note: "Numbers made up for this picture."}},
	},
	gen: func(t *rapid.T) dataframe.DataFrame {
		if rapid.Bool().Draw(t, "categories") {
			n := rapid.IntRange(1, 20).Draw(t, "rows")
			return dataframe.New(append(genRows(t, n, anyUnit, asIs, maxAmount),
				texts(n, func(i int) string { return fmt.Sprintf("%d %s", i, genName().Draw(t, "label")) }, "label"))...)
		}
		return genSeries(t, anyUnit, asIs)
	},
	shape: func(values []float64) dataframe.DataFrame {
		return shaped(values, map[string]func(int) string{"date": years(1700)})
	},
})

// columnsFrame has a year without a row, one without a number, an estimate,
// bounds and an open bound; the numbers are made up.
func columnsFrame() dataframe.DataFrame {
	return table("date|value|low|high|bound|unit|estimated|id",
		"2013|1010|||exact|TIV_million||c13", "2014|1180|||exact|TIV_million||c14", "2015|910|||exact|TIV_million||c15",
		"2016|860|800|920|about|TIV_million||c16", "2017|640|||exact|TIV_million||c17", "2018|520|520||at_least|TIV_million||c18",
		"2020||||vague|TIV_million||c20", "2021|455|||exact|TIV_million||c21", "2022|390|||exact|TIV_million||c22", "2023|410|||exact|TIV_million|true|c23")
}

// stackFrame has three series over six years, one of which lacks a number, and
// bounds in 2022; the numbers are made up.
func stackFrame() dataframe.DataFrame {
	return table("date|series|value|low|high|bound|unit|id",
		"2018|Russia|520|||exact|TIV_million|r18", "2019|Russia|480|||exact|TIV_million|r19", "2020|Russia|350|||exact|TIV_million|r20",
		"2021|Russia|240|||exact|TIV_million|r21", "2022|Russia|160|||exact|TIV_million|r22", "2023|Russia|120|||exact|TIV_million|r23",
		"2018|Israel|110|||exact|TIV_million|i18", "2019|Israel|125|||exact|TIV_million|i19", "2020|Israel|140|||exact|TIV_million|i20",
		"2021|Israel||||vague|TIV_million|i21", "2022|Israel|180|||exact|TIV_million|i22", "2023|Israel|175|||exact|TIV_million|i23",
		"2018|South Korea|40|||exact|TIV_million|k18", "2019|South Korea|55|||exact|TIV_million|k19", "2020|South Korea|90|||exact|TIV_million|k20",
		"2021|South Korea|130|||exact|TIV_million|k21", "2022|South Korea|150|120|200|about|TIV_million|k22", "2023|South Korea|185|||exact|TIV_million|k23")
}

// 1180 ÷ 910 = 1.2967; every column stands on one line, and the years are
// equally far apart: three from 2014 to 2017, four from 2017 to 2021.
func TestColumns_ToScale(t *testing.T) {
	p := mustDraw(t, "columns", columnsFrame(), Options{})
	at := func(id string) rect { return filled(markOf(t, p, id), Web.Series[0].Fill)[0] }
	a, b, c, d := at("c14"), at("c15"), at("c17"), at("c21")
	if a.bottom() != b.bottom() || b.bottom() != d.bottom() {
		t.Errorf("columns end at %g, %g, %g", a.bottom(), b.bottom(), d.bottom())
	}
	if !near(a.h/b.h, 1180.0/910, 0.001) || !near(d.h/b.h, 455.0/910, 0.001) {
		t.Errorf("heights %g, %g, %g are not 1180 : 910 : 455", a.h, b.h, d.h)
	}
	if !near((c.x-a.x)/3, (d.x-c.x)/4, 1) {
		t.Errorf("2014, 2017, 2021 begin at %g, %g, %g", a.x, c.x, d.x)
	}
}

// About 860 is 800 to 920: solid over 800, hatched over 120, with a line at
// 860. At least 520 is solid over 520 and open above, with an arrow that ends
// over it.
func TestColumns_Bounds(t *testing.T) {
	p := mustDraw(t, "columns", columnsFrame(), Options{})
	about, open := markOf(t, p, "c16"), markOf(t, p, "c18")
	unit := filled(markOf(t, p, "c14"), Web.Series[0].Fill)[0].h / 1180
	sure := filled(about, Web.Series[0].Fill)[0]
	hatch := filled(about, Web.Series[0].Fill.mix(Web.Paper, 0.16))[0]
	if !near(sure.h, 800*unit, 0.02) || !near(hatch.h, 120*unit, 0.02) || !near(hatch.bottom(), sure.y, 0.01) {
		t.Errorf("about 860 is solid over %g and hatched over %g, want %g and %g", sure.h, hatch.h, 800*unit, 120*unit)
	}
	if line := filled(about, Web.Text)[0]; !near(line.y+line.h/2, sure.bottom()-860*unit, 1) {
		t.Errorf("the line of about 860 is at %+v", line)
	}
	sure = filled(open, Web.Series[0].Fill)[0]
	arrow := filled(open, Web.Series[0].Fill.mix(Web.Paper, 0.6))
	if !near(sure.h, 520*unit, 0.02) || len(arrow) != 1 || !near(arrow[0].y, sure.y-50, 0.02) {
		t.Errorf("at least 520 is solid over %g, its arrow %+v", sure.h, arrow)
	}
}

func TestColumns_Missing(t *testing.T) {
	p := mustDraw(t, "columns", columnsFrame(), Options{})
	for _, id := range []string{"c20"} {
		for _, s := range markOf(t, p, id).shapes {
			if s.text == "" {
				t.Errorf("%s: something is drawn for no number: %+v", id, extent(s))
			}
		}
	}
	svg := string(p.SVG())
	if !strings.Contains(svg, "<title>No number for 2019</title>") {
		t.Error("the year without a row is not named")
	}
	if narrow := string(mustDraw(t, "columns", columnsFrame(), Options{Width: 420}).SVG()); !strings.Contains(narrow, "No number for 2019–2020.") {
		t.Error("the note does not name the years without a number")
	}
	// Every second year is the rhythm; 2014 is one of them, 2013 is not.
	df := table("date|value", "2010|1", "2012|1", "2016|1")
	if svg := string(mustDraw(t, "columns", df, Options{}).SVG()); !strings.Contains(svg, "No number for 2014") || strings.Contains(svg, "2013") {
		t.Error("the missing year of a rhythm of two is not 2014 alone")
	}
}

// 520 + 110 + 40 = 670 in 2018 and 160 + 180 + 150 = 490 in 2022, which is 120
// to 200 of South Korea, so 460 to 540 in all. In 2021 one has no number.
func TestColumns_Stacked(t *testing.T) {
	p := mustSet(t, "columns", stackFrame(), Options{}, map[string]string{"stacked": "yes"})
	part := func(id string, series int) rect { return filled(markOf(t, p, id), Web.Series[series].Fill)[0] }
	r, i, k := part("r18", 0), part("i18", 1), part("k18", 2)
	if !near(i.bottom(), r.y, 0.01) || !near(k.bottom(), i.y, 0.01) || !near(i.h/r.h, 110.0/520, 0.001) || !near(k.h/r.h, 40.0/520, 0.001) {
		t.Errorf("parts %+v, %+v, %+v are not 520, 110 and 40 on one another", r, i, k)
	}
	unit := r.h / 520
	var sum mark
	for _, m := range p.plan.marks {
		if strings.HasPrefix(m.title, "total, 2022: about 490") && len(m.shapes) > 2 {
			sum = m
		}
	}
	if want := "total, 2022: about 490\u00a0m\u00a0TIV (460\u00a0m\u00a0TIV to 540\u00a0m\u00a0TIV)"; sum.title != want {
		t.Fatalf("the sum of 2022 says %q, want %q", sum.title, want)
	}
	above := filled(sum, Web.Muted.mix(Web.Paper, 0.16))[0]
	if !near(above.h, 50*unit, 0.02) || !near(above.bottom(), part("k22", 2).y, 0.02) {
		t.Errorf("what is open above the sum is %+v, want %g on the column", above, 50*unit)
	}
	if svg := string(p.SVG()); !strings.Contains(svg, ">670\u00a0m\u00a0TIV<") || strings.Contains(svg, "total, 2021") || !strings.Contains(svg, "no number for Israel") {
		t.Error("the sums are not 670 in 2018 and none in 2021")
	}
}

func TestColumns_Errors(t *testing.T) {
	stacked := map[string]string{"stacked": "yes"}
	for _, c := range []struct {
		df       dataframe.DataFrame
		settings map[string]string
		want     string
	}{
		{table("date|value|series", "2019|-4|a", "2019|3|b"), stacked,
			"columns chart: row 1 (2019): value: -4 is negative, and a columns chart stacks amounts from zero; leave out stacked, so that the series stand side by side"},
		{table("label|value", "a|1", "b|2", "a|3"), nil, "columns chart: row 3 (a): label: a is already the name of row 1; a series has one row for each name"},
		{table("date|value", "2019|1", "x|2"), nil, `columns chart: row 2: date: cannot read "x" as a date; write a year, month or day as 2022, 2022-12 or 2022-12-31`},
		{table("date|value", "0001|1", "0002|1", "9999|2"), nil, "columns chart: row 3 (9999): date: a columns chart has a place for every date from 0001 on, which makes 9999, and 3000 is the most; choose fewer years"},
		{table("date|value", "2019|1"), map[string]string{"stacked": "maybe"}, `stacked: unknown value "maybe"; write one of yes, no`},
	} {
		_, err := drawKind("columns", c.df, Options{}, c.settings)
		if err == nil || err.Error() != c.want {
			t.Errorf("error\n%v\nwant\n%s", err, c.want)
		}
	}
}
