package quote

// frenchParts adds the words for fractions, vague quantities and signs.
func (w *vocabulary) frenchParts() {
	ordinals := map[string]int64{"cinquième": 5, "sixième": 6, "septième": 7, "huitième": 8, "neuvième": 9, "dixième": 10}
	many := map[string]int64{"tiers": 3, "quarts": 4}
	for word, n := range ordinals {
		many[word+"s"] = n
	}
	w.fractions = fractions{
		alone: wordSetOf("moitié"), one: map[string]int64{"tiers": 3, "quart": 4}, ordinals: ordinals, many: many,
		articles: wordSetOf("un", "une"), definite: wordSetOf("le", "du", "au"), of: wordSetOf("de", "d", "du", "des", "un", "une"),
		notBehind: wordSetOf("première", "seconde", "deuxième", "dernière", "derniers", "premiers", "autre"),
		notBefore: wordSetOf("heure", "heures", "siècle", "tour", "finale"),
		amounts: wordSetOf("cent", "mille", "millier", "milliers", "million", "millions", "milliard", "milliards", "billion", "billions", "douzaine", "pour", "pourcent",
			"point", "points"),
	}
	w.quantities = wordSetOf("nombre", "partie", "part", "série", "poignée", "majorité", "minorité", "multitude", "quantité", "ensemble", "proportion", "fraction", "kyrielle",
		"foule", "tas", "moitié", "demi", "hausse", "baisse", "augmentation", "diminution", "volume", "total",
		"huitaine", "dizaine", "douzaine", "quinzaine", "vingtaine", "trentaine", "quarantaine", "cinquantaine", "soixantaine", "centaine", "millier")
	w.vague = wordSetOf("peu", "quelques", "plusieurs", "nombreuses", "nombreux", "diverses", "certaines")
	w.mixed = ` et (?:demie?|un tiers|un quart|quart)`
	w.partOf = `(?:(?:moitié|tiers|quarts?|cinquièmes?) (?:de|des|d'|du)(?: ?(?:les|la|l'|ces|ses))?|(?:une?|deux|trois|quatre|neuf)(?: \p{L}+)? sur)`
	w.directions = directions{
		falls: stems{"baiss", "recul", "diminu", "chut", "repli", "contraction", "contracté", "réduc", "rédui", "dégringol", "plong", "effondr", "fléchi", "tomb", "perdu", "perd.",
			"perte", "rétréci", "dégrad", "amput", "décru", "décroi", "régress", "inférieur"},
		rises:    stems{"augment", "hauss", "progress", "crû.", "croît", "croissance", "bond", "grimp", "excédent", "accroi", "accru", "creus", "rebond", "gagn", "gain"},
		behind:   stems{"moins."},
		deficits: stems{"déficit"}, negative: stems{"négati"},
		notFallsBehind: wordSetOf("au", "du", "ou"), levels: wordSetOf("à"),
		not: wordSetOf("pas", "sans", "jamais", "ni", "n"), through: wordSetOf("de", "du", "la", "le", "l", "d", "des"),
	}
	w.directions.links = w.linksOf("de", "compris", "comprise", "entre", "d", "du", "des", "en", "l", "s", "un", "est", "était", "commercial", "annuelle", "annuel", "forte", "nette", "légère", "encore")
}
