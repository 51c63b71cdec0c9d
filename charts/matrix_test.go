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

var _ = cases("matrix", kindCase{
	goldens: []golden{
		{name: "matrix_en", df: regionsFrame(), settings: map[string]string{"totals": "yes"}, o: Options{
			Title: "North America feeds East Asia", Subtitle: "Cereals shipped between regions, 2022",
			Note: "The numbers are made up for this picture."}},
		{name: "matrix_fr", df: frenchRegions(), o: Options{Language: locale.French, Width: 420,
			Title: "D’où viennent les céréales", Subtitle: "Échanges entre régions, 2022", Note: "Chiffres inventés pour cette image."}},
	},
	gen: func(t *rapid.T) dataframe.DataFrame {
		n := genNumber(t)
		wide := rapid.IntRange(1, 12).Draw(t, "recipients")
		from, to := genEnds(t, n/wide+1), genEnds(t, wide)
		return dataframe.New(append(genRows(t, n, anyUnit, math.Abs, maxAmount),
			texts(n, func(i int) string { return from[i/wide] }, "from"), texts(n, func(i int) string { return to[i%wide] }, "to"))...)
	},
	shape: func(values []float64) dataframe.DataFrame {
		return shaped(values, map[string]func(int) string{
			"from": func(i int) string { return fmt.Sprintf("Supplier %d", i/20+1) }, "to": func(i int) string { return fmt.Sprintf("Recipient %d", i%20+1) }})
	},
})

// genEnds draws names that differ.
func genEnds(t *rapid.T, n int) []string {
	names := make([]string, n)
	for i := range names {
		names[i] = fmt.Sprintf("%d %s", i, genName().Draw(t, "end"))
	}
	return names
}

// regionsFrame has flows between six regions, with a zero, an interval, an
// estimate and pairs without a row; the numbers are made up.
func regionsFrame() dataframe.DataFrame {
	return table("from|to|value|low|high|bound|unit|estimated|id",
		"North America|East Asia|28400000000|||exact|USD||f1", "North America|Africa|3100000000|||exact|USD||f2", "North America|South America|5200000000|||exact|USD||f3",
		"North America|Europe|2400000000|||exact|USD||f4", "North America|Oceania|90000000|||exact|USD||f5",
		"South America|East Asia|11300000000|||exact|USD||f6", "South America|Africa|4700000000|||exact|USD||f7", "South America|Europe|6900000000|||exact|USD||f8",
		"South America|North America|640000000|||exact|USD||f9", "South America|Oceania|0|||exact|USD||f10",
		"Europe|Africa|9800000000|||exact|USD||f11", "Europe|East Asia|3300000000|||exact|USD||f12", "Europe|North America|410000000|||exact|USD|true|f13",
		"Europe|South America|300000000|100000000|2000000000|range|USD||f14", "Europe|Oceania|25000000|||exact|USD||f15",
		"Oceania|East Asia|8800000000|||exact|USD||f16", "Oceania|Africa|1200000000|||exact|USD||f17", "Oceania|North America|15000000|||exact|USD||f18",
		"East Asia|Africa|760000000|760000000||at_least|USD||f19", "East Asia|Oceania|55000000|||exact|USD||f20", "East Asia|Europe||||vague|||f21",
		"Africa|Europe|350000000|||exact|USD||f22", "Africa|East Asia|120000000|||exact|USD||f23")
}

// frenchRegions is regionsFrame with the names in French.
func frenchRegions() dataframe.DataFrame {
	names := strings.NewReplacer("North America", "Amérique du Nord", "South America", "Amérique du Sud", "East Asia", "Asie orientale", "Oceania", "Océanie", "Africa", "Afrique")
	df := regionsFrame()
	for _, column := range []string{"from", "to"} {
		df = df.Mutate(texts(df.Nrow(), func(i int) string { return names.Replace(df.Col(column).Elem(i).String()) }, column))
	}
	return df
}

// By hand: 1 to 12 in six classes have quantiles 3, 5, 7, 9 and 11; 11 has two
// digits, so that the break moves by one amount, to 10. Of 1, 2, 4 … 2048 the
// 3rd, 5th, 7th, 9th and 11th are 4, 16, 64, 256 and 1024; the roundest numbers
// above the amounts before them are 4, 10, 50, 200 and 1000.
func TestClasses_Breaks(t *testing.T) {
	doubled := make([]float64, 12)
	for i := range doubled {
		doubled[i] = math.Pow(2, float64(i))
	}
	c := &chart{t: look{Theme: Web}}
	for _, test := range []struct {
		amounts []float64
		want    string
	}{
		{[]float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, "3 5 7 9 10"},
		{doubled, "4 10 50 200 1000"},
		{[]float64{5}, ""},
		{[]float64{5, 5, 5}, ""},
		{[]float64{10, 30}, "20"},
		// One digit makes no class, nor do two; above 101 and up to 103 the
		// roundest number of three is 102, then 105 and 106.
		{[]float64{101, 103, 105, 107}, "102 105 106"},
		// The shares of the picture choropleth_en, in six classes.
		{[]float64{11, 9.6, 6.4, 4.7, 4.6, 4.5, 3.7, 3.7}, "4 5 8 10"},
		{nil, ""},
	} {
		k := c.newClasses(test.amounts)
		var got []string
		for _, b := range k.breaks {
			got = append(got, b.String())
		}
		if s := strings.Join(got, " "); s != test.want {
			t.Errorf("breaks of %v are %s, want %s", test.amounts, s, test.want)
		}
		if len(k.colors) != len(k.breaks)+1 {
			t.Errorf("%d colours for %d breaks", len(k.colors), len(k.breaks))
		}
	}
}

// A class begins with its lower break, and no class is empty.
func TestClasses_Properties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		amounts := rapid.SliceOfN(rapid.Map(rapid.IntRange(1, 1e6), func(i int) float64 { return float64(i) / 1000 }), 1, 60).Draw(t, "amounts")
		k := (&chart{t: look{Theme: Web}}).newClasses(amounts)
		held := make([]int, len(k.colors))
		for _, x := range amounts {
			held[k.of(x)]++
		}
		if slices.Contains(held, 0) {
			t.Fatalf("breaks %v leave a class empty: %v", k.breaks, held)
		}
		for i, b := range k.breaks {
			if x := b.Float64(0); k.of(x) != i+1 {
				t.Fatalf("%v lies in class %d, want %d", b, k.of(x), i+1)
			}
		}
	})
}

// Rows and columns by their totals: from b 11, a 9; to y 12, x 8. Equal widths,
// one under the other.
func TestMatrix_Order(t *testing.T) {
	df := table("from|to|value|id", "a|x|5|ax", "a|y|4|ay", "b|x|3|bx", "b|y|8|by")
	at := func(p *Picture, id string) point {
		r := filled(markOf(t, p, id), markOf(t, p, id).shapes[0].color)[0]
		return point{r.x, r.y}
	}
	p := mustDraw(t, "matrix", df, Options{})
	ax, ay, bx, by := at(p, "ax"), at(p, "ay"), at(p, "bx"), at(p, "by")
	if !(by.x == ay.x && ay.x < ax.x && ax.x == bx.x && by.y == bx.y && bx.y < ax.y && ax.y == ay.y) {
		t.Errorf("cells at %v, %v, %v, %v are not in the order of totals", ax, ay, bx, by)
	}
	if want := "Matrix. from b to y: 8; from b to x: 3; from a to y: 4; from a to x: 5."; p.Description != want {
		t.Errorf("description %q, want %q", p.Description, want)
	}
	p = mustSet(t, "matrix", df, Options{}, map[string]string{"order": "given", "totals": "yes"})
	if ax, by = at(p, "ax"), at(p, "by"); !(ax.x < by.x && ax.y < by.y) {
		t.Errorf("cells at %v and %v are not in the order of the frame", ax, by)
	}
	text := allText(proveLayout(t, p))
	for _, total := range []string{"9", "11", "8", "12", "20"} {
		if !strings.Contains(" "+text+" ", " "+total+" ") {
			t.Errorf("no total %s in %q", total, text)
		}
	}
}

// Zero is on paper, no number is hatched on the colour of emptiness, and bounds
// from the lowest to the highest class give lines of one on the other.
func TestMatrix_Fills(t *testing.T) {
	p := mustDraw(t, "matrix", table("from|to|value|low|high|bound|id", "a|x|0|||exact|zero", "a|y||||vague|none", "a|z|1|||exact|one", "b|x|4|1|9|range|wide", "b|z|9|||exact|nine"), Options{})
	first := func(id string) Color { return markOf(t, p, id).shapes[0].color }
	s := Web.Sequential
	if first("zero") != Web.Paper || first("none") != Web.Empty || first("one") != s[0] || first("nine") != s[len(s)-1] || first("wide") != s[0] {
		t.Errorf("fills %v %v %v %v %v", first("zero"), first("none"), first("one"), first("nine"), first("wide"))
	}
	if m := markOf(t, p, "wide"); m.shapes[1].color != s[len(s)-1] || m.shapes[1].stroke == 0 {
		t.Errorf("the open cell has no lines in the colour of its high end: %+v", m.shapes[1])
	}
	if strokes(markOf(t, p, "none")) == 0 {
		t.Error("the cell without a number is not hatched")
	}
}

func TestMatrix_Errors(t *testing.T) {
	many := make([]string, 101)
	for i := range many {
		many[i] = fmt.Sprintf("a%d|b%d|1", i, i)
	}
	for _, c := range []struct {
		rows []string
		want string
	}{
		{[]string{"a|b|1", "a|c|2", "a|b|3"}, "matrix chart: row 3 (from a to b): to: row 1 has this flow already; a matrix has one row for each pair"},
		{[]string{"a|b|-1"}, "row 1 (from a to b): value: -1 is below 0; a flow the other way has from and to exchanged"},
		{[]string{"a||1"}, "row 1: to: is empty; every flow goes somewhere"},
		{many, "101 places from which and 101 to which flows run make 10201 cells, and a matrix shows at most 10000"},
	} {
		_, err := drawKind("matrix", table("from|to|value", c.rows...), Options{}, nil)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("error %v, want %s", err, c.want)
		}
	}
}

// Of 1, about 2 (1.5 to 2.5) and at least 3: the first two are about 3, from
// 2.5 to 3.5; all are at least 5.5.
func TestSumOf(t *testing.T) {
	df := table("from|to|value|low|high|bound|id", "a|x|1|||exact|", "a|y|2|1.5|2.5|about|", "a|z|3|3||at_least|", "b|x|1|||exact|", "b|y|||||")
	p := mustSet(t, "matrix", df, Options{}, map[string]string{"totals": "yes", "order": "given"})
	text := allText(proveLayout(t, p))
	if !strings.Contains(text, "at least 5.5") || !strings.Contains(text, "at least 6.5") {
		t.Errorf("totals of an open bound are not open in %q", text)
	}
	if !strings.Contains(text, "about 2") {
		t.Errorf("no total is about 2 in %q", text)
	}
	sum := sumOf([]row{
		{hasNumber: true, value: 1, low: math.NaN(), high: math.NaN()},
		{hasNumber: true, hasInterval: true, stated: true, value: 2, low: 1.5, high: 2.5}, {value: math.NaN()},
	})
	if sum.value != 3 || sum.low != 2.5 || sum.high != 3.5 || sum.bound != data.BoundAbout {
		t.Errorf("sum %+v, want about 3, 2.5 to 3.5", sum)
	}
}
