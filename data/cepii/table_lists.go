package cepii

import (
	"fmt"
	"strings"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/place"
)

const (
	text   = data.TextColumn
	number = data.NumberColumn
	whole  = data.WholeColumn
)

// countriesFormat is the list of countries that comes with BACI. Its columns
// had other names until 2023.
var countriesFormat = format{
	token: TokenCountries, title: "BACI, codes of countries",
	key: []string{"code", "name", "iso3"},
	names: map[string]string{
		"country_code": "code", "country_name": "name", "country_name_abbreviation": "name", "country_name_full": "name_full",
		"country_iso2": "iso2", "country_iso3": "iso3", "iso_2digit_alpha": "iso2", "iso_3digit_alpha": "iso3",
	},
	recognize: func(first []string) bool {
		if len(first) == 0 {
			return false
		}
		_, ok := atoi(first[0], 3)
		return ok
	},
	columns: []spec{
		{name: "code", kind: text, meaning: "Number under which BACI has the country: that of UN Comtrade, which differs from ISO 3166 for some."},
		{name: "name", kind: text, meaning: "Short name in English."},
		{name: "name_full", kind: text, meaning: "Full name in English; it tells what the country includes in BACI."},
		{name: "iso2", kind: text, meaning: "Alpha-2 code of ISO 3166-1; NA is Namibia."},
		{name: "iso3", kind: text, meaning: "Alpha-3 code of ISO 3166-1 as CEPII gives it; the column place tells former states apart."},
	},
	places: []placeColumn{{"place", "code", "Code of the place.", place.BACI}},
	unique: []string{"code"},
}

// productsFormat is the list of products that comes with BACI.
var productsFormat = format{
	token: TokenProducts, title: "BACI, codes of products of the Harmonized System",
	key: []string{"code", "description"},
	recognize: func(first []string) bool {
		if len(first) == 0 {
			return false
		}
		_, _, err := parseProduct(first[0])
		return err == nil
	},
	columns: []spec{
		{name: "code", kind: text, meaning: "Code of six digits in the file's revision of the Harmonized System, with its leading zero.", parse: parseProduct},
		{name: "description", kind: text, meaning: "What the product is, in English."},
	},
	unique: []string{"code"},
}

// parseProduct reads the code of a product and restores its leading zero.
func parseProduct(s string) (code string, restored bool, err error) {
	_, ok := atoi(s, productDigits)
	switch {
	case ok && len(s) == productDigits-1:
		return "0" + s, true, nil
	case ok && len(s) == productDigits || isOtherCode(s):
		return strings.Clone(s), false, nil
	}
	return "", false, fmt.Errorf("%q is no product code; BACI has six digits, or five where the leading zero was lost", clip(s))
}

// distFormat is dist_cepii of the GeoDist database (Mayer and Zignago 2011).
var distFormat = format{
	token: TokenDist, title: "GeoDist, bilateral distances (dist_cepii)",
	key: []string{"iso_o", "iso_d", "dist", "distcap"}, not: "year",
	columns: []spec{
		{name: "iso_o", kind: text, meaning: "CEPII's code of the origin: alpha-3, some of them old, as ROM and ZAR."},
		{name: "iso_d", kind: text, meaning: "CEPII's code of the destination."},
		{name: "contig", kind: whole, meaning: "1 where the two have a common border."},
		{name: "comlang_off", kind: whole, meaning: "1 where they share an official language."},
		{name: "comlang_ethno", kind: whole, meaning: "1 where at least 9% of the people of both speak a common language."},
		{name: "colony", kind: whole, meaning: "1 where one was ever a colony of the other."},
		{name: "comcol", kind: whole, meaning: "1 where both had the same colonizer after 1945."},
		{name: "curcol", kind: whole, meaning: "1 where one is a colony of the other today."},
		{name: "col45", kind: whole, meaning: "1 where one was a colony of the other after 1945."},
		{name: "smctry", kind: whole, meaning: "1 where they are or were the same country."},
		{name: "dist", kind: number, meaning: "Kilometres between the most populated cities, great circle."},
		{name: "distcap", kind: number, meaning: "Kilometres between the capitals."},
		{name: "distw", kind: number, meaning: "Kilometres between the cities, weighted by population, arithmetic mean."},
		{name: "distwces", kind: number, meaning: "Kilometres between the cities, weighted by population, harmonic mean (elasticity −1)."},
	},
	places: pairPlaces("iso_o", "iso_d"),
	unique: []string{"iso_o", "iso_d"},
	notes:  []string{"distances within a country are estimates from its area: 0.67 × √(area ÷ π)"},
}

// pairPlaces are the columns of places of a table of pairs.
func pairPlaces(origin, destination string) []placeColumn {
	return []placeColumn{
		{"origin", origin, "Code of the place of origin.", place.CEPII},
		{"destination", destination, "Code of the place of destination.", place.CEPII},
	}
}

// geoFormat is geo_cepii of the GeoDist database.
var geoFormat = format{
	token: TokenGeo, title: "GeoDist, countries and their main cities (geo_cepii)",
	key: []string{"iso3", "city_en", "lat", "lon", "maincity"},
	columns: append([]spec{
		{name: "iso2", kind: text, meaning: "Alpha-2 code; NA is Namibia."},
		{name: "iso3", kind: text, meaning: "CEPII's alpha-3 code, some of them old, as ROM and ZAR."},
		{name: "cnum", kind: text, meaning: "Number of the country in ISO 3166-1."},
		{name: "country", kind: text, meaning: "Name in English."},
		{name: "pays", kind: text, meaning: "Name in French."},
		{name: "area", kind: number, meaning: "Square kilometres."},
		{name: "dis_int", kind: number, meaning: "Kilometres within the country: 0.67 × √(area ÷ π)."},
		{name: "landlocked", kind: whole, meaning: "1 where the country has no coast."},
		{name: "continent", kind: text, meaning: "Africa, America, Asia, Europe or Pacific."},
		{name: "city_en", kind: text, meaning: "The city of this row, in English."},
		{name: "city_fr", kind: text, meaning: "The city of this row, in French."},
		{name: "lat", kind: number, meaning: "Latitude of the city in degrees, north positive."},
		{name: "lon", kind: number, meaning: "Longitude of the city in degrees, east positive."},
		{name: "cap", kind: whole, meaning: "1 where the city is the capital, 2 where it was or is so besides another, 0 where it is not."},
		{name: "maincity", kind: whole, meaning: "1 where the city is the most populated one, between which dist is measured."},
		{name: "citynum", kind: whole, meaning: "How many cities the weighted distances use."},
	}, numbered(
		spec{name: "langoff_", kind: text, meaning: "Official language %d."}, 3,
		spec{name: "lang20_", kind: text, meaning: "Language %d of those that at least 20%% of the people speak."}, 4,
		spec{name: "lang9_", kind: text, meaning: "Language %d of those that 9 to 20%% of the people speak."}, 4,
		spec{name: "colonizer", kind: text, meaning: "Colonizer %d, over a long time: CEPII's alpha-3 code."}, 4,
		spec{name: "short_colonizer", kind: text, meaning: "Colonizer %d, over a short time: CEPII's alpha-3 code."}, 3,
	)...),
	places: []placeColumn{{"place", "iso3", "Code of the place.", place.CEPII}},
	finish: manyRows,
}

// numbered returns columns that are there several times, from pairs of a spec
// and how often.
func numbered(pairs ...any) (out []spec) {
	for i := 0; i < len(pairs); i += 2 {
		s := pairs[i].(spec)
		for n := 1; n <= pairs[i+1].(int); n++ {
			out = append(out, spec{name: fmt.Sprint(s.name, n), kind: s.kind, meaning: fmt.Sprintf(s.meaning, n)})
		}
	}
	return out
}
