package report

import (
	"context"
	"fmt"
	"strings"

	"github.com/periplus-data/periplus/analysis"
	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

// checkRows holds the figures of a check block against its data, and makes a
// number of each answer.
func (e *evaluation) checkRows(pc *piece) error {
	if e.s.isData[pc.from] || e.s.records[pc.from].Record != nil {
		return fmt.Errorf("from: %s holds no figures; a check holds the figures of a package against data", pc.from)
	}
	figures, err := e.s.figures.Select(ids(pc.table))
	if err != nil {
		return err
	}
	records, cited, err := e.s.lookup(pc.data)
	if err != nil {
		return fmt.Errorf("data: %w", err)
	}
	r, err := analysis.Check(context.Background(), figures, records, analysis.CheckOptions{Event: pc.event, Windows: pc.spans})
	if err != nil {
		return err
	}
	pc.found, pc.table = r.Findings, r.Table()
	for _, f := range r.Findings {
		n := e.shown(f, f.Observed, f.Possible)
		n.text = upperFirst(CheckAnswer(e.l, f))
		n.short = n.text
		n.key = strings.Join([]string{"check", f.Figure.ID, strings.Join(f.Sources, "+"), string(f.Whose)}, " ")
		n.about = e.describe(f.Figure)
		n.formula, n.record, n.verdict = formulaOf(f.Figure.Measure), f.SelectionText(), f.Verdict
		n.figures, n.sources = []data.Figure{f.Figure}, citedBy(f, cited, records)
		n.notes = append(e.grounds(f), CheckRemarks(e.l, f)...)
		pc.rows = append(pc.rows, pieceRow{f.Figure.ID, e.once(n)})
	}
	return nil
}

// citedBy returns the sources whose releases a finding was looked for in.
func citedBy(f analysis.Finding, cited []data.Source, records []data.Record) []data.Source {
	var out []data.Source
	for i, r := range records {
		for _, used := range f.Releases {
			if d := r.Describe(); used.ID == d.ID && used.SHA256 == d.SHA256 {
				out = append(out, cited[i])
				break
			}
		}
	}
	return out
}

// answersTable is what readers see of a check: what is stated, the answer of
// the record, what to know of it, and where it comes from.
func (e *evaluation) answersTable(pc *piece) data.Table {
	t := data.Table{}
	for _, key := range []locale.Key{locale.StatedColumn, locale.AnswerColumn, locale.NoteColumn, locale.SourceColumn} {
		t.Columns = append(t.Columns, data.Column{Name: e.l.Text(key)})
	}
	for i, f := range pc.found {
		stated := []string{e.l.Text(locale.LabelAndAmount, upperFirst(e.describe(f.Figure)), e.l.Amount(f.Figure.Amount))}
		if period := e.l.Period(f.Figure.Period); period != "" {
			stated = append(stated, period)
		}
		remarks := CheckRemarks(e.l, f)
		if windows := CheckWindows(e.l, f); windows != "" {
			remarks = append(remarks, windows)
		}
		if whose := CheckWhose(e.l, f); whose != "" {
			remarks = append(remarks, whose)
		}
		for j, r := range remarks {
			remarks[j] = upperFirst(r) + "."
		}
		t.Rows = append(t.Rows, []string{e.l.Join(locale.ListComma, stated), pc.rows[i].n.short, strings.Join(remarks, " "), CheckSources(e.l, f)})
	}
	return t
}

// grounds says whose numbers are behind a finding, and which rows.
func (e *evaluation) grounds(f analysis.Finding) []string {
	return nonEmpty(CheckWhose(e.l, f), CheckSources(e.l, f), f.SelectionText())
}

// whyNot says why records do not show a subject.
func (e *evaluation) whyNot(found []analysis.Finding) string {
	var out []string
	for _, f := range found {
		for _, text := range []string{checkReason(e.l, f), checkMissing(e.l, f), checkWanted(e.l, f.Wanted)} {
			if text != "" && !strings.Contains(strings.Join(out, "; "), text) {
				out = append(out, text)
			}
		}
	}
	return strings.Join(out, "; ")
}
