package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/periplus-data/periplus/data"
)

// catalogueName is the file that says what a store holds.
const catalogueName = "catalogue.json"

// catalogueVersion is the version of the catalogue and of the columns.
const catalogueVersion = 1

// catalogue is catalogue.json. Its bytes depend on the entries alone.
type catalogue struct {
	Version int     `json:"catalogue"`
	Entries []Entry `json:"entries"`
}

// Entry is what the catalogue says about one release in a store.
type Entry struct {
	ID         string   `json:"id"`     // what users type; unique in the store
	Source     string   `json:"source"` // ID of the release, as the rows name it
	Format     string   `json:"format"`
	Publisher  string   `json:"publisher"`
	Title      string   `json:"title"`
	Licence    string   `json:"licence"`
	Vintage    string   `json:"vintage"`
	Generated  string   `json:"generated"` // ISO date, empty where the file does not say
	Unit       string   `json:"unit"`      // empty where rows differ
	Start      string   `json:"start"`     // first and last period covered, ISO dates
	End        string   `json:"end"`
	Closed     bool     `json:"closed"`
	Reconciled bool     `json:"reconciled"`
	Lacks      []int    `json:"lacks,omitempty"` // years within the coverage that the file does not show
	File       string   `json:"file"`            // name of the source file, without its folder
	SHA256     string   `json:"sha256"`          // of the source file
	Bytes      int64    `json:"bytes"`           // of the source file
	Reading    string   `json:"reading"`
	Notes      []string `json:"notes"`
	Warnings   []string `json:"warnings"`
	Account    Account  `json:"account"`

	Rows          int    `json:"rows"`
	Estimates     int    `json:"estimates"`  // rows whose value or quantity is an estimate
	Aggregates    int    `json:"aggregates"` // rows that are sums over other places of the same file
	Parts         int    `json:"parts"`      // most parts that one record was divided into, 0 where none was
	ValueDigits   int    `json:"value_digits"`
	Parquet       string `json:"parquet"` // name of the file in the store
	ParquetSHA256 string `json:"parquet_sha256"`
	ParquetBytes  int64  `json:"parquet_bytes"`
	Sums          string `json:"sums"` // name of the summary, a Parquet file by its content; empty where there is none
	SumsSHA256    string `json:"sums_sha256"`
	Periplus      string `json:"periplus"` // version of the program that wrote the entry
}

// Account is the account of the reader, as the catalogue keeps it.
type Account struct {
	Of        string   `json:"of"`
	Read      int      `json:"read"`
	Flows     int      `json:"flows"`
	Dropped   []Reason `json:"dropped"`
	Added     []Reason `json:"added"`
	Repaired  []Reason `json:"repaired"`
	Estimated []Reason `json:"estimated"`
	Rejected  int      `json:"rejected"`
	Rejects   []string `json:"rejects"` // the first 20, as a reader prints them
}

// Reason is one reason of an account.
type Reason struct {
	Reason string `json:"reason"`
	Count  int    `json:"count"`
	Lines  []int  `json:"lines"`
}

// Release returns the release that the entry holds.
func (e Entry) Release() data.Release {
	r := data.Release{ID: e.Source, Format: e.Format, Publisher: e.Publisher, Title: e.Title, Licence: e.Licence, Vintage: e.Vintage,
		Unit: data.Unit(e.Unit), Closed: e.Closed, Reconciled: e.Reconciled, Lacks: slices.Clone(e.Lacks), File: e.File, SHA256: e.SHA256, Bytes: e.Bytes, Notes: slices.Clone(e.Notes)}
	// The catalogue was checked when it was read.
	r.Generated, _ = data.ParseDate(e.Generated)
	r.Coverage.Start, _ = data.ParseDate(e.Start)
	r.Coverage.End, _ = data.ParseDate(e.End)
	return r
}

// Table returns the account as data.Account.Table does.
func (a Account) Table() data.Table {
	back := func(reasons []Reason) (out []data.Entry) {
		for _, r := range reasons {
			out = append(out, data.Entry(r))
		}
		return out
	}
	t := data.Account{Of: a.Of, Read: a.Read, Flows: a.Flows, Dropped: back(a.Dropped), Added: back(a.Added), Repaired: back(a.Repaired), Estimated: back(a.Estimated)}.Table()
	for _, text := range a.Rejects {
		t.Rows = append(t.Rows, []string{"rejected", text, "1", ""})
	}
	if more := a.Rejected - len(a.Rejects); more > 0 {
		t.Rows = append(t.Rows, []string{"rejected", "more", fmt.Sprint(more), ""})
	}
	return t
}

// maxRejects is how many rejects the catalogue keeps as text.
const maxRejects = 20

// keepAccount takes over the account of the reader of the file at path.
func keepAccount(a data.Account, path string) Account {
	reasons := func(entries []data.Entry) []Reason {
		out := []Reason{}
		for _, e := range entries {
			r := Reason(e)
			if r.Lines == nil {
				r.Lines = []int{}
			}
			out = append(out, r)
		}
		return out
	}
	k := Account{Of: a.Of, Read: a.Read, Flows: a.Flows, Dropped: reasons(a.Dropped), Added: reasons(a.Added), Repaired: reasons(a.Repaired),
		Estimated: reasons(a.Estimated), Rejected: len(a.Rejects), Rejects: []string{}}
	for _, r := range a.Rejects[:min(maxRejects, len(a.Rejects))] {
		k.Rejects = append(k.Rejects, withoutFolder(r.Error(), path))
	}
	return k
}

func (c catalogue) index(id string) int {
	return slices.IndexFunc(c.Entries, func(e Entry) bool { return e.ID == id })
}

// read returns the catalogue.
func (s *Store) read() (catalogue, error) {
	path := filepath.Join(s.dir, catalogueName)
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return catalogue{}, fmt.Errorf("%s %w: there is no %s in it; `periplus data add FILE` makes one", s.dir, ErrNoStore, catalogueName)
	}
	if err != nil {
		return catalogue{}, err
	}
	c, err := parseCatalogue(text)
	if err != nil {
		return catalogue{}, fmt.Errorf("%s: %w; restore it, or add the sources to a new store", path, err)
	}
	return c, nil
}

// parseCatalogue reads a catalogue strictly: a damaged one must not make the
// store lose files.
func parseCatalogue(text []byte) (catalogue, error) {
	var c catalogue
	d := json.NewDecoder(bytes.NewReader(text))
	if err := d.Decode(&c); err != nil {
		return c, fmt.Errorf("the catalogue is damaged: %w", err)
	}
	if c.Version != catalogueVersion {
		return c, fmt.Errorf("the catalogue has version %d and this program reads %d", c.Version, catalogueVersion)
	}
	if rest := bytes.TrimSpace(text[d.InputOffset():]); len(rest) > 0 {
		return c, fmt.Errorf("the catalogue is damaged: there is text after its end")
	}
	for i, e := range c.Entries {
		if err := e.check(); err != nil {
			return c, fmt.Errorf("the catalogue is damaged: entry %d: %w", i+1, err)
		}
		if i > 0 && c.Entries[i-1].ID >= e.ID {
			return c, fmt.Errorf("the catalogue is damaged: %s stands after %s", e.ID, c.Entries[i-1].ID)
		}
	}
	return c, nil
}

func (e Entry) check() error {
	if err := checkID(e.ID); err != nil {
		return err
	}
	for _, name := range []string{e.Parquet, e.Sums} {
		if name != "" && (!isFlowsFile(name) || !strings.HasPrefix(name, e.ID+".")) || name == "" && e.Parquet == "" {
			return fmt.Errorf("%q is no name of a data file of %s", name, e.ID)
		}
	}
	if e.Rows < 0 || len(e.SHA256) != 64 || len(e.ParquetSHA256) != 64 {
		return fmt.Errorf("%s has no right number of rows or SHA-256", e.ID)
	}
	for _, d := range []string{e.Generated, e.Start, e.End} {
		if _, err := data.ParseDate(d); err != nil {
			return err
		}
	}
	return nil
}

// checkID says whether an id can name an entry: it becomes the name of a file
// and is typed in SQL.
func checkID(id string) error {
	ok := id != "" && len(id) <= 100
	for i, c := range []byte(id) {
		letter := c >= 'a' && c <= 'z' || c >= '0' && c <= '9'
		if !letter && (i == 0 || c != '-' && c != '_') {
			ok = false
		}
	}
	if !ok {
		return fmt.Errorf("%q cannot be an id; write lower-case letters, digits and hyphens, as sipri-register-2025-01-03", id)
	}
	return nil
}

// write replaces the catalogue in one step. The caller holds the lock.
func (s *Store) write(c catalogue) error {
	c.Version = catalogueVersion
	if c.Entries == nil {
		c.Entries = []Entry{}
	}
	slices.SortFunc(c.Entries, func(a, b Entry) int { return strings.Compare(a.ID, b.ID) })
	text, err := json.MarshalIndent(c, "", "  ")
	if err != nil {
		return err
	}
	return s.replace(catalogueName, append(text, '\n'))
}

// replace writes a file beside and renames it into place, so that a reader
// sees the old file or the new one.
func (s *Store) replace(name string, text []byte) error {
	f, err := os.CreateTemp(s.dir, temporaryPrefix+"*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.Write(text)
	if err == nil {
		err = f.Chmod(0o644)
	}
	if err == nil {
		err = f.Sync()
	}
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = os.Rename(f.Name(), filepath.Join(s.dir, name))
	}
	if err == nil {
		err = syncDir(s.dir)
	}
	return err
}
