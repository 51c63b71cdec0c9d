package sipri

import (
	"fmt"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
)

const (
	publisher = "SIPRI"
	database  = "SIPRI Arms Transfers Database"
	licence   = "Free for non-commercial use with credit to SIPRI; any other use needs SIPRI's permission."
)

// What a reader of SIPRI's numbers has to know.
const (
	noteTIV     = "TIV measures the volume of arms that moved, by what the weapons can do, and is not a price: it is not compared with money."
	noteWindows = "Deliveries vary much from year to year; SIPRI compares windows of five years."
	noteRevised = "SIPRI revises all years each March: numbers of different vintages are not put side by side."
	noteMajor   = "Only major conventional arms are counted; small arms, most ammunition and services are not."
	noteSplit   = "This register states one volume for all delivery years of a deal: a sum over a window that cuts a deal is an estimate."
	noteRounded = "Each cell is rounded to a million TIV, and 0 is under half a million."
	noteNoOrder = "This register states what was delivered in each year, not what is ordered and still to come."
)

// firstCovered is the year in which the database begins.
const firstCovered = 1950

// describe fills what every file of SIPRI's database has in common.
func describe(f *file.File, l *layout, p preamble, title string) (data.Release, error) {
	sum, err := f.SHA256()
	if err != nil {
		return data.Release{}, err
	}
	return described(f, l, p, title, sum), nil
}

func described(f *file.File, l *layout, p preamble, title, sum string) data.Release {
	return data.Release{Format: l.format, Publisher: publisher, Title: database + ", " + title, Licence: licence,
		Vintage: p.generated.String(), Generated: p.generated, Unit: data.TIVMillion, Reconciled: true,
		File: f.Name, SHA256: sum, Bytes: f.Size, Notes: []string{noteTIV, noteWindows, noteRevised, noteMajor}}
}

// hashing begins to hash a file; the function it returns waits for the hash.
func hashing(f *file.File) func() (string, error) {
	type result struct {
		sum string
		err error
	}
	done := make(chan result, 1)
	go func() {
		sum, err := f.SHA256()
		done <- result{sum, err}
	}()
	return func() (string, error) {
		r := <-done
		return r.sum, r.err
	}
}

// covered returns the years of which a file holds every delivery. Years that
// were asked for, and that the database did not hold on the day, are not among
// them; rows is the span of the years with deliveries, and zeros without any.
func (p *preamble) covered(rows [2]int) data.Period {
	from, to := p.from, p.to
	if from == 0 {
		from = rows[0]
	}
	if to == 0 {
		to = rows[1]
	}
	if p.generated.IsSet() {
		// What the rows hold beyond lastYear was in the database already.
		to = min(to, max(lastYear(p.generated), min(rows[1], p.generated.Year-1)))
	} else if rows[1] > 0 {
		to = min(to, rows[1])
	}
	if from < firstCovered {
		from = max(from, min(rows[0], firstCovered))
	}
	if from == 0 || to < from {
		return data.Period{}
	}
	return data.Period{Start: data.Date{Year: from}, End: data.Date{Year: to}}
}

// wholeParties are how many suppliers and recipients a register has that
// cannot be an extract for a few: the whole one has over 100 and over 200.
const wholeSuppliers, wholeRecipients = 60, 120

// release describes a register.
func (r *registerReader) release(f *file.File, sum string) data.Release {
	rel := described(f, r.l, r.pre, "trade register", sum)
	parties := ""
	for _, name := range []string{r.pre.supplier, r.pre.recipient} {
		if name != "" {
			parties += " " + name
		}
	}
	rel.ID = data.NewReleaseID(rel.Format+parties, rel.Vintage)
	rel.Coverage = r.pre.covered(r.spanYears)
	r.closeRegister(&rel)
	r.lackOf(&rel)
	if r.l.format == FormatClassic {
		rel.Notes = append(rel.Notes, noteSplit)
	} else {
		rel.Notes = append(rel.Notes, noteNoOrder)
	}
	if end := rel.Coverage.End.Year; r.pre.to > end && end > 0 && r.pre.to != finalYear {
		rel.Notes = append(rel.Notes, fmt.Sprintf("The years to %d were asked for; deliveries are whole to %d.", r.pre.to, end))
	}
	return rel
}

// closeRegister says whether every supplier of the recipients is in the
// register: not where it is that of one supplier.
func (r *registerReader) closeRegister(rel *data.Release) {
	switch {
	case r.pre.parties && r.pre.supplier == "":
		rel.Closed = true
	case r.pre.parties:
		rel.Notes = append(rel.Notes, fmt.Sprintf("This register holds the deals of %s alone: shares of a recipient's imports do not come from it.", r.pre.supplier))
	default:
		suppliers, recipients := r.countParties()
		rel.Closed = suppliers >= wholeSuppliers && recipients >= wholeRecipients
		if !rel.Closed {
			r.warn("%s: the lines before the header are gone, and with %d suppliers and %d recipients it may be an extract: what has no row may stand elsewhere", r.name, suppliers, recipients)
		}
	}
}

func (r *registerReader) countParties() (suppliers, recipients int) {
	s, t := map[string]bool{}, map[string]bool{}
	for i := range r.deals {
		s[r.deals[i].Supplier] = true
		t[r.deals[i].Recipient] = true
	}
	return len(s), len(t)
}
