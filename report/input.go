package report

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

// Input is the folder of a report.
type Input struct {
	fsys fs.FS
	dir  string // "" where the report is carried in the binary
	name string
	root *os.Root
	// store is the folder of the store that the report's sources may be entries
	// of; "" where the builder names none.
	store string
}

// UseStore names the folder of the store that sources of the report may be
// entries of. Where it lies is the builder's choice and reaches no output.
func (in *Input) UseStore(dir string) { in.store = dir }

// OpenDir opens the report in a folder. Nothing outside the folder can be read
// through it, not by links either. Callers close it.
func OpenDir(dir string) (*Input, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("cannot open the report %s: %w", dir, data.WithoutPath(err))
	}
	return &Input{fsys: root.FS(), dir: dir, name: filepath.ToSlash(filepath.Clean(dir)), root: root}, nil
}

// FromFS returns the report in fsys, which cannot be written to. name is what
// messages call it.
func FromFS(fsys fs.FS, name string) *Input { return &Input{fsys: fsys, name: name} }

// Close releases the folder.
func (in *Input) Close() error {
	if in.root == nil {
		return nil
	}
	return in.root.Close()
}

// maxInput bounds a file of a report; it keeps a hostile one from filling the
// memory.
const maxInput = 64 << 20

func (in *Input) read(name string) ([]byte, error) {
	// To open a pipe would wait for a writer.
	info, err := fs.Stat(in.fsys, name)
	if err != nil {
		return nil, data.WithoutPath(err)
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New("not a file")
	}
	f, err := in.fsys.Open(name)
	if err != nil {
		return nil, data.WithoutPath(err)
	}
	defer f.Close()
	raw, err := io.ReadAll(io.LimitReader(f, maxInput+1))
	if err == nil && len(raw) > maxInput {
		err = fmt.Errorf("larger than %d MB", maxInput>>20)
	}
	return raw, data.WithoutPath(err)
}

var reportFile = regexp.MustCompile(`^report(?:\.([A-Za-z-]+))?\.md$`)

// languages returns the file of each language that the report is written in.
// report.md has the language that its front matter names, English without one.
func (in *Input) languages() (map[locale.Language]string, error) {
	entries, err := fs.ReadDir(in.fsys, ".")
	if err != nil {
		return nil, fmt.Errorf("cannot read the report %s: %w", in.name, data.WithoutPath(err))
	}
	out := map[locale.Language]string{}
	for _, e := range entries {
		m := reportFile.FindStringSubmatch(e.Name())
		if m == nil {
			continue
		}
		tag, line := m[1], 0
		if tag == "" {
			raw, err := in.read(e.Name())
			if err != nil {
				return nil, fmt.Errorf("%s: %w", in.path(e.Name()), err)
			}
			tag, line = frontLanguage(raw)
		}
		l, err := locale.Parse(tag)
		if err != nil {
			return nil, &data.ParseError{File: in.path(e.Name()), Line: line, Field: "language", Value: clip(tag), Err: err}
		}
		if other, twice := out[l]; twice {
			return nil, fmt.Errorf("%s and %s are both in %q; name another language in one of them", in.path(other), in.path(e.Name()), l)
		}
		out[l] = e.Name()
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("there is no report.md in %s; `periplus new %s` starts a report", in.name, in.name)
	}
	return out, nil
}

func (in *Input) path(name string) string {
	if in.name == "" || in.name == "." {
		return name
	}
	return in.name + "/" + name
}

// chooseLanguage returns the language to build: the one asked for, else that of
// report.md.
func chooseLanguage(files map[locale.Language]string, asked string) (locale.Language, error) {
	if asked == "" {
		for l, name := range files {
			if name == "report.md" {
				return l, nil
			}
		}
	}
	if _, ok := files[locale.Language(asked)]; ok {
		return locale.Language(asked), nil
	}
	var present []string
	for l := range files {
		present = append(present, string(l))
	}
	slices.Sort(present)
	if asked == "" {
		return "", fmt.Errorf("there is no report.md; choose a language of %s", strings.Join(present, ", "))
	}
	return "", fmt.Errorf("the report is not written in %q; it is in %s", asked, strings.Join(present, ", "))
}
