package cepii

import (
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
	"github.com/periplus-data/periplus/data/place"
)

// rows yields the rows of the table and completes release, account and
// warnings.
func (t *tableReader) rows() iter.Seq2[[]string, error] {
	return func(yield func([]string, error) bool) {
		problems := data.Problems{File: t.f.Name}
		t.account = data.Account{Of: "rows"}
		first := true
		for rec, err := range t.f.Records(file.Dialect{LazyQuotes: true}) {
			if err != nil {
				yield(nil, err)
				return
			}
			if first {
				first = false
				continue
			}
			row, drop, err := t.row(rec)
			switch problem := (*data.ParseError)(nil); {
			case drop != "":
				t.account.Read++
				t.account.Drop(drop, rec.Line)
			case err == nil:
				t.account.Read++
				t.account.Flows++
				if problems.Len() == 0 && !yield(row, nil) {
					return
				}
			case errors.As(err, &problem) && t.o.KeepGoing:
				t.account.Read++
				t.account.Rejects = append(t.account.Rejects, problem)
			default:
				problems.Add(err)
			}
		}
		if err := problems.Err(); err != nil {
			yield(nil, err)
			return
		}
		t.complete()
	}
}

// row reads one record. drop is why it becomes no row.
func (t *tableReader) row(rec *file.Record) (row []string, drop string, err error) {
	cells := rec.Cells
	if t.isHeader(cells) {
		return nil, "header repeated", nil
	}
	if !slices.ContainsFunc(cells, func(c string) bool { return strings.TrimSpace(c) != "" }) {
		return nil, "row without any text", nil
	}
	if len(cells) != len(t.header) {
		return nil, "", &data.ParseError{File: t.f.Name, Line: rec.Line,
			Err: fmt.Errorf("the row has %d cells and the header %d; the row is cut off, or the file is not one table", len(cells), len(t.header))}
	}
	year := 0
	if t.year >= 0 {
		if year, err = parseYear(strings.TrimSpace(cells[t.year])); err != nil {
			return nil, "", rec.Errorf(t.year, t.format.year, "%w", err)
		}
		if s := t.o.Years.Start.Year; s != 0 && year < s {
			return nil, "outside the years asked for", nil
		}
		if e := t.o.Years.End.Year; e != 0 && year > e {
			return nil, "outside the years asked for", nil
		}
		t.cover(year)
	}
	row = make([]string, 0, len(t.places)+len(t.columns))
	for _, p := range t.places {
		code, err := t.place(p, strings.TrimSpace(cells[p.at]), year, rec.Line)
		if err != nil {
			return nil, "", rec.Errorf(p.at, p.of, "%w", err)
		}
		row = append(row, code)
	}
	for _, c := range t.columns {
		text, repaired, err := t.cell(c, cells[c.at])
		if err != nil {
			return nil, "", rec.Errorf(c.at, c.name, "%w", err)
		}
		if repaired {
			t.account.Repair("leading zero of the product code restored", rec.Line)
		}
		row = append(row, text)
	}
	return row, "", t.once(rec)
}

func (t *tableReader) isHeader(cells []string) bool {
	if len(cells) != len(t.header) {
		return false
	}
	for i, c := range cells {
		name := strings.ToLower(strings.TrimSpace(c))
		if other, ok := t.format.names[name]; ok {
			name = other
		}
		if name != t.header[i] {
			return false
		}
	}
	return true
}

// cover notes a year of the table.
func (t *tableReader) cover(year int) {
	c := &t.release.Coverage
	if c.Start.Year == 0 || year < c.Start.Year {
		c.Start.Year = year
	}
	c.End.Year = max(c.End.Year, year)
}

// place resolves a code. A code that is no place leaves the cell empty, which
// a warning says: it must not keep users from the rest of a long table.
func (t *tableReader) place(p placeReader, code string, year, line int) (string, error) {
	if t.isMissing(code) {
		return "", errors.New("the code of the country is missing")
	}
	found, err := place.Resolve(p.system, code, year)
	if err != nil && p.system == place.CEPII {
		found, err = place.Resolve(place.ISO3, code, year)
	}
	if err != nil {
		if _, ok := t.unknown[code]; !ok {
			t.unknown[strings.Clone(code)] = line
		}
		return "", nil
	}
	if t.format.finish != nil {
		t.rowsOf[found.Code]++
	}
	return found.Code, nil
}

func (t *tableReader) isMissing(text string) bool {
	return slices.Contains(MissingTables[t.format.token], text)
}

// cell reads one cell of a column.
func (t *tableReader) cell(c tableColumn, text string) (out string, repaired bool, err error) {
	text = strings.TrimSpace(text)
	if t.isMissing(text) {
		return "", false, nil
	}
	switch {
	case c.parse != nil:
		return c.parse(text)
	case c.kind == data.NumberColumn:
		d, err := data.ParseDecimal(text)
		return d.String(), false, err
	case c.kind == data.WholeColumn:
		d, err := data.ParseDecimal(text) // Stata and pandas write 1.0
		if _, scale := d.Parts(); err == nil && scale > 0 {
			err = fmt.Errorf("cannot read %q as a whole number", clip(text))
		}
		return d.String(), false, err
	}
	return strings.Clone(text), false, nil
}

// once checks that the row is the only one of its kind.
func (t *tableReader) once(rec *file.Record) error {
	if len(t.format.unique) == 0 {
		return nil
	}
	var parts []string
	last := 0
	for _, name := range t.format.unique {
		last = slices.Index(t.header, name)
		parts = append(parts, strings.TrimSpace(rec.Cells[last]))
	}
	key := strings.Join(parts, ", ")
	if line, ok := t.seen[key]; ok {
		return rec.Errorf(last, t.format.unique[len(t.format.unique)-1], "%s is on line %d already; remove one", key, line)
	}
	t.seen[key] = rec.Line
	return nil
}

// complete adds what is known only at the end.
func (t *tableReader) complete() {
	t.release.Notes = append(t.release.Notes, t.f.Notes()...)
	for _, code := range slices.Sorted(maps.Keys(t.unknown)) {
		t.warnings = append(t.warnings, fmt.Errorf("%s:%d: no place is known for the code %q, so that its cell is empty in each of its rows", t.f.Name, t.unknown[code], clip(code)))
	}
	if t.format.finish != nil {
		t.warnings = append(t.warnings, t.format.finish(t)...)
	}
}

// manyRows warns of countries with several rows.
func manyRows(t *tableReader) []error {
	var names []string
	for _, code := range slices.Sorted(maps.Keys(t.rowsOf)) {
		if t.rowsOf[code] > 1 {
			names = append(names, code)
		}
	}
	if len(names) == 0 {
		return nil
	}
	count := strconv.Itoa(len(names)) + " countries have"
	if len(names) == 1 {
		count = "1 country has"
	}
	return []error{errors.New(t.f.Name + ": " + count + " a row for each of two cities (" + strings.Join(names, ", ") +
		"); select maincity = 1 for the city of dist, or cap = 1 for the capital")}
}
