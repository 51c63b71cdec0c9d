package quote

import (
	"github.com/periplus-data/periplus/data"
)

// french returns the French vocabulary. A French billion is 10^12. "Près de"
// and "un peu moins de" are read as about, which is wider than they would need
// to be on purpose: usage does not always keep them below the number.
func french() *vocabulary {
	w := &vocabulary{
		decimal:   ",",
		dayFirst:  true,
		minusWord: "moins", notMinusBehind: wordSetOf("au", "du", "le", "pas", "non", "plus", "ou", "en"),
		numerals: numerals{
			cardinals: numberTable([]string{"zéro", "un|une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
				"quatorze", "quinze", "seize", "", "", "", "vingt|vingts"},
				map[string]int64{"trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70, "huitante|octante": 80, "nonante": 90}),
			ordinals: numberTable([]string{"", "premier|première|unième", "deuxième|second|seconde", "troisième", "quatrième", "cinquième", "sixième", "septième",
				"huitième", "neuvième", "dixième", "onzième", "douzième", "treizième", "quatorzième", "quinzième", "seizième", "", "", "", "vingtième"},
				map[string]int64{"trentième": 30, "quarantième": 40, "cinquantième": 50, "soixantième": 60, "centième": 100}),
			phrases: frenchRoundNumbers(),
			hundred: wordSetOf("cent", "cents"), thousand: wordSetOf("mille"), bare: true, and: "et", vigesimal: true,
			joins: func(sofar, next int64) bool {
				tens := sofar % 100
				return tens >= 20 && tens <= 70 && tens%10 == 0 && (next == 1 || next == 11 && tens == 60)
			},
		},
		scales: scaleTable(map[string]int{"mille|milliers": 3, "million|millions|m|mio": 6, "milliard|milliards|md|mds|mrd|mrds": 9, "billion|billions": 12, "trillion|trillions": 18}),
		units: unitTable(map[data.Unit]string{
			data.Percent: "%|pour cent|pourcent|pour-cent", percentagePoints: "points de pourcentage|point de pourcentage|points|point",
			data.USD: "$|dollars américains|dollars us|dollars des états-unis|dollars|dollar", data.EUR: "€|euros|euro",
			"GBP": "£|livres sterling|livres|livre sterling", "JPY": "yens|yen", "CNY": "yuans|yuan|renminbi", "RUB": "roubles|rouble",
			"VND": "dongs|dong|đồng", "KRW": "wons|won", "INR": "roupies indiennes", "THB": "bahts|baht", "CHF": "francs suisses",
			"AUD": "dollars australiens", "CAD": "dollars canadiens", "HKD": "dollars de hong kong", "SGD": "dollars singapouriens|dollars de singapour",
			"TWD": "dollars taïwanais|dollars de taïwan", "NZD": "dollars néo-zélandais",
			data.TIVMillion: "tiv", data.Years: "années|année|ans|an", data.Ratio: "fois|×"}),
		months: monthTable("janvier|janv", "février|févr", "mars", "avril|avr", "mai", "juin", "juillet|juil", "août", "septembre|sept",
			"octobre|oct", "novembre|nov", "décembre|déc"),
		before: qualifiers(map[data.Bound][]string{
			data.BoundAbout: {"environ", "près de", "près d'", "près des", "près du", "quelque", "quelques", "autour de", "autour d'", "autour des", "autour du", "à peu près", "à peine", "approximativement", "de l'ordre de", "de l'ordre d'",
				"aux alentours de", "aux alentours d'", "aux environs de", "aux environs d'", "presque", "pas tout à fait",
				"dépasse légèrement", "dépassent légèrement", "dépassait légèrement", "dépassant légèrement", "dépasse de peu", "dépassent de peu", "dépassait de peu", "dépassant de peu", "~", "≈"},
			data.BoundMoreThan: {"plus de", "plus d'", "plus des", "plus du", "au-delà de", "au-delà d'", "au delà de", "dépassant", "supérieur à", "supérieure à", "supérieurs à", "supérieures à",
				"dépasse", "dépassent", "dépassait", "dépassaient", "a dépassé", "ont dépassé", ">"},
			data.BoundAtLeast: {"au moins", "au minimum", "pas moins de", "pas moins d'", "minimum", "à tout le moins", "≥"},
			data.BoundLessThan: {"moins de", "moins d'", "moins des", "moins du", "inférieur à", "inférieure à", "inférieurs à", "inférieures à", "en dessous de", "au-dessous de", "en-dessous de",
				"sous", "sous les", "sous la barre de", "<"},
			data.BoundAtMost: {"au plus", "au maximum", "jusqu'à", "pas plus de", "pas plus d'", "tout au plus", "maximum", "≤"},
		}),
		near: near(
			[]string{"un peu", "un petit peu", "légèrement", "juste", "à peine", "tout juste", "très légèrement"},
			[]string{"moins de", "moins d'", "moins des", "moins du", "plus de", "plus d'", "plus des", "plus du", "inférieur à", "inférieure à", "inférieurs à", "inférieures à",
				"supérieur à", "supérieure à", "supérieurs à", "supérieures à", "en dessous de", "en-dessous de", "au-dessous de", "au-dessus de", "au-delà de", "sous", "sous les", "sous la barre de",
				"en dessous des", "en-dessous des", "au-dessous des", "au-dessus des", "au-delà des", "en dessous d'", "au-dessous d'", "au-dessus d'"}),
		after: qualifiers(map[data.Bound][]string{
			data.BoundAtLeast: {"au moins", "+", "ou plus", "ou davantage", "au minimum", "au bas mot"},
			data.BoundAtMost:  {"au plus", "tout au plus", "au maximum", "ou moins"},
			data.BoundAbout:   {"environ", "à peu près", "approximativement", "et quelques", "et quelque", "ou un peu moins", "ou légèrement moins", "ou un peu plus", "ou légèrement plus"},
		}),
		articles: []string{"les", "le", "la", "une", "un"},
		ranges:   [][2]string{{"entre", "et"}, {"de", "à"}, {"", "à"}, {"", "–"}, {"", "-"}},
		changes: []string{"pass", "augment", "diminu", "bond", "chut", "recul", "progress", "grimp", "monté", "montait", "tomb", "baiss", "hauss", "croît", "évolu",
			"rédui", "porté", "doubl", "tripl"},
	}
	w.frenchParts()
	return w.compile(`(?:de |d['’])?`, `ères?|èmes?|ers?|res?|es?|nde?s?`)
}

// frenchRoundNumbers are the words in -aine: about their number.
func frenchRoundNumbers() map[string]int64 {
	out := map[string]int64{"une demi douzaine": 6, "demi douzaine": 6, "un millier": 1000, "millier": 1000}
	for word, n := range map[string]int64{"huitaine": 8, "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40,
		"cinquantaine": 50, "soixantaine": 60, "centaine": 100} {
		out[word], out["une "+word] = n, n
	}
	for word, times := range map[string]int64{"deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9} {
		out[word+" douzaines"], out[word+" dizaines"], out[word+" centaines"] = 12*times, 10*times, 100*times
	}
	return out
}
