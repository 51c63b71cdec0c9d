package articles

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/periplus-data/periplus/data"
)

// Write adds the draft to its package, and makes the package first where there
// is none. Rows that are there stay byte for byte. All files are written beside
// their places before the first is put there, the source before the figure that
// needs it; on an error nothing new is left behind.
func (d *Draft) Write() error {
	if len(d.Missing) > 0 {
		return fmt.Errorf("cannot write a figure without %s", strings.Join(d.Missing, ", "))
	}
	if err := d.recheck(); err != nil {
		return err
	}
	files, err := d.files()
	if err != nil {
		return err
	}
	if !d.isNew {
		_, err := put(files)
		return err
	}
	made, err := makeFolder(d.dir)
	moved := 0
	if err == nil {
		moved, err = put(files)
	}
	if err != nil {
		for _, f := range files[:moved] {
			os.Remove(f.path)
		}
		for _, folder := range made {
			os.Remove(folder)
		}
	}
	return err
}

// recheck reads the package again, since others may have written to it after the
// plan. A source that they added with the same text is not added twice.
func (d *Draft) recheck() error {
	if d.isNew {
		return nil // makeFolder refuses a folder with something in it
	}
	now, err := Open(d.dir)
	if err != nil {
		return err
	}
	if _, err := now.Lookup(d.Figure.ID); err == nil {
		return fmt.Errorf("%q is in %s by now; add the figure again under another id", d.Figure.ID, d.dir)
	}
	if !d.NewSource {
		if s, err := now.Source(d.Source.ID); err != nil || s.SHA256 != d.Source.SHA256 {
			return fmt.Errorf("source %q of %s is no longer the one of the plan; add the figure again", d.Source.ID, d.dir)
		}
		return nil
	}
	if s, found := now.BySHA256(d.Source.SHA256); found && s.ID == d.Source.ID {
		d.NewSource, d.Source = false, s
		return nil
	}
	_, sameID := now.Source(d.Source.ID)
	if _, sameText := now.BySHA256(d.Source.SHA256); sameText || sameID == nil {
		return fmt.Errorf("source %q of %s is no longer the one of the plan; add the figure again", d.Source.ID, d.dir)
	}
	return nil
}

// file is what a file is to hold.
type file struct {
	path    string
	content []byte
}

// files returns the files of the package as they are with the draft added.
func (d *Draft) files() ([]file, error) {
	sources, figures, out := filepath.Join(d.dir, "sources.csv"), filepath.Join(d.dir, "figures.csv"), []file(nil)
	var oldSources, oldFigures []byte
	var err error
	if d.isNew {
		if oldSources, oldFigures, err = emptyTables(); err != nil {
			return nil, err
		}
	} else {
		if sources, figures, err = paths(d.dir); err != nil {
			return nil, err
		}
		if oldSources, err = os.ReadFile(sources); err != nil {
			return nil, err
		}
		if oldFigures, err = os.ReadFile(figures); err != nil {
			return nil, err
		}
	}
	if d.NewSource {
		content, err := withRow(oldSources, sourceCells(d.Source))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", sources, err)
		}
		out = append(out, file{sources, content})
	}
	content, err := withRow(oldFigures, figureCells(d.Figure))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", figures, err)
	}
	out = append(out, file{figures, content})
	if d.isNew {
		abs, err := filepath.Abs(d.dir)
		if err != nil {
			return nil, err
		}
		name := slug(filepath.Base(abs))
		out = append(out, file{filepath.Join(d.dir, descriptorFile), Describe(name, "Figures of "+name, "", false)})
	}
	return out, nil
}

// paths returns the tables of the package in a folder, which Open has read.
func paths(dir string) (sources, figures string, err error) {
	raw, err := os.ReadFile(filepath.Join(dir, descriptorFile))
	if err != nil {
		return "", "", err
	}
	var description descriptor
	if err := json.Unmarshal(raw, &description); err != nil {
		return "", "", fmt.Errorf("%s: %w", descriptorFile, err)
	}
	in := func(resource string) string {
		return filepath.Join(dir, filepath.FromSlash(description.path(resource)))
	}
	return in("sources"), in("figures"), nil
}

// emptyTables returns sources.csv and figures.csv with their headers alone.
func emptyTables() (sources, figures []byte, err error) {
	var s, f bytes.Buffer
	err = errors.Join(data.Table{Columns: sourceColumns()}.WriteCSV(&s, false), data.Table{Columns: data.FigureColumns()}.WriteCSV(&f, false))
	return s.Bytes(), f.Bytes(), err
}

func figureCells(f data.Figure) map[string]string {
	table := data.Figures{Figures: []data.Figure{f}}.Table()
	cells := make(map[string]string, len(table.Columns))
	for i, c := range table.Columns {
		cells[c.Name] = table.Rows[0][i]
	}
	return cells
}

func sourceCells(s data.Source) map[string]string {
	return map[string]string{"id": s.ID, "kind": string(s.Kind), "title": s.Title, "author": s.Author, "publisher": s.Publisher,
		"published": s.Published.String(), "language": s.Language, "licence": s.Licence, "url": s.URL, "sha256": s.SHA256,
		"bytes": strconv.FormatInt(s.Bytes, 10), "note": s.Note}
}

// withRow returns a CSV file with one more row in the order of its header, with
// the line ends that it has.
func withRow(raw []byte, cells map[string]string) ([]byte, error) {
	header, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(raw, []byte("\ufeff")))).Read()
	if err != nil {
		return nil, err
	}
	record := make([]string, len(header))
	for i, name := range header {
		record[i] = cells[name]
	}
	b := bytes.NewBuffer(bytes.Clone(raw))
	w := csv.NewWriter(b)
	w.UseCRLF = bytes.Contains(raw, []byte("\r\n"))
	switch {
	case bytes.HasSuffix(raw, []byte("\n")):
	case w.UseCRLF:
		b.WriteString("\r\n")
	default:
		b.WriteString("\n")
	}
	if err := w.Write(record); err != nil {
		return nil, err
	}
	w.Flush()
	return b.Bytes(), w.Error()
}

// put writes all files beside their places and then moves them there. It
// returns how many were moved.
func put(files []file) (moved int, err error) {
	staged := make([]string, 0, len(files))
	defer func() {
		for _, name := range staged {
			os.Remove(name) // gone already where it was moved
		}
	}()
	for _, f := range files {
		name, err := stage(f)
		if name != "" {
			staged = append(staged, name)
		}
		if err != nil {
			return 0, err
		}
	}
	for i, f := range files {
		if err := os.Rename(staged[i], f.path); err != nil {
			return i, err
		}
	}
	return len(files), nil
}

// stage writes a file beside its place, with the permissions of the file that
// it is to replace, and returns its name there.
func stage(f file) (name string, err error) {
	mode := os.FileMode(0o644)
	if info, err := os.Stat(f.path); err == nil {
		mode = info.Mode().Perm()
	}
	temp, err := os.CreateTemp(filepath.Dir(f.path), "."+filepath.Base(f.path)+".*")
	if err != nil {
		return "", err
	}
	_, err = temp.Write(f.content)
	if err == nil {
		err = temp.Chmod(mode)
	}
	if err == nil {
		err = temp.Sync()
	}
	return temp.Name(), errors.Join(err, temp.Close())
}

// makeFolder makes a folder with the folders above it, and returns those that
// were not there, the innermost first. A folder with something in it is not one
// for a new package.
func makeFolder(dir string) (made []string, err error) {
	for parent := filepath.Clean(dir); ; parent = filepath.Dir(parent) {
		if _, err := os.Lstat(parent); !errors.Is(err, os.ErrNotExist) {
			break
		}
		made = append(made, parent)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return made, err
	}
	entries, err := os.ReadDir(dir)
	if err == nil && len(entries) > 0 {
		err = fmt.Errorf("%s is no longer empty; add the figure again", dir)
	}
	return made, err
}

// slug makes a name of a Data Package out of any text.
func slug(s string) string {
	s = strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return '-'
	}, strings.ToLower(s))
	if s = strings.Trim(s, "-"); s == "" {
		return "figures"
	}
	return s
}
