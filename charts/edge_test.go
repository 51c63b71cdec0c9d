package charts

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/go-gota/gota/dataframe"
	"github.com/go-gota/gota/series"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

// Every error says which row and column, the value, and what would be right.
func TestDraw_Errors(t *testing.T) {
	values := func(x ...float64) dataframe.DataFrame {
		names := make([]string, len(x))
		for i := range names {
			names[i] = fmt.Sprintf("row%c", 'A'+i)
		}
		return dataframe.New(series.New(names, series.String, "label"), series.New(x, series.Float, "value"))
	}
	for _, c := range []struct {
		name, kind string
		df         dataframe.DataFrame
		want       []string
	}{
		{"unknown kind", "bars", tradeFrame(), []string{`unknown kind of chart "bars" (did you mean "bar"?); write one of bar, `}},
		{"empty frame", "bar", table("label|value"), []string{"bar chart: the frame of the chart has no rows; a bar chart needs at least one"}},
		{"broken frame", "bar", dataframe.DataFrame{Err: errors.New("boom")}, []string{"not valid: boom"}},
		{"missing column", "bar", table("label|Valeu", "a|1"), []string{`value: the frame of a bar chart has no column "value" (did you mean "valeu"?); it has label, Valeu`}},
		{"two missing columns", "line", table("x|y", "1|2"), []string{`no column "date"`, `no column "value"`, "it has x, y"}},
		{"empty label", "bar", table("label|value", "a|1", "|2"), []string{"row 2: label: is empty; every row needs a name"}},
		{"infinite", "bar", values(1, math.Inf(1)), []string{"row 2 (rowB): value: is infinite"}},
		{"huge", "bar", values(1, 1e300), []string{"row 2 (rowB): value: 1e+300 cannot be drawn"}},
		{"low above high", "bar", table("label|value|low|high", "a|1|0|2", "b||5|4"), []string{"row 2 (b): low: low is 5, above high, which is 4"}},
		{"outside bounds", "bar", table("label|value|low|high", "a|9|0|2"), []string{"row 1 (a): value: 9 lies outside its bounds, 0 to 2"}},
		{"bad bound", "bar", table("label|value|bound", "a|9|over"), []string{`row 1 (a): bound: unknown bound "over"; write one of exact, about`}},
		{"text for a number", "bar", dataframe.New(series.New([]string{"a"}, series.String, "label"), series.New([]string{"1,5"}, series.String, "value")),
			[]string{`row 1 (a): value: cannot read "1,5" as a number`}},
		{"bad flag", "bar", dataframe.New(series.New([]string{"a"}, series.String, "label"), series.New([]float64{1}, series.Float, "value"), series.New([]string{"maybe"}, series.String, "low_open")),
			[]string{`row 1 (a): low_open: cannot read "maybe" as a flag; write true or false`}},
		{"mixed units", "bar", table("label|value|unit", "a|1|USD", "b|2|EUR", "c|3|USD", "d|4|"),
			[]string{"unit: a bar chart has one unit, but there is USD in rows 1 (a), 3 (c); EUR in rows 2 (b); no unit in rows 4 (d)"}},
		{"a date as a bar", "bar", table("label|value|unit", "a|1|date"), []string{"row 1 (a): unit: a bar chart cannot draw the unit date"}},
		{"share over 100", "share", table("label|value|unit", "a|120|percent"), []string{"row 1 (a): value: 120 is not a share of a whole, which lies between 0 and 100 percent"}},
		{"share in dollars", "share", table("label|value|unit", "a|12|USD"), []string{"row 1 (a): unit: a share chart draws percent, not USD"}},
		{"negative multiple", "times", table("label|value", "a|-2"), []string{"row 1 (a): value: -2 is below 0"}},
		{"multiple in dollars", "times", table("label|value|unit", "a|2|USD"), []string{"divide by the base first"}},
		{"no date", "line", table("label|value", "Russia|2"), []string{`row 1 (Russia): label: cannot read "Russia" as a date; write a year, month or day`}},
		{"date twice", "line", table("label|value", "2014|2", "2015|3", "2014|4"), []string{"row 3 (2014): label: 2014 is already the date of row 1"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, err := drawKind(c.kind, c.df, Options{}, nil)
			if err == nil || p != nil {
				t.Fatalf("no error, but %v", p)
			}
			for _, w := range c.want {
				if !strings.Contains(err.Error(), w) {
					t.Errorf("error:\n%v\nlacks:\n%s", err, w)
				}
			}
		})
	}
}

func TestDraw_AllProblemsAtOnce(t *testing.T) {
	rows := make([]string, 50)
	for i := range rows {
		rows[i] = fmt.Sprintf("r%d|5|6|4", i+1)
	}
	_, err := drawKind("bar", table("label|value|low|high", rows...), Options{}, nil)
	if err == nil || strings.Count(err.Error(), "above high") != 20 || !strings.Contains(err.Error(), "and 30 more problems") {
		t.Errorf("want 20 problems and the number of the others, got\n%v", err)
	}
	var field *data.FieldError
	if !errors.As(err, &field) || field.Field != "low" {
		t.Errorf("the error has no field to branch on: %v", err)
	}
}

func TestDraw_Edges(t *testing.T) {
	three := make([]string, 300)
	for i := range three {
		three[i] = fmt.Sprintf("Country number %d|%d", i, i*i)
	}
	long := strings.Repeat("name ", 2000)
	for _, c := range []struct {
		name, kind string
		df         dataframe.DataFrame
		want       []string // in the description
	}{
		{"one row", "bar", table("label|value|unit", "Russia|3500000000|USD"), []string{"Russia: $3.5bn."}},
		{"one row", "line", table("label|value", "2014|3"), []string{"2014: 3."}},
		{"one row", "times", table("label|value", "China|50"), []string{"China: 50×."}},
		{"all equal", "bar", table("label|value", "a|2", "b|2", "c|2"), []string{"a: 2; b: 2; c: 2."}},
		{"all equal", "line", table("label|value", "2014|2", "2015|2"), nil},
		{"all zero", "bar", table("label|value", "a|0", "b|0"), []string{"a: 0; b: 0."}},
		{"all zero", "times", table("label|value", "a|0", "b|0"), []string{"a: 0×; b: 0×."}},
		{"all zero", "share", table("label|value", "a|0"), []string{"a: 0%."}},
		{"all zero", "line", table("label|value", "2014|0", "2015|0"), nil},
		{"negative", "bar", table("label|value|unit", "a|-5|USD", "b|3|USD"), []string{"b: $3; a: −$5."}},
		{"negative", "line", table("label|value", "2014|-5", "2015|-7"), nil},
		{"no numbers at all", "bar", table("label|value|bound", "a||vague", "b||"), []string{"a: no number stated; b: no number stated."}},
		{"no numbers at all", "times", table("label|value|bound", "a||vague"), nil},
		{"no numbers at all", "share", table("label|value|bound", "a||vague"), nil},
		{"no numbers at all", "line", table("label|value|bound", "2014||vague"), nil},
		{"a direction", "bar", table("label|value|low|high|bound", "a|||0|direction", "b||0||direction"), []string{"a: down, no number stated; b: up, no number stated."}},
		{"low in place of value", "share", table("label|low|unit", "Russia|80|percent"), []string{"Russia: "}},
		{"300 rows", "bar", table("label|value", three...), []string{"Country number 299: 89,401;"}},
		{"300 rows", "times", table("label|value", three...), nil},
		{"10,000 characters", "bar", table("label|value", long+"|1", "b|2"), nil},
		{"10,000 characters", "share", table("label|value", strings.Repeat("x", 10000)+"|1"), nil},
		{"hostile", "bar", table("label|value|source|id", `<script>alert("1")</script>|1|"><script>|x" onload="y`, "\u202e=cmd|2|]]>|&"), nil},
		{"controls", "bar", table("label|value", "a\x00\x01\x1b\ufffe\uffffb\nc|1", "\xff\xfe|2"), []string{"ab c: 1"}},
		{"extreme", "bar", table("label|value", "a|1"+strings.Repeat("0", 60), "b|0.000000000001"), []string{"a: 1×10^60", "b: 1×10^−12"}},
		// The rounding of these is derived in TestRounded of data/locale.
		{"a wide interval", "times", table("label|value|low|high|bound", "a|7|4.33|15|exact", "b|2.5|1.8|3.67|exact"),
			[]string{"a: 7× (4× to 15×, from rounding); b: 2.5× (1.8× to 3.7×, from rounding)."}},
		{"computed ends", "bar", table("label|value|low|high|bound|unit", "a|1.16086956522|1.14068441065|1.18117106773|exact|percent"),
			[]string{"a: 1.16% (1.14% to 1.19%, from rounding)."}},
		{"from 0", "bar", table("label|low|high|value|unit", "a|0|8000000000||USD"), []string{"a: $0 to $8bn."}},
		{"from 0", "share", table("label|low|high|high_open|unit", "a|0|20|true|percent"), []string{"a: below 20%."}},
		{"without a low end", "times", table("label|low|high|value", "a||3|"), []string{"a: at most 3×."}},
		{"without a high end", "share", table("label|low|unit", "a|80|percent"), []string{"a: at least 80%."}},
		{"free unit, computed", "bar", table("label|value|low|high|bound|unit", "a|12.3456789|12.1|12.6|exact|kg"), []string{"a: 12.3\u00a0kg (12.1\u00a0kg to 12.6\u00a0kg, from rounding)."}}, // width .5, u .1
		{"free unit", "bar", table("label|value|unit", "a|12|kg"), []string{"a: 12\u00a0kg."}},
		{"percent sign", "share", table("label|value|unit", "a|12|%"), []string{"a: 12%."}},
		{"months", "line", table("label|value", "2014-11|1", "2014-12|2", "2015-01|3", "2015-03|4"), []string{"2014-11: 1;"}},
		{"days", "line", table("label|value", "2024-06-19|1", "2024-06-20|2"), nil},
	} {
		t.Run(c.kind+" "+c.name, func(t *testing.T) {
			for _, o := range []Options{{}, {Width: 390}, {Language: locale.French, Title: long, Subtitle: long, Source: long, Note: long}} {
				p := mustDraw(t, c.kind, c.df, o)
				f := proveLayout(t, p)
				if f.title != p.Title || f.desc != p.Description || p.Title == "" {
					t.Errorf("title %q and description %q are not those of the SVG", p.Title, p.Description)
				}
				if len(f.ids) != 2 || len(f.labelled) != 2 || f.labelled[0] != f.ids[0] || f.labelled[1] != f.ids[1] {
					t.Errorf("ids %q, labelled by %q", f.ids, f.labelled)
				}
				if o == (Options{}) {
					for _, w := range c.want {
						if !strings.Contains(p.Description, w) {
							t.Errorf("description lacks %q:\n%.500s", w, p.Description)
						}
					}
				}
			}
		})
	}
}

func TestDraw_HostileTextStaysText(t *testing.T) {
	hostile := `</title></g></svg><script>alert("x")</script><!-- & ]]>`
	df := table("label|value|source|id", hostile+"|1|"+hostile+"|"+hostile)
	svg := string(mustDraw(t, "bar", df, Options{Title: hostile, Subtitle: hostile, Source: hostile, Note: hostile}).SVG())
	for _, bad := range []string{"<script", "<!--", "]]>"} {
		if strings.Contains(svg, bad) {
			t.Errorf("the SVG holds %s", bad)
		}
	}
	if _, err := drawKind("bar", df, Options{ID: `x" onload="y`}, nil); err == nil {
		t.Error("an id with a quote is taken")
	}
}

func TestSVG_IDs(t *testing.T) {
	a := mustDraw(t, "bar", tradeFrame(), Options{Title: "A"})
	b := mustDraw(t, "bar", tradeFrame(), Options{Title: "B"})
	c := mustDraw(t, "bar", tradeFrame(), Options{Title: "A", ID: "first"})
	seen := map[string]bool{}
	for _, p := range []*Picture{a, b, c} {
		f := proveLayout(t, p)
		for _, id := range f.ids {
			if seen[id] {
				t.Errorf("id %s stands in two pictures", id)
			}
			seen[id] = true
		}
	}
	if !seen["first-title"] || !seen["first-desc"] {
		t.Errorf("the given id is not used: %v", seen)
	}
	if string(a.SVG()) != string(mustDraw(t, "bar", tradeFrame(), Options{Title: "A"}).SVG()) {
		t.Error("equal pictures have different bytes")
	}
}

func TestPNG_Scale(t *testing.T) {
	p := mustDraw(t, "bar", tradeFrame(), Options{})
	for _, scale := range []float64{0, -1, math.NaN(), math.Inf(1), 1000} {
		if _, err := p.PNG(scale); err == nil {
			t.Errorf("scale %g: no error", scale)
		}
	}
}
