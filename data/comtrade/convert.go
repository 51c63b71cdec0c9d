package comtrade

import (
	"fmt"
	"slices"
	"strings"

	"github.com/periplus-data/periplus/data"
)

// Ambiguous says what becomes of a row whose code is several codes of the
// other classification: the table does not say how its value divides.
type Ambiguous string

// What becomes of ambiguous rows.
const (
	// Refuse makes them an error that lists the codes.
	Refuse Ambiguous = "refuse"
	// Leave keeps them in their own classification, so that a sum over both is
	// refused where it is asked for.
	Leave Ambiguous = "leave"
	// Split divides value and quantity into equal parts, which are estimates.
	Split Ambiguous = "split"
	// Convert gives the whole to the one code that the publisher of the table
	// takes, which is how UN Comtrade converts; it is an estimate.
	Convert Ambiguous = "convert"
)

// ParseAmbiguous reads the word of a flag; empty text is Refuse.
func ParseAmbiguous(s string) (Ambiguous, error) {
	switch a := Ambiguous(s); a {
	case "":
		return Refuse, nil
	case Refuse, Leave, Split, Convert:
		return a, nil
	}
	return "", fmt.Errorf("unknown way %q for codes that divide; write refuse, leave, split or convert", clip(s))
}

// Converted is the outcome of a conversion.
type Converted struct {
	// Flows in the order of the input; one that is a sum of several stands where
	// the first of them stood, with its line.
	Flows []data.Flow
	// Account counts flows: read, added by division, dropped into sums or since
	// the table does not reach their level.
	Account data.Account
	// Relations counts the converted flows by the relation of their code.
	Relations map[string]int
	Warnings  []error
}

// Apply converts the flows of From to To. Flows in any other classification
// stay as they are. Codes 1:1 and n:1 are mapped, and what then has one key is
// summed; of codes 1:n and n:n, how decides. TOTAL is the same in every
// classification. Levels above that of the table, as chapters and headings,
// are dropped, with the count: they have to be summed from what they hold.
// Chapter 99 of the Harmonized System passes between its revisions.
//
// Flows whose code the table lacks are an error, and so are two flows that
// would then state the same trade: one converted and one in To already.
func (c *Concordance) Apply(flows []data.Flow, how Ambiguous) (*Converted, error) {
	if how == Convert && !c.HasConversion() {
		return nil, fmt.Errorf("%s has no conversion from %s to %s that says which code to take; choose split or leave", c.Release.File, c.From, c.To)
	}
	v := &converter{c: c, how: how, out: &Converted{Account: data.Account{Of: "rows", Read: len(flows)}, Relations: map[string]int{}}, at: map[data.Flow]int{},
		problems: data.Problems{File: c.Release.File}, refused: map[string]int{}, level: c.level()}
	for i := range flows {
		v.flow(&flows[i])
	}
	v.finish()
	if err := v.problems.Err(); err != nil {
		return nil, err
	}
	v.out.Account.Flows = len(v.out.Flows)
	return v.out, nil
}

// level returns the number of digits of the longest code of From.
func (c *Concordance) level() int {
	n := 0
	for code := range c.targets {
		n = max(n, len(code))
	}
	return n
}

// converter is one run of Apply.
type converter struct {
	c        *Concordance
	how      Ambiguous
	level    int
	out      *Converted
	at       map[data.Flow]int // where in out.Flows a key stands
	native   map[data.Flow]int // line of flows that were in To before
	problems data.Problems
	refused  map[string]int // rows by code that divides
	others   map[string]int // rows by classification that is not From
	left     int
	// noQuantity counts sums that lost their quantity.
	noQuantity int
}

func (v *converter) flow(f *data.Flow) {
	switch {
	case f.Classification != v.c.From:
		if f.Classification != v.c.To {
			if v.others == nil {
				v.others = map[string]int{}
			}
			v.others[f.Classification]++
		}
		v.keep(*f)
		return
	case f.Product == data.AllProducts:
		v.put(*f, data.AllProducts, f.Estimate)
		return
	}
	targets := v.c.targets[f.Product]
	if len(targets) == 0 && strings.HasPrefix(f.Product, "99") && isHS(v.c.From) && isHS(v.c.To) {
		// Chapter 99, as 9999AA, is UN Comtrade's own for what nobody specified.
		targets = []string{f.Product}
	}
	switch {
	case len(targets) == 0 && len(f.Product) < v.level:
		v.out.Account.Drop(fmt.Sprintf("level of %d digits, above the %d of the table: to be summed from its parts", len(f.Product), v.level), f.Line)
	case len(targets) == 0:
		v.problems.Add(&data.ParseError{File: v.c.Release.File, Value: f.Product, Err: fmt.Errorf("has no code %s of %s, which line %d of %s has", f.Product, v.c.From, f.Line, f.Source)})
	case len(targets) == 1:
		relation := v.c.Relation(f.Product)
		if relation == "" {
			relation = "1:1"
		}
		v.out.Relations[relation]++
		v.put(*f, targets[0], f.Estimate)
	default:
		v.divide(f, targets)
	}
}

// divide treats a flow whose code is several codes.
func (v *converter) divide(f *data.Flow, targets []string) {
	v.out.Relations[v.c.Relation(f.Product)]++
	switch v.how {
	case Leave:
		v.left++
		v.keep(*f)
	case Split:
		reason := fmt.Sprintf("divided equally over %d codes of %s", len(targets), v.c.To)
		v.out.Account.Add("divided over several codes", f.Line, len(targets)-1)
		v.out.Account.Estimate("divided equally over several codes of "+v.c.To, f.Line)
		values, quantities := f.Value.Split(len(targets)), f.Quantity.Split(len(targets))
		for i, target := range targets {
			part := *f
			part.Value, part.Quantity = values[i], quantities[i]
			v.put(part, target, join(f.Estimate, reason))
		}
	case Convert:
		target, ok := v.c.conversion[f.Product]
		if !ok {
			v.problems.Add(&data.ParseError{File: v.c.Release.File, Value: f.Product, Err: fmt.Errorf("the conversion has no code %s of %s, which line %d of %s has", f.Product, v.c.From, f.Line, f.Source)})
			return
		}
		v.out.Account.Estimate("given whole to one of several codes of "+v.c.To, f.Line)
		v.put(*f, target, join(f.Estimate, fmt.Sprintf("given whole to one of %d codes of %s", len(targets), v.c.To)))
	default:
		v.refused[f.Product]++
	}
}

func join(a, b string) string {
	if a == "" {
		return b
	}
	return a + "; " + b
}

// sumKey is the part of a flow by which converted flows are summed. Estimates
// stay apart from what is exact.
func sumKey(f data.Flow) data.Flow {
	return data.Flow{Reporter: f.Reporter, Partner: f.Partner, Flow: f.Flow, Product: f.Product, Classification: f.Classification, Period: f.Period, Unit: f.Unit,
		Estimate: f.Estimate, Aggregate: f.Aggregate}
}

// keep takes over a flow that is not converted.
func (v *converter) keep(f data.Flow) {
	if f.Classification == v.c.To {
		if v.native == nil {
			v.native = map[data.Flow]int{}
		}
		k := sumKey(f)
		k.Estimate = ""
		v.native[k] = f.Line
	}
	v.out.Flows = append(v.out.Flows, f)
}

// put adds a converted flow to the one with its key, or starts it.
func (v *converter) put(f data.Flow, target, estimate string) {
	f.Product, f.Classification, f.Estimate = target, v.c.To, estimate
	k := sumKey(f)
	i, ok := v.at[k]
	if !ok {
		v.at[k] = len(v.out.Flows)
		v.out.Flows = append(v.out.Flows, f)
		return
	}
	v.out.Account.Drop("summed into another row of the same code of "+v.c.To, f.Line)
	v.problems.Add(v.merge(&v.out.Flows[i], &f))
}

// merge adds f to sum. Quantities in two units, or with one unknown, have no
// sum.
func (v *converter) merge(sum, f *data.Flow) error {
	value, err := add(sum.Value, f.Value)
	if err != nil {
		return fmt.Errorf("the sum with line %d: %w", f.Line, err)
	}
	sum.Value = value
	if sum.QuantityUnit == f.QuantityUnit && sum.Quantity.IsSet() == f.Quantity.IsSet() {
		if sum.Quantity, err = add(sum.Quantity, f.Quantity); err != nil {
			return fmt.Errorf("the sum of quantities with line %d: %w", f.Line, err)
		}
	} else {
		v.noQuantity++
		sum.Quantity, sum.QuantityUnit = data.Decimal{}, ""
	}
	if sum.Valuation != f.Valuation {
		sum.Valuation = data.Mixed
	}
	if f.Flag != "" && !slices.Contains(strings.Split(sum.Flag, ", "), f.Flag) {
		sum.Flag = strings.TrimPrefix(sum.Flag+", "+f.Flag, ", ")
	}
	return nil
}

func add(a, b data.Decimal) (data.Decimal, error) {
	var t data.Total
	t.Add(a)
	t.Add(b)
	if !t.IsSet() {
		return data.Decimal{}, nil
	}
	return data.ParseDecimal(t.Number().String())
}

// finish gathers what is said once.
func (v *converter) finish() {
	codes := sorted(v.refused)
	for _, code := range codes {
		v.problems.Add(&data.ParseError{File: v.c.Release.File, Value: code,
			Err: fmt.Errorf("%s of %s (%d rows) is %d codes of %s (%s), and no table says how its value divides; choose split, convert or leave",
				code, v.c.From, v.refused[code], len(v.c.targets[code]), v.c.To, strings.Join(v.c.targets[code], ", "))})
	}
	warn := func(format string, args ...any) {
		v.out.Warnings = append(v.out.Warnings, &data.ParseError{File: v.c.Release.File, Err: fmt.Errorf(format, args...)})
	}
	if v.left > 0 {
		warn("%d rows stay in %s, since their codes divide", v.left, v.c.From)
	}
	for _, class := range sorted(v.others) {
		warn("%d rows in %q are not converted", v.others[class], class)
	}
	if v.noQuantity > 0 {
		warn("%d additions joined quantities in different units, or with one missing: those rows have no quantity", v.noQuantity)
	}
	v.findTwice()
}

// findTwice refuses converted flows that state what a flow in To states.
func (v *converter) findTwice() {
	for i := range v.out.Flows {
		f := &v.out.Flows[i]
		k := sumKey(*f)
		if at, ok := v.at[k]; !ok || at != i {
			continue
		}
		k.Estimate = ""
		if line, ok := v.native[k]; ok {
			v.problems.Add(&data.ParseError{File: f.Source, Line: f.Line, Value: f.Product, Err: fmt.Errorf("the converted row states what line %d states in %s already; select one classification before converting", line, v.c.To)})
		}
	}
}
