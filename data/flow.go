package data

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"strconv"
)

// World is the place code of the whole world.
const World = "WLD"

// AllProducts is the product code of the sum over all products.
const AllProducts = "TOTAL"

// FlowCode says which way goods went, in the codes of UN Comtrade. Exports
// include re-exports and imports include re-imports, so that X and RX are
// never added. An indicator has no flow code.
type FlowCode string

// The flow codes.
const (
	Export         FlowCode = "X"  // exports, re-exports included
	Import         FlowCode = "M"  // imports, re-imports included
	DomesticExport FlowCode = "DX" // exports without re-exports
	ForeignImport  FlowCode = "FM" // imports without re-imports
	ReExport       FlowCode = "RX"
	ReImport       FlowCode = "RM"
)

// FlowCodes lists every flow code, in the order of the documentation.
var FlowCodes = []FlowCode{Export, Import, DomesticExport, ForeignImport, ReExport, ReImport}

// ParseFlowCode reads a flow code as files and flags write it. Empty text is
// no flow code without an error.
func ParseFlowCode(s string) (FlowCode, error) {
	if c := FlowCode(s); s == "" || slices.Contains(FlowCodes, c) {
		return c, nil
	}
	return "", fmt.Errorf("unknown flow code %q; write X (exports), M (imports), DX (domestic exports), FM (foreign imports), RX (re-exports) or RM (re-imports)", Clip(s, 40))
}

// Valuation is the price basis of a value in money.
type Valuation string

// The valuations.
const (
	FOB   Valuation = "FOB"   // free on board: without freight and insurance, as most report exports
	CIF   Valuation = "CIF"   // cost, insurance and freight, as most report imports
	Mixed Valuation = "mixed" // both in one number
)

// ParseValuation reads a valuation. Empty text is none without an error.
func ParseValuation(s string) (Valuation, error) {
	switch v := Valuation(s); v {
	case "", FOB, CIF, Mixed:
		return v, nil
	}
	return "", fmt.Errorf("unknown valuation %q; write FOB, CIF or mixed", Clip(s, 40))
}

// Flow is one row of a panel: what went from or to a reporter in a period, as
// one release of a data set states it. Flows are comparable with ==.
type Flow struct {
	Reporter, Partner string // place codes, see data/place; World is all partners
	Flow              FlowCode
	Product           string // code as text with its leading zeros; AllProducts is their sum
	Classification    string // of Product, as "H5", "S3", "BEC", "SIPRI"
	Period            Date   // a year, or a month of a year
	Value             Decimal
	Unit              Unit // money in plain units, never in thousands
	Valuation         Valuation
	Quantity          Decimal
	QuantityUnit      string // as "kg", "t", "u"; "" where there is no quantity
	Estimate          string // why the value or the quantity is an estimate, "" where it is none
	Flag              string // the source's own flag
	Source            string // ID of the Release
	Line              int    // line of the file where the record begins
	// Parts is in how many flows, one a year, the value of this record was
	// divided because the source states one sum for several years; 0 where the
	// flow is the whole record. All parts together are exact.
	Parts int
	// Aggregate says which side is a sum over other places of the same file, as
	// the world or a region. A selection leaves the row out unless it names that
	// place.
	Aggregate Side
}

// Side says which place of a flow is meant.
type Side string

// The sides.
const (
	NoSide       Side = ""
	ReporterSide Side = "reporter"
	PartnerSide  Side = "partner"
	BothSides    Side = "both"
)

var flowColumns = []Column{
	{Name: "reporter", Meaning: "Place that the flow is stated for; for arms the recipient."},
	{Name: "partner", Meaning: "Place on the other side; for arms the supplier; WLD is the world."},
	{Name: "flow", Meaning: "X exports with re-exports, M imports with re-imports, DX domestic exports, FM foreign imports, RX re-exports, RM re-imports; empty for an indicator."},
	{Name: "product", Meaning: "Product code as text with its leading zeros; TOTAL is all products."},
	{Name: "classification", Meaning: "Classification of the product code, with its revision."},
	{Name: "period", Meaning: "Year, or year and month."},
	{Name: "value", Kind: NumberColumn, Meaning: "Value in unit."},
	{Name: "unit", Meaning: "Unit of value; money in plain units."},
	{Name: "valuation", Meaning: "Price basis: FOB, CIF or mixed."},
	{Name: "quantity", Kind: NumberColumn, Meaning: "Quantity in quantity_unit; empty where none is stated."},
	{Name: "quantity_unit", Meaning: "Unit of quantity."},
	{Name: "estimate", Meaning: "Why value or quantity is an estimate; empty where it is none."},
	{Name: "flag", Meaning: "The source's own flag."},
	{Name: "source", Meaning: "Id of the release that states the row."},
	{Name: "line", Kind: WholeColumn, Meaning: "Line of the file where the record begins."},
	{Name: "parts", Kind: WholeColumn, Meaning: "In how many rows, one a year, the record was divided; empty where it was not."},
	{Name: "aggregate", Meaning: "Which side is a sum over other places of the same file: reporter, partner, both; empty where none is."},
}

// FlowColumns describes the columns of a table of flows, in order.
func FlowColumns() []Column { return slices.Clone(flowColumns) }

// Cells returns the flow as cells under FlowColumns.
func (f Flow) Cells() []string {
	whole := func(n int) string {
		if n == 0 {
			return ""
		}
		return strconv.Itoa(n)
	}
	return []string{f.Reporter, f.Partner, string(f.Flow), f.Product, f.Classification, f.Period.String(), f.Value.String(), string(f.Unit),
		string(f.Valuation), f.Quantity.String(), f.QuantityUnit, f.Estimate, f.Flag, f.Source, whole(f.Line), whole(f.Parts), string(f.Aggregate)}
}

// ParseFlow reads the cells of one row under FlowColumns. The error joins a
// *FieldError for each cell that cannot be read. A period has to be there: no
// selection of years finds a flow without one.
func ParseFlow(cells []string) (Flow, error) {
	if len(cells) != len(flowColumns) {
		return Flow{}, fmt.Errorf("the row has %d cells; a flow has %d", len(cells), len(flowColumns))
	}
	var problems []error
	note := func(column int, err error) {
		if err != nil {
			problems = append(problems, &FieldError{Field: flowColumns[column].Name, Value: cells[column], Err: err})
		}
	}
	whole := func(column int) int {
		if cells[column] == "" {
			return 0
		}
		n, err := strconv.Atoi(cells[column])
		if err != nil || n < 0 {
			note(column, fmt.Errorf("cannot read %q as a whole number", Clip(cells[column], 40)))
		}
		return n
	}
	f := Flow{Reporter: cells[0], Partner: cells[1], Product: cells[3], Classification: cells[4], QuantityUnit: cells[10],
		Estimate: cells[11], Flag: cells[12], Source: cells[13], Line: whole(14), Parts: whole(15)}
	var err error
	f.Flow, err = ParseFlowCode(cells[2])
	note(2, err)
	f.Period, err = ParseDate(cells[5])
	if err == nil && !f.Period.IsSet() {
		err = errors.New("is empty; a flow has a year, or a year and month, as 2022 or 2022-03")
	}
	note(5, err)
	f.Value, err = ParseDecimal(cells[6])
	note(6, err)
	if cells[7] != "" {
		f.Unit, err = ParseUnit(cells[7])
		note(7, err)
	}
	f.Valuation, err = ParseValuation(cells[8])
	note(8, err)
	f.Quantity, err = ParseDecimal(cells[9])
	note(9, err)
	switch f.Aggregate = Side(cells[16]); f.Aggregate {
	case NoSide, ReporterSide, PartnerSide, BothSides:
	default:
		note(16, fmt.Errorf("unknown side %q; write reporter, partner or both, or leave it empty", Clip(cells[16], 40)))
	}
	return f, errors.Join(problems...)
}

// FlowsTable returns flows as a table with the columns FlowColumns. It ends at
// the first error.
func FlowsTable(flows iter.Seq2[Flow, error]) (Table, error) {
	t := Table{Columns: FlowColumns()}
	for f, err := range flows {
		if err != nil {
			return Table{}, err
		}
		t.Rows = append(t.Rows, f.Cells())
	}
	return t, nil
}
