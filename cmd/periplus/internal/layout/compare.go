package layout

import (
	"strings"

	"github.com/periplus-data/periplus/analysis"
	"github.com/periplus-data/periplus/data/locale"
)

// Comparisons returns the result of an operation as text: for each comparison
// its value with the bounds and where they come from, or its verdict, then
// formula and note, aligned. A rank is one table.
func Comparisons(r analysis.Result, l locale.Language) string {
	if len(r.Comparisons) > 1 && r.Comparisons[0].Operation == analysis.Rank {
		return ranks(r, l)
	}
	blocks := make([]string, len(r.Comparisons))
	for i, c := range r.Comparisons {
		blocks[i] = block(c, l)
	}
	return strings.Join(blocks, "\n")
}

// block is one comparison: labels on the left, texts wrapped beside them.
func block(c analysis.Comparison, l locale.Language) string {
	result := answer(c, l)
	if from := origin(c, l); from != "" {
		result += ", " + from
	}
	note := "note"
	if c.Operation == analysis.Agree {
		note = "reason"
	}
	lines := [][2]string{{string(c.Operation), result}, {"formula", c.Formula}, {note, c.Note}}
	width := 0
	for _, line := range lines {
		width = max(width, len(line[0]))
	}
	var b strings.Builder
	for _, line := range lines {
		if line[1] == "" {
			continue
		}
		label := line[0] + strings.Repeat(" ", width-len(line[0])+2)
		b.WriteString(Wrap(label, Inert(line[1])) + "\n")
	}
	return b.String()
}

// answer is the result itself: an amount with its bounds, or a verdict.
func answer(c analysis.Comparison, l locale.Language) string {
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

// origin says where the bounds of an amount come from, where it has any.
func origin(c analysis.Comparison, l locale.Language) string {
	exact := c.Low.IsSet() && c.Low.Equal(c.High)
	switch {
	case c.Verdict != "" || exact:
		return ""
	case c.FromRounding && c.FromWords:
		return l.Text(locale.FromBoth)
	case c.FromRounding:
		return l.Text(locale.FromRounding)
	case c.FromWords:
		return l.Text(locale.FromWords)
	}
	return ""
}

// ranks is the table of a rank, with the notes that its rows share below it.
func ranks(r analysis.Result, l locale.Language) string {
	g := Grid{Header: []string{string(analysis.Rank), l.Text(locale.FigureColumn)}}
	var notes []string
	seen := map[string]bool{}
	for _, c := range r.Comparisons {
		g.Rows = append(g.Rows, []string{answer(c, l), c.Of})
		if c.Note != "" && !seen[c.Note] {
			seen[c.Note] = true
			notes = append(notes, Wrap("note  ", Inert(c.Note))+"\n")
		}
	}
	text := Text(g)
	if len(notes) > 0 {
		text += "\n" + strings.Join(notes, "")
	}
	return text
}

// ComparisonGrid returns the comparisons as one row each, for Markdown.
func ComparisonGrid(r analysis.Result, l locale.Language) Grid {
	g := Grid{Header: []string{"operation", "of", "to", l.Text(locale.ValueColumn), l.Text(locale.FormulaColumn), l.Text(locale.NoteColumn)}}
	for _, c := range r.Comparisons {
		value := answer(c, l)
		if from := origin(c, l); from != "" {
			value += ", " + from
		}
		g.Rows = append(g.Rows, []string{string(c.Operation), c.Of, strings.Join(c.To, " "), value, c.Formula, c.Note})
	}
	return g
}
