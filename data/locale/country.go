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

// countries maps an alpha-3 code and a language to a name. It is read when
// first asked for: many commands name no country.
var countries = sync.OnceValue(func() map[string]map[Language]string {
	lines := strings.Split(strings.TrimSpace(countriesTSV), "\n")[1:]
	header := strings.Split(lines[0], "\t")
	names := make(map[string]map[Language]string, len(lines))
	for _, line := range lines[1:] {
		cells := strings.Split(line, "\t")
		names[cells[0]] = map[Language]string{}
		for i, cell := range cells[1:] {
			names[cells[0]][Language(header[i+1])] = cell
		}
	}
	return names
})

// Country returns the name of the country with this ISO 3166-1 alpha-3 code,
// as Unicode CLDR gives it, with a short common name for Hong Kong, Macao,
// Myanmar and Palestine; Viet Nam is written as the United Nations write it.
// A code that is not known comes back unchanged: SIPRI and Comtrade have codes
// of their own, and a reader can look those up.
func (l Language) Country(alpha3 string) string {
	names, ok := countries()[alpha3]
	if !ok {
		return alpha3
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
