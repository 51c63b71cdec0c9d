package sipri

import (
	"iter"

	"github.com/periplus-data/periplus/data"
)

// Deal is one row of a trade register: in a classic register a whole deal, in
// a new one what a deal delivered in one year.
type Deal struct {
	// ID is SIPRI's number of the deal; several rows of a new register share
	// it. A classic register has none.
	ID string
	// Supplier and Recipient are place codes, see data/place; SupplierName and
	// RecipientName are what SIPRI writes, with * for a group that is no state
	// and ** for an organisation.
	Supplier, Recipient         string
	SupplierName, RecipientName string

	OrderYear         int  // 0 where it is not stated
	OrderYearEstimate bool // whether SIPRI marks the year as uncertain
	Ordered           data.Decimal
	OrderedEstimate   bool

	Designation string // name of the weapon
	Description string // kind of weapon, as "FGA aircraft"
	Category    string // armament category, as "Aircraft"; a classic register has none

	Delivered         data.Decimal // how many were delivered in Years
	DeliveredEstimate bool
	Years             []int // in which deliveries took place, ascending; none where nothing is delivered yet
	YearsEstimate     bool

	Status   string // "New", "Second hand" or "Second hand but modernized"
	Comments string

	// The volumes are in million TIV. TIVUnit is that of one new weapon,
	// TIVDealUnit that of one as it is delivered, which is less where it is
	// second hand; TIVOrder is that of the order, TIVDelivered of what was
	// delivered in Years.
	TIVUnit, TIVDealUnit, TIVOrder, TIVDelivered data.Decimal
	// LocalProduction says that the recipient makes the weapons itself under
	// the deal.
	LocalProduction bool
	// Planned says that the delivery year lies after the day on which the file
	// was made: nothing is delivered yet.
	Planned bool

	Line int // line of the file where the row begins
}

// Product is the code under which a deal's flows stand: its armament category,
// or the kind of weapon where the register has no categories.
func (d *Deal) Product() string {
	if d.Category != "" {
		return d.Category
	}
	return d.Description
}

// Pending returns the volume, in million TIV, of what is ordered and not
// delivered: the whole order where nothing was delivered yet, else what
// remains of it. It is none where the register does not state a volume for the
// order, as a new register never does.
func (d *Deal) Pending() data.Number {
	if !d.TIVOrder.IsSet() {
		return data.Number{}
	}
	if d.Planned || !d.TIVDelivered.IsSet() {
		return d.TIVOrder.Number()
	}
	return d.TIVOrder.Number().Sub(d.TIVDelivered.Number()).Max(data.Int(0))
}

// fate says what becomes of a deal among the flows.
type fate int

const (
	flows   fate = iota
	pending      // ordered, nothing delivered
	planned      // a delivery year that has not come yet
	unknown      // delivered, but without a volume
)

func (d *Deal) fate() fate {
	switch {
	case d.Planned:
		return planned
	case len(d.Years) == 0:
		return pending
	case !d.TIVDelivered.IsSet():
		return unknown
	}
	return flows
}

// under marks a volume that SIPRI rounds to 0.
const under = "under 0.5"

// flag returns SIPRI's own marks of a row.
func (d *Deal) flag() string {
	if d.TIVDelivered.Sign() == 0 {
		return under
	}
	switch {
	case d.DeliveredEstimate && d.YearsEstimate:
		return "number and delivery year are estimates by SIPRI"
	case d.DeliveredEstimate:
		return "number is an estimate by SIPRI"
	case d.YearsEstimate:
		return "delivery year is an estimate by SIPRI"
	}
	return ""
}

// splitTexts are the reasons of estimates, by the number of delivery years.
var splitTexts = func() (t []string) {
	for n := range maxYears + 1 {
		t = append(t, "divided evenly over "+data.Int(int64(n)).String()+" delivery years")
	}
	return t
}()

// yield gives the flows of a deal, one for each delivery year.
func (d *Deal) yield(source string, give func(data.Flow) bool) bool {
	f := data.Flow{Reporter: d.Recipient, Partner: d.Supplier, Flow: data.Import, Product: d.Product(), Classification: classification,
		Unit: data.TIVMillion, Flag: d.flag(), Source: source, Line: d.Line}
	if len(d.Years) == 1 {
		f.Period.Year, f.Value = d.Years[0], d.TIVDelivered
		if f.Quantity = d.Delivered; d.Delivered.IsSet() {
			f.QuantityUnit = "u"
		}
		return give(f)
	}
	f.Parts, f.Estimate = len(d.Years), splitTexts[len(d.Years)]
	for i, part := range d.TIVDelivered.Split(len(d.Years)) {
		f.Period.Year, f.Value = d.Years[i], part
		if !give(f) {
			return false
		}
	}
	return true
}

// classification is that of the products of SIPRI.
const classification = "SIPRI"

// Register is a trade register.
type Register struct {
	Release  data.Release
	Deals    []Deal // in the order of the file
	Account  data.Account
	Warnings []error
}

// Flows yields the deliveries as flows in the order of the file, the recipient
// as reporter, the supplier as partner, in million TIV: one for each row of a
// new register, and one for each delivery year of a deal of a classic one. A
// classic register states one volume for all delivery years of a deal; it is
// divided evenly, exactly in the sum, and each part says so in Estimate and
// Parts. Orders without a delivery, and rows without a volume, are no flows.
func (r *Register) Flows() iter.Seq2[data.Flow, error] {
	return func(yield func(data.Flow, error) bool) {
		for i := range r.Deals {
			d := &r.Deals[i]
			if d.fate() != flows {
				continue
			}
			if !d.yield(r.Release.ID, func(f data.Flow) bool { return yield(f, nil) }) {
				return
			}
		}
	}
}
