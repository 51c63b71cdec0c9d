package factsheet

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/periplus-data/periplus/data"
)

// Order is what a register says about one deal with deliveries still to come.
type Order struct {
	Supplier, Recipient string // place codes
	Year                int    // of the order, 0 where it is not stated
	Designation         string // name of the weapon
	Description         string // kind of weapon
	Ordered, Delivered  data.Decimal
	// Estimate says that the register marks number or year of the order as
	// uncertain.
	Estimate bool
	// Volume is that of the deliveries to come in million TIV, none where the
	// register states none for the order.
	Volume data.Number
	Line   int // line of the file
}

// remains returns how many are still to be delivered, and none where the
// register does not say how many were ordered.
func (o Order) remains() data.Number {
	if !o.Ordered.IsSet() {
		return data.Number{}
	}
	return o.Ordered.Number().Sub(orZero(o.Delivered.Number())).Max(zero)
}

// isPending reports whether anything is still to be delivered.
func (o Order) isPending() bool { return o.remains().Sign() > 0 || o.Volume.Sign() > 0 }

// oldest is how many years before the end of the latest window an order may
// have been placed. Older ones that were never completed stand in the register
// for ever.
const oldest = 20

func (b *builder) addPending(match func(Order) bool) {
	rows, why := b.pending(match), NoOrders
	if len(b.facts.o.Orders) > 0 {
		why = NonePending
	}
	b.pended = len(rows) > 0
	b.add(Pending, rows, why)
}

// pending returns the orders that match, those of the largest volume first,
// with the number to come in the note.
func (b *builder) pending(match func(Order) bool) []Row {
	var list []Order
	whole, old, first := zero, 0, b.facts.o.End-oldest+1
	for _, o := range b.facts.o.Orders {
		switch {
		case !match(o) || !o.isPending():
		case o.Year != 0 && o.Year < first:
			old++
		default:
			list = append(list, o)
			whole = whole.Add(orZero(o.Volume))
		}
	}
	if old > 0 {
		b.sheet.Warnings = append(b.sheet.Warnings, fmt.Errorf("orders placed before %d that were never completed are left out of what is pending: %d of them", first, old))
	}
	slices.SortFunc(list, func(x, y Order) int {
		return cmp.Or(orZero(y.Volume).Cmp(orZero(x.Volume)), cmp.Compare(x.Supplier, y.Supplier), cmp.Compare(x.Recipient, y.Recipient), cmp.Compare(x.Line, y.Line))
	})
	rows := make([]Row, 0, len(list))
	for i, o := range list {
		r := Row{Rank: i + 1, Value: o.Volume, Share: percentOf(orZero(o.Volume), whole), Unit: data.TIVMillion}
		if o.Year != 0 {
			r.Period = data.Period{Start: data.Date{Year: o.Year}, End: data.Date{Year: o.Year}}
		}
		asPartner(o.Supplier)(&r, o.Recipient)
		if !o.Volume.IsSet() {
			r.Rank, r.Share = 0, data.Number{}
		} else if i > 0 && orZero(list[i-1].Volume).Equal(o.Volume) {
			r.Rank = rows[i-1].Rank
		}
		r.Note = o.text()
		rows = append(rows, r)
	}
	return rows
}

// text says what is to come: "12 of 36 Rafale, fighter aircraft".
func (o Order) text() string {
	what := o.Designation
	if o.Description != "" && o.Description != o.Designation {
		what += ", " + o.Description
	}
	switch n := o.remains(); {
	case !n.IsSet():
		return what
	case o.Estimate:
		return fmt.Sprintf("%s of about %s %s", n, o.Ordered, what)
	default:
		return fmt.Sprintf("%s of %s %s", n, o.Ordered, what)
	}
}
