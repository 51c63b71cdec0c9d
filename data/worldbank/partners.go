package worldbank

import (
	"slices"
	"strings"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/place"
)

// partners is what WITS's pages of a country by partner or product hand out:
// names, and exports and imports in two columns of one row.
type partners struct{ at map[string]int }

// newPartners reads a header; it returns nil where it is none of this layout.
func newPartners(cells []string) (layout, error) {
	at, err := columnsOf(cells)
	if !has(at, "reporter", "partner", "year") || !has(at, "exports") && !has(at, "imports") {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return &partners{at}, nil
}

func (l *partners) token() string { return TokenWITSPartner }

func (l *partners) read(r *reader) {
	for rec := range r.records() {
		err := r.width(rec)
		if err == nil {
			err = l.row(r, record{rec, l.at})
		}
		if err != nil {
			r.refuse(err)
		}
	}
}

// row yields the two flows of a record. The error is about all of it.
func (l *partners) row(r *reader, rec record) error {
	like, err := namedFlow(r, rec)
	if err != nil {
		return err
	}
	if like.Period, err = rec.year(); err != nil {
		return err
	}
	if err = rowOnce(r, rec, like, ""); err != nil {
		return err
	}
	for _, column := range []string{"exports", "imports"} {
		if !has(l.at, column) {
			continue
		}
		text := rec.text(column)
		if slices.Contains(MissingTrade, text) {
			r.drop("no value stated", rec.Line)
			continue
		}
		f := like
		f.Flow = data.Export
		if column == "imports" {
			f.Flow = data.Import
		}
		emitThousand(r, f, text, func(err error) { r.refuse(rec.errorf(column, "%w", err)) })
	}
	return nil
}

// namedFlow reads what the layouts with names have in common.
func namedFlow(r *reader, rec record) (f data.Flow, err error) {
	var reporter, partner place.Place
	if reporter, err = rec.place(r, "reporter", 0); err != nil {
		return f, err
	}
	if partner, err = rec.place(r, "partner", 0); err != nil {
		return f, err
	}
	f = data.Flow{Reporter: reporter.Code, Partner: partner.Code, Aggregate: side(reporter, partner),
		Product: data.AllProducts, Classification: ProductGroups, Source: r.out.Release.ID, Line: rec.Line}
	if has(rec.at, "product") || has(rec.at, "group") {
		f.Product, f.Classification, _, err = rec.product()
	}
	return f, err
}

// rowOnce checks that no other record states the same flows.
func rowOnce(r *reader, rec record, like data.Flow, measure string) error {
	line, ok := r.stated.before(rec.Line, like.Classification, like.Reporter, like.Partner, string(like.Flow), like.Product, like.Period.String(), measure)
	if !ok {
		return nil
	}
	return rec.errorf("partner", "the same trade (%s, %s, %s) is on line %d already; sums would count it twice", like.Reporter, like.Partner, like.Product, line)
}

// emitThousand yields a flow whose value is text, in thousand US dollars.
func emitThousand(r *reader, f data.Flow, text string, refuse func(error)) {
	var rounded bool
	var err error
	if f.Value, rounded, err = number(text, 3); err != nil {
		refuse(err)
		return
	}
	if rounded {
		r.out.Account.Repair(roundedReason, f.Line)
	}
	f.Unit, f.Valuation = data.USD, valuationOf(f.Flow)
	r.emit(f)
}

// timeseries is what WITS's pages hand out with a column for each year.
type timeseries struct {
	at     map[string]int
	values []valueColumn
}

// newTimeseries reads a header; it returns nil where it is none of this layout.
func newTimeseries(cells []string) (layout, error) {
	at, err := columnsOf(cells)
	if !has(at, "reporter", "partner", "measure") || !has(at, "flow") {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var rest []int
	for i, cell := range cells {
		if _, known := tradeNames[squeeze(cell)]; !known && cell != "" {
			rest = append(rest, i)
		}
	}
	l := &timeseries{at: at}
	if l.values, err = periodColumns(cells, rest); err != nil || len(l.values) == 0 {
		return nil, err
	}
	return l, nil
}

func (l *timeseries) token() string { return TokenWITSTimeseries }

func (l *timeseries) read(r *reader) {
	for rec := range r.records() {
		err := r.width(rec)
		if err == nil {
			err = l.row(r, record{rec, l.at})
		}
		if err != nil {
			r.refuse(err)
		}
	}
}

// row yields the flows of a record. The error is about all of it.
func (l *timeseries) row(r *reader, rec record) error {
	like, err := namedFlow(r, rec)
	if err != nil {
		return err
	}
	if like.Flow, err = rec.flowCode(); err != nil {
		return err
	}
	if err = rowOnce(r, rec, like, rec.text("measure")); err != nil {
		return err
	}
	// The measure is "Export (US$ Thousand)", or a share or a number of products.
	isMoney := strings.HasSuffix(squeeze(rec.text("measure")), "usthousand")
	for _, v := range l.values {
		text := ""
		if v.at < len(rec.Cells) {
			text = strings.TrimSpace(rec.Cells[v.at])
		}
		switch {
		case slices.Contains(MissingTrade, text):
			r.drop("no value stated", rec.Line)
		case !isMoney:
			r.drop("the indicator "+clip(rec.text("measure"))+" is no value in money", rec.Line)
		default:
			f := like
			f.Period = v.period
			emitThousand(r, f, text, func(err error) { r.refuse(rec.Errorf(v.at, r.h.cells[v.at], "%w", err)) })
		}
	}
	return nil
}
