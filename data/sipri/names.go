package sipri

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/periplus-data/periplus/data/place"
)

// placeBook remembers which place a name of SIPRI is. No name of SIPRI changes
// its meaning with the year.
type placeBook struct {
	entries map[string]*placeEntry
	unknown int // names that are no place
}

func newPlaceBook() placeBook { return placeBook{entries: map[string]*placeEntry{}} }

// maxUnknown is how many names are looked up in vain: to propose the nearest
// name takes a while, and a file with so many is one of another kind.
const maxUnknown = 1000

var errManyUnknown = errors.New("is no name of a place, as a thousand before it; is this the right column?")

type placeEntry struct {
	name     string // as the file writes it first: one text for all deals
	place    place.Place
	err      error
	from, to int // first and last year of its flows
	rows     int
}

// find returns the place that SIPRI writes by a name, or by one of its codes. A
// group or organisation that the table of places does not have (SIPRI adds
// some in most years) has its name as a code of SIPRI: it is nobody else, and
// stays among the parts of every sum.
func (b *placeBook) find(name string) *placeEntry {
	e, ok := b.entries[name]
	if ok {
		return e
	}
	if b.unknown >= maxUnknown {
		return &placeEntry{name: name, err: fmt.Errorf("%q %w", clip(name), errManyUnknown)}
	}
	if e = lookup(name); e.err != nil {
		b.unknown++
	}
	e.name = name
	b.entries[name] = e
	return e
}

func lookup(name string) *placeEntry {
	if name == "" {
		return &placeEntry{err: errors.New("the name of the place is missing")}
	}
	p, err := place.Named(place.SIPRI, name, 0)
	if err == nil {
		return &placeEntry{place: p}
	}
	if p, codeErr := place.Resolve(place.SIPRI, name, 0); codeErr == nil {
		return &placeEntry{place: p}
	}
	if strings.HasPrefix(strings.ToLower(name), "unknown ") {
		return &placeEntry{place: place.Place{Code: named(name), Kind: place.Unknown, Name: name}}
	}
	return &placeEntry{err: err}
}

// named is the code of a place that has none but its name.
func named(name string) string { return "SIPRI:" + name }

// note counts a row of the place in the years from..to.
func (e *placeEntry) note(from, to int) {
	e.rows++
	if e.from == 0 || from < e.from {
		e.from = from
	}
	e.to = max(e.to, to)
}

// merge adds the rows that another book has counted.
func (b *placeBook) merge(other *placeBook) {
	for name, o := range other.entries {
		e := b.find(name)
		if o.rows > 0 {
			rows := e.rows + o.rows
			e.note(o.from, o.to)
			e.rows = rows
		}
	}
}

// warnings says which names no table of places has, and in one more warning
// which codes stand for two states in the years of their rows.
func (b *placeBook) warnings(file string) []error {
	names := make([]string, 0, len(b.entries))
	for name := range b.entries {
		names = append(names, name)
	}
	slices.Sort(names)
	var out []error
	var merged []string
	for _, name := range names {
		e := b.entries[name]
		if e.err != nil {
			continue
		}
		if e.place.Code == named(name) {
			out = append(out, fmt.Errorf("%s: no table of places has %q; it is kept as %s", file, name, e.place.Code))
			continue
		}
		if e.rows == 0 {
			continue
		}
		if code, ok := e.place.In(place.SIPRI, 0); ok {
			if w, merges := place.Merges(place.SIPRI, code, e.from, e.to); merges {
				merged = append(merged, fmt.Sprintf("%s (%d rows of %d to %d)", w, e.rows, e.from, e.to))
			}
		}
	}
	if len(merged) > 0 {
		out = append(out, fmt.Errorf("%s: some series are those of more than one state: %s", file, strings.Join(merged, "; ")))
	}
	return out
}
