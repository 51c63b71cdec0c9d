package comtrade

import (
	"fmt"
	"slices"
	"strings"
)

// column is one item of UN Comtrade, whatever a layout calls it.
type column int

const (
	colFrequency column = iota
	colYear
	colMonth
	colPeriod
	colReporter
	colReporterISO
	colReporterName
	colFlow
	colFlowName
	colPartner
	colPartnerISO
	colPartnerName
	colPartner2
	colPartner2ISO
	colPartner2Name
	colClassification
	colSearch
	colProduct
	colProductName
	colLevel
	colCustoms
	colCustomsName
	colSupply
	colTransport
	colTransportName
	colUnit
	colUnitName
	colQuantity
	colQuantityEstimated
	colWeight
	colWeightEstimated
	colCIF
	colFOB
	colValue
	colFlag
	colIgnored // items that no flow needs
	columnCount
)

// columnNames gives the names of each item in every generation, as fold
// leaves them: first that of API v1, of TradeData.csv and of the bulk files,
// which is also that of the R client with underscores; then the heading of the
// classic CSV; then the machine name of the classic API (head=M and JSON).
var columnNames = [columnCount][]string{
	colFrequency:         {"freqCode"},
	colYear:              {"refYear", "Year", "yr"},
	colMonth:             {"refMonth"},
	colPeriod:            {"period"},
	colReporter:          {"reporterCode", "rtCode"},
	colReporterISO:       {"reporterISO", "rt3ISO"},
	colReporterName:      {"reporterDesc", "Reporter", "rtTitle"},
	colFlow:              {"flowCode", "Trade Flow Code", "rgCode"},
	colFlowName:          {"flowDesc", "Trade Flow", "rgDesc"},
	colPartner:           {"partnerCode", "ptCode"},
	colPartnerISO:        {"partnerISO", "pt3ISO"},
	colPartnerName:       {"partnerDesc", "Partner", "ptTitle"},
	colPartner2:          {"partner2Code", "2nd Partner Code", "ptCode2", "x2nd_partner_code"},
	colPartner2ISO:       {"partner2ISO", "2nd Partner ISO", "pt3ISO2", "x2nd_partner_iso"},
	colPartner2Name:      {"partner2Desc", "2nd Partner", "ptTitle2", "x2nd_partner"},
	colClassification:    {"classificationCode", "Classification", "pfCode"},
	colSearch:            {"classificationSearchCode"},
	colProduct:           {"cmdCode", "Commodity Code"},
	colProductName:       {"cmdDesc", "Commodity", "cmdDescE"},
	colLevel:             {"aggrLevel", "Aggregate Level"},
	colCustoms:           {"customsCode", "Customs Proc. Code", "cstCode"},
	colCustomsName:       {"customsDesc", "Customs", "cstDesc"},
	colSupply:            {"mosCode"},
	colTransport:         {"motCode", "Mode of Transport Code"},
	colTransportName:     {"motDesc", "Mode of Transport"},
	colUnit:              {"qtyUnitCode", "qtCode"},
	colUnitName:          {"qtyUnitAbbr", "Qty Unit", "qtDesc"},
	colQuantity:          {"qty", "TradeQuantity"},
	colQuantityEstimated: {"isQtyEstimated"},
	colWeight:            {"netWgt", "Netweight (kg)", "NetWeight"},
	colWeightEstimated:   {"isNetWgtEstimated"},
	colCIF:               {"cifvalue", "CIF Trade Value (US$)", "CIF TradeValue", "cif_trade_value_usd"},
	colFOB:               {"fobvalue", "FOB Trade Value (US$)", "FOB TradeValue", "fob_trade_value_usd"},
	colValue:             {"primaryValue", "Trade Value (US$)", "TradeValue", "trade_value_usd"},
	colFlag:              {"legacyEstimationFlag", "Flag", "estCode"},
	colIgnored: {"datasetCode", "typeCode", "refPeriodId", "Period Desc.", "flowCategory", "isOriginalClassification", "isLeaf", "Is Leaf Code",
		"mosDesc", "altQtyUnitCode", "Alt Qty Unit Code", "qtAltCode", "altQtyUnitAbbr", "Alt Qty Unit", "qtAltDesc", "altQty", "AltQuantity",
		"isAltQtyEstimated", "grossWgt", "Gross weight (kg)", "GrossWeight", "isGrossWgtEstimated", "isReported", "isAggregate",
		"publicationDateShort", "publicationNote", "Unnamed: 0", "X", ""},
}

var columnOf = func() map[string]column {
	m := map[string]column{}
	for c, names := range columnNames {
		for _, name := range names {
			m[fold(name)] = column(c)
		}
	}
	return m
}()

// fold leaves lower-case letters and digits of a name, so that reporterCode,
// reporter_code, Reporter Code and Reporter.Code are one.
func fold(name string) string {
	b := make([]byte, 0, len(name))
	for i := range len(name) {
		c := name[i]
		switch {
		case c >= 'A' && c <= 'Z':
			b = append(b, c+'a'-'A')
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
			b = append(b, c)
		}
	}
	return string(b)
}

// header says in which cell of a row each item stands.
type header struct {
	at     [columnCount]int // −1 where the layout lacks the item
	names  []string         // as written, for error messages
	extras []string         // columns of somebody else's, which no one reads
	tariff tariffMarks
}

// tariffMarks are the items that tell lines of national tariffs from the final
// data that is made of them.
type tariffMarks struct{ category, aggregate, periodID bool }

func (m *tariffMarks) see(folded string) {
	switch folded {
	case "flowcategory":
		m.category = true
	case "isaggregate", "isreported":
		m.aggregate = true
	case "refperiodid":
		m.periodID = true
	}
}

// check refuses lines of national tariffs. Their rows are no totals and parts,
// and 0 as second partner is no total either.
func (m tariffMarks) check(broken, year bool) error {
	mark := ""
	switch {
	case m.category:
		mark = "flowCategory"
	case m.periodID && broken && !year && !m.aggregate:
		mark = "no refYear, no isAggregate"
	default:
		return nil
	}
	return fmt.Errorf("holds lines of national tariffs (%s), which have no totals and divide in ways that the file does not tell; download the final data", mark)
}

// newHeader returns the header for cells, and false where they are none of
// UN Comtrade: a value and a product under their names, and two of reporter,
// partner and year.
func newHeader(cells []string) (h header, ok bool, err error) {
	for c := range h.at {
		h.at[c] = -1
	}
	twice := ""
	for i, cell := range cells {
		cell = strings.TrimSpace(cell)
		c, known := columnOf[fold(cell)]
		h.tariff.see(fold(cell))
		switch {
		case !known:
			h.extras = append(h.extras, cell)
		case c == colIgnored:
		case h.at[c] >= 0:
			if twice == "" {
				twice = fmt.Sprintf("the columns %q and %q hold the same item; keep one of them", h.names[h.at[c]], cell)
			}
		default:
			h.at[c] = i
		}
		h.names = append(h.names, strings.Clone(cell))
	}
	if !h.has(colValue) || !h.has(colProduct) || !h.isWhole() && h.marks() < 2 {
		return h, false, nil
	}
	if twice != "" {
		return h, true, fmt.Errorf("%s", twice)
	}
	if err := h.tariff.check(h.has(colPartner2) && h.has(colCustoms) && h.has(colTransport), h.has(colYear)); err != nil {
		return h, true, err
	}
	return h, true, h.check()
}

func (h *header) has(columns ...column) bool {
	return slices.ContainsFunc(columns, func(c column) bool { return h.at[c] >= 0 })
}

// marks counts which of the three further keys of a row are there.
func (h *header) marks() int {
	n := 0
	for _, key := range [][]column{{colReporter, colReporterISO, colReporterName}, {colPartner, colPartnerISO, colPartnerName}, {colPeriod, colYear}} {
		if h.has(key...) {
			n++
		}
	}
	return n
}

func (h *header) isWhole() bool { return h.check() == nil }

// check says which item of a flow the header lacks.
func (h *header) check() error {
	for _, need := range []struct {
		any  []column
		what string
	}{
		{[]column{colReporter, colReporterISO, colReporterName}, "the reporter (reporterCode or reporterISO)"},
		{[]column{colPartner, colPartnerISO, colPartnerName}, "the partner (partnerCode or partnerISO)"},
		{[]column{colFlow, colFlowName}, "the trade flow (flowCode or flowDesc)"},
		{[]column{colProduct}, "the product (cmdCode)"},
		{[]column{colPeriod, colYear}, "the period (period or refYear)"},
		{[]column{colValue}, "the value (primaryValue)"},
	} {
		if !h.has(need.any...) {
			return fmt.Errorf("no column for %s; download the file with it, or describe the file in a mapping", need.what)
		}
	}
	return nil
}

// name returns how the file names an item.
func (h *header) name(c column) string {
	if i := h.at[c]; i >= 0 && i < len(h.names) {
		return h.names[i]
	}
	return columnNames[c][0]
}

// apiHeader is the header of JSON: one cell for each item, under the name of
// API v1.
func apiHeader() header {
	var h header
	for c := range h.at {
		h.at[c] = c
		h.names = append(h.names, columnNames[c][0])
	}
	return h
}
