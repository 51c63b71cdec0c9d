package worldbank

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/place"
)

// MissingTrade lists what stands for no value in WITS: nothing. A flow that is
// not there is not stated, which is not 0.
var MissingTrade = []string{""}

// trade is a download of WITS with a row for each flow: that of the advanced
// query, with codes, or that of the pages by product, with names.
type trade struct {
	at map[string]int // cell by column
}

// tradeNames are the columns by their names without blanks and signs.
var tradeNames = map[string]string{
	"reporteriso3": "reporter code", "reportername": "reporter", "reporter": "reporter",
	"partneriso3": "partner code", "partnername": "partner", "partner": "partner",
	"year": "year", "tradeflowname": "flow", "tradeflow": "flow", "tradeflowcode": "flow code",
	"nomenclature": "nomenclature", "productcode": "product", "productgroup": "group",
	"tradevaluein1000usd": "value", "tradevalue1000usd": "value",
	"quantity": "quantity", "qtyunit": "quantity unit", "quantityunit": "quantity unit", "netweightinkgm": "weight",
	"exportusthousand": "exports", "importusthousand": "imports", "indicator": "measure", "measure": "measure",
}

// squeeze returns a column name without blanks and signs.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, strings.ToLower(s))
}

// columnsOf finds the columns of WITS in a header. A column that is there
// twice is an error.
func columnsOf(cells []string) (at map[string]int, err error) {
	at = map[string]int{}
	for i, cell := range cells {
		name, ok := tradeNames[squeeze(cell)]
		if !ok {
			continue
		}
		if other, twice := at[name]; twice {
			err = fmt.Errorf("the columns %q and %q are the same", clip(cells[other]), clip(cell))
		}
		at[name] = i
	}
	return at, err
}

func has(at map[string]int, names ...string) bool {
	return !slices.ContainsFunc(names, func(name string) bool { _, ok := at[name]; return !ok })
}

// newTrade reads a header; it returns nil where it is none of this layout.
func newTrade(cells []string) (layout, error) {
	at, err := columnsOf(cells)
	if !has(at, "value", "year") || !has(at, "reporter code") && !has(at, "reporter") || !has(at, "partner code") && !has(at, "partner") {
		return nil, nil
	}
	if err == nil && !has(at, "flow") && !has(at, "flow code") {
		err = errors.New("there is no column TradeFlowName or TradeFlowCode, which tells exports from imports; download the file with it")
	}
	if err != nil {
		return nil, err
	}
	return &trade{at}, nil
}

func (l *trade) token() string { return TokenWITS }

// identifyTrade says what is the same in all downloads of WITS.
func identifyTrade(release *data.Release) {
	release.Title = "World Integrated Trade Solution (WITS)"
	release.Licence = "terms of UN Comtrade, from which the data are: free to use with the source named, not to be passed on as a whole"
	release.Unit = data.USD
	release.Notes = append(release.Notes,
		"values are those that each reporter stated to UN Comtrade; imports are mostly CIF and exports FOB, and a few countries do otherwise")
}

// record reads cells of one record by the names of their columns.
type record struct {
	*row
	at map[string]int
}

func (r record) text(name string) string {
	if i, ok := r.at[name]; ok && i < len(r.Cells) {
		return strings.TrimSpace(r.Cells[i])
	}
	return ""
}

func (r record) errorf(name, format string, args ...any) *data.ParseError {
	return r.Errorf(r.at[name], name, format, args...)
}

func (l *trade) read(r *reader) {
	flows := map[data.FlowCode]bool{}
	for rec := range r.records() {
		if err := r.width(rec); err != nil {
			r.refuse(err)
			continue
		}
		f, drop, err := l.flow(r, record{rec, l.at})
		switch {
		case err != nil:
			r.refuse(err)
		case drop != "":
			r.drop(drop, rec.Line)
		default:
			flows[f.Flow] = true
			r.emit(f)
		}
	}
	if flows[data.DomesticExport] {
		r.notes = append(r.notes, "WITS's Export (6) leaves re-exports out and is DX here; Gross Exp. (2) is X, which holds both. For Hong Kong they differ twenty times")
	}
	if flows[data.ForeignImport] {
		r.notes = append(r.notes, "WITS's Import (5) leaves re-imports out and is FM here; Gross Imp. (1) is M, which holds both")
	}
}

// flow reads one record. drop says why it becomes no flow.
func (l *trade) flow(r *reader, rec record) (f data.Flow, drop string, err error) {
	if slices.Contains(MissingTrade, rec.text("value")) {
		return f, "no value stated", nil
	}
	if f.Period, err = rec.year(); err != nil {
		return f, "", err
	}
	var reporter, partner place.Place
	if reporter, err = rec.place(r, "reporter", f.Period.Year); err != nil {
		return f, "", err
	}
	if partner, err = rec.place(r, "partner", f.Period.Year); err != nil {
		return f, "", err
	}
	f.Reporter, f.Partner, f.Aggregate = reporter.Code, partner.Code, side(reporter, partner)
	if f.Flow, err = rec.flowCode(); err != nil {
		return f, "", err
	}
	restored := false
	if f.Product, f.Classification, restored, err = rec.product(); err != nil {
		return f, "", err
	}
	var rounded bool
	if f.Value, rounded, err = number(rec.text("value"), 3); err != nil {
		return f, "", rec.errorf("value", "%w", err)
	}
	if f.Quantity, f.QuantityUnit, err = rec.quantity(); err != nil {
		return f, "", err
	}
	f.Unit, f.Valuation, f.Source, f.Line = data.USD, valuationOf(f.Flow), r.out.Release.ID, rec.Line
	if drop, err = once(r, rec, f); drop != "" || err != nil {
		return f, drop, err
	}
	if restored {
		r.out.Account.Repair("leading zero of the product code restored", rec.Line)
	}
	if rounded {
		r.out.Account.Repair(roundedReason, rec.Line)
	}
	return f, "", nil
}

// once checks that no other row states the same flow. A product on which
// nomenclatures agree, the total over all or a chapter of the Harmonized System,
// is dropped where it stands before in another one: a sum would count it twice.
func once(r *reader, rec record, f data.Flow) (drop string, err error) {
	if line, ok := r.stated.before(rec.Line, f.Classification, f.Reporter, f.Partner, string(f.Flow), f.Product, f.Period.String()); ok {
		return "", rec.errorf("value", "the same flow (%s, %s, %s, %s, %s) is on line %d already; sums would count it twice", f.Reporter, f.Partner, f.Flow, f.Product, f.Period, line)
	}
	if f.Product != data.AllProducts && !(isHS(f.Classification) && len(f.Product) == 2) {
		return "", nil
	}
	if _, ok := r.stated.before(rec.Line, "any", f.Reporter, f.Partner, string(f.Flow), f.Product, f.Period.String()); ok {
		return "the same trade is stated before in another classification", nil
	}
	return "", nil
}

func (r record) year() (data.Date, error) {
	d, err := data.ParseDate(r.text("year"))
	if err != nil || d.Month != 0 || d.Year == 0 {
		return data.Date{}, r.errorf("year", "cannot read %q as a year; write four digits, as 2020", clip(r.text("year")))
	}
	return d, nil
}

// place resolves reporter or partner by its code, or by its name where there is
// no code.
func (r record) place(rd *reader, side string, year int) (place.Place, error) {
	column := side + " code"
	text, byName := r.text(column), false
	if text == "" {
		column, text, byName = side, r.text(side), true
	}
	if text == "" {
		if has(r.at, side+" code") {
			column = side + " code"
		}
		return place.Place{}, r.errorf(column, "the %s is missing", side)
	}
	found, err := rd.place(text, byName, year)
	if err != nil {
		return place.Place{}, r.errorf(column, "%w", err)
	}
	return found, nil
}

// witsFlows are the flows of WITS by code and by name.
var witsFlows = map[string]data.FlowCode{
	"1": data.Import, "grossimp": data.Import, "grossimports": data.Import, "grossimport": data.Import,
	"2": data.Export, "grossexp": data.Export, "grossexports": data.Export, "grossexport": data.Export,
	"3": data.ReExport, "reexport": data.ReExport, "reexports": data.ReExport, "reexp": data.ReExport,
	"4": data.ReImport, "reimport": data.ReImport, "reimports": data.ReImport, "reimp": data.ReImport,
	"5": data.ForeignImport, "6": data.DomesticExport,
}

// flowCode reads the direction. Import and Export are net of re-imports and
// re-exports where gross flows have codes of their own, that is beside a
// column of codes; the pages by product have no codes and show gross flows.
func (r record) flowCode() (data.FlowCode, error) {
	code, name := r.text("flow code"), squeeze(r.text("flow"))
	if code != "" {
		f, ok := witsFlows[code]
		if !ok || strings.Trim(code, "0123456789") != "" {
			return "", r.errorf("flow code", "unknown trade flow %q; WITS has 1 gross imports, 2 gross exports, 3 re-exports, 4 re-imports, 5 imports and 6 exports", clip(code))
		}
		byName, known := flowByName(name, true)
		if name != "" && (!known || byName != f) {
			return "", r.errorf("flow", "the trade flow %q has the code %s, which means %s", clip(r.text("flow")), clip(code), f)
		}
		return f, nil
	}
	if f, ok := flowByName(name, has(r.at, "flow code") || has(r.at, "reporter code")); ok {
		return f, nil
	}
	return "", r.errorf("flow", "unknown trade flow %q; WITS has Import, Export, Gross Imp., Gross Exp., Re-Import and Re-Export", clip(r.text("flow")))
}

func flowByName(name string, net bool) (data.FlowCode, bool) {
	switch name {
	case "import", "imports":
		if net {
			return data.ForeignImport, true
		}
		return data.Import, true
	case "export", "exports":
		if net {
			return data.DomesticExport, true
		}
		return data.Export, true
	}
	f, ok := witsFlows[name]
	return f, ok && strings.Trim(name, "0123456789") != ""
}

func valuationOf(f data.FlowCode) data.Valuation {
	switch f {
	case data.Import, data.ForeignImport, data.ReImport:
		return data.CIF
	}
	return data.FOB
}
