package analysis

import (
	"context"
	"errors"
	"maps"
	"strings"

	"github.com/go-gota/gota/dataframe"

	"github.com/periplus-data/periplus/data"
)

// The verdicts of Check.
const (
	Holds        Verdict = "holds"        // every value that the record leaves possible satisfies the statement
	Contradicted Verdict = "contradicted" // none does
	CannotTell   Verdict = "cannot_tell"  // some do, or the record says nothing
)

// Rule says in which way an observed value satisfies a statement.
type Rule string

// The rules.
const (
	RoundsTo    Rule = "rounds_to"    // it rounds to the number printed
	TruncatesTo Rule = "truncates_to" // cut off at the last printed digit, it is the number printed
	WithinBound Rule = "within_bound" // it lies within a bound, a range or an about, or equals what is counted
	NoRule      Rule = "none"         // contradicted, or cannot be told
)

// Whose says who stated the observed value.
type Whose string

// The answers. A mirror is what the other side reports about the same goods.
const (
	WhoseReporter Whose = "reporter" // the reporter of the figure, about itself
	WhoseMirror   Whose = "mirror"   // its partner: the partner's imports for the reporter's exports
	WhoseProvider Whose = "provider" // neither side: the provider's own estimate or reconciliation
)

// Reason says why a figure cannot be told.
type Reason string

// The reasons.
const (
	NoReason       Reason = ""
	ReasonMeasure  Reason = "measure"          // no record of flows holds what the figure measures
	ReasonNoNumber Reason = "no_number"        // the statement has no number
	ReasonNotDated Reason = "not_dated"        // the statement does not say when, at both ends
	ReasonPeriod   Reason = "period"           // the period is of days, and records are of months or years
	ReasonParties  Reason = "parties"          // the statement lacks the reporter or partner that the measure needs
	ReasonScope    Reason = "scope"            // the scope does not say which flow grew, or limits what is counted
	ReasonNoRow    Reason = "no_row"           // no row of the record is about it
	ReasonUnit     Reason = "unit"             // the record has the flow in another unit only
	ReasonFlow     Reason = "flow_missing"     // the record has only one of the flows that are needed
	ReasonWhole    Reason = "whole_missing"    // the record does not hold all partners or all products
	ReasonUnseen   Reason = "years_missing"    // the record does not cover the whole period
	ReasonEstimate Reason = "estimate"         // records over several years lie partly in the period
	ReasonZero     Reason = "division_by_zero" // what is divided by is 0
	ReasonRefused  Reason = "record"           // the record refuses the sum; Detail says why
)

// Reasons lists every reason, in the order of the documentation.
var Reasons = []Reason{ReasonMeasure, ReasonNoNumber, ReasonNotDated, ReasonPeriod, ReasonParties, ReasonScope, ReasonNoRow, ReasonUnit,
	ReasonFlow, ReasonWhole, ReasonUnseen, ReasonEstimate, ReasonZero, ReasonRefused}

// CheckOptions are the choices of Check. The zero value is the default.
type CheckOptions struct {
	// Rounding replaces the rounding of every exact measurement, if not empty.
	// Without it a number may be rounded or cut off, since writers do both;
	// data.RoundingNearest and data.RoundingDown leave one of the two.
	Rounding data.Rounding
	// Windows are periods for which a share is shown besides its own five-year
	// windows.
	Windows []data.Period
	// Event is a year against which the timing of a fall is held, as 2022; 0
	// for none.
	Event int
}

// Finding is one figure held against one release.
type Finding struct {
	Figure  data.Figure
	Verdict Verdict
	Rule    Rule
	// Interval is what the statement allows under Rounding.
	data.Interval
	Rounding data.Rounding // under which the statement holds, or which it is held to; empty where it is no exact measurement
	// Observed is the value of what the record shows: where it does not cover
	// the whole period, of the part that it covers. None where it shows nothing.
	Observed data.Number
	// Possible holds every value that the rows leave possible: years that the
	// record does not cover may hold anything from 0 up, and a record over
	// several years lies wholly or in part inside the period.
	Possible data.Interval
	// RoundsTo is Observed at the step of the statement, where the statement
	// is an exact measurement.
	RoundsTo data.Number
	Unit     data.Unit
	Seen     []data.Date // the years, or months, that the record shows in full
	Missing  []data.Date // those of the period that it does not
	Sources  []string    // ids of the releases
	Vintage  string
	Releases []data.Release
	// Estimate is the percentage of the value, for a share of its whole, that
	// comes from estimates; none where nothing is observed.
	Estimate   data.Number
	Whose      Whose
	Valuation  data.Valuation
	Selections []data.Selection // the part first, then the whole
	Reason     Reason           // why it cannot be told
	Detail     string           // what the record says, where it refuses a sum
	Wanted     *Wanted          // what file would tell, where this one cannot
	Windows    []Window         // of a share over more than five years, the latest first; then those asked for
	Timing     *Timing          // of arms between two places
	Partners   []Piece          // the partner, or the largest ones, in the period
	Years      []YearPiece      // year by year
	Former     []Piece          // what former states had that the figure's places succeed; it is counted apart
	rows       []rowSource
	shortfall  Reason        // what the record lacks, whether or not it can be told
	asked      data.Rounding // CheckOptions.Rounding
}

// Piece is one partner's part of an observed whole.
type Piece struct {
	Place string
	Value data.Number // in the record's unit
	Share data.Number // in percent of the whole, none where that is not known
}

// YearPiece is one year of the part and, where there is one, of the whole.
type YearPiece struct {
	Period      data.Date
	Part, Whole data.Number
	IsEstimate  bool // whether records over several years are in the part
}

// rowSource is where the rows behind a finding stand.
type rowSource struct {
	record data.Record
	where  data.Selection
}

// Rows returns the rows behind a finding, those of the whole among them, each
// once; at most limit of each selection where limit > 0.
func (f Finding) Rows(ctx context.Context, limit int) ([]data.Flow, error) {
	var out []data.Flow
	seen := map[data.Flow]bool{}
	for _, r := range f.rows {
		rows, err := r.record.Rows(ctx, r.where, limit)
		if err != nil {
			return nil, err
		}
		fresh := map[data.Flow]bool{}
		for _, row := range rows {
			if !seen[row] { // two alike in one answer are two deliveries
				fresh[row] = true
				out = append(out, row)
			}
		}
		maps.Copy(seen, fresh)
	}
	return out, nil
}

// LatestVerdict is the verdict on the statement in the latest five years of
// its period, and "" where the finding has no windows or the record does not
// show those years.
func (f Finding) LatestVerdict() Verdict {
	if len(f.Windows) == 0 || f.Windows[0].Extra || f.Windows[0].Period.End.Year != f.Figure.Period.End.Year {
		return ""
	}
	return f.Windows[0].Verdict
}

// CheckResult holds the findings in the order of the figures; for each figure
// in the order of the records, the reporter's own statement before the mirror.
type CheckResult struct {
	Findings []Finding
	Warnings []error
}

// Contradicted returns how many findings contradict their figure.
func (r CheckResult) Contradicted() int {
	n := 0
	for _, f := range r.Findings {
		if f.Verdict == Contradicted {
			n++
		}
	}
	return n
}

// checkColumns describes the columns of CheckResult.Table, in order.
var checkColumns = []data.Column{
	{Name: "id", Meaning: "Id of the figure."},
	{Name: "verdict", Meaning: "holds, contradicted or cannot_tell."},
	{Name: "stated", Kind: data.NumberColumn, Meaning: "The number printed; empty where there is none."},
	{Name: "low", Kind: data.NumberColumn, Meaning: "Least amount that the statement allows under rounding; empty is unbounded."},
	{Name: "high", Kind: data.NumberColumn, Meaning: "Greatest such amount; empty is unbounded."},
	{Name: "observed", Kind: data.NumberColumn, Meaning: "Value of what the record shows; of the part that it covers where it does not cover the whole period."},
	{Name: "unit", Meaning: "Unit of stated, low, high and observed."},
	{Name: "rule", Meaning: "rounds_to, truncates_to, within_bound or none."},
	{Name: "covers_start", Meaning: "First year or month that the record shows of the period."},
	{Name: "covers_end", Meaning: "Last year or month that it shows."},
	{Name: "source", Meaning: "Ids of the releases, joined by a blank."},
	{Name: "vintage", Meaning: "Vintage of the releases."},
	{Name: "rounding", Meaning: "Rounding of low and high; empty where the statement is no exact measurement."},
	{Name: "estimate", Kind: data.NumberColumn, Meaning: "Percentage of the observed value, for a share of its whole, that comes from estimates."},
	{Name: "whose", Meaning: "reporter, mirror (its partner) or provider (neither side)."},
	{Name: "selection", Meaning: "The rows, as name=value; the part and the whole are parted by ÷, terms by + or −."},
	{Name: "valuation", Meaning: "Price basis of the observed value: FOB, CIF or mixed."},
	{Name: "reason", Meaning: "Why it cannot be told, as a word; empty where it can."},
	{Name: "detail", Meaning: "What the record says where it refuses."},
	{Name: "missing", Meaning: "Years or months of the period that the record does not show."},
	{Name: "would_tell", Meaning: "What file would tell."},
	{Name: "possible_low", Kind: data.NumberColumn, Meaning: "Least value that the record leaves possible; empty is unbounded."},
	{Name: "possible_high", Kind: data.NumberColumn, Meaning: "Greatest such value; empty is unbounded."},
	{Name: "rounds_to", Kind: data.NumberColumn, Meaning: "The observed value rounded at the last digit printed."},
	{Name: "windows", Meaning: "Value in five-year windows, the latest first, as 2019/2023=51.5."},
	{Name: "latest", Meaning: "Verdict on the statement in the latest five years."},
	{Name: "fell", Meaning: "Year by which the five-year mean of deliveries had fallen below half of its peak; empty where it has not."},
}

// CheckColumns describes the columns of a table of findings, in order.
func CheckColumns() []data.Column { return append([]data.Column(nil), checkColumns...) }

// Table returns the findings as a table with the columns CheckColumns. Numbers
// have data.SignificantDigits digits; low ends are rounded down and high ends
// up.
func (r CheckResult) Table() data.Table {
	t := data.Table{Columns: CheckColumns(), Rows: make([][]string, len(r.Findings))}
	for i, f := range r.Findings {
		t.Rows[i] = f.cells()
	}
	return t
}

// Frame returns the findings as a gota frame with the columns of Table.
func (r CheckResult) Frame() dataframe.DataFrame { return r.Table().Frame() }

func (f Finding) cells() []string {
	near := func(n data.Number) string { return n.Significant(data.ToNearest).String() }
	var first, last, wanted, fell string
	if n := len(f.Seen); n > 0 {
		first, last = f.Seen[0].String(), f.Seen[n-1].String()
	}
	if f.Wanted != nil {
		wanted = f.Wanted.String()
	}
	if f.Timing != nil && f.Timing.Fell.IsSet() {
		fell = f.Timing.Fell.String()
	}
	return []string{
		f.Figure.ID, string(f.Verdict), f.Figure.Amount.Value.String(),
		f.Low.Significant(data.Down).String(), f.High.Significant(data.Up).String(), near(f.Observed), string(f.Unit), string(f.Rule),
		first, last, strings.Join(f.Sources, " "), f.Vintage,
		string(f.Rounding), near(f.Estimate), string(f.Whose), f.SelectionText(),
		string(f.Valuation), string(f.Reason), f.Detail, strings.Join(SpansOf(f.Missing), " "), wanted,
		f.Possible.Low.Significant(data.Down).String(), f.Possible.High.Significant(data.Up).String(), near(f.RoundsTo),
		f.windowsText(), string(f.LatestVerdict()), fell,
	}
}

func (f Finding) windowsText() string {
	words := make([]string, len(f.Windows))
	for i, w := range f.Windows {
		words[i] = w.Period.String() + "=" + w.Observed.Significant(data.ToNearest).String()
	}
	return strings.Join(words, " ")
}

// Check holds each figure against each release of the record. Files of one
// release (exports and imports, one file a year) are put together where they do
// not overlap. A figure has one finding for each release that holds rows about
// it, and a second one where both sides report; where none does, it has one
// finding that says what file would tell.
//
// The verdict is that on Finding.Possible, exactly: holds where all of it
// satisfies the statement, contradicted where none of it does, else cannot_tell.
// Methods lists what is computed for each measure. Neither figures nor records
// are changed. Rows that a record refuses to add are a finding, not an error;
// an error is one of ctx, or of reading a record.
func Check(ctx context.Context, figures []data.Figure, records []data.Record, o CheckOptions) (CheckResult, error) {
	c := newChecker(ctx, records, o)
	var r CheckResult
	for _, f := range figures {
		f, err := f.Rounded(o.Rounding)
		if err != nil {
			return CheckResult{}, err
		}
		found, err := c.check(f)
		if err != nil {
			return CheckResult{}, err
		}
		r.Findings = append(r.Findings, found...)
	}
	r.Warnings = c.warnings
	return r, nil
}

// checker is one run of Check. It asks each record once for each place.
type checker struct {
	ctx      context.Context
	options  CheckOptions
	families []family
	views    map[viewKey]*book
	sides    map[int][]side // by family
	warnings []error
	warned   map[string]bool
}

func newChecker(ctx context.Context, records []data.Record, o CheckOptions) *checker {
	return &checker{ctx: ctx, options: o, families: familiesOf(records), views: map[viewKey]*book{}, sides: map[int][]side{}}
}

// warn notes a warning once.
func (c *checker) warn(text string) {
	if c.warned == nil {
		c.warned = map[string]bool{}
	}
	if !c.warned[text] {
		c.warned[text] = true
		c.warnings = append(c.warnings, errors.New(text))
	}
}

// check returns the findings of one figure.
func (c *checker) check(f data.Figure) ([]Finding, error) {
	blank := Finding{asked: c.options.Rounding, Figure: f, Verdict: CannotTell, Rule: NoRule, Interval: f.Amount.Interval, Rounding: f.Amount.Statement.Rounding, Unit: f.Amount.Unit}
	m, times, reason := plan(f)
	if reason != NoReason {
		blank.Reason = reason
		if reason == ReasonNotDated && m.arms {
			if err := c.timeUndated(&blank, m); err != nil {
				return nil, err
			}
		}
		return []Finding{blank}, nil
	}
	blank.Wanted = m.wanted(f, times)
	var out, empty []Finding
	for _, fam := range c.families {
		found, err := c.checkFamily(blank, m, times, fam)
		if err != nil {
			return nil, err
		}
		for _, one := range found {
			if one.Verdict == CannotTell && (one.Reason == ReasonNoRow || one.Reason == ReasonUnit) {
				empty = append(empty, one)
			} else {
				out = append(out, one)
			}
		}
	}
	if len(out) > 0 {
		return out, nil
	}
	return []Finding{nothing(blank, empty)}, nil
}

// nothing is the finding where no release holds a row: all that were searched
// are its sources.
func nothing(blank Finding, empty []Finding) Finding {
	blank.Reason = ReasonNoRow
	var vintages []string
	for _, f := range empty {
		if f.Reason == ReasonUnit && blank.Reason == ReasonNoRow {
			blank.Reason, blank.Detail = ReasonUnit, f.Detail
		}
		blank.Sources = appendNew(blank.Sources, f.Sources...)
		blank.Releases = append(blank.Releases, f.Releases...)
		if f.Vintage != "" {
			vintages = appendNew(vintages, f.Vintage)
		}
	}
	blank.Vintage = strings.Join(vintages, " ")
	return blank
}
