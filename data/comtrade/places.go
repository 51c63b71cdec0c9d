package comtrade

import (
	"errors"
	"fmt"
	"strings"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/place"
)

// places turns the provider's codes into ours and remembers what it found.
type places struct{ known map[placeKey]place.Place }

type placeKey struct {
	code string
	year int
}

// longestName is more than any name of a place has.
const longestName = 120

// side reads one side of a row from code, letters or name, whichever the
// layout has, in this order.
func (p *parser) side(rec record, code, letters, name column, year int, note func(column, error)) (place.Place, string) {
	c := code
	for _, c = range []column{code, letters, name} {
		if rec.cell(c) != "" {
			break
		}
	}
	text, _ := cutWhole(rec.cell(c))
	if text == "" {
		note(code, fmt.Errorf("is empty; write the code of a place, as 842 or USA"))
		return place.Place{}, ""
	}
	if len(text) > longestName {
		note(c, fmt.Errorf("%q is no code or name of a place", clip(text)))
		return place.Place{}, ""
	}
	found, err := p.places.resolve(text, c == name, year)
	if errors.Is(err, place.ErrAmbiguous) && rec.cell(name) != "" {
		// The provider gave A79 to two areas; their names differ.
		c, text = name, rec.cell(name)
		found, err = p.places.resolve(text, true, year)
	}
	note(c, err)
	return found, p.keep(text)
}

// resolve returns the place of a code or, if byName, of a name.
func (p *places) resolve(text string, byName bool, year int) (place.Place, error) {
	if found, ok := p.known[placeKey{text, year}]; ok {
		return found, nil
	}
	look := place.Resolve
	if byName {
		look = place.Named
	}
	found, err := look(place.Comtrade, text, year)
	if err != nil && !byName {
		// Older files have letters that the provider's tables of today lack, as
		// WLD and ROM.
		if old, isoErr := place.Resolve(place.ISO3, text, year); isoErr == nil {
			found, err = old, nil
		}
	}
	if err == nil {
		p.known[placeKey{strings.Clone(text), year}] = found
	}
	return found, err
}

// sides reads reporter and partner.
func (p *parser) sides(rec record, r *row, note func(column, error)) {
	f := &r.flow
	var reporter, partner place.Place
	reporter, r.reporterCode = p.side(rec, colReporter, colReporterISO, colReporterName, f.Period.Year, note)
	partner, r.partnerCode = p.side(rec, colPartner, colPartnerISO, colPartnerName, f.Period.Year, note)
	f.Reporter, f.Partner = reporter.Code, partner.Code
	switch a, b := !reporter.Kind.IsPart(), !partner.Kind.IsPart(); {
	case a && b:
		f.Aggregate = data.BothSides
	case a:
		f.Aggregate = data.ReporterSide
	case b:
		f.Aggregate = data.PartnerSide
	}
}

// report warns where a code stands for two states in the years of the file,
// and where a place is not what its name says.
func (p *places) report(r *reader, code string, years [2]int) {
	if warning, ok := place.Merges(place.Comtrade, code, years[0], years[1]); ok {
		r.warn("%s", warning)
	}
	if found, ok := p.known[placeKey{code, years[1]}]; ok && found.Kind == place.Residual && found.Note != "" {
		r.warn("%s (code %s): %s", found.Name, code, found.Note)
	}
}
