package sipri

import (
	"errors"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
)

// The formats of SIPRI.
const (
	FormatClassic = "sipri-register-classic" // trade register, one row a deal
	FormatNew     = "sipri-register-new"     // trade register, one row a delivery year
	FormatTable   = "sipri-tiv-table"        // TIV, one column a year
	FormatPanel   = "sipri-panel"            // tidy panel of supplier, recipient, year and TIV
	FormatCodes   = "sipri-country-codes"    // SIPRI's codes of places
)

// errUnknownFormat says that a file is none of SIPRI's.
var errUnknownFormat = errors.New("is no file of the SIPRI Arms Transfers Database that is known: no line has the columns of a trade register, a TIV table, a panel or the country codes")

// Recognize returns the format of a file of SIPRI, by its content alone.
func Recognize(f *file.File) (format string, ok bool) {
	head := f.Head()
	switch f.Kind() {
	case file.JSON:
		text, ok := replyHead(head)
		if !ok {
			return "", false
		}
		head = text
	case file.Text:
	default:
		return "", false
	}
	l, ok := findLayout(lineFeeds(head))
	if !ok {
		return "", false
	}
	return l.format, true
}

// open loads a file, out of a reply of the database too, and finds its layout.
func open(f *file.File) (string, *layout, error) {
	var text string
	var err error
	switch f.Kind() {
	case file.JSON:
		text, err = readReply(f)
	case file.Text:
		text, err = load(f)
	default:
		err = &data.ParseError{File: f.Name, Err: errUnknownFormat}
	}
	if err != nil {
		return "", nil, err
	}
	l, ok := findLayout(text)
	if !ok {
		return "", nil, &data.ParseError{File: f.Name, Err: errUnknownFormat}
	}
	return text, l, nil
}

// Open reads a file of SIPRI of any format. What cannot be read is in the
// error of Open itself; the flows that the reading yields carry none.
func Open(f *file.File, o data.ReadOptions) (*data.Reading, error) {
	text, l, err := open(f)
	if err != nil {
		return nil, err
	}
	switch l.format {
	case FormatClassic, FormatNew:
		reg, err := readRegister(f, text, l, o)
		if err != nil {
			return nil, err
		}
		return &data.Reading{Release: reg.Release, Account: reg.Account, Warnings: reg.Warnings, Flows: reg.Flows()}, nil
	case FormatTable:
		t, err := readTable(f, text, l, TableOptions{ReadOptions: o})
		if err != nil {
			return nil, err
		}
		return &data.Reading{Release: t.Release, Account: t.Account, Warnings: t.Warnings, Flows: t.All()}, nil
	case FormatPanel:
		return openPanel(f, text, l, o)
	}
	return openCodes(f, text, l, o)
}
