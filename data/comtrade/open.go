package comtrade

import (
	"fmt"
	"strings"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
)

// The formats that Recognize finds.
const (
	FormatCSV   = "comtrade-csv"   // rows of trade, in any generation of columns
	FormatJSON  = "comtrade-json"  // a reply of the API
	FormatCodes = "comtrade-codes" // a reference table of codes
)

const (
	publisher = "United Nations Statistics Division"
	title     = "UN Comtrade"
	licence   = "UN Comtrade's policy on use and re-dissemination: free for internal use with citation; passing data on needs permission beyond small extracts"
)

// Recognize reports by its content alone whether a file is UN Comtrade's, and
// in which format.
func Recognize(f *file.File) (format string, ok bool) {
	switch f.Kind() {
	case file.JSON:
		if isReply(f.Head()) {
			return FormatJSON, true
		}
	case file.Text:
		n := 0
		for rec, err := range f.Records(file.Dialect{}) {
			if err != nil {
				break
			}
			if _, ok, _ := newHeader(rec.Cells); ok {
				return FormatCSV, true
			}
			if n == 0 && codesOf(rec.Cells) != nil {
				return FormatCodes, true
			}
			if n++; n >= headerWithin {
				break
			}
		}
	}
	return "", false
}

// isReply reports whether the head of a JSON file is a reply of API v1, one of
// the classic API, or rows of either.
func isReply(head string) bool {
	has := func(key string) bool { return strings.Contains(head, `"`+key+`"`) }
	switch {
	case has("elapsedTime") && has("count"), has("validation") && has("dataset"):
		return true
	case has("cmdCode") && (has("primaryValue") || has("TradeValue")), has("cmd_code") && has("primary_value"):
		return true
	}
	return has("statusCode") && has("message")
}

// Open opens a file of UN Comtrade. Its flows come in the order of the file,
// but for rows that are parts without a row for their total: those come last.
func Open(f *file.File, o data.ReadOptions) (*data.Reading, error) {
	format, ok := Recognize(f)
	if !ok {
		return nil, &data.ParseError{File: f.Name, Err: fmt.Errorf("is not a file of UN Comtrade: there is no header with cmdCode and primaryValue, or Commodity Code and Trade Value (US$)")}
	}
	hash, err := f.SHA256()
	if err != nil {
		return nil, err
	}
	reading := &data.Reading{
		Release: data.Release{ID: data.NewReleaseID(format, hash[:8]), Format: format, Publisher: publisher, Title: title, Licence: licence,
			File: f.Name, SHA256: hash, Bytes: f.Size},
		Account: data.Account{Of: "rows"},
	}
	if format == FormatCodes {
		reading.Release.Title = "UN Comtrade reference table"
		reading.Table = func() (data.Table, error) { return readCodes(f, reading) }
		return reading, nil
	}
	reading.Release.Unit = data.USD
	reading.Release.Notes = []string{
		"values are in US dollars of the year, as the reporter states them; the partner's figure for the same trade differs",
		"exports include re-exports and imports include re-imports; imports are mostly CIF and exports FOB",
	}
	records := readCSV
	if format == FormatJSON {
		records = readJSON
	}
	reading.Flows = newReader(f, o, reading, records).flows
	return reading, nil
}
