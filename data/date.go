package data

import (
	"fmt"
	"strings"
	"time"
)

// Date is a calendar date at the precision of its source: a year, a month of a
// year, or a day. The zero value is no date: the source gives none.
type Date struct {
	Year, Month, Day int // Month and Day are 0 where the source is coarser
}

// ParseDate reads an ISO 8601 date as 2022, 2022-12 or 2022-12-31. Empty text
// is no date without an error; a day that the calendar lacks is an error.
func ParseDate(s string) (Date, error) {
	if s == "" {
		return Date{}, nil
	}
	for _, layout := range []string{"2006", "2006-01", "2006-01-02"} {
		t, err := time.Parse(layout, s)
		if err != nil || t.Year() == 0 {
			continue
		}
		d := Date{Year: t.Year()}
		if len(layout) > 4 {
			d.Month = int(t.Month())
		}
		if len(layout) > 7 {
			d.Day = t.Day()
		}
		return d, nil
	}
	return Date{}, fmt.Errorf("cannot read %q as a date; write a year, month or day as 2022, 2022-12 or 2022-12-31", Clip(s, 40))
}

// IsSet reports whether d is a date rather than none.
func (d Date) IsSet() bool { return d.Year != 0 }

// String returns d in ISO 8601 at its own precision, and "" for no date.
func (d Date) String() string {
	switch {
	case d.Year == 0:
		return ""
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// First returns the first day that d covers, as a time at midnight UTC.
// It is meaningful only where IsSet is true.
func (d Date) First() time.Time {
	return time.Date(d.Year, time.Month(max(d.Month, 1)), max(d.Day, 1), 0, 0, 0, 0, time.UTC)
}

// Last returns the last day that d covers, as a time at midnight UTC.
func (d Date) Last() time.Time {
	switch {
	case d.Month == 0:
		return time.Date(d.Year, 12, 31, 0, 0, 0, 0, time.UTC)
	case d.Day == 0:
		return time.Date(d.Year, time.Month(d.Month)+1, 0, 0, 0, 0, 0, time.UTC)
	}
	return d.First()
}

// Period is a span of time. The end is inclusive: 1995 to 2023 has 29 years.
// Both dates are empty where the source does not say when.
type Period struct{ Start, End Date }

// IsSet reports whether the source dates the statement at all.
func (p Period) IsSet() bool { return p.Start.IsSet() || p.End.IsSet() }

// Equal reports whether p and q cover the same days: 2022 and 2022-01-01 to
// 2022-12-31 are equal. An end that is not set equals only one not set.
func (p Period) Equal(q Period) bool {
	return p.Start.IsSet() == q.Start.IsSet() && p.End.IsSet() == q.End.IsSet() &&
		(!p.Start.IsSet() || p.Start.First().Equal(q.Start.First())) &&
		(!p.End.IsSet() || p.End.Last().Equal(q.End.Last()))
}

// ParsePeriod reads a year, month or day, or a first and a last one as
// 2019/2023. Empty text and an end before the start are errors.
func ParsePeriod(s string) (Period, error) {
	start, end, isSpan := strings.Cut(s, "/")
	if !isSpan {
		end = start
	}
	from, err1 := ParseDate(start)
	to, err2 := ParseDate(end)
	if err1 != nil || err2 != nil || !from.IsSet() || !to.IsSet() {
		return Period{}, fmt.Errorf("cannot read %q as a period; write a year, or first and last year as 2019/2023", Clip(s, 40))
	}
	if to.Last().Before(from.First()) {
		return Period{}, fmt.Errorf("the period %q ends before it begins; write it as %s/%s", Clip(s, 40), to, from)
	}
	return Period{from, to}, nil
}

// Cover returns the shortest period that holds p and d. A period that is not
// set holds nothing, and so does a date that is not set.
func (p Period) Cover(d Date) Period {
	if !d.IsSet() {
		return p
	}
	if !p.Start.IsSet() || d.Year < p.Start.Year || d.Year == p.Start.Year && d.First().Before(p.Start.First()) {
		p.Start = d
	}
	if !p.End.IsSet() || d.Year > p.End.Year || d.Year == p.End.Year && d.Last().After(p.End.Last()) {
		p.End = d
	}
	return p
}

// Years returns the number of calendar years that p touches, and 0 where
// either end is not set.
func (p Period) Years() int {
	if !p.Start.IsSet() || !p.End.IsSet() {
		return 0
	}
	return p.End.Year - p.Start.Year + 1
}

// String returns "2022", or "1995/2023" as ISO 8601 writes an interval, and
// "" where nothing is set.
func (p Period) String() string {
	if p.Start == p.End || !p.End.IsSet() {
		return p.Start.String()
	}
	return p.Start.String() + "/" + p.End.String()
}
