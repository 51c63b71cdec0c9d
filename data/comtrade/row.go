package comtrade

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/place"
)

// record is one row of a file, whatever the file is: a line of CSV or an
// object of JSON.
type record interface {
	line() int
	// cell returns the text of an item without blanks around it, "" where the
	// layout lacks it.
	cell(c column) string
	// fail returns the error of an item, with file, line and column.
	fail(c column, err error) *data.ParseError
}

// dimensions are the ways in which a row may be a part of another row of the
// same file: second partner, customs procedure, mode of supply and mode of
// transport. "" is all of them.
type dimensions [4]string

var dimensionNames = [len(dimensions{})]string{"second partner", "customs procedure", "mode of supply", "mode of transport"}

func (d dimensions) isTotal() bool { return d == dimensions{} }

// String names the parts of a row for its flag.
func (d dimensions) String() string {
	var parts []string
	for i, code := range d {
		if code != "" {
			parts = append(parts, dimensionNames[i]+" "+code)
		}
	}
	return strings.Join(parts, ", ")
}

// totals are the marks of "all" in each dimension.
var totals = [len(dimensions{})][]string{
	{"", "0", "W00", "WLD", "World"}, {"", "C00", "TOTAL CPC"}, {"", "0"}, {"", "0", "TOTAL MOT"},
}

// row is a record that was read.
type row struct {
	flow data.Flow
	dims dimensions
	// drop says why the row becomes no flow, "" where it does.
	drop string
	// repairs are what was mended in it.
	repairs []string
	// estimated says that the quantity kept is an estimate.
	estimated string
	// odd are findings that hold for many rows and are told once.
	odd oddity
	// The codes of the places as the file has them.
	reporterCode, partnerCode string
}

// parser reads rows of one file.
type parser struct {
	places *places
	source string
	texts  map[string]string // one copy of each code, as cells share large buffers
}

func newParser(source string) *parser {
	return &parser{places: &places{known: map[placeKey]place.Place{}}, source: source, texts: map[string]string{}}
}

// keep returns a copy of s that holds no buffer of the file.
func (p *parser) keep(s string) string {
	if t, ok := p.texts[s]; ok {
		return t
	}
	s = strings.Clone(s)
	p.texts[s] = s
	return s
}

// parse reads one record. All that is wrong with it is returned at once.
func (p *parser) parse(rec record) (r row, problems []*data.ParseError) {
	note := func(c column, err error) {
		if err != nil {
			problems = append(problems, rec.fail(c, err))
		}
	}
	var err error
	f := &r.flow
	f.Unit, f.Source, f.Line = data.USD, p.source, rec.line()
	f.Period, err = period(rec.cell(colPeriod), rec.cell(colYear), rec.cell(colMonth), rec.cell(colFrequency))
	if err != nil && rec.cell(colPeriod) == "" {
		note(colYear, err)
	} else {
		note(colPeriod, err)
	}
	p.flow(rec, &r, note)
	p.product(rec, &r, note)
	p.sides(rec, &r, note)
	r.dims = p.dimensions(rec)
	p.value(rec, &r, note)
	p.quantity(rec, &r, note)
	return r, problems
}

func (p *parser) flow(rec record, r *row, note func(column, error)) {
	c := colFlow
	if rec.cell(c) == "" {
		c = colFlowName
	}
	code, _ := cutWhole(rec.cell(c))
	var err error
	r.flow.Flow, r.drop, err = flowCode(code)
	note(c, err)
}

func (p *parser) product(rec record, r *row, note func(column, error)) {
	class := rec.cell(colClassification)
	if class == "" {
		class = rec.cell(colSearch)
	}
	if class == "" {
		class = "HS"
		r.odd |= revisionAbsent
	}
	class, err := classification(class)
	note(colClassification, err)
	level := -1
	if text, _ := cutWhole(rec.cell(colLevel)); text != "" && text != "NA" {
		n, err := strconv.Atoi(text)
		if err != nil || n < 0 || n > 12 {
			note(colLevel, fmt.Errorf("cannot read %q as the level of a product code; write its number of digits", clip(text)))
		} else {
			level = n
		}
	}
	code, repair, err := product(class, rec.cell(colProduct), level)
	note(colProduct, err)
	if repair != "" {
		r.repairs = append(r.repairs, repair)
	}
	if isSITC(class) && level < 0 && code != data.AllProducts && !strings.HasPrefix(code, "0") {
		r.odd |= zerosUncertain
	}
	r.flow.Product, r.flow.Classification = p.keep(code), p.keep(class)
}

func (p *parser) dimensions(rec record) (d dimensions) {
	for i, columns := range [len(d)][]column{{colPartner2, colPartner2ISO, colPartner2Name}, {colCustoms, colCustomsName}, {colSupply}, {colTransport, colTransportName}} {
		for _, c := range columns {
			if code, _ := cutWhole(rec.cell(c)); code != "" {
				d[i] = p.keep(code)
				break
			}
		}
		for _, all := range totals[i] {
			if d[i] == all {
				d[i] = ""
			}
		}
	}
	return d
}

func (p *parser) value(rec record, r *row, note func(column, error)) {
	value, err := number(rec.cell(colValue))
	note(colValue, err)
	cif, err := number(rec.cell(colCIF))
	note(colCIF, err)
	fob, err := number(rec.cell(colFOB))
	note(colFOB, err)
	if !value.IsSet() && r.drop == "" {
		r.drop = "no value"
	}
	r.flow.Value = value
	var differs bool
	if r.flow.Valuation, differs = valuation(r.flow.Flow, cif, fob, value); differs {
		r.odd |= valueDiffers
	}
}

// quantity takes the supplementary quantity in its unit, else the net weight.
// Which of the two is an estimate of the UN goes into the flag and the
// account; the value is as reported in any case.
func (p *parser) quantity(rec record, r *row, note func(column, error)) {
	quantity, err := number(rec.cell(colQuantity))
	note(colQuantity, err)
	weight, err := number(rec.cell(colWeight))
	note(colWeight, err)
	quantityEstimated, err := flag(rec.cell(colQuantityEstimated))
	note(colQuantityEstimated, err)
	weightEstimated, err := flag(rec.cell(colWeightEstimated))
	note(colWeightEstimated, err)
	legacy, err := legacyFlag(rec.cell(colFlag))
	note(colFlag, err)
	f := &r.flow
	f.Flag = flagText(legacy, quantityEstimated, weightEstimated)
	// The bits of the older flag: 2 the quantity, 4 the weight, 6 both.
	quantityEstimated = quantityEstimated || legacy&2 != 0
	weightEstimated = weightEstimated || legacy&4 != 0
	if u := unit(rec.cell(colUnit), rec.cell(colUnitName)); u != "" && quantity.IsSet() {
		f.Quantity, f.QuantityUnit = quantity, p.keep(u)
		if quantityEstimated {
			r.estimated = "quantity estimated by UNSD; the value is as reported"
		}
		return
	}
	if weight.IsSet() {
		f.Quantity, f.QuantityUnit = weight, "kg"
		if weightEstimated {
			r.estimated = "net weight estimated by UNSD; the value is as reported"
		}
	}
}

func legacyFlag(s string) (int, error) {
	text, _ := cutWhole(s)
	if text == "" || text == "NA" {
		return 0, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n > 99 {
		return 0, fmt.Errorf("cannot read %q as the flag of estimates; UN Comtrade writes 0, 2, 4 or 6", clip(s))
	}
	return n, nil
}

// flagText returns the source's flags as one of a few texts.
func flagText(legacy int, quantity, weight bool) string {
	var parts []string
	if legacy != 0 {
		parts = append(parts, strconv.Itoa(legacy))
	}
	if quantity {
		parts = append(parts, "isQtyEstimated")
	}
	if weight {
		parts = append(parts, "isNetWgtEstimated")
	}
	return strings.Join(parts, " ")
}
