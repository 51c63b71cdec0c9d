package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/periplus-data/periplus/charts"
	"github.com/periplus-data/periplus/cmd/periplus/internal/layout"
	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
	"github.com/periplus-data/periplus/data/tidy"
)

// sheetSections are the sections of a fact sheet that a kind draws, the most
// telling first.
func sheetSections(k charts.Kind) []string {
	switch {
	case k.Reads("from"):
		return []string{"recipients", "suppliers"}
	case isTimeline(k):
		return []string{"series"}
	case k.Reads("place"):
		return []string{"exporters", "importers", "suppliers", "recipients"}
	}
	return []string{"suppliers", "exporters", "recipients", "importers", "categories", "regions"}
}

// isTimeline reports whether a kind draws amounts over time, and not two moments.
func isTimeline(k charts.Kind) bool { return k.X == "date" && momentRole(k) == "" }

// drawSheet draws one section of a fact sheet: shares in both windows where the
// kind compares two moments, volumes by year over time, volumes between places,
// and else the shares of the latest window.
func drawSheet(r *resultRows, k charts.Kind, l locale.Language) error {
	section, others, err := r.section(k)
	if err != nil {
		return err
	}
	if len(others) > 0 {
		r.note("the section %q is drawn; choose another with --where section=%s", section, strings.Join(others, ", "))
	}
	d := sheetDrawer{r: r, k: k, l: l, section: section}
	for i := range r.table.Rows {
		if r.cell(i, "section") == section {
			if err := d.row(i); err != nil {
				return err
			}
		}
	}
	r.subtitle = d.subtitle()
	return nil
}

// subtitle says what is drawn: the section, of whom if of one place, and when.
func (d *sheetDrawer) subtitle() string {
	parts := []string{layout.SheetHeading(d.section, d.l)}
	if d.k.Token == "diverging-bar" {
		parts = append(parts, d.l.Text(locale.ChangeColumn))
	}
	for _, of := range []struct {
		column string
		is     bool // whether the chart does not say it itself
		text   func(string) string
	}{
		{"name", d.section == "suppliers" || d.section == "recipients", func(s string) string { return s }},
		{"period", d.k.X != "date" && momentRole(d.k) == "", d.period},
	} {
		same := ""
		for i, row := range d.r.from {
			text := d.r.cell(row, of.column)
			if i > 0 && text != same {
				same = ""
				break
			}
			same = text
		}
		if same != "" && of.is {
			parts = append(parts, of.text(same))
		}
	}
	return strings.Join(parts, ", ")
}

func (d *sheetDrawer) period(text string) string {
	p, err := data.ParsePeriod(text)
	if err != nil {
		return text
	}
	return d.l.Period(p)
}

// sheetShare rounds a share as the sheet prints it: to one decimal below 10, to
// whole numbers from 10.
func sheetShare(text string) string {
	n, err := data.ParseNumber(text)
	if err != nil || !n.IsSet() {
		return text
	}
	step := data.Int(1)
	if n.Abs().Cmp(data.Int(10)) < 0 {
		step = data.Frac(1, 10)
	}
	return n.RoundTo(step, data.ToNearest).String()
}

// section chooses the section, and lists the others that could be drawn.
func (r *resultRows) section(k charts.Kind) (string, []string, error) {
	var present []string
	places := map[string][]string{}
	for i := range r.table.Rows {
		s := r.cell(i, "section")
		if !slices.Contains(present, s) {
			present = append(present, s)
		}
		if p := r.cell(i, "place"); !slices.Contains(places[s], p) {
			places[s] = append(places[s], p)
		}
	}
	var fit []string
	for _, s := range sheetSections(k) {
		// The partners of several places are shares of several wholes.
		partners := s == "suppliers" || s == "recipients"
		if slices.Contains(present, s) && (!partners || len(places[s]) == 1 || k.Reads("from")) {
			fit = append(fit, s)
		}
	}
	if len(fit) == 0 && len(present) == 1 {
		fit = present // the user chose it
	}
	if len(fit) == 0 {
		return "", nil, fmt.Errorf("%s chart has no section of it to draw; there is %s", k.WithArticle(), strings.Join(present, ", "))
	}
	return fit[0], fit[1:], nil
}

// sheetDrawer turns rows of a section into rows of a chart.
type sheetDrawer struct {
	r       *resultRows
	k       charts.Kind
	l       locale.Language
	section string
}

func (d *sheetDrawer) row(i int) error {
	r := d.r
	cells := map[string]string{"unit": r.cell(i, "unit"), "value": r.cell(i, "value"), "source": r.cell(i, "source")}
	if r.cell(i, "estimate") != "" {
		cells["estimated"] = "true"
	}
	name, code := r.cell(i, "name"), r.cell(i, "place")
	hasPartner := r.cell(i, "partner_name") != ""
	switch {
	case d.k.Reads("from"):
		return d.flow(i, cells)
	case isTimeline(d.k):
		cells["date"], cells["series"] = r.cell(i, "period"), name
	case d.k.Reads("place"):
		if hasPartner {
			name, code = r.cell(i, "partner_name"), r.cell(i, "partner")
		}
		if !isOnMap(code) {
			r.note("%s has no place on a map and is left out", name)
			return nil
		}
		// Totals in areas make large countries look important.
		if share := r.cell(i, "share"); d.k.Token == "choropleth" && share != "" {
			cells["value"], cells["unit"] = sheetShare(share), string(data.Percent)
		}
		cells["place"] = code
	default:
		if hasPartner {
			name = r.cell(i, "partner_name")
		}
		cells["label"] = name
		return d.shares(i, cells)
	}
	r.add(i, cells)
	return nil
}

// flow adds what one place delivered to another, by codes on a map.
func (d *sheetDrawer) flow(i int, cells map[string]string) error {
	r := d.r
	if cells["value"] == "0" {
		return nil // no flow in this window
	}
	cells["from"], cells["to"] = r.cell(i, "name"), r.cell(i, "partner_name")
	if d.k.Token == "flow-map" {
		code, partner := r.cell(i, "place"), r.cell(i, "partner")
		if !isOnMap(code) || !isOnMap(partner) {
			r.note("%s and %s are not both on a map, and what passes between them is left out", cells["from"], cells["to"])
			return nil
		}
		cells["from"], cells["to"] = code, partner
	}
	if d.section == "suppliers" {
		cells["from"], cells["to"] = cells["to"], cells["from"]
	}
	r.add(i, cells)
	return nil
}

// isOnMap reports whether a code is that of a place: an unknown supplier, a region
// and a group have none.
func isOnMap(code string) bool { return code != "" && !strings.Contains(code, ":") }

// shares adds the share of the latest window, and that of the one before where
// the kind has a place for it.
func (d *sheetDrawer) shares(i int, cells map[string]string) error {
	r := d.r
	if d.k.Token == "diverging-bar" {
		cells["value"], cells["unit"] = sheetShare(r.cell(i, "change")), string(data.Percent)
		r.add(i, cells)
		return nil
	}
	role := momentRole(d.k)
	if r.cell(i, "share") != "" {
		cells["value"], cells["unit"] = sheetShare(r.cell(i, "share")), string(data.Percent)
	}
	if role == "" {
		r.add(i, cells)
		return nil
	}
	latest, err := data.ParsePeriod(r.cell(i, "period"))
	if err != nil {
		return fmt.Errorf("line %d: period: %w", r.lines[i], err)
	}
	years := latest.End.Year - latest.Start.Year + 1
	before := data.Period{Start: data.Date{Year: latest.Start.Year - years}, End: data.Date{Year: latest.End.Year - years}}
	previous := map[string]string{"label": cells["label"], "unit": cells["unit"], "source": cells["source"], "value": sheetShare(r.cell(i, "previous_share"))}
	if previous["value"] == "" {
		previous["value"] = r.cell(i, "previous_value")
	}
	if note := r.cell(i, "note"); strings.Contains(note, "previous_value") && strings.Contains(note, "estimate") {
		previous["estimated"] = "true"
	}
	cells[role], previous[role] = d.window(role, latest), d.window(role, before)
	if d.k.Token == "stacked-bar" { // what adds up is the partners of one window
		cells["label"], cells["series"] = cells["series"], cells["label"]
		previous["label"], previous["series"] = previous["series"], previous["label"]
	}
	r.add(i, previous)
	r.add(i, cells)
	return nil
}

// window names a window of years, as a date for machines.
func (d *sheetDrawer) window(role string, p data.Period) string {
	if role == "date" {
		return p.String()
	}
	return d.l.Period(p)
}

// withFlows adds to the columns that the user named those of a table of flows,
// such as `periplus data convert` writes, for kinds that draw flows: what the
// column flow says tells which side supplies.
func withFlows(t *tidy.Table, k charts.Kind, given map[string]string) map[string]string {
	_, from := given["from"]
	_, to := given["to"]
	if !k.Reads("from") || from || to || !hasColumns(t, []string{"reporter", "partner", "flow"}) {
		return given
	}
	flow, same := t.Only("flow")
	if !same {
		return given
	}
	code, err := data.ParseFlowCode(flow)
	if err != nil {
		return given
	}
	out := map[string]string{"from": "reporter", "to": "partner"}
	if code == data.Import || code == data.ReImport {
		out = map[string]string{"from": "partner", "to": "reporter"}
	}
	for role, column := range given {
		out[role] = column
	}
	return out
}
