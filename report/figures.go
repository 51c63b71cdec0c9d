package report

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/periplus-data/periplus/data"
)

// Figures returns the figures that a report shows or computes with, with their
// sources: each once, in the order in which its own text names them. Official
// data that it declares are not read.
func (in *Input) Figures() (data.Figures, error) {
	names, err := in.languages()
	if err != nil {
		return data.Figures{}, err
	}
	l, err := chooseLanguage(names, "")
	if err != nil {
		return data.Figures{}, err
	}
	raw, err := in.read(names[l])
	if err != nil {
		return data.Figures{}, fmt.Errorf("%s: %w", in.path(names[l]), err)
	}
	p := &problems{file: in.path(names[l])}
	d := parseDocument(p, raw, l)
	if d == nil || p.err() != nil {
		return data.Figures{}, p.err()
	}
	s := in.load(d, onlyPackages, p)
	if p.err() != nil {
		return data.Figures{}, p.err()
	}
	out := s.figures
	out.Figures, err = s.figures.Select(d.figureIDs(s, p))
	return out, errors.Join(p.err(), err)
}

// figureIDs returns the ids of figures that expressions and blocks name, each
// once.
func (d *document) figureIDs(s *sources, p *problems) []string {
	var out []string
	add := func(names []string) {
		for _, id := range names {
			if id != "" && !slices.Contains(out, id) {
				out = append(out, id)
			}
		}
	}
	b := 0
	blocks := func(before int) {
		for ; b < len(d.blocks) && d.blocks[b].start < before; b++ {
			if t, ok := s.tables[d.blocks[b].from]; ok {
				add(ids(filter(t, d.blocks[b].where, p)))
			}
			add([]string{d.blocks[b].base})
		}
	}
	for _, x := range d.expressions {
		blocks(x.start)
		if x.verb != recordVerb {
			add(x.ids)
		}
	}
	blocks(len(d.body))
	return out
}

// IsReport reports whether a folder holds a report. What Build wrote is none.
func IsReport(dir string) bool {
	if _, err := readManifest(dir); err == nil {
		return false // what a build wrote, whose report.md is no input
	}
	entries, err := os.ReadDir(dir)
	return err == nil && slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return reportFile.MatchString(e.Name()) })
}

// Find returns the folders of all reports in dir: dir itself, and those one
// level below it, sorted. It is an error where there are none.
func Find(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("cannot read %s: %w", dir, data.WithoutPath(err))
	}
	var out []string
	if IsReport(dir) {
		out = append(out, dir)
	}
	for _, e := range entries {
		if sub := filepath.Join(dir, e.Name()); e.IsDir() && IsReport(sub) {
			out = append(out, sub)
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%s holds no report: there is no report.md in it or in the folders in it", dir)
	}
	return out, nil
}
