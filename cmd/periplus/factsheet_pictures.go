package main

import (
	"bytes"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/periplus-data/periplus/analysis/factsheet"
	"github.com/periplus-data/periplus/charts"
	"github.com/periplus-data/periplus/cmd/periplus/internal/layout"
	"github.com/periplus-data/periplus/cmd/periplus/internal/output"
	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/tidy"
)

// sheetKinds are the kinds that fit the sections of a fact sheet: two windows
// of each place side by side, and years with the mean of the last five, as
// SIPRI draws them. The other sections are tables alone.
var sheetKinds = map[factsheet.SectionID]string{
	factsheet.Exporters: "dumbbell", factsheet.Recipients: "dumbbell", factsheet.Importers: "dumbbell", factsheet.Suppliers: "dumbbell",
	factsheet.Regions: "dumbbell", factsheet.Categories: "dumbbell", factsheet.Series: "window-columns",
}

// sheetRows is how many places a picture of a sheet shows: the largest, as
// SIPRI's own sheet names them.
const sheetRows = 12

// ofOneWhole reports whether the shares of a section have one whole: the
// partners of several places have several.
func ofOneWhole(section factsheet.Section) bool {
	if section.ID != factsheet.Recipients && section.ID != factsheet.Suppliers {
		return true
	}
	return !slices.ContainsFunc(section.Rows, func(r factsheet.Row) bool { return r.Place != section.Rows[0].Place })
}

// sheetPictures draws the sections of a sheet that have a fitting kind, from
// the same rows that their tables show. What the kind refuses is said, and the
// section has no picture.
func (a *app) sheetPictures(o factsheetOptions, s *factsheet.Sheet) (map[factsheet.SectionID]layout.SheetPicture, []output.File, error) {
	pictures := map[factsheet.SectionID]layout.SheetPicture{}
	var files []output.File
	for _, section := range s.Sections {
		token, ok := sheetKinds[section.ID]
		if !ok || len(section.Rows) == 0 || !ofOneWhole(section) {
			continue
		}
		picture, err := drawSection(o, s, section, token)
		if err != nil {
			a.say("no picture of %s: %v", section.ID, err)
			continue
		}
		name := string(section.ID) + ".svg"
		files = append(files, output.File{Path: filepath.Join(o.out, name), Data: picture.SVG()})
		pictures[section.ID] = layout.SheetPicture{File: name, Text: picture.Description}
	}
	return pictures, files, nil
}

// drawSection draws one section as `periplus chart` would from its CSV.
func drawSection(o factsheetOptions, s *factsheet.Sheet, section factsheet.Section, token string) (*charts.Picture, error) {
	l := o.language()
	var b bytes.Buffer
	if err := sourced(section.Table(), layout.SourceNote(s, l)).WriteCSV(&b, false); err != nil {
		return nil, err
	}
	t, err := tidy.ReadTable(&b, string(section.ID), tidy.Options{Decimal: '.'})
	if err != nil {
		return nil, err
	}
	k, err := charts.Lookup(token)
	if err != nil {
		return nil, err
	}
	drawn, err := tableToChart(t, k, nil, l)
	if err != nil {
		return nil, err
	}
	largest(&drawn.table)
	settings := map[string]string{}
	if token == "window-columns" {
		settings["window"] = fmt.Sprint(max(o.window, 1))
	}
	of, err := charts.New(token, charts.Options{Language: l, Title: drawn.subtitle}, settings)
	if err != nil {
		return nil, err
	}
	return charts.Draw(drawn.table.Frame(), of)
}

// largest keeps the rows of the first places of a table that ranks them, and
// all rows of one without labels.
func largest(t *data.Table) {
	label := slices.IndexFunc(t.Columns, func(c data.Column) bool { return c.Name == "label" })
	if label < 0 {
		return
	}
	var kept []string
	var rows [][]string
	for _, row := range t.Rows {
		if !slices.Contains(kept, row[label]) {
			if len(kept) == sheetRows {
				continue
			}
			kept = append(kept, row[label])
		}
		rows = append(rows, row)
	}
	t.Rows = rows
}
