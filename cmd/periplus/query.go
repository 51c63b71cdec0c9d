package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/spf13/cobra"

	"github.com/periplus-data/periplus/cmd/periplus/internal/layout"
	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/store"
)

// queryOptions are the flags and arguments of `periplus query`.
type queryOptions struct {
	readOptions
	formatOptions
	storeOptions
	sql     string
	data    []string
	timeout time.Duration
}

func (a *app) queryCommand() *cobra.Command {
	var o queryOptions
	cmd := &cobra.Command{
		Use:   "query SQL [flags]",
		Short: "Run one SELECT over files of official data and the entries of a store.",
		Example: examples(
			`periplus query "SELECT partner, sum(value) FROM register GROUP BY partner" --data register.csv`, "",
			`periplus query "SELECT sum(value) FROM r WHERE reporter = 'VNM'" --data r=register.csv --format csv`, "",
			`periplus query "SELECT period, sum(value) FROM baci GROUP BY period" --data baci=store/baci-202501`, ""),
		Annotations:           line("run a SELECT over files and the store"),
		DisableFlagsInUseLine: true,
		Args:                  takes(1, 1),
		RunE: func(_ *cobra.Command, args []string) error {
			o.sql = args[0]
			return a.runQuery(o)
		},
	}
	f := cmd.Flags()
	f.StringArrayVar(&o.data, "data", nil, "a table: a `FILE`, a store, or an entry as STORE/ID; NAME=FILE names it; repeat")
	f.DurationVar(&o.timeout, "timeout", store.DefaultTimeout, "stop after this `TIME`, as 30s")
	o.formatOptions.registerFormat(cmd)
	o.readOptions.register(cmd)
	o.storeOptions.registerLimits(cmd, "that of the system")
	_ = cmd.RegisterFlagCompletionFunc("data", completeData)
	return cmd
}

func (a *app) runQuery(o queryOptions) error {
	if err := o.formatOptions.check(); err != nil {
		return err
	}
	if err := o.readOptions.check(paths(o.data)...); err != nil {
		return err
	}
	limits, err := o.options()
	if err != nil {
		return err
	}
	if len(o.data) == 0 {
		return usagef("name the tables of the query: --data FILE or --data NAME=FILE")
	}
	if o.timeout <= 0 {
		return usagef("--timeout: %s is no time to work in; write it as 30s or 10m", o.timeout)
	}
	if !store.HasEngine {
		return store.ErrNoEngine // before anything is read
	}
	q := querySources{app: a, o: o.readOptions, tables: map[string]store.Source{}}
	if err := a.eachFile(o.data, q.add); err != nil {
		return err
	}
	defer a.working("running the query")()
	t, err := store.Query(a.ctx, o.sql, q.tables, store.QueryOptions{Memory: limits.Memory, Threads: limits.Threads, Temp: limits.Temp, Timeout: o.timeout})
	if err != nil {
		return err
	}
	for _, r := range q.read {
		a.account(o.readOptions, r.name, r.Reading)
	}
	if err := a.show(o.formatOptions, t, func() string { return layout.Text(layout.TableGrid(t)) }, func() layout.Grid { return layout.TableGrid(t) }); err != nil {
		return err
	}
	return a.writeRejects(o.readOptions)
}

// querySources are the tables that a query sees, by name.
type querySources struct {
	*app
	o      readOptions
	tables map[string]store.Source
	read   []fileReading // in the order of --data
}

// fileReading is a file that the query reads to its end.
type fileReading struct {
	name string
	*data.Reading
}

// nameAndPath parts NAME=PATH; the name is empty where there is none, and where
// the whole is a file that exists.
func nameAndPath(entry string) (name, path string) {
	name, path, named := strings.Cut(entry, "=")
	if _, err := os.Stat(entry); !named || err == nil {
		return "", entry
	}
	return name, path
}

// paths are those of all --data.
func paths(entries []string) []string {
	var out []string
	for _, entry := range entries {
		_, path := nameAndPath(entry)
		out = append(out, path)
	}
	return out
}

// add opens what one --data names.
func (q *querySources) add(entry string) error {
	name, path := nameAndPath(entry)
	entries, isStore, err := openEntries(path)
	switch {
	case err != nil:
		return err
	case !isStore:
		return q.addFile(name, path)
	case name != "" && len(entries) > 1:
		return usagef("%s holds %d data sets; name one of its entries as %s=%s/ID", path, len(entries), name, path)
	}
	for _, r := range entries {
		record := r.(*store.Record)
		id := record.Entries()[0].ID
		if len(record.Entries()) > 1 {
			id = record.Describe().ID
		}
		if err := q.table(name, tableName(id), id, store.Source{Record: record}); err != nil {
			return err
		}
	}
	return nil
}

// addFile adds a file, which the query reads once, or a list of codes.
func (q *querySources) addFile(name, path string) error {
	opened, err := q.openData(q.o, path)
	if err != nil {
		return err
	}
	q.atEnd = append(q.atEnd, opened.Close)
	source := store.Source{Reading: opened.Reading}
	if opened.Flows == nil {
		t, err := opened.Table()
		if err != nil {
			return err
		}
		source = store.Source{Table: &t}
	}
	q.read = append(q.read, fileReading{path, opened.Reading})
	return q.table(name, tableName(filepath.Base(path)), path, source)
}

// table adds a table under the name that the user gave it, or says which name
// it has.
func (q *querySources) table(given, derived, what string, s store.Source) error {
	name := given
	if name == "" {
		name = derived
		q.say("%s is the table %s", what, name)
	}
	if _, taken := q.tables[name]; taken {
		return usagef("two tables are called %s; name one of them: --data NAME=%s", name, what)
	}
	q.tables[name] = s
	return nil
}

// tableName is what a query calls a table that has no name: the name of the
// file, or the id of the entry, in letters that SQL takes without quotes.
func tableName(base string) string {
	if base == "-" {
		return "stdin"
	}
	if i := strings.IndexByte(base, '.'); i > 0 {
		base = base[:i]
	}
	words := strings.FieldsFunc(strings.ToLower(base), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })
	name := strings.Join(words, "_")
	if name == "" || slices.Contains([]string{"select", "from", "where", "order", "group", "table"}, name) || unicode.IsDigit(rune(name[0])) {
		name = "t_" + name
	}
	return name
}
