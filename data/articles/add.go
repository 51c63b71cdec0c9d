package articles

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/quote"
)

// Addition is a figure to be added to a package: the words that state it, and
// what those words cannot say.
type Addition struct {
	Quote      string // words of the text
	Near       string // words of the sentence that is meant, where the quote stands in several; "" is any
	Occurrence int    // which of several places, from 1; 0 where there is one
	// Columns holds cells of figures.csv by column name: id and measure always,
	// the others where the text does not say them or says them otherwise.
	Columns map[string]string
	// Source describes a text that the package does not hold yet: ID, Language
	// and what the text says about itself. It is not used for a known text.
	Source data.Source
}

// Draft is an addition worked out but not yet written.
type Draft struct {
	Figure    data.Figure
	Source    data.Source
	NewSource bool
	// Words is the quote as the text prints it. Folded is true where that is not
	// to the letter what was asked for: other apostrophes, quotation marks,
	// hyphens, blanks, emphasis marks or forms of accents.
	Words  string
	Folded bool
	// Missing names what has to be given before the draft can be written, by
	// columns of figures.csv, or "source" and "language" for a new text.
	Missing []string
	// Unsaid names optional columns that are empty so far.
	Unsaid []string

	dir   string
	isNew bool
}

// given are the columns that a user may give; places and hashes are not among
// them.
var given = []string{"id", "measure", "reporter", "partner", "start", "end", "value", "low", "high", "bound", "unit",
	"low_open", "high_open", "rounding", "step", "scope", "note", "locator", "inferred", "same_as"}

// Plan finds the quote, reads it, and returns the draft of a figure for the
// package in dir, which need not exist yet. Nothing is written. Where Missing
// is not empty the draft is incomplete and the call is to be made again.
//
// Errors: a *quote.FindError with candidates where the quote is missing or
// ambiguous; the problems of the package; every column that cannot be.
func Plan(dir string, text []byte, a Addition) (*Draft, error) {
	if !utf8.Valid(text) {
		return nil, errors.New("the source text is not UTF-8; save it as UTF-8")
	}
	for _, column := range slices.Sorted(maps.Keys(a.Columns)) {
		if !slices.Contains(given, column) {
			return nil, fmt.Errorf("column %q cannot be given%s", column, data.Suggest(column, given))
		}
	}
	d := &Draft{dir: dir}
	existing, err := d.open()
	if err != nil {
		return nil, err
	}
	d.chooseSource(existing, text, a.Source)
	m, err := quote.FindNear(string(text), a.Quote, a.Near, a.Occurrence)
	if err != nil {
		return nil, err
	}
	d.Words, d.Folded = string(text[m.Start:m.End]), m.Folded
	cells := placeCells(text, m)
	maps.Copy(cells, a.Columns)
	cells["source"] = d.Source.ID
	d.need(cells, "id", "measure")
	if len(d.Missing) > 0 {
		return d, nil
	}
	if err := d.readStatement(cells, string(text), m); err != nil {
		return nil, err
	}
	if len(d.Missing) > 0 {
		return d, nil
	}
	for _, column := range []string{"reporter", "partner", "start", "end"} {
		if cells[column] == "" {
			d.Unsaid = append(d.Unsaid, column)
		}
	}
	return d, d.check(cells, existing)
}

// open reads the package, if there is one.
func (d *Draft) open() (data.Figures, error) {
	entries, err := os.ReadDir(d.dir)
	if errors.Is(err, os.ErrNotExist) || err == nil && len(entries) == 0 {
		d.isNew = true
		return data.Figures{}, nil
	}
	if err != nil {
		return data.Figures{}, err
	}
	return Open(d.dir)
}

func (d *Draft) chooseSource(existing data.Figures, text []byte, described data.Source) {
	hash := Hash(text)
	if s, found := existing.BySHA256(hash); found {
		d.Source = s
		return
	}
	d.NewSource, d.Source = true, described
	d.Source.SHA256, d.Source.Bytes = hash, int64(len(text))
	if d.Source.Kind == "" {
		d.Source.Kind = data.Article
	}
	if d.Source.ID == "" {
		d.Missing = append(d.Missing, "source")
	}
	if d.Source.Language == "" {
		d.Missing = append(d.Missing, "language")
	}
}

func (d *Draft) need(cells map[string]string, columns ...string) {
	for _, c := range columns {
		if cells[c] == "" {
			d.Missing = append(d.Missing, c)
		}
	}
}

// placeCells fills the columns that say where the quote stands.
func placeCells(text []byte, m quote.Match) map[string]string {
	s := m.Sentence
	return map[string]string{
		"locator":     s.Locator(),
		"quote_start": strconv.Itoa(m.Start), "quote_end": strconv.Itoa(m.End), "quote_sha256": Hash(text[m.Start:m.End]),
		"sentence_start": strconv.Itoa(min(s.Start, m.Start)), "sentence_end": strconv.Itoa(max(s.End, m.End)),
		"sentence_sha256": Hash(text[min(s.Start, m.Start):max(s.End, m.End)]),
	}
}

// readStatement fills value, bound, unit, step and rounding from the words,
// where they are not given. A value that was given is marked as inferred: the
// words did not print it.
func (d *Draft) readStatement(cells map[string]string, text string, m quote.Match) error {
	measure, err := data.LookupMeasure(cells["measure"])
	if err != nil {
		return fmt.Errorf("measure: %w", err)
	}
	b := data.Bound(cells["bound"])
	if b != "" && (!b.IsComputable() || b == data.BoundRange && cells["low"] != "") {
		return nil
	}
	units := measure.PlainUnits()
	if cells["unit"] != "" {
		units = []data.Unit{data.Unit(cells["unit"])}
	}
	read := quote.Read
	if !measure.Floor.IsSet() {
		read = quote.ReadSigned
	}
	s, err := read(text, m, d.Source.Language, units)
	if err != nil {
		if cells["value"] == "" {
			return err
		}
		s = data.Statement{Bound: data.BoundExact}
		if len(units) > 0 {
			s.Unit = units[0]
		}
	}
	if given := cells["unit"]; err == nil && given != "" && cells["value"] == "" && s.Unit != "" && string(s.Unit) != given {
		return fmt.Errorf("unit: the words say %s, not %s; leave the unit out, or give the value too", s.Unit, given)
	}
	if cells["value"] != "" {
		// The last printed digit of a value that the words do not print is
		// not known.
		s.Value, s.Date, s.Step = data.Number{}, data.Date{}, data.Number{}
		addWord(cells, "inferred", "value")
	}
	fill(cells, s)
	d.need(cells, "unit")
	if cells["bound"] == string(data.BoundExact) && data.Unit(cells["unit"]).IsMeasured() {
		d.need(cells, "step")
	}
	return nil
}

func addWord(cells map[string]string, column, word string) {
	if words := strings.Fields(cells[column]); !slices.Contains(words, word) {
		cells[column] = strings.Join(append(words, word), " ")
	}
}

// fill sets the cells of a statement that are still empty.
func fill(cells map[string]string, s data.Statement) {
	set := func(column, text string) {
		if cells[column] == "" {
			cells[column] = text
		}
	}
	set("bound", string(s.Bound))
	set("unit", string(s.Unit))
	set("value", s.Value.String()+s.Date.String())
	if s.Bound == data.BoundRange {
		set("low", s.Range.Low.String())
		set("high", s.Range.High.String())
	}
	if cells["bound"] == string(data.BoundExact) && data.Unit(cells["unit"]).IsMeasured() {
		set("step", s.Step.String())
		set("rounding", string(data.RoundingNearest))
	}
	if cells["bound"] == string(data.BoundAbout) && s.Bound == data.BoundAbout {
		set("step", s.Step.String()) // of a fraction alone
	}
}

// check reads the cells as a row of figures.csv would be read, so that one set
// of rules holds for both.
func (d *Draft) check(cells map[string]string, existing data.Figures) error {
	l := &loader{}
	r := l.row(cells)
	d.Figure = r.figure(map[string]int64{d.Source.ID: d.Source.Bytes})
	if _, err := existing.Lookup(d.Figure.ID); err == nil {
		r.wrong("id", fmt.Errorf("%q is in the package already", d.Figure.ID))
	}
	if _, err := existing.Source(d.Source.ID); err == nil && d.NewSource {
		r.wrong("source", fmt.Errorf("%q is in the package with another text", d.Source.ID))
	}
	byID := map[string]data.Figure{d.Figure.ID: d.Figure}
	for _, f := range existing.Figures {
		byID[f.ID] = f
	}
	r.checkSameAs(d.Figure, byID)
	problems := flat(l)
	if d.NewSource {
		l = &loader{}
		l.row(sourceCells(d.Source)).source()
		for _, problem := range flat(l) {
			problems = append(problems, fmt.Errorf("source: %w", problem))
		}
	}
	return errors.Join(problems...)
}

// row makes a row of cells that stand in no file.
func (l *loader) row(cells map[string]string) row {
	r := row{l: l, columns: map[string]int{}}
	for column, text := range cells {
		r.columns[column] = len(r.cells)
		r.cells = append(r.cells, cell{text: text})
	}
	return r
}

// flat returns the problems without a place, as "column: what is wrong".
func flat(l *loader) []error {
	var problems []error
	for _, problem := range l.problems {
		if e, ok := errors.AsType[*data.ParseError](problem); ok {
			problem = fmt.Errorf("%s: %w", e.Field, e.Err)
		}
		problems = append(problems, problem)
	}
	return problems
}
