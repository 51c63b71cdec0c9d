package cepii

import (
	"slices"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
)

// Country is one line of the list of countries that comes with BACI.
type Country struct {
	Place    string // place code; "" where none is known
	Code     string // number in BACI
	Name     string // short, in English
	FullName string // "" in vintages from 2024
	ISO2     string // "" for areas without one
	ISO3     string
}

// ReadCountries reads the list of countries that comes with BACI, in the order
// of the file.
func ReadCountries(f *file.File) ([]Country, error) {
	var out []Country
	err := eachCells(f, TokenCountries, []string{"place", "code", "name", "name_full", "iso2", "iso3"}, func(c []string) {
		out = append(out, Country{Place: c[0], Code: c[1], Name: c[2], FullName: c[3], ISO2: c[4], ISO3: c[5]})
	})
	return out, err
}

// Product is one line of the list of products that comes with BACI.
type Product struct {
	Code        string // six digits with the leading zero, or 9999AA
	Description string // in English
}

// ReadProducts reads the list of products that comes with BACI, in the order of
// the file.
func ReadProducts(f *file.File) ([]Product, error) {
	var out []Product
	err := eachCells(f, TokenProducts, []string{"code", "description"}, func(c []string) { out = append(out, Product{c[0], c[1]}) })
	return out, err
}

// eachCells gives the cells of the named columns of each row; a column that the
// file does not have is empty.
func eachCells(f *file.File, token string, names []string, use func([]string)) error {
	t, err := newTableReader(f, TableOptions{})
	if err != nil {
		return err
	}
	if t.format.token != token {
		return &data.ParseError{File: f.Name, Err: errorText("this is a file in the format " + t.format.token + ", not " + token)}
	}
	columns := t.output()
	for row, err := range t.rows() {
		if err != nil {
			return err
		}
		cells := make([]string, len(names))
		for i, name := range names {
			if at := slices.IndexFunc(columns, func(c data.Column) bool { return c.Name == name }); at >= 0 {
				cells[i] = row[at]
			}
		}
		use(cells)
	}
	return nil
}
