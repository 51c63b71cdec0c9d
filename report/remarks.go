package report

import (
	"github.com/periplus-data/periplus/analysis"
	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

// Cautions says in a language what the warnings of analysis.Compare say in
// English: what makes figures less than comparable without making a computation
// wrong. Agree has none; its verdict says what differs.
func Cautions(l locale.Language, figures []data.Figure) []string {
	var out []string
	first := figures[0]
	differ := func(key, none locale.Key, f data.Figure, a, b string) {
		if a != b {
			out = append(out, l.Text(key, first.ID, orText(l, a, none), f.ID, orText(l, b, none)))
		}
	}
	for _, f := range figures[1:] {
		differ(locale.ReportersDiffer, locale.NobodyNamed, f, l.Country(first.Reporter), l.Country(f.Reporter))
		differ(locale.MeasuresDiffer, locale.NotStated, f, l.Measure(first.Measure), l.Measure(f.Measure))
		differ(locale.ScopesDiffer, locale.NoScope, f, first.Scope, f.Scope)
		switch {
		case f.ID == first.ID || analysis.IsChange(first, f):
		case !first.Period.IsSet() && !f.Period.IsSet():
			out = append(out, l.Text(locale.NeitherDated, first.ID, f.ID))
		case !first.Period.Equal(f.Period):
			differ(locale.PeriodsDiffer, locale.NoPeriod, f, l.Period(first.Period), l.Period(f.Period))
		}
	}
	return out
}

func orText(l locale.Language, text string, none locale.Key) string {
	if text == "" {
		return l.Text(none)
	}
	return text
}

// change says that a ratio is a change, and between which periods.
func change(l locale.Language, figures []data.Figure) string {
	periods := make([]string, len(figures))
	for i, f := range figures {
		periods[i] = f.ID + " " + l.Period(f.Period)
	}
	return l.Text(locale.LabelAndAmount, l.Text(locale.ChangeNote), l.Join(locale.ListComma, periods))
}

// places writes the place of a ranked figure: "1st", or "1st–2nd" where the
// intervals leave it open.
func places(l locale.Language, c analysis.Comparison) string {
	best := l.Value(c.Low, data.Ordinal)
	if c.Low.Equal(c.High) {
		return best
	}
	return best + "\u2013" + l.Value(c.High, data.Ordinal)
}

// order writes figures in the order of their rank, each with its possible
// places where there are several; and apart from that the place of each.
func order(l locale.Language, r analysis.Result, label func(id string) string) (text string, notes []string) {
	var items []string
	for _, c := range r.Comparisons {
		item := label(c.Of)
		if !c.Low.Equal(c.High) {
			item += " (" + places(l, c) + ")"
		}
		items = append(items, item)
		notes = append(notes, l.Text(locale.LabelAndAmount, c.Of, places(l, c)))
	}
	return l.Join(locale.ListComma, items), notes
}
