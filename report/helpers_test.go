package report

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/periplus-data/periplus/data"
)

// tree writes files below a new folder and returns it.
func tree(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	put(t, dir, files)
	return dir
}

// put writes files below a folder.
func put(t testing.TB, dir string, files map[string]string) {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(files[name]), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// open opens the report in dir for the time of the test. Messages call it
// "demo", whatever the folder is called.
func open(t testing.TB, dir string) *Input {
	t.Helper()
	in, err := OpenDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	in.name = "demo"
	t.Cleanup(func() { in.Close() })
	return in
}

// mustBuild builds dir into out.
func mustBuild(t testing.TB, dir, out string, o Options) Result {
	t.Helper()
	o.Out = out
	r, err := Build(open(t, dir), o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// contents returns every file below dir, by path with slashes.
func contents(t testing.TB, dir string) map[string]string {
	t.Helper()
	names, err := listFiles(dir)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, name := range names {
		raw, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		out[name] = string(raw)
	}
	return out
}

// entries lists the names in a folder, hidden ones too.
func entries(t testing.TB, dir string) []string {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range list {
		out = append(out, e.Name())
	}
	return out
}

// said returns an error as it is shown, or "".
func said(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// flatten returns the errors that a joined error holds.
func flatten(err error) []error {
	if j, ok := err.(interface{ Unwrap() []error }); ok {
		var out []error
		for _, e := range j.Unwrap() {
			out = append(out, flatten(e)...)
		}
		return out
	}
	return []error{err}
}

// isPlaced reports whether every part of an error is a *data.ParseError.
func isPlaced(err error) bool {
	for _, e := range flatten(err) {
		if _, ok := errors.AsType[*data.ParseError](e); !ok && !strings.Contains(e.Error(), "more problem") {
			return false
		}
	}
	return true
}

// front is the front matter of most reports here: body lines begin at line 6.
const frontMatter = "---\ntitle: T\nsources:\n  f: articles\n---\n"
