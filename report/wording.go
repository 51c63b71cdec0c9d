package report

import (
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

// Formula writes the formula of a comparison; that of agree is a question. The
// formulas of the others are signs and ids, the same in every language.
func Formula(l locale.Language, c analysis.Comparison) string {
	if c.Operation != analysis.Agree {
		return c.Formula
	}
	return l.Text(locale.AgreeFormula, l.List(append([]string{c.Of}, c.To...)))
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
			return []string{l.Text(locale.ChangeNote)}
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
	return out
}
