package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

const (
	lockName        = ".lock"
	temporaryPrefix = ".tmp-"
)

// flowsFile is how data files are named: the id of the entry and the beginning
// of the SHA-256 of its source and of how it was read.
var flowsFile = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]*\.[0-9a-f]{16}(\.parquet|\.sums)$`)

func isFlowsFile(name string) bool { return flowsFile.MatchString(name) }

func isTemporary(name string) bool { return strings.HasPrefix(name, temporaryPrefix) }

// lockPause is how long a program waits before it asks for the lock again.
const lockPause = 50 * time.Millisecond

// lock waits until no other program writes to the store.
func (s *Store) lock(ctx context.Context) (unlock func(), err error) {
	l := flock.New(filepath.Join(s.dir, lockName), flock.SetPermissions(0o666))
	ok, err := l.TryLockContext(ctx, lockPause)
	if err == nil && !ok {
		err = errors.New("another program holds the lock")
	}
	if err != nil {
		return nil, fmt.Errorf("cannot lock the store %s: %w", s.dir, err)
	}
	return func() { l.Unlock() }, nil
}

// tidy clears away what a killed program left, unless another program is at
// work or the store may not be written to.
func (s *Store) tidy() {
	if !s.hasLeftovers() {
		return
	}
	l := flock.New(filepath.Join(s.dir, lockName), flock.SetPermissions(0o666))
	if ok, err := l.TryLock(); err != nil || !ok {
		return
	}
	defer l.Unlock()
	s.clear()
}

// hasLeftovers reports whether the folder has a file that clear would delete.
func (s *Store) hasLeftovers() bool {
	found := false
	s.leftovers(func(string) { found = true })
	return found
}

// clear deletes temporary files and data files that no entry names: whoever
// made them is dead, since the caller holds the lock. Files that do not bear
// the names of a store are left alone.
func (s *Store) clear() {
	s.leftovers(func(path string) { os.RemoveAll(path) })
}

func (s *Store) leftovers(do func(path string)) {
	c, err := s.read()
	if err != nil {
		return // a damaged catalogue is no reason to delete data
	}
	used := map[string]bool{}
	for _, e := range c.Entries {
		used[e.Parquet], used[e.Sums] = true, true
	}
	files, err := os.ReadDir(s.dir)
	if err != nil {
		return
	}
	for _, f := range files {
		if name := f.Name(); isTemporary(name) || isFlowsFile(name) && !used[name] {
			do(filepath.Join(s.dir, name))
		}
	}
}

// syncDir makes a rename last. Windows cannot sync a folder and orders renames
// itself.
func syncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}
