package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/periplus-data/periplus/cmd/periplus/internal/layout"
	"github.com/periplus-data/periplus/data/store"
	"github.com/periplus-data/periplus/report"
)

// defaultStore is the folder of the store where --store names none.
const defaultStore = "periplus-store"

// storeOptions say where the store lies and what work on it may use.
type storeOptions struct {
	dir, memory, temp string
	threads           int
}

// registerLimits adds the flags for what work may use; temp is the folder for
// temporary files where none is named.
func (o *storeOptions) registerLimits(cmd *cobra.Command, temp string) {
	f := cmd.Flags()
	f.StringVar(&o.memory, "memory", "1GB", "use at most this `MEMORY`, as 300MB; the rest goes to disk")
	f.IntVar(&o.threads, "threads", 0, "use this `NUMBER` of threads (as many as processors)")
	f.StringVar(&o.temp, "temp", "", "`FOLDER` for temporary files ("+temp+")")
	_ = cmd.MarkFlagDirname("temp")
}

func (o *storeOptions) registerDir(cmd *cobra.Command) {
	cmd.Flags().StringVar(&o.dir, "store", defaultStore, "`FOLDER` of the store")
	_ = cmd.MarkFlagDirname("store")
}

// options returns what the store is told.
func (o storeOptions) options() (store.Options, error) {
	if o.threads < 0 {
		return store.Options{}, usagef("--threads: %d threads are none; leave it out for as many as processors", o.threads)
	}
	out := store.Options{Threads: o.threads, Temp: o.temp, Version: report.Version}
	if o.memory == "" {
		return out, nil
	}
	var err error
	out.Memory, err = parseBytes(o.memory)
	return out, err
}

// parseBytes reads a number of bytes as 300MB or 2GB; a unit is 1000 of the
// one before it.
func parseBytes(s string) (int64, error) {
	for unit, worth := range map[string]int64{"KB": 1e3, "MB": 1e6, "GB": 1e9} {
		if digits, ok := strings.CutSuffix(strings.ToUpper(s), unit); ok {
			n, err := strconv.ParseInt(strings.TrimSpace(digits), 10, 64)
			if err == nil && n > 0 && n < 1e6 {
				return n * worth, nil
			}
		}
	}
	return 0, usagef("--memory: cannot read %q as an amount of memory; write it as 300MB or 2GB", s)
}

// addOptions are the flags and arguments of `periplus data add`.
type dataAddOptions struct {
	readOptions
	storeOptions
	files   []string
	id      string
	replace bool
}

func (a *app) dataAddCommand() *cobra.Command {
	var o dataAddOptions
	cmd := &cobra.Command{
		Use:   "add FILE... [flags]",
		Short: "Read and check files, and keep their flows in a store as sorted, compressed Parquet.",
		Example: examples("periplus data add register.csv", "into the store periplus-store",
			"periplus data add BACI_HS92_Y*.csv --store trade --memory 300MB", "",
			"periplus data add new.csv --id register --replace", ""),
		DisableFlagsInUseLine: true,
		Args:                  takes(1, -1),
		RunE: func(_ *cobra.Command, args []string) error {
			o.files = args
			return a.runDataAdd(o)
		},
	}
	o.storeOptions.registerDir(cmd)
	cmd.Flags().StringVar(&o.id, "id", "", "`ID` of the entry (format and vintage)")
	cmd.Flags().BoolVar(&o.replace, "replace", false, "put the file in the place of the entry with the same id")
	o.readOptions.register(cmd)
	o.storeOptions.registerLimits(cmd, "that of the store")
	return cmd
}

func (a *app) runDataAdd(o dataAddOptions) error {
	if err := o.readOptions.check(o.files...); err != nil {
		return err
	}
	if o.id != "" && len(o.files) > 1 {
		return usagef("--id names one entry, and there are %d files; add them one at a time", len(o.files))
	}
	options, err := o.options()
	if err != nil {
		return err
	}
	if info, err := os.Stat(o.dir); err == nil && !info.IsDir() {
		return usagef("--store: %s is a file; a store is a folder", o.dir)
	}
	failed := a.eachFile(o.files, func(name string) error { return a.addFile(o, options, name) })
	return errors.Join(failed, a.writeRejects(o.readOptions))
}

// addFile adds one file. The store is made when there is something to put in.
func (a *app) addFile(o dataAddOptions, options store.Options, name string) error {
	opened, err := a.openData(o.readOptions, name)
	if err != nil {
		return err
	}
	defer opened.Close()
	s, err := store.Create(o.dir, options)
	if err != nil {
		return err
	}
	reading, err := a.readingName(o.readOptions, name)
	if err != nil {
		return err
	}
	show, done := a.stages(name)
	added, err := s.Add(a.ctx, opened.Reading, store.AddOptions{ID: o.id, Replace: o.replace, Reading: reading,
		Position: opened.File.Position, Progress: show})
	done()
	if a.ctx.Err() != nil {
		return fmt.Errorf("interrupted; %s was not added", name)
	}
	if err != nil {
		return err
	}
	if added.Already {
		a.say("%s is in the store already, as %s; nothing was written", name, added.Entry.ID)
		return nil
	}
	a.account(o.readOptions, name, opened.Reading)
	_, err = fmt.Fprintf(a.out, "%s: %s of %s\n", added.Entry.ID, counted(added.Entry.Rows, "row"), added.Entry.File)
	return err
}

// stages shows how far adding is: first the reading of a file, then the writing.
func (a *app) stages(name string) (show func(store.Progress), done func()) {
	var stage store.Stage
	var progress func(rows, total int64)
	end := func() {}
	show = func(p store.Progress) {
		if p.Stage != stage {
			end()
			stage = p.Stage
			progress, end = a.counting(string(stage) + " " + name)
		}
		progress(int64(p.Rows), int64(p.Total))
	}
	return show, func() { end() }
}

// readingName says how a file is read where that is not the default, so that
// the store tells readings of one file apart.
func (a *app) readingName(o readOptions, name string) (string, error) {
	var parts []string
	if o.keepGoing {
		parts = append(parts, "keep-going")
	}
	for _, entry := range o.mappings {
		of, path, ok := strings.Cut(entry, "=")
		if !ok {
			of, path = name, entry
		}
		if of != name {
			continue
		}
		raw, err := a.readFile(path)
		if err != nil {
			return "", err
		}
		sum := sha256.Sum256(raw)
		parts = append(parts, "mapping "+hex.EncodeToString(sum[:]))
	}
	return strings.Join(parts, ", "), nil
}

func (a *app) dataListCommand() *cobra.Command {
	var o struct {
		storeOptions
		formatOptions
	}
	cmd := &cobra.Command{
		Use:   "list [flags]",
		Short: "List the entries of a store with source, vintage, rows, years and SHA-256.",
		Example: examples("periplus data list", "of the store periplus-store", "periplus data list --store trade", "",
			"periplus data list --store trade --format json", "every hash in full"),
		DisableFlagsInUseLine: true,
		Args:                  noArgs,
		RunE: func(*cobra.Command, []string) error {
			if err := o.formatOptions.check(); err != nil {
				return err
			}
			s, err := store.Open(o.dir, store.Options{})
			if err != nil {
				return storeError(o.dir, err)
			}
			entries, err := s.List()
			if err != nil {
				return err
			}
			if len(entries) == 0 {
				a.say("the store %s is empty; `periplus data add FILE --store %s` fills it", o.dir, o.dir)
			}
			return a.show(o.formatOptions, layout.EntryTable(entries), func() string { return layout.Text(layout.EntryGrid(entries)) },
				func() layout.Grid { return layout.EntryGrid(entries) })
		},
	}
	o.registerDir(cmd)
	o.formatOptions.registerFormat(cmd)
	return cmd
}

// storeError says what to do where there is no store.
func storeError(dir string, err error) error {
	if errors.Is(err, store.ErrNoStore) {
		return fmt.Errorf("there is no store in %s; `periplus data add FILE --store %s` makes one", dir, dir)
	}
	return err
}

func (a *app) dataRemoveCommand() *cobra.Command {
	var o storeOptions
	cmd := &cobra.Command{
		Use:   "remove ID... [flags]",
		Short: "Take entries out of a store; the files that they were made of stay.",
		Example: examples("periplus data remove sipri-register-new-2025-01-03", "",
			"periplus data remove cepii-baci-h0-202401 --store trade", "",
			"periplus data list --store trade", "shows the ids"),
		DisableFlagsInUseLine: true,
		Args:                  takes(1, -1),
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			return completeEntries(o.dir, args), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error { return a.runDataRemove(o, args) },
	}
	o.registerDir(cmd)
	return cmd
}

func (a *app) runDataRemove(o storeOptions, ids []string) error {
	s, err := store.Open(o.dir, store.Options{})
	if err != nil {
		return storeError(o.dir, err)
	}
	for i, id := range ids {
		if slices.Contains(ids[:i], id) {
			return usagef("%s is named twice; name each entry once", id)
		}
	}
	// Nothing is removed where one of the ids is wrong.
	if err := a.eachFile(ids, func(id string) error { _, err := s.Lookup(id); return err }); err != nil {
		return err
	}
	return a.eachFile(ids, func(id string) error {
		e, err := s.Remove(a.ctx, id)
		if err == nil {
			_, err = fmt.Fprintf(a.out, "removed %s: %s of %s\n", e.ID, counted(e.Rows, "row"), e.File)
		}
		return err
	})
}

// completeEntries completes the ids of a store's entries.
func completeEntries(dir string, skip []string) []string {
	s, err := store.Open(dir, store.Options{})
	if err != nil {
		return nil
	}
	entries, err := s.List()
	if err != nil {
		return nil
	}
	var out []string
	for _, e := range entries {
		if !slices.Contains(skip, e.ID) {
			out = append(out, cobra.CompletionWithDesc(e.ID, e.Title))
		}
	}
	return out
}
