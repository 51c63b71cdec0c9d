package layout

import (
	"slices"
	"strings"

	"github.com/periplus-data/periplus/analysis"
	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
	"github.com/periplus-data/periplus/report"
)

// states orders what became of published numbers: what an editor has to act on
// comes first.
var states = []struct {
	state analysis.DiffState
	key   locale.Key
}{
	{analysis.Flips, locale.StateFlips}, {analysis.Drifts, locale.StateDrifts}, {analysis.NotShown, locale.StateNotShown},
	{analysis.Survives, locale.StateSurvives}, {analysis.NotChecked, locale.StateNotChecked},
}

// FigureChanges returns what became of published numbers as text: how many are
// in each state, then a table without those that no release tells.
func FigureChanges(r analysis.DiffResult, l locale.Language) string {
	var counts []string
	for _, s := range states {
		if s.state == analysis.NotShown && r.Count(s.state) == 0 {
			continue // both releases cover the same years, as vintages mostly do
		}
		counts = append(counts, l.Text(locale.LabelAndAmount, l.Text(s.key), l.Plain(data.Int(int64(r.Count(s.state))))))
	}
	text := l.Join(locale.ListComma, counts) + "\n"
	if g := FigureChangeGrid(r, l); len(g.Rows) > 0 {
		g.Max = []int{0, 0, 0, 0, 30, 30, 40}
		text += "\n" + Text(g)
	}
	return text
}

// FigureChangeGrid returns the published numbers that a release tells something
// about, flips first.
func FigureChangeGrid(r analysis.DiffResult, l locale.Language) Grid {
	g := Grid{Header: []string{l.Text(locale.StateColumn), l.Text(locale.ReportColumn), l.Text(locale.FigureColumn), l.Text(locale.StatedColumn),
		l.Text(locale.BeforeColumn), l.Text(locale.AfterColumn), l.Text(locale.NoteColumn)}}
	for _, s := range states {
		for _, c := range r.Changes {
			if c.State != s.state || s.state == analysis.NotChecked {
				continue
			}
			g.Rows = append(g.Rows, []string{l.Text(s.key), c.Report, c.Before.Figure.ID, l.Amount(c.Before.Figure.Amount) + periodIn(c.Before, l),
				report.CheckAnswer(l, c.Before), report.CheckAnswer(l, c.After), changeNote(c, l)})
		}
	}
	return g
}

// changeNote says whose number it is, and where the latest five years of a long
// share flip.
func changeNote(c analysis.FigureChange, l locale.Language) string {
	var notes []string
	if c.LatestFlips() {
		word := func(v analysis.Verdict) string {
			if v == "" {
				return l.Text(locale.StateNotChecked)
			}
			return report.CheckVerdict(l, v)
		}
		notes = append(notes, l.Text(locale.LatestFlips, word(c.Before.LatestVerdict()), word(c.After.LatestVerdict())))
	}
	if whose := c.After; whose.Whose != "" && whose.Whose != analysis.WhoseProvider {
		notes = append(notes, report.CheckWhose(l, whose))
	}
	return l.Join(locale.ListSemicolon, notes)
}

// RecordChanges returns the largest changes between two releases as text, one
// table for each way of summing.
func RecordChanges(r analysis.RecordDiff, l locale.Language) string {
	if r.Differ == 0 {
		return l.Text(locale.NothingDiffers) + "\n"
	}
	parts := []string{l.Text(locale.SumsDiffer, l.Period(r.Period), r.Compared, r.Differ) + "\n"}
	var kinds []string
	for _, c := range r.Changes {
		if !slices.Contains(kinds, c.By) {
			kinds = append(kinds, c.By)
		}
	}
	all := RecordChangeGrid(r, l)
	for _, kind := range kinds {
		g := Grid{Header: all.Header, Right: all.Right}
		for i, c := range r.Changes {
			if c.By == kind {
				g.Rows = append(g.Rows, all.Rows[i])
			}
		}
		parts = append(parts, Text(g))
	}
	return strings.Join(parts, "\n")
}

// RecordChangeGrid returns the largest changes between two releases as rows.
func RecordChangeGrid(r analysis.RecordDiff, l locale.Language) Grid {
	g := Grid{Header: []string{l.Text(locale.ByColumn), l.Text(locale.ReporterColumn), l.Text(locale.PartnerColumn), l.Text(locale.FlowColumn),
		l.Text(locale.PeriodColumn), l.Text(locale.BeforeColumn), l.Text(locale.AfterColumn), l.Text(locale.DifferenceColumn)}, Right: []int{5, 6, 7}}
	for _, c := range r.Changes {
		in := analysis.Finding{Unit: c.Unit}
		write := func(n data.Number) string { return l.Value(in.Shown(n), c.Unit) }
		change := write(c.Change())
		if p := c.Percent(); p.IsSet() {
			change += " (" + l.Value(p.RoundTo(data.Pow10(-1), data.ToNearest), data.Percent) + ")"
		}
		g.Rows = append(g.Rows, []string{c.By, l.Country(c.Reporter), l.Country(c.Partner), string(c.Flow), l.Period(c.Period), write(c.Before), write(c.After), change})
	}
	return g
}
