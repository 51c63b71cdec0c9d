package store

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/periplus-data/periplus/data"
)

// Source is what a query reads under one name. Exactly one of the fields is
// set.
type Source struct {
	Record  *Record       // entries of a store
	Reading *data.Reading // a file; it is read to its end, into a temporary file
	Table   *data.Table   // rows in memory; numbers become DECIMAL, BIGINT and BOOLEAN by the kind of their column
}

// QueryOptions bound what a query may use. The zero value is safe.
type QueryOptions struct {
	Memory  int64         // bytes, DefaultMemory where 0; what does not fit goes to temporary files
	Threads int           // as many as processors where 0
	Temp    string        // folder for temporary files, that of the system where empty
	Timeout time.Duration // DefaultTimeout where 0
	MaxRows int           // more rows are an error; DefaultMaxRows where 0
}

// The bounds of a query where its options name none.
const (
	DefaultTimeout = 5 * time.Minute
	DefaultMaxRows = 1_000_000
)

// ErrNoEngine says that the program was built without the engine for SQL.
var ErrNoEngine = errors.New("this program was built without its engine for SQL; build it with cgo and a C++ linker: `make build`, or `CGO_ENABLED=1 go run -tags duckdb ./cmd/periplus query …`")

// Query runs one SELECT over the sources and returns its rows.
//
// A source is a table under its name: one with the columns of
// [data.FlowColumns], or those of Source.Table. Text that a source does not give
// is empty and a number that it does not give is NULL; a period is text, as 2022
// or 2022-12. The dialect is DuckDB's. Sums of value and quantity are exact.
//
// The statement sees nothing but the sources. Anything else than exactly one
// SELECT is an error, and so are files, addresses, settings, functions that
// differ from run to run (now, random, current_setting) and any function that
// is not known to be harmless. Rows come in the order that the statement asks
// for, and where that leaves a choice, in the order of all columns from left to
// right, so that the same sources give the same rows.
//
// The error is ErrNoEngine in a program without the engine, and
// context.DeadlineExceeded after the timeout.
func Query(ctx context.Context, sql string, sources map[string]Source, o QueryOptions) (data.Table, error) {
	limits, err := Options{Memory: o.Memory, Threads: o.Threads}.check()
	if err != nil {
		return data.Table{}, err
	}
	o.Memory, o.Threads = limits.Memory, limits.Threads
	if o.Timeout == 0 {
		o.Timeout = DefaultTimeout
	}
	if o.MaxRows == 0 {
		o.MaxRows = DefaultMaxRows
	}
	if err := checkSources(sources); err != nil {
		return data.Table{}, err
	}
	ctx, cancel := context.WithTimeoutCause(ctx, o.Timeout, fmt.Errorf("the query took longer than %s; select less, or allow more time: %w", o.Timeout, context.DeadlineExceeded))
	defer cancel()
	t, err := query(ctx, sql, sources, o)
	if cause := context.Cause(ctx); err != nil && cause != nil {
		return data.Table{}, cause
	}
	return t, err
}

func checkSources(sources map[string]Source) error {
	lower := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(sources)) {
		s := sources[name]
		if !isSourceName(name) {
			return fmt.Errorf("%q cannot name a table; write letters, digits, _ and -, a letter first", name)
		}
		if other, ok := lower[strings.ToLower(name)]; ok {
			return fmt.Errorf("the names %s and %s differ in capitals only, and SQL does not tell them apart", other, name)
		}
		lower[strings.ToLower(name)] = name
		set := 0
		for _, is := range []bool{s.Record != nil, s.Reading != nil, s.Table != nil} {
			if is {
				set++
			}
		}
		if set != 1 {
			return fmt.Errorf("the source %s needs exactly one of a record, a reading and a table", name)
		}
		if s.Reading != nil && s.Reading.Flows == nil {
			return fmt.Errorf("the source %s is a reference table; read its table first", name)
		}
	}
	return nil
}

func isSourceName(name string) bool {
	for i, c := range []byte(name) {
		letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_'
		if !letter && (i == 0 || c != '-' && (c < '0' || c > '9')) {
			return false
		}
	}
	return name != "" && len(name) <= 100
}
