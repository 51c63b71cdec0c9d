package place

import (
	"errors"
	"iter"
	"strings"
)

// Kind says what sort of thing a place is.
type Kind string

// The kinds of places.
const (
	State        Kind = "state"        // member or observer of the United Nations
	Territory    Kind = "territory"    // any other place that ISO 3166 lists, Kosovo and the Channel Islands
	Former       Kind = "former"       // a state or reporting area that no longer exists
	Aggregate    Kind = "aggregate"    // a group or region whose members are places too: never added to them
	World        Kind = "world"        // all places together: never added to them
	Residual     Kind = "residual"     // areas not elsewhere specified, bunkers, free zones: part of the world
	NonState     Kind = "non-state"    // an armed group, or a state that hardly anybody recognised
	Organisation Kind = "organisation" // an international body
	Unknown      Kind = "unknown"      // a party that the provider could not identify: part of the world
)

// IsPart reports whether places of this kind make up the world, so that their
// values may be added: true for all but [World] and [Aggregate].
func (k Kind) IsPart() bool { return k != World && k != Aggregate && k != "" }

// Place is one party to trade or arms transfers.
type Place struct {
	Code string // alpha-3 of ISO 3166-1 or 3166-3, WLD, or PROVIDER:code
	Kind Kind
	Name string // in English
	// Start and End are the first and last year of the place in its present
	// bounds, 0 where open. A state that lost or gained another one starts anew:
	// Sudan in 2011, Germany in 1990. Providers back-cast, so that data before
	// Start exist; see [Merges].
	Start, End int
	// Successors are the codes of what a former state became, sorted. The slice
	// is shared: do not modify it.
	Successors []string
	// Region is that of SIPRI's Arms Transfers Database, one of [Regions]. An
	// armed group has the region it fights in, since SIPRI's regional totals hold
	// it; international bodies and unknown parties have none and count in the
	// world alone.
	Region string
	Note   string // what a reader must know, "" where there is nothing
}

// Regions returns the five regions of the SIPRI Arms Transfers Database in
// alphabetical order.
func Regions() []string {
	return []string{"Africa", "Americas", "Asia and Oceania", "Europe", "Middle East"}
}

// ErrUnknown is wrapped by the errors of [Resolve] and [Named] where no place
// has the code or name.
var ErrUnknown = errors.New("unknown place")

// ErrAmbiguous is wrapped by the errors of [Resolve] where the code fits several
// places and the year does not decide.
var ErrAmbiguous = errors.New("ambiguous place")

// Lookup returns the place with this code of ours, those included that [Named]
// makes for groups which SIPRI has added. It knows nothing of the codes of
// providers: see [Resolve].
func Lookup(code string) (Place, bool) {
	t := load()
	if i, ok := t.byCode[code]; ok {
		return t.places[i], true
	}
	if name, ok := strings.CutPrefix(code, sipriPrefix); ok {
		if p, ok := t.marked(name); ok && p.Code == code {
			return p, true
		}
	}
	return Place{}, false
}

// All yields every place, sorted by code.
func All() iter.Seq[Place] {
	return func(yield func(Place) bool) {
		for _, p := range load().places {
			if !yield(p) {
				return
			}
		}
	}
}
