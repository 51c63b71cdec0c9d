package sipri

import (
	"slices"
	"strings"
	"unicode"
)

// layout is how one file is laid out: what its header says, and where.
type layout struct {
	format   string
	comma    byte
	ends     bool     // a semicolon ends each line
	preamble []string // the lines before the header
	header   []string // trimmed cells
	line     int      // of the header
	rest     int      // byte behind the header
	column   columns
	years    []yearColumn // of a TIV table
}

// field is a column that a reader knows, whatever it is called.
type field uint8

const (
	idField field = iota
	supplierField
	recipientField
	orderYearField
	orderedField
	designationField
	descriptionField
	categoryField
	deliveredField
	yearsField
	statusField
	commentsField
	unitTIVField
	dealUnitField
	orderTIVField
	deliveredTIV
	localField
	orderYearFlag
	orderedFlag
	deliveredFlag
	yearsFlag
	yearField
	valueField
	codeField
	nameField
	fieldCount
)

var fieldNames = [fieldCount]string{"id", "supplier", "recipient", "order year", "number ordered", "designation", "description", "armament category",
	"number delivered", "delivery years", "status", "comments", "TIV of a new unit", "TIV of a unit", "TIV of the order", "TIV delivered",
	"local production", "marks of the order year", "marks of the number ordered", "marks of the number delivered", "marks of the delivery years",
	"year", "value", "code", "name"}

// columns says in which cell each field stands, −1 where a file has no such
// column.
type columns [fieldCount]int

func noColumns() (c columns) {
	for i := range c {
		c[i] = -1
	}
	return c
}

// names of columns, as bare makes them: SIPRI's in each vintage, and what R
// and pandas turn them into.
var (
	classicNames = map[string]field{
		"recipient": recipientField, "buyer": recipientField, "supplier": supplierField, "seller": supplierField,
		"yearoforder": orderYearField, "orderyear": orderYearField,
		"numberordered": orderedField, "noordered": orderedField,
		"weapondesignation": designationField, "designation": designationField,
		"weapondescription": descriptionField, "description": descriptionField,
		"numberdelivered": deliveredField, "deliveriesintheyearrange": deliveredField, "nodelivered": deliveredField,
		"yearsofdelivery": yearsField, "yearsofdeliveries": yearsField, "yearofdelivery": yearsField,
		"status": statusField, "comments": commentsField, "comment": commentsField,
		"sipritivperunit": dealUnitField, "tivperunit": dealUnitField,
		"sipritivfortotalorder": orderTIVField, "tivfortotalorder": orderTIVField,
		"sipritivofdeliveredweapons": deliveredTIV, "tivofdeliveredweapons": deliveredTIV,
	}
	newNames = map[string]field{
		"sipriatdatabaseid": idField, "dealid": idField,
		"supplier": supplierField, "seller": supplierField, "recipient": recipientField, "buyer": recipientField,
		"designation": designationField, "description": descriptionField, "armamentcategory": categoryField,
		"orderdate": orderYearField, "orderdateisestimate": orderYearFlag,
		"numbersdelivered": deliveredField, "numbersdeliveredisestimate": deliveredFlag,
		"deliveryyear": yearsField, "deliveryyearisestimate": yearsFlag,
		"status": statusField, "sipriestimate": unitTIVField, "tivdealunit": dealUnitField,
		"tivdeliveryvalues": deliveredTIV, "localproduction": localField,
	}
	panelNames = map[string]field{
		"supplier": supplierField, "seller": supplierField, "exporter": supplierField, "suppliername": supplierField,
		"recipient": recipientField, "buyer": recipientField, "importer": recipientField, "recipientname": recipientField,
		"country": recipientField, "countryname": recipientField,
		"year": yearField, "deliveryyear": yearField,
		"tiv": valueField, "sipritiv": valueField, "tivmillion": valueField, "tivmillions": valueField, "tivm": valueField,
		"valuetiv": valueField, "tivvalue": valueField, "value": valueField, "tivdeliveryvalues": valueField, "tivdelivered": valueField,
		"totaltiv": valueField, "armstiv": valueField, "tivinmillions": valueField,
	}
	codeNames = map[string]field{
		"countrycode": codeField, "sipricode": codeField, "countrylabel": nameField, "siprilabel": nameField,
	}
)

// needed are the columns without which a file is not of a format.
var needed = map[string][]field{
	FormatClassic: {recipientField, supplierField, yearsField, deliveredTIV},
	FormatNew:     {recipientField, supplierField, yearsField, deliveredTIV},
	FormatPanel:   {recipientField, supplierField, yearField, valueField},
	FormatCodes:   {codeField, nameField},
}

// delimiters are those that a file may have, the likeliest first.
const delimiters = ",;\t|"

// maxPreamble bounds how many lines may stand before a header.
const maxPreamble = 100

// findLayout looks for a header that it knows. The text has line ends as LF
// only.
func findLayout(text string) (*layout, bool) {
	var preamble []string
	for pos := 0; pos < len(text) && len(preamble) < maxPreamble; {
		end := len(text)
		if i := strings.IndexByte(text[pos:], '\n'); i >= 0 {
			end = pos + i
		}
		line := text[pos:end]
		for i := range len(delimiters) {
			if strings.IndexByte(line, delimiters[i]) < 0 {
				continue
			}
			s := scanner{text: line, comma: delimiters[i], line: 1}
			s.next()
			ends := delimiters[i] != ';' && trimSemicolons(s.cells)
			l := &layout{comma: delimiters[i], ends: ends, preamble: preamble, header: slices.Clone(s.cells), line: len(preamble) + 1, rest: min(end+1, len(text))}
			if l.match() {
				return l, true
			}
		}
		preamble = append(preamble, line)
		pos = end + 1
	}
	return nil, false
}

// match looks for a format whose columns the header has.
func (l *layout) match() bool {
	for _, format := range []struct {
		token string
		names map[string]field
	}{{FormatClassic, classicNames}, {FormatNew, newNames}, {FormatPanel, panelNames}, {FormatCodes, codeNames}} {
		if l.matchNames(format.token, format.names) {
			l.format = format.token
			return true
		}
	}
	if l.matchTable() {
		l.format = FormatTable
		return true
	}
	return false
}

func (l *layout) matchNames(token string, names map[string]field) bool {
	found := noColumns()
	for i, cell := range l.header {
		f, known := names[bare(cell)]
		if !known {
			continue
		}
		if found[f] >= 0 {
			if token == FormatPanel && f == recipientField {
				continue // country beside recipient
			}
			return false
		}
		found[f] = i
	}
	for _, f := range needed[token] {
		if found[f] < 0 {
			return false
		}
	}
	switch token {
	case FormatClassic:
		l.matchFlags(&found, names)
	case FormatPanel:
		if !l.saysSIPRI(found) {
			return false
		}
	}
	l.column = found
	return true
}

// matchFlags finds the columns of question marks of a classic register: they
// stand behind the number or year that they qualify, under a blank header,
// which R and pandas call X.1 or Unnamed: 3.
func (l *layout) matchFlags(found *columns, names map[string]field) {
	for of, flag := range map[field]field{orderYearField: orderYearFlag, orderedField: orderedFlag, deliveredField: deliveredFlag} {
		i := found[of] + 1
		if i == 0 || i >= len(l.header) {
			continue
		}
		if _, known := names[bare(l.header[i])]; !known {
			found[flag] = i
		}
	}
}

// saysSIPRI reports whether a panel is one of arms: a column of plain values
// is that of any other trade.
func (l *layout) saysSIPRI(found columns) bool {
	value := bare(l.header[found[valueField]])
	supplier, recipient := bare(l.header[found[supplierField]]), bare(l.header[found[recipientField]])
	if strings.Contains(value, "tiv") {
		return true
	}
	return strings.HasPrefix(supplier, "supplier") && strings.HasPrefix(recipient, "recipient") || mentionsTIV(l.preamble)
}

// mentionsTIV reports whether the lines before a header speak of SIPRI's data.
func mentionsTIV(preamble []string) bool {
	for _, line := range preamble {
		if strings.Contains(line, "SIPRI") || strings.Contains(line, "TIV") || strings.Contains(line, "trend-indicator") {
			return true
		}
	}
	return false
}

// bare keeps the letters and digits of a column's name, in lower case.
func bare(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
}
