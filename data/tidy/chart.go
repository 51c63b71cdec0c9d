package tidy

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
)

// Options are what a reader may be told. The zero value lets it find out.
type Options struct {
	// Decimal is the decimal sign, '.' or ','; 0 decides by the numbers.
	Decimal rune
	// Sheet is the name of a workbook's sheet; "" is the first that shows.
	Sheet string
	// Columns says for a role of ReadChart, as value, which column plays it. Roles
	// that are not in it are played by the columns of their name. ReadTable does
	// not use it.
	Columns map[string]string
}

// Account says how a file was read. Notes are what a user should be told:
// each guess, and whatever was left out.
type Account struct {
	Encoding  string // as file.File.Encoding
	Separator rune   // between cells: ',', ';', '\t' or '|'
	Decimal   rune   // '.' or ','; 0 where no number has either sign
	Lines     []int  // line of each row of the table, from 1
	EmptyRows int    // rows without any text, left out
	Notes     []string
}

func (a *Account) note(format string, args ...any) {
	a.Notes = append(a.Notes, fmt.Sprintf(format, args...))
}

// chartColumns are the columns of a chart's table, in the order of the
// documentation. Which of them a chart needs, its kind says.
var chartColumns = []data.Column{
	{Name: "label", Meaning: "What the row is called."},
	{Name: "value", Kind: data.NumberColumn, Meaning: "The number; empty where none is claimed."},
	{Name: "low", Kind: data.NumberColumn, Meaning: "Least possible amount; empty is unbounded."},
	{Name: "high", Kind: data.NumberColumn, Meaning: "Greatest possible amount; empty is unbounded."},
	{Name: "low_open", Kind: data.FlagColumn, Meaning: "Whether low itself is excluded."},
	{Name: "high_open", Kind: data.FlagColumn, Meaning: "Whether high itself is excluded."},
	{Name: "unit", Meaning: "Unit of value, low and high; money in plain units."},
	{Name: "bound", Meaning: "How the source qualifies the number."},
	{Name: "source", Meaning: "Who states the number."},
	{Name: "id", Meaning: "Id of the figure."},
	{Name: "series", Meaning: "Which series the row belongs to."},
	{Name: "date", Meaning: "Year, month or day in place of label."},
	{Name: "facet", Meaning: "Which of several panels the row belongs to."},
	{Name: "estimated", Kind: data.FlagColumn, Meaning: "Whether the number is an estimate."},
	{Name: "from", Meaning: "Who supplies or exports."},
	{Name: "to", Meaning: "Who receives or imports."},
	{Name: "place", Meaning: "Code or name of the place on a map."},
	{Name: "x", Kind: data.NumberColumn, Meaning: "The number across; value is the number upwards."},
	{Name: "x_unit", Meaning: "Unit of x."},
	{Name: "level", Kind: data.NumberColumn, Meaning: "Percent of the outcomes that lie between low and high."},
}

// ChartColumns describes the columns that ReadChart knows, in order.
func ChartColumns() []data.Column { return append([]data.Column(nil), chartColumns...) }

func chartColumn(name string) (data.Column, bool) {
	for _, c := range chartColumns {
		if c.Name == name {
			return c, true
		}
	}
	return data.Column{}, false
}

// ReadChart reads the table of a chart from r; name is the file as errors show
// it. It is ReadTable, and then Chart with the columns that the names in the
// first row and Options.Columns say, the other columns as text beside them: label or date (or from, to, place or x),
// value or low, and whichever of ChartColumns there are, in any order and case.
// x, level and estimated are common words: a column with such a name whose
// cells are no numbers or flags is a column like any other.
//
// The error joins a *data.ParseError for each problem, at most 20 of them.
// With an error the table is empty, and the Account says how far the reading
// came.
func ReadChart(r io.Reader, name string, o Options) (data.Table, Account, error) {
	return chartOf(readTable(file.New(name, r, file.Options{MaxBytes: maxBytes}))(name, o))(o)
}

// OpenChart is ReadChart for the file at path, which may be packed.
func OpenChart(path string, o Options) (data.Table, Account, error) {
	return chartOf(readTable(file.Open(path, file.Options{MaxBytes: maxBytes}))(path, o))(o)
}

func chartOf(t *Table, a Account, err error) func(o Options) (data.Table, Account, error) {
	return func(o Options) (data.Table, Account, error) {
		if err != nil {
			return data.Table{}, a, err
		}
		return t.Named(o.Columns)
	}
}

// Named returns the table of a chart by the names of its columns, as ReadChart
// does: columns says for some roles which column plays them, and the columns
// without a role stand beside them as text.
func (t *Table) Named(columns map[string]string) (data.Table, Account, error) {
	p := problems{file: t.Name}
	roles := t.named(columns, &p)
	if p.total > 0 {
		return data.Table{}, t.Account(), p.err()
	}
	return t.chart(roles, true, t.unused(roles))
}

// Chart returns the table that a chart is drawn from. columns says for each
// role, a name of ChartColumns, which column of t plays it; one column may play
// several. The table has these columns alone, under the names of their roles.
//
// Cells of roles come checked: numbers exact in plain decimals with a point,
// flags as true or false, unit, x_unit and bound as package data knows them,
// the unit "%" as percent. A number may have separators of thousands (comma,
// point, blank or apostrophe, three digits each), a minus as - or U+2212, and
// an exponent. An empty cell is missing. The decimal sign is one for all
// numbers of the chart; where they do not tell it (1,234 alone), the error is
// ErrDecimal, and Options.Decimal has to say it. Workbooks, Parquet and JSON
// hold numbers as such: text with separators in them is an error.
//
// The error joins a *data.ParseError for each problem, at most 20 of them.
func (t *Table) Chart(columns map[string]string) (data.Table, Account, error) {
	p := problems{file: t.Name}
	roles := map[string]int{}
	t.give(columns, roles, &p)
	if p.total > 0 {
		return data.Table{}, t.Account(), p.err()
	}
	return t.chart(roles, false, nil)
}

// give finds the columns that somebody named for roles.
func (t *Table) give(columns map[string]string, roles map[string]int, p *problems) {
	for _, role := range sortedKeys(columns) {
		name := columns[role]
		if _, ok := chartColumn(role); !ok {
			p.add(fmt.Errorf("%s: a chart has no column %q%s; it has %s", t.Name, clip(role), data.Suggest(role, chartRoles()), strings.Join(chartRoles(), ", ")))
		} else if at := t.index(name); at < 0 {
			p.add(&data.ParseError{File: t.Name, Line: t.header, Field: role, Err: fmt.Errorf("there is no column %q%s; the columns are %s",
				clip(name), data.Suggest(name, t.names()), clip(strings.Join(t.names(), ", ")))})
		} else {
			roles[role] = at
		}
	}
}

// named gives roles to the columns that have their names.
func (t *Table) named(given map[string]string, p *problems) map[string]int {
	roles := map[string]int{}
	t.give(given, roles, p)
	for i, c := range t.Columns {
		role, ok := chartColumn(strings.ToLower(c.Name))
		if _, taken := roles[role.Name]; !ok || taken {
			continue
		}
		common := role.Name == "x" || role.Name == "level" || role.Name == "estimated"
		if !common || c.Kind == role.Kind {
			roles[role.Name] = i
		}
	}
	has := func(names ...string) bool {
		return slices.ContainsFunc(names, func(name string) bool { _, ok := roles[name]; return ok })
	}
	if !has("label", "date", "from", "to", "place", "x") {
		t.missing("label", p)
	}
	if !has("value", "low") {
		t.missing("value", p)
	}
	return roles
}

func (t *Table) missing(role string, p *problems) {
	p.add(&data.ParseError{File: t.Name, Line: t.header, Field: role, Err: fmt.Errorf("there is no column %q%s; the columns are %s",
		role, data.Suggest(role, t.names()), clip(strings.Join(t.names(), ", ")))})
}

// names returns the names of the columns.
func (t *Table) names() []string {
	var out []string
	for _, c := range t.Columns {
		out = append(out, c.Name)
	}
	return out
}

func chartRoles() []string {
	var out []string
	for _, c := range chartColumns {
		out = append(out, c.Name)
	}
	return out
}

// unused says which columns a chart cannot use, and what they may be meant for.
func (t *Table) unused(roles map[string]int) []string {
	used := map[int]bool{}
	for _, i := range roles {
		used[i] = true
	}
	var wanted, notes []string
	for _, role := range chartRoles() {
		if _, ok := roles[role]; !ok {
			wanted = append(wanted, role)
		}
	}
	for i, c := range t.Columns {
		if name := strings.ToLower(c.Name); !used[i] && name != "" {
			notes = append(notes, fmt.Sprintf("the column %q is not used%s", clip(name), data.Suggest(name, wanted)))
		}
	}
	return notes
}

// chart reads the cells of a chart, and with others the columns that have no
// part in it, unless another column plays the role that they are named as.
func (t *Table) chart(roles map[string]int, others bool, notes []string) (data.Table, Account, error) {
	var columns []tableColumn
	for i, c := range t.Columns {
		n := len(columns)
		for _, role := range chartColumns {
			if at, ok := roles[role.Name]; ok && at == i {
				columns = append(columns, tableColumn{Column: role, at: i, role: true})
			}
		}
		if _, taken := roles[c.Name]; len(columns) == n && others && !taken {
			columns = append(columns, tableColumn{Column: data.Column{Name: c.Name}, at: i})
		}
	}
	p := problems{file: t.Name}
	table, a, err := t.cells(columns, &p)
	if len(notes) > 0 {
		a.Notes = slices.Concat(t.account.Notes, notes, a.Notes[len(t.account.Notes):])
	}
	return table, a, err
}

// maxProblems bounds what one error lists.
const maxProblems = 20

// problems collects what is wrong with a file.
type problems struct {
	file  string
	list  []error
	total int
}

func (p *problems) add(err error) {
	if p.total++; p.total <= maxProblems {
		p.list = append(p.list, err)
	}
}

func (p *problems) cell(c cell, field, format string, args ...any) {
	p.add(&data.ParseError{File: p.file, Line: c.line, Col: c.col, Field: field, Value: c.text, Err: fmt.Errorf(format, args...)})
}

func (p *problems) err() error {
	if p.total > len(p.list) {
		p.list = append(p.list, fmt.Errorf("and %d more problems in %s", p.total-len(p.list), p.file))
	}
	return errors.Join(p.list...)
}

func clip(s string) string { return data.Clip(s, 120) }
