package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/detect"
	"github.com/periplus-data/periplus/data/store"
)

// openRecords opens what --data names: files, stores, and entries of stores as
// STORE/ID. What to know of the reading of files is said. They stay open until
// the command ends.
func (a *app) openRecords(o readOptions, names []string) ([]data.Record, error) {
	if len(names) == 0 {
		return nil, usagef("name the official data to hold them against: --data FILE or --data STORE")
	}
	var out []data.Record
	err := a.eachFile(names, func(name string) error {
		records, err := a.openRecord(o, name)
		out = append(out, records...)
		return err
	})
	return out, err
}

func (a *app) openRecord(o readOptions, name string) ([]data.Record, error) {
	entries, isStore, err := openEntries(name)
	if isStore || err != nil {
		return entries, err
	}
	defer a.working("reading " + name)()
	f, options, err := a.prepare(o, name)
	if err != nil {
		return nil, err
	}
	r, err := detect.OpenRecord(f, options)
	if err != nil {
		return nil, err
	}
	a.atEnd = append(a.atEnd, r.Close)
	a.account(o, name, r.Reading)
	return []data.Record{r.Record}, nil
}

// openEntries opens the store that name is, or the entry that it names as
// STORE/ID, as records. isStore is false where name is a file, or nothing.
func openEntries(name string) (out []data.Record, isStore bool, err error) {
	s, entries, err := findEntries(name)
	if s == nil || err != nil {
		return nil, s != nil, err
	}
	out, err = records(s, entries)
	return out, true, err
}

// findEntries returns the store that name means and its entries: all of a
// folder, or one as STORE/ID. The store is nil where name is a file, or nothing
// that exists, of which the error comes from opening it.
func findEntries(name string) (*store.Store, []store.Entry, error) {
	dir, id := name, ""
	switch _, err := os.Stat(name); {
	case name == "-" || err == nil && !isFolder(name):
		return nil, nil, nil
	case errors.Is(err, fs.ErrNotExist):
		if dir, id = filepath.Split(filepath.Clean(name)); dir == "" || strings.Contains(id, ".") { // an id has no dot
			return nil, nil, nil
		}
	}
	s, err := store.Open(filepath.Clean(dir), store.Options{})
	switch {
	case errors.Is(err, store.ErrNoStore) && id != "":
		return nil, nil, nil
	case errors.Is(err, store.ErrNoStore):
		return nil, nil, fmt.Errorf("%s is a folder and holds no store; name a file in it, or make a store with `periplus data add`", name)
	case err != nil:
		return nil, nil, err
	case id != "":
		e, err := s.Lookup(id)
		return s, []store.Entry{e}, err
	}
	entries, err := s.List()
	if err == nil && len(entries) == 0 {
		err = fmt.Errorf("the store %s is empty; `periplus data add FILE --store %s` fills it", s.Dir(), s.Dir())
	}
	return s, entries, err
}

// records makes a record of each release of a store: entries that are years of
// one release are one record.
func records(s *store.Store, entries []store.Entry) ([]data.Record, error) {
	var groups [][]string
	var out []data.Record
	for _, e := range entries {
		joined := false
		for i := range groups {
			if r, err := s.Record(append(groups[i][:len(groups[i]):len(groups[i])], e.ID)...); err == nil {
				groups[i], out[i], joined = append(groups[i], e.ID), r, true
				break
			}
		}
		if joined {
			continue
		}
		r, err := s.Record(e.ID)
		if err != nil {
			return nil, err
		}
		groups, out = append(groups, []string{e.ID}), append(out, r)
	}
	return out, nil
}

// completeData completes the names of data: files, and inside a store its
// entries. NAME= may stand before them.
func completeData(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	before, path := "", typed
	if i := strings.IndexByte(typed, '='); i >= 0 {
		before, path = typed[:i+1], typed[i+1:]
	}
	dir, _ := filepath.Split(path)
	if dir == "" {
		return nil, cobra.ShellCompDirectiveDefault
	}
	entries := completeEntries(filepath.Clean(dir), nil)
	if len(entries) == 0 {
		return nil, cobra.ShellCompDirectiveDefault
	}
	for i := range entries {
		entries[i] = before + dir + entries[i]
	}
	return entries, cobra.ShellCompDirectiveNoFileComp
}
