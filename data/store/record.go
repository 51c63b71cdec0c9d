package store

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"sync"

	"github.com/periplus-data/periplus/data"
)

// Record is one or more entries of a store that can be asked for sums and rows.
// It is a data.Record and gives the numbers that a data.Panel of the same flows
// gives.
type Record struct {
	release data.Release
	entries []Entry
	paths   []string
	sums    []string // paths of the summaries, one for each file, or none
	threads int
}

// Record returns the entries with the given ids as one record: a whole data set
// whose years are files of their own. They must be of one format and vintage,
// since two vintages would count the same flows twice.
func (s *Store) Record(ids ...string) (*Record, error) {
	if len(ids) == 0 {
		return nil, fmt.Errorf("name at least one entry of %s", s.dir)
	}
	c, err := s.read()
	if err != nil {
		return nil, err
	}
	r := &Record{threads: s.o.Threads}
	for _, id := range slices.Compact(slices.Sorted(slices.Values(ids))) {
		i := c.index(id)
		if i < 0 {
			return nil, c.unknown(s.dir, id)
		}
		e := c.Entries[i]
		if err := r.joins(e); err != nil {
			return nil, err
		}
		r.entries = append(r.entries, e)
		r.paths = append(r.paths, s.Path(e))
		if e.Sums != "" {
			r.sums = append(r.sums, filepath.Join(s.dir, e.Sums))
		}
	}
	return r, nil
}

// joins says why e does not belong to the entries before it, and adds its
// coverage to the release.
func (r *Record) joins(e Entry) error {
	if len(r.entries) == 0 {
		r.release = e.Release()
		return nil
	}
	first := r.entries[0]
	if e.Format != first.Format || e.Vintage != first.Vintage || e.Source != first.Source {
		return fmt.Errorf("%s (%s) and %s (%s) are not of one release and would count the same flows twice; ask them one at a time", first.ID, first.Source, e.ID, e.Source)
	}
	next, all := e.Release(), &r.release
	for _, other := range r.entries {
		if overlap(other.Release().Coverage, next.Coverage) {
			return fmt.Errorf("%s and %s both cover %s and would count the same flows twice; ask them one at a time", other.ID, e.ID, next.Coverage.Start)
		}
	}
	if next.Coverage.Start.First().Before(all.Coverage.Start.First()) {
		all.Coverage.Start = next.Coverage.Start
	}
	if next.Coverage.End.Last().After(all.Coverage.End.Last()) {
		all.Coverage.End = next.Coverage.End
	}
	if next.Unit != all.Unit {
		all.Unit = ""
	}
	all.Closed, all.Reconciled = all.Closed && next.Closed, all.Reconciled && next.Reconciled
	all.Lacks = append(all.Lacks, next.Lacks...)
	slices.Sort(all.Lacks)
	all.File, all.SHA256, all.Bytes = fmt.Sprintf("%s and %d more", first.File, len(r.entries)), "", all.Bytes+next.Bytes
	return nil
}

// overlap reports whether two periods share a day. Those that are not known do
// not.
func overlap(a, b data.Period) bool {
	return a.IsSet() && b.IsSet() && !a.End.Last().Before(b.Start.First()) && !b.End.Last().Before(a.Start.First())
}

// Entries returns the entries of the record, sorted by id.
func (r *Record) Entries() []Entry { return slices.Clone(r.entries) }

// Describe returns the release. For several entries, coverage and bytes are
// those of all, and there is no single SHA-256.
func (r *Record) Describe() data.Release { return r.release }

// part is one row group of one file.
type part struct {
	file, group int
	reader      *flowsReader
}

// open opens files. The caller calls the function it returns.
func open(paths []string) (parts []part, done func(), err error) {
	var open []*flowsReader
	done = func() {
		for _, f := range open {
			f.Close()
		}
	}
	for i, path := range paths {
		f, err := openFlows(path)
		if err != nil {
			done()
			return nil, nil, err
		}
		open = append(open, f)
		for g := range f.parquet.RowGroups() {
			parts = append(parts, part{i, g, f})
		}
	}
	return parts, done, nil
}

// inOrder runs work on every part in several goroutines, each with its own
// worker, and hands the results to take in the order of the parts.
func inOrder[T any](ctx context.Context, threads int, parts []part, worker func() func(part) (T, error), take func(T) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	type result struct {
		value T
		err   error
	}
	results := make([]chan result, len(parts))
	for i := range results {
		results[i] = make(chan result, 1)
	}
	// A worker may be ahead of take by a few parts only: results take memory.
	ahead := make(chan struct{}, 2*threads)
	next := make(chan int)
	go func() {
		defer close(next)
		for i := range parts {
			select {
			case ahead <- struct{}{}:
			case <-ctx.Done():
				return
			}
			next <- i
		}
	}()
	var running sync.WaitGroup
	for range min(threads, len(parts)) {
		running.Go(func() {
			work := worker()
			for i := range next {
				var r result
				r.value, r.err = guarded(parts[i], work)
				results[i] <- r
			}
		})
	}
	defer running.Wait()
	for i := range parts {
		select {
		case r := <-results[i]:
			if r.err == nil {
				r.err = take(r.value)
			}
			if r.err != nil {
				cancel(r.err)
				return r.err
			}
			<-ahead
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
	return nil
}

// guarded turns a panic of the Parquet library into an error: it checks less
// than a damaged file can hold, and a damaged file must not end the program.
func guarded[T any](p part, work func(part) (T, error)) (value T, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = damaged(p.reader.file.Name(), r)
		}
	}()
	return work(p)
}

func damaged(path string, cause any) error {
	return fmt.Errorf("%s is damaged (%v); remove the entry and add its source again", path, cause)
}
