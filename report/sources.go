package report

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/periplus-data/periplus/charts"
	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/articles"
	"github.com/periplus-data/periplus/data/tidy"
)

// sources is what the front matter of a document declares, read.
type sources struct {
	figures data.Figures           // of all packages
	tables  map[string]data.Table  // by name; packages of figures and CSV files
	isData  map[string]bool        // names of CSV files
	read    map[string]*tidy.Table // CSV files, as they are
	records map[string]record      // by name; official data
	paths   map[string]string      // by name
	inputs  map[string]fileHash    // every file read, by path
	notes   []string               // what a reader of CSV had to guess
}

// fileHash is what identifies the content of a file.
type fileHash struct {
	SHA256 string `json:"sha256"`
	Bytes  int    `json:"bytes"`
}

func hashOf(raw []byte) fileHash { return fileHash{articles.Hash(raw), len(raw)} }

// what says which sources are read.
type what int

const (
	allSources   what = iota
	onlyPackages      // of figures
)

// load reads what the front matter declares. The problems are p's.
func (in *Input) load(d *document, which what, p *problems) *sources {
	s := &sources{tables: map[string]data.Table{}, isData: map[string]bool{}, read: map[string]*tidy.Table{}, records: map[string]record{}, paths: map[string]string{}, inputs: map[string]fileHash{}}
	var packages []data.Figures
	for _, decl := range d.front.sources {
		if decl.broken {
			continue
		}
		if decl.store != "" {
			if which == onlyPackages {
				continue
			}
			if err := in.loadEntry(s, decl); err != nil {
				p.add(decl.line, 0, decl.name, decl.store, err)
			}
			continue
		}
		figures, isPackage, err := in.loadOne(s, decl, which)
		if err != nil {
			p.add(decl.line, 0, decl.name, decl.path, err)
		} else if isPackage {
			packages = append(packages, figures)
			s.tables[decl.name] = figures.Table()
		}
	}
	merged, err := articles.Merge(packages...)
	if err != nil {
		p.add(1, 0, "sources", "", err)
	}
	s.figures = merged.In(string(d.language))
	for _, decl := range d.front.sources {
		if _, err := s.figures.Source(decl.name); err == nil && s.records[decl.name].Record != nil {
			p.add(decl.line, 0, decl.name, "", fmt.Errorf("a source of the figures is called %s too; give the data another name", clip(decl.name)))
		}
	}
	return s
}

func (in *Input) loadOne(s *sources, decl declared, which what) (data.Figures, bool, error) {
	s.paths[decl.name] = decl.path
	if decl.path == articles.Name {
		return in.loadPackage(s, articles.Files(), decl.path, articles.Name)
	}
	if decl.path == "" {
		return data.Figures{}, false, fmt.Errorf("needs a path; write %q for the figures of the articles that periplus carries, or the path of a package or CSV file inside the report's folder", articles.Name)
	}
	name := path.Clean(decl.path)
	if !fs.ValidPath(name) || name == "." {
		return data.Figures{}, false, fmt.Errorf("%q leads out of the folder of the report; put the file into it and write its path from there", clip(decl.path))
	}
	info, err := fs.Stat(in.fsys, name)
	if err != nil {
		return data.Figures{}, false, fmt.Errorf("cannot read %q: %w; write %q for the figures of the articles that periplus carries, or the path of a package or CSV file inside the report's folder",
			clip(decl.path), data.WithoutPath(err), articles.Name)
	}
	if info.IsDir() {
		return in.loadPackage(s, folder{in.fsys, name}, name, in.path(name))
	}
	if which == onlyPackages {
		return data.Figures{}, false, nil
	}
	raw, err := in.read(name)
	if err != nil {
		return data.Figures{}, false, err
	}
	if known, err := in.loadRecord(s, decl, name, raw); known || err != nil {
		return data.Figures{}, false, err
	}
	return data.Figures{}, false, in.loadTable(s, decl.name, name, raw)
}

func (in *Input) loadPackage(s *sources, fsys fs.FS, name, shown string) (data.Figures, bool, error) {
	// A package may name its tables as it likes: what is read is what counts.
	record := &recorder{FS: fsys, opened: map[string]bool{}}
	figures, err := articles.OpenFS(record, shown)
	if err != nil {
		return data.Figures{}, false, err
	}
	for _, file := range slices.Sorted(maps.Keys(record.opened)) {
		raw, err := FromFS(fsys, shown).read(file)
		if err != nil {
			return data.Figures{}, false, err
		}
		if line, col, err := notText(bytes.TrimPrefix(raw, byteOrderMark)); err != nil {
			return data.Figures{}, false, &data.ParseError{File: shown + "/" + file, Line: line, Col: col, Err: err}
		}
		s.inputs[name+"/"+file] = hashOf(raw)
	}
	return figures, true, nil
}

// folder is a folder of fsys. Unlike that of fs.Sub its Stat opens nothing,
// and so does not wait at a pipe.
type folder struct {
	fsys fs.FS
	name string
}

func (f folder) Open(name string) (fs.File, error) { return f.fsys.Open(path.Join(f.name, name)) }
func (f folder) Stat(name string) (fs.FileInfo, error) {
	return fs.Stat(f.fsys, path.Join(f.name, name))
}

// recorder remembers which files were opened.
type recorder struct {
	fs.FS
	opened map[string]bool
}

func (r *recorder) Open(name string) (fs.File, error) {
	f, err := r.FS.Open(name)
	if err == nil {
		r.opened[name] = true
	}
	return f, err
}

func (r *recorder) Stat(name string) (fs.FileInfo, error) { return fs.Stat(r.FS, name) }

func (in *Input) loadTable(s *sources, source, name string, raw []byte) error {
	read, err := tidy.ReadTable(bytes.NewReader(raw), in.path(name), tidy.Options{})
	if err != nil {
		return err
	}
	tableOf := read.Data
	if hasChartNames(read) {
		tableOf = func() (data.Table, tidy.Account, error) { return read.Named(nil) }
	}
	t, account, err := tableOf()
	if err != nil {
		return err
	}
	for i, row := range t.Rows {
		for j, cell := range row {
			if _, _, err := notText([]byte(cell)); err != nil {
				return &data.ParseError{File: in.path(name), Line: account.Lines[i], Field: clip(t.Columns[j].Name), Value: clip(cell), Err: err}
			}
		}
	}
	for _, note := range account.Notes {
		s.notes = append(s.notes, in.path(name)+": "+note)
	}
	s.tables[source], s.read[source], s.isData[source], s.inputs[name] = t, read, true, hashOf(raw)
	return nil
}

// hasChartNames reports whether one of a table's columns has the name of what a
// chart draws, so that all are read by their names.
func hasChartNames(t *tidy.Table) bool {
	return slices.ContainsFunc(t.Columns, func(c tidy.Column) bool {
		return slices.Contains([]string{"value", "low"}, strings.ToLower(c.Name))
	})
}

// chartTable returns the rows of a CSV file under the names of a chart's
// columns: those that the block names, and the others as far as there is one
// way to read them.
func (e *evaluation) chartTable(pc *piece) (data.Table, error) {
	k, err := charts.Lookup(pc.kind)
	if err != nil {
		return data.Table{}, err
	}
	read := e.s.read[pc.from]
	if hasChartNames(read) && pc.x+pc.y+pc.series+pc.facet == "" {
		return pc.table, nil
	}
	columns := make([]charts.TableColumn, len(read.Columns))
	for i, c := range read.Columns {
		columns[i] = charts.TableColumn{Column: c.Column, Dates: c.Dates, Same: c.Same, NotNumbers: c.NotNumbers}
	}
	given := map[string]string{}
	for role, name := range map[string]string{k.X: pc.x, k.Y: pc.y, "series": pc.series, "facet": pc.facet} {
		if name != "" {
			given[role] = name
		}
	}
	assigned, err := k.Assign(columns, given)
	if err != nil {
		return data.Table{}, err
	}
	t, _, err := read.Chart(assigned.Columns)
	if err != nil {
		return data.Table{}, err
	}
	all := t.Rows
	t.Rows = nil
	for _, i := range matching(e.s.tables[pc.from], pc.where, e.p) {
		t.Rows = append(t.Rows, all[i])
	}
	return t, nil
}
