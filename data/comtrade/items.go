package comtrade

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/periplus-data/periplus/data"
)

// Missing lists the marks that stand for no value in columns of quantities,
// weights and values: nothing (null in JSON), and the NA of R. Anything else
// that is no number is an error. A code is never missing.
var Missing = []string{"", "NA"}

// flowCodes gives the flow of each code and word of the provider.
var flowCodes = map[string]data.FlowCode{
	"m": data.Import, "1": data.Import, "import": data.Import, "imports": data.Import,
	"x": data.Export, "2": data.Export, "export": data.Export, "exports": data.Export,
	"rx": data.ReExport, "3": data.ReExport, "reexport": data.ReExport, "reexports": data.ReExport,
	"rm": data.ReImport, "4": data.ReImport, "reimport": data.ReImport, "reimports": data.ReImport,
	"dx": data.DomesticExport, "domesticexport": data.DomesticExport, "domesticexports": data.DomesticExport,
}

// partialFlows are the codes for parts of imports and exports that a flow does
// not keep: they are inside M or X already.
var partialFlows = map[string]string{
	"fm": "foreign imports (FM), a part of M", "foreignimport": "foreign imports (FM), a part of M",
	"mip": "imports for inward processing (MIP), a part of M",
	"mop": "imports after outward processing (MOP), a part of M",
	"xip": "exports after inward processing (XIP), a part of X",
	"xop": "exports for outward processing (XOP), a part of X",
}

// flowCode reads the flow of a row. drop says why a flow is left out.
func flowCode(s string) (code data.FlowCode, drop string, err error) {
	key := fold(s)
	if c, ok := flowCodes[key]; ok {
		return c, "", nil
	}
	if why, ok := partialFlows[key]; ok {
		return "", why, nil
	}
	return "", "", fmt.Errorf("unknown trade flow %q; UN Comtrade writes X, M, DX, RX, RM, FM, MIP, MOP, XIP, XOP, or in older files 1 import, 2 export, 3 re-export, 4 re-import", clip(s))
}

// unitCodes are the quantity units of UN Comtrade that its files write as a
// number. −1 and 1 are "no quantity".
var unitCodes = map[string]string{
	"-1": "", "1": "", "2": "m²", "3": "1000 kWh", "4": "m", "5": "u", "6": "2u", "7": "l", "8": "kg",
	"9": "1000u", "10": "u (jeu/pack)", "11": "12u", "12": "m³", "13": "carat",
}

// unitNames give the units by the words of older files.
var unitNames = map[string]string{
	"": "", "na": "", "noquantity": "", "numberofitems": "u", "u": "u", "weightinkilograms": "kg", "kg": "kg",
	"volumeinliters": "l", "volumeinlitres": "l", "l": "l", "areainsquaremetres": "m²", "areainsquaremeters": "m²", "m": "m",
	"lengthinmetres": "m", "lengthinmeters": "m", "volumeincubicmeters": "m³", "volumeincubicmetres": "m³",
	"numberofpairs": "2u", "2u": "2u", "dozenofitems": "12u", "12u": "12u", "thousandsofitems": "1000u", "thousandofitems": "1000u",
	"1000u": "1000u", "weightincarats": "carat", "carat": "carat", "carats": "carat", "numberofpackages": "u (jeu/pack)",
	"electricalenergyinthousandsofkilowatthours": "1000 kWh", "1000kwh": "1000 kWh",
}

// unit returns the unit of the quantity, "" for none. A code that is not in
// the table keeps the abbreviation that the file has beside it, or the code.
func unit(code, name string) string {
	code, _ = cutWhole(code)
	if u, ok := unitCodes[code]; ok {
		return u
	}
	if code == "" {
		// The abbreviations m² and m³ fold to m, as does the metre.
		switch strings.TrimSpace(name) {
		case "m²", "m2":
			return "m²"
		case "m³", "m3":
			return "m³"
		}
		if u, ok := unitNames[fold(name)]; ok {
			return u
		}
		return name
	}
	if name != "" && name != "N/A" {
		return name
	}
	return "Comtrade:" + code
}

// number reads a quantity or a value; a mark of Missing is none.
func number(s string) (data.Decimal, error) {
	if slices.Contains(Missing, s) {
		return data.Decimal{}, nil
	}
	return data.ParseDecimal(s)
}

// flag reads a yes or no. No mark at all is no.
func flag(s string) (bool, error) {
	switch s {
	case "", "0", "false", "False", "FALSE", "NA":
		return false, nil
	case "1", "true", "True", "TRUE":
		return true, nil
	}
	return false, fmt.Errorf("cannot read %q as yes or no; write true or false", clip(s))
}

// firstYear bounds years: a number far outside is no year.
const firstYear, lastYear = 1900, 2199

// period reads the period of a row from what the layout has: period as 2018 or
// 201801, or year and month, where month 52 is the whole year.
func period(text, year, month, frequency string) (data.Date, error) {
	var d data.Date
	text, _ = cutWhole(text)
	year, _ = cutWhole(year)
	month, _ = cutWhole(month)
	switch {
	case text == "" && year == "":
		return d, fmt.Errorf("is empty; write a year or a month, as 2018 or 201801")
	case text != "" && !isDigits(text) || len(text) != 0 && len(text) != 4 && len(text) != 6:
		return d, fmt.Errorf("cannot read %q as a period; write a year or a month, as 2018 or 201801", clip(text))
	case year != "" && (!isDigits(year) || len(year) != 4):
		return d, fmt.Errorf("cannot read the year %q; write four digits", clip(year))
	case text != "" && year != "" && text[:4] != year:
		return d, fmt.Errorf("the period %s is not in the year %s", text, year)
	}
	if text == "" {
		text = year
		if m, err := strconv.Atoi(month); err == nil && m >= 1 && m <= 12 && frequency != "A" {
			text += fmt.Sprintf("%02d", m)
		}
	}
	d.Year, _ = strconv.Atoi(text[:4])
	if len(text) == 6 {
		if d.Month, _ = strconv.Atoi(text[4:]); d.Month < 1 || d.Month > 12 {
			return data.Date{}, fmt.Errorf("the period %s has no month from 01 to 12", text)
		}
	}
	switch {
	case d.Year < firstYear || d.Year > lastYear:
		return data.Date{}, fmt.Errorf("the year %d is not between %d and %d", d.Year, firstYear, lastYear)
	case frequency == "A" && d.Month > 0 || frequency == "M" && d.Month == 0:
		return data.Date{}, fmt.Errorf("the period %s does not fit the frequency %s", text, frequency)
	}
	return d, nil
}

// valuation tells the price basis from which of the two values the primary one
// equals; where both do or neither is stated, imports are CIF and exports FOB,
// as the provider takes the primary value. differs reports that values are
// stated and the primary one is none of them.
func valuation(f data.FlowCode, cif, fob, primary data.Decimal) (v data.Valuation, differs bool) {
	usual := data.FOB
	if f == data.Import || f == data.ReImport {
		usual = data.CIF
	}
	isCIF, isFOB := cif.IsSet() && cif == primary, fob.IsSet() && fob == primary
	switch {
	case isCIF && !isFOB:
		return data.CIF, false
	case isFOB && !isCIF:
		return data.FOB, false
	case isCIF && isFOB || !cif.IsSet() && !fob.IsSet():
		return usual, false
	case !fob.IsSet():
		return data.CIF, true
	case !cif.IsSet():
		return data.FOB, true
	}
	return "", true
}
