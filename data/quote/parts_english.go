package quote

// englishParts adds the words for fractions, vague quantities and signs.
func (w *vocabulary) englishParts() {
	ordinals := map[string]int64{"third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10}
	many := map[string]int64{"quarters": 4}
	for word, n := range ordinals {
		many[word+"s"] = n
	}
	w.fractions = fractions{
		alone: wordSetOf("half"), one: map[string]int64{"quarter": 4}, ordinals: ordinals, many: many,
		articles: wordSetOf("a", "one"), of: wordSetOf("of", "a", "an", "one", "the"),
		notBehind: wordSetOf("first", "second", "third", "fourth", "latter", "other", "later", "last", "past", "previous", "next", "this", "top", "bottom", "upper", "lower"),
		notBefore: wordSetOf("hour", "hours", "year", "years", "yearly", "day", "month", "century", "decade", "mile", "miles", "time", "way", "final", "finals"),
		amounts:   wordSetOf("hundred", "thousand", "million", "billion", "trillion", "dozen", "percent", "per", "percentage", "point", "points"),
	}
	w.vague = wordSetOf("few", "several", "many", "couple", "numerous", "countless", "multiple")
	w.mixed = `(?: and a |-and-a-)(?:half|third|quarter)`
	w.partOf = `(?:(?:half|third|thirds|quarter|quarters|fifth|fifths) of(?: the| an?)?|(?:one|two|three|four|nine) (?:in|of|out of)(?: every)?)`
	w.directions = directions{
		falls: stems{"fell.", "fall.", "falls.", "falling", "fallen", "drop", "declin", "decreas", "down.", "downturn", "shrank", "shrink", "shrunk", "contracted", "contracting",
			"contraction", "plung", "plummet", "slump", "tumbl", "slid.", "slide.", "slides.", "sliding", "sank.", "sink.", "sinks.", "sunk.", "cut.", "cuts.", "cutting", "reduc", "lost.",
			"lose.", "loses.", "losing", "loss.", "losses.", "diminish", "dwindl", "lower.", "lowered", "lowering", "dip.", "dips.", "dipped", "collaps", "crash", "retreat", "erod"},
		rises:    stems{"rose.", "rise", "rising", "grew.", "grow", "gain", "up.", "increas", "climb", "jump", "surg", "soar", "rebound", "expan", "surplus", "higher", "wider", "widen"},
		behind:   stems{"less.", "lower.", "fewer.", "below.", "smaller."},
		deficits: stems{"deficit", "shortfall"}, negative: stems{"negativ"},
		notFallsBehind: wordSetOf("or"), levels: wordSetOf("to", "from", "than"),
		not: wordSetOf("not", "no", "never", "t", "without"), through: wordSetOf("in", "of", "the", "its", "export", "import", "trade"),
	}
	w.directions.links = w.linksOf("by", "between", "ranging", "of", "an", "was", "is", "trade", "further", "another", "sharply", "slightly", "annual")
}
