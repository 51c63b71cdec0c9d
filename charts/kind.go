package charts

import (
	"fmt"
	"strings"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

// Column is a column of the frame that a kind of chart reads.
type Column struct {
	data.Column
	Required bool
}

// Kind is one kind of chart.
type Kind struct {
	Token   string // what users type, as bar
	Name    string // one line for help and documentation
	Columns []Column
	// LowForValue says that low may stand in place of value: a share of
	// "more than 80%" needs no value of its own.
	LowForValue bool

	words       locale.Key // what the kind is called in alternative text
	defaultUnit data.Unit  // of rows that state none
	checkRow    func(r *row, p *problems)
	checkRows   func(rows []row, p *problems) // nil where there is nothing to check
	prepare     func(c *chart, width float64) drawing
}

// Kinds is the table of every kind, in the order of the documentation. A new
// kind is one file and one line here.
var Kinds = []Kind{
	{Token: "bar", Name: "Ranked bars from zero, the largest first.", Columns: columns(), words: locale.BarChart, checkRow: checkBar, prepare: prepareBar},
	{Token: "times", Name: "How many times as large, drawn as units of one area.", Columns: columns(), words: locale.TimesChart, defaultUnit: data.Ratio, checkRow: checkTimes, prepare: prepareTimes},
	{Token: "share", Name: "Shares of a whole, with what the source leaves open.", Columns: columns(), LowForValue: true, words: locale.ShareChart, defaultUnit: data.Percent, checkRow: checkShare, prepare: prepareShare},
	{Token: "line", Name: "One or several series over time.", Columns: lineColumns(), words: locale.LineChart, checkRow: checkLine, checkRows: checkDates, prepare: prepareLine},
}

// Lookup returns the kind with this token. The error suggests a near one and
// lists all.
func Lookup(token string) (Kind, error) {
	tokens := make([]string, len(Kinds))
	for i, k := range Kinds {
		if k.Token == token {
			return k, nil
		}
		tokens[i] = k.Token
	}
	return Kind{}, fmt.Errorf("unknown kind of chart %q%s; write one of %s", data.Clip(token, 40), data.Suggest(token, tokens), strings.Join(tokens, ", "))
}

// columns describes the frame that every kind reads.
func columns() []Column {
	return []Column{
		{data.Column{Name: "label", Kind: data.TextColumn, Meaning: "What the row is called."}, true},
		{data.Column{Name: "value", Kind: data.NumberColumn, Meaning: "The number; missing where none is claimed."}, true},
		{data.Column{Name: "low", Kind: data.NumberColumn, Meaning: "Least possible amount; missing is unbounded."}, false},
		{data.Column{Name: "high", Kind: data.NumberColumn, Meaning: "Greatest possible amount; missing is unbounded."}, false},
		{data.Column{Name: "low_open", Kind: data.FlagColumn, Meaning: "Whether low itself is excluded."}, false},
		{data.Column{Name: "high_open", Kind: data.FlagColumn, Meaning: "Whether high itself is excluded."}, false},
		{data.Column{Name: "unit", Kind: data.TextColumn, Meaning: "Unit of value, low and high, one for all rows; money in plain units."}, false},
		{data.Column{Name: "bound", Kind: data.TextColumn, Meaning: "How the source qualifies the number. With this column, the bounds of a row where it is empty or exact come from rounding; without it, low and high are stated."}, false},
		{data.Column{Name: "source", Kind: data.TextColumn, Meaning: "Who states the number, for hover text and source note."}, false},
		{data.Column{Name: "id", Kind: data.TextColumn, Meaning: "Id of the figure, written on the mark as data-figure."}, false},
		{data.Column{Name: "series", Kind: data.TextColumn, Meaning: "Which series the row belongs to; part of its name elsewhere."}, false},
	}
}

func lineColumns() []Column {
	c := columns()
	c[0].Meaning = "Year, month or day as 2022, 2022-12 or 2022-12-31, unless there is a column date."
	return append(c, Column{data.Column{Name: "date", Kind: data.TextColumn, Meaning: "Year, month or day in place of label."}, false})
}

// refuse adds a problem if the unit of the row is one of units.
func (r *row) refuse(p *problems, kind string, units ...data.Unit) {
	for _, u := range units {
		if r.hasNumber && data.Unit(r.unit) == u {
			p.field(*r, "unit", r.unit, "a %s chart cannot draw the unit %s", kind, u)
		}
	}
}
