package report

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

// Figures returns the figures that a report shows or computes with, with their
// sources: each once, in the order in which its first language shows them. The
// errors are those of Build.
func (in *Input) Figures(language string) (data.Figures, error) {
	names, err := in.languages()
	if err != nil {
		return data.Figures{}, err
	}
	l, err := chooseLanguage(names, language)
	if err != nil {
		return data.Figures{}, err
	}
	e, _, err := in.evaluate(names[l], l)
	if err != nil {
		return data.Figures{}, err
	}
	out := data.Figures{Sources: e.s.figures.Sources}
	for _, n := range e.numbers {
		for _, f := range n.figures {
			if !slices.ContainsFunc(out.Figures, func(g data.Figure) bool { return g.ID == f.ID }) {
				out.Figures = append(out.Figures, f)
			}
		}
	}
	return out, nil
}

// Language returns the language of the report's own text, report.md.
func (in *Input) Language() (locale.Language, error) {
	names, err := in.languages()
	if err != nil {
		return "", err
	}
	return chooseLanguage(names, "")
}

// IsReport reports whether a folder holds a report.
func IsReport(dir string) bool {
	entries, err := os.ReadDir(dir)
	return err == nil && slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return reportFile.MatchString(e.Name()) })
}

// Find returns the folders of all reports in dir: dir itself, and those one
// level below it, sorted. It is an error where there are none.
func Find(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("cannot read %s: %w", dir, bareError(err))
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
