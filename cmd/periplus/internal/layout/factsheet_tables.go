package layout

import (
	"strings"
	"unicode/utf8"

	"github.com/periplus-data/periplus/analysis/factsheet"
	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

var headings = map[factsheet.SectionID]locale.Key{
	factsheet.Totals: locale.TotalsHeading, factsheet.Exporters: locale.ExportersHeading, factsheet.Recipients: locale.RecipientsHeading,
	factsheet.Importers: locale.ImportersHeading, factsheet.Suppliers: locale.SuppliersHeading, factsheet.Regions: locale.RegionsHeading,
	factsheet.Categories: locale.CategoriesHeading, factsheet.Series: locale.SeriesHeading, factsheet.Means: locale.SeriesHeading, factsheet.Pending: locale.PendingHeading,
}

// SheetHeading is the heading of a section of the sheet of the world, "" where
// there is no such section.
func SheetHeading(section string, l locale.Language) string {
	key, ok := headings[factsheet.SectionID(section)]
	if !ok {
		return ""
	}
	return l.Text(key)
}

// firstColumn is what the rows of a section are.
var firstColumn = map[factsheet.SectionID]locale.Key{
	factsheet.Exporters: locale.ExporterColumn, factsheet.Importers: locale.ImporterColumn, factsheet.Recipients: locale.RecipientColumn,
	factsheet.Suppliers: locale.SupplierColumn, factsheet.Regions: locale.RegionColumn, factsheet.Categories: locale.CategoryColumn,
}

// column is one column of a ranked table.
type column struct {
	head string
	text bool // to the left
	max  int  // greatest width, 0 for any
	cell func(factsheet.Row) string
}

// table is a section of ranked rows. Where main partners stand beside them, the
// volume of the previous window makes room.
func (w sheetWriter) table(s factsheet.Section) Grid {
	main, withMain := w.mainPartners(s.ID)
	columns := w.columns(s, !withMain)
	if withMain {
		key := locale.MainRecipientsColumn
		if s.ID == factsheet.Importers {
			key = locale.MainSuppliersColumn
		}
		columns = append(columns, column{head: w.l.Text(key), text: true, max: 46,
			cell: func(r factsheet.Row) string { return w.l.Join(locale.ListComma, main[r.Place]) }})
	}
	var g Grid
	for i, c := range columns {
		g.Header = append(g.Header, c.head)
		g.Max = append(g.Max, c.max)
		if !c.text {
			g.Right = append(g.Right, i)
		}
	}
	for _, r := range s.Rows {
		cells := make([]string, len(columns))
		for i, c := range columns {
			cells[i] = c.cell(r)
		}
		g.Rows = append(g.Rows, cells)
	}
	return g
}

// columns are those of every ranked table.
func (w sheetWriter) columns(s factsheet.Section, previousVolume bool) []column {
	latest, previous := years(w.Latest), years(w.Previous)
	head := func(key locale.Key, window string, cell func(factsheet.Row) string) column {
		text := w.l.Text(key, window)
		first, _, _ := strings.Cut(text, ", ")
		return column{head: text, max: max(utf8.RuneCountInString(first)+1, utf8.RuneCountInString(window)), cell: cell}
	}
	columns := []column{
		{head: w.l.Text(locale.RankColumn), cell: w.rank},
		{head: w.l.Text(firstColumn[s.ID]), text: true, cell: func(r factsheet.Row) string { return w.rowName(s.ID, r) }},
		head(locale.VolumeColumn, latest, func(r factsheet.Row) string { return w.volume(r.Value) }),
	}
	if previousVolume {
		columns = append(columns, head(locale.VolumeColumn, previous, func(r factsheet.Row) string { return w.volume(r.PreviousValue) }))
	}
	columns = append(columns,
		head(locale.ShareColumn, latest, func(r factsheet.Row) string { return w.percent(r.Share) }),
		head(locale.ShareColumn, previous, func(r factsheet.Row) string { return w.percent(r.PreviousShare) }),
		column{head: w.l.Text(locale.ChangeColumn), cell: func(r factsheet.Row) string { return w.change(r.Change) }})
	if hasEstimates(s.Rows) {
		columns = append(columns, column{head: w.l.Text(locale.EstimatedColumn), cell: func(r factsheet.Row) string { return w.volume(r.Estimate) }})
	}
	return columns
}

// rowName is what a row is about: the partner where all rows are of one place.
func (w sheetWriter) rowName(id factsheet.SectionID, r factsheet.Row) string {
	switch {
	case id == factsheet.Recipients || id == factsheet.Suppliers:
		if r.Partner == "" {
			return w.l.Text(locale.InsideGroupRow)
		}
		if w.isWorld() {
			return w.place(r.Place, r.Name) + " – " + w.place(r.Partner, r.PartnerName)
		}
		return w.place(r.Partner, r.PartnerName)
	case r.Place != "":
		return w.place(r.Place, r.Name)
	case id == factsheet.Regions || id == factsheet.Categories:
		return w.l.Text(locale.Key(r.Name)) // the keys are the English names
	}
	return r.Name
}

// mainPartners are the largest partners of each place with their shares, where
// the section ranks the world's places.
func (w sheetWriter) mainPartners(id factsheet.SectionID) (map[string][]string, bool) {
	for partners, ranking := range rankingOf {
		rows := w.Section(partners)
		if ranking != id || !w.isWorld() || rows == nil {
			continue
		}
		out := map[string][]string{}
		for _, r := range rows {
			out[r.Place] = append(out[r.Place], w.place(r.Partner, r.PartnerName)+"\u00a0"+w.percent(r.Share))
		}
		return out, true
	}
	return nil, false
}

// totals is the whole volume, and the states that took part.
func (w sheetWriter) totals(rows []factsheet.Row) Grid {
	g := Grid{Header: []string{"", years(w.Latest), years(w.Previous), w.l.Text(locale.ChangeColumn)}, Right: []int{1, 2, 3}}
	estimates := hasEstimates(rows)
	if estimates {
		g.Header, g.Right = append(g.Header, w.l.Text(locale.EstimatedColumn)), append(g.Right, 4)
	}
	for _, r := range rows {
		name := w.l.Text(locale.Key(r.Name))
		if r.Unit == data.TIVMillion {
			name = w.l.Text(locale.VolumeRow)
		}
		cells := []string{name, w.volume(r.Value), w.volume(r.PreviousValue), w.change(r.Change)}
		if estimates {
			cells = append(cells, w.volume(r.Estimate))
		}
		g.Rows = append(g.Rows, cells)
	}
	return g
}

// series is the last years with the mean of the window that ends in each.
func (w sheetWriter) series(rows []factsheet.Row) Grid {
	g := Grid{Header: []string{w.l.Text(locale.YearColumn), w.l.Text(locale.VolumeAloneColumn), w.l.Text(locale.MeanColumn, w.Options.Window)}, Right: []int{1, 2}}
	estimates := hasEstimates(rows)
	if estimates {
		g.Header, g.Right = append(g.Header, w.l.Text(locale.EstimatedColumn)), append(g.Right, 3)
	}
	means := map[int]data.Number{}
	for _, r := range w.Section(factsheet.Means) {
		means[r.Period.End.Year] = r.Value
	}
	for _, r := range rows[max(0, len(rows)-shownYears):] {
		cells := []string{r.Period.String(), w.volume(r.Value), w.volume(means[r.Period.End.Year])}
		if estimates {
			cells = append(cells, w.volume(r.Estimate))
		}
		g.Rows = append(g.Rows, cells)
	}
	return g
}

// pending is what was ordered and not yet delivered.
func (w sheetWriter) pending(rows []factsheet.Row) Grid {
	g := Grid{Header: []string{w.l.Text(locale.SupplierColumn), w.l.Text(locale.RecipientColumn), w.l.Text(locale.OrderYearColumn), w.l.Text(locale.VolumeAloneColumn), w.l.Text(locale.WhatColumn)},
		Right: []int{3}, Max: []int{0, 0, 0, 0, 50}}
	for _, r := range rows {
		g.Rows = append(g.Rows, []string{w.place(r.Place, r.Name), w.place(r.Partner, r.PartnerName), r.Period.String(), w.volume(r.Value), strings.TrimSpace(r.Note)})
	}
	return g
}
