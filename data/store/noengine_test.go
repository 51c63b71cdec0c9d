//go:build !cgo || !duckdb

package store_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/store"
)

func TestQuery_WithoutEngine(t *testing.T) {
	_, err := store.Query(context.Background(), "SELECT 1", map[string]store.Source{"t": {Table: &data.Table{}}}, store.QueryOptions{})
	if store.HasEngine || !errors.Is(err, store.ErrNoEngine) || !strings.Contains(err.Error(), "go run -tags duckdb ./cmd/periplus") || !strings.Contains(err.Error(), "make build") {
		t.Errorf("got %v", err)
	}
}
