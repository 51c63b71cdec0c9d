package data

import (
	"fmt"
	"iter"
	"strings"
	"unicode"
)

// Release is one release (vintage) of a data set, as a file holds it. What
// neither the file nor its provider says is left empty, never guessed.
type Release struct {
	ID        string // short and stable, see NewReleaseID
	Format    string // token of the format, as "sipri-register-new"
	Publisher string
	Title     string
	Licence   string // the provider's terms in a sentence
	Vintage   string // an ISO date or the provider's version, as "2025-01-03" or "202501"
	Generated Date   // day on which the provider made the file, where it is printed
	Unit      Unit   // "" where rows differ
	Coverage  Period // years that the file covers: from its own words, else from its rows
	// Closed says that every flow of the places and years that the file covers
	// is in it, so that what has no row is nothing. It is true for a whole
	// trade register, a TIV table and BACI, false for an extract.
	Closed bool
	// Reconciled says that the provider states each flow once, from the books of
	// both sides or of neither: BACI, SIPRI. Nobody reports it, and it has no
	// mirror.
	Reconciled bool
	// Lacks are the years within Coverage of which a file of the whole world has
	// no flow at all, ascending: somebody has left them out, and what has no row
	// in them is not nothing.
	Lacks  []int
	File   string // name as the user gave it
	SHA256 string // of the file as it lies on disk, in lower-case hex
	Bytes  int64
	Notes  []string // what a reader of its numbers has to know
}

// NewReleaseID returns format and vintage as one id of lower-case words joined
// by hyphens; without a vintage it is the format alone.
func NewReleaseID(format, vintage string) string {
	var b strings.Builder
	gap := false
	for _, r := range strings.ToLower(format + " " + vintage) {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			gap = b.Len() > 0
			continue
		}
		if gap {
			b.WriteByte('-')
			gap = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

// Credit returns publisher, title and vintage in one line, as a source note
// has them.
func (r Release) Credit() string {
	parts := make([]string, 0, 3)
	for _, s := range []string{r.Publisher, r.Title} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	if r.Vintage != "" {
		parts = append(parts, "vintage "+r.Vintage)
	}
	if len(parts) == 0 {
		return r.File
	}
	return strings.Join(parts, ", ")
}

// ReadOptions are what every reader may be told. The zero value is strict.
type ReadOptions struct {
	// KeepGoing collects records that cannot be read in Account.Rejects instead
	// of failing.
	KeepGoing bool
}

// Reading is a file that its reader has recognised and opened. Exactly one of
// Flows and Table is set.
type Reading struct {
	Release  Release
	Account  Account
	Warnings []error
	// Flows yields the flows of the file in its order, once. Account,
	// Release.Coverage and Warnings are complete when it has ended. An error
	// ends it: it joins a *ParseError for each problem, at most 20.
	Flows iter.Seq2[Flow, error]
	// Table reads a table that holds no flows: codes, distances.
	Table func() (Table, error)
}

// Panel collects all flows of a reading. It is an error where the file holds
// no flows, and where the account does not close.
func (r *Reading) Panel() (*Panel, error) {
	if r.Flows == nil {
		return nil, fmt.Errorf("%s is a reference table (%s) and holds no flows", r.Release.File, r.Release.Format)
	}
	p := &Panel{}
	for f, err := range r.Flows {
		if err != nil {
			return nil, err
		}
		p.Flows = append(p.Flows, f)
	}
	if err := r.Account.Check(); err != nil {
		return nil, fmt.Errorf("%s: %w", r.Release.File, err)
	}
	p.Release, p.Account, p.Warnings = r.Release, r.Account, r.Warnings
	if !p.Release.Coverage.IsSet() {
		p.Release.Coverage = coverage(p.Flows)
	}
	return p, nil
}

// coverage returns the span of the periods of the flows.
func coverage(flows []Flow) Period {
	var p Period
	for i := range flows {
		p = p.Cover(flows[i].Period)
	}
	return p
}
