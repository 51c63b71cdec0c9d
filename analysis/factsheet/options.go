package factsheet

import (
	"fmt"
	"slices"

	"github.com/periplus-data/periplus/data"
)

// DefaultWindow is how many years a window has in SIPRI's fact sheets.
const DefaultWindow = 5

// mainPartners is how many partners of each place the sheet of the world names.
const mainPartners = 3

// Options are the choices of Compute. At most one of Recipient, Supplier and
// Group is set; without them the sheet is about the world.
type Options struct {
	End    int // last year of the latest window; required
	Window int // years of each window; 0 is DefaultWindow
	// Recipient and Supplier are the code of one place: the sheet is then about
	// its suppliers, or about its recipients.
	Recipient, Supplier string
	Group               *Group
	// Orders are what a register says was ordered; deliveries still to come are
	// taken from them.
	Orders []Order
}

// Group is several places that are looked at as one.
type Group struct {
	Name    string
	Members []string // place codes, each once
}

func (g *Group) has(code string) bool { return g != nil && slices.Contains(g.Members, code) }

// Windows returns the previous and the latest window of o, in years.
func (o Options) Windows() (previous, latest data.Period) {
	n := o.window()
	years := func(first, last int) data.Period {
		return data.Period{Start: data.Date{Year: first}, End: data.Date{Year: last}}
	}
	return years(o.End-2*n+1, o.End-n), years(o.End-n+1, o.End)
}

func (o Options) window() int {
	if o.Window == 0 {
		return DefaultWindow
	}
	return o.Window
}

// check finds what no data can satisfy.
func (o Options) check() error {
	if o.End < 1900 || o.End > 2200 {
		return fmt.Errorf("the latest window cannot end in %d; name a year as 2022", o.End)
	}
	if o.Window < 0 || o.Window > 100 {
		return fmt.Errorf("a window cannot have %d years; SIPRI uses %d", o.Window, DefaultWindow)
	}
	chosen := 0
	for _, set := range []bool{o.Recipient != "", o.Supplier != "", o.Group != nil} {
		if set {
			chosen++
		}
	}
	if chosen > 1 {
		return fmt.Errorf("a sheet is about one recipient, one supplier or one group; choose one of them")
	}
	if o.Group != nil && len(o.Group.Members) == 0 {
		return fmt.Errorf("the group %q has no members", o.Group.Name)
	}
	return nil
}
