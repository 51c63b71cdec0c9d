package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

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
	err := eachFile(names, func(name string) error {
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
	a.account(name, r.Reading)
	return []data.Record{r.Record}, a.writeRejects(o, r.Reading.Account.Rejects)
}

// openEntries opens the entries of the store that name is, or the one that it
// names as STORE/ID. isStore is false where name is a file.
func openEntries(name string) (records []data.Record, isStore bool, err error) {
	dir, id := name, ""
	if !isFolder(dir) {
		dir, id = filepath.Split(filepath.Clean(name))
		if _, err := os.Stat(name); err == nil || name == "-" || dir == "" {
			return nil, false, nil
		}
	}
	s, err := store.Open(dir, store.Options{})
	if errors.Is(err, store.ErrNoStore) && id != "" {
		return nil, false, nil // what opens files says that there is none
	}
	if err != nil {
		return nil, true, storeError(dir, err)
	}
	ids := []string{id}
	if id == "" {
		if ids, err = storeIDs(s); err != nil {
			return nil, true, err
		}
	}
	for _, id := range ids {
		r, err := s.Record(id)
		if err != nil {
			return nil, true, err
		}
		records = append(records, r)
	}
	return records, true, nil
}

func storeIDs(s *store.Store) ([]string, error) {
	entries, err := s.List()
	if err != nil {
		return nil, err
	}
	if len(entries) == 0 {
		return nil, fmt.Errorf("the store %s is empty; `periplus data add` fills it", s.Dir())
	}
	var ids []string
	for _, e := range entries {
		ids = append(ids, e.ID)
	}
	return ids, nil
}
