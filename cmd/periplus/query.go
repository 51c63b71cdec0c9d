package main

import (
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
			`periplus query "SELECT partner, sum(value) FROM register WHERE reporter = 'VNM' GROUP BY partner" --data register.csv`, "",
			`periplus query "SELECT period, sum(value) FROM baci GROUP BY period" --data baci=periplus-store/cepii-baci-h0-202501 --format csv`, ""),
		Annotations:           line("run a SELECT over files and the store"),
		DisableFlagsInUseLine: true,
		Args:                  takes(1, 1),
		RunE: func(_ *cobra.Command, args []string) error {
			o.sql = args[0]
			return a.runQuery(o)
		},
	}
	f := cmd.Flags()
	f.StringArrayVar(&o.data, "data", nil, "a table: a `FILE`, a store, or an entry as STORE/ID; NAME=FILE names it (its file name); repeat")
	f.DurationVar(&o.timeout, "timeout", store.DefaultTimeout, "stop after this `TIME`, as 30s")
	o.formatOptions.register(cmd)
	f.StringVar(&o.memory, "memory", "1GB", "use at most this much `MEMORY`, as 300MB; what does not fit goes to temporary files")
	f.IntVar(&o.threads, "threads", 0, "use this `NUMBER` of threads (as many as processors)")
	f.StringVar(&o.temp, "temp", "", "`FOLDER` for temporary files (that of the system)")
	o.readOptions.register(cmd)
	return cmd
}

func (a *app) runQuery(o queryOptions) error {
	if err := o.formatOptions.check(); err != nil {
		return err
	}
	if err := o.readOptions.check(); err != nil {
		return err
	}
	limits, err := o.options()
	if err != nil {
		return err
	}
	if len(o.data) == 0 {
		return usagef("name the tables of the query: --data FILE or --data NAME=FILE")
	}
	sources, err := a.querySources(o)
	if err != nil {
		return err
	}
	defer a.working("running the query")()
	t, err := store.Query(a.ctx, o.sql, sources, store.QueryOptions{Memory: limits.Memory, Threads: limits.Threads, Temp: limits.Temp, Timeout: o.timeout})
	if err != nil {
		return err
	}
	return a.show(o.formatOptions, t, func() string { return layout.Text(layout.TableGrid(t)) }, func() layout.Grid { return layout.TableGrid(t) })
}

// querySources opens what --data names, under the names of the query.
func (a *app) querySources(o queryOptions) (map[string]store.Source, error) {
	sources := map[string]store.Source{}
	err := eachFile(o.data, func(entry string) error {
		name, path, named := strings.Cut(entry, "=")
		if !named {
			name, path = "", entry
		}
		entries, isStore, err := openEntries(path)
		if err != nil {
			return err
		}
		if !isStore {
			opened, err := a.openData(o.readOptions, path)
			if err != nil {
				return err
			}
			a.atEnd = append(a.atEnd, opened.Close)
			if opened.Flows == nil {
				return a.addTable(sources, a.named(name, tableName(filepath.Base(path)), path), path, opened.Reading)
			}
			return addSource(sources, a.named(name, tableName(filepath.Base(path)), path), path, store.Source{Reading: opened.Reading})
		}
		if named && len(entries) > 1 {
			return usagef("%s holds %d entries; name one of them as %s=%s/ID", path, len(entries), name, path)
		}
		for _, r := range entries {
			id := r.(*store.Record).Entries()[0].ID
			if err := addSource(sources, a.named(name, tableName(id), id), path, store.Source{Record: r.(*store.Record)}); err != nil {
				return err
			}
		}
		return nil
	})
	return sources, err
}

// named returns the name that a user gave to a table, or says which one it has.
func (a *app) named(given, derived, what string) string {
	if given != "" {
		return given
	}
	a.say("%s is the table %s", what, derived)
	return derived
}

// addTable adds a reference table, as a list of codes.
func (a *app) addTable(sources map[string]store.Source, name, path string, r *data.Reading) error {
	t, err := r.Table()
	if err != nil {
		return err
	}
	return addSource(sources, name, path, store.Source{Table: &t})
}

func addSource(sources map[string]store.Source, name, path string, s store.Source) error {
	if _, taken := sources[name]; taken {
		return usagef("two tables are called %s; name one of them: --data NAME=%s", name, path)
	}
	sources[name] = s
	return nil
}

// tableName is what a query calls a table that has no name: the name of the
// file, or the id of the entry, in letters that SQL takes without quotes.
func tableName(base string) string {
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
