package cepii

import (
	"slices"
	"strconv"
	"sync"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/place"
)

// spot is what a code of BACI stands for in one year.
type spot struct {
	known bool // looked up already
	id    int  // number of the place in placeIDs
	code  string
	err   error // why the code cannot be read
	// Whether the filter admits the place.
	reporter, partner bool
}

// yearSpots are the spots of one year.
type yearSpots struct {
	year  int
	admit bool // the filter admits the year
	codes [maxCode]spot
}

// filter looks up the codes of rows and tells which rows a selection admits.
// It belongs to one goroutine.
type filter struct {
	b        *baci
	where    data.Selection
	constant bool // the selection admits what is the same in all rows
	years    map[int]*yearSpots
	last     *yearSpots
	products []uint8 // by product: 0 not known yet, 1 admitted, 2 not; nil admits all
}

func newFilter(b *baci, where data.Selection) *filter {
	q := &filter{b: b, where: where, years: map[int]*yearSpots{}}
	q.constant = (&data.Selection{Classifications: where.Classifications, Flows: where.Flows, Unit: where.Unit}).Matches(&b.like)
	if len(where.Products) > 0 {
		q.products = make([]uint8, otherCodes+mostOther)
	}
	return q
}

// of returns the spots of exporter and importer.
func (q *filter) of(r *row) (from, to *spot) {
	if q.last == nil || q.last.year != r.year {
		q.setYear(r.year)
	}
	from, to = &q.last.codes[r.from], &q.last.codes[r.to]
	if !from.known {
		q.lookup(from, r.from)
	}
	if !to.known {
		q.lookup(to, r.to)
	}
	return from, to
}

func (q *filter) setYear(year int) {
	y, ok := q.years[year]
	if !ok {
		f := data.Flow{Period: data.Date{Year: year}}
		y = &yearSpots{year: year, admit: q.constant && (&data.Selection{Period: q.where.Period}).Matches(&f)}
		q.years[year] = y
	}
	q.last = y
}

func (q *filter) lookup(s *spot, code int) {
	s.known = true
	found, err := place.Resolve(place.BACI, strconv.Itoa(code), q.last.year)
	if err != nil {
		s.err = err
		return
	}
	s.code = found.Code
	s.id = q.b.ids.of(found.Code)
	s.reporter = len(q.where.Reporters) == 0 || slices.Contains(q.where.Reporters, s.code)
	s.partner = len(q.where.Partners) == 0 || slices.Contains(q.where.Partners, s.code)
}

// admits reports whether a row is selected. of has been called for it.
func (q *filter) admits(r *row, from, to *spot) bool {
	return q.last.admit && from.reporter && to.partner && (q.products == nil || q.admitsProduct(r.product))
}

func (q *filter) admitsProduct(code uint32) bool {
	is := &q.products[code]
	if *is == 0 {
		*is = 2
		f := data.Flow{Product: q.b.layout.codes.text(code)}
		if (&data.Selection{Products: q.where.Products}).Matches(&f) {
			*is = 1
		}
	}
	return *is == 1
}

// met returns the codes met in any year.
func (q *filter) met() []int {
	var out []int
	for _, y := range q.years {
		for code := range y.codes {
			if s := &y.codes[code]; s.known && s.err == nil {
				out = append(out, code)
			}
		}
	}
	return out
}

// mergers returns a warning for each code that stands for two states in the
// years of a file.
func mergers(file string, codes []int, first, last int) (warnings []error) {
	slices.Sort(codes)
	for _, code := range slices.Compact(codes) {
		if text, ok := place.Merges(place.BACI, strconv.Itoa(code), first, last); ok {
			warnings = append(warnings, &data.ParseError{File: file, Field: "i, j", Value: strconv.Itoa(code), Err: errorText(text)})
		}
	}
	return warnings
}

type errorText string

func (e errorText) Error() string { return string(e) }

// unknown returns the error of a row of which a place is not known.
func (l *layout) unknown(from, to *spot, line string, number int) error {
	at, name, err := l.at[1], "i", from.err
	if err == nil {
		at, name, err = l.at[2], "j", to.err
	}
	e := &data.ParseError{File: l.file, Line: number, Field: name, Err: err}
	if cells, err := splitLine(line, l.comma); err == nil && at < len(cells) {
		e.Col, e.Value = cells[at].col, cells[at].text
	}
	return e
}

// placeIDs gives places numbers from 1, so that sums can be kept under them.
type placeIDs struct {
	mu    sync.Mutex
	ids   map[string]int
	codes []string // by number
}

func newPlaceIDs() *placeIDs { return &placeIDs{ids: map[string]int{}, codes: []string{""}} }

func (p *placeIDs) of(code string) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	id, ok := p.ids[code]
	if !ok {
		id = len(p.codes)
		p.ids[code] = id
		p.codes = append(p.codes, code)
	}
	return id
}
