package data

import (
	"fmt"
	"sort"
	"strings"

	"golang.org/x/text/currency"
)

// Unit says what an amount counts. Money is in plain units, never in
// millions: 3.5 billion dollars is 3500000000 USD. Any ISO 4217 code is a
// unit of money, and two of them with a slash a rate between them.
type Unit string

// The units that are not currencies, and the two currencies used most.
const (
	USD        Unit = "USD"
	EUR        Unit = "EUR"
	Percent    Unit = "percent" // 0–100, never 0–1
	Count      Unit = "count"   // whole things
	Ordinal    Unit = "ordinal" // a place in an order, 1 the first
	DateUnit   Unit = "date"    // a day, month or year
	Ratio      Unit = "ratio"   // a pure number
	Years      Unit = "years"   // a duration
	EURPerUSD  Unit = "EUR/USD"
	TIVMillion Unit = "TIV_million" // SIPRI trend-indicator values: volume of major arms, not money
)

var plainUnits = []Unit{Percent, Count, Ordinal, DateUnit, Ratio, Years, TIVMillion}

// ParseUnit reads a unit as files and flags write it. The error names the
// nearest unit and lists what would be right.
func ParseUnit(s string) (Unit, error) {
	u := Unit(s)
	for _, p := range plainUnits {
		if u == p {
			return u, nil
		}
	}
	if a, b, ok := strings.Cut(s, "/"); ok && Unit(a).IsMoney() && Unit(b).IsMoney() {
		return u, nil
	}
	if u.IsMoney() {
		return u, nil
	}
	names := make([]string, len(plainUnits))
	for i, p := range plainUnits {
		names[i] = string(p)
	}
	sort.Strings(names)
	return "", fmt.Errorf("unknown unit %q%s; write one of %s, a currency as USD, or a rate as EUR/USD", Clip(s, 40), suggestUnit(s, names), strings.Join(names, ", "))
}

// suggestUnit knows what people write for a unit besides its name.
func suggestUnit(s string, names []string) string {
	signs := map[string]Unit{"%": Percent, "$": USD, "€": EUR, "×": Ratio}
	u, ok := signs[s]
	if upper := Unit(strings.ToUpper(s)); !ok && upper.IsMoney() {
		u, ok = upper, true
	}
	if ok {
		return fmt.Sprintf(" (did you mean %q?)", u)
	}
	return Suggest(s, names)
}

// IsMoney reports whether u is an ISO 4217 currency.
func (u Unit) IsMoney() bool {
	if len(u) != 3 || strings.ToUpper(string(u)) != string(u) {
		return false
	}
	_, err := currency.ParseISO(string(u))
	return err == nil
}

// IsWhole reports whether amounts in u are whole numbers.
func (u Unit) IsWhole() bool { return u == Count || u == Ordinal }

// IsAdditive reports whether amounts in u of several places, products or periods
// have a sum that means something: money, counts and volumes have, percentages,
// ratios, rates, durations, ordinals and dates do not. A unit that is not known
// is taken to be additive.
func (u Unit) IsAdditive() bool {
	switch u {
	case Percent, Ratio, Years, Ordinal, DateUnit:
		return false
	}
	return !strings.Contains(string(u), "/")
}

// IsMeasured reports whether an amount in u is a measurement, whose last
// printed digit is rounded, rather than a count, an ordinal or a date, which
// are exact as printed.
func (u Unit) IsMeasured() bool { return !u.IsWhole() && u != DateUnit && u != "" }
