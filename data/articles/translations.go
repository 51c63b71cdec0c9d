package articles

import (
	"errors"
	"fmt"

	"github.com/periplus-data/periplus/data"
)

// translationColumns describes translations.csv, which a package may have.
func translationColumns() []data.Column {
	return []data.Column{
		{Name: "id", Meaning: "Id of a figure or of a source."},
		{Name: "language", Meaning: "BCP 47 tag of the language of this row."},
		{Name: "scope", Meaning: "Scope of the figure in that language."},
		{Name: "note", Meaning: "Note of the figure or source in that language."},
	}
}

// translations reads the rows of translations.csv. The known figures and sources
// are complete where every row of their tables could be read; otherwise an id
// that is not among them is no problem of the translation.
func (l *loader) translations(t table, known data.Figures, complete bool) []data.Translation {
	var out []data.Translation
	ids := map[string]bool{}
	for _, s := range known.Sources {
		ids[s.ID] = true
	}
	for _, f := range known.Figures {
		ids[f.ID] = true
	}
	seen := map[[2]string]int{}
	for _, r := range t.rows {
		if l.stopped() {
			return out
		}
		tr := data.Translation{ID: r.text("id"), Language: parse(r, "language", parseLanguage), Scope: r.text("scope"), Note: r.text("note")}
		if r.text("language") == "" {
			r.wrong("language", errors.New("a translation needs a language; write a BCP 47 tag, as fr"))
		}
		if complete && !ids[tr.ID] {
			r.wrong("id", fmt.Errorf("%q is neither a figure nor a source of the package", clip(tr.ID)))
		}
		if line, twice := seen[[2]string{tr.ID, tr.Language}]; twice {
			r.wrong("id", fmt.Errorf("%q is translated into %q in line %d already", clip(tr.ID), tr.Language, line))
		}
		seen[[2]string{tr.ID, tr.Language}] = r.line
		out = append(out, tr)
	}
	return out
}
