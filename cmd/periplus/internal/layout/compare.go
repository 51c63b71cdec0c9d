package layout

import (
	"strings"

	"github.com/periplus-data/periplus/analysis"
	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
	"github.com/periplus-data/periplus/report"
)

// Comparisons returns the result of an operation as text: for each comparison
// its value with the bounds and where they come from, or its verdict, then
// formula and note, aligned. A rank is one table.
func Comparisons(r analysis.Result, figures []data.Figure, l locale.Language) string {
	if len(r.Comparisons) > 1 && r.Comparisons[0].Operation == analysis.Rank {
		return ranks(r, figures, l)
	}
	blocks := make([]string, len(r.Comparisons))
	for i, c := range r.Comparisons {
		blocks[i] = block(c, figures, l)
	}
	return strings.Join(blocks, "\n")
}

// block is one comparison: labels on the left, texts wrapped beside them.
func block(c analysis.Comparison, figures []data.Figure, l locale.Language) string {
	result := report.Answer(l, c)
	if from := origin(c, l); from != "" {
		result += ", " + from
	}
	label := "note"
	if c.Operation == analysis.Agree {
		label = "reason"
	}
	lines := [][2]string{{string(c.Operation), result}, {"formula", formula(c, l)}, {label, note(c, figures, l)}}
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

// origin says where the bounds of an amount come from, where it has any.
func origin(c analysis.Comparison, l locale.Language) string {
	if exact := c.Low.IsSet() && c.Low.Equal(c.High); c.Verdict != "" || exact {
		return ""
	}
	return report.Basis(l, c.FromRounding, c.FromWords)
}

// note is what a reader has to know, in the language.
func note(c analysis.Comparison, figures []data.Figure, l locale.Language) string {
	if l == locale.English {
		return c.Note
	}
	return l.Join(locale.ListSemicolon, report.Remarks(l, c, figures))
}

// formula is that of the comparison; English keeps the words of the machine
// formats.
func formula(c analysis.Comparison, l locale.Language) string {
	if l == locale.English {
		return c.Formula
	}
	return report.Formula(l, c)
}

// ranks is the table of a rank, with the notes that its rows share below it.
func ranks(r analysis.Result, figures []data.Figure, l locale.Language) string {
	g := Grid{Header: []string{string(analysis.Rank), l.Text(locale.FigureColumn)}}
	var notes []string
	seen := map[string]bool{}
	for _, c := range r.Comparisons {
		g.Rows = append(g.Rows, []string{report.Answer(l, c), c.Of})
		if text := note(c, figures, l); text != "" && !seen[text] {
			seen[text] = true
			notes = append(notes, Wrap("note  ", Inert(text))+"\n")
		}
	}
	text := Text(g)
	if len(notes) > 0 {
		text += "\n" + strings.Join(notes, "")
	}
	return text
}

// ComparisonGrid returns the comparisons as one row each, for Markdown.
func ComparisonGrid(r analysis.Result, figures []data.Figure, l locale.Language) Grid {
	g := Grid{Header: []string{"operation", "of", "to", l.Text(locale.ValueColumn), l.Text(locale.FormulaColumn), l.Text(locale.NoteColumn)}}
	for _, c := range r.Comparisons {
		value := report.Answer(l, c)
		if from := origin(c, l); from != "" {
			value += ", " + from
		}
		g.Rows = append(g.Rows, []string{string(c.Operation), c.Of, strings.Join(c.To, " "), value, formula(c, l), note(c, figures, l)})
	}
	return g
}
