package layout

import (
	"strings"

	"github.com/periplus-data/periplus/analysis/factsheet"
	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

var headings = map[factsheet.SectionID]locale.Key{
	factsheet.Totals: locale.TotalsHeading, factsheet.Exporters: locale.ExportersHeading, factsheet.Recipients: locale.RecipientsHeading,
	factsheet.Importers: locale.ImportersHeading, factsheet.Suppliers: locale.SuppliersHeading, factsheet.Regions: locale.RegionsHeading,
	factsheet.Categories: locale.CategoriesHeading, factsheet.Series: locale.SeriesHeading, factsheet.Means: locale.SeriesHeading, factsheet.Pending: locale.PendingHeading,
}

// firstColumn is what the rows of a section are.
var firstColumn = map[factsheet.SectionID]locale.Key{
	factsheet.Exporters: locale.ExporterColumn, factsheet.Importers: locale.ImporterColumn, factsheet.Recipients: locale.RecipientColumn,
	factsheet.Suppliers: locale.SupplierColumn, factsheet.Regions: locale.RegionColumn, factsheet.Categories: locale.CategoryColumn,
}

// table is a section of ranked rows.
func (w sheetWriter) table(s factsheet.Section) Grid {
	latest, previous := years(w.Latest), years(w.Previous)
	g := Grid{Header: []string{w.l.Text(locale.RankColumn), w.l.Text(firstColumn[s.ID]), w.l.Text(locale.VolumeColumn, latest), w.l.Text(locale.VolumeColumn, previous),
		w.l.Text(locale.ShareColumn, latest), w.l.Text(locale.ShareColumn, previous), w.l.Text(locale.ChangeColumn)}, Right: []int{0, 2, 3, 4, 5, 6}, Max: []int{0, 0, 16, 16, 10, 10, 0}}
	estimates := hasEstimates(s.Rows)
	if estimates {
		g.Header = append(g.Header, w.l.Text(locale.EstimatedColumn))
		g.Right, g.Max = append(g.Right, 7), append(g.Max, 0)
	}
	main, ok := w.mainPartners(s.ID)
	if ok {
		key := locale.MainRecipientsColumn
		if s.ID == factsheet.Importers {
			key = locale.MainSuppliersColumn
		}
		g.Header, g.Max = append(g.Header, w.l.Text(key)), append(g.Max, 44)
	}
	for _, r := range s.Rows {
		cells := []string{w.rank(r), w.rowName(s.ID, r), w.volume(r.Value), w.volume(r.PreviousValue), w.percent(r.Share), w.percent(r.PreviousShare), w.change(r.Change)}
		if estimates {
			cells = append(cells, w.volume(r.Estimate))
		}
		if ok {
			cells = append(cells, w.l.Join(locale.ListComma, main[r.Place]))
		}
		g.Rows = append(g.Rows, cells)
	}
	return g
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
