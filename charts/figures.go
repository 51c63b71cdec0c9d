package charts

import (
	"github.com/go-gota/gota/dataframe"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

// FromFigures returns the frame that charts draw, one row for each figure, in
// their order: label, value, low, high, low_open, high_open, unit, source,
// bound, id, series and date. value, low and high are NaN where the figure has
// none; source is the id of the source; date is the last day, month or year of
// the period.
//
// label is what tells the figures apart: the name of the partner where
// partners differ and all else is equal, else that of the reporter, else the
// period, else the id. Where figures differ in their period and in one of the
// parties, label is the period and series the party, so that a line chart has
// a line for each.
func FromFigures(figures []data.Figure, l locale.Language) dataframe.DataFrame {
	label, series := naming(figures, l)
	cols := []data.Column{
		{Name: "label"}, {Name: "value", Kind: data.NumberColumn}, {Name: "low", Kind: data.NumberColumn}, {Name: "high", Kind: data.NumberColumn},
		{Name: "low_open", Kind: data.FlagColumn}, {Name: "high_open", Kind: data.FlagColumn},
		{Name: "unit"}, {Name: "source"}, {Name: "bound"}, {Name: "id"}, {Name: "series"}, {Name: "date"},
	}
	t := data.Table{Columns: cols, Rows: make([][]string, len(figures))}
	flag := map[bool]string{true: "true", false: "false"}
	for i, f := range figures {
		a := f.Amount
		date := f.Period.End
		if !date.IsSet() {
			date = f.Period.Start
		}
		t.Rows[i] = []string{
			label(f), a.Value.Significant(data.ToNearest).String(), a.Low.Significant(data.Down).String(), a.High.Significant(data.Up).String(),
			flag[a.LowOpen], flag[a.HighOpen], string(a.Unit), f.Source, string(a.Bound), f.ID, series(f), date.String(),
		}
	}
	return t.Frame()
}

// naming finds what tells figures apart.
func naming(figures []data.Figure, l locale.Language) (label, series func(data.Figure) string) {
	partner := func(f data.Figure) string { return l.Country(f.Partner) }
	reporter := func(f data.Figure) string { return l.Country(f.Reporter) }
	period := func(f data.Figure) string { return l.Period(f.Period) }
	id := func(f data.Figure) string { return f.ID }
	none := func(data.Figure) string { return "" }

	partners, reporters, periods := values(figures, partner), values(figures, reporter), values(figures, period)
	n := len(figures)
	switch {
	case partners == n && reporters == 1 && periods == 1:
		return partner, none
	case reporters == n && partners == 1 && periods == 1:
		return reporter, none
	case periods == n && partners == 1 && reporters == 1:
		return period, none
	case partners > 1 && periods > 1 && reporters == 1 && pairs(figures, partner, period) == n:
		return period, partner
	case reporters > 1 && periods > 1 && partners == 1 && pairs(figures, reporter, period) == n:
		return period, reporter
	}
	return id, none
}

// values counts the different non-empty texts that figures have; one that is
// empty everywhere counts as one, and as none where only some have it.
func values(figures []data.Figure, of func(data.Figure) string) int {
	seen := map[string]bool{}
	for _, f := range figures {
		seen[of(f)] = true
	}
	if seen[""] && len(seen) > 1 {
		return 0
	}
	return len(seen)
}

func pairs(figures []data.Figure, a, b func(data.Figure) string) int {
	seen := map[[2]string]bool{}
	for _, f := range figures {
		seen[[2]string{a(f), b(f)}] = true
	}
	return len(seen)
}
