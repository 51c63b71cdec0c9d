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

var _ = cases("treemap", kindCase{
	goldens: []golden{
		{name: "treemap_en", df: exportsFrame(), o: Options{
			Title: "Machines make up more than half of what the port ships", Subtitle: "Exports by product, groups of the Harmonized System, 2022",
			Note: "The numbers are made up for this picture."}},
		{name: "treemap_vi", df: agreementsOpenFrame(), o: Options{Language: locale.Vietnamese, Width: 420,
			Title: "Các nhà cung cấp", Note: "Số liệu được đặt ra cho hình này."}},
	},
	gen: func(t *rapid.T) dataframe.DataFrame {
		n := genNumber(t)
		groups := rapid.IntRange(1, 9).Draw(t, "groups")
		names := make([]string, groups)
		for i := range names {
			names[i] = genName().Draw(t, "group")
		}
		return dataframe.New(append(genRows(t, n, anyUnit, math.Abs, maxAmount),
			texts(n, func(int) string { return genName().Draw(t, "label") }, "label"),
			texts(n, func(i int) string { return names[i*7%groups] }, "series"))...)
	},
	shape: func(values []float64) dataframe.DataFrame {
		return shaped(values, map[string]func(int) string{"label": numbered("Product"), "series": func(i int) string { return fmt.Sprintf("Group %d", i%5+1) }})
	},
})

// exportsFrame has 17 products in four groups; the numbers are made up.
func exportsFrame() dataframe.DataFrame {
	return table("label|series|value|unit|id",
		"Telephones|Machines|57900000000|USD|p1", "Computers|Machines|31000000000|USD|p2", "Chips|Machines|22400000000|USD|p3", "Cables|Machines|9100000000|USD|p4",
		"Batteries|Machines|5200000000|USD|p5", "Motors|Machines|3300000000|USD|p6",
		"Shoes|Clothing|23900000000|USD|p7", "Knitwear|Clothing|17200000000|USD|p8", "Suits and coats|Clothing|16800000000|USD|p9", "Bags|Clothing|4100000000|USD|p10",
		"Coffee|Food|4060000000|USD|p11", "Rice|Food|3450000000|USD|p12", "Shrimp and prawns|Food|4300000000|USD|p13", "Cashew nuts|Food|3080000000|USD|p14", "Tea|Food|240000000|USD|p15",
		"Wooden furniture|Other goods|11000000000|USD|p16", "Steel|Other goods|8000000000|USD|p17")
}

// agreementsOpenFrame has intervals, an estimate, an open bound, a zero and a
// row without a number; the numbers are made up.
func agreementsOpenFrame() dataframe.DataFrame {
	return table("label|value|low|high|bound|unit|estimated|id",
		"Liên bang Nga|40|36|44|about|count||a", "Cộng hòa Dân chủ Nhân dân Triều Tiên|12|12||at_least|count||b", "Ấn Độ|9|||exact|count|true|c",
		"Bê-la-rút|6|2|10|range|count||d", "I-xra-en|0|||exact|count||e", "Pháp||||vague|count||f")
}

// The example of Bruls, Huizing and van Wijk (2000), section 3: 6, 6, 4, 3, 2,
// 2 and 1 in a rectangle of 6 by 4. By hand: 6 and 6 stacked on the left make
// it 3 wide; 4 and 3 side by side above the rest are 7/3 high, 12/7 and 9/7
// wide; below, 5/3 high, stand 2, 2 and 1, which are 6/5, 6/5 and 3/5 wide.
func TestSquarify_Published(t *testing.T) {
	sizes := []float64{6, 6, 4, 3, 2, 2, 1}
	whole := rect{0, 0, 6, 4}
	got, fits := layStrips(squarify(sizes, whole), sizes, whole, 0)
	want := []rect{
		{0, 0, 3, 2}, {0, 2, 3, 2}, {3, 0, 12.0 / 7, 7.0 / 3}, {3 + 12.0/7, 0, 9.0 / 7, 7.0 / 3},
		{3, 7.0 / 3, 1.2, 5.0 / 3}, {4.2, 7.0 / 3, 1.2, 5.0 / 3}, {5.4, 7.0 / 3, 0.6, 5.0 / 3},
	}
	if !fits || len(got) != len(want) {
		t.Fatalf("%d parts, fits %t", len(got), fits)
	}
	for i, r := range got {
		w := want[i]
		if !near(r.x, w.x, 1e-9) || !near(r.y, w.y, 1e-9) || !near(r.w, w.w, 1e-9) || !near(r.h, w.h, 1e-9) {
			t.Errorf("part %d is %v, want %v", i, r, w)
		}
	}
}

// Parts never overlap, lie inside, and have areas on one scale, under heads
// too.
func TestSquarify_Properties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.Float64Range(0.01, 1000), 1, 40).Draw(t, "values")
		slices.SortFunc(values, larger)
		head := rapid.SampledFrom([]float64{0, 4, 20}).Draw(t, "head")
		whole := rect{10, 20, rapid.Float64Range(50, 1200).Draw(t, "w"), rapid.Float64Range(50, 900).Draw(t, "h")}
		got, scale := squarifyHeaded(values, whole, head)
		if len(got) == 0 {
			if head == 0 {
				t.Fatal("no parts without heads")
			}
			t.Skip("the heads leave too little")
		}
		area := 0.0
		for i, r := range got {
			if r.x < whole.x-1e-6 || r.y < whole.y-1e-6 || r.right() > whole.right()+1e-6 || r.bottom() > whole.bottom()+1e-6 {
				t.Fatalf("part %d, %v, leaves %v", i, r, whole)
			}
			if inner := r.w * (r.h - head); !near(inner, values[i]*scale, 1e-6*whole.w*whole.h) {
				t.Fatalf("part %d has %g, want %g", i, inner, values[i]*scale)
			}
			for j, o := range got[:i] {
				if min(r.right(), o.right())-max(r.x, o.x) > 1e-6 && min(r.bottom(), o.bottom())-max(r.y, o.y) > 1e-6 {
					t.Fatalf("parts %d, %v, and %d, %v, overlap", j, o, i, r)
				}
			}
			area += r.w * r.h
		}
		if !near(area, whole.w*whole.h, 1e-3*whole.w*whole.h) {
			t.Fatalf("the parts fill %g of %g", area, whole.w*whole.h)
		}
	})
}

// Areas are to scale over all groups and panels: 40 is four times 10.
func TestTreemap_ToScale(t *testing.T) {
	p := mustDraw(t, "treemap", table("label|series|facet|value|id", "a|x|P|40|a", "b|y|P|10|b", "c|x|P|30|c", "d|x|Q|10|d"), Options{})
	area := func(id string, color Color) float64 {
		r := filled(markOf(t, p, id), color)[0]
		return r.w * r.h
	}
	x, y := Web.Series[0].Fill, Web.Series[1].Fill
	a, b, c, d := area("a", x), area("b", y), area("c", x), area("d", x)
	if !near(a/b, 4, 0.01) || !near(c/b, 3, 0.01) || !near(d/b, 1, 0.01) {
		t.Errorf("areas %g, %g, %g, %g are not 40 : 10 : 30 : 10", a, b, c, d)
	}
}

// Of a rectangle for at most 10, 2 to 10 leaves 8 of 10 open.
func TestTreemap_Open(t *testing.T) {
	p := mustDraw(t, "treemap", agreementsOpenFrame(), Options{})
	m := markOf(t, p, "d")
	sure, open := filled(m, Web.Series[0].Fill)[0], filled(m, Web.Series[0].Fill.mix(Web.Paper, 0.16))[0]
	if got := open.w * open.h / (sure.w*sure.h + open.w*open.h); !near(got, 0.8, 0.001) {
		t.Errorf("%g of the area is open, want 0.8", got)
	}
	a := filled(markOf(t, p, "a"), Web.Series[0].Fill)[0]
	// 36 of 44 are sure, and the whole rectangle of d stands for 10.
	if got := a.w * a.h / (sure.w*sure.h + open.w*open.h); !near(got, 3.6, 0.01) {
		t.Errorf("the sure part of a is %g times the area of d, want 3.6", got)
	}
	for _, want := range []string{"0: I-xra-en", "No number stated: Pháp"} {
		if text := allText(proveLayout(t, p)); !strings.Contains(text, want) {
			t.Errorf("no note says %q in %q", want, text)
		}
	}
}

func TestTreemap_Errors(t *testing.T) {
	for _, c := range []struct{ row, want string }{
		{"a|-4|", "treemap chart: row 1 (a): value: -4 is below 0; a treemap draws the parts of a whole"},
		{"a|0|", "value: there is nothing to draw, since no row has an amount above 0"},
		{"a|4|date", "a treemap chart cannot draw the unit date"},
	} {
		_, err := drawKind("treemap", table("label|value|unit", c.row), Options{}, nil)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %s", c.row, err, c.want)
		}
	}
}

// allText is every text of a picture, one after the other.
func allText(f svgFile) string {
	var all []string
	for _, t := range f.texts {
		all = append(all, t.text)
	}
	return strings.Join(all, " ")
}
