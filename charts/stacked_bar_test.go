package charts

import (
	"math"
	"strings"
	"testing"

	"github.com/go-gota/gota/dataframe"
	"pgregory.net/rapid"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

var _ = cases("stacked-bar", kindCase{
	goldens: []golden{
		{name: "stacked_bar_en", df: partsFrame(), o: Options{
			Title:    "Machinery is most of the trade with every partner but Australia",
			Subtitle: "Imports of goods by partner and group of goods; numbers made up for this picture"}},
		{name: "stacked_bar_open_en", df: openPartsFrame(), o: Options{
			Title:    "Where a part is open, so is the total",
			Subtitle: "Deliveries by supplier and kind; numbers made up for this picture"}},
		{name: "stacked_bar_share_vi", df: openSharesFrame(), settings: map[string]string{"share": "yes"}, o: Options{Language: locale.Vietnamese, Width: 600,
			Title: "Tỷ trọng của một tổng chưa chắc chắn", Subtitle: "Các số được bịa ra cho hình này"}},
	},
	gen: func(t *rapid.T) dataframe.DataFrame {
		return genCells(t, []string{"USD", "EUR", "count", "percent", ""}, math.Abs)
	},
	shape: func(values []float64) dataframe.DataFrame {
		return kindCases["grouped-bar"].shape(values)
	},
})

// partsFrame has three parts for four labels; the numbers are made up.
func partsFrame() dataframe.DataFrame {
	return table("label|series|value|unit|id",
		"Japan|Machinery|11000000000|USD|jp-ma", "Japan|Materials|7000000000|USD|jp-mt", "Japan|Food|1000000000|USD|jp-fo",
		"China|Machinery|62000000000|USD|cn-ma", "China|Materials|41000000000|USD|cn-mt", "China|Food|15000000000|USD|cn-fo",
		"Republic of Korea|Machinery|38000000000|USD|kr-ma", "Republic of Korea|Materials|21000000000|USD|kr-mt", "Republic of Korea|Food|3000000000|USD|kr-fo",
		"Australia|Machinery|500000000|USD|au-ma", "Australia|Materials|5500000000|USD|au-mt", "Australia|Food|4000000000|USD|au-fo")
}

// openPartsFrame has parts with bounds, an estimate and one that is not known;
// the numbers are made up.
func openPartsFrame() dataframe.DataFrame {
	return table("label|series|value|low|high|bound|estimated|unit|id",
		"Russia|Aircraft|40|36|44|about|false|count|ru-a", "Russia|Ships|20|||exact|false|count|ru-s", "Russia|Missiles|30|24|36|about|false|count|ru-m",
		"Israel|Aircraft|6|||exact|false|count|il-a", "Israel|Ships|8|||exact|true|count|il-s", "Israel|Missiles|36|||exact|false|count|il-m",
		"Republic of Korea|Aircraft|12|||exact|false|count|kr-a", "Republic of Korea|Ships|10|10||at_least|false|count|kr-s",
		"Belarus|Aircraft|14|||exact|false|count|by-a", "Belarus|Missiles||||vague|false||by-m")
}

// openSharesFrame is openPartsFrame with Vietnamese names.
func openSharesFrame() dataframe.DataFrame {
	return table("label|series|value|low|high|bound|estimated|unit|id",
		"Liên bang Nga|Máy bay|40|36|44|about|false|count|ru-a", "Liên bang Nga|Tàu|20|||exact|false|count|ru-s", "Liên bang Nga|Tên lửa|30|24|36|about|false|count|ru-m",
		"Ixraen|Máy bay|6|||exact|false|count|il-a", "Ixraen|Tàu|8|||exact|true|count|il-s", "Ixraen|Tên lửa|36|||exact|false|count|il-m",
		"Cộng hòa Triều Tiên|Máy bay|12|||exact|false|count|kr-a", "Cộng hòa Triều Tiên|Tàu|10|10||at_least|false|count|kr-s",
		"Bêlarút|Máy bay|14|||exact|false|count|by-a", "Bêlarút|Tên lửa||||vague|false||by-m")
}

// Segments follow one another from zero, to scale: China's 62 + 41 + 15 make
// 118, Japan's 11 + 7 + 1 make 19. The labels are ranked by 118, 62, 19, 10.
func TestStackedBar_ToScale(t *testing.T) {
	p := mustDraw(t, "stacked-bar", partsFrame(), Options{})
	unit := filled(markOf(t, p, "cn-ma"), Web.Series[0].Fill)[0].w / 62
	zero := filled(markOf(t, p, "cn-ma"), Web.Series[0].Fill)[0].x
	for label, parts := range map[string][]struct {
		id       string
		from, to float64
	}{
		"China": {{"cn-ma", 0, 62}, {"cn-mt", 62, 103}, {"cn-fo", 103, 118}},
		"Japan": {{"jp-ma", 0, 11}, {"jp-mt", 11, 18}, {"jp-fo", 18, 19}},
	} {
		for i, c := range parts {
			r := filled(markOf(t, p, c.id), Web.Series[i].Fill)[0]
			if !near(r.x, zero+c.from*unit, 0.02) || !near(r.right(), zero+c.to*unit, 0.02) {
				t.Errorf("%s of %s is drawn over %g to %g, want %g to %g", c.id, label, r.x, r.right(), zero+c.from*unit, zero+c.to*unit)
			}
		}
	}
	got := strings.Join(labelsIn(t, p, "Japan", "China", "Republic of Korea", "Australia"), ", ")
	if want := "China, Republic of Korea, Japan, Australia"; got != want {
		t.Errorf("ranked %s, want %s", got, want)
	}
	texts := strings.Join(allWords(p), "|")
	for _, want := range []string{"$118bn", "$62bn", "$19bn", "$10bn"} {
		if !strings.Contains(texts, want) {
			t.Errorf("the picture lacks the total %s: %s", want, texts)
		}
	}
}

func allWords(p *Picture) (out []string) {
	for _, m := range p.plan.marks {
		out = append(out, markWords(m)...)
	}
	return out
}

// Russia's least is 36 + 20 + 24 = 80, its most 44 + 20 + 36 = 100, so that 8
// of aircraft and 12 of missiles are hatched behind 80. Korea has 12 + 10 or
// more, Belarus 14 and what nobody knows.
func TestStackedBar_Open(t *testing.T) {
	p := mustDraw(t, "stacked-bar", openPartsFrame(), Options{})
	mark := func(id string) mark { return markOf(t, p, id) }
	pale := func(i int) Color { return Web.Series[i].Fill.mix(Web.Paper, 0.16) }
	ships := filled(mark("ru-s"), Web.Series[1].Fill)[0]
	unit := ships.w / 20
	zero := ships.x - 36*unit
	for _, c := range []struct {
		id       string
		color    Color
		from, to float64
	}{
		{"ru-a", Web.Series[0].Fill, 0, 36}, {"ru-m", Web.Series[2].Fill, 56, 80}, {"ru-a", pale(0), 80, 88}, {"ru-m", pale(2), 88, 100},
		{"kr-a", Web.Series[0].Fill, 0, 12}, {"kr-s", Web.Series[1].Fill, 12, 22}, {"by-a", Web.Series[0].Fill, 0, 14},
	} {
		r := filled(mark(c.id), c.color)[0]
		if !near(r.x, zero+c.from*unit, 0.04) || !near(r.right(), zero+c.to*unit, 0.04) {
			t.Errorf("%s is drawn over %g to %g, want %g to %g", c.id, r.x, r.right(), zero+c.from*unit, zero+c.to*unit)
		}
	}
	texts := strings.Join(allWords(p), "|")
	for _, want := range []string{"about 90", "at least 22", "at least 14", "|50|", "No number for Missiles, Belarus."} {
		if !strings.Contains(texts, want) {
			t.Errorf("the picture lacks %q: %s", want, texts)
		}
	}
	if by := mark("by-m"); !strings.Contains(by.title, "Missiles, Belarus: no number stated") {
		t.Errorf("hover of the part that is not known: %q", by.title)
	}
}

// The share of Russia's aircraft is least where it is 36 and the others are 56,
// and most where it is 44 and the others 44: 36/92 to 44/88, 39.13 to 50. That
// of ships is 20/100 to 20/80, that of missiles 24/88 to 36/92.
func TestSharesOf(t *testing.T) {
	parts := []row{
		{n: 1, series: "a", value: 40, low: 36, high: 44, hasNumber: true, hasInterval: true, stated: true, bound: data.BoundAbout},
		{n: 2, series: "s", value: 20, low: math.NaN(), high: math.NaN(), hasNumber: true},
		{n: 3, series: "m", value: 30, low: 24, high: 36, hasNumber: true, hasInterval: true, stated: true, bound: data.BoundAbout},
	}
	shares, ok := sharesOf(parts)
	if !ok {
		t.Fatal("no shares")
	}
	for i, want := range [][3]float64{{400.0 / 9, 3600.0 / 92, 50}, {200.0 / 9, 20, 25}, {300.0 / 9, 2400.0 / 88, 3600.0 / 92}} {
		if s := shares[i]; !near(s.value, want[0], 1e-9) || !near(s.low, want[1], 1e-9) || !near(s.high, want[2], 1e-9) {
			t.Errorf("share of %s is %g (%g to %g), want %v", s.series, s.value, s.low, s.high, want)
		}
	}
	// With 20 or more ships, ships may be nearly all, and the others nearly
	// nothing: 20/(44 + 36 + 20) and more; 44/(44 + 20 + 24) at most.
	parts[1] = row{n: 2, series: "s", value: 20, low: 20, high: math.NaN(), hasNumber: true, hasInterval: true, stated: true, bound: data.BoundAtLeast}
	shares, _ = sharesOf(parts)
	for i, want := range [][2]float64{{0, 50}, {20, 100}, {0, 3600.0 / 92}} {
		if s := shares[i]; !math.IsNaN(s.value) || !near(s.low, want[0], 1e-9) || !near(s.high, want[1], 1e-9) {
			t.Errorf("share of %s is %g (%g to %g), want none (%v)", s.series, s.value, s.low, s.high, want)
		}
	}
	for _, zero := range [][]row{{{value: 0, low: math.NaN(), high: math.NaN(), hasNumber: true}}, {{value: 1, low: 0, high: 2, hasNumber: true, hasInterval: true}}} {
		if _, ok := sharesOf(zero); ok {
			t.Errorf("a total that can be 0 has shares: %v", zero)
		}
	}
}

// Bars of 100 percent all end at one x, and their segments are shares: China's
// 62/118, 41/118 and 15/118, and Australia's 5 percent first.
func TestStackedBar_Share(t *testing.T) {
	p := mustSet(t, "stacked-bar", partsFrame(), Options{}, map[string]string{"share": "yes"})
	china := filled(markOf(t, p, "cn-ma"), Web.Series[0].Fill)[0]
	end := filled(markOf(t, p, "cn-fo"), Web.Series[2].Fill)[0].right()
	whole := end - china.x
	if !near(china.w, whole*62/118, 0.02) {
		t.Errorf("62 of 118 is drawn over %g of %g", china.w, whole)
	}
	if au := filled(markOf(t, p, "au-fo"), Web.Series[2].Fill)[0]; !near(au.right(), end, 0.02) || !near(au.w, whole*0.4, 0.02) {
		t.Errorf("4 of 10 is drawn over %g to %g of %g to %g", au.x, au.right(), china.x, end)
	}
	got := strings.Join(labelsIn(t, p, "Japan", "China", "Republic of Korea", "Australia"), ", ")
	if want := "Republic of Korea, Japan, China, Australia"; got != want { // 38/62, 11/19, 62/118, 0.5/10
		t.Errorf("ranked %s, want %s", got, want)
	}
	if title := markOf(t, p, "cn-ma").title; title != "Machinery, China: $62bn\n52.54%" { // 62/118 = 0.525424, to four digits
		t.Errorf("hover %q", title)
	}
}

// With bounds, each share is solid over the least it can be, and what remains
// is hatched: of Russia 100 − 36/92 − 20/100 − 24/88 = 13.6 percent.
func TestStackedBar_ShareOpen(t *testing.T) {
	p := mustSet(t, "stacked-bar", openPartsFrame(), Options{}, map[string]string{"share": "yes"})
	a, s := filled(markOf(t, p, "ru-a"), Web.Series[0].Fill)[0], filled(markOf(t, p, "ru-s"), Web.Series[1].Fill)[0]
	unit := s.w / 20
	if !near(a.w, unit*3600/92, 0.05) {
		t.Errorf("aircraft are solid over %g, want %g", a.w, unit*3600/92)
	}
	rest := 0.0
	for _, m := range p.plan.marks {
		if strings.HasPrefix(m.title, "Russia: about 90") {
			rest = filled(m, Web.Muted.mix(Web.Paper, 0.16))[0].w
		}
	}
	if want := unit * (100 - 3600.0/92 - 20 - 2400.0/88); !near(rest, want, 0.05) {
		t.Errorf("hatched over %g, want %g", rest, want)
	}
	for _, text := range markWords(markOf(t, p, "by-a")) {
		if text != "Aircraft: 14" {
			t.Errorf("a label with a part that is not known says %q", text)
		}
	}
}

func TestStackedBar_Errors(t *testing.T) {
	yes := map[string]string{"share": "yes"}
	for _, c := range []struct {
		df       dataframe.DataFrame
		settings map[string]string
		want     string
	}{
		{table("label|series|value", "a|x|1", "a|y|-2"), nil, "row 2 (a): value: -2 is negative, and a stacked-bar chart stacks amounts from zero; a diverging-bar or grouped-bar chart draws it"},
		{table("label|series|value|low|high", "a|x|1|-1|2"), nil, "row 1 (a): low: -1 is negative"},
		{table("label|series|value", "a|x|1", "a|x|2"), nil, "row 2 (a): series: x is already the series of row 1"},
		{table("label|series|value|unit", "a|x|1|ratio"), nil, "cannot draw the unit ratio"},
		{table("label|series|value", "a|x|1", "b|x|0", "b|y|0"), yes, "row 2 (b): value: the parts of this label may add up to 0, which has no shares"},
		{table("label|series|value", "a|x|1"), map[string]string{"share": "maybe"}, `share: unknown value "maybe"; write one of no, yes`},
	} {
		if _, err := drawKind("stacked-bar", c.df, Options{}, c.settings); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("error %v lacks %q", err, c.want)
		}
	}
}

// The least and the greatest share of parts always hold the share of the
// values, and the least shares never add up to more than the whole.
func TestSharesOf_Hold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 6).Draw(t, "parts")
		parts := make([]row, n)
		for i := range parts {
			v := float64(rapid.IntRange(1, 1e6).Draw(t, "value"))
			down, up := float64(rapid.IntRange(0, int(v)-1).Draw(t, "down")), float64(rapid.IntRange(0, 1000).Draw(t, "up"))
			parts[i] = row{n: i + 1, value: v, low: v - down, high: v + up, hasNumber: true, hasInterval: true}
		}
		shares, ok := sharesOf(parts)
		if !ok {
			t.Fatalf("no shares of %v", parts)
		}
		least := 0.0
		for _, s := range shares {
			if !(s.low <= s.value+1e-9 && s.value <= s.high+1e-9) {
				t.Errorf("share %g outside %g to %g", s.value, s.low, s.high)
			}
			least += s.low
		}
		if least > 100+1e-9 {
			t.Errorf("the least shares add up to %g", least)
		}
	})
}
