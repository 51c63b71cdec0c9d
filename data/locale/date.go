package locale

import (
	"fmt"
	"strconv"

	"github.com/periplus-data/periplus/data"
)

// Date writes d at its own precision: 20 June 2024, June 2024, 2024; in French
// 20 juin 2024, 1er juin 2024. No date is "".
func (l Language) Date(d data.Date) string {
	g := l.grammar()
	switch {
	case !d.IsSet():
		return ""
	case d.Month == 0:
		return strconv.Itoa(d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%s %d", g.months[d.Month-1], d.Year)
	}
	return g.date(d.Day, g.months[d.Month-1], d.Year)
}

// Period writes p as one date where both ends are the same, as 1995–2023 for
// years, and with spaces around the dash for longer dates. An end that is not
// set is left out behind the dash. Nothing set is "".
func (l Language) Period(p data.Period) string {
	start, end := l.Date(p.Start), l.Date(p.End)
	switch {
	case start == end || end == "" && start == "":
		return start
	case p.Start.Month == 0 && p.End.Month == 0:
		return start + enDash + end
	}
	return start + " " + enDash + " " + end
}
