package data

import (
	"fmt"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
)

// Measure says what a figure or a flow measures.
type Measure struct {
	ID string
	// Meaning is one sentence for documentation, in English.
	Meaning string
	// Units lists the units that fit; money stands for every currency.
	Units []Unit
	// Floor and Cap are the least and greatest possible amounts, or none.
	Floor, Cap Number
	// Whole names the measure of which this one is a part, for shares.
	Whole string
	// Valuation is the price basis of a flow: FOB, CIF, mixed, or "".
	Valuation string
}

// anyMoney stands in a table of units for every currency.
const anyMoney Unit = "money"

var zero, hundred = Int(0), Int(100)

// Measures is the table of every measure, in the order of the documentation.
var Measures = []Measure{
	{ID: "trade_total", Units: []Unit{anyMoney}, Floor: zero, Valuation: "mixed",
		Meaning: "The reporter's exports (FOB) to the partner plus its imports (CIF) from it."},
	{ID: "exports", Units: []Unit{anyMoney}, Floor: zero, Valuation: "FOB",
		Meaning: "The reporter's exports to the partner."},
	{ID: "imports", Units: []Unit{anyMoney}, Floor: zero, Valuation: "CIF",
		Meaning: "The reporter's imports from the partner."},
	{ID: "trade_balance", Units: []Unit{anyMoney}, Valuation: "mixed",
		Meaning: "The reporter's exports to the partner less its imports from it."},
	{ID: "trade_share", Units: []Unit{Percent}, Floor: zero, Cap: hundred, Whole: "trade_total", Valuation: "mixed",
		Meaning: "The partner's part of the reporter's trade."},
	{ID: "trade_ratio", Units: []Unit{Ratio}, Floor: zero, Valuation: "mixed",
		Meaning: "The reporter's trade with the partner against its trade with others."},
	{ID: "growth", Units: []Unit{Percent},
		Meaning: "Change of a trade flow against an earlier period."},
	{ID: "arms_share", Units: []Unit{Percent}, Floor: zero, Cap: hundred, Whole: "arms_imports",
		Meaning: "TIV delivered by the partner to the reporter ÷ TIV delivered by all suppliers to the reporter."},
	{ID: "arms_imports", Units: []Unit{TIVMillion}, Floor: zero,
		Meaning: "Volume of major arms delivered to the reporter by the partner."},
	{ID: "arms_exports", Units: []Unit{TIVMillion}, Floor: zero,
		Meaning: "Volume of major arms delivered by the reporter to the partner."},
	{ID: "arms_rank", Units: []Unit{Ordinal}, Floor: Int(1),
		Meaning: "Place of the partner among the suppliers of arms to the reporter, the largest first."},
	{ID: "arms_growth", Units: []Unit{Percent},
		Meaning: "Change of arms deliveries or sales from the partner to the reporter."},
	{ID: "arms_supply_duration", Units: []Unit{Years}, Floor: zero,
		Meaning: "How long the partner has supplied arms to the reporter."},
	{ID: "agreements", Units: []Unit{Count}, Floor: zero,
		Meaning: "Number of agreements, memoranda included where the scope says so, between reporter and partner."},
	{ID: "visits", Units: []Unit{Count, Ordinal}, Floor: zero,
		Meaning: "Number of visits by the partner's leader to the reporter, or which one a visit is."},
	{ID: "previous_visit", Units: []Unit{DateUnit},
		Meaning: "Date of the last visit before the one that the period dates."},
	{ID: "event", Units: []Unit{DateUnit},
		Meaning: "Date of an event that the scope names."},
	{ID: "participants", Units: []Unit{Count}, Floor: zero,
		Meaning: "Number of states or persons that a sentence counts; the scope says which."},
}

// LookupMeasure returns the measure with this id. The error names the nearest
// id and lists all.
func LookupMeasure(id string) (Measure, error) {
	ids := make([]string, len(Measures))
	for i, m := range Measures {
		if m.ID == id {
			return m, nil
		}
		ids[i] = m.ID
	}
	return Measure{}, fmt.Errorf("unknown measure %q%s; write one of %s", Clip(id, 40), Suggest(id, ids), strings.Join(ids, ", "))
}

// Fits reports whether amounts of m can be in u. No unit fits every measure:
// a vague statement may leave it out.
func (m Measure) Fits(u Unit) bool {
	return u == "" || slices.Contains(m.Units, u) || u.IsMoney() && slices.Contains(m.Units, anyMoney)
}

// PlainUnits lists the units that fit, without the place that stands for every
// currency: it is empty for a measure of money.
func (m Measure) PlainUnits() []Unit {
	return slices.DeleteFunc(slices.Clone(m.Units), func(u Unit) bool { return u == anyMoney })
}

// UnitNames lists the units that fit, for an error message.
func (m Measure) UnitNames() string {
	names := make([]string, len(m.Units))
	for i, u := range m.Units {
		if names[i] = string(u); u == anyMoney {
			names[i] = "a currency as USD"
		}
	}
	return strings.Join(names, " or ")
}

// Suggest returns ` (did you mean "x"?)` with the candidate nearest to got, at
// most two letters away or sharing a beginning or an end, and "" if none is
// near.
func Suggest(got string, candidates []string) string {
	best, least := "", 3
	for _, c := range candidates {
		if d := levenshtein.ComputeDistance(Clip(got, 80), c); d < least && d < len(c) {
			best, least = c, d
		}
	}
	if best == "" && len(got) >= 3 {
		for _, c := range candidates {
			if strings.HasPrefix(c, got) || strings.HasSuffix(c, got) {
				best = c
				break
			}
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf(" (did you mean %q?)", best)
}
