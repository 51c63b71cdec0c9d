package report

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/periplus-data/periplus/analysis"
	"github.com/periplus-data/periplus/charts"
	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

// number is one number that a report shows, in prose, a table or a chart.
type number struct {
	key   string // "ratio A B": the same for every place that shows it
	text  string // as prose shows it
	short string // as tables and pictures show it
	about string // what it measures, or the formula
	data.Interval
	value                   data.Number
	date                    data.Date
	unit                    data.Unit
	bound                   data.Bound // of a figure
	verdict                 analysis.Verdict
	fromRounding, fromWords bool

	notes   []string // for readers, in the language of the report
	record  string   // the note of the comparison, for figures.json
	formula string
	figures []data.Figure // that it is, or was computed from
	sources []data.Source // the official data that it was computed from
	file    string        // of a row of a CSV file
}

// evaluation is what a document shows, computed.
type evaluation struct {
	d       *document
	l       locale.Language
	s       *sources
	p       *problems
	numbers []*number
	byKey   map[string]*number
	prose   []*number // by occurrence of an expression
	pieces  []piece   // by block
	area    float64   // of the pictures, in pixels
}

// evaluate computes everything that a document shows, in the order in which it
// shows it.
func evaluate(d *document, s *sources, p *problems) *evaluation {
	e := &evaluation{d: d, l: d.language, s: s, p: p, byKey: map[string]*number{}}
	b := 0
	for _, x := range d.expressions {
		if p.count() > keptProblems {
			break
		}
		for b < len(d.blocks) && d.blocks[b].start < x.start {
			e.pieces = append(e.pieces, e.piece(d.blocks[b]))
			b++
		}
		n, err := e.number(x.verb, x.ids)
		if err != nil {
			e.p.add(d.line(x.start), d.column(x.start), "", x.key(), err)
		}
		e.prose = append(e.prose, n)
	}
	for ; b < len(d.blocks); b++ {
		e.pieces = append(e.pieces, e.piece(d.blocks[b]))
	}
	return e
}

// number returns the number of an expression, computed once.
func (e *evaluation) number(verb string, ids []string) (*number, error) {
	key := expression{verb: verb, ids: ids}.key()
	if n, ok := e.byKey[key]; ok {
		return n, nil
	}
	if verb == recordVerb {
		n, err := e.recorded(ids)
		if err != nil {
			return nil, err
		}
		n.key = key
		return e.register(n), nil
	}
	figures, err := e.s.figures.Select(ids)
	if err != nil {
		return nil, err
	}
	var n *number
	if verb == figureVerb {
		n = e.stated(figures[0])
	} else if n, err = e.computed(analysis.Operation(verb), figures); err != nil {
		return nil, err
	}
	n.key, n.figures = key, figures
	return e.register(n), nil
}

func (e *evaluation) register(n *number) *number {
	e.byKey[n.key] = n
	e.numbers = append(e.numbers, n)
	return n
}

func (e *evaluation) stated(f data.Figure) *number {
	a := f.Amount
	n := &number{
		text: e.l.AmountLong(a), short: e.l.Amount(a), about: e.describe(f),
		Interval: a.Interval, value: a.Value, date: a.Date, unit: a.Unit, bound: a.Bound,
		fromRounding: a.Bound == data.BoundExact && a.Unit.IsMeasured(),
		fromWords:    a.Bound != data.BoundExact,
	}
	return n
}

// describe says in words what a figure is about: measure, parties, scope.
func (e *evaluation) describe(f data.Figure) string {
	text := e.l.Measure(f.Measure)
	if who := e.parties(f); who != "" {
		text += ", " + who
	}
	return text
}

func (e *evaluation) parties(f data.Figure) string {
	var names []string
	for _, code := range []string{f.Reporter, f.Partner} {
		if code != "" {
			names = append(names, e.l.Country(code))
		}
	}
	return strings.Join(names, "\u2013")
}

func (e *evaluation) computed(op analysis.Operation, figures []data.Figure) (*number, error) {
	r, err := analysis.Compare(op, figures, analysis.Options{})
	if err != nil {
		return nil, err
	}
	c := r.Comparisons[0]
	n := &number{about: Formula(e.l, c), formula: c.Formula, Interval: c.Interval, value: c.Value, unit: c.Unit,
		verdict: c.Verdict, fromRounding: c.FromRounding, fromWords: c.FromWords, record: c.Note, notes: Remarks(e.l, c, figures)}
	if len(r.Warnings) > 0 {
		n.notes = append(n.notes, Cautions(e.l, figures)...)
	}
	switch op {
	case analysis.Agree:
		if len(figures) > 2 {
			return nil, fmt.Errorf("{{ agree }} shows one verdict; name two figures, not %d", len(figures))
		}
		n.text = Answer(e.l, c)
	case analysis.Rank:
		e.rank(n, r, figures)
	default:
		n.text = Answer(e.l, c)
	}
	n.short = n.text
	return n, nil
}

// rank sets what an expression shows of a rank: the figures in order, with the
// places that are not certain, and in the notes the place of each.
func (e *evaluation) rank(n *number, r analysis.Result, figures []data.Figure) {
	labels := charts.FromFigures(figures, e.l).Col("label").Records()
	asked := analysis.Comparison{Operation: analysis.Rank, Of: figures[0].ID}
	byID := map[string]string{}
	for i, f := range figures {
		byID[f.ID] = labels[i]
		if i > 0 {
			asked.To = append(asked.To, f.ID)
		}
	}
	label := func(id string) string { return byID[id] }
	var notes []string
	n.text, notes = order(e.l, r, label)
	n.notes = append(notes, n.notes...)
	_, record := order(locale.English, r, label)
	n.record = locale.English.Join(locale.ListSemicolon, append(record, nonEmpty(n.record)...))
	n.about, n.formula = Formula(e.l, asked), Formula(locale.English, asked)
	n.value, n.Interval = data.Number{}, data.Interval{}
}

var notSlug = regexp.MustCompile(`[^a-z0-9]+`)

// anchor returns the id of the entry of a number in the page.
func (n *number) anchor() string {
	return "number-" + strings.Trim(notSlug.ReplaceAllString(strings.ToLower(n.key), "-"), "-")
}

// basis says where the bounds come from, or "".
func (n *number) basis(l locale.Language) string { return Basis(l, n.fromRounding, n.fromWords) }

// locator writes a place in the language of the report, where it has the form
// that periplus gives to places.
func (e *evaluation) locator(f data.Figure) string {
	var paragraph, sentence int
	if _, err := fmt.Sscanf(f.Place.Locator, string(locale.SentencePlace), &paragraph, &sentence); err != nil {
		return f.Place.Locator
	}
	return e.l.Text(locale.SentencePlace, paragraph, sentence)
}

// inferred names in words what a source implies without printing it.
func (e *evaluation) inferred(f data.Figure) string {
	words := map[string]locale.Key{"start": locale.PeriodWord, "end": locale.PeriodWord, "value": locale.ValueWord, "measure": locale.MeasureWord}
	var out []string
	for _, column := range f.Inferred {
		word := column
		if key, ok := words[column]; ok {
			word = e.l.Text(key)
		}
		if !slices.Contains(out, word) {
			out = append(out, word)
		}
	}
	return e.l.List(out)
}

// shownDigits is how many digits of a computed end readers are shown; it is
// rounded outwards, and all of them stand in figures.json.
const shownDigits = 5

func shownEnd(end data.Number, mode data.RoundMode) data.Number {
	if end.Sign() == 0 || data.LastDigit(end.Significant(mode)).Exponent() >= end.Exponent()-shownDigits {
		return end // stated, or as short as if it were
	}
	return end.RoundTo(data.Pow10(end.Exponent()-shownDigits+1), mode)
}

// possible writes the interval as "$3.45bn ≤ x < $3.55bn", or "" where there is
// none beside the value.
func (n *number) possible(l locale.Language) string {
	if !n.Low.IsSet() && !n.High.IsSet() || n.Low.Equal(n.High) {
		return ""
	}
	text := "x"
	sign := map[bool]string{false: " ≤ ", true: " < "}
	unit := n.unit
	if unit == data.Ratio {
		unit = ""
	}
	if n.Low.IsSet() {
		text = l.Value(shownEnd(n.Low, data.Down), unit) + sign[n.LowOpen] + text
	}
	if n.High.IsSet() {
		text += sign[n.HighOpen] + l.Value(shownEnd(n.High, data.Up), unit)
	}
	return text
}
