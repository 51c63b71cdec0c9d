package locale

import (
	"strconv"

	"github.com/periplus-data/periplus/data"
)

// Date writes d at its own precision: 20 June 2024, June 2024, 2024; in French
// 20 juin 2024, 1er juin 2024; in Vietnamese ngày 20 tháng 6 năm 2024, tháng 6
// năm 2024, 2024. No date is "". A month that the calendar lacks
// is written as ISO 8601 would.
func (l Language) Date(d data.Date) string {
	g := l.grammar()
	switch {
	case !d.IsSet():
		return ""
	case d.Month == 0:
		return strconv.Itoa(d.Year)
	case d.Month < 0 || d.Month > len(g.months):
		return d.String()
	case d.Day == 0:
		return g.month(g.months[d.Month-1], d.Year)
	}
	return g.date(d.Day, g.months[d.Month-1], d.Year)
}

// ShortDate writes d as the label of an axis, with abbreviated months, as CLDR
// 48 abbreviates them: 20 Jun 2024, Jun 2024, 2024; 1er juin 2024; 20 thg 6 2024.
// Without its year, which a neighbour tells, it is 20 Jun or Jun; a year alone
// stays. No date is "".
func (l Language) ShortDate(d data.Date, withYear bool) string {
	g := l.grammar()
	if d.Month < 1 || d.Month > len(g.shortMonths) {
		return l.Date(d)
	}
	text := g.shortMonths[d.Month-1]
	if d.Day != 0 {
		text = g.shortDay(d.Day, text)
	}
	if withYear {
		text += noBreak + strconv.Itoa(d.Year)
	}
	return text
}

// Period writes p as one date where both ends are the same, as 1995–2023 for
// years, and with spaces around the dash for longer dates. Where one end is
// not set it is "from 1995" or "until 2023". Nothing set is "".
func (l Language) Period(p data.Period) string {
	g := l.grammar()
	start, end := l.Date(p.Start), l.Date(p.End)
	switch {
	case start == end:
		return start
	case end == "":
		return g.since(start, p.Start.Day != 0)
	case start == "":
		return g.until(end, p.End.Day != 0)
	case p.Start.Month == 0 && p.End.Month == 0:
		return start + enDash + end
	}
	return start + " " + enDash + " " + end
}
