package report

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/periplus-data/periplus/data"
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
		return nil, fmt.Errorf("cannot start a report in %s: %w", dir, data.WithoutPath(err))
	}
	if len(entries) > 0 {
		return nil, fmt.Errorf("%s is not empty (it holds %s); choose a new folder", dir, entries[0].Name())
	}
	made := missing(dir)
	written, err := writeStarter(dir)
	if err != nil {
		for _, name := range written {
			os.Remove(name)
		}
		removeEmpty(made)
		return nil, fmt.Errorf("cannot start a report in %s: %w", dir, data.WithoutPath(err))
	}
	return written, nil
}

// writeStarter returns what it wrote, after an error too.
func writeStarter(dir string) (written []string, err error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	files, err := fs.ReadDir(starter, "starter")
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		raw, err := starter.ReadFile("starter/" + file.Name())
		if err != nil {
			return written, err
		}
		name := filepath.Join(dir, file.Name())
		f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if err != nil {
			return written, err
		}
		written = append(written, name)
		if err := writeAndClose(f, raw); err != nil {
			return written, err
		}
	}
	return written, nil
}
