// Package detect finds out which reader reads a file, by the file's content
// alone, and opens it.
package detect

import (
	"errors"
	"fmt"
	"strings"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/cepii"
	"github.com/periplus-data/periplus/data/comtrade"
	"github.com/periplus-data/periplus/data/file"
	"github.com/periplus-data/periplus/data/sipri"
	"github.com/periplus-data/periplus/data/tidy"
	"github.com/periplus-data/periplus/data/worldbank"
)

// Family is the formats of one provider.
type Family struct {
	// Token begins the token of each of its formats, as "sipri".
	Token string
	// Holds says in a few words what is recognised, for messages and help.
	Holds string
	// Recognize returns the token of the format that a file has, by its content.
	Recognize func(*file.File) (format string, ok bool)
	// Open opens a file that Recognize knows.
	Open func(*file.File, data.ReadOptions) (*data.Reading, error)
}

// Families lists every family, in the order in which they are tried.
var Families = []Family{
	{"flows", "flows that periplus wrote (CSV, Parquet, XLSX)", tidy.RecognizeFlows, tidy.OpenFlows},
	{"sipri", "SIPRI: trade registers, TIV tables, country codes (CSV, JSON)", sipri.Recognize, sipri.Open},
	{"comtrade", "UN Comtrade: classic and new CSV, bulk files, extracts, API replies, reference lists", comtrade.Recognize, comtrade.Open},
	{"cepii", "CEPII: BACI with its code lists, dist_cepii, geo_cepii, Gravity", cepii.Recognize, cepii.Open},
	{"worldbank", "World Bank: WDI, DataBank, WITS", worldbank.Recognize, worldbank.Open},
}

// Options say how a file is opened.
type Options struct {
	File file.Options
	Read data.ReadOptions
	// Mapping reads the file by what it says, instead of recognising it.
	Mapping *tidy.Mapping
}

// ErrUnknown says that no reader recognises a file.
var ErrUnknown = errors.New("is in no format that periplus knows")

// Opened is a file with its reader. Close releases the file, after the reading
// has ended.
type Opened struct {
	*data.Reading
	File *file.File
}

// Close releases the file.
func (o *Opened) Close() error { return o.File.Close() }

// Open opens the file at path with the reader that recognises it, or by the
// mapping of the options. The error of a file that nobody recognises is
// ErrUnknown; it lists what would be, and quotes how the file begins.
func Open(path string, o Options) (*Opened, error) {
	f, err := file.Open(path, o.File)
	if err != nil {
		return nil, err
	}
	return OpenFile(f, o)
}

// OpenFile is Open for a file that is open already, as standard input. It
// closes f where it returns an error.
func OpenFile(f *file.File, o Options) (*Opened, error) {
	reading, err := open(f, o)
	if err != nil {
		f.Close()
		return nil, err
	}
	return &Opened{reading, f}, nil
}

func open(f *file.File, o Options) (*data.Reading, error) {
	if o.Mapping != nil {
		return tidy.Open(f, o.Mapping, o.Read)
	}
	if family, _, ok := Recognize(f); ok {
		return family.Open(f, o.Read)
	}
	return nil, unknown(f)
}

// Recognize returns the family and the token of the format that a file has.
func Recognize(f *file.File) (family Family, format string, ok bool) {
	for _, family := range Families {
		if format, ok := family.Recognize(f); ok {
			return family, format, true
		}
	}
	return Family{}, "", false
}

func unknown(f *file.File) error {
	var known []string
	for _, family := range Families {
		known = append(known, "  "+family.Holds)
	}
	begins := ""
	if line := firstLine(f.Head()); line != "" {
		begins = fmt.Sprintf(" (it begins with %q)", line)
	}
	if f.Kind() == file.XLSX { // what providers hand out as CSV, saved by a spreadsheet
		begins = " (it is a workbook; save its sheet as CSV UTF-8, which is what most of these are read from)"
	}
	return &data.ParseError{File: f.Name, Err: fmt.Errorf("%w%s; it knows\n%s\nfor any other table write a mapping file and name it with --mapping", ErrUnknown, begins, strings.Join(known, "\n"))}
}

// firstLine returns the beginning of the first line that has text.
func firstLine(head string) string {
	for line := range strings.Lines(head) {
		if line = strings.TrimSpace(line); line != "" {
			if r := []rune(line); len(r) > 60 {
				return string(r[:60]) + "…"
			}
			return line
		}
	}
	return ""
}

// Record is a file that answers questions about its flows. Close releases the
// file, when no more are asked.
type Record struct {
	data.Record
	Reading *data.Reading // with format, account and warnings; its flows are read
	close   func() error
}

// Close releases the file.
func (r *Record) Close() error { return r.close() }

// OpenRecord opens a file as a record. BACI, whose files have millions of rows,
// is streamed for each question; everything else is read into memory.
func OpenRecord(f *file.File, o Options) (*Record, error) {
	if _, format, ok := Recognize(f); ok && format == cepii.TokenBACI && o.Mapping == nil {
		return streamed(f, o)
	}
	opened, err := OpenFile(f, o)
	if err != nil {
		return nil, err
	}
	p, err := opened.Panel()
	if closing := opened.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return nil, err
	}
	return &Record{p, &data.Reading{Release: p.Release, Account: p.Account, Warnings: p.Warnings}, func() error { return nil }}, nil
}

func streamed(f *file.File, o Options) (*Record, error) {
	r, err := cepii.NewRecord(f, cepii.BACIOptions{ReadOptions: o.Read})
	if err == nil {
		reading := &data.Reading{}
		if reading.Account, reading.Warnings, err = r.Account(); err == nil {
			// The rest, with the hash that takes as long as a question, is in
			// Describe.
			reading.Release = data.Release{Format: cepii.TokenBACI, File: f.Name}
			return &Record{r, reading, f.Close}, nil
		}
	}
	f.Close()
	return nil, err
}

// Panel reads all flows of the file at path into memory.
func Panel(path string, o Options) (*data.Panel, error) {
	opened, err := Open(path, o)
	if err != nil {
		return nil, err
	}
	defer opened.Close()
	return opened.Panel()
}
