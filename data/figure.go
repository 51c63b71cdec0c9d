package data

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Source is an article, or one release (vintage) of a data set. What the
// source does not say about itself is left empty, never guessed.
type Source struct {
	ID        string
	Kind      SourceKind
	Title     string
	Author    string
	Publisher string
	Published Date   // day of publication or creation, as the source prints it
	Language  string // BCP 47 tag of the text, as "fr"
	Licence   string // terms under which the source is offered
	URL       string
	SHA256    string // of the whole file, in lower-case hex
	Bytes     int64  // length of the whole file
	Note      string
}

// SourceKind says what kind of thing a source is.
type SourceKind string

// The kinds of source.
const (
	Article SourceKind = "article"
	Dataset SourceKind = "dataset"
)

// Span is a run of bytes in a source text, with the SHA-256 of those bytes.
// The end is exclusive. Hashes let anyone who has the text prove the place
// without the text being published here.
type Span struct {
	Start, End int64
	SHA256     string // lower-case hex
}

// Place says where in its source a figure stands.
type Place struct {
	Locator  string // for readers, as "paragraph 8, sentence 3"
	Quote    Span   // the words that state the figure
	Sentence Span   // the sentence that holds them
}

// Figure is one number as a source states it: who, what, when, how much, and
// where it stands in the source.
type Figure struct {
	ID                string // lower-case words joined by hyphens, as vn-ru-trade-2022
	Source            string // id of the source
	Measure           string // id of the measure
	Reporter, Partner string // ISO 3166-1 alpha-3, or "" where the statement has none
	Period            Period // empty where the source does not date the statement
	Amount            Amount
	Scope             string // what the number covers, where the measure alone does not say
	Note              string // what a reader has to know
	Place             Place
	Inferred          []string // names of the columns that the text implies but does not print
	SameAs            string   // id of the figure that states the same in another currency
}

// IsInferred reports whether the named column was inferred.
func (f Figure) IsInferred(column string) bool { return slices.Contains(f.Inferred, column) }

// Rounded returns the figure with its interval derived under rounding r, where
// the figure is an exact measurement; any other figure comes back unchanged,
// as does every figure where r is RoundingNone. An error means that the
// statement is not possible under its measure.
func (f Figure) Rounded(r Rounding) (Figure, error) {
	if r == RoundingNone || f.Amount.Statement.Rounding == RoundingNone {
		return f, nil
	}
	m, err := LookupMeasure(f.Measure)
	if err != nil {
		return Figure{}, fmt.Errorf("%s: %w", f.ID, err)
	}
	s := f.Amount.Statement
	s.Rounding = r
	if f.Amount, err = NewAmount(s, m.Floor, m.Cap); err != nil {
		return Figure{}, fmt.Errorf("%s: %w", f.ID, err)
	}
	return f, nil
}

// Figures is a set of figures with the sources that state them.
type Figures struct {
	Sources      []Source
	Figures      []Figure
	Translations []Translation
}

// Translation is the scope and the note of a figure, or the note of a source,
// in another language than that of the package.
type Translation struct {
	ID       string // of a figure or a source
	Language string // BCP 47 tag, as "fr"
	Scope    string // "" where the figure has none
	Note     string
}

// In returns the figures with scopes and notes in a language, where there is a
// translation; what has none stays as it is. fs is not changed.
func (fs Figures) In(language string) Figures {
	out := fs
	out.Sources, out.Figures = slices.Clone(fs.Sources), slices.Clone(fs.Figures)
	byID := map[string]Translation{}
	for _, t := range fs.Translations {
		if t.Language == language {
			byID[t.ID] = t
		}
	}
	for i, s := range out.Sources {
		if t, ok := byID[s.ID]; ok && t.Note != "" {
			out.Sources[i].Note = t.Note
		}
	}
	for i, f := range out.Figures {
		t := byID[f.ID]
		if t.Scope != "" {
			out.Figures[i].Scope = t.Scope
		}
		if t.Note != "" {
			out.Figures[i].Note = t.Note
		}
	}
	return out
}

// Lookup returns the figure with this id. The error suggests a near id.
func (fs Figures) Lookup(id string) (Figure, error) {
	for _, f := range fs.Figures {
		if f.ID == id {
			return f, nil
		}
	}
	ids := make([]string, len(fs.Figures))
	for i, f := range fs.Figures {
		ids[i] = f.ID
	}
	hint := Suggest(id, ids)
	if hint == "" {
		hint = "; `periplus figures` lists them"
	}
	return Figure{}, fmt.Errorf("unknown figure %q%s", Clip(id, 80), hint)
}

// Select returns the figures with the given ids, in that order.
func (fs Figures) Select(ids []string) ([]Figure, error) {
	out := make([]Figure, len(ids))
	for i, id := range ids {
		f, err := fs.Lookup(id)
		if err != nil {
			return nil, err
		}
		out[i] = f
	}
	return out, nil
}

// Source returns the source with this id.
func (fs Figures) Source(id string) (Source, error) {
	for _, s := range fs.Sources {
		if s.ID == id {
			return s, nil
		}
	}
	ids := make([]string, len(fs.Sources))
	for i, s := range fs.Sources {
		ids[i] = s.ID
	}
	slices.SortFunc(ids, cmp.Compare[string])
	return Source{}, fmt.Errorf("unknown source %q%s; write one of %s", Clip(id, 80), Suggest(id, ids), strings.Join(ids, ", "))
}

// BySHA256 returns the source whose file has this hash.
func (fs Figures) BySHA256(hash string) (Source, bool) {
	for _, s := range fs.Sources {
		if s.SHA256 == hash {
			return s, true
		}
	}
	return Source{}, false
}

// ParseError is one thing that a reader cannot accept, with its place. Line and
// Col start at 1 and are 0 where the place is the whole file or line.
type ParseError struct {
	File  string
	Line  int
	Col   int
	Field string // column name, or ""
	Value string // as written
	Err   error  // what is wrong and what would be right
}

// longestField is how many characters of a column's name an error shows.
const longestField = 100

// Error returns "file:line:column: field: what is wrong".
func (e *ParseError) Error() string {
	var b strings.Builder
	b.WriteString(e.File)
	if e.Line > 0 {
		fmt.Fprintf(&b, ":%d", e.Line)
		if e.Col > 0 {
			fmt.Fprintf(&b, ":%d", e.Col)
		}
	}
	if e.Field != "" {
		fmt.Fprintf(&b, ": %s", Clip(e.Field, longestField))
	}
	fmt.Fprintf(&b, ": %v", e.Err)
	return b.String()
}

// Unwrap returns the cause.
func (e *ParseError) Unwrap() error { return e.Err }
