package cepii

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/periplus-data/periplus/data"
)

// keptLines is how many lines an entry of an account names, and how many
// problems an error lists.
const keptLines = 20

// tally counts lines and keeps the first.
type tally struct {
	count int
	lines []int
}

func (t *tally) at(line int) {
	t.count++
	if len(t.lines) < keptLines {
		t.lines = append(t.lines, line)
	}
}

func (t *tally) add(o tally) {
	t.count += o.count
	t.lines = append(t.lines, o.lines[:min(len(o.lines), keptLines-len(t.lines))]...)
}

// entry returns the tally as an entry of an account.
func (t tally) entry(entries data.Entries, reason string) data.Entries {
	if t.count == 0 {
		return entries
	}
	return append(entries, data.Entry{Reason: reason, Count: t.count, Lines: t.lines})
}

// counts is what a reader met in a block, or in several.
type counts struct {
	read, flows              int
	headers, empty, restored tally
	problems                 []*data.ParseError // the first, or all with KeepGoing
	refused                  int
	years                    map[int]run
	year                     int  // of the rows under way
	now                      run  // that are not yet in years
	cut                      bool // the file ends inside a line
	keepAll                  bool
}

// run is rows of one year in the order of the file, which BACI sorts by exporter.
type run struct {
	rows        int
	first, last int // codes of the first and the last exporter
	begins      int // how often a lower code follows a higher
}

// then returns a run with another one behind it.
func (r run) then(o run) run {
	if r.rows == 0 {
		return o
	}
	if o.first < r.last {
		r.begins++
	}
	return run{r.rows + o.rows, r.first, o.last, r.begins + o.begins}
}

// refuse counts a line that became no row.
func (c *counts) refuse(err error, line int) {
	c.read++
	switch problem := (*data.ParseError)(nil); {
	case errors.Is(err, errHeader):
		c.headers.at(line)
	case errors.Is(err, errEmpty):
		c.empty.at(line)
	case errors.As(err, &problem):
		if c.refused++; c.keepAll || len(c.problems) < keptLines {
			c.problems = append(c.problems, problem)
		}
	}
}

// accept counts a row.
func (c *counts) accept(r *row, line int) {
	c.read++
	c.flows++
	if r.restored {
		c.restored.at(line)
	}
	if r.year != c.year {
		c.flushYear()
		c.year = r.year
	}
	switch {
	case c.now.rows == 0:
		c.now.first = r.from
	case r.from < c.now.last:
		c.now.begins++
	}
	c.now.last = r.from
	c.now.rows++
}

func (c *counts) flushYear() {
	if c.now.rows > 0 {
		if c.years == nil {
			c.years = map[int]run{}
		}
		c.years[c.year] = c.years[c.year].then(c.now)
	}
	c.now = run{}
}

// add adds the counts of the next block.
func (c *counts) add(o *counts) {
	o.flushYear()
	c.read += o.read
	c.flows += o.flows
	c.headers.add(o.headers)
	c.empty.add(o.empty)
	c.restored.add(o.restored)
	c.refused += o.refused
	c.cut = c.cut || o.cut
	if room := keptLines - len(c.problems); c.keepAll {
		c.problems = append(c.problems, o.problems...)
	} else if room > 0 {
		c.problems = append(c.problems, o.problems[:min(room, len(o.problems))]...)
	}
	if c.years == nil {
		c.years = map[int]run{}
	}
	for year, rows := range o.years {
		c.years[year] = c.years[year].then(rows)
	}
}

// err joins the problems as data.Problems does.
func (c *counts) err(file string) error {
	if c.keepAll {
		return nil
	}
	p := data.Problems{File: file}
	for _, problem := range c.problems {
		p.Add(problem)
	}
	for range c.refused - len(c.problems) {
		p.Add(errors.New("one more"))
	}
	return p.Err()
}

// account returns the counts as an account.
func (c *counts) account() data.Account {
	a := data.Account{Of: "rows", Read: c.read, Flows: c.flows}
	a.Dropped = c.headers.entry(a.Dropped, "header repeated")
	a.Dropped = c.empty.entry(a.Dropped, "row without any text")
	a.Repaired = c.restored.entry(a.Repaired, "leading zero of the product code restored")
	if c.keepAll {
		a.Rejects = c.problems
	}
	return a
}

// wholeYear is how many rows every year of BACI has at least: each revision
// has over four million.
const wholeYear = 1_000_000

// describe completes a release, and returns warnings about the whole file.
func (c *counts) describe(b *baci, r *data.Release, codes []int) (warnings []error) {
	warnings = slices.Clone(b.initial)
	r.Notes = append(slices.Clone(r.Notes), b.f.Notes()...)
	years := slices.Sorted(maps.Keys(c.years))
	if c.cut {
		warnings = append(warnings, fmt.Errorf("%s: the last line has no line end; the file may have been cut off inside it", r.File))
	}
	if len(years) == 0 {
		return warnings
	}
	first, last := years[0], years[len(years)-1]
	r.Coverage = data.Period{Start: data.Date{Year: first}, End: data.Date{Year: last}}
	r.Closed = true
	for _, year := range years {
		if c.years[year].rows < wholeYear {
			r.Closed = false
		}
		if c.headers.count > 0 && c.years[year].begins > 0 {
			warnings = append(warnings, fmt.Errorf("%s: the header stands again on line %d, and the rows of %d begin anew: where files that hold the same year were joined, sums count its trade twice", r.File, c.headers.lines[0], year))
		}
	}
	if least := slices.MinFunc(years, func(a, b int) int { return cmp.Compare(c.years[a].rows, c.years[b].rows) }); !r.Closed {
		r.Notes = append(r.Notes, fmt.Sprintf("%d has %d rows; a whole year of BACI has over %d, so the file is taken for an extract", least, c.years[least].rows, wholeYear))
	}
	if begin, ok := since(b.o.Classification); ok && first < begin {
		warnings = append(warnings, fmt.Errorf("%s: rows of %d are said to be in %s, which was not in use before %d", r.File, first, b.o.Classification, begin))
	}
	return append(warnings, mergers(r.File, codes, first, last)...)
}
