package main

import (
	"errors"
	"fmt"

	"github.com/periplus-data/periplus/cmd/periplus/internal/layout"
	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/articles"
)

// prove holds a text against the places of its source. What does not hold is
// an error that lists every mismatch.
func (a *app) prove(o figuresOptions, fs data.Figures) error {
	text, err := a.readFile(o.sourceText)
	if err != nil {
		return err
	}
	proof, err := articles.Prove(fs, text, o.source)
	if err != nil {
		return &unheldError{err}
	}
	var problems []error
	for _, m := range proof.Mismatches {
		problems = append(problems, fmt.Errorf("%s: %s", proof.Source.ID, m))
	}
	if len(problems) > 0 {
		problems = append(problems, fmt.Errorf("%s: %d of %d checks do not hold", proof.Source.ID, len(problems), proofChecks(proof)))
		return &unheldError{errors.Join(problems...)}
	}
	t := proofTable(proof, len(ofSource(fs.Figures, proof.Source.ID)))
	grid := func() layout.Grid {
		g := layout.Grid{Rows: t.Rows}
		for _, c := range t.Columns {
			g.Header = append(g.Header, c.Name)
		}
		return g
	}
	sentence := func() string {
		r := t.Rows[0]
		return fmt.Sprintf("%s: the text proves all places of its figures: %s places, %s figures (SHA-256 %s)\n", r[0], r[2], r[1], r[3])
	}
	return a.show(o.formatOptions, t, sentence, grid)
}

// proofChecks counts what was held against the text: every place, the file's
// hash, and title and author where the source has them.
func proofChecks(p articles.Proof) int {
	n := p.Places + 1
	for _, s := range []string{p.Source.Title, p.Source.Author} {
		if s != "" {
			n++
		}
	}
	return n
}

func proofTable(p articles.Proof, figures int) data.Table {
	return data.Table{
		Columns: []data.Column{
			{Name: "source", Meaning: "Id of the source that the text is."},
			{Name: "figures", Kind: data.WholeColumn, Meaning: "Number of its figures."},
			{Name: "places", Kind: data.WholeColumn, Meaning: "Number of places that the text proves."},
			{Name: "sha256", Meaning: "SHA-256 of the text."},
		},
		Rows: [][]string{{p.Source.ID, fmt.Sprint(figures), fmt.Sprint(p.Places), p.Source.SHA256}},
	}
}
