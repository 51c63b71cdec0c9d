package articles

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/language"

	"github.com/periplus-data/periplus/data"
)

var (
	idPattern  = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	hexPattern = regexp.MustCompile(`^[0-9a-f]{64}$`)
)

func parseID(s string) (string, error) {
	if !idPattern.MatchString(s) || len(s) > 80 {
		return "", fmt.Errorf("%q is no id; write lower-case words and digits joined by hyphens, as vn-ru-trade-2022", clip(s))
	}
	return s, nil
}

func parseHash(s string) (string, error) {
	if !hexPattern.MatchString(s) {
		return "", fmt.Errorf("%q is no SHA-256; it has 64 digits 0-9 a-f, and `periplus figures add` fills it in", clip(s))
	}
	return s, nil
}

func parseCount(s string) (int64, error) {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 0 {
		return 0, fmt.Errorf("%q is no number of bytes; write a whole number from 0", clip(s))
	}
	return n, nil
}

// parseCode reads an ISO 3166-1 alpha-3 code, or nothing.
func parseCode(s string) (string, error) {
	if s == "" {
		return "", nil
	}
	region, err := language.ParseRegion(s)
	if err != nil || region.ISO3() != s || !region.IsCountry() {
		hint := ""
		if err == nil && region.IsCountry() {
			hint = fmt.Sprintf(" (did you mean %q?)", region.ISO3())
		}
		return "", fmt.Errorf("%q is no ISO 3166-1 alpha-3 code%s; write three capital letters, as VNM", clip(s), hint)
	}
	return s, nil
}

func parseFlag(s string) (bool, error) {
	switch s {
	case "", "false":
		return false, nil
	case "true":
		return true, nil
	}
	return false, fmt.Errorf("%q is neither true nor false", clip(s))
}

// parseLanguage reads a BCP 47 tag, or nothing.
func parseLanguage(s string) (string, error) {
	if s == "" {
		return "", nil
	}
	if _, err := language.Parse(s); err != nil {
		return "", fmt.Errorf("%q is no BCP 47 tag of a language; write one as fr or en", clip(s))
	}
	return s, nil
}

// parseURL reads the address of a page, or nothing. A report makes a link of
// it, so it must not be one that runs something.
func parseURL(s string) (string, error) {
	if s == "" {
		return "", nil
	}
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return "", fmt.Errorf("%q is no address of a page; write one as https://example.org/article", clip(s))
	}
	return s, nil
}

// sourceColumns describes sources.csv.
func sourceColumns() []data.Column {
	return []data.Column{
		{Name: "id", Meaning: "What users type."},
		{Name: "kind", Meaning: "article or dataset."},
		{Name: "title", Meaning: "Title as printed."},
		{Name: "author", Meaning: "Author as printed; empty where the source names none."},
		{Name: "publisher", Meaning: "Publisher; empty where the source names none."},
		{Name: "published", Meaning: "Date of publication or creation, ISO 8601; empty where the source has none."},
		{Name: "language", Meaning: "BCP 47 tag of the text."},
		{Name: "licence", Meaning: "Terms under which the source is offered; empty where none are stated."},
		{Name: "url", Meaning: "Where it was published; empty where that is not known."},
		{Name: "sha256", Meaning: "SHA-256 of the whole file, lower-case hex."},
		{Name: "bytes", Kind: data.WholeColumn, Meaning: "Length of the whole file."},
		{Name: "note", Meaning: "What a reader has to know."},
	}
}

func (l *loader) sources(t table) []data.Source {
	var out []data.Source
	seen := map[string]int{}
	for _, r := range t.rows {
		if l.stopped() {
			return out
		}
		s := r.source()
		if line, twice := seen[s.ID]; twice && s.ID != "" {
			r.wrong("id", fmt.Errorf("%q stands in line %d already", s.ID, line))
		}
		seen[s.ID] = r.line
		out = append(out, s)
	}
	return out
}

func (r row) source() data.Source {
	s := data.Source{
		ID: parse(r, "id", parseID), Kind: parse(r, "kind", parseKind),
		Title: r.text("title"), Author: r.text("author"), Publisher: r.text("publisher"),
		Published: parse(r, "published", data.ParseDate), Language: parse(r, "language", parseLanguage),
		Licence: r.text("licence"), URL: parse(r, "url", parseURL),
		SHA256: parse(r, "sha256", parseHash), Note: r.text("note"),
	}
	before := r.l.count
	if s.Bytes = parse(r, "bytes", parseCount); r.l.count > before {
		s.Bytes = unknownLength
	}
	return s
}

// unknownLength stands for the length of a source where it cannot be read, so
// that one problem is not told again for every figure.
const unknownLength = math.MaxInt64

func parseKind(s string) (data.SourceKind, error) {
	if k := data.SourceKind(s); k == data.Article || k == data.Dataset {
		return k, nil
	}
	return "", fmt.Errorf("%q is no kind of source; write article or dataset", clip(s))
}

// figures reads the rows of figures.csv. The sources are complete where every
// row of sources.csv could be read; otherwise a source that is not among them
// is no problem of the figure.
func (l *loader) figures(t table, sources []data.Source, complete bool) []data.Figure {
	var out []data.Figure
	lines := map[string]int{}
	lengths := map[string]int64{}
	for _, s := range sources {
		lengths[s.ID] = s.Bytes
	}
	for _, r := range t.rows {
		if l.stopped() {
			return out
		}
		if s := r.text("source"); !complete && lengths[s] == 0 {
			lengths[s] = unknownLength
		}
		f := r.figure(lengths)
		if line, twice := lines[f.ID]; twice && f.ID != "" {
			r.wrong("id", fmt.Errorf("%q stands in line %d already", f.ID, line))
		}
		lines[f.ID] = r.line
		out = append(out, f)
	}
	byID := make(map[string]data.Figure, len(out))
	for _, f := range out {
		byID[f.ID] = f
	}
	for i, r := range t.rows {
		if l.stopped() {
			return out
		}
		r.checkSameAs(out[i], byID)
	}
	return out
}

func (r row) figure(lengths map[string]int64) data.Figure {
	f := data.Figure{
		ID: parse(r, "id", parseID), Source: r.text("source"), Measure: r.text("measure"),
		Reporter: parse(r, "reporter", parseCode), Partner: parse(r, "partner", parseCode),
		Period: data.Period{Start: parse(r, "start", data.ParseDate), End: parse(r, "end", data.ParseDate)},
		Scope:  r.text("scope"), Note: r.text("note"), SameAs: r.text("same_as"),
		Inferred: parse(r, "inferred", parseInferred),
	}
	for _, column := range f.Inferred {
		if r.text(column) == "" && !strings.HasPrefix(column, "low") && !strings.HasPrefix(column, "high") {
			r.wrong("inferred", fmt.Errorf("column %q is empty, so nothing was inferred for it; fill it, or take its name out", column))
		}
	}
	length, ok := lengths[f.Source]
	if !ok {
		r.wrong("source", unknownSource(f.Source, slices.Sorted(maps.Keys(lengths))))
		length = unknownLength
	}
	f.Place = r.place(length)
	if p := f.Period; p.Start.IsSet() && p.End.IsSet() && p.End.Last().Before(p.Start.First()) {
		r.wrong("end", fmt.Errorf("%s lies before start, %s", p.End, p.Start))
	}
	if m, err := data.LookupMeasure(f.Measure); err != nil {
		r.wrong("measure", err)
	} else {
		f.Amount = r.amount(m)
	}
	return f
}

func unknownSource(id string, known []string) error {
	const shown = 10
	list := strings.Join(known[:min(shown, len(known))], ", ")
	if len(known) > shown {
		list += fmt.Sprintf(" and %d more", len(known)-shown)
	}
	if len(known) == 0 {
		list = "none"
	}
	return fmt.Errorf("unknown source %q%s; sources.csv has %s", clip(id), data.Suggest(id, known), list)
}

func parseInferred(s string) ([]string, error) {
	names := strings.Fields(s)
	known := strings.Split(columnNames(data.FigureColumns()), ",")
	for _, n := range names {
		if !slices.Contains(known, n) {
			return nil, fmt.Errorf("unknown column %q%s; write names of columns with a blank between them", clip(n), data.Suggest(n, known))
		}
	}
	return names, nil
}

// place reads the spans and holds them against the length of the source and
// against each other.
func (r row) place(length int64) data.Place {
	before := r.l.count
	span := func(name string) data.Span {
		before := r.l.count
		s := data.Span{Start: parse(r, name+"_start", parseCount), End: parse(r, name+"_end", parseCount)}
		switch {
		case r.l.count > before:
		case s.End <= s.Start:
			r.wrong(name+"_end", fmt.Errorf("%d is not behind %s_start, %d", s.End, name, s.Start))
		case s.End > length:
			r.wrong(name+"_end", fmt.Errorf("%d lies behind the end of the source, which has %d bytes", s.End, length))
		}
		return s
	}
	p := data.Place{Locator: r.text("locator"), Quote: span("quote"), Sentence: span("sentence")}
	spansHold := r.l.count == before
	p.Quote.SHA256, p.Sentence.SHA256 = parse(r, "quote_sha256", parseHash), parse(r, "sentence_sha256", parseHash)
	if !spansHold {
		return p
	}
	if p.Quote.Start < p.Sentence.Start || p.Quote.End > p.Sentence.End {
		r.wrong("sentence_start", fmt.Errorf("the sentence, bytes %d to %d, does not hold the quote, bytes %d to %d", p.Sentence.Start, p.Sentence.End, p.Quote.Start, p.Quote.End))
	}
	return p
}

// amount reads the statement, derives its interval, and holds the ends that
// the file gives against it.
func (r row) amount(m data.Measure) data.Amount {
	before := r.l.count
	unit := data.Unit("")
	if r.text("unit") != "" {
		if unit = parse(r, "unit", data.ParseUnit); !m.Fits(unit) {
			r.wrong("unit", fmt.Errorf("%s is not measured in %s; write %s", m.ID, unit, m.UnitNames()))
		}
	}
	given := data.Interval{Low: parse(r, "low", data.ParseNumber), High: parse(r, "high", data.ParseNumber),
		LowOpen: parse(r, "low_open", parseFlag), HighOpen: parse(r, "high_open", parseFlag)}
	s := data.Statement{Bound: parse(r, "bound", data.ParseBound), Unit: unit,
		Step: parse(r, "step", data.ParseNumber), Rounding: parse(r, "rounding", data.ParseRounding)}
	if s.Bound == data.BoundRange || s.Bound == data.BoundDirection {
		s.Range = given
	}
	if unit == data.DateUnit && s.Bound != data.BoundVague {
		s.Date = parse(r, "value", data.ParseDate)
	} else {
		s.Value = parse(r, "value", data.ParseNumber)
	}
	if r.l.count > before {
		return data.Amount{}
	}
	a, err := data.NewAmount(s, m.Floor, m.Cap)
	if err != nil {
		r.statementErrors(err)
		return a
	}
	r.checkEnds(given, a)
	return a
}

// statementErrors reports each problem of a statement at its cell.
func (r row) statementErrors(err error) {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range joined.Unwrap() {
			r.statementErrors(e)
		}
		return
	}
	if e, ok := errors.AsType[*data.FieldError](err); ok {
		r.wrong(e.Field, e.Err)
		return
	}
	r.wrong("bound", err)
}

// checkEnds holds low, high, low_open and high_open of the file against what
// follows from the statement. Low and high may be left empty.
func (r row) checkEnds(given data.Interval, a data.Amount) {
	check := func(column string, got, want data.Number) {
		if r.text(column) != "" && !got.Equal(want) {
			r.wrong(column, fmt.Errorf("%s does not follow from the statement; %sleave it empty", got, instead(want)))
		}
	}
	check("low", given.Low, a.Low.Significant(data.Down))
	check("high", given.High, a.High.Significant(data.Up))
	flag := func(column string, got, want bool) {
		if r.text(column) != "" && got != want {
			r.wrong(column, fmt.Errorf("%v does not follow from the statement; write %v, or leave it empty", got, want))
		}
	}
	flag("low_open", given.LowOpen, a.LowOpen)
	flag("high_open", given.HighOpen, a.HighOpen)
}

// instead says what to write in place of an end, where there is one.
func instead(want data.Number) string {
	if !want.IsSet() {
		return ""
	}
	return fmt.Sprintf("write %s, or ", want)
}

// checkSameAs demands that same_as names another figure of the same measure
// and parties, in another currency.
func (r row) checkSameAs(f data.Figure, byID map[string]data.Figure) {
	if f.SameAs == "" {
		return
	}
	other, known := byID[f.SameAs]
	switch unit, otherUnit := f.Amount.Unit, other.Amount.Unit; {
	case !known:
		r.wrong("same_as", fmt.Errorf("unknown figure %q%s", clip(f.SameAs), data.Suggest(f.SameAs, slices.Sorted(maps.Keys(byID)))))
	case other.ID == f.ID:
		r.wrong("same_as", errors.New("a figure is not linked to itself"))
	case other.Measure != f.Measure || other.Reporter != f.Reporter || other.Partner != f.Partner || !other.Period.Equal(f.Period):
		r.wrong("same_as", fmt.Errorf("%s has another measure, parties or period; same_as links one statement in two currencies", other.ID))
	case unit == "" || otherUnit == "": // told already, or without a number
	case unit == otherUnit:
		r.wrong("same_as", fmt.Errorf("%s is in %s too; same_as links one statement in two currencies", other.ID, otherUnit))
	case !unit.IsMoney() || !otherUnit.IsMoney():
		r.wrong("same_as", fmt.Errorf("%s is in %s, this figure in %s; same_as links one statement in two currencies", other.ID, otherUnit, unit))
	}
}
