package report

import (
	"slices"
	"strings"

	"github.com/periplus-data/periplus/analysis"
	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

// Answer writes the result of a comparison in words: the value with its bounds,
// as "50 (49–51)", or the verdict of agree.
func Answer(l locale.Language, c analysis.Comparison) string {
	switch c.Verdict {
	case analysis.Same:
		return l.Text(locale.VerdictSame)
	case analysis.Compatible:
		return l.Text(locale.VerdictCompatible)
	case analysis.Differ:
		return l.Text(locale.VerdictDiffer)
	case analysis.DifferScope:
		return l.Text(locale.VerdictDifferScope)
	}
	return l.Rounded(c.Value, c.Interval, c.Unit)
}

// Basis says where bounds come from: "from rounding", "from the words of the
// source", both, or "".
func Basis(l locale.Language, fromRounding, fromWords bool) string {
	switch {
	case fromRounding && fromWords:
		return l.Text(locale.FromBoth)
	case fromRounding:
		return l.Text(locale.FromRounding)
	case fromWords:
		return l.Text(locale.FromWords)
	}
	return ""
}

// Formula writes the formula of a comparison; that of agree is a question and
// that of rank has words. The formulas of the others are signs and ids, the
// same in every language.
func Formula(l locale.Language, c analysis.Comparison) string {
	ids := append([]string{c.Of}, c.To...)
	switch c.Operation {
	case analysis.Agree:
		return l.Text(locale.AgreeFormula, l.List(ids))
	case analysis.Rank:
		return l.Text(locale.RankFormula, l.Join(locale.ListComma, ids))
	case analysis.Ratio:
		return strings.Join(ids, " ÷ ") // Remarks says what it means
	}
	return c.Formula
}

// Remarks says in a language what the note of a comparison says in English: what
// a reader has to know, and why a verdict is what it is. figures are those that
// were compared, with notes in that language where there are translations.
// Where the bounds come from is said by Basis.
func Remarks(l locale.Language, c analysis.Comparison, figures []data.Figure) []string {
	switch c.Operation {
	case analysis.Share:
		return []string{l.Text(locale.ShareNote)}
	case analysis.Rate:
		return []string{l.Text(locale.RateNote)}
	case analysis.Ratio:
		if len(figures) == 2 && analysis.IsChange(figures[0], figures[1]) {
			return []string{change(l, figures)}
		}
	case analysis.Agree:
		return agreeRemarks(l, c, figures)
	}
	return nil
}

func agreeRemarks(l locale.Language, c analysis.Comparison, figures []data.Figure) []string {
	var pair []data.Figure
	for _, f := range figures {
		if f.ID == c.Of || len(c.To) == 1 && f.ID == c.To[0] {
			pair = append(pair, f)
		}
	}
	out := []string{l.Text(locale.BothNote)}
	if len(pair) == 2 && pair[0].Measure != pair[1].Measure {
		out[0] = l.Text(locale.OrderNote)
	}
	if c.Verdict == analysis.Differ || c.Verdict == analysis.DifferScope {
		out[0] = l.Text(locale.ClashNote)
	}
	if c.Verdict == analysis.DifferScope {
		for _, f := range pair {
			out = append(out, f.ID+": "+strings.Trim(f.Scope+". "+f.Note, ". "))
		}
	}
	if len(pair) == 2 && pair[0].Period.IsSet() != pair[1].Period.IsSet() {
		undated := pair[0]
		if undated.Period.IsSet() {
			undated = pair[1]
		}
		out = append(out, l.Text(locale.OneUndated, undated.ID))
	}
	return out
}

// Citations names the sources of figures, each once and in their order, for the
// source note of a picture. It is "" for no figures.
func Citations(l locale.Language, fs data.Figures, figures []data.Figure) string {
	var seen, out []string
	for _, f := range figures {
		s, err := fs.Source(f.Source)
		if err != nil || slices.Contains(seen, s.ID) {
			continue
		}
		seen = append(seen, s.ID)
		out = append(out, Citation(l, s))
	}
	return l.Join(locale.ListSemicolon, out)
}

// Citation is author, title, publisher and date of a source, as far as it has
// them, and its id where it has no title.
func Citation(l locale.Language, s data.Source) string {
	var parts []string
	for _, part := range []string{s.Author, s.Title, s.Publisher, l.Date(s.Published)} {
		if part = strings.TrimRight(part, ". "); part != "" {
			parts = append(parts, part)
		}
	}
	if s.Title == "" {
		parts = append(parts, s.ID)
	}
	return strings.Join(parts, ", ")
}

// Subtitle says what figures of one measure have in common: the measure, the
// reporter, the partner and the period, as far as these are the same for all.
// Figures of several measures have none, and it is "".
func Subtitle(l locale.Language, figures []data.Figure) string {
	same := func(get func(data.Figure) string) string {
		for _, f := range figures {
			if get(f) != get(figures[0]) {
				return ""
			}
		}
		return get(figures[0])
	}
	if len(figures) == 0 || same(func(f data.Figure) string { return f.Measure }) == "" {
		return ""
	}
	parts := []string{upperFirst(l.Measure(figures[0].Measure))}
	for _, get := range []func(data.Figure) string{
		func(f data.Figure) string { return l.Country(f.Reporter) },
		func(f data.Figure) string { return l.Country(f.Partner) },
		func(f data.Figure) string { return l.Period(f.Period) },
	} {
		if part := same(get); part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ", ")
}
