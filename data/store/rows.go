package store

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/periplus-data/periplus/data"
)

// errEnough ends a scan that has all the rows it was asked for.
var errEnough = errors.New("enough rows")

// Rows returns the selected flows as data.Record says. A record of several
// entries numbers the lines of each in its own file.
func (r *Record) Rows(ctx context.Context, sel data.Selection, limit int) ([]data.Flow, error) {
	parts, done, err := open(r.paths)
	if err != nil {
		return nil, err
	}
	defer done()
	var out []data.Flow
	for i := range r.paths {
		var of []data.Flow
		err := inOrder(ctx, r.threads, ofFile(parts, i), func() func(part) ([]data.Flow, error) {
			s := &scan{q: data.Query{Where: sel}}
			return s.rows
		}, func(flows []data.Flow) error {
			of = append(of, flows...)
			if limit > 0 && len(of) >= limit {
				return errEnough
			}
			return nil
		})
		if err != nil && !errors.Is(err, errEnough) {
			return nil, err
		}
		out = append(out, of...)
	}
	if len(r.entries) > 1 {
		slices.SortStableFunc(out, data.CompareFlows)
	}
	if limit > 0 && len(out) > limit {
		out = out[:limit:limit]
	}
	return out, nil
}

// ofFile returns the parts of one file.
func ofFile(parts []part, file int) (out []part) {
	for _, p := range parts {
		if p.file == file {
			out = append(out, p)
		}
	}
	return out
}

// rows returns the selected rows of a row group.
func (s *scan) rows(p part) ([]data.Flow, error) {
	if some, err := s.open(p); err != nil || !some {
		return nil, err
	}
	var selected []int
	for row, k := range s.keys {
		if s.slot(k).selected {
			selected = append(selected, row)
		}
	}
	if len(selected) == 0 {
		return nil, nil
	}
	return p.flows(selected)
}

// flows reads some rows of a row group whole.
func (p part) flows(selected []int) ([]data.Flow, error) {
	out := make([]data.Flow, len(selected))
	for _, column := range textSetters {
		texts, err := p.reader.vocabulary(p.group, column.name)
		if err != nil {
			return nil, err
		}
		from, i := 0, 0 // the first row of the page, and the next one that is selected
		err = p.reader.words(p.group, column.name, func(words []int32) error {
			for ; i < len(selected) && selected[i] < from+len(words); i++ {
				w := words[selected[i]-from]
				if uint(w) >= uint(len(texts)) {
					return p.reader.uneven(column.name)
				}
				column.set(&out[i], texts[w])
			}
			from += len(words)
			return nil
		})
		if err != nil {
			return nil, err
		}
		if i < len(selected) {
			return nil, p.reader.uneven(column.name)
		}
	}
	var value, quantity numbers
	for column, n := range map[string]*numbers{"value": &value, "quantity": &quantity} {
		if err := p.reader.decimals(p.group, column, n); err != nil {
			return nil, err
		}
		if err := p.reader.checkRange(column, n); err != nil {
			return nil, err
		}
	}
	lines, parts, err := p.reader.records(p.group)
	if err != nil {
		return nil, err
	}
	if value.len() != len(lines) || quantity.len() != len(lines) {
		return nil, fmt.Errorf("%s: its columns differ in length", p.reader.file.Name())
	}
	for i, row := range selected {
		f := &out[i]
		f.Value, f.Quantity, f.Line, f.Parts = value.at(row), quantity.at(row), int(lines[row]), int(parts[row])
	}
	return out, nil
}

// textSetter writes the text of a column into a flow.
type textSetter struct {
	name string
	set  func(*data.Flow, string)
}

// textSetters are all columns of text.
var textSetters = func() []textSetter {
	out := []textSetter{
		{"quantity_unit", func(f *data.Flow, text string) { f.QuantityUnit = text }},
		{"flag", func(f *data.Flow, text string) { f.Flag = text }},
		{"source", func(f *data.Flow, text string) { f.Source = text }},
	}
	for _, k := range keyColumns {
		out = append(out, textSetter{k.name, k.set})
	}
	return out
}()
