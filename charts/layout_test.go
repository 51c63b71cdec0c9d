package charts

import (
	"errors"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/go-gota/gota/dataframe"
	"github.com/go-gota/gota/series"
	"pgregory.net/rapid"

	"github.com/periplus-data/periplus/data/locale"
)

var someNames = []string{
	"Russie", "Viêt Nam", "États-Unis d’Amérique", "République populaire démocratique de Corée",
	"Saint-Vincent-et-les-Grenadines et îles administrées depuis Kingstown, exportations réexpédiées comprises",
	"Rinderkennzeichnungsfleischetikettierungsüberwachungsaufgabenübertragungsgesetz",
	"Cộng hòa Xã hội chủ nghĩa Việt Nam", "<script>alert(1)</script>", "=cmd|' /C calc'!A0", "\u202eabc\u202c", "שלום", "中华人民共和国", "a\x00b\x1fc\ufffe", "x",
	strings.Repeat("long ", 400), strings.Repeat("W", 600),
}

// genName draws a name: a real one, a hostile one or any text.
func genName() *rapid.Generator[string] {
	return rapid.OneOf(rapid.SampledFrom(someNames), rapid.StringN(1, 40, 200))
}

func genAmount() *rapid.Generator[float64] {
	return rapid.OneOf(
		rapid.SampledFrom([]float64{0, 1, -1, 3.5e9, 123e9, 175e9, 80, 0.1, 1e-5, 35.1428571429, 1e21, -4e12, 1e280, 5e-280, math.NaN()}),
		// Steps of a thousandth, since an amount under 1e-290 is refused.
		rapid.Map(rapid.IntRange(-1e9, 1e9), func(i int) float64 { return float64(i) / 1000 }),
		rapid.Map(rapid.IntRange(0, 1e5), func(i int) float64 { return float64(i) / 1000 }),
	)
}

// genFrame draws a frame that a kind accepts, apart from what the test wants
// refused.
func genFrame(t *rapid.T, kind string) dataframe.DataFrame {
	n := rapid.IntRange(1, 14).Draw(t, "rows")
	if rapid.IntRange(0, 9).Draw(t, "many") == 0 {
		n = rapid.IntRange(15, 60).Draw(t, "rows")
	}
	labels, names, bounds := make([]string, n), make([]string, n), make([]string, n)
	values, lows, highs := make([]float64, n), make([]float64, n), make([]float64, n)
	seriesCount := rapid.IntRange(1, 6).Draw(t, "series")
	for i := range n {
		labels[i] = genName().Draw(t, "label")
		v := genAmount().Draw(t, "value")
		switch kind {
		case "times":
			v = math.Abs(v)
		case "share":
			v = math.Mod(math.Abs(v), 100)
		case "line":
			labels[i] = fmt.Sprintf("%d", 1990+i/seriesCount*rapid.SampledFrom([]int{1, 1, 1, 2}).Draw(t, "step")%40+i/seriesCount*40)
			names[i] = fmt.Sprintf("%d %s", i%seriesCount, someNames[i%seriesCount])
		}
		values[i], lows[i], highs[i] = v, math.NaN(), math.NaN()
		switch rapid.IntRange(0, 4).Draw(t, "bounds") {
		case 0:
			bounds[i], lows[i] = "at_least", v
		case 1:
			bounds[i], lows[i], highs[i] = "about", v-math.Abs(v)*0.1, v+math.Abs(v)*0.1
			if kind == "share" {
				highs[i] = min(highs[i], 100)
			}
		case 2:
			bounds[i], highs[i] = "at_most", v
		}
	}
	unit := map[string]string{"times": "ratio", "share": "percent"}[kind]
	if unit == "" {
		unit = rapid.SampledFrom([]string{"USD", "EUR", "count", "TIV_million", "", "thousand hectares"}).Draw(t, "unit")
	}
	units := make([]string, n)
	for i := range units {
		units[i] = unit
	}
	return dataframe.New(
		series.New(labels, series.String, "label"), series.New(values, series.Float, "value"),
		series.New(lows, series.Float, "low"), series.New(highs, series.Float, "high"),
		series.New(bounds, series.String, "bound"), series.New(units, series.String, "unit"),
		series.New(names, series.String, "series"),
	)
}

var smallestSize = regexp.MustCompile(`the smallest size is (\d+) × (\d+)$`)

// TestLayout_Proof draws many charts and proves each from its SVG. Where the
// canvas is too small, the size that the error names has to work.
func TestLayout_Proof(t *testing.T) {
	for _, k := range Kinds {
		t.Run(k.Token, rapid.MakeCheck(func(t *rapid.T) {
			df := genFrame(t, k.Token)
			o := Options{
				Language: rapid.SampledFrom(locale.Languages).Draw(t, "language"),
				Width:    float64(rapid.SampledFrom([]int{0, 1200, 800, 420, 390, 300, 240, 120, 2400}).Draw(t, "width")),
				Height:   float64(rapid.SampledFrom([]int{0, 0, 0, 675, 300, 60}).Draw(t, "height")),
				Title:    rapid.OneOf(rapid.Just(""), genName()).Draw(t, "title"),
				Subtitle: rapid.OneOf(rapid.Just(""), genName()).Draw(t, "subtitle"),
				Source:   rapid.OneOf(rapid.Just(""), genName()).Draw(t, "source"),
				Note:     rapid.OneOf(rapid.Just(""), genName()).Draw(t, "note"),
				Base:     rapid.OneOf(rapid.Just(""), genName()).Draw(t, "base"),
			}
			p, err := Draw(k.Token, df, o)
			if err != nil {
				m := smallestSize.FindStringSubmatch(err.Error())
				if m == nil {
					if strings.Contains(err.Error(), "is empty; every row needs a name") {
						t.Skip("the text drawn has nothing printable")
					}
					t.Fatalf("%v", err)
				}
				o.Width, _ = strconv.ParseFloat(m[1], 64)
				o.Height, _ = strconv.ParseFloat(m[2], 64)
				if p, err = Draw(k.Token, df, o); err != nil {
					t.Fatalf("the size that the error names does not work: %v", err)
				}
			}
			proveLayout(t, p)
		}))
	}
}

// TestLayout_PlantedCollision shows that the proof finds what it is to find.
func TestLayout_PlantedCollision(t *testing.T) {
	p := mustDraw(t, "bar", tradeFrame(), Options{Title: "Trade"})
	proveLayout(t, p)
	for name, plant := range map[string]func(*plan){
		"overlaps": func(p *plan) { p.text("on the title", 40, 50, 20, false, inkText) },
		"leaves":   func(p *plan) { p.text("half outside", 1190, 300, 20, false, inkText) },
		"pixels":   func(p *plan) { p.text("tiny", 600, 640, 7, false, inkText) },
	} {
		planted := *p
		planted.plan.marks = append([]mark(nil), p.plan.marks...)
		planted.plan.begin("", "")
		plant(&planted.plan)
		f, err := parseSVG(planted.SVG())
		if err != nil {
			t.Fatal(err)
		}
		if found := f.collisions(); len(found) != 1 || !strings.Contains(found[0], name) {
			t.Errorf("planted %q: found %q", name, found)
		}
	}
}

func TestLayout_TooSmall(t *testing.T) {
	_, err := Draw("bar", tradeFrame(), Options{Width: 50, Height: 20})
	if err == nil || !strings.Contains(err.Error(), "50 × 20 pixels are too few for 3 rows with their labels; the smallest size is 240 × ") {
		t.Errorf("error %v does not name the smallest size", err)
	}
	for _, o := range []Options{{Width: -1}, {Height: math.NaN()}, {Width: math.Inf(1)}, {Width: 1e9}} {
		if _, err := Draw("bar", tradeFrame(), o); err == nil {
			t.Errorf("%+v: no error", o)
		}
	}
	if errors.Unwrap(err) == nil {
		t.Error("the kind is not wrapped around the cause")
	}
}

// The contrast of every colour that carries words, by the formula of WCAG 2.2
// (relative luminance and contrast ratio).
func TestTheme_Contrast(t *testing.T) {
	luminance := func(c ink) float64 {
		l := 0.0
		for i, w := range []float64{0.2126, 0.7152, 0.0722} {
			v := float64(c>>(16-8*i)&0xff) / 255
			if v <= 0.04045 {
				v /= 12.92
			} else {
				v = math.Pow((v+0.055)/1.055, 2.4)
			}
			l += w * v
		}
		return l
	}
	for _, c := range append([]ink{inkText, inkMuted, inkMain}, seriesInks...) {
		if ratio := 1.05 / (luminance(c) + 0.05); ratio < 4.5 {
			t.Errorf("%s has a contrast of %.2f on paper, want 4.5", c, ratio)
		}
	}
}
