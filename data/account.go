package data

import (
	"errors"
	"fmt"
	"slices"
)

// maxLines is how many lines an entry of an account names.
const maxLines = 20

// Account is what a reader did with the records of a file. Nothing leaves a
// file unseen:
//
//	Read + ΣAdded = Flows + ΣDropped + len(Rejects)
type Account struct {
	// Of is what is counted: "rows", or "cells" where a table holds a value in
	// each of many columns of a row.
	Of    string
	Read  int // records read
	Flows int // flows, or rows of a reference table, that came out
	// Dropped are records that became no flow; Added are flows beyond one a
	// record; Repaired are records that were mended and kept; Estimated are
	// flows whose value is an estimate.
	Dropped, Added, Repaired, Estimated Entries
	Rejects                             []*ParseError // with ReadOptions.KeepGoing
}

// Entries are the reasons of one part of an account.
type Entries []Entry

// Count returns the sum over all reasons.
func (es Entries) Count() int {
	n := 0
	for _, e := range es {
		n += e.Count
	}
	return n
}

// Entry is one reason of an account.
type Entry struct {
	Reason string
	Count  int
	Lines  []int // the first 20 lines of the file that it concerns
}

// Drop counts a record that became no flow.
func (a *Account) Drop(reason string, line int) { a.Dropped = enter(a.Dropped, reason, line, 1) }

// Add counts n flows beyond one a record.
func (a *Account) Add(reason string, line, n int) { a.Added = enter(a.Added, reason, line, n) }

// Repair counts a record that was mended and kept.
func (a *Account) Repair(reason string, line int) { a.Repaired = enter(a.Repaired, reason, line, 1) }

// Estimate counts a flow whose value is an estimate.
func (a *Account) Estimate(reason string, line int) {
	a.Estimated = enter(a.Estimated, reason, line, 1)
}

// maxReasons bounds the reasons of one part of an account: where a reason quotes
// a cell, a hostile file has millions.
const maxReasons = 500

// otherReasons stands for the reasons beyond them.
const otherReasons = "other reasons"

// enter counts under a reason; the reasons stay in the order of their first
// record. There are few of them, so that a search is faster than a map.
func enter(entries Entries, reason string, line, n int) Entries {
	find := func() int { return slices.IndexFunc(entries, func(e Entry) bool { return e.Reason == reason }) }
	i := find()
	if i < 0 && len(entries) >= maxReasons {
		reason = otherReasons
		i = find()
	}
	if i < 0 {
		i = len(entries)
		entries = append(entries, Entry{Reason: reason})
	}
	e := &entries[i]
	e.Count += n
	if line > 0 && len(e.Lines) < maxLines && !slices.Contains(e.Lines, line) {
		e.Lines = append(e.Lines, line)
	}
	return entries
}

// Check reports whether the account closes: every record read became a flow or
// has its reason.
func (a Account) Check() error {
	in, out := a.Read+a.Added.Count(), a.Flows+a.Dropped.Count()+len(a.Rejects)
	if in != out {
		return fmt.Errorf("the account does not close: %d read and %d added, but %d flows, %d dropped and %d rejected",
			a.Read, a.Added.Count(), a.Flows, a.Dropped.Count(), len(a.Rejects))
	}
	return nil
}

// Table returns the account as a table with the columns what, reason, count
// and lines; lines are joined by blanks.
func (a Account) Table() Table {
	t := Table{Columns: []Column{
		{Name: "what", Meaning: "read, flows, dropped, added, repaired, estimated or rejected."},
		{Name: "reason", Meaning: "Why; empty for the counts of the whole file."},
		{Name: "count", Kind: WholeColumn, Meaning: "How many records."},
		{Name: "lines", Meaning: "The first lines of the file that it concerns."},
	}}
	row := func(what, reason string, count int, lines []int) {
		text := ""
		for i, n := range lines {
			if i > 0 {
				text += " "
			}
			text += fmt.Sprint(n)
		}
		t.Rows = append(t.Rows, []string{what, reason, fmt.Sprint(count), text})
	}
	row("read", "", a.Read, nil)
	row("flows", "", a.Flows, nil)
	for _, part := range []struct {
		what    string
		entries Entries
	}{{"dropped", a.Dropped}, {"added", a.Added}, {"repaired", a.Repaired}, {"estimated", a.Estimated}} {
		for _, e := range part.entries {
			row(part.what, e.Reason, e.Count, e.Lines)
		}
	}
	for _, r := range a.Rejects {
		row("rejected", r.Error(), 1, []int{r.Line})
	}
	return t
}

// maxProblems bounds what one error lists.
const maxProblems = 20

// Problems collects what is wrong with a file, so that a user sees all of it
// at once. The zero value is ready.
type Problems struct {
	File  string // as the last line names it
	list  []error
	total int
}

// Add notes a problem; nil is none.
func (p *Problems) Add(err error) {
	if err == nil {
		return
	}
	if p.total++; p.total <= maxProblems {
		p.list = append(p.list, err)
	}
}

// Len returns how many problems were noted.
func (p *Problems) Len() int { return p.total }

// Err joins the first 20 problems and says how many more there are. It is nil
// where there are none.
func (p *Problems) Err() error {
	list := p.list
	if more := p.total - len(list); more > 0 {
		list = append(slices.Clone(list), fmt.Errorf("and %d more problems in %s", more, p.File))
	}
	return errors.Join(list...)
}
