package main

import (
	"errors"
	"fmt"
	"strings"
)

// The exit codes. Every use of one goes through exits, which also feeds
// `periplus help exit-codes`.
const (
	exitDone = iota
	exitFailed
	exitUsage
	exitUnheld
)

// exits documents every exit code, in order.
var exits = []struct {
	code          int
	name, meaning string
}{
	{exitDone, "done", "the command did what it was asked to do"},
	{exitFailed, "failed", "the work could not be done: a file, a number or a row is wrong or missing"},
	{exitUsage, "wrong usage", "the command line is wrong; the message says what to type instead"},
	{exitUnheld, "did not hold", "what was to hold did not: verify, report.lock, figures --source-text, --strict"},
}

// exitTable is the text of `periplus help exit-codes`.
func exitTable() string {
	var b strings.Builder
	for _, e := range exits {
		fmt.Fprintf(&b, "  %d  %-13s %s\n", e.code, e.name, e.meaning)
	}
	return b.String()
}

// usageError is a wrong command line.
type usageError struct{ err error }

func (e *usageError) Error() string { return e.err.Error() }
func (e *usageError) Unwrap() error { return e.err }

func usagef(format string, args ...any) error { return &usageError{fmt.Errorf(format, args...)} }

// asUsage marks an error as one of the command line; nil stays nil.
func asUsage(err error) error {
	if err == nil {
		return nil
	}
	return &usageError{err}
}

// unheldError says that something that was to hold did not.
type unheldError struct{ err error }

func (e *unheldError) Error() string { return e.err.Error() }
func (e *unheldError) Unwrap() error { return e.err }

// exitCode is the one place where an error becomes an exit code.
func exitCode(err error) int {
	var usage *usageError
	var unheld *unheldError
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &usage):
		return exitUsage
	case errors.As(err, &unheld):
		return exitUnheld
	}
	return exitFailed
}
