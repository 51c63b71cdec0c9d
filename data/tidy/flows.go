package tidy

import (
	"errors"
	"fmt"
	"slices"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
)

// FlowsFormat is the token of a file that WriteFlows wrote.
const FlowsFormat = "flows"

// flowNames are the names of data.FlowColumns.
var flowNames = func() []string {
	var names []string
	for _, c := range data.FlowColumns() {
		names = append(names, c.Name)
	}
	return names
}()

// RecognizeFlows reports whether a file holds flows as WriteFlows writes them:
// its columns are data.FlowColumns, in their order.
func RecognizeFlows(f *file.File) (format string, ok bool) {
	if f.Kind() == file.JSON {
		return "", false
	}
	g, err := openGrid(f, "", ',')
	if err != nil {
		return "", false
	}
	names := g.names
	if names == nil {
		for row, err := range g.rows {
			if err == nil {
				names = row.cells
			}
			break
		}
	}
	return FlowsFormat, slices.Equal(names, flowNames)
}

// OpenFlows opens a file that WriteFlows wrote. Nothing is lost: its flows are
// those that were written. Parquet and XLSX files also say what release they
// are from; of a CSV the rows alone tell its id.
func OpenFlows(f *file.File, o data.ReadOptions) (*data.Reading, error) {
	g, err := openGrid(f, "", ',')
	if err != nil {
		return nil, err
	}
	sum, err := f.SHA256()
	if err != nil {
		return nil, err
	}
	release, err := storedRelease(f)
	if err != nil {
		return nil, err
	}
	release.Format, release.File, release.SHA256, release.Bytes = FlowsFormat, f.Name, sum, f.Size
	r := &flowReader{g: g, o: o, out: &data.Reading{Release: release}, problems: data.Problems{File: g.name}}
	r.out.Account.Of = "rows"
	if r.out.Release.ID == "" {
		r.out.Release.ID = r.firstSource()
	}
	r.out.Flows = r.flows
	return r.out, nil
}

// flowReader turns rows of flow columns into flows.
type flowReader struct {
	g        *grid
	o        data.ReadOptions
	out      *data.Reading
	problems data.Problems
	others   int // rows of another release
	line     int // the first of them
}

// firstSource returns the release of the first flow.
func (r *flowReader) firstSource() string {
	at := slices.Index(flowNames, "source")
	n := 0
	for row, err := range r.g.rows {
		if err != nil {
			break
		}
		if n++; (n > 1 || r.g.names != nil) && at < len(row.cells) {
			return row.cells[at]
		}
	}
	return ""
}

func (r *flowReader) flows(yield func(data.Flow, error) bool) {
	header := r.g.names == nil
	a := &r.out.Account
	for row, err := range r.g.rows {
		if err == nil && header {
			header = false
			continue
		}
		a.Read++
		var f data.Flow
		if err == nil {
			f, err = r.flow(row)
		}
		if err != nil {
			if last := !r.reject(err); last {
				break
			}
			continue
		}
		if r.problems.Len() > 0 {
			continue
		}
		if a.Flows++; f.Source != r.out.Release.ID {
			if r.others++; r.others == 1 {
				r.line = row.line
			}
		}
		r.out.Release.Coverage = r.out.Release.Coverage.Cover(f.Period)
		if f.Estimate != "" {
			a.Estimate(f.Estimate, row.line)
		}
		if !yield(f, nil) {
			return
		}
	}
	if err := r.problems.Err(); err != nil {
		yield(data.Flow{}, err)
		return
	}
	if r.others > 0 {
		r.out.Warnings = append(r.out.Warnings, fmt.Errorf("%s: %d rows are of another release than %s, the first on line %d", r.g.name, r.others, r.out.Release.ID, r.line))
	}
}

// reject reports whether the reading can go on.
func (r *flowReader) reject(err error) bool {
	var pe *data.ParseError
	goes := errors.As(err, &pe) && (pe.Field != "" || errors.Is(err, file.ErrQuote) || errors.Is(err, errLength))
	if r.o.KeepGoing && goes {
		r.out.Account.Rejects = append(r.out.Account.Rejects, pe)
		return true
	}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range joined.Unwrap() {
			r.problems.Add(e)
		}
		return goes
	}
	r.problems.Add(err)
	return goes
}

// errLength says that a row has too few or too many cells.
var errLength = errors.New("the row has another number of cells than the header")

func (r *flowReader) flow(row *gridRow) (data.Flow, error) {
	cells := row.cells
	if r.g.ragged && len(cells) < len(flowNames) {
		cells = append(slices.Clone(cells), make([]string, len(flowNames)-len(cells))...)
	}
	if len(cells) != len(flowNames) {
		return data.Flow{}, r.g.problem(row, 0, "", "%w: %d instead of %d", errLength, len(cells), len(flowNames))
	}
	f, err := data.ParseFlow(cells)
	if err == nil {
		return f, nil
	}
	var out []error
	for _, e := range unjoin(err) {
		var fe *data.FieldError
		if errors.As(e, &fe) {
			e = r.g.problem(row, slices.Index(flowNames, fe.Field), fe.Field, "%w", fe.Err)
		}
		out = append(out, e)
	}
	return f, errors.Join(out...)
}

func unjoin(err error) []error {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		return joined.Unwrap()
	}
	return []error{err}
}
