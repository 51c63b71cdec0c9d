package analysis

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/go-gota/gota/dataframe"

	"github.com/periplus-data/periplus/data"
)

// RecordDiffOptions are the choices of DiffRecords. The zero value is the
// default.
type RecordDiffOptions struct {
	// Top is how many changes are kept of each kind; 0 is 10.
	Top int
	// Where limits the rows that are compared.
	Where data.Selection
}

// RecordChange is one sum that differs between two releases. Fields that are
// not grouped by are "".
type RecordChange struct {
	By                string // reporter, partner, or pair: both, in a window of years
	Reporter, Partner string
	Flow              data.FlowCode
	Unit              data.Unit
	Period            data.Period
	Before, After     data.Number // exact sums; none where a release has no row
}

// Change returns After − Before, taking no row as 0.
func (c RecordChange) Change() data.Number { return orZero(c.After).Sub(orZero(c.Before)) }

// Percent returns the change in percent of Before, none where that is 0.
func (c RecordChange) Percent() data.Number { return percentOf(c.Change(), orZero(c.Before)) }

// RecordDiff holds the largest changes of each kind.
type RecordDiff struct {
	Changes  []RecordChange // by kind, the largest first
	Compared int            // sums compared
	Differ   int            // of which differ
	Period   data.Period    // years that both releases cover
	Warnings []error
}

// recordDiffColumns describes the columns of RecordDiff.Table, in order.
var recordDiffColumns = []data.Column{
	{Name: "by", Meaning: "reporter, partner, or pair: reporter and partner in a window of years."},
	{Name: "reporter", Meaning: "Place code; for arms the recipient."},
	{Name: "partner", Meaning: "Place code; for arms the supplier."},
	{Name: "flow", Meaning: "X, M, DX, RX or RM; empty for an indicator."},
	{Name: "unit", Meaning: "Unit of before, after and change."},
	{Name: "start", Meaning: "First year summed."},
	{Name: "end", Meaning: "Last year summed."},
	{Name: "before", Kind: data.NumberColumn, Meaning: "Sum in the old release; empty where it has no row."},
	{Name: "after", Kind: data.NumberColumn, Meaning: "Sum in the new release."},
	{Name: "change", Kind: data.NumberColumn, Meaning: "after less before."},
	{Name: "percent", Kind: data.NumberColumn, Meaning: "Change in percent of before; empty where that is 0."},
}

// Table returns the changes as a table: by, reporter, partner, flow, unit,
// start, end, before, after, change, percent. Sums are exact, percent has
// data.SignificantDigits digits.
func (r RecordDiff) Table() data.Table {
	t := data.Table{Columns: slices.Clone(recordDiffColumns), Rows: make([][]string, len(r.Changes))}
	for i, c := range r.Changes {
		t.Rows[i] = []string{c.By, c.Reporter, c.Partner, string(c.Flow), string(c.Unit), c.Period.Start.String(), c.Period.End.String(),
			c.Before.String(), c.After.String(), c.Change().String(), c.Percent().Significant(data.ToNearest).String()}
	}
	return t
}

// Frame returns the changes as a gota frame with the columns of Table.
func (r RecordDiff) Frame() dataframe.DataFrame { return r.Table().Frame() }

// sumKey is what sums are grouped by.
type sumKey struct {
	by, reporter, partner, flow, unit string
	start, end                        int
}

// DiffRecords compares exact sums of two releases over the years that both
// cover: by reporter, by partner, and by reporter and partner in windows of
// five years counted back from the last one (the first window may be shorter).
// Only whole years count. The error says why sums cannot be compared.
func DiffRecords(ctx context.Context, old, new data.Record, o RecordDiffOptions) (RecordDiff, error) {
	was, is := old.Describe(), new.Describe()
	first := max(firstWholeYear(was.Coverage.Start), firstWholeYear(is.Coverage.Start))
	last := min(lastWholeYear(was.Coverage.End), lastWholeYear(is.Coverage.End))
	if first == 0 || last < first {
		return RecordDiff{}, fmt.Errorf("%s covers %s and %s covers %s; no year is in both", was.ID, orWords(was.Coverage.String()), is.ID, orWords(is.Coverage.String()))
	}
	r := RecordDiff{Period: data.Period{Start: data.Date{Year: first}, End: data.Date{Year: last}}}
	if was.Format != is.Format {
		r.Warnings = append(r.Warnings, fmt.Errorf("the old release is a %s and the new one a %s; a change may come from what the formats hold", was.Format, is.Format))
	}
	if was.Vintage == is.Vintage && was.Vintage != "" {
		r.Warnings = append(r.Warnings, errors.New("both releases are of "+was.Vintage))
	}
	lacks := slices.Concat(was.Lacks, is.Lacks)
	for _, year := range slices.Compact(slices.Sorted(slices.Values(lacks))) {
		if year >= first && year <= last {
			r.Warnings = append(r.Warnings, fmt.Errorf("%d is left out: one of the files lacks it", year))
		}
	}
	before, after, err := sumsOfBoth(ctx, old, new, o.Where, r.Period, lacks)
	if err != nil {
		return RecordDiff{}, err
	}
	r.compare(before, after, max(o.Top, 0))
	return r, nil
}

func orWords(span string) string {
	if span == "" {
		return "no stated years"
	}
	return span
}

// lastWholeYear returns the last year that ends by a date.
func lastWholeYear(d data.Date) int {
	if d.IsSet() && d.Month > 0 && d.Last().YearDay() < 365 {
		return d.Year - 1
	}
	return d.Year
}

// firstWholeYear returns the first year that begins with or after a date.
func firstWholeYear(d data.Date) int {
	if d.IsSet() && d.First().YearDay() > 1 {
		return d.Year + 1
	}
	return d.Year
}

// sumsOfBoth returns the sums of two records, over the same choice of products:
// the first that both have rows for, else the first that either has. A total
// that only one of them states would look like trade that is gone, and so would
// a year that one of the files lacks.
func sumsOfBoth(ctx context.Context, old, new data.Record, where data.Selection, span data.Period, lacks []int) (before, after map[sumKey]*data.Number, err error) {
	where.Period = span
	by := []data.Dimension{data.ByReporter, data.ByPartner, data.ByFlow, data.ByUnit, data.ByYear}
	choices := productChoices
	if len(where.Products) > 0 {
		choices = [][]string{where.Products}
	}
	var refused error
	for _, where.Products = range choices {
		var groups [2][]data.Group
		refused = nil
		for i, record := range []data.Record{old, new} {
			if groups[i], err = record.Groups(ctx, data.Query{Where: where, By: by}); err != nil {
				if ctx.Err() != nil {
					return nil, nil, ctx.Err()
				}
				refused = fmt.Errorf("%s: %w", record.Describe().ID, err)
			}
		}
		switch {
		case refused != nil:
		case len(groups[0]) > 0 && len(groups[1]) > 0:
			return addUp(groups[0], span, lacks), addUp(groups[1], span, lacks), nil
		case len(groups[0])+len(groups[1]) > 0 && before == nil:
			before, after = addUp(groups[0], span, lacks), addUp(groups[1], span, lacks)
		}
	}
	if before != nil {
		return before, after, nil
	}
	return nil, nil, refused
}

// addUp sums groups in every way that is compared, without the years that lacks
// names.
func addUp(groups []data.Group, span data.Period, lacks []int) map[sumKey]*data.Number {
	first, last := span.Start.Year, span.End.Year
	sums := map[sumKey]*data.Number{}
	for _, g := range groups {
		year, err := strconv.Atoi(g.Keys[4])
		if err != nil || !g.Value.IsSet() || slices.Contains(lacks, year) {
			continue
		}
		reporter, partner, flow, unit := g.Keys[0], g.Keys[1], g.Keys[2], g.Keys[3]
		end := last - (last-year)/windowYears*windowYears
		for _, k := range []sumKey{
			{"reporter", reporter, "", flow, unit, first, last},
			{"partner", "", partner, flow, unit, first, last},
			{"pair", reporter, partner, flow, unit, max(first, end-windowYears+1), end},
		} {
			if old := sums[k]; old != nil {
				*old = old.Add(g.Value)
			} else {
				v := g.Value
				sums[k] = &v
			}
		}
	}
	return sums
}

// compare keeps the largest changes of each kind.
func (r *RecordDiff) compare(before, after map[sumKey]*data.Number, top int) {
	if top == 0 {
		top = 10
	}
	keys := make([]sumKey, 0, len(before))
	for k := range before {
		keys = append(keys, k)
	}
	for k := range after {
		if before[k] == nil {
			keys = append(keys, k)
		}
	}
	r.Compared = len(keys)
	kinds := map[string][]RecordChange{}
	for _, k := range keys {
		c := RecordChange{By: k.by, Reporter: k.reporter, Partner: k.partner, Flow: data.FlowCode(k.flow), Unit: data.Unit(k.unit),
			Period: data.Period{Start: data.Date{Year: k.start}, End: data.Date{Year: k.end}}}
		if v := before[k]; v != nil {
			c.Before = *v
		}
		if v := after[k]; v != nil {
			c.After = *v
		}
		if c.Change().Sign() != 0 {
			r.Differ++
			kinds[k.by] = append(kinds[k.by], c)
		}
	}
	for _, by := range []string{"reporter", "partner", "pair"} {
		slices.SortFunc(kinds[by], largestFirst)
		r.Changes = append(r.Changes, kinds[by][:min(top, len(kinds[by]))]...)
	}
}

// largestFirst orders changes by their size, then by what they are of.
func largestFirst(a, b RecordChange) int {
	if d := b.Change().Abs().Cmp(a.Change().Abs()); d != 0 {
		return d
	}
	key := func(c RecordChange) string {
		return strings.Join([]string{c.Reporter, c.Partner, string(c.Flow), string(c.Unit), c.Period.String()}, "\x00")
	}
	return strings.Compare(key(a), key(b))
}
