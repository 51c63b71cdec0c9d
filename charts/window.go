package charts

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

var windowColumnsKind = Kind{
	Token: "window-columns", Family: overTime, Name: "Annual columns with the mean of the last five years, or means of five years with the annual values.",
	When:    "Amounts that swing from year to year, as deliveries of arms do, whose level is of interest.",
	WhenNot: "Shares (the mean of shares is not the share over the years), or fewer than about ten years (columns).",
	Columns: columns("label?", "date?", "series?"), X: "date", Y: "value",
	Settings: []Setting{
		{Name: "form", Values: []string{string(AnnualForm), string(MeansForm)}, Meaning: "columns of the years with a line of means (annual, the default), or columns of means with a line of the years (means)",
			set: func(c Chart, value string) error {
				c.(*WindowColumns).Form = WindowForm(value)
				return nil
			}},
		{Name: "window", Meaning: "how many years a mean covers; 5 unless set", set: func(c Chart, value string) error {
			n, err := strconv.Atoi(value)
			if err != nil || n < 1 || n > maxWindow {
				return fmt.Errorf("cannot read %q as a number of years; write a whole number from 1 to %d", data.Clip(value, 40), maxWindow)
			}
			c.(*WindowColumns).Window = n
			return nil
		}},
		{Name: "windows", Meaning: "the years of each column of means, as 2014/2018,2019/2023; counted back from the last year unless set", set: func(c Chart, value string) (err error) {
			c.(*WindowColumns).Windows, err = parseWindows(value)
			return err
		}},
	},
	words: locale.WindowColumnChart, make: func() Chart { return &WindowColumns{} },
}

// WindowForm says what the columns of [WindowColumns] are.
type WindowForm string

// The forms. The zero value is AnnualForm.
const (
	AnnualForm WindowForm = "annual" // columns of the years, and a line of the means of the last years
	MeansForm  WindowForm = "means"  // columns of means, and a line of the years
)

// The years that a mean covers unless set, and at most.
const (
	fiveYears = 5
	maxWindow = 100
)

// WindowColumns is the options of a chart of annual amounts and their means over
// windows of years, in the two forms of SIPRI. Every panel has one series.
//
// In the annual form, pale columns are the amounts of the years, and a line is
// the trailing mean
//
//	mean of year t = (amount of t−n+1 + … + amount of t) ÷ n
//
// with n the Window. In the form of means, columns are the means of the years of
// each window, and a line with points is the amounts of the years. The windows
// are Windows, or follow one another back from the last year; years before the
// first full one have no mean.
//
// Means are computed exactly and then rounded to [data.SignificantDigits]. Low
// and high of a mean are the means of low and of high, a year without bounds
// counting with its value, and unbounded where one of the years is. There is a
// mean only where every year of the window has a number: a year without
// deliveries needs a row with 0, since a missing one is not zero.
//
// Shares, ratios and places in an order are errors, for their mean says nothing.
type WindowColumns struct {
	Options
	Form    WindowForm
	Window  int           // years that a mean covers; 0 is 5
	Windows []data.Period // of the columns of means, in years that do not overlap
}

func (*WindowColumns) token() string { return "window-columns" }

// parseWindows reads periods of years with commas between them, as 2014/2018 or
// 2014–2018.
func parseWindows(value string) (out []data.Period, err error) {
	for text := range strings.SplitSeq(value, ",") {
		text = strings.TrimSpace(text)
		p := readMoment(strings.ReplaceAll(text, " ", ""))
		if !p.IsSet() || p.Start.Month != 0 || p.End.Month != 0 {
			return nil, fmt.Errorf("cannot read %q as years; write first and last year of each window, as 2014/2018,2019/2023", data.Clip(text, 40))
		}
		out = append(out, p)
	}
	return out, nil
}

func (o *WindowColumns) check(rows []row, p *problems) {
	for _, r := range rows {
		switch u := data.Unit(r.unit); {
		case !r.hasNumber:
		case u == data.Percent || u == data.Ratio || u == data.Ordinal || u == data.DateUnit:
			p.field(r, "unit", r.unit, "the mean of several years says nothing in the unit %s; a window-columns chart needs amounts", u)
		}
	}
	readDates(rows, "window-columns", p)
	one := map[string]row{}
	for _, r := range rows {
		if r.time.Month != 0 {
			field, text := r.dateField()
			p.field(r, field, text, "is not a year; a window-columns chart has one row for each year")
		}
		if first, ok := one[r.facet]; !ok {
			one[r.facet] = r
		} else if first.series != r.series {
			p.field(r, "series", r.series, "a window-columns chart has one series in a panel, and row %d has %q; choose one, or make series the facet", first.n, data.Clip(first.series, 40))
		}
	}
	checkSlots(rows, newYears, "window-columns", p)
	o.checkWindows(rows, p)
}

// checkWindows holds the windows to the years of the rows.
func (o *WindowColumns) checkWindows(rows []row, p *problems) {
	fail := func(format string, args ...any) {
		p.add(&data.FieldError{Field: "date", Err: fmt.Errorf(format, args...)})
	}
	switch {
	case p.total > 0:
		return
	case o.Window < 0 || o.Window > maxWindow:
		fail("a window of %d years has no mean; write 1 to %d, or 0 for 5", o.Window, maxWindow)
		return
	case o.Form != "" && o.Form != AnnualForm && o.Form != MeansForm:
		fail("unknown form %q; write %s or %s", data.Clip(string(o.Form), 40), AnnualForm, MeansForm)
		return
	}
	if len(o.Windows) > 0 && o.Form != MeansForm {
		fail("windows name the columns of the form %s; set form=%s", MeansForm, MeansForm)
		return
	}
	years := newYears(rows)
	first, last := years.list[0].date.Year, years.list[len(years.list)-1].date.Year
	for i, w := range o.Windows {
		if w.Start.Year < first || w.End.Year > last || !w.IsSet() || w.Start.Year > w.End.Year {
			fail("the window %s is not among the years of the rows, %d to %d", w, first, last)
		}
		for _, other := range o.Windows[:i] {
			if w.Start.Year <= other.End.Year && other.Start.Year <= w.End.Year {
				fail("the windows %s and %s overlap; a year stands in one column", other, w)
			}
		}
	}
	if p.total == 0 && !o.hasMean(rows, years) {
		n := o.length()
		fail("there is nothing to draw: no window of %d years has a number in each of them, so that there is no mean; set the window to fewer years, or write 0 for years that had none", n)
	}
}

func (o *WindowColumns) hasMean(rows []row, years slots) bool {
	for _, panel := range byFacet(rows) {
		in := byYear(panel, years)
		for _, w := range o.windows(years) {
			if isFull(in[w[0] : w[1]+1]) {
				return true
			}
		}
	}
	return false
}

// byFacet parts rows into panels, in the order of the frame.
func byFacet(rows []row) (out [][]row) {
	at := map[string]int{}
	for _, r := range rows {
		i, ok := at[r.facet]
		if !ok {
			i = len(out)
			at[r.facet] = i
			out = append(out, nil)
		}
		out[i] = append(out[i], r)
	}
	return out
}

// length is the number of years that a mean covers.
func (o *WindowColumns) length() int {
	if o.Window == 0 {
		return fiveYears
	}
	return o.Window
}

// windows returns the first and last slot of each window in order of time: one
// that ends in each year, in the annual form; else those named, or those that
// follow one another back from the last year.
func (o *WindowColumns) windows(years slots) (out [][2]int) {
	n, last := o.length(), len(years.list)-1
	switch {
	case o.Form != MeansForm:
		for i := n - 1; i <= last; i++ {
			out = append(out, [2]int{i - n + 1, i})
		}
	case len(o.Windows) > 0:
		first := years.list[0].date.Year
		for _, w := range o.Windows {
			out = append(out, [2]int{w.Start.Year - first, w.End.Year - first})
		}
	default:
		for i := last; i-n+1 >= 0; i -= n {
			out = append(out, [2]int{i - n + 1, i})
		}
	}
	slices.SortFunc(out, func(a, b [2]int) int { return a[0] - b[0] })
	return out
}

// byYear returns the row of each slot, with n 0 where there is none.
func byYear(rows []row, years slots) []row {
	out := make([]row, len(years.list))
	for i := range out {
		out[i] = years.row(i, rows[0].facet, rows[0].series)
	}
	for _, r := range rows {
		out[years.at(r)] = r
	}
	return out
}

// isFull reports whether every year has a number.
func isFull(years []row) bool {
	return !slices.ContainsFunc(years, func(r row) bool { return !r.hasNumber })
}

// mean returns the mean of years, without a number where one of them has none.
// Its name is that of its years.
func (c *chart) mean(years []row) row {
	last := years[len(years)-1]
	r := combined(years, len(years))
	r.facet, r.series, r.unit = last.facet, last.series, c.unit
	r.time, r.position = last.time, float64(last.time.Year)
	r.label = c.l.Text(locale.WindowMean, c.l.Period(data.Period{Start: years[0].time, End: last.time}))
	return r
}

// computed returns the means that are drawn.
func (o *WindowColumns) computed(c *chart) (out []row) {
	years := newYears(c.all)
	for _, p := range c.panels {
		in := byYear(p.rows, years)
		for _, w := range o.windows(years) {
			if r := c.mean(in[w[0] : w[1]+1]); r.hasNumber {
				out = append(out, r)
			}
		}
	}
	return out
}
