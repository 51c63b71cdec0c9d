package tidy

import (
	"fmt"
	"slices"
	"strings"

	"github.com/periplus-data/periplus/data"
)

// Where returns the table with those rows alone whose cell of a column has one
// of the values, as the file writes them. Columns are looked at again, so that
// one in which the rows left are alike is Same. The error names a column that
// is not there, or what the column has where no row is left.
func (t *Table) Where(column string, values ...string) (*Table, error) {
	at := t.index(column)
	if at < 0 {
		return nil, &data.ParseError{File: t.Name, Line: t.header, Err: fmt.Errorf("there is no column %q%s; the columns are %s",
			clip(column), data.Suggest(column, t.names()), clip(strings.Join(t.names(), ", ")))}
	}
	out := *t
	out.Columns, out.rows = slices.Clone(t.Columns), nil
	out.account.Lines = nil
	var others []string
	for _, rec := range t.rows {
		if slices.Contains(values, rec[at].text) {
			out.rows = append(out.rows, rec)
			out.account.Lines = append(out.account.Lines, rec[0].line)
		} else if !slices.Contains(others, rec[at].text) && len(others) < 100 {
			others = append(others, rec[at].text)
		}
	}
	if len(out.rows) == 0 {
		return nil, &data.ParseError{File: t.Name, Field: t.Columns[at].Name, Err: fmt.Errorf("no row has %s%s; there is %s",
			quotedList(values), data.Suggest(strings.Join(values, ","), others), clip(strings.Join(others, ", ")))}
	}
	for i := range out.Columns {
		out.Columns[i] = Column{Column: data.Column{Name: out.Columns[i].Name}}
		out.look(i)
	}
	return &out, nil
}

func quotedList(values []string) string {
	var out []string
	for _, v := range values {
		out = append(out, fmt.Sprintf("%q", clip(v)))
	}
	return strings.Join(out, " or ")
}

// Only returns the text that a column has in every row, and whether there is
// one.
func (t *Table) Only(column string) (string, bool) {
	i := t.index(column)
	if i < 0 || !t.Columns[i].Same {
		return "", false
	}
	return t.rows[0][i].text, true
}
