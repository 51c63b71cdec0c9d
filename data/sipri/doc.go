// Package sipri reads what the Stockholm International Peace Research
// Institute (SIPRI) hands out from its Arms Transfers Database, and what users
// re-save from it.
//
// A file is recognised by its content alone, and one reader serves all
// vintages of a format:
//
//   - sipri-register-classic: the trade register with one row a deal. See
//     [ReadRegister].
//   - sipri-register-new: the register with one row for each delivery year of a
//     deal, also where it was called DealsAndTIVs and says Seller and Buyer.
//   - sipri-tiv-table: the tables of trend-indicator values (TIV) with one
//     column a year, of both generations: imports by recipient, exports by
//     supplier, by category, and of one supplier or recipient. See [ReadTable].
//   - sipri-panel: a tidy panel of supplier, recipient, year and TIV.
//   - sipri-country-codes: SIPRI's own codes of places, a reference table.
//
// The database's own reply, a JSON object that holds one of these as text or
// in base64, is read as what it holds.
//
// What changes when people save a file again is read as well: lines before the
// header that are gone, another delimiter, quotes, a byte order mark, `;` at
// the ends of lines, names of columns as R and pandas rewrite them.
//
// TIV measures the volume of arms delivered, not money; a year alone says
// little, and SIPRI compares windows of five years. docs/methods/sipri.md says
// more.
//
// # Missing values
//
// [MissingMarks] lists what stands for no value in each format. Any other cell
// that cannot be read is an error with file, line, column and value.
package sipri

// MissingMarks lists, for each format, the cells that stand for no value,
// without the blanks around them. In every format of SIPRI an empty cell means
// that nothing was identified, which is not 0: a cell 0 is a volume under half
// a million. NA is what R writes for an empty cell; SIPRI writes no such name
// or number.
var MissingMarks = map[string][]string{
	FormatClassic: {"", "NA"},
	FormatNew:     {"", "NA"},
	FormatTable:   {"", "NA"},
	FormatPanel:   {"", "NA"},
	FormatCodes:   {""},
}

// isMissing reports whether a trimmed cell stands for no value.
func isMissing(cell string) bool { return cell == "" || cell == "NA" }
