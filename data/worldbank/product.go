package worldbank

import (
	"strings"

	"github.com/periplus-data/periplus/data"
)

// ProductGroups is the classification of WITS's own groups of products.
const ProductGroups = "WITS"

// product reads the product with its classification. A code of the Harmonized
// System has 2, 4 or 6 digits, so that an odd number of them has lost its
// leading zero.
func (r record) product() (code, classification string, restored bool, err error) {
	code, classification = r.text("product"), strings.ToUpper(r.text("nomenclature"))
	if classification == "" {
		classification = "HS"
	}
	if code == "" {
		if code = r.text("group"); code == "" {
			return "", "", false, r.errorf("product", "the product is missing")
		}
		classification = ProductGroups
	}
	if strings.EqualFold(code, data.AllProducts) || strings.EqualFold(code, "All Products") {
		return data.AllProducts, classification, false, nil
	}
	if isHS(classification) {
		if strings.Trim(code, "0123456789") != "" && !isOther(code) || len(code) > 6 {
			return "", "", false, r.errorf("product", "%q is no code of the Harmonized System, which has two, four or six digits", clip(code))
		}
		if len(code)%2 == 1 {
			return "0" + code, classification, true, nil
		}
	}
	return strings.Clone(code), strings.Clone(classification), false, nil
}

// isHS reports whether a nomenclature is the Harmonized System: as reported,
// or in a revision.
func isHS(s string) bool {
	return s == "HS" || len(s) == 2 && s[0] == 'H' && s[1] >= '0' && s[1] <= '9'
}

// isOther reports whether a code is one that UN Comtrade adds to the Harmonized
// System, as 9999AA.
func isOther(code string) bool {
	return len(code) == 6 && strings.Trim(code[:4], "0123456789") == "" && strings.Trim(code[4:], "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// quantityUnits are the units of quantities as WITS writes them, squeezed.
var quantityUnits = map[string]string{
	"kg": "kg", "weightinkilograms": "kg", "numberofitems": "u", "items": "u", "item": "u", "litres": "l", "liters": "l", "l": "l",
	"squaremetres": "m2", "m2": "m2", "m": "m2", "cubicmetres": "m3", "m3": "m3", "metres": "m", "numberofpairs": "2u", "pairs": "2u",
	"carats": "carat", "carat": "carat", "thousandsofitems": "1000u", "dozenofitems": "12u", "numberofpackages": "packages",
	"electricalenergyinthousandsofkilowatthours": "1000 kWh", "1000kwh": "1000 kWh",
}

// quantity reads the quantity, or the net weight where there is no other.
func (r record) quantity() (data.Decimal, string, error) {
	unit := r.text("quantity unit")
	if text := r.text("quantity"); text != "" && squeeze(unit) != "noquantity" && squeeze(unit) != "na" {
		q, _, err := number(text, 0)
		if err != nil {
			return q, "", r.errorf("quantity", "%w", err)
		}
		if known, ok := quantityUnits[squeeze(unit)]; ok {
			unit = known
		}
		if unit == "" && q.Sign() != 0 {
			return q, "", r.errorf("quantity", "the quantity %s has no unit", q)
		}
		if unit != "" {
			return q, strings.Clone(unit), nil
		}
	}
	text := r.text("weight")
	if text == "" {
		return data.Decimal{}, "", nil
	}
	q, _, err := number(text, 0)
	if err != nil {
		return q, "", r.errorf("weight", "%w", err)
	}
	return q, "kg", nil
}
