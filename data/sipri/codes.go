package sipri

import (
	"fmt"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
	"github.com/periplus-data/periplus/data/place"
)

var codeColumns = []data.Column{
	{Name: "code", Meaning: "SIPRI's own code of the place; not one of ISO."},
	{Name: "name", Meaning: "Name as SIPRI writes it; * marks a group that is no state, ** an organisation."},
	{Name: "place", Meaning: "Place code; empty where the table of places has none."},
	{Name: "kind", Meaning: "What the place is: state, former state, group, organisation …"},
}

// openCodes opens SIPRI's table of codes of places as a reference table with
// the columns code, name, place and kind. The row All, which stands for no
// place, is dropped.
func openCodes(f *file.File, text string, l *layout, o data.ReadOptions) (*data.Reading, error) {
	r := newReader(f.Name, text, l, o)
	t := data.Table{Columns: codeColumns}
	seen := map[string]int{}
	for r.next() {
		r.account.Read++
		code, name := r.get(codeField), r.get(nameField)
		switch {
		case r.secondHeader():
			r.account.Drop(reasonHeader, r.line())
			continue
		case code == "" && party(name) == "":
			r.account.Drop("a row for all places", r.line())
			continue
		case len(r.cells) != len(l.header):
			r.trouble = fmt.Errorf("the row has %d cells where the header has %d", len(r.cells), len(l.header))
		case code == "":
			r.fail(codeField, fmt.Errorf("the code of %q is missing", clip(name)))
		case name == "":
			r.fail(nameField, fmt.Errorf("the name of %q is missing", clip(code)))
		case seen[code] > 0:
			r.fail(codeField, fmt.Errorf("the code %q stands on line %d already", clip(code), seen[code]))
		}
		if r.reject() {
			continue
		}
		seen[code] = r.line()
		p, err := place.Resolve(place.SIPRI, code, 0)
		if err != nil {
			if e := r.places.find(name); e.err == nil {
				p = e.place
			} else {
				r.warn("%s:%d: no table of places has the code %q of %q", r.name, r.line(), clip(code), clip(name))
			}
		}
		t.Rows = append(t.Rows, []string{code, name, p.Code, string(p.Kind)})
	}
	if err := r.err(); err != nil {
		return nil, err
	}
	if r.account.Read == 0 {
		return nil, &data.ParseError{File: f.Name, Line: l.line, Err: errNoRows}
	}
	r.account.Flows = len(t.Rows)
	rel, err := describe(f, l, r.pre, "codes of places")
	if err != nil {
		return nil, err
	}
	rel.ID, rel.Unit, rel.Notes = data.NewReleaseID(l.format, rel.Vintage), "", nil
	return &data.Reading{Release: rel, Account: r.account, Warnings: r.warnings, Table: func() (data.Table, error) { return t, nil }}, nil
}
