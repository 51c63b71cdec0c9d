package place

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/periplus-data/periplus/data"
)

// Named returns the place that a provider writes by this name in a year; 0 is a
// year that is not known. It tries the names of the system and then those in
// general use, first as they are and then without regard to case, accents,
// punctuation, "the" and the asterisks that SIPRI puts after groups and
// organisations. An empty system has general names alone. SIPRI's "All",
// "Total" and "Total world import" are the world.
//
// A group or body that SIPRI adds to its list is known by its mark: "New group
// (Sudan)*" is a non-state group in Africa and "New body**" an international
// body, with the code "SIPRI:" and the name as written.
//
// The error wraps [ErrUnknown] and proposes the nearest name.
func Named(s System, name string, year int) (Place, error) {
	t := load()
	if sp, ok := t.named(s, name, year); ok {
		return t.places[sp.place], nil
	}
	if s == SIPRI && t.err == nil {
		if p, ok := t.marked(name); ok {
			return p, nil
		}
	}
	return Place{}, t.unnamed(s, name)
}

// marked makes a place of a name that SIPRI marks as that of no state. The
// state in brackets tells the region.
func (t *tables) marked(name string) (Place, bool) {
	name = norm.NFC.String(strings.TrimSpace(name))
	bare := strings.TrimRight(name, "* ")
	if !strings.HasSuffix(name, "*") || fold(bare) == "" || len(name) > 100 {
		return Place{}, false
	}
	p := Place{Code: sipriPrefix + name, Kind: NonState, Name: bare, Note: "not in the list of SIPRI's codes"}
	if strings.HasSuffix(name, "**") {
		p.Kind = Organisation
	}
	if open := strings.LastIndex(bare, "("); open >= 0 && p.Kind == NonState {
		if sp, ok := t.named(SIPRI, strings.TrimSuffix(bare[open+1:], ")"), 0); ok {
			p.Region = t.places[sp.place].Region
		}
	}
	return p, true
}

const sipriPrefix = "SIPRI:"

// named tries the names of s and the general ones, as they are and folded.
func (t *tables) named(s System, name string, year int) (span, bool) {
	general := t.systems[len(systemNames)]
	tried := []*system{general}
	if n := s.index(); n >= 0 {
		tried = []*system{t.systems[n], general}
	} else if s != "" {
		return span{}, false
	}
	name = strings.TrimSpace(name)
	for _, table := range tried {
		if spans := table.names[name]; len(spans) > 0 {
			return t.choose(spans, "", year)
		}
	}
	key := fold(name)
	if key == "" {
		return span{}, false
	}
	for _, table := range tried {
		if spans := table.folded[key]; len(spans) > 0 {
			return t.choose(spans, "", year)
		}
	}
	return span{}, false
}

// longestText is how much of a code or name an error shows, which is more than
// any has.
const longestText = 120

// unnamed says why a name has no place.
func (t *tables) unnamed(s System, name string) error {
	if t.err != nil {
		return t.err
	}
	n := s.index()
	if n < 0 && s != "" {
		return fmt.Errorf("%q is not a system of names; those are %s", string(s), joinSystems())
	}
	name = strings.TrimSpace(name)
	if name == "" {
		return fmt.Errorf("no name of a place: %w", ErrUnknown)
	}
	if n < 0 {
		n = len(systemNames)
	}
	name = data.Clip(name, longestText)
	key := fold(name)
	_, own := t.systems[n].proposals()
	_, general := t.systems[len(systemNames)].proposals()
	if near := nearest(key, 1+len(key)/8, own, general); near != "" {
		if sp, ok := t.named(s, near, 0); ok {
			return fmt.Errorf("no place is called %q; nearest is %q: %w", name, t.places[sp.place].Name, ErrUnknown)
		}
	}
	return fmt.Errorf("no place is called %q: %w", name, ErrUnknown)
}

// fold writes a name in lower case without accents, its words apart by one
// blank, "&" as "and", "st" as "saint", and without "the".
func fold(name string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ReplaceAll(name, "&", " and ")) {
		switch {
		case unicode.Is(unicode.Mn, r), r == '\'', r == '’', r == '.':
		case unicode.IsLetter(r), unicode.IsDigit(r):
			b.WriteRune(unicode.ToLower(r))
		default:
			b.WriteByte(' ')
		}
	}
	words := slices.DeleteFunc(strings.Fields(b.String()), func(w string) bool { return w == "the" })
	for i, w := range words {
		if w == "st" {
			words[i] = "saint"
		}
	}
	return strings.Join(words, " ")
}

// keys returns the keys of a map in order.
func keys(m map[string][]span) []string {
	all := make([]string, 0, len(m))
	for k := range m {
		all = append(all, k)
	}
	slices.Sort(all)
	return all
}

// proposals returns the codes and the folded names of the system in order.
func (s *system) proposals() (codes, names []string) {
	s.listed.Do(func() {
		s.codeList, s.nameList = keys(s.codes), keys(s.folded)
		for n, spans := range s.digits {
			if len(spans) > 0 {
				s.codeList = append(s.codeList, strconv.Itoa(n))
			}
		}
	})
	return s.codeList, s.nameList
}

// nearest returns the first candidate that is at most limit edits away from
// text and nearer than those before it, or "". A long text is near to nothing.
func nearest(text string, limit int, lists ...[]string) string {
	best, least := "", limit+1
	if len(text) > 100 {
		return ""
	}
	for _, list := range lists {
		for _, c := range list {
			if abs(len(c)-len(text)) >= least {
				continue
			}
			if d := edits(text, c); d < least {
				best, least = c, d
			}
		}
	}
	return best
}

// edits is the number of bytes to insert, delete or replace between a and b.
func edits(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

func abs(n int) int { return max(n, -n) }
