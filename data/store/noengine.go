//go:build !cgo || !duckdb

package store

import (
	"context"

	"github.com/periplus-data/periplus/data"
)

// HasEngine says whether the program was built with the engine that Query
// needs.
const HasEngine = false

func query(context.Context, string, map[string]Source, QueryOptions) (data.Table, error) {
	return data.Table{}, ErrNoEngine
}
