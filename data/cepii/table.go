package cepii

import (
	"errors"
	"fmt"
	"iter"
	"regexp"
	"slices"
	"strings"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
	"github.com/periplus-data/periplus/data/place"
)

// MissingTables lists what stands for a missing cell in each reference table,
// by the format's token. NA is the alpha-2 code of Namibia and no missing mark
// in the lists that have alpha-2 codes.
var MissingTables = map[string][]string{
	TokenCountries:        {"", "N/A"},
	TokenProducts:         {""},
	TokenDist:             {"", "."},
	TokenGeo:              {"", "."},
	TokenGravity:          {"", "NA", "."},
	TokenGravityCountries: {"", "NA", "."},
}

// TableOptions choose from a reference table.
type TableOptions struct {
	data.ReadOptions
	// Columns are the columns to keep, by their names in the file; the columns
	// of places stay in any case. Empty keeps all.
	Columns []string
	// Years keeps the rows of these years in a table that has years; an end
	// that is not set is open.
	Years data.Period
}

// format is a reference table: how its header is known and what its columns
// are.
type format struct {
	token, title string
	key          []string          // columns that its header has, in lower case
	any          []string          // columns of which it has one, unless empty
	not          string            // a column that it does not have
	names        map[string]string // by other names of columns
	columns      []spec
	pairs        bool // columns end in _o (origin) and _d (destination) or in neither
	year         string
	places       []placeColumn
	unique       []string // columns whose cells together are in one row only
	recognize    func(first []string) bool
	notes        []string
	finish       func(t *tableReader) []error
}

// spec is a column of a format.
type spec struct {
	name    string
	kind    data.ColumnKind
	meaning string
	parse   func(string) (cell string, repaired bool, err error)
}

// placeColumn is a column of place codes that the reader adds.
type placeColumn struct {
	name, of, meaning string
	system            place.System
}

// formats are all reference tables.
func formats() []*format {
	return []*format{&countriesFormat, &productsFormat, &distFormat, &geoFormat, &gravityFormat, &gravityCountriesFormat}
}

// ReadTable opens a reference table: the countries or products of BACI,
// dist_cepii, geo_cepii, or the Gravity database. [data.Reading.Table] reads
// it; Account and Warnings are complete then.
//
// The columns are those of the file under their names there, after columns
// with the codes of the places (place, or origin and destination). Missing
// cells are empty, numbers are plain decimals.
func ReadTable(f *file.File, o TableOptions) (*data.Reading, error) {
	t, err := newTableReader(f, o)
	if err != nil {
		return nil, err
	}
	r := &data.Reading{Release: t.release, Account: data.Account{Of: "rows"}}
	r.Table = func() (data.Table, error) {
		out := data.Table{Columns: t.output()}
		for row, err := range t.rows() {
			if err != nil {
				return data.Table{}, err
			}
			if len(out.Rows)*len(out.Columns) > mostCells {
				return data.Table{}, &data.ParseError{File: f.Name, Err: fmt.Errorf("the table has over %d million cells; choose columns or years", mostCells/1_000_000)}
			}
			out.Rows = append(out.Rows, row)
		}
		r.Release, r.Account, r.Warnings = t.release, t.account, t.warnings
		return out, nil
	}
	return r, nil
}

// mostCells is how many cells Table holds in memory: two gigabytes. All of the
// Gravity database are four hundred million.
const mostCells = 50_000_000

// EachRow streams a reference table of any length: columns describe the cells
// of every row. A row is new each time. An error ends it.
func EachRow(f *file.File, o TableOptions) (columns []data.Column, rows iter.Seq2[[]string, error], err error) {
	t, err := newTableReader(f, o)
	if err != nil {
		return nil, nil, err
	}
	return t.output(), t.rows(), nil
}

// tableReader reads one reference table.
type tableReader struct {
	f        *file.File
	o        TableOptions
	format   *format
	release  data.Release
	account  data.Account
	warnings []error

	columns []tableColumn // those kept
	header  []string      // in lower case
	year    int           // cell of the year, or −1
	places  []placeReader
	seen    map[string]int // line by unique cells
	rowsOf  map[string]int // rows by place, for finish
	unknown map[string]int // line of the first row with a code that is no place
}

type tableColumn struct {
	spec
	at int // cell
}

type placeReader struct {
	placeColumn
	at int
}

func newTableReader(f *file.File, o TableOptions) (*tableReader, error) {
	format, header, err := recognizeTable(f)
	if err != nil {
		return nil, err
	}
	t := &tableReader{f: f, o: o, format: format, header: header, year: -1, seen: map[string]int{}, rowsOf: map[string]int{}, unknown: map[string]int{}}
	t.release = data.Release{
		Format: format.token, Publisher: "CEPII", Title: format.title,
		Licence: licence, File: f.Name, Bytes: f.Size, Notes: slices.Clone(format.notes),
	}
	if m := tableVintage.FindStringSubmatch(f.Name); m != nil {
		t.release.Vintage = m[1]
		t.release.Notes = append(t.release.Notes, "the vintage "+m[1]+" is from the file's name; its content does not tell")
	}
	t.release.ID = data.NewReleaseID(format.token, t.release.Vintage)
	if t.release.SHA256, err = f.SHA256(); err != nil {
		return nil, err
	}
	return t, t.choose()
}

var tableVintage = regexp.MustCompile(`(?i)[_ -]V(20[0-9]{4}[a-z]?)(?:[^0-9]|$)`)

// recognizeTable finds the format by the header, which is the first record.
func recognizeTable(f *file.File) (found *format, header []string, err error) {
	var first []string
	no := &data.ParseError{File: f.Name, Err: errors.New("this is no file of CEPII that periplus knows: BACI, its lists of countries and products, dist_cepii, geo_cepii or Gravity")}
	if f.Kind() != file.Text {
		return nil, nil, no
	}
	for rec, err := range f.Records(file.Dialect{LazyQuotes: true}) {
		if err != nil {
			return nil, nil, err
		}
		if header == nil {
			for _, cell := range rec.Cells {
				header = append(header, strings.ToLower(strings.TrimSpace(cell)))
			}
			continue
		}
		for _, cell := range rec.Cells {
			first = append(first, strings.TrimSpace(strings.Clone(cell)))
		}
		break
	}
	for _, candidate := range formats() {
		names := slices.Clone(header)
		for i, name := range names {
			if other, ok := candidate.names[name]; ok {
				names[i] = other
			}
		}
		has := func(name string) bool { return slices.Contains(names, name) }
		if allOf(candidate.key, has) && (candidate.not == "" || !has(candidate.not)) && (len(candidate.any) == 0 || slices.ContainsFunc(candidate.any, has)) && (candidate.recognize == nil || candidate.recognize(first)) {
			return candidate, names, nil
		}
	}
	return nil, nil, no
}

func allOf(names []string, has func(string) bool) bool {
	for _, name := range names {
		if !has(name) {
			return false
		}
	}
	return true
}

// choose settles which columns are kept.
func (t *tableReader) choose() error {
	for _, want := range t.o.Columns {
		if !slices.Contains(t.header, strings.ToLower(want)) {
			return fmt.Errorf("%s has no column %q%s", t.f.Name, clip(want), data.Suggest(want, t.header))
		}
	}
	for at, name := range t.header {
		if name == "" {
			continue // of a separator at the end of each line, or R's row numbers
		}
		if slices.Index(t.header, name) < at {
			return &data.ParseError{File: t.f.Name, Line: 1, Value: name, Err: fmt.Errorf("the column %s is there twice", name)}
		}
		if name == t.format.year {
			t.year = at
		}
		known, ok := t.format.spec(name)
		if len(t.o.Columns) > 0 && !slices.ContainsFunc(t.o.Columns, func(c string) bool { return strings.EqualFold(c, name) }) {
			continue
		}
		if !ok {
			t.warnings = append(t.warnings, fmt.Errorf("%s: the column %s is none that CEPII documents; it is kept as text", t.f.Name, name))
		}
		t.columns = append(t.columns, tableColumn{known, at})
	}
	for _, p := range t.format.places {
		if at := slices.Index(t.header, p.of); at >= 0 {
			t.places = append(t.places, placeReader{p, at})
		}
	}
	return nil
}

// spec returns what is known of a column.
func (f *format) spec(name string) (spec, bool) {
	base, side := name, ""
	if f.pairs {
		if b, ok := strings.CutSuffix(name, "_o"); ok {
			base, side = b, "origin"
		} else if b, ok := strings.CutSuffix(name, "_d"); ok {
			base, side = b, "destination"
		}
	}
	for _, s := range f.columns {
		if s.name == name {
			return s, true
		}
	}
	for _, s := range f.columns {
		if side != "" && s.name == base+"_*" {
			s.name, s.meaning = name, strings.ReplaceAll(s.meaning, "*", side)
			return s, true
		}
	}
	return spec{name: name, meaning: "Not documented by CEPII."}, false
}

// output describes the columns of the table.
func (t *tableReader) output() []data.Column {
	var out []data.Column
	for _, p := range t.places {
		out = append(out, data.Column{Name: p.name, Meaning: p.meaning})
	}
	for _, c := range t.columns {
		out = append(out, data.Column{Name: c.name, Kind: c.kind, Meaning: c.meaning})
	}
	return out
}
