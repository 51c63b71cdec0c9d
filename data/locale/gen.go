//go:build ignore

// gen writes countries.tsv from an unpacked npm package cldr-localenames-full:
//
//	npm pack cldr-localenames-full@48.2.0 && tar xzf cldr-localenames-full-48.2.0.tgz
//	go run gen.go package
//
// One line a territory of ISO 3166-1: alpha-3 code and the names in English,
// French and Vietnamese, sorted by code.
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"golang.org/x/text/language"
)

var languages = []string{"en", "fr", "vi"}

// overrides are the names that this project writes otherwise than CLDR, by
// language and alpha-2 code. The United Nations write Viet Nam in two words
// without a circumflex, in English and in French.
var overrides = map[string]map[string]string{
	"en": {"VN": "Viet Nam"},
	"fr": {"VN": "Viet Nam"},
}

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: go run gen.go FOLDER of the unpacked package cldr-localenames-full")
	}
	names := map[string][]string{}
	for i, lang := range languages {
		for code, name := range territories(os.Args[1], lang) {
			region, err := language.ParseRegion(code)
			if err != nil || len(code) != 2 || !region.IsCountry() || len(region.ISO3()) != 3 || region.ISO3() == "ZZZ" {
				continue
			}
			if names[region.ISO3()] == nil {
				names[region.ISO3()] = make([]string, len(languages))
			}
			names[region.ISO3()][i] = name
		}
	}
	codes := make([]string, 0, len(names))
	for code := range names {
		codes = append(codes, code)
	}
	sort.Strings(codes)
	var b strings.Builder
	fmt.Fprintf(&b, "code\t%s\n", strings.Join(languages, "\t"))
	for _, code := range codes {
		fmt.Fprintf(&b, "%s\t%s\n", code, strings.Join(names[code], "\t"))
	}
	if err := os.WriteFile("countries.tsv", []byte(b.String()), 0o644); err != nil {
		log.Fatal(err)
	}
}

func territories(folder, lang string) map[string]string {
	raw, err := os.ReadFile(filepath.Join(folder, "main", lang, "territories.json"))
	if err != nil {
		log.Fatal(err)
	}
	var file struct {
		Main map[string]struct {
			LocaleDisplayNames struct{ Territories map[string]string }
		}
	}
	if err := json.Unmarshal(raw, &file); err != nil {
		log.Fatal(err)
	}
	names := file.Main[lang].LocaleDisplayNames.Territories
	for code, name := range overrides[lang] {
		names[code] = name
	}
	return names
}
