package charts

import (
	"fmt"
	"strings"
	"testing"

	"github.com/go-gota/gota/dataframe"
	"pgregory.net/rapid"

	"github.com/periplus-data/periplus/charts/borders"
	"github.com/periplus-data/periplus/data/locale"
)

var _ = cases("choropleth", kindCase{
	goldens: []golden{
		{name: "choropleth_en", df: importersFrame(), o: Options{
			Title: "India imported more arms than any other country", Subtitle: "Share of the world’s imports of major arms, 2018–22",
			Source: "SIPRI Fact Sheet, March 2023"}},
		{name: "choropleth_fr", df: regionFrame(), o: Options{Language: locale.French, Width: 420,
			Title: "Une région en croissance inégale", Subtitle: "Variation des échanges, 2021–2022", Note: "Chiffres inventés pour cette image."}},
	},
	gen: genPlaces,
	shape: func(values []float64) dataframe.DataFrame {
		return shaped(values, map[string]func(int) string{"place": somePlace})
	},
})

// somePlace is the code of the i-th area of the map, the large ones first.
func somePlace(i int) string {
	m, err := borders.Load("")
	if err != nil {
		panic(err)
	}
	large := []string{"USA", "CHN", "BRA", "IND", "VNM", "FRA", "QAT", "EGY"}
	if i < len(large) {
		return large[i]
	}
	for _, a := range m.Areas {
		if a.Code != "" && !contains(large, a.Code) {
			if i--; i < len(large) {
				return a.Code
			}
		}
	}
	return fmt.Sprint("no place ", i)
}

func contains(list []string, text string) bool {
	for _, s := range list {
		if s == text {
			return true
		}
	}
	return false
}

// genPlaces draws rows of places, each once.
func genPlaces(t *rapid.T) dataframe.DataFrame {
	codes := []string{"VNM", "Russia", "840", "CN", "Liechtenstein", "TUV", "SGP", "Western Sahara", "European Union", "SUN", "REU", "ATA", "FJI", "Kosovo", "LUX", "MDV", "CHL", "CAN", "Korea, North", "KNA"}
	n := rapid.IntRange(1, len(codes)).Draw(t, "rows")
	codes = rapid.Permutation(codes).Draw(t, "places")
	return dataframe.New(append(genRows(t, n, anyUnit, asIs, maxAmount), texts(n, func(i int) string { return codes[i] }, "place"))...)
}

// importersFrame has the eight largest importers of major arms in 2018–22: SIPRI
// Fact Sheet, Trends in International Arms Transfers 2022, March 2023, table 2.
func importersFrame() dataframe.DataFrame {
	return table("place|value|unit|id",
		"IND|11|percent|f1", "SAU|9.6|percent|f2", "QAT|6.4|percent|f3", "AUS|4.7|percent|f4", "CHN|4.6|percent|f5", "EGY|4.5|percent|f6", "KOR|3.7|percent|f7", "PAK|3.7|percent|f8")
}

// regionFrame has made-up changes in Southeast Asia, with an interval over two
// classes, an estimate and a place without a number.
func regionFrame() dataframe.DataFrame {
	return table("place|value|low|high|bound|unit|estimated|id",
		"Viet Nam|12.4||||percent||f1", "Thailand|3.1||||percent||f2", "Malaysia|-4.2||||percent||f3", "Indonesia|7.6||||percent||f4",
		"Philippines|-1.3||||percent||f5", "Singapore|9||||percent||f6", "Cambodia|5|2|14|about|percent||f7", "Laos|6.5||||percent|true|f8", "Myanmar||||vague|||f9", "Brunei|-8.5||||percent||f10")
}

// By hand: quantiles of the sizes 1, 2, 3, 4, 10 and 20 in three classes, two of
// each, break at the 3rd and the 5th; the roundest numbers above the amounts
// before them are 3, above 2, and 10, above 4. They are mirrored around zero, without
// −10 where no amount is under it.
func TestMapClasses(t *testing.T) {
	c := &chart{t: look{Theme: Web}}
	for _, test := range []struct {
		amounts []float64
		n       int
		steps   Steps
		want    string
		below   int
	}{
		{[]float64{-4, -2, 1, 3, 10, 20}, 5, Quantiles, "-3 0 3 10", 2},
		{[]float64{-4, -2, -1, -3, -10, -20}, 5, Quantiles, "-10 -3", 3},
		{[]float64{-4, -2, 0}, 5, Quantiles, "0", 1},
		// Zero is in the lowest class, and no break of its own.
		{[]float64{0, 0, 0, 1, 2}, 5, Quantiles, "2", 0},
		{[]float64{0, 3, 41, 97}, 5, EqualSteps, "20 40 60 80", 0},
		{[]float64{0, 3, 41, 97}, 4, EqualSteps, "50", 0},
		{[]float64{71, 74, 83}, 4, EqualSteps, "75 80", 0},
		{[]float64{7, 7}, 5, EqualSteps, "", 0},
		{nil, 5, Quantiles, "", 0},
	} {
		k := c.mapClasses(test.amounts, test.n, test.steps)
		var got []string
		for _, b := range k.breaks {
			got = append(got, b.String())
		}
		if s := strings.Join(got, " "); s != test.want || k.negative != test.below {
			t.Errorf("breaks of %v are %q, %d below zero; want %q, %d", test.amounts, s, k.negative, test.want, test.below)
		}
		if len(k.colors) != len(k.breaks)+1 {
			t.Errorf("%d colours for %d breaks", len(k.colors), len(k.breaks))
		}
	}
	// More classes than colours: the ends stay, and all differ.
	k := c.mapClasses([]float64{1, 2, 3, 4, 5, 6, 7, 8, 9}, 9, Quantiles)
	s := Web.Sequential
	if k.colors[0] != s[0] || k.colors[len(k.colors)-1] != s[len(s)-1] {
		t.Errorf("colours %v do not run from %v to %v", k.colors, s[0], s[len(s)-1])
	}
	for i, color := range k.colors[1:] {
		if color == k.colors[i] {
			t.Errorf("two classes have the colour %v", color)
		}
	}
}

// Amounts up to 8 in three classes at most break at 5: steps of 2 would make
// four. "2 to 7" is the first class under lines of the second; 3 to under 5 lies
// in the first.
func TestChoropleth_Classes(t *testing.T) {
	df := table("place|value|low|high|high_open|bound|id", "FRA|0||||exact|zero", "DEU|2||||exact|two", "ITA|3||||exact|three", "POL|8||||exact|eight",
		"ESP||2|7||range|open", "SWE||3|5|true|range|within", "NOR|||||vague|none")
	p := mustSet(t, "choropleth", df, Options{}, map[string]string{"method": "equal", "classes": "3"})
	text := allText(proveLayout(t, p))
	for _, want := range []string{"less than 5", "at least 5", "No data", "Hatched: from the low bound to the high bound"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in %q", want, text)
		}
	}
	s := Web.Sequential
	low, high := s[0], s[len(s)-1]
	for id, want := range map[string]Color{"zero": low, "two": low, "three": low, "eight": high, "open": low, "within": low, "none": Web.Empty} {
		if got := markOf(t, p, id).shapes[0].color; got != want {
			t.Errorf("%s is filled with %v, want %v", id, got, want)
		}
	}
	if m := markOf(t, p, "open"); m.shapes[1].color != high || m.shapes[1].stroke == 0 {
		t.Errorf("the open country has no lines in the colour of the class of its high end: %+v", m.shapes[1].color)
	}
	if !strings.Contains(markOf(t, p, "open").title, "2 to 7") {
		t.Errorf("hover text %q", markOf(t, p, "open").title)
	}
}

// Singapore, on a map of Southeast Asia 420 pixels wide, is a disc of its class;
// an estimate has a dashed edge.
func TestChoropleth_SmallAndEstimated(t *testing.T) {
	p := mustDraw(t, "choropleth", regionFrame(), Options{Width: 420})
	circles := 0
	for _, s := range markOf(t, p, "f6").shapes {
		circles += len(s.circles)
	}
	if circles < 2 {
		t.Errorf("Singapore has %d circles", circles)
	}
	dashed := 0
	for _, s := range markOf(t, p, "f8").shapes {
		if s.stroke > 0 {
			dashed += len(s.outlines)
		}
	}
	if dashed < 10 {
		t.Errorf("the edge of Laos has %d dashes", dashed)
	}
	if !strings.Contains(markOf(t, p, "f8").title, "estimated") {
		t.Errorf("hover text %q", markOf(t, p, "f8").title)
	}
}

// Negative classes in print, where all is grey, have lines of their own.
func TestChoropleth_PrintSigns(t *testing.T) {
	p := mustDraw(t, "choropleth", regionFrame(), Options{Theme: Print})
	for id, want := range map[string]bool{"f3": true, "f2": false} {
		if got := len(markOf(t, p, id).shapes) > 1 && markOf(t, p, id).shapes[1].stroke > 0; got != want {
			t.Errorf("%s has lines: %v", id, got)
		}
	}
}
