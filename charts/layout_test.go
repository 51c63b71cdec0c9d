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

var smallestSize = regexp.MustCompile(`the smallest size is (\d+) × (\d+)$`)

// genOptions draws options: every theme, size and language, long words, and
// canvases that are far too small.
func genOptions(t *rapid.T) Options {
	o := Options{
		Language: rapid.SampledFrom(locale.Languages).Draw(t, "language"),
		Theme:    rapid.SampledFrom([]*Theme{nil, Web, Print, Dark}).Draw(t, "theme"),
		Title:    rapid.OneOf(rapid.Just(""), genName()).Draw(t, "title"),
		Subtitle: rapid.OneOf(rapid.Just(""), genName()).Draw(t, "subtitle"),
		Source:   rapid.OneOf(rapid.Just(""), genName()).Draw(t, "source"),
		Note:     rapid.OneOf(rapid.Just(""), genName()).Draw(t, "note"),
	}
	if rapid.Bool().Draw(t, "named") {
		o.Size = rapid.SampledFrom(Sizes).Draw(t, "size")
	} else {
		o.Width = float64(rapid.SampledFrom([]int{0, 1200, 800, 420, 390, 300, 240, 120, 2400}).Draw(t, "width"))
		o.Height = float64(rapid.SampledFrom([]int{0, 0, 0, 675, 300, 60}).Draw(t, "height"))
	}
	return o
}

// genSettings draws some of the settings of a kind.
func genSettings(t *rapid.T, k Kind) map[string]string {
	settings := map[string]string{}
	for _, s := range k.Settings {
		if rapid.Bool().Draw(t, s.Name) {
			continue
		}
		if len(s.Values) > 0 {
			settings[s.Name] = rapid.SampledFrom(s.Values).Draw(t, s.Name)
		} else if s.isText {
			settings[s.Name] = genName().Draw(t, s.Name)
		}
	}
	return settings
}

// withFacets parts a frame into panels, sometimes.
func withFacets(t *rapid.T, df dataframe.DataFrame) dataframe.DataFrame {
	n := rapid.SampledFrom([]int{1, 1, 1, 1, 2, 3, 7}).Draw(t, "panels")
	if n == 1 {
		return df
	}
	names := make([]string, n)
	for i := range names {
		names[i] = fmt.Sprintf("%d %s", i, genName().Draw(t, "panel"))
	}
	return df.Mutate(texts(df.Nrow(), func(i int) string { return names[i%n] }, "facet"))
}

// TestLayout_Proof draws at least a hundred charts of each kind and proves each
// from its SVG. Where the canvas is too small, the size that the error names
// has to work.
func TestLayout_Proof(t *testing.T) {
	for _, k := range Kinds {
		t.Run(k.Token, rapid.MakeCheck(func(t *rapid.T) {
			df, o, settings := withFacets(t, kindCases[k.Token].gen(t)), genOptions(t), genSettings(t, k)
			p, err := drawKind(k.Token, df, o, settings)
			if err != nil {
				m := smallestSize.FindStringSubmatch(err.Error())
				if m == nil {
					if isRefusal(err) {
						t.Skip("the frame drawn is one to refuse")
					}
					t.Fatalf("%v", err)
				}
				o.Width, _ = strconv.ParseFloat(m[1], 64)
				o.Height, _ = strconv.ParseFloat(m[2], 64)
				if p, err = drawKind(k.Token, df, o, settings); err != nil {
					t.Fatalf("the size that the error names does not work: %v", err)
				}
			}
			proveLayout(t, p)
		}))
	}
}

// isRefusal reports whether an error is about a row, which a generated frame
// may well have: a name with nothing to print, or two moments where a panel has
// one.
func isRefusal(err error) bool {
	return strings.Contains(err.Error(), "row ") || strings.Contains(err.Error(), "nothing to draw")
}

// TestLayout_PlantedCollision shows that the proof finds what it is to find.
func TestLayout_PlantedCollision(t *testing.T) {
	p := mustDraw(t, "bar", tradeFrame(), Options{Title: "Trade"})
	proveLayout(t, p)
	for name, plant := range map[string]func(*plan){
		"overlaps": func(p *plan) { p.text("on the title", 40, 50, 20, false, Web.Text) },
		"leaves":   func(p *plan) { p.text("half outside", 1190, 300, 20, false, Web.Text) },
		"pixels":   func(p *plan) { p.text("tiny", 600, 640, 7, false, Web.Text) },
		"a rect":   func(p *plan) { p.rects(Web.Text, rect{1190, 10, 20, 20}) },
		"a circle": func(p *plan) { p.disc(1198, 300, 5, Web.Text) },
		"a path":   func(p *plan) { p.line(Web.Text, 3, []point{{5, 5}, {100, 1}}) },
		"turned":   func(p *plan) { p.upright("turned over the title", 60, 100, 20, false, Web.Text) },
	} {
		planted := *p
		planted.plan.marks = append([]mark(nil), p.plan.marks...)
		planted.plan.begin("", "")
		plant(&planted.plan)
		f, err := parseSVG(planted.SVG())
		if err != nil {
			t.Fatal(err)
		}
		if found := f.collisions(); len(found) == 0 || !strings.Contains(found[0], name) {
			t.Errorf("planted %q: found %q", name, found)
		}
	}
}

func TestLayout_TooSmall(t *testing.T) {
	_, err := drawKind("bar", tradeFrame(), Options{Width: 50, Height: 20}, nil)
	if err == nil || !strings.Contains(err.Error(), "50 × 20 pixels are too few for 3 rows with their labels; the smallest size is 240 × ") {
		t.Errorf("error %v does not name the smallest size", err)
	}
	for _, o := range []Options{{Width: -1}, {Height: math.NaN()}, {Width: math.Inf(1)}, {Width: 1e9}} {
		if _, err := drawKind("bar", tradeFrame(), o, nil); err == nil {
			t.Errorf("%+v: no error", o)
		}
	}
	if errors.Unwrap(err) == nil {
		t.Error("the kind is not wrapped around the cause")
	}
}

// The contrast of every colour that carries words, by the formula of WCAG 2.2
// (relative luminance and contrast ratio), which is 21 for black on white and
// 4.54 for #767676 on white (W3C, Understanding SC 1.4.3).
func TestTheme_Contrast(t *testing.T) {
	for _, c := range []struct {
		a, b Color
		want float64
	}{{0, 0xffffff, 21}, {0x767676, 0xffffff, 4.54}, {0xffffff, 0xffffff, 1}} {
		if got := contrast(c.a, c.b); got != c.want {
			t.Errorf("contrast of %s and %s is %g, want %g", c.a, c.b, got, c.want)
		}
	}
	for _, theme := range []*Theme{Web, Print, Dark} {
		words := []Color{theme.Text, theme.Muted, theme.Negative.Words, theme.Positive.Words}
		for _, p := range theme.Series {
			words = append(words, p.Words)
		}
		for _, c := range words {
			if ratio := contrast(c, theme.Paper); ratio < 4.5 {
				t.Errorf("%s: %s has a contrast of %.2f on paper, want 4.5", theme.Name, c, ratio)
			}
		}
	}
}
