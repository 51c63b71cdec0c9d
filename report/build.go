package report

import (
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"runtime"
	"slices"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

// Options are the choices of Build.
type Options struct {
	Out      string // folder to write; it is replaced whole
	Language string // BCP 47 tag; "" is the language of report.md
	Accept   bool   // write a new report.lock where shown numbers or inputs changed
}

// File is a file that a build wrote.
type File struct {
	Path  string // inside the output folder, with slashes
	Bytes int
	What  string // what it is, in a few words
}

// Result says what a build did.
type Result struct {
	Out      string
	Language locale.Language
	Files    []File
	Lock     LockState
	LockPath string   // path of the lock, "" for a report that the binary carries
	Notes    []string // what was guessed in reading data files
}

// Build builds a report into o.Out. Either the whole folder is replaced or
// nothing is: after an error the last good output is what it was.
//
// Every language of the report is read and computed, so that a lock and the
// errors of a translation are complete; one is written. Errors are joined
// *data.ParseError values with file and line; a *LockError where an input or a
// shown number differs from report.lock; or say why the folder cannot be
// written.
func Build(in *Input, o Options) (Result, error) {
	if o.Out == "" {
		return Result{}, errors.New("a build needs a folder to write to")
	}
	if err := in.checkOut(o.Out); err != nil {
		return Result{}, err
	}
	r, err := in.render(o.Language)
	if err != nil {
		return Result{}, err
	}
	newLock, state, err := in.checkLock(r.lock, o.Accept)
	if err != nil {
		return Result{}, err
	}
	if newLock != nil && in.dir == "" {
		return Result{}, fmt.Errorf("the report %s has a stale lock and cannot be written to", in.name)
	}
	res := Result{Out: o.Out, Language: r.language, Files: r.list(), Lock: state, Notes: r.notes}
	if in.dir != "" {
		res.LockPath = filepath.Join(in.dir, lockFile)
	}
	// Where the lock cannot be written, nothing is: it waits beside its place
	// until the output is there.
	if err := in.stageLock(newLock); err != nil {
		return Result{}, fmt.Errorf("cannot write %s: %w; nothing was built", res.LockPath, data.WithoutPath(err))
	}
	if err := writeFolder(o.Out, r.files); err != nil {
		in.dropLock()
		return Result{}, err
	}
	if err := in.putLock(newLock); err != nil {
		return Result{}, fmt.Errorf("the report is built, but cannot write %s: %w", res.LockPath, data.WithoutPath(err))
	}
	return res, nil
}

// checkOut refuses an output folder that is the report's own or holds it:
// inputs are never written to.
func (in *Input) checkOut(out string) error {
	if in.dir == "" {
		return nil
	}
	report, err := filepath.Abs(in.dir)
	if err != nil {
		return err
	}
	target, err := filepath.Abs(out)
	if err != nil {
		return err
	}
	if rel, err := filepath.Rel(target, report); err == nil && filepath.IsLocal(rel) {
		return fmt.Errorf("--out %s holds the report itself; choose another folder", out)
	}
	return nil
}

// rendered is a report in the memory.
type rendered struct {
	language locale.Language
	files    map[string][]byte
	lock     lock
	notes    []string
}

// manifest lists everything that a build read and wrote. It holds no time, no
// machine and no path outside the report.
type manifest struct {
	Periplus string            `json:"periplus"`
	Go       string            `json:"go"`
	Options  map[string]string `json:"options"`
	Inputs   []manifestFile    `json:"inputs"`
	Outputs  []manifestFile    `json:"outputs"`
}

type manifestFile struct {
	Path string `json:"path"`
	fileHash
}

const manifestName = "manifest.json"

// render reads, computes and writes the report into the memory.
func (in *Input) render(language string) (rendered, error) {
	names, err := in.languages()
	if err != nil {
		return rendered{}, err
	}
	chosen, err := chooseLanguage(names, language)
	if err != nil {
		return rendered{}, err
	}
	var all []*evaluation
	var problems []error
	inputs := map[string]fileHash{}
	for _, l := range slices.Sorted(maps.Keys(names)) {
		e, raw, err := in.evaluate(names[l], l)
		if err != nil {
			problems = append(problems, err)
			continue
		}
		inputs[names[l]] = hashOf(raw)
		maps.Copy(inputs, e.s.inputs)
		all = append(all, e)
	}
	if err := errors.Join(problems...); err != nil {
		return rendered{}, err
	}
	r := rendered{language: chosen, files: map[string][]byte{}, lock: newLock(all)}
	for _, e := range all {
		if e.l == chosen {
			r.notes = append(e.d.notes, e.s.notes...)
			if err := e.files(r.files); err != nil {
				return rendered{}, err
			}
		}
	}
	m := manifest{Periplus: Version, Go: runtime.Version(), Options: map[string]string{"language": string(chosen)},
		Inputs: manifestFiles(inputs), Outputs: manifestFiles(hashes(r.files))}
	r.files[manifestName] = indentedJSON(m)
	return r, nil
}

// maxText bounds a report file.
const maxText = 2 << 20

// evaluate reads one file of the report. Problems of its grammar, its sources
// and its numbers come back together.
func (in *Input) evaluate(name string, l locale.Language) (*evaluation, []byte, error) {
	raw, err := in.read(name)
	if err == nil && len(raw) > maxText {
		err = fmt.Errorf("larger than %d MB; data belong into files of their own, under sources", maxText>>20)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", in.path(name), err)
	}
	p := &problems{file: in.path(name)}
	d := parseDocument(p, raw, l)
	if d == nil {
		return nil, nil, p.err()
	}
	before := p.count()
	s := in.load(d, allSources, p)
	if p.count() > before || d.front.unread { // every figure would be unknown
		return nil, nil, p.err()
	}
	e := evaluate(d, s, p)
	return e, raw, p.err()
}

func hashes(files map[string][]byte) map[string]fileHash {
	out := make(map[string]fileHash, len(files))
	for name, raw := range files {
		out[name] = hashOf(raw)
	}
	return out
}

func manifestFiles(files map[string]fileHash) []manifestFile {
	out := make([]manifestFile, 0, len(files))
	for _, name := range slices.Sorted(maps.Keys(files)) {
		out = append(out, manifestFile{name, files[name]})
	}
	return out
}

func (r rendered) list() []File {
	out := make([]File, 0, len(r.files))
	for _, name := range slices.Sorted(maps.Keys(r.files)) {
		out = append(out, File{Path: name, Bytes: len(r.files[name]), What: whatIs(name)})
	}
	return out
}

func whatIs(name string) string {
	switch filepath.Ext(name) {
	case ".html":
		return "the page, in one file"
	case ".md":
		return "plain Markdown, for pandoc and Word"
	case ".svg":
		return "picture, vector"
	case ".png":
		return "picture, pixels"
	case ".csv":
		return "table"
	}
	if name == manifestName {
		return "hashes of every input and output"
	}
	return "every number with bounds, formula and source"
}
