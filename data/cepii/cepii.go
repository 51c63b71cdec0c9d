package cepii

import (
	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
)

// Tokens of the formats, as Recognize and Release.Format have them.
const (
	TokenBACI             = "cepii-baci"
	TokenCountries        = "cepii-baci-countries"
	TokenProducts         = "cepii-baci-products"
	TokenDist             = "cepii-dist"
	TokenGeo              = "cepii-geo"
	TokenGravity          = "cepii-gravity"
	TokenGravityCountries = "cepii-gravity-countries"
)

// licence is what CEPII's pages say of its databases.
const licence = "Etalab Open Licence 2.0: free to use with the source named"

// Recognize reports which format of CEPII a file is in, by its content.
func Recognize(f *file.File) (format string, ok bool) {
	if f.Kind() != file.Text {
		return "", false
	}
	if b := (&baci{f: f}); b.readHeader() == nil {
		return TokenBACI, true
	}
	found, _, err := recognizeTable(f)
	if err != nil {
		return "", false
	}
	return found.token, true
}

// Open opens a file of CEPII in any of its formats. [OpenBACI] and [ReadTable]
// take more options.
func Open(f *file.File, o data.ReadOptions) (*data.Reading, error) {
	if b := (&baci{f: f}); f.Kind() == file.Text && b.readHeader() == nil {
		return OpenBACI(f, BACIOptions{ReadOptions: o})
	}
	return ReadTable(f, TableOptions{ReadOptions: o})
}
