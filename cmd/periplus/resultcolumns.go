package main

import (
	"github.com/periplus-data/periplus/analysis"
	"github.com/periplus-data/periplus/charts"
	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
	"github.com/periplus-data/periplus/report"
)

// withColumns returns a result with columns behind its own: what a chart, or a
// person, needs to read it apart from the figures that it came from.
func withColumns(t data.Table, columns []data.Column, cells func(row int) []string) data.Table {
	out := data.Table{Columns: append(t.Columns[:len(t.Columns):len(t.Columns)], columns...)}
	for i, row := range t.Rows {
		out.Rows = append(out.Rows, append(row[:len(row):len(row)], cells(i)...))
	}
	return out
}

// figureNames are what tells figures apart, by their ids, as charts write it.
func figureNames(figures []data.Figure, l locale.Language) map[string]string {
	frame := charts.FromFigures(figures, l)
	out := map[string]string{}
	for i, f := range figures {
		out[f.ID] = frame.Col("label").Elem(i).String()
		if series := frame.Col("series").Elem(i).String(); series != "" && series != "NaN" {
			out[f.ID] = series + ", " + out[f.ID]
		}
	}
	return out
}

// namedComparisons adds the names of the figures compared, and their sources.
func namedComparisons(r analysis.Result, fs data.Figures, figures []data.Figure, l locale.Language) data.Table {
	names := figureNames(figures, l)
	source := report.Citations(l, fs, figures)
	columns := []data.Column{
		{Name: "of_name", Meaning: "Name of the first figure: what tells it from the others."},
		{Name: "to_name", Meaning: "Names of the other figures."},
		{Name: "source", Meaning: "Who states the figures."},
	}
	return withColumns(r.Table(), columns, func(i int) []string {
		c := r.Comparisons[i]
		others := make([]string, len(c.To))
		for j, id := range c.To {
			others[j] = names[id]
		}
		return []string{names[c.Of], l.Join(locale.ListComma, others), source}
	})
}

// namedFindings adds the name of each figure, and who states it.
func namedFindings(r analysis.CheckResult, fs data.Figures, l locale.Language) data.Table {
	names := figureNames(distinct(r), l)
	columns := []data.Column{
		{Name: "name", Meaning: "Name of the figure: what tells it from the others."},
		{Name: "stated_by", Meaning: "Who states the figure."},
	}
	return withColumns(r.Table(), columns, func(i int) []string {
		f := r.Findings[i].Figure
		return []string{names[f.ID], report.Citations(l, fs, []data.Figure{f})}
	})
}

// distinct lists the figures of findings, each once.
func distinct(r analysis.CheckResult) []data.Figure {
	seen := map[string]bool{}
	var out []data.Figure
	for _, f := range r.Findings {
		if !seen[f.Figure.ID] {
			seen[f.Figure.ID] = true
			out = append(out, f.Figure)
		}
	}
	return out
}

// sourceColumn is the column of a fact sheet that says what it stands on.
var sourceColumn = []data.Column{{Name: "source", Meaning: "What the numbers stand on, and who calculated."}}

// sourced adds what a fact sheet stands on to each of its rows.
func sourced(t data.Table, source string) data.Table {
	return withColumns(t, sourceColumn, func(int) []string { return []string{source} })
}
