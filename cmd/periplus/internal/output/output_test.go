package output

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

func names(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

func content(t *testing.T, file string) string {
	t.Helper()
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func TestWrite_AllOrNone(t *testing.T) {
	dir := t.TempDir()
	a, b := filepath.Join(dir, "a"), filepath.Join(dir, "b")
	if err := Write(nil); err != nil {
		t.Error(err)
	}
	if err := Write([]File{{a, []byte("1")}, {b, nil}}); err != nil {
		t.Fatal(err)
	}
	if got := names(t, dir); got != "a b" || content(t, a) != "1" || content(t, b) != "" {
		t.Errorf("wrote %s", got)
	}
	err := Write([]File{{a, []byte("2")}, {filepath.Join(dir, "no", "c"), nil}})
	if err == nil || names(t, dir) != "a b" || content(t, a) != "1" {
		t.Errorf("after %v: %s, a is %q", err, names(t, dir), content(t, a))
	}
}

// What has its final name already goes back when a later file cannot have its.
func TestWrite_UndoesWhatIsDone(t *testing.T) {
	dir := t.TempDir()
	a, b, c := filepath.Join(dir, "a"), filepath.Join(dir, "b"), filepath.Join(dir, "c")
	if err := os.WriteFile(a, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	var batch batch
	for _, f := range []File{{a, []byte("new")}, {b, []byte("new")}, {c, []byte("new")}} {
		if err := batch.stage(f.Path, f.write); err != nil {
			t.Fatal(err)
		}
	}
	// A folder with something in it appears where c is to be.
	if err := os.MkdirAll(filepath.Join(c, "x"), 0o755); err != nil {
		t.Fatal(err)
	}
	err := batch.commit()
	batch.clean()
	if err == nil || content(t, a) != "old" || names(t, dir) != "a c" {
		t.Errorf("after %v: %s, a is %q", err, names(t, dir), content(t, a))
	}
}

func TestWrite_KeepsPermissions(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no such permissions")
	}
	dir := t.TempDir()
	a := filepath.Join(dir, "a")
	if err := os.WriteFile(a, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Write([]File{{a, []byte("x")}}); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(a); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
}

func TestWrite_RefusesInputs(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	if err := os.WriteFile("in", []byte("input"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Link("in", "link"); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"in", "./in", "link", filepath.Join(dir, "in")} {
		if err := Write([]File{{path, []byte("x")}}, "in"); err == nil || content(t, "in") != "input" {
			t.Errorf("%s: %v, the input is %q", path, err, content(t, "in"))
		}
	}
	if err := Write([]File{{"b", nil}, {"./b", nil}}); err == nil {
		t.Error("one file twice is written")
	}
	if got := names(t, dir); got != "in link" {
		t.Errorf("left %s", got)
	}
}
