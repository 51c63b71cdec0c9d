package locale

import (
	"fmt"

	"github.com/periplus-data/periplus/data"
)

var english = grammar{
	decimal:     ".",
	group:       ",",
	percent:     "%",
	moneyBefore: true,
	scales: []scale{
		{exponent: 12, short: "tn", one: "trillion", many: "trillion"},
		{exponent: 9, short: "bn", one: "billion", many: "billion"},
		{exponent: 6, short: "m", one: "million", many: "million"},
	},
	currencies: map[data.Unit]string{},
	months:     [12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
	date: func(day int, month string, year int) string {
		return fmt.Sprintf("%d"+noBreak+"%s %d", day, month, year)
	},
	ordinal: func(n string, whole int64) string {
		if whole%100 >= 11 && whole%100 <= 13 {
			return n + "th"
		}
		switch whole % 10 {
		case 1:
			return n + "st"
		case 2:
			return n + "nd"
		case 3:
			return n + "rd"
		}
		return n + "th"
	},
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
