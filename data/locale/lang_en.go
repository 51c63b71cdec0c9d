package locale

import (
	"fmt"
	"strings"

	"github.com/periplus-data/periplus/data"
)

// english is British: $3.5bn, $450m, $1.2tn are the short forms of CLDR 48 for
// en-GB, and the day stands before the month. The sign of a currency stands
// before the number, behind minus.
var english = grammar{
	decimal: ".",
	group:   ",",
	percent: "%",
	scales: []scale{
		{exponent: 12, short: "tn", long: noun{"trillion", "trillion"}},
		{exponent: 9, short: "bn", long: noun{"billion", "billion"}},
		{exponent: 6, short: "m", long: noun{"million", "million"}},
	},
	isOne: func(n data.Number) bool { return n.Abs().Equal(data.Int(1)) },
	signs: knownSigns,
	money: englishMoney,
	longMoney: func(number string, s scale, u data.Unit, isOne bool) string {
		scale := ""
		if s.exponent > 0 {
			scale = noBreak + s.long.form(isOne)
		}
		return englishMoney(number, scale, knownSigns.of(u))
	},
	rate: func(number string, of, per data.Unit, _ bool) string {
		return englishMoney(number, "", knownSigns.of(of)) + " per " + englishCurrencies.word(per).one
	},
	ordinal: englishOrdinal,
	months:  [12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
	month:   func(month string, year int) string { return fmt.Sprintf("%s %d", month, year) },
	date: func(day int, month string, year int) string {
		return fmt.Sprintf("%d"+noBreak+"%s %d", day, month, year)
	},
	shortMonths: [12]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"},
	shortDay:    func(day int, month string) string { return fmt.Sprintf("%d"+noBreak+"%s", day, month) },
	since:       func(date string, _ bool) string { return "from " + date },
	until:       func(date string, _ bool) string { return "until " + date },
	measures: map[string]string{
		"trade_total":          "total trade",
		"exports":              "exports",
		"imports":              "imports",
		"trade_balance":        "trade balance",
		"trade_share":          "share of trade",
		"trade_ratio":          "trade against trade with others",
		"growth":               "growth",
		"arms_share":           "share of arms imports",
		"arms_imports":         "arms imports",
		"arms_exports":         "arms exports",
		"arms_rank":            "place among arms suppliers",
		"arms_growth":          "change of arms sales",
		"arms_supply_duration": "time as arms supplier",
		"agreements":           "agreements",
		"visits":               "visits",
		"previous_visit":       "previous visit",
		"event":                "date of an event",
		"participants":         "participants",
	},
}

var englishCurrencies = currencies{
	data.USD: {"dollar", "dollars"}, data.EUR: {"euro", "euros"}, "GBP": {"pound", "pounds"},
	"JPY": {"yen", "yen"}, "CNY": {"yuan", "yuan"}, "RUB": {"rouble", "roubles"}, "VND": {"dong", "dong"},
}

func englishMoney(number, scale, sign string) string {
	if isCode(sign) {
		sign += noBreak
	}
	if rest, negative := strings.CutPrefix(number, minus); negative {
		return minus + sign + rest + scale
	}
	return sign + number + scale
}

func englishOrdinal(number, digits string) string {
	ending := "th"
	if teens := strings.HasSuffix("0"+digits[:len(digits)-1], "1"); !teens {
		switch digits[len(digits)-1] {
		case '1':
			ending = "st"
		case '2':
			ending = "nd"
		case '3':
			ending = "rd"
		}
	}
	return number + ending
}
