package charts

import (
	"math"
	"slices"
	"testing"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

// figure builds a figure on Viet Nam with three and a half billion dollars.
func figure(id, reporter, partner, start, end string) data.Figure {
	date := func(s string) data.Date {
		d, err := data.ParseDate(s)
		if err != nil {
			panic(err)
		}
		return d
	}
	return data.Figure{
		ID: id, Source: "article", Measure: "trade_total", Reporter: reporter, Partner: partner,
		Period: data.Period{Start: date(start), End: date(end)},
		Amount: data.MustAmount(data.Statement{Value: data.MustNumber("3500000000"), Bound: data.BoundExact, Unit: data.USD, Step: data.MustNumber("100000000"), Rounding: data.RoundingNearest}),
	}
}

func TestFromFigures_Labels(t *testing.T) {
	for _, c := range []struct {
		name           string
		figures        []data.Figure
		labels, series []string
	}{
		{"partners", []data.Figure{figure("a", "VNM", "RUS", "2022", "2022"), figure("b", "VNM", "CHN", "2022", "2022")}, []string{"Russie", "Chine"}, nil},
		{"reporters", []data.Figure{figure("a", "VNM", "RUS", "2022", "2022"), figure("b", "CHN", "RUS", "2022", "2022")}, []string{locale.French.Country("VNM"), "Chine"}, nil},
		{"periods", []data.Figure{figure("a", "VNM", "RUS", "2021", "2021"), figure("b", "VNM", "RUS", "1995", "2023")}, []string{"2021", "1995–2023"}, nil},
		{"both", []data.Figure{figure("a", "VNM", "RUS", "2021", "2021"), figure("b", "VNM", "CHN", "2022", "2022")}, []string{"2021", "2022"}, []string{"Russie", "Chine"}},
		{"nothing", []data.Figure{figure("a", "VNM", "RUS", "2021", "2021"), figure("b", "VNM", "RUS", "2021", "2021")}, []string{"a", "b"}, nil},
		{"one has no partner", []data.Figure{figure("a", "VNM", "RUS", "2021", "2021"), figure("b", "VNM", "", "2021", "2021")}, []string{"a", "b"}, nil},
		{"one alone", []data.Figure{figure("a", "VNM", "RUS", "2021", "2021")}, []string{"Russie"}, nil},
	} {
		df := FromFigures(c.figures, locale.French)
		if got := df.Col("label").Records(); !slices.Equal(got, c.labels) {
			t.Errorf("%s: labels %q, want %q", c.name, got, c.labels)
		}
		if got := df.Col("series").Records(); c.series != nil && !slices.Equal(got, c.series) {
			t.Errorf("%s: series %q, want %q", c.name, got, c.series)
		}
	}
}

func TestFromFigures_Columns(t *testing.T) {
	vague := figure("b", "VNM", "CHN", "2022", "2022")
	vague.Amount = data.MustAmount(data.Statement{Bound: data.BoundVague})
	df := FromFigures([]data.Figure{figure("a", "VNM", "RUS", "2022", "2022"), vague}, locale.English)
	// 3.5 bn rounded to the nearest 0.1 bn lies in [3.45, 3.55).
	for name, want := range map[string]float64{"value": 3.5e9, "low": 3.45e9, "high": 3.55e9} {
		if got := df.Col(name).Float(); got[0] != want || !math.IsNaN(got[1]) {
			t.Errorf("%s is %v, want %g and NaN", name, got, want)
		}
	}
	for name, want := range map[string][]string{
		"high_open": {"true", "false"}, "low_open": {"false", "false"}, "bound": {"exact", "vague"}, "unit": {"USD", ""},
		"id": {"a", "b"}, "source": {"article", "article"}, "date": {"2022", "2022"},
	} {
		if got := df.Col(name).Records(); !slices.Equal(got, want) {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	p := mustDraw(t, "bar", df, Options{})
	if want := "Bar chart. Russia: $3.5bn ($3.45bn to $3.55bn, from rounding); China: no number stated. Source: article; bounds from rounding."; p.Description != want {
		t.Errorf("description:\n%s\nwant\n%s", p.Description, want)
	}
	if FromFigures(nil, locale.English).Nrow() != 0 {
		t.Error("no figures give rows")
	}
}
