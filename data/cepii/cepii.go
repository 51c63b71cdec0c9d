package cepii

import (
	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
)

// Tokens of the formats, as Recognize and Release.Format have them.
const (
	TokenBACI = "cepii-baci"
)

// Recognize reports which format of CEPII a file is in, by its content.
func Recognize(f *file.File) (format string, ok bool) {
	b := &baci{f: f}
	if f.Kind() == file.Text && b.readHeader() == nil {
		return TokenBACI, true
	}
	return "", false
}

// Open opens a file of CEPII.
func Open(f *file.File, o data.ReadOptions) (*data.Reading, error) {
	return OpenBACI(f, BACIOptions{ReadOptions: o})
}
