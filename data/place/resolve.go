package place

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/periplus-data/periplus/data"
)

// System is a set of codes and names.
type System string

// The systems of codes. ISO3 and ISO2 know the withdrawn codes of ISO 3166-3
// too. Comtrade and BACI read numbers and the letters that stand beside them in
// their files; WorldBank reads those of WDI and of WITS; COW reads numbers
// (ccode) and letters (stateabb). NSO, Viet Nam's statistics office, has names
// alone, in English and Vietnamese.
const (
	ISO2      System = "ISO2"
	ISO3      System = "ISO3"
	M49       System = "M49"
	Comtrade  System = "Comtrade"
	BACI      System = "BACI"
	SIPRI     System = "SIPRI"
	COW       System = "COW"
	WorldBank System = "WorldBank"
	CEPII     System = "CEPII"
	NSO       System = "NSO"
)

var systemNames = [...]System{ISO2, ISO3, M49, Comtrade, BACI, SIPRI, COW, WorldBank, CEPII, NSO}

// Systems returns all systems of codes and names.
func Systems() []System { return append([]System(nil), systemNames[:]...) }

func (s System) index() int {
	switch s {
	case ISO2:
		return 0
	case ISO3:
		return 1
	case M49:
		return 2
	case Comtrade:
		return 3
	case BACI:
		return 4
	case SIPRI:
		return 5
	case COW:
		return 6
	case WorldBank:
		return 7
	case CEPII:
		return 8
	case NSO:
		return 9
	}
	return -1
}

// Resolve returns the place that a code of a system means in a year; 0 is a
// year that is not known. Blanks around the code, and zeros before a number,
// make no difference.
//
// The year chooses where a code had several meanings: alpha-2 CS is
// Czechoslovakia until 1992 and Serbia and Montenegro later. It never refuses
// one: providers use codes before and after their time, and [Valid] tells.
//
// The error says which code is wanted where the system does not have this one
// ([ErrUnknown]), or which places it fits where the year does not decide
// ([ErrAmbiguous]). Resolve does not allocate unless it fails.
func Resolve(s System, code string, year int) (Place, error) {
	t := load()
	sp, ok := t.find(s.index(), code, year)
	if !ok {
		return Place{}, t.unresolved(s, strings.Clone(code), year)
	}
	return t.places[sp.place], nil
}

// find returns the one span that fits.
func (t *tables) find(s int, code string, year int) (span, bool) {
	if s < 0 {
		return span{}, false
	}
	spans := t.systems[s].spans(code)
	if len(spans) == 1 {
		return spans[0], true
	}
	if systemNames[s] != ISO3 {
		code = ""
	}
	return t.choose(spans, code, year)
}

// spans returns the meanings of a code.
func (s *system) spans(code string) []span {
	code = strings.TrimSpace(code)
	if n := number(code); n >= 0 && s.digits != nil {
		return s.digits[n]
	}
	return s.codes[code]
}

// choose picks the span that is meant in the year: the nearest, of several the
// one that began last. Without a year it is the only place, the place of this
// code of ours, or the only one that is open.
func (t *tables) choose(spans []span, code string, year int) (span, bool) {
	if len(spans) == 0 {
		return span{}, false
	}
	if year == 0 {
		return t.chooseUndated(spans, code)
	}
	best, tie := spans[0], false
	for _, sp := range spans[1:] {
		d, least := sp.distance(year), best.distance(year)
		switch {
		case d < least, d == least && sp.from > best.from:
			best, tie = sp, false
		case d == least && sp.from == best.from && sp.place != best.place:
			tie = true
		}
	}
	return best, !tie
}

func (t *tables) chooseUndated(spans []span, code string) (span, bool) {
	only, open, single := spans[0], 0, true
	for _, sp := range spans {
		if t.places[sp.place].Code == code {
			return sp, true
		}
		single = single && sp.place == spans[0].place
	}
	for _, sp := range spans {
		if sp.to == 0 {
			only = sp
			open++
		}
	}
	return only, single || open == 1
}

// Valid reports whether the provider uses the code in that year. A code that
// is not known is not valid; of a known one, year 0 always is.
func Valid(s System, code string, year int) bool {
	n := s.index()
	if n < 0 {
		return false
	}
	spans := load().systems[n].spans(code)
	for _, sp := range spans {
		if year == 0 || sp.covers(year) {
			return true
		}
	}
	return false
}

// In returns the code that a system writes for the place in a year, and false
// where it has none for that year. Year 0 asks for the code in use today, or
// else for the last one. Resolve turns the code of a valid year back into the
// same place.
func (p Place) In(s System, year int) (string, bool) {
	t := load()
	i, ok := t.byCode[p.Code]
	n := s.index()
	if !ok || n < 0 {
		return "", false
	}
	code, last := "", int32(-1)
	for _, w := range t.systems[n].written[i] {
		switch {
		case year == 0 && w.to == 0:
			return w.code, true
		case year == 0 && w.to > last:
			code, last = w.code, w.to
		case year != 0 && w.covers(year):
			return w.code, true
		}
	}
	return code, code != ""
}

// Merges reports whether a code stands for two states in the years from..to, 0
// being open: ISO's DEU is West Germany until 1990 and Germany since; SIPRI has
// one Sudan before and after 2011. The warning names them with their years. It
// is also given where the only state that the code can mean in those years is
// another than [Resolve] returns: RUS in 1980–1985.
func Merges(s System, code string, from, to int) (warning string, ok bool) {
	t := load()
	n := s.index()
	if n < 0 {
		return "", false
	}
	spans := t.systems[n].spans(code)
	resolved, found := t.find(n, code, to)
	if holds := t.systems[n].holds[resolved.place]; found && holds != nil {
		spans = holds
	}
	var parts []string
	other := false
	seen := map[int32]bool{}
	spans = slices.Clone(spans)
	slices.SortFunc(spans, func(a, b span) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(t.places[a.place].Name, t.places[b.place].Name))
	})
	for _, sp := range spans {
		if to != 0 && int(sp.from) > to || from != 0 && sp.to != 0 && int(sp.to) < from {
			continue
		}
		seen[sp.place] = true
		other = other || sp.place != resolved.place
		parts = append(parts, t.places[sp.place].Name+inYears(sp))
	}
	if len(seen) < 2 && !other {
		return "", false
	}
	return fmt.Sprintf("code %s of %s stands for %s", strings.TrimSpace(code), s, strings.Join(parts, " and for ")), true
}

func inYears(sp span) string {
	switch {
	case sp.from == 0 && sp.to == 0:
		return ""
	case sp.from == 0:
		return " until " + strconv.Itoa(int(sp.to))
	case sp.to == 0:
		return " from " + strconv.Itoa(int(sp.from))
	}
	return fmt.Sprintf(" in %d–%d", sp.from, sp.to)
}

// unresolved says why a code has no place.
func (t *tables) unresolved(s System, code string, year int) error {
	if t.err != nil {
		return t.err
	}
	n := s.index()
	if n < 0 {
		return fmt.Errorf("%q is not a system of codes; those are %s", string(s), joinSystems())
	}
	code = strings.TrimSpace(code)
	if code == "" {
		return fmt.Errorf("no code of a place (%s): %w", s, ErrUnknown)
	}
	if spans := t.systems[n].spans(code); len(spans) > 0 {
		return t.ambiguous(s, code, year, spans)
	}
	code = data.Clip(code, longestText)
	for i, other := range systemNames {
		if sp, ok := t.find(i, code, year); ok {
			return fmt.Errorf("%q is not a code of %s; it is %s in %s: %w", code, s, t.places[sp.place].Name, other, ErrUnknown)
		}
	}
	codes, _ := t.systems[n].proposals()
	if near := nearest(code, 1, codes); near != "" {
		sp, _ := t.find(n, near, year)
		return fmt.Errorf("%q is not a code of %s; nearest is %s (%s): %w", code, s, near, t.places[sp.place].Name, ErrUnknown)
	}
	if sp, ok := t.named(s, code, year); ok {
		p := t.places[sp.place]
		return fmt.Errorf("%q is a name, not a code of %s; %s is %s: %w", code, s, p.Name, p.Code, ErrUnknown)
	}
	return fmt.Errorf("%q is not a code of %s: %w", code, s, ErrUnknown)
}

func (t *tables) ambiguous(s System, code string, year int, spans []span) error {
	parts := make([]string, len(spans))
	for i, sp := range spans {
		parts[i] = t.places[sp.place].Name + inYears(sp)
	}
	when := "in no stated year"
	if year != 0 {
		when = "in " + strconv.Itoa(year)
	}
	return fmt.Errorf("%q of %s %s may be %s: %w", code, s, when, strings.Join(parts, " or "), ErrAmbiguous)
}

func joinSystems() string {
	names := make([]string, len(systemNames))
	for i, s := range systemNames {
		names[i] = string(s)
	}
	return strings.Join(names, ", ")
}
