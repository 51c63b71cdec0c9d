package charts

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/periplus-data/periplus/data"
)

// TableColumn is what Assign knows of a column of any table.
type TableColumn struct {
	data.Column
	// Dates says that every cell is a year, a month, a day, or a period of them.
	Dates bool
	// Same says that all rows have the same text: such a column tells nothing
	// apart, so others come first.
	Same bool
	// NotNumbers says why a column of which most cells are numbers is not one of
	// numbers, as `"n/a" on line 3`; else "".
	NotNumbers string
}

// Assignment says which columns of a table a chart is drawn from.
type Assignment struct {
	Columns map[string]string // by the column of the chart's frame, as value
	// Guessed are the columns of the frame, in their order, that nobody named and
	// that no column of the table has as its name.
	Guessed []string
	// Unit is the unit of value that the name of its column states, as in "trade
	// (USD)" or "value_eur", where the table has no column unit; else "".
	Unit data.Unit
	// XUnit is that of x, where the table has no column x_unit.
	XUnit data.Unit
}

// ColumnError says that no column, or more than one, can be what a kind of
// chart needs.
type ColumnError struct {
	Kind       string   // token
	Role       string   // column of the chart's frame
	Axis       string   // "x" or "y" where users call the column so, else ""
	Candidates []string // columns of the table that could be meant
	Columns    []string // all columns of the table
	// NotNumbers is TableColumn.NotNumbers with the names of the columns, where
	// numbers are needed.
	NotNumbers []string
}

// Error returns "role: what is missing".
func (e *ColumnError) Error() string {
	if len(e.Candidates) > 1 {
		return fmt.Sprintf("%s: %s chart could take it from %s; say from which", e.Role, article(e.Kind), orList(e.Candidates))
	}
	what := "column of text"
	switch {
	case isNumber(e.Role):
		what = "column of numbers"
	case e.Role == "date":
		what = "column of dates"
	case e.Role == "from" || e.Role == "to":
		what = "column with such a name"
	}
	text := fmt.Sprintf("%s: %s chart needs it, and there is no %s for it%s; the columns are %s", e.Role, article(e.Kind), what, e.suggest(), orNone(e.Columns))
	for _, why := range e.NotNumbers[:min(len(e.NotNumbers), 3)] {
		text += "; " + why
	}
	return text
}

// suggest names the column that is nearest to the role, as the table writes it.
func (e *ColumnError) suggest() string {
	near := data.Suggest(e.Role, lower(e.Columns))
	for _, name := range e.Columns {
		if near == fmt.Sprintf(" (did you mean %q?)", strings.ToLower(name)) {
			return fmt.Sprintf(" (did you mean %q?)", name)
		}
	}
	return near
}

func orList(names []string) string {
	quoted := make([]string, 0, len(names))
	for _, name := range names[:min(len(names), 8)] {
		quoted = append(quoted, fmt.Sprintf("%q", data.Clip(name, 60)))
	}
	if len(names) > 8 {
		return strings.Join(quoted, ", ") + " and others"
	}
	return strings.Join(quoted[:len(quoted)-1], ", ") + " or " + quoted[len(quoted)-1]
}

// Assign finds out which columns of a table of any kind are those of the
// chart's frame. given names some of them, as {"value": "TIV"}; an empty name
// leaves that column of the frame out. For the others, in this order:
//
//   - a column with that very name, in any case;
//   - a column with a name that the field uses for it: TIV, amount or primaryValue
//     for value; country, partner or supplier for label; year, period or refYear
//     for date; supplier and recipient for from and to; iso3 or country for place;
//   - the only column left that can be it: of numbers for value, of dates for
//     date, of text for label.
//
// A column that tells no row from another is taken only where no other can be.
// Names that may differ between tables of one layout decide nothing: where two
// columns fit alike, the error is a *ColumnError with both; it joins one for
// each column that the kind needs and does not find.
func (k Kind) Assign(columns []TableColumn, given map[string]string) (Assignment, error) {
	a := assigner{k: k, columns: columns, at: map[string]int{}, used: map[int]bool{}}
	if err := a.give(given); err != nil {
		return Assignment{}, err
	}
	a.exact()
	if err := a.guess(); err != nil {
		return Assignment{}, err
	}
	return a.result(), nil
}

// assigner is an assignment in the making.
type assigner struct {
	k       Kind
	columns []TableColumn
	at      map[string]int // column of a role, none where it is left out
	used    map[int]bool
	guessed map[string]bool
}

// none stands for a role that somebody left out.
const none = -1

func (a *assigner) names() []string {
	var out []string
	for _, c := range a.columns {
		if c.Name != "" {
			out = append(out, c.Name)
		}
	}
	return out
}

// give takes over what somebody named.
func (a *assigner) give(given map[string]string) error {
	var list []error
	for _, role := range slices.Sorted(maps.Keys(given)) {
		name := given[role]
		if !a.k.Reads(role) {
			var roles []string
			for _, c := range a.k.Columns {
				roles = append(roles, c.Name)
			}
			list = append(list, fmt.Errorf("%s chart has no column %q%s; it has %s", article(a.k.Token), data.Clip(role, 40), data.Suggest(role, roles), strings.Join(roles, ", ")))
			continue
		}
		if name == "" {
			a.at[role] = none
			continue
		}
		i := a.find(name)
		if i < 0 {
			list = append(list, &data.FieldError{Field: role, Value: name, Err: fmt.Errorf("there is no column %q%s; the columns are %s",
				data.Clip(name, 60), data.Suggest(name, a.names()), orNone(a.names()))})
			continue
		}
		a.at[role], a.used[i] = i, true
	}
	return errors.Join(list...)
}

// find returns the column with a name, in its own case first, or none.
func (a *assigner) find(name string) int {
	if i := slices.IndexFunc(a.columns, func(c TableColumn) bool { return c.Name == name }); i >= 0 {
		return i
	}
	return slices.IndexFunc(a.columns, func(c TableColumn) bool { return strings.EqualFold(c.Name, name) })
}

// isNumber reports whether a role is played by numbers.
func isNumber(role string) bool {
	switch role {
	case "value", "low", "high", "x", "level":
		return true
	}
	return false
}

// exact gives each role the column of its name.
func (a *assigner) exact() {
	edges := a.k.Reads("from") && a.find("source") >= 0 && a.find("target") >= 0 // as graphs call them
	for _, c := range a.k.Columns {
		if _, ok := a.at[c.Name]; ok || c.Name == "source" && edges {
			continue
		}
		i := a.find(c.Name)
		if i < 0 || a.used[i] {
			continue
		}
		column := a.columns[i]
		number := column.Kind == data.NumberColumn || column.Kind == data.WholeColumn
		// These are common words; other columns of the name are other things.
		if (c.Name == "x" || c.Name == "level") && !number || c.Name == "estimated" && column.Kind != data.FlagColumn {
			continue
		}
		a.at[c.Name], a.used[i] = i, true
	}
	a.series()
}

// series takes label for series where dates go across: then label names the
// lines, unless it has the dates itself.
func (a *assigner) series() {
	i, ok := a.at["label"]
	if !ok || i == none || a.k.X != "date" || !a.k.Reads("series") || a.columns[i].Dates {
		return
	}
	if _, ok := a.at["series"]; ok {
		return
	}
	if _, ok := a.at["date"]; !ok && len(a.fitting("date", false)) == 0 {
		return
	}
	delete(a.at, "label")
	a.at["series"] = i
}

// guess finds the columns that the kind needs, and those that tell its rows
// apart.
func (a *assigner) guess() error {
	a.guessed = map[string]bool{}
	needed := a.needed()
	for _, role := range needed {
		a.byName(role)
	}
	for _, role := range needed {
		a.byType(role)
	}
	for _, role := range a.helpful() {
		if len(a.fitting(role, false)) > 0 { // one that tells rows apart
			a.byName(role)
			a.byType(role)
		}
	}
	var list []error
	for _, role := range needed {
		if !a.has(role) {
			list = append(list, a.missing(role))
		}
	}
	return errors.Join(list...)
}

func (a *assigner) has(role string) bool { _, ok := a.at[role]; return ok }

// needed lists the roles without which the kind draws nothing.
func (a *assigner) needed() []string {
	var out []string
	for _, c := range a.k.Columns {
		need := c.Required || c.Name == a.k.X || c.Name == a.k.Y
		switch c.Name {
		case "value":
			low, ok := a.at["low"]
			need = need && !(a.k.LowForValue && ok && low != none)
		case "date":
			label, ok := a.at["label"] // which may have the dates
			need = need && !(ok && label != none && !c.Required)
		}
		if need && !a.has(c.Name) {
			out = append(out, c.Name)
		}
	}
	return out
}

// helpful lists the roles that tell rows apart which what is needed does not.
func (a *assigner) helpful() []string {
	switch {
	case a.k.X == "date" && a.k.Reads("series") && !a.has("series"):
		return []string{"series"}
	case a.k.X == "x" && a.k.Reads("label") && !a.has("label"):
		return []string{"label"}
	}
	return nil
}

func (a *assigner) take(role string, i int) {
	a.at[role], a.used[i], a.guessed[role] = i, true, true
}

// byName takes the only column whose name the field uses for a role.
func (a *assigner) byName(role string) {
	if a.has(role) {
		return
	}
	for _, tier := range synonyms[role] {
		if role == "from" && slices.Contains(tier, "source") && a.find("target") < 0 {
			continue
		}
		for _, same := range []bool{false, true} {
			found := a.bestForms(role, a.called(role, tier, same))
			if len(found) == 1 {
				a.take(role, found[0])
			}
			if len(found) > 0 {
				return
			}
			if len(a.fitting(role, false)) > 0 {
				break // a column that tells rows apart comes before one that does not
			}
		}
	}
}

// called lists the columns not used whose names are among those of a tier.
func (a *assigner) called(role string, tier []string, same bool) []int {
	var out []int
	for i, c := range a.columns {
		base, _ := nameParts(c.Name)
		if !a.used[i] && (same || !c.Same || isNumber(role)) && slices.Contains(tier, base) && a.suits(role, i, true) {
			out = append(out, i)
		}
	}
	return out
}

// bestForms leaves of columns that name one thing in several forms, as a code
// and a name, the form that suits the role.
func (a *assigner) bestForms(role string, list []int) []int {
	order := []form{named, bare, isoCode, code}
	if role == "place" {
		order = []form{isoCode, bare, named, code}
	}
	best := map[string]int{}
	var out []int
	for _, i := range list {
		base, f := nameParts(a.columns[i].Name)
		old, ok := best[base]
		if !ok {
			best[base] = i
			out = append(out, i)
			continue
		}
		_, than := nameParts(a.columns[old].Name)
		if slices.Index(order, f) < slices.Index(order, than) {
			best[base] = i
			out[slices.Index(out, old)] = i
		}
	}
	return out
}

// suits reports whether a column can play a role: by its cells, and where its
// name does not speak for it, by what its name says that it is.
func (a *assigner) suits(role string, i int, isCalled bool) bool {
	c := a.columns[i]
	if c.Name == "" {
		return false
	}
	number := c.Kind == data.NumberColumn || c.Kind == data.WholeColumn
	switch {
	case isNumber(role):
		return number && (isCalled || !c.Dates && !isKey(c.Name))
	case role == "date":
		return c.Dates || isCalled && c.Kind != data.FlagColumn
	case isCalled:
		return c.Kind != data.FlagColumn
	}
	return c.Kind == data.TextColumn && !c.Dates && !isRemark(c.Name)
}

// fitting lists the columns not used that could play a role by their cells.
func (a *assigner) fitting(role string, same bool) []int {
	var out []int
	for i, c := range a.columns {
		if !a.used[i] && (same || !c.Same || isNumber(role)) && a.suits(role, i, false) {
			out = append(out, i)
		}
	}
	return out
}

// byType takes the only column that can play a role. Which of two ends a flow
// has, no cell tells.
func (a *assigner) byType(role string) {
	if a.has(role) || role == "from" || role == "to" || role == "low" || role == "high" {
		return
	}
	for _, same := range []bool{false, true} {
		found := a.fitting(role, same)
		if len(found) == 0 && role == "label" {
			found = a.fitting("date", same) // bars of years
		}
		if len(found) == 1 {
			a.take(role, found[0])
		}
		if len(found) > 0 {
			return
		}
	}
}

func (a *assigner) missing(role string) error {
	e := &ColumnError{Kind: a.k.Token, Role: role, Columns: a.names()}
	switch role {
	case a.k.X:
		e.Axis = "x"
	case a.k.Y:
		e.Axis = "y"
	}
	candidates := a.fitting(role, true)
	for _, tier := range synonyms[role] {
		if found := a.bestForms(role, a.called(role, tier, true)); len(found) > 1 {
			candidates = found
			break
		}
	}
	for _, c := range a.columns {
		if isNumber(role) && c.NotNumbers != "" {
			e.NotNumbers = append(e.NotNumbers, fmt.Sprintf("%q is none because of %s", data.Clip(c.Name, 60), c.NotNumbers))
		}
	}
	for _, i := range candidates {
		e.Candidates = append(e.Candidates, a.columns[i].Name)
	}
	if len(e.Candidates) == 1 { // from or to, which are never guessed by cells
		e.Candidates = nil
	}
	return e
}

func (a *assigner) result() Assignment {
	out := Assignment{Columns: map[string]string{}}
	for _, c := range a.k.Columns {
		i, ok := a.at[c.Name]
		if !ok || i == none {
			continue
		}
		out.Columns[c.Name] = a.columns[i].Name
		if a.guessed[c.Name] {
			out.Guessed = append(out.Guessed, c.Name)
		}
	}
	if _, ok := out.Columns["unit"]; !ok && a.at["unit"] != none {
		out.Unit = unitOf(out.Columns["value"])
	}
	if _, ok := out.Columns["x_unit"]; !ok && a.at["x_unit"] != none {
		out.XUnit = unitOf(out.Columns["x"])
	}
	return out
}
