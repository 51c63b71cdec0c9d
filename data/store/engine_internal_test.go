//go:build cgo && duckdb

package store

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestEngine_Locked runs statements past the check of their tree, straight in
// the locked engine: files that are not declared, the network, extensions and
// settings are out of reach there too.
func TestEngine_Locked(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	secret := filepath.Join(dir, "secret.csv")
	if err := os.WriteFile(secret, []byte("word\nsesame\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	e, err := startEngine(ctx, QueryOptions{Memory: DefaultMemory, Threads: 2, Temp: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	defer e.close()
	if err := e.lock(ctx, 1); err != nil {
		t.Fatal(err)
	}
	for _, sql := range []string{
		"SELECT * FROM read_text('" + secret + "')", "SELECT * FROM read_csv('" + secret + "')", "SELECT * FROM '" + secret + "'",
		"SELECT * FROM glob('" + dir + "/*')", "SELECT * FROM read_parquet('https://example.org/x.parquet')", "COPY (SELECT 1) TO '" + dir + "/out.csv'",
		"ATTACH '" + dir + "/x.db'", "INSTALL httpfs", "LOAD httpfs", "LOAD '" + dir + "/x.duckdb_extension'", "EXPORT DATABASE '" + dir + "/out'",
		"SET enable_external_access = true", "SET lock_configuration = false", "SET memory_limit = '100GB'", "RESET memory_limit", "SET threads = 8",
	} {
		if rows, err := e.conn.QueryContext(ctx, sql, nil); err == nil {
			rows.Close()
			t.Errorf("%s was run", sql)
		}
	}
	if files, err := os.ReadDir(dir); err != nil || len(files) != 1 {
		t.Errorf("got %v, %v", files, err)
	}
}

// TestFunctions_Exist: every function of the list is one of the engine, so that
// no name is spelt wrong, and none of them differs from run to run by what the
// engine itself says.
func TestFunctions_Exist(t *testing.T) {
	ctx := context.Background()
	e, err := startEngine(ctx, QueryOptions{Memory: DefaultMemory, Threads: 1, Temp: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	defer e.close()
	for name := range functions {
		known, err := e.value(ctx, "SELECT coalesce(string_agg(DISTINCT coalesce(stability, 'macro'), ' '), '') FROM duckdb_functions() WHERE function_name = $1::VARCHAR", name)
		if err != nil {
			t.Fatal(err)
		}
		syntax := name == "grouping" || name == "row" || name == "countif" // known to the parser
		if known == "" && !syntax || strings.Contains(known, "VOLATILE") || strings.Contains(known, "WITHIN_QUERY") {
			t.Errorf("%s: the engine says %q", name, known)
		}
	}
}
