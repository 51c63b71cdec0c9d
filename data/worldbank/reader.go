package worldbank

import (
	"errors"
	"fmt"
	"hash/maphash"
	"iter"
	"maps"
	"math/big"
	"slices"
	"strings"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
	"github.com/periplus-data/periplus/data/place"
)

// reader is what the layouts share: it yields flows and keeps the account.
type reader struct {
	f        *file.File
	h        header
	o        data.ReadOptions
	out      *data.Reading
	yield    func(data.Flow, error) bool
	problems data.Problems
	going    bool // the caller wants more
	places   map[placeKey]place.Place
	groups   map[string]bool   // places that are sums over others
	sums     int               // flows of such places
	codes    map[string]*years // years by code of the World Bank
	notes    []string
	stated   stated
	first    data.Date
	last     data.Date
}

type placeKey struct {
	text string
	name bool
	year int
}

type years struct{ first, last int }

// records yields the records below the header, without repetitions of it and
// without lines of separators.
func (r *reader) records() iter.Seq[*row] {
	return func(yield func(*row) bool) {
		for rec, err := range r.h.in.rows() {
			if err != nil { // one that ends the reading, whatever is to be kept
				r.problems.Add(err)
				return
			}
			if rec.Line <= r.h.line {
				continue
			}
			switch {
			case isEmpty(rec.Cells):
				continue
			case r.isHeader(rec.Cells):
				r.out.Account.Read++
				r.out.Account.Drop("header repeated", rec.Line)
				continue
			}
			if !r.going || !yield(rec) {
				return
			}
		}
	}
}

func isEmpty(cells []string) bool {
	return !slices.ContainsFunc(cells, func(c string) bool { return strings.TrimSpace(c) != "" })
}

func (r *reader) isHeader(cells []string) bool {
	return slices.EqualFunc(cells, r.h.cells, func(a, b string) bool { return strings.TrimSpace(a) == b })
}

// stated remembers what rows are about, to find repeated ones. It keeps hashes:
// a file may have millions of rows.
type stated struct {
	seeds [2]maphash.Seed
	lines map[[2]uint64]int
}

func newStated() stated {
	return stated{[2]maphash.Seed{maphash.MakeSeed(), maphash.MakeSeed()}, map[[2]uint64]int{}}
}

// before returns the line of an earlier row about the same, and notes this one
// where there is none.
func (s *stated) before(line int, about ...string) (earlier int, ok bool) {
	key := strings.Join(about, "\x00")
	hash := [2]uint64{maphash.String(s.seeds[0], key), maphash.String(s.seeds[1], key)}
	if earlier, ok = s.lines[hash]; !ok {
		s.lines[hash] = line
	}
	return earlier, ok
}

// width checks that a record has the cells of the header. Where the header ends
// with separators, a record need not; one that only the record has is a number
// with a decimal comma more likely than nothing.
func (r *reader) width(rec *row) error {
	got := len(rec.Cells)
	if got <= len(r.h.cells) && got >= len(trimEnd(r.h.cells)) {
		return nil
	}
	return &data.ParseError{File: r.f.Name, Line: rec.Line,
		Err: fmt.Errorf("the row has %d cells and the header %d; the row is cut off, or the file is not one table", got, len(r.h.cells))}
}

func trimEnd(cells []string) []string {
	for len(cells) > 0 && cells[len(cells)-1] == "" {
		cells = cells[:len(cells)-1]
	}
	return cells
}

// refuse notes a record or cell that cannot be read.
func (r *reader) refuse(err error) {
	var problem *data.ParseError
	if r.o.KeepGoing && errors.As(err, &problem) {
		r.out.Account.Read++
		r.out.Account.Rejects = append(r.out.Account.Rejects, problem)
		return
	}
	r.problems.Add(err)
}

// emit yields a flow of a record or cell.
func (r *reader) emit(f data.Flow) {
	r.out.Account.Read++
	r.out.Account.Flows++
	if !r.first.IsSet() || f.Period.First().Before(r.first.First()) {
		r.first = f.Period
	}
	if !r.last.IsSet() || f.Period.Last().After(r.last.Last()) {
		r.last = f.Period
	}
	if f.Aggregate != data.NoSide {
		r.sums++
		if f.Aggregate != data.PartnerSide {
			r.groups[f.Reporter] = true
		}
		if f.Aggregate != data.ReporterSide {
			r.groups[f.Partner] = true
		}
	}
	if r.problems.Len() == 0 && r.going {
		r.going = r.yield(f, nil)
	}
}

// drop counts a record or cell that becomes no flow.
func (r *reader) drop(reason string, line int) {
	r.out.Account.Read++
	r.out.Account.Drop(reason, line)
}

// place returns what a code, or a name where name is set, means in a year.
func (r *reader) place(text string, name bool, year int) (place.Place, error) {
	key := placeKey{text, name, year}
	found, ok := r.places[key]
	if !ok {
		var err error
		switch {
		case strings.EqualFold(text, "All"): // WITS, besides WLD
			found, _ = place.Lookup(data.World)
		case name:
			found, err = place.Named(place.WorldBank, text, year)
		default:
			found, err = place.Resolve(place.WorldBank, text, year)
		}
		if err != nil {
			return place.Place{}, err
		}
		key.text = strings.Clone(text)
		r.places[key] = found
	}
	if !name && year > 0 {
		y, ok := r.codes[text]
		if !ok {
			y = &years{year, year}
			r.codes[strings.Clone(text)] = y
		}
		y.first, y.last = min(y.first, year), max(y.last, year)
	}
	return found, nil
}

// side returns which side of a flow is a sum over other places.
func side(reporter, partner place.Place) data.Side {
	a, b := reporter.Code != "" && !reporter.Kind.IsPart(), partner.Code != "" && !partner.Kind.IsPart()
	switch {
	case a && b:
		return data.BothSides
	case a:
		return data.ReporterSide
	case b:
		return data.PartnerSide
	}
	return data.NoSide
}

// number reads a value and multiplies it by 10^shift. A value with more digits
// than a Decimal holds, as the binary fractions that the World Bank prints, is
// rounded, which rounded tells.
func number(text string, shift int) (d data.Decimal, rounded bool, err error) {
	d, err = data.ParseDecimal(text)
	if err == nil {
		if d, err = d.Shift(shift); err == nil {
			return d, false, nil
		}
	}
	if !errors.Is(err, data.ErrDigits) {
		return data.Decimal{}, false, err
	}
	if len(text) > longestNumber {
		return data.Decimal{}, false, err
	}
	exact, ok := new(big.Rat).SetString(text)
	if !ok {
		return data.Decimal{}, false, err
	}
	exact.Mul(exact, data.Pow10(shift).Rat())
	for scale := data.MaxDecimalDigits; scale >= 0; scale-- {
		if d, e := data.ParseDecimal(exact.FloatString(scale)); e == nil {
			return d, true, nil
		}
	}
	return data.Decimal{}, false, err
}

// longestNumber bounds a number that is rounded: arithmetic on one of a million
// digits takes minutes.
const longestNumber = 64

// roundedReason is the reason of repairs by number.
const roundedReason = "value rounded to the 18 digits that are kept"

// mostNamed is how many places a note names.
const mostNamed = 12

// complete adds what is known only at the end.
func (r *reader) complete() {
	release := &r.out.Release
	if r.first.IsSet() {
		release.Coverage = data.Period{Start: r.first, End: r.last}
	}
	if len(r.groups) > 0 {
		names := slices.Sorted(maps.Keys(r.groups))
		text := strings.Join(names[:min(len(names), mostNamed)], ", ")
		if more := len(names) - mostNamed; more > 0 {
			text += fmt.Sprintf(" and %d more", more)
		}
		release.Notes = append(release.Notes, fmt.Sprintf("%d flows are of the world or of groups of countries (%s); sums leave them out unless they are named", r.sums, text))
	}
	release.Notes = append(release.Notes, r.notes...)
	release.Notes = append(release.Notes, r.f.Notes()...)
	for _, code := range slices.Sorted(maps.Keys(r.codes)) {
		y := r.codes[code]
		if text, ok := place.Merges(place.WorldBank, code, y.first, y.last); ok {
			r.out.Warnings = append(r.out.Warnings, fmt.Errorf("%s: %s", r.f.Name, text))
		}
	}
}
