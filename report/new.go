package report

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

//go:embed starter
var starter embed.FS

// New starts a report in a folder that is missing or empty: a report.md with
// comments that teach the grammar, and a CSV file for its second chart. The
// report builds at once. It returns the files that it wrote. A folder with
// anything in it is refused and left as it is.
func New(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("cannot start a report in %s: %w", dir, bareError(err))
	}
	if len(entries) > 0 {
		return nil, fmt.Errorf("%s is not empty (it holds %s); choose a new folder", dir, entries[0].Name())
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("cannot start a report in %s: %w", dir, bareError(err))
	}
	var written []string
	files, err := fs.ReadDir(starter, "starter")
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		raw, err := starter.ReadFile("starter/" + f.Name())
		if err != nil {
			return nil, err
		}
		name := filepath.Join(dir, f.Name())
		if err := replaceFile(name, raw); err != nil {
			return nil, fmt.Errorf("cannot write %s: %w", name, bareError(err))
		}
		written = append(written, name)
	}
	return written, nil
}
