package charts

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/periplus-data/periplus/charts/borders"
	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
	placecode "github.com/periplus-data/periplus/data/place"
)

// Ground is what a map is drawn on. It is part of the options of every kind of
// map.
type Ground struct {
	// Boundaries is whose view of the borders the map shows, one of
	// borders.Policies: "un", which "" stands for, or "natural-earth". The note
	// under the map names it.
	Boundaries string
	// Borders are borders of the user's own, from borders.Read. They overrule
	// Boundaries.
	Borders *borders.Map
	// World says that the map shows the world even where all its places lie in
	// one region.
	World bool
}

// mapKind is a kind of chart that is drawn on a map.
type mapKind interface {
	Chart
	ground() *Ground
}

func (g *Ground) ground() *Ground { return g }

// load returns the borders of the map.
func (g *Ground) load() (*borders.Map, error) {
	if g.Borders != nil {
		return g.Borders, nil
	}
	return borders.Load(g.Boundaries)
}

// ReadBorders gives a chart that is a map the borders of a GeoJSON or TopoJSON
// file, as borders.Read reads it; name is that of the file, for errors and for
// the note under the map. Any other chart is an error.
func ReadBorders(of Chart, r io.Reader, name string) error {
	k, ok := of.(mapKind)
	if !ok {
		return fmt.Errorf("%s chart has no boundaries; it is not a map", article(of.token()))
	}
	m, err := borders.Read(r, name)
	if err != nil {
		return err
	}
	k.ground().Borders = m
	return nil
}

// groundSettings are those of every kind of map.
func groundSettings(own ...Setting) []Setting {
	return append(own,
		Setting{Name: "boundaries", Values: borders.Policies, Meaning: "whose view of the borders the map shows; un unless set", set: func(c Chart, v string) error {
			c.(mapKind).ground().Boundaries = v
			return nil
		}},
		Setting{Name: "view", Values: []string{"auto", "world"}, Meaning: "auto: the region in which all places lie, else the world (the default); world", set: func(c Chart, v string) error {
			c.(mapKind).ground().World = v == "world"
			return nil
		}})
}

// findPlace returns the place that a text names: by its code of ISO 3166
// (letters or number), by an English name that some provider of data uses, or
// by its name in a language.
func findPlace(text string, l locale.Language) (placecode.Place, error) {
	code := strings.ToUpper(text)
	if p, ok := placecode.Lookup(text); ok {
		return p, nil
	}
	system := placecode.ISO3
	switch {
	case strings.Trim(text, "0123456789") == "":
		p, err := placecode.Resolve(placecode.M49, text, 0)
		return p, err
	case len(text) == 2:
		system = placecode.ISO2
	}
	if len(text) <= 3 {
		if p, err := placecode.Resolve(system, code, 0); err == nil || errors.Is(err, placecode.ErrAmbiguous) {
			return p, err
		}
	}
	p, err := placecode.Named("", text, 0)
	if err == nil {
		return p, nil
	}
	for _, s := range []placecode.System{placecode.SIPRI, placecode.Comtrade, placecode.WorldBank} {
		if p, err := placecode.Named(s, text, 0); err == nil {
			return p, nil
		}
	}
	for p := range placecode.All() {
		if l != locale.English && strings.EqualFold(l.Country(p.Code), text) {
			return p, nil
		}
	}
	return placecode.Place{}, err
}

// reader finds the places of rows.
type reader struct {
	m     *borders.Map
	l     locale.Language
	p     *problems
	found map[string]placecode.Place
}

// newReader returns a reader of places, and nil where the boundaries are not
// known: that is a problem of its own.
func newReader(k mapKind, p *problems) *reader {
	m, err := k.ground().load()
	if err != nil {
		p.add(&data.FieldError{Field: "boundaries", Value: k.ground().Boundaries, Err: err})
		return nil
	}
	l, _ := locale.Parse(string(k.options().Language)) // checked before any row is read
	return &reader{m, l, p, map[string]placecode.Place{}}
}

// read returns the code of the place in a column of a row, and its name in the
// language of the picture. What no place has as code or name is a problem.
func (d *reader) read(r row, column, text string) (code, name string) {
	if text == "" {
		return "", "" // told already
	}
	found, ok := d.found[text]
	if !ok {
		var err error
		if found, err = findPlace(text, d.l); err != nil {
			r.label = ""
			d.p.field(r, column, text, "%w; write a code of ISO 3166 or an English name", err)
			return "", ""
		}
		d.found[text] = found
	}
	if name = d.l.Country(found.Code); name == found.Code {
		name = found.Name
	}
	return found.Code, clean(name)
}

// refuseUnits refuses units that areas and colours cannot show.
func (p *problems) refuseUnits(rows []row, kind string) {
	p.refuse(rows, kind, data.DateUnit, data.Ordinal)
}

// policyNote tells whose view of the borders a map shows.
func (c *chart) policyNote(m *borders.Map) string {
	switch m.Policy {
	case "un":
		return c.l.Text(locale.BoundariesUN)
	case "natural-earth":
		return c.l.Text(locale.BoundariesNaturalEarth)
	}
	return c.l.Text(locale.BoundariesFile, clean(m.Policy))
}

// unplacedNote lists what the map does not show, each once.
func (c *chart) unplacedNote(names []string) []string {
	var once []string
	for _, name := range names {
		once = appendNew(once, data.Clip(name, 60))
	}
	return c.namedNote(func(names string) string { return c.l.Text(locale.MapUnplaced, names) }, once)
}
