package quote

import (
	"regexp"

	"github.com/periplus-data/periplus/data"
)

// french returns the French vocabulary. A French billion is 10^12. "Près de"
// is read as about, which is wider than "nearly" would need to be on purpose:
// usage does not always keep it below the number.
func french() *vocabulary {
	w := &vocabulary{
		decimal:  ",",
		dayFirst: true,
		words: numberWords(
			[]string{"zéro", "un|une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
				"quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf", "vingt"},
			[]string{"", "premier|première|1er|1re|1ère", "deuxième|second|seconde", "troisième", "quatrième", "cinquième", "sixième", "septième",
				"huitième", "neuvième", "dixième", "onzième", "douzième"},
			map[string]int64{"trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "cent": 100},
			map[string]int64{"une demi-douzaine": 6, "une douzaine": 12, "une dizaine": 10, "une quinzaine": 15, "une vingtaine": 20,
				"une trentaine": 30, "une quarantaine": 40, "une cinquantaine": 50, "une soixantaine": 60, "une centaine": 100, "un millier": 1000,
				"deux douzaines": 24, "trois douzaines": 36, "douzaine": 12, "dizaine": 10, "vingtaine": 20, "centaine": 100, "millier": 1000}),
		scales: scaleTable(map[string]int{"mille": 3, "million|millions|m": 6, "milliard|milliards|md|mds|mrd": 9, "billion|billions": 12}),
		units: unitTable(map[data.Unit]string{
			data.Percent: "%|pour cent|pourcent", data.USD: "$|dollars américains|dollars|dollar|usd", data.EUR: "€|euros|euro|eur",
			"GBP": "£|livres sterling|livres|gbp", "JPY": "yens|yen|jpy", "CNY": "yuans|yuan|cny", "RUB": "roubles|rouble|rub",
			"VND": "dongs|dong|vnd", data.Years: "années|ans|an"}),
		months: monthTable("janvier|janv", "février|févr", "mars", "avril|avr", "mai", "juin", "juillet|juil", "août", "septembre|sept",
			"octobre|oct", "novembre|nov", "décembre|déc"),
		before: qualifiers(map[data.Bound][]string{
			data.BoundAbout: {"environ", "près de", "près d'", "quelque", "autour de", "autour d'", "à peu près", "approximativement", "de l'ordre de", "aux alentours de",
				"presque", "~", "≈"},
			data.BoundMoreThan: {"plus de", "plus d'", "au-delà de", "au-delà d'", "dépassant", "supérieur à", "supérieure à", "dépasse"},
			data.BoundAtLeast:  {"au moins", "au minimum", "pas moins de", "pas moins d'", "minimum"},
			data.BoundLessThan: {"moins de", "moins d'", "inférieur à", "inférieure à", "en dessous de", "au-dessous de", "sous"},
			data.BoundAtMost:   {"au plus", "au maximum", "jusqu'à", "pas plus de", "pas plus d'", "maximum"},
		}),
		after: qualifiers(map[data.Bound][]string{
			data.BoundAtLeast: {"au moins", "ou plus", "au minimum"},
			data.BoundAtMost:  {"au plus", "au maximum", "ou moins"},
		}),
		articles:       []string{"les", "le", "la", "une", "un"},
		ranges:         [][2]string{{"entre", "et"}, {"de", "à"}, {"", "–"}, {"", "-"}},
		ordinalPattern: regexp.MustCompile(`^(?:ère|ème|er|re|e)\b`),
	}
	return w.compile(`(?:de |d['’])?`)
}
