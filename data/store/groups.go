package store

import (
	"context"
	"slices"

	"github.com/periplus-data/periplus/data"
)

// Groups answers a query as data.Record says. Row groups without a selected row
// are skipped, and of the others only the columns that matter are read; a
// question that does not ask for products is answered from the summaries.
func (r *Record) Groups(ctx context.Context, q data.Query) ([]data.Group, error) {
	paths, summaries := r.paths, len(r.sums) == len(r.paths) && answers(q)
	if summaries {
		paths = r.sums
	}
	parts, done, err := open(paths)
	if err != nil {
		return nil, err
	}
	defer done()
	c, err := newCollector(q, parts)
	if err != nil {
		return nil, err
	}
	if summaries {
		err = inOrder(ctx, r.threads, parts, func() func(part) (*summed, error) { return readSummed }, func(s *summed) error {
			return c.take(s.file, func(g *data.Grouper) { s.addTo(g, &q.Where) })
		})
	} else {
		err = inOrder(ctx, r.threads, parts, func() func(part) (*sums, error) {
			s := &scan{q: q}
			return func(p part) (*sums, error) { return s.sum(p, r.entries[p.file].Parts > 1) }
		}, func(s *sums) error { return c.take(s.file, s.addTo) })
	}
	if err != nil {
		return nil, err
	}
	return c.groups()
}

// collector gathers the sums of files, one file after the other.
type collector struct {
	by []data.Dimension
	g  *data.Grouper
	// apart says that groups are of one year, and no two files have rows of the
	// same one: they are complete when their file is. A grouper for all files
	// would keep the sums of all years at once.
	apart    bool
	file     int
	finished [][]data.Group
}

func newCollector(q data.Query, parts []part) (*collector, error) {
	c := &collector{by: q.By, g: data.NewGrouper(q.By)}
	if !slices.Contains(q.By, data.ByYear) && !slices.Contains(q.By, data.ByPeriod) {
		return c, nil
	}
	var err error
	c.apart, err = yearsApart(parts)
	return c, err
}

// take adds sums of a file.
func (c *collector) take(file int, add func(*data.Grouper)) error {
	if c.apart && file != c.file {
		if err := c.finish(); err != nil {
			return err
		}
	}
	c.file = file
	add(c.g)
	return nil
}

func (c *collector) finish() error {
	groups, err := c.g.Groups()
	c.finished = append(c.finished, groups)
	c.g = data.NewGrouper(c.by)
	return err
}

func (c *collector) groups() ([]data.Group, error) {
	if err := c.finish(); err != nil {
		return nil, err
	}
	return mergeGroups(c.finished), nil
}

// yearsApart reports whether no two files have rows of the same year.
func yearsApart(parts []part) (bool, error) {
	of := map[string]int{}
	for _, p := range parts {
		periods, err := p.reader.vocabulary(p.group, "period")
		if err != nil {
			return false, err
		}
		for _, text := range periods {
			year := text[:min(4, len(text))]
			if file, ok := of[year]; ok && file != p.file {
				return false, nil
			}
			of[year] = p.file
		}
	}
	return true, nil
}

// mergeGroups merges lists that are sorted by their keys, two by two.
func mergeGroups(lists [][]data.Group) []data.Group {
	for len(lists) > 1 {
		var next [][]data.Group
		for i := 0; i < len(lists); i += 2 {
			if i+1 == len(lists) {
				next = append(next, lists[i])
				continue
			}
			next = append(next, mergeTwo(lists[i], lists[i+1]))
			lists[i], lists[i+1] = nil, nil
		}
		lists = next
	}
	return lists[0]
}

func mergeTwo(a, b []data.Group) []data.Group {
	out := make([]data.Group, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if slices.Compare(a[0].Keys, b[0].Keys) <= 0 {
			out, a = append(out, a[0]), a[1:]
		} else {
			out, b = append(out, b[0]), b[1:]
		}
	}
	return append(append(out, a...), b...)
}
