package charts

import (
	"strings"
	"unicode"

	"github.com/periplus-data/periplus/data"
)

// who are names of columns that hold a country or another name, those that
// mean one thing alone first.
var who = [][]string{
	{"name", "country", "pays", "nước", "quốc_gia"},
	{"supplier", "recipient", "exporter", "importer", "partner", "reporter", "seller", "buyer", "fournisseur", "destinataire", "partenaire", "đối_tác"},
	{"region", "category", "product", "commodity", "company", "région", "catégorie", "produit", "nhóm_hàng", "mặt_hàng"},
}

// synonyms are the names that tables of the field give to columns, without
// their unit and form ([nameParts]). A name of an earlier list comes first; two
// of one list are ambiguous.
var synonyms = map[string][][]string{
	"value": {
		{"amount", "tiv", "trade_value", "primary_value", "obs_value", "observed", "valeur", "montant", "giá_trị", "trị_giá"},
		{"total", "share", "percentage", "volume", "quantity", "count", "number", "part", "quantité", "tỷ_trọng"},
	},
	"label": who,
	"date": {
		{"date", "day", "jour", "ngày"},
		{"year", "ref_year", "année", "annee", "năm"},
		{"period", "time_period", "time", "window", "month", "quarter", "période", "fenêtre", "mois", "tháng", "kỳ"},
	},
	"from": {
		{"supplier", "exporter", "seller", "origin", "sender", "fournisseur", "exportateur"},
		{"source"}, // beside target
	},
	"to": {
		{"recipient", "importer", "buyer", "destination", "receiver", "destinataire", "importateur"},
		{"target"},
	},
	"series": append([][]string{
		{"indicator", "variable", "group", "type", "flow", "série", "indicateur", "chỉ_tiêu"},
	}, who...),
	"place": append([][]string{
		{"iso3", "iso_a3", "iso", "iso_alpha3", "country_code", "code"},
		{"country", "geo", "location", "pays", "nước", "quốc_gia"},
	}, who[1]),
	"low":   {{"lower", "lower_bound", "min", "minimum"}},
	"high":  {{"upper", "upper_bound", "max", "maximum"}},
	"level": {{"percent", "interval", "confidence"}},
}

// form is how a column says what its name says: by name, code or as it is.
type form int

const (
	bare form = iota
	named
	isoCode
	code
)

// endings are the words behind a name that tell its form.
var endings = map[string]form{"desc": named, "name": named, "label": named, "iso": isoCode, "iso3": isoCode, "code": code, "id": code}

// scales are the words behind a name that tell its unit or scale.
var scales = map[string]bool{"usd": true, "eur": true, "us": true, "percent": true, "pct": true, "million": true, "millions": true, "mn": true, "bn": true, "billion": true, "billions": true, "thousand": true, "thousands": true, "tonnes": true}

// magnitudes are the words by which a unit is multiplied.
var magnitudes = map[string]bool{"k": true, "m": true, "mn": true, "mio": true, "bn": true, "b": true, "tn": true, "thousand": true, "thousands": true, "million": true, "millions": true, "billion": true, "billions": true,
	"trillion": true, "hundred": true, "mille": true, "milliers": true, "milliard": true, "milliards": true, "nghìn": true, "triệu": true, "tỷ": true}

// nameParts returns what a column is about and in which form: partnerISO is
// partner as an ISO code, "Trade Value (US$)" is trade_value.
func nameParts(name string) (base string, f form) {
	words := wordsOf(withoutUnit(name))
	for len(words) > 1 && scales[words[len(words)-1]] {
		words = words[:len(words)-1]
	}
	whole := strings.Join(words, "_")
	if whole == "country_code" { // in tables of countries it is what iso3 is
		return whole, bare
	}
	if n := len(words); n > 1 {
		if f, ok := endings[words[n-1]]; ok && !isSynonym(whole) {
			return strings.Join(words[:n-1], "_"), f
		}
	}
	return whole, bare
}

func isSynonym(name string) bool {
	for _, tiers := range synonyms {
		for _, tier := range tiers {
			for _, word := range tier {
				if word == name {
					return true
				}
			}
		}
	}
	return false
}

// wordsOf parts a name at blanks, signs and where a capital follows a small
// letter, in small letters.
func wordsOf(name string) []string {
	var b strings.Builder
	small := false
	for _, r := range data.Clip(name, 100) {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r):
			b.WriteByte(' ')
		case unicode.IsUpper(r) && small:
			b.WriteByte(' ')
			b.WriteRune(unicode.ToLower(r))
		default:
			b.WriteRune(unicode.ToLower(r))
		}
		small = unicode.IsLower(r)
	}
	return strings.Fields(b.String())
}

// withoutUnit takes the parentheses at the end of a name off it.
func withoutUnit(name string) string {
	name = strings.TrimSpace(name)
	for _, pair := range []string{"()", "[]"} {
		if i := strings.LastIndexByte(name, pair[0]); i > 0 && strings.HasSuffix(name, pair[1:]) {
			return name[:i]
		}
	}
	return name
}

// unitOf returns the unit that the name of a column states, "" where it states
// none that is known: "trade (USD)", "share (%)", "value_usd", "TIV_million".
// A scale before or behind it, as in USD million, is another unit.
func unitOf(name string) data.Unit {
	if name == string(data.TIVMillion) {
		return data.TIVMillion
	}
	if rest := withoutUnit(name); rest != strings.TrimSpace(name) {
		text := strings.Trim(strings.TrimSpace(name)[len(rest):], "()[] ")
		switch text {
		case "%":
			return data.Percent
		case "US$":
			return data.USD
		case "€":
			return data.EUR
		}
		if u, err := data.ParseUnit(text); err == nil {
			return u
		}
		return ""
	}
	words := strings.FieldsFunc(name, func(r rune) bool { return r == '_' || r == ' ' })
	if len(words) < 2 || strings.ContainsFunc(name, unicode.IsDigit) {
		return ""
	}
	for _, word := range words[:len(words)-1] {
		if magnitudes[strings.ToLower(word)] {
			return ""
		}
	}
	switch strings.ToLower(words[len(words)-1]) { // ALL, TOP and TRY are currencies too
	case "usd":
		return data.USD
	case "eur":
		return data.EUR
	case "percent", "pct":
		return data.Percent
	}
	return ""
}

// isKey reports whether a column of numbers is named as one that counts
// nothing: a code, a place in an order, a place on the ground.
func isKey(name string) bool {
	words := wordsOf(name)
	if len(words) == 0 {
		return false
	}
	switch words[len(words)-1] {
	case "code", "id", "key", "line", "row", "index", "rank", "no", "hs", "hs2", "hs4", "hs6", "sitc", "isic", "cmd", "year", "month", "day", "lat", "lon", "lng", "latitude", "longitude", "rang":
		return true
	}
	return false
}

// isRemark reports whether a column of text is named as one that tells no rows
// apart.
func isRemark(name string) bool {
	words := wordsOf(name)
	if len(words) == 0 {
		return false
	}
	switch words[len(words)-1] {
	case "note", "notes", "comment", "comments", "remark", "remarks", "footnote", "footnotes", "flag", "status", "unit", "source", "url", "link", "description", "remarque", "ghi_chú":
		return true
	}
	return false
}
