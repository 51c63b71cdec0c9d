package quote

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/periplus-data/periplus/data"
)

var (
	slashDate = regexp.MustCompile(`\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b`)
	isoDate   = regexp.MustCompile(`\b(\d{4}-\d{2}-\d{2}|\d{4}-\d{2})\b`)
	yearAlone = regexp.MustCompile(`\b(1[5-9]\d{2}|20\d{2})\b`)
)

// date reads the date that stands in the bytes from to to of a sentence, at the
// precision of the words. A year right behind the quote belongs to it. Two
// dates are an error.
func (w *vocabulary) date(c string, from, to int) (data.Date, error) {
	q := c[from:to]
	var found []data.Date
	add := func(d data.Date, err error) error {
		if err == nil && (len(found) == 0 || found[len(found)-1] != d) {
			found = append(found, d)
		}
		return err
	}
	for _, m := range isoDate.FindAllString(q, -1) {
		if err := add(data.ParseDate(m)); err != nil {
			return data.Date{}, err
		}
	}
	for _, m := range slashDate.FindAllStringSubmatch(q, -1) {
		if err := add(w.slashed(m)); err != nil {
			return data.Date{}, err
		}
	}
	without := false
	for _, m := range w.datePattern.FindAllStringSubmatchIndex(c, -1) {
		if m[4] < from || m[5] > to {
			continue
		}
		if m[0] < from {
			return data.Date{}, fmt.Errorf("the quote cuts the date %q; quote the whole of it", strings.TrimSpace(c[m[0]:m[1]]))
		}
		day, month, year := w.dateParts(c, m)
		if year == "" {
			without = true
			continue
		}
		if err := add(isoOf(year, month, day)); err != nil {
			return data.Date{}, err
		}
	}
	switch {
	case len(found) == 1:
		return found[0], nil
	case len(found) > 1:
		return data.Date{}, fmt.Errorf("%d dates in %q; quote one, or give value", len(found), clip(q))
	case without:
		return data.Date{}, fmt.Errorf("%q has no year; give value as a date, and say in inferred where the year comes from", clip(q))
	}
	if m := yearAlone.FindAllString(q, -1); len(m) == 1 {
		return data.ParseDate(m[0])
	}
	return data.Date{}, fmt.Errorf("no date in %q; give value as 2022, 2022-12 or 2022-12-31", clip(q))
}

// slashed reads 25/06/2024: the day first in French; in English only where the
// other order is not possible.
func (w *vocabulary) slashed(m []string) (data.Date, error) {
	a, errA := strconv.Atoi(m[1])
	b, errB := strconv.Atoi(m[2])
	switch {
	case errA != nil || errB != nil:
		return data.Date{}, fmt.Errorf("cannot read %q as a date", m[0])
	case w.dayFirst || a > 12 || a == b:
		return isoOf(m[3], b, m[1])
	case b > 12:
		return isoOf(m[3], a, m[2])
	}
	return data.Date{}, fmt.Errorf("%q may be day/month or month/day; give value as %s-%02d-%02d or %s-%02d-%02d", m[0], m[3], b, a, m[3], a, b)
}

// dateParts reads the groups of datePattern: day, month, day behind the month
// (June 20, 2024), year.
func (w *vocabulary) dateParts(c string, at []int) (day string, month int, year string) {
	group := func(i int) string {
		if at[2*i] < 0 {
			return ""
		}
		return c[at[2*i]:at[2*i+1]]
	}
	if day = group(1); day == "" {
		day = group(3)
	}
	return day, w.months[strings.ToLower(group(2))], group(4)
}

func isoOf(year string, month int, day string) (data.Date, error) {
	if day == "" {
		return data.ParseDate(fmt.Sprintf("%s-%02d", year, month))
	}
	d, err := strconv.Atoi(day)
	if err != nil {
		return data.Date{}, err
	}
	return data.ParseDate(fmt.Sprintf("%s-%02d-%02d", year, month, d))
}
