package main

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/periplus-data/periplus/charts"
	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/detect"
	"github.com/periplus-data/periplus/data/file"
	"github.com/periplus-data/periplus/data/locale"
	"github.com/periplus-data/periplus/data/tidy"
)

// tableOptions say how a table is read for a chart: which rows, and which
// columns are what.
type tableOptions struct {
	x, y, value, series, facet string
	columns, where             []string
	sheet                      string
	decimal                    choice
}

func (o *tableOptions) register(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&o.x, "x", "", "`COLUMN` across: label, date, x, place or from, by kind")
	f.StringVar(&o.y, "y", "", "`COLUMN` upwards: the amounts; of flows, to")
	f.StringVar(&o.value, "value", "", "`COLUMN` of the amounts, where --y is another")
	f.StringVar(&o.series, "series", "", "`COLUMN` that parts rows into series")
	f.StringVar(&o.facet, "facet", "", "`COLUMN` that parts rows into panels with shared scales")
	f.StringArrayVar(&o.columns, "column", nil, "any other column, as `ROLE=COLUMN`, as low=min; ROLE= leaves it out; repeat")
	f.StringArrayVar(&o.where, "where", nil, "draw rows with this cell alone, as `COLUMN=CELL`; repeat")
	f.StringVar(&o.sheet, "sheet", "", "`SHEET` of a workbook (the first)")
	o.decimal = choice{what: "decimal sign", valid: []string{"point", "comma"}}
	o.decimal.register(cmd, "decimal", "decimal `SIGN` of FILE where its numbers do not tell: point, comma")
}

// flag is one of the flags of a table that is given, or "".
func (o tableOptions) flag() string {
	for _, f := range []struct {
		name  string
		given bool
	}{{"x", o.x != ""}, {"y", o.y != ""}, {"value", o.value != ""}, {"series", o.series != ""}, {"facet", o.facet != ""},
		{"column", len(o.columns) > 0}, {"where", len(o.where) > 0}, {"sheet", o.sheet != ""}, {"decimal", o.decimal.value != ""}} {
		if f.given {
			return f.name
		}
	}
	return ""
}

// seriesRole is the column that parts rows into series: where lines over time
// have labels, it is label.
func seriesRole(k charts.Kind) string {
	if !k.Reads("series") && k.Reads("label") && k.X == "date" {
		return "label"
	}
	return "series"
}

// roles returns the columns that the flags name, by role.
func (o tableOptions) roles(k charts.Kind) (map[string]string, error) {
	out := map[string]string{}
	flags := map[string]string{}
	add := func(flag, role, column string) error {
		if other, twice := flags[role]; twice {
			return usagef("%s and %s both name the column %s; leave one out", other, flag, role)
		}
		out[role], flags[role] = column, flag
		return nil
	}
	var list []error
	for _, f := range []struct{ flag, role, column string }{{"--x", k.X, o.x}, {"--y", k.Y, o.y}, {"--value", "value", o.value}, {"--series", seriesRole(k), o.series}, {"--facet", "facet", o.facet}} {
		if f.column != "" {
			list = append(list, add(f.flag, f.role, f.column))
		}
	}
	for _, text := range o.columns {
		role, column, ok := strings.Cut(text, "=")
		if !ok || role == "" {
			return nil, usagef("--column %s: write ROLE=COLUMN, as low=min", text)
		}
		list = append(list, add("--column "+role, role, column))
	}
	if err := errors.Join(list...); err != nil {
		return nil, asUsage(err)
	}
	names := make([]string, len(k.Columns))
	for i, c := range k.Columns {
		names[i] = c.Name
	}
	for _, role := range slices.Sorted(maps.Keys(out)) {
		if !slices.Contains(names, role) {
			return nil, usagef("%s: %s chart has no column %q%s; it has %s", flags[role], k.WithArticle(), role, data.Suggest(role, names), strings.Join(names, ", "))
		}
	}
	return out, nil
}

// filters are the cells of --where by column, in the order of the flags.
func (o tableOptions) filters() (columns []string, cells map[string][]string, err error) {
	cells = map[string][]string{}
	for _, text := range o.where {
		column, cell, ok := strings.Cut(text, "=")
		if !ok || column == "" {
			return nil, nil, usagef("--where %s: write COLUMN=CELL, as section=exporters", text)
		}
		if _, ok := cells[column]; !ok {
			columns = append(columns, column)
		}
		cells[column] = append(cells[column], cell)
	}
	return columns, cells, nil
}

// chartFile reads the rows of a chart from a table and says what was guessed.
func (a *app) chartFile(o chartOptions, k charts.Kind, l locale.Language) (chartInput, error) {
	in := chartInput{file: o.file, source: o.source, subtitle: o.subtitle}
	if o.file == "-" {
		in.file = "standard input"
	}
	t, err := a.openTable(o, in.file)
	if err != nil {
		return in, errors.Join(err, convertHint(o.file))
	}
	for _, note := range t.Account().Notes {
		a.say("%s: %s", in.file, note)
	}
	given, err := o.roles(k)
	if err != nil {
		return in, err
	}
	drawn, err := tableToChart(t, k, given, l)
	for _, note := range drawn.notes {
		a.say("%s: %s", in.file, note)
	}
	if errors.Is(err, tidy.ErrDecimal) {
		err = errors.Join(err, errors.New("write --decimal point or --decimal comma"))
	}
	if err != nil {
		return in, errors.Join(err, convertHint(o.file))
	}
	if o.title == "" && o.subtitle == "" {
		in.subtitle = drawn.subtitle
	}
	in.frame, in.lines, in.columns, in.base = drawn.table.Frame(), drawn.lines, drawn.columns, drawn.base
	return in, nil
}

// convertHint says of a file of official data how it becomes a tidy table, nil
// of any other.
func convertHint(name string) error {
	if name == "-" {
		return nil
	}
	f, err := file.Open(name, file.Options{})
	if err != nil {
		return nil
	}
	defer f.Close()
	family, format, ok := detect.Recognize(f)
	if !ok || family.Token == "flows" {
		return nil
	}
	return fmt.Errorf("%s is %s; `periplus data convert` makes a tidy table of it", name, format)
}

func (a *app) openTable(o chartOptions, name string) (*tidy.Table, error) {
	columns, cells, err := o.filters()
	if err != nil {
		return nil, err
	}
	options := tidy.Options{Decimal: map[string]rune{"point": '.', "comma": ','}[o.decimal.value], Sheet: o.sheet}
	var t *tidy.Table
	if o.file == "-" {
		t, err = tidy.ReadTable(a.in, name, options)
	} else {
		t, err = tidy.OpenTable(o.file, options)
	}
	for _, column := range columns {
		if err == nil {
			t, err = t.Where(column, cells[column]...)
		}
	}
	return t, err
}

// drawnTable is a table as the chart reads it.
type drawnTable struct {
	table   data.Table
	lines   []int             // of each row in the file
	columns map[string]string // column of the file by role, where it has another name
	base    string            // of times: what one square stands for
	// subtitle says what is drawn where nobody gives a title.
	subtitle string
	notes    []string
}

// tableToChart makes of any table what a kind of chart draws. A result of one
// of our commands is known by its columns, unless the user names columns; of
// any other table the columns are found out.
func tableToChart(t *tidy.Table, k charts.Kind, given map[string]string, l locale.Language) (drawnTable, error) {
	if len(given) == 0 {
		if d, ok, err := drawResult(t, k, l); ok || err != nil {
			return d, err
		}
	}
	d := drawnTable{columns: map[string]string{}}
	given = withFlows(t, k, given)
	assigned, err := k.Assign(tableColumns(t, k, given), given)
	if err != nil {
		return d, columnError(t.Name, k, err)
	}
	d.notes = append(guesses(k, assigned), unused(t, k, assigned)...)
	table, account, err := t.Chart(assigned.Columns)
	d.notes = append(d.notes, account.Notes[len(t.Account().Notes):]...)
	if err != nil {
		return d, err
	}
	addUnit(&table, "unit", assigned.Unit)
	addUnit(&table, "x_unit", assigned.XUnit)
	for role, column := range assigned.Columns {
		if role != column {
			d.columns[role] = column
		}
	}
	d.table, d.lines = table, account.Lines
	return d, nil
}

// addUnit adds a column of a unit that the name of another states.
func addUnit(t *data.Table, column string, unit data.Unit) {
	if unit == "" {
		return
	}
	t.Columns = append(t.Columns, data.Column{Name: column})
	for i := range t.Rows {
		t.Rows[i] = append(t.Rows[i], string(unit))
	}
}

// tableColumns are the columns among which those of the chart are found. One
// without any text is none of them, unless its name says that it is meant.
func tableColumns(t *tidy.Table, k charts.Kind, given map[string]string) []charts.TableColumn {
	var out []charts.TableColumn
	meant := slices.Collect(maps.Values(given))
	for _, c := range k.Columns {
		meant = append(meant, c.Name)
	}
	for _, c := range t.Columns {
		isMeant := slices.ContainsFunc(meant, func(name string) bool { return strings.EqualFold(name, c.Name) })
		if text, same := t.Only(c.Name); same && text == "" && !isMeant {
			continue
		}
		out = append(out, charts.TableColumn{Column: c.Column, Dates: c.Dates, Same: c.Same, NotNumbers: c.NotNumbers})
	}
	return out
}

// guesses says which columns were found out, and how to choose others.
func guesses(k charts.Kind, a charts.Assignment) []string {
	var parts, flags []string
	for _, role := range a.Guessed {
		parts = append(parts, fmt.Sprintf("%s is %q", role, data.Clip(a.Columns[role], 60)))
		flags = append(flags, strings.TrimSuffix(roleFlag(k, role), "=")) // --column low
	}
	var out []string
	if len(parts) > 0 {
		out = append(out, fmt.Sprintf("columns: %s; say %s to choose others", strings.Join(parts, ", "), andList(flags)))
	}
	if a.Unit != "" {
		out = append(out, fmt.Sprintf("the unit is %s, as the column %q says", a.Unit, data.Clip(a.Columns["value"], 60)))
	}
	if a.XUnit != "" {
		out = append(out, fmt.Sprintf("the unit of x is %s, as the column %q says", a.XUnit, data.Clip(a.Columns["x"], 60)))
	}
	return out
}

func andList(words []string) string {
	last := len(words) - 1
	if last == 0 {
		return words[0]
	}
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

// unused says which columns look like a misspelt one of the chart.
func unused(t *tidy.Table, k charts.Kind, a charts.Assignment) []string {
	used := map[string]bool{}
	for _, column := range a.Columns {
		used[column] = true
	}
	var out []string
	for _, c := range t.Columns {
		var open []string
		for _, role := range k.Columns {
			if _, ok := a.Columns[role.Name]; !ok && role.Kind == c.Kind {
				open = append(open, role.Name)
			}
		}
		if near := data.Suggest(strings.ToLower(c.Name), open); near != "" && !used[c.Name] && len(c.Name) > 2 {
			out = append(out, fmt.Sprintf("the column %q is not used%s", data.Clip(c.Name, 60), near))
		}
	}
	return out
}

// columnError says of a column that was not found with which flag it is named.
func columnError(name string, k charts.Kind, err error) error {
	var list []error
	for _, e := range joined(err) {
		var column *charts.ColumnError
		var field *data.FieldError
		switch {
		case errors.As(e, &column) && len(column.Candidates) > 1:
			e = fmt.Errorf("%s: %w with %s", name, e, roleFlagWithName(k, column.Role))
		case errors.As(e, &column):
			e = fmt.Errorf("%s: %w; name one with %s", name, e, roleFlagWithName(k, column.Role))
		case errors.As(e, &field):
			e = fmt.Errorf("%s: %s: %w", name, strings.TrimSuffix(roleFlag(k, field.Field), "="), field.Err)
		default:
			e = fmt.Errorf("%s: %w", name, e)
		}
		list = append(list, e)
	}
	return errors.Join(list...)
}

func roleFlagWithName(k charts.Kind, role string) string {
	flag := roleFlag(k, role)
	if strings.HasSuffix(flag, "=") {
		return flag + "COLUMN"
	}
	return flag + " COLUMN"
}

// joined returns the errors that one error joins.
func joined(err error) []error {
	if list, ok := err.(interface{ Unwrap() []error }); ok {
		return list.Unwrap()
	}
	return []error{err}
}

// framePlace is how charts name the row of a frame in an error.
var framePlace = regexp.MustCompile(`^(?:[\w-]+ chart: )?row ([0-9]+)`)

// place turns the row of a frame, as charts count them, into the line of the
// file that it came from, and names the column of the file.
func (in chartInput) place(err error) error {
	if in.file == "" {
		return err
	}
	var list []string
	found := false
	for line := range strings.Lines(err.Error()) {
		line = strings.TrimSuffix(line, "\n")
		m := framePlace.FindStringSubmatch(line)
		if m == nil {
			list = append(list, line)
			continue
		}
		n, _ := strconv.Atoi(m[1])
		if n < 1 || n > len(in.lines) {
			list = append(list, line)
			continue
		}
		found = true
		rest := line[len(m[0]):]
		for _, role := range slices.Sorted(maps.Keys(in.columns)) {
			if before, after, ok := strings.Cut(rest, ": "+role+": "); ok {
				rest = fmt.Sprintf("%s: %s (column %q): %s", before, role, data.Clip(in.columns[role], 60), after)
				break
			}
		}
		list = append(list, fmt.Sprintf("%s:%d%s", in.file, in.lines[n-1], rest))
	}
	if !found {
		list[0] = in.file + ": " + list[0]
	}
	return errors.New(strings.Join(list, "\n"))
}
