package charts

import (
	"fmt"
	"math"
	"os"
	"strings"
	"testing"

	"github.com/go-gota/gota/dataframe"
	"github.com/go-gota/gota/series"
	"pgregory.net/rapid"

	"github.com/periplus-data/periplus/data"
)

// kindCase is what the tests of all kinds need of each one. It stands in the
// test file of the kind.
type kindCase struct {
	// goldens are the pictures that a change is held against, and that a person
	// looks at when one changes. The first is drawn in every theme's test.
	goldens []golden
	// gen draws a frame that the kind accepts, with long names, bounds and
	// extreme amounts.
	gen func(t *rapid.T) dataframe.DataFrame
	// shape is a frame of the kind's usual form with these values, NaN for a
	// missing one, in the order that a user would have them.
	shape func(values []float64) dataframe.DataFrame
}

// golden is one picture.
type golden struct {
	name, kind string
	df         dataframe.DataFrame
	o          Options
	settings   map[string]string
}

// kindCases holds those of every kind, by token.
var kindCases = map[string]kindCase{}

// cases registers those of a kind; it returns true so that a test file can call
// it in a declaration.
func cases(token string, c kindCase) bool {
	kindCases[token] = c
	return true
}

// TestKinds_HaveCases fails where a kind has no golden picture, no generator,
// or no words on when to use it.
func TestKinds_HaveCases(t *testing.T) {
	for _, k := range Kinds {
		c := kindCases[k.Token]
		if len(c.goldens) == 0 || c.gen == nil || c.shape == nil {
			t.Errorf("%s: a golden picture, a generator or a shape is missing", k.Token)
		}
		for _, text := range []string{k.Name, k.When, k.WhenNot, k.Family, string(k.words), k.X, k.Y} {
			if text == "" {
				t.Errorf("%s: a name, when, when not, family, words, x or y is empty", k.Token)
			}
		}
	}
}

// TestDoc_ListsKinds fails where the manual of the package lists other kinds, or
// in another order, than Kinds.
func TestDoc_ListsKinds(t *testing.T) {
	manual, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	var want string
	family := ""
	for _, k := range Kinds {
		if k.Family == family {
			want += ", " + k.Token
			continue
		}
		family = k.Family
		want += " - " + family + ": " + k.Token
	}
	if got := strings.Join(strings.Fields(strings.ReplaceAll(string(manual), "\n//", "\n")), " "); !strings.Contains(got, want+" With") {
		t.Errorf("the manual lacks the list%s", want)
	}
}

// goldenCharts lists the pictures of all kinds in the order of Kinds.
func goldenCharts() (out []golden) {
	for _, k := range Kinds {
		for _, g := range kindCases[k.Token].goldens {
			g.kind = k.Token
			out = append(out, g)
		}
	}
	return out
}

func (g golden) draw(t testing.TB) *Picture {
	t.Helper()
	return mustSet(t, g.kind, g.df, g.o, g.settings)
}

// shaped builds a frame with a row for each value; cells are texts by the place
// of the row.
func shaped(values []float64, cells map[string]func(i int) string) dataframe.DataFrame {
	cols := []series.Series{series.New(values, series.Float, "value")}
	for _, name := range []string{"label", "series", "date", "from", "to", "place", "unit", "id", "facet"} {
		if cell, ok := cells[name]; ok {
			texts := make([]string, len(values))
			for i := range texts {
				texts[i] = cell(i)
			}
			cols = append(cols, series.New(texts, series.String, name))
		}
	}
	return dataframe.New(cols...)
}

func numbered(word string) func(int) string {
	return func(i int) string { return fmt.Sprintf("%s %d", word, i+1) }
}

// years counts them up from a first one.
func years(first int) func(int) string { return func(i int) string { return fmt.Sprint(first + i) } }

func always(text string) func(int) string { return func(int) string { return text } }

// genRows draws the columns that most kinds share for rows whose other cells
// the caller has: value, low, high, bound, estimated, unit. fit changes a value
// to what the kind accepts, cap is the greatest bound, NaN for none.
func genRows(t *rapid.T, n int, units []string, fit func(float64) float64, limit float64) []series.Series {
	values, lows, highs := make([]float64, n), make([]float64, n), make([]float64, n)
	bounds, unit, estimated := make([]string, n), make([]string, n), make([]bool, n)
	u := rapid.SampledFrom(units).Draw(t, "unit")
	for i := range n {
		v := fit(genAmount().Draw(t, "value"))
		values[i], lows[i], highs[i], unit[i] = v, math.NaN(), math.NaN(), u
		estimated[i] = rapid.IntRange(0, 7).Draw(t, "estimated") == 0
		switch rapid.IntRange(0, 5).Draw(t, "bounds") {
		case 0:
			bounds[i], lows[i] = string(data.BoundAtLeast), v
		case 1:
			bounds[i], lows[i], highs[i] = string(data.BoundAbout), v-math.Abs(v)*0.1, v+math.Abs(v)*0.1
			if highs[i] > limit {
				highs[i] = limit
			}
		case 2:
			bounds[i], highs[i] = string(data.BoundAtMost), v
		}
	}
	return []series.Series{
		series.New(values, series.Float, "value"), series.New(lows, series.Float, "low"), series.New(highs, series.Float, "high"),
		series.New(bounds, series.String, "bound"), series.New(unit, series.String, "unit"), series.New(estimated, series.Bool, "estimated"),
	}
}

// maxAmount is no limit.
const maxAmount = 1e300

var anyUnit = []string{"USD", "EUR", "count", "TIV_million", "", "thousand hectares"}

func asIs(v float64) float64 { return v }

// genNumber is a number of rows, mostly few.
func genNumber(t *rapid.T) int {
	if rapid.IntRange(0, 9).Draw(t, "many") == 0 {
		return rapid.IntRange(15, 60).Draw(t, "rows")
	}
	return rapid.IntRange(1, 14).Draw(t, "rows")
}

func texts(n int, cell func(i int) string, name string) series.Series {
	out := make([]string, n)
	for i := range out {
		out[i] = cell(i)
	}
	return series.New(out, series.String, name)
}

// TestKinds_Edges draws every kind from one row, equal rows, zeros, negative
// numbers, a missing one and 300 rows: each gives a picture that holds, or an
// error that says what is wrong with which row.
func TestKinds_Edges(t *testing.T) {
	many := make([]float64, 300)
	for i := range many {
		many[i] = float64(i%37 + 1)
	}
	for _, k := range Kinds {
		for name, values := range map[string][]float64{
			"one row": {3}, "all equal": {2, 2, 2, 2}, "all zero": {0, 0, 0, 0}, "negative": {-5, 3, -1, 2}, "missing": {math.NaN(), 3, 2, math.NaN()},
			"no number": {math.NaN(), math.NaN()}, "300 rows": many, "far apart": {1e-9, 1e15, 1, 40},
		} {
			t.Run(k.Token+" "+name, func(t *testing.T) {
				for _, o := range []Options{{}, {Width: 390}} {
					p, err := drawKind(k.Token, kindCases[k.Token].shape(values), o, nil)
					if err != nil {
						if text := err.Error(); !strings.HasPrefix(text, k.Token+" chart: ") || len(text) < len(k.Token)+20 {
							t.Errorf("error %q says too little", text)
						}
						t.Logf("%v", err)
						continue
					}
					proveLayout(t, p)
				}
			})
		}
		t.Run(k.Token+" empty", func(t *testing.T) {
			df := kindCases[k.Token].shape(nil)
			if _, err := drawKind(k.Token, df, Options{}, nil); err == nil || !strings.Contains(err.Error(), "has no rows") {
				t.Errorf("error %v does not say that there are no rows", err)
			}
		})
	}
}
