package cepii

import (
	"container/heap"
	"context"
	"errors"
	"runtime"
	"slices"
	"sync"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
)

// Record answers questions about a file of BACI by streaming through it on all
// processors. It holds no rows, so that its memory depends on the number of
// groups and not on the length of the file. Sums are exact, and are the same
// on any number of processors and as those of the file's flows in a
// [data.Panel].
//
// The first question reads the whole file once and keeps the sums of each pair
// of countries and year; later ones that do not ask for products are answered
// from these. A Record may be used by several goroutines. It needs its file to
// stay open.
type Record struct {
	b *baci

	mu      sync.Mutex
	scanned bool
	err     error
	pairs   *sums
	met     met
}

// met is what the first scan learned about the file.
type met struct {
	release  data.Release
	account  data.Account
	warnings []error
}

var _ data.Record = (*Record)(nil)

// NewRecord returns the record of an opened file of BACI.
func NewRecord(f *file.File, o BACIOptions) (*Record, error) {
	b, err := newBACI(f, o)
	if err != nil {
		return nil, err
	}
	return &Record{b: b}, nil
}

// Describe returns the release. It reads the file if nothing has yet; where
// that fails, coverage is not set, and Groups returns the error.
func (r *Record) Describe() data.Release {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.b.release.SHA256 == "" { // not before it is asked for: it takes as long as a question
		if hash, err := r.b.f.SHA256(); err == nil {
			r.b.release.SHA256 = hash
		}
	}
	if r.ensure(context.Background(), nil) != nil {
		return r.b.release
	}
	r.met.release.SHA256 = r.b.release.SHA256
	return r.met.release
}

// Account returns what became of the rows of the file, with warnings about it.
func (r *Record) Account() (data.Account, []error, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := r.ensure(context.Background(), nil); err != nil {
		return data.Account{}, nil, err
	}
	return r.met.account, r.met.warnings, nil
}

// Groups returns exact sums of values in US dollars, see [data.Record].
func (r *Record) Groups(ctx context.Context, q data.Query) ([]data.Group, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	found, err := r.sums(ctx, q)
	if err != nil {
		return nil, err
	}
	return r.groups(q, found)
}

// sums returns the sums of a query.
func (r *Record) sums(ctx context.Context, q data.Query) (*sums, error) {
	d := divisionOf(q.By)
	if all, some := productsOf(q.Where.Products); all {
		q.Where.Products = nil
	} else if !some {
		return newSums(0), r.ensure(ctx, nil)
	}
	if d.product || len(q.Where.Products) > 0 {
		first := &task{division: d, where: q.Where}
		if r.scanned {
			if r.err != nil {
				return nil, r.err
			}
			_, err := r.scan(ctx, first)
			return first.found, err
		}
		err := r.ensure(ctx, first)
		return first.found, err
	}
	if err := r.ensure(ctx, nil); err != nil {
		return nil, err
	}
	out := newSums(r.pairs.used)
	for i := range r.pairs.slots {
		l := &r.pairs.slots[i]
		if l.rows == 0 {
			continue
		}
		f := r.flow(l.key)
		if q.Where.Matches(&f) {
			out.at(d.key(l.year(), l.from(), l.to(), 0)).addSum(&l.sum)
		}
	}
	return out, nil
}

// productsOf reports whether a selection of products admits all rows of BACI,
// and whether it admits some. The file is not read for what it cannot hold, as
// the total over all products.
func productsOf(products []string) (all, some bool) {
	for _, p := range products {
		all = all || data.ProductLevel(p) == productDigits
		some = some || len(p) == productDigits
	}
	return all || len(products) == 0, all || some
}

// flow returns the flow that a key stands for. Its product is none where the
// key has none.
func (r *Record) flow(k key) data.Flow {
	f := r.b.like
	f.Reporter, f.Partner, f.Period.Year = r.b.ids.codes[k.from()], r.b.ids.codes[k.to()], k.year()
	return f
}

// groups returns sums as groups.
func (r *Record) groups(q data.Query, found *sums) ([]data.Group, error) {
	g := data.NewGrouper(q.By)
	byProduct := slices.Contains(q.By, data.ByProduct)
	var none data.Total
	for i := range found.slots {
		l := &found.slots[i]
		if l.rows == 0 {
			continue
		}
		f := r.flow(l.key)
		if byProduct {
			f.Product = r.b.layout.codes.text(l.product())
		}
		g.AddSum(&f, l.rows, l.total(), &none)
	}
	return g.Groups()
}

// division says by what the sums of a query are divided.
type division struct{ year, from, to, product bool }

func divisionOf(by []data.Dimension) division {
	return division{
		year:    slices.Contains(by, data.ByYear) || slices.Contains(by, data.ByPeriod),
		from:    slices.Contains(by, data.ByReporter),
		to:      slices.Contains(by, data.ByPartner),
		product: slices.Contains(by, data.ByProduct),
	}
}

func (d division) key(year, from, to int, product uint32) key {
	if !d.year {
		year = 0
	}
	if !d.from {
		from = 0
	}
	if !d.to {
		to = 0
	}
	if !d.product {
		product = 0
	}
	return newKey(year, from, to, product)
}

// task is a query that a scan answers.
type task struct {
	division
	where data.Selection
	found *sums
}

// ensure makes the first scan, which answers t on its way where t is not nil.
// A scan that was cancelled does not count.
func (r *Record) ensure(ctx context.Context, t *task) error {
	if r.scanned {
		return r.err
	}
	pairs := &task{division: division{year: true, from: true, to: true}}
	tasks := []*task{pairs}
	if t != nil {
		tasks = append(tasks, t)
	}
	m, err := r.scan(ctx, tasks...)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	r.scanned, r.err, r.pairs, r.met = true, err, pairs.found, m
	return err
}

// summer does the tasks of a scan on one processor.
type summer struct {
	filters []*filter
	sums    []*sums
}

// scanBlock is the size of the blocks of a scan.
const scanBlock = 1 << 20

// scan reads the file once and does the tasks.
func (r *Record) scan(ctx context.Context, tasks ...*task) (met, error) {
	blocks, closer, err := r.b.open(scanBlock)
	if err != nil {
		return met{}, err
	}
	defer closer.Close()
	workers := make([]*summer, runtime.GOMAXPROCS(0))
	total := &counts{keepAll: r.b.o.KeepGoing}
	err = eachBlock(blocks, func(w int, k block) *counts {
		if workers[w] == nil {
			workers[w] = newSummer(r.b, tasks)
		}
		c := &counts{keepAll: r.b.o.KeepGoing}
		workers[w].add(r.b, k, tasks, c)
		return c
	}, func(c *counts) bool {
		total.add(c)
		return ctx.Err() == nil
	})
	if err = errors.Join(err, ctx.Err()); err == nil {
		err = total.err(r.b.f.Name)
	}
	if err != nil {
		return met{}, err
	}
	return r.finish(workers, tasks, total), nil
}

func newSummer(b *baci, tasks []*task) *summer {
	s := &summer{}
	for _, t := range tasks {
		s.filters = append(s.filters, newFilter(b, t.where))
		s.sums = append(s.sums, newSums(0))
	}
	return s
}

// add adds the rows of a block.
func (s *summer) add(b *baci, k block, tasks []*task, c *counts) {
	pairs := tasks[0]
	byPair := !pairs.product && s.filters[0].products == nil
	var last *sum // of the row before, where its pair alone decides
	b.rows(k, s.filters[0], c, func(row *row, from, to *spot, _ int, same bool) {
		if !same || !byPair {
			last = nil
		}
		if last != nil {
			last.add(row.value)
		} else if s.filters[0].admits(row, from, to) {
			last = s.sums[0].at(pairs.key(row.year, from.id, to.id, row.product))
			last.add(row.value)
		}
		for i, t := range tasks[1:] {
			from, to := s.filters[i+1].of(row)
			if s.filters[i+1].admits(row, from, to) {
				s.sums[i+1].at(t.key(row.year, from.id, to.id, row.product)).add(row.value)
			}
		}
	})
}

// finish joins what the processors did.
func (r *Record) finish(workers []*summer, tasks []*task, total *counts) met {
	var codes []int
	for i, t := range tasks {
		most := 0
		for _, w := range workers {
			if w != nil {
				most = max(most, w.sums[i].used)
			}
		}
		t.found = newSums(most)
		for _, w := range workers {
			if w != nil {
				t.found.merge(w.sums[i])
				codes = append(codes, w.filters[i].met()...)
			}
		}
	}
	m := met{release: r.b.release, account: total.account()}
	m.warnings = total.describe(r.b, &m.release, codes)
	return m
}

// Rows returns selected flows, see [data.Record]. It reads the file each time;
// with a limit it holds that many rows only.
func (r *Record) Rows(ctx context.Context, s data.Selection, limit int) ([]data.Flow, error) {
	kept := &largest{}
	if all, some := productsOf(s.Products); !all && !some {
		return nil, nil
	}
	for f, err := range r.b.selected(s) {
		if err != nil {
			return nil, err
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if limit > 0 && kept.Len() == limit {
			if data.CompareFlows(f, (*kept)[0]) < 0 {
				(*kept)[0] = f
				heap.Fix(kept, 0)
			}
			continue
		}
		heap.Push(kept, f)
	}
	slices.SortFunc(*kept, data.CompareFlows)
	return *kept, nil
}

// largest is a heap with the flow that sorts last on top.
type largest []data.Flow

func (l largest) Len() int           { return len(l) }
func (l largest) Less(i, j int) bool { return data.CompareFlows(l[i], l[j]) > 0 }
func (l largest) Swap(i, j int)      { l[i], l[j] = l[j], l[i] }
func (l *largest) Push(x any)        { *l = append(*l, x.(data.Flow)) }
func (l *largest) Pop() any {
	f := (*l)[len(*l)-1]
	*l = (*l)[:len(*l)-1]
	return f
}
