package articles

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"reflect"
	"sync"

	"github.com/periplus-data/periplus/data"
)

// Name is the word that names the embedded package in flags and reports.
const Name = "articles"

//go:embed datapackage.json sources.csv figures.csv translations.csv
var files embed.FS

// Files returns the files of the embedded package: datapackage.json,
// sources.csv, figures.csv and translations.csv.
func Files() fs.FS { return files }

var embedded = sync.OnceValues(func() (data.Figures, error) { return OpenFS(files, Name) })

// Embedded returns the figures of the embedded package. Callers must not
// change the slices of the result. An error means that the program was built
// from a wrong package.
func Embedded() (data.Figures, error) { return embedded() }

// Open returns the figures of the package in a folder. Nothing outside the
// folder is read, not through links either. All problems come back at once, as
// joined *data.ParseError values that name file, line, column and value.
func Open(dir string) (data.Figures, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return data.Figures{}, fmt.Errorf("cannot open the package %s: %w", dir, data.WithoutPath(err))
	}
	defer root.Close()
	return OpenFS(root.FS(), dir)
}

// OpenFS is Open for the files of fsys. name is what error messages call it.
func OpenFS(fsys fs.FS, name string) (data.Figures, error) {
	l := &loader{fsys: fsys, name: name}
	description, ok := l.describe()
	if !ok {
		return data.Figures{}, l.err()
	}
	sources := l.table(description.path("sources"), sourceColumns())
	figures := l.table(description.path("figures"), data.FigureColumns())
	out := data.Figures{Sources: l.sources(sources)}
	out.Figures = l.figures(figures, out.Sources, sources.complete)
	if name := description.path("translations"); name != "" {
		out.Translations = l.translations(l.table(name, translationColumns()), out, sources.complete && figures.complete)
	}
	if err := l.err(); err != nil {
		return data.Figures{}, err
	}
	return out, nil
}

// Merge joins packages. An id of a figure or of a source that stands in two of
// them is an error, unless both packages hold the same source to the letter.
func Merge(packages ...data.Figures) (data.Figures, error) {
	var out data.Figures
	sources, figures := map[string]data.Source{}, map[string]bool{}
	var problems []error
	for _, p := range packages {
		for _, s := range p.Sources {
			old, seen := sources[s.ID]
			if seen && old != s {
				problems = append(problems, fmt.Errorf("source %s stands in two packages with different contents; rename one", s.ID))
			}
			if !seen {
				sources[s.ID] = s
				out.Sources = append(out.Sources, s)
			}
		}
		for _, f := range p.Figures {
			if figures[f.ID] {
				problems = append(problems, fmt.Errorf("figure %s stands in two packages; rename one", f.ID))
				continue
			}
			figures[f.ID] = true
			out.Figures = append(out.Figures, f)
		}
		out.Translations = append(out.Translations, p.Translations...)
	}
	return out, errors.Join(problems...)
}

// loader collects the problems of one package.
type loader struct {
	fsys     fs.FS
	name     string
	problems []error // the first maxProblems
	count    int     // all
}

const (
	maxProblems  = 50   // are told one by one
	enoughToStop = 1000 // problems, after which no further row is read
)

// stopped reports whether reading goes on no further.
func (l *loader) stopped() bool { return l.count >= enoughToStop }

func (l *loader) err() error {
	problems := l.problems
	switch more := l.count - len(problems); {
	case l.stopped():
		problems = append(problems, fmt.Errorf("%s: %d more problems, and the rest was not read", l.name, more))
	case more == 1:
		problems = append(problems, fmt.Errorf("%s: 1 more problem", l.name))
	case more > 1:
		problems = append(problems, fmt.Errorf("%s: %d more problems", l.name, more))
	}
	return errors.Join(problems...)
}

// report adds a problem at a place; line and column are 0 where it has none.
func (l *loader) report(file string, at position, field, value string, err error) {
	if l.count++; l.count > maxProblems {
		return
	}
	l.problems = append(l.problems, &data.ParseError{File: path.Join(l.name, file), Line: at.line, Col: at.col, Field: field, Value: value, Err: err})
}

// position is a line and a column, in bytes, both from 1.
type position struct{ line, col int }

// descriptor is the part of datapackage.json that is read.
type descriptor struct {
	Resources []struct {
		Name string `json:"name"`
		Path string `json:"path"`
	} `json:"resources"`
}

func (d descriptor) path(resource string) string {
	for _, r := range d.Resources {
		if r.Name == resource {
			return r.Path
		}
	}
	return ""
}

const descriptorFile = "datapackage.json"

func (l *loader) describe() (descriptor, bool) {
	var d descriptor
	raw, err := l.read(descriptorFile)
	if err != nil {
		l.report(descriptorFile, position{}, "", "", fmt.Errorf("%w; a package of figures has datapackage.json, sources.csv and figures.csv", err))
		return d, false
	}
	if err := json.Unmarshal(raw, &d); err != nil {
		l.report(descriptorFile, jsonPosition(raw, err), "", "", fmt.Errorf("not a Frictionless Data Package: %w", jsonReason(err)))
		return d, false
	}
	before := l.count
	for _, name := range []string{"sources", "figures", "translations"} {
		switch p := d.path(name); {
		case p == "" && name == "translations": // most packages have none
		case p == "":
			l.report(descriptorFile, position{}, "resources", "", fmt.Errorf("there is no resource %q with a path; write one with the path %s.csv", name, name))
		case !fs.ValidPath(p) || p == ".":
			l.report(descriptorFile, position{}, "path", p, fmt.Errorf("%q leads out of the package; write a path inside it, as %s.csv", p, name))
		}
	}
	return d, l.count == before
}

// jsonReason takes the words about Go off an error of a value of a wrong type.
func jsonReason(err error) error {
	e, ok := errors.AsType[*json.UnmarshalTypeError](err)
	if !ok {
		return err
	}
	where, want := e.Field, "string"
	if where == "" {
		where = "the file"
	}
	switch e.Type.Kind() {
	case reflect.Slice:
		want = "array"
	case reflect.Struct:
		want = "object"
	}
	return fmt.Errorf("%s is %s, not %s", where, e.Value, want)
}

func jsonPosition(raw []byte, err error) position {
	offset := int64(-1)
	if e, ok := errors.AsType[*json.SyntaxError](err); ok {
		offset = e.Offset
	} else if e, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		offset = e.Offset
	}
	if offset < 0 || offset > int64(len(raw)) {
		return position{}
	}
	at := position{1, 1}
	for _, c := range raw[:max(offset-1, 0)] {
		at.col++
		if c == '\n' {
			at = position{at.line + 1, 1}
		}
	}
	return at
}

// maxFileSize keeps a hostile package from filling the memory.
const maxFileSize = 16 << 20

func (l *loader) read(name string) ([]byte, error) {
	// To open a pipe would wait for a writer.
	info, err := fs.Stat(l.fsys, name)
	if err != nil {
		return nil, data.WithoutPath(err)
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New("not a file")
	}
	f, err := l.fsys.Open(name)
	if err != nil {
		return nil, data.WithoutPath(err)
	}
	defer f.Close()
	raw, err := io.ReadAll(io.LimitReader(f, maxFileSize+1))
	if err != nil {
		return nil, data.WithoutPath(err)
	}
	if len(raw) > maxFileSize {
		return nil, fmt.Errorf("larger than %d MB", maxFileSize>>20)
	}
	return raw, nil
}
