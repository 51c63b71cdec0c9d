package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/periplus-data/periplus/data"
)

// DefaultMemory is how many bytes a store uses for sorting, and the engine for
// everything, where Options.Memory is 0.
const DefaultMemory = 1 << 30

// MinMemory is the least memory that Options may name.
const MinMemory = 64 << 20

// Options say what a store may use. The zero value is safe.
type Options struct {
	Memory  int64  // bytes, DefaultMemory where 0; what does not fit goes to temporary files
	Threads int    // as many as processors where 0
	Temp    string // folder for temporary files, a hidden one inside the store where empty
	Version string // version of the program, as the catalogue notes it for new entries
}

func (o Options) check() (Options, error) {
	if o.Memory == 0 {
		o.Memory = DefaultMemory
	}
	if o.Memory < MinMemory {
		return o, fmt.Errorf("a memory limit of %d bytes is too small; allow at least %d MB", o.Memory, MinMemory>>20)
	}
	if o.Threads < 0 {
		return o, fmt.Errorf("%d threads are none; leave it out for as many as processors", o.Threads)
	}
	if o.Threads == 0 {
		o.Threads = runtime.GOMAXPROCS(0)
	}
	return o, nil
}

// Store is a folder of entries. Its methods may be called from several
// goroutines and programs at once: those that write wait for each other.
type Store struct {
	dir string
	o   Options
}

// ErrNoStore says that a folder holds no store.
var ErrNoStore = errors.New("holds no store")

// Open opens the store in the folder dir and clears away what a killed program
// left in it. The error is ErrNoStore where the folder does not exist or holds
// no catalogue.
func Open(dir string, o Options) (*Store, error) {
	s, err := newStore(dir, o)
	if err != nil {
		return nil, err
	}
	if _, err := s.read(); err != nil {
		return nil, err
	}
	s.tidy()
	return s, nil
}

// Create opens the store in the folder dir and makes folder and catalogue
// where there are none. It refuses a folder that holds other files and no
// catalogue.
func Create(dir string, o Options) (*Store, error) {
	s, err := newStore(dir, o)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, err
	}
	if _, err := s.read(); errors.Is(err, ErrNoStore) {
		if err := s.isEmpty(); err != nil { // not even a lock is put into a folder that is not ours
			return nil, err
		}
	}
	unlock, err := s.lock(context.Background())
	if err != nil {
		return nil, err
	}
	defer unlock()
	_, err = s.read()
	if errors.Is(err, ErrNoStore) {
		if err = s.isEmpty(); err == nil {
			err = s.write(catalogue{})
		}
	}
	if err != nil {
		return nil, err
	}
	s.clear()
	return s, nil
}

func newStore(dir string, o Options) (*Store, error) {
	o, err := o.check()
	if err != nil {
		return nil, err
	}
	if dir == "" {
		return nil, errors.New("a store needs a folder")
	}
	return &Store{dir: filepath.Clean(dir), o: o}, nil
}

// isEmpty says why the folder cannot become a store: it holds something else.
func (s *Store) isEmpty() error {
	entries, err := os.ReadDir(s.dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.Name() != lockName && !isTemporary(e.Name()) {
			return fmt.Errorf("%s has no %s and is not empty (%s); name a folder of its own for the store", s.dir, catalogueName, e.Name())
		}
	}
	return nil
}

// Dir returns the folder of the store.
func (s *Store) Dir() string { return s.dir }

// List returns the entries, sorted by id.
func (s *Store) List() ([]Entry, error) {
	c, err := s.read()
	return c.Entries, err
}

// Lookup returns the entry with an id. The error names the nearest id.
func (s *Store) Lookup(id string) (Entry, error) {
	c, err := s.read()
	if err != nil {
		return Entry{}, err
	}
	if i := c.index(id); i >= 0 {
		return c.Entries[i], nil
	}
	return Entry{}, c.unknown(s.dir, id)
}

// Path returns the path of the Parquet file of an entry.
func (s *Store) Path(e Entry) string { return filepath.Join(s.dir, e.Parquet) }

// Remove takes an entry out of the catalogue and deletes its Parquet file.
func (s *Store) Remove(ctx context.Context, id string) (Entry, error) {
	unlock, err := s.lock(ctx)
	if err != nil {
		return Entry{}, err
	}
	defer unlock()
	c, err := s.read()
	if err != nil {
		return Entry{}, err
	}
	i := c.index(id)
	if i < 0 {
		return Entry{}, c.unknown(s.dir, id)
	}
	e := c.Entries[i]
	c.Entries = slices.Delete(c.Entries, i, i+1)
	if err := s.write(c); err != nil {
		return Entry{}, err
	}
	s.clear()
	return e, nil
}

// Verify reads the Parquet files of all entries, or of those named, and holds
// them against the catalogue. It returns one error that joins a line for each
// file that is missing or changed, and the number of files that are as they
// were written.
func (s *Store) Verify(ctx context.Context, ids ...string) (int, error) {
	c, err := s.read()
	if err != nil {
		return 0, err
	}
	for _, id := range ids {
		if c.index(id) < 0 {
			return 0, c.unknown(s.dir, id)
		}
	}
	proven, problems := 0, []error{}
	for _, e := range c.Entries {
		if len(ids) > 0 && !slices.Contains(ids, e.ID) {
			continue
		}
		if err := s.verify(ctx, e); err != nil {
			problems = append(problems, fmt.Errorf("%s: %w", e.ID, err))
			continue
		}
		proven++
	}
	return proven, errors.Join(problems...)
}

func (s *Store) verify(ctx context.Context, e Entry) error {
	for name, want := range map[string]string{e.Parquet: e.ParquetSHA256, e.Sums: e.SumsSHA256} {
		if name == "" {
			continue
		}
		sum, err := hashFile(ctx, filepath.Join(s.dir, name))
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return fmt.Errorf("%s is missing; remove the entry and add its source again", name)
		case err != nil:
			return err
		case sum != want:
			return fmt.Errorf("%s was changed since it was written; remove the entry and add its source again", name)
		}
	}
	f, err := openFlows(s.Path(e))
	if err != nil {
		return err
	}
	defer f.Close()
	if f.rows() != int64(e.Rows) {
		return fmt.Errorf("%s has %d rows and the catalogue says %d", e.Parquet, f.rows(), e.Rows)
	}
	return nil
}

// hashFile returns the SHA-256 of a file in lower-case hex.
func hashFile(ctx context.Context, path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	for {
		if err := ctx.Err(); err != nil {
			return "", err
		}
		_, err := io.CopyN(h, f, 16<<20)
		if err == io.EOF {
			return hex.EncodeToString(h.Sum(nil)), nil
		}
		if err != nil {
			return "", err
		}
	}
}

func (c catalogue) unknown(dir, id string) error {
	ids := make([]string, len(c.Entries))
	for i, e := range c.Entries {
		ids[i] = e.ID
	}
	if len(ids) == 0 {
		return fmt.Errorf("unknown entry %q; %s is empty, and `periplus data add` fills it", id, dir)
	}
	return fmt.Errorf("unknown entry %q%s; %s holds %s", id, data.Suggest(id, ids), dir, strings.Join(ids, ", "))
}
