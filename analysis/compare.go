package analysis

import (
	"fmt"
	"strings"

	"github.com/go-gota/gota/dataframe"

	"github.com/periplus-data/periplus/data"
)

// Operation is what Compare computes.
type Operation string

// The operations; Operations documents them.
const (
	Ratio      Operation = "ratio"
	Difference Operation = "difference"
	Share      Operation = "share"
	Rank       Operation = "rank"
	Rate       Operation = "rate"
	Complement Operation = "complement"
	Agree      Operation = "agree"
)

// OperationInfo documents an operation and how many figures it takes.
type OperationInfo struct {
	Operation Operation
	Usage     string // as typed
	Meaning   string // one sentence
	Min, Max  int    // number of figures; Max 0 is unlimited
	compute   func(figures []data.Figure) (Result, error)
}

// Operations is the table of all operations, in the order of the help.
var Operations = []OperationInfo{
	{Ratio, "ratio A B", "A ÷ B: how many times B is A; across periods, a change.", 2, 2, ratio},
	{Difference, "difference A B", "A − B.", 2, 2, difference},
	{Share, "share PART OTHER...", "PART in percent of the sum of all the figures named.", 2, 0, share},
	{Rank, "rank A B...", "The place of each figure, the largest first.", 2, 0, rank},
	{Rate, "rate A B", "A ÷ B, where both state one amount in two currencies.", 2, 2, rate},
	{Complement, "complement A", "100 − A: what a share leaves for all others.", 1, 1, complement},
	{Agree, "agree A B...", "Whether statements about one thing can all be true, pair by pair.", 2, 0, agree},
}

// Lookup returns the operation with this token. The error suggests a near one
// and lists all.
func Lookup(token string) (OperationInfo, error) {
	tokens := make([]string, len(Operations))
	for i, info := range Operations {
		if string(info.Operation) == token {
			return info, nil
		}
		tokens[i] = string(info.Operation)
	}
	return OperationInfo{}, fmt.Errorf("unknown operation %q%s; write one of %s", token, data.Suggest(token, tokens), strings.Join(tokens, ", "))
}

// Verdict is the answer of Agree for a pair of statements, and of Check for a
// figure and a record.
type Verdict string

// The verdicts.
const (
	Same        Verdict = "same"         // one amount, one bound, one scope
	Compatible  Verdict = "compatible"   // some amount satisfies both
	Differ      Verdict = "differ"       // no amount satisfies both
	DifferScope Verdict = "differ_scope" // no amount satisfies both, but they do not count the same
)

// Comparison is one result.
type Comparison struct {
	Operation Operation
	Of        string   // id of the first figure, or of the figure ranked
	To        []string // ids of the others
	// Value is the result of the numbers printed, and none where an input
	// claims none. A ratio is a pure number, a share is in percent, a rank is
	// 1 for the largest.
	Value data.Number
	// Interval holds the infimum and supremum of the result. For Agree it
	// holds the amounts that satisfy both statements, where there are any.
	data.Interval
	Unit    data.Unit
	Formula string  // with the ids of the figures
	Note    string  // where the bounds come from, and what a reader has to know
	Verdict Verdict // only for Agree
	// FromRounding and FromWords say where the bounds come from: the last
	// printed digit of a measurement; a qualifier such as "more than".
	FromRounding, FromWords bool
}

// Result holds the comparisons of one operation, in the order of the input;
// those of Rank by rank, then by id. Warnings do not stop a computation but
// belong beside its result.
type Result struct {
	Comparisons []Comparison
	Rounding    data.Rounding // that was asked for; empty is each figure's own
	Warnings    []error
}

// Options are the choices of Compare. The zero value is the default.
type Options struct {
	// Rounding replaces the rounding of every exact measurement, if not empty.
	Rounding data.Rounding
}

// Compare computes op over the figures. It does not modify them.
//
// An error names the figures and says what would fit: a wrong number of
// figures, a figure without a number (vague, direction), units or periods that
// do not go together, one figure named twice where it would count twice, a
// denominator that can be 0.
func Compare(op Operation, figures []data.Figure, o Options) (Result, error) {
	info, err := Lookup(string(op))
	if err != nil {
		return Result{}, err
	}
	if err := info.checkCount(len(figures)); err != nil {
		return Result{}, err
	}
	rounded := make([]data.Figure, len(figures))
	for i, f := range figures {
		if !f.Amount.Bound.IsComputable() {
			return Result{}, fmt.Errorf("%s: %s states no number (its bound is %s), so nothing can be computed from it", op, f.ID, f.Amount.Bound)
		}
		if rounded[i], err = f.Rounded(o.Rounding); err != nil {
			return Result{}, err
		}
	}
	r, err := info.compute(rounded)
	if err != nil {
		return Result{}, fmt.Errorf("%s: %w", op, err)
	}
	r.Rounding = o.Rounding
	for i := range r.Comparisons {
		r.Comparisons[i].Operation = op
	}
	return r, nil
}

func (info OperationInfo) checkCount(n int) error {
	switch {
	case n >= info.Min && (info.Max == 0 || n <= info.Max):
		return nil
	case info.Max == info.Min:
		return fmt.Errorf("%s takes %d figures, not %d: %s", info.Operation, info.Min, n, info.Usage)
	}
	return fmt.Errorf("%s takes at least %d figures, not %d: %s", info.Operation, info.Min, n, info.Usage)
}

// compareColumns describes the columns of Result.Table, in order.
var compareColumns = []data.Column{
	{Name: "operation", Meaning: "What was computed."},
	{Name: "of", Meaning: "Id of the first figure, or of the one ranked."},
	{Name: "to", Meaning: "Ids of the other figures, joined by a blank."},
	{Name: "value", Kind: data.NumberColumn, Meaning: "Result of the numbers printed; empty where one of them is not claimed."},
	{Name: "low", Kind: data.NumberColumn, Meaning: "Infimum; empty is unbounded."},
	{Name: "high", Kind: data.NumberColumn, Meaning: "Supremum; empty is unbounded."},
	{Name: "unit", Meaning: "Unit of value, low and high."},
	{Name: "low_open", Kind: data.FlagColumn, Meaning: "Whether low itself is excluded."},
	{Name: "high_open", Kind: data.FlagColumn, Meaning: "Whether high itself is excluded."},
	{Name: "formula", Meaning: "What was computed, with ids."},
	{Name: "note", Meaning: "Where the bounds come from, and what a reader has to know."},
	{Name: "verdict", Meaning: "For agree: same, compatible, differ or differ_scope."},
}

// Table returns the comparisons as a table with the columns operation, of, to,
// value, low, high, unit, low_open, high_open, formula, note, verdict. Numbers
// have data.SignificantDigits digits, low rounded down and high up.
func (r Result) Table() data.Table {
	t := data.Table{Columns: compareColumns, Rows: make([][]string, len(r.Comparisons))}
	for i, c := range r.Comparisons {
		t.Rows[i] = []string{
			string(c.Operation), c.Of, strings.Join(c.To, " "),
			c.Value.Significant(data.ToNearest).String(),
			c.Low.Significant(data.Down).String(), c.High.Significant(data.Up).String(),
			string(c.Unit), fmt.Sprint(c.LowOpen), fmt.Sprint(c.HighOpen), c.Formula, c.Note, string(c.Verdict),
		}
	}
	return t
}

// Frame returns the comparisons as a gota frame with the columns of Table:
// value, low and high are Float (NaN where empty), low_open and high_open
// Bool, all else String.
func (r Result) Frame() dataframe.DataFrame { return r.Table().Frame() }
