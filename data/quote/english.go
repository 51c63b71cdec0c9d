package quote

import (
	"regexp"

	"github.com/periplus-data/periplus/data"
)

// english returns the English vocabulary. A billion is 10^9. "Nearly" and
// "almost" are read as about, wider than need be on purpose.
func english() *vocabulary {
	w := &vocabulary{
		decimal: ".",
		words: numberWords(
			[]string{"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
				"fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"},
			[]string{"", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"},
			map[string]int64{"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "a hundred|one hundred": 100},
			map[string]int64{"half a dozen": 6, "a dozen": 12, "two dozen": 24, "three dozen": 36, "dozen": 12, "a score": 20}),
		scales: scaleTable(map[string]int{"thousand|k": 3, "million|millions|m|mn": 6, "billion|billions|bn|b": 9, "trillion|trillions|tn": 12}),
		units: unitTable(map[data.Unit]string{
			data.Percent: "%|per cent|percent", data.USD: "$|us dollars|dollars|dollar|usd", data.EUR: "€|euros|euro|eur",
			"GBP": "£|pounds sterling|pounds|gbp", "JPY": "yen|jpy", "CNY": "yuan|renminbi|cny", "RUB": "roubles|rubles|rub", "VND": "dong|vnd",
			data.Years: "years|year"}),
		months: monthTable("january|jan", "february|feb", "march|mar", "april|apr", "may", "june|jun", "july|jul", "august|aug",
			"september|sept|sep", "october|oct", "november|nov", "december|dec"),
		before: qualifiers(map[data.Bound][]string{
			data.BoundAbout: {"about", "around", "some", "roughly", "approximately", "nearly", "almost", "close to", "circa", "c.", "an estimated",
				"in the region of", "~", "≈"},
			data.BoundMoreThan: {"more than", "over", "above", "upwards of", "exceeding", "in excess of", "greater than", "exceeds", "exceeded"},
			data.BoundAtLeast:  {"at least", "no fewer than", "no less than", "not less than", "a minimum of"},
			data.BoundLessThan: {"less than", "fewer than", "under", "below", "short of"},
			data.BoundAtMost:   {"at most", "up to", "no more than", "not more than", "a maximum of"},
		}),
		after: qualifiers(map[data.Bound][]string{
			data.BoundAtLeast: {"or more", "at least", "at a minimum"},
			data.BoundAtMost:  {"or less", "or fewer", "at most"},
			data.BoundAbout:   {"or so"},
		}),
		articles:       []string{"the", "a"},
		ranges:         [][2]string{{"between", "and"}, {"from", "to"}, {"", "to"}, {"", "–"}, {"", "-"}},
		ordinalPattern: regexp.MustCompile(`^(?:st|nd|rd|th)\b`),
	}
	return w.compile(`(?:of )?`)
}
