package charts

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/go-gota/gota/dataframe"
	"github.com/go-gota/gota/series"

	"github.com/periplus-data/periplus/data"
)

// maxRows bounds the rows of one chart; more is never readable.
const maxRows = 10_000

// maxErrors bounds the problems that one error lists.
const maxErrors = 20

// Amounts beyond these cannot be drawn, since the geometry would leave the
// range of a float64.
const (
	largest  = 1e290
	smallest = 1e-290
)

// row is one checked row of a frame. A missing number is NaN.
type row struct {
	n                      int // from 1, as errors count
	label, series, unit    string
	source, id, date       string
	facet, from, to, place string // place is an ISO 3166 alpha-3 code, once read
	value, low, high       float64
	x, level               float64
	xUnit                  string
	isEstimated            bool
	given                  data.Interval // as the frame has it, where low and high may be closed by the kind of chart
	lowOpen, highOpen      bool
	bound                  data.Bound
	stated                 bool // the interval is what the source says, not what rounding leaves
	isComputed             bool // the number is a sum or a share that no source states
	time                   data.Date
	position               float64     // on the axis of time, in years, or among the moments from 0
	moment                 data.Period // that date is, in a chart of moments
	rank                   place       // among the rows of its moment, in a chart of ranks
	share                  share       // in the sum of its date, where the kind computes it
	hasInterval, hasNumber bool
}

// isWide reports whether low and high are both known and differ.
func (r row) isWide() bool { return r.low < r.high }

// isRounded reports whether the interval of the row is what rounding leaves
// around a printed number.
func (r row) isRounded() bool {
	return r.hasNumber && r.isWide() && !r.stated && !math.IsNaN(r.value)
}

// interval returns the interval with exact ends.
func (r row) interval() data.Interval {
	return data.Interval{Low: number(r.low), High: number(r.high), LowOpen: r.lowOpen, HighOpen: r.highOpen}
}

// isDrawn reports whether the interval of the row is drawn on an axis of the
// given length: where the source states it, where there is no single value,
// or where it is wider than 2% of the axis. A narrower one is left to the
// hover text, since hair-thin whiskers look like statistics.
func (r row) isDrawn(axis float64) bool {
	if !r.hasNumber || !r.hasInterval {
		return false
	}
	return r.stated || math.IsNaN(r.value) || r.high-r.low > 0.02*axis
}

// name returns the words that name the row on its own within its panel.
func (r row) name() string {
	if r.series == "" || r.series == r.label {
		return r.label
	}
	if r.label == "" {
		return r.series
	}
	return r.series + ", " + r.label
}

// fullName is name with that of the panel.
func (r row) fullName() string {
	switch {
	case r.facet == "":
		return r.name()
	case r.name() == "":
		return r.facet
	}
	return r.facet + ", " + r.name()
}

// isPlotted reports whether the row has a single number to draw.
func (r row) isPlotted() bool { return r.hasNumber && !math.IsNaN(r.value) }

// problems collects what is wrong with a frame.
type problems struct {
	list  []error
	total int
}

func (p *problems) add(err error) {
	if p.total++; p.total <= maxErrors {
		p.list = append(p.list, err)
	}
}

func (p *problems) field(r row, field, value, format string, args ...any) {
	place := fmt.Sprintf("row %d", r.n)
	if r.label != "" {
		place += fmt.Sprintf(" (%s)", data.Clip(r.label, 40))
	}
	p.add(fmt.Errorf("%s: %w", place, &data.FieldError{Field: field, Value: value, Err: fmt.Errorf(format, args...)}))
}

// refuse adds a problem for each row whose unit is one of units.
func (p *problems) refuse(rows []row, kind string, units ...data.Unit) {
	for _, r := range rows {
		for _, u := range units {
			if r.hasNumber && data.Unit(r.unit) == u {
				p.field(r, "unit", r.unit, "%s chart cannot draw the unit %s", article(kind), u)
			}
		}
	}
}

func (p *problems) err() error {
	if p.total > len(p.list) {
		return errors.Join(append(p.list, fmt.Errorf("and %d more problems", p.total-len(p.list)))...)
	}
	return errors.Join(p.list...)
}

// readFrame checks a frame against the columns of a kind and returns its rows.
// Every problem is in the error, with its row and column.
func readFrame(df dataframe.DataFrame, k Kind, of Chart) ([]row, error) {
	if df.Err != nil {
		return nil, fmt.Errorf("the frame of the chart is not valid: %w", df.Err)
	}
	if err := k.checkColumns(df.Names()); err != nil {
		return nil, err
	}
	n := df.Nrow()
	if n == 0 {
		return nil, fmt.Errorf("the frame of the chart has no rows; %s chart needs at least one", article(k.Token))
	}
	if n > maxRows {
		return nil, fmt.Errorf("the frame of the chart has %d rows; a chart shows at most %d, so choose fewer", n, maxRows)
	}
	cols := map[string]series.Series{}
	for _, name := range df.Names() {
		cols[name] = df.Col(name)
	}
	var p problems
	rows := make([]row, n)
	for i := range rows {
		rows[i] = readRow(cols, i, k, &p)
	}
	if p.total == 0 {
		checkUnits(rows, k, "unit", func(r row) (string, bool) { return r.unit, r.hasNumber }, &p)
		checkUnits(rows, k, "x_unit", func(r row) (string, bool) { return r.xUnit, !math.IsNaN(r.x) }, &p)
	}
	if p.total == 0 {
		of.check(rows, &p)
	}
	if s, ok := of.(selecting); ok && p.total == 0 {
		rows = s.selected(rows)
	}
	return rows, p.err()
}

// selecting is a chart that draws some of its rows only, once they are checked.
type selecting interface{ selected(rows []row) []row }

// checkColumns reports the first required column that is missing, with the
// nearest name that is there.
func (k Kind) checkColumns(names []string) error {
	var p problems
	if k.Reads("date") && !k.Requires("date") && !slices.Contains(names, "date") && !slices.Contains(names, "label") {
		p.add(&data.FieldError{Field: "date", Err: fmt.Errorf("the frame of %s chart has no column %q%s; it has %s",
			article(k.Token), "date", data.Suggest("date", lower(names)), orNone(names))})
	}
	for _, c := range k.Columns {
		if !c.Required || slices.Contains(names, c.Name) {
			continue
		}
		if c.Name == "value" && k.LowForValue && slices.Contains(names, "low") {
			continue
		}
		p.add(&data.FieldError{Field: c.Name, Err: fmt.Errorf("the frame of %s chart has no column %q%s; it has %s",
			article(k.Token), c.Name, data.Suggest(c.Name, lower(names)), orNone(names))})
	}
	return p.err()
}

func lower(names []string) []string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = strings.ToLower(n)
	}
	return out
}

func orNone(names []string) string {
	if len(names) == 0 {
		return "no columns"
	}
	if len(names) > 20 {
		names = append(slices.Clone(names[:20]), "…")
	}
	return data.Clip(strings.Join(names, ", "), 300)
}

func readRow(cols map[string]series.Series, i int, k Kind, p *problems) row {
	r := row{n: i + 1}
	text := func(name string) string {
		if c, ok := cols[name]; ok && k.Reads(name) {
			return clean(cellText(c, i))
		}
		return ""
	}
	r.label, r.series, r.unit, r.facet = text("label"), text("series"), text("unit"), text("facet")
	r.source, r.id, r.date = text("source"), text("id"), text("date")
	r.from, r.to, r.place, r.xUnit = text("from"), text("to"), text("place"), text("x_unit")
	r.x, r.level = math.NaN(), math.NaN()
	if k.Reads("x") {
		r.x = readNumber(cols, "x", i, r, p)
	}
	if k.Reads("level") {
		r.level = readNumber(cols, "level", i, r, p)
	}
	r.isEstimated = readFlag(cols, "estimated", i, r, p)
	if r.label == "" {
		r.label = r.id
	}
	for _, need := range []struct{ name, text, what string }{
		{"label", r.label, "every row needs a name"}, {"from", r.from, "every flow comes from somewhere"},
		{"to", r.to, "every flow goes somewhere"}, {"place", r.place, "every row of a map is of a place"},
	} {
		if need.text == "" && k.Requires(need.name) {
			p.field(r, need.name, "", "is empty; %s", need.what)
		}
	}
	for _, u := range []*string{&r.unit, &r.xUnit} {
		if *u == "%" {
			*u = string(data.Percent)
		}
	}
	r.value = readNumber(cols, "value", i, r, p)
	r.low = readNumber(cols, "low", i, r, p)
	r.high = readNumber(cols, "high", i, r, p)
	r.lowOpen, r.highOpen = readFlag(cols, "low_open", i, r, p), readFlag(cols, "high_open", i, r, p)
	_, hasBound := cols["bound"]
	if bound := text("bound"); bound != "" {
		b, err := data.ParseBound(bound)
		if err != nil {
			p.field(r, "bound", bound, "%w", err)
		}
		r.bound = b
	}
	r.settle(hasBound, p)
	return r
}

// settle checks the numbers of a row against one another and derives what the
// drawing asks for.
func (r *row) settle(hasBound bool, p *problems) {
	if math.IsInf(r.low, -1) {
		r.low = math.NaN()
	}
	if math.IsInf(r.high, 1) {
		r.high = math.NaN()
	}
	for _, c := range []struct {
		name string
		x    float64
	}{{"value", r.value}, {"low", r.low}, {"high", r.high}, {"x", r.x}} {
		a := math.Abs(c.x)
		switch {
		case math.IsInf(c.x, 0):
			p.field(*r, c.name, "", "is infinite; leave it empty where there is no number or no bound")
		case a > largest || a > 0 && a < smallest:
			p.field(*r, c.name, "", "%g cannot be drawn; amounts lie between %g and %g", c.x, smallest, largest)
		}
	}
	if r.low > r.high {
		p.field(*r, "low", "", "low is %s, above high, which is %s", plain(r.low), plain(r.high))
	} else if (r.value < r.low || r.value > r.high) && r.bound != data.BoundMoreThan && r.bound != data.BoundLessThan {
		p.field(*r, "value", "", "%s lies outside its bounds, %s to %s", plain(r.value), orWord(r.low, "unbounded"), orWord(r.high, "unbounded"))
	}
	r.hasInterval = !math.IsNaN(r.low) || !math.IsNaN(r.high)
	r.given = r.interval()
	r.hasNumber = r.bound.IsComputable() && (r.hasInterval || !math.IsNaN(r.value))
	r.stated = r.hasInterval && (!hasBound || r.bound != "" && r.bound != data.BoundExact)
}

func plain(x float64) string { return strconv.FormatFloat(x, 'g', 12, 64) }

func orWord(x float64, word string) string {
	if math.IsNaN(x) {
		return word
	}
	return plain(x)
}

// cellText returns the text of a cell, "" where it is missing. Numbers have as
// many digits as they need: gota writes a year as 2014.000000.
func cellText(s series.Series, i int) string {
	e := s.Elem(i)
	if e.IsNA() {
		return ""
	}
	if s.Type() == series.Float {
		return strconv.FormatFloat(e.Float(), 'f', -1, 64)
	}
	return e.String()
}

func readNumber(cols map[string]series.Series, name string, i int, r row, p *problems) float64 {
	c, ok := cols[name]
	if !ok || c.Elem(i).IsNA() {
		return math.NaN()
	}
	if c.Type() == series.Float || c.Type() == series.Int {
		return c.Elem(i).Float()
	}
	text := strings.TrimSpace(c.Elem(i).String())
	x, err := data.ParseNumber(text)
	if err != nil {
		p.field(r, name, text, "%w", err)
	}
	return x.Float64(data.ToNearest)
}

func readFlag(cols map[string]series.Series, name string, i int, r row, p *problems) bool {
	c, ok := cols[name]
	if !ok || c.Elem(i).IsNA() {
		return false
	}
	text := strings.ToLower(strings.TrimSpace(cellText(c, i)))
	switch text {
	case "true", "1":
		return true
	case "false", "0", "":
		return false
	}
	p.field(r, name, text, "cannot read %q as a flag; write true or false", data.Clip(text, 40))
	return false
}

// checkUnits reports rows whose units in a column differ: one axis has one
// unit. of returns the unit of a row, and whether the row has an amount in it.
func checkUnits(rows []row, k Kind, column string, of func(row) (string, bool), p *problems) {
	byUnit := map[string][]string{}
	var units []string
	for _, r := range rows {
		unit, ok := of(r)
		if !ok {
			continue
		}
		if _, ok := byUnit[unit]; !ok {
			units = append(units, unit)
		}
		byUnit[unit] = append(byUnit[unit], fmt.Sprintf("%d (%s)", r.n, data.Clip(r.label, 40)))
	}
	if len(units) < 2 {
		return
	}
	parts := make([]string, len(units))
	for i, u := range units {
		rows := byUnit[u]
		if len(rows) > 3 {
			rows = append(rows[:3:3], fmt.Sprintf("%d more", len(rows)-3))
		}
		if u == "" {
			u = "no unit"
		}
		parts[i] = fmt.Sprintf("%s in rows %s", data.Clip(u, 40), strings.Join(rows, ", "))
	}
	p.add(&data.FieldError{Field: column, Err: fmt.Errorf("%s chart has one unit, but there is %s; choose rows of one unit", article(k.Token), strings.Join(parts, "; "))})
}
