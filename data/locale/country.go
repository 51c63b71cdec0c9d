package locale

import (
	_ "embed"
	"strings"
	"sync"
)

// countriesTSV holds the names of Unicode CLDR as gen.go writes them; its first
// line names the release.
//
//go:generate go run gen.go package
//go:embed countries.tsv
var countriesTSV string

// The licence asks that its notice goes wherever the names go, the binary
// included.
//
//go:embed LICENSE-CLDR.txt
var licenceCLDR string

// placesTSV holds the names of what is not in ISO 3166-1, by the codes of
// data/place: former states, groups of countries, what providers of data list
// besides. Those that are names in one language alone have that of English.
//
//go:embed places.tsv
var placesTSV string

// countries and otherPlaces map a code and a language to a name. They are read
// when first asked for: many commands name no country.
var (
	countries   = sync.OnceValue(func() map[string]map[Language]string { return namesIn(countriesTSV) })
	otherPlaces = sync.OnceValue(func() map[string]map[Language]string { return namesIn(placesTSV) })
)

// namesIn reads a table of names: a comment, a header with the languages, and
// rows that begin with a code.
func namesIn(table string) map[string]map[Language]string {
	lines := strings.Split(strings.TrimSuffix(table, "\n"), "\n")[1:]
	header := strings.Split(lines[0], "\t")
	names := make(map[string]map[Language]string, len(lines))
	for _, line := range lines[1:] {
		cells := strings.Split(line, "\t")
		row := make(map[Language]string, len(cells))
		for i, cell := range cells[1:] {
			row[Language(header[i+1])] = cell
		}
		names[cells[0]] = row
	}
	return names
}

// Country returns the name of the country with this ISO 3166-1 alpha-3 code,
// as Unicode CLDR gives it, with a short common name for Hong Kong, Macao,
// Myanmar and Palestine; Viet Nam is written as the United Nations write it.
// Names are there in more languages than [Languages]: Arabic, Chinese, German,
// Italian, Japanese, Korean, Polish, Portuguese, Russian, Spanish and Ukrainian.
//
// The other codes of data/place have names too: former states, groups of
// countries, the armed groups and bodies that SIPRI lists, and what the United
// Nations call "Other Asia, nes", which is not given another name. A code that
// is not known comes back unchanged.
func (l Language) Country(code string) string {
	names, ok := countries()[code]
	if !ok {
		names, ok = otherPlaces()[code]
	}
	if !ok {
		return code
	}
	if name := names[l]; name != "" {
		return name
	}
	return names[English]
}

// IsCountry reports whether code is an ISO 3166-1 alpha-3 code, or one of the
// two codes in use for Kosovo, which ISO does not list: XKX and XKK.
func IsCountry(code string) bool {
	_, ok := countries()[code]
	return ok
}

// CountryNamesSource returns one line that names the release of the names of
// countries, its date, its hash and its licence.
func CountryNamesSource() string {
	line, _, _ := strings.Cut(countriesTSV, "\n")
	return strings.TrimPrefix(line, "# ")
}

// CountryNamesLicence returns the notice of the Unicode License v3, which goes
// with every copy of the names of countries.
func CountryNamesLicence() string { return licenceCLDR }

// Measure returns the name of a measure in the language, and an id that is not
// known unchanged.
func (l Language) Measure(id string) string {
	if name, ok := l.grammar().measures[id]; ok {
		return name
	}
	return id
}
