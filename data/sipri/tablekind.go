package sipri

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
	"github.com/periplus-data/periplus/data/place"
)

// weaponCategories are SIPRI's, as bare makes them, of all vintages.
var weaponCategories = []string{"aircraft", "airdefencesystems", "antisubmarinewarfareweapons", "armouredvehicles", "artillery", "engines", "missiles",
	"navalweapons", "other", "satellites", "sensors", "ships"}

// totalOf reads the name of a total row that names a party: "Total exports to
// Israel".
var totalOf = regexp.MustCompile(`(?i)^total (exports?|imports?) (to|from|by|of) (.+)$`)

// evidence is what one part of a table says about its rows.
type evidence struct {
	rows side
	why  string
}

// decide says what the rows are, and whose table it is.
func (r *tableReader) decide() error {
	title := r.titleSays()
	said := r.contentSays()
	if said.rows == "" {
		said = r.headerSays()
	}
	if said.rows == "" {
		said = title
	}
	r.subject = r.pre.supplier + r.pre.recipient // one of them is empty
	r.totalSays()
	r.rowsAre = said.rows
	if err := r.override(); err != nil {
		return err
	}
	if r.rowsAre == "" {
		return fmt.Errorf("cannot tell whether the rows are recipients or suppliers: the lines before the header are gone; keep them")
	}
	if r.t.Kind == "" {
		r.t.Kind = kindOf(r.rowsAre, r.subject)
	}
	if title.rows != "" && (title.rows != r.rowsAre && r.rowsAre != categories || r.contradicts()) {
		r.warn("%s: the title says %q, but the rows are %s (%s); read as %s", r.name, r.pre.direction+" "+orAll(r.subject), r.rowsAre, said.why, r.t.Kind)
	}
	return r.settleSubject()
}

// kindOf returns the kind of a table of one party, or of all.
func kindOf(rows side, subject string) TableKind {
	switch {
	case rows == categories:
		return ByCategory
	case rows == recipients && subject == "":
		return ImportsByRecipient
	case rows == recipients:
		return ExportsOfSupplier
	case subject == "":
		return ExportsBySupplier
	}
	return ImportsOfRecipient
}

func orAll(subject string) string {
	if subject == "" {
		return "all"
	}
	return subject
}

// contradicts reports whether the title calls imports what are exports.
func (r *tableReader) contradicts() bool {
	exports := strings.HasPrefix(r.pre.direction, "exports")
	switch r.t.Kind {
	case ImportsByRecipient, ImportsOfRecipient:
		return exports
	case ExportsBySupplier, ExportsOfSupplier:
		return !exports
	}
	return false
}

// contentSays looks at the rows themselves.
func (r *tableReader) contentSays() evidence {
	groups, named, inCategories := 0, 0, true
	for _, row := range r.rows {
		if row.total {
			continue
		}
		named++
		inCategories = inCategories && slices.Contains(weaponCategories, bare(row.name))
		switch bare(row.name) {
		case "unknownrecipients":
			return evidence{recipients, fmt.Sprintf("one is %q", row.name)}
		case "unknownsuppliers":
			return evidence{suppliers, fmt.Sprintf("one is %q", row.name)}
		}
		if e := r.places.find(row.name); e.place.Kind == place.NonState {
			groups++
		}
	}
	switch {
	case named > 0 && inCategories:
		return evidence{categories, "all are weapon categories"}
	case groups >= 10: // hardly any armed group supplies arms
		return evidence{recipients, fmt.Sprintf("%d are armed groups", groups)}
	}
	return evidence{}
}

// headerSays looks at the total row and at the header.
func (r *tableReader) headerSays() evidence {
	for _, row := range r.rows {
		switch name := bare(row.name); {
		case !row.total:
		case name == "totalworldimport" || name == "totalworldimports":
			return evidence{recipients, fmt.Sprintf("the last row is %q", row.name)}
		case name == "totalworldexport" || name == "totalworldexports":
			return evidence{suppliers, fmt.Sprintf("the last row is %q", row.name)}
		}
	}
	over := r.l.header[r.l.column[nameField]]
	why := fmt.Sprintf("the header says %q", over)
	switch bare(over) {
	case "recipient", "importsby", "importer":
		return evidence{recipients, why}
	case "supplier", "exportsby", "exporter":
		return evidence{suppliers, why}
	}
	return evidence{}
}

// titleSays reads "TIV of arms exports from China": the rows are the other
// side. A title of all lists the side that it names.
func (r *tableReader) titleSays() evidence {
	e := evidence{why: "as the title says"}
	switch {
	case r.pre.direction == "":
	case r.pre.supplier != "":
		e.rows = recipients
	case r.pre.recipient != "":
		e.rows = suppliers
	case r.pre.direction == "exports from":
		e.rows = suppliers
	default:
		e.rows = recipients
	}
	return e
}

// totalSays takes the party from the total row, as the newer tables name it
// there alone.
func (r *tableReader) totalSays() {
	for _, row := range r.rows {
		m := totalOf.FindStringSubmatch(row.name)
		if m == nil || r.subject != "" {
			continue
		}
		r.subject = party(m[3])
		if strings.EqualFold(m[2], "to") || strings.HasPrefix(strings.ToLower(m[1]), "import") && !strings.EqualFold(m[2], "from") {
			r.pre.recipient = r.subject
		} else {
			r.pre.supplier = r.subject
		}
	}
}

// override applies the caller's word.
func (r *tableReader) override() error {
	if r.o.Subject != "" {
		r.subject = r.o.Subject
	}
	switch r.o.Kind {
	case "":
		return nil
	case ImportsByRecipient, ExportsOfSupplier:
		r.rowsAre = recipients
	case ExportsBySupplier, ImportsOfRecipient:
		r.rowsAre = suppliers
	case ByCategory:
		r.rowsAre = categories
	default:
		return fmt.Errorf("unknown kind of TIV table %q", string(r.o.Kind))
	}
	r.t.Kind = r.o.Kind
	switch {
	case r.o.Kind == ImportsByRecipient || r.o.Kind == ExportsBySupplier:
		r.subject = ""
	case r.subject == "" && r.o.Kind != ByCategory:
		return fmt.Errorf("a table of %s needs the name of the %s", r.o.Kind, map[TableKind]string{ExportsOfSupplier: "supplier", ImportsOfRecipient: "recipient"}[r.o.Kind])
	}
	return nil
}

// settleSubject turns the party's name into a place.
func (r *tableReader) settleSubject() error {
	if r.subject == "" {
		return r.requireWhole()
	}
	e := r.places.find(r.subject)
	if e.err != nil {
		return fmt.Errorf("the table is that of %q: %w", r.subject, e.err)
	}
	r.t.Subject = e.place.Code
	return nil
}

// requireWhole refuses a table of one party that nothing names: its cells would
// pass for those of all.
func (r *tableReader) requireWhole() error {
	if r.o.Kind != "" || r.pre.direction != "" || r.t.Kind == ByCategory {
		return nil
	}
	for _, row := range r.rows {
		if row.total && strings.Contains(bare(row.name), "world") {
			return nil
		}
	}
	return fmt.Errorf("cannot tell whether the table is that of all or of one party: neither a title nor a row of the world's total says so")
}

// release describes the table.
func (r *tableReader) release(f *file.File) (data.Release, error) {
	rel, err := describe(f, r.l, r.pre, "TIV table, "+string(r.t.Kind))
	if err != nil {
		return rel, err
	}
	rel.ID = data.NewReleaseID("sipri-tiv "+string(r.t.Kind)+" "+r.subject, rel.Vintage)
	if r.subject != "" {
		rel.Title += ": " + r.subject
	}
	var span [2]int
	for _, row := range r.rows {
		for _, v := range row.values {
			if span[0] == 0 || v.year < span[0] {
				span[0] = v.year
			}
			span[1] = max(span[1], v.year)
		}
	}
	if r.pre.from == 0 {
		for _, c := range r.l.years {
			if c.isYear() && (r.pre.from == 0 || c.from < r.pre.from) {
				r.pre.from = c.from
			}
			if c.isYear() {
				r.pre.to = max(r.pre.to, c.from)
			}
		}
	}
	rel.Coverage = r.pre.covered(span)
	r.lackOf(&rel)
	rel.Notes = append(rel.Notes, noteRounded)
	if rel.Closed = r.t.Kind != ExportsOfSupplier && (r.t.Kind != ByCategory || r.subject == ""); r.t.Kind == ExportsOfSupplier {
		rel.Notes = append(rel.Notes, fmt.Sprintf("This table holds the deliveries of %s alone: shares of a recipient's imports do not come from it.", r.subject))
	}
	return rel, nil
}
