package charts

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

// Column is a column of the frame that a kind of chart reads.
type Column struct {
	data.Column
	Required bool
}

// Kind describes one kind of chart.
type Kind struct {
	Token  string // what users type, as bar
	Family string // which kinds it stands with, as "ranking and size"
	Name   string // one line for help and documentation
	// When and WhenNot tell, in a sentence each, what the kind serves for and
	// what it hides.
	When, WhenNot string
	Columns       []Column
	X, Y          string // the columns that a user would call x and y
	Settings      []Setting
	// LowForValue says that low may stand in place of value: a share of
	// "more than 80%" needs no value of its own.
	LowForValue bool

	words       locale.Key // what the kind is called in alternative text
	defaultUnit data.Unit  // of rows that state none
	hasMoments  bool       // the date is part of the name of a row
	make        func() Chart
}

// Setting is an option of one kind that is not common to all, as text: what the
// command takes as --set NAME=VALUE, and a report as a key of its block.
type Setting struct {
	Name    string
	Values  []string // what may be written; nil where it is any text
	Meaning string   // one line for help, with the default
	isText  bool     // any text serves, as a name
	set     func(c Chart, value string) error
}

// Kinds is the table of every kind, in the order of the documentation. A new
// kind is one file and one line here.
var Kinds = []Kind{
	barKind,
	groupedBarKind,
	stackedBarKind,
	divergingBarKind,
	dotKind,
	timesKind,
	waffleKind,
	dumbbellKind,
	slopeKind,
	bumpKind,
	lineKind,
	areaKind,
	areaShareKind,
	columnsKind,
	windowColumnsKind,
	balanceKind,
	fanKind,
	shareKind,
	treemapKind,
	sankeyKind,
	matrixKind,
	flowMapKind,
	choroplethKind,
	symbolMapKind,
	scatterKind,
}

// The families of kinds, in the order of the documentation.
const (
	ranking  = "ranking and size"
	moments  = "two moments"
	overTime = "time"
	parts    = "part of a whole"
	flows    = "flows"
	places   = "place"
	relation = "relation"
)

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

// New returns the chart of a kind by its token, with common options and with
// settings of the kind by name. An error names the token, the setting or the
// value that is not known, and lists those that are.
func New(token string, o Options, settings map[string]string) (Chart, error) {
	k, err := Lookup(token)
	if err != nil {
		return nil, err
	}
	c := k.make()
	*c.options() = o
	for _, name := range slices.Sorted(maps.Keys(settings)) {
		value := settings[name]
		s, err := k.setting(name)
		if err != nil {
			return nil, err
		}
		if len(s.Values) > 0 && !slices.Contains(s.Values, value) {
			return nil, fmt.Errorf("%s: unknown value %q%s; write one of %s", name, data.Clip(value, 40), data.Suggest(value, s.Values), strings.Join(s.Values, ", "))
		}
		if err := s.set(c, value); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return c, nil
}

func (k Kind) setting(name string) (Setting, error) {
	names := make([]string, len(k.Settings))
	for i, s := range k.Settings {
		if s.Name == name {
			return s, nil
		}
		names[i] = s.Name
	}
	if len(names) == 0 {
		return Setting{}, fmt.Errorf("%s chart has no setting %q; it has none", article(k.Token), data.Clip(name, 40))
	}
	return Setting{}, fmt.Errorf("%s chart has no setting %q%s; write one of %s", article(k.Token), data.Clip(name, 40), data.Suggest(name, names), strings.Join(names, ", "))
}

// commonColumns are the columns that every kind reads where they are there.
var commonColumns = []Column{
	{data.Column{Name: "value", Kind: data.NumberColumn, Meaning: "The number; missing where none is claimed."}, true},
	{data.Column{Name: "low", Kind: data.NumberColumn, Meaning: "Least possible amount; missing is unbounded."}, false},
	{data.Column{Name: "high", Kind: data.NumberColumn, Meaning: "Greatest possible amount; missing is unbounded."}, false},
	{data.Column{Name: "low_open", Kind: data.FlagColumn, Meaning: "Whether low itself is excluded."}, false},
	{data.Column{Name: "high_open", Kind: data.FlagColumn, Meaning: "Whether high itself is excluded."}, false},
	{data.Column{Name: "unit", Kind: data.TextColumn, Meaning: "Unit of value, low and high, one for all rows; money in plain units."}, false},
	{data.Column{Name: "bound", Kind: data.TextColumn, Meaning: "How the source qualifies the number. With this column, the bounds of a row where it is empty or exact come from rounding; without it, low and high are stated."}, false},
	{data.Column{Name: "estimated", Kind: data.FlagColumn, Meaning: "Whether the number is an estimate; it looks different then, and the legend says so."}, false},
	{data.Column{Name: "source", Kind: data.TextColumn, Meaning: "Who states the number, for hover text and source note."}, false},
	{data.Column{Name: "id", Kind: data.TextColumn, Meaning: "Id of the figure, written on the mark as data-figure."}, false},
	{data.Column{Name: "facet", Kind: data.TextColumn, Meaning: "Panel of small multiples that the row belongs to; they share their scales."}, false},
}

// ownColumns are the columns that only some kinds read, with what they mean
// there unless the kind says otherwise.
var ownColumns = map[string]data.Column{
	"label":  {Name: "label", Kind: data.TextColumn, Meaning: "What the row is called."},
	"series": {Name: "series", Kind: data.TextColumn, Meaning: "Which series the row belongs to; part of its name elsewhere."},
	"date":   {Name: "date", Kind: data.TextColumn, Meaning: "Year, month or day as 2022, 2022-12 or 2022-12-31."},
	"from":   {Name: "from", Kind: data.TextColumn, Meaning: "Where the flow comes from: supplier or exporter."},
	"to":     {Name: "to", Kind: data.TextColumn, Meaning: "Where the flow goes: recipient or importer."},
	"place":  {Name: "place", Kind: data.TextColumn, Meaning: "Country or territory, as ISO 3166 code or English name."},
	"x":      {Name: "x", Kind: data.NumberColumn, Meaning: "The number of the horizontal axis."},
	"x_unit": {Name: "x_unit", Kind: data.TextColumn, Meaning: "Unit of x, one for all rows."},
	"level":  {Name: "level", Kind: data.NumberColumn, Meaning: "Which band of a fan low and high bound, in percent."},
}

// columns describes the frame of a kind: columns of its own, each required
// unless its name ends in a question mark, then those of every kind.
func columns(own ...string) []Column {
	var out []Column
	for _, name := range own {
		bare := strings.TrimSuffix(name, "?")
		out = append(out, Column{ownColumns[bare], bare == name})
	}
	return append(out, commonColumns...)
}

// Reads reports whether the kind has a column.
func (k Kind) Reads(name string) bool {
	return slices.ContainsFunc(k.Columns, func(c Column) bool { return c.Name == name })
}

// Requires reports whether the kind cannot do without a column.
func (k Kind) Requires(name string) bool {
	return slices.ContainsFunc(k.Columns, func(c Column) bool { return c.Name == name && c.Required })
}

// WithArticle returns the token of the kind with the article before it, as "a bar".
func (k Kind) WithArticle() string { return article(k.Token) }

// article returns a token with the article before it: a bar, an area.
func article(token string) string {
	if token != "" && strings.ContainsRune("aeiou", rune(token[0])) {
		return "an " + token
	}
	return "a " + token
}
