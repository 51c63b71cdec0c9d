package worldbank

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/place"
)

// Classification is the classification of indicator codes in flows.
const Classification = "WDI"

// MissingIndicator lists what stands for no value in WDI and DataBank: nothing,
// and two full stops.
var MissingIndicator = []string{"", ".."}

// indicators is a table of indicators. Of country, series and time each is in
// the rows (as name, code or both) or in the columns; with all three in the
// rows there is one column of values.
type indicators struct {
	databank      bool
	country, name int // cells of the country's code and name, −1 where absent
	series, title int // cells of the series' code and name
	time, year    int // cells of Time Code and Time
	values        []valueColumn
}

// valueColumn is a column with values. What the rows do not say, it does.
type valueColumn struct {
	at         int
	period     data.Date
	code, name string // of a country or a series
}

var indicatorNames = map[string]string{
	"country code": "country", "country name": "name", "economy code": "country", "economy name": "name",
	"series code": "series", "series name": "title", "indicator code": "series", "indicator name": "title",
	"time code": "time", "time": "year",
}

// bracketed matches a column of DataBank: what it is, and its code.
var bracketed = regexp.MustCompile(`^(.*\S)\s*\[([^\[\]]+)\]$`)

// newIndicators reads a header; it returns nil where it is none of indicators.
func newIndicators(cells []string) (layout, error) {
	l := &indicators{}
	at := map[string]*int{"country": &l.country, "name": &l.name, "series": &l.series, "title": &l.title, "time": &l.time, "year": &l.year}
	for _, p := range at {
		*p = -1
	}
	var rest []int
	for i, cell := range cells {
		lower := strings.ToLower(cell)
		if p, ok := at[indicatorNames[lower]]; ok {
			*p = i
			l.databank = l.databank || strings.HasPrefix(lower, "series") || strings.HasPrefix(lower, "time")
		} else if cell != "" {
			rest = append(rest, i)
		}
	}
	hasCountry, hasSeries, hasTime := l.country >= 0 || l.name >= 0, l.series >= 0 || l.title >= 0, l.time >= 0 || l.year >= 0
	if len(rest) == 0 {
		return nil, nil
	}
	var err error
	switch {
	case hasCountry && hasSeries && hasTime:
		if len(rest) != 1 || !strings.EqualFold(cells[rest[0]], "value") {
			return nil, nil
		}
		l.values = []valueColumn{{at: rest[0]}}
	case hasCountry && hasSeries:
		l.values, err = periodColumns(cells, rest)
	case hasTime && (hasCountry || hasSeries):
		l.databank = true
		l.values = codeColumns(cells, rest)
	}
	if err != nil || len(l.values) == 0 {
		return nil, err
	}
	return l, nil
}

// periodColumns reads the columns of a table with a column for each period. It
// returns none where the first is no period at all.
func periodColumns(cells []string, rest []int) (out []valueColumn, err error) {
	for n, i := range rest {
		period, err := parsePeriod(cells[i])
		if err != nil {
			if n == 0 && !strings.ContainsAny(cells[i], "0123456789") {
				return nil, nil
			}
			return nil, fmt.Errorf("column %d: %w", i+1, err)
		}
		out = append(out, valueColumn{at: i, period: period})
	}
	return out, nil
}

// codeColumns reads columns as "GDP (current US$) [NY.GDP.MKTP.CD]". It returns
// none where one of them is not so.
func codeColumns(cells []string, rest []int) (out []valueColumn) {
	for _, i := range rest {
		m := bracketed.FindStringSubmatch(cells[i])
		if m == nil {
			return nil
		}
		out = append(out, valueColumn{at: i, name: m[1], code: m[2]})
	}
	return out
}

var periodPattern = regexp.MustCompile(`^(?:YR)?(\d{4})(?:M(\d{2}))?(?:\s*\[[^\]]*\])?$`)

// parsePeriod reads 2019, YR2019, 2019 [YR2019] and 2019M03.
func parsePeriod(s string) (data.Date, error) {
	m := periodPattern.FindStringSubmatch(s)
	if m == nil {
		return data.Date{}, fmt.Errorf("cannot read %q as a year or month, as 2019, 2019 [YR2019] or 2019M03; quarters are not read", clip(s))
	}
	d := data.Date{}
	d.Year, _ = strconv.Atoi(m[1])
	d.Month, _ = strconv.Atoi(m[2]) // "" is 0: a year
	if d.Month > 12 || m[2] == "00" || d.Year == 0 {
		return data.Date{}, fmt.Errorf("cannot read %q as a month", clip(s))
	}
	return d, nil
}

// clip shortens text of a file for a message.
func clip(s string) string { return data.Clip(s, 40) }

func (l *indicators) token() string {
	if l.databank {
		return TokenDataBank
	}
	return TokenWDI
}

// identify takes title and vintage from the lines before the header, or, in
// DataBank, from those at the end.
func (l *indicators) identify(h header, release *data.Release) error {
	release.Title = "World Development Indicators"
	lines := h.preamble
	if l.databank {
		lines = nil
		for rec, err := range h.in.rows() {
			if err != nil {
				return err
			}
			text := strings.TrimSpace(rec.Cells[0])
			if key, value, ok := strings.Cut(text, ":"); ok && isFooter(text) {
				lines = append(lines, []string{strings.TrimSpace(strings.Clone(key)), strings.TrimSpace(strings.Clone(value))})
			}
		}
	}
	for _, cells := range lines {
		if len(cells) < 2 || cells[1] == "" {
			continue
		}
		switch strings.ToLower(cells[0]) {
		case "data source", "data from database":
			release.Title = cells[1]
		case "last updated date", "last updated":
			date, err := parseDay(cells[1])
			if err != nil {
				return &data.ParseError{File: h.in.f.Name, Field: cells[0], Value: cells[1], Err: err}
			}
			release.Generated, release.Vintage = date, date.String()
		}
	}
	release.Notes = append(release.Notes, "values are those of the World Bank in one vintage, which revises earlier years too; an indicator's definition is in its name and its notes at the World Bank")
	return nil
}

// isFooter reports whether the first cell of a line is one of DataBank's words
// below the table.
func isFooter(cell string) bool {
	cell = strings.TrimSpace(cell)
	return strings.HasPrefix(cell, "Data from database:") || strings.HasPrefix(cell, "Last Updated:")
}

func parseDay(s string) (data.Date, error) {
	for _, form := range []string{"2006-01-02", "01/02/2006"} {
		if t, err := time.Parse(form, s); err == nil {
			return data.Date{Year: t.Year(), Month: int(t.Month()), Day: t.Day()}, nil
		}
	}
	return data.Date{}, fmt.Errorf("cannot read %q as a day, as 2026-04-08 or, month first, 04/08/2026", clip(s))
}

// series is what the name of an indicator tells.
type series struct {
	code string
	measure
}

func (l *indicators) read(r *reader) {
	known := map[string]series{}
	find := func(code, title string) series {
		if code == "" {
			code = title
		}
		s, ok := known[code]
		if !ok {
			s = series{strings.Clone(code), measureOf(title)}
			known[s.code] = s
			if title != "" && len(known) <= mostNamed {
				r.notes = append(r.notes, s.code+" is "+strings.Clone(title))
			}
		}
		return s
	}
	for rec := range r.records() {
		if isFooter(rec.Cells[0]) {
			continue
		}
		if err := r.width(rec); err != nil {
			r.refuse(err)
			continue
		}
		if err := l.row(r, rec, find); err != nil {
			r.refuse(err)
		}
	}
}

// row yields the flows of a record. The error is about the whole of it.
func (l *indicators) row(r *reader, rec *row, find func(code, title string) series) error {
	get := func(at int) string {
		if at < 0 {
			return ""
		}
		return strings.TrimSpace(rec.Cells[at])
	}
	var at data.Date
	if l.time >= 0 || l.year >= 0 {
		cell := max(l.time, -1)
		if cell < 0 || get(cell) == "" {
			cell = l.year
		}
		var err error
		if at, err = parsePeriod(get(cell)); err != nil {
			return rec.Errorf(max(cell, 0), "time", "%w", err)
		}
	}
	var s series
	if l.series >= 0 || l.title >= 0 {
		if s = find(get(l.series), get(l.title)); s.code == "" {
			return rec.Errorf(max(l.series, l.title), "series", "the indicator is missing")
		}
	}
	var where place.Place
	if l.country >= 0 || l.name >= 0 {
		var err error
		if where, err = l.place(r, get(l.country), get(l.name), at.Year); err != nil {
			return rec.Errorf(max(l.country, 0), "country", "%w", err)
		}
	}
	if line, ok := r.stated.before(rec.Line, where.Code, s.code, at.String()); ok {
		return rec.Errorf(max(l.series, l.title, l.country, l.name, 0), "series", "line %d has the same (%s) already; sums would count it twice", line,
			strings.Join(slices.DeleteFunc([]string{where.Code, s.code, at.String()}, func(s string) bool { return s == "" }), ", "))
	}
	for _, v := range l.values {
		l.value(r, rec, v, where, s, at, find)
	}
	return nil
}

// place resolves a country by its code, or by its name where it has none.
func (l *indicators) place(r *reader, code, name string, year int) (place.Place, error) {
	switch {
	case code != "":
		found, err := r.place(code, false, 0)
		if errors.Is(err, place.ErrAmbiguous) && year > 0 {
			found, err = r.place(code, false, year)
		}
		return found, err
	case name != "":
		return r.place(name, true, year)
	}
	return place.Place{}, errors.New("the country is missing")
}

// value yields the flow of one cell.
func (l *indicators) value(r *reader, rec *row, v valueColumn, where place.Place, s series, at data.Date, find func(code, title string) series) {
	text := ""
	if v.at < len(rec.Cells) {
		text = strings.TrimSpace(rec.Cells[v.at])
	}
	if slices.Contains(MissingIndicator, text) {
		r.drop("no value stated", rec.Line)
		return
	}
	switch {
	case v.code == "":
	case l.series < 0 && l.title < 0:
		s = find(v.code, v.name)
	default:
		var err error
		if where, err = l.place(r, v.code, v.name, at.Year); err != nil {
			r.refuse(&data.ParseError{File: r.f.Name, Line: r.h.line, Field: "country", Value: v.code, Err: err})
			return
		}
	}
	d, rounded, err := number(text, s.scale)
	if err != nil {
		r.refuse(rec.Errorf(v.at, r.h.cells[v.at], "%w", err))
		return
	}
	if rounded {
		r.out.Account.Repair(roundedReason, rec.Line)
	}
	if v.period.IsSet() {
		at = v.period
	}
	r.emit(data.Flow{Reporter: where.Code, Product: s.code, Classification: Classification, Period: at, Value: d, Unit: s.unit,
		Estimate: s.estimate, Flag: s.words, Source: r.out.Release.ID, Line: rec.Line, Aggregate: side(where, place.Place{})})
}
