package analysis

import (
	"context"
	"slices"
	"strings"

	"github.com/go-gota/gota/dataframe"

	"github.com/periplus-data/periplus/data"
)

// DiffState says what became of a published number between two releases.
type DiffState string

// The states.
const (
	Survives   DiffState = "survive"     // the same verdict and the same observed value, as shown
	Drifts     DiffState = "drift"       // the same verdict, another observed value
	Flips      DiffState = "flip"        // another verdict, or the observed value crosses the edge of what is stated
	NotShown   DiffState = "not_shown"   // one release does not show all the years that the other does
	NotChecked DiffState = "not_checked" // neither release shows anything about it
)

// FigureSet is the figures of one report.
type FigureSet struct {
	Report  string
	Figures []data.Figure
}

// FigureChange is one published number held against two releases.
type FigureChange struct {
	Report        string
	State         DiffState
	Before, After Finding
}

// LatestFlips reports whether the verdict on the latest five years of a long
// share is another, though the number itself may survive.
func (c FigureChange) LatestFlips() bool {
	return c.Before.LatestVerdict() != c.After.LatestVerdict()
}

// DiffResult holds the changes in the order of reports and figures.
type DiffResult struct {
	Changes  []FigureChange
	Warnings []error
}

// Count returns how many numbers are in a state.
func (r DiffResult) Count(s DiffState) int {
	n := 0
	for _, c := range r.Changes {
		if c.State == s {
			n++
		}
	}
	return n
}

// diffColumns describes the columns of DiffResult.Table, in order.
var diffColumns = []data.Column{
	{Name: "report", Meaning: "Report that publishes the number."},
	{Name: "id", Meaning: "Id of the figure."},
	{Name: "state", Meaning: "survive, drift, flip, not_shown or not_checked."},
	{Name: "stated", Kind: data.NumberColumn, Meaning: "The number printed; empty where there is none."},
	{Name: "before", Kind: data.NumberColumn, Meaning: "Observed value in the old release."},
	{Name: "after", Kind: data.NumberColumn, Meaning: "Observed value in the new release."},
	{Name: "before_verdict", Meaning: "Verdict by the old release: holds, contradicted or cannot_tell."},
	{Name: "after_verdict", Meaning: "Verdict by the new release."},
	{Name: "unit", Meaning: "Unit of stated, before and after."},
	{Name: "before_source", Meaning: "Ids of the old releases."},
	{Name: "after_source", Meaning: "Ids of the new releases."},
	{Name: "whose", Meaning: "reporter, mirror or provider."},
	{Name: "before_rule", Meaning: "Rule by which the old value satisfies the statement."},
	{Name: "after_rule", Meaning: "Rule by which the new value does."},
	{Name: "before_latest", Meaning: "Verdict on the latest five years of a long share, by the old release."},
	{Name: "after_latest", Meaning: "The same by the new release."},
}

// DiffColumns describes the columns of a table of changes, in order.
func DiffColumns() []data.Column { return slices.Clone(diffColumns) }

// Table returns the changes as a table with the columns DiffColumns. Numbers
// have data.SignificantDigits digits.
func (r DiffResult) Table() data.Table {
	t := data.Table{Columns: DiffColumns(), Rows: make([][]string, len(r.Changes))}
	near := func(n data.Number) string { return n.Significant(data.ToNearest).String() }
	for i, c := range r.Changes {
		b, a := c.Before, c.After
		t.Rows[i] = []string{c.Report, b.Figure.ID, string(c.State), b.Figure.Amount.Value.String(), near(b.Observed), near(a.Observed),
			string(b.Verdict), string(a.Verdict), string(b.Unit), strings.Join(b.Sources, " "), strings.Join(a.Sources, " "), string(c.whose()),
			string(b.Rule), string(a.Rule), string(b.LatestVerdict()), string(a.LatestVerdict())}
	}
	return t
}

// Frame returns the changes as a gota frame with the columns of Table.
func (r DiffResult) Frame() dataframe.DataFrame { return r.Table().Frame() }

func (c FigureChange) whose() Whose {
	if c.Before.Whose != "" {
		return c.Before.Whose
	}
	return c.After.Whose
}

// DiffFigures holds the figures of reports against two releases of a record,
// the old and the new, and says which survive, drift or flip. A figure that
// both sides of a flow report has one change for each side. Where the records
// are of several providers, the finding that tells most is taken on each side.
func DiffFigures(ctx context.Context, old, new []data.Record, sets []FigureSet, o CheckOptions) (DiffResult, error) {
	var r DiffResult
	before, after := newChecker(ctx, old, o), newChecker(ctx, new, o)
	for _, set := range sets {
		for _, f := range set.Figures {
			f, err := f.Rounded(o.Rounding)
			if err != nil {
				return DiffResult{}, err
			}
			was, err := before.check(f)
			if err != nil {
				return DiffResult{}, err
			}
			is, err := after.check(f)
			if err != nil {
				return DiffResult{}, err
			}
			for _, pair := range pairFindings(was, is) {
				r.Changes = append(r.Changes, FigureChange{set.Report, stateOf(pair[0], pair[1]), pair[0], pair[1]})
			}
		}
	}
	r.Warnings = append(before.warnings, after.warnings...)
	return r, nil
}

// stateOf compares two findings on one figure.
func stateOf(before, after Finding) DiffState {
	switch {
	case !before.Observed.IsSet() && !after.Observed.IsSet() && before.Verdict == CannotTell && after.Verdict == CannotTell:
		return NotChecked
	case before.Verdict != after.Verdict && (before.Verdict == CannotTell || after.Verdict == CannotTell):
		return stateUnclear(before, after)
	case before.Verdict != after.Verdict:
		return Flips
	case !before.Shown(before.Observed).Equal(after.Shown(after.Observed)):
		return Drifts
	}
	return Survives
}

// stateUnclear compares two findings of which one cannot be told. Where both
// show the same years, as a register of deals and one of delivery years do, the
// values that they show decide.
func stateUnclear(before, after Finding) DiffState {
	if !slices.Equal(before.Seen, after.Seen) || !before.Observed.IsSet() || !after.Observed.IsSet() {
		return NotShown
	}
	if !sameAnswer(before.Observed, after.Observed, allowances(before.Figure, before.asked)) {
		return Flips
	}
	if before.Shown(before.Observed).Equal(after.Shown(after.Observed)) {
		return Survives
	}
	return Drifts
}

// pairFindings puts findings from the same side together, one pair for each
// side that either release knows.
func pairFindings(was, is []Finding) [][2]Finding {
	var sides []Whose
	for _, f := range slices.Concat(was, is) {
		if f.Whose != "" && !slices.Contains(sides, f.Whose) {
			sides = append(sides, f.Whose)
		}
	}
	if len(sides) == 0 {
		return [][2]Finding{{was[0], is[0]}}
	}
	var out [][2]Finding
	for _, s := range sides {
		out = append(out, [2]Finding{telling(was, s), telling(is, s)})
	}
	return out
}

// telling returns the finding from a side that tells most: a verdict before
// none, a value before none, the first of equals. Where the side reports
// nothing, it is one that says so.
func telling(found []Finding, s Whose) Finding {
	best, most := 0, -1
	for i, f := range found {
		n := 0
		if f.Whose == s {
			n += 4
		} else if f.Whose != "" {
			continue
		}
		if f.Verdict != CannotTell {
			n += 2
		}
		if f.Observed.IsSet() {
			n++
		}
		if n > most {
			best, most = i, n
		}
	}
	if most < 0 { // only the other side reports
		blank := Finding{Figure: found[0].Figure, Verdict: CannotTell, Rule: NoRule, Interval: found[0].Figure.Amount.Interval,
			Unit: found[0].Unit, Sources: found[0].Sources, Releases: found[0].Releases, Vintage: found[0].Vintage, Whose: s, Reason: ReasonNoRow}
		return blank
	}
	return found[best]
}
