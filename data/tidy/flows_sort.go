package tidy

import (
	"bufio"
	"cmp"
	"encoding/binary"
	"errors"
	"io"
	"iter"
	"os"
	"slices"
	"strings"

	"github.com/periplus-data/periplus/data"
)

// sorter puts flows in order in bounded memory: what is beyond runLength flows
// goes to temporary files, each in order, which are merged. Flows that compare
// equal keep the order in which they came.
type sorter struct {
	run   []data.Flow
	files []*os.File
}

// runLength is a variable for the test of the temporary files.
var runLength = 500_000

func compareFlows(a, b *data.Flow) int {
	return cmp.Or(
		strings.Compare(a.Reporter, b.Reporter),
		strings.Compare(string(a.Flow), string(b.Flow)),
		strings.Compare(a.Partner, b.Partner),
		strings.Compare(a.Classification, b.Classification),
		strings.Compare(a.Product, b.Product),
		cmp.Compare(a.Period.Year, b.Period.Year),
		cmp.Compare(a.Period.Month, b.Period.Month),
	)
}

func (s *sorter) add(f data.Flow) error {
	s.run = append(s.run, f)
	if len(s.run) < runLength {
		return nil
	}
	return s.spill()
}

func (s *sorter) order() {
	slices.SortStableFunc(s.run, func(a, b data.Flow) int { return compareFlows(&a, &b) })
}

func (s *sorter) spill() error {
	s.order()
	f, err := os.CreateTemp("", "periplus-*")
	if err != nil {
		return err
	}
	s.files = append(s.files, f)
	w := bufio.NewWriterSize(f, 1<<18)
	var b []byte
	for i := range s.run {
		b = appendCells(b[:0], s.run[i].Cells())
		if _, err := w.Write(b); err != nil {
			return err
		}
	}
	s.run = s.run[:0]
	return w.Flush()
}

// close removes the temporary files.
func (s *sorter) close() {
	for _, f := range s.files {
		f.Close()
		os.Remove(f.Name())
	}
	s.files = nil
}

// sorted yields every flow in order, once.
func (s *sorter) sorted() iter.Seq2[data.Flow, error] {
	return func(yield func(data.Flow, error) bool) {
		s.order()
		if len(s.files) == 0 {
			for _, f := range s.run {
				if !yield(f, nil) {
					return
				}
			}
			return
		}
		if err := s.merge(yield); err != nil {
			yield(data.Flow{}, err)
		}
	}
}

// piece is one run that is being merged.
type piece struct {
	next func() (data.Flow, bool, error)
	flow data.Flow
}

func (s *sorter) merge(yield func(data.Flow, error) bool) error {
	var pieces []*piece
	add := func(next func() (data.Flow, bool, error)) error {
		p := &piece{next: next}
		f, ok, err := next()
		if p.flow = f; ok {
			pieces = append(pieces, p)
		}
		return err
	}
	for _, f := range s.files {
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return err
		}
		r := bufio.NewReaderSize(f, 1<<18)
		if err := add(func() (data.Flow, bool, error) { return readCells(r) }); err != nil {
			return err
		}
	}
	at := 0
	if err := add(func() (data.Flow, bool, error) {
		if at == len(s.run) {
			return data.Flow{}, false, nil
		}
		at++
		return s.run[at-1], true, nil
	}); err != nil {
		return err
	}
	for len(pieces) > 0 {
		least := 0
		for i := range pieces { // there are few; the first of equals came first
			if compareFlows(&pieces[i].flow, &pieces[least].flow) < 0 {
				least = i
			}
		}
		p := pieces[least]
		if !yield(p.flow, nil) {
			return nil
		}
		f, ok, err := p.next()
		if err != nil {
			return err
		}
		if p.flow = f; !ok {
			pieces = slices.Delete(pieces, least, least+1)
		}
	}
	return nil
}

// readCells reads what appendCells wrote.
func readCells(r *bufio.Reader) (data.Flow, bool, error) {
	cells := make([]string, len(flowNames))
	for i := range cells {
		n, err := binary.ReadUvarint(r)
		if err == io.EOF && i == 0 {
			return data.Flow{}, false, nil
		}
		if err != nil || n > 1<<30 {
			return data.Flow{}, false, errors.Join(errors.New("a temporary file was changed"), err)
		}
		b := make([]byte, n)
		if _, err := io.ReadFull(r, b); err != nil {
			return data.Flow{}, false, err
		}
		cells[i] = string(b)
	}
	f, err := data.ParseFlow(cells)
	return f, true, err
}
