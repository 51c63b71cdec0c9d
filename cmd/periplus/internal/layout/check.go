package layout

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/periplus-data/periplus/analysis"
	"github.com/periplus-data/periplus/data/locale"
	"github.com/periplus-data/periplus/report"
)

// Findings returns the findings of a check as text: for each the statement,
// the answer, what a reader has to know, and the rows behind it, aligned. Of
// several findings those that no data could ever tell are one line at the end.
func Findings(r analysis.CheckResult, l locale.Language) string {
	var blocks, others []string
	for _, f := range r.Findings {
		if f.Reason == analysis.ReasonMeasure && len(r.Findings) > 1 {
			others = append(others, f.Figure.ID)
			continue
		}
		blocks = append(blocks, finding(f, l))
	}
	if len(others) > 0 {
		blocks = append(blocks, Wrap("", Inert(l.Text(locale.CheckNotAsked, l.Join(locale.ListComma, others))))+"\n")
	}
	return strings.Join(blocks, "\n")
}

// valueAndYear keeps a value and its year on one line while lines are broken.
const valueAndYear = "\u00a0("

// finding is one block: labels on the left, texts wrapped beside them.
func finding(f analysis.Finding, l locale.Language) string {
	lines := []checkLine{{locale.CheckLabel, statement(f, l)}, {locale.AnswerLabel, report.CheckAnswer(l, f)}}
	for _, remark := range report.CheckRemarks(l, f) {
		lines = append(lines, checkLine{"", remark})
	}
	lines = append(lines,
		checkLine{locale.WindowsLabel, report.CheckWindows(l, f)},
		checkLine{locale.PartnersLabel, report.CheckPartners(l, f)},
		checkLine{locale.YearsLabel, strings.ReplaceAll(report.CheckYears(l, f), " (", valueAndYear)},
		checkLine{locale.WhoseLabel, report.CheckWhose(l, f)},
		checkLine{locale.SourceLabel, report.CheckSources(l, f)},
		checkLine{locale.RowsLabel, f.SelectionText()},
	)
	width := 0
	for _, line := range lines {
		if line.label != "" {
			width = max(width, utf8.RuneCountInString(l.Text(line.label)))
		}
	}
	var b strings.Builder
	for _, line := range lines {
		if line.text == "" {
			continue
		}
		label := ""
		if line.label != "" {
			label = l.Text(line.label)
		}
		wrapped := Wrap(fmt.Sprintf("%-*s  ", width, label), Inert(line.text))
		b.WriteString(strings.ReplaceAll(wrapped, valueAndYear, " (") + "\n")
	}
	return b.String()
}

// checkLine is one part of a finding; those after the first of a label have
// none.
type checkLine struct {
	label locale.Key
	text  string
}

// statement is the figure with what it states and of when.
func statement(f analysis.Finding, l locale.Language) string {
	parts := []string{l.Amount(f.Figure.Amount)}
	if p := l.Period(f.Figure.Period); p != "" {
		parts = append(parts, p)
	}
	return l.Text(locale.LabelAndAmount, f.Figure.ID, l.Join(locale.ListComma, parts))
}

// FindingGrid returns the findings as one row each, for Markdown.
func FindingGrid(r analysis.CheckResult, l locale.Language) Grid {
	g := Grid{Header: []string{l.Text(locale.FigureColumn), l.Text(locale.StatedColumn), l.Text(locale.AnswerColumn), l.Text(locale.NoteColumn), l.Text(locale.SourceColumn)}}
	for _, f := range r.Findings {
		notes := report.CheckRemarks(l, f)
		if whose := report.CheckWhose(l, f); whose != "" {
			notes = append(notes, whose)
		}
		g.Rows = append(g.Rows, []string{f.Figure.ID, l.Amount(f.Figure.Amount) + periodIn(f, l), report.CheckAnswer(l, f),
			l.Join(locale.ListSemicolon, notes), report.CheckSources(l, f)})
	}
	return g
}

func periodIn(f analysis.Finding, l locale.Language) string {
	if p := l.Period(f.Figure.Period); p != "" {
		return " (" + p + ")"
	}
	return ""
}
