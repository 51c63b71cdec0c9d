package layout

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/periplus-data/periplus/analysis/factsheet"
	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

// How many rows of a section people are shown; machine formats have all. The
// first two are SIPRI's.
var shownRows = map[factsheet.SectionID]int{factsheet.Exporters: 25, factsheet.Importers: 40, factsheet.Recipients: 30, factsheet.Suppliers: 30, factsheet.Pending: 25}

// shownYears is how many years of an annual series people are shown.
const shownYears = 25

// sheetPart is one titled table of a sheet, with lines below it.
type sheetPart struct {
	id    factsheet.SectionID // "" where it is none
	title string
	grid  Grid
	lines []string
}

// sheetWriter words a sheet in one language.
type sheetWriter struct {
	*factsheet.Sheet
	l locale.Language
}

// FactSheet returns a sheet as text.
func FactSheet(s *factsheet.Sheet, l locale.Language) string {
	w := sheetWriter{s, l}
	var b strings.Builder
	b.WriteString(Wrap("", Inert(w.title())) + "\n")
	for _, p := range w.parts() {
		b.WriteString("\n" + Inert(p.title) + "\n")
		if len(p.grid.Header) > 0 {
			b.WriteString(Text(p.grid))
		}
		for _, line := range p.lines {
			b.WriteString(Wrap("- ", Inert(line)) + "\n")
		}
	}
	b.WriteString("\n" + Wrap("", SourceNote(s, l)) + "\n")
	return b.String()
}

// SheetPicture is the picture of a section of a sheet: its file, and its
// alternative text.
type SheetPicture struct{ File, Text string }

// FactSheetMarkdown returns a sheet as a Markdown document, with its warnings,
// and with the pictures of its sections.
func FactSheetMarkdown(s *factsheet.Sheet, l locale.Language, pictures map[factsheet.SectionID]SheetPicture) string {
	w := sheetWriter{s, l}
	var b strings.Builder
	b.WriteString("# " + escapeMarkdown(w.title()) + "\n")
	parts := w.parts()
	cautions := &parts[len(parts)-1] // a document is read without the terminal that showed the warnings
	cautions.lines = append(w.warnings(), cautions.lines...)
	for _, p := range parts {
		b.WriteString("\n## " + escapeMarkdown(p.title) + "\n\n")
		if picture, ok := pictures[p.id]; ok {
			b.WriteString("![" + escapeMarkdown(picture.Text) + "](" + picture.File + ")\n\n")
		}
		if len(p.grid.Header) > 0 {
			b.WriteString(Markdown(p.grid))
		}
		if len(p.grid.Header) > 0 && len(p.lines) > 0 {
			b.WriteString("\n")
		}
		for _, line := range p.lines {
			b.WriteString("- " + escapeMarkdown(line) + "\n")
		}
	}
	b.WriteString("\n" + escapeMarkdown(SourceNote(s, l)) + "\n")
	return b.String()
}

// warnings are those of the sheet, which name files without their folder.
func (w sheetWriter) warnings() []string {
	var lines []string
	for _, err := range w.Warnings {
		text := err.Error()
		for _, r := range w.Releases {
			if r.File != "" {
				text = strings.ReplaceAll(text, r.File, filepath.Base(r.File))
			}
		}
		lines = append(lines, text)
	}
	return lines
}

// SourceNote credits SIPRI with the days on which the files were made, and says
// whose calculations these are.
func SourceNote(s *factsheet.Sheet, l locale.Language) string {
	days := s.Generated()
	if len(days) == 0 {
		return l.Text(locale.SheetSourceUndated)
	}
	return l.Text(locale.SheetSource, l.List(days))
}

func years(p data.Period) string {
	if p.Start == p.End {
		return p.Start.String()
	}
	return fmt.Sprintf("%d–%d", p.Start.Year, p.End.Year)
}

func (w sheetWriter) title() string {
	latest, previous := years(w.Latest), years(w.Previous)
	switch o := w.Options; {
	case o.Recipient != "":
		return w.l.Text(locale.SheetTitleTo, w.place(o.Recipient, factsheet.Name(o.Recipient)), latest, previous)
	case o.Supplier != "":
		return w.l.Text(locale.SheetTitleFrom, w.place(o.Supplier, factsheet.Name(o.Supplier)), latest, previous)
	case o.Group != nil:
		return w.l.Text(locale.SheetTitleGroup, o.Group.Name, latest, previous)
	}
	return w.l.Text(locale.SheetTitle, latest, previous)
}

// isWorld reports whether the sheet is about no place in particular.
func (w sheetWriter) isWorld() bool {
	return w.Options.Recipient == "" && w.Options.Supplier == "" && w.Options.Group == nil
}

// place is the name of a place in the language; English keeps that of the
// machine formats.
func (w sheetWriter) place(code, name string) string {
	if w.l == locale.English || code == "" {
		return name
	}
	if text := w.l.Country(code); text != code {
		return text
	}
	return name
}

// percent writes a percentage as SIPRI rounds it; what would round to 0.0 and
// is more is <0.05, and nothing at all a dash.
func (w sheetWriter) percent(n data.Number) string {
	rounded, decimals := factsheet.Round(n)
	switch {
	case !n.IsSet():
		return ""
	case n.Sign() == 0:
		return "–"
	case rounded.Sign() == 0:
		return w.l.Text(locale.UnderTenth)
	}
	return w.l.Number(rounded, decimals)
}

// change writes a change with its sign.
func (w sheetWriter) change(n data.Number) string {
	rounded, decimals := factsheet.Round(n)
	text := w.l.Number(rounded, decimals)
	if rounded.Sign() > 0 {
		return "+" + text
	}
	return text
}

// volume writes million TIV without decimals, as SIPRI does: 0 is under half a
// million, a dash nothing.
func (w sheetWriter) volume(n data.Number) string {
	if n.IsSet() && n.Sign() == 0 {
		return "–"
	}
	return w.l.Number(n, 0)
}

func (w sheetWriter) rank(r factsheet.Row) string {
	if r.Rank == 0 {
		return ""
	}
	return fmt.Sprint(r.Rank)
}

// parts are the sections of the sheet, then what is left out and what to know.
func (w sheetWriter) parts() []sheetPart {
	var parts []sheetPart
	for _, s := range w.Sections {
		if p, ok := w.part(s); ok {
			p.id = s.ID
			parts = append(parts, p)
		}
	}
	if len(w.LeftOut) > 0 {
		p := sheetPart{title: w.l.Text(locale.LeftOutHeading)}
		for _, out := range w.LeftOut {
			if out.Section != factsheet.Means { // it shares its table with the years
				p.lines = append(p.lines, w.l.Text(locale.LabelAndAmount, w.heading(out.Section), w.l.Text(locale.Key(out.Reason))))
			}
		}
		parts = append(parts, p)
	}
	p := sheetPart{title: w.l.Text(locale.CautionsHeading)}
	for _, c := range w.Cautions {
		p.lines = append(p.lines, w.l.Text(locale.Key(c)))
	}
	p.lines = append(p.lines, w.l.Text(locale.RoundingNote))
	return append(parts, p)
}

func (w sheetWriter) heading(id factsheet.SectionID) string {
	switch {
	case id == factsheet.Exporters && w.Options.Supplier != "":
		return w.l.Text(locale.ExporterHeading)
	case id == factsheet.Importers && w.Options.Recipient != "":
		return w.l.Text(locale.ImporterHeading)
	case id == factsheet.Exporters && w.Options.Group != nil:
		return w.l.Text(locale.GroupExportsHeading)
	case id == factsheet.Importers && w.Options.Group != nil:
		return w.l.Text(locale.GroupImportsHeading)
	case id == factsheet.Categories && w.Options.Group != nil:
		return w.l.Text(locale.GroupCategoriesHeading)
	case id == factsheet.Series && w.Options.Group != nil:
		return w.l.Text(locale.GroupSeriesHeading)
	}
	return w.l.Text(headings[id])
}

// part is one section as a table. The partners of the world's places stand in
// the tables of exporters and importers, the means beside the years.
func (w sheetWriter) part(s factsheet.Section) (sheetPart, bool) {
	p := sheetPart{title: w.heading(s.ID)}
	switch s.ID {
	case factsheet.Totals:
		p.grid = w.totals(s.Rows)
	case factsheet.Series:
		p.grid = w.series(s.Rows)
	case factsheet.Means:
		return p, false
	case factsheet.Pending:
		p.grid = w.pending(s.Rows)
	case factsheet.Recipients, factsheet.Suppliers:
		if w.isWorld() && w.Section(rankingOf[s.ID]) != nil {
			return p, false
		}
		p.grid = w.table(s)
	default:
		p.grid = w.table(s)
	}
	if most := shownRows[s.ID]; most > 0 && len(p.grid.Rows) > most {
		p.lines = []string{w.l.Text(locale.MoreRows, len(p.grid.Rows)-most)}
		p.grid.Rows = p.grid.Rows[:most]
	}
	return p, true
}

// rankingOf names the section in whose table main partners stand.
var rankingOf = map[factsheet.SectionID]factsheet.SectionID{factsheet.Recipients: factsheet.Exporters, factsheet.Suppliers: factsheet.Importers}

// hasEstimates reports whether any row has a part that is an estimate.
func hasEstimates(rows []factsheet.Row) bool {
	for _, r := range rows {
		if r.Estimate.Sign() != 0 {
			return true
		}
	}
	return false
}
