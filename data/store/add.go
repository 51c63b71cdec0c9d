package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/periplus-data/periplus/data"
)

// AddOptions say how a reading becomes an entry.
type AddOptions struct {
	// ID names the entry. Where it is empty, the release does: its id, with the
	// year where the file covers a single one.
	ID string
	// Reading says how the file was read where that was not the default, as
	// "keep-going" or the SHA-256 of a mapping. The same file read in another
	// way is another entry.
	Reading string
	// Replace puts the entry in the place of one with the same id and another
	// source. Without it that is an error.
	Replace bool
	// Position tells up to which byte of Release.Bytes the file has been read,
	// as file.File.Position does; without it nobody knows how long reading takes.
	Position func() int64
	// Progress is called from time to time, never at once from two goroutines.
	Progress func(Progress)
}

// Stage says what Add is at.
type Stage string

// The stages of Add, in their order.
const (
	Reading Stage = "reading"
	Writing Stage = "writing"
)

// Progress is how far Add has come.
type Progress struct {
	Stage Stage
	Rows  int // read or written so far
	Total int // rows in all: an estimate while reading, 0 where nobody knows
}

// Added is what Add did.
type Added struct {
	Entry   Entry
	Already bool // the store holds the same file, read in the same way: nothing was written
}

// ErrTaken says that another source has the id.
var ErrTaken = errors.New("is taken by another source")

// progressRows is after how many rows Progress is called.
const progressRows = 1 << 16

// Add reads r to its end and writes an entry. The entry appears whole or not at
// all: where Add fails, or its program is killed, the store stays as it was. It
// is an error where the file holds no flows, where the account of the reader
// does not close, and where the id is taken by another source. Adding what the
// store holds already changes nothing and does not read the flows.
func (s *Store) Add(ctx context.Context, r *data.Reading, o AddOptions) (Added, error) {
	if r.Flows == nil {
		return Added{}, fmt.Errorf("%s is a reference table (%s) and holds no flows; a store keeps flows", r.Release.File, r.Release.Format)
	}
	if len(r.Release.SHA256) != 64 {
		return Added{}, fmt.Errorf("%s has no SHA-256, and a store keeps no release without one", r.Release.File)
	}
	unlock, err := s.lock(ctx)
	if err != nil {
		return Added{}, err
	}
	defer unlock()
	s.clear()
	c, err := s.read()
	if err != nil {
		return Added{}, err
	}
	if e, ok := c.same(r.Release, o); ok {
		return Added{Entry: e, Already: true}, nil
	}
	if o.ID != "" { // known before anything is read
		if err := c.free(o.ID, o.Replace); err != nil {
			return Added{}, err
		}
	}
	e, err := s.add(ctx, c, r, o)
	if err != nil {
		return Added{}, fmt.Errorf("%s was not added: %w", r.Release.File, err)
	}
	return Added{Entry: e}, nil
}

// same returns the entry that holds the same file, read in the same way.
func (c catalogue) same(r data.Release, o AddOptions) (Entry, bool) {
	i := slices.IndexFunc(c.Entries, func(e Entry) bool {
		return e.SHA256 == r.SHA256 && e.Format == r.Format && e.Reading == o.Reading && (o.ID == "" || o.ID == e.ID)
	})
	if i < 0 {
		return Entry{}, false
	}
	return c.Entries[i], true
}

// free says whether an entry may take an id.
func (c catalogue) free(id string, replace bool) error {
	if err := checkID(id); err != nil {
		return err
	}
	i := c.index(id)
	if i < 0 || replace {
		return nil
	}
	e := c.Entries[i]
	return fmt.Errorf("the id %s %w, %s (SHA-256 %.12s…); name another id, remove that entry, or replace it", id, ErrTaken, e.File, e.SHA256)
}

// add does the work of Add. The caller holds the lock.
func (s *Store) add(ctx context.Context, c catalogue, r *data.Reading, o AddOptions) (Entry, error) {
	folder, err := s.temporary()
	if err != nil {
		return Entry{}, err
	}
	defer os.RemoveAll(folder)
	report := o.Progress
	if report == nil {
		report = func(Progress) {}
	}
	in, err := take(ctx, r, newSorter(s.o.Memory, folder), func(rows int) {
		report(Progress{Stage: Reading, Rows: rows, Total: o.estimate(rows, r.Release.Bytes)})
	})
	if err != nil {
		return Entry{}, err
	}
	defer in.close()
	e := in.entry(r, o)
	e.Periplus = s.o.Version
	if err := c.free(e.ID, o.Replace); err != nil {
		return Entry{}, err
	}
	sums := newSummary(in)
	flows, err := s.file(ctx, &in.dictionary, in.summing(&sums), in.value, in.quantity, func(rows int) {
		report(Progress{Stage: Writing, Rows: rows, Total: in.total})
	})
	if err != nil {
		return Entry{}, err
	}
	defer flows.remove()
	e.ParquetBytes, e.ParquetSHA256 = flows.bytes, flows.sha256
	files := map[string]written{e.Parquet: flows}
	if sums != nil {
		f, err := s.file(ctx, &in.dictionary, sums.blocks, decimals{scale: sums.scale, whole: maxShort - sums.scale}, decimals{whole: 1}, func(int) {})
		if err != nil {
			return Entry{}, err
		}
		defer f.remove()
		e.Sums, e.SumsSHA256 = strings.TrimSuffix(e.Parquet, ".parquet")+".sums", f.sha256
		files[e.Sums] = f
	}
	return e, s.publish(ctx, c, e, files)
}

// summing yields the rows and sums them on their way. It takes the summary away
// where that turns out not to be worth having.
func (in *taken) summing(s **summary) blocks {
	return func(ctx context.Context, n int, yield func([]packed) error) error {
		return in.blocks(ctx, n, func(block []packed) error {
			if *s != nil && !(*s).add(block) {
				*s = nil
			}
			return yield(block)
		})
	}
}

// written is a data file that waits for its name.
type written struct {
	path   string
	sha256 string
	bytes  int64
}

// remove deletes the file unless it got its name.
func (w written) remove() { os.Remove(w.path) }

// file writes rows to a temporary file of the store and makes them last.
func (s *Store) file(ctx context.Context, d *dictionary, rows blocks, value, quantity decimals, progress func(rows int)) (w written, err error) {
	f, err := os.CreateTemp(s.dir, temporaryPrefix+"*")
	if err != nil {
		return w, err
	}
	w.path = f.Name()
	out := &counted{w: f, hash: sha256.New()}
	err = writeFlows(ctx, out, d, rows, value, quantity, s.o.Threads, progress)
	if err == nil {
		err = f.Chmod(0o644)
	}
	if err == nil {
		err = f.Sync()
	}
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		w.remove()
		return w, err
	}
	w.bytes, w.sha256 = out.n, hex.EncodeToString(out.hash.Sum(nil))
	return w, nil
}

// estimate says how many rows a file has of which rows have been read.
func (o AddOptions) estimate(rows int, bytes int64) int {
	if o.Position == nil || bytes <= 0 {
		return 0
	}
	at := min(o.Position(), bytes)
	if at <= 0 {
		return 0
	}
	return max(rows, int(float64(rows)*float64(bytes)/float64(at)))
}

// temporary makes the folder for temporary files. One outside the store bears
// a random name, so that several programs may share its parent.
func (s *Store) temporary() (string, error) {
	parent := s.o.Temp
	if parent == "" {
		parent = s.dir
	}
	return os.MkdirTemp(parent, temporaryPrefix+"sort-*")
}

// counted is a file that counts and hashes what is written to it.
type counted struct {
	w    io.Writer
	hash hash.Hash
	n    int64
}

func (c *counted) Write(b []byte) (int, error) {
	n, err := c.w.Write(b)
	c.hash.Write(b[:n])
	c.n += int64(n)
	return n, err
}

// publish gives the written files their names and then puts the entry into the
// catalogue: until the catalogue is replaced, nobody sees them.
func (s *Store) publish(ctx context.Context, c catalogue, e Entry, files map[string]written) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	for name, f := range files {
		if err := os.Rename(f.path, filepath.Join(s.dir, name)); err != nil {
			return err
		}
	}
	if err := syncDir(s.dir); err != nil {
		return err
	}
	if i := c.index(e.ID); i >= 0 {
		c.Entries = slices.Delete(slices.Clone(c.Entries), i, i+1)
	}
	c.Entries = append(c.Entries, e)
	if err := s.write(c); err != nil {
		return err
	}
	s.clear() // what was replaced
	return nil
}

// taken is a reading that was read to its end.
type taken struct {
	*sorter
	value, quantity       decimals
	start, end            data.Date
	unit                  data.Unit
	mixed                 bool
	estimates, aggregates int
	parts                 int
}

// take reads all flows of r into the sorter.
func take(ctx context.Context, r *data.Reading, s *sorter, report func(rows int)) (in *taken, err error) {
	in = &taken{sorter: s}
	defer func() {
		if err != nil {
			s.close()
		}
	}()
	for f, err := range r.Flows {
		if err != nil {
			return nil, err
		}
		if err := s.add(&f); err != nil {
			return nil, err
		}
		in.note(&f)
		if s.total%progressRows == 0 {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			report(s.total)
		}
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if err := r.Account.Check(); err != nil {
		return nil, err
	}
	if r.Account.Flows != s.total {
		return nil, fmt.Errorf("the account says %d flows and %d came", r.Account.Flows, s.total)
	}
	report(s.total)
	return in, nil
}

// note keeps what the catalogue says about the rows.
func (in *taken) note(f *data.Flow) {
	coef, scale := packDecimal(f.Value)
	in.value.note(coef, scale)
	coef, scale = packDecimal(f.Quantity)
	in.quantity.note(coef, scale)
	if f.Estimate != "" {
		in.estimates++
	}
	if f.Aggregate != data.NoSide {
		in.aggregates++
	}
	in.parts = max(in.parts, f.Parts)
	in.mixed = in.mixed || in.total > 1 && f.Unit != in.unit
	in.unit = f.Unit
	if p := f.Period; p != in.end && p != in.start {
		if !in.start.IsSet() || p.First().Before(in.start.First()) {
			in.start = p
		}
		if !in.end.IsSet() || p.Last().After(in.end.Last()) {
			in.end = p
		}
	}
}

// entry describes what was taken.
func (in *taken) entry(r *data.Reading, o AddOptions) Entry {
	rel := r.Release
	if !rel.Coverage.IsSet() {
		rel.Coverage = data.Period{Start: in.start, End: in.end}
	}
	if rel.Unit == "" && !in.mixed {
		rel.Unit = in.unit
	}
	e := Entry{ID: o.ID, Source: rel.ID, Format: rel.Format, Publisher: rel.Publisher, Title: rel.Title, Licence: rel.Licence, Vintage: rel.Vintage,
		Generated: rel.Generated.String(), Unit: string(rel.Unit), Start: rel.Coverage.Start.String(), End: rel.Coverage.End.String(), Closed: rel.Closed, Reconciled: rel.Reconciled, Lacks: slices.Clone(rel.Lacks),
		File: fileName(rel.File), SHA256: rel.SHA256, Bytes: rel.Bytes, Reading: o.Reading, Notes: append([]string{}, rel.Notes...), Warnings: []string{},
		Account: keepAccount(r.Account, rel.File), Rows: in.total, Estimates: in.estimates, Aggregates: in.aggregates, Parts: in.parts, ValueDigits: in.value.scale}
	for _, w := range r.Warnings {
		e.Warnings = append(e.Warnings, withoutFolder(w.Error(), rel.File))
	}
	if e.ID == "" {
		e.ID = entryID(rel)
	}
	e.Parquet = e.ID + "." + stamp(e) + ".parquet"
	return e
}

// stamp tells data files of one id apart: the same source and reading give the
// same name.
func stamp(e Entry) string {
	sum := sha256.Sum256([]byte(e.SHA256 + "\n" + e.Format + "\n" + e.Reading))
	return hex.EncodeToString(sum[:8])
}

// fileName takes the folder off: it is of the machine and not of the source.
func fileName(path string) string { return filepath.Base(filepath.ToSlash(path)) }

// withoutFolder names a file in a message as the catalogue does, so that the
// same file gives the same catalogue wherever it lay.
func withoutFolder(message, path string) string {
	return strings.ReplaceAll(message, path, fileName(path))
}

// entryID is the id of a release, with its year where the file covers one:
// providers hand the years of one vintage out in files of their own.
func entryID(r data.Release) string {
	var b strings.Builder
	for _, c := range strings.ToLower(r.ID) {
		if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_' {
			b.WriteRune(c)
		} else if b.Len() > 0 && !strings.HasSuffix(b.String(), "-") {
			b.WriteByte('-')
		}
	}
	id := strings.TrimLeft(strings.TrimRight(b.String(), "-"), "_")
	if id == "" {
		id = "data"
	}
	if p := r.Coverage; p.Start.IsSet() && p.Start.Year == p.End.Year {
		if year := "-" + p.Start.String()[:4]; !strings.HasSuffix(id, year) {
			id += year
		}
	}
	return id[:min(len(id), 100)]
}
