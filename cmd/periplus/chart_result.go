package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/periplus-data/periplus/charts"
	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
	"github.com/periplus-data/periplus/data/tidy"
)

// result is a table that a command of ours prints, and how it becomes a chart.
type result struct {
	command string
	columns []string // that tell it from other tables
	draw    func(r *resultRows, k charts.Kind, l locale.Language) error
}

// results are the commands whose results a chart knows.
var results = []result{
	{"compare", []string{"operation", "of", "to", "value", "low", "high", "unit", "of_name", "to_name"}, drawComparisons},
	{"check", []string{"id", "verdict", "stated", "low", "high", "observed", "unit", "rule", "name"}, drawFindings},
	{"factsheet", []string{"section", "place", "name", "partner_name", "period", "value", "share", "previous_value", "previous_share"}, drawSheet},
}

// drawResult makes a chart of a result of our commands. ok says that the table
// is one.
func drawResult(t *tidy.Table, k charts.Kind, l locale.Language) (drawnTable, bool, error) {
	for _, res := range results {
		if !hasColumns(t, res.columns) {
			continue
		}
		table, account, err := t.Data()
		if err != nil {
			return drawnTable{}, true, err
		}
		r := &resultRows{table: table, lines: account.Lines, at: map[string]int{}, roles: map[string]bool{}}
		for i, c := range table.Columns {
			r.at[c.Name] = i
		}
		if err := res.draw(r, k, l); err != nil {
			return drawnTable{}, true, fmt.Errorf("%s: the result of periplus %s: %w", t.Name, res.command, err)
		}
		if role := r.lacks(k); role != "" {
			return drawnTable{}, true, fmt.Errorf("%s: the result of periplus %s has no %s, which %s chart needs; draw it as another kind, or name its columns with --x and --y", t.Name, res.command, role, k.WithArticle())
		}
		return r.drawn(k), true, nil
	}
	return drawnTable{}, false, nil
}

func hasColumns(t *tidy.Table, names []string) bool {
	for _, name := range names {
		if !slices.ContainsFunc(t.Columns, func(c tidy.Column) bool { return c.Name == name }) {
			return false
		}
	}
	return true
}

// resultRows is a result, and the rows of the chart that it becomes.
type resultRows struct {
	table data.Table
	lines []int
	at    map[string]int // column by name

	rows  []map[string]string // cells by role
	from  []int               // row of the table behind each
	roles map[string]bool
	base  string
	// subtitle says what is drawn where nobody gives a title.
	subtitle string
	notes    []string
}

// cell returns the cell of a row of the result, "" where there is no such
// column.
func (r *resultRows) cell(row int, column string) string {
	i, ok := r.at[column]
	if !ok {
		return ""
	}
	return r.table.Rows[row][i]
}

// add adds a row of the chart, from a row of the result.
func (r *resultRows) add(row int, cells map[string]string) {
	for role, text := range cells {
		if text != "" {
			r.roles[role] = true
		}
	}
	r.rows, r.from = append(r.rows, cells), append(r.from, row)
}

func (r *resultRows) note(format string, args ...any) {
	r.notes = append(r.notes, fmt.Sprintf(format, args...))
}

// lacks returns a role that the kind needs and the rows do not have, or "".
func (r *resultRows) lacks(k charts.Kind) string {
	for _, c := range k.Columns {
		if c.Required && !r.roles[c.Name] && !(c.Name == "value" && r.isBounded()) {
			return c.Name
		}
	}
	if k.X == "date" && !r.roles["date"] {
		return "date"
	}
	return ""
}

// isBounded reports whether some row has a bound, which a chart draws without a
// value too.
func (r *resultRows) isBounded() bool { return r.roles["low"] || r.roles["high"] }

// drawn is the table of the rows.
func (r *resultRows) drawn(k charts.Kind) drawnTable {
	d := drawnTable{base: r.base, subtitle: r.subtitle, notes: r.notes}
	for _, c := range k.Columns {
		// bound is there even where it is empty: then bounds come from rounding.
		if r.roles[c.Name] || r.isBounded() && (c.Name == "bound" || c.Name == "value") {
			d.table.Columns = append(d.table.Columns, c.Column)
		}
	}
	for i, cells := range r.rows {
		row := make([]string, len(d.table.Columns))
		for j, c := range d.table.Columns {
			row[j] = cells[c.Name]
		}
		d.table.Rows = append(d.table.Rows, row)
		d.lines = append(d.lines, r.lines[r.from[i]])
	}
	return d
}

// momentRole is the column by which a kind sets two amounts of one label side by
// side, "" where it does not.
func momentRole(k charts.Kind) string {
	switch {
	case k.Requires("label") && k.Requires("date"):
		return "date"
	case k.Requires("label") && (k.Requires("series") || k.Token == "dot"):
		return "series"
	}
	return ""
}

// comparisonSigns stand between the names of what is compared.
var comparisonSigns = map[string]string{"ratio": "÷", "rate": "÷", "difference": "−"}

// drawComparisons draws the amounts that were computed, each under the names of
// what it compares. A times chart has the other figure as its base.
func drawComparisons(r *resultRows, k charts.Kind, _ locale.Language) error {
	var bases []string
	for i := range r.table.Rows {
		operation, of, to := r.cell(i, "operation"), r.cell(i, "of_name"), r.cell(i, "to_name")
		if r.cell(i, "value") == "" && r.cell(i, "low") == "" && r.cell(i, "high") == "" {
			return fmt.Errorf("%s has no amount that a chart could draw: it answers in words", operation)
		}
		if !slices.Contains(bases, to) {
			bases = append(bases, to)
		}
		label := of
		switch sign := comparisonSigns[operation]; {
		case operation == "complement":
			label = "100% − " + of
		case operation == "agree":
			label = of + ", " + to
		case sign != "" && !(k.Token == "times" && operation == "ratio"):
			label = of + " " + sign + " " + to
		}
		cells := map[string]string{"label": label, "source": r.cell(i, "source")}
		for _, role := range []string{"value", "low", "high", "low_open", "high_open", "unit"} {
			cells[role] = r.cell(i, role)
		}
		if note := r.cell(i, "note"); !strings.HasPrefix(note, "bounds from rounding") {
			cells["bound"] = string(data.BoundRange)
		}
		r.add(i, cells)
	}
	if k.Token == "times" && len(bases) == 1 && bases[0] != "" {
		r.base = bases[0]
	}
	return nil
}

// statedObserved are the words for what a source prints and what the official
// data show.
var statedObserved = map[locale.Language][2]string{
	locale.English:    {"stated", "observed"},
	locale.French:     {"annoncé", "observé"},
	locale.Vietnamese: {"nguồn nêu", "số liệu"},
}

// drawFindings draws of each figure what is stated, with its interval, beside
// what is observed.
func drawFindings(r *resultRows, k charts.Kind, l locale.Language) error {
	if k.Token == "stacked-bar" || k.Token == "treemap" {
		return fmt.Errorf("%s chart adds amounts up, and what is stated and observed are two amounts of one thing; draw it as grouped-bar", k.WithArticle())
	}
	words := statedObserved[l]
	left := 0
	for i := range r.table.Rows {
		observed := r.cell(i, "observed")
		if observed == "" {
			left++
			continue
		}
		add := func(series string, cells map[string]string) {
			cells["label"], cells["unit"] = r.cell(i, "name"), r.cell(i, "unit")
			if role := momentRole(k); role != "" {
				cells[role] = series
			} else {
				cells["label"] += ", " + series
			}
			r.add(i, cells)
		}
		stated := map[string]string{"value": r.cell(i, "stated"), "low": r.cell(i, "low"), "high": r.cell(i, "high"), "id": r.cell(i, "id"), "source": r.cell(i, "stated_by")}
		if r.cell(i, "rounding") == "" { // bounds that the words state
			stated["bound"] = string(data.BoundRange)
		}
		add(words[0], stated)
		shown := map[string]string{"value": observed, "source": r.cell(i, "source")}
		if estimate := r.cell(i, "estimate"); estimate != "" && estimate != "0" {
			shown["estimated"] = "true"
		}
		add(words[1], shown)
	}
	if left == len(r.table.Rows) {
		return errors.New("no figure has an observed value, so there is nothing to set beside what is stated")
	}
	if left > 0 {
		r.note("figures without an observed value are left out: %d", left)
	}
	return nil
}
