package report

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/periplus-data/periplus/data"
)

// problems collects what is wrong with a file.
type problems struct {
	file string
	list []*data.ParseError
	more int // beyond those kept
}

const (
	shownProblems = 20    // are told one by one
	keptProblems  = 1_000 // a hostile file has millions
)

// add keeps a problem; one that joins several is told as several.
func (p *problems) add(line, col int, field, value string, err error) {
	if parts := joinedParts(err); len(parts) > 1 {
		for _, part := range parts {
			p.add(line, col, field, value, part)
		}
		return
	}
	if strings.Contains(err.Error(), "\n") {
		err = oneLine{err}
	}
	if len(p.list) == keptProblems {
		p.more++
		return
	}
	p.list = append(p.list, &data.ParseError{File: p.file, Line: line, Col: col, Field: field, Value: value, Err: err})
}

// oneLine is an error on one line, so that its place stands before all of it.
type oneLine struct{ error }

func (e oneLine) Error() string { return strings.ReplaceAll(e.error.Error(), "\n", "; ") }

// Unwrap returns the error as it was.
func (e oneLine) Unwrap() error { return e.error }

// joinedParts returns the errors that errors.Join made err of, or none.
func joinedParts(err error) []error {
	j, ok := err.(interface{ Unwrap() []error })
	if !ok || errors.Join(j.Unwrap()...).Error() != err.Error() {
		return nil
	}
	return j.Unwrap()
}

// count is the number of problems, kept or not.
func (p *problems) count() int { return len(p.list) + p.more }

// err joins the problems in the order of the file, the first shownProblems of
// them, and says how many more there are.
func (p *problems) err() error {
	if len(p.list) == 0 {
		return nil
	}
	slices.SortStableFunc(p.list, func(a, b *data.ParseError) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col))
	})
	var out []error
	for _, e := range p.list[:min(shownProblems, len(p.list))] {
		out = append(out, e)
	}
	switch more := p.count() - len(out); {
	case more == 1:
		out = append(out, fmt.Errorf("%s: 1 more problem", p.file))
	case more > 1:
		out = append(out, fmt.Errorf("%s: %d more problems", p.file, more))
	}
	return errors.Join(out...)
}
