package worldbank

import (
	"errors"
	"iter"
	"strings"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
	"github.com/periplus-data/periplus/data/place"
)

// Tokens of the formats, as Recognize and Release.Format have them.
const (
	TokenWDI            = "worldbank-wdi"             // indicators, a column for each year
	TokenDataBank       = "worldbank-databank"        // the same as DataBank exports them
	TokenWITS           = "worldbank-wits"            // trade, a row for each flow
	TokenWITSPartner    = "worldbank-wits-partner"    // trade, exports and imports in one row
	TokenWITSTimeseries = "worldbank-wits-timeseries" // trade, a column for each year
)

// searched is how many records may stand before the header.
const searched = 40

// layout is a header that a reader understands.
type layout interface {
	token() string
	// read yields the flows of the records below the header.
	read(r *reader)
}

// Recognize reports which format of the World Bank a file is in, by its
// content.
func Recognize(f *file.File) (format string, ok bool) {
	l, _, err := find(f)
	if err != nil {
		return "", false
	}
	return l.token(), true
}

// header is where a layout was found, and what stands before it.
type header struct {
	in       source
	line     int
	cells    []string
	preamble [][]string
}

// find looks for a header.
func find(f *file.File) (layout, header, error) {
	no := &data.ParseError{File: f.Name, Err: errors.New("this is no file of the World Bank that periplus knows: no line has the columns of WDI, DataBank or WITS")}
	tables, err := sources(f)
	if err != nil {
		return nil, header{}, err
	}
	for _, in := range tables {
		l, h, err := findIn(in)
		if l != nil || err != nil {
			return l, h, err
		}
	}
	return nil, header{}, no
}

// findIn looks for a header in one table; the layout is nil where it has none.
func findIn(in source) (layout, header, error) {
	h := header{in: in}
	for rec, err := range in.rows() {
		if err != nil {
			return nil, header{}, err
		}
		cells := make([]string, len(rec.Cells))
		for i, c := range rec.Cells {
			cells[i] = strings.TrimSpace(strings.Clone(c))
		}
		h.line, h.cells = rec.Line, cells
		for _, try := range []func([]string) (layout, error){newIndicators, newTrade, newPartners, newTimeseries} {
			l, err := try(cells)
			if err != nil {
				return nil, header{}, &data.ParseError{File: in.f.Name, Line: rec.Line, Err: err}
			}
			if l != nil {
				return l, h, nil
			}
		}
		if h.preamble = append(h.preamble, cells); len(h.preamble) == searched {
			break
		}
	}
	return nil, header{}, nil
}

// Open opens a file of the World Bank in any of its formats. Account, warnings
// and coverage of the reading are complete when its flows have ended.
func Open(f *file.File, o data.ReadOptions) (*data.Reading, error) {
	l, h, err := find(f)
	if err != nil {
		return nil, err
	}
	out := &data.Reading{Release: data.Release{
		Format: l.token(), Publisher: "World Bank", Licence: "CC BY 4.0: free to use with the source named", File: f.Name, Bytes: f.Size,
	}}
	if out.Release.SHA256, err = f.SHA256(); err != nil {
		return nil, err
	}
	switch l := l.(type) {
	case *indicators:
		err = l.identify(h, &out.Release)
		out.Account.Of = "cells"
	case *timeseries:
		identifyTrade(&out.Release)
		out.Account.Of = "cells"
	case *partners:
		identifyTrade(&out.Release)
		out.Account.Of = "cells"
	default:
		identifyTrade(&out.Release)
		out.Account.Of = "rows"
	}
	if err != nil {
		return nil, err
	}
	out.Release.ID = data.NewReleaseID(l.token(), out.Release.Vintage)
	out.Flows = flows(f, l, h, o, out)
	return out, nil
}

// flows returns the flows of a file.
func flows(f *file.File, l layout, h header, o data.ReadOptions, out *data.Reading) iter.Seq2[data.Flow, error] {
	return func(yield func(data.Flow, error) bool) {
		r := &reader{f: f, h: h, o: o, out: out, yield: yield, problems: data.Problems{File: f.Name}, going: true,
			places: map[placeKey]place.Place{}, groups: map[string]bool{}, codes: map[string]*years{}, stated: newStated()}
		out.Account = data.Account{Of: out.Account.Of}
		out.Warnings = nil
		l.read(r)
		if !r.going {
			return
		}
		if err := r.problems.Err(); err != nil {
			yield(data.Flow{}, err)
			return
		}
		r.complete()
	}
}
