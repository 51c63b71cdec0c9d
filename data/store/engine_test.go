//go:build cgo && duckdb

package store_test

import (
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/store"
)

// people is a table of every kind of column.
var people = data.Table{
	Columns: []data.Column{{Name: "name"}, {Name: "share", Kind: data.NumberColumn}, {Name: "n", Kind: data.WholeColumn}, {Name: "is", Kind: data.FlagColumn}},
	Rows:    [][]string{{"NA", "0.1", "7", "true"}, {"", "0.2", "", "false"}, {"b", "", "9", ""}},
}

// ask runs a query over a store with two flows of VNM, as flows, and people.
func ask(t *testing.T, sql string, o store.QueryOptions) (data.Table, error) {
	t.Helper()
	_, r := add(t, create(t, store.Options{}), "made-up", twoFlows())
	return store.Query(context.Background(), sql, map[string]store.Source{"flows": {Record: r}, "people": {Table: &people}}, o)
}

func twoFlows() []data.Flow {
	f := data.Flow{Reporter: "VNM", Partner: "CHN", Flow: "M", Product: "010121", Classification: "H5", Period: data.Date{Year: 2022},
		Value: data.MustDecimal("0.1"), Unit: "USD", Valuation: "CIF", Quantity: data.MustDecimal("2"), QuantityUnit: "kg", Source: "made-up", Line: 2}
	g := f
	g.Partner, g.Value, g.Quantity, g.QuantityUnit, g.Line = "NAM", data.MustDecimal("0.2"), data.Decimal{}, "", 3
	return []data.Flow{f, g}
}

// TestQuery_Results: what a statement gives, worked out by hand.
func TestQuery_Results(t *testing.T) {
	for _, c := range []struct {
		sql  string
		want [][]string
	}{
		{"SELECT sum(value) AS v, count(*) AS n FROM flows", [][]string{{"0.3", "2"}}}, // float64 gives 0.30000000000000004
		{"select partner, product, period, quantity from flows order by partner desc", [][]string{{"NAM", "010121", "2022", ""}, {"CHN", "010121", "2022", "2"}}},
		{"FROM people", [][]string{{"", "0.2", "", "false"}, {"NA", "0.1", "7", "true"}, {"b", "", "9", ""}}},
		{"SELECT name FROM people ORDER BY n IS NULL", [][]string{{"NA"}, {"b"}, {""}}}, // ties by name
		{"SELECT sum(share) / 3 AS third FROM people", [][]string{{"0.1"}}},
		{"SELECT 1.0 / 3 AS third", [][]string{{"0.333333333333"}}},
		{"WITH t AS (SELECT partner FROM flows) SELECT count(*) AS n FROM t, t AS u", [][]string{{"4"}}},
		{"SELECT x FROM range(3) AS r(x) UNION ALL SELECT 1", [][]string{{"0"}, {"1"}, {"1"}, {"2"}}},
		{"SELECT DISTINCT reporter FROM flows", [][]string{{"VNM"}}},
		{"SELECT make_date(2022, 2, 1) AS d, NULL AS none, true AS yes", [][]string{{"2022-02-01", "", "true"}}},
		{"SELECT -0.5 AS d, 10.00 AS e, 100000000000000000000 AS f", [][]string{{"-0.5", "10", "100000000000000000000"}}},
		{"SELECT lpad('7', 3, '0') AS p, upper(reporter) AS r FROM flows LIMIT 1", [][]string{{"007", "VNM"}}},
		{"WITH RECURSIVE t AS (SELECT 1 AS x UNION ALL SELECT x + 1 FROM t WHERE x < 3) SELECT x FROM t", [][]string{{"1"}, {"2"}, {"3"}}},
		{"SELECT reporter, rank() OVER (ORDER BY value) AS r FROM flows", [][]string{{"VNM", "1"}, {"VNM", "2"}}},
		{"SELECT x FROM (VALUES (2), (1)) AS t(x) -- ; DROP TABLE people", [][]string{{"1"}, {"2"}}},
		{"SELECT current_date FROM (SELECT 1 AS y) AS t(\"current\"), (SELECT 2) AS u(z)", nil},
	} {
		got, err := ask(t, c.sql, store.QueryOptions{})
		if c.want == nil {
			if err == nil {
				t.Errorf("%s: got %v, want an error", c.sql, got.Rows)
			}
			continue
		}
		if err != nil || !slices.EqualFunc(got.Rows, c.want, slices.Equal[[]string]) {
			t.Errorf("%s: got %v, %v; want %v", c.sql, got.Rows, err, c.want)
		}
	}
}

// TestQuery_Attacks tries to reach files, the network, settings and the clock,
// and holds that nothing happened: the files are as they were, and the error
// says why.
func TestQuery_Attacks(t *testing.T) {
	dir := t.TempDir()
	secret := filepath.Join(dir, "secret.csv")
	if err := os.WriteFile(secret, []byte("word\nsesame\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	s := create(t, store.Options{})
	entry, r := add(t, s, "made-up", twoFlows())
	input := s.Path(entry)
	before := contents(t, dir, s.Dir())
	here, _ := os.Getwd()
	hereBefore := contents(t, here)
	for _, attack := range []struct{ sql, why string }{
		{"COPY (SELECT 1) TO '" + input + "'", "another statement"},
		{"COPY flows TO '" + dir + "/out.csv'", "another statement"},
		{"COPY (SELECT * FROM flows) TO '" + input + "' (FORMAT parquet)", "another statement"},
		{"EXPORT DATABASE '" + dir + "/out'", "another statement"},
		{"SELECT 1; COPY (SELECT 1) TO '" + dir + "/out.csv'", "another statement"},
		{"SELECT 1; SELECT 2", "2 statements"},
		{"", "0 statements"},
		{"INSERT INTO people VALUES ('x', 1, 1, true)", "another statement"},
		{"DELETE FROM people", "another statement"},
		{"CREATE TABLE t AS SELECT 1", "another statement"},
		{"DROP VIEW flows", "another statement"},
		{"ATTACH '" + dir + "/x.db'", "another statement"},
		{"INSTALL httpfs", "another statement"},
		{"LOAD httpfs", "another statement"},
		{"SET memory_limit = '100GB'", "another statement"},
		{"PRAGMA database_list", "another statement"},
		{"CALL pragma_version()", "another statement"},
		{"EXPLAIN ANALYZE SELECT 1", "another statement"},
		{"DESCRIBE flows", "may not hold show"},
		{"SELECT * FROM (SHOW TABLES)", "may not hold show"},
		{"SELECT * FROM read_csv('" + secret + "')", "reads files"},
		{"SELECT * FROM read_text('" + secret + "')", "reads files"},
		{"SELECT * FROM read_blob('/etc/passwd')", "reads files"},
		{"SELECT * FROM read_parquet('" + input + "')", "reads files"},
		{"SELECT * FROM parquet_metadata('" + input + "')", "reads files"},
		{"SELECT * FROM '" + secret + "'", "no source"},
		{"SELECT * FROM \"" + input + "\"", "no source"},
		{"SELECT * FROM 'https://example.org/x.parquet'", "no source"},
		{"SELECT * FROM 's3://bucket/x.parquet'", "no source"},
		{"SELECT * FROM (WITH \"" + secret + "\" AS (SELECT 1) SELECT 1), \"" + secret + "\"", "no source"},
		{"SELECT (SELECT count(*) FROM '" + secret + "')", "no source"},
		{"SELECT * FROM glob('" + dir + "/*')", "reads files"},
		{"SELECT * FROM information_schema.tables", "no source"},
		{"SELECT * FROM duckdb_settings()", "settings"},
		{"SELECT * FROM duckdb_tables", "no source"},
		{"SELECT * FROM sqlite_master", "no source"},
		{"SELECT * FROM pragma_table_info('flows')", "settings"},
		{"SELECT * FROM query('SELECT * FROM read_text(''" + secret + "'')')", "other statements"},
		{"SELECT * FROM query_table('flows')", "other statements"},
		{"SELECT * FROM json_execute_serialized_sql('{}')", "other statements"},
		{"SELECT current_setting('temp_directory')", "settings"},
		{"SELECT getenv('HOME')", "settings"},
		{"SELECT getvariable('x')", "settings"},
		{"SELECT now()", "run to run"},
		{"SELECT today()", "run to run"},
		{"SELECT current_date", "run to run"},
		{"SELECT CURRENT_TIMESTAMP", "run to run"},
		{"SELECT random() FROM flows", "run to run"},
		{"SELECT setseed(0.5)", "run to run"},
		{"SELECT uuid()", "run to run"},
		{"SELECT gen_random_uuid()", "run to run"},
		{"SELECT nextval('s')", "run to run"},
		{"SELECT age(make_timestamp(2020, 1, 1, 0, 0, 0))", "run to run"},
		{"SELECT approx_count_distinct(partner) FROM flows", "run to run"},
		{"SELECT * FROM flows USING SAMPLE 1", "sample"},
		{"SELECT * FROM flows TABLESAMPLE 10%", "sample"},
		{"SELECT list_transform([1], lambda x: random())", "run to run"},
		{"SELECT count(*) FILTER (WHERE random() > 0) FROM flows", "run to run"},
		{"SELECT * FROM flows ORDER BY random()", "run to run"},
		{"SELECT * FROM flows LIMIT random()::INT", "run to run"},
		{"SELECT sum(value) OVER (PARTITION BY random()) FROM flows", "run to run"},
		{"SELECT CASE WHEN now() IS NULL THEN 1 END", "run to run"},
		{"SELECT pg_catalog.current_query()", "settings"},
		{"SELECT $1", "parameters"},
		{"SELECT repeat('x', 4000000000)", "without end"},
		{"SELECT lpad('x', 2000000000, 'y')", "at most 1000"},
		{"SELECT frobnicate(1)", "no function"},
		{"SELECT write_log('x')", "reads files"},
		{"SELECT * FROM flows AT (VERSION => 1)", "no source"},
		{"SELECT value FROM flows, people AS value, other", "no source"},
		{"SELECT 1 AS a, 2 AS a", "named a"},
		{"SELECT [1, 2] AS l", "cast it to VARCHAR"},
		{"SELECT 1.0 / 0 AS x", "divided by 0"},
		{"SELECT", "cannot be read"},
		{"SELECT '\x00'", "cannot be read"},
	} {
		got, err := store.Query(context.Background(), attack.sql, map[string]store.Source{"flows": {Record: r}, "people": {Table: &people}}, store.QueryOptions{Temp: t.TempDir()})
		if err == nil || !strings.Contains(err.Error(), attack.why) {
			t.Errorf("%s: got %v and the error %v, want %q", attack.sql, got.Rows, err, attack.why)
		}
	}
	if after := contents(t, dir, s.Dir()); after != before {
		t.Errorf("the files were %s and are %s", before, after)
	}
	if after := contents(t, here); after != hereBefore {
		t.Errorf("files appeared in the working folder: %s", after)
	}
}

// contents returns names and hashes of all files below folders.
func contents(t *testing.T, folders ...string) string {
	t.Helper()
	var b strings.Builder
	for _, folder := range folders {
		err := filepath.WalkDir(folder, func(path string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			raw, err := os.ReadFile(path)
			fmt.Fprintf(&b, "%s %x\n", path, sha256.Sum256(raw))
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

func TestQuery_Limits(t *testing.T) {
	if _, err := ask(t, "SELECT x FROM range(11) AS r(x)", store.QueryOptions{MaxRows: 10}); err == nil || !strings.Contains(err.Error(), "more than 10 rows") {
		t.Errorf("got %v", err)
	}
	if got, err := ask(t, "SELECT x FROM range(11) AS r(x) LIMIT 10", store.QueryOptions{MaxRows: 10}); err != nil || len(got.Rows) != 10 {
		t.Errorf("got %v, %v", got.Rows, err)
	}
	begin := time.Now()
	_, err := ask(t, "SELECT count(*) AS n FROM range(10000000) a, range(10000000) b WHERE a.range * b.range % 7 = 3", store.QueryOptions{Timeout: 300 * time.Millisecond})
	if err == nil || !strings.Contains(err.Error(), "longer than 300ms") || time.Since(begin) > 10*time.Second {
		t.Errorf("got %v after %s", err, time.Since(begin))
	}
}
