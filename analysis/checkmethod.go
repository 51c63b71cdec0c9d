package analysis

import (
	"fmt"
	"slices"
	"strings"

	"github.com/periplus-data/periplus/data"
)

// kind is how a measure comes out of sums of flows.
type kind int

const (
	totalKind  kind = iota // signed sum over the period
	shareKind              // 100 × partner ÷ all partners
	ratioKind              // partner ÷ all other partners
	growthKind             // 100 × (period ÷ the period of the same length before − 1)
	rankKind               // 1 + number of partners with more
)

// method says how a measure is computed from flows.
type method struct {
	measure string
	formula string
	kind    kind
	out, in int  // signs of exports and imports, 0 for not used
	arms    bool // TIV, which are the provider's own estimates
	partner bool // whether the figure has to name a partner
}

// methods is the one table of what a record of flows can tell.
var methods = []method{
	{measure: "trade_total", out: 1, in: 1, formula: "exports (FOB) + imports (CIF) of the reporter with the partner"},
	{measure: "exports", out: 1, formula: "exports of the reporter to the partner"},
	{measure: "imports", in: 1, formula: "imports of the reporter from the partner"},
	{measure: "trade_balance", out: 1, in: -1, formula: "exports of the reporter to the partner − imports from it"},
	{measure: "trade_share", kind: shareKind, out: 1, in: 1, partner: true, formula: "100 × (exports + imports with the partner) ÷ (exports + imports with all partners)"},
	{measure: "trade_ratio", kind: ratioKind, out: 1, in: 1, partner: true, formula: "(exports + imports with the partner) ÷ (exports + imports with all others)"},
	{measure: "growth", kind: growthKind, formula: "100 × (the flow that the scope names, in the period ÷ in the period of the same length before it − 1)"},
	{measure: "arms_share", kind: shareKind, in: 1, arms: true, partner: true, formula: "100 × TIV delivered by the partner ÷ TIV delivered by all suppliers"},
	{measure: "arms_imports", in: 1, arms: true, formula: "TIV delivered to the reporter by the partner, or by all"},
	{measure: "arms_exports", out: 1, arms: true, formula: "TIV delivered by the reporter to the partner, or to all"},
	{measure: "arms_rank", kind: rankKind, in: 1, arms: true, partner: true, formula: "1 + number of suppliers that delivered more TIV to the reporter"},
	{measure: "arms_growth", kind: growthKind, in: 1, arms: true, formula: "100 × (TIV delivered by the partner in the period ÷ in the period of the same length before it − 1)"},
}

// MethodInfo documents how Check computes a measure.
type MethodInfo struct {
	Measure string
	Formula string
}

// Methods lists the measures that Check can hold against flows, with what it
// computes for each.
func Methods() []MethodInfo {
	out := make([]MethodInfo, len(methods))
	for i, m := range methods {
		out[i] = MethodInfo{m.measure, m.formula}
	}
	return out
}

// times are the years or months of a figure, and for growth those before.
type times struct{ now, before []data.Date }

func (t times) all() []data.Date { return append(slices.Clone(t.before), t.now...) }

// plan finds how a figure is computed and over which years, or why it cannot
// be.
func plan(f data.Figure) (method, times, Reason) {
	i := slices.IndexFunc(methods, func(m method) bool { return m.measure == f.Measure })
	if i < 0 {
		return method{}, times{}, ReasonMeasure
	}
	m := methods[i]
	if f.Reporter == "" || m.partner && partnerOf(f) == data.World {
		return m, times{}, ReasonParties
	}
	now, reason := slotsOf(f.Period)
	if reason != NoReason {
		return m, times{}, reason
	}
	// A direction is about a change: "up" says nothing of an amount.
	if b := f.Amount.Bound; b == data.BoundVague || b == data.BoundDirection && m.kind != growthKind {
		return m, times{}, ReasonNoNumber
	}
	if known, err := data.LookupMeasure(f.Measure); err != nil || !known.Fits(f.Amount.Unit) {
		return m, times{}, ReasonMeasure
	}
	t := times{now: now}
	if m.kind == growthKind {
		t.before = before(now)
		if !m.arms && !m.setFlow(f.Scope) {
			return m, t, ReasonScope
		}
	}
	if m.kind == ratioKind && f.Scope != "" {
		return m, t, ReasonScope // trade with some others, whom only words name
	}
	return m, t, NoReason
}

// partnerOf returns the partner of a figure, the world where it names none.
func partnerOf(f data.Figure) string {
	if f.Partner == "" {
		return data.World
	}
	return f.Partner
}

// setFlow reads from the scope of a growth which flow grew.
func (m *method) setFlow(scope string) bool {
	words := strings.FieldsFunc(strings.ToLower(scope), func(r rune) bool { return r < 'a' || r > 'z' })
	has := func(list ...string) bool {
		return slices.ContainsFunc(list, func(w string) bool { return slices.Contains(words, w) })
	}
	m.out, m.in = 0, 0
	if has("exports", "export") {
		m.out = 1
	}
	if has("imports", "import") {
		m.in = 1
	}
	if m.out == 0 && m.in == 0 && has("trade", "trade_total") {
		m.out, m.in = 1, 1
	}
	return m.out != 0 || m.in != 0
}

// maxSlots bounds the years or months of a period.
const maxSlots = 3000

// slotsOf returns the years of a period, or its months where it does not begin
// and end with a year.
func slotsOf(p data.Period) ([]data.Date, Reason) {
	if !p.Start.IsSet() || !p.End.IsSet() {
		return nil, ReasonNotDated
	}
	first, last := p.Start.First(), p.End.Last()
	if last.Before(first) {
		return nil, ReasonNotDated
	}
	var out []data.Date
	switch {
	case first.YearDay() == 1 && last.Month() == 12 && last.Day() == 31:
		for y := first.Year(); y <= last.Year() && len(out) < maxSlots; y++ {
			out = append(out, data.Date{Year: y})
		}
	case first.Day() == 1 && last.AddDate(0, 0, 1).Day() == 1:
		for d := first; !d.After(last) && len(out) < maxSlots; d = d.AddDate(0, 1, 0) {
			out = append(out, data.Date{Year: d.Year(), Month: int(d.Month())})
		}
	default:
		return nil, ReasonPeriod
	}
	return out, NoReason
}

// before returns as many years or months right before the given ones.
func before(now []data.Date) []data.Date {
	out := make([]data.Date, len(now))
	for i, d := range now {
		if d.Month == 0 {
			out[i] = data.Date{Year: d.Year - len(now)}
			continue
		}
		first := d.First().AddDate(0, -len(now), 0)
		out[i] = data.Date{Year: first.Year(), Month: int(first.Month())}
	}
	return out
}

// SpansOf writes years or months in order as spans: "1995/1999", "2003".
func SpansOf(slots []data.Date) []string {
	var out []string
	for i := 0; i < len(slots); {
		j := i
		for j+1 < len(slots) && follows(slots[j], slots[j+1]) {
			j++
		}
		out = append(out, data.Period{Start: slots[i], End: slots[j]}.String())
		i = j + 1
	}
	return out
}

func follows(a, b data.Date) bool {
	return a.Month == b.Month && a.Month == 0 && b.Year == a.Year+1 || a.Month > 0 && a.First().AddDate(0, 1, 0).Equal(b.First())
}

// Wanted says what file would tell where the record at hand does not.
type Wanted struct {
	// Arms says that a SIPRI trade register is meant rather than trade data.
	Arms bool
	// Reporters are the places whose reports would do: each of them alone.
	Reporters []string
	Period    data.Period
	// Whole says that the rows of all partners, or their total, are needed.
	Whole bool
}

// String says it in English: "a UN Comtrade file with reporter VNM or RUS that
// covers 2022".
func (w Wanted) String() string {
	span := "covers " + w.Period.String()
	if w.Period.Start != w.Period.End {
		span = fmt.Sprintf("covers %s to %s", w.Period.Start, w.Period.End)
	}
	if w.Arms {
		return fmt.Sprintf("a SIPRI trade register that holds %s and %s", strings.Join(w.Reporters, " or "), span)
	}
	text := "a UN Comtrade file with reporter " + strings.Join(w.Reporters, " or ") + " that " + span
	if w.Whole {
		text += ", with all partners or World"
	}
	return text
}

// wanted names the file that would tell a figure.
func (m method) wanted(f data.Figure, t times) *Wanted {
	all := t.all()
	w := &Wanted{Arms: m.arms, Reporters: []string{f.Reporter}, Period: data.Period{Start: all[0], End: all[len(all)-1]}, Whole: m.kind == shareKind || m.kind == ratioKind}
	if !m.arms && !w.Whole && partnerOf(f) != data.World {
		w.Reporters = append(w.Reporters, f.Partner) // the mirror
	}
	return w
}
