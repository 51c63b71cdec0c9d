package quote

import (
	"github.com/periplus-data/periplus/data"
)

// english returns the English vocabulary. A billion is 10^9. "Nearly",
// "almost", "just under" and "just over" are read as about, wider than need be
// on purpose: a source that says "nearly 80%" of 80.2% is not wrong.
func english() *vocabulary {
	w := &vocabulary{
		decimal:   ".",
		minusWord: "minus",
		numerals: numerals{
			cardinals: numberTable([]string{"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
				"thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"},
				map[string]int64{"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}),
			ordinals: numberTable([]string{"", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
				"twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"},
				map[string]int64{"thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70, "eightieth": 80, "ninetieth": 90, "hundredth": 100}),
			phrases: map[string]int64{"half a dozen": 6, "a dozen": 12, "one dozen": 12, "two dozen": 24, "three dozen": 36, "four dozen": 48, "five dozen": 60, "six dozen": 72, "seven dozen": 84, "eight dozen": 96, "nine dozen": 108, "dozen": 12, "a score": 20},
			hundred: wordSetOf("hundred"), thousand: wordSetOf("thousand"),
			one: wordSetOf("a", "an"), and: "and",
			joins: func(sofar, _ int64) bool { return sofar >= 100 && sofar%100 == 0 },
		},
		scales: scaleTable(map[string]int{"thousand|k": 3, "million|millions|m|mn": 6, "billion|billions|bn|b": 9, "trillion|trillions|tn|trn": 12}),
		units: unitTable(map[data.Unit]string{
			data.Percent: "%|per cent|percent", percentagePoints: "percentage points|percentage point|per cent points|pp",
			data.USD: "$|us dollars|us dollar|american dollars|dollars|dollar", data.EUR: "€|euros|euro",
			"GBP": "£|pounds sterling|pounds|pound", "JPY": "yen|japanese yen", "CNY": "yuan|renminbi|chinese yuan", "RUB": "roubles|rouble|rubles|ruble|russian roubles|russian rubles",
			"VND": "dong|vietnamese dong", "KRW": "won|south korean won", "INR": "indian rupees", "THB": "baht", "CHF": "swiss francs",
			"AUD": "australian dollars", "CAD": "canadian dollars", "HKD": "hong kong dollars", "SGD": "singapore dollars", "TWD": "taiwan dollars", "NZD": "new zealand dollars",
			data.TIVMillion: "tiv|tivs|trend-indicator values", data.Years: "years|year", data.Ratio: "times|×"}),
		months: monthTable("january|jan", "february|feb", "march|mar", "april|apr", "may", "june|jun", "july|jul", "august|aug",
			"september|sept|sep", "october|oct", "november|nov", "december|dec"),
		before: qualifiers(map[data.Bound][]string{
			data.BoundAbout: {"about", "around", "some", "roughly", "approximately", "nearly", "almost", "barely", "hardly", "scarcely", "close to", "circa", "c.", "ca.", "an estimated",
				"in the region of", "in the order of", "just about", "not quite", "just short of", "just shy of", "a little short of", "little more than", "little less than", "~", "≈"},
			data.BoundMoreThan: {"more than", "over", "above", "upwards of", "exceeding", "in excess of", "greater than", "higher than", "exceeds", "exceeded", "surpassing", "surpassed", ">"},
			data.BoundAtLeast:  {"at least", "no fewer than", "no less than", "not less than", "not fewer than", "a minimum of", "as little as", "as few as", "≥"},
			data.BoundLessThan: {"less than", "not even", "fewer than", "lower than", "under", "below", "short of", "<"},
			data.BoundAtMost:   {"at most", "up to", "as much as", "as many as", "no more than", "not more than", "a maximum of", "≤"},
		}),
		near: near(
			[]string{"just", "only just", "slightly", "a little", "a bit", "a touch", "a shade", "marginally", "fractionally", "barely"},
			[]string{"under", "below", "less than", "fewer than", "lower than", "over", "above", "more than", "greater than", "higher than", "exceeding", "exceeds", "exceeded"}),
		after: qualifiers(map[data.Bound][]string{
			data.BoundAtLeast: {"or more", "+", "-plus", "at least", "at a minimum"},
			data.BoundAtMost:  {"or less", "or fewer", "at most"},
			data.BoundAbout:   {"-odd", "odd", "or so", "or thereabouts", "or just under", "or slightly less", "or a little less", "or just over", "or slightly more", "or a little more", "approximately", "roughly"},
		}),
		articles: []string{"the", "a"},
		ranges:   [][2]string{{"between", "and"}, {"from", "to"}, {"", "to"}, {"", "–"}, {"", "-"}},
		changes: []string{"rose", "rise", "rising", "grew", "grow", "went", "go", "increas", "decreas", "jump", "climb", "fell", "fall", "drop", "declin",
			"plung", "soar", "surg", "up", "down", "chang", "move", "movi", "cut", "rais", "doubl", "tripl", "halv"},
	}
	w.englishParts()
	return w.compile(`(?:of )?`, `st|nd|rd|th`)
}
