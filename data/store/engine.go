//go:build cgo && duckdb

package store

import (
	"context"
	"database/sql/driver"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"math/big"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/duckdb/duckdb-go/v2"

	"github.com/periplus-data/periplus/data"
)

// HasEngine says whether the program was built with the engine that Query
// needs.
const HasEngine = true

// engine is one connection to a database in memory that sees nothing but the
// sources of one query.
type engine struct {
	connector *duckdb.Connector
	conn      *duckdb.Conn
	folder    string
	paths     []string // files that the sources read
}

func query(ctx context.Context, sql string, sources map[string]Source, o QueryOptions) (data.Table, error) {
	e, err := startEngine(ctx, o)
	if err != nil {
		return data.Table{}, err
	}
	defer e.close()
	// The statement is read before the sources are: they may be big.
	s := &statement{tables: map[string]bool{}}
	for name := range sources {
		s.tables[strings.ToLower(name)] = true
	}
	tree, err := e.parse(ctx, sql, s)
	if err != nil {
		return data.Table{}, err
	}
	for _, name := range slices.Sorted(maps.Keys(sources)) {
		if err := e.define(ctx, name, sources[name], o); err != nil {
			return data.Table{}, fmt.Errorf("the source %s: %w", name, err)
		}
	}
	threads := o.Threads
	if s.oneCPU {
		threads = 1
	}
	if err := e.lock(ctx, threads); err != nil {
		return data.Table{}, err
	}
	return e.run(ctx, tree, o.MaxRows)
}

// startEngine opens the database. Its temporary files lie in a folder that is
// deleted with it.
func startEngine(ctx context.Context, o QueryOptions) (*engine, error) {
	folder, err := os.MkdirTemp(o.Temp, "periplus-query-*")
	if err != nil {
		return nil, err
	}
	e := &engine{folder: folder}
	e.connector, err = duckdb.NewConnector("", nil)
	if err != nil {
		e.close()
		return nil, err
	}
	conn, err := e.connector.Connect(ctx)
	if err != nil {
		e.close()
		return nil, err
	}
	e.conn = conn.(*duckdb.Conn)
	return e, e.exec(ctx,
		"SET autoinstall_known_extensions = false", "SET autoload_known_extensions = false", "SET allow_community_extensions = false",
		"SET memory_limit = "+quote(fmt.Sprintf("%d KiB", o.Memory>>10)), fmt.Sprintf("SET threads = %d", o.Threads),
		"SET temp_directory = "+quote(folder), "SET TimeZone = 'UTC'", "SET enable_progress_bar = false")
}

func (e *engine) close() {
	if e.conn != nil {
		e.conn.Close()
	}
	if e.connector != nil {
		e.connector.Close()
	}
	os.RemoveAll(e.folder)
}

// exec runs statements of ours.
func (e *engine) exec(ctx context.Context, statements ...string) error {
	for _, s := range statements {
		if _, err := e.conn.ExecContext(ctx, s, nil); err != nil {
			return err
		}
	}
	return nil
}

// quote writes a text of SQL, identifier a name.
func quote(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

func identifier(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }

// value runs a statement of ours with one argument and returns its one text.
func (e *engine) value(ctx context.Context, statement, argument string) (string, error) {
	rows, err := e.conn.QueryContext(ctx, statement, []driver.NamedValue{{Ordinal: 1, Value: argument}})
	if err != nil {
		return "", err
	}
	defer rows.Close()
	out := make([]driver.Value, 1)
	if err := rows.Next(out); err != nil {
		return "", err
	}
	s, ok := out[0].(string)
	if !ok {
		return "", fmt.Errorf("the engine gave %T for a text", out[0])
	}
	return s, nil
}

// parse reads a statement without running it and checks everything in it.
func (e *engine) parse(ctx context.Context, sql string, s *statement) (node, error) {
	text, err := e.value(ctx, "SELECT json_serialize_sql($1::VARCHAR)::VARCHAR", sql)
	if err != nil {
		return nil, fmt.Errorf("the statement cannot be read: %w", err)
	}
	tree, err := parse(text)
	if err != nil {
		return nil, err
	}
	return tree, s.check(tree["node"], scope{top: true})
}

// lock leaves the statement nothing but what was defined.
func (e *engine) lock(ctx context.Context, threads int) error {
	paths := make([]string, len(e.paths))
	for i, p := range e.paths {
		paths[i] = quote(p)
	}
	return e.exec(ctx, fmt.Sprintf("SET threads = %d", threads), "SET allowed_paths = ["+strings.Join(paths, ", ")+"]",
		"SET enable_external_access = false", "SET lock_configuration = true")
}

// prepare makes the engine's own text of a checked statement and prepares it.
func (e *engine) prepare(ctx context.Context, tree node) (*duckdb.Stmt, error) {
	text, err := json.Marshal(node{"error": false, "statements": []any{tree}})
	if err != nil {
		return nil, err
	}
	sql, err := e.value(ctx, "SELECT json_deserialize_sql($1::VARCHAR::JSON)", string(text))
	if err != nil {
		return nil, fmt.Errorf("the statement cannot be written again: %w", err)
	}
	prepared, err := e.conn.PrepareContext(ctx, sql)
	if err != nil {
		return nil, err
	}
	stmt := prepared.(*duckdb.Stmt)
	kind, err := stmt.StatementType()
	if err == nil && kind != duckdb.STATEMENT_TYPE_SELECT {
		err = errors.New("a query is exactly one SELECT; this is another statement")
	}
	if err != nil {
		stmt.Close()
		return nil, err
	}
	return stmt, nil
}

// run runs a checked statement in its one order.
func (e *engine) run(ctx context.Context, tree node, most int) (data.Table, error) {
	plain, err := e.prepare(ctx, tree)
	if err != nil {
		return data.Table{}, err
	}
	t, err := resultColumns(plain)
	plain.Close()
	if err != nil {
		return data.Table{}, err
	}
	order(tree["node"].(node), len(t.Columns), most+1)
	stmt, err := e.prepare(ctx, tree)
	if err != nil {
		return data.Table{}, err
	}
	defer stmt.Close()
	rows, err := stmt.QueryContext(ctx, nil)
	if err != nil {
		return data.Table{}, err
	}
	defer rows.Close()
	values := make([]driver.Value, len(t.Columns))
	for {
		err := rows.Next(values)
		if err == io.EOF {
			return t, nil
		}
		if err != nil {
			return data.Table{}, err
		}
		if len(t.Rows) == most {
			return data.Table{}, fmt.Errorf("the query gives more than %d rows; sum or select more narrowly, or allow more rows", most)
		}
		row := make([]string, len(values))
		for i, v := range values {
			if row[i], err = cell(v); err != nil {
				return data.Table{}, fmt.Errorf("row %d, column %s: %w", len(t.Rows)+1, t.Columns[i].Name, err)
			}
		}
		t.Rows = append(t.Rows, row)
	}
}

// resultColumns describes the columns of a prepared statement.
func resultColumns(stmt *duckdb.Stmt) (data.Table, error) {
	n, err := stmt.ColumnCount()
	if err != nil {
		return data.Table{}, err
	}
	t := data.Table{Columns: make([]data.Column, n)}
	seen := map[string]bool{}
	for i := range t.Columns {
		c := &t.Columns[i]
		if c.Name, err = stmt.ColumnName(i); err != nil {
			return data.Table{}, err
		}
		if seen[c.Name] {
			return data.Table{}, fmt.Errorf("two columns of the result are named %s; name them apart with AS", c.Name)
		}
		seen[c.Name] = true
		kind, err := stmt.ColumnType(i)
		if err != nil {
			return data.Table{}, err
		}
		switch kind {
		case duckdb.TYPE_BOOLEAN:
			c.Kind = data.FlagColumn
		case duckdb.TYPE_TINYINT, duckdb.TYPE_SMALLINT, duckdb.TYPE_INTEGER, duckdb.TYPE_BIGINT, duckdb.TYPE_HUGEINT,
			duckdb.TYPE_UTINYINT, duckdb.TYPE_USMALLINT, duckdb.TYPE_UINTEGER, duckdb.TYPE_UBIGINT, duckdb.TYPE_UHUGEINT:
			c.Kind = data.WholeColumn
		case duckdb.TYPE_DECIMAL, duckdb.TYPE_DOUBLE, duckdb.TYPE_FLOAT:
			c.Kind = data.NumberColumn
		case duckdb.TYPE_VARCHAR, duckdb.TYPE_DATE, duckdb.TYPE_TIMESTAMP, duckdb.TYPE_SQLNULL:
		default:
			return data.Table{}, fmt.Errorf("the column %s of the result is neither a number, a text, a date nor a flag; cast it to VARCHAR", c.Name)
		}
	}
	return t, nil
}

// cell writes a value as a table holds it.
func cell(v driver.Value) (string, error) {
	switch v := v.(type) {
	case nil:
		return "", nil
	case string:
		return v, nil
	case bool:
		return strconv.FormatBool(v), nil
	case float64:
		return fraction(v)
	case float32:
		return fraction(float64(v))
	case duckdb.Decimal:
		return decimalText(v.Value, int(v.Scale))
	case *big.Int:
		return v.String(), nil
	case time.Time:
		if h, m, s := v.Clock(); h == 0 && m == 0 && s == 0 && v.Nanosecond() == 0 {
			return v.Format(time.DateOnly), nil
		}
		return v.UTC().Format("2006-01-02T15:04:05.999999999"), nil
	case int8, int16, int32, int64, uint8, uint16, uint32, uint64:
		return fmt.Sprint(v), nil
	}
	return "", fmt.Errorf("the engine gave %T", v)
}

// fraction writes a binary fraction with the digits that processors agree in.
func fraction(f float64) (string, error) {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return "", errors.New("the result is not a number: something was divided by 0; write nullif(x, 0) for the divisor")
	}
	return data.NewNumber(f).Significant(data.ToNearest).String(), nil
}

// decimalText writes digits with a point before the last scale of them.
func decimalText(digits *big.Int, scale int) (string, error) {
	text := new(big.Rat).SetFrac(digits, new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(scale)), nil)).FloatString(scale)
	n, err := data.ParseNumber(text)
	return n.String(), err
}
