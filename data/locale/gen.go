//go:build ignore

// gen writes countries.tsv from an unpacked npm package cldr-localenames-full:
//
//	npm pack cldr-localenames-full@48.2.0 && tar xzf cldr-localenames-full-48.2.0.tgz
//	go run gen.go package
//
// After a comment that names the release there is a header and one line a code
// of ISO 3166-1 alpha-3, with the names in each language, sorted by code. Kosovo, which ISO does not list, has both codes in use: XKX
// (World Bank, United Nations) and XKK (CLDR).
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/text/language"
)

// The release that the table is made from. A new one is written here, with the
// hash of its archive, and the table made again.
const (
	version   = "48.2.0"
	published = "2026-03-30"
	archive   = "7f2ac7fd3b5d90f56ad127f9ed5ae67b58b3e556818f55530b9f47bb81bcde57"
)

// languages are those of the names, English first. Texts and numbers are
// written in fewer: see Languages.
var languages = []string{"en", "fr", "vi", "ar", "de", "es", "it", "ja", "ko", "pl", "pt", "ru", "uk", "zh"}

// overrides are the names that this project writes otherwise than CLDR, by
// language and alpha-2 code. The United Nations and the country itself write
// Viet Nam in two words, in English and in French; the French circumflex
// (Viêt Nam) is one of several spellings in the press, and none of them is
// official.
var overrides = map[string]map[string]string{
	"en": {"VN": "Viet Nam"},
	"fr": {"VN": "Viet Nam"},
}

// short lists the codes whose CLDR name "alt-short" is what tables of trade
// and arms print: Hong Kong for Hong Kong SAR China. The short names UK and US
// are left out: they are abbreviations. A language that has no short name
// keeps the full one.
var short = []string{"HK", "MM", "MO", "PS"}

// reserved are codes that ISO 3166-1 sets aside without listing a country:
// Ascension, Clipperton, Diego Garcia, Tristan da Cunha.
var reserved = []string{"AC", "CP", "DG", "TA"}

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: go run gen.go FOLDER of the unpacked package cldr-localenames-full")
	}
	checkVersion(os.Args[1])
	names := map[string][]string{}
	for i, lang := range languages {
		for code, name := range territories(os.Args[1], lang) {
			for _, alpha3 := range alpha3s(code) {
				if names[alpha3] == nil {
					names[alpha3] = make([]string, len(languages))
				}
				names[alpha3][i] = name
			}
		}
	}
	codes := make([]string, 0, len(names))
	for code := range names {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	var b strings.Builder
	fmt.Fprintf(&b, "# Unicode CLDR: npm package cldr-localenames-full %s, published %s, SHA-256 of the archive %s; Unicode License v3, see LICENSE-CLDR.txt; made by gen.go\n", version, published, archive)
	fmt.Fprintf(&b, "code\t%s\n", strings.Join(languages, "\t"))
	for _, code := range codes {
		fmt.Fprintf(&b, "%s\t%s\n", code, strings.Join(names[code], "\t"))
	}
	if err := os.WriteFile("countries.tsv", []byte(b.String()), 0o644); err != nil {
		log.Fatal(err)
	}
}

// alpha3s returns the alpha-3 codes of a CLDR territory: none for a continent
// or a code that stands for no country.
func alpha3s(code string) []string {
	region, err := language.ParseRegion(code)
	if err != nil || len(code) != 2 || !region.IsCountry() || slices.Contains(reserved, code) {
		return nil
	}
	alpha3 := region.ISO3()
	switch {
	case code == "XK":
		return []string{alpha3, "XKX"}
	case len(alpha3) != 3 || alpha3 == "ZZZ":
		return nil
	}
	return []string{alpha3}
}

func checkVersion(folder string) {
	var pkg struct{ Version string }
	read(filepath.Join(folder, "package.json"), &pkg)
	if pkg.Version != version {
		log.Fatalf("%s holds version %s; get %s, or write the new version, its date and its hash into gen.go", folder, pkg.Version, version)
	}
}

func territories(folder, lang string) map[string]string {
	var file struct {
		Main map[string]struct {
			LocaleDisplayNames struct{ Territories map[string]string }
		}
	}
	read(filepath.Join(folder, "main", lang, "territories.json"), &file)
	names := file.Main[lang].LocaleDisplayNames.Territories
	for _, code := range short {
		if name := names[code+"-alt-short"]; name != "" {
			names[code] = name
		}
	}
	for code, name := range overrides[lang] {
		names[code] = name
	}
	return names
}

func read(path string, into any) {
	raw, err := os.ReadFile(path)
	if err == nil {
		err = json.Unmarshal(raw, into)
	}
	if err != nil {
		log.Fatal(err)
	}
}
